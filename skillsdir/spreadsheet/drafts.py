"""A file on its way in: its sheets, and what was answered about it so far."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from skillsdir.models import ImportStatus, SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.reading import read_workbook

# A draft, or one whose applying failed: it can be answered and applied (again).
OPEN = (ImportStatus.DRAFT, ImportStatus.FAILED)


@dataclass
class Draft:
    """An import that is not applied yet; its file is read when it is needed."""

    row: SpreadsheetImport

    @cached_property
    def sheets(self):
        return read_workbook(self.row.content, self.row.file_name)

    @cached_property
    def answers(self):
        return Answers.from_json(self.row.answers)

    @property
    def seen(self):
        """Stands for the answers on a page, to notice when others were saved since."""
        return digest(self.row.answers)


def digest(data):
    text = json.dumps(data, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class OutdatedError(Exception):
    """Somebody saved other answers since the page was opened."""


@transaction.atomic
def save_answers(draft, answers, *, seen):
    """Save the answers unless others were saved since `seen`; twice does nothing.

    Raises `OutdatedError`, or `DoesNotExist` when the draft is applied or gone.
    """
    rows = SpreadsheetImport.objects.select_for_update().filter(status__in=OPEN)
    row = rows.only("answers").get(pk=draft.row.pk)
    # As it comes back from the database, where keys are text.
    data = json.loads(json.dumps(answers.as_json()))
    if digest(row.answers) not in (seen, digest(data)):
        draft.row.answers = row.answers
        raise OutdatedError
    row.answers = draft.row.answers = data
    row.save(update_fields=["answers"])
    draft.answers = answers
