"""A dry run is kept, and says the same when it is looked at."""

from datetime import timedelta

import pytest
from django.utils import timezone

from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import (
    Draft,
    current_dry_run,
    dry_run_with_questions,
    figures,
    make_dry_run,
    save_answers,
    saved_plan,
    saved_questions,
    totals,
)
from skillsdir.spreadsheet.drafts.retention import forget_in_dry_runs, forget_old
from skillsdir.spreadsheet.pages.access import next_step, open_counts
from skillsdir.spreadsheet.planning.plan import plan
from tests.factories import PersonFactory, SkillFactory
from tests.skillsdir.spreadsheet.sent_files import skip, upload

ROWS = (
    ("Ann", "ann@example.com", "Python (wizard); Odd skill (2)"),
    ("Ben", "ben@example.com", "Python (2)"),
    ("Eve", "eve at example", ""),
)


@pytest.fixture
def draft(db):
    SkillFactory(name="Python")
    PersonFactory(name="Ben Berg", email="ben@example.com")
    upload("people", "name email expertise", *ROWS)
    return Draft(SpreadsheetImport.objects.get())


@pytest.fixture
def dry_run(draft):
    return make_dry_run(draft)


def words(change):
    told = change.noun, str(change.action), change.place, change.label, change.why
    return *told, str(change.differences)


def test_changes_are_kept_word_by_word(draft, dry_run):
    made = plan(draft.sheets, draft.answers).changes
    kept = saved_plan(dry_run).changes
    assert sorted(map(words, kept)) == sorted(map(words, made))


def test_counts_are_those_of_the_plan(draft, dry_run):
    made = plan(draft.sheets, draft.answers)
    assert saved_plan(dry_run).counts == dry_run.counts == made.counts
    assert totals(dry_run.counts) == made.totals


def test_questions_are_kept(draft, dry_run):
    made = plan(draft.sheets, draft.answers).questions
    kept = saved_questions(dry_run, draft.answers)
    assert kept.names == made.names
    assert kept.levels == made.levels
    assert kept.defaults == made.defaults


def test_a_question_shows_the_answer_given_since(draft, dry_run):
    (question,) = saved_questions(dry_run, draft.answers).names
    answers = draft.answers.with_decisions("skill", skip(question.key))
    assert question.answer is None
    assert saved_questions(dry_run, answers).names[0].answer == skip("x")["x"]


def test_another_answer_makes_it_outdated(draft, dry_run):
    assert current_dry_run(draft) == dry_run
    save_answers(draft, draft.answers.with_(levels={"wizard": 4}), seen=draft.seen)
    assert current_dry_run(draft) is None
    assert dry_run_with_questions(draft) == dry_run


def test_other_columns_ask_other_questions(draft, dry_run):
    (name, answer), *_ = draft.answers.sheets.items()
    sheets = {name: type(answer)("people", 0, {0: "name"})}
    save_answers(draft, draft.answers.with_(sheets=sheets), seen=draft.seen)
    assert dry_run_with_questions(draft) is None


def test_there_is_one_dry_run_of_an_import(draft, dry_run):
    again = make_dry_run(draft)
    assert DryRun.objects.get() == again
    assert again.version != dry_run.version


def test_open_questions_are_counted_by_step(draft, dry_run):
    asked = saved_questions(dry_run, draft.answers)
    assert open_counts(asked) == {
        "sheets": 0,
        "values": 2,
        "names": 1,
        "people": 0,
        "check": 0,
    }


@pytest.mark.parametrize(
    ("after", "step"),
    [("sheets", "values"), ("names", "names"), ("people", "check"), ("check", "check")],
)
def test_the_next_step_is_the_first_with_something_open(draft, dry_run, after, step):
    asked = saved_questions(dry_run, draft.answers)
    assert next_step(asked, after) == step


def test_figures_come_in_the_order_of_the_kinds():
    counts = {"aliases": {"added": 1}, "categories": {}, "bookings": {"rejected": 2}}
    counts["people"] = {}
    lines = figures(counts)
    assert [line.title for line in lines] == [
        "People",
        "Bookings",
        "Skill categories",
        "Other names of skills",
    ]
    assert lines[1].counts[-1] == ("rejected", 2)


def test_looking_at_a_dry_run_takes_no_query(dry_run, django_assert_num_queries):
    with django_assert_num_queries(0):
        saved_plan(dry_run)


# What it knows of people


@pytest.mark.parametrize(
    ("name", "email", "stays"),
    [
        ("Ann", "other@example.com", False),
        ("Nobody", "ANN@example.com", False),
        ("Someone Else", "other@example.com", True),
    ],
)
def test_it_goes_with_whom_it_names(dry_run, name, email, stays):
    forget_in_dry_runs(PersonFactory(name=name, email=email))
    assert DryRun.objects.exists() is stays


def test_it_goes_with_whose_e_mail_it_keeps_for_applying(db):
    manager = PersonFactory(name="Max")
    PersonFactory(name="Ann", email="ann@example.com", manager=manager)
    make_dry_run(Draft(upload("people", "name email", ("Ann", "ann@example.com"))))
    forget_in_dry_runs(manager)
    assert not DryRun.objects.exists()


def test_names_with_accents_are_found(db):
    upload("people", "name", ("Zoë Šilva",))
    make_dry_run(Draft(SpreadsheetImport.objects.get()))
    forget_in_dry_runs(PersonFactory(name="zoe silva", email="other@example.com"))
    assert not DryRun.objects.exists()


@pytest.mark.parametrize(("days", "stays"), [(91, False), (89, True)])
def test_the_report_of_an_import_goes_when_it_cannot_be_undone(dry_run, days, stays):
    applied = timezone.now() - timedelta(days=days)
    SpreadsheetImport.objects.update(
        status="applied", file=None, sheets=None, applied_at=applied
    )
    forget_old()
    assert DryRun.objects.exists() is stays
