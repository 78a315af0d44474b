"""What the headings of a sheet say, or meant last time: its kind, and its columns."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from people.spelling.names import fold
from skillsdir.models import RememberedMapping
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.nouns import KINDS
from skillsdir.spreadsheet.nouns.base import Noun

# Letters of a heading that are looked at.
LONGEST = 200
# Headings stand below a title and notes, but not deeper than this.
DEEPEST = 20
# A kind is guessed from so many of its headings, or from one and the sheet's name.
ENOUGH = 2
CAMEL = re.compile(r"([a-z])([A-Z])")
PUNCTUATION = re.compile(r"[^\w+#]+|_")
FILLERS = frozenset(("the", "of", "a", "an", "and", "or", "your", "my", "please", "s"))
# Say little alone: a longer heading is not recognised by one of them.
WEAK = frozenset(
    (
        *("address", "area", "by", "client", "comment", "contact", "count", "date"),
        *("description", "email", "experience", "from", "function", "grade", "group"),
        *("heading", "level", "name", "note", "number", "owner", "percent", "place"),
        *("role", "summary", "time", "title", "to", "tool", "type", "used", "who"),
    )
)
# Mean something that the directory does not hold.
OTHER = frozenset(
    (
        *("age", "birthday", "code", "cost", "family", "first", "gender", "given"),
        *("id", "internal", "last", "mobile", "number", "phone", "photo", "picture"),
        *("salary", "surname", "tel", "telephone", "url"),
    )
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet seems to be; whoever imports it may say otherwise.

    `kind` is None where nothing fits. `columns` has every column with a heading, with
    the name of its field or None; two may have the same. `fingerprint` is the same for
    the same headings, however they are spelt.
    """

    kind: str | None
    header_row: int
    columns: dict[int, str | None]
    fingerprint: str


def guess_sheet(sheet) -> Guess:
    best_score, best = 0, None
    for row, cells in enumerate(sheet.rows[:DEEPEST]):
        if row in sheet.notes:
            continue
        for kind in KINDS:
            columns = columns_for(kind, cells)
            score = kind_fitness(kind, columns, cells, sheet.name)
            if score > best_score:
                best_score, best = score, (kind.name, row, columns)
    if best is None:
        row = first_heading_row(sheet)
        best = None, row, dict.fromkeys(headed(sheet.rows, row))
    return Guess(*best, fingerprint(sheet.rows, best[1]))


def columns_for(kind: Noun, cells) -> dict[int, str | None]:
    """Return the field of each column that these headings name, or None.

    What is close to a heading counts only where nothing else has it.
    """
    names = vocabulary(kind)
    keys = {i: heading_words(cell) for i, cell in enumerate(cells) if cell is not None}
    columns = {i: names.get(key) for i, key in keys.items()}
    for i, key in keys.items():
        if columns[i] is None:
            close = closest(names, key)
            columns[i] = None if close in columns.values() else close
    return columns


def kind_fitness(kind, columns, cells, sheet_name):
    """Return how well headings fit a kind; 0 where they do not."""
    fields = {name for name in columns.values() if name}
    named = any(title <= heading_words(sheet_name) for title in titles(kind))
    # Who and what are there; a day can be missing.
    has_keys = all(fields & names for names in kind.keys[:2])
    if len(fields) + named < ENOUGH or not has_keys:
        return 0
    exact = {vocabulary(kind).get(heading_words(cell)) for cell in cells} - {None}
    return len(fields) + len(exact) + 1.5 * named


def count_known(cells) -> int:
    """Return how many of these cells are headings of any kind."""
    keys = {heading_words(cell[:LONGEST]) for cell in cells if isinstance(cell, str)}
    return sum(any(key in vocabulary(kind) for kind in KINDS) for key in keys)


@lru_cache(4096)
def heading_words(heading) -> frozenset[str]:
    """Return the words of a heading in the singular, in no order, without fillers."""
    text = CAMEL.sub(r"\1 \2", str(heading or "")[:LONGEST]).replace("%", " percent ")
    words = PUNCTUATION.sub(" ", fold(text)).replace("e mail", " email ").split()
    return frozenset(
        singular(word) for word in words if word not in FILLERS and not word.isdecimal()
    )


def singular(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def vocabulary(kind: Noun) -> dict[frozenset[str], str]:
    names = {}
    for column in kind.columns:
        for words in column.headings:
            names.setdefault(heading_words(words), column.name)
    return names


@cache
def titles(kind):
    return {heading_words(words) for words in (kind.title, kind.name, *kind.also)}


def closest(names, key):
    """Return the field most of whose words stand in a longer heading."""
    if key & OTHER:
        return None
    within = [words for words in names if words and words <= key]
    strong = [words for words in within if words - WEAK] or [
        words for words in within if words <= {"name", "email"}
    ]
    best = max(strong, key=lambda words: (len(words - WEAK), len(words)), default=None)
    return best and names[best]


def first_heading_row(sheet):
    """Return the first row with two texts; else the first that holds anything."""
    texts = [sum(isinstance(cell, str) for cell in row) for row in sheet.rows[:DEEPEST]]
    rows = [row for row, count in enumerate(texts) if count > 1] or [
        row for row, cells in enumerate(sheet.rows) if any(cell for cell in cells)
    ]
    return rows[0] if rows else 0


def headed(rows, row):
    cells = rows[row] if row < len(rows) else ()
    return [i for i, cell in enumerate(cells) if cell is not None]


def fingerprint(rows: list, row: int) -> str:
    words = [
        f"{i} {' '.join(sorted(heading_words(rows[row][i])))}"
        for i in headed(rows, row)
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def remember(questions, answers):
    """Keep what was answered about sheets; nothing of names, which may be of people."""
    answered = {
        question.guess.fingerprint: question.answer
        for question in questions.sheets
        if question.answer
    }
    here = RememberedMapping.objects.in_bulk(answered, field_name="fingerprint")
    for fingerprint, answer in answered.items():
        values = {
            "kind": answer.kind,
            "columns": {str(place): name for place, name in answer.columns.items()},
            "levels": answers.levels,
        }
        mapping = here.get(fingerprint) or RememberedMapping(fingerprint=fingerprint)
        for name, value in values.items():
            setattr(mapping, name, value)
        mapping.save()


def guessed(sheets: list) -> Answers:
    """What is remembered of files with the same headings, or else guessed from them.

    Kinds, columns and remembered levels only: the answers that a form begins with.
    Columns that would be two of one field are left to be decided.
    """
    guesses = {sheet.name: guess_sheet(sheet) for sheet in sheets}
    fingerprints = {guess.fingerprint for guess in guesses.values()}
    remembered = RememberedMapping.objects.in_bulk(
        fingerprints, field_name="fingerprint"
    )
    levels, answers = {}, {}
    for name, guess in guesses.items():
        if mapping := remembered.get(guess.fingerprint):
            columns = {int(place): field for place, field in mapping.columns.items()}
            answers[name] = SheetAnswer(mapping.kind, guess.header_row, columns)
            levels |= mapping.levels
        elif guess.kind:
            columns = {place: field for place, field in guess.columns.items() if field}
            answers[name] = SheetAnswer(guess.kind, guess.header_row, columns)
    return Answers(sheets=answers, levels=levels)
