"""A file on its way in: what was answered so far, and the dry run that is kept."""

import hashlib
import json
import zlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property

from people.database.turns import DRY_RUNS, wait_turn
from people.privacy.erasure import erased_ids
from skillsdir.models import DryRun, ImportStatus, SpreadsheetImport
from skillsdir.races import persistent
from skillsdir.spreadsheet.answers import Answers, Questions
from skillsdir.spreadsheet.drafts.report import title_of
from skillsdir.spreadsheet.drafts.saved import (
    SavedChanges,
    expanded,
    pack,
    packed_questions,
    unpacked_questions,
)
from skillsdir.spreadsheet.files.packed import pack_sheets, unpack_sheets
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.left_out import LeftOut
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.planning.changes import Plan
from skillsdir.spreadsheet.planning.plan import plan

# A draft, or one whose applying failed: it can be answered and applied (again).
OPEN = (ImportStatus.DRAFT, ImportStatus.FAILED)


FEW_ROWS = 1_000


@dataclass
class Draft:
    """An import that is not applied yet; its file is read when it is needed, once."""

    row: SpreadsheetImport

    @cached_property
    def sheets(self):
        if sheets := self.kept_sheets():
            return sheets
        sheets = self.read_sheets()
        here = SpreadsheetImport.objects.filter(pk=self.row.pk, file__isnull=False)
        here.update(sheets=pack_sheets(sheets, self.answers.encoding))
        return sheets

    def kept_sheets(self):
        """What was read of the file, if it was read as the answers say."""
        packed = self.row.sheets
        return packed and unpack_sheets(packed, self.answers.encoding)

    def read_sheets(self):
        """What is in the file; nothing is kept of it."""
        row = self.row
        return read_workbook(row.content, row.file_name, self.answers.encoding)

    @cached_property
    def answers(self):
        return Answers.from_json(self.row.answers)

    @property
    def is_small(self):
        """Whether a dry run is a matter of a moment."""
        return sum(len(sheet.rows) for sheet in self.sheets) <= FEW_ROWS

    @property
    def seen(self):
        """Stands for the answers on a page, to notice when others were saved since."""
        return digest(self.row.answers)


# Of what is kept: a dry run of another form is worked out anew.
FORM = 5


def digest(data):
    text = json.dumps([FORM, data], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class OutdatedError(Exception):
    """Somebody saved other answers since the page was opened."""


@transaction.atomic
def save_answers(draft: Draft, answers: Answers, *, seen: str) -> None:
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


def current_dry_run(draft: Draft) -> DryRun | None:
    """The dry run of the answers as they are now, if it is worked out already."""
    rows = DryRun.objects.filter(answers_digest=draft.seen)
    return rows.filter(spreadsheet_import=draft.row.pk).first()


def dry_run_with_questions(draft: Draft) -> DryRun | None:
    """The last dry run, if its sheets and columns are as they are now.

    What is asked hardly depends on how the rest was answered, so pages that ask need no
    new dry run each time.
    """
    rows = DryRun.objects.filter(sheets_digest=digest(draft.row.answers["sheets"]))
    return rows.filter(spreadsheet_import=draft.row.pk).first()


@persistent
def make_dry_run(draft: Draft) -> DryRun:
    """Work the dry run out, and keep it in place of the last one.

    Who is erased meanwhile is not named in it: they are erased when it is kept. Raises
    `DoesNotExist` when the draft is gone.
    """
    answers, sheets = draft.row.answers, draft.sheets
    with transaction.atomic():
        wait_turn(*DRY_RUNS, shared=True)
        # It goes with who is erased while this waits.
        SpreadsheetImport.objects.only("pk").get(pk=draft.row.pk)
        return save_dry_run(draft.row, plan(sheets, draft.answers), answers)


@transaction.atomic
def save_unless_erased(draft: Draft, made: Plan, erased) -> bool:
    """Whether it was kept: not if people are erased who were not before it was made.

    `erased` is a set of ids.
    """
    wait_turn(*DRY_RUNS, shared=True)
    if erased_ids() - erased:
        return False
    save_dry_run(draft.row, made, draft.row.answers)
    return True


def save_dry_run(import_, made: Plan, answers):
    asked = made.questions
    rows, chunks = pack(made.changes)
    questions = packed_questions(asked) | {
        "seen": made.seen,
        "left_out": [each.packed() for each in made.left_out],
    }
    values = {
        "made_at": timezone.now(),
        "answers_digest": digest(answers),
        "sheets_digest": digest(answers["sheets"]),
        "open_count": len(asked.open()),
        "counts": made.counts,
        "rows": rows,
        "chunks": chunks,
        "questions": zlib.compress(json.dumps(questions).encode()),
    }
    return DryRun.objects.update_or_create(
        spreadsheet_import_id=import_.pk, defaults=values
    )[0]


def saved_plan(dry_run: DryRun) -> Plan:
    left_out = [LeftOut(*packed) for packed in kept_questions(dry_run)["left_out"]]
    return Plan(SavedChanges.of(dry_run), None, left_out=tuple(left_out))


def saved_questions(dry_run: DryRun, answers: Answers) -> Questions:
    """What was asked when the dry run was made, with the answers there are."""
    return unpacked_questions(kept_questions(dry_run), answers)


def kept_questions(dry_run: DryRun) -> dict:
    return {"left_out": []} | expanded(dry_run.questions)


@dataclass(frozen=True, slots=True)
class NounFigures:
    """What becomes of the rows of one noun, by action in their fixed order."""

    noun: str
    title: str
    counts: list[tuple[str, int]]


def figures(counts: dict) -> list[NounFigures]:
    """A line for each noun that the dry run has, in the order of the kinds."""
    nouns = [noun for noun in (*BY_NAME, "aliases") if noun in counts]
    return [
        NounFigures(
            noun,
            title_of(noun),
            [(str(action), counts[noun].get(action, 0)) for action in Action],
        )
        for noun in nouns
    ]


def totals(counts: dict) -> dict[str, int]:
    """Numbers by action, over all nouns."""
    return {
        str(action): sum(of_noun.get(action, 0) for of_noun in counts.values())
        for action in Action
    }
