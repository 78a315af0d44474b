"""What becomes of bookings when their project closes, is cancelled or goes on."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from people.models.history import FROM, REMOVED, TO
from projects.models import LIVE, Assignment, AssignmentEvent, ProjectStatus


@dataclass(frozen=True, slots=True)
class Ending:
    """The bookings that closing ends on its day, and those that it removes."""

    ended: list[Assignment]
    removed: list[Assignment]

    @property
    def seen(self):
        """Says in a form which consequences were shown, to notice when they change."""
        ended, removed = (
            ",".join(str(one.pk) for one in of) for of in (self.ended, self.removed)
        )
        return f"{ended};{removed}"


def people_of(bookings):
    """The bookings with their people, in name order."""
    return bookings.select_related("person").order_by("person__sort_name", "pk")


def ending_of(project, day):
    """What closing the project on the day does: work done by then stays as it was."""
    bookings = people_of(project.assignments.all())
    open_ones = [one for one in bookings if one.ends_on is None or one.ends_on > day]
    return Ending(
        ended=[one for one in open_ones if one.starts_on <= day],
        removed=[one for one in open_ones if one.starts_on > day],
    )


def end_bookings(ending, day):
    rows = Assignment.objects
    rows.filter(pk__in=[one.pk for one in ending.ended]).update(ends_on=day)
    rows.filter(pk__in=[one.pk for one in ending.removed]).delete()


def taking_time(project, today=None):
    """Bookings that are not over, which cancelling sets free and reopening loads."""
    today = today or timezone.localdate()
    return [
        one
        for one in people_of(project.assignments.all())
        if one.ends_on is None or one.ends_on >= today
    ]


@dataclass(frozen=True, slots=True)
class Reopening:
    """What taking an ending back gives back, and the words of bookings lost to it."""

    status: str
    ends_on: date | None
    resumed: list[AssignmentEvent]
    lost: list[str]


def reopening_of(project):
    """The project and its bookings as they were before it ended, from its history.

    All that one transaction did has the same time. Bookings changed since are left
    as they are, and so are those of people who left; those removed have lost their
    role and skills, and are only named.
    """
    was = project.events.filter(pgh_label=FROM, status__in=LIVE).first()
    if was is None:
        return Reopening(ProjectStatus.ACTIVE, project.ends_on, [], [])
    # What was learned is a skill used from then on: no change of the booking's days.
    events = project.assignment_events.filter(
        pgh_created_at=was.pgh_created_at, skills=None
    )
    events = events.select_related("person").order_by("person__sort_name", "pgh_id")
    set_to = {one.pgh_obj_id: one.ends_on for one in events if one.pgh_label == TO}
    now = dict(project.assignments.values_list("pk", "ends_on"))
    return Reopening(
        status=was.status,
        ends_on=last_day_again(project, was.ends_on),
        resumed=[
            one
            for one in events
            if one.pgh_label == FROM
            and one.pgh_obj_id in now
            and now[one.pgh_obj_id] == set_to[one.pgh_obj_id]
            and not one.person.has_left
        ],
        lost=[f"{one.person}, {one.period}" for one in events if is_lost(one)],
    )


def last_day_again(project, day):
    """The last day as it was; as it is, if the first has moved beyond that since."""
    is_before = day and project.starts_on and day < project.starts_on
    return project.ends_on if is_before else day


def is_lost(event):
    return event.pgh_label == REMOVED
