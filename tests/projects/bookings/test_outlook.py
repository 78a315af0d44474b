""" "If I take Ana": what a booking does to time, other projects and skills."""

from datetime import date

import pytest

from people.models import Level
from projects.bookings.outlook import Outlook, stated_by
from projects.load.commitments import commitments_of, questions_about
from projects.models import Assignment
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture
def churn(db):
    return ProjectFactory(name="Churn")


@pytest.fixture
def fraud(ana):
    """Ana gives Fraud 30 % of her week."""
    project = ProjectFactory(name="Fraud", status="active")
    AssignmentFactory(project=project, person=ana, percent=30)
    return project


@pytest.fixture
def look(ana, churn):
    """The outlook of a booking of Ana on Churn that is not saved."""

    def outlook(**terms):
        terms = {"percent": 50, "starts_on": MONDAY, "ends_on": FRIDAY, **terms}
        booking = Assignment(project=churn, person=ana, **terms)
        commitments = commitments_of(ana, MONDAY)
        return Outlook(booking, commitments, list(stated_by(ana)))

    return outlook


def need(project, skill, *people, **fields):
    """A need of a project, and people of its team who cover it."""
    for person in people:
        row = {"person": person, "skill": skill}
        person.expertise.filter(skill=skill).exists() or ExpertiseFactory(**row)
        person.assignments.filter(project=project).exists() or AssignmentFactory(
            project=project, person=person, percent=5
        )
    return SkillNeedFactory(project=project, skill=skill, **fields)


# Time


def test_nobody_has_time_after_their_last_day(ana, look):
    ana.left_on = date(2026, 3, 6)
    assert (look().time.free, look().time.overloads) == (0, ())


def test_free_time_before_and_after(look, fraud):
    time = look().time
    assert (time.free, time.free_after, time.overloads) == (70, 20, ())


def test_tentative_work_is_told_apart(look, fraud):
    fraud.assignments.update(status="tentative")
    time = look(percent=80).time
    assert (time.free, time.free_if_tentative) == (100, 70)
    assert (time.free_after, time.free_after_if_tentative) == (20, 0)


def test_what_tentative_work_would_overload_is_told_apart(look, fraud):
    fraud.assignments.update(status="tentative")
    time = look(percent=80).time
    assert time.overloads == ()
    (one,) = time.tentative_overloads
    assert (one.starts_on, one.ends_on, one.over) == (MONDAY, FRIDAY, 10)
    assert one.tentative == 30


def test_an_overload_is_told_with_days_and_size(look, fraud):
    (one,) = look(percent=100).time.overloads
    assert (one.starts_on, one.ends_on, one.load, one.over) == (
        *(MONDAY, FRIDAY),
        *(130, 30),
    )


def test_an_open_booking_is_looked_at_for_ever(look, ana):
    AssignmentFactory(person=ana, starts_on=date(2030, 1, 7))
    (one,) = look(percent=60, ends_on=None).time.overloads
    assert one.period == "7 Jan 2030 – open"


def test_the_weeks_show_the_booking(look, fraud):
    weeks = look(status="confirmed").chart.weeks[:2]
    assert [week.confirmed for week in weeks] == [80, 30]


def test_a_tentative_booking_is_drawn_as_tentative(look, fraud):
    chart = look(status="tentative").chart
    assert [week.confirmed for week in chart.weeks[:2]] == [30, 30]
    assert [week.tentative for week in chart.weeks[:2]] == [50, 0]
    assert 'fill="url(#hatch)"' in chart.svg


def test_the_picture_says_in_words_what_is_tentative(look, fraud):
    assert look(status="tentative").has_tentative
    assert not look(status="confirmed").has_tentative


def test_a_tentative_booking_still_counts_in_the_figures(look, fraud):
    time = look(status="tentative").time
    assert (time.free, time.free_after) == (70, 20)


def test_a_saved_booking_does_not_count_beside_itself(ana, churn):
    saved = AssignmentFactory(project=churn, person=ana, percent=100)
    assert questions_about(saved) == []


def test_days_away_are_told(look, ana):
    AbsenceFactory(person=ana, starts_on=FRIDAY, ends_on=FRIDAY)
    assert [away.starts_on for away in look().absences] == [FRIDAY]
    assert look(ends_on=MONDAY).absences == []


# Other projects


def test_other_projects_of_the_same_days_are_told(look, fraud):
    (other,) = look().others
    (one,) = other.bookings
    assert (other.project, one.assignment.percent) == (fraud, 30)
    assert one.period == "5 Jan 2026 – open"


@pytest.mark.parametrize(
    "booking",
    [
        {"ends_on": date(2026, 3, 6)},
        {"starts_on": date(2026, 3, 16)},
        {"project__status": "cancelled"},
        {"project__status": "closed"},
    ],
)
def test_work_of_other_days_or_of_the_past_is_not_told(look, ana, booking):
    AssignmentFactory(person=ana, **booking)
    assert look().others == []


def test_the_project_itself_is_no_other(look, ana, churn):
    row = AssignmentFactory(person=ana, project=churn)
    outlook = look()
    assert outlook.others == []
    assert [one.assignment for one in outlook.already] == [row]


def hanging(outlook):
    return [(one.coverage.need.skill.name, one.words) for one in hang(outlook)]


def hang(outlook):
    return [one for other in outlook.others for one in other.hanging]


def test_a_need_that_only_she_covers_is_told(look, fraud, ana, python):
    need(fraud, python, ana)
    assert hanging(look()) == [("Python", "nobody else there covers it")]


def test_a_need_that_gets_thinner_is_told_with_who_stays(look, fraud, ana, python):
    bo = PersonFactory(name="Bo")
    need(fraud, python, ana, bo, people=2)
    (one,) = hang(look())
    assert one.words == "1 of 2 seats found without"
    assert [holder.member.name for holder in one.without.holders] == ["Bo"]


def test_a_need_that_others_cover_is_not_told(look, fraud, ana, python):
    need(fraud, python, ana, PersonFactory())
    assert hang(look()) == []


def test_a_need_that_she_does_not_cover_is_not_told(look, fraud, python):
    need(fraud, python, PersonFactory(), people=2)
    assert hang(look()) == []


# Skills that only she holds


def sole(outlook):
    return {one.row.skill.name: one.needed_by for one in outlook.sole_skills}


def test_skills_that_only_she_practises_are_told_with_who_needs_them(
    look, churn, fraud, ana, python
):
    need(fraud, python, ana)
    SkillNeedFactory(project=churn, skill=python)
    ExpertiseFactory(person=ana, skill__name="Rust")
    outlook = look()
    assert sole(outlook) == {"Python": ("Churn", "Fraud"), "Rust": ()}
    assert [one.row.skill.name for one in outlook.needed_sole_skills] == ["Python"]


@pytest.mark.parametrize(
    ("level", "other", "is_sole"),
    [
        (Level.PRACTITIONER, Level.WORKING, True),
        (Level.EXPERT, Level.PRACTITIONER, False),
        (Level.WORKING, Level.AWARENESS, False),
    ],
)
def test_only_practitioners_and_above_count(look, ana, level, other, is_sole):
    skill = SkillFactory(name="Rust")
    ExpertiseFactory(person=ana, skill=skill, level=level)
    ExpertiseFactory(skill=skill, level=other)
    assert bool(look().sole_skills) is is_sole


def test_who_has_left_does_not_count(look, ana):
    row = ExpertiseFactory(person=ana)
    left = PersonFactory(left_on=date(2026, 2, 27))
    ExpertiseFactory(person=left, skill=row.skill)
    assert len(look().sole_skills) == 1


@pytest.mark.parametrize("count", [3, 30])
def test_an_outlook_costs_the_same_for_3_and_30(
    look, ana, django_assert_num_queries, count
):
    for number in range(count):
        project = ProjectFactory(status="active")
        need(project, SkillFactory(name=f"Skill of {number}"), ana)
    with django_assert_num_queries(7):
        outlook = look()
    assert len(hang(outlook)) == len(outlook.sole_skills) == count
