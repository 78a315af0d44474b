"""What was answered about sheets, kept for the next file with the same headings."""

from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache
from itertools import combinations

from people.models import Level, Location, Skill, SkillAlias, Team
from people.spelling.names import fold, normalise
from people.words import local_day
from skillsdir.models import RememberedMapping
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.cells.people import is_total
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.columns import shapes
from skillsdir.spreadsheet.columns.guessing import Guess, guess_sheet
from skillsdir.spreadsheet.columns.headings import (
    DIGITS,
    LONGEST,
    heading_words,
    titles,
)
from skillsdir.spreadsheet.columns.row_roles import names_a_team
from skillsdir.spreadsheet.nouns import KINDS
from skillsdir.spreadsheet.nouns.mapping import NAME_PARTS

# What is kept of a layout beside kind and columns; values are of one file alone.
LAYOUT = ("heading_rows", "is_turned", "groups", "filled_down", "unit")


def known_skills() -> Known:
    """Return what says whether a text is the name of a skill here; two queries."""
    keys = {normalise(name) for name in Skill.objects.values_list("name", flat=True)}
    keys.update(SkillAlias.objects.values_list("key", flat=True))
    keys.discard("")

    @lru_cache(20_000)
    def knows(text):
        return len(text) <= LONGEST and normalise(text) in keys

    return knows


def known_teams() -> Known:
    return known_names(Team)


def known_names(*models) -> Known:
    """Return what says whether a text is the name of a row; asks at most once."""

    @cache
    def names():
        rows = [model.objects.values_list("name", flat=True) for model in models]
        return {fold(name).strip() for row in rows for name in row}

    return lambda text: fold(text).strip() in names()


def remember(questions, answers):
    """Keep what was answered about sheets; nothing of names, which may be of people."""
    guesses = guesses_of([question.sheet for question in questions.sheets])
    answered = {
        guesses[question.sheet.name].fingerprint: question.answer
        for question in questions.sheets
        if question.answer
    }
    here = RememberedMapping.objects.in_bulk(answered, field_name="fingerprint")
    for fingerprint, answer in answered.items():
        values = {
            "kind": answer.kind,
            "columns": {str(place): name for place, name in answer.columns.items()},
            "layout": {name: getattr(answer, name) for name in LAYOUT},
            "levels": answers.levels,
        }
        mapping = here.get(fingerprint) or RememberedMapping(fingerprint=fingerprint)
        for name, value in values.items():
            setattr(mapping, name, value)
        mapping.save()


def guesses_of(sheets) -> dict[str, Guess]:
    knows, is_group = known_skills(), known_names(Team, Location)
    return {sheet.name: guess_sheet(sheet, knows, is_group) for sheet in sheets}


def guessed(sheets: list) -> Answers:
    """What is remembered of files with the same headings, or else guessed from them.

    Kinds, layouts, columns and remembered levels only: the answers that a form begins
    with. Columns that would be two of one field are left to be decided.
    """
    guesses = guesses_of(sheets)
    fingerprints = {guess.fingerprint for guess in guesses.values()}
    remembered = RememberedMapping.objects.in_bulk(
        fingerprints, field_name="fingerprint"
    )
    levels = dict(OWN_LEVELS) if all(map(is_own_list, sheets)) else {}
    answers = {}
    for name, guess in guesses.items():
        if mapping := remembered.get(guess.fingerprint):
            answers[name] = remembered_answer(mapping, guess)
            levels |= mapping.levels
        elif guess.kind:
            answers[name] = guess.answer
    return Answers(sheets=with_sheet_names(sheets, answers), levels=levels)


# What our own list of people says of levels.
OWN_LEVELS = {str(level.value): level.value for level in Level}
OWN_LIST = ("link", "profile"), ("slug", "address")


def is_own_list(sheet):
    """Whether a sheet is the list of people that the directory gives out."""
    heads = [str(cell).casefold() for cell in sheet.rows[0][:2]]
    return len(heads) == 2 and all(
        head in own for head, own in zip(heads, OWN_LIST, strict=True)
    )


def remembered_answer(mapping, guess):
    layout = dict(mapping.layout)
    layout["filled_down"] = tuple(layout.get("filled_down", ()))
    columns = {int(place): field for place, field in mapping.columns.items()}
    return replace(guess.answer, kind=mapping.kind, columns=columns, **layout)


def names_no_team(name):
    """Whether a sheet is called by what it holds, and not by a team.

    By a number or a month as well, or as spreadsheets call those that nobody named.
    """
    words = heading_words(DIGITS.sub(" ", name))
    if names_a_team(name):
        return False
    is_time = shapes.is_time(name.strip(), local_day().year)
    is_of_kind = any(title <= words for kind in KINDS for title in titles(kind))
    return not words or is_time or bool(words & shapes.PLAIN_NAMES) or is_of_kind


def with_sheet_names(sheets, answers) -> dict[str, SheetAnswer]:
    """The answers, with the team that each of several sheets alike is called by.

    Where the same people stand in two of them, none is called by a team.
    """
    fields = {
        name: tuple(sorted(answer.columns.values()))
        for name, answer in answers.items()
        if answer.kind == "people"
        and "team" not in answer.columns.values()
        and not names_no_team(name)
    }
    alike = Counter(fields.values())
    named = [sheet for sheet in sheets if alike[fields.get(sheet.name)] > 1]
    if have_same_people(named, answers):
        named = []
    teams = {sheet.name: {"team": sheet.name} for sheet in named}
    return {
        name: replace(answer, values=answer.values | teams.get(name, {}))
        for name, answer in answers.items()
    }


def have_same_people(sheets, answers):
    """Whether two of these sheets have mostly the same people: half of the fewer."""
    found = [who_stands_in(sheet, answers[sheet.name]) for sheet in sheets]
    return any(
        len(one & other) * 2 >= min(len(one), len(other)) > 0
        for one, other in combinations(found, 2)
    )


def who_stands_in(sheet, answer):
    """What names the people of a sheet below its headings, folded."""
    rows = sheet.turned().rows if answer.is_turned else sheet.rows
    keys = ("name", "email", *NAME_PARTS)
    columns = [n for n, name in answer.columns.items() if name in keys]
    named = (
        " ".join(str(row[n]) for n in columns if n < len(row) and row[n] is not None)
        for row in rows[answer.header_row + 1 :]
    )
    return {fold(text) for text in named if text and not is_total(text)}
