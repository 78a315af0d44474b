"""Changes are kept in chunks; any part of them comes out as it went in."""

import pytest
from django.core.paginator import Paginator

from skillsdir.spreadsheet.drafts.saved import (
    CHUNK,
    Chunk,
    SavedChange,
    SavedChanges,
    pack,
)
from skillsdir.spreadsheet.planning.changes import Difference


def change(number, noun="people", action="added"):
    difference = Difference("name", "Name", "", f"Ünï {number}")
    label = f"{noun} {action} {number}"
    return SavedChange(noun, action, f"A b!A{number}", label, "", [difference])


COUNT = 2 * CHUNK + 7
ALL = [change(n) for n in range(COUNT)]


def kept(changes):
    rows, chunks = pack(changes)
    return SavedChanges(memoryview(rows), [Chunk(*one) for one in chunks])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0, 50),
        (CHUNK - 10, CHUNK + 10),
        (2 * CHUNK, COUNT),
        (COUNT - 1, COUNT + 50),
        (0, COUNT),
    ],
)
def test_any_part_comes_out_as_it_went_in(first, last):
    assert kept(ALL)[first:last] == ALL[first:last]


def test_a_single_one_and_the_last_come_out():
    changes = kept(ALL)
    assert changes[CHUNK] == ALL[CHUNK]
    assert changes[len(changes) - 1] == ALL[-1]
    assert list(changes) == ALL


def test_a_page_unpacks_only_what_it_shows():
    changes, unpacked = kept(ALL), []
    unpack = changes.unpack
    changes.unpack = lambda chunk: unpacked.append(chunk) or unpack(chunk)
    assert len(Paginator(changes, 50).page(3)) == 50
    assert len(unpacked) == 1


def test_what_needs_somebody_comes_first():
    actions = ("unchanged", "added", "rejected", "changed")
    changes = kept([change(n, action=action) for n, action in enumerate(actions)])
    found = [one.action for one in changes]
    assert found == ["rejected", "changed", "added", "unchanged"]


def test_nouns_stay_in_the_order_of_the_plan():
    changes = kept([change(1, "people"), change(2, "goals"), change(3, "people")])
    assert [one.noun for one in changes] == ["people", "people", "goals"]


def test_some_nouns_and_actions_are_picked():
    changes = kept([*ALL, change(1, "goals"), change(2, "goals", "rejected")])
    found = changes.only(lambda noun, action: noun == "goals")
    assert [one.action for one in found] == ["rejected", "added"]
    assert len(found) == 2


def test_nothing_is_kept_of_nothing():
    assert list(kept([])) == []


def test_a_place_is_not_broken_into_lines():
    assert change(1).where == "A\N{NO-BREAK SPACE}b!A1"
