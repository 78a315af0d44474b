"""What every picture is made of: a table in which bars say what the numbers say."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from projects.insights.markup import picture_lines

FIRST_ROWS = 15


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or words, with what is behind them."""

    text: object
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its cells, and a bar of `filled` out of `whole`, or two."""

    name: str
    href: str
    cells: list[Cell]
    filled: float = 0
    whole: float = 0
    key: str = ""


@dataclass(frozen=True)
class Picture:
    """A table with a heading, what its columns mean, and its rows, most telling first.

    `most` is what a bar of full length stands for; `alarm` is said aloud above it.
    Of two figures neither of which is a part of the other, each has its own bar.
    """

    slug: str
    title: str
    about: str
    heads: list[str]
    rows: list[Line] = field(default_factory=list)
    alarm: str = ""
    empty: str = "Nothing to show yet."
    is_of_two: bool = False

    @cached_property
    def most(self):
        return max((max(row.whole, row.filled) for row in self.rows), default=0)

    @property
    def has_bars(self):
        return self.most > 0

    @property
    def first(self):
        return picture_lines(self, self.rows[:FIRST_ROWS])

    @property
    def more(self):
        return picture_lines(self, self.rows[FIRST_ROWS:])

    @property
    def more_count(self):
        return max(0, len(self.rows) - FIRST_ROWS)


def share_words(part, whole):
    """“38 %” of a whole, a dash where there is none."""
    return f"{round(100 * part / whole)} %" if whole else "–"
