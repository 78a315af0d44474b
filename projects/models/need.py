from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import GreaterThanOrEqual

from people.models import Level, Skill
from projects.models.assignment import Assignment, on_team
from projects.models.choices import LIVE, NeedPriority, choice_is_known

LEAST_OF_A_MENTOR = Level.PRACTITIONER

BOOKING = "project__assignments__"


class SkillNeedQuerySet(models.QuerySet):
    def filling(self, today=None):
        """Needs of which somebody fills a seat, with the number of seats `found`.

        `learning` is how many of these are learners'. One pass: needs are joined with
        the bookings of their project and with what the booked people know. See also:
        `projects.needs.coverage.NeedCoverage`, the same rule with names of people.
        """
        known = f"{BOOKING}person__expertise"
        is_asked = models.Q(**{f"{known}__skill": models.F("skill")})
        needs = self.annotate(stated=models.FilteredRelation(known, condition=is_asked))
        return (
            needs.filter(on_team(today, BOOKING), has_level() | is_learner())
            .order_by()
            .annotate(
                holders=count_people(has_level()),
                guides=count_people(has_level() & has_level(LEAST_OF_A_MENTOR)),
                learners=count_people(~has_level() & is_learner() & is_guided(today)),
            )
            .annotate(learning=seats_of_learners())
            .annotate(found=Least("people", models.F("holders") + models.F("learning")))
        )

    def open(self, today=None):
        """Needs of live projects with a seat that nobody fills."""
        live = self.filter(project__status__in=LIVE)
        full = live.filling(today).filter(found=models.F("people"))
        return live.exclude(pk__in=full.values("pk"))

    def with_missing(self, today=None):
        """Needs with `missing`, the seats that nobody fills; looked up one by one.

        For the few of a project; of many, take `found` from `filling`.
        """
        need = SkillNeed.objects.filter(pk=models.OuterRef("pk")).filling(today)
        found = Coalesce(models.Subquery(need.values("found")), 0)
        return self.annotate(missing=models.F("people") - found)


def has_level(level=None):
    """The condition that the booked person has the skill at the level, or as needed."""
    return models.Q(stated__level__gte=level or models.F("level"))


def is_learner():
    """The condition that the booking is of somebody who learns the skill."""
    return models.Q(welcomes_learner=True, **{f"{BOOKING}learns": models.F("skill")})


def is_guided(today):
    """The condition that the learner's mentor is on the team, and able to guide."""
    mentor = Assignment.objects.on_team(today).filter(
        project=models.OuterRef("project"),
        person=models.OuterRef(f"{BOOKING}mentor"),
        person__expertise__skill=models.OuterRef("skill"),
    )
    level = models.Subquery(mentor.order_by().values("person__expertise__level")[:1])
    return models.Q(GreaterThanOrEqual(level, LEAST_OF_A_MENTOR))


def count_people(condition):
    return models.Count(f"{BOOKING}person", filter=condition, distinct=True)


def seats_of_learners():
    """How many seats learners fill: one stays for a holder, and each has a guide."""
    people, holders = models.F("people"), models.F("holders")
    most = models.F("guides") * settings.DIRECTORY["LEARNERS_PER_MENTOR"]
    return Greatest(0, Least("learners", people - 1, most, people - holders))


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
