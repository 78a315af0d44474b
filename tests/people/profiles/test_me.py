"""/people/me/: the own profile is kept, and nobody else's."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from people.lists.vocabulary import vocabulary
from people.profiles.own import confirm
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillAliasFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.profiles.own_pages import about
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PAGES = ("/people/me/", "/people/me/goals/")
POSTS = (
    "/people/me/",
    "/people/me/confirm/",
    "/people/me/skills/",
    "/people/me/goals/",
    "/people/me/absences/",
)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture
def mia(member):
    return member.person


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("cast", ["member", "manager"])
def test_everybody_with_a_profile_edits_the_own_one(request, cast, path):
    client = request.getfixturevalue(f"{cast}_client")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_an_account_without_a_person_is_told_so(admin_client, path):
    assert "You have no profile" in text_of(admin_client.get(path))


@pytest.mark.parametrize("path", POSTS)
def test_an_account_without_a_person_changes_nothing(admin_client, path):
    assert admin_client.post(path).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_strangers_are_asked_to_sign_in(client, path):
    assert client.post(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", [*POSTS[1:3], "/people/me/absences/"])
def test_to_read_what_changes_something_leads_to_the_profile(member_client, path):
    assert member_client.get(path)["Location"] == "/people/me/"


def test_a_page_without_the_email_empties_none(member_client, mia):
    """Members are not asked for it; who becomes a directory admin meanwhile is."""
    before = mia.email
    sent = about(mia, job_title="Analyst")
    mia.user.groups.add(Group.objects.get_or_create(name="Directory admins")[0])
    assert "email" in member_client.post("/people/me/", sent).context["about"].errors
    mia.refresh_from_db()
    assert (mia.email, mia.job_title) == (before, "")


def test_facts_are_saved(member_client, mia):
    response = member_client.post("/people/me/", about(mia, job_title="Analyst"))
    mia.refresh_from_db()
    assert response["Location"] == "/people/me/"
    assert mia.job_title == "Analyst"


def test_saving_facts_does_not_confirm_them(member_client, mia):
    member_client.post("/people/me/", about(mia, job_title="Analyst"))
    mia.refresh_from_db()
    assert mia.confirmed_at is None


def test_nothing_typed_is_lost_on_an_error(member_client, mia):
    response = member_client.post(
        "/people/me/", about(mia, works_to="08:00", bio="Twelve years of churn")
    )
    page = response.content.decode()
    assert "The working day must end after it starts." in page
    assert "Twelve years of churn" in page


def test_members_do_not_change_their_e_mail(member_client, mia):
    member_client.post("/people/me/", about(mia, email="other@example.com"))
    mia.refresh_from_db()
    assert mia.email == "mia@example.com"


def test_line_ends_of_a_browser_are_no_change(member_client, mia):
    mia.bio = "One\nTwo"
    mia.save()
    member_client.post("/people/me/", about(mia, bio="One\r\nTwo"))
    mia.refresh_from_db()
    assert mia.bio == "One\nTwo"


def test_a_skill_is_added_at_a_level(member_client, mia, python):
    response = member_client.post("/people/me/skills/", {"skill": "python", "level": 3})
    stated = mia.expertise.get()
    assert (stated.skill, stated.level) == (python, 3)
    assert response["Location"] == "/people/me/?next=skill#add"


def test_the_next_skill_has_the_focus(member_client):
    page = member_client.get("/people/me/?next=skill").content.decode()
    assert "data-names" in page
    assert " autofocus" in page


@pytest.mark.parametrize("typed", ["Python", " PYTHON ", "py3"])
def test_a_skill_is_added_by_any_of_its_names(member_client, mia, python, typed):
    SkillAliasFactory(skill=python, name="Py3")
    member_client.post(
        "/people/me/skills/", {"skill": "", "skill_typed": typed, "level": 2}
    )
    assert mia.expertise.get().skill == python


def test_an_unknown_skill_is_refused_with_suggestions(member_client, mia, python):
    response = member_client.post(
        "/people/me/skills/", {"skill": "", "skill_typed": "Pythn", "level": 2}
    )
    assert "Did you mean Python?" in text_of(response)
    assert 'value="Pythn"' in response.content.decode()
    assert not mia.expertise.exists()


def test_a_skill_without_a_level_keeps_what_was_chosen(member_client, mia, python):
    response = member_client.post("/people/me/skills/", {"skill": "python"})
    page = response.content.decode()
    assert "Choose the sentence that fits." in page
    assert 'another name of it…" value="Python"' in page


def test_a_skill_sent_twice_is_added_once(member_client, mia, python):
    for _ in range(2):
        response = member_client.post(
            "/people/me/skills/", {"skill": "python", "level": 3}
        )
    assert mia.expertise.count() == 1
    assert response.status_code == 302


def test_a_skill_that_is_there_at_another_level_is_said_to_be(member_client, mia):
    stated = ExpertiseFactory(person=mia, level=4)
    response = member_client.post(
        "/people/me/skills/", {"skill": stated.skill.slug, "level": 2}
    )
    stated.refresh_from_db()
    assert "on the profile already" in text_of(response)
    assert stated.level == 4


def test_an_inactive_skill_is_not_offered(member_client, mia):
    skill = SkillFactory(name="Old tool", is_active=False)
    response = member_client.post("/people/me/skills/", {"skill": skill.slug})
    assert "Choose a skill from the catalogue." in text_of(response)


def test_what_team_mates_know_is_offered_and_added_by_one_click(member_client, mia):
    mia.team = TeamFactory()
    mia.save()
    skill = ExpertiseFactory(person__team=mia.team, skill__name="Rust").skill
    assert 'value="rust:3"' in member_client.get("/people/me/").content.decode()
    member_client.post("/people/me/skills/", {"offer": "rust:3"})
    assert mia.expertise.get().skill == skill


def test_an_absence_is_entered_once_and_removed(member_client, mia):
    for _ in range(2):
        member_client.post(
            "/people/me/absences/", {"starts_on": "2026-04-01", "ends_on": "2026-04-03"}
        )
    away = mia.absences.get()
    member_client.post(f"/people/me/absences/{away.pk}/remove/")
    assert not mia.absences.exists()


def test_an_absence_that_ends_before_it_starts_is_refused(member_client, mia):
    response = member_client.post(
        "/people/me/absences/", {"starts_on": "2026-04-03", "ends_on": "2026-04-01"}
    )
    assert "The last day cannot be before the first." in text_of(response)
    assert 'value="2026-04-03"' in response.content.decode()


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (ExpertiseFactory, "/people/me/skills/{0.skill.slug}/"),
        (ExpertiseFactory, "/people/me/skills/{0.skill.slug}/remove/"),
        (ExpertiseFactory, "/people/me/skills/{0.skill.slug}/answer/"),
        (LearningGoalFactory, "/people/me/goals/{0.pk}/"),
        (AbsenceFactory, "/people/me/absences/{0.pk}/remove/"),
        (EndorsementFactory, "/people/me/suggestions/{0.pk}/"),
    ],
)
def test_rows_of_others_are_not_found(manager_client, make, path):
    row = make()
    assert manager_client.post(path.format(row)).status_code == 404
    assert type(row).objects.filter(pk=row.pk).exists()


def fill(person, count):
    person.team = TeamFactory()
    person.save()
    for _ in range(count):
        EndorsementFactory(expertise__person=person, level=4)
        LearningGoalFactory(person=person)
        ExpertiseFactory(person__team=person.team)
        AbsenceFactory(person=person)
        AssignmentFactory(person=person)


@pytest.mark.parametrize("count", [3, 30])
def test_my_profile_takes_as_many_queries_for_much_as_for_little(
    count, member_client, mia, django_assert_num_queries
):
    fill(mia, count)
    vocabulary()
    with django_assert_num_queries(12):
        member_client.get("/people/me/")


def test_nobody_edits_the_profile_of_another(member):
    with pytest.raises(PermissionDenied):
        confirm(person=PersonFactory(), by=member)
