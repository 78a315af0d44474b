from django.db import models

from people.models import Person
from skillsdir.models.spreadsheet_import import SpreadsheetImport


class ImportedChange(models.Model):
    """A row that an import added or changed, with what undoing it takes.

    `before` and `after` hold the columns that were written, as JSON values.
    """

    class Action(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"

    spreadsheet_import = models.ForeignKey(
        SpreadsheetImport,
        on_delete=models.CASCADE,
        related_name="changes",
        # The unique constraint begins with it.
        db_index=False,
    )
    noun = models.CharField(max_length=20, help_text="What the row is: `expertise`.")
    action = models.CharField(max_length=7, choices=Action)
    object_id = models.BigIntegerField()
    place = models.CharField(
        max_length=100, help_text="Where in the file: `People!F17`."
    )
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="imported_changes",
        help_text="Whom the row is about: it is given and erased with the person.",
    )
    account_hash = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Of account and password of who got another e-mail: what came by it "
        "goes when it is taken back.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action__in=["added", "changed"]),
                name="%(app_label)s_%(class)s_action_is_known",
            ),
            models.UniqueConstraint(
                fields=["spreadsheet_import", "noun", "object_id"],
                name="%(app_label)s_%(class)s_once_per_row",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.noun} {self.action}"
