"""Every figure of the pictures against plain loops over dumped rows."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from math import sqrt
from types import SimpleNamespace

import pytest
import time_machine
from django.http import QueryDict

from people.models import Person
from projects.insights.capacity import TimePictures
from projects.insights.filters import InsightFilterSet
from projects.insights.funnel import ProjectPictures, TrendPictures
from projects.insights.shapes import PeoplePictures
from projects.insights.skills import SkillPictures
from projects.models import Project
from projects.needs.coverage import coverage_of
from tests.brute_force import free_percent
from tests.dump import Dump
from tests.organisations import organisations
from tests.thoroughness import how_many
from tests.world import load_world

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
TODAY = date(2026, 3, 11)
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)
NOW = datetime(2026, 3, 11, 10, tzinfo=UTC)
STAGES = ["idea", "proof_of_concept", "pilot", "production"]
WON = ("in_use", "answered")
JUDGED = (*WON, "not_met", "not_adopted")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(query=""):
    filterset = InsightFilterSet(QueryDict(query), request=SimpleNamespace(user=None))
    assert filterset.is_valid(), filterset.form.errors
    return filterset


def figures(picture):
    """The texts of a picture's cells by key."""
    return {row.key: [str(cell.text) for cell in row.cells] for row in picture.rows}


dump = organisations(TODAY, lambda: Dump(TODAY), seeds=range(how_many(20)))


@pytest.fixture
def whole(dump):
    """The dump, and that of one team alone with its query."""
    team = next(iter(dump.teams.values()))
    part = {pk for pk, row in dump.people.items() if row["team_id"] == team["id"]}
    return [("", set(dump.people)), (f"team={team['slug']}", part)]


def open_seats(dump):
    """Seats of live projects that nobody fills, by slug of the skill."""
    missing = Counter()
    for coverage in coverage_of(Project.objects.live()).values():
        for one in coverage.needs:
            missing[one.need.skill.slug] += one.missing
    return missing


def in_use(dump):
    """Live projects by the slug of a skill that their team uses."""
    used = defaultdict(set)
    for row in dump.bookings:
        if dump.has_begun(row) and dump.is_on_team(row):
            for skill in dump.used[row["id"]]:
                used[dump.skills[skill]["slug"]].add(row["project_id"])
    return used


def holders(dump, people, least):
    found = defaultdict(set)
    for row in dump.levels:
        if row["level"] >= least and row["person_id"] in people:
            found[dump.skills[row["skill_id"]]["slug"]].add(row["person_id"])
    return found


def test_supply_and_demand(dump, whole):
    for query, people in whole:
        working, able = (holders(dump, people, level) for level in (2, 3))
        _, picture, _ = SkillPictures(asked(query)).pictures()
        assert figures(picture) == {
            slug: [str(count), str(len(working[slug])), str(len(able[slug]))]
            for slug, count in open_seats(dump).items()
            if count
        }


def test_single_points_of_failure(dump, whole):
    needed = defaultdict(set)
    for row in dump.needs:
        if dump.is_live(row["project_id"]):
            slug = dump.skills[row["skill_id"]]["slug"]
            needed[slug].add(row["project_id"])
    used = in_use(dump)
    for query, people in whole:
        able = holders(dump, people, 3)
        hanging = {slug for slug in {*needed, *used} if len(able[slug]) <= 1}
        picture = SkillPictures(asked(query)).single_points()
        assert figures(picture) == {
            slug: [
                *([dump.people[pk]["name"] for pk in able[slug]] or ["nobody"]),
                str(len(needed[slug])),
                str(len(used[slug])),
            ]
            for slug in hanging
        }
        few = len(hanging & {slug for slug, on in needed.items() if on})
        total = len([slug for slug, on in needed.items() if on])
        hang = "hangs" if few == 1 else "hang"
        words = f"Of {total} skills that live projects need, {few} {hang} on one person"
        words += " or nobody"
        assert picture.alarm == (words if few else "")


def is_unserved(dump, goal):
    """Half a year old, and no booking that has begun used the skill since."""
    if goal["set_on"] >= TODAY - timedelta(days=183):
        return False
    return not any(
        row["person_id"] == goal["person_id"]
        and dump.has_begun(row)
        and (row["ends_on"] is None or row["ends_on"] > goal["set_on"])
        and goal["skill_id"] in dump.used[row["id"]]
        for row in dump.bookings
    )


def test_wanted_against_needed(dump, whole):
    missing = open_seats(dump)
    for query, people in whole:
        goals = [row for row in dump.goals if row["person_id"] in people]
        wants, unserved = Counter(), Counter()
        for row in goals:
            slug = dump.skills[row["skill_id"]]["slug"]
            wants[slug] += 1
            unserved[slug] += is_unserved(dump, row)
        picture = SkillPictures(asked(query)).wanted()
        assert figures(picture) == {
            slug: [str(count), str(missing[slug]), str(unserved[slug])]
            for slug, count in wants.items()
        }


def test_who_becomes_free_when(dump, whole):
    world = {one.id: one for one in load_world(TODAY).people}
    for query, people in whole:
        for row in TimePictures(asked(query)).free().rows:
            first = date.fromisoformat(row.key)
            free = sum(is_free(world[pk], first) for pk in people)
            assert row.cells[0].text == free


def is_free(one, first):
    is_late = one.joined is not None and one.joined > first
    return not is_late and free_percent(one, first, first + 27 * DAY) >= 50


def weeks_of(dump, people, days):
    """Full-time weeks: what there is, confirmed and tentative, of the days."""
    there = booked = tentative = 0
    for pk in people:
        row = dump.people[pk]
        here = [
            day
            for day in days
            if (row["joined_on"] or day) <= day <= (row["left_on"] or day)
        ]
        there += row["capacity"] * len(here)
        for booking in dump.bookings:
            project = dump.projects[booking["project_id"]]
            if booking["person_id"] != pk or project["status"] == "cancelled":
                continue
            percent = booking["percent"] * sum(
                booking["starts_on"] <= day <= (booking["ends_on"] or day)
                for day in here
            )
            is_confirmed = booking["status"] == "confirmed"
            booked += percent * is_confirmed
            tentative += percent * (not is_confirmed)
    return [f"{percents / 500:.1f}" for percents in (there, booked, tentative)]


def weekdays(weeks):
    days = (MONDAY + DAY * n for n in range(7 * weeks))
    return [day for day in days if day.weekday() < 5]


def near(shown, expected):
    """Both sides round the same sum, one of it as a decimal number."""
    return all(
        abs(float(a) - float(b)) < 0.11 for a, b in zip(shown, expected, strict=True)
    )


def test_booked_week_by_week(dump, whole):
    for query, people in whole:
        rows = TimePictures(asked(query)).by_week().rows
        assert len(rows) == (12 if people else 0)
        for at, row in enumerate(rows):
            days = weekdays(12)[5 * at : 5 * at + 5]
            shown = [cell.text for cell in row.cells[:3]]
            assert near(shown, weeks_of(dump, people, days))


@pytest.mark.parametrize("kind", ["team", "location"])
def test_booked_by_team_and_place(dump, kind):
    pictures = {one.slug: one for one in TimePictures(asked()).pictures()}
    picture = pictures[f"allocation-{'teams' if kind == 'team' else 'places'}"]
    of = defaultdict(set)
    for pk, row in dump.people.items():
        of[row[f"{kind}_id"]].add(pk)
    shown = figures(picture)
    assert len(shown) == len(of)
    for pk, people in of.items():
        key = dump.teams[pk]["slug"] if kind == "team" and pk else None
        if key:
            assert near(shown[key][:3], weeks_of(dump, people, weekdays(4)))


def shape(dump, person):
    levels = [row for row in dump.levels if row["person_id"] == person]
    deep = any(row["level"] >= 3 for row in levels)
    headings = {
        dump.skills[row["skill_id"]]["category_id"]
        for row in levels
        if row["level"] >= 2
    }
    if len(headings) >= 3:
        return "t" if deep else "generalist"
    return "specialist" if deep else "little"


def test_specialists_and_generalists(dump):
    shapes, _ = PeoplePictures(asked()).pictures()
    of = defaultdict(Counter)
    for pk, row in dump.people.items():
        team = dump.teams[row["team_id"]]["slug"] if row["team_id"] else ""
        of[team][shape(dump, pk)] += 1
    kinds = ("t", "specialist", "generalist", "little")
    assert figures(shapes) == {
        team: [str(counts[kind]) for kind in kinds] for team, counts in of.items()
    }


def age(row, now):
    if row["confirmed_at"] is None:
        return 4
    days = (now - row["confirmed_at"]).total_seconds() / 86400
    return sum(days > bound for bound in (90, 180, 365))


def test_how_fresh_profiles_are(dump):
    _, freshness = PeoplePictures(asked()).pictures()
    of, now = defaultdict(Counter), datetime(2026, 3, 11, 10, tzinfo=UTC)
    for row in dump.people.values():
        team = dump.teams[row["team_id"]]["slug"] if row["team_id"] else ""
        of[team][age(row, now)] += 1
    assert figures(freshness) == {
        team: [str(counts[kind]) for kind in range(5)] for team, counts in of.items()
    }


def rate(outcomes):
    judged = sum(one in JUDGED for one in outcomes)
    won = sum(one in WON for one in outcomes)
    if not judged:
        return "none judged"
    if judged < 3:
        return f"{won} of {judged} judged"
    z, p = 1.959964, won / judged
    d = 1 + z * z / judged
    c = (p + z * z / (2 * judged)) / d
    h = z / d * sqrt(p * (1 - p) / judged + z * z / (4 * judged * judged))
    low, high = round(100 * max(0, c - h)), round(100 * min(1, c + h))
    return f"{won} of {judged} judged ({low}–{high} %)"


def closed(dump, first, last):
    return {
        pk: row
        for pk, row in dump.projects.items()
        if row["status"] == "closed" and row["ends_on"]
        if first <= row["ends_on"] <= last
    }


def test_the_funnel_and_the_outcomes(dump):
    ended = closed(dump, TODAY - timedelta(days=730), TODAY)
    pictures = ProjectPictures(asked(), may_see=True, may_rate=True)
    told = [row for row in ended.values() if row["stage_reached"]]
    shown = figures(pictures.funnel())
    for at, stage in enumerate(STAGES if told else ()):
        reached = [r for r in told if STAGES.index(r["stage_reached"]) >= at]
        assert shown[stage][0] == str(len(reached))
        assert shown[stage][2] == rate([row["outcome"] for row in reached])
    counts = Counter(row["outcome"] for row in ended.values())
    outcomes = {
        key: int(cells[0]) for key, cells in figures(pictures.outcomes()).items()
    }
    assert outcomes == counts


def test_the_mix_that_came_through(dump):
    ended = closed(dump, TODAY - timedelta(days=730), TODAY)
    skills, roles = defaultdict(set), defaultdict(set)
    for row in dump.bookings:
        if dump.has_begun(row) and row["project_id"] in ended:
            for skill in dump.used[row["id"]]:
                skills[dump.skills[skill]["name"]].add(row["project_id"])
            if row["role"]:
                roles[row["role"]].add(row["project_id"])
    pictures = ProjectPictures(asked(), may_see=True, may_rate=True)
    for picture, on in ((pictures.by_skill(), skills), (pictures.by_role(), roles)):
        assert {key: cells[:2] for key, cells in figures(picture).items()} == {
            name: [
                str(len(projects)),
                str(sum(ended[pk]["stage_reached"] == "production" for pk in projects)),
            ]
            for name, projects in on.items()
            if len(projects) >= 3
        }


def test_two_years_month_by_month(dump):
    everybody = list(Person.objects.values("joined_on", "left_on"))
    (picture,) = TrendPictures(asked(), may_rate=True).pictures()
    keys = [row.key for row in picture.rows]
    assert len(keys) == 24
    assert keys == sorted(keys, reverse=True)
    for row in picture.rows:
        year, month = map(int, row.key.split("-"))
        first = date(year, month, 1)
        last = min(TODAY, (first + 31 * DAY).replace(day=1) - DAY)
        people = sum(
            (one["joined_on"] or last) <= last <= (one["left_on"] or last)
            for one in everybody
        )
        running = sum(
            one["status"] != "cancelled"
            and one["starts_on"] is not None
            and one["starts_on"] <= last <= (one["ends_on"] or last)
            for one in dump.projects.values()
        )
        ended = [
            one["outcome"]
            for one in closed(dump, first, last).values()
            if one["starts_on"]
        ]
        shown = [cell.text for cell in row.cells]
        assert shown == [people, running, len(ended), rate(ended)]
