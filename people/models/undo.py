import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ExactTimes(DjangoJSONEncoder):
    """With microseconds."""

    def default(self, o):
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def make_undo_key():
    return secrets.token_urlsafe(16)


class UndoRecord(models.Model):
    """What an act changed, for the button “Undo”: see `people.editing.undo`.

    It goes when it is used, after a day, and when anybody is erased.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="undo_records"
    )
    key = models.CharField(max_length=32, unique=True, default=make_undo_key)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    was = models.JSONField(
        encoder=ExactTimes,
        help_text="Rows as they were, each with those that would go along.",
    )
    made = models.JSONField(
        encoder=ExactTimes, help_text="Rows as the act left them, new ones too."
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.created_at:%Y-%m-%d %H:%M}, {self.user}"
