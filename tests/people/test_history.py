"""Who changed which level and goal, when, from what to what; and who reads it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from people.models import Expertise, ExpertiseEvent, LearningGoalEvent, PersonEvent
from tests.admin_pages import change, new_rows
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db


def history(client, slug="maria-santos", query=""):
    return text_of(client.get(f"/people/{slug}/history/{query}"))


@pytest.fixture
def maria():
    return PersonFactory(name="Maria Santos")


@pytest.fixture
def knows_python(maria, python):
    return ExpertiseFactory(person=maria, skill=python, level=2)


def set_level(client, expertise, level):
    change(client, f"/admin/people/expertise/{expertise.pk}/change/", level=level)


def test_a_changed_level_is_told_with_who_and_when(
    knows_python, client, directory_admin
):
    PersonFactory(name="Dana Admin", user=directory_admin)
    # The account has another e-mail now: earlier sessions are over.
    directory_admin.refresh_from_db()
    client.force_login(directory_admin)
    set_level(client, knows_python, 3)
    text = history(client)
    assert "Dana Admin changed Python from Working to Practitioner" in text
    assert "The system added Python at Working" in text


def test_a_change_says_its_minute(knows_python, manager_client):
    # The database's clock is not ours to set.
    minute = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
    ExpertiseEvent.objects.update(pgh_created_at=minute)
    assert "3 Mar 2026, 14:05" in history(manager_client)


def test_a_removed_level_is_told(knows_python, manager_client):
    knows_python.delete()
    assert "removed Python (Working)" in history(manager_client)


def test_a_level_that_stays_is_no_change(knows_python):
    Expertise.objects.update(note="Used daily", years=4)
    assert ExpertiseEvent.objects.count() == 1


def test_bulk_changes_and_raw_sql_do_not_escape(knows_python, manager_client):
    Expertise.objects.update(level=3)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_expertise SET level = 4")
    text = history(manager_client)
    assert "changed Python from Working to Practitioner" in text
    assert "changed Python from Practitioner to Expert" in text


def test_a_change_needs_no_earlier_row(knows_python, manager_client):
    ExpertiseEvent.objects.all().delete()
    Expertise.objects.update(level=3)
    assert "changed Python from Working to Practitioner" in history(manager_client)


def test_goals_are_told(maria, python, manager_client):
    goal = LearningGoalFactory(person=maria, skill=python)
    goal.status, goal.target_on = "achieved", date(2026, 5, 1)
    goal.save()
    text = history(manager_client)
    assert "set the goal Python at Working" in text
    assert "the date from open to 1 May 2026 and the status from Open to" in text


def test_a_removed_goal_is_told(maria, python, manager_client):
    LearningGoalFactory(person=maria, skill=python).delete()
    assert "removed the goal Python" in history(manager_client)
    assert LearningGoalEvent.objects.count() == 2


def test_bookings_are_told_on_the_page_of_the_person(maria, manager_client):
    AssignmentFactory(person=maria, project=ProjectFactory(name="Churn"), percent=40)
    text = history(manager_client)
    assert "booked Maria Santos on Churn: 40 %, 5 Jan 2026 – open, confirmed" in text


def test_the_newest_change_comes_first(knows_python, manager_client):
    Expertise.objects.update(level=3)
    text = history(manager_client)
    assert text.index("changed Python") < text.index("added Python")


def test_a_skill_that_is_gone_leaves_its_changes(knows_python, manager_client, python):
    knows_python.delete()
    python.delete()
    assert "added a skill that is gone at Working" in history(manager_client)


def test_long_histories_have_pages(maria, manager_client):
    PersonEvent.objects.all().delete()
    ExpertiseFactory.create_batch(30, person=maria)
    assert history(manager_client).count("added Skill") == 25
    assert history(manager_client, query="?page=2").count("added Skill") == 5
    assert history(manager_client, query="?page=x").count("added Skill") == 25


def test_without_changes_the_page_says_so(maria, manager_client):
    PersonEvent.objects.all().delete()
    assert "Nothing has changed" in history(manager_client)


def test_an_account_that_is_gone_is_said_to_be(knows_python, manager_client):
    ExpertiseEvent.objects.update(pgh_context={"user": 999_999})
    assert "Somebody whose account is gone added Python" in history(manager_client)


def test_people_see_their_own_history_and_no_other(maria, member, member_client):
    assert member_client.get("/people/mia-member/history/").status_code == 200
    assert member_client.get("/people/maria-santos/history/").status_code == 403


@pytest.mark.parametrize("cast", ["manager", "directory_admin", "admin"])
def test_managers_and_admins_see_every_history(cast, maria, request):
    client = signed_in(request.getfixturevalue(cast))
    assert client.get("/people/maria-santos/history/").status_code == 200
    page = client.get("/people/maria-santos/").content.decode()
    assert 'href="/people/maria-santos/history/"' in page


def test_the_profile_of_another_links_no_history(maria, member_client):
    page = member_client.get("/people/maria-santos/").content.decode()
    assert "/history/" not in page


def test_of_people_who_left_there_is_no_page(maria, manager_client):
    maria.left_on = date(2020, 1, 1)
    maria.save()
    assert manager_client.get("/people/maria-santos/history/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_history_costs_the_same_for_few_and_many(
    rows, maria, manager_client, django_assert_max_num_queries
):
    for number in range(rows):
        skill = SkillFactory(name=f"Skill of {number}")
        LearningGoalFactory(person=maria, skill=skill)
        ExpertiseFactory(person=maria, skill=skill)
        AssignmentFactory(person=maria)
    with django_assert_max_num_queries(12):
        assert manager_client.get("/people/maria-santos/history/").status_code == 200


def test_reading_costs_no_query_for_the_history(maria, manager_client):
    with connection.execute_wrapper(refuse_settings):
        assert manager_client.get("/people/maria-santos/").status_code == 200


def refuse_settings(execute, sql, params, many, context):
    assert "pghistory" not in str(sql)
    return execute(sql, params, many, context)


def test_the_admin_site_tells_history_and_changes_none(
    knows_python, directory_admin_client
):
    client = directory_admin_client
    assert "added Python at Working" in text_of(
        client.get("/admin/people/expertiseevent/")
    )
    assert client.get("/admin/people/expertiseevent/add/").status_code == 403
    event = ExpertiseEvent.objects.get()
    url = f"/admin/people/expertiseevent/{event.pk}/"
    assert client.post(f"{url}delete/").status_code == 403
    assert "added Python" in text_of(client.get(f"{url}change/"))


def test_the_admin_site_lists_what_was_added_apart(
    knows_python, directory_admin_client
):
    url = "/admin/people/expertiseevent/?kind="
    assert "added Python" in text_of(directory_admin_client.get(f"{url}added"))
    assert "added Python" not in text_of(directory_admin_client.get(f"{url}removed"))


def test_an_inline_of_the_admin_site_is_told(maria, python, directory_admin_client):
    rows = new_rows("expertise", {"skill": python.pk, "level": 4, "person": maria.pk})
    change(directory_admin_client, f"/admin/people/person/{maria.pk}/change/", **rows)
    assert "dana added Python at Expert" in history(directory_admin_client)
