"""Sheets with one row for each thing: how each kind finds and changes its rows."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from people.models import Absence, Endorsement, Expertise, LearningGoal
from projects.models import Assignment, SkillNeed
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    planned,
    skip,
    table,
    told,
    upload,
    use,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", email="ana@example.com")


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", status="active", starts_on=date(2026, 1, 5))


def one(kind, headings, row, **answers):
    """The change that a sheet with one row makes."""
    (change,) = planned(table(kind, headings, row), **answers).changes
    return change


def take_in(kind, headings, *rows, **answers):
    apply_plan(upload(kind, headings, *rows, **answers), by=None)


# A row for each person and skill


def test_expertise_is_added_with_all_its_columns(ana, python):
    take_in(
        "expertise",
        "person skill level last_used_on years note confirmed_at",
        (
            *("ana@example.com", "python", "Expert", "2026-02-01", 7, "Pandas"),
            "2026-03-01",
        ),
    )
    row = Expertise.objects.get()
    assert (row.level, row.years, row.note) == (4, 7, "Pandas")
    assert row.last_used_on == date(2026, 2, 1)
    assert row.confirmed_at == timezone.make_aware(datetime(2026, 3, 1))


def test_expertise_changes_what_differs_only(ana, python):
    ExpertiseFactory(person=ana, skill=python, level=3, years=5)
    change = one(
        "expertise",
        "person skill level years",
        ("ana@example.com", "Python", "Practitioner", 6),
    )
    assert [(d.label, d.old, d.new) for d in change.differences] == [
        ("Years", "5", "6")
    ]


def test_a_person_named_in_two_columns_is_found_by_email(ana, python):
    sheet, answer = table("expertise", "person skill level", ("x",))
    sheet.rows[:] = [
        ("Name", "Skill", "Level", "E-mail"),
        ("Ana Else", "Python", "Expert", "ana@example.com"),
    ]
    answer.columns[3] = "person"
    (change,) = planned((sheet, answer)).changes
    assert told([change]) == [("added", "Ana: Python", "")]


def test_somebody_unknown_with_name_and_email_comes_in(python):
    sheet = table("expertise", "person skill level", ("Bo", "Python", "Expert"))
    sheet[0].rows[:] = [(*row, row[0] and "bo@example.com") for row in sheet[0].rows]
    sheet[1].columns[3] = "person"
    plan = planned(sheet)
    assert told(plan.changes) == [("added", "Bo", ""), ("added", "Bo: Python", "")]


def test_somebody_known_by_name_alone_is_a_question(ana, python):
    plan = planned(table("expertise", "person skill", ("Ana", "Python")))
    (question,) = plan.questions.of("person")
    assert question.suggestions[0].target == ana.pk
    change = one(
        "expertise",
        "person skill level",
        ("Ana", "Python", "Expert"),
        names={"person": use("ana", ana)},
    )
    assert change.action == "added"


def test_a_row_of_somebody_skipped_is_left_out(ana, python):
    change = one(
        "expertise",
        "person skill level",
        ("Ana", "Python", "Expert"),
        names={"person": skip("ana")},
    )
    assert change.action == "left out"


def test_a_row_of_a_skipped_skill_is_left_out(ana):
    change = one(
        "expertise",
        "person skill level",
        ("ana@example.com", "Juggling", "Expert"),
        names={"skill": skip("juggling")},
    )
    assert (change.action, change.why) == (
        "left out",
        "“Juggling” is left out, as decided",
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("ana@example.com", None, "Expert"), "needs a value for “Skill”"),
        ((None, "Python", "Expert"), "names nobody"),
        (("ana@example.com", "Python", "guru"), "decide which level “guru” is"),
        (("ana@example.com", "!?", "Expert"), "it has no letters"),
    ],
)
def test_an_incomplete_row_is_rejected(row, why, ana, python):
    change = one("expertise", "person skill level", row)
    assert change.action == "rejected"
    assert why in change.why


def test_two_rows_of_one_pair_that_differ_are_rejected(ana, python):
    plan = planned(
        table(
            "expertise",
            "person skill level",
            ("ana@example.com", "Python", "Expert"),
            ("ana@example.com", "python", "Working"),
        )
    )
    assert plan.totals["rejected"] == 2


# Endorsements


def test_an_endorsement_is_added_to_a_level_here(ana, python):
    bo = PersonFactory(email="bo@example.com")
    row = ExpertiseFactory(person=ana, skill=python, level=3)
    take_in(
        "endorsements",
        "person skill endorsed_by note endorsed_at",
        ("ana@example.com", "Python", "bo@example.com", "Yes", "2026-03-01"),
    )
    given = Endorsement.objects.get()
    assert (given.expertise, given.endorsed_by, given.level) == (row, bo, 3)


def test_an_endorsement_of_a_level_in_the_same_file(ana, python):
    PersonFactory(email="bo@example.com")
    plan = planned(
        table(
            "expertise", "person skill level", ("ana@example.com", "Python", "Expert")
        ),
        table(
            "endorsements",
            "person skill endorsed_by",
            ("ana@example.com", "Python", "bo@example.com"),
        ),
    )
    assert plan.totals["added"] == 2
    assert plan.changes[1].after["level"] == 4


def test_an_endorsement_changes(ana, python):
    given = EndorsementFactory(
        expertise=ExpertiseFactory(person=ana, skill=python),
        endorsed_by=PersonFactory(email="bo@example.com"),
    )
    take_in(
        "endorsements",
        "person skill endorsed_by level",
        ("ana@example.com", "Python", "bo@example.com", "Expert"),
    )
    given.refresh_from_db()
    assert given.level == 4


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("ana@example.com", "nobody endorses their own"),
        ("bo@example.com", "has not stated Python"),
    ],
)
def test_an_endorsement_is_of_a_stated_level_by_another(by, why, ana, python):
    PersonFactory(email="bo@example.com")
    if by == "ana@example.com":
        ExpertiseFactory(person=ana, skill=python)
    change = one(
        "endorsements", "person skill endorsed_by", ("ana@example.com", "Python", by)
    )
    assert change.action == "rejected"
    assert why in change.why


# Goals


def test_a_goal_with_all_its_columns(ana, python):
    take_in(
        "goals",
        "person skill target_level priority target_on motivation status set_on",
        (
            *("ana@example.com", "Python", "Expert", "Next", "2026-12-31", "Fun"),
            *("In progress", "2026-01-02"),
        ),
    )
    goal = LearningGoal.objects.get()
    assert (goal.target_level, goal.priority, goal.status) == (4, 3, "in_progress")
    assert (goal.set_on, goal.motivation) == (date(2026, 1, 2), "Fun")


def test_an_open_goal_is_found_whenever_it_was_set(ana, python):
    LearningGoalFactory(person=ana, skill=python, set_on=date(2025, 5, 5))
    change = one(
        "goals", "person skill priority", ("ana@example.com", "Python", "Next")
    )
    assert change.action == "changed"


def test_a_goal_is_achieved(ana, python):
    goal = LearningGoalFactory(person=ana, skill=python, set_on=date(2025, 5, 5))
    take_in(
        "goals",
        "person skill status set_on",
        ("ana@example.com", "Python", "Achieved", "2025-05-05"),
    )
    goal.refresh_from_db()
    assert goal.status == "achieved"


def test_a_new_finished_goal_needs_its_day(ana, python):
    change = one(
        "goals", "person skill status", ("ana@example.com", "Python", "Achieved")
    )
    assert "needs the day" in change.why


# Absences


def test_an_absence_is_added_once(ana):
    row = ("ana@example.com", "2026-04-01", "2026-04-03")
    take_in("absences", "person starts_on ends_on", row, row)
    assert Absence.objects.count() == 1
    assert one("absences", "person starts_on ends_on", row).action == "unchanged"


def test_other_days_are_another_absence(ana):
    AbsenceFactory(person=ana)
    row = ("ana@example.com", "2026-03-09", "2026-03-20")
    assert one("absences", "person starts_on ends_on", row).action == "added"


def test_an_absence_ends_after_it_starts(ana):
    row = ("ana@example.com", "2026-04-03", "2026-04-01")
    change = one("absences", "person starts_on ends_on", row)
    assert change.why == "the last day is before the first"


# Needs


def test_needs_are_added_and_changed(churn, python):
    SkillNeedFactory(project=churn, skill=python, level=3, people=1)
    take_in(
        "needs",
        "project skill level people priority welcomes_learner",
        ("churn", "Python", "Practitioner", 2, "Should", "yes"),
        ("churn", "Python", "Expert", None, None, None),
    )
    needs = SkillNeed.objects.order_by("level").values_list("level", "people")
    assert [*needs] == [(3, 2), (4, 1)]


WHEN = "project skill level phase starts_on ends_on"


def test_needs_have_a_phase_and_days(churn, python):
    take_in(
        "needs",
        WHEN,
        ("Churn", "Python", "Expert", "Frame", None, "2026-03-31"),
        ("Churn", "Python", "Expert", "Build", "2026-06-01", None),
    )
    assert [*SkillNeed.objects.values_list("phase", "starts_on", "ends_on")] == [
        ("frame", None, date(2026, 3, 31)),
        ("build", date(2026, 6, 1), None),
    ]


def test_a_need_is_found_by_its_phase_and_days(churn, python):
    days = {"project": churn, "skill": python, "level": 4}
    SkillNeedFactory(**days)
    SkillNeedFactory(**days, phase="build", starts_on=date(2026, 6, 1))
    take_in(
        "needs",
        f"{WHEN} people",
        ("Churn", "Python", "Expert", None, None, None, 2),
        ("Churn", "Python", "Expert", "Build", "2026-06-01", None, 3),
    )
    assert [*SkillNeed.objects.values_list("phase", "people")] == [
        ("", 2),
        ("build", 3),
    ]


def test_a_file_that_says_no_days_finds_the_need_all_the_same(churn, python):
    SkillNeedFactory(project=churn, skill=python, level=4, phase="build")
    take_in("needs", "project skill level people", ("Churn", "Python", "Expert", 2))
    assert [*SkillNeed.objects.values_list("phase", "people")] == [("build", 2)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "why"),
    [
        ("2026-01-04", None, "the project begins later, on 5 Jan 2026"),
        (None, "2026-01-04", "the project begins later, on 5 Jan 2026"),
        ("2026-06-02", "2026-06-01", "the last day is before the first"),
    ],
)
def test_days_of_a_need_are_days_of_its_project(starts_on, ends_on, why, churn, python):
    row = ("Churn", "Python", "Expert", None, starts_on, ends_on)
    assert one("needs", WHEN, row).why == why


def test_a_need_is_for_somebody(churn, python):
    row = ("Churn", "Python", "Expert", 0)
    assert "no number of people" in one("needs", "project skill level people", row).why


# Bookings


def test_a_booking_with_all_its_columns(ana, churn, python, admin):
    draft = upload(
        "bookings",
        "person project role percent starts_on ends_on status skills",
        (
            *("ana@example.com", "Churn", "Lead", "60 %", "2026-02-02", "2026-05-29"),
            *("Tentative", "Python"),
        ),
    )
    apply_plan(draft, by=admin)
    row = Assignment.objects.get()
    assert (row.role, row.percent, row.status) == ("Lead", 60, "tentative")
    assert (row.created_by, [*row.skills.all()]) == (admin, [python])


def test_a_booking_is_found_by_its_first_day(ana, churn):
    AssignmentFactory(person=ana, project=churn, starts_on=date(2026, 2, 2))
    headings = "person project starts_on percent"
    row = ("ana@example.com", "Churn", "2026-02-02", 70)
    assert one("bookings", headings, row).action == "changed"
    row = ("ana@example.com", "Churn", "2026-03-02", 70)
    assert one("bookings", headings, row).action == "added"


def test_skills_used_are_added_to_those_there(ana, churn, python):
    sql = SkillFactory(name="SQL")
    row = AssignmentFactory(person=ana, project=churn, skills=[sql])
    take_in(
        "bookings",
        "person project starts_on skills",
        ("ana@example.com", "Churn", "2026-01-05", "Python"),
    )
    assert set(row.skills.all()) == {python, sql}


def test_a_booking_without_days_runs_as_its_project(ana, churn):
    take_in("bookings", "person project percent", ("ana@example.com", "Churn", "40 %"))
    row = Assignment.objects.get()
    assert (row.starts_on, row.ends_on, row.percent) == (date(2026, 1, 5), None, 40)


def test_a_booking_without_days_means_the_one_there(ana, churn):
    AssignmentFactory(person=ana, project=churn, percent=20)
    change = one(
        "bookings", "person project percent", ("ana@example.com", "Churn", "40 %")
    )
    assert (change.action, change.after) == ("changed", {"percent": 40})


def test_bookings_without_percent_may_share_the_capacity(ana, churn):
    ProjectFactory(name="Pricing", status="active")
    rows = [("ana@example.com", "Churn"), ("ana@example.com", "Pricing")]
    take_in("bookings", "person project", *rows, current_percent=0)
    assert [one.percent for one in Assignment.objects.all()] == [50, 50]


def test_a_booking_takes_one_percent_at_least(ana, churn):
    row = ("ana@example.com", "Churn", "0 %")
    assert one("bookings", "person project percent", row).action == "rejected"


def test_rows_cost_the_same_for_few_and_many(churn, django_assert_num_queries):
    def sheet(count):
        rows = []
        for n in range(count):
            email = f"p{count}-{n}@example.com"
            PersonFactory(email=email)
            rows.append((email, "Churn", "2026-01-05", 50))
        return table("bookings", "person project starts_on percent", *rows)

    few, many = sheet(3), sheet(30)
    with django_assert_num_queries(15):
        assert planned(few).totals["added"] == 3
    with django_assert_num_queries(15):
        assert planned(many).totals["added"] == 30


# Two bookings from the same day


ROLES = "person project starts_on role percent"


def same_day(*rows):
    """The changes that rows of a role and a percent make."""
    lines = [("ana@example.com", "Churn", "2026-03-02", *row) for row in rows]
    return planned(table("bookings", ROLES, *lines)).changes


def test_bookings_from_the_same_day_are_told_apart_by_role(ana, churn):
    start = date(2026, 3, 2)
    AssignmentFactory(person=ana, project=churn, starts_on=start, role="Lead")
    found = same_day(("Coach", 10), ("Lead", 50))
    assert [str(one.action) for one in found] == ["added", "unchanged"]


def test_role_of_the_only_booking_from_a_day_can_be_changed(ana, churn):
    start = date(2026, 3, 2)
    AssignmentFactory(person=ana, project=churn, starts_on=start, role="Lead")
    (change,) = same_day(("Coach", 50))
    assert (str(change.action), change.after) == ("changed", {"role": "Coach"})


def test_bookings_of_one_role_from_the_same_day_contradict_each_other(ana, churn):
    found = same_day(("Lead", 50), ("Lead", 20))
    assert [str(one.action) for one in found] == ["rejected"] * 2


@pytest.mark.parametrize(
    ("status", "day", "why"),
    [
        (
            "closed",
            "2026-03-02",
            "begins on 2026-03-02, when the project was over",
        ),
        ("closed", "2026-02-27", ""),
        ("active", "2026-03-02", ""),
    ],
)
def test_nobody_begins_on_what_is_closed(status, day, why, ana):
    ProjectFactory(name="Done", status=status, ends_on=date(2026, 2, 27))
    row = ("ana@example.com", "Done", day, "2026-03-06", 50)
    change = one("bookings", "person project starts_on ends_on percent", row)
    assert change.why == why


# Seats for learners


SEATS = "person project starts_on percent learns mentor"


def seat(learns, mentor):
    row = ("ana@example.com", "Churn", "2026-03-02", 50, learns, mentor)
    return one("bookings", SEATS, row)


def test_a_booking_may_teach_a_skill_with_a_mentor(ana, churn, python):
    ben = PersonFactory(email="ben@example.com")
    row = ("ana@example.com", "Churn", "2026-03-02", 50, "Python", "ben@example.com")
    take_in("bookings", SEATS, row)
    booking = Assignment.objects.get()
    assert (booking.learns, booking.mentor) == (python, ben)


@pytest.mark.parametrize(
    ("learns", "mentor", "why"),
    [
        (None, "ben@example.com", "say what is learned, or name no mentor"),
        ("Python", "ana@example.com", "nobody is their own mentor"),
    ],
)
def test_a_mentor_is_somebody_else_and_for_a_learner(
    learns, mentor, why, ana, churn, python
):
    PersonFactory(email="ben@example.com")
    assert seat(learns, mentor).why == why


def test_another_mentor_shows_with_both_names(ana, churn, python):
    ben = PersonFactory(name="Ben")
    start = date(2026, 3, 2)
    AssignmentFactory(
        person=ana, project=churn, starts_on=start, learns=python, mentor=ben
    )
    PersonFactory(name="Cy", email="cy@example.com")
    found = seat("Python", "cy@example.com").differences
    assert [(one.old, one.new) for one in found] == [("Ben", "Cy")]
