"""Words that are no typing errors, although nobody's profile says them."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
# What the reader of sentences knows: see `people.asking.words.phrases`.
VOCABULARY = DATA / "asking.toml"


@cache
def english_words() -> frozenset[str]:
    """Ordinary English words, and every word that a sentence is read by."""
    tables = tomllib.loads(VOCABULARY.read_text()).values()
    phrases = [text for table in tables for text in table.values()]
    read_by = " ".join(phrases).replace(";", " ")
    return frozenset([*(DATA / "english.txt").read_text().split(), *read_by.split()])
