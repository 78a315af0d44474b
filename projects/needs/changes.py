"""The needs of a project are saved all at once, whoever else is at it."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from projects import rules
from projects.access import check_may_staff, lock_project
from projects.models import SkillNeed
from projects.needs.forms import FIELDS, WHEN, resolve_skills, text_of_need, words_of

TWICE = "This is here twice: keep one of the rows."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written: needs that go, rows of others that change, new rows."""

    removed: list[SkillNeed] = field(default_factory=list)
    changed: list[tuple] = field(default_factory=list)
    added: list = field(default_factory=list)
    # The new needs, once they are written.
    made: list[SkillNeed] = field(default_factory=list)

    @property
    def words(self):
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        parts = [f"{len(rows)} {verb}" for verb, rows in counts.items() if rows]
        return f"Needs saved: {', '.join(parts)}." if parts else "No need has changed."


@transaction.atomic
def save_needs(*, project, rows, by):
    """Save the rows that were sent; returns the plan, `None` if nothing is saved."""
    lock_project(project, by, rules.may_prepare)
    needs = list(project.needs.select_related("skill"))
    plan = compare(rows, needs, project)
    if not rows.is_valid():
        return None
    write(project, plan, needs)
    return plan


def check_need(need, by):
    """Raise where a need may neither come nor go; its project is locked."""
    check_may_staff(by)
    if not rules.may_prepare(by, need.project):
        raise ValidationError("The project is over: its needs stay as they are.")


def compare(rows, needs, project):
    """Plan what to write, and put errors where somebody else was faster.

    A row that is as it was shown leaves alone what others made of it; one that is as
    it is saved, sent twice, changes nothing.
    """
    plan, saved = Plan(), {need.pk: need for need in needs}
    sent = rows.sent()
    resolve_skills([row for row in sent if not row.is_removed], needs)
    shown = {row.cleaned_data.get("pk") for row in sent}
    others = {key_of(need): need for need in needs if need.pk not in shown}
    taken = set()
    for row in sent:
        need = saved.get(row.cleaned_data.get("pk"))
        if row.is_removed:
            remove_need(row, need, rows, plan)
        elif row.meant and not row.errors and row.fits(project):
            key = keep(row, need, rows, plan, others)
            if key and key in taken:
                row.add_error("skill", TWICE)
            taken.add(key)
    return plan


def key_of(need):
    return need.skill_id, need.level, *(getattr(need, name) for name in WHEN)


def remove_need(row, need, rows, plan):
    if need is None:
        return
    if row.was == text_of_need(need):
        plan.removed.append(need)
    else:
        rows.put_off(row, need, "Save again to remove it.")


def keep(row, need, rows, plan, others):
    """Plan a row that stays or is new; return the key that it takes."""
    now = text_of_need(need) if need else ""
    if row.text == row.was != now:
        # Left as it was here: what somebody else made of it stands.
        return key_of(need) if need else None
    if row.key in others:
        meet(row, need, others[row.key], rows)
    elif row.text == now:
        pass
    elif row.was != now:
        rows.put_off(row, need, "Save again to have your row.")
    elif need:
        plan.changed.append((row, need))
    else:
        plan.added.append(row)
    return row.key


def meet(row, need, other, rows):
    """Of a row that somebody else stated: alike and sent twice, it is saved already."""
    if need is None and row.text == text_of_need(other):
        return
    row.add_error("skill", f"{rows.met}: {words_of(other)}.")
    rows.show(other)


def write(project, plan, needs):
    """Write the plan; a need that takes the place of another is stated anew."""
    places = {key_of(need): need.pk for need in needs}
    anew = [
        one for one in plan.changed if places.get(one[0].key, one[1].pk) != one[1].pk
    ]
    gone = [need.pk for need in plan.removed] + [need.pk for _, need in anew]
    SkillNeed.objects.filter(pk__in=gone).delete()
    SkillNeed.objects.bulk_update(
        [row.as_need(need) for row, need in plan.changed if (row, need) not in anew],
        ["skill", *FIELDS],
    )
    added = [*plan.added, *(row for row, _ in anew)]
    plan.made.extend(
        SkillNeed.objects.bulk_create(
            row.as_need(SkillNeed(project=project)) for row in added
        )
    )
