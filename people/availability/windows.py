"""The days that a page asks about where the address names none."""

from django.conf import settings

from people.availability.calendar import DAY
from people.lists.parameters import LAST_DAY, LONGEST_WINDOW
from people.words import local_day


def default_window():
    """Today and four weeks on."""
    today = local_day()
    return today, today + DAY * (settings.DIRECTORY["WINDOW_DAYS"] - 1)


def project_window(project, start=None):
    """The days that are left of a project; of none those of `default_window`.

    From today, or the first day if that is to come, to the last day. Without a last
    day, or where that has gone, it is as long as the window of the people list; it
    is never longer than two years. `start` is another first day.
    """
    today, until = default_window()
    if project is None:
        start = start or today
        return start, start + (until - today)
    start = start or min(max(today, project.starts_on or today), LAST_DAY)
    if project.ends_on and project.ends_on >= start:
        return start, min(project.ends_on, start + LONGEST_WINDOW)
    return start, start + (until - today)
