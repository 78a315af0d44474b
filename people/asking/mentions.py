"""The skills that a longer text speaks of: a brief, a job advert, a paragraph of a CV.

The text is read line by line and sentence by sentence. What stands above a list is said
of all of it: “Nice to have:”, “Two data engineers:”. Nothing is settled: all that comes
of it is proposed, beside the words that it came from.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from people.asking.notes import give, read_counts, read_notes, words_in
from people.asking.units.reader import units_of
from people.asking.words.atoms import Known, atoms_of
from people.asking.words.names import Lexicon, Meaning, lexicon
from people.asking.words.salutations import without_salutations
from people.asking.words.tokens import tokens_of
from people.lists.vocabulary import vocabulary
from people.words import local_day

LONGEST_TEXT = 20_000
# Tokens: a sentence without an end is read in parts, a heading is short.
LONGEST_CLAUSE, LONGEST_HEADING = 120, 5
LINE = re.compile(r"^.*$", re.MULTILINE)
BULLET = re.compile(r"[ \t]*(?:[-*•–—·▪◦‣>#+]+|\d{1,2}[.)]|\[[ xX]?\])(?:[ \t]+|$)")
# Where a sentence ends: not within “e.g. Spark”.
END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\bmin)[.!?](?=\s+[^a-z\s]|\s*$)|;"
)
JOINTS = (["and"], ["or"], ["&"], ["/"])
PRIORITIES = ("no", "", "could", "should", "must")
NEGATED = "has a “not” before it"
NOT_NEEDED = "is said not to be needed"
ORDINARY = "may be an ordinary word here"
HEADING = "is a heading of the catalogue: choose among its skills"


class Quote(NamedTuple):
    """Words of a text, by their place in it."""

    start: int
    end: int


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
    # Whether it may be another word, its list, and why it is no proposal.
    is_doubtful: bool = False
    run: int = 0
    trouble: str = ""
    # Whether but an “and” or “or” stands between it and the one before.
    is_joined: bool = False

    @property
    def start(self):
        return self.quotes[0].start

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


def read_brief(text: str) -> Mentions:
    """Read a text by the names of today; 1 query, or 2."""
    return mentions_in(text, lexicon(vocabulary()), local_day())


def mentions_in(text: str, lexicon: Lexicon, today: date) -> Mentions:
    """Read a text of up to `LONGEST_TEXT` letters; no query."""
    found = Mentions(text[:LONGEST_TEXT])
    known = Known(lexicon, today, {})
    plain = found.text.replace("×", "x")
    tokens = without_salutations(plain, tokens_of(plain), lexicon).tokens
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
    said, mentions, carried = [], [], above
    for clause in clauses_of(tokens, line):
        notes, here = read_clause(clause, known)
        opened = {note.kind: note.value for note in notes if note.is_open}
        give(notes, here, {} if opened else carried)
        carried = opened or carried
        said += notes
        mentions += here
    for mention in mentions:
        if mention.priority == "no":
            mention.trouble = mention.trouble or NOT_NEEDED
        found.add(mention)
    is_short = said and not mentions and len(tokens) <= LONGEST_HEADING
    is_heading = is_short or tokens[-1].text == ":"
    return {note.kind: note.value for note in said} if is_heading else above


def clauses_of(tokens, line):
    """The tokens of a line by sentences; none is endless."""
    ends = [line.start() + match.start() for match in END.finditer(line[0])]
    for _, clause in groupby(tokens, key=lambda token: bisect_left(ends, token.start)):
        clause = [*clause]
        for start in range(0, len(clause), LONGEST_CLAUSE):
            yield clause[start : start + LONGEST_CLAUSE]


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
        here = [one for one in here if one]
        for one, following in pairwise(here):
            between = [t.word for t in part if one.end <= t.start < following.start]
            following.is_joined = between in JOINTS
        mentions += doubt(here, part)
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
    meanings = unit.choices or [unit.value]
    kinds = {"skill", "category"}
    skill = next((one for one in meanings if getattr(one, "kind", "") in kinds), None)
    if skill is None:
        return None
    alike = sum(one.list == unit.list for one in units.units)
    is_any = unit.list in units.any_of | units.mixed and alike > 1
    quote, is_negated = quote_of(unit, tokens)
    trouble = NEGATED if is_negated else ""
    return Mention(
        skill,
        [quote],
        level=unit.level or 0,
        hint=unit.hint or 0,
        is_wish=unit.kind == "goal",
        is_one_of=is_any or unit.trouble == "or",
        is_doubtful=unit.kind == "doubtful",
        run=unit.list,
        trouble=HEADING if skill.kind == "category" else trouble,
    )


def quote_of(unit, tokens):
    """The words of a unit, and whether its “not” is near enough to be about it."""
    first, end = unit.first, unit.end
    while end > first + 1 and tokens[end - 1].text in "/,&-–—":
        end -= 1
    is_negated = unit.trouble == "not"
    far = [at for at in range(first, end - 1) if tokens[at].text in ",:;()-–—"]
    if is_negated and far:
        first, is_negated = far[-1] + 1, False
    brackets = [token.text for token in tokens[first : end + 1] if token.text in "()"]
    if brackets[-2:] == ["(", ")"] and tokens[end:]:
        end += tokens[end].text == ")"
    return Quote(tokens[first].start, tokens[end - 1].end), is_negated


def doubt(mentions, tokens):
    """Leave out what may be no skill: “excel”, but for one in a list of skills."""
    texts = {token.start: token.text for token in tokens}
    for one in mentions:
        is_ordinary = texts.get(one.start) in words_in("ordinary")
        one.is_doubtful = one.is_doubtful or is_ordinary
    sure = {one.run for one in mentions if not one.is_doubtful}
    for one in mentions if len(tokens) > 1 else ():
        if one.is_doubtful and one.run not in sure:
            one.trouble = one.trouble or ORDINARY
    return mentions
