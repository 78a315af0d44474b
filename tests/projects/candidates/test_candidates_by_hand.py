"""The candidates page against an independent answer, over random organisations."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from people.models import Absence, Expertise, Person
from projects.candidates import ranking as ranking_module
from projects.candidates.scoring import Need
from projects.models import Assignment, Project
from tests.conftest import signed_in
from tests.organisations import organisations
from tests.projects.candidates.score_by_hand import (
    Asked,
    everybody,
    open_needs,
    ranking,
    total,
)
from tests.thoroughness import FACTOR, examples

NOW = datetime(2026, 3, 9, 10, tzinfo=UTC)
TODAY = NOW.date()
MARK = re.compile(r'data-person="([^"]+)" data-score="(\d+)" data-rank="(\d+)"')

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]


def read():
    """The projects with open needs, and all people."""
    live = Project.objects.live().with_open_needs().order_by("pk")
    live = live.select_related("lead__location")
    bookings = "assignments__person__expertise"
    return list(live.prefetch_related("needs", bookings)), list(everybody())


organisation = organisations(TODAY, read, seeds=[3, 4])


@pytest.fixture
def projects(organisation):
    return organisation[0]


@pytest.fixture
def people(organisation):
    return organisation[1]


@pytest.fixture(params=[0, 100])
def reader(request, projects, monkeypatch):
    """A manager's client; few people are looked up at first, or all of them."""
    monkeypatch.setattr(ranking_module, "MARGIN", request.param)
    with time_machine.travel(NOW, tick=False):
        yield signed_in(get_user_model().objects.get(username="manager"))


windows = st.one_of(st.none(), st.tuples(st.integers(-20, 200), st.integers(0, 120)))
weights = st.one_of(
    st.just((60, 25, 10, 5)),
    st.tuples(*[st.integers(0, 100)] * 4).filter(any),
)


def asked_of(project, window, percent, weights):
    start = max(TODAY, project.starts_on or TODAY)
    end = start + timedelta(days=27)
    if project.ends_on and project.ends_on >= start:
        end = min(project.ends_on, start + timedelta(days=731))
    if window:
        start = TODAY + timedelta(days=window[0])
        end = start + timedelta(days=window[1])
    needs = open_needs(project, TODAY)
    return Asked(project, needs, TODAY, start, end, percent, weights, not window)


def address(asked, **more):
    names = ("skills", "availability", "growth", "overlap")
    pairs = {f"weight_{n}": w for n, w in zip(names, asked.weights, strict=True)}
    pairs |= {"percent": asked.percent, **more}
    if not asked.own_days:
        pairs |= {"from": asked.start, "to": asked.end}
    return f"/projects/{asked.project.slug}/candidates/?{urlencode(pairs)}"


def marks(reader, asked, **more):
    response = reader.get(address(asked, **more))
    assert response.status_code == 200
    found = MARK.findall(response.content.decode())
    return [(slug, int(points), int(rank)) for slug, points, rank in found]


def test_candidates_are_ranked_as_by_hand(projects, people, reader):
    @examples(6)
    @given(st.sampled_from(projects), windows, st.integers(1, 100), weights)
    def holds(project, window, percent, weights):
        asked = asked_of(project, window, percent, weights)
        expected = ranking(asked, people)
        found = marks(reader, asked)
        assert [slug for slug, *_ in found] == [one.person for one in expected[:25]]
        assert [rank for *_, rank in found] == list(range(1, len(found) + 1))
        for one, (_, points, _) in zip(expected, found, strict=False):
            assert abs(points - total(asked, one)) <= 0.5 + 1e-9

    holds()


def test_later_pages_go_on_with_the_ranks(projects, people, reader):
    for project in projects[:5]:
        asked = asked_of(project, None, 50, (60, 25, 10, 5))
        expected = ranking(asked, people)
        found = marks(reader, asked, page=2)
        if len(expected) > 25:
            assert [slug for slug, *_ in found] == [s.person for s in expected[25:50]]
            assert found[0][2] == 26


def test_points_of_the_parts_are_those_by_hand(projects, people, reader):
    for project in projects[:5]:
        asked = asked_of(project, None, 40, (50, 30, 12, 8))
        by_hand = {one.person: one for one in ranking(asked, people)}
        cards = reader.get(address(asked)).context["list"].page.object_list
        for card in cards:
            parts = by_hand[card.person.slug][1:5]
            points = zip(asked.weights, parts, strict=True)
            expected = [float(weight * part) for weight, part in points]
            assert list(card.points) == pytest.approx(expected)


def make_true(person, need, percent):
    """Give somebody the level needed; without a need, so much free time on all days."""
    if need:
        Expertise.objects.update_or_create(
            person_id=person, skill_id=need.skill, defaults={"level": need.level}
        )
        return
    Absence.objects.filter(person=person).delete()
    bookings = Assignment.objects.filter(person=person)
    # Those of closed projects stay confirmed: they are evidence, and over.
    bookings.exclude(project__status="closed").update(status="tentative")
    Person.objects.filter(pk=person).update(
        capacity=percent, joined_on=None, left_on=None
    )


def rank_after(reader, asked, card, need):
    """The rank that somebody has on the page once it is true."""
    with transaction.atomic():
        percent = max(asked.percent, card.ranked.facts.free)
        make_true(card.person.pk, need, percent)
        ranks = {slug: rank for slug, _, rank in marks(reader, asked)}
        transaction.set_rollback(True)
    return ranks.get(card.person.slug)


def cards_of(reader, project, percent):
    asked = asked_of(project, None, percent, (60, 25, 10, 5))
    cards = reader.get(address(asked)).context["list"].page.object_list
    for card in cards if FACTOR >= 1 else cards[::2]:
        yield asked, card


def test_each_counterfactual_comes_true(projects, reader):
    tried = set()
    for project in projects[:4]:
        for asked, card in cards_of(reader, project, 60):
            if change := card.ranked.counterfactual:
                rank = rank_after(reader, asked, card, change.need)
                assert rank == change.rank < card.ranked.rank
                tried.add(change.need is None)
    assert tried == {True, False}


def test_where_no_change_is_told_free_time_and_levels_would_not_help(projects, reader):
    for project in projects[:6]:
        for asked, card in cards_of(reader, project, 60):
            if card.ranked.counterfactual or card.ranked.rank == 1:
                continue
            for need in (None, *project.needs.open()):
                after = rank_after(reader, asked, card, need and to_need(need))
                assert after is None or after >= card.ranked.rank


def to_need(row):
    return Need(row.skill_id, row.level, row.priority, row.welcomes_learner)
