"""Numbers beside a skill: a level of it, its version, or of what follows."""

from itertools import pairwise

from people.models import Level

# Between a skill and its level in digits.
MARKS = {"(", ":", "=", "-", "–"}
ROMAN = {"ii": 2, "iii": 3, "iv": 4}
# “3/4”, in tokens.
LENGTH_OF_FRACTION = 3
# What a number counts, when it is no level.
COUNTED = ("years", "people", "title", "hours", "judged", "share", "days", "project")


def grade_number_at(sentence, place, *, is_named):
    """A level in digits, unless it counts something: years, people, hours."""
    atom = sentence.at(place)
    if is_named and "rest" in atom:
        return ROMAN.get(sentence.text(atom).casefold())
    number = atom.kinds.get("number")
    if number not in Level.values or not (is_named or sentence.text(atom).isdecimal()):
        return None
    after = place + 1
    while sentence.is_plus(after) or "or_more" in sentence.at(after):
        after += 1
    return None if sentence.at(after).is_any(*COUNTED) else int(number)


def is_word_between(sentence, atom):
    text = sentence.text(atom)
    return text in "?!" or "people" in atom or ("stop" in atom and text.isalpha())


def is_version(sentence, place, said, start):
    """Whether a bare number could be one of a version: “SQL 3”, “GPT-4”."""
    is_bare = said.end == place + 1 and "number" in sentence.at(place)
    return is_bare and (place == start or is_written_together(sentence, start, place))


def is_written_together(sentence, start, place):
    """Whether but a stroke stands between, and no space."""
    first, last = sentence.at(start).first - 1, sentence.at(place).first
    run = sentence.tokens[first : last + 1]
    signs = {token.text for token in run[1:-1]}
    return signs <= {"-", "–"} and all(a.end == b.start for a, b in pairwise(run))


def is_digit(sentence, place, start):
    """Whether it is marked as the level of one skill: “SQL (3)”, “SQL 3+”."""
    before = sentence.tokens[sentence.at(place).first - 1].text
    return before in MARKS or "number" in sentence.at(place)


def belongs_to_next(sentence, place, said, start):
    """Whether it is the level of another skill: “SQL, expert in Python”."""
    has_sign = place > start and "stop" in sentence.at(start)
    return not has_sign and leads_to_skill(sentence, said.end)


def leads_to_skill(sentence, place):
    """Whether what stands before is said of a skill behind: “expert in Python”."""
    after = sentence.ahead(place, "in", "from", "has", "passed")[1]
    is_of = sentence.at(place).is_any("in", "from", "has")
    is_of = is_of or "has" in sentence.at(place - 1)
    return is_of and sentence.is_skill(after)


def is_sentence(sentence, said):
    """Whether a level is all of its sentence, behind a unit: “SQL. Expert.”"""
    before, after = sentence.at(sentence.place - 1), sentence.at(said.end)
    is_apart = all(
        not atom.kinds or ("stop" in atom and sentence.text(atom) in "?!")
        for atom in (before, after)
    )
    return bool(is_apart and sentence.last and sentence.last.end == before.first)


def read_mark(sentence, atom):
    """“Python 3/4”: a level of four, or a day, or a share; “7/10”: a mark, or a day."""
    unit, words = sentence.last, sentence.tokens[atom.first : atom.end]
    between = sentence.tokens[unit.end : atom.first] if unit else ()
    is_behind = (
        unit
        and unit.kind == "skill"
        and MARKS.issuperset(token.text for token in between)
    )
    above, below = words[0].word, words[-1].word
    if not is_behind or len(words) != LENGTH_OF_FRACTION:
        return False
    if below == str(max(Level)) and above in map(str, Level.values):
        percent = atom.kinds.get("fraction", 100)
        graded = None if unit.trouble else (unit.value, int(above))
        value, trouble = (percent, atom["days"], graded), "of_four"
    elif below == "10":
        value, trouble = (None, atom["days"]), "of_ten"
    else:
        return False
    sentence.add("fraction", value, atom.first, atom.end, trouble=trouble)
    return True
