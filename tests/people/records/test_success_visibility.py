"""Who may not see success rates cannot find them out by asking.

Two organisations that differ in nothing but how other people's projects ended give a
member the same lists and pages of people, to the byte, whatever is asked. Pages of
skills and teams tell how projects ended, and no rate.
"""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.records.track_record import Outcome
from tests.people.directory.exports import body
from tests.people.pages import ask
from tests.text import text_of
from tests.thoroughness import examples
from tests.two_organisations import NAMES, answer, end_as, make_organisation

pytestmark = [
    pytest.mark.usefixtures("monday"),
    pytest.mark.django_db,
    pytest.mark.looks_again,
]
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
# Not home: it tells what ended around somebody, and how, as the project's page does.
PATHS = (
    *("/people/", "/people/", "/people/", "/people/me/", "/skills/"),
    *("/people/export.csv", "/people/export.csv", "/people/export.xlsx"),
    *(f"/people/{name}/" for name in NAMES),
    *(f"/people/{name}/history/" for name in NAMES),
)
pairs = st.sampled_from(sorted(MORE_PARAMETERS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(MORE_PARAMETERS[name]))
)
queries = st.lists(pairs, max_size=5).map(lambda found: urlencode(found, safe=":"))
outcomes = st.lists(st.sampled_from(["", *Outcome.values]), min_size=8, max_size=8)


@pytest.fixture
def others(member):
    return make_organisation(member)


def test_no_question_tells_a_member_how_others_projects_ended(others, member_client):
    @examples(150)
    @given(st.sampled_from(PATHS), queries, outcomes, outcomes, st.booleans())
    def holds(path, query, these, those, fragment):
        answers = []
        for values in (these, those):
            end_as(others, values)
            answers.append(answer(member_client, path, query, is_fragment=fragment))
        assert answers[0] == answers[1]

    holds()


def test_the_same_questions_do_tell_a_manager(others, manager_client):
    answers = []
    for outcome in ("in_use", "not_met"):
        end_as(others, [outcome] * 8)
        answers.append(answer(manager_client, "/people/"))
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


@pytest.mark.parametrize("path", ["/people/", "/people/export.csv", "/people/ann/"])
def test_the_rate_of_nobody_else_is_worked_out_for_a_member(
    path, others, member, member_client, monkeypatch
):
    asked = []
    for module, name in (("cards", "outcome_records"), ("export", "track_records")):
        monkeypatch.setattr(
            f"people.directory.{module}.{name}", lambda ids: asked.extend(ids) or {}
        )
    monkeypatch.setattr(
        "people.profiles.page.record_of", lambda ended: asked.append(ended)
    )
    body(member_client.get(path))
    assert set(asked) <= {member.person.pk}
