"""What a text says of the skills around it: must, two people, to be learned there."""

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from people.asking.words.tokens import Token, name_key_of, tokens_of

MENTIONS = Path(__file__).parent.parent / "data" / "mentions.toml"
LONGEST_PHRASE, MOST_PEOPLE = 6, 20
BREAKS = {",", ";", ")", "|", "-", "–", "—", "and", "but", "while", "whereas"}
COPULAS = {"is", "are", "be", "highly", "strongly", "also"}
# Says so before a colon alone: “you won't regret it”.
HEADING = "wont"
# Before the number of people who are there already.
OWN_PEOPLE = {"of", "our", "the", "these", "other"}
TIMES = re.compile(r"(\d{1,2})x|x(\d{1,2})")


class Note(NamedTuple):
    """What a text says of the skills around it, and where: `must`, two people.

    One behind its skills is about those before it: “Spark is a plus”. An open one, with
    a colon, holds until the line ends.
    """

    kind: str
    value: object
    start: int
    end: int
    is_behind: bool = False
    is_of_one: bool = False
    is_open: bool = False


@cache
def note_phrases():
    """Kind and value by the key of each phrase."""
    data = tomllib.loads(MENTIONS.read_text())
    return {
        name_key_of(tokens_of(phrase)): (kind, value)
        for kind in ("priority", "learner", "nothing")
        for value, phrases in data[kind].items()
        for phrase in phrases.split(";")
    }


@cache
def words_in(table):
    """The `others` who are there already, and `ordinary` words."""
    return frozenset(tomllib.loads(MENTIONS.read_text())[table]["words"].split())


def read_notes(tokens):
    """The notes of a sentence, and its tokens, in which each is one “with”."""
    notes, plain, place = [], [], 0
    while place < len(tokens):
        kind, value, end = note_at(tokens, place)
        if not kind:
            plain.append(tokens[place])
        elif kind == "times":
            plain.append(Token(value, "x", tokens[place].start, tokens[end - 1].end))
        else:
            span = tokens[place].start, tokens[end - 1].end
            if kind != "people":
                plain.append(Token("with", "with", *span))
            if kind != "nothing":
                notes.append(Note(kind, value, *span, *place_of(tokens, place, end)))
        place = end
    return notes, plain


def note_at(tokens, place):
    for end in range(min(len(tokens), place + LONGEST_PHRASE), place, -1):
        run = tokens[place:end]
        if len(run) <= 2 and (match := TIMES.fullmatch("".join(t.text for t in run))):
            return (
                ("times", match[1], end) if match[1] else ("people", int(match[2]), end)
            )
        is_phrase = run[0].word.isalpha() and run[-1].word.isalpha()
        if run[-1].word == HEADING and [t.text for t in tokens[end : end + 1]] != [":"]:
            continue
        if is_phrase and (found := note_phrases().get(name_key_of(run))):
            return *found, end
    return None, None, place + 1


def place_of(tokens, first, end):
    """Whether a phrase stands behind its skills, is about one alone, and is open."""
    before = tokens[first - 1].word if first else ""
    after = tokens[end].word if end < len(tokens) else ";"
    if after == ":":
        return False, False, True
    if before in COPULAS:
        return after != "to", before != "are", False
    is_behind = bool(before) and before not in BREAKS and after in BREAKS
    return is_behind, before == "(", False


def read_counts(atoms, tokens):
    """How many people are spoken of: “two data engineers”, “3x Python”."""
    notes = []
    for place, atom in enumerate(atoms):
        token = tokens[atom.first]
        is_times = token.word == "x" and token.text.isdecimal()
        number = int(token.text) if is_times else "number" in atom and atom["number"]
        if not number or not 1 <= number <= MOST_PEOPLE or number != int(number):
            continue
        before = tokens[atom.first - 1].word if atom.first else ""
        if before in OWN_PEOPLE:
            break
        if is_times or is_of_people(atoms, place + 1, tokens):
            is_behind = before in {"(", ":", "-", "–", "—"}
            notes.append(
                Note("people", int(number), token.start, token.end, is_behind, True)
            )
    return notes


def is_of_people(atoms, place, tokens):
    """Whether people or a trade are named soon behind a number."""
    for atom in atoms[place : place + LONGEST_PHRASE]:
        token = tokens[atom.first]
        if atom.is_any("number", "years", "days") or token.text in ",;:()|":
            return False
        if token.word in {"of", "other", "more"} or token.word in words_in("others"):
            return False
        if atom.is_any("people", "title") or token.word in {"expert", "experts"}:
            return True
    return False


def give(notes, mentions, above):
    """Give each skill what the notes around it say, or else what stands above."""
    for kind in ("priority", "learner", "people"):
        own = [note for note in notes if note.kind == kind]
        given = dict(pairs_of(own, mentions))
        for mention in mentions:
            value = given.get(id(mention), above.get(kind))
            if value and kind == "learner":
                mention.is_wish = True
            elif value:
                setattr(mention, kind, value)


def pairs_of(notes, mentions):
    """Pairs of a mention's id and the value, those that count later."""
    behind = []
    for last, note in pairwise([None, *notes]):
        start = last.start if last else -1
        before = [one for one in mentions if start < one.end <= note.start]
        if note.is_behind and before:
            of_one = note.is_of_one or (last and last not in dict(behind))
            run = [one for one in before if one.run == before[-1].run]
            behind.append((note, last_of(before) if of_one else run))
    for note, following in pairwise([*notes, None]):
        if note in dict(behind):
            continue
        after = [one for one in mentions if one.end > note.start]
        if following:
            after = [one for one in after if one.end <= following.start]
        before = [one for one in mentions if one.end <= note.start] if not after else ()
        yield from ((id(one), note.value) for one in after or before[-1:])
    yield from ((id(one), note.value) for note, of in behind for one in of)


def last_of(mentions):
    """The last one, and those that are joined to it: “SQL and Kafka is a plus”."""
    start = len(mentions) - 1
    while start and mentions[start].is_joined:
        start -= 1
    return mentions[start:]
