"""The people list answered the slow way: one person and one day after the other.

Written from the product's contract and not from `people`, so that the two can be
compared. Nothing here touches the database.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from tests.world import folded

DAY = timedelta(days=1)
SUCCESSES = {"in_use", "answered"}
JUDGED = {*SUCCESSES, "not_met", "not_adopted"}
SHRINK = 10
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """The parameters of `/people/`, read; `skill` holds pairs of slug and level."""

    q: str = ""
    skill: tuple = ()
    match: str = "all"
    goal: tuple = ()
    free: int | None = None
    start: date | None = None
    end: date | None = None
    team: tuple = ()
    location: tuple = ()
    tz: str = ""
    overlap: float = 4
    success: int | None = None
    judged: int = 3
    project: str = ""
    sort: str = "name"

    def window(self, today):
        start = self.start or today
        return start, self.end or start + 27 * DAY


def answer(world, asked):
    """The people asked for, in order."""
    return in_order(world, those_who_pass(world, asked), asked)


def those_who_pass(world, asked, **other):
    asked = replace(asked, **other)
    return [one for one in world.people if passes(world, one, asked)]


def passes(world, one, asked):
    return (
        (one.left is None or one.left >= world.today)
        and has_text(world, one, asked.q)
        and has_skills(one, asked)
        and (not asked.goal or not one.goals.isdisjoint(asked.goal))
        and (not asked.team or one.team in asked.team)
        and (not asked.location or one.location in asked.location)
        and (not asked.project or was_on(one, asked.project))
        and (not asked.free or free(world, one, asked) >= asked.free)
        and (not asked.tz or shared_hours(world, one, asked) >= asked.overlap)
        and (asked.success is None or succeeds(world, one, asked))
    )


# Text and skills


def has_text(world, one, text):
    words = list(dict.fromkeys(folded(text).split()))
    return all(
        any(begins(word, asked) for word in one.words)
        or is_initial(world, one, place, words)
        or is_part(world, one, place, words)
        or is_plural(world, one, place, words)
        for place, asked in enumerate(words)
    )


def begins(word, asked):
    return word == asked if is_short(asked) else word.startswith(asked)


def is_short(word):
    return len(word) < 3 and word.isascii()


def is_initial(world, one, place, words):
    """One or two letters begin a name beside another word that does, or alone."""
    asked = words[place]
    around = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
    return is_short(asked) and any(
        begins_name(one, asked)
        and begins_name(one, other)
        and not (is_exact(world, asked) and is_exact(world, other))
        for other in around or [asked]
    )


def is_exact(world, word):
    return is_short(word) and word in world.skill_words


def begins_name(one, asked):
    return any(word.startswith(asked) for word in one.sort_name.split())


def is_part(world, one, place, words):
    """Two words may be one that somebody has, if neither is long."""
    pairs = [words[at : at + 2] for at in (place - 1, place) if at >= 0]
    return any(
        len(pair) == 2
        and not any(is_exact(world, word) for word in pair)
        and min(map(len, pair)) <= 4 <= len("".join(pair))
        and any(word.startswith("".join(pair)) for word in one.words)
        for pair in pairs
    )


def is_plural(world, one, place, words):
    """What nobody has stands for the first singular that somebody has."""
    single = singular(world, place, tuple(words))
    return single is not None and any(begins(word, single) for word in one.words)


@cache
def singular(world, place, words):
    # That of the world: all words of any text.
    if knows(world, words[place]) or is_part(world, world, place, words):
        return None
    known = (word for word in singulars(words[place]) if knows(world, word))
    return next(known, None)


def knows(world, asked):
    return any(begins(word, asked) for word in world.words)


def singulars(word):
    endings = (("ies", "y"), ("s", ""), ("es", ""))
    if len(word) < 4 or word.endswith("ss"):
        return []
    return [
        word.removesuffix(end) + instead
        for end, instead in endings
        if word.endswith(end) and not (end == "es" and word.endswith("ies"))
    ]


def has_skills(one, asked):
    if not asked.skill:
        return True
    combine = all if asked.match == "all" else any
    return combine(one.levels.get(slug, 0) >= level for slug, level in asked.skill)


def was_on(one, project):
    return any(stint.project.slug == project for stint in one.stints)


# Time


def free(world, one, asked):
    """What is free from the window's first working day on."""
    start, end = asked.window(world.today)
    first = next(day for n in range(3) if (day := start + DAY * n).weekday() < 5)
    is_late = one.joined is not None and one.joined > first
    return 0 if is_late else free_percent(one, start, end)


@cache
def free_percent(one, start, end):
    days = [start + DAY * number for number in range((end - start).days + 1)]
    percents = [
        one.capacity - load(one, day)
        for day in days
        if day.weekday() < 5 and not one.is_away(day)
    ]
    return max(0, min(percents, default=0))


def load(one, day):
    return sum(
        stint.percent
        for stint in one.stints
        if stint.covers(day) and stint.is_confirmed and not stint.project.is_cancelled
    )


def shared_hours(world, one, asked):
    if one.zone is None:
        return -1
    start, end = asked.window(world.today)
    middle = start + DAY * ((end - start).days // 2)
    return min(
        hours_on(day, one.zone, one.works_from, one.works_to, asked.tz)
        for day in (start, middle, end)
    )


@cache
def hours_on(day, zone, works_from, works_to, other_zone):
    """The minutes of a working day in which an office elsewhere is open, as hours."""
    last = day if works_to > works_from else day + DAY
    begin, end = (
        datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)
        for on, clock in ((day, works_from), (last, works_to))
    )
    minutes = range(int((end - begin).total_seconds()) // 60)
    there = ZoneInfo(other_zone)
    clocks = [(begin + timedelta(minutes=n)).astimezone(there) for n in minutes]
    return sum(9 <= clock.hour < 17 for clock in clocks) / 60


# Success


def record(world, one):
    """Successes and judged projects, each project once."""
    begun = {
        stint.project: stint.project.outcome
        for stint in one.stints
        if stint.is_confirmed and stint.starts <= world.today
    }
    outcomes = list(begun.values())
    return sum(o in SUCCESSES for o in outcomes), sum(o in JUDGED for o in outcomes)


def succeeds(world, one, asked):
    won, judged = record(world, one)
    return judged >= max(1, asked.judged) and 100 * won >= asked.success * judged


@cache
def average(world):
    outcomes = [project.outcome for project in world.projects.values()]
    judged = sum(outcome in JUDGED for outcome in outcomes)
    won = sum(outcome in SUCCESSES for outcome in outcomes)
    return Fraction(won, judged) if judged else Fraction(1, 2)


def shrunk_rate(world, one):
    won, judged = record(world, one)
    return (won + SHRINK * average(world)) / (judged + SHRINK)


# Order


def in_order(world, people, asked):
    """Best first; a leading minus turns that round, ties are by name either way."""
    by_name = sorted(people, key=lambda one: (one.sort_name, one.id))
    sort, is_turned = asked.sort.removeprefix("-"), asked.sort.startswith("-")
    if sort == "name":
        return by_name[::-1] if is_turned else by_name
    best = {
        "level": lambda one: sum(one.levels.get(slug, 0) for slug, _ in asked.skill),
        "free": lambda one: free(world, one, asked),
        "success": lambda one: shrunk_rate(world, one),
        "confirmed": lambda one: one.confirmed or NEVER,
    }
    return sorted(by_name, key=best[sort], reverse=not is_turned)
