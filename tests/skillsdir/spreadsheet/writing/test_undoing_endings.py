"""Undoing takes back no record of how a project ended, and tells of none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.records.track_record import Outcome
from projects.models import Project
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import ProjectFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.skillsdir.spreadsheet.writing.test_properties import rolled_back

pytestmark = pytest.mark.django_db
ANEW = ["its outcome was recorded since"]
OUTCOMES = pytest.mark.parametrize("outcome", Outcome.values)
CLOSED = {"status": "closed", "starts_on": "2026-01-05"}


def applied(headings, *row):
    draft = upload("projects", f"name {headings}", ("Churn", *row))
    apply_plan(draft, by=None)
    return draft


def record(admin, when=None, **values):
    """What the project's page writes."""
    values |= {"outcome_recorded_by": admin, "outcome_recorded_at": when}
    Project.objects.update(**values)


def objections(done):
    return [one.why for one in undo_plan(done, by=None)]


@pytest.mark.parametrize(
    ("column", "days", "why"),
    [("outcome_note", 0, ANEW), ("outcome_note", -1, []), ("summary", 0, [])],
)
def test_who_recorded_the_outcome_since_is_not_forgotten(column, days, why, admin):
    """Before we took the name away, an import left it: that is no later record."""
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied(column, "Ask early")
    when = done.applied_at + timedelta(days=days)
    record(admin, when, outcome="not_met")
    assert objections(done) == why
    project.refresh_from_db()
    assert project.outcome_recorded_by == (None if days < 0 else admin)


@OUTCOMES
def test_what_was_closed_stays_so_once_its_outcome_is_recorded(outcome, admin):
    ProjectFactory(name="Churn", status="active")
    done = applied("status sponsor", "Closed", "Bank")
    record(admin, timezone.now(), outcome=outcome)
    assert objections(done) == ANEW


def test_what_was_closed_goes_on_as_long_as_no_outcome_is_recorded():
    project = ProjectFactory(name="Churn", status="active", outcome_note="Ask.")
    done = applied("status sponsor", "Closed", "Bank")
    applied("summary", "Who goes")
    assert objections(done) == []
    project.refresh_from_db()
    assert (project.status, project.sponsor) == ("active", "")


@OUTCOMES
@pytest.mark.parametrize("row", [("status", "Closed"), ("stopped_data", "-")])
def test_what_a_later_import_records_counts_as_well(row, outcome):
    """One that takes an old moment from its file, or leaves the reasons as they are."""
    status = "active" if row[0] == "status" else "closed"
    ProjectFactory(name="Churn", status=status, data="None.")
    done = applied(*row)
    later = applied("outcome outcome_recorded_at", outcome, "2026-02-01")
    assert objections(done) == ANEW
    assert objections(later) == []
    assert objections(done) == []


@OUTCOMES
def test_what_was_recorded_is_found_under_what_a_later_import_did(outcome, admin):
    """Neither the name nor the moment is left of it, or the name alone is gone."""
    ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied("outcome_note", "Ask early")
    record(admin, timezone.now(), outcome=outcome)
    later = applied("outcome_recorded_at stage_reached", "2026-02-01", "Pilot")
    assert objections(done) == ANEW
    assert objections(later) == []
    assert Project.objects.get().outcome_recorded_by is None
    assert objections(done) == ANEW


def test_whoever_recorded_it_may_be_gone():
    ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied("outcome_note", "Ask early")
    by = UserFactory()
    record(by, timezone.now())
    by.delete()
    assert objections(done) == ANEW


@pytest.mark.parametrize("moment", ["2026-02-01", "2126-02-01"])
def test_what_a_file_said_of_the_moment_is_no_later_record(moment):
    ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    first = applied("outcome_recorded_at", moment)
    second = applied("outcome_note", "Ask early")
    assert [objections(second), objections(first)] == [[], []]


def test_it_hangs_on_no_outcome_whether_it_is_undone(admin):
    """Whatever a file changes of it, and whoever records it anew, in whatever way."""
    files = [("outcome_note", "Ask early"), ("stopped_data", "-"), ("sponsor", "Bank")]
    project = ProjectFactory(name="Churn", **CLOSED)
    said = {}

    def check(number, file, recorded, is_import):
        Project.objects.filter(pk=project.pk).update(data="None.")
        done = applied(*file)
        if is_import:
            applied("outcome", recorded)
        else:
            record(admin, timezone.now(), outcome=recorded, data="")
        said.setdefault((number, is_import), []).append(objections(done))

    for number, file in enumerate(files):
        for outcome in Outcome.values:
            for is_import in (True, False):
                given = number, file, outcome, is_import
                rolled_back(lambda given=given: check(*given))
    for (number, _), found in said.items():
        assert found == [[] if files[number][0] == "sponsor" else ANEW] * len(found)


def test_to_find_what_was_recorded_since_costs_the_same_for_3_and_30(
    django_assert_num_queries,
):
    def recorded(count):
        projects = ProjectFactory.create_batch(count, **CLOSED)
        names = [(project.name, "Ask early") for project in projects]
        done = upload("projects", "name outcome_note", *names)
        apply_plan(done, by=None)
        later = [(project.name, "in_use") for project in projects]
        apply_plan(upload("projects", "name outcome", *later), by=None)
        return done

    few, many = recorded(3), recorded(30)
    with django_assert_num_queries(13) as counted:
        assert objections(few) == ANEW * 3
    with django_assert_num_queries(len(counted)):
        assert objections(many) == ANEW * 30
