"""The dry run, kept: worked out once behind the page, then looked at page by page."""

import json
import zlib
from dataclasses import dataclass

from django.utils import timezone

from skillsdir.models import DryRun
from skillsdir.spreadsheet.changes import Action, Difference, Plan
from skillsdir.spreadsheet.drafts import Draft
from skillsdir.spreadsheet.kinds import BY_NAME
from skillsdir.spreadsheet.planning import plan

MORE_NOUNS = {"categories": "Categories", "aliases": "Other names of skills"}


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A `changes.Change` without the rows that it was made from."""

    noun: str
    action: str
    place: str
    label: str
    why: str
    differences: list[Difference]

    @property
    def action_label(self):
        return self.action.capitalize()

    @property
    def title(self):
        return noun_title(self.noun)


def noun_title(noun):
    return BY_NAME[noun].title if noun in BY_NAME else MORE_NOUNS.get(noun, noun)


def make_dry_run(draft: Draft):
    """Work the dry run out, and keep it in place of the last one."""
    seen = draft.seen
    return save_dry_run(draft.row, plan(draft.sheets, draft.answers), seen)


def save_dry_run(import_, made: Plan, answers_digest):
    rows = json.dumps([packed(change) for change in made.changes])
    values = {
        "made_at": timezone.now(),
        "answers_digest": answers_digest,
        "open_count": len(made.questions.open()) if made.questions else 0,
        "counts": made.counts,
        "rows": zlib.compress(rows.encode()),
    }
    return DryRun.objects.update_or_create(spreadsheet_import=import_, defaults=values)[
        0
    ]


def packed(change):
    """A change as a JSON list, in the order of `SavedChange`."""
    differences = [[d.name, d.label, d.old, d.new] for d in change.differences]
    words = change.place, change.label, change.why
    return [change.noun, str(change.action), *words, differences]


def saved_changes(dry_run):
    """All changes of a dry run that was kept, in the order of the file."""
    return [
        SavedChange(*words, [Difference(*values) for values in differences])
        for *words, differences in json.loads(zlib.decompress(dry_run.rows))
    ]


def saved_plan(dry_run):
    """What was kept, as the plan that it was made from."""
    return Plan(saved_changes(dry_run), None)


@dataclass(frozen=True, slots=True)
class Figures:
    """What becomes of the rows of one noun, by action in their fixed order."""

    noun: str
    title: str
    counts: list[tuple[str, int]]


def figures(counts):
    """A line for each noun that the dry run has, in the order of the kinds."""
    nouns = [noun for noun in (*BY_NAME, *MORE_NOUNS) if noun in counts]
    nouns += [noun for noun in counts if noun not in nouns]
    return [
        Figures(
            noun,
            noun_title(noun),
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
