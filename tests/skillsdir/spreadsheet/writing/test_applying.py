"""Applying: all of it or nothing, once, told as done by whoever did it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from people.history import history_page, user_names
from people.models import Expertise, Person, Team
from people.privacy.personal_data import history_data
from projects.models import AssignmentEvent
from skillsdir.models import ImportStatus
from skillsdir.spreadsheet.writing.applying import (
    NotADraftError,
    RejectedRowsError,
    apply_plan,
)
from skillsdir.spreadsheet.writing.progress import progress_of
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import create, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(admin):
    SkillFactory(name="Python")
    return upload(
        "people",
        "name email expertise",
        ("Bo Li", "bo@example.com", "Python (Expert)"),
        ("Cy Young", "cy@example.com", "Python (Working)"),
        by=admin,
    )


def test_it_says_what_was_done(draft, admin):
    apply_plan(draft, by=admin)
    draft.refresh_from_db()
    assert draft.counts == {"people": {"added": 2}, "expertise": {"added": 2}}
    assert (draft.status, draft.applied_by) == ("applied", admin)
    assert draft.changes.count() == 4


def test_the_history_tells_who_did_it(draft, admin):
    admin.first_name = "Ada"
    admin.save()
    apply_plan(draft, by=admin)
    bo = Person.objects.get(name="Bo Li")
    (entry,) = history_page([bo.expertise_events.told()], 1).object_list
    assert (entry.who, entry.what) == ("Ada", "added Python at Expert")


def test_a_command_is_the_system(draft):
    apply_plan(draft, by=None)
    assert Expertise.objects.first().events.get().user_id is None


def test_a_change_counts_as_a_new_version(draft):
    ExpertiseFactory(
        person=PersonFactory(name="Bo Li", email="bo@example.com"),
        skill__name="Scala",
        level=1,
    )
    apply_plan(
        upload("people", "email expertise", ("bo@example.com", "Scala (Expert)")),
        by=None,
    )
    row = Expertise.objects.get(skill__name="Scala")
    assert (row.level, row.version) == (4, 2)


@pytest.mark.parametrize(
    ("column", "value", "is_kept"),
    [
        ("outcome", "Criteria not met", False),
        ("outcome_note", "Zebras.", False),
        ("stage_reached", "Pilot", False),
        ("summary", "Longer.", True),
    ],
)
def test_who_recorded_how_it_ended_recorded_nothing_else(
    column, value, is_kept, admin, member
):
    """Members see how projects ended that they recorded: also once it is undone."""
    ended = {"status": "closed", "outcome": "in_use", "outcome_recorded_by": member}
    noted, other = (ProjectFactory(name=name, **ended) for name in ("Noted", "Other"))
    draft = upload("projects", f"name {column}", ("Noted", value))
    for act, is_theirs in ((apply_plan, is_kept), (undo_plan, True)):
        act(draft, by=admin)
        noted.refresh_from_db()
        other.refresh_from_db()
        assert (noted.outcome_recorded_by == member) == is_theirs
        assert other.outcome_recorded_by == member


def test_it_is_applied_once(draft):
    apply_plan(draft, by=None)
    with pytest.raises(NotADraftError):
        apply_plan(draft, by=None)
    assert Person.objects.count() == 2


def test_rejected_rows_stop_all_of_it(draft):
    bad = upload("people", "name email", ("Bo", "bo@example.com"), ("Cy", "nonsense"))
    with pytest.raises(RejectedRowsError, match="people!B3"):
        apply_plan(bad, by=None)
    bad.refresh_from_db()
    assert bad.status == ImportStatus.DRAFT
    assert not Person.objects.exists()


def test_rejected_rows_may_be_left_behind():
    bad = upload("people", "name email", ("Bo", "bo@example.com"), ("Cy", "nonsense"))
    plan = apply_plan(bad, by=None, leave_rejected=True)
    assert plan.totals == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "left out": 0,
        "rejected": 1,
    }
    assert Person.objects.get().name == "Bo"


def refuse_new_teams():
    """A rule that no plan knows of, to fail in the middle of writing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE people_expertise ADD CONSTRAINT spoilt CHECK (level < 4)"
        )


def test_what_the_database_refuses_undoes_all_of_it(draft):
    refuse_new_teams()
    with pytest.raises(Exception, match="spoilt"):
        apply_plan(draft, by=None)
    draft.refresh_from_db()
    assert draft.status == ImportStatus.FAILED
    assert "refused" in draft.problem
    assert not Person.objects.exists()


def test_the_reason_of_a_failure_tells_no_values(draft):
    refuse_new_teams()
    with pytest.raises(Exception, match="spoilt"):
        apply_plan(draft, by=None)
    assert "Failing row" not in draft.problem
    assert "DETAIL" not in draft.problem


def test_a_failed_import_can_be_applied_again(draft):
    refuse_new_teams()
    with pytest.raises(Exception, match="spoilt"), transaction.atomic():
        apply_plan(draft, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_expertise DROP CONSTRAINT spoilt")
    apply_plan(draft, by=None)
    assert (draft.status, draft.problem) == ("applied", "")


def test_an_interrupted_import_can_be_applied_again(draft):
    draft.status = ImportStatus.APPLYING
    draft.save()
    assert progress_of(draft.pk) is None
    apply_plan(draft, by=None)
    assert Person.objects.count() == 2


def test_progress_ends_with_everything(draft):
    told = []
    apply_plan(draft, by=None, progress=lambda *numbers: told.append(numbers))
    done, total = told[-1]
    assert done == total == 8


def test_new_rows_refer_to_each_other(draft):
    draft = upload(
        "people",
        "name email team manager",
        ("Bo", "bo@example.com", "Quants", "cy@example.com"),
        ("Cy", "cy@example.com", "Quants", None),
        names={"team": create("quants")},
    )
    apply_plan(draft, by=None)
    bo = Person.objects.select_related("team", "manager").get(name="Bo")
    assert (bo.team.slug, bo.manager.name) == ("quants", "Cy")


def test_ids_go_on_after_an_import(draft):
    apply_plan(draft, by=None)
    assert PersonFactory().pk > Person.objects.get(name="Cy Young").pk


def test_namesakes_get_addresses_of_their_own():
    draft = upload(
        "people",
        "name email",
        ("Bo Li", "bo@example.com"),
        ("Bo Li", "bo.li@example.com"),
        names={"person": create("bo.li@example.com")},
    )
    apply_plan(draft, by=None)
    assert {*Person.objects.values_list("slug", flat=True)} == {"bo-li", "bo-li-2"}


def test_names_that_are_pages_get_a_number():
    apply_plan(upload("teams", "name", ("Me",)), by=None)
    assert Team.objects.get().slug == "me-2"


def test_writing_costs_the_same_for_few_and_many(django_assert_max_num_queries):
    TeamFactory(name="Data")
    rows = [(f"P {n}", f"p{n}@example.com", "Data") for n in range(200)]
    draft = upload("people", "name email team", *rows)
    with django_assert_max_num_queries(60):
        apply_plan(draft, by=None)
    assert Team.objects.get().people.count() == 200


def test_the_history_tells_what_it_changed_of_people_and_bookings(admin):
    ana = PersonFactory(name="Ana", email="ana@example.com", capacity=100)
    AssignmentFactory(person=ana, project__name="Churn", starts_on=date(2026, 1, 5))
    SkillFactory(name="Python")
    AssignmentEvent.objects.update(pgh_created_at=datetime(2026, 1, 2, tzinfo=UTC))
    apply_plan(upload("people", "email capacity", (ana.email, 40), by=admin), by=admin)
    headings = "person project starts_on skills"
    row = (ana.email, "Churn", "2026-01-05", "Python")
    apply_plan(upload("bookings", headings, row, by=admin), by=admin)
    told = {(entry["who"], entry["what"]) for entry in history_data(ana)}
    who = user_names({admin.pk})[admin.pk]
    assert (who, "changed the capacity from 100 % to 40 %") in told
    words = "changed the booking of Ana on Churn: the skills used from none to Python"
    assert (who, words) in told
