"""Sentences, and the conditions that an expert sets by hand for each.

They were written by somebody who had not seen the reader. `left` are words that must be
named as not asked for, `or_gives` what another expert would set.
"""

import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

FOLDER = Path(__file__).parent / "sentences"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def conditions(query):
    return sorted(
        (name, value.casefold() if name == "q" else value)
        for name, value in parse_qsl(query)
    )


def given(reading):
    pairs = [*reading.pairs]
    if reading.rest_text:
        pairs.append(("q", reading.rest_text.casefold()))
    return sorted(pairs)


def named(reading):
    """All words that are named as not asked for, or only offered."""
    text = reading.text
    spans = [one.span for one in reading.remarks] + list(reading.corrections)
    return " | ".join(text[span.start : span.end] for span in spans).casefold()


def misread(sentence, reading):
    ways = [sentence["gives"], *sentence.get("or_gives", [])]
    found = given(reading)
    if found not in map(conditions, ways):
        return f"{sentence['asked']!r}: {found} instead of {' or '.join(ways)!r}"
    missing = [
        words
        for words in sentence.get("left", [])
        if words.casefold() not in f"{named(reading)} | {reading.rest_text.casefold()}"
    ]
    if missing:
        return f"{sentence['asked']!r}: {missing} not in {named(reading)!r}"
    return ""


@pytest.mark.parametrize("name", FILES)
def test_a_sentence_gives_what_an_expert_sets(name, reading_of):
    sentences = tomllib.loads((FOLDER / f"{name}.toml").read_text())["sentence"]
    found = [misread(one, reading_of(one["asked"])) for one in sentences]
    assert "\n".join(filter(None, found)) == ""
