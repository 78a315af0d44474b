"""Nothing that comes in a query string makes a page fail."""

from datetime import date
from urllib.parse import quote

import pytest
from django.urls import Resolver404, resolve
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.people.exports import body
from tests.properties import examples

PATHS = (
    "/",
    "/people/",
    "/people/ann/",
    "/people/nobody/",
    "/people/me/",
    "/people/compare/",
    "/people/export.csv",
    "/people/export.xlsx",
    "/skills/",
    "/skills/python/",
    "/projects/",
    "/projects/churn/",
    "/availability/",
    "/availability/conflicts/",
    "/availability/soon/",
    "/projects/churn/book/",
    "/projects/churn/book/ann/",
    "/people/ann/book/",
    "/projects/new/",
    "/projects/churn/shortlist/",
    "/people/ann/shortlist/",
    "/searches/",
    "/projects/churn/needs/",
    "/projects/fraud/candidates/",
)
NAMES = (
    *("q", "skill", "match", "goal", "free", "from", "to", "team", "location", "tz"),
    *("overlap", "success", "judged", "project", "sort", "page", "add_skill"),
    *(
        "add_level",
        "add_goal",
        "status",
        "needs",
        "lead",
        "outcome",
        "category",
        "kind",
    ),
    *("person", "only", "find", "compare"),
    *("percent", "weight_skills", "weight_availability", "weight_growth", "fit"),
    *("skill[]", "x", "", "__class__", "q__gt", "sort[0]", "next", "\N{SNOWMAN}"),
    *("percent", "role", "learns"),
)
# Already quoted: what the wire brings.
HOSTILE = (
    *("", "%00", "a%00b", "%", "%zz", "%ff%fe", "%ED%A0%80", "%C3%28", "%E2%80%AE"),
    *("-1", "0", "101", "1e9", "1e999", "nan", "inf", "-inf", "%2B5", "0x10", "1_0"),
    *("9" * 30, "9" * 5000, "99999999999", "2147483648", "9223372036854775808"),
    *("--name", "-", "level", "-level", "success", "-success", "password", "user__id"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "2026-13-01", "2100-12-31", "today"),
    *("..%2Fetc", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "Europe%2FLondon"),
    *("Europe%2F", "UTC", "localtime", "posixrules", "Etc%2FGMT-14", "Factory"),
    *(
        "python",
        "python:3",
        "python:5",
        "python:",
        ":3",
        ":",
        "python:3:3",
        "python:%D9%A3",
    ),
    *("ann", "churn", "data", "lisbon", "abc", "all", "any", "ALL", "None", "null"),
    *(
        "'%20OR%201=1--",
        "%27%3B%20DROP%20TABLE%20people_person%3B--",
        "%25",
        "_",
        "%5C",
    ),
    *("<script>alert(1)</script>", "%22%3E%3Cimg%20src=x>", "{{7*7}}", "%7B%25"),
    *("%F0%9F%98%80", "%D7%A9%D7%9C%D7%95%D7%9D", "%EF%BF%BF", "%C4%B0", "%E1%BA%9E"),
    *("a" * 10_000, "%F0%9F%98%80" * 900, "a%20" * 3000, "%20", "%0D%0AX:y", "%09"),
    *("R", "C%2B%2B", "c%23", "++", "%2B%2B%2B%2B%2B", "%23%23%23%23", "(((("),
)
values = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(HOSTILE),
    st.text(max_size=40).map(lambda text: quote(text, errors="replace")),
    st.integers().map(str),
    st.dates().map(date.isoformat),
)
pairs = st.tuples(st.sampled_from([quote(name) for name in NAMES]), values)
query_strings = st.one_of(
    st.lists(pairs.map("=".join), max_size=6).map("&".join),
    st.tuples(pairs, st.integers(2, 60)).map(
        lambda p: "&".join(["=".join(p[0])] * p[1])
    ),
    st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")),
)


@pytest.fixture
def rows(db):
    ann = PersonFactory(
        name="Ann",
        team=TeamFactory(name="Data"),
        location=LocationFactory(name="Lisbon"),
    )
    python = SkillFactory(name="Python")
    ExpertiseFactory(person=ann, skill=python)
    LearningGoalFactory(person=PersonFactory(name="Ben"), skill=python)
    churn = ProjectFactory(name="Churn", status="closed", outcome="in_use", lead=ann)
    AssignmentFactory(person=ann, project=churn)
    fraud = ProjectFactory(name="Fraud", status="staffing", lead=ann)
    SkillNeedFactory(project=fraud, skill=python, welcomes_learner=True)


def is_page(path):
    try:
        return resolve(path)
    except Resolver404:
        return False


STAFFING = ("/new/", "/needs/", "/shortlist/", "/candidates/")


def expected(path, reader):
    """The statuses of an answer: a file cannot say what is wrong, but a status can."""
    if "nobody" in path:
        return (404,)
    is_staffing = "/book/" in path or path.endswith(STAFFING)
    if is_staffing and reader == "member":
        return (403,)
    return (200, 301, 302, 400) if "export" in path else (200, 301, 302)


@pytest.mark.parametrize("reader", ["manager", "member"])
def test_no_query_string_makes_a_page_fail(reader, rows, request):
    client = request.getfixturevalue(f"{reader}_client")
    paths = [path for path in PATHS if is_page(path)]

    @examples(1_000)
    @given(st.sampled_from(paths), query_strings)
    def holds(path, query):
        response = client.get(path, QUERY_STRING=query)
        assert response.status_code in expected(path, reader)
        body(response)

    holds()


@pytest.mark.parametrize("name", ["percent", "weight_skills", "weight_growth", "fit"])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_parameter_of_the_ranking_makes_candidates_fail(
    name, value, rows, manager_client
):
    path = "/projects/fraud/candidates/"
    response = manager_client.get(path, QUERY_STRING=f"{name}={value}")
    assert response.status_code == 200


@pytest.mark.parametrize("query", [f"{name}=%00" for name in NAMES[:16]])
def test_zero_bytes_are_answered_with_a_page(query, rows, manager_client):
    response = manager_client.get("/people/", QUERY_STRING=query)
    assert response.status_code == 200
