"""Where a page shows some of many, it says of how many, and leads to the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.editing.pickers import MOST_OFFERED
from people.models import Level
from projects.directory.filters import MOST_LEADS
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.projects.life.life_pages import PLAN
from tests.text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", team=TeamFactory(name="Data"))


@pytest.fixture
def python():
    return SkillFactory(name="Python")


def skills_of_one(ana, python, manager):
    for _ in range(9):
        ExpertiseFactory(person=ana)


def goals_of_one(ana, python, manager):
    LearningGoalFactory.create_batch(5, person=ana)


def holders(ana, python, manager):
    ExpertiseFactory.create_batch(27, skill=python, level=Level.EXPERT)


def wishes(ana, python, manager):
    LearningGoalFactory.create_batch(9, skill=python)


def demands(ana, python, manager):
    SkillNeedFactory.create_batch(9, skill=python)


def near(ana, python, manager):
    others = SkillFactory.create_batch(9)
    for _ in range(3):
        person = PersonFactory()
        for skill in (python, *others):
            ExpertiseFactory(person=person, skill=skill)
    PersonFactory.create_batch(3)


def neighbours(ana, python, manager):
    ExpertiseFactory(person=ana, skill=python)
    ExpertiseFactory.create_batch(8, skill=python)


def namesakes(ana, python, manager):
    PersonFactory.create_batch(8, name="Ana Silva")


def bookable(ana, python, manager):
    ProjectFactory(name="Churn", status="active")
    PersonFactory.create_batch(30)


def openings(ana, python, manager):
    ProjectFactory.create_batch(30, status="active")


def leads(ana, python, manager):
    for _ in range(MOST_LEADS + 2):
        ProjectFactory(lead=PersonFactory())


def offered(ana, python, manager):
    people = PersonFactory.create_batch(MOST_OFFERED + 1)
    for person in people:
        ProjectFactory(lead=person)


def overbooked(ana, python, manager):
    for _ in range(7):
        person = PersonFactory(capacity=10)
        AssignmentFactory(person=person, starts_on=timezone.localdate(), ends_on=None)


def past_their_end(ana, python, manager):
    yesterday = timezone.localdate() - timedelta(days=1)
    ProjectFactory.create_batch(7, status="active", ends_on=yesterday)


def without_outcome(ana, python, manager):
    ProjectFactory.create_batch(7, status="closed")


def missing(ana, python, manager):
    SkillNeedFactory.create_batch(9, project=ProjectFactory(status="active"))


def new_on_a_list(ana, python, manager):
    SavedSearchFactory(owner=manager, key="mine", name="Mine")
    PersonFactory.create_batch(29)


def projects_of_a_name(ana, python, manager):
    ProjectFactory.create_batch(7, name="Churn")


ALL_EXPERTS = 'href="/people/?skill=python:3&amp;sort=free"'
PLACES = [
    (skills_of_one, "/people/", "all 9", 'href="/people/ana/#skills"'),
    (goals_of_one, "/people/", "and 2 more", 'href="/people/ana/"'),
    (skills_of_one, "/people/ana/", "and 4 more", 'href="#skills"'),
    (goals_of_one, "/people/ana/", "and 2 more", 'href="#goals"'),
    (
        neighbours,
        "/people/ana/",
        "see all who share a skill",
        'href="/people/?skill=python&amp;match=any"',
    ),
    (
        holders,
        "/skills/python/",
        "The first 25 of 27",
        'href="/people/?skill=python:4"',
    ),
    (holders, "/skills/python/", "6 of 27, see all", ALL_EXPERTS),
    (wishes, "/skills/python/", "All 9 in the people list", "?goal=python"),
    (demands, "/skills/python/", "All 9 projects", "?skill=python"),
    (near, "/skills/python/", "Show 1 more", 'id="more-near"'),
    (
        namesakes,
        "/people/compare/?find=ana+silva",
        "The first 6 of 8",
        'href="/people/?q=ana%20silva"',
    ),
    (
        bookable,
        "/projects/churn/book/",
        "The first 25 of 32",
        'href="/projects/churn/candidates/"',
    ),
    (openings, "/people/ana/book/", "The first 25 of 30: search for", 'name="q"'),
    (leads, "/projects/", f"The {MOST_LEADS} who lead most of these, of 102", "lead"),
    (offered, "/projects/new/", "the first 300 of 301 names", 'id="lead-names"'),
    (openings, "/projects/", "30 found", 'href="?page=2"'),
    (overbooked, "/", "Over-booked now 5 of 7", 'href="/availability/conflicts/"'),
    (past_their_end, "/", "5 of 7", "&amp;status=active&amp;sort=ends"),
    (without_outcome, "/", "5 of 7", 'href="/projects/?status=closed&amp;sort=-ends"'),
    (missing, "/", "and 4 more", 'href="/projects/'),
    (missing, "/projects/", "and 3 more", 'href="/projects/'),
    (new_on_a_list, "/searches/mine/", "And 6 more: open the list", "/people/"),
]


@pytest.mark.parametrize(
    ("fill", "path", "words", "way"),
    PLACES,
    ids=[f"{fill.__name__} {path}" for fill, path, *_ in PLACES],
)
def test_a_page_says_how_many_more_there_are(
    fill, path, words, way, ana, python, manager, manager_client
):
    fill(ana, python, manager)
    page = manager_client.get(path)
    assert words in text_of(page)
    assert way in page.content.decode()


def test_a_name_of_many_projects_leads_to_all(manager_client):
    ProjectFactory.create_batch(7, name="Churn")
    page = manager_client.post("/projects/new/", {**PLAN, "name": "Churn"})
    assert "and, of 7 in all, others" in text_of(page)
    assert 'href="/projects/?q=Churn"' in page.content.decode()


def test_a_name_of_many_people_says_how_many(manager_client):
    PersonFactory.create_batch(6, name="Ana Silva")
    sent = {**PLAN, "lead": "Ana Silva"}
    page = text_of(manager_client.post("/projects/new/", sent))
    assert "or one of 2 more" in page


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("/projects/churn/book/", "x" * 201, "at most 200 letters, these are 201"),
        ("/people/ana/book/", "x" * 201, "at most 200 letters, these are 201"),
        ("/projects/churn/book/", "w " * 21, "write at most 20 words, these are 21"),
        ("/people/ana/book/", "…", "“…”: write letters or digits"),
        ("/people/", "x" * 201, "xxx…”"),
        ("/projects/", "x" * 201, "200 characters"),
        ("/skills/", "x" * 201, "200 characters"),
    ],
)
def test_what_is_too_long_is_said(path, text, words, ana, manager_client):
    ProjectFactory(name="Churn")
    page = text_of(manager_client.get(path, {"q": text}))
    assert words in page
    assert 'href="/projects/churn/book/ana/"' not in page


@pytest.mark.parametrize("path", ["/projects/churn/book/", "/people/ana/book/"])
def test_booking_says_what_it_corrects(path, ana, manager_client):
    ProjectFactory(name="Churn", status="active")
    page = text_of(manager_client.get(path, {"q": "chrun"}))
    assert "Nothing here says “chrun”; shown instead: churn." in page


@pytest.mark.parametrize(
    ("years", "words"), [(1, "project’s days"), (3, "project’s next two years")]
)
@pytest.mark.parametrize("page", ["book", "candidates"])
def test_a_project_of_many_years_is_looked_at_for_two(
    years, words, page, ana, manager_client
):
    ends_on = timezone.localdate() + timedelta(days=366 * years)
    ProjectFactory(name="Churn", status="active", ends_on=ends_on)
    assert words in text_of(manager_client.get(f"/projects/churn/{page}/"))


def test_ticks_beyond_twenty_are_kept(manager_client):
    slugs = [f"p{number}" for number in range(30)]
    page = manager_client.get("/people/", {"compare": slugs}).content.decode()
    assert 'name="compare" value="p29"' in page
