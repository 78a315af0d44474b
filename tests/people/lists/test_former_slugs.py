"""What was renamed or merged is found under its old slugs, wherever it is named."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from people.lists.former_slugs import by_slug, renamed
from people.lists.vocabulary import vocabulary
from people.models import FormerTeamSlug, Person, Skill, Team
from people.skills.merging import merge_skills
from skillsdir.site.old_addresses import ROWS
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def rename(row, slug):
    """However it is written: here past everything that Django does when it saves."""
    type(row)._base_manager.filter(pk=row.pk).update(slug=slug)
    row.slug = slug
    return row


def current(*slugs):
    return renamed(Team.objects.all(), slugs)


# What leads where


@pytest.mark.parametrize(
    "factory",
    [
        *(TeamFactory, LocationFactory, SkillCategoryFactory, SkillFactory),
        *(PersonFactory, ProjectFactory),
    ],
)
def test_whatever_has_a_slug_is_known_by_its_former_ones(factory):
    row = rename(rename(factory(slug="first"), "second"), "third")
    found = renamed(type(row).objects.all(), ["first", "second", "third"])
    assert found == {"first": "third", "second": "third"}


def test_an_edit_that_leaves_the_slug_leaves_no_trace():
    TeamFactory(name="Data").save()
    assert not FormerTeamSlug.objects.exists()


def test_who_has_the_slug_now_wins():
    rename(TeamFactory(slug="data"), "insight")
    TeamFactory(slug="data")
    assert current("data") == {}


def test_given_back_a_slug_is_no_former_one():
    rename(rename(TeamFactory(slug="data"), "insight"), "data")
    assert current("data", "insight") == {"insight": "data"}


def test_two_that_swap_their_slugs_lead_nowhere_else():
    one, other = TeamFactory(slug="one"), TeamFactory(slug="other")
    for row, slug in ((one, "none"), (other, "one"), (one, "other")):
        rename(row, slug)
    assert current("one", "other", "none") == {"none": "other"}


def test_of_several_former_bearers_the_last_one_is_meant():
    rename(TeamFactory(slug="data"), "insight")
    rename(TeamFactory(slug="data"), "analysis")
    assert current("data") == {"data": "analysis"}


def test_what_goes_takes_its_former_slugs_along():
    team = rename(TeamFactory(slug="data"), "insight")
    Team.objects.filter(pk=team.pk)._raw_delete("default")
    assert not FormerTeamSlug.objects.exists()


def test_one_slug_is_of_one_row_alone():
    FormerTeamSlug.objects.create(slug="data", row=TeamFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerTeamSlug.objects.create(slug="data", row=TeamFactory())


def test_nobody_is_given_an_old_address_by_chance():
    rename(PersonFactory(name="Ana Silva"), "ana-santos")
    assert PersonFactory(name="Ana Silva").slug == "ana-silva-2"


def test_a_row_may_have_its_own_old_address_back():
    ana = rename(PersonFactory(name="Ana Silva"), "ana-santos")
    ana.slug = ""
    ana.save()
    assert ana.slug == "ana-silva"


@pytest.mark.parametrize("slug", ["", "\0", "a b", "é", "x" * 81])
def test_what_cannot_be_a_slug_is_nobodys(slug):
    assert (current(slug), by_slug(Team.objects.all(), [slug])) == ({}, {})


# Merged skills


@pytest.fixture
def merged(admin):
    """Keras went into TensorFlow, and that into Deep learning."""
    keras, flow, deep = (
        SkillFactory(name=name) for name in ("Keras", "TensorFlow", "Deep learning")
    )
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill=keras, level=3)
    LearningGoalFactory(person=PersonFactory(name="Ben"), skill=flow)
    merge_skills(keep=flow, lose=keras, by=admin)
    merge_skills(keep=deep, lose=flow, by=admin)
    return deep


def test_merged_skills_lead_to_what_they_have_become(merged):
    found = renamed(Skill.objects.all(), ["keras", "tensorflow"])
    assert found == dict.fromkeys(["keras", "tensorflow"], "deep-learning")


def test_the_history_tells_a_merged_skill_by_its_name(merged, manager_client):
    page = manager_client.get("/people/ann/history/").content.decode()
    assert "added Keras (now Deep learning) at Practitioner" in page
    assert "changed the skill from Keras (now Deep learning) to TensorFlow" in page


# Pages


@pytest.fixture
def old(merged, manager):
    """One row of each kind, all with the slug `old` before."""
    team = rename(TeamFactory(slug="old"), "now")
    place = rename(LocationFactory(slug="old"), "now")
    ann = Person.objects.get(slug="ann")
    rename(SkillFactory(slug="old"), "now")
    rename(SkillCategoryFactory(slug="old"), "now")
    rename(rename(ann, "old"), "now")
    Person.objects.filter(pk=ann.pk).update(team=team, location=place)
    project = ProjectFactory(slug="old", lead=ann)
    return rename(project, "now")


PAGES = """
/people/old/                          /people/now/
/people/old/?a=b&c=%20                /people/now/?a=b&c=%20
/people/old/history/                  /people/now/history/
/people/old/book/?q=x                 /people/now/book/?q=x
/people/old/shortlist/?project=old    /people/now/shortlist/?project=old
/people/old/endorse/keras/            /people/now/endorse/deep-learning/
/people/now/endorse/keras/            /people/now/endorse/deep-learning/
/skills/keras/                        /skills/deep-learning/
/skills/old/                          /skills/now/
/projects/old/                        /projects/now/
/projects/old/history/                /projects/now/history/
/projects/old/candidates/?free=50     /projects/now/candidates/?free=50
/projects/old/edit/                   /projects/now/edit/
/projects/old/needs/                  /projects/now/needs/
/projects/old/close/                  /projects/now/close/
/projects/old/shortlist/              /projects/now/shortlist/
/projects/old/book/                   /projects/now/book/
/projects/old/book/old/?percent=20    /projects/now/book/now/?percent=20
/people/?skill=keras                  /people/?skill=deep-learning
/people/?skill=keras:3&free=50&page=2 /people/?skill=deep-learning:3&free=50&page=2
/people/?skill=keras&skill=tensorflow /people/?skill=deep-learning
/people/?goal=tensorflow&sort=-name   /people/?goal=deep-learning&sort=-name
/people/?team=old&location=old        /people/?team=now&location=now
/people/?project=old                  /people/?project=now
/people/?team=old&team=nothing        /people/?team=now&team=nothing
/people/export.csv?skill=keras        /people/export.csv?skill=deep-learning
/people/compare/?person=old&free=50   /people/compare/?person=now&free=50
/people/compare/?project=old          /people/compare/?project=now
/availability/?team=old               /availability/?team=now
/skills/?category=old                 /skills/?category=now
/skills/matrix/?columns=category:old  /skills/matrix/?columns=category:now
/skills/matrix/?columns=needs:old     /skills/matrix/?columns=needs:now
/skills/matrix/?show=keras&team=old   /skills/matrix/?show=deep-learning&team=now
/projects/?skill=old&team=old         /projects/?skill=now&team=now
/projects/?lead=old                   /projects/?lead=now
/projects/now/candidates/?skill=old   /projects/now/candidates/?skill=now
"""


@pytest.mark.parametrize("line", PAGES.strip().splitlines())
def test_an_old_address_leads_to_the_one_of_today(line, old, manager_client):
    before, now = line.split()
    response = manager_client.get(before)
    assert (response.status_code, response.url) == (302, now)
    assert manager_client.get(now).status_code == 200


def test_every_address_with_a_slug_says_what_it_is_of():
    """A new kind of address needs a line in `ROWS` to be led on from."""
    named = re.compile(r"(\w+)/<(\w+):(?:slug|person|skill)>")
    slugs = named.findall(" ".join(routes(get_resolver().url_patterns)))
    assert len(slugs) > 30
    assert {word for word, _ in slugs} == set(ROWS)
    assert {converter for _, converter in slugs} == {"slug"}


def routes(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern)
        inner = getattr(one, "url_patterns", None)
        yield from [route] if inner is None else routes(inner, route)


def test_what_is_sent_to_an_old_address_is_sent_on(old, manager_client):
    response = manager_client.post("/projects/old/edit/", {"name": ""})
    assert (response.status_code, response.url) == (307, "/projects/now/edit/")


def test_a_form_of_before_a_merge_is_understood(merged, member, member_client):
    sent = {"skill": "keras", "level": "3"}
    member_client.post("/people/me/skills/", sent)
    assert member.person.expertise.get().skill == merged


def test_a_booking_is_asked_for_by_skills_of_before(merged, manager_client):
    ProjectFactory(name="Churn")
    page = manager_client.get("/projects/churn/book/ann/?skill=keras&learns=keras")
    asked = page.context["page"]
    assert (asked.form.initial["skills"], asked.problems) == ([merged], ["learns"])


def test_a_shortlist_is_asked_for_by_a_project_of_before(old, manager_client):
    page = manager_client.get("/people/now/shortlist/?project=old")
    assert b'value="now" selected' in page.content
    manager_client.post("/people/now/shortlist/", {"project": "old"})
    assert old.shortlist.count() == 1


@pytest.mark.parametrize("address", ["/people/old/", "/people/compare/?person=old"])
def test_who_left_is_not_told_by_an_old_address(address, old, manager_client):
    Person.objects.filter(slug="now").update(left_on="2020-01-01")
    response = manager_client.get(address)
    assert response.status_code in (200, 404)
    assert "/people/now/" not in response.content.decode()


def test_who_left_still_leads_under_an_old_slug(old, manager_client):
    Person.objects.filter(slug="now").update(left_on="2020-01-01")
    assert manager_client.get("/projects/?lead=old").url == "/projects/?lead=now"


def test_without_a_right_an_old_address_is_refused_as_ever(old, member_client):
    assert member_client.get("/projects/old/edit/").status_code == 403


def test_what_is_there_and_not_ones_own_is_not_led_anywhere(merged, member_client):
    rename(merged, "x")
    rename(merged, "deep-learning")
    assert member_client.get("/people/me/skills/deep-learning/").status_code == 404
    assert member_client.get("/people/me/skills/x/").url.endswith("/deep-learning/")


@pytest.mark.parametrize(
    "address", ["/people/ann/", "/people/?skill=python&team=data", "/projects/churn/"]
)
def test_addresses_of_today_cost_no_query_more(
    address, manager_client, django_assert_max_num_queries
):
    """None of their queries looks at former slugs, but the stamp of all names."""
    PersonFactory(name="Ann", team=TeamFactory(name="Data"))
    SkillFactory(name="Python")
    ProjectFactory(name="Churn")
    vocabulary()
    with django_assert_max_num_queries(15) as asked:
        assert manager_client.get(address).status_code == 200
    former = [one["sql"] for one in asked if "people_former" in one["sql"]]
    assert all(sql.startswith("SELECT count(*)") for sql in former)
