from django.db import models

from people.models.person import Person
from people.models.places import Location, Team
from people.models.skills import Skill, SkillCategory


class FormerSlug(models.Model):
    """A slug that led to a row until the row got another one, or became part of it.

    The database writes it, whoever renames: see the triggers `…_former_slug`. It leads
    on as long as no row has the slug now; of several former bearers to the last one.
    """

    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.slug


def bearer(model):
    """The foreign key to the row that had the slug."""
    return models.ForeignKey(
        model, on_delete=models.CASCADE, related_name="former_slugs"
    )


class FormerTeamSlug(FormerSlug):
    """A slug that a team had."""

    row = bearer(Team)


class FormerLocationSlug(FormerSlug):
    """A slug that a location had."""

    row = bearer(Location)


class FormerCategorySlug(FormerSlug):
    """A slug that a heading of the catalogue had."""

    row = bearer(SkillCategory)


class FormerSkillSlug(FormerSlug):
    """A slug that a skill had, or one that was merged into it."""

    row = bearer(Skill)


class FormerPersonSlug(FormerSlug):
    """A slug that a person had."""

    row = bearer(Person)
