"""Past projects as bars over the years."""

from datetime import UTC, date, datetime

import pytest

from people.profiles.page import Profile
from projects.models import ProjectStatus
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture
def ana():
    return PersonFactory(name="Ana Silva")


def worked(ana, start, end, outcome="in_use", **fields):
    closed = {"status": ProjectStatus.CLOSED, "outcome": outcome, "ends_on": end}
    project = ProjectFactory(**closed)
    days = {"starts_on": start, "ends_on": end}
    return AssignmentFactory(person=ana, project=project, **days, **fields)


def years(ana, user):
    return Profile(ana, user=user).years


def test_without_past_projects_there_are_no_bars(ana, manager):
    AssignmentFactory(person=ana)
    assert years(ana, manager) is None


def test_the_years_reach_from_the_first_project_to_today(ana, manager):
    worked(ana, date(2023, 5, 1), date(2023, 6, 30))
    assert years(ana, manager).years == ["2023", "2024", "2025", "2026"]


def test_of_many_years_only_some_are_labelled(ana, manager):
    worked(ana, date(1996, 5, 1), date(1996, 6, 30))
    labels = years(ana, manager).years
    assert len(labels) == 31
    assert len([label for label in labels if label]) <= 12


def test_bars_that_overlap_lie_below_each_other(ana, manager):
    worked(ana, date(2024, 1, 1), date(2024, 6, 30))
    worked(ana, date(2024, 6, 1), date(2024, 12, 31))
    worked(ana, date(2025, 1, 1), date(2025, 6, 30))
    assert years(ana, manager).lanes == 2


def test_a_project_is_one_bar_whatever_its_bookings(ana, manager):
    first = worked(ana, date(2024, 1, 1), date(2024, 3, 31))
    AssignmentFactory(
        person=ana,
        project=first.project,
        starts_on=date(2024, 7, 1),
        ends_on=date(2024, 12, 31),
    )
    (bar,) = years(ana, manager).bars
    assert bar.words == (
        f"{first.project}, 1 Jan 2024 – 31 Dec 2024, Delivered and in use"
    )


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("in_use", "success"),
        ("not_met", "shortfall"),
        ("stopped_evidence", "unjudged"),
        ("", "unknown"),
    ],
)
def test_bars_are_told_apart_by_outcome(ana, manager, outcome, verdict):
    worked(ana, date(2024, 1, 1), date(2024, 6, 30), outcome)
    assert [bar.verdict for bar in years(ana, manager).bars] == [verdict]


def test_who_may_not_see_outcomes_sees_neutral_bars(ana, member_client):
    worked(ana, date(2024, 1, 1), date(2024, 6, 30))
    page = member_client.get("/people/ana-silva/").content.decode()
    assert "years__bar--unknown" in page
    assert "years__bar--success" not in page
    assert "no outcome recorded" not in page


def test_what_was_booked_without_end_ends_with_its_project(ana, manager):
    row = worked(ana, date(2024, 1, 1), date(2024, 6, 30))
    row.ends_on = None
    row.save()
    (bar,) = years(ana, manager).bars
    assert "1 Jan 2024 – 30 Jun 2024" in bar.words
