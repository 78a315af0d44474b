from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Least

from people.database.compiled import CompiledStatement
from people.models import Level, Person, Skill
from people.words import full_day, local_day, period_words
from projects.models.assignment import (
    Assignment,
    from_day,
    meets_days,
    not_over,
    on_team,
)
from projects.models.choices import (
    LIVE,
    AssignmentStatus,
    NeedPriority,
    Phase,
    choice_is_known,
    ends_after_it_starts,
)
from projects.models.kept import AbleMentor, HeldSeat

LEAST_OF_A_MENTOR = Level.PRACTITIONER

CONFIRMED = [AssignmentStatus.CONFIRMED]
SEAT = "held_seats__"
CAN_GUIDE = models.Q(**{f"{SEAT}level__gte": LEAST_OF_A_MENTOR})


class SkillNeedQuerySet(models.QuerySet):
    def live(self, today=None):
        """Needs of projects that still need, or have, people: their days are not over.

        See also: `SkillNeed.is_over`.
        """
        today = today or local_day()
        return self.filter(from_day(today, "ends_on"), project__status__in=LIVE)

    def filling(self, today=None, *, with_tentative=False):
        """Needs of which confirmed bookings fill a seat, with the number `found`.

        `learning` is how many of these are learners': so many for each guide among the
        holders, without a holder none. See also: `HeldSeat`, who has the level, and
        `projects.needs.coverage.NeedCoverage`, the same rule with names of people.
        """
        seats = on_team(today, SEAT, "project__")
        return filled(self, seats, on_team(today), with_tentative)

    def live_filling(self, today=None, *, with_tentative=False):
        """`filling`, of live projects alone: bookings that are over are not joined."""
        today = today or local_day()
        # Those who left are few, and quicker to miss than all others to find.
        left = Person.objects.left(today).filter(pk=models.OuterRef(f"{SEAT}person"))
        seats = from_day(today, f"{SEAT}ends_on") & ~models.Exists(left)
        return filled(self.live(today), seats, not_over(today), with_tentative)

    def found_by_skill(self):
        """The seats filled of all live needs, by skill id; one query."""
        return dict(seats_filled_by_skill())

    def open(self, today=None):
        """Needs of live projects with a seat that nobody fills, now or to come."""
        full = self.live_filling(today).filter(found=models.F("people")).values("pk")
        full, given = full.query.sql_with_params()
        # Not within NOT IN itself: there the planner takes it that half will do.
        full = f"WITH covered AS MATERIALIZED ({full}) SELECT * FROM covered"
        return self.live(today).exclude(pk__in=RawSQL(full, given))

    def with_missing(self, today=None):
        """Needs with `missing`, the seats that nobody fills; looked up one by one.

        None of those whose days are over. For the few of a project; of many, take
        `found` from `filling`. Not for a query within another, which would call the
        needs something else.
        """
        found = RawSQL(*found_sql(today, "projects_skillneed"), models.IntegerField())
        goes_on = from_day(today or local_day(), "ends_on")
        missing = models.When(goes_on, then=models.F("people") - found)
        return self.annotate(missing=models.Case(missing, default=0))


def filled(needs, seats, team, with_tentative):
    """Needs with a holder; the conditions are those of seats and of bookings."""
    statuses = AssignmentStatus.values if with_tentative else CONFIRMED
    is_held = models.Q(**{f"{SEAT}status__in": statuses})
    return (
        needs.filter(seats, is_held)
        .order_by()
        .annotate(holders=count_people(), guides=count_people(CAN_GUIDE))
        .annotate(learning=seats_of_learners(team, statuses))
        .annotate(found=Least("people", models.F("holders") + models.F("learning")))
    )


@CompiledStatement
def seats_filled_by_skill():
    filled, given = filled_sql(local_day(), key="skill")
    rows = f"({filled}) AS filled (skill, found)"
    return f"SELECT skill, sum(found)::bigint FROM {rows} GROUP BY skill", given


@lru_cache(maxsize=4)
def filled_sql(today, filling="live_filling", *, key="pk", **how):
    """The SQL of a key and `found` with its parameters: put together once a day."""
    needs = getattr(SkillNeed.objects, filling)(today, **how)
    return needs.values_list(key, "found").query.sql_with_params()


def found_sql(today, needs):
    """An expression: the seats filled of one of the needs; its project is looked at."""
    filled, given = filled_sql(today or local_day(), "filling")
    filled = f"SELECT found FROM ({filled}) AS filled (id, found)"
    return f"COALESCE(({filled} WHERE filled.id = {needs}.id), 0)", given


def count_people(condition=None):
    return models.Count(f"{SEAT}person", filter=condition, distinct=True)


def seats_of_learners(team, statuses):
    """How many seats learners fill: those left by holders, each with a guide."""
    left = models.F("people") - models.F("holders")
    most = models.F("guides") * settings.DIRECTORY["LEARNERS_PER_MENTOR"]
    has_seat = models.Q(
        welcomes_learner=True, people__gt=models.F("holders"), guides__gt=0
    )
    seats = Least(models.Subquery(learners(team, statuses)), left, most)
    return models.Case(models.When(has_seat, then=seats), default=0)


def learners(team, statuses):
    """How many of the team learn the skill of a need from somebody able to guide."""
    team = Assignment.objects.filter(team, status__in=statuses)
    days = models.OuterRef("starts_on"), models.OuterRef("ends_on")
    same_project = team.filter(meets_days(*days), project=models.OuterRef("project"))
    # Mentors are looked for within the learners: the need is one step further out.
    mentors = team.filter(
        meets_days(*map(models.OuterRef, days)),
        project=models.OuterRef("project"),
        person=models.OuterRef("mentor"),
    )
    holding = HeldSeat.objects.filter(
        need=models.OuterRef(models.OuterRef("pk")), booking=models.OuterRef("pk")
    )
    able = AbleMentor.objects.filter(booking=models.OuterRef("pk"))
    guided = same_project.filter(
        ~models.Exists(holding),
        models.Exists(mentors),
        models.Exists(able),
        learns=models.OuterRef("skill"),
    )
    return guided.order_by().values(
        people=models.Func("person", template="COUNT(DISTINCT %(expressions)s)")
    )


class Days(NamedTuple):
    """A first and a last day, of which either may not be known yet."""

    starts_on: date | None
    ends_on: date | None


class SkillNeed(models.Model):
    """A skill that the project needs people for.

    For all of it, unless it has own days: a first one, a last one, or both. Bookings
    that have one of these days fill its seats, those that have all of them or not.
    """

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

    phase = models.CharField(
        max_length=10,
        choices=Phase,
        blank=True,
        help_text="The phase of the project that it belongs to, if it is one alone.",
    )
    starts_on = models.DateField(
        "first day",
        null=True,
        blank=True,
        help_text="Where it is needed for a part of the project only.",
    )
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="The last day."
    )

    objects = SkillNeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["skill", "level"], name="need_by_skill")]
        constraints = [
            # The same may be needed in two phases, and again after some weeks. Needs
            # that move along take each other's days: looked at once all have moved.
            models.UniqueConstraint(
                fields=["project", "skill", "phase", "starts_on", "ends_on", "level"],
                nulls_distinct=False,
                deferrable=models.Deferrable.IMMEDIATE,
                name="%(app_label)s_%(class)s_once_per_skill_level_and_days",
                violation_error_message="The project has this need already.",
            ),
            ends_after_it_starts(),
            choice_is_known("level", Level),
            choice_is_known("phase", Phase, blank=True),
            choice_is_known("priority", NeedPriority),
            models.CheckConstraint(
                condition=models.Q(people__gte=1),
                name="%(app_label)s_%(class)s_needs_somebody",
                violation_error_message="A need is for at least one person.",
            ),
        ]

    def __str__(self):
        return f"{self.skill} ({self.level})"

    @property
    def own_days(self):
        return Days(self.starts_on, self.ends_on)

    @property
    def days(self):
        """Its own days, and where it has none those of the project."""
        project = self.project
        return Days(
            self.starts_on or project.starts_on, self.ends_on or project.ends_on
        )

    @property
    def has_own_days(self):
        return any(self.own_days)

    @property
    def when(self):
        """Its phase and own days, in words: “Build, from 9 Mar 2026”."""
        days = [own_days_words(*self.own_days)] if self.has_own_days else []
        return ", ".join([self.get_phase_display()] * bool(self.phase) + days)

    def meets_days(self, starts_on, ends_on):
        """Whether these days and its own have one in common; either may be open."""
        return not (
            (self.starts_on and ends_on and ends_on < self.starts_on)
            or (self.ends_on and starts_on and starts_on > self.ends_on)
        )

    def is_over(self, today):
        """Whether its own last day has gone: then nobody is looked for any more."""
        return self.ends_on is not None and self.ends_on < today


def own_days_words(starts_on, ends_on):
    """Days of which one is known; it ends with its project where no last day is."""
    return (
        period_words(starts_on, ends_on) if ends_on else f"from {full_day(starts_on)}"
    )


def days_outside(days, project):
    """What is wrong with a need's own days, by field: outside of the project's."""
    first, last, errors = project.starts_on, project.ends_on, {}
    for name, day in days._asdict().items():
        if day and first and day < first:
            errors[name] = f"The project begins later, on {full_day(first)}."
        elif day and last and day > last:
            errors[name] = f"The project ends before, on {full_day(last)}."
    return errors
