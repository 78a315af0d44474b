"""Undo: what was just done is as it was before, or somebody has built upon it."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin

import pytest
from django.core import serializers
from django.utils import timezone

from people.models import Absence, Endorsement, Expertise, LearningGoal, Person
from projects.bookings.leaving import erase_people
from projects.models import Assignment, AssignmentStatus, ShortlistEntry
from tests.conftest import signed_in
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HERE = "/availability/?page=1"
BOOKING = "/projects/churn/bookings/{}/{}/"


def token_on(client, address="/help/"):
    """What the button “Undo” of the next page sends."""
    page = unescape(client.get(address).content.decode())
    found = re.search(r'name="undo" value="([^"]+)"', page)
    return found and found[1]


def undo(client, token):
    return client.post("/undo/", {"undo": token, "next": HERE}, follow=True)


def is_taken_back(client, token):
    page = undo(client, token).content.decode()
    return "It was not taken back" not in page


def everything():
    """All rows that acts change, as they are but for their versions."""
    models = (
        Assignment,
        ShortlistEntry,
        Expertise,
        Endorsement,
        LearningGoal,
        Absence,
    )
    rows = serializers.serialize(
        "python", [row for model in models for row in model.objects.order_by("pk")]
    )
    for row in rows:
        row["fields"].pop("version", None)
    return rows


@pytest.fixture
def booking():
    row = AssignmentFactory(
        project=ProjectFactory(name="Churn"),
        person=PersonFactory(name="Ana"),
        status=AssignmentStatus.TENTATIVE,
        percent=50,
        starts_on="2030-03-04",
        ends_on="2030-03-29",
    )
    row.skills.add(SkillFactory(name="Python"))
    return row


ACTS = {
    "confirm": {},
    "decline": {},
    "shift": {"starts_on": "2030-03-11"},
    "end": {"ends_on": "2030-03-15"},
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_done_with_a_booking_is_taken_back(act, booking, manager_client):
    before = everything()
    manager_client.post(BOOKING.format(booking.pk, act), ACTS[act])
    done = everything()
    undo(manager_client, token_on(manager_client))
    assert (done != before, everything() == before) == (True, True)


def test_a_new_booking_is_taken_back(manager_client):
    ProjectFactory(name="Churn")
    PersonFactory(name="Ana")
    terms = {"percent": 50, "starts_on": "2030-03-04", "status": "tentative"}
    manager_client.post("/projects/churn/book/ana/", terms)
    assert Assignment.objects.count() == 1
    undo(manager_client, token_on(manager_client))
    assert not Assignment.objects.exists()


def test_the_shortlist_is_as_before(manager_client):
    ShortlistEntryFactory(
        project=ProjectFactory(name="Churn"),
        person=PersonFactory(name="Ana"),
        note="Knows the data.",
    )
    before = everything()
    manager_client.post("/projects/churn/shortlist/ana/remove/")
    undo(manager_client, token_on(manager_client))
    assert everything() == before


@pytest.fixture
def own_client():
    user = UserFactory(username="ana")
    PersonFactory(name="Ana", user=user)
    return signed_in(user)


def test_a_removed_skill_comes_back_with_what_colleagues_said(own_client):
    stated = ExpertiseFactory(person__slug="x", skill__name="Python")
    Expertise.objects.update(person=own_person())
    EndorsementFactory(expertise=stated)
    before = everything()
    own_client.post("/people/me/skills/python/remove/")
    undo(own_client, token_on(own_client))
    stated.refresh_from_db()
    assert (everything() == before, stated.endorsements.count()) == (True, 1)


def test_a_removed_absence_comes_back(own_client):
    away = AbsenceFactory(person=own_person())
    before = everything()
    own_client.post(f"/people/me/absences/{away.pk}/remove/")
    undo(own_client, token_on(own_client))
    assert everything() == before


def own_person():
    return Person.objects.get(name="Ana")


def own_profile():
    """A profile with one row of each kind, and a colleague's word on the skill."""
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    stated = ExpertiseFactory(person=own_person(), skill=python, level=2)
    said = EndorsementFactory(expertise=stated, level=3)
    goal = LearningGoalFactory(person=own_person(), skill=sql, target_level=2)
    bea = ExpertiseFactory(person__name="Bea", skill=python, level=3)
    EndorsementFactory(expertise=bea, endorsed_by=own_person(), level=4)
    ExpertiseFactory(person__name="Cem", skill=python, level=3)
    return {"said": said.pk, "goal": goal.pk}


OPEN = {"status": "open"}
OWN_ACTS = [
    ("skills/", {"skill": "sql", "level": 1}),
    ("skills/python/", {"version": 1, "level": 4, "note": "Daily"}),
    ("skills/python/answer/", {"version": 1, "level": 4}),
    ("skills/python/answer/", {"version": 1, "level": 0}),
    ("goals/", {"skill": "python", "target_level": 4, "priority": 1}),
    (
        "goals/{goal}/",
        {"version": 1, "target_level": 2, "priority": 1, "status": "open"},
    ),
    ("absences/", {"starts_on": "2026-04-01", "ends_on": "2026-04-03"}),
    ("suggestions/{said}/", {"answer": "take"}),
    ("suggestions/{said}/", {"answer": "dismiss"}),
    ("../bea/endorse/python/", {"level": 3}),
    ("../bea/endorse/python/withdraw/", {}),
    ("../cem/endorse/python/", {"level": 3}),
]


@pytest.mark.parametrize(("act", "sent"), OWN_ACTS)
def test_what_is_done_on_a_profile_is_taken_back(act, sent, own_client):
    ids = own_profile()
    before = everything()
    path = urljoin("/people/me/", act.format(**ids))
    assert own_client.post(path, sent).status_code == 302
    assert everything() != before
    undo(own_client, token_on(own_client))
    assert everything() == before


def test_what_was_there_already_is_not_taken_back(own_client):
    own_profile()
    own_client.post("/people/me/skills/", {"skill": "python", "level": 2})
    assert "Undo" not in own_client.get("/people/me/").content.decode()


# What happens in between


def test_undo_leads_back_to_where_it_was_done(booking, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    response = undo(manager_client, token_on(manager_client))
    assert response.redirect_chain == [(HERE, 302)]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "x"])
def test_it_leads_nowhere_else(elsewhere, booking, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    sent = {"undo": token_on(manager_client), "next": elsewhere}
    assert manager_client.post("/undo/", sent).url == "/"


def change_it(booking):
    Assignment.objects.update(role="Lead")


def change_its_skills(booking):
    booking.skills.add(SkillFactory(name="SQL"))


def change_it_and_back(booking):
    for role in ("Lead", booking.role):
        Assignment.objects.update(role=role)


def remove_it(booking):
    booking.delete()


def close_its_project(booking):
    project = booking.project
    project.status, project.outcome = "cancelled", ""
    project.save()


def let_its_person_go(booking, day="2020-01-01"):
    booking.person.left_on = day
    booking.person.save()


def let_its_person_go_today(booking):
    let_its_person_go(booking, timezone.localdate())


@pytest.mark.parametrize(
    "meanwhile",
    [
        *(change_it, change_its_skills, change_it_and_back, remove_it),
        *(close_its_project, let_its_person_go, let_its_person_go_today),
    ],
)
def test_nothing_is_taken_back_that_was_built_upon(meanwhile, booking, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    token = token_on(manager_client)
    meanwhile(booking)
    before = everything()
    assert not is_taken_back(manager_client, token)
    assert everything() == before


def test_what_is_entered_anew_is_not_doubled(own_client):
    ExpertiseFactory(person=own_person(), skill__name="Python")
    own_client.post("/people/me/skills/python/remove/")
    token = token_on(own_client)
    again = ExpertiseFactory(person=own_person(), skill__name="Py 2").skill
    Expertise.objects.update(skill=SkillFactory._meta.model.objects.get(name="Python"))
    again.delete()
    assert not is_taken_back(own_client, token)
    assert Expertise.objects.count() == 1


def test_what_belonged_to_a_skill_that_is_gone_stays_away(own_client):
    skill = ExpertiseFactory(person=own_person(), skill__name="Python").skill
    own_client.post("/people/me/skills/python/remove/")
    token = token_on(own_client)
    skill.delete()
    assert not is_taken_back(own_client, token)
    assert not Expertise.objects.exists()


def test_undo_twice_undoes_once(booking, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "decline"))
    token = token_on(manager_client)
    undo(manager_client, token)
    assert not is_taken_back(manager_client, token)
    assert Assignment.objects.count() == 1


# Who may


def test_a_token_is_nobody_elses(booking, manager_client, admin_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    assert not is_taken_back(admin_client, token_on(manager_client))


def test_a_lost_role_takes_nothing_back(booking, manager, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    token = token_on(manager_client)
    manager.groups.clear()
    assert undo(manager_client, token).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "x" * 9999, "é", "\x00"])
def test_what_is_no_key_does_nothing(token, manager_client):
    assert not is_taken_back(manager_client, token)


def test_a_day_later_it_stays_done(booking, manager_client, time_machine):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    token = token_on(manager_client)
    time_machine.move_to(timezone.now() + timedelta(days=1, seconds=1))
    assert not is_taken_back(manager_client, token)


# What is over stays so


@pytest.fixture
def bob():
    return PersonFactory(name="Bob", user=UserFactory(username="bob"))


@pytest.fixture
def praised(own_client, bob):
    """A skill of one's own that Bob has confirmed."""
    stated = ExpertiseFactory(person=own_person(), skill__name="Python", level=3)
    EndorsementFactory(expertise=stated, endorsed_by=bob, level=3)
    return stated


def remove_skill(client, stated):
    client.post("/people/me/skills/python/remove/")


def answer_a_doubt(client, stated):
    sent = {"level": 2, "version": stated.version}
    client.post("/people/me/skills/python/answer/", sent)


@pytest.mark.parametrize("act", [remove_skill, answer_a_doubt])
def test_nothing_comes_back_of_who_is_erased(
    act, praised, bob, own_client, directory_admin
):
    act(own_client, praised)
    token = token_on(own_client)
    erase_people(people=[bob], by=directory_admin)
    assert not is_taken_back(own_client, token)
    assert not Endorsement.objects.exists()


def test_a_note_on_who_is_erased_stays_away(bob, manager_client, directory_admin):
    ShortlistEntryFactory(project=ProjectFactory(name="Churn"), person=bob, note="Ill")
    manager_client.post(f"/projects/churn/shortlist/{bob.slug}/remove/")
    token = token_on(manager_client)
    erase_people(people=[bob], by=directory_admin)
    assert not is_taken_back(manager_client, token)


def test_what_a_colleague_took_back_stays_taken_back(praised, bob, own_client):
    answer_a_doubt(own_client, praised)
    token = token_on(own_client)
    signed_in(bob.user).post("/people/ana/endorse/python/withdraw/")
    undo(own_client, token)
    assert not Endorsement.objects.exists()


def test_a_booking_that_has_begun_is_not_removed(bob, manager_client):
    ProjectFactory(name="Churn")
    first = timezone.localdate() - timedelta(days=30)
    terms = {"percent": 50, "starts_on": f"{first}", "status": "confirmed"}
    manager_client.post("/projects/churn/book/bob/", terms)
    assert not is_taken_back(manager_client, token_on(manager_client))
    assert Assignment.objects.exists()


def test_strangers_see_no_button(booking, manager_client):
    manager_client.post(BOOKING.format(booking.pk, "confirm"))
    manager_client.post("/accounts/logout/")
    assert token_on(manager_client, "/accounts/login/") is None


def test_a_word_on_a_level_that_is_gone_stays_away(bob, own_client):
    ExpertiseFactory(person=bob, skill__name="Python", level=3)
    own_client.post("/people/bob/endorse/python/", {"level": 3})
    token = token_on(own_client)
    Expertise.objects.all().delete()
    assert not is_taken_back(own_client, token)


def test_an_entry_of_a_project_that_is_gone_stays_away(bob, manager_client):
    entry = ShortlistEntryFactory(project=ProjectFactory(name="Churn"), person=bob)
    manager_client.post("/projects/churn/shortlist/bob/remove/")
    token = token_on(manager_client)
    entry.project.delete()
    assert not is_taken_back(manager_client, token)
