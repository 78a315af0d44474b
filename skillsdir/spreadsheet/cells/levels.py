"""Levels in the words and numbers of a file, mapped once to the directory's own."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import ceil

from people.models import Level
from skillsdir.spreadsheet.cells.level_words import (
    COLOURS,
    FILLERS,
    MEANINGS,
    NOT_AT_ALL,
    PREFIXES,
    TICKS,
    key_of_words,
)

OWN_TOP = int(max(Level))
# Scales that people number from 1; the first that is long enough is taken.
TOPS = (OWN_TOP, 5, 10)
# Novice, beginner, intermediate, advanced, expert: see `on_scale`.
OF_FIVE = (1, 1, 2, 3, 4)
PERCENT = 100
STARS_OF = 5
FILLED, EMPTY = "★⭐✭✮*●⬤■⬛◼🟦🔵⚫▮█🌟▲", "☆✩○◯□⬜◻⚪▯░▱△"
STARS = re.compile(rf"[{re.escape(FILLED)}]+[{EMPTY}\ufe0f]*|[{EMPTY}]{{2,}}")
# Balls that are filled by quarters.
BALLS = "○◔◐◕●"
PARTLY_FILLED = frozenset("◔◐◑◕")
PLUSES = re.compile(r"\+{1,5}|\|{1,5}|▲{1,5}|✔{2,5}|✓{2,5}|x{2,5}")
PLUSES_OF = 3
FRACTION = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of)\s*(\d+)")
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)")
LABELLED = re.compile(r"(?:[^\W\d]+\.?\s*)?(\d{1,2})\s*(?:[-–—:.=]|\s-)\s*[^\W\d].*")
BETWEEN = re.compile(r"\s*(?:/|–|—|,|;|:|=|\(|\)|\bto\b|\s-\s|-)\s*")
# What stands now, and behind these marks what is to be reached: 3 (2), 2 -> 3.
ARROWS = re.compile(r"->|=>|→|➔|>")
WANTED = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*\(\s*\d{1,3}(?:[.,]\d+)?\s*\)")
BIG, GRADES = frozenset("ie"), "abcde"
WORD_LETTERS = {"n": NOT_AT_ALL, "b": 1, "i": 2, "a": 3, "e": 4}
LOW_TO_HIGH = {"n": NOT_AT_ALL, "l": 1, "m": 2, "h": 3}
SIZES = ("xs", "s", "m", "l", "xl", "xxl")
# No level is longer.
LONGEST = 60


def token(value) -> str:
    """Return a level as the file writes it, in the form by which it is asked.

    7/10 typed into Excel becomes a day in July or October; it is taken back to that.
    "Level 3", "L3" and "3" are one.
    """
    if isinstance(value, date):
        low, high = sorted((value.month, value.day))
        return f"{low}/{high}" if high in TOPS[1:] else value.isoformat()[:10]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}"
    text = " ".join(str(value).split()).casefold().strip(" .:;,!'’")
    # A key of the keyboard, and the mark of a footnote.
    text = text.removesuffix("\ufe0f\u20e3")
    if text[:-1].rstrip("*").isdecimal():
        text = text.rstrip("*")
    if match := FRACTION.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if text.endswith("%"):
        return f"{text[:-1].strip()} %"
    return without_prefix(text)


def without_prefix(text):
    """Return the number of "level 3", "L3", "Stufe 3"; else the text."""
    number = text.lstrip("abcdefghijklmnopqrstuvwxyzí. ")
    prefix = text[: len(text) - len(number)].strip(" .")
    return number if prefix in PREFIXES and NUMBER.fullmatch(number) else text


def is_tick(value) -> bool:
    """Return whether a cell says that somebody has a skill, and not how well."""
    return value is True or (
        isinstance(value, str) and value.strip().casefold() in TICKS
    )


def guess_scale(tokens: Iterable[str], top: int | None = None) -> dict[str, int | None]:
    """Return the level that each token seems to mean.

    0 means that the person has not got the skill; None that nothing can be guessed.
    Plain numbers count up to `top`, or to what the highest of them suggests. Nothing
    below 4 says that a scale ends there: of 0 to 3 and of 1 to 3 each number is taken
    for ours, which never makes more of somebody. What single letters, balls and pluses
    mean depends on the others.
    """
    short = {
        each: current_part(each) if len(each) <= LONGEST else "" for each in tokens
    }
    texts = set(short.values())
    top = top or guess_top(
        [number for each in texts if (number := leading_number(each)) is not None]
    )
    signs = (
        guess_letters(texts)
        | guess_sizes(texts)
        | guess_balls(texts)
        | guess_pluses(texts)
    )
    signs |= guess_stars(texts)
    return {
        each: signs[text] if text in signs else level_of(text, top)
        for each, text in short.items()
    }


def current_part(text):
    """Return what somebody has now, of "3 (4)" and "2 -> 3"."""
    if match := WANTED.fullmatch(text):
        return match[1]
    return ARROWS.split(text, maxsplit=1)[0].strip() or text


def wanted_part(value) -> str:
    """Return what somebody wants to reach, of "2 (3)" and "2 -> 3"; "" if no more."""
    text = token(value) if isinstance(value, str) else ""
    if not text or len(text) > LONGEST:
        return ""
    if WANTED.fullmatch(text):
        now, _, then = text.rstrip(") ").partition("(")
    else:
        now, then = [*ARROWS.split(text, maxsplit=1), ""][:2]
    low, high = plain_number(now.strip()), plain_number(then.strip())
    is_more = low is not None and high is not None and high > low
    return then.strip() if is_more else ""


def guess_top(numbers):
    if numbers and max(numbers) <= 1 and any(number % 1 for number in numbers):
        return 1
    highest = max(numbers, default=0)
    return next((top for top in TOPS if highest <= top), PERCENT)


def guess_letters(texts):
    """Return levels of single letters: of words (b, i, a, e), or of grades (A is best).

    Where they could be both, as "a" and "b" alone, nothing is guessed.
    """
    letters = {text for text in texts if len(text) == 1 and text.isalpha()}
    if letters <= WORD_LETTERS.keys() and letters & BIG and "b" in letters:
        return {letter: WORD_LETTERS[letter] for letter in letters}
    if letters <= LOW_TO_HIGH.keys() and "h" in letters:
        return {letter: LOW_TO_HIGH[letter] for letter in letters}
    if letters <= {*GRADES} and letters & {"c", "d"}:
        count = max(3, *(GRADES.index(letter) + 1 for letter in letters))
        return {
            letter: on_scale(count - GRADES.index(letter), count) for letter in letters
        }
    return {}


def guess_sizes(texts):
    """Return levels of the sizes of clothes: S, M, L, XL."""
    sizes = SIZES["xs" not in texts : 5 + ("xxl" in texts)]
    if len(texts & {*SIZES}) < 2 or texts.isdisjoint(("s", "xs", "xl", "xxl")):
        return {}
    found = {size: on_scale(n, len(sizes)) for n, size in enumerate(sizes, 1)}
    return {size: level for size, level in found.items() if size in texts}


def guess_balls(texts):
    """Return levels of balls filled by quarters, where one is filled in part.

    Where all are full or empty, a full one is no more than a tick.
    """
    if texts >= {"○", "●"} and not texts & PARTLY_FILLED:
        return {"○": NOT_AT_ALL, "●": None}
    if not texts & PARTLY_FILLED:
        return {}
    return {ball: quarters for quarters, ball in enumerate(BALLS)} | {"◑": 2}


def guess_pluses(texts):
    pluses = {text for text in texts if PLUSES.fullmatch(text)}
    most = max(map(len, pluses), default=0)
    return {text: on_scale(len(text), max(PLUSES_OF, most)) for text in pluses}


def guess_stars(texts):
    """Return levels of full stars where others show how many there can be: ★★☆☆."""
    stars = {
        text: text.replace("\ufe0f", "") for text in texts if STARS.fullmatch(text)
    }
    found = {}
    for text, signs in stars.items():
        if not any(sign in FILLED for sign in signs):
            found[text] = NOT_AT_ALL
            continue
        likes = {len(other) for other in stars.values() if {*other} > {*signs}}
        if len(likes) == 1 and (top := likes.pop()) >= len(signs):
            found[text] = on_scale(len(signs), top)
    return found


def plain_number(text):
    """Return the number that a token is, if it is nothing but that."""
    match = NUMBER.fullmatch(without_prefix(text))
    return to_number(match[1]) if match and not match[2] else None


def leading_number(text):
    """Return the number that a token is, or begins with: "level 4 - enable"."""
    found = plain_number(text)
    match = LABELLED.fullmatch(text) if found is None else None
    return to_number(match[1]) if match else found


def to_number(digits):
    return float(digits.replace(",", "."))


def level_of(text, top):
    if match := FRACTION.fullmatch(text):
        return on_scale(to_number(match[1]), int(match[2]))
    if STARS.fullmatch(text):
        filled = sum(text.count(star) for star in FILLED)
        empty = sum(text.count(star) for star in EMPTY)
        return on_scale(filled, filled + empty if empty else max(STARS_OF, filled))
    if match := NUMBER.fullmatch(without_prefix(text).rstrip("+-")):
        return on_scale(to_number(match[1]), PERCENT if match[2] else top)
    level = level_of_words(text)
    number = leading_number(text) if level is None else None
    if number is not None:
        return on_scale(number, top)
    return COLOURS.get(key_of_words(text)) if level is None else level


def on_scale(number, top):
    """Return the level of a number on a scale that ends at `top`; halves go down.

    Scales of percent and of parts of one begin at 0, all others at 1, the same as ours.
    Of five steps two have to share one of ours. Those who number 1 to 5, or 0 to 5,
    call them nearly always novice, beginner, intermediate, advanced, expert: 3 is
    Working, and 2 is below it.
    """
    if number > top or top < 1:
        return None
    if number == 0:
        return NOT_AT_ALL
    if top == len(OF_FIVE) and number >= 1:
        return OF_FIVE[int(number) - 1]
    if top == 1:
        number, top = number * PERCENT, PERCENT
    bottom = 0 if top == PERCENT else 1
    share = (number - bottom) / (top - bottom)
    return min(OWN_TOP, max(1, ceil(1 + share * (OWN_TOP - 1) - 0.5)))


def level_of_words(text):
    """Return the level of words; of "intermediate/advanced" the lower one."""
    if (level := MEANINGS.get(key_of_words(text))) is not None:
        return level
    parts = [part_words(part) for part in BETWEEN.split(text)]
    levels = {MEANINGS.get(part) for part in parts if part}
    return None if None in levels else min(levels, default=None)


def part_words(part):
    """Return what of a part says a level: "4 expert level" says "expert"."""
    words = key_of_words(part.rstrip("+")).split()
    return " ".join(
        word
        for word in words
        if word not in FILLERS and plain_number(word.rstrip(".")) is None
    )


@lru_cache(maxsize=10_000)
def is_level(text: str) -> bool:
    """Return whether a text is a level, and nothing else, beyond doubt."""
    text = token(text)
    if len(text) > LONGEST:
        return False
    if any(pattern.fullmatch(text) for pattern in (FRACTION, STARS, NUMBER, PLUSES)):
        return True
    return level_of_words(text) is not None


def is_level_in_words(text: str) -> bool:
    """Return whether a text is a level, and has letters."""
    return any(map(str.isalpha, text)) and is_level(text)


def are_levels(headings):
    """Whether headings are the levels themselves: in words, or numbers one by one."""
    numbers = [plain_number(token(text)) for text in headings]
    if None in numbers:
        return all(map(is_level, headings)) and not any(numbers)
    return numbers in ([*range(len(numbers))], [*range(1, len(numbers) + 1)])


def level_of_ticks(cells, headings) -> str:
    """Return the level above the cell that is ticked, of numbers with the highest.

    Several ticks give all, to be asked; "" where none is ticked.
    """
    numbers = [plain_number(token(text)) for text in headings]
    highest = 0 if None in numbers else int(max(numbers))
    said = [f"{n:g}/{highest}" for n in numbers] if highest else [*headings]
    found = [
        level for level, cell in zip(said, cells, strict=True) if marks_level(cell)
    ]
    return " / ".join(found)


def marks_level(cell):
    return cell == 1 or is_tick(cell) or cell in ("1", "•", "●", "o", "O")
