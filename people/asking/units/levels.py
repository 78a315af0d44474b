"""Levels in words and digits, before their skills and behind them.

“Senior” and its like are hints: organisations differ in the level that they mean.
"""

from typing import NamedTuple

from people.asking.units.grade_numbers import (
    belongs_to_next,
    grade_number_at,
    is_digit,
    is_sentence,
    is_version,
    is_word_between,
    leads_to_skill,
)
from people.asking.units.sentence import Waiting
from people.asking.words.atoms import Atom
from people.asking.words.phrases import phrases
from people.models import Level

LEVELS = {f"level_{level}": level for level in Level.values}
HINTS = {**{f"hint_{level}": level for level in Level.values}, "teach": 3}
BEYOND = {">", "above", "over", "beyond"}
BEYOND |= {f"{word} than" for word in ("more", "better", "greater", "higher")}
QUANTITIES = {"lots", "lot", "loads", "tons", "plenty", "heaps", "bit"}
GRADES = (*LEVELS, *HINTS)
# What may stand between a level and its skill.
BETWEEN = ("passed", "in", "from", "on", "has", "people", "title", "level", "any_of")


class Said(NamedTuple):
    """A level (or a hint, or an at_most) and the place behind it."""

    value: int
    kind: str
    end: int


def level_at(sentence, place, *, is_behind=False):
    """The level that begins at a place, if any does."""
    start, is_beyond, ends = place, False, []
    while (atom := sentence.at(place)).is_any("at_least", "at_most"):
        ends += [atom] if "at_least" not in atom else []
        is_beyond = is_beyond or says_beyond(sentence, atom)
        place += 1
    is_compared = place > start
    if is_compared:
        # “more than just awareness”
        place, _ = sentence.ahead(place, "passed")
    is_named = "level" in sentence.at(place)
    if is_named:
        place, _ = sentence.ahead(place, "level", "passed", "stop", "at_least")
    value, kind = value_of(sentence.at(place))
    if value is None and is_compared:
        value, kind = value_of_first_word(sentence, place)
    is_before = is_compared and "in" in sentence.at(place + 1)
    if value is None and (is_named or is_before or is_behind):
        value, kind = grade_number_at(sentence, place, is_named=is_named), "level"
    if value is None:
        return None
    if is_beyond and kind == "level" and value < max(Level):
        value += 1
    place += 1
    if "or" in sentence.at(place) or sentence.text_at(place) == "/":
        other = value_of(sentence.at(place + 1))
        is_next = is_behind and leads_to_skill(sentence, place + 2)
        if other[0] and min(value, other[0]) > 1 and not is_next:
            # “expert or practitioner”: the lesser will do.
            (value, kind), place = min((value, kind), other), place + 2
    while sentence.at(place).is_any("or_more", "level") or sentence.is_plus(place):
        place += 1
    if "at_most" in sentence.at(place):
        ends.append(sentence.at(place))
        place += 1
    is_most = any(sentence.text(end).casefold() != "only" for end in ends)
    is_most = is_most or (bool(ends) and value < max(Level))
    return Said(value, "at_most" if is_most else kind, place)


def says_beyond(sentence, atom):
    """“> 2” and “above practitioner” leave out the level itself."""
    words = (token.word for token in sentence.tokens[atom.first : atom.end])
    return " ".join(words) in BEYOND


def value_of(atom):
    for grades, kind in ((LEVELS, "level"), (HINTS, "hint")):
        for name, level in grades.items():
            if name in atom:
                return level, kind
    return None, ""


def value_of_first_word(sentence, place):
    """“working” of “higher than working in SQL”, which is no place to work in."""
    atom = sentence.at(place)
    if atom.end < atom.first + 2 or not sentence.is_skill(sentence.at(place + 1)):
        return None, ""
    kinds = dict(phrases().get(sentence.tokens[atom.first].word, ()))
    return value_of(Atom(kinds, atom.first, atom.end))


# Before its skills


def read_level(sentence, atom):
    said = level_at(sentence, sentence.place)
    if not said:
        return read_comparison(sentence, atom)
    first, end = atom.first, sentence.at(said.end - 1).end
    if is_quantity(sentence, atom) and not sentence.is_skill(sentence.at(said.end)):
        sentence.loosen("passed", first, end)
        sentence.place = said.end
        return True
    place = sentence.ahead(said.end, *BETWEEN)[0]
    has_colon = sentence.text_at(place) == ":"
    place, after = sentence.ahead(place + has_colon, *BETWEEN)
    if "has" in atom and not sentence.is_skill(after):
        # “good with people”
        return False
    sentence.drop_waiting()
    between = sentence.atoms[said.end : place]
    if sentence.is_skill(after) and not is_of_word_before(sentence, between):
        sentence.waiting = Waiting(said.value, said.kind, first, end)
        if sentence.mode == "wish" and sentence.place != sentence.wish_place:
            # Wishes have no levels: it begins what somebody knows.
            sentence.mode = "has"
        if not sentence.connector or sentence.list_kind == "goal":
            sentence.list_kind = ""
    elif "name" in after and sentence.at(said.end) is after:
        # Of what is no skill it says nothing.
        sentence.loosen("passed", first, end)
    elif sentence.denies:
        deny(sentence, first, end, said.end)
    elif is_sentence(sentence, said) and sentence.last.kind == "skill":
        grade(sentence.last, said)
        sentence.last.reach(sentence.last.first, end)
    elif not (
        ends_wishes(sentence, said, first, end)
        or give_to_list(sentence, said, first, end)
    ):
        sentence.loosen(said.kind, first, end)
    sentence.place = said.end
    return True


def is_quantity(sentence, atom):
    """“lots of” is a level of skills alone: “lots of people”."""
    words = {token.word for token in sentence.tokens[atom.first : atom.end]}
    return not QUANTITIES.isdisjoint(words)


def deny(sentence, first, end, place):
    """Words that are denied are no text; of a name behind them the “not” is said.

    Of any other word, too, that they lead to: “not fond of Kotlin”.
    """
    leading = ("in", "from", "on", "has")
    after = sentence.ahead(place, "passed", *leading)[1]
    leads = "rest" in after and sentence.at(place).is_any(*leading)
    if leads or after.is_any("name", "person"):
        sentence.loosen("passed", first, end)
    else:
        sentence.add("none", None, first, end)


def read_comparison(sentence, atom):
    """“SQL better than Python”, “Python over R”: no level of either."""
    word = sentence.tokens[atom.end - 1].word
    if word == "beyond":
        # “beyond SQL” is no level.
        sentence.loosen("rest", atom.first, atom.end)
        return True
    is_between = word == "over" and sentence.is_skill(sentence.at(sentence.place - 1))
    if word != "than" and not is_between:
        return False
    if sentence.is_skill(sentence.at(sentence.place + 1)):
        sentence.add_trouble("comparison", atom.first, atom.end)
        return True
    return False


def is_of_word_before(sentence, between):
    """Whether it is the level of a word that is no skill: “xyz expert with Python”."""
    before = sentence.at(sentence.place - 1)
    return "rest" in before and bool(between) and "has" in between[0]


def ends_wishes(sentence, said, first, end):
    """“wants to learn Rust, Go expert”: a wish has no level, so it is none."""
    last, units = sentence.last, sentence.found.units
    is_goal = last and last.kind == "goal" and is_behind(sentence, last, "stop")
    is_list = is_goal and sum(unit.kind == "goal" for unit in units) > 1
    if not is_list or said.value == min(Level):
        return False
    last.kind, sentence.mode, sentence.list_kind = "skill", "has", "skill"
    grade(last, said)
    last.reach(last.first, end)
    return True


def is_behind(sentence, unit, *signs):
    """Whether but small words and signs of these kinds stand between."""
    before = sentence.back(sentence.place - 1, "passed", *signs)
    return sentence.at(before).end <= unit.end


def give_to_list(sentence, said, first, end):
    """A level behind its skills, with other words between: “…, both expert”."""
    skills = [
        unit
        for unit in sentence.found.units
        if unit.kind == "skill" and unit.list == sentence.list
    ]
    if not skills or sentence.last is not skills[-1] or not sentence.list_kind:
        return False
    is_next = is_behind(sentence, sentence.last, "stop", "comma")
    if is_next and sentence.last.level == said.value:
        sentence.last.reach(first, end)
        return True
    if skills[-1].level is not None and said.value > min(Level):
        sentence.add_trouble("levels", first, end)
        return True
    is_shared = sentence.connectors.get(sentence.list) or says_both(sentence, said)
    for unit in skills if is_shared else skills[-1:]:
        grade(unit, said)
    skills[-1].reach(first, end)
    return True


def says_both(sentence, said):
    words = sentence.tokens[sentence.at(said.end).first :][:2]
    return any(token.word in ("both", "all") for token in words)


def grade(unit, said):
    """Give a unit the level, unless it has one; “senior SQL expert” has none before."""
    if unit.level is None and said.kind == "level":
        unit.level = said.value
        unit.hint = None if unit.hint == min(Level) else unit.hint
    elif unit.level is not None or unit.hint is not None:
        return
    elif said.kind == "at_most":
        unit.trouble = unit.trouble or "at_most"
    else:
        unit.hint = said.value


def give_waiting(sentence, unit):
    """Give a skill the level that waits for it; the first one's words reach back."""
    waiting = sentence.waiting
    if not waiting.is_used:
        unit.reach(waiting.first, waiting.end)
    waiting.is_used = True
    grade(unit, waiting)


# Behind its skill


def read_level_behind(sentence, unit):
    """“Python (3)”, “Python 3+”, “Python: expert”, “Python at level 3”."""
    start = sentence.place + 1
    place, _ = sentence.ahead(start, "passed", "stop", "on", "in", "level")
    between = sentence.atoms[start:place]
    if any(is_word_between(sentence, atom) for atom in between):
        return
    if any("level" in atom for atom in between):
        place = next(at for at in range(start, place) if "level" in sentence.at(at))
    said = level_at(sentence, place, is_behind=True)
    if not said or is_version(sentence, place, said, start):
        return
    if belongs_to_next(sentence, place, said, start):
        return
    is_graded = unit.level is not None or unit.hint is not None
    if is_graded and sentence.is_skill(sentence.at(said.end)):
        # “senior Python advanced SQL”
        return
    grade(unit, said)
    unit.reach(unit.first, sentence.at(said.end - 1).end)
    if not is_digit(sentence, place, start):
        share_level(sentence, unit, said)
    sentence.place = said.end


def share_level(sentence, unit, said):
    """“Python and SQL experts” are experts in both."""
    if sentence.connectors.get(unit.list):
        for other in sentence.found.units:
            if other.list == unit.list:
                grade(other, said)
