"""What was answered about sheets, kept for the next file with the same headings."""

from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache

from people.models import Level, Skill, SkillAlias, Team
from people.spelling.names import fold, normalise
from skillsdir.models import RememberedMapping
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.cells.pieces import Known
from skillsdir.spreadsheet.columns.guessing import Guess, guess_sheet
from skillsdir.spreadsheet.columns.headings import LONGEST, heading_words, titles
from skillsdir.spreadsheet.columns.shapes import PLAIN_NAMES
from skillsdir.spreadsheet.nouns import KINDS

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
    """Return what says whether a text is the name of a team; asks at most once."""

    @cache
    def names():
        rows = Team.objects.values_list("name", flat=True)
        return {fold(name).strip() for name in rows}

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
    knows = known_skills()
    return {sheet.name: guess_sheet(sheet, knows) for sheet in sheets}


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
    return Answers(sheets=with_sheet_names(answers), levels=levels)


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
    """Whether a sheet is called by what it holds, and not by a team."""
    words = heading_words(name)
    return bool(words & PLAIN_NAMES) or any(
        title <= words for kind in KINDS for title in titles(kind)
    )


def with_sheet_names(answers) -> dict[str, SheetAnswer]:
    """The answers, with the team that each of several sheets alike is called by."""
    fields = {
        name: tuple(sorted(answer.columns.values()))
        for name, answer in answers.items()
        if answer.kind == "people"
        and "team" not in answer.columns.values()
        and not names_no_team(name)
    }
    alike = Counter(fields.values())
    return {
        name: replace(answer, values=answer.values | {"team": name})
        if name in fields and alike[fields[name]] > 1
        else answer
        for name, answer in answers.items()
    }
