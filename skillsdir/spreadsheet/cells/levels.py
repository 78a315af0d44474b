"""Levels in the words and numbers of a file, mapped once to the directory's own."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import ceil

from people.models import Level

NOT_AT_ALL = 0
OWN_TOP = int(max(Level))
# Scales that people number from 1; the first that is long enough is taken.
TOPS = (OWN_TOP, 5, 10)
PERCENT = 100
STARS_OF = 5
FILLED, EMPTY = "★⭐✭✮*●⬤■", "☆✩○◯□"
STARS = re.compile(rf"[{re.escape(FILLED)}]+[{EMPTY}\ufe0f]*|[{EMPTY}]{{2,}}")
FRACTION = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of)\s*(\d+)")
NUMBER = re.compile(r"(?:level|lvl|l)?\s*(\d{1,3}(?:[.,]\d+)?)\s*(%?)")
BETWEEN = re.compile(r"\s*(?:/|–|—|,|;|:|=|\(|\)|\bto\b|\s-\s|-)\s*")
# No level is longer.
LONGEST = 60
# Words that say nothing about how high a level is.
FILLERS = re.compile(
    r"\b(?:level|knowledge|user|users|skills?|proficiency|experience|understanding|in|"
    r"of|the|at|with)\b"
)
WORDS = {
    NOT_AT_ALL: "none, no, nil, not at all, n/a, na, never, unknown, not applicable",
    Level.AWARENESS: (
        "awareness, aware, beginner, basic, basics, novice, junior, low, fair, entry, "
        "elementary, foundation, fundamental, fundamentals, trainee, starter, weak, "
        "some, little, limited, familiar, familiarity, learner, rookie, "
        "introductory, poor, very low, advanced beginner, apprentice, jr, "
        "limited working, heard"
    ),
    Level.WORKING: (
        "working, intermediate, competent, medium, mid, middle, moderate, good, "
        "average, regular, solid, independent, sufficient, capable, "
        "professional, ok, okay, decent, satisfactory, mid senior, comfortable"
    ),
    Level.PRACTITIONER: (
        "practitioner, advanced, senior, proficient, strong, experienced, high, "
        "very good, skilled, fluent, confident, upper intermediate, sr, "
        "very strong, full professional"
    ),
    Level.EXPERT: (
        "expert, experts, master, mastery, guru, authority, lead, principal, "
        "very high, specialist, world class, thought leader, champion, outstanding, "
        "native, top, very advanced, teacher, trainer, ninja, wizard, excellent"
    ),
}
MEANINGS = {
    word.strip(): int(level)
    for level, words in WORDS.items()
    for word in words.split(",")
}


def token(value) -> str:
    """Return a level as the file writes it, in the form by which it is asked.

    7/10 typed into Excel becomes a day in July or October; it is taken back to that.
    """
    if isinstance(value, date):
        low, high = sorted((value.month, value.day))
        return f"{low}/{high}" if high in TOPS[1:] else value.isoformat()[:10]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}"
    text = " ".join(str(value).split()).casefold().strip(" .:;,!")
    if match := FRACTION.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    return f"{text[:-1].strip()} %" if text.endswith("%") else text


def guess_scale(tokens: Iterable[str], top: int | None = None) -> dict[str, int | None]:
    """Return the level that each token seems to mean.

    0 means that the person has not got the skill; None that nothing can be guessed.
    Plain numbers count up to `top`, or to what the highest of them suggests.
    """
    short = {each: each if len(each) <= LONGEST else "" for each in tokens}
    top = top or top_of(
        [number for each in short.values() if (number := plain_number(each))]
    )
    return {each: level_of(text, top) for each, text in short.items()}


def top_of(numbers):
    if numbers and all(number <= 1 for number in numbers) and min(numbers) < 1:
        return 1
    highest = max(numbers, default=0)
    return next((top for top in TOPS if highest <= top), PERCENT)


def plain_number(text):
    """Return the number that a token is, if it is nothing but that."""
    match = NUMBER.fullmatch(text)
    return to_number(match[1]) if match and not match[2] else None


def to_number(digits):
    return float(digits.replace(",", "."))


def level_of(text, top):
    if match := FRACTION.fullmatch(text):
        return on_scale(to_number(match[1]), int(match[2]))
    if STARS.fullmatch(text):
        filled = sum(text.count(star) for star in FILLED)
        empty = sum(text.count(star) for star in EMPTY)
        return on_scale(filled, filled + empty if empty else max(STARS_OF, filled))
    if match := NUMBER.fullmatch(text):
        return on_scale(to_number(match[1]), PERCENT if match[2] else top)
    return level_of_words(text)


def on_scale(number, top):
    """Return the level of a number on a scale that ends at `top`; halves go down.

    Scales of percent and of parts of one begin at 0, all others at 1, the same as ours.
    """
    if number > top or top < 1:
        return None
    if number == 0:
        return NOT_AT_ALL
    if top == 1:
        number, top = number * PERCENT, PERCENT
    bottom = 0 if top == PERCENT else 1
    share = (number - bottom) / (top - bottom)
    return min(OWN_TOP, max(1, ceil(1 + share * (OWN_TOP - 1) - 0.5)))


def level_of_words(text):
    """Return the level of words; of "intermediate/advanced" the lower one."""
    if text in MEANINGS:
        return MEANINGS[text]
    parts = [" ".join(FILLERS.sub(" ", part).split()) for part in BETWEEN.split(text)]
    levels = {
        MEANINGS.get(part.rstrip("+"))
        for part in parts
        if part and plain_number(part) is None
    }
    return None if None in levels else min(levels, default=None)


@lru_cache(maxsize=10_000)
def is_level(text: str) -> bool:
    """Return whether a text is a level, and nothing else, beyond doubt."""
    text = token(text)
    patterns = (FRACTION, STARS, NUMBER)
    if len(text) > LONGEST:
        return False
    if any(pattern.fullmatch(text) for pattern in patterns):
        return True
    return level_of_words(text) is not None
