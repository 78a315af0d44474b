"""What the cells of a column hold: how they are read, offered to choose, written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from slugify import slugify

from people.fields import RESERVED_SLUGS
from people.models import Level
from people.models.places import validate_time_zone
from people.spelling.emails import clean_email, kept_email
from people.spelling.names import fold
from skillsdir.spreadsheet.cells import days, levels, names, numbers, shares
from skillsdir.spreadsheet.cells.people import find_addresses
from skillsdir.spreadsheet.cells.pieces import without_place
from skillsdir.spreadsheet.cells.skills import YEARS as WITH_YEARS
from skillsdir.spreadsheet.cells.skills import skills_in
from skillsdir.spreadsheet.nouns.entities import BlankError, CellError, SkippedError

# What a cell says to clear the field.
CLEARED = "-"
DASHES = frozenset(("-", "–", "—"))


@dataclass(frozen=True)
class Content:
    """What the cells of a column hold.

    `read(survey, cell)` gives the value of a cell that is neither empty nor `-`, or
    raises `CellError`. The template offers `choices`, or the rows of `noun`. An export
    looks up the field with `suffix` behind it and writes what `write` makes of it.
    Lists add to what there is. With `takes_dash` a `-` is read as well.
    """

    read: Callable | None
    choices: Iterable[str] = ()
    write: Callable | None = None
    noun: str = ""
    suffix: str = ""
    is_list: bool = False
    takes_dash: bool = False


# Worked out from other cells.
derived = Content(None)


def text(most=None, *, lines=False):
    def read(survey, cell):
        words = str(cell.value).replace("\r\n", "\n")
        words = words.strip() if lines else " ".join(words.split())
        # Marked, so that it does not clear; see `values.plain_text`.
        words = CLEARED if words == f"'{CLEARED}" else words
        if most and len(words) > most:
            raise CellError(f"is longer than {most} characters")
        return words

    return Content(read)


@Content
def slug(survey, cell):
    words = str(cell.value)
    if words in RESERVED_SLUGS:
        raise CellError(f"the address “{words}” is taken by a page")
    if len(words) > 80 or words != slugify(words, lowercase=False, separator="-"):
        raise CellError(f"“{words}” cannot be an address: write it like ana-silva")
    return words


@Content
def email(survey, cell):
    return email_in(str(cell.value))


@lru_cache(maxsize=50_000)
def email_in(text):
    """The address in a cell, also out of “Cy Ray <cy@x.org>” or “mailto:cy@x.org”."""
    words = kept_email(text.strip())
    if not is_email(words):
        found = find_addresses(words)
        if len(found) > 1:
            raise CellError(f"“{words}” has several e-mail addresses: leave one")
        if not found or not is_email(found[0]) or not is_set_off(found[0], words):
            raise CellError(f"“{words}” is no e-mail address")
        words = found[0]
    try:
        return clean_email(words)
    except ValidationError as error:
        raise CellError(f"“{words}”: {error.messages[0]}") from None


def is_email(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


SET_OFF = ("<", "(", "[", ":", " -", " –", " —")


def is_set_off(email, words):
    """Whether signs show where the address begins: “a b@x.org” may be a slip."""
    before = words.partition(email)[0].rstrip()
    return not any(map(str.isalnum, before)) or before.endswith(SET_OFF)


@Content
def full_name(survey, cell):
    """A name as it is spoken: “Silva, Ana” is Ana Silva."""
    return names.person_name(NAME.read(survey, cell))


NAME = text(200)


@Content
def time_zone(survey, cell):
    words = str(cell.value).strip()
    try:
        validate_time_zone(words)
    except ValidationError as error:
        raise CellError(error.messages[0]) from None
    return words


def whole(least, most, noun):
    def read(survey, cell):
        number = numbers.number(cell.value)
        if number is None or number != int(number) or not least <= number <= most:
            raise CellError(f"“{cell.value}” is no {noun} from {least} to {most}")
        return int(number)

    return Content(read)


YEARS = whole(0, 80, "number of years")


@Content
def years(survey, cell):
    """Whole years, also as “7 years” or “5+”."""
    match = WITH_YEARS.fullmatch(str(cell.value).strip().removesuffix("+"))
    value = int(match[1]) if match else str(cell.value).strip().removesuffix("+")
    return YEARS.read(survey, replace(cell, value=value))


def exported_percent(value):
    """One alone would be taken for the whole."""
    return "1 %" if value == 1 else value


def percentage(least=0, unit_of=None):
    """A share of the whole, from `least` to 100; with units, of a full-time week."""

    def read(survey, cell):
        unit = unit_of(cell) if unit_of else None
        share = shares.percent(cell.value, unit, most=9999)
        if share is None or not least <= share <= 100:
            raise CellError(why_no_share(cell.value, share, unit, least))
        return share

    return Content(read, write=exported_percent)


def why_no_share(value, share, unit, least):
    why = f"“{value}” is no percentage from {least} to 100"
    if share is not None:
        return f"{why}: it is {share} %"
    if shares.is_range(value):
        return f"{why}: of a range write one end"
    if unit is None:
        return why
    if unit == shares.UNCLEAR_ONE:
        return f"{why} that is clear: write 1 % or 100 %"
    if unit == shares.UNCLEAR and numbers.number(value) is not None:
        return f"{why} that is clear: write {value} %, {value} hours or {value} days"
    return f"{why}: write it like 80 %, 0.8 FTE, 4 days or 32 hours"


def unit_of_column(cell):
    return cell.table.unit(cell.column) or shares.PERCENT


def unit_of_booking(cell):
    """That of the column; numbers that can be percent are, 20 as well as 40."""
    unit, found = unit_of_column(cell), numbers.number(cell.value)
    is_percent = found is not None and found > shares.MOST
    return shares.PERCENT if is_percent and unit == shares.UNCLEAR else unit


def unit_of_rate(cell):
    """A rate has no hours or days, but a 1 of it may be 1 % as well as the whole."""
    unit = cell.table.unit(cell.column)
    return unit if unit in (shares.WHOLE, shares.UNCLEAR_ONE) else None


RATE = percentage(unit_of=unit_of_rate)
CAPACITY = percentage(unit_of=unit_of_column)


def read_capacity(survey, cell):
    """The working time of a person; other words than that are left out."""
    words = str(cell.value)
    if shares.is_part_time(words):
        raise CellError(f"“{words}” does not say how much: write it like 60 %")
    has_number = any(map(str.isdecimal, words))
    if not has_number and shares.percent(words) is None:
        raise BlankError(f"“{words}” says no working time: left out")
    return CAPACITY.read(survey, cell)


capacity = Content(read_capacity, write=exported_percent, takes_dash=True)
booked = percentage(1, unit_of_booking)


def read_yes_no(survey, cell):
    answer = numbers.yes_no(cell.value)
    if answer is None:
        raise CellError(f"“{cell.value}” is neither yes nor no")
    return answer


yes_no = Content(read_yes_no, ("yes", "no"))


def choice(choices, also=()):
    """One of the choices, by its value, its label, or other words for it."""
    known = words_for(choices, also)

    def read(survey, cell):
        if (value := known.get(fold(without_place(str(cell.value))))) is None:
            labels = ", ".join(one.label for one in choices)
            raise CellError(f"“{cell.value}” is none of {labels}")
        return value

    return Content(read, choices.labels, dict(choices.choices).get)


def words_for(choices, also=()):
    """The values of choices by all words for them, folded."""
    known = {fold(words): value for words, value in dict(also).items()}
    known |= {fold(str(one.value)): one.value for one in choices}
    return known | {fold(one.label): one.value for one in choices}


def read_level(survey, cell):
    """The level; a tick says no more of it than an empty cell."""
    if cell.value in DASHES:
        raise SkippedError(f"“{cell.value}” means that there is no such skill")
    if levels.is_tick(cell.value):
        raise BlankError
    return survey.level(cell.value, cell.place)


level = Content(read_level, Level.labels, dict(Level.choices).get, takes_dash=True)


@Content
def first_day(survey, cell):
    if days.says_none(cell.value):
        raise BlankError
    return survey.day(cell)


@Content
def last_day(survey, cell):
    """A last day; “ongoing” says none, and ends nothing that has one here."""
    if days.says_none(cell.value, last=True):
        raise BlankError
    return survey.day(cell, last=True)


@Content
def clock(survey, cell):
    if (value := days.time_in(cell.value)) is None:
        raise CellError(f"“{cell.value}” is no time of day: write it like 9:00")
    return value.replace(tzinfo=None)


@Content
def moment(survey, cell):
    """A point in time; a day alone means its first minute here."""
    value = days.moment_in(cell.value, survey.order_of(cell))
    if value is None:
        raise CellError(f"“{cell.value}” is no date: write it like 2026-03-09")
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return timezone.make_aware(value) if timezone.is_naive(value) else value


def named(noun):
    def read(survey, cell):
        return survey.name(noun, str(cell.value), cell.place)

    return Content(read, noun=noun, suffix="__name" if noun == "skill" else "_id")


def find_person(survey, cell):
    return survey.person(str(cell.value), cell.place)


person = Content(find_person, noun="person")


def read_skills(survey, cell):
    """Skills by name, for a list without levels."""
    mentions = skills_in(str(cell.value), survey.knows_skill)
    return frozenset(survey.name("skill", one.name, cell.place) for one in mentions)


skills = Content(read_skills, is_list=True)
