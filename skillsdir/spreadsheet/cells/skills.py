"""Lists of skills as people write them into one cell."""

import re
from dataclasses import dataclass, replace

from skillsdir.spreadsheet.cells.levels import MEANINGS, is_level
from skillsdir.spreadsheet.cells.pieces import (
    Known,
    known_parts,
    matches_nothing,
    split,
    squeeze,
)

BRACKETS = re.compile(r"(.*\S)\s*[(\[{]([^()\[\]{}]*)[)\]}]")
# "SQL: 3", "SQL – expert"; a hyphen needs its spaces: scikit-learn.
DASHED = re.compile(r"(.*\S)\s*(?::|=|–|—|->|→|\s-+\s)\s*(\S.*)")
BARE = re.compile(r"(.*\S)\s+(\d+(?:[.,]\d+)?\s*/\s*\d+|\d{1,3}\s*%)")
STARRED = re.compile(r"(.*[^\s★⭐☆●○])\s*([★⭐●][★⭐☆●○\ufe0f]*|\s\*{1,5})")
STARS_LAST = re.compile(r"[★⭐☆●○*]\W*$")
NUMBERED = re.compile(r"(.*\S)\s+(\d{1,2})")
WORDED = re.compile(r"(.*\S)\s+([^\W\d]+(?:\s[^\W\d]+)?)")
LEADING = re.compile(r"([^\W\d]+)\s+(?:in\s+|with\s+|of\s+)?(\S.*)")
HEADED = re.compile(r"([^\W\d]+(?:\s[^\W\d]+)?)\s*[:–]\s*(\S.*)")
YEARS = re.compile(
    r"(?:(?:over|about|ca\.?|since|>|~)\s*)?(\d{1,2})\+?\s*(?:y|yrs?|years?)\.?"
    r"(?:\s(?:of\s)?(?:exp\w*\.?|use))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill named in a cell, and its level in the words of the file, if any."""

    name: str
    level: str | None = None
    years: int | None = None


def skills_in(text: str, known: Known = matches_nothing) -> list[Mention]:
    """Return the skills that a cell lists, in its order.

    `known` says whether a name is one of the directory: such a name is not split, and
    what stands behind one is its level even where that says nothing to us.
    """
    entries = split(str(text), known, lambda entry: read_mention(entry, known).name)
    are_numbered = sum(bool(NUMBERED.fullmatch(entry)) for entry, _ in entries) * 2
    counted = are_numbered > len(entries) > 1
    mentions, heading = [], None
    for entry, is_hard in entries:
        heading = None if is_hard else heading
        match = HEADED.fullmatch(entry)
        if match and match[1].casefold() in MEANINGS and not known(entry):
            heading, entry = match[1], match[2]
        is_of_last = mentions and not is_hard and mentions[-1].level is None
        if is_of_last and is_level(entry.strip("()[]")) and not known(entry):
            mentions[-1] = replace(mentions[-1], level=entry.strip("()[]"))
            continue
        mentions += read_mentions(entry, known, counted, heading)
    return mentions


def read_mentions(entry, known, counted, heading):
    mention = read_mention(entry, known, counted)
    if mention.level is None and heading:
        mention = replace(mention, level=heading)
    if known(mention.name):
        return [mention]
    if not any(letter.isalnum() for letter in mention.name):
        return []
    names = known_parts(mention.name, known) or [mention.name]
    return [replace(mention, name=name) for name in names]


def read_mention(
    entry: str, known: Known = matches_nothing, counted: bool = False
) -> Mention:
    """Return what one entry of a list says.

    A number behind a name can be part of it (Python 3): it is a level only where it is
    `counted`, because most entries have one.
    """
    match = NUMBERED.fullmatch(entry)
    if match and counted and known(match[1]):
        return Mention(match[1], match[2])
    # Keys of names leave stars out: "SQL ★★★" seems to be known.
    if known(entry) and not STARS_LAST.search(entry):
        return Mention(entry)
    if match := BRACKETS.fullmatch(entry):
        level, years = remark(match[2])
        if level or years:
            inner = read_mention(match[1], known)
            return Mention(inner.name, level or inner.level, years or inner.years)
        if known(match[1]) and says_no_skill(match[2], known):
            return Mention(match[1], squeeze(match[2]))
    return dashed(entry, known) or trailing(entry, known) or Mention(entry)


def says_no_skill(text, known):
    parts = [squeeze(part) for part in re.split(r"[,;/]", text)]
    return any(parts) and not any(known(part) for part in parts)


def dashed(entry, known):
    match = DASHED.fullmatch(entry)
    if not match:
        return None
    level, years = remark(match[2])
    if level or years:
        inner = read_mention(match[1], known)
        return Mention(inner.name, level or inner.level, years or inner.years)
    if known(match[1]) and says_no_skill(match[2], known):
        return Mention(match[1], match[2])
    return None


def trailing(entry, known):
    """Return a mention whose level nothing separates from the name.

    A word can be part of a name (Visual Basic): it counts only where the rest is known.
    """
    if match := BARE.fullmatch(entry) or STARRED.fullmatch(entry):
        return Mention(match[1], match[2].strip())
    match = WORDED.fullmatch(entry)
    if match and match[2].casefold() in MEANINGS and known(match[1]):
        return Mention(match[1], match[2])
    match = LEADING.fullmatch(entry)
    if match and match[1].casefold() in MEANINGS and known(match[2]):
        return Mention(match[2], match[1])
    return None


def remark(text):
    """Return level and years that a remark behind a skill states, either of both."""
    if is_level(text):
        return squeeze(text), None
    level = years = None
    for part in re.split(r"[,;]|\s[-–]\s", text):
        if match := YEARS.fullmatch(part.strip()):
            years = int(match[1])
        elif is_level(part):
            level = squeeze(part)
        elif part.strip():
            return None, None
    return level, years
