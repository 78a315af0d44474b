"""What applying writes: in which order, under which keys, and what it notes of it."""

import pytest

from people.models import Person, Skill, SkillAlias, SkillCategory, Team
from projects.models import Assignment, Project
from skillsdir.models import ImportedChange, SpreadsheetImport
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.entities import json_value
from skillsdir.spreadsheet.writing import rows
from skillsdir.spreadsheet.writing.applying import WriteProgress, apply_plan, in_turn
from skillsdir.spreadsheet.writing.rows import (
    insert,
    new_ids,
    update,
    with_keys,
)
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import planned, table, upload

pytestmark = pytest.mark.django_db
ANA = "ana@example.com"


def take_in(kind, headings, *rows, **answers):
    draft = upload(kind, headings, *rows, **answers)
    apply_plan(draft, by=None)
    return draft


# Turns


def turns(noun, *values):
    written = enumerate(values, start=1)
    return [[row["id"] for row in rows] for rows in in_turn(NOUNS[noun], written)]


def test_goals_that_end_are_written_before_those_that_open():
    found = turns("goals", {"status": "open"}, {"status": "achieved"})
    assert found == [[2], [1]]


def test_rows_with_the_same_fields_are_written_together():
    found = turns("teams", {"name": "A"}, {"parent": None}, {"name": "B"})
    assert found == [[1, 3], [2]]


def test_rows_of_which_only_a_list_changes_are_not_written():
    assert turns("bookings", {"skills": frozenset()}) == []


# Rows


def test_new_skills_and_aliases_are_found_by_their_keys():
    SkillCategoryFactory(name="Languages")
    take_in("skills", "name category aliases", ("C / C++", "Languages", "Cee Plus"))
    skill, alias = Skill.objects.get(), SkillAlias.objects.get()
    assert with_keys(Skill, {"name": "C / C++"})["key"] == skill.key
    assert alias.key == "cee plus"


def test_a_row_without_a_name_brings_no_key_along():
    assert with_keys(Skill, {"kind": "tool"}) == {"kind": "tool"}


def test_a_name_in_a_sheet_is_found_again_by_search():
    TeamFactory(name="Data", slug="data")
    PersonFactory(email=ANA, name="Zoë Old")
    take_in("people", "email name", (ANA, "Zoë Öztürk"))
    assert Person.objects.get(search_text__contains="zoe ozturk").email == ANA


def test_what_a_sheet_does_not_say_is_as_in_a_new_form():
    take_in("people", "name email", ("Bo", "bo@example.com"))
    fresh = Person(name="Bo", email="bo@example.com")
    bo = Person.objects.get()
    for name in ("capacity", "works_from", "works_to", "bio", "job_title"):
        assert getattr(bo, name) == getattr(fresh, name)


def test_headings_of_the_file_follow_those_that_are_here():
    SkillCategoryFactory(name="Languages", position=5)
    take_in("skills", "name category", ("Scala", "Odd"), ("Rust", "Odder"))
    found = SkillCategory.objects.values_list("name", "position")
    assert [*found] == [("Languages", 5), ("Odd", 6), ("Odder", 7)]


def test_addresses_of_the_file_are_kept_before_others_take_them():
    take_in("projects", "name slug", ("Data lake", ""), ("Other", "data-lake"))
    found = Project.objects.order_by("name").values_list("name", "slug")
    assert [*found] == [("Data lake", "data-lake-2"), ("Other", "data-lake")]


def test_rows_of_different_batches_may_refer_to_each_other(monkeypatch):
    monkeypatch.setattr(rows, "ROWS_AT_ONCE", 1)
    take_in("teams", "name parent", ("Data", "Lab"), ("Lab", ""))
    assert Team.objects.get(parent__name="Lab").name == "Data"


def test_addresses_of_the_file_are_kept_before_other_batches(monkeypatch):
    monkeypatch.setattr(rows, "ROWS_AT_ONCE", 1)
    take_in("teams", "name slug", ("Data lake", ""), ("Other", "data-lake"))
    found = ImportedChange.objects.order_by("pk").values_list("after__slug", flat=True)
    assert [*found] == ["data-lake-2", "data-lake"]


@pytest.mark.parametrize("name", ["New", "Import", "Matrix", "李雷", "---a"])
def test_any_name_gets_an_address(name):
    take_in("teams", "name", (name,))
    slug = Team.objects.get().slug
    assert slug
    assert slug not in ("new", "import", "matrix")


# Lists


def test_skills_used_are_added_once():
    python = SkillFactory(name="Python")
    booking = AssignmentFactory(
        person=PersonFactory(email=ANA),
        project=ProjectFactory(name="Churn"),
        skills=[python],
    )
    row = (ANA, "Churn", booking.starts_on.isoformat(), "Python")
    done = take_in("bookings", "person project starts_on skills", row)
    assert done.counts == {"bookings": {"unchanged": 1}}
    assert [*booking.skills.all()] == [python]


def test_two_rows_of_one_booking_add_up_their_skills():
    SkillFactory(name="Python")
    SkillFactory(name="SQL")
    PersonFactory(email=ANA)
    ProjectFactory(name="Churn")
    row = (ANA, "Churn", "2026-03-02", 50)
    headings = "person project starts_on percent skills"
    take_in("bookings", headings, (*row, "Python"), (*row, "SQL"))
    assert Assignment.objects.get().skills.count() == 2


# Notes


def test_of_a_changed_row_only_the_fields_that_changed_are_noted():
    PersonFactory(email=ANA, job_title="Analyst", bio="Hello")
    done = take_in("people", "email job_title bio", (ANA, "Chief", "Hello"))
    change = done.changes.get()
    assert change.before == {"job_title": "Analyst"}
    assert change.after == {"job_title": "Chief"}


def test_rows_that_stay_as_they_are_are_not_noted():
    PersonFactory(email=ANA, job_title="Chief")
    done = take_in("people", "email job_title", (ANA, "Chief"))
    assert done.changes.count() == 0


def test_each_note_says_where_it_stands_and_whom_it_is_about():
    ana = PersonFactory(email=ANA)
    SkillFactory(name="Python")
    take_in("expertise", "person skill level", (ANA, "Python", "Expert"))
    note = ImportedChange.objects.get()
    assert (note.place, note.person, note.action) == ("expertise!2", ana, "added")


def test_nothing_is_noted_of_a_dry_run():
    draft = upload("people", "name email", ("Bo", "bo@example.com"))
    planned(table("people", "name email", ("Bo", "bo@example.com")))
    assert draft.changes.count() == 0
    assert not Person.objects.exists()


def test_an_applied_import_keeps_its_figures_and_no_file():
    take_in("people", "name email", ("Bo", "bo@example.com"))
    row = SpreadsheetImport.objects.get()
    assert row.counts == {"people": {"added": 1}}
    assert (row.file, row.answers) == (None, {})


# Progress


def test_progress_counts_rows_and_their_notes():
    plan = planned(table("people", "name email", ("Bo", "bo@example.com")))
    told = []
    progress = WriteProgress(plan, lambda *numbers: told.append(numbers))
    progress(1)
    progress(1)
    assert told == [(1, 2), (2, 2)]


def test_progress_may_be_told_to_nobody():
    plan = planned(table("people", "name email", ("Bo", "bo@example.com")))
    progress = WriteProgress(plan, None)
    progress(1)
    assert progress.done == 1


# Whole tables


def test_ids_are_given_once():
    first, second = new_ids(Team, 3), new_ids(Team, 3)
    assert len({*first, *second}) == 6


def test_updating_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        update(Team, [])
        insert(Team, [])


def test_lists_are_noted_in_one_order_whatever_that_of_the_file():
    assert json_value(frozenset({3, 1, 2})) == [1, 2, 3]


def test_rows_cost_the_same_to_update_for_3_and_30(django_assert_num_queries):
    for count in (3, 30):
        teams = TeamFactory.create_batch(count)
        renamed = [{"id": one.pk, "name": f"T{one.pk}"} for one in teams]
        with django_assert_num_queries(1):
            update(Team, renamed)


def test_skills_cost_the_same_to_apply_for_3_and_30(django_assert_num_queries):
    SkillCategoryFactory(name="Languages")
    drafts = [
        upload(
            "skills",
            "name category",
            *[(f"S{count}x{n}", "Languages") for n in range(count)],
        )
        for count in (3, 30)
    ]
    with django_assert_num_queries(39) as counted:
        apply_plan(drafts[0], by=None)
    with django_assert_num_queries(len(counted)):
        apply_plan(drafts[1], by=None)


def test_a_level_that_changes_keeps_what_the_sheet_does_not_say():
    row = ExpertiseFactory(person=PersonFactory(email=ANA), level=2, years=7)
    skill = row.skill.name
    take_in("expertise", "person skill level", (ANA, skill, "Expert"))
    row.refresh_from_db()
    assert (row.level, row.years) == (4, 7)
