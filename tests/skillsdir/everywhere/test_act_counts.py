"""An act asks the database as often among 30 rows as among 3, whatever hangs there."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.mail.subscription import unsubscribe_path
from tests.conftest import signed_in
from tests.factories import (
    AbsenceFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    SavedSearchFactory,
    ShortlistEntryFactory,
)


@dataclass
class Act:
    """A form that is sent, and taken back; `grow` adds rows."""

    client: Client
    grow: object
    url: str
    sent: dict

    def send(self):
        with transaction.atomic():
            response = self.client.post(self.url, self.sent)
            transaction.set_rollback(True)
        assert response.status_code == 302, self.url

    def among_few(self):
        """How often it asks among 3 rows; then there are 30."""
        self.grow(3)
        # What is asked for once is remembered: content types, names.
        self.send()
        with CaptureQueriesContext(connection) as captured:
            self.send()
        few = len(captured)
        self.grow(27)
        self.send()
        return few


@pytest.fixture
def mine(ann, grow):
    """Ann sends a form of her own profile."""
    return lambda path, **sent: Act(
        signed_in(ann.user), grow, f"/people/me/{path}", sent
    )


@pytest.fixture
def managed(ann, grow):
    """Ann, a project manager, sends a form of Churn."""
    ann.user.groups.add(Group.objects.get(name="Project managers"))
    client = signed_in(ann.user)
    return lambda path, **sent: Act(client, grow, path, sent)


# The own profile


def test_a_skill_is_stated(mine, python, django_assert_num_queries):
    act = mine("skills/", skill="python", level=3)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_level_is_changed(mine, ann, python, django_assert_num_queries):
    row = ExpertiseFactory(person=ann, skill=python, level=2)
    act = mine("skills/python/", level=4, version=row.version)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_skill_is_taken_off(mine, ann, python, django_assert_num_queries):
    ExpertiseFactory(person=ann, skill=python)
    act = mine("skills/python/remove/")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_goal_is_set(mine, python, django_assert_num_queries):
    act = mine("goals/", skill="python", target_level=3, priority=3)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_goal_is_dropped(mine, ann, python, django_assert_num_queries):
    goal = LearningGoalFactory(person=ann, skill=python, target_level=3)
    sent = {"version": 1, "target_level": 3, "priority": 3, "status": "dropped"}
    act = mine(f"goals/{goal.pk}/", **sent)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_an_absence_is_entered(mine, django_assert_num_queries):
    act = mine("absences/", starts_on="2100-03-08", ends_on="2100-03-12", kind="leave")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_an_absence_is_taken_off(mine, ann, django_assert_num_queries):
    absence = AbsenceFactory(person=ann)
    act = mine(f"absences/{absence.pk}/remove/")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_profile_is_confirmed(mine, django_assert_num_queries):
    act = mine("confirm/")
    with django_assert_num_queries(act.among_few()):
        act.send()


@pytest.mark.parametrize("answer", ["take", "dismiss"])
def test_a_suggested_level_is_answered(
    answer, mine, ann, python, django_assert_num_queries
):
    known = ExpertiseFactory(person=ann, skill=python, level=2)
    suggestion = EndorsementFactory(expertise=known, level=3)
    act = mine(f"suggestions/{suggestion.pk}/", answer=answer)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_the_digest_is_switched(mine, django_assert_num_queries):
    act = mine("digest/", digest="off")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_the_first_steps_are_dismissed(mine, django_assert_num_queries):
    act = mine("steps/")
    with django_assert_num_queries(act.among_few()):
        act.send()


# Of colleagues


def test_a_colleague_is_endorsed(
    member, member_client, ann, python, grow, django_assert_num_queries
):
    ExpertiseFactory(person=ann, skill=python)
    act = Act(member_client, grow, "/people/ann/endorse/python/", {"level": 3})
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_an_endorsement_is_withdrawn(
    member, member_client, ann, python, grow, django_assert_num_queries
):
    known = ExpertiseFactory(person=ann, skill=python)
    EndorsementFactory(expertise=known, endorsed_by=member.person)
    act = Act(member_client, grow, "/people/ann/endorse/python/withdraw/", {})
    with django_assert_num_queries(act.among_few()):
        act.send()


# Saved searches


def test_a_search_is_saved(managed, django_assert_num_queries):
    act = managed("/searches/new/", name="Pythonistas", query="skill=python")
    with django_assert_num_queries(act.among_few()):
        act.send()


@pytest.fixture
def kept(managed, ann, python):
    """A search of Ann's; the way to send a form of it."""
    search = SavedSearchFactory(owner=ann.user, query="skill=python")
    return lambda path, **sent: managed(f"/searches/{search.key}/{path}", **sent)


def test_a_search_is_seen(kept, django_assert_num_queries):
    act = kept("seen/")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_search_is_renamed(kept, django_assert_num_queries):
    act = kept("edit/", name="Others", notify="never")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_search_is_removed(kept, django_assert_num_queries):
    act = kept("remove/")
    with django_assert_num_queries(act.among_few()):
        act.send()


# Projects


def test_a_project_is_opened(managed, django_assert_num_queries):
    act = managed("/projects/new/", name="Fraud", aim="prove", status="proposed")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_somebody_is_noted_for_a_project(
    managed, member, churn, django_assert_num_queries
):
    act = managed("/people/mia-member/shortlist/", project="churn")
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_a_note_on_somebody_is_written(
    managed, member, churn, django_assert_num_queries
):
    ShortlistEntryFactory(project=churn, person=member.person)
    sent = {"note": "In May", "version": 1, "seen-note": ""}
    act = managed("/projects/churn/shortlist/mia-member/", **sent)
    with django_assert_num_queries(act.among_few()):
        act.send()


def test_somebody_is_no_more_noted(managed, member, churn, django_assert_num_queries):
    ShortlistEntryFactory(project=churn, person=member.person)
    act = managed("/projects/churn/shortlist/mia-member/remove/")
    with django_assert_num_queries(act.among_few()):
        act.send()


# Without a page


def test_names_for_pickers_are_one_query(
    member_client, grow, django_assert_num_queries
):
    def read():
        return member_client.get("/skills/names.of-old.json").json()

    grow(3)
    read()
    with CaptureQueriesContext(connection) as captured:
        names = read()
    few = len(captured)
    grow(27)
    assert len(read()) > len(names)
    with django_assert_num_queries(few):
        read()


def test_the_digest_is_ended_by_its_link(ann, client, django_assert_max_num_queries):
    path = unsubscribe_path(ann)
    # Whose link it is goes by the address that is mailed: of an account, or none.
    with django_assert_max_num_queries(3):
        client.post(path)
    ann.refresh_from_db()
    assert not ann.wants_digest
