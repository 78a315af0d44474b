"""A sentence as atoms: names, levels, days, shares of a week, and words of the reader.

At each place the longest wins; a name wins over other words as long as itself.
"""

from dataclasses import dataclass
from datetime import date

from people.asking.words.calendar import (
    DAY_EDGES,
    DECIMAL,
    LARGEST_PART,
    ROUND_THE_CLOCK,
)
from people.asking.words.days import NUMBERS, Days, days_at
from people.asking.words.lookalikes import fraction_at, is_no_day
from people.asking.words.names import Lexicon, Meaning
from people.asking.words.periods import named_day
from people.asking.words.phrases import SIGNS, passed_over, phrases
from people.asking.words.shares import share_at
from people.asking.words.tokens import BREAKS, Token, name_key_of

MOST_WORDS = 6
# What a word may mean that is passed over all the same.
ALSO_PASSED = {"wish_tail", "on", "needed", "optional_weak", "optional_heading"}
# Between a phrase and the name that it is about.
BEFORE_NAMES = {"the", "our", "a", "team", "office", "offices", "in", "city", "of"}


@dataclass(slots=True)
class Atom:
    """A run of tokens, from `first` up to `end`, with all that it may mean by kind."""

    kinds: dict[str, object]
    first: int
    end: int
    # Whether it may mean nothing at all, as “go” does.
    is_careful: bool = False

    def __contains__(self, kind):
        return kind in self.kinds

    def __getitem__(self, kind):
        return self.kinds[kind]

    def is_any(self, *kinds):
        return not self.kinds.keys().isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence is read by: today, the names here, and who and what it names.

    `projects` are meanings, and `people` runs, by first token and end of their names.
    """

    lexicon: Lexicon
    today: date
    projects: dict[tuple[int, int], Meaning]
    people: frozenset[tuple[int, int]] = frozenset()


def atoms_of(tokens: list[Token], known: Known) -> list[Atom]:
    words = [token.word for token in tokens]
    atoms, place = [], 0
    while place < len(tokens):
        atom = atom_at(tokens, words, place, known)
        atoms.append(atom)
        place = atom.end
    return atoms


def atom_at(tokens, words, place, known):
    name = name_at(tokens, place, known)
    if name and takes_a_number(name, tokens, words, known):
        name = name_at(tokens[: name.end - 1], place, known)
    person = max((run for run in known.people if run[0] == place), default=None)
    if person and (name is None or person[1] > name.end):
        return Atom({"person": None}, *person)
    phrases = phrases_at(tokens, place)
    others = [
        # Of what is as long, a share is meant: “4/5 free”.
        share_atom(words, place),
        days_atom(words, place, known),
        number_at(tokens, place, known),
        *(one for one in phrases if not takes_from_days(one, words, known)),
    ]
    others = [one for one in others if one and counts_here(one, tokens, known)]
    longest = max(others, key=lambda one: one.end, default=None)
    if name and (longest is None or longest.end <= name.end):
        return name
    if longest:
        return longest
    kind = "passed" if words[place] in passed_over() else "rest"
    return Atom({kind: None}, place, place + 1)


def name_at(tokens, place, known):
    meanings, end = known.lexicon.at(tokens, place)
    project = max((key for key in known.projects if key[0] == place), default=None)
    if project and project[1] > end:
        return Atom({"name": (known.projects[project],)}, *project)
    if project and project[1] == end:
        meanings = (*meanings, known.projects[project])
    if not meanings:
        return None
    careful = [meaning.written for meaning in meanings if meaning.written]
    written = tokens[place].text
    is_exact = written in careful and not (place == 0 and len(written) > 1)
    return Atom({"name": meanings}, place, end, bool(careful) and not is_exact)


def takes_a_number(name, tokens, words, known):
    """Whether the number that ends it says something with the words behind it.

    “Python 3” is a name; of “Python 3+” and “Python 3 days a week” it is Python.
    """
    last = name.end - 1
    if last == name.first or not words[last].isdecimal():
        return False
    others = [share_atom(words, last), days_atom(words, last, known)]
    if any(other and other.end > name.end for other in others):
        return True
    if name.end == len(tokens):
        return False
    if tokens[name.end].text == "+":
        return tokens[last].end == tokens[name.end].start
    behind = next(phrases_at(tokens, name.end), Atom({}, 0, 0))
    # “at least” may begin what comes next.
    is_last = (
        tokens[behind.end : behind.end + 1] == [] or tokens[behind.end].text in BREAKS
    )
    counts = behind.is_any("years", "hours", "level", "or_more", "at_most")
    return counts and ("at_least" not in behind or is_last)


def takes_from_days(phrase, words, known):
    """Whether its last word is one of days: “go from” of “ready to go from March”."""
    last = phrase.end - 1
    if "event" in phrase or last == phrase.first or words[last] not in DAY_EDGES:
        return False
    days = days_atom(words, last, known)
    return bool(days) and days.end > phrase.end


def counts_here(atom, tokens, known):
    """Whether what a phrase asks for stands behind it: “Excel in Berlin” is no verb."""
    if splits_a_name(atom, tokens, known):
        return False
    if not atom.is_any("before_skill", "elsewhere"):
        return True
    place = atom.end
    while place < len(tokens) and tokens[place].word in BEFORE_NAMES:
        place += 1
    name = name_at(tokens, place, known) if place < len(tokens) else None
    kinds = {one.kind for one in name["name"]} if name else set()
    if "before_skill" in atom:
        return "skill" in kinds
    return not kinds.isdisjoint(("location", "team")) and "skill" not in kinds


def splits_a_name(atom, tokens, known):
    """Whether a longer name begins within: “with time” of “with time series”.

    Or one that is surely a name is denied: “no Go”.
    """
    return any(
        (name := name_at(tokens, inside, known))
        and (name.end > atom.end or ("not_behind" in atom and not name.is_careful))
        for inside in range(atom.first + 1, atom.end)
    )


def days_atom(words, place, known):
    """Some days; a fraction of a week could be one: “3/4”."""
    if words[place : place + 3] == ROUND_THE_CLOCK and is_no_day(words, place):
        return Atom({"idiom": None}, place, place + 3)
    days, end = days_at(words, place, known.today)
    if not days:
        return None
    part, behind = fraction_at(words, place)
    if part and end == behind and int(words[place + 2]) <= LARGEST_PART:
        return Atom({"fraction": round(part * 100), "days": days}, place, end)
    return Atom({"days": days}, place, end)


def share_atom(words, place):
    """A share of a week; what of it is an upper end, which nobody can ask for."""
    found = share_at(words, place)
    if not found:
        return None
    kinds = {"share": found.percent}
    if found.upper:
        kinds["upper"] = found.upper
    return Atom(kinds, place, found.end)


def number_at(tokens, place, known):
    said = tokens[place].word
    number = NUMBERS.get(said) if said not in {"a", "an", "couple"} else None
    if number is None and said.isdecimal() and said.isascii() and len(said) < 7:
        number = int(said)
    if DECIMAL.fullmatch(said):
        number = float(said.replace(",", "."))
        day, _ = named_day([said.replace(".", " ")], 0, known.today)
        kinds = {"number": number, "point": day and Days(*day)}
        return Atom(kinds, place, place + 1)
    return None if number is None else Atom({"number": number}, place, place + 1)


def phrases_at(tokens, place):
    """All that begin there, the longest first."""
    if sign := SIGNS.get(tokens[place].text):
        yield Atom(dict.fromkeys(sign.split()), place, place + 1)
        return
    for end in range(min(len(tokens), place + MOST_WORDS), place, -1):
        run = tokens[place:end]
        if any(token.text in SIGNS and token.text != "&" for token in run):
            continue
        if found := phrases().get(key := name_key_of(run)):
            kinds = dict(found)
            if key in passed_over() and kinds.keys() <= ALSO_PASSED:
                kinds["passed"] = None
            yield Atom(kinds, place, end)
