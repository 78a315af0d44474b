"""Briefs and CVs become skills with what is said of them, as data beside this says."""

import csv
import sys
import tomllib
from collections import deque
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from people.asking.mentions import LONGEST_TEXT, mentions_in
from people.asking.words.names import make_lexicon
from people.lists.vocabulary import Named
from people.skills.loading import DEFAULT_FILE
from tests.thoroughness import examples

DATA = Path(__file__).with_name("mentions.toml")
BRIEFS = tomllib.loads(DATA.read_text())["brief"]
TODAY = date(2026, 3, 2)
WORDS = [
    *BRIEFS[0]["text"].split(),
    *("Python", "SQL", "R", "excel", "senior", "expert", "basic", "level", "3", "3x"),
    *("x2", "not", "no", "must", "have", "nice", "to", "ideally", "a", "plus", "learn"),
    *("required", "or", ",", ".", ";", ":", "(", ")", "-", "/", "+", "1.", "\n"),
]


def read_catalogue():
    with DEFAULT_FILE.open() as file:
        rows = list(csv.DictReader(file))
    skills = [
        Named(0, slugify(row["name"]), row["name"], row["category"], 0, row["aliases"])
        for row in rows
    ]
    words = {"skill": {one.slug: one for one in skills}, "team": {}, "location": {}}
    return make_lexicon(words)


LEXICON = read_catalogue()


def mentions(text):
    return mentions_in(text, LEXICON, TODAY)


def told(mention):
    """Such as `Python, level 4, people 2, must`."""
    numbers = {name: getattr(mention, name) for name in ("level", "hint", "people")}
    parts = [
        mention.skill.label,
        *(f"{n} {value}" for n, value in numbers.items() if value),
    ]
    flags = {"wish": mention.is_wish, "or": mention.is_one_of}
    return ", ".join(
        [*parts, *filter(None, [mention.priority]), *(n for n in flags if flags[n])]
    )


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief["text"][:40])
def test_a_brief_says_what_an_expert_reads_in_it(brief):
    found = mentions(brief["text"])
    assert [told(one) for one in found.proposed.values()] == brief["finds"]
    left_out = [one.skill.label for one in found.left_out.values()]
    assert left_out == brief.get("leaves_out", [])


def test_the_words_that_a_skill_came_from_are_marked():
    found = mentions("Strong Python, SQL.\nMore Python")
    assert [text for text, is_marked in found.pieces if is_marked] == [
        "Strong Python",
        "SQL",
        "Python",
    ]
    assert "".join(text for text, _ in found.pieces) == found.text


def test_who_is_left_out_is_told_why():
    found = mentions("No Java. Scala is not required. You excel in data engineering.")
    reasons = {one.skill.label: one.trouble for one in found.left_out.values()}
    assert reasons == {
        "Java": "has a “not” before it",
        "Scala": "is said not to be needed",
        "Microsoft Excel": "may be an ordinary word here",
        "Data engineering": "is a heading of the catalogue: choose among its skills",
    }


@examples(100)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_all_words_lie_in_the_text_whatever_it_is(text):
    found = mentions(text)
    every = [*found.proposed.values(), *found.left_out.values()]
    quotes = [quote for one in every for quote in one.quotes]
    assert all(0 <= start < end <= len(text) for start, end in quotes)
    assert "".join(piece for piece, _ in found.pieces) == text


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "junk",
    [
        *("Python, ", "not 3x two data engineers with Spark or ", "a", "one 1 ", "- "),
        *("must have ", ".;:!?", "Python\n", "( ", "level 3 in ", "\n", "4 hours "),
        *("Ana and ", "PhD ", "1"),
    ],
)
def test_a_long_text_takes_no_longer_than_counting_far(junk):
    text = (junk * LONGEST_TEXT)[:LONGEST_TEXT]
    counting = seconds_of(lambda: deque(range(600_000), maxlen=0))
    assert seconds_of(lambda: mentions(text)) < 300 * counting


@pytest.mark.parametrize("around", ["week {}", "{}/2", "1/{}", "KW 1-{}", "{}"])
def test_an_endless_number_is_none(around):
    assert not mentions(around.format("1" * LONGEST_TEXT)).proposed


def seconds_of(act):
    """Processor time that an act takes by itself: coverage does not count its lines."""
    counting = sys.gettrace()
    sys.settrace(None)
    start = process_time()
    try:
        act()
        return process_time() - start
    finally:
        sys.settrace(counting)


def test_what_is_beyond_the_longest_text_is_not_read():
    assert not mentions(" " * LONGEST_TEXT + "Python").proposed
