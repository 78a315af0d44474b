"""Who could take over bookings: one person each, or two or three together.

Singles stand by what they restore, musts before shoulds before coulds, then by the
points that they have as candidates. Several are a team by the exact model, for just
the seats that are to be filled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf

from django.conf import settings
from django.db.models import Q
from django.utils.functional import cached_property

from people.availability.calendar import (
    FOREVER,
    Calendar,
    calendars,
    days_here,
    free_percent,
    working_days_in,
)
from people.availability.windows import project_window
from people.models import Expertise, LearningGoal, Person
from people.words import local_day
from projects.candidates.facts import Known, hours_with, look_up
from projects.candidates.scoring import Need, Parts, Question, points_of
from projects.handovers.seats import ToFill, by_priority_first, seats_to_fill
from projects.models import Assignment
from projects.needs.coverage import Coverage, coverage_of
from projects.teams.facts import option
from projects.teams.model import Suggested, Terms, suggest_teams

MOST_TOGETHER = 3
CLOCK = ("location__time_zone", "works_from", "works_to")


@dataclass(frozen=True)
class Handover:
    """A booking with the percent and days that somebody else is to take over.

    `asked` is unsaved, of these days.
    """

    booking: Assignment
    asked: Assignment
    coverage: Coverage
    to_fill: ToFill

    @property
    def lost(self):
        return self.to_fill.seats

    @cached_property
    def window(self):
        """The days that are looked at, which have an end."""
        return project_window(self.asked)

    @cached_property
    def question(self):
        return Question(
            needs=tuple(
                Need(need.skill_id, need.level, need.priority, need.welcomes_learner)
                for need in (one.need for one in self.lost)
            ),
            percent=self.asked.percent,
            weights=Parts(**settings.DIRECTORY["SCORE_WEIGHTS"]),
            today=local_day(),
        )

    @property
    def lead(self):
        lead = self.booking.project.lead
        return None if lead is None or lead.has_left else lead

    @cached_property
    def team(self):
        """Ids of who is on it, and of who is to be replaced."""
        return {one.pk for one in self.coverage.team} | {self.booking.person_id}


@dataclass(frozen=True, slots=True, eq=False)
class Successor:
    """Somebody who could take over: with the facts of just these days.

    `restores` are the seats by need; the need at `learns` they would learn.
    """

    person: int
    known: Known
    calendar: Calendar
    restores: tuple[int, ...]
    learns: int | None = None
    is_free: bool = False

    @property
    def facts(self):
        return self.known.facts


@dataclass(frozen=True)
class Background:
    """What is known of all who could take over one of the bookings, by their ids."""

    known: Mapping[int, Known] = field(default_factory=dict)
    calendars: Mapping[int, Calendar] = field(default_factory=dict)
    # Time zone, first and last working hour.
    clocks: Mapping[int, tuple] = field(default_factory=dict)


def handovers_of(asked) -> list[Handover]:
    """Of bookings, each with what of it is asked for and with the skills that it uses.

    Four queries, and two for each of who fills no seat unless they come with these.
    """
    coverages = coverage_of({one.project for one, *_ in asked})
    found = []
    for booking, terms, skills in asked:
        coverage = coverages[booking.project_id]
        there = coverage.meeting_days(terms.starts_on, terms.ends_on)
        to_fill = seats_to_fill(there, booking.person, skills)
        found.append(Handover(booking, terms, coverage, to_fill))
    return found


def gather_background(handovers) -> Background:
    """All facts for `successors_of`, in three queries."""
    needs = tuple({need for one in handovers for need in one.question.needs})
    if not needs:
        return Background()
    rows = able_or_willing(needs).values_list("pk", "capacity", *CLOCK)
    people = {pk: row for pk, *row in rows}
    first = min(one.window[0] for one in handovers)
    question = replace(handovers[0].question, needs=needs)
    # Free time and hours are those of each handover's own days.
    days = first, first
    found = look_up(people, question, days, no_hours, limit=None, least=-inf)
    capacities = {pk: people[pk][0] for pk in found.known}
    return Background(
        known=found.known,
        calendars=calendars(capacities, first, FOREVER),
        clocks={pk: clock for pk, (_, *clock) in people.items()},
    )


def no_hours(*clock):
    return None


def able_or_willing(needs):
    """Who is here and meets one of the needs, or would learn what welcomes learners."""
    able = Q()
    for need in needs:
        able |= Q(skill=need.skill, level__gte=need.level)
    welcome = [need.skill for need in needs if need.welcomes_learner]
    willing = LearningGoal.objects.unfinished().filter(skill__in=welcome)
    could = Expertise.objects.filter(able).order_by().values("person")
    could = could.union(willing.order_by().values("person"), all=True)
    return Person.objects.active().filter(pk__in=could).order_by()


def successors_of(handover, background, *, but=()) -> list[Successor]:
    """All who would restore something, best first: those who are free enough."""
    out = {*handover.team, *but}
    zones = {zone: zone for zone, *_ in background.clocks.values() if zone}
    hours = hours_with(handover.lead, zones, handover.window)
    found = []
    for person, known in background.known.items():
        restores, learns = (), None
        if person not in out:
            restores, learns = restored_by(known.facts, handover)
        if any(restores):
            calendar = background.calendars[person]
            facts = facts_in(handover, known.facts, calendar)
            facts = replace(facts, hours=hours(*background.clocks[person]))
            is_free = facts.free >= handover.asked.percent
            known = replace(known, facts=facts)
            found.append(Successor(person, known, calendar, restores, learns, is_free))
    return sorted(found, key=lambda one: sort_key_of(one, handover))


def facts_in(handover, facts, calendar):
    days = handover.window
    return replace(
        facts,
        free=free_percent(calendar, *days),
        days_here=days_here(calendar, *days),
        days=working_days_in(*days),
    )


def sort_key_of(successor, handover):
    restored = by_priority_first(handover.lost, successor.restores)
    points = round(sum(points_of(handover.question, successor.facts)), 9)
    return (
        not successor.is_free,
        tuple(-count for count in restored),
        -points,
        successor.known.sort_name,
        successor.person,
    )


def restored_by(facts, handover):
    """Seats that somebody fills by need, and the place of the one that they learn.

    They hold whatever they can, and may learn one of the others.
    """
    restores, learns = [], None
    for at, one in enumerate(handover.lost):
        held = facts.held.get(one.need.skill_id)
        if held and held.level >= one.need.level:
            restores.append(one.filled_by(held))
            continue
        wants = one.need.welcomes_learner and one.need.skill_id in facts.wants
        learning = one.filled_by(learners=1) if wants and learns is None else 0
        learns = at if learning else learns
        restores.append(learning)
    return tuple(restores), learns


def best_together(handover, free) -> Suggested | None:
    """Two or three of those free who restore more than any alone, if there are any."""
    lost = handover.lost
    if sum(one.count for one in lost) < 2:
        return None
    needs = [one.as_open_need for one in lost]
    options = [option(one.person, one.facts, handover.question, needs) for one in free]
    prices = settings.DIRECTORY["TEAM_PRICES"]
    terms = Terms(
        person=prices["person"],
        unmet=prices["unmet"],
        most=MOST_TOGETHER,
        learners_per_guide=settings.DIRECTORY["LEARNERS_PER_MENTOR"],
    )
    seconds = settings.DIRECTORY["TEAM_SECONDS"]
    (team,) = suggest_teams(needs, options, terms, seconds=seconds, teams=1)
    filled = [one.count - n for one, n in zip(lost, team.shortages, strict=True)]
    alone = [by_priority_first(lost, one.restores) for one in free]
    is_more = by_priority_first(lost, filled) > max(alone, default=())
    return team if len(team.people) > 1 and is_more else None
