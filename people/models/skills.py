from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models

from people.fields import (
    AutoSlugField,
    NormalisedField,
    SearchField,
    SearchWords,
    slug_is_not_reserved,
)
from people.paths import path_to
from people.spelling.names import normalise


class Level(models.IntegerChoices):
    AWARENESS = 1, "Awareness"
    WORKING = 2, "Working"
    PRACTITIONER = 3, "Practitioner"
    EXPERT = 4, "Expert"

    @property
    def or_above(self):
        """The words for "at least this level"."""
        if self is Level.AWARENESS:
            return "any level"
        return self.label if self is Level.EXPERT else f"{self.label} or above"

    @property
    def sentence(self):
        """What the level means, shown wherever one is chosen."""
        return {
            Level.AWARENESS: "Knows what it is for and can follow a discussion",
            Level.WORKING: (
                "Has used it on real work; asks for help on the hard parts"
            ),
            Level.PRACTITIONER: (
                "Does hard work alone, chooses the approach, guides others"
            ),
            Level.EXPERT: "Others come to them; sets how it is used here",
        }[self]


class SkillKind(models.TextChoices):
    METHOD = "method", "Method"
    TOOL = "tool", "Tool"
    LIBRARY = "library", "Library"
    LANGUAGE = "language", "Language"
    PLATFORM = "platform", "Platform"
    PRACTICE = "practice", "Practice"
    DOMAIN = "domain", "Domain"
    PEOPLE = "people", "People skill"


class SkillCategory(models.Model):
    """A heading of the catalogue."""

    name = models.CharField(max_length=120, unique=True)
    slug = AutoSlugField()
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Headings are listed by this number, then by name."
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "skill categories"

    def __str__(self):
        return self.name


class SkillQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_other_names(self):
        """Skills with the names of their aliases, as `also`."""
        aliases = SkillAlias.objects.filter(skill=models.OuterRef("pk"))
        return self.annotate(also=ArraySubquery(aliases.values("name")))


class Skill(models.Model):
    """A skill, method, algorithm, tool or domain that one can know."""

    name = models.CharField(max_length=120, unique=True)
    key = NormalisedField(unique=True)
    slug = AutoSlugField()
    category = models.ForeignKey(
        SkillCategory, on_delete=models.PROTECT, related_name="skills"
    )
    kind = models.CharField(max_length=10, choices=SkillKind, default=SkillKind.METHOD)
    description = models.CharField(
        max_length=300, blank=True, help_text="One sentence for people who wonder."
    )
    is_active = models.BooleanField(
        "active",
        default=True,
        help_text="An inactive skill stays on profiles and is no longer offered.",
    )
    search_text = SearchField(expression=SearchWords.of("name"))

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_is_not_reserved(),
            models.CheckConstraint(
                condition=models.Q(kind__in=SkillKind.values),
                name="%(app_label)s_%(class)s_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(key=""),
                name="%(app_label)s_%(class)s_name_has_letters",
                violation_error_message="A skill needs a name with letters or digits.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("people:skill-detail", self.slug)

    def clean(self):
        """Say at the field what the database would refuse: a name that is taken."""
        check_key_is_free(self)


class SkillAlias(models.Model):
    """Another name that means the same skill."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    key = NormalisedField(unique=True)
    merged_id = models.PositiveBigIntegerField(
        null=True,
        unique=True,
        editable=False,
        help_text="What was the id of the skill that was merged away under this name: "
        "the history still refers to it.",
    )
    search_text = SearchField(expression=SearchWords.of("name"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "skill aliases"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(key=""),
                name="%(app_label)s_%(class)s_name_has_letters",
                violation_error_message="An alias needs letters or digits.",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        check_key_is_free(self)


def check_key_is_free(named):
    """Refuse a skill or alias whose key another skill or alias has.

    The same rule is held by the unique keys and by the trigger
    `people_skill_key_is_free`; this only names the other row.
    """
    key = normalise(named.name)
    if not key:
        raise ValidationError({"name": "A name needs letters or digits."})
    skill = Skill.objects.filter(key=key)
    alias = SkillAlias.objects.filter(key=key)
    if isinstance(named, Skill):
        skill = skill.exclude(pk=named.pk)
    else:
        alias = alias.exclude(pk=named.pk)
        # A skill that is being renamed may keep its old name as an alias.
        if named.skill_id and normalise(named.skill.name) != key:
            skill = skill.exclude(pk=named.skill_id)
    if other := skill.first():
        raise ValidationError({"name": f"“{other}” is the name of a skill already."})
    if other := alias.select_related("skill").first():
        raise ValidationError(
            {"name": f"“{other}” is an alias of {other.skill} already."}
        )
