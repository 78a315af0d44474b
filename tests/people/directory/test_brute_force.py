"""The people list against an independent answer, over random questions."""

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.brute_force import DAY, answer, free_percent, those_who_pass
from tests.conftest import signed_in
from tests.organisations import organisations
from tests.people.directory.exports import exported
from tests.people.directory.questions import address, questions
from tests.people.pages import read
from tests.thoroughness import examples
from tests.world import load_world

NOW = datetime(2026, 3, 9, 10, tzinfo=UTC)
TODAY = NOW.date()
PEOPLE = 1_000


pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]


world = organisations(TODAY, lambda: load_world(TODAY), seeds=[7], people=PEOPLE)


@pytest.fixture
def reader(world):
    """A project manager's client: whoever may see success rates sees everything."""
    with time_machine.travel(NOW, tick=False):
        yield signed_in(get_user_model().objects.get(username="manager"))


def page_of(reader, question, **more):
    response = reader.get(address(question, **more))
    assert response.status_code == 200
    return read(response)


def test_list_finds_the_people_that_brute_force_finds_in_order(world, reader):
    @examples(150)
    @given(questions(world), st.sampled_from((1, 1, 2, 99)))
    def holds(question, number):
        expected = [one.slug for one in answer(world, question)]
        page = page_of(reader, question, page=number)
        assert page.total == len(expected)
        assert page.people == slice_of(expected, number)

    holds()


def test_planner_finds_the_same_people_with_the_free_time_of_each_week(world, reader):
    @examples(40)
    @given(questions(world))
    def holds(question):
        href = address(question).replace("/people/", "/availability/", 1)
        response = reader.get(href)
        expected = slice_of(answer(world, question), 1)
        assert read(response).people == [one.slug for one in expected]
        start, _ = question.window(NOW.date())
        assert weeks_shown(response) == [free_by_week(one, start) for one in expected]

    holds()


def test_matrix_shows_the_same_people_in_the_same_order(world, reader):
    @examples(40)
    @given(questions(world))
    def holds(question):
        href = address(question).replace("/people/", "/skills/matrix/", 1)
        expected = [one.slug for one in answer(world, question)]
        page = read(reader.get(href))
        assert (page.total, page.people) == (len(expected), shown(world, expected))

    holds()


def shown(world, slugs):
    """The first fifty, if anybody of them all has or wants a skill, or else nobody."""
    knowing = {one.slug for one in world.people if one.levels or one.goals}
    return [] if knowing.isdisjoint(slugs) else slugs[:50]


def test_export_has_the_people_that_brute_force_finds_in_order(world, reader):
    @examples(100)
    @given(questions(world))
    def holds(question):
        query = address(question).partition("?")[2]
        expected = [one.slug for one in answer(world, question)]
        assert list(exported(reader, query)) == expected

    holds()


WEEK = r'<td class="planner__week [^>]*>(?:<a [^>]*>)?(\d*)'


def weeks_shown(response):
    """The first figure of each cell by person; away and over are nothing free."""
    rows = response.content.decode().split("<tr data-person")[1:]
    return [[int(free or 0) for free in re.findall(WEEK, row)] for row in rows]


def free_by_week(one, start):
    monday = start - DAY * start.weekday()
    weeks = [monday + DAY * 7 * number for number in range(13)]
    return [free_percent(one, week, week + DAY * 4) for week in weeks]


def slice_of(slugs, number):
    last = max(1, -(-len(slugs) // 25))
    start = 25 * (min(number, last) - 1)
    return slugs[start : start + 25]


@pytest.mark.parametrize("facet", ["goal", "team", "location"])
def test_facet_counts_people_under_all_other_filters(facet, world, reader):
    @examples(40)
    @given(questions(world))
    def holds(question):
        people = those_who_pass(world, question, **{facet: ()})
        found = page_of(reader, question).facets.get(facet, {})
        chosen = dict.fromkeys(getattr(question, facet), 0)
        assert found == chosen | counts(people, facet)

    holds()


def counts(people, facet):
    if facet == "goal":
        return Counter(slug for one in people for slug in one.goals)
    return Counter(slug for one in people if (slug := getattr(one, facet)))


def test_skill_option_counts_who_would_remain(world, reader):
    @examples(60)
    @given(questions(world))
    def holds(question):
        assume(question.match == "all")
        people = those_who_pass(world, question)
        remaining = Counter(slug for one in people for slug in one.levels)
        asked = {slug for slug, _ in question.skill}
        found = page_of(reader, question).facets.get("skill", {})
        offered = {slug: n for slug, n in found.items() if slug_of(slug) not in asked}
        assert offered == {s: n for s, n in remaining.items() if s not in asked}

    holds()


def slug_of(value):
    return value.partition(":")[0]


def test_each_way_out_of_an_empty_result_gives_its_count(world, reader):
    @examples(60)
    @given(questions(world))
    def holds(question):
        assume(not those_who_pass(world, question))
        for href, count in page_of(reader, question).ways_out:
            assert read(reader.get(href)).total == count, href

    holds()


def test_every_condition_whose_removal_helps_is_offered(world, reader):
    @examples(60)
    @given(questions(world))
    def holds(question):
        assume(not those_who_pass(world, question))
        offered = Counter(count for _, count in page_of(reader, question).ways_out)
        assert Counter(removals(world, question)) <= offered

    holds()


def removals(world, question):
    """How many people remain without each condition, where anybody does."""
    nothing = {"q": "", "goal": (), "team": (), "location": (), "project": ""}
    nothing |= {"free": None, "tz": "", "success": None}
    if question.match == "any":
        nothing["skill"] = ()
    else:
        for asked in question.skill:
            others = tuple(one for one in question.skill if one != asked)
            yield from filter(
                None, [len(those_who_pass(world, question, skill=others))]
            )
    for name, value in nothing.items():
        if getattr(question, name) not in ("", (), None):
            yield from filter(
                None, [len(those_who_pass(world, question, **{name: value}))]
            )


def test_sample_is_large_enough_to_mean_something(world):
    assert len(world.people) == PEOPLE
    assert any(one.left and one.left < date(2026, 3, 9) for one in world.people)
