"""A project's life: it is opened, edited, started, closed, cancelled, reopened.

`by` is the user, who must be allowed to staff projects. Rows are locked in one order:
the project, then its bookings; the project so that it can still be booked on by who
holds a person.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from people.accounts.acting import judge_again
from people.models.history import listed
from people.words import local_day
from projects import rules
from projects.access import check_may_staff, lock_project
from projects.life.bookings import (
    Move,
    days_of,
    end_bookings,
    moved_days,
    moves_of,
    reopening_of,
)
from projects.life.forms import (
    CancelForm,
    CloseForm,
    NewProjectForm,
    OutcomeForm,
    ProjectForm,
    StartForm,
)
from projects.life.learned import record_learned
from projects.models import Assignment, ProjectStatus, SkillNeed
from projects.needs.changes import key_of


@transaction.atomic
def create(*, data, by):
    """Open a project; return its form and whether it is saved.

    The account is locked, so that of a form sent twice the second finds the first's
    project.
    """
    check_may_staff(by)
    judge_again()
    get_user_model().objects.select_for_update().get(pk=by.pk)
    form = NewProjectForm(data)
    is_saved = form.is_valid()
    if is_saved:
        form.save()
    return form, is_saved


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of a form: saved with `moves` made, or not saved; then `moves`, if
    any, are to be decided about. `needs` have moved along."""

    form: ProjectForm
    is_saved: bool = False
    moves: list[Move] = field(default_factory=list)
    needs: list[SkillNeed] = field(default_factory=list)

    @property
    def words(self):
        counts = {"booking": len(self.moves), "need": len(self.needs)}
        moved = [f"{n} {noun}{'s' * (n > 1)}" for noun, n in counts.items() if n]
        return f"Saved; {listed(moved)} moved along." if moved else "Saved."


@transaction.atomic
def edit(*, project, data, by):
    """Save the plan; where new days would move bookings, ask which of them to move.

    The answer is `moves=decided` and `move=<id>` for each booking that moves along.
    """
    row = lock_project(project, by)
    before = days_of(row)
    form = ProjectForm(data, instance=row)
    if not form.is_valid() or form.is_conflict:
        return Edit(form)
    moves = due_moves(row, before)
    if moves and data.get("moves") != "decided":
        return Edit(form, moves=moves)
    form.save()
    chosen = set(data.getlist("move"))
    moves = [one for one in moves if str(one.booking.pk) in chosen]
    move_dates(moves)
    needs = move_needs(row, before)
    return Edit(form, is_saved=True, moves=moves, needs=needs)


def due_moves(project, before):
    """What would move with the project, whose days were others before."""
    if days_of(project) == before or not project.is_live:
        return []
    bookings = project.assignments.select_related("person").order_by(
        "starts_on", "person__sort_name", "pk"
    )
    bookings = bookings.select_for_update(of=["self"])
    return moves_of(bookings, before, days_of(project), local_day())


def move_dates(moves):
    """Give bookings the days that the moves say."""
    for move in moves:
        move.booking.starts_on = move.to.starts_on
        move.booking.ends_on = move.to.ends_on
    bookings = [move.booking for move in moves]
    Assignment.objects.bulk_update(bookings, ["starts_on", "ends_on"])


def move_needs(project, before):
    """Move the own days of needs along, but for those that would become one."""
    if days_of(project) == before or not project.is_live:
        return []
    needs, today = list(project.needs.all()), local_day()
    was = {need: days_of(need) for need in needs}
    moving = {}
    for need, days in was.items():
        days = moved_days(days, before, days_of(project), today)
        if days != was[need]:
            need.starts_on, need.ends_on = moving[need] = days
    while clashing := moving.keys() & alike(needs):
        for need in clashing:
            need.starts_on, need.ends_on = was[need]
            del moving[need]
    SkillNeed.objects.bulk_update(moving, ["starts_on", "ends_on"])
    return list(moving)


def alike(needs):
    """Those of the needs that are the same as another."""
    counts = Counter(map(key_of, needs))
    return {need for need in needs if counts[key_of(need)] > 1}


@transaction.atomic
def start(*, project, data, by):
    """Say that the work goes on from now on; return the form and whether it does."""
    form = StartForm(data, instance=lock_project(project, by, rules.may_start))
    is_started = form.is_valid()
    if is_started:
        form.instance.status = ProjectStatus.ACTIVE
        form.save()
    return form, is_started


@transaction.atomic
def close(*, project, data, by):
    """Close with an outcome and end the bookings; return the form and whether it did.

    Raises `OutdatedError` if the project is closed or cancelled already.
    """
    form = CloseForm(data, instance=lock_project(project, by, rules.may_end))
    is_closed = form.is_valid()
    if is_closed:
        record(form.instance, by)
        form.save()
        end_bookings(form.ending, form.instance.ends_on)
        record_learned(form.answers(), form.instance.ends_on)
    return form, is_closed


def record(project, by):
    project.outcome_recorded_by = by
    project.outcome_recorded_at = timezone.now()


@transaction.atomic
def correct_outcome(*, project, data, by):
    """Change how a closed project ended; return the form and whether it is saved.

    A form that closes it, sent when that was done already, has seen no version: sent
    twice it changes nothing, and another outcome is a conflict.
    """
    data = data.copy()
    data.setdefault("version", "1")
    row = lock_project(project, by, rules.may_correct_outcome)
    form = OutcomeForm(data, instance=row)
    is_saved = form.is_valid() and not form.is_conflict
    if is_saved:
        # Whatever is corrected: who recorded it before is not to tell what it was.
        record(form.instance, by)
        form.save()
    return form, is_saved


@transaction.atomic
def cancel(*, project, data, by):
    """Cancel a project; its bookings stay on record and take no time any more."""
    form = CancelForm(data, instance=lock_project(project, by, rules.may_end))
    is_cancelled = form.is_valid()
    if is_cancelled:
        form.instance.status = ProjectStatus.CANCELLED
        form.save()
    return form, is_cancelled


@transaction.atomic
def reopen(*, project, by):
    """Take back that a project was closed or cancelled, its outcome included.

    Bookings that closing ended go on as before, unless somebody changed them since.
    """
    row = lock_project(project, by, rules.may_reopen)
    reopening = reopening_of(row)
    row.status, row.ends_on = reopening.status, reopening.ends_on
    row.outcome = row.stage_reached = ""
    row.outcome_recorded_by = row.outcome_recorded_at = None
    row.save()
    resumed = [
        Assignment(pk=one.pgh_obj_id, ends_on=one.ends_on) for one in reopening.resumed
    ]
    Assignment.objects.bulk_update(resumed, ["ends_on"])
    return reopening
