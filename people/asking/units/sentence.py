"""A sentence while it is read from left to right, and the units that are made of it.

A unit is one thing that is asked for: a skill with its level, a place, some days. What
belongs together in a list shares its level, its “or” and its “not”.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from people.asking.words.atoms import Atom

# Kinds of units that say when and how much: they make one list.
TIMES = ("free", "share", "days")
# What is not asked for where it would but be nice to have.
OPTIONAL = (
    *("skill", "goal", "location", "team", "project", "tz", "success", "judged"),
    *TIMES,
)
# Kinds of which one after the other goes on with a list, whatever stands between.
RUN_ON = (*TIMES, "tz", "location")


@dataclass(slots=True)
class Unit:
    """One thing that is asked for, and from which token to which that is said.

    `list` numbers the run that it stands in; `trouble` says why it cannot be asked for.
    """

    kind: str
    value: object
    first: int
    end: int
    list: int = 0
    level: int | None = None
    hint: int | None = None
    trouble: str = ""
    # Other things that it could be, and whether nothing around it says which.
    choices: tuple = ()
    is_bare: bool = False

    def reach(self, first, end):
        self.first, self.end = min(self.first, first), max(self.end, end)


@dataclass(slots=True)
class Waiting:
    """A level that stands before its skills; `kind` is level, hint or at_most."""

    value: int
    kind: str
    first: int
    end: int
    is_used: bool = False


@dataclass(slots=True)
class Units:
    """All units of a sentence; `loose` are words that are part of none, by reason."""

    units: list[Unit] = field(default_factory=list)
    loose: list[tuple[str, int, int]] = field(default_factory=list)
    # Lists that any one of will do, and those of which “and” and “or” are both said.
    any_of: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)


class SentenceReader:
    """The state in which atoms are read; `place` is the atom that is looked at."""

    def __init__(self, atoms, tokens, lexicon):
        self.atoms, self.tokens, self.lexicon = atoms, tokens, lexicon
        self.place = 0
        self.found = Units()
        # How skills are meant: has, wish, or own; and whether all is but nice to have.
        self.mode, self.is_optional, self.is_heading = "has", False, False
        self.list, self.list_kind = 0, ""
        # Said since the last unit: and, or, comma, and whether an “any of” was.
        self.connector, self.has_comma, self.is_any = "", False, False
        # Connectors by list; lists that began with “any of”.
        self.connectors, self.began_any = {}, set()
        self.is_or_between = False
        self.negated_at = None
        # The token of “nice to have”, the atom that a wish leads to, and how many
        # lines below its heading stands what is nice to have.
        self.cue, self.wish_place, self.below = 0, None, 0
        self.waiting = None

    # Looking around

    def at(self, place):
        return self.atoms[place] if 0 <= place < len(self.atoms) else Atom({}, 0, 0)

    def ahead(self, place, *kinds):
        """The next place that is of none of these kinds, and what is there."""
        while place < len(self.atoms) and self.atoms[place].is_any(*kinds):
            place += 1
        return place, self.at(place)

    def back(self, place, *kinds):
        """The place before that is of none of these kinds."""
        while self.at(place).is_any(*kinds):
            place -= 1
        return place

    def text(self, atom):
        return self.tokens[atom.first].text

    def text_at(self, place):
        atom = self.at(place)
        return self.text(atom) if atom.kinds else ""

    @property
    def last(self):
        return self.found.units[-1] if self.found.units else None

    def is_skill(self, atom):
        return "name" in atom and any(one.kind == "skill" for one in atom["name"])

    def is_plus(self, place):
        """Whether the sign stands right behind a number, as in “3+”."""
        atom = self.at(place)
        if "and" not in atom or self.text(atom) != "+" or not atom.first:
            return False
        return self.tokens[atom.first - 1].end == self.tokens[atom.first].start

    # Writing down

    def loosen(self, reason, first, end):
        self.found.loose.append((reason, first, end))

    def take_words_before(self, first):
        """Take back the words that are no names right before; where they begin."""
        loose = self.found.loose
        while loose and loose[-1] == ("rest", first - 1, first):
            loose.pop()
            first -= 1
        return first

    def add(self, kind, value, first, end, *, trouble="", **more):
        if self.is_optional and self.ends_with_line(kind, first):
            self.is_optional = self.is_heading = False
        self.begin(kind)
        unit = Unit(kind, value, first, end, self.list, trouble=trouble, **more)
        if self.is_or_between:
            unit.trouble, self.is_or_between = unit.trouble or "or", False
        elif kind in TIMES and self.last and self.last.list == self.list:
            shared = self.last.trouble
            is_shared = shared not in ("optional", "part")
            unit.trouble = unit.trouble or (shared if is_shared else "")
        if self.negated_at is not None and not unit.trouble:
            unit.trouble = "not"
            unit.reach(self.negated_at, end)
        if self.is_optional and kind in OPTIONAL and not unit.trouble:
            unit.trouble = "optional"
            if self.cue is not None:
                # The words are the first one's.
                self.below = self.lines_between(self.cue, first)
                unit.reach(self.cue, end)
            self.cue = None
        self.found.units.append(unit)
        self.list_kind = kind
        return unit

    def ends_with_line(self, kind, first):
        """Whether what is nice to have ends before something in a line below it.

        What stands below “nice to have” goes on with its like, up to an empty line or,
        where one stands behind the heading, up to two; so does a list behind a comma.
        """
        if self.cue is not None or self.connector in ("and", "or"):
            return False
        if kind == self.last.kind and self.is_wrapped(self.last.end, first):
            return False
        lines = self.lines_between(self.last.end - 1, first)
        return lines > (self.below if kind == self.last.kind else 0)

    def is_wrapped(self, first, end):
        """Whether a line ends with a comma between these tokens."""
        pairs = pairwise(self.tokens[first : end + 1])
        return any(one.text == "," and one.line < after.line for one, after in pairs)

    def lines_between(self, first, end):
        return self.tokens[end].line - self.tokens[first].line

    def make_optional(self, end):
        """What was said last is but nice to have; of times, all up to a comma."""
        for unit in self.said_together():
            if unit is self.last or unit.kind in TIMES:
                unit.trouble = unit.trouble or "optional"
        self.last.reach(self.last.first, end)

    def deny_last(self, end):
        """What was said last is denied behind it; of a list, all up to a comma."""
        for unit in self.said_together():
            unit.trouble = "not"
        self.last.reach(self.last.first, end)

    def said_together(self):
        """What was said last, and what stands in a list with it, up to a comma."""
        for unit in reversed(self.found.units):
            between = self.tokens[unit.end : self.last.first]
            if unit.list != self.last.list or any(one.text in ",;" for one in between):
                break
            yield unit

    def add_trouble(self, trouble, first, end):
        """Something that is understood and cannot be asked for; lists go on."""
        unit = Unit("none", None, first, end, 0, trouble=trouble)
        if self.denies:
            unit.reach(self.negated_at, end)
            unit.trouble, self.negated_at = "not", None
        self.found.units.append(unit)

    def begin(self, kind):
        """Go on with the list, or begin another one."""
        is_same = kind == self.list_kind or (kind in TIMES and self.list_kind in TIMES)
        if self.connector == "or" and self.last and not is_same:
            for unit in self.found.units:
                if unit.list == self.list:
                    unit.trouble = unit.trouble or "or"
            self.is_or_between = True
        goes_on = is_same and (self.connector or kind in RUN_ON)
        if not goes_on or self.is_any or self.ends_alternatives():
            self.begin_list()
        elif self.connector in ("and", "or"):
            self.connectors.setdefault(self.list, set()).add(self.connector)
        if self.is_any:
            self.began_any.add(self.list)
            self.connectors.setdefault(self.list, set()).add("any")
        self.connector, self.has_comma, self.is_any = "", False, False

    def ends_alternatives(self):
        """Whether a comma ends a list in which “or” has been said: “A or B, C”."""
        said = self.connectors.get(self.list, set())
        return (
            self.has_comma
            and "or" in said
            and self.connector != "or"
            and self.list not in self.began_any
        )

    def begin_list(self):
        self.list += 1
        if self.is_negation_used():
            self.negated_at = None

    def is_negation_used(self):
        """Whether the last unit is what the last “not” denies."""
        if not self.last or self.last.trouble != "not":
            return False
        return self.negated_at is None or self.last.end > self.negated_at

    @property
    def denies(self):
        """Whether a “not” waits for what it denies."""
        return self.negated_at is not None and not self.is_negation_used()

    def end_negation(self):
        """What was denied ends here; a “not” that denied nothing is told."""
        if self.denies:
            self.loosen("not", self.negated_at, self.negated_at + 1)
        self.negated_at = None

    def end_clause(self, mode="has"):
        self.mode, self.list_kind = mode, ""
        self.is_optional = self.is_heading = False
        self.drop_waiting()
        if self.is_negation_used():
            self.negated_at = None

    def drop_waiting(self):
        if self.waiting and not self.waiting.is_used:
            self.loosen(self.waiting.kind, self.waiting.first, self.waiting.end)
        self.waiting = None

    def finish(self):
        self.drop_waiting()
        self.end_negation()
        for number, said in self.connectors.items():
            # “Any of A, B and C” mixes nothing, “either A or B and C” does.
            if {"and", "or"} <= said:
                self.found.mixed.add(number)
            elif said & {"or", "any"}:
                self.found.any_of.add(number)
        return self.found
