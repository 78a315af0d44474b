import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    UNDONE = "undone", "Undone"
    FAILED = "failed", "Failed"


# While it may still be applied the file is kept; afterwards it has no use.
WITH_FILE = (ImportStatus.DRAFT, ImportStatus.APPLYING, ImportStatus.FAILED)


class SpreadsheetImportQuerySet(models.QuerySet):
    def listed(self):
        """Imports as a list shows them: with who did it, without the files."""
        return self.select_related("uploaded_by", "applied_by", "undone_by").defer(
            "file", "sheets", "answers"
        )


class SpreadsheetImport(models.Model):
    """A file that somebody brings in, from the upload until it can be undone no more.

    File, what was read of it, and answers are dropped as soon as they have no use, for
    they hold personal data; see `skillsdir.spreadsheet.drafts.retention`.
    """

    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="Of the file, in bytes.")
    sha256 = models.CharField(max_length=64)
    file = models.BinaryField(null=True, blank=True)
    sheets = models.BinaryField(
        null=True,
        blank=True,
        help_text="What was read of it: see `skillsdir.spreadsheet.files.packed`.",
    )
    answers = models.JSONField(
        default=dict, blank=True, help_text="See `skillsdir.spreadsheet.answers`."
    )
    status = models.CharField(
        max_length=8, choices=ImportStatus, default=ImportStatus.DRAFT
    )
    counts = models.JSONField(
        default=dict,
        blank=True,
        help_text="Rows by what becomes of them, by noun: {'people': {'added': 3}}.",
    )
    problem = models.TextField(
        blank=True, help_text="Why it failed, for whoever repeats it."
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="spreadsheets_uploaded",
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="spreadsheets_applied",
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="spreadsheets_undone",
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = SpreadsheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values),
                name="%(app_label)s_%(class)s_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=WITH_FILE) | models.Q(file__isnull=True),
                name="%(app_label)s_%(class)s_file_only_until_applied",
                violation_error_message="An applied file is not kept.",
            ),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False) | models.Q(sheets__isnull=True),
                name="%(app_label)s_%(class)s_sheets_only_with_file",
                violation_error_message="What was read of a file goes with it.",
            ),
        ]

    def __str__(self):
        return self.file_name

    @classmethod
    def of(cls, content, name, *, by=None):
        """A draft, not saved yet, of a file's bytes."""
        return cls(
            file_name=name[-200:],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            file=content,
            uploaded_by=by,
        )

    @property
    def content(self):
        """The file's bytes; `None` once they are dropped."""
        return None if self.file is None else bytes(self.file)
