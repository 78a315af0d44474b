"""A success rate that a spreadsheet stated: shown as such, and never counted."""

import pytest

from people.models import Person
from people.records.track_record import TrackRecord, organisation_rate, track_records
from tests.factories import AssignmentFactory, PersonFactory
from tests.people.pages import ask
from tests.text import text_of

pytestmark = pytest.mark.django_db
WORDS = "Stated in the spreadsheet: 80 %, not computed"


@pytest.fixture
def ann():
    return PersonFactory(name="Ann", stated_success=80)


def judge(person, outcome="in_use"):
    AssignmentFactory(person=person, project__status="closed", project__outcome=outcome)


def test_a_manager_sees_what_was_stated(ann, manager_client):
    text = text_of(manager_client.get("/people/ann/"))
    assert "No judged projects yet" in text
    assert WORDS in text


def test_it_counts_no_more_once_a_project_is_judged(ann, manager_client):
    judge(ann)
    assert "Stated in" not in text_of(manager_client.get("/people/ann/"))


def test_a_project_that_is_not_judged_leaves_it_there(ann, manager_client):
    judge(ann, "stopped_external")
    assert WORDS in text_of(manager_client.get("/people/ann/"))


def test_nought_is_stated_too(ann, manager_client):
    Person.objects.update(stated_success=0)
    text = text_of(manager_client.get("/people/ann/"))
    assert "Stated in the spreadsheet: 0 %" in text


def test_nothing_is_shown_where_nothing_was_stated(manager_client):
    PersonFactory(name="Ben")
    assert "Stated in" not in text_of(manager_client.get("/people/ben/"))


def test_a_member_sees_the_own_alone(ann, member, member_client):
    Person.objects.filter(pk=member.person.pk).update(stated_success=80)
    assert WORDS in text_of(member_client.get("/people/mia-member/"))
    assert "Stated in" not in text_of(member_client.get("/people/ann/"))


def test_it_enters_no_figure(ann):
    assert track_records([ann.pk]) == {ann.pk: TrackRecord(0, 0)}
    assert organisation_rate() == 0.5


def test_it_enters_no_filter(ann, manager_client):
    assert ask(manager_client, "success=50&judged=1").people == []


def test_it_changes_no_order(ann, manager_client):
    PersonFactory(name="Zoe", stated_success=100)
    assert ask(manager_client, "sort=success").people[:2] == ["ann", "max-manager"]


def test_the_profile_takes_no_more_queries_for_it(
    ann, manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        manager_client.get("/people/ann/")
