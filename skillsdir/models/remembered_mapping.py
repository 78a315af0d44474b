from django.db import models


class RememberedMapping(models.Model):
    """What the columns of a file meant, for the next file with the same headings."""

    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(
        max_length=20, blank=True, help_text="Empty for a sheet that is left out."
    )
    columns = models.JSONField(
        default=dict, help_text="Fields by the place of their column, from 0."
    )
    layout = models.JSONField(
        default=dict, help_text="How the sheet is laid out, beside its columns."
    )
    levels = models.JSONField(
        default=dict, help_text="Levels by how the file says them."
    )
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used_at", "pk"]

    def __str__(self):
        return f"{self.kind or 'left out'}: {len(self.columns)} columns"
