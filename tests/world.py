"""All people and projects as plain objects, loaded from the database once.

The independent side of `tests.brute_force`: nothing here calls the code under test.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from people.models import Absence, Expertise, LearningGoal, Person, Skill
from projects.models import Assignment, Project


@dataclass(frozen=True, eq=False)
class Undertaking:
    """A project as far as the people list asks about it."""

    slug: str
    words: frozenset
    is_cancelled: bool
    outcome: str


@dataclass(frozen=True, eq=False)
class Stint:
    """A booking; `ends` is `None` while it is open."""

    project: Undertaking
    percent: int
    starts: date
    ends: date | None
    is_confirmed: bool

    def covers(self, day):
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, eq=False)
class Someone:
    """A person with everything that the list can ask about."""

    id: int
    slug: str
    sort_name: str
    words: frozenset
    team: str | None
    location: str | None
    zone: str | None
    works_from: time
    works_to: time
    capacity: int
    joined: date | None
    left: date | None
    confirmed: datetime | None
    levels: dict
    goals: frozenset
    stints: tuple
    absences: tuple

    def is_away(self, day):
        return any(first <= day <= last for first, last in self.absences)


@dataclass(frozen=True, eq=False)
class World:
    """Everybody and everything; `words` are those of any text, whoever has it."""

    today: date
    people: tuple
    projects: dict
    words: frozenset
    skill_words: frozenset


def folded(text):
    """Lower case without accents, and of ASCII only letters, digits, + and #."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in plain if not "\u0300" <= one <= "\u036f").lower()
    plain = plain.translate(str.maketrans("øłđðħı", "olddhi"))
    return "".join(
        one if not one.isascii() or one.isalnum() or one in "+#" else " "
        for one in plain
    )


def words_of(*texts):
    return frozenset(word for text in texts for word in folded(text).split(" ")) - {""}


def load_world(today):
    projects = {
        row.pk: Undertaking(
            row.slug, words_of(row.name), row.status == "cancelled", row.outcome
        )
        for row in Project.objects.all()
    }
    skills = {
        row.slug: words_of(row.name, *(alias.name for alias in row.aliases.all()))
        for row in Skill.objects.prefetch_related("aliases")
    }
    facts = load_facts(projects)
    people = tuple(
        someone(row, skills, *(of_person[row.pk] for of_person in facts))
        for row in Person.objects.select_related("team", "location")
    )
    texts = [one.words for one in (*people, *projects.values())]
    skill_words = frozenset().union(*skills.values())
    words = skill_words.union(*texts)
    return World(today, people, projects, words, skill_words)


def load_facts(projects):
    """Levels, unfinished goals, bookings and absences, each by person."""
    levels, goals, stints, absences = (defaultdict(list) for _ in range(4))
    for row in Expertise.objects.select_related("skill"):
        levels[row.person_id].append((row.skill.slug, row.level))
    for row in LearningGoal.objects.select_related("skill"):
        if row.status in ("open", "in_progress"):
            goals[row.person_id].append(row.skill.slug)
    for row in Assignment.objects.all():
        stints[row.person_id].append(
            Stint(
                projects[row.project_id],
                row.percent,
                row.starts_on,
                row.ends_on,
                row.status == "confirmed",
            )
        )
    for row in Absence.objects.all():
        absences[row.person_id].append((row.starts_on, row.ends_on))
    return levels, goals, stints, absences


def days_after(left_on):
    return ((left_on + timedelta(1), date.max),) if left_on else ()


def days_before(joined_on):
    return ((date.min, joined_on - timedelta(1)),) if joined_on else ()


def someone(row, skills, levels, goals, stints, absences):
    places = [one.name for one in (row.team, row.location) if one]
    words = words_of(row.name, row.job_title, row.bio, *places).union(
        *(skills[slug] for slug, _ in levels), *(one.project.words for one in stints)
    )
    return Someone(
        id=row.pk,
        slug=row.slug,
        sort_name=" ".join(folded(f" {row.name} ").split(" ")).strip(" "),
        words=words,
        team=row.team and row.team.slug,
        location=row.location and row.location.slug,
        zone=row.location and row.location.time_zone,
        works_from=row.works_from,
        works_to=row.works_to,
        capacity=row.capacity,
        left=row.left_on,
        confirmed=row.confirmed_at,
        levels=dict(levels),
        goals=frozenset(goals),
        stints=tuple(stints),
        joined=row.joined_on,
        absences=(*absences, *days_before(row.joined_on), *days_after(row.left_on)),
    )
