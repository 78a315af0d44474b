"""Pages of teams against what plain loops over dumped rows make of them."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from people.teams.page import TeamPage, team_rows
from people.teams.tree import TeamTree
from tests.brute_force import free_percent
from tests.dump import Dump
from tests.organisations import organisations
from tests.thoroughness import how_many
from tests.world import load_world

pytestmark = [
    pytest.mark.usefixtures("monday"),
    pytest.mark.django_db,
    pytest.mark.looks_again,
]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


class TeamDump(Dump):
    """With what pages of teams say, by plain loops."""

    def below(self, team):
        found, size = {team}, 0
        while size < len(found):
            size = len(found)
            found |= {pk for pk, row in self.teams.items() if row["parent_id"] in found}
        return found

    def members(self, team):
        teams = self.below(team)
        return {pk for pk, row in self.people.items() if row["team_id"] in teams}

    def strengths(self, team):
        members, everybody = self.members(team), len(self.people)
        found = []
        for skill, able in self.able.items():
            here = len(able & members)
            least = 2 if len(members) >= 4 else 1
            if here < least or not self.skills[skill]["is_active"]:
                continue
            lead = here / len(members) - len(able) / everybody
            if here * everybody > len(able) * len(members):
                found.append((-lead, self.skills[skill]["name"], here, len(able)))
        return [one[1:] for one in sorted(found)]

    def works_on(self, team):
        members, people = self.members(team), defaultdict(set)
        for pk, row in self.projects.items():
            if row["team_id"] in self.below(team) and self.is_live(pk):
                people[pk] = set()
        for row in self.bookings:
            if self.is_on_team(row) and row["person_id"] in members:
                people[row["project_id"]].add(row["person_id"])
        return {pk: len(on) for pk, on in people.items()}

    def used_by_one(self, team):
        members, users = self.members(team), defaultdict(set)
        projects = defaultdict(set)
        for row in self.bookings:
            if self.has_begun(row) and row["person_id"] in members:
                for skill in self.used[row["id"]]:
                    users[skill].add(row["person_id"])
                    projects[skill].add(row["project_id"])
        return {
            skill: (*who, len(projects[skill]))
            for skill, who in users.items()
            if len(who) == 1 and self.skills[skill]["is_active"]
        }


dump = organisations(TODAY, lambda: TeamDump(TODAY), seeds=range(how_many(20)))


def pages(admin):
    tree = TeamTree()
    return [TeamPage(team, tree, user=admin) for team in tree.teams.values()]


def test_a_page_says_what_the_rows_say(dump, admin):
    for page in pages(admin):
        team = page.team.pk
        shown = [(one.skill.name, one.here, one.everywhere) for one in page.strengths]
        assert page.count == len(dump.members(team))
        assert shown == dump.strengths(team)
        assert {p.pk: n for p, n in page.works_on} == dump.works_on(team)


def test_wishes_are_counted(dump, admin):
    for page in pages(admin):
        members = dump.members(page.team.pk)
        wants = {
            skill: len(people & members)
            for skill, people in dump.wants.items()
            if people & members and dump.skills[skill]["is_active"]
        }
        assert {one.skill.pk: one.people for one in page.wishes} == wants


def test_skills_that_one_alone_has_used_are_told(dump, admin):
    for page in pages(admin):
        sole = dump.used_by_one(page.team.pk)
        shown = page.used_by_one
        assert {one.skill.pk: (one.person.pk, one.projects) for one in shown} == sole


def test_who_is_free_and_comes_free_is_told(dump, admin):
    world = {one.id: one for one in load_world(TODAY).people}
    for page in pages(admin):
        members = dump.members(page.team.pk)
        now = {pk for pk in members if is_free(world[pk], TODAY)}
        back = {pk for pk in members - now if is_free(world[pk], TODAY, away=True)}
        assert (page.free_now, page.free_when_back) == (len(now), len(back))
        for one in page.coming_free:
            assert one.person.pk in members - now
            assert free_percent(world[one.person.pk], one.day, one.day + 27 * DAY) >= 50


def is_free(one, day, *, away=False):
    """Half a week on each working day of four weeks, and here on the first, or away."""
    is_late = one.joined is not None and one.joined > day
    return (
        not is_late
        and one.is_away(day) == away
        and (free_percent(one, day, day + 27 * DAY) >= 50)
    )


def test_the_list_says_what_the_rows_say(dump):
    projects = defaultdict(set)
    for row in dump.bookings:
        if dump.is_on_team(row):
            projects[dump.people[row["person_id"]]["team_id"]].add(row["project_id"])
    in_team = Counter(row["team_id"] for row in dump.people.values())
    for row in team_rows(TeamTree()):
        team, below = row.team.pk, dump.below(row.team.pk)
        on = set().union(*(projects[one] for one in below))
        assert (row.people, row.with_below, row.projects) == (
            in_team[team],
            len(dump.members(team)),
            len(on),
        )
        assert row.good_at == [name for name, *_ in dump.strengths(team)[:3]]
