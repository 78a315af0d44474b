"""Addresses of the list: what a sent form becomes, and neighbouring addresses."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from people.lists.addresses import Address
from people.lists.parameters import ParameterForm
from tests.factories import SkillFactory
from tests.people.pages import ask
from tests.thoroughness import examples


def address(query):
    return Address("/people/", QueryDict(query))


@pytest.mark.parametrize(
    ("sent", "canonical"),
    [
        ("add_skill=python&add_level=3", "?skill=python:3"),
        ("add_skill=python&add_level=1", "?skill=python"),
        ("add_skill=python", "?skill=python"),
        ("add_skill=&add_level=3&q=", ""),
        ("add_skill=&add_level=1&q=ann&free=", "?q=ann"),
        ("add_goal=sql&goal=python", "?goal=sql&goal=python"),
        ("skill=sql:2&add_skill=python&add_level=4", "?skill=sql:2&skill=python:4"),
        ("skill=sql&add_skill=sql", "?skill=sql"),
        ("add_skill=python&add_level=9", "?skill=python"),
    ],
)
def test_sent_form_leads_to_an_address_to_share(sent, canonical, member_client):
    response = member_client.get(f"/people/?{sent}")
    assert response.status_code == 302
    assert response["Location"] == f"/people/{canonical}"


@pytest.mark.parametrize("query", ["", "skill=python:3", "skill=python&page=2", "x=1"])
def test_canonical_address_is_answered_at_once(query, member_client):
    SkillFactory(name="Python")
    assert member_client.get(f"/people/?{query}").status_code == 200


pairs = st.tuples(
    st.sampled_from(("q", "skill", "add_skill", "add_level", "add_goal", "page", "x")),
    st.one_of(st.sampled_from(("", "python", "3", "sql:2")), st.text(max_size=9)),
)


@examples(200)
@given(st.lists(pairs, max_size=8))
def test_canonical_address_of_any_query_is_canonical(pairs):
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    form = ParameterForm({})
    canonical = Address("/people/", params).canonical(form)
    if canonical is not None:
        query = canonical.partition("?")[2]
        assert address(query).canonical(form) is None
        assert "add_" not in [name[:4] for name in QueryDict(query)]


def test_neighbouring_address_begins_on_the_first_page():
    assert address("team=a&page=7").without("team", "b") == "/people/?team=a"
    assert address("page=7").with_value("free", 20) == "/people/?free=20"


def test_one_value_is_taken_away_and_its_neighbours_stay():
    found = address("team=a&team=b&skill=a").without("team", "a")
    assert found == "/people/?team=b&skill=a"


def test_one_value_is_replaced_in_its_place():
    found = address("skill=a:2&skill=b").with_one_for_another("skill", "a:2", "a:3")
    assert found == "/people/?skill=a:3&skill=b"


def test_value_replaces_all_values_of_its_parameter():
    assert address("free=1&free=2&q=x").with_value("free", 9) == "/people/?q=x&free=9"


def test_values_are_quoted():
    assert address("q=a%26b%20c&team=x").without("team", "x") == "/people/?q=a%26b%20c"


def test_markup_in_an_address_stays_text(manager_client):
    html = ask(manager_client, "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
