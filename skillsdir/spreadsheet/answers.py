"""What is asked about a file before all of it can be taken in, and what was decided.

Answers are plain data that an import stores as JSON. What has no answer stays open:
nothing here, and nobody who reads it, guesses.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """What becomes of a name that the directory does not know."""

    USE = "use"  # it means `target`
    ALIAS = "alias"  # the same, and the skill is called so from now on
    CREATE = "create"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name means.

    `target` is the id of a row that is here, for names, e-mails and slugs may pass to
    others; of what the same file adds, it is what the file calls it. A new skill needs
    a `category` (id), a new location a `time_zone`. For people `CREATE` says: somebody
    new, although there is somebody of that name: those that are noted in `besides`, by
    id. Of anybody else who bears it since, it says nothing, unless that is `None`.
    """

    what: What
    target: int | str = ""
    category: int | str = ""
    time_zone: str = ""
    besides: tuple[int, ...] | None = None

    def is_overtaken(self, bearers):
        """Whether it says that somebody is new whose name one of these bears since."""
        is_noted = self.what == What.CREATE and self.besides is not None
        return is_noted and not set(self.besides).issuperset(bearers)


# Fields of people who are here that no file changes without a word of its own.
WATCHED = ("name", "email", "capacity", "joined_on", "left_on")

# What of a row somebody edited here since it was as the file says, as `edits` tells.
EDITED = "edited"


class Twice(StrEnum):
    """Which of two rows counts that are about the same and say different things."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What a sheet is: the name of a kind, or "" to leave it out; and its layout.

    Rows and columns count from 0; columns that are not in `columns` are left out.
    `header_row` is the last of `heading_rows` rows, -1 where there are no headings. If
    `is_turned`, rows and columns change places before all else. `values` hold for every
    row; its `year` is that of periods which name none, and "" while that is open. A row
    that stands alone (a group, "Data team") gives its text to the field `groups` of the
    rows below, or is left out. An empty cell of a column `filled_down` says what stands
    above it. `unit` is what the cells of periods count, a `PeriodUnit`.
    """

    kind: str
    header_row: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    heading_rows: int = 1
    is_turned: bool = False
    values: dict[str, str] = field(default_factory=dict)
    groups: str = ""
    filled_down: tuple[int, ...] = ()
    unit: str = ""

    @property
    def year(self):
        return int(self.values.get("year") or date.today().year)


# `Decision.category` of skills that nobody sorts: a heading that is made if need be.
NEW_CATEGORY = "Imported"
# `Answers.current_percent`: the capacity, shared evenly among the projects that the
# file gives somebody now without a percent.
SHARED = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything decided about one file.

    `levels` maps what the file says ("senior", "7/10"), as `scales.token` writes it,
    to 1–4, or to 0 for "has not got it". `day_order` is a `days.DayOrder`, of days that
    could be read both ways. `names` is by noun (`skill`, `team`, `location`, `project`,
    `person`) and by `NameQuestion.key`. `changes` says of `WATCHED` fields, and of what
    was `EDITED` here, whether what the file says of it is taken. `email_pattern` makes
    e-mails for new people who come without one, as in
    "{first}.{last}@example.com"; "" makes none.
    """

    sheets: dict[str, SheetAnswer] = field(default_factory=dict)
    # Of a text file that is not UTF-8; "" for the likeliest.
    encoding: str = ""
    levels: dict[str, int] = field(default_factory=dict)
    day_order: str = ""
    # For skills without a level, bookings without a percent, past ones without days.
    default_level: int | None = None
    current_percent: int | None = None
    past_from: date | None = None
    past_to: date | None = None
    names: dict[str, dict[str, Decision]] = field(default_factory=dict)
    twice: str = ""
    changes: dict[str, bool] = field(default_factory=dict)
    email_pattern: str = ""

    def default(self, name):
        """What counts where cells say nothing; `None` while that is open."""
        answer = getattr(self, name)
        return None if answer == "" else answer

    def decided(self, noun, key):
        return self.names.get(noun, {}).get(key)

    def people(self):
        """Ids of the people whom something was decided to mean."""
        targets = {one.target for one in self.names.get("person", {}).values()}
        return {target for target in targets if isinstance(target, int)}

    def with_(self, **changes):
        return replace(self, **changes)

    def with_decisions(self, noun, decisions):
        of_noun = self.names.get(noun, {}) | decisions
        return replace(self, names=self.names | {noun: of_noun})

    def as_json(self):
        days = {name: as_text(getattr(self, name)) for name in DAYS}
        return asdict(self) | days

    @classmethod
    def from_json(cls, data):
        """The answers as they were; an empty dict has none."""
        days = {name: as_date(data.get(name)) for name in DAYS}
        sheets = {
            name: sheet_answer(one) for name, one in data.get("sheets", {}).items()
        }
        names = {
            noun: {key: decision(one) for key, one in decisions.items()}
            for noun, decisions in data.get("names", {}).items()
        }
        return cls(**data | days | {"sheets": sheets, "names": names})


DAYS = ("past_from", "past_to")


def sheet_answer(data):
    # JSON has no numbers as keys.
    columns = {int(place): name for place, name in data["columns"].items()}
    lists = {"columns": columns, "filled_down": tuple(data.get("filled_down", ()))}
    return SheetAnswer(**data | lists)


def decision(data):
    besides = data.get("besides")
    besides = besides if besides is None else tuple(besides)
    return Decision(**data | {"what": What(data["what"]), "besides": besides})


def as_text(day):
    return day and day.isoformat()


def as_date(text):
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """What a sheet is and what its columns mean.

    `problem` says why the answer cannot stand: two columns for one field, no column
    that says which row it is.
    """

    sheet: object
    answer: SheetAnswer | None
    problem: str = ""

    @property
    def is_open(self):
        return self.answer is None or bool(self.problem)


@dataclass(frozen=True, slots=True)
class LevelQuestion:
    """What a level of the file is here: `guess` and `answer` are 1–4 or `None`."""

    token: str
    count: int
    guess: int | None
    answer: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something here that a name may mean: `target` as a `Decision` has it.

    A namesake is called so, unlike what is only near; it may be one of the file's own.
    """

    target: int | str
    label: str
    is_namesake: bool = False

    @property
    def is_of_file(self):
        return isinstance(self.target, str)


MOST_PLACES = 5


class AskedAgain:
    """A question that many cells ask: counted, with the first few of them."""

    __slots__ = ()

    def ask_at(self, place):
        self.count += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place)


@dataclass(slots=True)
class NameQuestion(AskedAgain):
    """What a name means that the directory does not know, asked once for a file.

    `noun` is `skill`, `team`, `location`, `project` or `person`; `options` are what may
    be decided. Of people, `suggestions` are all who bear the name; `likely` is the one
    of them whose team is the same. `gone` is the target of an answer that counts no
    more: it is asked again. `calls` is what somebody new would be called, `time_zone`
    that of a new location, as far as the file says it.
    """

    noun: str
    key: str
    name: str
    count: int = 0
    places: list[str] = field(default_factory=list)
    suggestions: tuple[Suggestion, ...] = ()
    options: tuple[What, ...] = ()
    answer: Decision | None = None
    gone: int | str = ""
    likely: int | str = ""
    calls: str = ""
    time_zone: str = ""

    @property
    def namesakes(self):
        return [near for near in self.suggestions if near.is_namesake]

    @property
    def bearers(self):
        """Ids of all here who bear the name."""
        return tuple(each.target for each in self.namesakes if not each.is_of_file)

    def as_new(self):
        """The decision that this is somebody new, beside all who bear the name here."""
        return Decision(What.CREATE, besides=self.bearers)

    @property
    def may_create(self):
        return What.CREATE in self.options


@dataclass(slots=True)
class DefaultQuestion(AskedAgain):
    """What holds where the file says nothing: `name` is a field of `Answers`.

    `default_level`, `current_percent`, `past_from`, `past_to` and `day_order`; `twice`
    where it says two things.
    """

    name: str
    count: int = 0
    places: list[str] = field(default_factory=list)
    answer: object = None


MOST_EXAMPLES = 3


@dataclass(slots=True)
class ChangeQuestion:
    """Whether what is here gets what the file says: a `WATCHED` field, or `EDITED`.

    `examples` are the first few: who, what was, what would be.
    """

    name: str
    label: str
    answer: bool | None
    count: int = 0
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_of_edits(self):
        return self.name == EDITED

    def ask_of(self, *example):
        self.count += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example)


@dataclass(frozen=True, slots=True)
class EmailQuestion:
    """Which e-mails new people get who come without one; none is an answer as well.

    `without` are who got none from the pattern, with why.
    """

    count: int
    examples: list[str]
    without: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything asked about a file, with the answers there are.

    Answered ones are here as well, so that a page can show and change them.
    """

    sheets: list[SheetQuestion]
    levels: list[LevelQuestion]
    defaults: list[DefaultQuestion]
    names: list[NameQuestion]
    changes: list[ChangeQuestion] = field(default_factory=list)
    emails: EmailQuestion | None = None

    def open(self):
        """The questions that have no answer yet, or one that cannot stand."""
        sheets = [sheet for sheet in self.sheets if sheet.is_open]
        asked = [*self.levels, *self.defaults, *self.changes, *self.names]
        return sheets + [question for question in asked if question.answer is None]

    @property
    def open_sheets(self):
        return sum(sheet.is_open for sheet in self.sheets)

    def of(self, noun):
        return [one for one in self.names if one.noun == noun]
