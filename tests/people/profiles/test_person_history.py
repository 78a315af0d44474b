"""Who changed whose capacity, e-mail, team, manager, first and last day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import Person, PersonEvent
from people.privacy.erasure import mentions
from people.privacy.personal_data import personal_data
from projects.bookings.leaving import erase_people
from tests.admin_pages import change
from tests.factories import LocationFactory, PersonFactory, TeamFactory
from tests.text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return PersonFactory(
        name="Maria Santos",
        email="maria@example.com",
        team=TeamFactory(name="Data"),
        location=None,
        capacity=100,
        joined_on=date(2020, 1, 6),
    )


def history(client):
    return text_of(client.get("/people/maria-santos/history/"))


def alter(person, **values):
    for name, value in values.items():
        setattr(person, name, value() if callable(value) else value)
    person.save()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"capacity": 70}, "the capacity from 100 % to 70 %"),
        ({"capacity": 0}, "the capacity from 100 % to 0 %"),
        ({"email": "m@example.com"}, "e-mail from maria@example.com to m@example.com"),
        ({"name": "Maria Silva"}, "the name from Maria Santos to Maria Silva"),
        ({"team": lambda: TeamFactory(name="AI")}, "the team from Data to AI"),
        ({"team": None}, "the team from Data to none"),
        (
            {"location": lambda: LocationFactory(name="Oslo")},
            "the location from none to Oslo",
        ),
        (
            {"manager": lambda: PersonFactory(name="Ana Moura")},
            "the manager from nobody to Ana Moura",
        ),
        ({"joined_on": None}, "the first day from 6 Jan 2020 to none"),
        ({"left_on": date(2999, 3, 1)}, "the last day from none to 1 Mar 2999"),
    ],
    ids=lambda one: ", ".join(one) if isinstance(one, dict) else None,
)
def test_a_change_of_a_person_is_told(values, words, maria, manager_client):
    alter(maria, **values)
    assert words in history(manager_client)


@pytest.mark.looks_again
def test_it_is_told_with_who_did_it(maria, directory_admin_client):
    url = f"/admin/people/person/{maria.pk}/change/"
    change(directory_admin_client, url, capacity=70)
    text = history(directory_admin_client)
    assert "dana changed the capacity from 100 % to 70 %" in text
    assert "The system added Maria Santos, 100 % of a week" in text


def test_what_the_person_changes_is_told_too(member, member_client):
    page = member_client.get("/people/me/").context["form"]
    data = {name: page[name].value() or "" for name in page.fields}
    member_client.post("/people/me/", data | {"capacity": "60"})
    text = text_of(member_client.get("/people/mia-member/history/"))
    assert "Mia Member changed the capacity from 100 % to 60 %" in text


def test_several_changes_are_one_sentence(maria, manager_client):
    alter(maria, capacity=70, team=None)
    words = "changed the team from Data to none and the capacity from 100 % to 70 %"
    assert words in history(manager_client)


def test_writing_past_the_models_does_not_escape(maria, manager_client):
    Person.objects.filter(pk=maria.pk).update(capacity=55)
    assert "the capacity from 100 % to 55 %" in history(manager_client)


def test_what_is_no_fact_of_staffing_is_no_change(maria):
    alter(maria, bio="Likes trees", confirmed_at=timezone.now())
    assert PersonEvent.objects.filter(pgh_obj=maria).count() == 1


def test_another_person_is_not_mixed_in(maria, manager_client):
    alter(PersonFactory(name="Somebody Else", manager=maria), capacity=10)
    assert "10 %" not in history(manager_client)


def test_a_team_and_a_manager_that_are_gone_are_told_as_such(maria, manager_client):
    ana = PersonFactory(name="Ana Moura")
    alter(maria, manager=ana)
    alter(maria, manager=None, team=None)
    ana.delete()
    assert "the manager from a person that is gone to nobody" in history(manager_client)


def test_it_is_part_of_what_the_person_is_given(maria):
    alter(maria, capacity=70)
    data = personal_data(maria)
    assert [row["capacity"] for row in data["events"]] == [100, 100, 70]
    told = [entry["what"] for entry in data["history"]]
    assert "changed the capacity from 100 % to 70 %" in told


def test_erasing_leaves_no_name_or_address_in_it(maria, admin):
    report = PersonFactory(manager=maria)
    assert not [row for row in mentions(maria) if isinstance(row, PersonEvent)]
    erase_people(people=[maria], by=admin)
    assert not PersonEvent.objects.filter(pgh_obj=maria).exists()
    assert PersonEvent.objects.filter(pgh_obj=report, manager=maria).exists()


@pytest.mark.parametrize("way", ["delete", "_raw_delete"])
def test_it_goes_with_the_person(way, maria):
    people = Person.objects.filter(pk=maria.pk)
    people.delete() if way == "delete" else people._raw_delete("default")
    assert not PersonEvent.objects.filter(email="maria@example.com").exists()


def test_the_last_day_of_who_has_left_is_told_in_the_admin_site(
    maria, directory_admin_client
):
    alter(maria, left_on=timezone.localdate() - timedelta(days=3))
    page = text_of(directory_admin_client.get("/admin/people/personevent/"))
    assert "Maria Santos" in page
    assert "changed the last day from none to" in page
