"""The button “Undo” in a message: see `people.editing.undo`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from people.accounts.acting import judge_again
from people.editing.undo import undo
from people.editing.versions import OutdatedError
from people.editing.views import page_before
from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Person,
    SavedSearch,
)
from people.profiles.own import check_own
from people.searches.saving import check_owner
from projects.bookings.changes import check_goes, check_returns
from projects.models import Assignment, Project, ShortlistEntry, SkillNeed
from projects.needs.changes import check_need
from projects.shortlists.shortlists import check_entry


def check_own_row(row, by):
    check_own(row.person, by)


def check_own_word(endorsement, by):
    """Who said it may, and who has answered it."""
    owner, endorser = endorsement.expertise.person, endorsement.endorsed_by
    check_own(owner if owner.user_id == by.pk else endorser, by)


# What may come back, and what may go again.
CHECKS = {
    Absence: (check_own_row, check_own_row),
    Assignment: (check_returns, check_goes),
    Endorsement: (check_own_word, check_own_word),
    Expertise: (check_own_row, check_own_row),
    LearningGoal: (check_own_row, check_own_row),
    SavedSearch: (check_owner, check_owner),
    ShortlistEntry: (check_entry, check_entry),
    SkillNeed: (check_need, check_need),
}


@require_POST
def undo_act(request):
    user, key = request.user, request.POST.get("undo", "").replace("\0", "")
    try:
        undo(key, by=user, check=check_by(user))
    except OutdatedError:
        words = "It was not taken back: somebody has built upon it, or it is too old."
        messages.warning(request, words)
    except ValidationError as error:
        messages.warning(request, f"It was not taken back. {' '.join(error.messages)}")
    else:
        messages.success(request, "Taken back: it is as it was before.")
    return redirect(page_before(request, "home"))


def check_by(user):
    def check(back, gone):
        for model in (Project, Person):
            lock_named(model, [*back, *gone])
        judge_again()
        for row in back:
            CHECKS[type(row)][0](row, user)
        for row in gone:
            CHECKS[type(row)][1](row, user)

    return check


def lock_named(model, rows):
    """Lock the rows of the model that these refer to, in the order of their ids."""
    ids = {
        getattr(row, field.attname)
        for row in rows
        for field in row._meta.concrete_fields
        if field.related_model is model
    }
    locked = model._base_manager.select_for_update(no_key=True).filter(pk__in=ids)
    list(locked.order_by("pk").values_list("pk"))
