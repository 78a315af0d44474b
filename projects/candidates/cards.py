"""What the page shows of each candidate, worked out for a whole page at once.

A candidate's facts in the words of the page.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone

from people import rules
from people.availability.calendar import DAY, FOREVER, calendars, free_percent
from people.availability.words import (
    free_in_period,
    free_time,
    later_words,
    never_reason,
)
from people.directory.cards import listed_people
from people.models import Level, Priority
from people.paths import path_to
from people.records.track_record import outcome_records
from people.words import clock, local_day, months_ago, months_between
from projects.candidates.days import days_to_book, free_by_need, window_and_time
from projects.candidates.markup import around_rows, candidate_rows, in_tenths, number
from projects.candidates.scoring import (
    Held,
    backing,
    closeness,
    least_time,
    meets,
    points_of,
)

SHORT = {1: "one level short", 2: "two levels short"}


class Fit(NamedTuple):
    """How somebody stands to one need: `met`, `near` or `missing`, and why.

    The words of a missing one are the level needed; `wants` is a goal that the need
    welcomes.
    """

    state: str
    skill: str
    level: Level | None
    words: str
    wants: bool = False

    @property
    def short_words(self):
        level = f", {self.level.label}" if self.level else ""
        return f"{self.state}{level}{', wants to learn it' if self.wants else ''}"


def fit_of(need, facts, today):
    """The fit of a `SkillNeed`."""
    held = facts.held.get(need.skill_id, Held(0))
    share = closeness(held.level, need.level)
    state = "met" if held.level >= need.level else "near" if share else "missing"
    wants = need.welcomes_learner and need.skill_id in facts.wants
    if state == "missing":
        level = Level(held.level) if held.level else None
        return Fit(state, need.skill.name, level, Level(need.level).label, wants)
    parts = [backing_words(held, facts.used.get(need.skill_id, 0))]
    parts.append(age_words(held.last_used_on, today))
    if state != "met":
        short = SHORT[need.level - held.level]
        parts.insert(0, f"{short} of {Level(need.level).label}")
    return Fit(state, need.skill.name, Level(held.level), ", ".join(parts), wants)


def backing_words(held, used):
    """What stands behind a level."""
    kind = backing(held, used)
    if kind == "used":
        return f"used on {used} finished project{'s' * (used > 1)}"
    return "confirmed by a colleague" if kind == "endorsed" else "stated only"


def age_words(last_used_on, today):
    """How long ago a skill was last used."""
    if last_used_on is None:
        return "last use not stated"
    months = months_between(last_used_on, today)
    if months < 24:
        return f"last used {months_ago(last_used_on, today)}"
    return f"last used {months // 12} years ago"


def counterfactual_words(ranked, question, skills):
    """One sentence on what would move somebody up; `skills` are names by id."""
    change = ranked.counterfactual
    if change is None:
        if ranked.rank > 1:
            return "No single change would move this candidate up."
        if ranked.lead is None:
            return "The only candidate."
        if ranked.lead == 0:
            return "Ranks 1st, with as many points as the 2nd."
        return f"Ranks 1st, {points_words(ranked.lead)} ahead of the 2nd."
    would = f"Would rank {ordinal(change.rank)} if"
    if change.need is None:
        time = least_time(question, ranked.facts)
        return f"{would} {time_words(time, question.percent)}."
    skill, level = change.need.skill, Level(change.need.level)
    held = ranked.facts.held.get(skill)
    now = f"is {Level(held.level).label}" if held else "not stated now"
    return f"{would} {level.label} in {skills[skill]}; {now}."


def time_words(time, asked):
    """The free time that somebody would need, and what there is."""
    has_enough, days = time.free >= asked, f"{time.days} days"
    if time.days_here == time.days:
        return f"{asked} % free; is {time.free} % free"
    if has_enough:
        return f"here on all {days}; is here on {time.days_here}"
    here = f"{time.free} % free, here on {time.days_here}"
    return f"{asked} % free on all {days}; is {here}"


def ordinal(number):
    """1st, 2nd, 3rd, 4th, 11th."""
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def points_words(points):
    """Points with one place behind the point, where it says anything."""
    shown = f"{points:.1f}".removesuffix(".0")
    return f"{shown} point{'s' * (shown != '1')}"


class CandidateCard:
    """One candidate: the score with its parts, and what stands behind each.

    `filterset` is what was asked; `record` is `None` for who may not see it, and
    `around` what all rows of the page have in common.
    """

    def __init__(self, ranked, person, calendar, record, filterset, around):
        question, needs = filterset.question, filterset.needs
        facts, percent = ranked.facts, question.percent
        window, self.time = window_and_time(filterset, facts)
        self.ranked, self.person, self.record = ranked, person, record
        self.question, self.around = question, around
        self.points = points_of(question, facts)
        self.fits = [fit_of(need, facts, question.today) for need in needs]
        self.free_time = free_time(calendar, *window, percent)
        self.free_in_period = free_in_period(calendar, *window, self.time.free)
        self.comes_free = later_words(calendar, *window, percent)
        self.never_why = never_reason(calendar, percent)
        self.free_if_tentative = free_percent(calendar, *window, with_tentative=True)
        self.wishes = wish_words(needs, facts)
        self.free_by_need = list(free_by_need(filterset, facts))
        self.is_shortlisted = person.pk in filterset.project.shortlisted
        self.clock = clock(person.time_zone, timezone.now())
        self.what_if = counterfactual_words(
            ranked, question, {need.skill_id: need.skill.name for need in needs}
        )
        self.anchor = f"at-{ranked.rank}"
        self.book = book_address(person, facts, filterset, self.anchor)

    @property
    def score(self):
        """Whole points; `total` is what the page says."""
        return round(sum(self.points))

    @property
    def total(self):
        return in_tenths(sum(self.points))

    @property
    def most(self):
        return sum(self.question.weights)

    @property
    def html(self):
        return candidate_rows(self)

    @property
    def free_words(self):
        """What is free in the whole window, if plans come true, and enough of it."""
        free, percent = self.time.free, self.question.percent
        words = [self.free_in_period]
        if self.free_if_tentative != free:
            words.append(f"{self.free_if_tentative} % if tentative work goes ahead")
        if free < percent:
            words.append(self.until_enough)
        elif self.time.presence < 1:
            words.append(self.free_time.words)
        first, *others = dict.fromkeys(words)
        return "; ".join([first, *map(uncapitalised, others)])

    @property
    def until_enough(self):
        """When what is asked for comes free and what is until then, or why never."""
        if not self.comes_free:
            return f"{self.question.percent} % never comes free: {self.never_why}"
        until = self.free_time.words
        return until if until == self.comes_free else f"{until}, {self.comes_free}"

    @property
    def hours(self):
        hours = self.ranked.facts.hours
        return None if hours is None else number(hours)

    @property
    def place(self):
        """Job title, team and the time there, as far as they are known."""
        person = self.person
        return " · ".join(filter(None, [person.job_title, person.team, self.clock]))


def candidate_cards(candidates, filterset, *, user) -> list[CandidateCard]:
    """The cards of ranked people, in that order, in 3 queries."""
    if not candidates:
        return []
    ids = [candidate.person for candidate in candidates]
    people = listed_people(ids)
    since = min(filterset.criteria["window"][0], local_day()) - 7 * DAY
    capacities = {person.pk: person.capacity for person in people.values()}
    calendar = calendars(capacities, since, FOREVER)
    records = {
        pk: record if rules.may_see_success_rates(user, people[pk]) else None
        for pk, record in outcome_records(ids).items()
    }
    around = around_rows(filterset)
    return [
        CandidateCard(
            candidate, people[pk], calendar[pk], records[pk], filterset, around
        )
        for pk, candidate in zip(ids, candidates, strict=True)
    ]


def uncapitalised(words):
    return f"{words[0].lower()}{words[1:]}"


def wish_words(needs, facts):
    """Goals that open needs welcome, with how pressing they are."""
    skills = {need.skill_id: need.skill.name for need in needs if need.welcomes_learner}
    return ", ".join(
        f"{name} ({Priority(facts.wants[skill]).label.lower()})"
        for skill, name in skills.items()
        if skill in facts.wants
    )


def book_address(person, facts, filterset, anchor):
    """The page that books the person, with what is asked for filled in.

    The skills are those of which a need is met; a learner's seat is offered to who
    meets none of them, or is looked for by the goal. From there one is back on the
    list, at the anchor.
    """
    project, needs = filterset.project, filterset.needs
    start, end = days_to_book(filterset, facts)
    pairs = [("percent", filterset.question.percent), ("from", start)]
    pairs += [("to", end)] if end else []
    asked = zip(needs, filterset.question.needs, strict=True)
    met = [row.skill.slug for row, need in asked if meets(need, facts)]
    pairs += [("skill", slug) for slug in dict.fromkeys(met)]
    asked_to_learn = {skill.pk for skill in filterset.criteria["goal"]}
    wanted = [
        ("learns", need.skill.slug)
        for need in needs
        if need.welcomes_learner and need.skill_id in facts.wants
        if not met or need.skill_id in asked_to_learn
    ]
    pairs += wanted[:1]
    pairs.append(("next", f"{filterset.request.get_full_path()}#{anchor}"))
    path = path_to("projects:book", project.slug, person.slug)
    return f"{path}?{urlencode(pairs)}"
