"""The history of a project, to be told by `people.history`."""

from projects.models import ProjectEvent


def events_about(project):
    """Querysets of the events of a project, of its needs and of its bookings."""
    return [
        ProjectEvent.objects.told().filter(pgh_obj=project),
        project.need_events.told(),
        project.assignment_events.told(),
    ]
