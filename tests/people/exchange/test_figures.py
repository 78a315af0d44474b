"""Who wants to learn what and who could guide, against plain loops over the rows."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from people.models import Expertise, LearningGoal
from tests.brute_force import free_percent
from tests.organisations import organisations
from tests.thoroughness import how_many
from tests.world import load_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
LAST = TODAY + timedelta(days=27)


def people_here():
    people = load_world(TODAY).people
    return {one.id: one for one in people if one.left is None or one.left >= TODAY}


world = organisations(TODAY, people_here, seeds=range(how_many(20)))


def wanted(world):
    """Who wants to learn it, by slug of a skill that is offered."""
    found = defaultdict(set)
    for goal in LearningGoal.objects.select_related("skill"):
        is_open = goal.status in ("open", "in_progress")
        if is_open and goal.skill.is_active and goal.person_id in world:
            found[goal.skill.slug].add(goal.person_id)
    return found


def able(world, skill, learners):
    """Who could guide, with what is free and with how many they share an hour."""
    found = {}
    for row in Expertise.objects.filter(skill__slug=skill, level__gte=3):
        one = world.get(row.person_id)
        if one is None or one.id in learners:
            continue
        free = 0 if is_late(one) else free_percent(one, TODAY, LAST)
        if free >= 10:
            shares = sum(share_hours(one, world[other]) for other in learners)
            found[one.id] = (shares, free, row.level)
    return found


def is_late(one):
    return one.joined is not None and one.joined > TODAY


def share_hours(one, other):
    if one.zone is None or other.zone is None:
        return False
    middle = TODAY + timedelta(days=13)
    return all(overlap(day, one, other) >= 1 for day in (TODAY, middle, LAST))


def overlap(day, one, other):
    """Of the working day of one the hours in which the other works, by quarters."""
    last = day if one.works_to > one.works_from else day + timedelta(days=1)
    begin, end = (
        datetime.combine(on, clock, ZoneInfo(one.zone)).astimezone(UTC)
        for on, clock in ((day, one.works_from), (last, one.works_to))
    )
    quarters = range(int((end - begin).total_seconds()) // 900)
    there = ZoneInfo(other.zone)
    clocks = [(begin + timedelta(minutes=15 * n)).astimezone(there) for n in quarters]
    return sum(is_at_work(other, clock.time()) for clock in clocks) / 4


def is_at_work(one, clock):
    if one.works_to > one.works_from:
        return one.works_from <= clock < one.works_to
    return clock >= one.works_from or clock < one.works_to


def listed(client, query=""):
    """The rows of all pages."""
    rows, page = [], 1
    while True:
        response = client.get(f"/skills/exchange/?page={page}&{query}")
        shown = response.context["list"].page
        rows += shown.object_list
        if not shown.has_next():
            return rows
        page += 1


def test_the_page_says_what_the_rows_say(world, manager_client):
    wants = wanted(world)
    rows = listed(manager_client)
    assert {row.skill.slug: row.count for row in rows} == {
        skill: len(people) for skill, people in wants.items()
    }
    for row in rows:
        guides = able(world, row.skill.slug, wants[row.skill.slug])
        best = sorted(guides, key=lambda pk: (*(-n for n in guides[pk]), pk))
        assert [one.person.pk for one in row.guides] == best[:4]
        assert row.guide_count == len(guides)
        assert [(one.shares, one.free) for one in row.guides] == [
            guides[pk][:2] for pk in best[:4]
        ]


@pytest.mark.looks_again
def test_most_wanted_come_first(world, manager_client):
    counts = [row.count for row in listed(manager_client)]
    assert counts == sorted(counts, reverse=True)
