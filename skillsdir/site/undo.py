"""The button “Undo” in a message: see `people.editing.undo`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from people.editing.undo import undo
from people.editing.versions import OutdatedError
from people.editing.views import page_before
from people.models import Absence, Endorsement, Expertise, LearningGoal
from people.profiles.own import check_own
from projects.bookings.changes import check_booking_again
from projects.models import Assignment, ShortlistEntry
from projects.shortlists.shortlists import check_entry_again


def check_own_row(row, by):
    check_own(row.person, by)


def check_nothing_more(row, by):
    """What one says of a level one may unsay at any time.

    What others say goes and comes with the level, which is checked.
    """


CHECKS = {
    Absence: check_own_row,
    Assignment: check_booking_again,
    Endorsement: check_nothing_more,
    Expertise: check_own_row,
    LearningGoal: check_own_row,
    ShortlistEntry: check_entry_again,
}


@require_POST
def undo_act(request):
    token = request.POST.get("undo", "")
    try:
        undo(token, by=request.user, check=lambda row, by: CHECKS[type(row)](row, by))
    except OutdatedError:
        words = "It was not taken back: somebody has built upon it meanwhile."
        messages.warning(request, words)
    except ValidationError as error:
        messages.warning(request, f"It was not taken back. {' '.join(error.messages)}")
    else:
        messages.success(request, "Taken back: it is as it was before.")
    return redirect(page_before(request, "home"))
