"""The skills that a longer text speaks of: a brief, a job advert, a paragraph of a CV.

The text is read line by line and sentence by sentence. What stands above a list is said
of all of it: “Nice to have:”, “Two data engineers:”. Nothing is settled: all that comes
of it is proposed, beside the words that it came from.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from people.asking.atoms import Known, atoms_of
from people.asking.names import Lexicon, Meaning
from people.asking.tokens import Token, key_of, tokens_of
from people.asking.units import units_of

MENTIONS = Path(__file__).parent.parent / "data" / "mentions.toml"
LONGEST_TEXT = 20_000
# Tokens: a sentence without an end is read in parts, a heading is short.
LONGEST_CLAUSE, LONGEST_HEADING, LONGEST_PHRASE = 120, 5, 6
MOST_PEOPLE = 20
LINE = re.compile(r"^.*$", re.MULTILINE)
BULLET = re.compile(r"[ \t]*(?:[-*•–—·▪◦‣>#+]+|\d{1,2}[.)]|\[[ xX]?\])(?:[ \t]+|$)")
# Where a sentence ends: not within “e.g. Spark”.
END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\bmin)[.!?](?=\s+[^a-z\s]|\s*$)|;"
)
BREAKS = {",", ";", ")", "|", "-", "–", "—", "and", "but", "while", "whereas"}
COPULAS = {"is", "are", "be", "highly", "strongly", "also"}
# Before the number of people who are there already.
OWN = {"of", "our", "the", "these", "other"}
TIMES = re.compile(r"(\d{1,2})x|x(\d{1,2})")
PRIORITIES = ("", "could", "should", "must")
NEGATED = "has a “not” before it"
NOT_NEEDED = "is said not to be needed"
ORDINARY = "is an ordinary word, unless it is written in capitals"
HEADING = "is a heading of the catalogue: choose among its skills"


class Quote(NamedTuple):
    """Words of a text, by their place in it."""

    start: int
    end: int


class Note(NamedTuple):
    """What a text says of the skills around it, and where: `must`, two people.

    One behind its skills is about those before it: “Spark is a plus”.
    """

    kind: str
    value: object
    start: int
    end: int
    is_behind: bool = False
    is_of_one: bool = False


@dataclass(slots=True)
class Mention:
    """A skill and what a text says of it; what is not said is empty.

    `hint` is a level that only some would read there, as “senior”. A wish is to learn
    it. `is_one_of`: it stands beside another with an “or”.
    """

    skill: Meaning
    quotes: list[Quote]
    level: int = 0
    hint: int = 0
    people: int = 0
    priority: str = ""
    is_wish: bool = False
    is_one_of: bool = False
    # The list within its sentence, and why it is no proposal.
    run: int = 0
    trouble: str = ""

    @property
    def end(self):
        return self.quotes[0].end

    def add(self, other):
        """The skill is spoken of again: of each, what asks for most counts."""
        self.quotes += other.quotes
        self.level = max(self.level, other.level)
        self.hint = max(self.hint, other.hint)
        self.people = max(self.people, other.people)
        self.priority = max(self.priority, other.priority, key=PRIORITIES.index)
        self.is_wish = self.is_wish or other.is_wish
        self.is_one_of = self.is_one_of and other.is_one_of


@dataclass(slots=True)
class Mentions:
    """The skills of a text, each once, and those that are left out, by skill."""

    text: str
    proposed: dict[str, Mention] = field(default_factory=dict)
    left_out: dict[str, Mention] = field(default_factory=dict)

    def add(self, mention):
        rows = self.left_out if mention.trouble else self.proposed
        if mention.skill.slug in rows:
            rows[mention.skill.slug].add(mention)
        else:
            rows[mention.skill.slug] = mention

    def words_of(self, mention):
        """The words that it came from, each once."""
        quoted = (" ".join(self.text[s:e].split()) for s, e in mention.quotes)
        return list(dict.fromkeys(quoted))

    @property
    def pieces(self):
        """The text in pieces, and whether each is marked."""
        pieces, place = [], 0
        for start, end in sorted(q for m in self.proposed.values() for q in m.quotes):
            start = max(start, place)
            pieces += [(self.text[place:start], False), (self.text[start:end], True)]
            place = max(place, end)
        return [piece for piece in [*pieces, (self.text[place:], False)] if piece[0]]


def mentions_in(text: str, lexicon: Lexicon, today: date) -> Mentions:
    """Read a text of up to `LONGEST_TEXT` letters; no query."""
    found = Mentions(text[:LONGEST_TEXT])
    known = Known(lexicon, today, {})
    tokens = tokens_of(found.text.replace("×", "x"))
    above, is_apart, place = {}, False, 0
    for line in LINE.finditer(found.text):
        of_line = []
        while place < len(tokens) and tokens[place].start < line.end():
            of_line.append(tokens[place])
            place += 1
        bullet = BULLET.match(line[0])
        if is_apart and of_line and not bullet:
            above = {}
        is_apart = not of_line
        start = line.start() + (bullet.end() if bullet else 0)
        of_line = [token for token in of_line if token.start >= start]
        above = read_line(of_line, line, known, above, found) if of_line else above
    return found


def read_line(tokens, line, known, above, found):
    """Read a line; returns what is said above the next, by kind."""
    said, mentions, carried = [], [], dict(above)
    for clause in clauses_of(tokens, line):
        notes, here = read_clause(clause, known)
        share(notes, here, carried)
        said += notes
        mentions += here
        if not here or clause[-1].text == ":":
            carried |= {note.kind: note.value for note in notes}
    for mention in mentions:
        mention.trouble = mention.trouble or (
            NOT_NEEDED if mention.priority == "no" else ""
        )
        found.add(mention)
    if tokens[-1].text == ":":
        return {note.kind: note.value for note in said}
    if said and not mentions and len(tokens) <= LONGEST_HEADING:
        return {note.kind: note.value for note in said}
    return above


def clauses_of(tokens, line):
    """The tokens of a line by sentences; none is endless."""
    ends = [line.start() + match.start() for match in END.finditer(line[0])]
    clause = []
    for token in tokens:
        if clause and (
            len(clause) == LONGEST_CLAUSE or (ends and token.start >= ends[0])
        ):
            yield clause
            clause = []
        while ends and token.start >= ends[0]:
            ends.pop(0)
        if token.text not in ";?!" or clause:
            clause.append(token)
    if clause:
        yield clause


def read_clause(tokens, known):
    """What a sentence says, and the skills that it speaks of, yet without that."""
    notes, tokens = read_notes(tokens)
    starts = {note.start for note in notes if not note.is_behind}
    mentions, counts = [], []
    for part in split_before(tokens, starts):
        atoms = atoms_of(part, known)
        counts += read_counts(atoms, part)
        units = units_of(atoms, part, known.lexicon)
        here = [mention_of(one, part, units) for one in units.units]
        mentions += doubt([one for one in here if one], part)
    return sorted([*notes, *counts], key=lambda note: note.start), mentions


def split_before(tokens, starts):
    """What is said of “ideally Spark” is not said of the skills before it."""
    parts = [[]]
    for token in tokens:
        if token.start in starts and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def mention_of(unit, tokens, units):
    """The mention that a unit is; `None` if it is about no skill."""
    meanings = unit.choices if unit.kind == "choice" else [unit.value]
    kinds = ("skill", "category") if unit.kind == "choice" else (unit.kind,)
    if not {"skill", "goal", "category"} & {*kinds}:
        return None
    skill = next((m for m in meanings if m.kind in ("skill", "category")), None)
    if skill is None:
        return None
    first, trouble = unit.first, ""
    if unit.trouble == "not":
        far = [at for at in range(first, unit.end) if tokens[at].text in ",:;()-–—"]
        first, trouble = (far[-1] + 1, "") if far else (first, NEGATED)
    end = unit.end
    while tokens[end - 1].text in "/,&-–—" and end > first + 1:
        end -= 1
    is_open = [token.text for token in tokens[first:end] if token.text in "()"][
        -1:
    ] == ["("]
    if is_open and end < len(tokens) and tokens[end].text == ")":
        end += 1
    mention = Mention(skill, [Quote(tokens[first].start, tokens[end - 1].end)])
    mention.trouble = HEADING if skill.kind == "category" else trouble
    mention.level, mention.hint = unit.level or 0, unit.hint or 0
    mention.is_wish, mention.run = unit.kind == "goal", unit.list
    alike = [one for one in units.units if one.list == unit.list]
    is_any = unit.list in units.any_of | units.mixed and len(alike) > 1
    mention.is_one_of = is_any or unit.trouble == "or"
    return mention


def doubt(mentions, tokens):
    """Leave out what may be no skill: “excel”, but for one in a list of skills."""
    texts = {token.start: token.text for token in tokens}
    doubted = [
        mention
        for mention in mentions
        if texts.get(mention.quotes[0].start, "") in words_in("ordinary")
    ]
    sure = {mention.run for mention in mentions if mention not in doubted}
    for mention in doubted if len(tokens) > 1 else ():
        if mention.run not in sure:
            mention.trouble = mention.trouble or ORDINARY
    return mentions


# What is said of skills


@cache
def note_phrases():
    """Kind and value by the key of each phrase."""
    data = tomllib.loads(MENTIONS.read_text())
    return {
        key_of(tokens_of(phrase)): (kind, value)
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
        if is_phrase and (found := note_phrases().get(key_of(run))):
            return *found, end
    return None, None, place + 1


def place_of(tokens, first, end):
    """Whether a phrase stands behind its skills, and whether it is about one alone."""
    before = tokens[first - 1].word if first else ""
    after = tokens[end].word if end < len(tokens) else ";"
    if after == ":":
        return False, False
    if before in COPULAS:
        return after != "to", before != "are"
    return bool(before) and before not in BREAKS and after in BREAKS, before == "("


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
        if before not in OWN and (is_times or is_of_people(atoms, place + 1, tokens)):
            is_behind = before in {"(", ":", "-", "–", "—"}
            notes.append(
                Note("people", int(number), token.start, token.end, is_behind, True)
            )
    return notes


def is_of_people(atoms, place, tokens):
    """Whether people or a trade are named soon behind a number."""
    for atom in atoms[place : place + LONGEST_PHRASE]:
        token = tokens[atom.first]
        if atom.only("number", "years", "days") or token.text in ",;:()|":
            return False
        if token.word in {"of", "other", "more"} or token.word in words_in("others"):
            return False
        if atom.only("people", "title") or token.word in {"expert", "experts"}:
            return True
    return False


def share(notes, mentions, above):
    """Give each skill what the notes around it say, or else what stands above."""
    for kind in ("priority", "learner", "people"):
        own = [note for note in notes if note.kind == kind]
        given = dict(share_kind(own, mentions))
        for mention in mentions:
            value = given.get(id(mention), above.get(kind))
            if value and kind == "learner":
                mention.is_wish = True
            elif value:
                setattr(mention, kind, value)


def share_kind(notes, mentions):
    """Pairs of a mention's id and the value, those that count later."""
    behind = []
    for last, note in pairwise([None, *notes]):
        start = last.start if last else -1
        before = [one for one in mentions if start < one.end <= note.start]
        if note.is_behind and before:
            of_one = note.is_of_one or (last and last not in dict(behind))
            run = [one for one in before if one.run == before[-1].run]
            behind.append((note, before[-1:] if of_one else run))
    for note, following in pairwise([*notes, None]):
        if note in dict(behind):
            continue
        end = following.start if following else LONGEST_TEXT
        after = [one for one in mentions if note.start < one.end <= end]
        before = [one for one in mentions if one.end <= note.start] if not after else ()
        yield from ((id(one), note.value) for one in after or before[-1:])
    yield from ((id(one), note.value) for note, of in behind for one in of)
