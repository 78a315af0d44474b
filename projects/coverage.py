"""What a project needs against the people it has.

A need is covered by distinct people of the team whose stated level in the skill is the
need's or above; one person may cover several needs. The team are the people of
`Assignment.objects.on_team()`; tentative bookings cover too, and are told apart.
See also: `SkillNeed.objects.open()`, the same rule as a database condition.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from people.models import Expertise, LearningGoal, Level
from projects.models import (
    LIVE,
    Assignment,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    SkillNeed,
)

BY_PRIORITY = NeedPriority.values
# In sight without a click; a need asks for one to three.
MOST_HOLDERS = 6


class Member(NamedTuple):
    """Somebody on the team of one project; tentative if no booking is confirmed."""

    pk: int
    name: str
    slug: str
    is_tentative: bool
    has_left: bool


class Holder(NamedTuple):
    """A member with the level that they have in the skill, or hope for."""

    member: Member
    level: Level


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """A need and who of the team meets it, nearly meets it, or wants to learn it."""

    need: SkillNeed
    holders: tuple[Holder, ...] = ()
    near: tuple[Holder, ...] = ()
    learners: tuple[Holder, ...] = ()

    @property
    def level(self):
        return Level(self.need.level)

    @property
    def covered(self):
        return min(self.need.people, len(self.holders))

    @property
    def missing(self):
        return self.need.people - self.covered

    @property
    def covered_tentatively(self):
        """How many of those covered are so by tentative bookings only."""
        confirmed = sum(not holder.member.is_tentative for holder in self.holders)
        return self.covered - min(self.covered, confirmed)

    @property
    def first_holders(self):
        return self.holders[:MOST_HOLDERS]

    @property
    def more_holders(self):
        return self.holders[MOST_HOLDERS:]

    @property
    def near_members(self):
        return [holder.member for holder in self.near]

    @property
    def learning_members(self):
        return [holder.member for holder in self.learners]

    @property
    def sole_holder(self):
        """Who alone holds a must: without them nobody does."""
        is_must = self.need.priority == NeedPriority.MUST
        return self.holders[0].member if is_must and len(self.holders) == 1 else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The needs of one project, musts first, against its team."""

    status: str
    team: tuple[Member, ...] = ()
    needs: tuple[NeedCoverage, ...] = ()

    @property
    def asked(self):
        return sum(one.need.people for one in self.needs)

    @property
    def found(self):
        return sum(one.covered for one in self.needs)

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def is_cancelled(self):
        return self.status == ProjectStatus.CANCELLED

    @property
    def open_needs(self):
        """What still looks for people: only live projects do."""
        return [one for one in self.needs if one.missing] if self.is_live else []

    @property
    def words(self):
        if not self.needs:
            return "No needs stated"
        people = "person" if self.asked == 1 else "people"
        if self.is_cancelled:
            return f"Asked for {self.asked} {people}"
        words = f"{self.found} of {self.asked} {people} found"
        tentative = sum(one.covered_tentatively for one in self.needs)
        return f"{words}, {tentative} tentatively" if tentative else words

    @property
    def bus_factor(self):
        """Skill names by the one person of the team who holds them, for musts."""
        sole = defaultdict(list)
        for one in self.needs if self.is_live else ():
            if one.sole_holder:
                sole[one.sole_holder].append(one.need.skill.name)
        return dict(sole)


def coverage_of(projects, today=None):
    """The coverage of many projects by id, in four queries."""
    today = today or timezone.localdate()
    needs = defaultdict(list)
    ids = [project.pk for project in projects]
    for need in SkillNeed.objects.filter(project__in=ids).select_related("skill"):
        needs[need.project_id].append(need)
    teams = teams_of(ids, today)
    people = {member.pk for team in teams.values() for member in team}
    skills = {need.skill_id for of_project in needs.values() for need in of_project}
    levels = levels_of(Expertise.objects.all(), people, skills, "level")
    goals = levels_of(LearningGoal.objects.unfinished(), people, skills, "target_level")
    return {
        project.pk: Coverage(
            status=project.status,
            team=tuple(teams[project.pk]),
            needs=tuple(
                cover(need, teams[project.pk], levels, goals)
                for need in sorted(needs[project.pk], key=by_priority)
            ),
        )
        for project in projects
    }


def by_priority(need):
    return BY_PRIORITY.index(need.priority), need.pk


def cover(need, team, levels, goals):
    """Match one need with a team; levels and goals are by person and skill."""
    found = {"holders": [], "near": [], "learners": []}
    for member in team:
        key = (member.pk, need.skill_id)
        level = levels.get(key, 0)
        if level >= need.level:
            found["holders"].append(Holder(member, Level(level)))
            continue
        if level and level == need.level - 1:
            found["near"].append(Holder(member, Level(level)))
        if key in goals:
            found["learners"].append(Holder(member, Level(goals[key])))
    found["holders"].sort(
        key=lambda holder: (holder.member.is_tentative, -holder.level)
    )
    return NeedCoverage(need, **{name: tuple(who) for name, who in found.items()})


def teams_of(projects, today):
    """The members of each project by its id, in name order, in one query."""
    rows = (
        Assignment.objects.on_team(today)
        .filter(project__in=projects)
        .order_by("person__sort_name", "person_id")
        .values_list(
            "project_id",
            "status",
            "person_id",
            "person__name",
            "person__slug",
            "person__left_on",
        )
    )
    teams = {project: {} for project in projects}
    for project, status, pk, name, slug, left_on in rows:
        known = teams[project].get(pk)
        is_tentative = status == AssignmentStatus.TENTATIVE
        teams[project][pk] = Member(
            pk,
            name,
            slug,
            is_tentative and (known is None or known.is_tentative),
            left_on is not None and left_on < today,
        )
    return {project: list(team.values()) for project, team in teams.items()}


def levels_of(rows, people, skills, level):
    """Levels by person and skill, in one query."""
    rows = rows.filter(person_id__any=people, skill_id__any=skills).order_by()
    return {
        (person, skill): at
        for person, skill, at in rows.values_list("person_id", "skill_id", level)
    }
