"""What a project needs against the people it has.

A need for k people has k seats. Distinct people of the team whose stated level in the
skill is the need's or above fill them; one person may fill seats of several needs.
Where learners are welcome, one fills a seat too who is booked to learn the skill from
a mentor of the team, at Practitioner or above: of k people one at least is a holder,
and two learners at most are for one holder who could guide them. The team are the
people of `Assignment.objects.on_team()`; tentative ones count, and are told apart.
See also: `SkillNeed.objects.filling()`, the same rule in the database.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.conf import settings
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
from projects.models.need import LEAST_OF_A_MENTOR

BY_PRIORITY = NeedPriority.values
# In sight without a click; a need asks for one to three.
MOST_HOLDERS = 6


class Member(NamedTuple):
    """Somebody on the team of one project; tentative if no booking is confirmed.

    `learns` are pairs of a skill and a mentor, by id, of whom the person learns it.
    """

    pk: int
    name: str
    slug: str
    is_tentative: bool
    has_left: bool
    learns: frozenset = frozenset()
    left_on: date | None = None


class Holder(NamedTuple):
    """A member with the level that they have in the skill, or hope for."""

    member: Member
    level: Level


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """A need and who of the team meets it, learns it, nearly meets it or wants it.

    `learners` are booked to learn it, with a mentor; the first of them fill seats.
    """

    need: SkillNeed
    holders: tuple[Holder, ...] = ()
    learners: tuple[Holder, ...] = ()
    near: tuple[Holder, ...] = ()
    wishing: tuple[Holder, ...] = ()

    @property
    def level(self):
        return Level(self.need.level)

    @property
    def learning(self):
        """How many seats learners fill."""
        guides = sum(one.level >= LEAST_OF_A_MENTOR for one in self.holders)
        return max(
            0,
            min(
                len(self.learners),
                self.need.people - 1,
                guides * settings.DIRECTORY["LEARNERS_PER_MENTOR"],
                self.need.people - len(self.holders),
            ),
        )

    @property
    def filled(self):
        """Who fills the seats: holders before learners."""
        return self.holders[: self.need.people] + self.learners[: self.learning]

    @property
    def covered(self):
        return len(self.filled)

    @property
    def missing(self):
        return self.need.people - self.covered

    @property
    def covered_tentatively(self):
        """How many of those covered are so by tentative bookings only."""
        return sum(one.member.is_tentative for one in self.filled)

    @property
    def words(self):
        asked = self.need.people
        return found_words(
            f"{self.covered} of {asked} found", self.learning, self.covered_tentatively
        )

    def without(self, person):
        """The same need if the person, by id, were not on the team."""
        return replace(
            self,
            holders=tuple(one for one in self.holders if one.member.pk != person),
            learners=tuple(
                one
                for one in self.learners
                if one.member.pk != person
                and one.member.learns - {(self.need.skill_id, person)}
            ),
        )

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
    def wishing_members(self):
        return [holder.member for holder in self.wishing]

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
        return found_words(
            f"{self.found} of {self.asked} {people} found",
            sum(one.learning for one in self.needs),
            sum(one.covered_tentatively for one in self.needs),
        )

    @property
    def bus_factor(self):
        """Skill names by the one person of the team who holds them, for musts."""
        sole = defaultdict(list)
        for one in self.needs if self.is_live else ():
            if one.sole_holder:
                sole[one.sole_holder].append(one.need.skill.name)
        return dict(sole)


def found_words(words, learning, tentative):
    """“2 of 3 people found, 1 of them learning, 1 tentatively”."""
    if learning:
        words = f"{words}, {learning} of them learning"
    return f"{words}, {tentative} tentatively" if tentative else words


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
    holders, learners, near, wishing = [], [], [], []
    here = {member.pk for member in team}
    for member in team:
        key = (member.pk, need.skill_id)
        level = levels.get(key, 0)
        if level >= need.level:
            holders.append(Holder(member, Level(level)))
            continue
        if learns_with_a_guide(member, need, here, levels):
            learners.append(Holder(member, Level(level) if level else None))
            continue
        if level and level == need.level - 1:
            near.append(Holder(member, Level(level)))
        if key in goals:
            wishing.append(Holder(member, Level(goals[key])))
    holders.sort(key=lambda holder: (holder.member.is_tentative, -holder.level))
    learners.sort(key=lambda learner: learner.member.is_tentative)
    return NeedCoverage(need, *map(tuple, (holders, learners, near, wishing)))


def learns_with_a_guide(member, need, here, levels):
    """Whether a member is booked to learn the skill from somebody who is able to."""
    return need.welcomes_learner and any(
        mentor in here and levels.get((mentor, skill), 0) >= LEAST_OF_A_MENTOR
        for skill, mentor in member.learns
        if skill == need.skill_id
    )


def teams_of(projects, today):
    """The members of each project by its id, in name order, in one query."""
    rows = (
        Assignment.objects.on_team(today)
        .filter(project__in=projects)
        .order_by("person__sort_name", "person_id")
        .values_list(
            "project_id",
            "status",
            "learns_id",
            "mentor_id",
            "person_id",
            "person__name",
            "person__slug",
            "person__left_on",
        )
    )
    teams = {project: {} for project in projects}
    for project, status, skill, mentor, pk, name, slug, left_on in rows:
        known = teams[project].get(pk)
        is_tentative = status == AssignmentStatus.TENTATIVE
        learns = {(skill, mentor)} if skill and mentor else set()
        teams[project][pk] = Member(
            pk,
            name,
            slug,
            is_tentative and (known is None or known.is_tentative),
            left_on is not None and left_on < today,
            known.learns | learns if known else frozenset(learns),
            left_on,
        )
    return {project: list(team.values()) for project, team in teams.items()}


def levels_of(rows, people, skills, level):
    """Levels by person and skill, in one query."""
    rows = rows.filter(person_id__any=people, skill_id__any=skills).order_by()
    return {
        (person, skill): at
        for person, skill, at in rows.values_list("person_id", "skill_id", level)
    }
