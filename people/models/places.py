import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models

from people.fields import AutoSlugField, slug_is_not_reserved
from people.models.above import check_no_loop
from people.paths import path_to


class Team(models.Model):
    """An organisational unit that people and projects belong to."""

    name = models.CharField(max_length=120, unique=True)
    slug = AutoSlugField()
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The larger unit that this one is part of, if any.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_is_not_reserved(),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="%(app_label)s_%(class)s_is_not_its_own_parent",
                violation_error_message="A team cannot be part of itself.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("people:team-detail", self.slug)

    def clean(self):
        check_no_loop(self, "parent", "A team cannot be part of itself")


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            "“%(value)s” is not a time zone; write it like Europe/Lisbon.",
            params={"value": value},
        )


class Location(models.Model):
    """A place that people work from."""

    name = models.CharField(max_length=120, unique=True)
    slug = AutoSlugField()
    time_zone = models.CharField(
        max_length=64,
        validators=[validate_time_zone],
        help_text="IANA name, for example Europe/Lisbon or Asia/Kolkata.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [slug_is_not_reserved()]

    def __str__(self):
        return self.name
