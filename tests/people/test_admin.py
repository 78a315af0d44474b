import threading
import time
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction

from people.models import Endorsement, Expertise, LearningGoal, Person, Skill
from people.models.history import HistoryEvent
from tests.admin_pages import (
    address,
    change,
    choose,
    errors_at_fields,
    new_rows,
)
from tests.factories import (
    AbsenceFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.text import text_of

MODELS = list(admin.site._registry)
PEOPLE = "/admin/people/person/"
SKILLS = "/admin/people/skill/"


# Who gets in


@pytest.mark.alike
@pytest.mark.parametrize("cast", ["admin_client", "directory_admin_client"])
@pytest.mark.parametrize("page", ["", "add/"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_opens(request, cast, model, page):
    client = request.getfixturevalue(cast)
    name = model._meta.model_name
    is_superusers = model._meta.app_label == "auth" or name == "verifiedemail"
    closed = cast != "admin_client" and is_superusers
    # Read-only: attempts to sign in, and history, which triggers write.
    read_only = model._meta.app_label == "axes" or issubclass(model, HistoryEvent)
    closed = closed or read_only or (name, page) == ("verifiedemail", "add/")
    looked_at = (read_only or name == "user") and page == ""
    expected = 403 if closed and not looked_at else 200
    assert client.get(address(model, page)).status_code == expected


@pytest.mark.parametrize("cast", ["member_client", "manager_client"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_members_and_managers_are_refused(request, cast, model):
    client = request.getfixturevalue(cast)
    assert client.get(address(model), follow=True).status_code == 403


@pytest.mark.django_db
def test_anonymous_comes_to_the_one_sign_in_page(client):
    for page in ("/admin/", PEOPLE, "/admin/login/"):
        last = client.get(page, follow=True).redirect_chain[-1][0]
        assert last.startswith("/accounts/login/?next=/admin/")


def test_an_admin_who_asks_to_sign_in_is_in(admin_client):
    response = admin_client.get("/admin/login/")
    assert response.headers["Location"] == "/admin/"


def test_a_directory_admin_needs_no_staff_flag(directory_admin, client):
    directory_admin.is_staff = False
    directory_admin.save()
    client.force_login(directory_admin)
    assert b"In an empty directory" in client.get("/admin/").content


def test_no_page_has_scripts_or_styles_in_it(admin_client):
    person = ExpertiseFactory().person
    for page in ("/admin/", PEOPLE, f"{PEOPLE}{person.pk}/change/"):
        html = admin_client.get(page).content.decode()
        assert not [tag for tag in ("<style", "<script>", "style=") if tag in html]


# Entering data


def test_a_person_is_entered_on_one_page(directory_admin_client):
    skill = SkillFactory()
    values = {"name": "Ana Silva", "email": "ana@example.com"}
    values |= new_rows("expertise", {"skill": skill.pk, "level": 3})
    values |= new_rows("absences", {"starts_on": "09/03/2026", "ends_on": "2026-03-13"})
    response = change(directory_admin_client, f"{PEOPLE}add/", **values)
    assert response.status_code == 302
    person = Person.objects.get(slug="ana-silva")
    assert person.expertise.get().skill == skill
    assert person.absences.get().starts_on == date(2026, 3, 9)


def test_a_page_that_is_sent_as_it_was_changes_nothing(admin_client):
    person = EndorsementFactory().expertise.person
    LearningGoalFactory(person=person)
    AbsenceFactory(person=person)
    change(admin_client, f"{PEOPLE}{person.pk}/change/")
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "TAKEN@example.com"}, "email"),
        ({"slug": "export"}, "slug"),
        ({"capacity": "101"}, "capacity"),
        ({"works_from": "09:00", "works_to": "08:00"}, "works_to"),
        ({"joined_on": "2026-03-09", "left_on": "2026-03-08"}, "left_on"),
    ],
)
def test_what_a_constraint_refuses_is_said_at_its_field(admin_client, values, field):
    PersonFactory(email="taken@example.com")
    person = PersonFactory()
    response = change(admin_client, f"{PEOPLE}{person.pk}/change/", **values)
    assert list(errors_at_fields(response)) == [field]


@pytest.mark.looks_again
def test_being_ones_own_manager_is_said_at_the_field(admin_client):
    person = PersonFactory()
    url = f"{PEOPLE}{person.pk}/change/"
    response = change(admin_client, url, manager=person.pk)
    assert list(errors_at_fields(response)) == ["manager"]


def test_being_part_of_itself_is_said_at_the_field(admin_client):
    team = TeamFactory()
    url = f"/admin/people/team/{team.pk}/change/"
    response = change(admin_client, url, parent=team.pk)
    assert list(errors_at_fields(response)) == ["parent"]


@pytest.mark.looks_again
def test_an_absence_that_ends_first_is_said_at_the_field(admin_client):
    person = PersonFactory()
    rows = new_rows("absences", {"starts_on": "2026-03-09", "ends_on": "2026-03-08"})
    response = change(admin_client, f"{PEOPLE}{person.pk}/change/", **rows)
    assert list(errors_at_fields(response)) == ["ends_on"]


@pytest.mark.parametrize(
    ("prefix", "row"),
    [("expertise", {"level": 3}), ("goals", {"target_level": 2, "priority": 1})],
)
def test_a_skill_that_is_there_already_is_said_at_the_field(admin_client, prefix, row):
    goal = LearningGoalFactory()
    stated = ExpertiseFactory(person=goal.person, skill=goal.skill, level=1)
    row |= {"skill": stated.skill_id, "status": "open"}
    url = f"{PEOPLE}{goal.person_id}/change/"
    response = change(admin_client, url, **new_rows(prefix, row, kept=1))
    assert list(errors_at_fields(response)) == ["skill"]


@pytest.mark.parametrize(
    ("prefix", "row"),
    [("expertise", {"level": 3}), ("goals", {"target_level": 2, "priority": 1})],
)
def test_a_skill_that_is_sent_twice_is_said_at_the_field(admin_client, prefix, row):
    row |= {"skill": SkillFactory().pk, "status": "open"}
    url = f"{PEOPLE}{PersonFactory().pk}/change/"
    response = change(admin_client, url, **new_rows(prefix, row, row))
    assert "This is here twice" in str(errors_at_fields(response)["skill"])


@pytest.mark.looks_again
def test_finished_goals_may_repeat(admin_client):
    skill, person = SkillFactory(), PersonFactory()
    row = {"skill": skill.pk, "target_level": 2, "priority": 1, "status": "dropped"}
    url = f"{PEOPLE}{person.pk}/change/"
    assert change(admin_client, url, **new_rows("goals", row, row)).status_code == 302
    assert LearningGoal.objects.filter(person=person).count() == 2


@pytest.mark.parametrize(
    "names", [["sk learn", "SK-Learn"], ["Scikit learn"]], ids=["twice", "own name"]
)
def test_a_repeated_name_is_said_at_the_alias(admin_client, names):
    skill = SkillFactory(name="Scikit-learn")
    rows = new_rows("aliases", *[{"name": name} for name in names])
    response = change(admin_client, f"{SKILLS}{skill.pk}/change/", **rows)
    assert list(errors_at_fields(response)) == ["name"]


def test_a_renamed_skill_keeps_its_old_name_as_an_alias(admin_client):
    skill = SkillFactory(name="Tensorflow")
    rows = new_rows("aliases", {"name": "Tensorflow"})
    url = f"{SKILLS}{skill.pk}/change/"
    assert change(admin_client, url, name="Keras", **rows).status_code == 302
    assert skill.aliases.get().key == "tensorflow"


def test_a_name_without_letters_is_said_at_the_field(admin_client):
    category = SkillCategoryFactory()
    response = change(admin_client, f"{SKILLS}add/", name="!", category=category.pk)
    assert list(errors_at_fields(response)) == ["name"]


def test_a_self_endorsement_is_said_at_the_field_of_both_pages(admin_client):
    stated = ExpertiseFactory()
    own = {"endorsed_by": stated.person_id, "level": 3}
    url = f"/admin/people/expertise/{stated.pk}/change/"
    inline = change(admin_client, url, **new_rows("endorsements", own))
    url = "/admin/people/endorsement/add/"
    page = change(admin_client, url, expertise=stated.pk, **own)
    assert list(errors_at_fields(inline)) == list(errors_at_fields(page))
    assert list(errors_at_fields(page)) == ["endorsed_by"]


def test_a_self_endorsement_of_a_new_level_is_said_at_the_field(admin_client):
    person, skill = PersonFactory(), SkillFactory()
    rows = new_rows("endorsements", {"endorsed_by": person.pk, "level": 3})
    values = {"person": person.pk, "skill": skill.pk, "level": 3}
    response = change(admin_client, "/admin/people/expertise/add/", **values, **rows)
    assert list(errors_at_fields(response)) == ["endorsed_by"]


def test_a_level_that_is_moved_to_a_stated_skill_is_said_at_the_field(admin_client):
    stated = ExpertiseFactory()
    other = ExpertiseFactory(person=stated.person)
    url = f"/admin/people/expertise/{stated.pk}/change/"
    response = change(admin_client, url, skill=other.skill_id)
    assert list(errors_at_fields(response)) == ["skill"]


def test_two_endorsements_by_one_colleague_are_said_at_the_field(admin_client):
    stated = ExpertiseFactory()
    row = {"endorsed_by": PersonFactory().pk, "level": 3}
    url = f"/admin/people/expertise/{stated.pk}/change/"
    response = change(admin_client, url, **new_rows("endorsements", row, row))
    assert list(errors_at_fields(response)) == ["endorsed_by"]
    assert not Endorsement.objects.exists()


def state_slowly(values, stated):
    """State a level in a session of its own that takes its time to commit."""
    with transaction.atomic():
        Expertise.objects.create(**values)
        stated.set()
        time.sleep(0.5)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_level_that_somebody_states_meanwhile_is_said_at_the_field(admin_client):
    row = {"person_id": PersonFactory().pk, "skill_id": SkillFactory().pk, "level": 3}
    stated = threading.Event()
    rival = threading.Thread(target=state_slowly, args=[row, stated])
    rival.start()
    stated.wait(timeout=10)
    values = {"person": row["person_id"], "skill": row["skill_id"], "level": 4}
    response = change(admin_client, "/admin/people/expertise/add/", **values)
    rival.join()
    assert list(errors_at_fields(response)) == ["skill"]


# Actions


def test_profiles_are_confirmed_together(directory_admin_client):
    people = PersonFactory.create_batch(2)
    choose(directory_admin_client, PEOPLE, "confirm_profiles", people)
    assert not Person.objects.filter(confirmed_at=None).exists()
    assert LogEntry.objects.count() == 2


def test_skills_are_no_longer_offered(directory_admin_client):
    kept, dropped = SkillFactory.create_batch(2)
    choose(directory_admin_client, SKILLS, "deactivate", [dropped])
    assert list(Skill.objects.active()) == [kept]


def test_merging_asks_which_skill_stays(admin_client):
    skills = SkillFactory.create_batch(2)
    response = choose(admin_client, SKILLS, "merge", skills)
    assert "Which of these 2 skills stays?" in response.content.decode()
    assert Skill.objects.count() == 2


def test_merging_asks_again_without_an_answer(admin_client):
    skills = SkillFactory.create_batch(2)
    response = choose(admin_client, SKILLS, "merge", skills, apply="1")
    assert "This field is required." in response.content.decode()


def test_skills_are_merged_into_the_one_that_is_kept(directory_admin_client):
    keep = SkillFactory(name="Scikit-learn")
    others = [SkillFactory(name="sklearn"), SkillFactory(name="SciKit Learn tools")]
    stated = ExpertiseFactory(skill=others[0])
    client = directory_admin_client
    choose(client, SKILLS, "merge", [keep, *others], keep=keep.pk, apply="1")
    stated.refresh_from_db()
    assert Skill.objects.get() == stated.skill == keep
    assert keep.aliases.count() == 2


def test_one_skill_cannot_be_merged(admin_client):
    response = choose(admin_client, SKILLS, "merge", [SkillFactory()])
    assert "Choose at least two skills" in response.content.decode()


@pytest.mark.looks_again
@pytest.mark.parametrize("path", ["/admin/", PEOPLE, f"{PEOPLE}add/"])
def test_pages_of_the_admin_site_have_the_icon_of_the_site(path, admin_client):
    page = admin_client.get(path).content.decode()
    assert '<link rel="icon" href="/static/img/favicon' in page


def test_the_way_out_is_called_as_on_every_page(admin_client):
    page = text_of(admin_client.get("/admin/"))
    assert "Back to the directory / Sign out" in page
    assert "Log out" not in page
