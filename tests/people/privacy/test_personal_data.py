"""What a member gets who asks for everything that is stored about them."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Person, SavedSearch
from projects.models import AbleMentor, ConsideredPerson, HeldSeat
from tests.conftest import signed_in
from tests.factories import ExpertiseFactory, SkillFactory
from tests.filled_profile import NAME, make_profile
from tests.once import rows_of_module

pytestmark = pytest.mark.django_db
ADDRESS = "/people/me/data.json"
# Not given: of no use to anybody, and who was on a list, which is about others.
LEFT_OUT = {"password", "account_hash", "new_count", "known_people", "told_people"}
LEFT_OUT |= {"gone_people", "gone_since"}
LEFT_OUT |= {"was", "made", "pgh_obj", "object_id"}
User = get_user_model()


def make_answer():
    person = make_profile()
    return person, signed_in(person.user).get(ADDRESS).json()


answer = rows_of_module(make_answer)


@pytest.fixture
def person(answer):
    return Person.objects.get(pk=answer[0].pk)


@pytest.fixture
def data(answer):
    return answer[1]


def tables_about(model):
    """All tables with a key to the model, hidden ways back included.

    Lists such as an account's groups are part of the row at their other end, and held
    seats only put together what needs, bookings and levels say. Suggestions are not
    told: see `tests.projects.suggestions.test_own_data`.
    """
    return [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and field.one_to_many
        if not field.related_model._meta.proxy
        if not field.related_model._meta.auto_created
        if field.related_model not in (AbleMentor, HeldSeat, ConsideredPerson)
    ]


def columns(model):
    fields = model._meta.concrete_fields
    return {field.name for field in fields if not field.primary_key} - LEFT_OUT


def test_every_column_of_the_person_and_the_account_is_given(data):
    assert data["person"].keys() >= columns(Person)
    assert data["account"].keys() >= columns(User)
    assert "password" not in data["account"]


@pytest.mark.parametrize("table", tables_about(Person), ids=str)
def test_every_table_about_people_is_given(table, data):
    """A new table fails here until `tests.filled_profile` has a row of it."""
    rows = data[table.get_accessor_name()]
    assert rows, "nothing of it in tests.filled_profile"
    is_named_only = isinstance(rows[0], str)
    assert is_named_only or rows[0].keys() >= columns(table.related_model)


@pytest.mark.parametrize("table", tables_about(User), ids=str)
def test_every_table_about_accounts_is_given(table, data):
    assert data["account"][table.get_accessor_name()]


def test_seats_of_others_are_only_named(data):
    assert set(data["seat_events"]) == {"added booking"}
    assert len(data["assignment_events"]) == 1


def test_what_the_person_said_of_others_is_given(data):
    (given,) = data["endorsements_given"]
    assert given["note"] == "Says Zyxwva"


def test_what_others_said_of_the_person_is_given(data):
    (expertise,) = data["expertise"]
    (received,) = expertise["endorsements"]
    assert received["note"] == "Zyxwva is good"


def test_keys_are_given_as_names(data):
    assert data["person"]["team"] == "Data"
    assert data["assignments"][0]["project"] == "Churn"
    assert data["assignments"][0]["skills"] == ["SQL"]


def test_the_history_is_told(data):
    told = [entry["what"] for entry in data["history"]]
    assert "changed Python from Practitioner to Expert" in told
    assert any(what.startswith(f"booked {NAME} on Churn") for what in told)


def test_roles_and_attempts_to_sign_in_are_given(data):
    assert data["account"]["groups"] == ["Members"]
    assert data["sign_in_attempts"][0]["ip_address"] == "192.0.2.1"


def test_the_answer_is_a_file_that_is_kept_nowhere(person):
    response = signed_in(person.user).get(ADDRESS)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response["Cache-Control"] == "no-store"


def test_nothing_of_anybody_else_is_given(person, member_client):
    ExpertiseFactory(person=person, skill=SkillFactory(name="Secret"))
    text = member_client.get(ADDRESS).content.decode()
    assert "Mia Member" in text
    assert "Secret" not in text
    assert "Zyxwva" not in text


def test_who_is_or_was_on_a_saved_list_is_not_given(data):
    """A new column that lists people, or days of theirs, is left out too."""
    lists = {
        field.name
        for field in SavedSearch._meta.concrete_fields
        if isinstance(field, ArrayField)
    }
    (row,) = data["account"]["saved_searches"]
    assert lists < LEFT_OUT
    assert not LEFT_OUT & row.keys()


def names_in(value):
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_no_row_has_a_number(data):
    """Those of two rows count the rows of others that were written in between."""
    keys = {model._meta.pk.name for model in apps.get_models()}
    assert {"id", "pgh_id"} <= keys
    assert (keys | {"pgh_obj", "object_id"}).isdisjoint(names_in(data))


def test_an_account_without_a_profile_gets_a_page(directory_admin_client):
    response = directory_admin_client.get(ADDRESS)
    assert response["Content-Type"].startswith("text/html")


def test_it_costs_the_same_for_few_and_many(person, django_assert_num_queries):
    client = signed_in(person.user)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    ExpertiseFactory.create_batch(20, person=person)
    with django_assert_num_queries(len(few)):
        assert len(client.get(ADDRESS).json()["expertise"]) == 21
