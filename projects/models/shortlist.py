from django.conf import settings
from django.db import models
from django.utils import timezone

from people.fields import VersionField
from people.models import Person


class ShortlistEntry(models.Model):
    """Somebody whom a project manager has in mind for a project."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="shortlist"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="shortlistings"
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="Project managers see it."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shortlistings_added",
    )
    added_at = models.DateTimeField(default=timezone.now)
    version = VersionField()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = "shortlist entry"
        verbose_name_plural = "shortlist entries"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"],
                name="%(app_label)s_%(class)s_once_per_person",
                violation_error_message="This person is on the shortlist already.",
            ),
        ]

    def __str__(self):
        return f"{self.person} for {self.project}"
