"""Several people state the needs of one project: nobody's work is lost in silence."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from projects.needs import changes as need_changes
from projects.needs.forms import SentRows
from tests.conftest import sign_up, signed_in
from tests.factories import ProjectFactory, SkillFactory, SkillNeedFactory
from tests.projects.life.life_pages import row, row_of, rows
from tests.text import text_of

pytestmark = pytest.mark.django_db

NEEDS = "/projects/churn/needs/"


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn")


@pytest.fixture
def need(churn):
    return SkillNeedFactory(project=churn, skill__name="Python")


def save(client, *sent):
    return text_of(client.post(NEEDS, rows(*sent), follow=True))


def alter(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_row_that_both_changed_is_told_and_then_saved(manager_client, need):
    mine = row_of(need, people="4")
    alter(need, people=9)
    text = save(manager_client, mine)
    assert "Meanwhile it is: Python, Practitioner, 9 people, must." in text
    assert "Save again to have your row." in text
    save(manager_client, mine | {"seen": "python:3:9:must:0"})
    need.refresh_from_db()
    assert need.people == 4


def test_the_page_of_a_conflict_knows_what_is_saved(manager_client, need):
    mine = row_of(need, people="4")
    alter(need, people=9, welcomes_learner=True)
    page = manager_client.post(NEEDS, rows(mine)).content.decode()
    assert 'name="need-0-seen" value="python:3:9:must:1"' in page
    assert 'name="need-0-people" value="4"' in page


def test_what_one_left_as_it_was_stays_as_the_other_made_it(manager_client, need):
    mine = row_of(need)
    alter(need, people=9)
    other = SkillFactory(name="SQL")
    assert "1 added" in save(manager_client, mine, row("SQL"))
    need.refresh_from_db()
    assert need.people == 9
    assert need.project.needs.filter(skill=other).exists()


def test_what_both_made_alike_is_no_conflict(manager_client, need):
    mine = row_of(need, people="4")
    alter(need, people=4)
    assert "No need has changed." in save(manager_client, mine)


def test_a_changed_row_is_not_removed_unseen(manager_client, need):
    mine = row_of(need, remove="on")
    alter(need, people=9)
    assert "Save again to remove it." in save(manager_client, mine)
    save(manager_client, row_of(need, remove="on"))
    assert not need.project.needs.exists()


def test_a_removed_row_that_one_changed_is_told(manager_client, churn, need):
    mine = row_of(need, people="4")
    need.delete()
    text = save(manager_client, mine)
    assert "Somebody removed this need meanwhile. Save again to have your row." in text
    save(manager_client, mine | {"pk": "", "seen": ""})
    assert churn.needs.get().people == 4


@pytest.mark.parametrize("changes", [{}, {"remove": "on"}])
def test_a_row_that_somebody_removed_is_gone(changes, manager_client, churn, need):
    mine = row_of(need, **changes)
    need.delete()
    assert "No need has changed." in save(manager_client, mine)
    assert not churn.needs.exists()


def test_a_need_that_somebody_stated_is_shown_beside_mine(manager_client, need):
    text = save(manager_client, row("Python", people="4"))
    page = manager_client.post(NEEDS, rows(row("Python", people="4"))).content.decode()
    assert "Somebody stated this meanwhile: Python, Practitioner, 1 person" in text
    assert f'name="need-1-pk" value="{need.pk}"' in page
    assert 'name="need-0-people" value="4"' in page


def test_a_row_is_not_changed_into_what_somebody_stated(manager_client, churn, need):
    other = SkillNeedFactory(project=churn, skill=need.skill, level=2)
    mine = row_of(other, level="3")
    assert "Somebody stated this meanwhile" in save(manager_client, mine)
    assert churn.needs.count() == 2


def test_a_form_sent_twice_changes_nothing_twice(manager_client, churn, need):
    SkillFactory(name="SQL")
    sent = [row_of(need, level="2"), row("SQL")]
    assert "1 added, 1 changed" in save(manager_client, *sent)
    assert "No need has changed." in save(manager_client, *sent)
    assert churn.needs.count() == 2


def test_places_changed_twice_are_changed_once(manager_client, churn, need):
    other = SkillNeedFactory(project=churn, skill=need.skill, level=2, people=5)
    sent = [row_of(need, level="2"), row_of(other, level="3")]
    assert "2 changed" in save(manager_client, *sent)
    assert "No need has changed." in save(manager_client, *sent)


def test_members_state_no_needs_by_any_way(member, churn):
    with pytest.raises(PermissionDenied):
        need_changes.save_needs(project=churn, rows=SentRows({}), by=member)


@pytest.mark.looks_again
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("changes", [{}, {"people": "2"}])
def test_clicks_at_once_make_one_row(changes):
    churn = ProjectFactory(name="Churn")
    SkillFactory(name="Python")
    max_ = sign_up("max", "Project managers")

    def send(number):
        mine = changes if number % 2 else {}
        try:
            return signed_in(max_).post(NEEDS, rows(row("Python", **mine))).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(send, range(4)))
    assert churn.needs.count() == 1
    assert answers == ({302, 200} if changes else {302})
