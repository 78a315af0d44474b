"""A sheet that closes a project ends its bookings, as the project's page does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from projects.models import Assignment, Project
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)
from tests.skillsdir.spreadsheet.sent_files import answers_for, planned, table, upload

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 3, 9)
ROW = ("Churn", "Closed", "2026-03-09")


@pytest.fixture
def booking():
    return AssignmentFactory(
        person=PersonFactory(name="Ana", email="ana@example.com"),
        project=ProjectFactory(name="Churn", status="active"),
    )


def close(row=ROW):
    draft = upload("projects", "name status ends_on", row)
    apply_plan(draft, by=None)
    return draft


def test_open_bookings_end_on_the_last_day(booking):
    close()
    booking.refresh_from_db()
    assert booking.ends_on == LAST_DAY


def test_it_is_told_in_the_dry_run(booking):
    changes = planned(table("projects", "name status ends_on", ROW)).changes
    told = [(one.noun, one.label, one.why) for one in changes]
    assert told == [
        ("projects", "Churn", ""),
        ("bookings", "Ana: Churn", "Churn closes"),
    ]


def test_it_is_undone_with_the_rest(booking):
    assert undo_plan(close(), by=None) == []
    booking.refresh_from_db()
    assert (booking.ends_on, booking.project.status) == (None, "active")


def test_bookings_that_are_over_stay(booking):
    Assignment.objects.update(ends_on=date(2026, 2, 1))
    close()
    booking.refresh_from_db()
    assert booking.ends_on == date(2026, 2, 1)


def test_bookings_of_a_project_that_is_closed_already_stay(booking):
    booking.project.status = "closed"
    booking.project.save()
    close()
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_with_a_booking_for_later_it_stays_open(booking):
    AssignmentFactory(
        project=booking.project, starts_on=date(2026, 6, 1), person__name="Bo"
    )
    changes = planned(table("projects", "name status ends_on", ROW)).changes
    assert [(str(one.action), one.why) for one in changes] == [
        ("rejected", "Bo is booked on it for later: end that first")
    ]


@pytest.mark.parametrize(
    ("ends_on", "last"), [("2026-02-01", date(2026, 2, 1)), (None, LAST_DAY)]
)
def test_what_the_file_says_of_the_booking_counts(ends_on, last, booking):
    tables = [
        table("projects", "name status ends_on", ROW),
        table(
            "bookings",
            "person project starts_on percent ends_on",
            ("ana@example.com", "Churn", "2026-01-05", 70, ends_on),
        ),
    ]
    found = plan([sheet for sheet, _ in tables], answers_for(tables))
    (change,) = [one for one in found.changes if one.noun == "bookings"]
    assert change.after == {"percent": 70, "ends_on": last}


def test_a_cancelled_project_keeps_its_bookings(booking):
    close(("Churn", "Cancelled", None))
    booking.refresh_from_db()
    assert booking.ends_on is None


def test_closing_many_takes_one_query_more(booking, django_assert_num_queries):
    sheet = table("projects", "name status ends_on", ROW)
    AssignmentFactory.create_batch(9, project=booking.project)
    with django_assert_num_queries(16):
        assert planned(sheet).totals["changed"] == 11


# As the page of a project closes it


def project_of(booking):
    booking.project.refresh_from_db()
    return booking.project


def test_without_a_day_it_closes_today(booking):
    close(("Churn", "Closed", None))
    booking.refresh_from_db()
    today = timezone.localdate()
    assert (booking.ends_on, project_of(booking).ends_on) == (today, today)


def test_a_planned_day_to_come_gives_way_to_today(booking):
    Project.objects.update(ends_on=timezone.localdate() + timedelta(days=90))
    close(("Churn", "Closed", None))
    assert project_of(booking).ends_on == timezone.localdate()


def test_a_day_to_come_contradicts_closed(booking):
    changes = planned(
        table("projects", "name status ends_on", ("Churn", "Closed", "2150-01-02"))
    ).changes
    assert [one.why for one in changes] == ["it is closed, but its last day is to come"]


def test_what_begins_later_is_not_closed_today(booking):
    Project.objects.update(starts_on=timezone.localdate() + timedelta(days=9))
    changes = planned(table("projects", "name status", ("Churn", "Closed"))).changes
    assert [one.why for one in changes] == [
        "it begins later: cancel it, or correct its first day"
    ]


def test_a_new_booking_of_a_closed_project_ends_with_it(booking):
    close()
    row = ("ana@example.com", "Churn", "2025-03-03")
    apply_plan(
        upload("bookings", "person project starts_on", row, current_percent=20), by=None
    )
    assert set(Assignment.objects.values_list("ends_on", flat=True)) == {LAST_DAY}


@pytest.mark.parametrize("status", ["Active", "Cancelled"])
def test_a_file_reopens_nothing(booking, status):
    close()
    changes = planned(table("projects", "name status", ("Churn", status))).changes
    assert [one.why for one in changes] == ["it is closed: reopen it on its page"]


@pytest.mark.parametrize(
    ("status", "why"),
    [("Active", "it is cancelled: reopen it on its page"), ("Cancelled", "")],
)
def test_nor_what_is_cancelled(booking, status, why):
    """Undoing it would say that it was over from then on."""
    Project.objects.update(status="cancelled")
    row = ("Churn", status, "Longer.")
    (change,) = planned(table("projects", "name status summary", row)).changes
    assert change.why == why


def test_what_was_learned_is_asked_for(booking):
    booking.learns = SkillFactory(name="Rust")
    booking.save()
    (_, change) = planned(table("projects", "name status ends_on", ROW)).changes
    assert change.why == "Churn closes; state Rust as it was learned"
