"""The projects that somebody looks after, with seats and the act each waits for.

They lead them, or booked somebody who is on it. Beside them those of others that nobody
closed, or of which nobody said how they ended.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from people.models import Person
from people.words import period_words
from projects.models import LIVE, Assignment, Project, ProjectStatus, SkillNeed
from projects.models.assignment import not_over
from projects.needs.coverage import seats_in_words
from projects.page.acts import CONFIRM, Act, link, main_act


@dataclass(frozen=True, slots=True)
class DeskProject:
    """A project of `on_desk`, with its seats as `projects.needs.coverage` counts them.

    `overbooked` are ids of people who are on it.
    """

    project: Project
    needs: list[int]
    found: int
    found_if_confirmed: int
    tentative: int
    overbooked: list[int]

    @property
    def seats_nobody_has(self):
        return sum(self.needs) - self.found_if_confirmed

    @property
    def open_seats(self):
        return sum(self.needs) - self.found

    @property
    def words(self):
        if not self.project.is_live or not self.needs:
            return "" if self.needs else "No needs stated"
        asked, more = sum(self.needs), self.found_if_confirmed - self.found
        words = f"{self.found} of {asked} seat{'s' * (asked != 1)} filled"
        return seats_in_words(words, 0, more)

    @property
    def period(self):
        return period_words(self.project.starts_on, self.project.ends_on)

    @property
    def act(self) -> tuple[str, str] | None:
        """Where to go for what it waits for, and the words."""
        act = main_act(self.project, self, self.tentative, timezone.localdate())
        if act == CONFIRM:
            act = Act(act.page, f"{act.words} {self.tentative}")
        return link(self.project, act) if act else None

    def order(self):
        """Those led come first, of them the soonest."""
        starts_on = self.project.starts_on
        return not self.project.is_led, starts_on is None, starts_on, self.project.pk


def on_desk(user, overbooked, today, most) -> QuerySet[Project]:
    """Projects of the user, `is_mine`, and others to ask about: the first of a kind.

    A kind is whose they are and their status; `count` says how many it has.
    """
    booked = Assignment.objects.filter(not_over(today), project=OuterRef("pk"))
    leads = Person.objects.filter(pk=OuterRef("lead"), user=user)
    staffs = booked.filter(created_by=user)
    is_unjudged = Q(status=ProjectStatus.CLOSED, outcome="")
    is_late = Q(status=ProjectStatus.ACTIVE, ends_on__lt=today)
    needs = SkillNeed.objects.filter(project=OuterRef("pk"))
    kind = {"partition_by": ["is_mine", "status"]}
    latest = [F("is_led").desc(), F("ends_on").desc(nulls_last=True), "-pk"]
    return (
        Project.objects.annotate(
            is_led=Exists(leads),
            is_mine=Q(
                (Exists(leads) | Exists(staffs)) & (Q(status__in=LIVE) | is_unjudged)
            ),
        )
        .filter(Q(is_mine=True) | is_late | is_unjudged)
        .annotate(
            place=Window(RowNumber(), order_by=latest, **kind),
            count=Window(Count("pk"), **kind),
            asked=array_of(needs, "people"),
            found=array_of(needs.filling(today), "found"),
            maybe=array_of(needs.filling(today, with_tentative=True), "found"),
            tentative=array_of(booked.filter(status="tentative"), "pk"),
            overbooked=array_of(booked.filter(person__in=overbooked), "person"),
        )
        .filter(place__lte=most)
        .order_by("status", "place")
    )


def array_of(rows, name):
    """For what is the user's alone: of others nothing more is told."""
    values = ArraySubquery(rows.order_by().values(name))
    return Case(When(is_mine=True, then=values))


def desk_project(project) -> DeskProject:
    return DeskProject(
        project,
        project.asked,
        sum(project.found),
        sum(project.maybe),
        len(project.tentative),
        # `None` if nobody is over-booked anywhere.
        project.overbooked or [],
    )
