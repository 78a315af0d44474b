"""Numbers behind a skill: a level of it, its version, or of what follows."""

from itertools import pairwise

# Between a skill and its level in digits.
MARKS = {"(", ":", "=", "-", "–"}


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
