"""Words that are no typing errors, although nobody's profile says them."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
# What the reader of sentences knows: see `people.asking.words.phrases`.
VOCABULARY = DATA / "asking.toml"
SHORTEST_PLURAL = 4


@cache
def english_words() -> frozenset[str]:
    """Ordinary English words, and every word that a sentence is read by."""
    tables = tomllib.loads(VOCABULARY.read_text()).values()
    phrases = [text for table in tables for text in table.values()]
    read_by = " ".join(phrases).replace(";", " ")
    return frozenset([*(DATA / "english.txt").read_text().split(), *read_by.split()])


@cache
def own_words() -> frozenset[str]:
    """What the pages call their things: bookings, leave, the matrix."""
    return frozenset((DATA / "own_words.txt").read_text().split())


def is_spelt_well(word):
    """Whether it is a word, or the plural of one, whatever it is like."""
    ways = {word, *singulars_of(word)}
    return not (english_words().isdisjoint(ways) and own_words().isdisjoint(ways))


def singulars_of(word):
    """What a word may be the plural of, the likeliest first."""
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return ()
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)
