"""Lists of skills as people write them into one cell."""

import re
from dataclasses import dataclass, replace

from skillsdir.spreadsheet.cells.level_words import (
    DOUBTFUL,
    MEANINGS,
    NOT_AT_ALL,
    PREFIXES,
    SINGLE_WORDS,
    key_of_words,
)
from skillsdir.spreadsheet.cells.levels import (
    is_level,
    is_level_in_words,
    is_tick,
    token,
)
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
STARRED = re.compile(r"(.*[^\s★⭐☆●○*])\s*([★⭐●][★⭐☆●○\ufe0f]*|\*{2,5}|(?<=\s)\*)")
STARS_LAST = re.compile(r"[★⭐☆●○*✓✔✅☑◔◐◑◕✗✘]\W*$")
NUMBERED = re.compile(r"(.*\S)\s+(\d{1,2})")
# A bare number behind a name is a level up to here: Oracle 12 is another thing.
HIGHEST_BARE = 5
YEARS = re.compile(
    r"(?:(?:over|about|ca\.?|since|>|~|seit)\s*)?(\d{1,2})\+?\s*"
    r"(?:y|yrs?|years?|jahren?|jahre?|ans?|años?|anos?|anni|anno|jaar|lata?)\.?"
    r"(?:\s(?:of\s)?(?:exp\w*\.?|use|erfahrung))?",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"\d+[.,]\d+")
YEARS_LAST = re.compile("y|j|an|añ|lat|exp|use|erfahrung", re.IGNORECASE)
# Said before a skill that somebody is about to learn: which level that is, is asked.
LEARNING = frozenset(
    (
        *("learning", "currently learning", "now learning", "studying", "wants to"),
        *("wants to learn", "want to learn", "lernt", "lerne", "aprendiendo"),
        *("en cours", "en apprentissage", "aprendendo", "leert", "impara"),
    )
)
FIRST_WORDS = SINGLE_WORDS | {words.split()[0] for words in LEARNING}
FILLERS_LAST = frozenset(("in", "with", "of", "at", "on", "mit", "en"))
IS_LEARNING, IS_NOT = "learning", "none"
# Letters of an entry of which more than the last remark is looked at.
LONGEST = 300
# Words that a level has at most, before or behind a name.
MOST_WORDS = 4


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
    counted = are_counted([entry for entry, _ in entries], known)
    mentions, heading = [], None
    for entry, is_hard in entries:
        heading = None if is_hard else heading
        if (headed := read_heading(entry)) and not begins_known(entry, known):
            heading, entry = headed
        is_of_last = mentions and not is_hard and mentions[-1].level is None
        if is_of_last and may_be_alone(entry) and not known(entry):
            mentions[-1] = replace(mentions[-1], level=entry.strip("()[]"))
            continue
        mentions += read_mentions(entry, known, counted, heading)
    return mentions


def may_be_alone(entry):
    """Return whether an entry of a list is but a level: Python, expert."""
    return is_level(entry.strip("()[]")) and entry.casefold() not in DOUBTFUL


def are_counted(entries, known):
    """Return whether most entries end in a number, and one that is no part of a name.

    Of "HTML 5, CSS 3" both are names.
    """
    numbered = [entry for entry in entries if NUMBERED.fullmatch(entry)]
    if not len(numbered) * 2 > len(entries) > 1:
        return False
    return any(not known(entry) for entry in numbered)


def begins_known(entry, known):
    """Return whether it is, or begins with, a known name, as "A1: basics (4)" does."""
    name = read_mention(entry, known).name
    return known(entry) or (known(name) and entry.startswith(name))


def read_heading(entry):
    """Return the level before a colon, "Expert: Python", and what stands behind it."""
    level, colon, rest = (part.strip() for part in entry.partition(":"))
    if not colon:
        level, colon, rest = (part.strip() for part in entry.partition("–"))
    is_heading = colon and rest and is_level(level) and not is_level(rest)
    return (level, rest) if is_heading else None


def read_mentions(entry, known, counted, heading):
    mention = read_mention(without_and(entry, known), known, counted)
    if mention.level is None and heading:
        mention = replace(mention, level=heading)
    if known(mention.name):
        return [mention]
    if not any(letter.isalnum() for letter in mention.name):
        return []
    if mentions := skills_in_brackets(mention, known):
        return mentions
    names = known_parts(mention.name, known) or [mention.name]
    return [replace(mention, name=name) for name in names]


def without_and(entry, known):
    """Return the last entry of "Python, SQL, and R" without its conjunction."""
    word, _, rest = entry.partition(" ")
    is_joined = word.casefold() in ("and", "und", "et", "&") and rest[:1].isalnum()
    return rest if is_joined and not known(entry) and not known(word) else entry


def skills_in_brackets(mention, known):
    """Return the skills of "Machine learning (NLP, CV)", if one inside is known.

    A level or years among them are those of the skill before the brackets; a level
    behind the brackets is that of all.
    """
    match = BRACKETS.fullmatch(mention.name)
    if not match:
        return None
    head, inside = replace(mention, name=match[1]), []
    for part in parts_of(match[2]):
        level, years = remark(part)
        if level or years:
            head = replace(head, level=level or head.level, years=years or head.years)
        else:
            inside.append(read_inner(part, known))
    if not any(known(one.name) for one in inside):
        return None
    return [head, *(replace(one, level=one.level or mention.level) for one in inside)]


def parts_of(text):
    return [part for part in map(squeeze, re.split(r"[,;/]", text)) if part]


def read_mention(
    entry: str, known: Known = matches_nothing, counted: bool = False
) -> Mention:
    """Return what one entry of a list says.

    What brackets, dashes and colons set off is a level also where names are known with
    it: only a bare "Python 3" is the name. A bare number is a level where it is
    `counted`, because most entries have one, or else where no name has it.
    """
    match = NUMBERED.fullmatch(entry)
    if match and counted and known(match[1]):
        return Mention(match[1], match[2])
    if mention := set_off(entry, known):
        return mention
    # Keys of names leave stars out: "SQL ★★★" seems to be known.
    if known(entry) and not STARS_LAST.search(entry):
        return Mention(entry)
    return trailing(entry, known) or leading(entry, known) or Mention(entry)


def read_inner(name, known):
    """Return what the rest of an entry says, if somebody can have meant it."""
    return read_mention(name, known) if len(name) <= LONGEST else Mention(name)


def set_off(entry, known):
    """Return a mention whose level stands in brackets, or behind a dash or a colon."""
    is_whole = known(entry)
    for pattern in (BRACKETS, DASHED):
        match = pattern.fullmatch(entry)
        if not match or (is_whole and not known(match[1])):
            continue
        name, said = match[1], match[2]
        level, years = remark(said)
        if level and known(name):
            return Mention(name, level, years)
        if level or years:
            inner = read_inner(name, known)
            return Mention(inner.name, level or inner.level, years or inner.years)
        if is_tick(said):
            return read_inner(name, known)
        if known(name) and not is_whole and says_no_skill(said, known):
            return Mention(name, squeeze(said))
    for sign in (" - ", " – "):
        level, _, name = entry.partition(sign)
        if known(name) and is_level(level) and not is_whole:
            return Mention(name, level)
    return None


def says_no_skill(text, known):
    """Return whether a remark is a single one, and no skill."""
    parts = parts_of(text)
    return len(parts) == 1 and not known(parts[0])


def trailing(entry, known):
    """Return a mention whose level nothing separates from the name.

    A word can be part of a name (Visual Basic): it counts only where the rest is known.
    """
    if match := BARE.fullmatch(entry) or STARRED.fullmatch(entry):
        return Mention(match[1].strip(), match[2].strip())
    tails = [*split_tail(entry)] if may_end_a_level(entry) else []
    # The longest tail that says years, "over 10 years", and the shortest of a level.
    for name, said in reversed(tails):
        if match := YEARS.fullmatch(said):
            inner = read_inner(name, known)
            return Mention(inner.name, inner.level, int(match[1]))
    for name, said in tails:
        if is_tick(said) and not said.isalpha():
            return Mention(name)
        if may_be_name(name, said, known) and may_be_level(said):
            return Mention(name, said)
    name, _, said = entry.rpartition("-")
    if known(name) and is_level_in_words(said):
        return Mention(name, said)
    return None


def may_end_a_level(entry):
    """Return whether the last word can be a level, or years: most are neither."""
    last = entry.rpartition(" ")[2].casefold().rstrip(".,:+!")
    is_word = last.isalpha()
    return not is_word or last in SINGLE_WORDS or YEARS_LAST.match(last) is not None


def split_tail(entry):
    """Yield what stands before and in the last words of an entry, one to a few."""
    words = entry.split()
    for count in range(1, min(MOST_WORDS, len(words) - 1) + 1):
        yield " ".join(words[:-count]), " ".join(words[-count:])


def may_be_level(text):
    if is_number(text):
        return int(text) <= HIGHEST_BARE
    # Several levels, or a version: Python 3.9.
    is_one = not any(sign in text for sign in ",;()[]") and not DECIMAL.fullmatch(text)
    return is_one and is_level(text) and text.casefold() not in DOUBTFUL


def may_be_name(name, level, known):
    """Return whether a name is known, or could be one before a number that is none."""
    if known(name):
        # C ++ is C++.
        return level[0] != "+" or not known(name + level)
    if not is_number(level) and known_parts(name, known):
        return True
    if is_number(level) and known is matches_nothing:
        return False
    is_numbered = level[-1:].isdecimal() and (is_number(level) or has_prefix(level))
    last = name.rpartition(" ")[2].casefold().rstrip(".")
    return is_numbered and name[-1:].isalpha() and last not in PREFIXES


def is_number(text):
    return text.isascii() and text.isdecimal()


def has_prefix(text):
    """Return whether a text is a number that is called a level: L3, level 3."""
    return not is_number(text) and is_number(token(text))


def leading(entry, known):
    """Return a mention whose level stands before the name: advanced Python."""
    words = entry.split()
    if not words or not (words[0].casefold() in FIRST_WORDS or has_prefix(words[0])):
        return None
    for count in range(1, min(MOST_WORDS, len(words) - 1) + 1):
        said, name = " ".join(words[:count]), " ".join(words[count:])
        if not known(name):
            continue
        if said.casefold() in LEARNING:
            return Mention(name, IS_LEARNING)
        if MEANINGS.get(key_of_words(said)) == NOT_AT_ALL:
            return Mention(name, IS_NOT)
        if is_level_in_words(said):
            return Mention(name, without_last_filler(said))
    return None


def without_last_filler(text):
    """Return "expert" of "expert in"."""
    words = text.split()
    while len(words) > 1 and words[-1].casefold() in FILLERS_LAST:
        words.pop()
    return " ".join(words)


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
