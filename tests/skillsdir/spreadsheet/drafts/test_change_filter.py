"""Which changes a page shows."""

import pytest
from django.http import QueryDict

from skillsdir.spreadsheet.drafts.saved import (
    ChangeFilter,
    Chunk,
    SavedChange,
    SavedChanges,
    pack,
)


def change(noun, action, label, place="People!A5"):
    return SavedChange(noun, action, place, label, "", [])


CHANGES = [
    change("people", "added", "Zoë Okonkwo"),
    change("people", "unchanged", "Ben Ito"),
    change("people", "rejected", "Eve Broken", "People!B107"),
    change("expertise", "changed", "Zoë Okonkwo: Python", "People!F5"),
]
NOUNS = {"people": {}, "expertise": {}}


def labels(query):
    wanted = ChangeFilter.of(QueryDict(query), NOUNS)
    rows, chunks = pack(CHANGES)
    changes = SavedChanges(rows, [Chunk(*one) for one in chunks])
    return [one.label for one in wanted.matching(changes)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Eve Broken", "Zoë Okonkwo", "Zoë Okonkwo: Python"]),
        ("action=unchanged", ["Ben Ito"]),
        ("action=rejected", ["Eve Broken"]),
        ("noun=expertise", ["Zoë Okonkwo: Python"]),
        ("noun=people&action=added", ["Zoë Okonkwo"]),
        ("q=zoe", ["Zoë Okonkwo", "Zoë Okonkwo: Python"]),
        ("q=zoë–okonkwo", ["Zoë Okonkwo", "Zoë Okonkwo: Python"]),
        ("q=zoeokon", ["Zoë Okonkwo", "Zoë Okonkwo: Python"]),
        ("q=okonkwo+python", ["Zoë Okonkwo: Python"]),
        ("q=people!b107", ["Eve Broken"]),
        ("q=nobody", []),
        ("action=added&q=eve", []),
    ],
)
def test_only_what_is_asked_for_is_listed(query, expected):
    assert labels(query) == expected


@pytest.mark.parametrize("query", ["action=x", "noun=password", "q=%00", "x=1", "q="])
def test_what_makes_no_sense_counts_as_not_asked(query):
    assert labels(query) == labels("")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Changes and rejections"),
        ("action=added", "Added"),
        ("noun=people&action=changed", "People: changed"),
    ],
)
def test_a_list_says_what_it_holds(query, title):
    assert ChangeFilter.of(QueryDict(query), NOUNS).title == title
