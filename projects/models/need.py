from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce

from people.models import Level, Skill
from projects.models.assignment import Assignment, not_over
from projects.models.choices import LIVE, NeedPriority, choice_is_known


class SkillNeedQuerySet(models.QuerySet):
    def open(self, today=None):
        """Needs of live projects for which the team has too few people.

        See also: `projects.coverage`, the same rule with the names of the people.
        """
        return self.filter(project__status__in=LIVE, people__gt=holders(today))

    def with_missing(self, today=None):
        """Needs with `missing`: how many people a live project's team still lacks."""
        return self.annotate(missing=models.F("people") - holders(today))


def holders(today=None):
    """An expression: the people on the team of a need's live project who meet it."""
    people = (
        Assignment.objects.filter(
            not_over(today),
            project=models.OuterRef("project"),
            person__expertise__skill=models.OuterRef("skill"),
            person__expertise__level__gte=models.OuterRef("level"),
        )
        .order_by()
        .values("project")
        .annotate(people=models.Count("person", distinct=True))
        .values("people")
    )
    return Coalesce(models.Subquery(people), 0)


class SkillNeed(models.Model):
    """A skill that the project needs people for."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="needs"
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="needs")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.PRACTITIONER)
    people = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1)],
        help_text="How many people with this skill the project needs.",
    )
    priority = models.CharField(
        max_length=6, choices=NeedPriority, default=NeedPriority.MUST
    )
    welcomes_learner = models.BooleanField(
        default=False,
        help_text="Somebody who wants to learn it may take a seat, with a mentor.",
    )

    objects = SkillNeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["skill", "level"], name="need_by_skill")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "skill", "level"],
                name="%(app_label)s_%(class)s_once_per_skill_and_level",
                violation_error_message="The project has this need already.",
            ),
            choice_is_known("level", Level),
            choice_is_known("priority", NeedPriority),
            models.CheckConstraint(
                condition=models.Q(people__gte=1),
                name="%(app_label)s_%(class)s_needs_somebody",
                violation_error_message="A need is for at least one person.",
            ),
        ]

    def __str__(self):
        return f"{self.skill} ({self.level})"
