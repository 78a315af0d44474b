"""A project is opened under a name that another one has: on purpose only."""

import pytest

from projects.life.forms import namesakes_of
from projects.models import Project
from tests.factories import ProjectFactory
from tests.projects.life.life_pages import PLAN
from tests.text import text_of

pytestmark = pytest.mark.django_db
NEW = "/projects/new/"


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", status="active")


def send(client, **changes):
    return client.post(NEW, {**PLAN, **changes}, follow=True)


@pytest.mark.parametrize("name", ["Churn", "churn", " CHURN "])
def test_a_name_that_is_taken_is_told_with_a_link(name, manager_client, churn):
    response = send(manager_client, name=name)
    assert "There is Churn (active). Give yours another name, or:" in text_of(response)
    assert '<a href="/projects/churn/">Churn</a>' in response.content.decode()
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("here", "typed"),
    [("Children’s index", "Children's Index"), ("Weiß-Gerber", "weiss gerber")],
)
def test_a_name_written_otherwise_is_taken_too(here, typed):
    assert namesakes_of(typed) == []
    project = ProjectFactory(name=here)
    assert namesakes_of(typed) == [project]


def test_what_was_typed_stays(manager_client, churn):
    html = send(manager_client, summary="Who leaves?").content.decode()
    assert "Who leaves?" in html
    assert 'aria-invalid="true"' in html
    assert '<input type="checkbox" name="same_name"' in html


def test_the_same_name_may_be_meant(manager_client, churn):
    response = send(manager_client, same_name="on")
    assert "The project is open." in text_of(response)
    assert Project.objects.filter(name="Churn").count() == 2


def test_sent_twice_on_purpose_it_is_opened_once(manager_client, churn):
    send(manager_client, same_name="on")
    send(manager_client, same_name="on")
    assert Project.objects.count() == 2


def test_a_new_name_is_not_asked_about(manager_client, churn):
    send(manager_client, name="Churn 2")
    assert "same_name" not in manager_client.get(NEW).content.decode()
    assert Project.objects.count() == 2


def test_the_live_ones_stand_first(manager_client, churn):
    ProjectFactory(name="CHURN", status="closed")
    text = text_of(send(manager_client))
    assert "There is Churn (active), CHURN (closed)." in text


def test_an_edited_project_keeps_its_name(manager_client, churn):
    ProjectFactory(name="Churn")
    html = manager_client.get("/projects/churn/edit/").content.decode()
    assert "same_name" not in html


@pytest.mark.parametrize("count", [3, 30])
def test_namesakes_take_one_query_for_3_as_for_30(count, django_assert_num_queries):
    ProjectFactory.create_batch(count, name="Churn")
    with django_assert_num_queries(1):
        assert len(namesakes_of("churn")) == count
