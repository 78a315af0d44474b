from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from people.fields import AutoSlugField, Fold, SearchField, slug_is_not_reserved
from people.models import Level, Person, Skill, Team
from people.track_record import Outcome
from projects.free_percents import free_percents


def choice_is_known(field, choices, *, blank=False):
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [*choices.values, *[""] * blank]}),
        name=f"%(app_label)s_%(class)s_{field}_is_known",
    )


def ends_after_it_starts():
    return models.CheckConstraint(
        condition=models.Q(ends_on__isnull=True)
        | models.Q(starts_on__isnull=True)
        | models.Q(ends_on__gte=models.F("starts_on")),
        name="%(app_label)s_%(class)s_ends_after_it_starts",
        violation_error_message="The last day cannot be before the first.",
    )


class Aim(models.TextChoices):
    EXPLORE = "explore", "Explore"
    PROVE = "prove", "Prove"
    BUILD = "build", "Build"
    OPERATE = "operate", "Operate"
    ADVISE = "advise", "Advise"


class ProjectStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    STAFFING = "staffing", "Staffing"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Stage(models.TextChoices):
    IDEA = "idea", "Idea"
    PROOF_OF_CONCEPT = "proof_of_concept", "Proof of concept"
    PILOT = "pilot", "Pilot"
    PRODUCTION = "production", "Production"


LIVE = (ProjectStatus.PROPOSED, ProjectStatus.STAFFING, ProjectStatus.ACTIVE)


class ProjectQuerySet(models.QuerySet):
    def live(self):
        """Projects that still need, or have, people: neither closed nor cancelled."""
        return self.filter(status__in=LIVE)

    def for_page(self):
        """Projects with what every page says of them."""
        return self.select_related("team", "lead")

    def with_need(self, skills):
        """Projects that need one of the skills, whoever is on the team."""
        return self.having(SkillNeed.objects.filter(skill__in=skills))

    def with_open_needs(self):
        """Live projects with a need that their team does not cover yet."""
        return self.having(SkillNeed.objects.open())

    def having(self, rows):
        """Projects to which one of the rows belongs."""
        return self.filter(pk__in=rows.order_by().values("project"))

    def running(self, start=None, end=None):
        """Projects with a day in the window, of which either end may be open.

        One without a first day is not planned yet and runs at no time.
        """
        if end:
            self = self.filter(starts_on__lte=end)
        if start:
            self = self.exclude(starts_on=None).filter(
                models.Q(ends_on=None) | models.Q(ends_on__gte=start)
            )
        return self

    def with_summary_text(self):
        """Projects with their folded summary, as the index `project_by_summary`."""
        return self.annotate(summary_text=Fold("summary"))


class Project(models.Model):
    """Work that people are staffed on."""

    name = models.CharField(max_length=200)
    slug = AutoSlugField()
    summary = models.TextField(blank=True)
    sponsor = models.CharField(
        max_length=200, blank=True, help_text="Who asked for it and pays for it."
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    lead = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects_led",
    )
    aim = models.CharField(max_length=10, choices=Aim, default=Aim.PROVE)
    status = models.CharField(
        max_length=10, choices=ProjectStatus, default=ProjectStatus.PROPOSED
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day.")
    success_criteria = models.TextField(
        blank=True, help_text="Written before the work starts, read when it closes."
    )
    outcome = models.CharField(
        max_length=20,
        choices=Outcome,
        blank=True,
        help_text="Recorded when the project closes.",
    )
    stage_reached = models.CharField(max_length=20, choices=Stage, blank=True)
    outcome_note = models.TextField(blank=True, help_text="What was learned.")
    outcome_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes_recorded",
    )
    outcome_recorded_at = models.DateTimeField(null=True, blank=True)
    search_text = SearchField("name")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["search_text", "pk"]
        indexes = [
            models.Index(fields=["search_text", "id"], name="project_by_name"),
            models.Index(fields=["status", "starts_on"], name="project_by_status"),
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="project_by_text"
            ),
            GinIndex(
                OpClass(Fold("summary"), name="gin_trgm_ops"), name="project_by_summary"
            ),
        ]
        constraints = [
            slug_is_not_reserved(),
            ends_after_it_starts(),
            choice_is_known("aim", Aim),
            choice_is_known("status", ProjectStatus),
            choice_is_known("outcome", Outcome, blank=True),
            choice_is_known("stage_reached", Stage, blank=True),
            models.CheckConstraint(
                condition=models.Q(outcome="") | models.Q(status=ProjectStatus.CLOSED),
                name="%(app_label)s_%(class)s_outcome_only_when_closed",
                violation_error_message="Close the project to record its outcome.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("projects:project-detail", args=[self.slug])


class NeedPriority(models.TextChoices):
    MUST = "must", "Must"
    SHOULD = "should", "Should"
    COULD = "could", "Could"


class SkillNeedQuerySet(models.QuerySet):
    def open(self, today=None):
        """Needs of live projects for which the team has too few people.

        See also: `projects.coverage`, the same rule with the names of the people.
        """
        holders = (
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
        return self.filter(project__status__in=LIVE).filter(
            people__gt=Coalesce(models.Subquery(holders), 0)
        )


class SkillNeed(models.Model):
    """A skill that the project needs people for."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="needs")
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


class AssignmentStatus(models.TextChoices):
    TENTATIVE = "tentative", "Tentative"
    CONFIRMED = "confirmed", "Confirmed"


def not_over(today=None):
    """The condition that a booking goes on, or is to come, and its person is here."""
    today = today or timezone.localdate()
    return ~(models.Q(ends_on__lt=today) | models.Q(person__left_on__lt=today))


class AssignmentQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(status=AssignmentStatus.CONFIRMED)

    def begun(self, today=None):
        """Confirmed bookings whose first day has come."""
        today = today or timezone.localdate()
        return self.confirmed().filter(starts_on__lte=today)

    def on_team(self, today=None):
        """Bookings that make up a team, tentative ones too.

        Of a live project those that are not over; of a closed one all; of a cancelled
        one none.
        """
        return self.filter(
            models.Q(project__status=ProjectStatus.CLOSED)
            | models.Q(project__status__in=LIVE) & not_over(today)
        )

    def loading(self, start, end):
        """Bookings that take time between the two days, both included."""
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=start), starts_on__lte=end
        ).exclude(project__status=ProjectStatus.CANCELLED)

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


class AssignmentManager(models.Manager.from_queryset(AssignmentQuerySet)):
    def free_percents(self, capacities, start, end):
        return free_percents(capacities, start, end)


class Assignment(models.Model):
    """A person is booked on a project for a period."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="assignments"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="assignments"
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
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments_created",
    )

    objects = AssignmentManager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "starts_on", "ends_on"], name="assignment_by_person"
            ),
            models.Index(fields=["project", "person"], name="assignment_by_project"),
        ]
        constraints = [
            ends_after_it_starts(),
            choice_is_known("status", AssignmentStatus),
            models.CheckConstraint(
                condition=models.Q(percent__range=(1, 100)),
                name="%(app_label)s_%(class)s_percent_is_a_percentage",
                violation_error_message="A booking takes 1 to 100 percent.",
            ),
        ]

    def __str__(self):
        return f"{self.person} on {self.project}"

    def has_begun(self, today):
        """Whether the booking is confirmed and its first day has come."""
        return self.status == AssignmentStatus.CONFIRMED and self.starts_on <= today

    def phase(self, today=None):
        """`coming`, `current` or `past`, by dates and by the project's status."""
        today = today or timezone.localdate()
        if self.project.status not in LIVE:
            return "past"
        if self.starts_on > today:
            return "coming"
        return "past" if self.ends_on and self.ends_on < today else "current"
