"""The dry run, kept: worked out once behind the page, then looked at page by page."""

import json
import zlib
from dataclasses import astuple, dataclass

from django.utils import timezone

from skillsdir.models import DryRun
from skillsdir.spreadsheet.changes import Action, Difference, Plan
from skillsdir.spreadsheet.drafts import Draft, digest
from skillsdir.spreadsheet.kinds import BY_NAME
from skillsdir.spreadsheet.planning import plan
from skillsdir.spreadsheet.reporting import MORE_TITLES, title_of
from skillsdir.spreadsheet.saved_questions import packed_questions, unpacked_questions


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A `changes.Change` in words, without the rows that it was made from."""

    noun: str
    action: str
    place: str
    label: str
    why: str
    differences: list[Difference]

    @property
    def where(self):
        """The place, not to be broken into lines."""
        return self.place.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def action_label(self):
        return self.action.capitalize()

    @property
    def title(self):
        return title_of(self.noun)


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
    values = {
        "made_at": timezone.now(),
        "answers_digest": digest(answers),
        "sheets_digest": digest(answers["sheets"]),
        "open_count": len(asked.open()),
        "counts": made.counts,
        "rows": compressed([packed(change) for change in made.changes]),
        "questions": compressed(packed_questions(asked)),
    }
    return DryRun.objects.update_or_create(
        spreadsheet_import_id=import_.pk, defaults=values
    )[0]


def compressed(data):
    return zlib.compress(json.dumps(data).encode())


def expanded(data):
    return json.loads(zlib.decompress(data))


def packed(change):
    """A change as a JSON list, in the order of `SavedChange`."""
    differences = [astuple(one) for one in change.differences]
    words = change.place, change.label, change.why
    return [change.noun, str(change.action), *words, differences]


def saved_plan(dry_run):
    """All changes of a dry run that was kept, noun by noun."""
    changes = [
        SavedChange(*words, [Difference(*values) for values in differences])
        for *words, differences in expanded(dry_run.rows)
    ]
    return Plan(changes, None)


def saved_questions(dry_run, answers):
    """What was asked when the dry run was made, with the answers there are."""
    return unpacked_questions(expanded(dry_run.questions), answers)


@dataclass(frozen=True, slots=True)
class Figures:
    """What becomes of the rows of one noun, by action in their fixed order."""

    noun: str
    title: str
    counts: list[tuple[str, int]]


def figures(counts):
    """A line for each noun that the dry run has, in the order of the kinds."""
    nouns = [noun for noun in (*BY_NAME, *MORE_TITLES) if noun in counts]
    return [
        Figures(
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
