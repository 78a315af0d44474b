"""How long imports keep what they know of people: as short as it is of use."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from people.privacy.erasure import has_and_had
from people.spelling.emails import fold_email
from people.spelling.names import fold, name_key, names
from skillsdir.models import DryRun, ImportedChange, SpreadsheetImport
from skillsdir.models.spreadsheet_import import WITH_FILE
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.cells.people import find_addresses, people_in
from skillsdir.spreadsheet.drafts.drafts import OPEN, Draft
from skillsdir.spreadsheet.drafts.saved import SavedChanges, expanded, seen_people
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from skillsdir.spreadsheet.nouns import NAMING, NOUNS

BEHIND_NAME = ": "


def forget_old(now=None) -> None:
    """Drop drafts that nobody applied, and changes too old to be undone.

    One that is being applied is left alone for a day more.
    """
    now = now or timezone.now()
    drafts = oldest_draft(now)
    old = Q(status__in=OPEN, uploaded_at__lt=drafts)
    old |= Q(status__in=WITH_FILE, uploaded_at__lt=drafts - timedelta(days=1))
    SpreadsheetImport.objects.filter(old).delete()
    applied = now - timedelta(days=settings.DIRECTORY["UNDO_DAYS"])
    ImportedChange.objects.filter(spreadsheet_import__applied_at__lt=applied).delete()
    DryRun.objects.filter(spreadsheet_import__applied_at__lt=applied).delete()


def oldest_draft(now):
    return now - timedelta(days=settings.DIRECTORY["DRAFT_DAYS"])


def forget_seen(imports) -> bool:
    """Drop what is too old if one of these drafts is; whether one was.

    So that no list of them shows any, without asking for it each time.
    """
    oldest = oldest_draft(timezone.now())
    is_old = any(one.status in OPEN and one.uploaded_at < oldest for one in imports)
    if is_old:
        forget_old()
    return is_old


class Traces:
    """How texts give a person: by an e-mail, if there is one, or by a whole name.

    Those of before as well. A name of one word may be any word (Data, Python): it is a
    name only where people are named, and alone.
    """

    def __init__(self, person):
        self.names = has_and_had(person, "name")
        self.emails = has_and_had(person, "email")
        self.as_letters = set(map(fold, self.emails))
        self.as_addresses = set(map(fold_email, self.emails))

    def are_in(self, text, *, is_of_people=False):
        if self.have_email(text):
            return True
        found = [name for name in self.names if names(text, name)]
        if any(len(fold(name).split()) > 1 for name in found):
            return True
        people = people_in(text) if found and is_of_people else ()
        return not {*map(name_key, found)}.isdisjoint(name_key(p.name) for p in people)

    def have_email(self, text):
        """Whether an e-mail is in the text, in whatever letters or in code."""
        if not self.emails:
            return False
        folded = fold(text)
        if any(email in folded for email in self.as_letters):
            return True
        return not self.as_addresses.isdisjoint(map(fold_email, find_addresses(text)))

    def are_of_another(self, emails):
        """Whether the e-mails beside a name say that a namesake is meant.

        Of who has none here, any may be the own.
        """
        return bool(self.emails and emails) and not any(map(self.have_email, emails))


def forget_person(person):
    """Drop files that name the person, and what was said of failures.

    What applied imports know of the person goes with the person's rows.
    """
    traces = Traces(person)
    for import_ in SpreadsheetImport.objects.exclude(file=None):
        decided = Answers.from_json(import_.answers).people()
        if person.pk in decided or file_names(import_, traces):
            import_.delete()
    # Of use for a day: whoever they name, in whatever words.
    SpreadsheetImport.objects.exclude(problem="").update(problem="")


def file_names(import_, traces):
    """Whether a file names the person in any cell.

    One that cannot be read is taken to: nobody could apply it anyway.
    """
    draft = Draft(import_)
    try:
        # Who erases holds rows: it writes none that a page may be writing, too.
        sheets = draft.kept_sheets() or draft.read_sheets()
    except UnreadableFileError:
        return True
    return any(
        names_in_row(row, draft.answers.sheets.get(sheet.name), traces)
        for sheet in sheets
        for row in sheet.rows
    )


def names_in_row(row, answer, traces):
    """Whether a row of a sheet names the person; `answer` says what the sheet is.

    Where an e-mail stands beside the name, it says who is meant.
    """
    columns = answer.columns if answer else {}
    cells = [
        (columns.get(n), cell) for n, cell in enumerate(row) if isinstance(cell, str)
    ]
    own = {"person", "name"} if answer and answer.kind == "people" else {"person"}
    emails = [cell for field, cell in cells if field == "email" and "@" in cell]
    is_of_another = traces.are_of_another(emails)
    return any(
        traces.are_in(cell, is_of_people=not answer or field in NAMING | own)
        for field, cell in cells
        if not (is_of_another and field in own)
    )


def forget_in_dry_runs(person):
    """Drop dry runs that name the person: a draft's is made again when it is asked for.

    What an applied import did then shows in figures only.
    """
    traces = Traces(person)
    for dry_run in DryRun.objects.all():
        asked = expanded(dry_run.questions)["names"]
        is_asked = person.pk in seen_people(dry_run).values() or any(
            (noun == "person" and person.pk in [target for target, *_ in near])
            or traces.are_in(text, is_of_people=noun == "person")
            for noun, _, name, _, _, near, *_ in asked
            for text in (name, *(label for _, label, *_ in near))
        )
        changes = SavedChanges.of(dry_run)
        if is_asked or any(change_names(change, traces) for change in changes):
            dry_run.delete()


def change_names(change, traces):
    """Whether a change of a dry run names the person, in whatever words."""
    is_people = change.noun == "people"
    own = {"name"} if is_people else set()
    fields = change.differences
    emails = [field.new for field in fields if field.name == "email"]
    texts = [
        (text, field.name in NAMING)
        for field in fields
        for text in (field.old, field.new)
        if field.name not in own
    ]
    texts.append((change.why, False))
    if not (is_people and traces.are_of_another(emails)):
        # What a row about people is called begins with whose it is.
        begins = change.label.split(BEHIND_NAME)[0]
        texts += [(begins, bool(NOUNS[change.noun].about)), (change.label, False)]
    return any(traces.are_in(text, is_of_people=people) for text, people in texts)
