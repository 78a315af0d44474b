"""Lists in one cell: where one entry ends and the next begins."""

import re
from collections.abc import Callable

Known = Callable[[str], bool]
# Commas and semicolons of other scripts are meant as ours.
HARD = r"[;；؛|\n•▪◦‣·]|\s/\s"
SOFT = r"[,，、،]"
HARD_BREAK = re.compile(HARD)
BREAK = re.compile(rf"{HARD}|{SOFT}")
# Between names that are known, these separate as well: Python/R, SQL and R.
JOINTS = re.compile(r"\s*(?:/|\s\+\s|\s&\s|\s(?:and|und|et|y)\s)\s*", re.IGNORECASE)
MARKER = re.compile(r"^(?:[-–*]|\d{1,2}[.)])\s+")
PAIRS = {")": "(", "]": "[", "}": "{"}
BRACKET = re.compile(r"[()\[\]{}]")
# A longer list is not looked through for names that have separators in them.
MOST_ENTRIES = 200
# Entries that are put together again to look for a name that has separators in it.
MOST_JOINED = 5


def matches_nothing(name: str) -> bool:
    return False


def squeeze(text: str) -> str:
    return " ".join(text.split())


def split(text: str, known: Known, name_of: Callable[[str], str]) -> list:
    """Return (entry, whether a hard separator stood before it) of a cell's list.

    Separators in brackets do not count. `name_of` takes what is not the name off an
    entry. Where an entry is not known but it and the next ones together are, they are
    one.
    """
    parts = list(find_parts(text))
    may_join = known is not matches_nothing and len(parts) <= MOST_ENTRIES
    tails = [
        measure_tail(text[start:end], name_of) for start, end, _ in parts if may_join
    ]
    entries, first = [], 0
    while first < len(parts):
        start, end, is_hard = parts[first]
        entry, step = entry_of(text[start:end]), 1
        if entry and may_join and not is_known(entry, tails[first], known):
            for count in range(min(MOST_JOINED, len(parts) - first), 1, -1):
                last = first + count - 1
                several, tail = text[start : parts[last][1]], tails[last]
                joined = entry_of(several)
                if not tail and may_be_all_level(text[slice(*parts[last][:2])], known):
                    tail = measure_tail(several, name_of)
                if is_known(joined, tail, known):
                    entry, step = joined, count
                    break
        if entry:
            entries.append((entry, is_hard))
        first += step
    return entries


def measure_tail(text, name_of):
    """Return how many letters stand behind the name of an entry."""
    entry = entry_of(text)
    name = name_of(entry)
    return len(entry) - len(name) if entry.startswith(name) else 0


PLACE = re.compile(r"\s*\(?\d{1,2}\s?[-–—.:)]\s*(?=[^\W\d_])")


def without_place(text):
    """Return words of a list without the number that they have there: “4 - Build”."""
    return PLACE.sub("", text, count=1) if PLACE.match(text) else text


def is_known(entry, tail, known):
    return known(entry) or (tail > 0 and known(entry[:-tail].rstrip()))


def may_be_all_level(part, known):
    """Return whether a part is no name by itself: "Mid· (4)", where no skill is "4"."""
    entry = entry_of(part)
    return entry[:1] in PAIRS.values() or not known(entry)


def find_parts(text):
    """Yield where each part of a list starts and ends, and how it is set off."""
    spans = outermost(in_brackets(text))[::-1]
    start, is_hard = 0, True
    for match in BREAK.finditer(text):
        while spans and spans[-1][1] < match.start():
            spans.pop()
        if not spans or match.start() < spans[-1][0]:
            yield start, match.start(), is_hard
            start = match.end()
            is_hard = HARD_BREAK.fullmatch(match[0]) is not None
    yield start, len(text), is_hard


def in_brackets(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and close, of those that do both."""
    spans, opened = [], []
    for match in BRACKET.finditer(text):
        letter, place = match[0], match.start()
        if letter not in PAIRS:
            opened.append((letter, place))
        elif opened and opened[-1][0] == PAIRS[letter]:
            spans.append((opened.pop()[1], place))
    return spans


def outermost(spans):
    found, end = [], -1
    for span in sorted(spans):
        if span[0] > end:
            found.append(span)
            end = span[1]
    return found


def entry_of(text):
    return squeeze(MARKER.sub("", text.strip()))


def known_parts(entry: str, known: Known) -> list[str] | None:
    """Return the names that an entry joins by "/" or "and", if all are known."""
    parts = [part for part in JOINTS.split(entry) if part]
    return parts if len(parts) > 1 and all(map(known, parts)) else None
