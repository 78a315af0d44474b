"""What headings and levels meant last time, for the next file of the kind."""

from skillsdir.models import RememberedMapping
from skillsdir.spreadsheet import headings
from skillsdir.spreadsheet.answers import Answers, SheetAnswer


def remember(questions, answers):
    """Keep what was answered about sheets; nothing of names, which may be of people."""
    found = {
        one.guess.fingerprint: one.answer for one in questions.sheets if one.answer
    }
    here = RememberedMapping.objects.in_bulk(found, field_name="fingerprint")
    for fingerprint, answer in found.items():
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
    guesses = {sheet.name: headings.guess_sheet(sheet) for sheet in sheets}
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
