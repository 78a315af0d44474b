"""The words that mean something to the reader, whatever is in the directory.

They stand in `people/data/asking.toml`, by what they mean.
"""

import tomllib
from functools import cache

from people.asking.words.tokens import name_key_of, tokens_of
from people.spelling.english import VOCABULARY

SIGNS = {
    **dict.fromkeys(",;", "comma"),
    "|": "pipe comma",
    **dict.fromkeys("/&+", "and"),
    **dict.fromkeys(":()=?!-–—", "stop"),
    **dict.fromkeys((">", ">=", "=>", "≥"), "at_least"),
    **dict.fromkeys(("<", "<=", "=<", "≤"), "at_most"),
    **dict.fromkeys(("!=", "≠"), "not"),
    "%": "percent",
}


@cache
def phrases() -> dict[str, tuple[str, object]]:
    """What a phrase may mean, by its key: kinds of atoms, in the order of the file."""
    data = tomllib.loads(VOCABULARY.read_text())
    found = {}
    for kind, texts in data["means"].items():
        for text in texts.split(";"):
            found.setdefault(name_key_of(tokens_of(text)), []).append((kind, None))
    for share, texts in data["share_of_a_week"].items():
        for text in texts.split(";"):
            found.setdefault(name_key_of(tokens_of(text)), []).append(
                ("share", int(share))
            )
    for text in data["mail"]["degree"].split(";"):
        found[name_key_of(tokens_of(text))] = [("degree", None), ("rest", None)]
    found.pop("", None)
    return found


@cache
def passed_over() -> frozenset[str]:
    """Words that hold a request together and ask for nothing."""
    return frozenset(
        tomllib.loads(VOCABULARY.read_text())["passed_over"]["words"].split()
    )
