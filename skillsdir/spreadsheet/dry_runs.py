"""The dry run, kept: worked out once behind the page, then looked at page by page."""

import json
import zlib
from dataclasses import dataclass

from django.utils import timezone

from skillsdir.models import DryRun
from skillsdir.spreadsheet.changes import Action, Plan
from skillsdir.spreadsheet.drafts import Draft, digest
from skillsdir.spreadsheet.kinds import BY_NAME
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.reporting import MORE_TITLES, title_of
from skillsdir.spreadsheet.saved_changes import SavedChanges, expanded, pack
from skillsdir.spreadsheet.saved_questions import packed_questions, unpacked_questions


def current_dry_run(draft):
    """The dry run of the answers as they are now, if it is worked out already."""
    rows = DryRun.objects.filter(answers_digest=draft.seen)
    return rows.filter(spreadsheet_import=draft.row.pk).first()


def dry_run_with_questions(draft):
    """The last dry run, if its sheets and columns are as they are now.

    What is asked hardly depends on how the rest was answered, so pages that ask need no
    new dry run each time.
    """
    rows = DryRun.objects.filter(sheets_digest=digest(draft.row.answers["sheets"]))
    return rows.filter(spreadsheet_import=draft.row.pk).first()


def make_dry_run(draft: Draft):
    """Work the dry run out, and keep it in place of the last one."""
    answers = draft.row.answers
    return save_dry_run(draft.row, plan(draft.sheets, draft.answers), answers)


def save_dry_run(import_, made: Plan, answers):
    asked = made.questions
    rows, chunks = pack(made.changes)
    questions = json.dumps(packed_questions(asked)).encode()
    values = {
        "made_at": timezone.now(),
        "answers_digest": digest(answers),
        "sheets_digest": digest(answers["sheets"]),
        "open_count": len(asked.open()),
        "counts": made.counts,
        "rows": rows,
        "chunks": chunks,
        "questions": zlib.compress(questions),
    }
    return DryRun.objects.update_or_create(
        spreadsheet_import_id=import_.pk, defaults=values
    )[0]


def saved_plan(dry_run):
    """All changes of a dry run that was kept, noun by noun."""
    return Plan(SavedChanges.of(dry_run), None)


def saved_questions(dry_run, answers):
    """What was asked when the dry run was made, with the answers there are."""
    return unpacked_questions(expanded(dry_run.questions), answers)


@dataclass(frozen=True, slots=True)
class NounFigures:
    """What becomes of the rows of one noun, by action in their fixed order."""

    noun: str
    title: str
    counts: list[tuple[str, int]]


def figures(counts):
    """A line for each noun that the dry run has, in the order of the kinds."""
    nouns = [noun for noun in (*BY_NAME, *MORE_TITLES) if noun in counts]
    return [
        NounFigures(
            noun,
            title_of(noun),
            [(str(action), counts[noun].get(action, 0)) for action in Action],
        )
        for noun in nouns
    ]


def totals(counts):
    """Numbers by action, over all nouns."""
    return {
        str(action): sum(of_noun.get(action, 0) for of_noun in counts.values())
        for action in Action
    }
