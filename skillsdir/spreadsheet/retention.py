"""How long imports keep what they know of people: as short as it is of use."""

import json
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from people.names import names
from skillsdir.models import DryRun, ImportedChange, SpreadsheetImport
from skillsdir.models.spreadsheet_import import WITH_FILE
from skillsdir.spreadsheet.reading import UnreadableFileError, read_workbook
from skillsdir.spreadsheet.saved_changes import SavedChanges, expanded


def forget_old(now=None):
    """Drop drafts that nobody applied, and changes too old to be undone."""
    now = now or timezone.now()
    drafts = now - timedelta(days=settings.DIRECTORY["DRAFT_DAYS"])
    SpreadsheetImport.objects.filter(
        status__in=WITH_FILE, uploaded_at__lt=drafts
    ).delete()
    applied = now - timedelta(days=settings.DIRECTORY["UNDO_DAYS"])
    ImportedChange.objects.filter(spreadsheet_import__applied_at__lt=applied).delete()
    DryRun.objects.filter(spreadsheet_import__applied_at__lt=applied).delete()


def forget_person(person):
    """Drop files that name the person, and what was said of failures.

    What applied imports know of the person goes with the person's rows.
    """
    for import_ in SpreadsheetImport.objects.exclude(file=None):
        if names_person(import_, person):
            import_.delete()
    for import_ in SpreadsheetImport.objects.exclude(problem="").only("problem"):
        if tells_of(person, import_.problem):
            import_.problem = ""
            import_.save(update_fields=["problem"])


def tells_of(person, text):
    return names(text, person.name) or names(text, person.email)


def forget_in_dry_runs(person):
    """Drop dry runs that name the person: a draft's is made again when it is asked for.

    What an applied import did then shows in figures only.
    """
    for dry_run in DryRun.objects.all():
        if tells_of(person, told_in(dry_run)):
            dry_run.delete()


def told_in(dry_run):
    """All words of a dry run, as one text."""
    changes = SavedChanges.of(dry_run)
    data = [*map(changes.expanded, changes.chunks), expanded(dry_run.questions)]
    return json.dumps(data, ensure_ascii=False)


def names_person(import_, person):
    """Whether a file has the person's name or e-mail in any cell.

    One that cannot be read is taken to: nobody could apply it anyway.
    """
    try:
        sheets = read_workbook(import_.content, import_.file_name)
    except UnreadableFileError:
        return True
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
    return any(tells_of(person, cell) for cell in cells if isinstance(cell, str))
