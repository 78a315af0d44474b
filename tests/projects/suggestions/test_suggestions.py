"""Suggestions that were acted upon: what is kept, and the page that explains it."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from projects.bookings.leaving import erase_people
from projects.models import Assignment, ConsideredPerson, Suggestion
from projects.suggestions.page import SuggestionPage
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
    UserFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CANDIDATES = "/projects/churn/candidates/"


@pytest.fixture
def churn(skills):
    """It needs Python and SQL; Ana, Ben and Cyd could do some of it."""
    project = ProjectFactory(name="Churn", status="staffing")
    SkillNeedFactory(project=project, skill=skills["Python"])
    SkillNeedFactory(
        project=project, skill=skills["SQL"], people=2, welcomes_learner=True
    )
    for name, skill, level in (("Ana", "Python", 3), ("Ben", "SQL", 3)):
        ExpertiseFactory(
            person=PersonFactory(name=name),
            skill=skills[skill],
            level=level,
            last_used_on=date(2024, 1, 31),
        )
    LearningGoalFactory(person=PersonFactory(name="Cyd"), skill=skills["SQL"])
    return project


@pytest.fixture
def book_team(manager_client, churn):
    def book_team(query="percent=40"):
        page = manager_client.get(f"/projects/churn/team/?{query}").content.decode()
        form = page.split("data-team=")[1].split("<form")[1]
        sent = {}
        for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
            sent.setdefault(name, []).append(value)
        return manager_client.post("/projects/churn/book/", sent)

    return book_team


@pytest.fixture
def book_candidate(manager_client, churn):
    def book_candidate(*slugs, query="", **more):
        sent = {"person": slugs, "next": f"{CANDIDATES}{query}#why-ben", **more}
        return manager_client.post("/projects/churn/book/", sent)

    return book_candidate


def page_of(client, suggestion):
    response = client.get(suggestion.get_absolute_url())
    assert response.status_code == 200
    return text_of(response)


def test_a_booked_team_is_kept_with_what_it_rested_on(book_team, skills):
    book_team()
    kept = Suggestion.objects.get()
    assert (kept.kind, kept.formula, kept.answer["place"]) == ("team", 1, 1)
    assert set(kept.bookings.all()) == set(Assignment.objects.all())
    ana = kept.considered.get(person__slug="ana")
    assert ana.facts["held"] == {"python": [3, "2024-01-31", 0]}


@pytest.mark.parametrize(
    ("level", "words"), [(1, ""), (4, ", confirmed by a colleague")]
)
def test_no_suggested_level_is_kept_or_told(level, words, skills, book_candidate):
    stated = skills["Python"].expertise.get(person__slug="ana")
    EndorsementFactory(expertise=stated, level=level)
    book_candidate("ana")
    page = SuggestionPage(Suggestion.objects.get())
    assert f"Python: Practitioner, last used Jan 2024{words}" in page.answered[0].known


@pytest.mark.looks_again
@pytest.mark.parametrize(("endorsed", "mended"), [(0, 0), (2, 0), (3, 3), (4, 3)])
def test_what_was_kept_of_suggested_levels_is_mended(endorsed, mended, book_candidate):
    book_candidate("ana")
    kept = ConsideredPerson.objects.get(person__slug="ana")
    held = {"python": [3, "2024-01-31", endorsed], "sql": [2, None, 0]}
    ConsideredPerson.objects.filter(pk=kept.pk).update(
        facts={**kept.facts, "held": held}
    )
    migration = import_module("projects.migrations.0012_kept_confirmations")
    with connection.cursor() as cursor:
        cursor.execute(migration.MEND)
    kept.refresh_from_db()
    assert kept.facts["held"] == {**held, "python": [3, "2024-01-31", mended]}


def test_a_kept_team_comes_out_again(book_team):
    book_team()
    page = SuggestionPage(Suggestion.objects.get())
    assert page.is_same
    said = {one.person.name: one.then for one in page.answered}
    assert said == {"Ana": "holds Python", "Ben": "holds SQL", "Cyd": "learns SQL"}


def test_what_changes_later_leaves_it_as_it_was(book_team, skills):
    book_team()
    skills["Python"].expertise.all().delete()
    page = SuggestionPage(Suggestion.objects.get())
    assert page.is_same
    assert "Python: Practitioner, last used Jan 2024" in page.answered[0].known


def test_candidates_who_are_booked_together_are_kept_with_their_ranks(book_candidate):
    book_candidate("ana", "ben")
    kept = Suggestion.objects.get()
    ranks = kept.considered.order_by("person__name").values_list("answer__rank")
    assert kept.kind == "candidates"
    assert sorted(rank for (rank,) in ranks if rank) == [1, 2]
    assert SuggestionPage(kept).is_same


def test_somebody_booked_alone_is_kept_too(manager_client, churn):
    path = "/projects/churn/book/ana/"
    sent = {"percent": 40, "starts_on": "2026-03-09", "status": "tentative"}
    manager_client.post(path, {**sent, "next": f"{CANDIDATES}?percent=40#ana"})
    kept = Suggestion.objects.get()
    assert kept.bookings.get().person.slug == "ana"
    assert kept.question["percent"] == 40


def test_checking_what_a_booking_changes_keeps_nothing(manager_client, churn):
    sent = {"percent": 40, "starts_on": "2026-03-09", "check": 1, "next": CANDIDATES}
    manager_client.post("/projects/churn/book/ana/", sent)
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"next": "/projects/churn/"},
        {"next": "/projects/other/candidates/"},
        {"next": f"{CANDIDATES}?percent=none"},
        {"next": "", "suggested": "forged"},
    ],
)
def test_what_came_of_no_suggestion_is_booked_and_not_kept(book_candidate, sent):
    book_candidate("ana", **sent)
    assert Assignment.objects.count() == 1
    assert not Suggestion.objects.exists()


def test_somebody_who_was_no_candidate_is_no_answer(book_candidate, churn):
    PersonFactory(name="Dee")
    book_candidate("dee")
    assert Assignment.objects.get().person.slug == "dee"
    assert not Suggestion.objects.exists()


def test_where_something_is_asked_first_nothing_is_kept_twice(
    manager_client, book_candidate, churn
):
    ana = churn.needs.first().skill.expertise.get().person
    AssignmentFactory(person=ana, percent=100, starts_on=date(2026, 3, 9))
    asked = book_candidate("ana")
    assert not Suggestion.objects.exists()
    seen = re.search(r'name="seen" value="([^"]*)"', asked.content.decode())[1]
    book_candidate("ana", seen=seen, despite_overload="on")
    assert Suggestion.objects.count() == 1


def test_sent_twice_it_is_kept_once(book_candidate):
    book_candidate("ana")
    book_candidate("ana")
    assert Suggestion.objects.count() == 1


def test_needs_that_changed_since_the_page_keep_nothing(
    manager_client, churn, book_team, monkeypatch, skills
):
    page = manager_client.get("/projects/churn/team/?percent=40").content.decode()
    signed = re.search(r'name="suggested" value="([^"]*)"', page)[1]
    SkillNeedFactory(project=churn, skill=skills["NLP"])
    sent = {"person": "ana", "percent": 40, "suggested": signed}
    manager_client.post("/projects/churn/book/", sent)
    assert Assignment.objects.count() == 1
    assert not Suggestion.objects.exists()


def test_the_page_tells_what_was_asked_said_and_known(manager_client, book_team):
    book_team()
    text = page_of(manager_client, Suggestion.objects.get())
    assert "Python at Practitioner, must, 1 open" in text
    assert "The same facts give the same answer today." in text
    assert "Holds Python" in text


def test_factors_that_changed_since_are_named(book_team, settings):
    book_team()
    settings.DIRECTORY = {**settings.DIRECTORY, "OVERLAP_HOURS": 2}
    assert SuggestionPage(Suggestion.objects.get()).changed == "OVERLAP_HOURS"


def test_the_booking_leads_to_what_it_rested_on(manager_client, book_team):
    book_team()
    kept = Suggestion.objects.get()
    booking = kept.bookings.first()
    page = manager_client.get(booking.get_absolute_url()).content.decode()
    assert f'href="{kept.get_absolute_url()}"' in page


def test_it_tells_that_the_bookings_were_taken_back(manager_client, book_team):
    book_team()
    Assignment.objects.all().delete()
    assert "taken back since" in page_of(manager_client, Suggestion.objects.get())


def test_an_erased_person_goes_from_it(manager_client, book_team, admin_user):
    book_team()
    cyd = ConsideredPerson.objects.get(person__slug="cyd").person
    erase_people(people=[cyd], by=admin_user)
    manager_client.get("/projects/churn/")
    kept = Suggestion.objects.get()
    assert kept.considered.count() == 2
    assert "Cyd" not in page_of(manager_client, kept)


def test_members_see_none_of_it(member_client, book_team):
    book_team()
    kept = Suggestion.objects.get()
    assert member_client.get(kept.get_absolute_url()).status_code == 403


def test_one_of_another_project_is_not_found(manager_client, book_team):
    book_team()
    path = f"/projects/other/suggestions/{Suggestion.objects.get().pk}/"
    assert manager_client.get(path).status_code == 404


def test_many_people_take_no_more_queries(
    manager_client, churn, skills, book_candidate, django_assert_max_num_queries
):
    for at in range(20):
        person = PersonFactory(name=f"Person {at}")
        ExpertiseFactory(person=person, skill=skills["SQL"], level=3)
    book_candidate("ana", "ben")
    with django_assert_max_num_queries(8):
        page_of(manager_client, Suggestion.objects.get())


def test_it_outlives_the_account_that_used_it(book_team):
    book_team()
    user = UserFactory()
    Suggestion.objects.update(made_by=user)
    user.delete()
    assert Suggestion.objects.get().made_by is None
