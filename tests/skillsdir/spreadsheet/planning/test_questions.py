"""What is asked about a file, what is answered, and what is remembered of it."""

import json
from datetime import date

import pytest

from skillsdir.models import RememberedMapping
from skillsdir.spreadsheet.answers import Answers, Decision, SheetAnswer, What
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import PersonFactory, SkillFactory
from tests.skillsdir.spreadsheet.sent_files import planned, skip, table, upload

pytestmark = pytest.mark.django_db
ANSWERS = Answers(
    sheets={"People": SheetAnswer("people", 2, {0: "name", 3: "email"})},
    levels={"senior": 3, "none": 0},
    day_order="day_first",
    default_level=2,
    current_percent=0,
    past_from=date(2024, 1, 1),
    names={"skill": {"haskell": Decision(What.CREATE, category=7)}},
)


def test_answers_survive_being_stored():
    assert Answers.from_json(json.loads(json.dumps(ANSWERS.as_json()))) == ANSWERS


def test_no_answers_are_stored_as_nothing():
    assert Answers.from_json({}) == Answers()


def test_decisions_add_up():
    more = ANSWERS.with_decisions("skill", skip("go"))
    assert more.decided("skill", "haskell").what == What.CREATE
    assert more.decided("skill", "go").what == What.SKIP
    assert more.decided("team", "go") is None


# Sheets


def asked(rows, answers=None):
    sheet = Sheet("Sheet1", rows)
    return plan([sheet], answers or Answers()).questions


def test_a_sheet_without_an_answer_is_a_question():
    found = asked([("Name", "E-mail"), ("Bo", "bo@example.com")])
    (question,) = found.sheets
    assert question.answer is None
    assert question in found.open()


def test_a_sheet_that_is_left_out_is_no_question():
    answers = Answers(sheets={"Sheet1": SheetAnswer("")})
    found = asked([("Name", "E-mail"), ("Bo", "nonsense")], answers)
    assert not found.open()


@pytest.mark.parametrize(
    ("kind", "columns", "problem"),
    [
        ("people", {0: "name", 1: "name"}, "2 columns are mapped to “Name”"),
        ("people", {0: "bio"}, "no column is mapped to Name or E-mail"),
        ("people", {0: "magic"}, "have no field “magic”"),
        ("expertise", {0: "person"}, "no column is mapped to Skill"),
        ("magic", {0: "name"}, "no kind of sheet called “magic”"),
        ("expertise", {0: "person", 1: "person", 2: "skill"}, ""),
    ],
)
def test_columns_that_cannot_be_so_are_told(kind, columns, problem):
    answers = Answers(sheets={"Sheet1": SheetAnswer(kind, 0, columns)})
    found = asked([("a", "b", "c"), ("d", "e", "f")], answers)
    assert problem in found.sheets[0].problem
    assert (found.sheets[0] in found.open()) is bool(problem)


def test_a_sheet_that_cannot_be_read_is_rejected_in_the_plan():
    sheet, _ = table("people", "name email", ("Bo", "bo@example.com"))
    answer = SheetAnswer("people", 0, {0: "name", 1: "name"})
    (change,) = planned((sheet, answer)).changes
    assert (change.action, change.place) == ("rejected", "people")


def test_rows_above_the_headings_are_not_read():
    rows = [("Our people", None), ("Name", "E-mail"), ("Bo", "bo@example.com")]
    answer = SheetAnswer("people", 1, {0: "name", 1: "email"})
    (change,) = planned((Sheet("A", rows), answer)).changes
    assert (change.place, change.label) == ("A!3", "Bo")


def test_notes_and_empty_rows_are_not_read():
    rows = [("Name", "E-mail"), (None, ""), ("Left in May", None), ("Bo", "b@x.org")]
    sheet = Sheet("A", rows, notes=frozenset([2]))
    answer = SheetAnswer("people", 0, {0: "name", 1: "email"})
    assert len(planned((sheet, answer)).changes) == 1


# Days


def test_days_that_could_be_either_are_asked_once():
    rows = [(f"P{n}", f"p{n}@x.org", "3/4/2026") for n in range(3)]
    plan = planned(table("people", "name email joined_on", *rows))
    (question,) = plan.questions.defaults
    assert (question.name, question.count) == ("day_order", 3)
    assert plan.totals["rejected"] == 3


@pytest.mark.parametrize(
    ("order", "day"),
    [("day_first", date(2026, 4, 3)), ("month_first", date(2026, 3, 4))],
)
def test_days_are_read_as_decided(order, day):
    row = ("Bo", "bo@example.com", "3/4/2026")
    plan = planned(table("people", "name email joined_on", row), day_order=order)
    assert plan.changes[0].after["joined_on"] == day


@pytest.mark.parametrize(
    ("left", "joined"),
    [
        ("26/3/2027", date(2026, 4, 3)),
        ("3/26/2027", date(2026, 3, 4)),
        ("5/6/2027", None),
        ("2027-03-26", None),
    ],
)
def test_a_column_that_tells_how_it_writes_days_tells_it_of_others(left, joined):
    row = ("A", "a@x.org", "3/4/2026", left)
    plan = planned(table("people", "name email joined_on left_on", row))
    assert plan.changes[0].after.get("joined_on") == joined
    assert [question.name for question in plan.questions.defaults] == (
        [] if joined else ["day_order"]
    )


def test_columns_that_write_days_otherwise_tell_nothing_of_a_third():
    row = ("Churn", "3/4/2026", "26/3/2027", "3/26/2027")
    names = "name starts_on ends_on outcome_recorded_at"
    plan = planned(table("projects", names, row))
    assert [question.name for question in plan.questions.defaults] == ["day_order"]


def test_one_certain_day_tells_the_order_of_its_column():
    rows = [("A", "a@x.org", "3/4/2026"), ("B", "b@x.org", "25/4/2026")]
    plan = planned(table("people", "name email joined_on", *rows))
    assert plan.changes[0].after["joined_on"] == date(2026, 4, 3)
    assert not plan.questions.defaults


def test_in_a_doubtful_column_certain_days_need_no_answer():
    rows = [("A", "a@x.org", "3/4/2026"), ("B", "b@x.org", "2026-04-25")]
    plan = planned(table("people", "name email joined_on", *rows))
    assert [one.action for one in plan.changes] == ["rejected", "added"]


# What is asked


def test_answered_questions_are_still_there():
    PersonFactory(email="ana@example.com")
    row = ("ana@example.com", "Juggling")
    sheet = table("people", "email expertise", row)
    found = planned(sheet, names={"skill": skip("juggling")}).questions
    assert found.of("skill")[0].answer == Decision(What.SKIP)
    assert not found.open()


def test_nought_is_an_answer():
    PersonFactory(email="ana@example.com")
    sheet = table("people", "email current_projects", ("ana@example.com", "Churn"))
    names = {"project": {"churn": Decision(What.CREATE)}}
    found = planned(sheet, names=names, current_percent=0).questions
    assert found.defaults[0].answer == 0
    assert not found.open()


def test_a_decision_that_is_not_offered_does_not_count():
    PersonFactory(name="Ana")
    names = {"person": {"ana": Decision(What.ALIAS)}}
    (change,) = planned(table("people", "name", ("Ana",)), names=names).changes
    assert change.action == "rejected"


def test_names_are_asked_with_five_places_at_most():
    rows = [(f"P{n}", f"p{n}@x.org", "Quants") for n in range(9)]
    plan = planned(table("people", "name email team", *rows))
    (question,) = plan.questions.of("team")
    assert (question.count, len(question.places)) == (9, 5)


# What is remembered


def test_kinds_and_columns_are_guessed_from_headings():
    sheet = Sheet("Staff", [("Full name", "E-mail", "Foo"), ("Bo", "b@x.org", "1")])
    answer = guessed([sheet]).sheets["Staff"]
    assert (answer.kind, answer.columns) == ("people", {0: "name", 1: "email"})


def test_a_sheet_of_nothing_known_is_not_guessed():
    assert guessed([Sheet("A", [("foo", "bar"), (1, 2)])]).sheets == {}


def test_what_headings_and_levels_meant_is_remembered():
    SkillFactory(name="Python")
    row = ("Bo", "bo@example.com", "Python (senior)")
    draft = upload("people", "name email expertise", row, levels={"senior": 4})
    apply_plan(draft, by=None)
    sheet, answer = table("people", "name email expertise", ("Cy", "cy@x.org", "SQL"))
    again = guessed([sheet])
    assert again.levels == {"senior": 4}
    assert again.sheets["people"] == answer


def test_the_last_answer_is_remembered(django_assert_num_queries):
    for name in ("bio", "job_title"):
        draft = upload("people", "email bio", ("bo@example.com", "x"))
        sheet = {
            "kind": "people",
            "header_row": 0,
            "columns": {"0": "email", "1": name},
        }
        draft.answers |= {"sheets": {"people": sheet}}
        draft.save()
        apply_plan(draft, by=None, leave_rejected=True)
    with django_assert_num_queries(1):
        mapping = RememberedMapping.objects.get()
    assert mapping.columns == {"0": "email", "1": "job_title"}
