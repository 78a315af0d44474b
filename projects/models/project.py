from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models

from people.fields import (
    MOST_LETTERS,
    AutoSlugField,
    FieldCheck,
    SearchField,
    SearchWords,
    Stems,
    VersionField,
    slug_is_not_reserved,
    texts_of,
)
from people.models import Person, Team
from people.paths import path_to
from people.records.track_record import Outcome
from people.rules import may_see_outcomes
from people.words import local_day, start_words
from projects.models.assignment import Assignment
from projects.models.choices import (
    LIVE,
    WAITING,
    Aim,
    ProjectStatus,
    Stage,
    choice_is_known,
    ends_after_it_starts,
)
from projects.models.need import SkillNeed
from projects.models.shortlist import ShortlistEntry

# What a project that stopped early says of its evidence.
REASONS = ("signal", "data", "fit")
# All that is recorded of how a project ended.
ENDING = ("outcome", "stage_reached", "outcome_note", *REASONS)
LESSONS = SearchWords.of("outcome_note", *REASONS)


def own_of(user):
    """The condition that a project is the user's own.

    They lead it, a confirmed booking of theirs on it has begun, or they recorded how it
    ended.
    """
    leads = Person.objects.filter(user=user).order_by().values("pk")
    worked = Assignment.objects.begun().filter(person__user=user).order_by()
    return (
        models.Q(lead__in=leads)
        | models.Q(pk__in=worked.values("project"))
        | models.Q(outcome_recorded_by=user)
    )


class ProjectQuerySet(models.QuerySet):
    def live(self):
        """Projects that still need, or have, people: neither closed nor cancelled."""
        return self.filter(status__in=LIVE)

    def for_page(self):
        """Projects with what every page says of them."""
        return self.select_related("team", "lead")

    def with_shortlisted(self):
        """Projects with the ids of the people who are `shortlisted` for them."""
        entries = ShortlistEntry.objects.filter(project=models.OuterRef("pk"))
        return self.annotate(
            shortlisted=ArraySubquery(entries.order_by().values("person"))
        )

    def with_outcomes_for(self, user):
        """Projects with what the user may know of how they ended.

        `shows_outcome` says whether that is told at all, with its note, stage and
        record; `shown_outcome` is the outcome itself, empty where it is not told.
        """
        if may_see_outcomes(user):
            return self.with_outcomes()
        return self.with_own_outcomes(user)

    def with_outcomes(self):
        """`with_outcomes_for` somebody who may see them all."""
        return self.annotate(
            shows_outcome=models.Value(True), shown_outcome=models.F("outcome")
        )

    def with_own_outcomes(self, user):
        """`with_outcomes_for` somebody who may see those of their own projects."""
        own = own_of(user)
        return self.annotate(
            shows_outcome=models.Case(models.When(own, then=True), default=False),
            shown_outcome=models.Case(
                models.When(own, then="outcome"), default=models.Value("")
            ),
        )

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
        return self.annotate(summary_text=SearchWords("summary"))

    def with_lessons_for(self, user):
        """Projects that are over, with the folded lessons that the user may read."""
        over = self.exclude(status__in=LIVE).annotate(lessons_text=LESSONS)
        if may_see_outcomes(user):
            return over
        return over.filter(own_of(user))


class Project(models.Model):
    """Work that people are staffed on."""

    name = models.CharField(max_length=200)
    slug = AutoSlugField()
    summary = models.TextField(blank=True, max_length=MOST_LETTERS)
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
        blank=True,
        max_length=MOST_LETTERS,
        help_text="Written before the work starts, read when it closes.",
    )
    outcome = models.CharField(
        max_length=20,
        choices=Outcome,
        blank=True,
        help_text="Recorded when the project closes.",
    )
    stage_reached = models.CharField(max_length=20, choices=Stage, blank=True)
    outcome_note = models.TextField(
        blank=True, max_length=MOST_LETTERS, help_text="What was learned."
    )
    signal = models.TextField(
        "what the data did not show", blank=True, max_length=MOST_LETTERS
    )
    data = models.TextField(
        "what was missing or wrong in the data", blank=True, max_length=MOST_LETTERS
    )
    fit = models.TextField(
        "why it did not fit the use", blank=True, max_length=MOST_LETTERS
    )
    outcome_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes_recorded",
    )
    outcome_recorded_at = models.DateTimeField(null=True, blank=True)
    # Since when it is closed or cancelled: a trigger says so.
    over_at = models.DateTimeField(null=True, editable=False)
    version = VersionField()
    sort_name = SearchField("name")
    search_text = SearchField(expression=SearchWords.of("name"))
    # By them alike projects are found: see `projects.alike`.
    stems = models.GeneratedField(
        expression=Stems(texts_of(("name", "summary", "success_criteria"))),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="project_by_name"),
            models.Index(fields=["status", "starts_on"], name="project_by_status"),
            # In the order in which seats are offered, until enough are found.
            models.Index(
                fields=["starts_on", "sort_name", "id"],
                condition=models.Q(status__in=LIVE),
                name="live_project_by_start",
            ),
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="project_by_text"
            ),
            GinIndex(
                OpClass(SearchWords("summary"), name="gin_trgm_ops"),
                name="project_by_summary",
            ),
            GinIndex(fields=["stems"], name="project_by_stems"),
            GinIndex(OpClass(LESSONS, name="gin_trgm_ops"), name="project_by_lessons"),
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
            # One that goes on again keeps them, as it keeps its lessons.
            FieldCheck(
                condition=models.Q(outcome__in=("", Outcome.STOPPED_EVIDENCE))
                | models.Q(**dict.fromkeys(REASONS, "")),
                name="%(app_label)s_%(class)s_reasons_only_of_early_stops",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("projects:project-detail", self.slug)

    def clean(self):
        if self.reasons and self.outcome not in ("", Outcome.STOPPED_EVIDENCE):
            words = "Why a project stopped early is said of one that did alone."
            raise ValidationError(words)

    @property
    def ending(self):
        """How a project of `with_outcomes_for` ended, as far as it is told."""
        return Outcome(self.shown_outcome) if self.shown_outcome else None

    @property
    def is_early_stop(self):
        return self.shown_outcome == Outcome.STOPPED_EVIDENCE

    @property
    def reasons(self):
        """Why it stopped early, as far as that is said: pairs of what and the words."""
        fields = (self._meta.get_field(name) for name in REASONS)
        said = [(field.verbose_name, getattr(self, field.name)) for field in fields]
        return [(what.capitalize(), words) for what, words in said if words]

    @property
    def start(self):
        """In words, of a live one with a first day."""
        return start_words(self.starts_on, is_waiting=self.status in WAITING)

    @property
    def is_late(self):
        """Whether nobody has started it, although its first day has gone."""
        is_past = self.starts_on is not None and self.starts_on < local_day()
        return is_past and self.status in WAITING

    @property
    def is_overdue(self):
        """Whether nobody has closed it, although its last day has gone."""
        is_past = self.ends_on is not None and self.ends_on < local_day()
        return is_past and self.is_live

    @property
    def is_live(self):
        """Whether it still needs, or has, people."""
        return self.status in LIVE
