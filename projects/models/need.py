from functools import lru_cache

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least
from django.utils import timezone

from people.models import Expertise, Level, Skill
from projects.models.assignment import Assignment, not_over, on_team
from projects.models.choices import (
    LIVE,
    AssignmentStatus,
    NeedPriority,
    choice_is_known,
)

LEAST_OF_A_MENTOR = Level.PRACTITIONER

CONFIRMED = [AssignmentStatus.CONFIRMED]
BOOKING = "project__assignments__"
KNOWN = f"{BOOKING}person__expertise"
LEVEL = models.F("level")
CAN_GUIDE = models.Q(**{f"{KNOWN}__level__gte": LEAST_OF_A_MENTOR})


class SkillNeedQuerySet(models.QuerySet):
    def live(self):
        """Needs of projects that still need, or have, people."""
        return self.filter(project__status__in=LIVE)

    def filling(self, today=None, *, with_tentative=False):
        """Needs of which confirmed bookings fill a seat, with the number `found`.

        `learning` is how many of these are learners'. One pass: needs are joined with
        the bookings of their project and with who of them has the level. Learners fill
        so many seats for each guide among those: without a holder, none. See also:
        `projects.needs.coverage.NeedCoverage`, the same rule with names of people.
        """
        return filled(self, on_team, today, with_tentative)

    def live_filling(self, today=None, *, with_tentative=False):
        """`filling`, of live projects alone: bookings that are over are not joined."""
        return filled(self.live(), not_over, today, with_tentative)

    def open(self, today=None):
        """Needs of live projects with a seat that nobody fills."""
        full = self.live_filling(today).filter(found=models.F("people"))
        return self.live().exclude(pk__in=full.values("pk"))

    def with_missing(self, today=None):
        """Needs with `missing`, the seats that nobody fills; looked up one by one.

        For the few of a project; of many, take `found` from `filling`. Not for a query
        within another, which would call the needs something else.
        """
        found = RawSQL(*found_sql(today, "projects_skillneed"), models.IntegerField())
        return self.annotate(missing=models.F("people") - found)


def filled(needs, is_on_team, today, with_tentative):
    """Needs with a holder among the bookings that the condition selects."""
    statuses = AssignmentStatus.values if with_tentative else CONFIRMED
    is_held = models.Q(
        **{
            f"{BOOKING}status__in": statuses,
            f"{KNOWN}__skill": models.F("skill"),
            f"{KNOWN}__level__gte": LEVEL,
        }
    )
    return (
        needs.filter(is_on_team(today, BOOKING), is_held)
        .order_by()
        .annotate(holders=count_people(), guides=count_people(CAN_GUIDE))
        .annotate(learning=seats_of_learners(is_on_team, today, statuses))
        .annotate(found=Least("people", models.F("holders") + models.F("learning")))
    )


@lru_cache(maxsize=4)
def filled_sql(today, filling="live_filling", **how):
    """The SQL of `id, found` with its parameters: put together once a day."""
    needs = getattr(SkillNeed.objects, filling)(today, **how)
    return needs.values_list("pk", "found").query.sql_with_params()


def found_sql(today, needs):
    """An expression: the seats filled of one of the needs; its project is looked at."""
    filled, given = filled_sql(today or timezone.localdate(), "filling")
    filled = f"SELECT found FROM ({filled}) AS filled (id, found)"
    return f"COALESCE(({filled} WHERE filled.id = {needs}.id), 0)", given


def count_people(condition=None):
    return models.Count(f"{BOOKING}person", filter=condition, distinct=True)


def seats_of_learners(is_on_team, today, statuses):
    """How many seats learners fill: those left by holders, each with a guide."""
    left = models.F("people") - models.F("holders")
    most = models.F("guides") * settings.DIRECTORY["LEARNERS_PER_MENTOR"]
    has_seat = models.Q(
        welcomes_learner=True, people__gt=models.F("holders"), guides__gt=0
    )
    seats = Least(models.Subquery(learners(is_on_team, today, statuses)), left, most)
    return models.Case(models.When(has_seat, then=seats), default=0)


def learners(is_on_team, today, statuses):
    """How many of the team learn the skill of a need from somebody able to guide."""
    team = Assignment.objects.filter(is_on_team(today), status__in=statuses)
    same_project = team.filter(project=models.OuterRef("project"))
    holding = Expertise.objects.filter(
        person=models.OuterRef("person"),
        skill=models.OuterRef("learns"),
        level__gte=models.OuterRef(models.OuterRef("level")),
    )
    able = Expertise.objects.filter(
        person=models.OuterRef("mentor"),
        skill=models.OuterRef("learns"),
        level__gte=LEAST_OF_A_MENTOR,
    )
    guided = same_project.filter(
        ~models.Exists(holding),
        models.Exists(same_project.filter(person=models.OuterRef("mentor"))),
        models.Exists(able),
        learns=models.OuterRef("skill"),
    )
    return guided.order_by().values(
        people=models.Func("person", template="COUNT(DISTINCT %(expressions)s)")
    )


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
