import secrets
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from people.rules import may_see_success_rates
from people.words import local_day


def day_of(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def make_key():
    return secrets.token_urlsafe(12)


class SavedSearchQuerySet(models.QuerySet):
    def of(self, user):
        """What the user keeps, by name."""
        return self.filter(owner=user)

    def without_people(self):
        """Searches as lists show them: ids of thousands stay where they are."""
        return self.defer("known_people", "told_people")


class SavedSearch(models.Model):
    """A filtered list of people that somebody keeps under a name."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    name = models.CharField(max_length=80)
    key = models.CharField(
        max_length=24,
        unique=True,
        default=make_key,
        editable=False,
        help_text="The end of the address: who has it may look.",
    )
    query = models.CharField(
        max_length=2000,
        blank=True,
        help_text="The parameters of the list, as its address has them.",
    )
    is_mailed = models.BooleanField(
        "mail me", default=True, help_text="New people come by mail, too."
    )
    is_rolling = models.BooleanField(
        "the days move along",
        default=False,
        help_text="The window begins today, and is as long as when it was saved.",
    )
    saved_at = models.DateTimeField(default=timezone.now)
    # Ids of people: who was on the list when the owner last looked, and of whom of
    # the new ones a mail has told.
    known_people = ArrayField(models.BigIntegerField(), default=list, editable=False)
    told_people = ArrayField(models.BigIntegerField(), default=list, editable=False)
    # Who of them is off the list, and since what day: for long, they are forgotten.
    gone_people = ArrayField(models.BigIntegerField(), default=list, editable=False)
    gone_since = ArrayField(models.DateField(), default=list, editable=False)
    new_count = models.PositiveIntegerField(default=0, editable=False)
    checked_at = models.DateTimeField(default=timezone.now, editable=False)
    told_trouble = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="What a mail said last of why nobody is counted.",
    )

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "saved searches"
        indexes = [
            models.Index(fields=["owner", "checked_at"], name="search_to_check"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="%(app_label)s_%(class)s_name_is_unique",
                violation_error_message="You have a saved search of this name already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="%(app_label)s_%(class)s_has_a_name",
                violation_error_message="Give it a name.",
            ),
            models.CheckConstraint(
                condition=models.Q(gone_people__len=models.F("gone_since__len")),
                name="%(app_label)s_%(class)s_knows_since_when",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("people:search-detail", args=[self.key])

    @property
    def query_now(self):
        """The parameters as they are today: days that move along begin today."""
        params = QueryDict(self.query, mutable=True)
        days = [day_of(params.get(name)) for name in ("from", "to")]
        if not self.is_rolling or not any(days):
            return self.query
        first, last = days
        first = first or local_day(self.saved_at)
        params.pop("from", None)
        params.pop("to", None)
        if last and last >= first:
            today = local_day()
            params["to"] = today + min(last - first, date.max - today)
        return params.urlencode(safe=":")

    @property
    def news(self):
        """How many are new, as far as the owner may know it: a role may be lost."""
        asked = QueryDict(self.query)
        is_by_rate = "success" in asked or asked.get("sort", "").endswith("success")
        is_hidden = is_by_rate and not may_see_success_rates(self.owner)
        return 0 if is_hidden else self.new_count

    @property
    def list_url(self):
        """The list itself, as it is now."""
        path = reverse("people:person-list")
        return f"{path}?{self.query_now}" if self.query_now else path
