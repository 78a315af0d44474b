"""How long imports keep what they know of people: as short as it is of use."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from skillsdir.models import ImportedChange, SpreadsheetImport
from skillsdir.models.spreadsheet_import import WITH_FILE


def forget_old(now=None):
    """Drop drafts that nobody applied, and changes too old to be undone."""
    now = now or timezone.now()
    drafts = now - timedelta(days=settings.DIRECTORY["DRAFT_DAYS"])
    SpreadsheetImport.objects.filter(
        status__in=WITH_FILE, uploaded_at__lt=drafts
    ).delete()
    applied = now - timedelta(days=settings.DIRECTORY["UNDO_DAYS"])
    ImportedChange.objects.filter(spreadsheet_import__applied_at__lt=applied).delete()
