"""The home page begins with what is one's own, by role."""

import re
from datetime import date, timedelta

import pytest

from skillsdir.models import SpreadsheetImport
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def section(client, name):
    page = client.get("/").content.decode()
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def projects_in(client, name):
    return re.findall(r'data-project="([\w-]+)"', section(client, name))


def words(client, name):
    return " ".join(re.sub(r"<[^>]+>", " ", section(client, name)).split())


# A manager's projects


def led_by(user, name="Churn", **fields):
    fields = {"status": "staffing"} | fields
    return ProjectFactory(name=name, lead=user.person, **fields)


def test_a_manager_sees_what_they_lead_then_what_they_staff(manager, manager_client):
    staffed = ProjectFactory(name="Staffed", starts_on=TODAY)
    AssignmentFactory(project=staffed, created_by=manager)
    led_by(manager, "Later", starts_on=TODAY + DAY)
    led_by(manager, "Sooner", starts_on=TODAY)
    ProjectFactory(name="Another's", lead=PersonFactory(user=None))
    assert projects_in(manager_client, "mine") == ["sooner", "later", "staffed"]


def test_led_and_staffed_projects_stand_under_one_heading_each(manager, manager_client):
    for lead in (None, PersonFactory(user=None), PersonFactory(user=UserFactory())):
        project = ProjectFactory(lead=lead)
        AssignmentFactory(project=project, created_by=manager)
    led_by(manager)
    mine = words(manager_client, "mine")
    assert (mine.count("Led by me"), mine.count("I booked people on")) == (1, 1)


@pytest.mark.parametrize(
    "fields",
    [{"status": "cancelled"}, {"status": "closed", "outcome": "in_use"}],
)
def test_what_is_over_is_nobody_s_desk(fields, manager, manager_client):
    led_by(manager, **fields)
    assert projects_in(manager_client, "mine") == []


def test_a_project_of_mine_says_seats_and_tentative_bookings(manager, manager_client):
    need = SkillNeedFactory(project=led_by(manager), people=3)
    for status in ("confirmed", "tentative"):
        person = ExpertiseFactory(skill=need.skill).person
        AssignmentFactory(project=need.project, person=person, status=status)
    mine = words(manager_client, "mine")
    assert "1 of 3 seats found · 1 more once confirmed" in mine
    assert "1 tentative booking" in mine


@pytest.mark.parametrize(
    ("people", "status", "words", "page"),
    [
        (2, "tentative", "Find candidates", "candidates/"),
        (1, "tentative", "Confirm 1", "bookings/confirm/"),
        (1, "confirmed", "Start the project", "start/"),
    ],
)
def test_a_project_of_mine_leads_to_its_act(
    people, status, words, page, manager, manager_client
):
    need = SkillNeedFactory(project=led_by(manager), people=people)
    person = ExpertiseFactory(skill=need.skill).person
    AssignmentFactory(project=need.project, person=person, status=status)
    mine = section(manager_client, "mine")
    assert f'href="/projects/churn/{page}">{words}<' in mine


def test_a_project_that_nobody_judged_stays_on_the_desk(manager, manager_client):
    led_by(manager, status="closed")
    assert "Record the outcome" in section(manager_client, "mine")


def test_who_is_over_booked_on_mine_is_told_first(manager, manager_client):
    ola = PersonFactory(name="Ola")
    AssignmentFactory.create_batch(2, person=PersonFactory(name="Per"), percent=90)
    AssignmentFactory(person=ola, percent=80)
    AssignmentFactory(person=ola, percent=80, project=led_by(manager))
    assert "1 over-booked" in section(manager_client, "mine")
    told = words(manager_client, "attention")
    assert told.index("Over-booked on your projects Ola") < told.index("Per")


def test_a_manager_without_projects_is_led_to_opening_one(manager_client):
    assert 'href="/projects/new/"' in section(manager_client, "mine")


def test_many_projects_are_cut_and_counted(manager, manager_client):
    for number in range(14):
        led_by(manager, f"P{number}")
    assert len(projects_in(manager_client, "mine")) == 12
    assert "12 of 14" in section(manager_client, "mine")


# A member


def test_a_member_sees_bookings_and_who_booked(member, member_client):
    boss = UserFactory(first_name="Olga", last_name="Owner")
    fields = {"role": "Analyst", "percent": 40, "created_by": boss}
    days = {"starts_on": TODAY, "ends_on": date(2026, 6, 26)}
    project = ProjectFactory(name="Churn")
    AssignmentFactory(project=project, person=member.person, **fields, **days)
    booked = words(member_client, "booked")
    assert "Churn Analyst 40 %, 9 Mar 2026 – 26 Jun 2026" in booked
    assert "Booked by Olga Owner" in booked


def test_what_is_over_is_not_told_again(member, member_client):
    AssignmentFactory(person=member.person, ends_on=TODAY - DAY)
    AssignmentFactory(person=member.person, project__status="closed")
    assert "Nothing now or ahead." in words(member_client, "booked")


def test_a_member_sees_seats_that_they_know(member, member_client):
    need = SkillNeedFactory(level=3, project__name="Churn", skill__name="Rust")
    ExpertiseFactory(person=member.person, skill=need.skill, level=3)
    fitting = words(member_client, "fitting")
    assert "Churn" in fitting
    assert "Rust, Practitioner 1 open seat you know it" in fitting


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"welcomes_learner": True, "people": 2}, True),
        ({"welcomes_learner": True, "people": 1}, False),
        ({"welcomes_learner": False, "people": 2}, False),
    ],
)
def test_a_member_sees_seats_to_learn_on(fields, is_told, member, member_client):
    need = SkillNeedFactory(**fields)
    LearningGoalFactory(person=member.person, skill=need.skill)
    fitting = words(member_client, "fitting")
    assert ("you want to learn it" in fitting) is is_told


def test_seats_that_are_filled_too_high_or_one_s_own_are_not_told(
    member, member_client
):
    python = SkillFactory(name="Python")
    ExpertiseFactory(person=member.person, skill=python, level=3)
    SkillNeedFactory(skill=python, level=4)
    SkillNeedFactory(skill=python, project__status="closed")
    own = SkillNeedFactory(skill=python, people=2).project
    AssignmentFactory(project=own, person=member.person)
    full = SkillNeedFactory(skill=python).project
    other = ExpertiseFactory(skill=python, level=3).person
    AssignmentFactory(project=full, person=other)
    assert projects_in(member_client, "fitting") == []


# An admin


def test_an_admin_of_an_empty_directory_is_led_to_the_first_people(admin_client):
    begin = section(admin_client, "begin")
    for address in ("/spreadsheet/", "/spreadsheet/template", "/admin/people/person/"):
        assert f'href="{address}' in begin


def test_an_admin_adds_a_person_from_home(admin_client):
    PersonFactory()
    assert 'href="/admin/people/person/add/"' in section(admin_client, "keeping")


def test_an_admin_sees_imports_and_whom_nobody_invited(admin_client):
    PersonFactory.create_batch(2, user=None)
    PersonFactory(user=UserFactory(last_login=None))
    SpreadsheetImport.objects.create(file_name="staff.xlsx", size=1, sha256="x")
    keeping = words(admin_client, "keeping")
    assert "2 people never invited" in keeping
    assert "1 person with an account never signed in" in keeping
    assert "staff.xlsx" in keeping


@pytest.mark.parametrize("who", ["member_client", "manager_client"])
def test_others_see_nothing_of_accounts(who, request):
    page = text_of(request.getfixturevalue(who).get("/"))
    assert "Keeping the directory" not in page


@pytest.mark.parametrize("who", ["member", "manager", "directory_admin"])
def test_home_costs_the_same_for_3_and_30(
    who, request, django_assert_max_num_queries, django_assert_num_queries
):
    user = request.getfixturevalue(who)
    if who == "directory_admin":
        PersonFactory(user=user)
    client = signed_in(user)

    def fill(count):
        for _ in range(count):
            need = SkillNeedFactory(people=2, project__lead=user.person)
            person = ExpertiseFactory(skill=need.skill).person
            days = {"ends_on": TODAY + 9 * DAY, "percent": 80}
            AssignmentFactory(project=need.project, person=person, **days)
            AssignmentFactory(person=user.person, created_by=user, percent=40)
            ExpertiseFactory(person=user.person, skill=SkillNeedFactory().skill)
            SpreadsheetImport.objects.create(file_name="x", size=1, sha256="x")

    fill(3)
    with django_assert_max_num_queries(15) as few:
        assert client.get("/").status_code == 200
    fill(27)
    with django_assert_num_queries(len(few)):
        client.get("/")
