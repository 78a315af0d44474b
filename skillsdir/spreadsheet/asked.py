"""What has to be decided about a file before all of it can be taken in."""

from dataclasses import dataclass, field

from skillsdir.spreadsheet.answers import Decision, SheetAnswer, What


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """What a sheet is and what its columns mean; `guess` is a `headings.Guess`.

    `problem` says why the answer cannot stand: two columns for one field, no column
    that says which row it is.
    """

    sheet: object
    guess: object
    answer: SheetAnswer | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LevelQuestion:
    """What a level of the file is here: `guess` and `answer` are 1–4 or `None`."""

    token: str
    count: int
    guess: int | None
    answer: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something here that a name may mean: `target` as a `Decision` has it."""

    target: str
    label: str


@dataclass(slots=True)
class NameQuestion:
    """What a name means that the directory does not know, asked once for a file.

    `noun` is `skill`, `team`, `location`, `project` or `person`; `options` are what may
    be decided. Of people, `suggestions` are all who bear the name.
    """

    noun: str
    key: str
    name: str
    count: int = 0
    places: list[str] = field(default_factory=list)
    suggestions: tuple[Suggestion, ...] = ()
    options: tuple[What, ...] = ()
    answer: Decision | None = None


@dataclass(slots=True)
class DefaultQuestion:
    """What holds where the file says nothing: `name` is a field of `Answers`.

    `default_level`, `current_percent`, `past_from`, `past_to` and `day_order`.
    """

    name: str
    count: int = 0
    places: list[str] = field(default_factory=list)
    answer: object = None


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything asked about a file, with the answers there are.

    Answered ones are here as well, so that a page can show and change them.
    """

    sheets: list[SheetQuestion]
    levels: list[LevelQuestion]
    defaults: list[DefaultQuestion]
    names: list[NameQuestion]

    def open(self):
        """The questions that have no answer yet, or one that cannot stand."""
        asked = [*self.sheets, *self.levels, *self.defaults, *self.names]
        return [
            one for one in asked if one.answer is None or getattr(one, "problem", "")
        ]

    def of(self, noun):
        return [one for one in self.names if one.noun == noun]
