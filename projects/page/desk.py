"""The projects that somebody looks after, with seats and the act each waits for.

They lead them, or booked somebody who is on it. Beside them those of others that nobody
closed, or of which nobody said how they ended.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import JSONObject, RowNumber
from django.utils import timezone

from people.models import Person
from people.words import period_words
from projects.models import LIVE, Assignment, Project, ProjectStatus, SkillNeed
from projects.models.assignment import from_day, not_over
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
    def words(self):
        if not self.project.is_live or not self.needs:
            return "" if self.needs else "No needs stated"
        asked, more = sum(self.needs), self.found_if_confirmed - self.found
        words = f"{self.found} of {asked} seat{'s' * (asked != 1)} found"
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

    A kind is whose they are and their status; `count` says how many it has. The first
    of the user's own have their seats and bookings, `at_hand`.
    """
    is_led = Q(lead__in=Person.objects.filter(user=user).values("pk"))
    going_on = Assignment.objects.filter(not_over(today)).order_by()
    # Whoever left is not asked about here: that would join all people.
    booked = Assignment.objects.order_by().filter(from_day(today, "ends_on"))
    is_staffed = Q(pk__in=booked.filter(created_by=user).values("project"))
    is_unjudged = Q(status=ProjectStatus.CLOSED, outcome="")
    is_late = Q(status=ProjectStatus.ACTIVE, ends_on__lt=today)
    is_mine = (is_led | is_staffed) & (Q(status__in=LIVE) | is_unjudged)
    latest = [F("is_led").desc(), F("ends_on").desc(nulls_last=True), "-pk"]
    projects = Project.objects.annotate(is_led=truth(is_led), is_mine=truth(is_mine))
    of_kind = {"partition_by": ["is_mine", "status"]}
    return (
        projects.filter(Q(is_mine=True) | is_late | is_unjudged)
        .annotate(
            place=Window(RowNumber(), order_by=latest, **of_kind),
            count=Window(Count("pk"), **of_kind),
            at_hand=Case(
                When(
                    pk__in=projects.filter(is_mine=True)
                    .order_by(*latest)[:most]
                    .values("pk"),
                    then=seats_and_bookings(going_on, overbooked, today),
                )
            ),
        )
        .filter(place__lte=most)
        .order_by("status", "place")
    )


def truth(condition):
    """Of what is not known, false."""
    return Case(When(condition, then=True), default=False)


def seats_and_bookings(going_on, overbooked, today):
    needs = SkillNeed.objects.filter(project=OuterRef("pk")).order_by()
    going_on = going_on.filter(project=OuterRef("pk"))
    rows = {
        "needs": needs.values("people"),
        "found": needs.filling(today).values("found"),
        "maybe": needs.filling(today, with_tentative=True).values("found"),
        "tentative": going_on.filter(status="tentative").values("pk"),
        "overbooked": going_on.filter(person__in=overbooked).values("person"),
    }
    return JSONObject(**{name: ArraySubquery(one) for name, one in rows.items()})


def desk_project(project) -> DeskProject:
    at_hand = project.at_hand
    return DeskProject(
        project,
        at_hand["needs"],
        sum(at_hand["found"]),
        sum(at_hand["maybe"]),
        len(at_hand["tentative"]),
        # Nothing if nobody is over-booked anywhere.
        at_hand["overbooked"] or [],
    )
