from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from people.fields import VersionField
from people.models.person import Person
from people.models.skills import Level, Skill
from people.words import local_day


def level_is_known(field="level"):
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": Level.values}),
        name="%(app_label)s_%(class)s_level_is_known",
        violation_error_message="Choose a level from 1 (Awareness) to 4 (Expert).",
    )


class ExpertiseQuerySet(models.QuerySet):
    def of_people_here(self):
        """Rows of people who have not left."""
        return self.filter(person__in=Person.objects.active())


class Expertise(models.Model):
    """A person's stated level in a skill."""

    # The index of the constraint below begins with the person, and holds the skill too.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="expertise", db_index=False
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="expertise")
    level = models.PositiveSmallIntegerField(choices=Level)
    last_used_on = models.DateField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Years of use, roughly."
    )
    note = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the person last said that the level is right.",
    )
    version = VersionField()

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        ordering = ["-level", "skill__name", "pk"]
        verbose_name_plural = "expertise"
        indexes = [
            models.Index(
                fields=["skill", "level", "person"],
                include=["last_used_on"],
                name="expertise_by_skill_and_level",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill"],
                name="%(app_label)s_%(class)s_once_per_person_and_skill",
                violation_error_message="This skill is on the profile already.",
            ),
            level_is_known(),
            models.CheckConstraint(
                condition=models.Q(years__isnull=True) | models.Q(years__lte=80),
                name="%(app_label)s_%(class)s_years_are_plausible",
                violation_error_message="Years of use cannot be more than 80.",
            ),
        ]

    def __str__(self):
        return f"{self.skill} ({self.level})"

    def get_level(self):
        return Level(self.level)


class Endorsement(models.Model):
    """A colleague confirms an expertise, or would put it at another level.

    That nobody endorses themselves is held by the trigger
    `people_endorsement_is_by_another`.
    """

    expertise = models.ForeignKey(
        Expertise, on_delete=models.CASCADE, related_name="endorsements"
    )
    endorsed_by = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="endorsements_given"
    )
    level = models.PositiveSmallIntegerField(choices=Level)
    note = models.CharField(max_length=300, blank=True)
    endorsed_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the person answered it, or stated another level.",
    )
    answered_from = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The level that was stated before another one answered it.",
    )

    class Meta:
        ordering = ["-endorsed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expertise", "endorsed_by"],
                name="%(app_label)s_%(class)s_once_per_colleague",
                violation_error_message="This colleague has endorsed it already.",
            ),
            level_is_known(),
        ]

    def __str__(self):
        return f"{self.endorsed_by}: {self.expertise}"

    def clean(self):
        """Say at the field what the trigger would refuse."""
        # Of a form, the expertise may be a new one that is not saved yet.
        stated = getattr(self, "expertise", None)
        if stated and stated.person_id and stated.person_id == self.endorsed_by_id:
            raise ValidationError(
                {"endorsed_by": "Nobody endorses their own expertise."}
            )


class GoalStatus(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    ACHIEVED = "achieved", "Achieved"
    DROPPED = "dropped", "Dropped"


class Priority(models.IntegerChoices):
    LOW = 1, "Some day"
    MEDIUM = 2, "Soon"
    HIGH = 3, "Next"


UNFINISHED = (GoalStatus.OPEN, GoalStatus.IN_PROGRESS)


class LearningGoalQuerySet(models.QuerySet):
    def unfinished(self):
        """Goals that still want a chance: open or in progress."""
        return self.filter(status__in=UNFINISHED)


class LearningGoal(models.Model):
    """A skill that the person wants to learn and deliver next.

    Whoever writes a goal or a level, the triggers `people_reach_goal` and
    `people_touch_goals` see to it that an open goal is above the level stated: reached,
    it is achieved, and open again as soon as the level is taken back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="goals")
    target_level = models.PositiveSmallIntegerField(
        choices=Level, default=Level.WORKING
    )
    priority = models.PositiveSmallIntegerField(
        choices=Priority, default=Priority.MEDIUM
    )
    target_on = models.DateField(
        null=True, blank=True, help_text="When the person hopes to be there."
    )
    motivation = models.CharField(max_length=300, blank=True)
    status = models.CharField(
        max_length=12, choices=GoalStatus, default=GoalStatus.OPEN
    )
    reached_from = models.CharField(
        max_length=12,
        choices=[(status.value, status.label) for status in UNFINISHED],
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="The status before a stated level reached the goal.",
    )
    set_on = models.DateField(default=timezone.localdate)
    version = VersionField()

    objects = LearningGoalQuerySet.as_manager()

    class Meta:
        ordering = ["-priority", "skill__name", "pk"]
        indexes = [
            models.Index(
                fields=["skill", "person"],
                condition=models.Q(status__in=UNFINISHED),
                name="goal_by_skill",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill"],
                condition=models.Q(status__in=UNFINISHED),
                name="%(app_label)s_%(class)s_once_unfinished",
                violation_error_message="There is an open goal for this skill already.",
            ),
            level_is_known("target_level"),
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values),
                name="%(app_label)s_%(class)s_priority_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=GoalStatus.values),
                name="%(app_label)s_%(class)s_status_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.skill} → {self.get_target_level_display()}"

    def get_target_level(self):
        return Level(self.target_level)

    @property
    def is_overdue(self):
        """Whether its day has gone, and it is not reached."""
        is_open = self.status in UNFINISHED
        return is_open and self.target_on is not None and self.target_on < local_day()

    def clean(self):
        """Say at the field which open goals are reached already."""
        rows = Expertise.objects.filter(person=self.person_id, skill=self.skill_id)
        if self.target_level is None or self.status not in UNFINISHED:
            return
        stated = rows.filter(level__gte=self.target_level).first()
        if stated:
            words = f"{self.skill} is stated at {stated.get_level().label}: aim higher."
            raise ValidationError({"target_level": words})
