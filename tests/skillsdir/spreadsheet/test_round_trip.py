"""Export, import into an empty database: the same directory, every row compared."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.applying import apply
from skillsdir.spreadsheet.exporting import directory_workbook
from skillsdir.spreadsheet.headings import guess
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.reading import read_workbook
from tests.properties import examples
from tests.skillsdir.spreadsheet.random_directories import fill
from tests.skillsdir.spreadsheet.whole_directory import (
    delete_everything,
    everything,
)

pytestmark = pytest.mark.django_db


def exported():
    with directory_workbook() as file:
        return file.read()


def guessed(sheets):
    """The answers of somebody who takes every guess."""
    guesses = {sheet.name: guess(sheet) for sheet in sheets}
    return Answers(
        sheets={
            name: SheetAnswer(one.kind, one.header_row, one.columns)
            for name, one in guesses.items()
        }
    )


def planned(content):
    sheets = read_workbook(content, "directory.xlsx")
    return plan(sheets, guessed(sheets))


def bring_in(content):
    draft = SpreadsheetImport.of(content, "directory.xlsx")
    draft.answers = guessed(read_workbook(content, "directory.xlsx")).as_json()
    draft.save()
    return apply(draft, by=None)


def done(found):
    """What a plan would change, in words; nothing is the empty list."""
    return [
        (str(one.action), one.place, one.label, one.why, one.differences)
        for one in found.changes
        if one.action != "unchanged"
    ]


def test_random_directories_come_back_as_they_were():
    @examples(40)
    @given(st.data())
    def holds(data):
        with transaction.atomic():
            fill(data)
            before, content = everything(), exported()
            delete_everything()
            bring_in(content)
            assert everything() == before
            transaction.set_rollback(True)

    holds()


def test_what_is_exported_changes_nothing_where_it_comes_from():
    @examples(40)
    @given(st.data())
    def holds(data):
        with transaction.atomic():
            fill(data)
            assert done(planned(exported())) == []
            transaction.set_rollback(True)

    holds()
