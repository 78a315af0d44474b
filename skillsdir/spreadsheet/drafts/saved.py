"""The changes and questions of a dry run, kept: pages are answered without a new one.

Changes are kept in chunks: a page unpacks only those that it shows.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from people.spelling.names import fold, name_key
from skillsdir.spreadsheet.answers import (
    ChangeQuestion,
    DefaultQuestion,
    EmailQuestion,
    LevelQuestion,
    NameQuestion,
    Questions,
    Suggestion,
    What,
)
from skillsdir.spreadsheet.drafts.report import title_of
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.planning.changes import Difference

CHUNK = 500
# What needs somebody first.
ORDER = (
    *(Action.REJECTED, Action.CHANGED, Action.ADDED),
    *(Action.LEFT_OUT, Action.UNCHANGED),
)
QUIET = ("unchanged", "left out")


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A `changes.Change` in words, without the rows that it was made from."""

    noun: str
    action: str
    place: str
    label: str
    why: str
    differences: list[Difference]

    @property
    def where(self):
        """The place, not to be broken into lines."""
        return self.place.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def action_label(self):
        return self.action.capitalize()

    @property
    def title(self):
        return title_of(self.noun)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Where the next changes of one noun and action stand in the packed bytes."""

    noun: str
    action: str
    count: int
    start: int
    end: int


def pack(changes):
    """The changes as bytes, and the chunks in them as JSON: noun by noun."""
    groups = {}
    for change in changes:
        of_noun = groups.setdefault(change.noun, {action: [] for action in ORDER})
        of_noun[change.action].append(change)
    data, chunks = bytearray(), []
    for noun, of_noun in groups.items():
        for action, several in of_noun.items():
            for first in range(0, len(several), CHUNK):
                # Their words are made for a chunk at a time: they are the most of it.
                rows = [packed_change(one) for one in several[first : first + CHUNK]]
                start = len(data)
                data += zlib.compress(json.dumps(rows).encode())
                chunks.append([noun, str(action), len(rows), start, len(data)])
    return bytes(data), chunks


def packed_change(change):
    return change.place, change.label, change.why, change.differences


class SavedChanges(Sequence):
    """The changes of a dry run, or those of some chunks; unpacked when asked for."""

    def __init__(self, data, chunks):
        self.data, self.chunks = data, chunks

    @classmethod
    def of(cls, dry_run):
        return cls(dry_run.rows, [Chunk(*chunk) for chunk in dry_run.chunks])

    def only(self, is_wanted):
        """Those of the chunks that `is_wanted(noun, action)` says."""
        chunks = [chunk for chunk in self.chunks if is_wanted(chunk.noun, chunk.action)]
        return SavedChanges(self.data, chunks)

    def __len__(self):
        return sum(chunk.count for chunk in self.chunks)

    def __getitem__(self, wanted):
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        first, last, _ = wanted.indices(len(self))
        changes, place = [], 0
        for chunk in self.chunks:
            if place < last and place + chunk.count > first:
                some = self.unpack(chunk)
                changes += some[max(0, first - place) : last - place]
            place += chunk.count
        return changes

    def __iter__(self):
        for chunk in self.chunks:
            yield from self.unpack(chunk)

    def unpack(self, chunk):
        return [
            SavedChange(
                chunk.noun,
                chunk.action,
                *words,
                [Difference(*values) for values in differences],
            )
            for *words, differences in self.expanded(chunk)
        ]

    def expanded(self, chunk):
        return expanded(self.data[chunk.start : chunk.end])


def expanded(data):
    return json.loads(zlib.decompress(data))


def seen_people(dry_run):
    """The `seen` of the plan that was kept."""
    return expanded(dry_run.questions).get("seen", {})


def packed_questions(asked):
    """The questions without their answers: those are the draft's own."""
    return {
        "sheets": asked.open_sheets,
        "levels": [[level.token, level.count, level.guess] for level in asked.levels],
        "defaults": [[each.name, each.count, each.places] for each in asked.defaults],
        "names": [packed_name(question) for question in asked.names],
        "changes": [
            [each.name, each.label, each.count, each.examples] for each in asked.changes
        ],
        "emails": asked.emails and astuple(asked.emails),
    }


def packed_name(question):
    suggestions = [list(astuple(each)) for each in question.suggestions]
    words = question.noun, question.key, question.name, question.count, question.places
    more = question.options, question.gone, question.likely, question.calls
    return [*words, suggestions, *more, question.time_zone]


@dataclass(frozen=True)
class SavedQuestions(Questions):
    """The questions of a dry run that was kept; sheets are only counted."""

    open_sheets: int = 0


def unpacked_questions(data, answers):
    """What was asked when the dry run was made, with the answers there are."""
    return SavedQuestions(
        [],
        [
            LevelQuestion(*packed, answers.levels.get(packed[0]))
            for packed in data["levels"]
        ],
        [
            DefaultQuestion(name, count, places, answers.default(name))
            for name, count, places in data["defaults"]
        ],
        [saved_name(packed, answers) for packed in data["names"]],
        [
            ChangeQuestion(name, label, answers.changes.get(name), count, examples)
            for name, label, count, examples in data["changes"]
        ],
        data["emails"] and EmailQuestion(*data["emails"]),
        data["sheets"],
    )


def saved_name(packed, answers):
    noun, key, name, count, places, suggestions, options, gone, *more = packed
    answer = answers.decided(noun, key)
    is_gone = bool(gone and answer and answer.target == gone)
    if answer and answer.what not in options:
        answer = None
    question = NameQuestion(
        noun,
        key,
        name,
        count,
        places,
        tuple(Suggestion(*packed) for packed in suggestions),
        tuple(map(What, options)),
        None if is_gone else answer,
        gone if is_gone else "",
        *more,
    )
    if question.answer and question.answer.is_overtaken(question.bearers):
        question.answer = None
    return question


ACTIONS = {str(action) for action in Action}


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """What was asked for; what makes no sense counts as not asked."""

    action: str = ""
    noun: str = ""
    text: str = ""

    @classmethod
    def of(cls, params, nouns):
        action, noun = params.get("action", ""), params.get("noun", "")
        return cls(
            action if action in ACTIONS else "",
            noun if noun in nouns else "",
            params.get("q", "").replace("\x00", "")[:200].strip(),
        )

    @property
    def is_narrow(self):
        return bool(self.action or self.noun or self.text)

    @property
    def title(self):
        """What is listed, in words: "People: changed"."""
        action = self.action.capitalize() if self.action else "Changes and rejections"
        if not self.noun:
            return action
        return f"{title_of(self.noun)}: {action.lower()}"

    def matching(self, changes):
        """The changes that are asked for; without an action those that matter."""
        wanted = changes.only(self.wants)
        words = fold(self.text).split()
        if not words:
            return wanted
        return [change for change in wanted if mentions(change, words)]

    def wants(self, noun, action):
        is_wanted = action == self.action if self.action else action not in QUIET
        return is_wanted and self.noun in ("", noun)


def mentions(change, words):
    text = f"{change.label} {change.place}"
    text = fold(text) + name_key(text)
    return all(word in text for word in words)
