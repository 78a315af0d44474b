"""Absence, joining and leaving on every page that tells of free time, in one wording.

The day is Friday, 27 November 2026.
"""

import re
from datetime import UTC, date, datetime

import pytest

from people.models import SavedSearch
from people.searches.mail import notify
from tests.factories import (
    AbsenceFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.people.pages import listed
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

BACK = "100 % free from 21 Dec (away until 18 Dec)"
JOINS = "Joins 6 Jan 2027: 100 % free from then"
LEAVES = "100 % free when here: leaves on 2 Dec, here 4 of 20 days"
SEPTEMBER = "from=2026-09-01&to=2026-09-25"


@pytest.fixture
def friday(time_machine):
    time_machine.move_to(datetime(2026, 11, 27, 10, tzinfo=UTC), tick=False)


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture(autouse=True)
def crew(python):
    """Somebody away, somebody to come and somebody to go; all could do it."""
    away = PersonFactory(name="Away")
    days = {"starts_on": date(2026, 11, 26), "ends_on": date(2026, 12, 18)}
    AbsenceFactory(person=away, **days)
    crew = [
        away,
        PersonFactory(name="Joins", joined_on=date(2027, 1, 6)),
        PersonFactory(name="Leaves", left_on=date(2026, 12, 2)),
    ]
    for person in crew:
        ExpertiseFactory(person=person, skill=python, level=3)
    return crew


@pytest.fixture
def project(python):
    days = {"starts_on": date(2026, 11, 30), "ends_on": date(2026, 12, 23)}
    project = ProjectFactory(name="Churn", **days)
    SkillNeedFactory(project=project, skill=python, level=3)
    return project


@pytest.mark.parametrize(
    "path",
    [
        "/people/",
        "/people/?sort=-free",
        "/people/compare/?person=away&person=joins&person=leaves",
        "/skills/python/",
    ],
)
def test_every_list_says_the_same(path, manager_client):
    page = text_of(manager_client.get(path))
    assert [words for words in (BACK, JOINS, LEAVES) if words not in page] == []


@pytest.mark.parametrize(
    ("slug", "words"), [("away", BACK), ("joins", JOINS), ("leaves", LEAVES)]
)
def test_profile_says_it_too(slug, words, manager_client):
    page = text_of(manager_client.get(f"/people/{slug}/"))
    assert words in page
    assert "free now" not in page


def card(client, slug, query=""):
    page = client.get(f"/projects/churn/candidates/{query}").content.decode()
    parts = page.split('<tbody class="candidate" ')[1:]
    html = next(one for one in parts if f'data-person="{slug}"' in one)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_candidates_say_how_much_of_the_project_is_missing(project, manager_client):
    away = card(manager_client, "away")
    assert f"100 % free when here: away 15 of 18 days; {BACK}" in away
    words = "100 % free when here: leaves on 2 Dec, here 3 of 18 days"
    assert words in card(manager_client, "leaves")
    joins = JOINS.replace("Joins", "joins")
    assert f"0 % free in the whole period; {joins}" in card(manager_client, "joins")


@pytest.mark.parametrize(
    ("slug", "points"), [("away", 25 * 3 / 18), ("joins", 0), ("leaves", 25 * 3 / 18)]
)
def test_points_count_the_days_present(slug, points, project, manager_client):
    cards = manager_client.get("/projects/churn/candidates/").context["list"].page
    [found] = [one for one in cards.object_list if one.person.slug == slug]
    assert found.points.availability == pytest.approx(points)


def test_filter_leaves_out_who_is_to_come(manager_client):
    assert listed(manager_client, "free=50") == ["away", "leaves"]
    after = "free=50&from=2027-01-06&to=2027-01-29"
    assert listed(manager_client, after) == ["away", "joins"]
    across = "free=50&from=2026-12-21&to=2027-01-29"
    assert listed(manager_client, across) == ["away"]


def test_window_that_is_over_is_told_as_it_was(manager_client):
    page = text_of(manager_client.get(f"/people/?{SEPTEMBER}"))
    assert "100 % free, 1 Sep – 25 Sep" in page
    assert "free now" not in page


def test_nobody_is_mailed_of_who_is_to_come(admin):
    search = SavedSearchFactory(owner=admin, query="free=30", is_mailed=True)
    notify(site="https://x.example")
    told = SavedSearch.objects.get(pk=search.pk).told_people
    assert len(told) == 2


def test_planner_tells_weeks_before_and_after(manager_client):
    page = manager_client.get("/availability/").content.decode()
    cells = {
        slug: re.findall(r'<td class="planner__week[^>]*>(?:<a [^>]*>)?([^<]*)', rows)
        for slug, rows in re.findall(
            r'<tr data-person="(\w+)"(.*?)</tr>', page, re.DOTALL
        )
    }
    assert cells["joins"][:6] == ["not here yet"] * 6
    assert cells["leaves"][2:] == ["gone"] * 11
    assert cells["away"][1:4] == ["away"] * 3
