"""What becomes of bookings when a sheet closes their project: they end with it."""

from django.utils import timezone

from projects.models import Assignment
from projects.models.choices import ProjectStatus
from skillsdir.spreadsheet.changes import Action, Change
from skillsdir.spreadsheet.entities import Entity
from skillsdir.spreadsheet.nouns import NOUNS


def end_bookings(survey):
    """End open bookings on the last day of projects that close, as their page does.

    Nothing is removed: where somebody is booked for later, the project stays open. Nor
    is a project reopened, which gives bookings back: that its page does.
    """
    closing = {}
    for change in survey.changes["projects"]:
        if change.action is not Action.CHANGED:
            continue
        if change.before.get("status") == ProjectStatus.CLOSED:
            change.reject("it is closed: reopen it on its page")
        elif change.after.get("status") == ProjectStatus.CLOSED:
            give_last_day(change)
            closing[change.pk] = change
    end_saved(survey, closing)
    for change in survey.changes["bookings"]:
        if change.action is Action.ADDED:
            end_new(change)


def give_last_day(project):
    """Let a project that closes end today, unless its last day has been.

    A day to come that the file gives itself is a contradiction.
    """
    values, today = project.entity.current(), timezone.localdate()
    day, first = values.get("ends_on"), values.get("starts_on")
    if day and day <= today:
        return
    if day and project.values.get("ends_on"):
        project.reject("it is closed, but its last day is to come")
    elif first and first > today:
        project.reject("it begins later: cancel it, or correct its first day")
    else:
        project.before = project.before | {"ends_on": day}
        project.after = project.after | {"ends_on": today}


def closing_day(project):
    return project.entity.current().get("ends_on") or timezone.localdate()


def end_saved(survey, closing):
    """End the bookings of projects that were open, by their id, until now."""
    if not closing:
        return
    touched = {change.pk: change for change in survey.changes["bookings"] if change.pk}
    rows = Assignment.objects.filter(project__in=closing)
    bookings = [
        (booking, closing[booking.project_id], touched.get(booking.pk))
        for booking in rows.select_related("person", "learns").order_by("pk")
    ]
    for booking, project, _ in bookings:
        if booking.starts_on > closing_day(project):
            who = booking.person
            project.reject(f"{who} is booked on it for later: end that first")
    for booking, project, change in bookings:
        if project.action is Action.CHANGED:
            end(survey, booking, project, change)


def end(survey, booking, project, change):
    """End one booking, unless it, or what the file says of it, is over by the day."""
    day, ends_on = closing_day(project), booking.ends_on
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
    if booking.learns:
        change.why += f"; state {booking.learns} as it was learned"
    change.before = change.before | {"ends_on": booking.ends_on}
    change.after = change.after | {"ends_on": day}


def end_new(change):
    """Let a new booking without a last day end with its project, if that is closed."""
    project = change.values["project"].current()
    is_closed = project.get("status") == ProjectStatus.CLOSED
    if not is_closed or change.after.get("ends_on"):
        return
    day = project.get("ends_on") or timezone.localdate()
    if change.after["starts_on"] > day:
        change.reject("it begins after its project was closed")
    else:
        change.after = change.after | {"ends_on": day}
