"""Who may see and do what with projects; see also `people.rules`.

Members see projects, what they need and who works on them. Project managers and
directory admins staff them as well: they state needs, book people, record outcomes, and
see who changed what.

How a project ended is a fact of the project: `ProjectQuerySet.with_outcomes_for`. How
the projects of one person ended is that person's record:
`people.rules.may_see_success_rates`.
"""

from people.rules import is_directory_admin, is_manager
from people.words import local_day
from projects.models import WAITING, ProjectStatus


def may_staff(user):
    """Open projects, state needs, book people, and record how a project ended."""
    return is_manager(user)


def may_prepare(user, project):
    """State what it needs and keep its shortlist: as long as it is not over."""
    return may_staff(user) and project.is_live


def may_start(user, project):
    """Start the work on it: once, and not after its end."""
    return may_staff(user) and project.status in WAITING


def may_end(user, project):
    """Close it with an outcome, or cancel it."""
    return may_staff(user) and project.is_live


def may_correct_outcome(user, project):
    return may_staff(user) and project.status == ProjectStatus.CLOSED


def may_close(user, project):
    return may_end(user, project) or may_correct_outcome(user, project)


def may_close_now(user, project):
    """Close it with an outcome: not before its first day has come."""
    has_begun = not project.starts_on or project.starts_on <= local_day()
    return may_end(user, project) and has_begun


def may_reopen(user, project):
    """Take back that it was closed or cancelled."""
    return may_staff(user) and not project.is_live


def may_see_booking(user, booking):
    """See the page of a booking: who staffs, and who is booked or guides there."""
    own = getattr(user, "person", None)
    is_own = own is not None and own.pk in {booking.person_id, booking.mentor_id}
    return is_own or may_staff(user)


def may_see_history(user):
    """See who changed what of projects, needs and bookings."""
    return is_manager(user)


def may_enter_data(user):
    """Change projects, needs and bookings in the admin site."""
    return is_directory_admin(user)
