from datetime import time, timedelta

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex, OpClass
from django.db import models
from django.db.models.functions import Concat
from django.utils import timezone

from people.fields import (
    MOST_LETTERS,
    AsciiLower,
    AutoSlugField,
    FieldCheck,
    KeptEmailField,
    NameKey,
    NameWords,
    Normalised,
    SearchField,
    SearchWords,
    VersionField,
    slug_is_not_reserved,
)
from people.models.above import check_no_loop
from people.models.places import Location, Team
from people.paths import mail_link, path_to
from people.words import local_day, marked_name
from people.working_hours import LONGEST_NIGHT, clock_words


def is_here(day):
    """The condition that a person is at work on a working day: not away, nor gone.

    See also: `people.availability.calendar.Calendar.away`.
    """
    away = related("absences").filter(
        person=models.OuterRef("pk"), starts_on__lte=day, ends_on__gte=day
    )
    is_gone = models.Q(joined_on__gt=day) | models.Q(left_on__lt=day)
    return ~is_gone & ~models.Exists(away)


class PersonQuerySet(models.QuerySet):
    def active(self, today=None):
        """People who have not left: the last day still counts as being here."""
        today = today or local_day()
        return self.filter(models.Q(left_on=None) | models.Q(left_on__gte=today))

    def left(self, today=None):
        """People whose last day has passed: all but the active ones."""
        return self.filter(left_on__lt=today or local_day())

    def stale(self, now=None):
        """People whose profile nobody has confirmed for long.

        See also: `people.words.is_stale`.
        """
        days = timedelta(days=settings.DIRECTORY["STALE_DAYS"])
        limit = (now or timezone.now()) - days
        return self.filter(
            models.Q(confirmed_at=None) | models.Q(confirmed_at__lt=limit)
        )

    def for_directory(self):
        """People who are here, with what every page says of them."""
        return self.active().select_related("team", "location")

    def with_skill(self, skill, at_least=1):
        """People who have the skill at the level or above."""
        return self.with_any_skill([(skill, at_least)])

    def with_any_skill(self, levels):
        """People who have one of the skills; pairs of a skill and its least level."""
        wanted = models.Q()
        for skill, at_least in levels:
            wanted |= models.Q(skill=skill, level__gte=at_least)
        return self.having(related("expertise").filter(wanted))

    def with_goal(self, skills):
        """People who want to learn one of the skills."""
        return self.having(related("goals").unfinished().filter(skill__in=skills))

    def on_project(self, project):
        """People who were, are or will be booked on the project."""
        return self.having(related("assignments").filter(project=project))

    def free_within(self, start, end, percent):
        """People with so much free, above nought, on all days that they are here."""
        condition = related("assignments").free_within("pk", start, end, percent)
        return self.filter(condition)

    def having(self, rows):
        """People to whom one of the rows belongs."""
        return self.filter(pk__in=rows.order_by().values("person"))


class Person(models.Model):
    """Somebody who can be staffed on a project."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        help_text="The account that this person signs in with, if any. Taken away, it "
        "is closed: it is nobody else's. One that you choose loses its password.",
    )
    name = models.CharField(max_length=200)
    slug = AutoSlugField()
    # NULL, unlike empty text, is nobody else's e-mail too.
    email = KeptEmailField(
        null=True,
        blank=True,
        help_text="Who never signs in needs none. The account's e-mail, too: changing "
        "it ends the account's open sessions, and the links in mails that were sent "
        "before.",
    )
    job_title = models.CharField(
        max_length=200,
        blank=True,
        help_text="Shown and searched as text; never used to filter or rank.",
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    manager = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
    )
    bio = models.TextField(blank=True, max_length=MOST_LETTERS)
    capacity = models.PositiveSmallIntegerField(
        default=100, help_text="Percent of a full-time week; 60 is three days of five."
    )
    works_from = models.TimeField(
        default=time(9), help_text="Local time at the person's location."
    )
    works_to = models.TimeField(
        default=time(17), help_text="An end before the start is on the next day."
    )
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(
        null=True,
        blank=True,
        help_text="The last day. After it the person is seen only in project history.",
    )
    confirmed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the person last said that the profile is right.",
    )
    stated_success = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Success rate in percent that a spreadsheet stated. Shown as such "
        "until projects are judged, and never counted.",
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    wants_digest = models.BooleanField(
        "weekly digest",
        default=True,
        db_default=True,
        help_text="Once a week a mail says what happened in the person’s skills, goals "
        "and team, if anything did.",
    )
    digested_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = VersionField()
    sort_name = SearchField("name")
    name_text = SearchField(expression=NameWords("name", "slug"))
    search_text = SearchField(
        expression=Concat(NameWords("name", "slug"), SearchWords.of("job_title", "bio"))
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            models.Index(
                fields=["left_on", "id"],
                condition=models.Q(left_on__isnull=False),
                name="person_by_last_day",
            ),
            models.Index(fields=["joined_on"], name="person_by_first_day"),
            # What is asked of everybody at once, without reading whole rows.
            models.Index(
                fields=["id"],
                include=["left_on", "joined_on", "capacity", "team", "location"],
                name="person_by_stay",
            ),
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="person_by_text"
            ),
            GinIndex(
                OpClass("name_text", name="gin_trgm_ops"), name="person_by_name_text"
            ),
            HashIndex(NameKey(), name="person_by_name_key"),
        ]
        constraints = [
            slug_is_not_reserved(),
            models.UniqueConstraint(
                AsciiLower("email"),
                name="%(app_label)s_%(class)s_email_is_unique",
                violation_error_message="Somebody with this e-mail is here already.",
            ),
            FieldCheck(
                condition=models.Q(email=Normalised("email")),
                name="%(app_label)s_%(class)s_email_is_plain",
            ),
            FieldCheck(
                condition=models.Q(email__regex=r"^\S+@\S+$"),
                name="%(app_label)s_%(class)s_email_is_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) | models.Q(email__isnull=False),
                name="%(app_label)s_%(class)s_account_needs_email",
                violation_error_message="Who has an account has an e-mail: give one, "
                "or take the account away.",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__lte=100),
                name="%(app_label)s_%(class)s_capacity_is_a_percentage",
                violation_error_message="Capacity is 0 to 100 percent.",
            ),
            models.CheckConstraint(
                condition=models.Q(stated_success__isnull=True)
                | models.Q(stated_success__lte=100),
                name="%(app_label)s_%(class)s_stated_success_is_a_percentage",
                violation_error_message="A success rate is 0 to 100 percent.",
            ),
            models.CheckConstraint(
                condition=models.Q(works_to__gt=models.F("works_from"))
                | models.Q(
                    works_to__lt=time(12),
                    works_from__gte=models.F("works_to") + LONGEST_NIGHT,
                ),
                name="%(app_label)s_%(class)s_day_ends_after_it_starts",
                violation_error_message="The working day must end after it starts. "
                "Over midnight it lasts 12 hours at most.",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(joined_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
                name="%(app_label)s_%(class)s_left_after_joining",
                violation_error_message="Nobody leaves before joining.",
            ),
            models.CheckConstraint(
                condition=models.Q(manager__isnull=True)
                | ~models.Q(manager=models.F("id")),
                name="%(app_label)s_%(class)s_is_not_own_manager",
                violation_error_message="Nobody manages themselves.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("people:person-detail", self.slug)

    @property
    def mail_link(self):
        return mail_link([self.email] if self.email else [])

    def clean(self):
        check_no_loop(self, "manager", "Nobody manages themselves")

    @property
    def hours(self):
        """The local working hours in words."""
        return clock_words(self.works_from, self.works_to)

    @property
    def is_to_join(self):
        return self.joined_on is not None and self.joined_on > local_day()

    @property
    def has_left(self):
        return self.left_on is not None and self.left_on < local_day()

    @property
    def marked_name(self):
        return marked_name(self.name, self.left_on)


def related(name):
    """The manager of the rows that belong to people under a reverse relation's name.

    So `people` reaches bookings and projects without importing their app.
    """
    return Person._meta.get_field(name).related_model.objects
