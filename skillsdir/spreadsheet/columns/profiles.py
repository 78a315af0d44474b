"""What the cells of a column look like, whatever its heading says."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

from people.spelling.emails import fold_email
from people.spelling.names import fold
from skillsdir.spreadsheet.cells import numbers, shares
from skillsdir.spreadsheet.cells.days import day_in
from skillsdir.spreadsheet.cells.level_words import COLOURS, key_of_words
from skillsdir.spreadsheet.cells.levels import SIZES, current_part, is_level, is_tick
from skillsdir.spreadsheet.cells.names import bare_name
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.nouns.contents import is_email

# Rows below the headings that are looked at.
LOOKED_AT = 120
# Letters of a text that is more than words, of one that nobody looks into, of a list.
LONG, LONGEST, LONGEST_LIST = 60, 400, 300
LONGEST_SIGN = 3
# What says that somebody has not got a skill.
UNTICKED = frozenset(
    (
        *("✗", "✘", "☐", "❌", "no", "n", "nein", "non", "não", "nee", "nej", "nei"),
        *("false", "-", "–", "—", "👎"),
    )
)
HIGHEST_LEVEL = 10
# Letters that grade: beginner to expert, low to high, A to D.
LETTERS = frozenset("abcdehilm")


class Looks(StrEnum):
    """What a cell looks like."""

    EMAIL = "email"
    LEVEL = "level"
    TICK = "tick"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    SKILL = "skill"
    SKILLS = "skills"
    LETTER = "letter"
    COLOUR = "colour"
    NAME = "name"
    NAMES = "names"
    WORDS = "words"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """How many cells of a column look like what, and what stands in them how often."""

    looks: Counter
    values: Counter

    @property
    def filled(self):
        return self.looks.total()

    def share(self, *looks) -> float:
        """Return the part of the filled cells that look like one of these, 0–1."""
        return sum(self.looks[each] for each in looks) / max(1, self.filled)

    @property
    def distinct(self) -> float:
        """Return the part of the filled cells that say what no other one says, 0–1."""
        return len(self.values) / max(1, self.filled)

    @property
    def has_points(self) -> bool:
        """Whether numbers are whole ones to 100, or parts of one: percent."""
        found = [n for n in map(numbers.number, self.values) if n is not None]
        highest = max(found, default=0)
        return highest <= 1 or (highest <= 100 and all(n == int(n) for n in found))

    @property
    def has_signs(self) -> bool:
        """Whether nothing is longer than a sign or two."""
        return all(len(value) <= LONGEST_SIGN for value in self.values)


def look_at(cell, knows: Known) -> Looks:
    if isinstance(cell, bool):
        return Looks.TICK
    if isinstance(cell, int | float):
        is_level_like = 0 <= cell <= HIGHEST_LEVEL and cell * 2 == int(cell * 2)
        return Looks.LEVEL if is_level_like else Looks.NUMBER
    if isinstance(cell, date):
        return Looks.DAY
    if isinstance(cell, str) and len(cell) > LONGEST:
        return Looks.TEXT
    text = " ".join(str(cell).split())
    looks = look_at_text(text)
    if looks in (Looks.NAME, Looks.WORDS, Looks.LEVEL) and knows(text):
        return Looks.SKILL
    if looks in (Looks.WORDS, Looks.NAME, Looks.TEXT) and lists_skills(text, knows):
        return Looks.SKILLS
    return looks


def lists_skills(text, knows):
    """Whether most of what stands between commas or before brackets are skills."""
    parts = text[:LONGEST_LIST].replace(";", ",").split(",")
    names = [part.partition("(")[0].strip() for part in parts]
    return names != [text] and sum(map(knows, names)) * 2 > len(parts)


@lru_cache(20_000)
def look_at_text(text: str) -> Looks:
    if len(text) > LONG:
        return Looks.TEXT
    if "@" in text and "." in text:
        return Looks.EMAIL
    if is_tick(text) or text.casefold() in UNTICKED:
        return Looks.TICK
    if text.casefold() in (*LETTERS, *SIZES):
        return Looks.LETTER
    if key_of_words(text) in COLOURS:
        return Looks.COLOUR
    text = current_part(text)
    number = numbers.number(text)
    if number is not None:
        return look_at(number, str.isspace)
    if text.endswith("%") and shares.percent(text) is not None:
        return Looks.PERCENT
    if any(map(str.isdigit, text)) and day_in(text):
        return Looks.DAY
    if is_level(text):
        return Looks.LEVEL
    if lists_names(text):
        return Looks.NAMES
    return Looks.NAME if looks_like_name(bare_name(text)) else Looks.WORDS


BRACKETS = re.compile(r"\s*\([^()]*\)")


def lists_names(text):
    """Whether several people seem to be named: more than "Last, First"."""
    text = BRACKETS.sub("", text)
    parts = text.replace(";", ",").replace(" & ", ",").split(",")
    return len(parts) > 1 and all(map(looks_like_name, parts))


def emails_behind(sheet, named, header_row) -> dict[int, str]:
    """The e-mails behind what columns say below the headings, by row.

    An address behind several names is that of a team: then none counts.
    """
    rows = sheet.rows
    found = {
        row: email
        for (row, column), email in sheet.links.items()
        if column in named and header_row < row < len(rows) and is_email(email)
    }
    names = {
        (fold_email(email), *(rows[row][n] for n in named if n is not None))
        for row, email in found.items()
    }
    return found if len({email for email, *_ in names}) == len(names) else {}


GRADING = (Looks.LEVEL, Looks.TICK, Looks.LETTER, Looks.PERCENT, Looks.COLOUR)


def rows_without_levels(rows, first, columns):
    """The rows that have words and no level below skills, where most others have one.

    They describe the skills, as a category does, and are nobody.
    """
    graded, without = 0, []
    for number, row in enumerate(rows[first:], first):
        cells = [row[n] for n in columns if row[n] is not None]
        looks = [look_at(cell, str.isspace) for cell in cells]
        if any(each in (*GRADING, Looks.NUMBER) for each in looks):
            graded += 1
        elif looks:
            without.append(number)
    return without if len(without) < graded else []


def looks_like_name(text):
    """Whether a text may be that of a person: two to five words that begin large."""
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() or word.casefold() in PARTICLES for word in words
    )


PARTICLES = frozenset(
    (
        *("de", "da", "di", "do", "dos", "del", "della", "der", "den", "van", "von"),
        *("el", "al", "bin", "ibn", "la", "le", "y"),
    )
)


LEGEND = ("=", ":", "*", "?", "!", "…")
# Begins what stands below a list: *) or 1) with small letters, © or ○.
NOTED = re.compile(r"[*†‡]+\)?\s|\(?\d{1,2}\)\s*[a-zß-ÿ]|[©®°]")
# Begin a remark of whoever made the file, alone in its row.
REMARKED = frozenset(
    (
        *("updated", "last updated", "last update", "last change", "last changed"),
        *("confidential", "strictly confidential", "internal", "for internal use"),
        *("internal use only", "as of", "generated", "exported", "created", "printed"),
        *("report generated", "export from", "data as of", "status as of", "page"),
        *("version", "prepared by", "maintained by", "end of report", "end of list"),
        *("stand", "vertraulich", "aktualisiert", "zuletzt aktualisiert", "erstellt"),
        *("nur fur internen gebrauch", "seite", "mis a jour", "confidentiel"),
        *("derniere mise a jour", "actualizado", "confidencial", "bijgewerkt"),
        *("vertrouwelijk", "aggiornato", "riservato", "please", "do not edit"),
        *("for questions", "questions", "any questions", "contact", "no further"),
        *("no more", "source", "sources", "quelle", "quellen", "filter", "filters"),
        *("applied filters", "filtered by", "note", "notes", "hinweis", "anmerkung"),
        *("remark", "remarks", "fragen", "bei fragen", "ruckfragen", "bei ruckfragen"),
        *("kontakt", "keine weiteren", "based on", "self assessed", "data from"),
        *("incl", "excl", "including", "excluding", "pour toute question", "fuente"),
        "fonte",
        *("all rights reserved", "end of", "copyright"),
    )
)


def begins_remark(text):
    """Whether a lone cell says when, by whom or for whom the file was made."""
    words = fold(text[: 2 * LONG]).split()
    starts = (" ".join(words[:count]) for count in range(1, 6))
    is_more = len(words) != 2 or any(map(str.isdecimal, "".join(words)))
    return is_more and any(start in REMARKED for start in starts)


def looks_like_remark(text):
    """Whether a lone cell is no name, and no group: a legend, a footnote, a remark."""
    signs = text.rstrip(":*†‡")
    is_noted = any(sign in signs for sign in LEGEND) or NOTED.match(text)
    is_drawn = len(text) > 1 and category(text[0]) in ("So", "Sm")
    return len(text) > LONG or bool(is_noted) or is_drawn or begins_remark(text)
