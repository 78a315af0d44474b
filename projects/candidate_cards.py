"""What the page shows of each candidate, worked out for a whole page at once."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from people import rules
from people.availability import DAY, FOREVER, calendars, free_percent
from people.cards import Listed, clock, listed_people
from people.free_time import (
    FreeTime,
    free_in_period,
    free_time,
    later_words,
    never_reason,
)
from people.models import Priority
from people.track_record import Record, outcome_records
from projects.candidate_markup import fit_list, number, points_table
from projects.candidate_words import Fit, counterfactual_words, fit_of
from projects.models import Project, SkillNeed
from projects.ranking import Ranked
from projects.scoring import Parts, Question, meets, points_of


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate: the score with its parts, and what stands behind each."""

    person: Listed
    ranked: Ranked
    points: Parts
    weights: Parts
    percent: int
    fits: list[Fit]
    free_time: FreeTime
    free_in_period: str
    comes_free: str
    never_why: str
    free_if_tentative: int
    wishes: str
    record: Record | None
    clock: str
    what_if: str
    book: str

    @property
    def score(self):
        """Whole points; `total` is what the page says."""
        return round(sum(self.points))

    @property
    def total(self):
        return number(sum(self.points))

    @property
    def most(self):
        return sum(self.weights)

    @property
    def points_table(self):
        return points_table(self.points, self.weights)

    @property
    def fit_list(self):
        return fit_list(self.fits)

    @property
    def met(self):
        return sum(fit.state == "met" for fit in self.fits)

    @property
    def free_words(self):
        """What is free in the whole window, if plans come true, and enough of it."""
        free = self.ranked.facts.free
        words = [self.free_in_period]
        if self.free_if_tentative != free:
            words.append(f"{self.free_if_tentative} % if tentative work goes ahead")
        if free < self.percent:
            words.append(self.until_enough)
        elif self.ranked.facts.presence < 1:
            words.append(self.free_time.words)
        first, *others = dict.fromkeys(words)
        return "; ".join([first, *map(uncapitalised, others)])

    @property
    def until_enough(self):
        """When what is asked for comes free and what is until then, or why never."""
        if not self.comes_free:
            return f"{self.percent} % never comes free: {self.never_why}"
        until = self.free_time.words
        return until if until == self.comes_free else f"{until}, {self.comes_free}"

    @property
    def hours(self):
        hours = self.ranked.facts.hours
        return None if hours is None else number(hours)

    @property
    def place(self):
        """Job title, team, place and the time there, as far as they are known."""
        person = self.person
        place = f"{person.location}, {self.clock}" if person.location else ""
        return " · ".join(filter(None, [person.job_title, person.team, place]))


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cards of a page have in common; `needs` are the open ones."""

    project: Project
    needs: list[SkillNeed]
    question: Question
    window: tuple[date, date]
    now: datetime
    user: object

    @property
    def skill_names(self):
        return {need.skill_id: need.skill.name for need in self.needs}


def candidate_cards(candidates, filterset, *, user):
    """The cards of ranked people, in that order, in 3 queries."""
    if not candidates:
        return []
    setting = Setting(
        project=filterset.project,
        needs=filterset.needs,
        question=filterset.question,
        window=filterset.criteria["window"],
        now=timezone.now(),
        user=user,
    )
    ids = [one.person for one in candidates]
    people = listed_people(ids)
    since = min(setting.window[0], timezone.localdate()) - 7 * DAY
    capacities = {person.pk: person.capacity for person in people.values()}
    calendar = calendars(capacities, since, FOREVER)
    records = outcome_records(ids)
    return [
        card_of(
            one, people[one.person], calendar[one.person], records[one.person], setting
        )
        for one in candidates
    ]


def uncapitalised(words):
    return f"{words[0].lower()}{words[1:]}"


def card_of(ranked, person, calendar, record, setting):
    question, needs, window = setting.question, setting.needs, setting.window
    fits = [fit_of(need, ranked.facts, question.today) for need in needs]
    return CandidateCard(
        person=person,
        ranked=ranked,
        points=points_of(question, ranked.facts),
        weights=question.weights,
        percent=question.percent,
        fits=fits,
        free_time=free_time(calendar, *window, question.percent),
        free_in_period=free_in_period(calendar, *window, ranked.facts.free),
        comes_free=later_words(calendar, *window, question.percent),
        never_why=never_reason(calendar, question.percent),
        free_if_tentative=free_percent(calendar, *window, with_tentative=True),
        wishes=wish_words(needs, ranked.facts),
        record=record if rules.may_see_success_rates(setting.user, person) else None,
        clock=clock(person.time_zone, setting.now),
        what_if=counterfactual_words(ranked, question, setting.skill_names),
        book=book_address(person, ranked.facts, setting),
    )


def wish_words(needs, facts):
    """Goals that open needs welcome, with how pressing they are."""
    skills = {need.skill_id: need.skill.name for need in needs if need.welcomes_learner}
    return ", ".join(
        f"{name} ({Priority(facts.wants[skill]).label.lower()})"
        for skill, name in skills.items()
        if skill in facts.wants
    )


def book_address(person, facts, setting):
    """The page that books the person, with what is asked for filled in.

    The skills are those of which a need is met; a learner's seat is offered to who
    meets none of them.
    """
    start, end = setting.window
    pairs = [("percent", setting.question.percent), ("from", start)]
    if setting.project.ends_on:
        pairs.append(("to", end))
    asked = zip(setting.needs, setting.question.needs, strict=True)
    met = [row.skill.slug for row, need in asked if meets(need, facts)]
    pairs += [("skill", slug) for slug in dict.fromkeys(met)]
    if not met:
        wanted = [
            ("learns", need.skill.slug)
            for need in setting.needs
            if need.welcomes_learner and need.skill_id in facts.wants
        ]
        pairs += wanted[:1]
    path = reverse("projects:book", args=[setting.project.slug, person.slug])
    return f"{path}?{urlencode(pairs)}"
