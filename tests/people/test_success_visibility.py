"""Who may not see success rates cannot find them out by asking.

Two organisations that differ in nothing but how other people's projects ended give a
member the same pages to the byte, whatever is asked.
"""

import re
from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from people.models import Person
from people.track_record import Outcome
from projects.models import Project
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.exports import body
from tests.people.pages import ask
from tests.properties import examples
from tests.text import text_of

pytestmark = pytest.mark.django_db
NAMES = ("ann", "ben", "cyd", "dan")
MORE_PARAMETERS = {
    "q": ("python", "project", "an", "pythn", "zzz"),
    "skill": ("python", "python:3", "sql:4", "nothing"),
    "match": ("all", "any"),
    "goal": ("sql", "python"),
    "free": ("10", "50", "100", "0"),
    "from": ("2026-03-09", "2026-06-01"),
    "to": ("2026-04-01", "2025-01-01"),
    "team": ("data", "none"),
    "location": ("lisbon",),
    "tz": ("Europe/London", "Asia/Kolkata"),
    "overlap": ("1", "4"),
    "success": ("0", "1", "50", "80", "100", "-1", "x", ""),
    "judged": ("1", "2", "3", "5", "x"),
    "project": ("project-0", "project-1", "own"),
    "outcome": Outcome.values,
    "sort": (
        *("name", "level", "free", "success", "confirmed"),
        *("-name", "-level", "-free", "-success", "-confirmed", "outcome"),
    ),
    "page": ("1", "2"),
    "lead": NAMES,
}
PATHS = (
    *("/people/", "/people/", "/people/", "/people/me/", "/", "/skills/"),
    *("/people/export.csv", "/people/export.csv", "/people/export.xlsx"),
    *("/skills/python/", *(f"/people/{name}/" for name in NAMES)),
    *(f"/people/{name}/history/" for name in NAMES),
)
VARYING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"', re.IGNORECASE
)
pairs = st.sampled_from(sorted(MORE_PARAMETERS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(MORE_PARAMETERS[name]))
)
queries = st.lists(pairs, max_size=5).map(lambda found: urlencode(found, safe=":"))
outcomes = st.lists(st.sampled_from(["", *Outcome.values]), min_size=8, max_size=8)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def others(member):
    """Eight closed projects, each with two of four people, and one of the member."""
    team, place = TeamFactory(name="Data"), LocationFactory(name="Lisbon")
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    people = [
        PersonFactory(name=name.title(), team=team, location=place) for name in NAMES
    ]
    for level, person in enumerate(people, 1):
        ExpertiseFactory(person=person, skill=python, level=level)
        LearningGoalFactory(person=person, skill=sql)
    own = ProjectFactory(name="Own", status="closed", outcome="in_use")
    AssignmentFactory(project=own, person=member.person, skills=[python])
    return [past_project(number, people, python) for number in range(8)]


def past_project(number, people, skill):
    lead, colleague = people[number % 4], people[(number // 2 + 1) % 4]
    project = ProjectFactory(name=f"Project {number}", status="closed", lead=lead)
    for person in {lead, colleague}:
        AssignmentFactory(
            project=project, person=person, ends_on=date(2026, 2, 1), skills=[skill]
        )
    return project


def end_as(projects, values):
    for project, outcome in zip(projects, values, strict=True):
        Project.objects.filter(pk=project.pk).update(outcome=outcome)
    # What a spreadsheet stated is no more for everybody than what was counted.
    stated = 10 * values.count("in_use")
    Person.objects.filter(slug__in=NAMES).update(stated_success=stated)


def answer(client, path, query, *, fragment):
    headers = {"HX-Request": "true"} if fragment else {}
    response = client.get(path, QUERY_STRING=query, headers=headers)
    location = response.get("Location", "")
    return response.status_code, location, VARYING.sub(b"", body(response))


def test_no_question_tells_a_member_how_others_projects_ended(others, member_client):
    @examples(150)
    @given(st.sampled_from(PATHS), queries, outcomes, outcomes, st.booleans())
    def holds(path, query, these, those, fragment):
        answers = []
        for values in (these, those):
            end_as(others, values)
            answers.append(answer(member_client, path, query, fragment=fragment))
        assert answers[0] == answers[1]

    holds()


def test_the_same_questions_do_tell_a_manager(others, manager_client):
    answers = []
    for outcome in ("in_use", "not_met"):
        end_as(others, [outcome] * 8)
        answers.append(answer(manager_client, "/people/", "", fragment=False))
    assert answers[0] != answers[1]


@pytest.mark.parametrize(
    "query",
    [
        *("success=80", "success=0", "success=100&judged=1", "success=80&sort=name"),
        *("sort=success", "sort=-success", "sort=success&success=50&q=ann"),
    ],
)
def test_a_member_who_asks_by_success_gets_a_message_and_nobody(
    query, others, member_client
):
    page = ask(member_client, query)
    assert page.people == []
    assert page.total == 0
    assert "success rates are seen by project managers only" in page.html


@pytest.mark.parametrize("part", ['name="success"', 'value="success"', "Success rate"])
def test_a_member_is_offered_no_filter_and_no_order_by_success(
    part, others, member_client, manager_client
):
    assert part not in ask(member_client, "").html
    assert part in ask(manager_client, "").html


def test_a_member_sees_the_own_success_rate_and_no_other(others, member_client):
    assert "1 of 1 judged project" in text_of(member_client.get("/people/mia-member/"))
    assert "judged" not in text_of(member_client.get("/people/ann/"))


def test_where_everybody_may_see_them_a_member_may_ask(others, member_client, settings):
    settings.DIRECTORY = settings.DIRECTORY | {"SUCCESS_RATE_VISIBLE_TO": "everyone"}
    end_as(others, ["in_use"] * 8)
    assert "ann" in ask(member_client, "success=80&judged=1&sort=success").people


# Projects: how one ended is its own fact, but not a way to its people


def test_how_a_project_ended_is_shown_to_members(others, member_client):
    end_as(others, ["not_met"] * 8)
    text = text_of(member_client.get("/projects/project-0/"))
    assert "Finished, criteria not met" in text
    assert "judged" not in text


def test_outcomes_can_be_asked_for_without_a_lead(others, member_client):
    end_as(others, ["not_met"] * 8)
    html = member_client.get("/projects/?outcome=not_met").content.decode()
    assert 'data-total="8"' in html
    assert 'data-facet="lead"' not in html


@pytest.mark.parametrize("outcome", ["in_use", "not_met"])
def test_a_member_cannot_count_how_the_projects_of_a_lead_ended(
    outcome, others, member_client
):
    query = urlencode({"lead": "ann", "outcome": outcome}, quote_via=quote)
    html = member_client.get(f"/projects/?{query}").content.decode()
    assert 'data-total="0"' in html
    assert "ended is seen by project managers only" in html
    facets = member_client.get("/projects/?lead=ann").content.decode()
    assert 'data-facet="outcome"' not in facets


def test_a_manager_can(others, manager_client):
    end_as(others, ["not_met"] * 8)
    page = manager_client.get("/projects/?lead=ann&outcome=not_met").content.decode()
    assert 'data-total="2"' in page
    assert 'data-facet="outcome"' in page


def test_a_member_can_ask_about_projects_of_the_own(others, member, member_client):
    Project.objects.update(lead=member.person, outcome="in_use")
    url = "/projects/?lead=mia-member&outcome=in_use"
    assert 'data-total="9"' in member_client.get(url).content.decode()
