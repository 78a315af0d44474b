"""One project's page: what it needs, who it has, what is missing, how it ended.

A project and its bookings in time: one bar a booking, all on the same scale.

The history of a project, to be told by `people.history`.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import get_text_list

from people.words import period_words
from projects.directory.listing import shown_outcome
from projects.models import Assignment, AssignmentStatus, ProjectEvent, ProjectStatus
from projects.needs.coverage import coverage_of

WIDTH = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """SVG path data in a box of 240 units by 10; `solid` or `hatched` is empty."""

    slot: str
    solid: str
    hatched: str
    today: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days that the bars span, both included; the project's own days among them."""

    starts_on: date
    ends_on: date
    project: tuple[date, date]
    today: date

    def bar(self, start, end, *, is_tentative=False):
        """The bar of a booking; an open end reaches to the end of the scale."""
        drawn = self.box(start, end or self.ends_on, 1, 8)
        return Bar(
            slot=self.box(*self.project, 4, 2),
            solid="" if is_tentative else drawn,
            hatched=drawn if is_tentative else "",
            today=f"M{self.place(self.today)} 0v10" if self.has_today else "",
        )

    @property
    def has_today(self):
        return self.starts_on <= self.today <= self.ends_on

    def box(self, start, end, top, height):
        left, right = self.place(start), self.place(end, after=1)
        width = max(1, right - left)
        return f"M{left} {top}h{width}v{height}h-{width}z"

    def place(self, day, after=0):
        """Where a day begins, or so many days `after`, in whole units from the left."""
        days = (self.ends_on - self.starts_on).days + 1
        return round(WIDTH * ((day - self.starts_on).days + after) / days)


def timeline_of(project, bookings, today):
    """The scale that shows all of a project and its bookings; `None` without days.

    What is open ends at the last known day, today at the earliest.
    """
    starts = [one.starts_on for one in (project, *bookings) if one.starts_on]
    ends = [one.ends_on for one in (project, *bookings) if one.ends_on]
    if not starts:
        return None
    start = min(starts)
    has_open_end = any(one.ends_on is None for one in (project, *bookings))
    end = max(start, *ends, *[today] * has_open_end, *starts)
    return Timeline(
        start, end, (project.starts_on or start, project.ends_on or end), today
    )


MANY = 1000
MOST_PAST = 10


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking of the project, in words and as a bar of its timeline."""

    assignment: Assignment
    timeline: Timeline
    # A learner whose mentor is not, or no longer, on the team.
    is_unguided: bool = False

    @property
    def period(self):
        return period_words(self.assignment.starts_on, self.assignment.ends_on)

    @property
    def bar(self):
        days = self.assignment.starts_on, self.assignment.ends_on
        is_tentative = self.assignment.status == AssignmentStatus.TENTATIVE
        return self.timeline.bar(*days, is_tentative=is_tentative)

    @property
    def person(self):
        return self.assignment.person

    @property
    def is_loose(self):
        """Whether it goes on although its person has left."""
        last = self.assignment.ends_on
        goes_on = last is None or last >= timezone.localdate()
        return goes_on and self.person.has_left and self.assignment.project.is_live

    @property
    def skills(self):
        return ", ".join(skill.name for skill in self.assignment.skills.all())


@dataclass(frozen=True, slots=True)
class BookingGroup:
    """The bookings of one phase, and what to say where there are none."""

    heading: str
    bookings: list[Booking]
    nothing: str
    in_sight: int = MANY

    @property
    def first(self):
        return self.bookings[: self.in_sight]

    @property
    def more(self):
        return self.bookings[self.in_sight :]


class Overview:
    """All that the page of a project of `with_outcomes_for` shows.

    The number of queries does not grow with it.
    """

    def __init__(self, project):
        today = timezone.localdate()
        bookings = list(
            project.assignments.select_related("person", "learns", "mentor")
            .prefetch_related("skills")
            .order_by("starts_on", "person__sort_name", "pk")
        )
        for booking in bookings:
            booking.project = project
        self.project = project
        self.period = period_words(project.starts_on, project.ends_on)
        self.coverage = coverage_of([project], today)[project.pk]
        self.timeline = timeline_of(project, bookings, today)
        self.groups = booking_groups(project, bookings, self.timeline, today)
        self.outcome = shown_outcome(project)

    @property
    def is_overdue(self):
        """The last day has gone and nobody has closed it."""
        ends_on = self.project.ends_on
        return self.coverage.is_live and ends_on and ends_on < timezone.localdate()

    @property
    def sole_holders(self):
        return [
            (member, get_text_list(skills, "and"))
            for member, skills in self.coverage.bus_factor.items()
        ]


def booking_groups(project, assignments, timeline, today):
    """Bookings by phase; all of a project that is over are past."""
    phases = {"current": [], "coming": [], "past": []}
    team = {one.person_id for one in assignments if one.phase(today) != "past"}
    for one in assignments:
        phase = one.phase(today)
        is_learner = phase != "past" and one.learns_id is not None
        is_unguided = is_learner and one.mentor_id not in team
        phases[phase].append(Booking(one, timeline, is_unguided))
    past = list(reversed(phases["past"]))
    if project.status == ProjectStatus.CLOSED:
        return [
            BookingGroup("Who worked on it", past, "Nobody is recorded.", MOST_PAST)
        ]
    if project.status == ProjectStatus.CANCELLED:
        nothing = "Nobody had been booked."
        return [BookingGroup("Booked before it was cancelled", past, nothing)]
    return [
        BookingGroup("Now", phases["current"], "Nobody is on it today."),
        BookingGroup("Coming", phases["coming"], "Nobody is booked ahead."),
        BookingGroup("Past", past, "No booking is over yet.", MOST_PAST),
    ]


def events_about(project):
    """Querysets of the events of a project, of its needs and of its bookings."""
    return [
        ProjectEvent.objects.told().filter(pgh_obj=project),
        project.need_events.told(),
        project.assignment_events.told(),
    ]
