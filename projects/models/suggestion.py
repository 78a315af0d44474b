from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from projects.models.choices import SuggestionKind, choice_is_known


class Suggestion(models.Model):
    """A suggestion that was acted upon, with all that it was worked out from.

    `question` is what was asked, `answer` what was said of the whole; what was known
    and said of people has rows of its own, which go with the person. Skills stand
    there by their slugs of that day. See `projects.suggestions.kept`.
    """

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="suggestions"
    )
    kind = models.CharField(max_length=20, choices=SuggestionKind)
    formula = models.PositiveSmallIntegerField(help_text="Its version.")
    question = models.JSONField()
    answer = models.JSONField(default=dict)
    bookings = models.ManyToManyField(
        "projects.Assignment", related_name="suggestions", blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggestions_used",
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [choice_is_known("kind", SuggestionKind)]

    def __str__(self):
        return f"{self.get_kind_display()} for {self.project}"

    def get_absolute_url(self):
        return reverse("projects:suggestion", args=[self.project.slug, self.pk])


class ConsideredPerson(models.Model):
    """Somebody whom a suggestion looked at: what was known, and what it said of them.

    `answer` is empty for those whom it only compared with.
    """

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="considered"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="considered_for"
    )
    facts = models.JSONField()
    answer = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "considered people"
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "person"],
                name="%(app_label)s_%(class)s_once_per_suggestion",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.suggestion}"
