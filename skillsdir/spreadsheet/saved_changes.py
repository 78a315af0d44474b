"""The changes of a dry run, kept in chunks: a page unpacks only those that it shows."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from skillsdir.spreadsheet.changes import Action, Difference
from skillsdir.spreadsheet.reporting import title_of

CHUNK = 500
# What needs somebody first.
ORDER = (Action.REJECTED, Action.CHANGED, Action.ADDED, Action.UNCHANGED)


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
        differences = [astuple(one) for one in change.differences]
        words = change.place, change.label, change.why
        of_noun[change.action].append((*words, differences))
    data, chunks = bytearray(), []
    for noun, of_noun in groups.items():
        for action, rows in of_noun.items():
            for first in range(0, len(rows), CHUNK):
                some = rows[first : first + CHUNK]
                start = len(data)
                data += zlib.compress(json.dumps(some).encode())
                chunks.append([noun, str(action), len(some), start, len(data)])
    return bytes(data), chunks


class SavedChanges(Sequence):
    """The changes of a dry run, or those of some chunks; unpacked when asked for."""

    def __init__(self, data, chunks):
        self.data, self.chunks = data, chunks

    @classmethod
    def of(cls, dry_run):
        return cls(dry_run.rows, [Chunk(*one) for one in dry_run.chunks])

    def only(self, is_wanted):
        """Those of the chunks that `is_wanted(noun, action)` says."""
        chunks = [one for one in self.chunks if is_wanted(one.noun, one.action)]
        return SavedChanges(self.data, chunks)

    def __len__(self):
        return sum(chunk.count for chunk in self.chunks)

    def __getitem__(self, wanted):
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        first, last, _ = wanted.indices(len(self))
        found, place = [], 0
        for chunk in self.chunks:
            if place < last and place + chunk.count > first:
                some = self.unpack(chunk)
                found += some[max(0, first - place) : last - place]
            place += chunk.count
        return found

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
