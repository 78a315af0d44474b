"""Days of a booking that lie outside of its project's days.

That is allowed: a handover may take a week more. It is said, as it may be a slip.
"""

from projects.words import full_day


def outside_words(booking):
    """A sentence on the first day and one on the last, where they lie outside."""
    return [*early_notices(booking), *late_notices(booking)]


def early_notices(booking):
    starts_on, first = booking.starts_on, booking.project.starts_on
    if first and starts_on < first:
        yield words("begins", starts_on, "before the project’s first day", first)


def late_notices(booking):
    last, ends_on = booking.project.ends_on, booking.ends_on
    if last and booking.starts_on > last:
        yield words("begins", booking.starts_on, "after the project’s last day", last)
    elif last and ends_on and ends_on > last:
        yield words("ends", ends_on, "after the project’s last day", last)


def words(verb, day, place, bound):
    return f"It {verb} on {full_day(day)}, {place}, {full_day(bound)}."
