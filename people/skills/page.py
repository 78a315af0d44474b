"""One skill's page: who has it, who wants it, who could teach it, where it lacks.

Skills that the same people have.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, Window

from people.availability.calendar import FOREVER, calendars, days_here, free_percent
from people.availability.windows import default_window
from people.availability.words import free_words
from people.database.compiled import CompiledQuery
from people.directory.cards import people_with_ids
from people.fields import Ids
from people.models import Expertise, LearningGoal, Level, Person, Skill
from people.records.demand import demands
from people.records.wishes import with_service
from people.skills.figures import SkillFigures
from people.skills.rows import holder_row

LEAST_COMMON = 3


@dataclass(frozen=True, slots=True)
class NearSkill:
    """A skill, the people who have it and another one, and who has either."""

    skill: Skill
    both: int
    either: int
    lift: float

    @property
    def percent(self):
        return round(100 * self.both / self.either)

    @property
    def times(self):
        """How many times as often as chance would have it, such as 2.4."""
        return f"{self.lift:.1f}"


def near_skills(skill, holders, everybody):
    """Skills near to one that `holders` people of `everybody` have, nearest first.

    Nearness is the Jaccard index over people, |A ∩ B| / |A ∪ B|, of skills that at
    least three people have together, and more of them than chance would give: the
    lift, |A ∩ B| · N / (|A| · |B|), is above 1. Two queries.
    Source: P. Jaccard, New Phytologist 11 (1912).
    """
    if holders < LEAST_COMMON:
        return []
    found = {}
    for other, both, people in common_counts(skill.pk):
        lift = both * everybody / (holders * people)
        if lift > 1:
            found[other] = (both, holders + people - both, lift)
    nearest = sorted(found, key=lambda pk: (-found[pk][0] / found[pk][1], pk))
    skills = {skill.pk: skill for skill in active_skills(Ids(nearest))}
    return [NearSkill(skills[pk], *found[pk]) for pk in nearest if pk in skills]


@CompiledQuery
def common_counts(skill):
    """Rows of another skill, the people who have both, and who have the other."""
    having = Expertise.objects.order_by().filter(skill=skill).values("person")
    return (
        Expertise.objects.order_by()
        .filter(person__in=Person.objects.active().order_by().values("pk"))
        .exclude(skill=skill)
        .values_list("skill")
        .annotate(both=Count("pk", filter=Q(person__in=having)), people=Count("pk"))
        .filter(both__gte=LEAST_COMMON)
    )


@CompiledQuery
def active_skills(ids):
    return Skill.objects.active().filter(pk__any=ids).order_by()


MOST_HOLDERS = 25
MOST_WISHES = 8
MOST_MENTORS = 6
MOST_DEMANDS = 8
MOST_NEAR = 8


class HolderRow(NamedTuple):
    """A person's level in the skill, as the database gives it."""

    person: int
    level: int
    last_used_on: date | None
    capacity: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has the skill, and when they have time."""

    person: Person
    level: Level
    last_used_on: date | None
    free: str

    @property
    def html(self):
        return holder_row(self)


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """The first people at one level; counts of all at it, and at it or above."""

    level: Level
    count: int
    at_least: int
    holders: list[Holder]


class SkillProfile:
    """All that the page of a skill shows; 9 queries, however many people have it."""

    def __init__(self, skill):
        rows = holder_rows(skill)
        shown = {level: [] for level in reversed(Level)}
        for row in rows:
            if len(shown[row.level]) < MOST_HOLDERS:
                shown[row.level].append(row)
        calendar = calendars_of(rows, shown)
        teaching = mentors_of(rows, calendar)
        listed = [row for of_level in shown.values() for row in of_level]
        holders = holders_of([*listed, *teaching], calendar)
        self.wishes = first_goals(skill.pk)
        self.skill = skill
        self.demands = sorted(demands(skill), key=lambda demand: demand.urgency)
        self.figures = SkillFigures(
            levels=Counter(row.level for row in rows),
            wanted=self.wishes[0].count if self.wishes else 0,
            missing=sum(demand.missing for demand in self.demands),
        )
        self.groups = level_groups(shown, holders, self.figures)
        self.mentors = [holders[row.person] for row in teaching]
        self.near = near_skills(skill, len(rows), Person.objects.active().count())

    @property
    def first_demands(self):
        return self.demands[:MOST_DEMANDS]

    @property
    def first_near(self):
        return self.near[:MOST_NEAR]

    @property
    def more_near(self):
        return self.near[MOST_NEAR:]

    @property
    def mentor_count(self):
        return self.figures.at_least(Level.PRACTITIONER)

    @property
    def project_count(self):
        return len({one.project for one in self.demands})

    @property
    def more_wishes(self):
        return self.figures.wanted - len(self.wishes)


def holder_rows(skill):
    """All who have the skill, by name, in one query."""
    return list(map(HolderRow._make, levels_in(skill.pk)))


@CompiledQuery
def levels_in(skill):
    people = Person.objects.active().order_by().values("pk")
    rows = Expertise.objects.filter(skill=skill, person__in=people)
    columns = ("person", "level", "last_used_on", "person__capacity")
    return rows.order_by("person__sort_name", "person").values_list(*columns)


def calendars_of(rows, shown):
    """The calendars of who is shown and of who may be a mentor."""
    named = {row.person for of_level in shown.values() for row in of_level}
    today, _ = default_window()
    return calendars(
        {
            row.person: row.capacity
            for row in rows
            if row.level >= Level.PRACTITIONER or row.person in named
        },
        today,
        FOREVER,
    )


def mentors_of(rows, calendar):
    """Practitioners and experts, those with the most free time first.

    That is what is free in the window, times the days on which they are here.
    """
    window = default_window()
    able = [row for row in rows if row.level >= Level.PRACTITIONER]
    time = {row.person: time_in(calendar[row.person], *window) for row in able}
    able.sort(key=lambda row: (-time[row.person], -row.level))
    return able[:MOST_MENTORS]


def time_in(calendar, start, end):
    return free_percent(calendar, start, end) * days_here(calendar, start, end)


def holders_of(rows, calendar):
    """What the page says of each person, by id, in one query."""
    window = default_window()
    people = people_with_ids({row.person for row in rows})
    return {
        row.person: Holder(
            people[row.person],
            Level(row.level),
            row.last_used_on,
            free_words(calendar[row.person], *window),
        )
        for row in rows
    }


def level_groups(shown, holders, figures):
    return [
        LevelGroup(
            level,
            figures.levels[level],
            figures.at_least(level),
            [holders[row.person] for row in rows],
        )
        for level, rows in shown.items()
    ]


@CompiledQuery
def first_goals(skill):
    """The most pressing open goals for the skill, each with the `count` of all."""
    people = Person.objects.active().order_by().values("pk")
    goals = LearningGoal.objects.unfinished().filter(skill=skill, person__in=people)
    goals = goals.annotate(count=Window(Count("pk"))).select_related("person__team")
    return with_service(goals).order_by("-priority", "set_on", "pk")[:MOST_WISHES]
