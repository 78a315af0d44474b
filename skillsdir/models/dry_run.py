from django.db import models
from django.utils import timezone

from skillsdir.models.spreadsheet_import import SpreadsheetImport


class DryRun(models.Model):
    """What an import would do, as it was worked out last; once applied, what it did.

    It can be made again from the file: pages are answered from it meanwhile.
    """

    spreadsheet_import = models.OneToOneField(
        SpreadsheetImport, on_delete=models.CASCADE, related_name="dry_run"
    )
    made_at = models.DateTimeField(default=timezone.now)
    answers_digest = models.CharField(
        max_length=16, help_text="Of the answers that it was made with."
    )
    sheets_digest = models.CharField(
        max_length=16,
        help_text="Of those about sheets and columns: with them the questions stay.",
    )
    open_count = models.PositiveIntegerField(
        default=0, help_text="Questions that had no answer."
    )
    counts = models.JSONField(default=dict, blank=True)
    rows = models.BinaryField(help_text="All changes: JSON, compressed in chunks.")
    chunks = models.JSONField(default=list, blank=True)
    questions = models.BinaryField(help_text="All that was asked: JSON, compressed.")

    def __str__(self):
        return f"Dry run of {self.spreadsheet_import}"

    @property
    def version(self):
        """Tells this dry run from the next one."""
        return self.made_at.isoformat()
