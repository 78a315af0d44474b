"""What a project needs against the people it has.

A need for k people has k seats. Distinct people of the team whose stated level in the
skill is the need's or above fill them; one person may fill seats of several needs.
Where learners are welcome, one fills a seat too who is booked to learn the skill from
a mentor of the team, at Practitioner or above: of k people one at least is a holder,
and two learners at most are for one holder who could guide them. The team are the
people of `Assignment.objects.on_team()`. Confirmed bookings alone fill seats: those of
tentative ones stay open, and are told apart.

A need with days of its own is for these alone. Only bookings with one of these days
fill its seats, be they the holder's, the learner's or the mentor's; where somebody has
some of the days only, that is said. Of a live project nobody is looked for any more
once the days are over, and its seats are not counted; while they are to come they are.

See also: `SkillNeed.objects.filling()`, the same rule in the database.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import cached_property

from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.models import Expertise, LearningGoal, Level
from people.words import full_day, local_day
from projects.models import (
    LIVE,
    NeedPriority,
    SkillNeed,
    days_outside,
)
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.members import Member, meeting_days, teams_of

BY_PRIORITY = NeedPriority.values
# In sight without a click; a need asks for one to three.
MOST_HOLDERS = 6
ALL_OVER = "The days of all needs are over"


class Holder(NamedTuple):
    """A member with the level that they have in the skill, or hope for."""

    member: Member
    level: Level

    mentor = None

    @property
    def is_tentative(self):
        return self.member.is_tentative


class Guide(NamedTuple):
    """Of whom somebody learns; tentative if either of them is."""

    member: Member
    is_tentative: bool


class Learner(NamedTuple):
    """A member who is booked to learn a skill, with the level stated, if any."""

    member: Member
    level: Level | None
    guides: tuple[Guide, ...]

    @property
    def mentor(self):
        return self.guides[0].member

    @property
    def is_tentative(self):
        return self.guides[0].is_tentative


@dataclass(frozen=True)
class NeedCoverage:
    """A need and who of the team meets it, learns it, nearly meets it or wants it.

    `learners` are booked to learn it, with a mentor; the first of them fill seats.
    `over_since` is its last day, once that has gone and nobody is looked for.
    """

    need: SkillNeed
    holders: tuple[Holder, ...] = ()
    learners: tuple[Learner, ...] = ()
    near: tuple[Holder, ...] = ()
    wishing: tuple[Holder, ...] = ()
    over_since: date | None = None

    @property
    def level(self):
        return Level(self.need.level)

    @property
    def filled(self):
        """Who fills the seats, or would: holders before learners."""
        return self.holders[: self.need.people] + self.learners[: self.seats[1]]

    @cached_property
    def seats(self):
        """The seats of holders and of learners, were all bookings confirmed."""
        return count_seats(self.need, self.holders, self.learners)

    @cached_property
    def confirmed_seats(self):
        sure = (
            [one for one in of if not one.is_tentative]
            for of in (self.holders, self.learners)
        )
        return count_seats(self.need, *sure)

    @property
    def covered(self):
        """How many seats confirmed bookings fill."""
        return sum(self.confirmed_seats)

    @property
    def learning(self):
        """How many of those are learners'."""
        return self.confirmed_seats[1]

    @cached_property
    def tentative(self):
        """How many more seats the tentative bookings would fill."""
        return sum(self.seats) - self.covered

    @property
    def missing(self):
        return 0 if self.over_since else self.need.people - self.covered

    @property
    def outside(self):
        """What is wrong with its own days, since the project has others, in words."""
        return " ".join(days_outside(self.need.own_days, self.need.project).values())

    @property
    def words(self):
        if self.over_since:
            return f"Over since {full_day(self.over_since)}"
        found = f"{self.covered} of {self.need.people} found"
        return seats_in_words(found, self.learning, self.tentative)

    def without(self, person):
        """The same need if the person, by id, were not on the team."""
        return replace(
            self,
            holders=tuple(one for one in self.holders if one.member.pk != person),
            learners=tuple(
                one._replace(guides=guides)
                for one in self.learners
                if one.member.pk != person
                and (guides := tuple(g for g in one.guides if g.member.pk != person))
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


@dataclass(frozen=True)
class Coverage:
    """The needs of one project, musts first, against its team."""

    status: str
    team: tuple[Member, ...] = ()
    needs: tuple[NeedCoverage, ...] = ()

    @cached_property
    def current(self):
        """The needs whose days are not over."""
        return [one for one in self.needs if not one.over_since]

    def meeting_days(self, starts_on, ends_on):
        """The same with those alone whose days have one of these."""
        needs = [one for one in self.current if one.need.meets_days(starts_on, ends_on)]
        return replace(self, needs=tuple(needs))

    @cached_property
    def asked(self):
        return sum(one.need.people for one in self.current)

    @cached_property
    def found(self):
        return sum(one.covered for one in self.current)

    @cached_property
    def tentative(self):
        return sum(one.tentative for one in self.current)

    @property
    def seats_nobody_has(self):
        """How many seats stay open even if all tentative bookings are confirmed."""
        return self.asked - self.found - self.tentative

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def asked_words(self):
        return f"{self.asked} {'seat' if self.asked == 1 else 'seats'}"

    @property
    def open_needs(self):
        """What still looks for people: only live projects do."""
        return [one for one in self.needs if one.missing] if self.is_live else []

    @property
    def open_musts(self):
        must = NeedPriority.MUST
        return [one for one in self.open_needs if one.need.priority == must]

    @property
    def words(self):
        if not self.needs:
            return "No needs stated"
        if not self.is_live:
            return f"Asked for {self.asked_words}"
        if not self.asked:
            return ALL_OVER
        return seats_in_words(
            f"{self.found} of {self.asked_words} found",
            sum(one.learning for one in self.current),
            self.tentative,
        )

    @property
    def bus_factor(self):
        """Skill names by the one person of the team who holds them, for musts."""
        sole = defaultdict(list)
        for one in self.current if self.is_live else ():
            if one.sole_holder:
                sole[one.sole_holder].append(one.need.skill.name)
        return dict(sole)


def count_seats(need, holders, learners):
    """How many seats of a need these holders fill, and how many these learners."""
    held = min(len(holders), need.people)
    guides = sum(one.level >= LEAST_OF_A_MENTOR for one in holders)
    most = guides * settings.DIRECTORY["LEARNERS_PER_MENTOR"]
    return held, min(len(learners), need.people - held, most)


def seats_in_words(words, learning, tentative):
    """Such as “3 of 4 found, 1 of them learning · 1 more once confirmed”."""
    if learning:
        words = f"{words}, {learning} of them learning"
    return f"{words} · {tentative} more once confirmed" if tentative else words


def coverage_of(projects, today=None):
    """The coverage of many projects by id, in four queries."""
    today, needs = today or local_day(), defaultdict(list)
    ids = {project.pk: project for project in projects}
    if not ids:
        return {}
    for need in needs_of(Ids(ids)):
        need.project = ids[need.project_id]
        needs[need.project_id].append(need)
    teams = teams_of(ids, today)
    people = {member.pk for team in teams.values() for member in team}
    skills = {need.skill_id for of_project in needs.values() for need in of_project}
    levels, goals = levels_of(people, skills), targets_of(people, skills)
    return {
        project.pk: Coverage(
            status=project.status,
            team=tuple(teams[project.pk]),
            needs=tuple(
                cover(
                    need,
                    teams[project.pk],
                    levels,
                    goals,
                    since=today if project.is_live else date.min,
                )
                for need in sorted(needs[project.pk], key=by_priority)
            ),
        )
        for project in projects
    }


def by_priority(need):
    return BY_PRIORITY.index(need.priority), need.pk


def cover(need, team, levels, goals, since=date.min):
    """Match one need with a team; levels and goals are by person and skill.

    Of days before `since`, nobody is looked for any more.
    """
    holders, learners, near, wishing = [], [], [], []
    if need.has_own_days:
        team = meeting_days(need, team)
    here = {member.pk: member for member in team}
    for member in team:
        key = (member.pk, need.skill_id)
        level = levels.get(key, 0)
        if level >= need.level:
            holders.append(Holder(member, Level(level)))
            continue
        if guides := member.learns and guides_of(member, need, here, levels):
            level = Level(level) if level else None
            learners.append(Learner(member, level, guides))
            continue
        if level and level == need.level - 1:
            near.append(Holder(member, Level(level)))
        if key in goals:
            wishing.append(Holder(member, Level(goals[key])))
    holders.sort(key=lambda holder: (holder.is_tentative, -holder.level))
    learners.sort(key=lambda learner: learner.is_tentative)
    found = map(tuple, (holders, learners, near, wishing))
    return NeedCoverage(need, *found, need.ends_on if need.is_over(since) else None)


def guides_of(member, need, here, levels):
    """Those of the team of whom a member learns the skill, the confirmed ones first."""
    if not need.welcomes_learner:
        return ()
    guides = [
        Guide(here[mentor], is_tentative or here[mentor].is_tentative)
        for skill, mentor, is_tentative in member.learns
        if skill == need.skill_id
        and mentor in here
        and levels.get((mentor, skill), 0) >= LEAST_OF_A_MENTOR
    ]
    return tuple(sorted(guides, key=guide_order))


def guide_order(guide):
    return guide.is_tentative, guide.member.name, guide.member.pk


@CompiledQuery
def needs_of(projects):
    return SkillNeed.objects.filter(project_id__any=projects).select_related("skill")


def levels_of(people, skills):
    """Levels by person and skill, in one query."""
    rows = level_rows(Ids(people), Ids(skills))
    return {(person, skill): level for person, skill, level in rows}


def targets_of(people, skills):
    """The levels that people want to reach, by person and skill, in one query."""
    rows = target_rows(Ids(people), Ids(skills))
    return {(person, skill): level for person, skill, level in rows}


@CompiledQuery
def level_rows(people, skills):
    rows = Expertise.objects.filter(person_id__any=people, skill_id__any=skills)
    return rows.order_by().values_list("person_id", "skill_id", "level")


@CompiledQuery
def target_rows(people, skills):
    rows = LearningGoal.objects.unfinished().filter(
        person_id__any=people, skill_id__any=skills
    )
    return rows.order_by().values_list("person_id", "skill_id", "target_level")
