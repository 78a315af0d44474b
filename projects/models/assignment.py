from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from people.fields import VersionField
from people.models import Person, Skill
from people.paths import path_to
from people.words import day_words, local_day, period_words, terms_words
from projects.models.choices import (
    LIVE,
    AssignmentStatus,
    ProjectStatus,
    choice_is_known,
    ends_after_it_starts,
)
from projects.models.free_percents import (
    FreeWithin,
    free_at_a_glance,
    free_percents,
    overbooked_people,
)


def not_over(today=None, booking=""):
    """The condition that a booking goes on, or is to come, and its person is here.

    `booking` is the way to it from other rows: `project__assignments__`.
    """
    today = today or local_day()
    return from_day(today, f"{booking}ends_on") & from_day(
        today, f"{booking}person__left_on"
    )


def from_day(day, last):
    """The condition that a last day is not known, or not before the day."""
    return models.Q(**{last: None}) | models.Q(**{f"{last}__gte": day})


def meets_days(starts_on, ends_on, booking=""):
    """The condition that a booking has a day within the days; either may be null.

    See also: `projects.models.need.SkillNeed.meets_days`, the same of one row.
    """
    first, last = Coalesce(starts_on, date.min), Coalesce(ends_on, date.max)
    return from_day(first, f"{booking}ends_on") & models.Q(
        **{f"{booking}starts_on__lte": last}
    )


def on_team(today=None, booking="", project=""):
    """The condition that a booking makes up its project's team, see the queryset's.

    `project` is the way to its project where that is another.
    """
    status = f"{project or f'{booking}project__'}status"
    is_closed = models.Q(**{status: ProjectStatus.CLOSED})
    is_live = models.Q(**{f"{status}__in": LIVE})
    return is_closed | is_live & not_over(today, booking)


def began_in_time():
    """The condition that a booking was not to begin when its project was over already.

    Cancelling leaves bookings and the planned last day as they are, and the last day of
    a closed one may be any. See also: `Assignment.was_to_begin_later`, the same.
    """
    is_within = models.Q(starts_on__lte=TruncDate("project__over_at"))
    is_within &= (
        models.Q(project__status=ProjectStatus.CANCELLED)
        | models.Q(project__ends_on=None)
        | models.Q(starts_on__lte=models.F("project__ends_on"))
    )
    return models.Q(project__status__in=LIVE) | is_within


def unguided(today=None):
    """The condition that a learner on a live project has no mentor on its team."""
    same = {"project": models.OuterRef("project"), "person": models.OuterRef("mentor")}
    is_learner = models.Q(learns__isnull=False, project__status__in=LIVE)
    # The project is live: whose booking is not over is on its team.
    mentor = Assignment.objects.filter(not_over(today), **same)
    return is_learner & not_over(today) & ~models.Exists(mentor)


class AssignmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=AssignmentStatus.CONFIRMED)

    def begun(self, today=None):
        """Confirmed bookings whose first day came before their project was over."""
        today = today or local_day()
        return self.confirmed().filter(began_in_time(), starts_on__lte=today)

    def on_team(self, today=None):
        """Bookings that make up a team, tentative ones too.

        Of a live project those that are not over; of a closed one all; of a cancelled
        one none.
        """
        return self.filter(on_team(today))

    def loading(self, start, end):
        """Bookings that take time between the two days, both included."""
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=start), starts_on__lte=end
        ).exclude(project__status=ProjectStatus.CANCELLED)

    def for_page(self):
        """With what its own page names, and what hangs on learning.

        That is whether its person `guides` a learner, and `is_unguided` as one.
        """
        same = {
            "project": models.OuterRef("project"),
            "mentor": models.OuterRef("person"),
        }
        return self.select_related(
            "project", "person", "created_by", "learns", "mentor"
        ).annotate(
            guides=models.Exists(Assignment.objects.filter(**same)),
            is_unguided=models.ExpressionWrapper(unguided(), models.BooleanField()),
        )

    def unguided(self, today=None):
        """Learners' seats with nobody on the team who guides them."""
        return self.filter(unguided(today))

    def roles(self, project):
        """Up to fifty roles, those of the project (an id) first, then the usual."""
        roles = self.exclude(role="").order_by().values("role")
        roles = roles.annotate(
            here=models.Count("pk", filter=models.Q(project=project)),
            count=models.Count("pk"),
        )
        roles = roles.order_by("-here", "-count", "role")
        return roles.values_list("role", flat=True)[:50]

    def spans(self):
        """Rows of person, percent, first day, last day (or `None`), is tentative."""
        return self.order_by().values_list(
            "person_id",
            "percent",
            "starts_on",
            "ends_on",
            models.ExpressionWrapper(
                models.Q(status=AssignmentStatus.TENTATIVE), models.BooleanField()
            ),
        )

    def worked(self, today=None):
        """Rows of person, project, its name, its outcome, goes on: latest first.

        Of bookings that have begun. See also: `Assignment.phase`.
        """
        goes_on = not_over(today) & models.Q(project__status__in=LIVE)
        return (
            self.begun(today)
            .order_by("-starts_on", "pk")
            .values_list(
                "person_id",
                "project_id",
                "project__name",
                "project__outcome",
                models.ExpressionWrapper(goes_on, models.BooleanField()),
            )
        )


class AssignmentManager(models.Manager.from_queryset(AssignmentQuerySet)):
    def free_percents(self, people, start, end, *, now=False):
        return free_percents(people, start, end, now=now)

    def free_within(self, person, start, end, percent):
        return FreeWithin(person, start, end, percent)

    def free_at_a_glance(self, start, end, enough):
        return free_at_a_glance(start, end, enough)

    def overbooked_people(self, start, end):
        return overbooked_people(start, end)


class Assignment(models.Model):
    """A person is booked on a project for a period."""

    # Without indexes of their own: those below begin with them.
    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.CASCADE,
        related_name="assignments",
        db_index=False,
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="assignments", db_index=False
    )
    role = models.CharField(max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Percent of a full-time week.",
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(
        null=True, blank=True, help_text="The last day; empty while it is open."
    )
    status = models.CharField(
        max_length=10, choices=AssignmentStatus, default=AssignmentStatus.TENTATIVE
    )
    skills = models.ManyToManyField(
        Skill,
        blank=True,
        related_name="assignments",
        help_text="The skills used: they become the evidence behind a level.",
    )
    learns = models.ForeignKey(
        Skill,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="learning_seats",
        help_text="The needed skill that the person is here to learn, if any.",
    )
    mentor = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments_mentored",
        help_text="Who guides the learner: on the same project, at Practitioner or "
        "above in the skill.",
    )
    version = VersionField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="assignments_created",
    )

    objects = AssignmentManager()

    class Meta:
        verbose_name = "booking"
        ordering = ["-starts_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "starts_on", "ends_on"],
                include=["percent", "status", "project", "id"],
                name="assignment_by_person",
            ),
            models.Index(
                fields=["project", "person"],
                include=["id", "status", "starts_on", "role"],
                name="assignment_by_project",
            ),
            models.Index(
                fields=["created_by", "ends_on"],
                include=["project"],
                name="assignment_by_creator",
            ),
        ]
        constraints = [
            ends_after_it_starts(),
            choice_is_known("status", AssignmentStatus),
            models.CheckConstraint(
                condition=models.Q(percent__range=(1, 100)),
                name="%(app_label)s_%(class)s_percent_is_a_percentage",
                violation_error_message="A booking takes 1 to 100 percent.",
            ),
            models.CheckConstraint(
                condition=models.Q(mentor=None) | models.Q(learns__isnull=False),
                name="%(app_label)s_%(class)s_mentor_is_for_a_learner",
                violation_error_message="Say what is learned, or name no mentor.",
            ),
            models.CheckConstraint(
                condition=models.Q(mentor=None) | ~models.Q(mentor=models.F("person")),
                name="%(app_label)s_%(class)s_mentor_is_somebody_else",
                violation_error_message="Nobody is their own mentor.",
            ),
        ]

    def __str__(self):
        return f"{self.person} on {self.project}"

    def get_absolute_url(self):
        return path_to("projects:booking-detail", self.project.slug, self.pk)

    @property
    def period(self):
        return period_words(self.starts_on, self.ends_on)

    @property
    def terms(self):
        return terms_words(self)

    def has_begun(self, today=None):
        """Whether the booking is confirmed and its first day has come in time."""
        today = today or local_day()
        if self.status != AssignmentStatus.CONFIRMED or self.starts_on > today:
            return False
        return not self.was_to_begin_later()

    def was_to_begin_later(self):
        """Whether the project was over before its first day, or nobody knows when."""
        if self.project.status in LIVE:
            return False
        over_at = self.project.over_at
        is_later = over_at is None or self.starts_on > timezone.localdate(over_at)
        return is_later or self.is_after_the_end()

    def may_be_declined(self, today=None):
        """Whether nothing has come of the booking yet, so that it may go.

        On its first day it may still be a mistake, unless its project is over: that
        has judged it. From the second day on it counts, and can only be ended. What
        was to begin after its person had left never happened.
        """
        today = today or local_day()
        last_day = self.person.left_on
        if last_day and last_day < self.starts_on:
            return True
        is_first_day = self.starts_on == today and self.project.status in LIVE
        return is_first_day or not self.has_begun(today)

    def clean(self):
        """Refuse what would take time for ever, on a project that is closed."""
        # Of a form, the project may not be given yet.
        project = getattr(self, "project", None)
        if project and self.is_left_over():
            words = "The project is closed: say on which day this ended."
            raise ValidationError({"ends_on": words})
        if project and self.is_after_the_end():
            words = f"The project ended on {day_words(project.ends_on)}, before that."
            raise ValidationError({"starts_on": words})

    def is_after_the_end(self):
        is_dated = self.starts_on is not None and self.project.ends_on is not None
        is_closed = self.project.status == ProjectStatus.CLOSED
        return is_closed and is_dated and self.starts_on > self.project.ends_on

    def is_left_over(self, today=None):
        """Whether it takes time from today on, although its project is closed.

        On the closing day itself its bookings still count: that is as it should be.
        """
        today = today or local_day()
        last = self.project.ends_on
        goes_on = self.ends_on is None or self.ends_on >= today
        is_beyond = None in (last, self.ends_on) or self.ends_on > last
        return goes_on and is_beyond and self.project.status == ProjectStatus.CLOSED

    def never_began(self):
        """Whether its project was over before its first day came."""
        if self.project.status in LIVE:
            return False
        today, over_at = local_day(), self.project.over_at
        over_on = min(today, timezone.localdate(over_at)) if over_at else today
        return self.starts_on > over_on

    def phase(self, today=None):
        """`coming`, `current` or `past`, by dates and by the project's status.

        Whatever its dates say, of somebody who left it is past: see `not_over`.
        """
        today = today or local_day()
        last_day = self.person.left_on
        if self.project.status not in LIVE or (last_day and last_day < today):
            return "past"
        if self.starts_on > today:
            return "coming"
        return "past" if self.ends_on and self.ends_on < today else "current"
