"""What a sentence asks for, one by one: a skill with its level, a place, some days.

The atoms are read from left to right. What belongs together in a list shares its level,
its “or” and its “not”.
"""

from dataclasses import dataclass, field
from zoneinfo import available_timezones

from people.asking.atoms import Atom
from people.asking.days import Days

# Kinds that say nothing by themselves between a word and what it is about.
FILLERS = ("passed", "in", "from", "on", "has", "people", "wish_tail")
CONNECTORS = ("and", "or", "comma")
TIMES = ("free", "share", "days")
ZONES = {
    name.rsplit("/", 1)[-1].replace("_", " ").casefold(): name
    for name in sorted(available_timezones(), key=lambda name: ("/" not in name, name))
    if not name.startswith(("Etc/", "posix", "right", "SystemV", "US/"))
}
LEVELS = {f"level_{level}": level for level in (1, 2, 3, 4)}
HINTS = {f"hint_{level}": level for level in (1, 3, 4)}
# What may stand between shared hours and the place with which they are shared.
BEFORE_ZONE = (
    *("overlap", "has", "on", "in", "passed", "and", "at_least", "from", "hours"),
    *("or_more", "free", "stop"),
)
# All of a usual working day.
WHOLE_DAY = 8


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
class Units:
    """All units of a sentence; `loose` are words that are part of none, by reason."""

    units: list[Unit] = field(default_factory=list)
    loose: list[tuple[str, int, int]] = field(default_factory=list)
    # Lists that any one of will do, and of which “and” and “or” are both said.
    any_of: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)


def units_of(atoms: list[Atom], tokens, lexicon) -> Units:
    reader = UnitReader(atoms, tokens, lexicon)
    while reader.place < len(atoms):
        reader.step()
    reader.finish()
    return reader.found


class UnitReader:
    """The state in which atoms are read."""

    def __init__(self, atoms, tokens, lexicon):
        self.atoms, self.tokens, self.lexicon = atoms, tokens, lexicon
        self.place = 0
        self.found = Units()
        self.mode = "has"
        self.list = 0
        self.list_kind = ""
        self.connector = ""
        self.connectors = {}
        self.is_any = False
        self.negated_at = None
        # A level, or a hint of one, that waits for its skills, with its place.
        self.waiting = None
        self.is_waiting_used = False
        self.is_or = False

    # Looking around

    @property
    def atom(self):
        return self.atoms[self.place]

    def at(self, place):
        return self.atoms[place] if 0 <= place < len(self.atoms) else Atom({}, 0, 0)

    def ahead(self, place, *kinds):
        """The next place that is none of these kinds, and what is there."""
        while place < len(self.atoms) and self.atoms[place].only(*kinds):
            place += 1
        return place, self.at(place)

    @property
    def last(self):
        return self.found.units[-1] if self.found.units else None

    # Reading

    def step(self):
        atom, start = self.atom, self.place
        for kind, read in READERS:
            if kind in atom and read(self, atom):
                break
        else:
            self.loosen("passed" if not "rest" in atom else "rest", atom)
        if self.place == start:
            self.place += 1

    def loosen(self, reason, atom, end=None):
        self.found.loose.append((reason, atom.first, end or atom.end))

    def add(self, kind, value, first, end, **more):
        self.take_connector(kind)
        unit = Unit(kind, value, first, end, self.list, **more)
        if self.is_or:
            unit.trouble, self.is_or = unit.trouble or "or", False
        elif kind in TIMES and self.last and self.last.list == self.list:
            unit.trouble = unit.trouble or self.last.trouble
        if self.negated_at is not None and not unit.trouble:
            unit.trouble = "not"
            unit.reach(self.negated_at, end)
        self.found.units.append(unit)
        if self.list_kind not in TIMES or kind not in TIMES:
            self.list_kind = kind
        return unit

    def take_connector(self, kind):
        """Whether what comes goes on with the list, and by which word."""
        same = kind == self.list_kind or (kind in TIMES and self.list_kind in TIMES)
        if self.connector == "or" and self.last and not same:
            for unit in self.found.units:
                if unit.list == self.list:
                    unit.trouble = unit.trouble or "or"
            self.is_or = True
        if not same or not self.connector:
            is_run_on = same and kind in (*TIMES, "tz", "location")
            if not is_run_on:
                self.new_list()
        if same and self.connector in ("and", "or"):
            self.connectors.setdefault(self.list, set()).add(self.connector)
        if self.is_any:
            self.connectors.setdefault(self.list, set()).add("or")
            self.is_any = False
        self.connector = ""

    def new_list(self):
        self.list += 1
        if self.list_kind and self.negated_at is not None and self.is_negation_used():
            self.negated_at = None

    def is_negation_used(self):
        return bool(self.last) and self.last.trouble == "not"

    def end_clause(self, mode="has"):
        self.mode = mode
        self.list_kind = ""
        self.waiting = self.drop_waiting()
        if self.is_negation_used():
            self.negated_at = None

    def drop_waiting(self):
        if self.waiting and not self.is_waiting_used:
            _, kind, first, end = self.waiting
            self.found.loose.append((kind, first, end))

    def finish(self):
        self.drop_waiting()
        if self.negated_at is not None and not self.is_negation_used():
            self.found.loose.append(("not", self.negated_at, self.negated_at + 1))
        for number, said in self.connectors.items():
            if "or" in said:
                (self.found.mixed if "and" in said else self.found.any_of).add(number)

    # Words between

    def read_comma(self, atom):
        self.connector = self.connector or "comma"
        if self.is_negation_used():
            self.negated_at = None
        return True

    def read_and(self, atom):
        if "or_more" in atom and self.last and self.last.level:
            return True
        if self.connector != "or":
            self.connector = "and"
        return True

    def read_or(self, atom):
        self.connector = "or"
        return True

    def read_any(self, atom):
        if "level_1" in atom and "name" not in self.ahead(self.place + 1, *FILLERS)[1]:
            return False
        self.is_any = True
        return True

    def read_but(self, atom):
        self.end_clause()
        self.connector = ""
        self.negated_at = None
        return True

    def read_stop(self, atom):
        if self.tokens[atom.first].text in "()" or "place" in atom:
            return True
        self.end_clause()
        return True

    def read_not(self, atom):
        if self.negated_at is None or self.is_negation_used():
            self.negated_at = atom.first
        return True

    def read_has(self, atom):
        nothing = self.mode == "has" and self.connector and self.list_kind == "skill"
        if not nothing:
            # What follows is no part of the list of wishes before.
            self.mode = "has"
            if self.list_kind == "goal":
                self.list_kind = ""
        return True

    def read_wish(self, atom):
        place, after = self.ahead(
            self.place + 1, "wish", "wish_tail", "passed", "has", "in", "from", "on", "people",
            "at_least", "level_1", "hint_3", "project", "worked_on",
        )
        if "name" not in after and "level" not in after and "any_of" not in after and not (
            LEVELS.keys() & after.kinds.keys()
        ):
            self.loosen("wish", atom)
            return True
        self.end_clause("wish")
        self.place = place
        return True

    # Names

    def read_name(self, atom):
        meaning, choices = self.choose(atom)
        if meaning is None and not choices:
            return False
        if meaning is None:
            self.add("choice", atom["name"], atom.first, atom.end, choices=choices)
            return True
        self.take(meaning, atom)
        return True

    def take(self, meaning, atom):
        kind = meaning.kind
        if kind == "skill" and self.mode == "wish":
            kind = "goal"
        if kind == "category":
            self.add("category", meaning, atom.first, atom.end)
            return
        is_bare = self.is_bare(kind)
        unit = self.add(kind, meaning, atom.first, atom.end, is_bare=is_bare)
        if kind == "skill" and self.waiting:
            self.give_level(unit)
        elif kind == "goal" and self.waiting:
            self.waiting = self.drop_waiting()
        if kind == "skill":
            self.read_level_behind(unit)

    def is_bare(self, kind):
        """Whether nothing around a name says that it is one of that kind."""
        before, after = self.neighbours()
        if self.waiting or self.mode == "wish" or (self.connector and self.list_kind == kind):
            return False
        return not any(
            one in before for one in ("has", "in", "from", "team", "any_of", *LEVELS, *HINTS)
        ) and not any(
            one in after for one in ("title", "people", "team", "level", "place", *LEVELS, *HINTS)
        )

    def give_level(self, unit):
        value, kind, first, end = self.waiting
        self.is_waiting_used = True
        setattr(unit, "hint" if kind == "hint" else kind, value)
        if kind == "at_most":
            unit.level, unit.trouble = None, unit.trouble or "at_most"
        if not self.is_shared(unit):
            unit.reach(first, end)

    def is_shared(self, unit):
        """Whether the level has been given to another one of the list."""
        others = [one for one in self.found.units[:-1] if one.list == unit.list]
        return bool(others)

    def choose(self, atom):
        """The meaning by what stands around it; where that says nothing, the choices."""
        meanings = {}
        for meaning in atom["name"]:
            meanings.setdefault(meaning.kind, meaning)
        before, after = self.neighbours()
        if "skill" in meanings and meanings["skill"].written and atom.is_careful:
            if not self.is_proven(before, after):
                return None, ()
        if "skill" in meanings:
            meanings.pop("category", None)
        if len(meanings) == 1:
            return next(iter(meanings.values())), ()
        for kind in self.wanted(before, after):
            if kind in meanings:
                return meanings[kind], ()
        return None, tuple(meanings.values())

    def neighbours(self):
        place = self.place - 1
        while place >= 0 and self.atoms[place].only("passed"):
            place -= 1
        return self.at(place), self.ahead(self.place + 1, "passed")[1]

    def wanted(self, before, after):
        """Kinds in the order in which the words around make them likely."""
        if "team" in after or "team" in before:
            return ["team"]
        if "project" in after or "project" in before:
            return ["project"]
        if "worked_on" in before and "in" not in before:
            return ["project", "skill"]
        if self.mode == "wish" or self.waiting or "has" in before:
            return ["skill", "category"]
        if "from" in before or "in" in before:
            return ["team", "location"] if "from" in before else ["location", "team"]
        if self.connector and self.list_kind in ("team", "location", "skill"):
            return [self.list_kind]
        return []

    def is_proven(self, before, after):
        """Whether the words around say that a short word is the name of a skill."""
        if self.waiting or self.mode == "wish":
            return True
        if self.connector and self.list_kind in ("skill", "goal"):
            return True
        if any(kind in before for kind in ("has", "in", *LEVELS, *HINTS)):
            return True
        if any(kind in after for kind in ("title", "people", "level", *LEVELS)):
            return True
        following = self.at(self.place + 1)
        if "and" in following or "or" in following or "comma" in following:
            name = self.ahead(self.place + 1, *CONNECTORS)[1]
            return "name" in name and any(one.kind == "skill" for one in name["name"])
        return self.tokens[self.atom.end : self.atom.end + 1] and (
            self.tokens[self.atom.end].text == "("
        )

    # Levels

    def read_level_behind(self, unit):
        """“Python (3)”, “Python 3+”, “Python: expert”, “Python at level 3”."""
        place, _ = self.ahead(self.place + 1, "passed", "stop", "on", "in", "level")
        if any(self.tokens[one.first].text in ("?", "!") or "people" in one
               or "stop" in one and self.tokens[one.first].text.isalpha()
               for one in self.atoms[self.place + 1 : place]):
            return
        found = self.level_at(place, is_behind=True)
        if not found:
            return
        value, kind, end = found
        is_marked = place > self.place + 1 or "number" not in self.at(place)
        if not is_marked and self.at(end - 1).only("number"):
            # “SQL 3” may be a version.
            return
        if self.belongs_to_what_follows(place, end):
            return
        if kind == "level" and unit.level is None:
            unit.level = value
        elif kind == "hint":
            unit.hint = value
        elif kind == "at_most":
            unit.trouble, unit.level = unit.trouble or "at_most", None
        unit.reach(unit.first, self.atoms[end - 1].end)
        self.share_level(unit, value, kind, place)
        self.place = end

    def belongs_to_what_follows(self, place, end):
        """Whether “expert in” begins another skill."""
        if place > self.place + 1 and "stop" in self.at(self.place + 1):
            return False
        following = self.at(end)
        if not any(kind in following for kind in ("in", "from", "has")):
            return False
        after = self.ahead(end, "in", "from", "has", "passed")[1]
        return "name" in after and any(one.kind == "skill" for one in after["name"])

    def share_level(self, unit, value, kind, place):
        """“Python and SQL experts” are experts in both; “SQL (3)” says it of SQL."""
        if self.tokens[self.at(place).first - 1].text == "(" or "number" in self.at(place):
            return
        said = self.connectors.get(unit.list, set())
        if not said & {"and", "or"}:
            return
        for other in self.found.units:
            if other.list == unit.list and other.level is None and not other.hint:
                if kind == "level":
                    other.level = value
                elif kind == "hint":
                    other.hint = value

    def level_at(self, place, *, is_behind=False):
        """Level, what it is (level, hint, at_most), and the place behind it."""
        start = place
        is_least = is_most = False
        while self.at(place).kinds and ("at_least" in self.at(place) or "at_most" in self.at(place)):
            is_most = is_most or ("at_most" in self.at(place) and "at_least" not in self.at(place))
            is_least, place = True, place + 1
        named = "level" in self.at(place)
        place, atom = self.ahead(place, "level", "passed", "stop") if named else (place, self.at(place))
        value, kind = self.value_of(atom)
        if value is None and "number" in atom and (named or is_least or is_behind):
            value, kind = self.number_of(place), "level"
        if value is None:
            return None
        place += 1
        while "or_more" in self.at(place) or "level" in self.at(place) or self.is_plus(place):
            place += 1
        if "at_most" in self.at(place) and "at_least" not in self.at(place):
            is_most, place = True, place + 1
        if not named and not is_least and place == start + 1 and "number" in atom and not is_behind:
            return None
        return value, "at_most" if is_most else kind, place

    def value_of(self, atom):
        for kinds, kind in ((LEVELS, "level"), (HINTS, "hint")):
            for name, level in kinds.items():
                if name in atom:
                    return level, kind
        return None, ""

    def number_of(self, place):
        """A level in digits, unless it counts something: years, people, hours."""
        number = self.at(place)["number"]
        after = self.at(place + 1)
        if self.is_plus(place + 1) or "or_more" in after:
            after = self.at(place + 2)
        counts = any(kind in after for kind in ("years", "people", "title", "hours", "judged", "share", "days"))
        if counts or not 1 <= number <= 4 or number != int(number):
            return None
        return int(number)

    def is_plus(self, place):
        """The sign right behind a number, as in “3+”."""
        atom = self.at(place)
        if "and" not in atom or self.tokens[atom.first].text != "+":
            return False
        return self.tokens[atom.first - 1].end == self.tokens[atom.first].start

    def read_level(self, atom):
        if self.at(self.place).only("number") or ("at_least" in atom and "or_more" in atom and False):
            return False
        found = self.level_at(self.place)
        if not found:
            return False
        value, kind, end = found
        first = atom.first
        place, after = self.ahead(end, *FILLERS, "title", "level", "any_of", "project")
        last = self.atoms[end - 1].end
        if "name" in after and any(one.kind in ("skill", "category") for one in after["name"]):
            self.waiting = self.drop_waiting()
            self.waiting, self.is_waiting_used = (value, kind, first, last), False
            if self.list_kind == "goal" and self.mode != "wish" or not self.connector:
                self.list_kind = ""
            self.place = end
            return True
        if self.give_to_list(value, kind, first, last):
            self.place = end
            return True
        self.loosen("level" if kind == "level" else kind, atom, last)
        self.place = end
        return True

    def give_to_list(self, value, kind, first, last):
        """A level that stands behind its skills, with other words between."""
        skills = [one for one in self.found.units if one.kind == "skill" and one.list == self.list]
        if not skills or self.last is not skills[-1] or self.connector == "comma" and len(skills) > 1:
            return False
        for unit in skills:
            if unit.level is None and not unit.hint:
                if kind == "at_most":
                    unit.trouble = unit.trouble or "at_most"
                else:
                    setattr(unit, kind, value)
        skills[-1].reach(first, last)
        return True

    # Numbers

    def read_number(self, atom):
        number, after = atom["number"], self.at(self.place + 1)
        end = self.place + 1
        while self.is_plus(end) or "or_more" in self.at(end):
            end += 1
        after = self.at(end)
        if "years" in after:
            behind, _ = self.ahead(end + 1, "from", "has", "in")
            self.add_trouble("years", atom.first, self.at(end).end)
            self.place = end + 1
            return True
        if "judged" in after:
            self.add("judged", int(number), self.with_least(atom), after.end)
            self.place = end + 1
            return True
        if "hours" in after:
            self.place = end + 1
            self.read_hours(number, atom.first, after.end)
            return True
        name = self.ahead(end, "passed", *LEVELS, *HINTS)[1]
        if any(kind in after for kind in ("people", "title", *HINTS, *LEVELS)) or "name" in name:
            self.loosen("count", atom)
            return True
        self.loosen("number", atom)
        return True

    def add_trouble(self, trouble, first, end):
        keep, self.list_kind, connector = self.list_kind, "", self.connector
        self.connector = ""
        self.add("none", None, first, end, trouble=trouble)
        self.list_kind = keep

    def with_least(self, atom):
        before = self.at(self.place - 1)
        return before.first if "at_least" in before else atom.first

    # Time

    def read_days(self, atom):
        self.add("days", atom["days"], atom.first, atom.end)
        return True

    def read_free(self, atom):
        if "days" in atom or "stop" in atom:
            return False
        self.add("free", None, atom.first, atom.end)
        return True

    def read_share(self, atom):
        before = self.at(self.place - 1)
        trouble = "at_most" if "at_most" in before and "at_least" not in before else ""
        first = before.first if "at_least" in before or trouble else atom.first
        following = self.at(self.place + 1)
        end = atom.end
        if "at_most" in following and "at_least" not in following:
            trouble, end = "at_most", following.end
            self.place += 1
        elif "or_more" in following or self.is_plus(self.place + 1):
            end = following.end
            self.place += 1
        if self.is_about_success():
            self.add("success", atom["share"], first, end, trouble=trouble)
            return True
        if atom["share"] is None:
            trouble = trouble or "share"
        self.add("share", atom["share"], first, end, trouble=trouble)
        return True

    def is_about_success(self):
        """Whether a percentage is one of success, said before or after it."""
        if self.last and self.last.kind == "success" and self.last.value is None:
            if self.last.end >= self.at(self.place - 4).first:
                self.found.units.pop()
                return True
        place, after = self.ahead(self.place + 1, "passed", "from", "project")
        if "success" in after and place <= self.place + 4:
            self.place = place
            return True
        return False

    def read_success(self, atom):
        place, after = self.ahead(self.place + 1, "passed", "from", "at_least", "on", "stop")
        if "number" in after and self.at(place).only("number") and 4 < after["number"] <= 100:
            self.add("success", int(after["number"]), atom.first, after.end)
            self.place = place + 1
            return True
        self.add("success", None, atom.first, atom.end)
        return True

    def read_busy(self, atom):
        self.add("free", None, atom.first, atom.end, trouble="busy")
        return True

    # Working hours

    def read_hours(self, number, first, end):
        place, _ = self.ahead(self.place, *BEFORE_ZONE)
        between = self.atoms[self.place : place]
        zone = self.zone_ahead(self.place, *BEFORE_ZONE)
        if zone and any(one.only("overlap", "has", "and") for one in between):
            name, stop = zone
            self.add("tz", (name, number), first, self.atoms[stop - 1].end)
            self.place = stop
            self.skip_overlap()
        elif self.last and self.last.kind == "tz" and self.last.value[1] is None:
            self.last.value = (self.last.value[0], number)
            self.last.reach(first, end)
        else:
            self.add_trouble("hours", first, end)

    def skip_overlap(self):
        place, _ = self.ahead(self.place, "passed")
        if "overlap" in self.at(place):
            self.last.reach(self.last.first, self.at(place).end)
            self.place = place + 1

    def read_overlap(self, atom):
        number, place = None, self.place + 1
        zone = self.zone_ahead(place, *BEFORE_ZONE)
        counted, after = self.ahead(place, *BEFORE_ZONE)
        if not zone and "number" in after:
            number = after["number"]
            zone = self.zone_ahead(counted + 1, *BEFORE_ZONE)
        if not zone:
            self.loosen("overlap", atom)
            return True
        name, stop = zone
        self.add("tz", (name, number), atom.first, self.atoms[stop - 1].end)
        self.place = stop
        return True

    def read_same_zone(self, atom):
        if zone := self.zone_ahead(self.place + 1, "passed", "in"):
            name, stop = zone
            self.add("tz", (name, WHOLE_DAY), atom.first, self.atoms[stop - 1].end)
            self.place = stop
            return True
        self.add_trouble("zone", atom.first, atom.end)
        return True

    def zone_ahead(self, place, *kinds):
        """The zone behind words of these kinds, and the place behind it."""
        while place < len(self.atoms):
            if zone := self.zone_at(place):
                return zone
            if not self.at(place).only(*kinds):
                break
            place += 1
        return None

    def zone_at(self, place):
        """The time zone that is named there, and the place behind it."""
        atom = self.at(place)
        if "name" in atom:
            for meaning in atom["name"]:
                if meaning.kind == "location" and self.lexicon.zones.get(meaning.slug):
                    return self.lexicon.zones[meaning.slug], place + 1
        for size in (3, 2, 1):
            if place + size > len(self.atoms):
                continue
            words = [token.word for one in self.atoms[place : place + size]
                     for token in self.tokens[one.first : one.end]]
            if zone := ZONES.get(" ".join(words)):
                return zone, place + size
        return None

    # The rest

    def read_project(self, atom):
        return self.read_like("project", atom)

    def read_worked_on(self, atom):
        if "name" in self.ahead(self.place + 1, "passed", "project")[1]:
            return "in" in atom or "on" in atom or True
        return self.read_like("project", atom) if len(self.tokens[atom.first : atom.end]) > 1 else False

    def read_team(self, atom):
        """“marketing team”, “team marketing”, of which no team has the name."""
        end = atom.first
        words = []
        while self.found.loose and self.found.loose[-1] == ("rest", end - 1, end):
            words.append(self.found.loose.pop())
            end -= 1
        if words:
            self.add("like_team", None, end, atom.first)
            return True
        return self.read_like("team", atom)

    def read_like(self, kind, atom):
        """Words behind “project” or “team” that are no name here, but may be a part of one."""
        place = self.ahead(self.place + 1, "passed")[0]
        end = place
        while end < len(self.atoms) and (
            "rest" in self.at(end) or "name" in self.at(end) and kind == "project"
        ):
            end += 1
        if end == place or "name" in self.at(place):
            return False
        self.add(f"like_{kind}", None, self.at(place).first, self.at(end - 1).end)
        self.place = end
        return True

    def read_until(self, atom):
        """“until Easter”: a day that is none of the calendar's."""
        place, after = self.ahead(self.place + 1, "passed")
        if "rest" not in after:
            return False
        self.add("days", Days(), atom.first, after.end)
        self.place = place + 1
        return True

    def read_title(self, atom):
        """A kind of job: it says nothing beside a skill, and is text by itself."""
        before = self.found.loose[-1] if self.found.loose else None
        if before and before[0] == "rest" and before[2] == atom.first:
            self.loosen("rest", atom)
        else:
            self.loosen("title", atom)
        return True

    def read_named(self, atom):
        place = self.place + 1
        while place < len(self.atoms) and ("rest" in self.at(place) or "name" in self.at(place)):
            self.loosen("rest", self.at(place))
            place += 1
        self.loosen("passed", atom)
        self.place = place
        return True

    def read_part(self, atom):
        self.add_trouble("part_time" if "part_time" in atom else "bench", atom.first, atom.end)
        return True

    def pass_over(self, atom):
        self.loosen("passed", atom)
        return True


READERS = [
    ("name", UnitReader.read_name),
    ("comma", UnitReader.read_comma),
    ("not", UnitReader.read_not),
    ("but", UnitReader.read_but),
    ("any_of", UnitReader.read_any),
    *((kind, UnitReader.read_level) for kind in (*LEVELS, *HINTS, "level", "at_least", "at_most")),
    ("days", UnitReader.read_days),
    ("until", UnitReader.read_until),
    ("share", UnitReader.read_share),
    ("number", UnitReader.read_number),
    ("success", UnitReader.read_success),
    ("same_zone", UnitReader.read_same_zone),
    ("busy", UnitReader.read_busy),
    ("part_time", UnitReader.read_part),
    ("bench", UnitReader.read_part),
    ("free", UnitReader.read_free),
    ("and", UnitReader.read_and),
    ("or", UnitReader.read_or),
    ("stop", UnitReader.read_stop),
    ("wish", UnitReader.read_wish),
    ("overlap", UnitReader.read_overlap),
    ("named", UnitReader.read_named),
    ("project", UnitReader.read_project),
    ("worked_on", UnitReader.read_worked_on),
    ("team", UnitReader.read_team),
    ("title", UnitReader.read_title),
    ("has", UnitReader.read_has),
    *((kind, UnitReader.pass_over) for kind in ("people", "in", "from", "on", "now", "or_more", "percent", "years", "hours", "place", "judged", "wish_tail")),
]
