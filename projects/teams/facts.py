"""What a team is suggested from: the seats that are open, and who could take them.

The fit of somebody for a need is that of candidates: of 100 points the share for the
skill, free time and shared hours, less for a need that weighs less. Growth is the
share for goals. Whoever has less free time than is asked for, in the days of a need,
takes no seat of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from django.conf import settings

from people.directory.search import ids_found
from people.models import Priority
from projects.candidates.facts import Known, hours_with, look_up
from projects.candidates.scoring import Question, backing
from projects.models import NeedPriority
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.coverage import NeedCoverage
from projects.teams.model import OpenNeed, Option, Terms


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """Open needs with who fills seats already, and facts of people by id."""

    open: Sequence[NeedCoverage]
    known: Mapping[int, Known]
    needs: Sequence[OpenNeed]
    options: Sequence[Option]
    terms: Terms


def gather_facts(filterset) -> TeamFacts:
    """The facts for a valid `TeamFilterSet`, in two queries."""
    criteria, coverage = filterset.criteria, filterset.coverage
    lead = filterset.project.lead
    lead = None if lead and lead.has_left else lead
    hours = hours_with(lead, filterset.zones, criteria["window"])
    found = look_up(
        list(ids_found(filterset)) if coverage.open_needs else (),
        filterset.question,
        criteria["window"],
        hours,
        limit=None,
        least=-inf,
    )
    without = {person.pk for person in criteria["without"]}
    needs = [open_need(one, criteria["learners"]) for one in coverage.open_needs]
    options = [
        option(person, one.facts, filterset.question, needs)
        for person, one in sorted(found.known.items())
        if is_free(one.facts, filterset.question) and person not in without
    ]
    return TeamFacts(
        coverage.open_needs, found.known, needs, options, terms_of(criteria, needs)
    )


def is_free(facts, question):
    """Whether somebody is free as much as is asked in the days of any need."""
    if not facts.within:
        return facts.free >= question.percent
    times = map(facts.time_for, question.needs)
    return any(time.free >= question.percent for time in times)


def terms_of(criteria, needs):
    prices = settings.DIRECTORY["TEAM_PRICES"]
    return Terms(
        person=prices["person"],
        unmet=prices["unmet"],
        most=criteria["most"] or sum(need.people for need in needs),
        least=criteria["least"] or 0,
        locked=frozenset(person.pk for person in criteria["with"]),
        learners_per_guide=settings.DIRECTORY["LEARNERS_PER_MENTOR"],
    )


def open_need(covered, learners):
    """The need as confirmed bookings leave it."""
    need = covered.need
    holders = [one for one in covered.holders if not one.is_tentative]
    return OpenNeed(
        people=need.people,
        price=settings.DIRECTORY["TEAM_PRICES"][need.priority],
        welcomes_learner=need.welcomes_learner and learners == "on",
        holders=len(holders),
        guides=sum(one.level >= LEAST_OF_A_MENTOR for one in holders),
        learners=sum(not one.is_tentative for one in covered.learners),
    )


def option(person, facts, question: Question, needs):
    """What somebody could do: needs in whose days they are free as much as is asked."""
    holds, learns, guides = {}, {}, set()
    for at, (need, opened) in enumerate(zip(question.needs, needs, strict=True)):
        if facts.within and facts.time_for(need).free < question.percent:
            continue
        held = facts.held.get(need.skill)
        if held and held.level >= need.level:
            holds[at] = seat_fit(question, need, facts, held)
            guides |= {at} if held.level >= LEAST_OF_A_MENTOR else set()
        elif opened.welcomes_learner and need.skill in facts.wants:
            learns[at] = seat_growth(question, facts.wants[need.skill])
    return Option(person, holds, learns, frozenset(guides))


def seat_fit(question, need, facts, held):
    """Points of 100 for who holds a must: by skill, free time and shared hours."""
    weights, per_need = question.weights, settings.DIRECTORY["NEED_WEIGHTS"]
    presence = facts.time_for(need).presence
    used = facts.used.get(need.skill, 0)
    trust = question.fresh[held.last_used_on] * question.trust[backing(held, used)]
    points = weights.skills * trust + weights.availability * presence
    points += weights.overlap * min(1, (facts.hours or 0) / question.enough_hours)
    share = per_need[need.priority] / per_need[NeedPriority.MUST]
    return round(100 * points * share / sum(weights))


def seat_growth(question, priority):
    weights = question.weights
    return round(100 * weights.growth * priority / Priority.HIGH / sum(weights))
