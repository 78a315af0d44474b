"""How the cells of a column are read, cleared and shown again.

Rows of the directory, those that are there and those that an import will add.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from slugify import slugify

from people.fields import RESERVED_SLUGS
from people.models import Level
from people.models.places import validate_time_zone
from people.spelling.emails import check_email
from people.spelling.names import fold
from skillsdir.spreadsheet.cells import days, numbers
from skillsdir.spreadsheet.cells import days as times
from skillsdir.spreadsheet.cells.projects import outcome_of
from skillsdir.spreadsheet.cells.skills import skills_in
from skillsdir.spreadsheet.columns.lines import CLEARED


class CellError(Exception):
    """The cell cannot be taken; the message says why, to whoever sent the file."""


class SkippedError(Exception):
    """The cell is left out because somebody decided so."""


class Entity:
    """A row of the directory. It has no `pk` until it is written.

    `values` are its columns by field, keys as primary keys; `None` of new ones.
    `change` is what the file says of it, `why` why a new one is not going to be.
    """

    __slots__ = ("change", "label", "pk", "slug", "values", "why")

    def __init__(self, pk=None, label="", values=None, slug=""):
        self.pk = pk
        self.label = label
        self.values = values
        self.slug = slug
        self.change = None
        self.why = ""

    def __str__(self):
        return self.label

    def current(self):
        """Its values as they will be, as far as the file has been read."""
        planned = self.change.values | self.change.after if self.change else {}
        return (self.values or {}) | planned


def raw(value):
    """The value as the database has it; of something new, the entity itself."""
    if isinstance(value, Entity):
        return value if value.pk is None else value.pk
    if isinstance(value, frozenset):
        return frozenset(map(raw, value))
    return value


# A field that `-` does not clear.
KEPT = object()


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet and the model's field that it goes to.

    `read(survey, cell)` gives the value of a cell that is neither empty nor `-`, or
    raises `CellError`; `empty` is what `-` leaves. Lists add to what there is.
    """

    name: str
    read: Callable
    empty: object = KEPT
    attribute: str = ""
    is_list: bool = False

    @property
    def target(self):
        return self.attribute or self.name


def text(most=None, *, lines=False):
    def read(survey, cell):
        words = str(cell.value).replace("\r\n", "\n")
        words = words.strip() if lines else " ".join(words.split())
        # Marked, so that it does not clear; see `values.plain_text`.
        words = CLEARED if words == f"'{CLEARED}" else words
        if most and len(words) > most:
            raise CellError(f"is longer than {most} characters")
        return words

    return read


def slug(survey, cell):
    words = str(cell.value)
    if words in RESERVED_SLUGS:
        raise CellError(f"the address “{words}” is taken by a page")
    if len(words) > 80 or words != slugify(words, lowercase=False, separator="-"):
        raise CellError(f"“{words}” cannot be an address: write it like ana-silva")
    return words


def email(survey, cell):
    return email_in(str(cell.value))


def email_in(text):
    words = text.strip()
    try:
        validate_email(words)
    except ValidationError:
        raise CellError(f"“{words}” is no e-mail address") from None
    try:
        check_email(words)
    except ValidationError as error:
        raise CellError(f"“{words}”: {error.messages[0]}") from None
    if len(words) > 254:
        raise CellError("is longer than 254 characters")
    return words


def time_zone(survey, cell):
    words = str(cell.value).strip()
    try:
        validate_time_zone(words)
    except ValidationError as error:
        raise CellError(error.messages[0]) from None
    return words


def read_whole(least, most, noun):
    def read(survey, cell):
        number = numbers.number(cell.value)
        if number is None or number != int(number) or not least <= number <= most:
            raise CellError(f"“{cell.value}” is no {noun} from {least} to {most}")
        return int(number)

    return read


def read_percent(least=0):
    def read(survey, cell):
        number = numbers.percent(cell.value)
        if number is None or not least <= number <= 100:
            raise CellError(f"“{cell.value}” is no percentage from {least} to 100")
        return number

    return read


def read_yes_no(survey, cell):
    answer = numbers.yes_no(cell.value)
    if answer is None:
        raise CellError(f"“{cell.value}” is neither yes nor no")
    return answer


def choice(choices):
    """One of the choices, by its value or its label."""
    known = {fold(str(one.value)): one.value for one in choices}
    known |= {fold(one.label): one.value for one in choices}

    def read(survey, cell):
        if (value := known.get(fold(str(cell.value)))) is None:
            labels = ", ".join(one.label for one in choices)
            raise CellError(f"“{cell.value}” is none of {labels}")
        return value

    return read


def read_outcome(survey, cell):
    if (value := outcome_of(str(cell.value))) is None:
        raise CellError(f"“{cell.value}” is no outcome known here")
    return value


def level(survey, cell):
    return survey.level(cell.value, cell.place)


def first_day(survey, cell):
    return survey.day(cell)


def read_last_day(survey, cell):
    return survey.day(cell, last=True)


def clock(survey, cell):
    if (value := times.time_in(cell.value)) is None:
        raise CellError(f"“{cell.value}” is no time of day: write it like 9:00")
    return value.replace(tzinfo=None)


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

    return read


def person(survey, cell):
    return survey.person(str(cell.value), cell.place)


def skills(survey, cell):
    """Skills by name, for a list without levels."""
    mentions = skills_in(str(cell.value), survey.knows_skill)
    return frozenset(survey.name("skill", one.name, cell.place) for one in mentions)


def value_words(value):
    """A value as a reader sees it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset | list | tuple):
        return ", ".join(sorted(map(value_words, value)))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.label if isinstance(value, Entity | Level) else str(value)
