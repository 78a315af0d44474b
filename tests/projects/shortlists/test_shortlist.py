"""Whom project managers have in mind for a project."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError

from people.models import Person
from projects.models import ShortlistEntry
from projects.shortlists import shortlists as shortlisting
from tests.conftest import sign_up, signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return PersonFactory(name="Ann")


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn")


@pytest.fixture
def entry(ann, churn):
    return ShortlistEntryFactory(person=ann, project=churn, note="Knows the data")


def text(response):
    assert response.status_code == 200
    return unescape(response.content.decode())


def note(client, note, **data):
    sent = {"note": note, "version": 1, "seen-note": "Knows the data", **data}
    return client.post("/projects/churn/shortlist/ann/", sent, follow=True)


# Constraints


def test_somebody_is_on_the_shortlists_of_two_projects(ann):
    ShortlistEntryFactory(person=ann)
    ShortlistEntryFactory(person=ann)
    assert ann.shortlistings.count() == 2


def test_nobody_is_on_a_shortlist_twice(entry):
    with pytest.raises(IntegrityError, match="once_per_person"):
        ShortlistEntryFactory(person=entry.person, project=entry.project)


# Putting somebody on it


def test_the_person_page_leads_to_it(manager_client, ann):
    html = text(manager_client.get("/people/ann/"))
    assert 'href="/people/ann/shortlist/?next=/people/ann/"' in html


def test_the_candidates_lead_to_it_with_the_project(manager_client, churn):
    need = SkillNeedFactory(project=churn)
    ExpertiseFactory(skill=need.skill, person__name="Ben")
    html = text(manager_client.get("/projects/churn/candidates/"))
    assert 'hx-post="/people/ben/shortlist/"' in html
    assert '<input type="hidden" name="project" value="churn">' in html


def test_the_project_page_leads_to_it(manager_client, churn):
    html = text(manager_client.get("/projects/churn/"))
    assert 'href="/projects/churn/shortlist/"' in html


def test_the_project_of_the_address_is_chosen(manager_client, ann, churn):
    html = text(manager_client.get("/people/ann/shortlist/?project=churn"))
    assert '<option value="churn" selected>Churn</option>' in html


def test_somebody_is_put_on_it_with_a_note(manager_client, manager, ann, churn):
    sent = {"project": "churn", "note": "Ask in May"}
    html = text(manager_client.post("/people/ann/shortlist/", sent, follow=True))
    assert "Ann is on the shortlist of Churn." in html
    assert "Ask in May" in html
    assert ShortlistEntry.objects.get().added_by == manager


def test_a_second_click_changes_nothing(manager_client, entry):
    sent = {"project": "churn", "note": "Other"}
    html = text(manager_client.post("/people/ann/shortlist/", sent, follow=True))
    assert "Ann was on the shortlist already." in html
    assert "Knows the data" in html


@pytest.mark.parametrize("project", ["", "nothing", "\x00", "1' OR '1"])
def test_an_unknown_project_is_refused_and_the_note_kept(project, manager_client, ann):
    sent = {"project": project, "note": "Ask in May"}
    html = text(manager_client.post("/people/ann/shortlist/", sent))
    assert "errorlist" in html
    assert 'value="Ask in May"' in html


def test_a_project_that_is_over_is_not_offered(manager_client, ann):
    ProjectFactory(name="Old", status="closed")
    assert "Old" not in text(manager_client.get("/people/ann/shortlist/"))


# The page


def test_an_empty_shortlist_says_how_to_begin(manager_client, churn):
    html = text(manager_client.get("/projects/churn/shortlist/"))
    assert "Nobody is on it yet" in html
    assert 'href="/projects/churn/candidates/"' in html


def test_needed_skills_stand_first(manager, entry):
    needed = SkillFactory(name="Zig")
    SkillNeedFactory(project=entry.project, skill=needed)
    for skill in (SkillFactory(name="Ada"), needed):
        ExpertiseFactory(person=entry.person, skill=skill)
    (one,) = shortlisting.shortlist_of(entry.project, user=manager)
    assert [tag.name for tag in one.card.skills] == ["Zig", "Ada"]


def test_free_time_is_for_the_project(manager, ann, time_machine):
    time_machine.move_to("2026-03-02 10:00+00:00")
    april = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 30)}
    project = ProjectFactory(**april)
    AssignmentFactory(person=ann, percent=70, **april)
    ShortlistEntryFactory(person=ann, project=project)
    (one,) = shortlisting.shortlist_of(project, user=manager)
    assert one.card.free_time.words == "30 % free from 1 Apr"


def test_who_is_on_the_team_by_now_is_told(manager_client, entry):
    AssignmentFactory(person=entry.person, project=entry.project)
    html = text(manager_client.get("/projects/churn/shortlist/"))
    assert "on the team" in html
    assert 'href="/projects/churn/book/ann/"' not in html


def test_people_who_left_are_no_choice(manager_client, entry):
    type(entry.person).objects.filter(pk=entry.person_id).update(left_on="2020-01-01")
    html = text(manager_client.get("/projects/churn/shortlist/"))
    assert "Nobody is on it yet" in html
    assert 'form="compare"' not in html


def test_two_can_be_compared(manager_client, entry):
    ShortlistEntryFactory(project=entry.project)
    html = text(manager_client.get("/projects/churn/shortlist/"))
    assert 'action="/people/compare/"' in html


def test_there_is_one_tick_for_each(manager_client, entry):
    html = text(manager_client.get("/projects/churn/shortlist/"))
    assert html.count('value="ann" form="compare"') == 1
    assert html.count('id="compare-ann"') == 1


@pytest.mark.parametrize("count", [3, 30])
def test_it_takes_as_many_queries_for_3_as_for_30(
    count, manager_client, churn, django_assert_num_queries
):
    for _ in range(count):
        skill = ExpertiseFactory().skill
        ShortlistEntryFactory(
            project=churn, person=ExpertiseFactory(skill=skill).person
        )
    with django_assert_num_queries(11):
        manager_client.get("/projects/churn/shortlist/")


# Notes, and taking somebody off


def test_a_note_is_changed(manager_client, entry):
    assert "Asked" in text(note(manager_client, "Asked"))
    entry.refresh_from_db()
    assert (entry.note, entry.version) == ("Asked", 2)


def test_two_notes_at_once_are_a_conflict(manager_client, entry):
    other = signed_in(sign_up("otto", "Project managers"))
    note(other, "Otto’s")
    html = text(note(manager_client, "Max’s"))
    assert "Which is right?" in html
    assert ShortlistEntry.objects.get().note == "Otto’s"


def test_a_note_on_somebody_taken_off_meanwhile_is_not_kept(
    manager_client, entry, monkeypatch
):
    ShortlistEntry.objects.all().delete()
    looked_up = "projects.shortlists.views.get_object_or_404"
    monkeypatch.setattr(looked_up, lambda *_, **__: entry)
    assert note(manager_client, "Asked").status_code == 404
    assert not ShortlistEntry.objects.exists()


def test_a_note_that_is_too_long_is_refused(manager_client, entry):
    assert "errorlist" in text(note(manager_client, "x" * 301))


def test_somebody_is_taken_off(manager_client, entry):
    html = text(
        manager_client.post("/projects/churn/shortlist/ann/remove/", follow=True)
    )
    assert "Ann is off the shortlist." in html
    assert not ShortlistEntry.objects.exists()


def test_taking_off_twice_leads_back_and_says_so(manager_client, entry):
    address = "/projects/churn/shortlist/ann/remove/"
    manager_client.post(address)
    again = manager_client.post(address, follow=True)
    assert again.redirect_chain == [("/projects/churn/shortlist/", 302)]
    assert "Ann is off the shortlist already." in text(again)


@pytest.mark.parametrize("names", ["churn/shortlist/nobody", "nothing/shortlist/ann"])
def test_taking_off_who_or_where_there_is_nothing_is_not_found(
    names, manager_client, entry
):
    address = f"/projects/{names}/remove/"
    assert manager_client.post(address).status_code == 404
    assert ShortlistEntry.objects.exists()


def test_members_see_no_shortlist(member_client, entry):
    assert member_client.get("/projects/churn/shortlist/").status_code == 403
    assert "shortlist" not in text(member_client.get("/people/ann/"))


# One press, where one is


def starred(client, address):
    """Whether the page says that Ann is on the shortlist; `None` if it has no star."""
    html = text(client.get(address))
    found = re.search(r'id="shortlist-ann" aria-pressed="(\w+)"', html)
    return found and found[1] == "true"


@pytest.mark.parametrize("lead", ["nobody", "the manager"])
def test_a_profile_has_a_star_for_the_project_in_mind(lead, churn, ann, manager_client):
    assert starred(manager_client, "/people/ann/?project=churn") is False
    if lead == "the manager":
        churn.lead = Person.objects.get(user__isnull=False)
        churn.save()
    is_known = lead == "the manager"
    assert (starred(manager_client, "/people/ann/") is False) == is_known


def test_of_several_projects_none_is_in_mind(churn, ann, manager_client):
    lead = Person.objects.get(user__isnull=False)
    ProjectFactory(lead=lead)
    ProjectFactory(lead=lead)
    assert starred(manager_client, "/people/ann/") is None


@pytest.mark.parametrize("slug", ["nothing", "%00", "churn"])
def test_a_project_that_is_over_or_none_is_not_in_mind(
    slug, churn, ann, manager_client
):
    churn.status = "closed"
    churn.save()
    assert starred(manager_client, f"/people/ann/?project={slug}") is None


def test_a_member_sees_no_star(entry, member_client):
    assert starred(member_client, "/people/ann/?project=churn") is None


def test_a_press_puts_on_and_another_takes_off(churn, ann, manager_client):
    here = "/people/ann/?project=churn"
    sent = {"project": "churn", "next": here}
    assert manager_client.post("/people/ann/shortlist/", sent).url == here
    assert starred(manager_client, here)
    off = manager_client.post("/projects/churn/shortlist/ann/remove/", {"next": here})
    assert off.url == here
    assert starred(manager_client, here) is False
