"""What projects and bookings are asked for in words: teams, windows, work done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from projects.models import Assignment, Project, SkillNeed
from tests.ended import ended
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def holder_of(need, level=4, **booking):
    """Somebody with the skill at the level, booked on the project of the need."""
    row = ExpertiseFactory(skill=need.skill, level=level)
    return AssignmentFactory(project=need.project, person=row.person, **booking)


# Teams


def test_who_is_still_to_come_is_on_the_team():
    AssignmentFactory(starts_on=TODAY + 90 * DAY, status="tentative")

    assert Assignment.objects.on_team(TODAY).exists()


# Work


def worked(**booking):
    AssignmentFactory(**booking)
    return [goes_on for *_, goes_on in Assignment.objects.worked(TODAY)]


@pytest.mark.parametrize(
    ("booking", "goes_on"),
    [
        ({}, True),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - DAY}, False),
        ({"project__status": "closed"}, False),
        ({"person__left_on": TODAY - DAY}, False),
    ],
)
def test_work_goes_on_until_booking_person_or_project_is_over(booking, goes_on):
    assert worked(**booking) == [goes_on]


def begun_by(day):
    return [
        one.starts_on
        for one in Assignment.objects.begun(day).order_by("starts_on")
        if one.has_begun(day)
    ]


@pytest.mark.parametrize("entered", ["active", "closed", "cancelled"])
@pytest.mark.parametrize("ending", ["closed", "cancelled"])
def test_who_was_to_begin_later_never_did(entered, ending):
    """Whatever day was planned to be the last: it is over since it was ended."""
    today = timezone.localdate()
    project = ProjectFactory(status=entered)
    days = [today - 3 * DAY, today, today + 3 * DAY]
    for day in days:
        AssignmentFactory(project=project, starts_on=day)
    Project.objects.update(status=ending, ends_on=today + 90 * DAY)
    Project.objects.update(name="Other", over_at=None)

    assert begun_by(today + 5 * DAY) == days[:2]
    Project.objects.update(status="active", over_at=timezone.now())
    assert begun_by(today + 5 * DAY) == days


@pytest.mark.parametrize("count", [3, 30])
def test_to_know_costs_one_query_for_3_and_30(count, django_assert_num_queries):
    AssignmentFactory.create_batch(count, project__status="cancelled")
    with django_assert_num_queries(1):
        assert len(Assignment.objects.begun()) == count


@pytest.mark.parametrize(("status", "count"), [("closed", 1), ("cancelled", 2)])
def test_the_last_day_of_a_closed_project_is_its_last(status, count):
    """That of a cancelled one is but what was planned."""
    project = ProjectFactory(status=status, ends_on=TODAY)
    for day in (TODAY, TODAY + DAY):
        AssignmentFactory(project=project, starts_on=day)

    assert len(begun_by(TODAY + 9 * DAY)) == count


@pytest.mark.parametrize(
    ("status", "has_begun"), [("active", True), ("closed", False), ("cancelled", False)]
)
def test_where_nobody_knows_since_when_it_is_over_none_began(status, has_begun):
    ended(AssignmentFactory(project__status=status).project, None)

    assert Assignment.objects.begun().exists() == has_begun
    assert Assignment.objects.get().has_begun() == has_begun


@pytest.mark.parametrize(("hour", "count"), [(22, 1), (23, 2)])
def test_since_when_it_is_over_is_a_day_of_here(hour, count, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    project = ProjectFactory(status="cancelled")
    for day in (TODAY, TODAY + DAY):
        AssignmentFactory(project=project, starts_on=day)
    ended(project, datetime(TODAY.year, TODAY.month, TODAY.day, hour, 30, tzinfo=UTC))

    assert len(begun_by(TODAY + 9 * DAY)) == count


@pytest.mark.parametrize(
    "booking", [{"status": "tentative"}, {"starts_on": TODAY + DAY}]
)
def test_what_has_not_begun_is_no_work(booking):
    assert worked(**booking) == []


def test_latest_work_comes_first():
    for month in (1, 3, 2):
        AssignmentFactory(project__name=f"P{month}", starts_on=date(2026, month, 1))

    names = [name for _, _, name, *_ in Assignment.objects.worked(TODAY)]
    assert names == ["P3", "P2", "P1"]


def test_work_says_how_the_project_ended():
    AssignmentFactory(project__status="closed", project__outcome="answered")

    [(*_, outcome, _)] = Assignment.objects.worked(TODAY)
    assert outcome == "answered"


def test_spans_tell_tentative_bookings_apart():
    kinds = {
        AssignmentFactory(status=status).person_id: status == "tentative"
        for status in ("confirmed", "tentative")
    }

    assert {row[0]: row[4] for row in Assignment.objects.spans()} == kinds


@pytest.mark.parametrize(
    ("status", "days", "phase"),
    [
        ("active", (TODAY, None), "current"),
        ("active", (TODAY + DAY, None), "coming"),
        ("active", (TODAY - DAY, TODAY - DAY), "past"),
        ("active", (TODAY - DAY, TODAY), "current"),
        ("closed", (TODAY + DAY, None), "past"),
        ("cancelled", (TODAY, None), "past"),
    ],
)
def test_booking_is_coming_current_or_past(status, days, phase):
    starts_on, ends_on = days
    one = AssignmentFactory(
        project__status=status, starts_on=starts_on, ends_on=ends_on
    )

    assert one.phase(TODAY) == phase


@pytest.mark.parametrize(
    ("fields", "may_go"),
    [
        ({"starts_on": TODAY}, True),
        ({"starts_on": TODAY, "ends_on": TODAY}, True),
        ({"starts_on": TODAY, "project__status": "closed"}, False),
        ({"starts_on": TODAY, "project__status": "cancelled"}, False),
        ({"starts_on": TODAY - DAY}, False),
        ({"starts_on": TODAY - DAY, "ends_on": TODAY}, False),
        ({"starts_on": TODAY + DAY}, True),
        ({"starts_on": TODAY + DAY, "project__status": "closed"}, True),
        ({"starts_on": TODAY - DAY, "status": "tentative"}, True),
        ({"starts_on": TODAY, "status": "tentative"}, True),
    ],
)
def test_booking_may_be_declined_before_anything_came_of_it(fields, may_go):
    AssignmentFactory(**fields)
    assert Assignment.objects.get().may_be_declined(TODAY) is may_go


@pytest.mark.parametrize(
    ("closed_on", "ends_on", "is_left"),
    [
        (TODAY, TODAY, False),
        (TODAY, TODAY + DAY, True),
        (TODAY, None, True),
        (TODAY - DAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (None, TODAY, True),
    ],
)
def test_booking_is_left_over_beyond_the_closing_day(closed_on, ends_on, is_left):
    closed = ProjectFactory(status="closed", ends_on=closed_on)
    one = AssignmentFactory(project=closed, ends_on=ends_on)
    assert one.is_left_over(TODAY) is is_left


# Windows


@pytest.mark.parametrize(
    ("days", "runs"),
    [
        ((date(2026, 3, 1), date(2026, 3, 9)), True),
        ((date(2026, 3, 20), None), True),
        ((date(2026, 3, 1), date(2026, 3, 8)), False),
        ((date(2026, 3, 21), None), False),
        ((None, date(2026, 3, 15)), False),
    ],
)
def test_project_runs_in_a_window_if_it_has_a_day_in_it(days, runs):
    ProjectFactory(starts_on=days[0], ends_on=days[1])

    found = Project.objects.running(TODAY, date(2026, 3, 20))
    assert found.exists() is runs


def test_window_without_an_end_reaches_as_far_as_there_are_projects():
    later = ProjectFactory(starts_on=date(2030, 1, 1))
    ProjectFactory(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))

    assert list(Project.objects.running(start=TODAY)) == [later]


def test_window_without_a_start_holds_all_that_began_by_then():
    early = ProjectFactory(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    ProjectFactory(starts_on=date(2030, 1, 1))

    assert list(Project.objects.running(end=TODAY)) == [early]


def test_without_a_window_projects_without_days_count_too():
    ProjectFactory(starts_on=None)

    assert Project.objects.running().exists()


# Needs


def test_project_needs_one_of_the_skills_whoever_is_on_it(python):
    need = SkillNeedFactory(skill=python)
    holder_of(need)

    found = Project.objects.with_need([python.pk, SkillFactory().pk])
    assert list(found) == [need.project]


def test_need_lacks_the_people_it_has_not_found():
    need = SkillNeedFactory(people=3, level=3)
    holder_of(need, level=3)
    holder_of(need, level=2)

    assert SkillNeed.objects.with_missing(TODAY).get().missing == 2


def test_need_is_open_again_when_its_holder_leaves():
    need = SkillNeedFactory(people=1)
    booking = holder_of(need)
    assert not SkillNeed.objects.open(TODAY).exists()

    booking.person.left_on = TODAY - DAY
    booking.person.save()
    assert SkillNeed.objects.open(TODAY).exists()


# Queries


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Assignment.objects.on_team(TODAY),
        lambda: Assignment.objects.worked(TODAY),
        lambda: Assignment.objects.spans(),
        lambda: SkillNeed.objects.with_missing(TODAY),
        lambda: Project.objects.with_open_needs().for_page(),
    ],
)
def test_3_and_30_rows_are_one_query(rows, django_assert_num_queries):
    for number in (3, 27):
        for need in SkillNeedFactory.create_batch(
            number, project__lead=PersonFactory()
        ):
            holder_of(need)
        with django_assert_num_queries(1):
            [str(getattr(row, "lead", "")) for row in rows()]
