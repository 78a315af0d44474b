"""What becomes of bookings when a sheet closes their project: they end with it."""

from django.utils import timezone

from projects.models import Assignment
from projects.models.choices import ProjectStatus
from skillsdir.spreadsheet.changes import Action, Change
from skillsdir.spreadsheet.entities import Entity
from skillsdir.spreadsheet.nouns import NOUNS


def end_bookings(survey):
    """End open bookings on the last day of projects that close, as their page does.

    Nothing is removed: where somebody is booked for later, the project stays open.
    """
    closing = {
        change.pk: change
        for change in survey.changes["projects"]
        if change.action is Action.CHANGED
        and change.after.get("status") == ProjectStatus.CLOSED
    }
    if not closing:
        return
    touched = {change.pk: change for change in survey.changes["bookings"] if change.pk}
    rows = Assignment.objects.filter(project__in=closing).select_related("person")
    bookings = [
        (booking, closing[booking.project_id], touched.get(booking.pk))
        for booking in rows.order_by("pk")
    ]
    for booking, project, _ in bookings:
        if booking.starts_on > last_day(project):
            who = booking.person
            project.reject(f"{who} is booked on it for later: end that first")
    for booking, project, change in bookings:
        if project.action is Action.CHANGED:
            end(survey, booking, project, change)


def last_day(project):
    return project.entity.current().get("ends_on") or timezone.localdate()


def end(survey, booking, project, change):
    """End one booking, unless it, or what the file says of it, is over by the day."""
    day, ends_on = last_day(project), booking.ends_on
    if change:
        ends_on = change.after.get("ends_on", ends_on)
    if ends_on and ends_on <= day:
        return
    if change is None:
        change = Change(NOUNS["bookings"], project.place, {})
        change.values = {
            "person": Entity(booking.person_id, str(booking.person)),
            "project": project.entity,
        }
        change.pk = booking.pk
        survey.changes["bookings"].append(change)
    change.action, change.why = Action.CHANGED, f"{project.entity} closes"
    change.before = change.before | {"ends_on": booking.ends_on}
    change.after = change.after | {"ends_on": day}
