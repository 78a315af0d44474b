"""The catalogue: filters, facets, order."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.django_db


def get(client, path):
    return client.get(path).content.decode()


def listed(client, path):
    """The slugs of the skills on the page, in order, and the total it states."""
    page = get(client, path)
    total = int(re.search(r'id="results" data-total="(\d+)"', page)[1])
    return re.findall(r'<tr><th scope="row"><a href="/skills/([\w-]+)/"', page), total


def count_of(page, facet, value):
    found = re.search(
        rf'data-facet="{facet}" data-value="{value}" data-count="(\d+)"', page
    )
    return int(found[1])


@pytest.mark.parametrize(
    "query",
    [
        "q=python",
        "q=PYTH",
        "q=pyhton",
        "q=py3k",
        "category=languages",
        "kind=language",
        "has=goals",
        "has=demand",
    ],
)
def test_filter_keeps_what_matches_and_drops_the_rest(member_client, both, query):
    SkillAliasFactory(skill=both[0], name="py3k")
    LearningGoalFactory(skill=both[0])
    SkillNeedFactory(skill=both[0])

    assert listed(member_client, f"/skills/?{query}") == (["python"], 1)


def test_has_nobody_keeps_skills_without_people(member_client, both):
    yesterday = timezone.localdate() - timedelta(days=1)
    ExpertiseFactory(skill=both[0])
    ExpertiseFactory(skill=both[1], person__left_on=yesterday)

    assert listed(member_client, "/skills/?has=nobody") == (["forecasting"], 1)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("category=nosuch", "“nosuch” is not a category here"),
        ("kind=nosuch&kind=tool", "“nosuch” is not a kind here"),
        ("has=nosuch", "“nosuch”"),
        ("sort=nosuch", "“nosuch”"),
        ("q=" + "x" * 201, "200"),
    ],
)
def test_unknown_value_is_named_and_lists_nothing(member_client, both, query, named):
    page = get(member_client, f"/skills/?{query}")

    assert named in page
    assert 'data-total="0"' in page


def test_values_of_one_parameter_add_up(member_client, both):
    slugs, total = listed(member_client, "/skills/?kind=language&kind=method")

    assert (slugs, total) == (["python", "forecasting"], 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=language&category=languages", ["python"]),
        ("kind=language&category=methods", []),
        ("q=python&has=nobody", ["python"]),
        ("q=python&has=demand", []),
    ],
)
def test_parameters_narrow_each_other(member_client, both, query, expected):
    assert listed(member_client, f"/skills/?{query}") == (expected, len(expected))


def test_words_of_a_search_must_all_be_there(member_client, python):
    SkillFactory(name="Python packaging")

    assert listed(member_client, "/skills/?q=packaging+python")[0] == [
        "python-packaging"
    ]


def test_typo_is_told(member_client, python):
    assert "Nothing here says “pyhton”" in get(member_client, "/skills/?q=pyhton")


def test_inactive_skill_is_not_in_the_catalogue(member_client, python):
    SkillFactory(name="Flash", is_active=False)

    assert listed(member_client, "/skills/") == (["python"], 1)


def test_each_facet_counts_under_the_other_filters(member_client, both):
    page = get(member_client, "/skills/?category=languages")

    assert count_of(page, "category", "methods") == 1
    assert count_of(page, "kind", "method") == 0
    assert count_of(page, "has", "nobody") == 1


def test_chip_removes_exactly_its_value(member_client, both):
    page = get(member_client, "/skills/?kind=language&kind=method&q=p")

    assert 'data-chip="kind=language" href="/skills/?kind=method&amp;q=p"' in page


def test_empty_result_offers_what_helps(member_client, both):
    page = get(member_client, "/skills/?kind=language&category=methods")

    assert 'href="/skills/?kind=language">All categories' in page
    assert 'href="/skills/?category=methods">All kinds' in page


def test_empty_catalogue_says_how_to_fill_it(member_client):
    assert "There are no skills yet" in get(member_client, "/skills/")


def test_fragment_is_what_the_page_includes(member_client, both):
    fragment = member_client.get("/skills/", headers={"HX-Request": "true"})

    assert fragment.content.decode().strip() in get(member_client, "/skills/")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["python", "forecasting"]),
        ("-name", ["forecasting", "python"]),
        ("people", ["forecasting", "python"]),
        ("-people", ["python", "forecasting"]),
        ("wanted", ["forecasting", "python"]),
        ("-wanted", ["python", "forecasting"]),
        ("demand", ["forecasting", "python"]),
        ("-demand", ["python", "forecasting"]),
    ],
)
def test_sort(member_client, both, sort, expected):
    ExpertiseFactory(skill=both[1])
    LearningGoalFactory(skill=both[1])
    SkillNeedFactory(skill=both[1])

    assert listed(member_client, f"/skills/?sort={sort}")[0] == expected
