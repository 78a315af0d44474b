"""Two skills that are one: everything of the second goes to the first."""

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Model

from people.database.turns import wait_for_imports
from people.models import Endorsement, Expertise, GoalStatus, LearningGoal, Skill
from people.models.expertise import UNFINISHED
from people.skills.names import replace


@dataclass(frozen=True)
class Merged:
    """How many rows of the lost skill went to the kept one."""

    aliases: int
    expertise: int
    goals: int
    needs: int
    assignments: int
    seats: int


@transaction.atomic
def merge_skills(*, keep: Skill, lose: Skill, by: Model) -> Merged:
    """Make one skill of two and log that `by`, a user, did so.

    Names and aliases of `lose` become aliases of `keep`, its addresses lead there, and
    the history goes on to tell its name. Where somebody or a project
    has both, the stronger statement stays: the higher level, the later use, the
    higher priority. Raises `ValueError` when the two are one, or one is gone.
    """
    if keep.pk == lose.pk:
        raise ValueError("A skill cannot be merged with itself.")
    wait_for_imports()
    locked = (
        Skill.objects.select_for_update().order_by("pk").in_bulk([keep.pk, lose.pk])
    )
    if len(locked) < 2:
        raise ValueError("One of the skills has gone: merged by somebody else?")
    keep, lose = locked[keep.pk], locked[lose.pk]
    counts = {
        "assignments": move_uses(keep, lose),
        "expertise": move_expertise(keep, lose),
        "goals": move_goals(keep, lose),
        "needs": move_needs(keep, lose),
        "seats": lose.learning_seats.update(learns=keep),
        "aliases": lose.aliases.update(skill=keep) + 1,
    }
    replace(keep, lose)
    LogEntry.objects.log_actions(
        by.pk, [keep], CHANGE, f"Merged “{lose}” into it.", single_object=True
    )
    return Merged(**counts)


def move_uses(keep, lose):
    """Say of bookings that used the one that they used the other.

    Who takes a skill from a booking holds the booking, too: of two one comes second.
    """
    bookings = lose.assignments.order_by("pk").values_list("pk", flat=True)
    list(bookings.select_for_update(of=["self"], no_key=True))
    used = list(bookings)
    keep.assignments.add(*used)
    return len(used)


def pair_up(rows, lose, key):
    """Return the rows that only move, and pairs (kept, lost) that must become one.

    `key` is what may not stand twice for one skill.
    """
    rows = list(rows.order_by("pk").select_for_update(of=["self"]))
    kept = {key(row): row for row in rows if row.skill_id != lose.pk}
    lost = [row for row in rows if row.skill_id == lose.pk]
    moving = [row for row in lost if key(row) not in kept]
    return moving, [(kept[key(row)], row) for row in lost if key(row) in kept]


def move(rows, keep):
    """Give the rows to the kept skill."""
    if rows:
        ids = [row.pk for row in rows]
        rows[0]._meta.default_manager.filter(pk__in=ids).update(skill=keep)


def finish_pairs(pairs, fields):
    """Save the kept rows, drop the lost ones."""
    if pairs:
        manager = pairs[0][0]._meta.default_manager
        manager.filter(pk__in=[lost.pk for _, lost in pairs]).delete()
        manager.bulk_update([kept for kept, _ in pairs], fields)


def largest(*values):
    return max((value for value in values if value is not None), default=None)


def move_expertise(keep, lose):
    moving, pairs = pair_up(
        Expertise.objects.filter(skill__in=[keep, lose]),
        lose,
        key=lambda expertise: expertise.person_id,
    )
    for kept, lost in pairs:
        kept.level = max(kept.level, lost.level)
        kept.last_used_on = largest(kept.last_used_on, lost.last_used_on)
        kept.years = largest(kept.years, lost.years)
        kept.note = kept.note or lost.note
    move_endorsements(pairs)
    finish_pairs(pairs, ["level", "last_used_on", "years", "note"])
    move(moving, keep)
    return len(moving) + len(pairs)


def move_endorsements(pairs):
    """Of two endorsements by one colleague the later stays."""
    owners = {lost.pk: kept.pk for kept, lost in pairs}
    owners |= {kept: kept for kept in owners.values()}
    latest, outdated = {}, []
    for endorsement in Endorsement.objects.filter(expertise__in=owners).order_by(
        "endorsed_at", "pk"
    ):
        place = owners[endorsement.expertise_id], endorsement.endorsed_by_id
        if place in latest:
            outdated.append(latest[place].pk)
        latest[place] = endorsement
    Endorsement.objects.filter(pk__in=outdated).delete()
    for (expertise_id, _), endorsement in latest.items():
        endorsement.expertise_id = expertise_id
    Endorsement.objects.bulk_update(latest.values(), ["expertise"])


def move_goals(keep, lose):
    """Move goals; of two unfinished ones the more pressing stays."""
    finished = LearningGoal.objects.filter(skill=lose).exclude(status__in=UNFINISHED)
    count = finished.update(skill=keep)
    moving, pairs = pair_up(
        LearningGoal.objects.filter(skill__in=[keep, lose]).unfinished(),
        lose,
        key=lambda goal: goal.person_id,
    )
    fields = ["priority", "target_level", "target_on", "motivation"]
    for kept, lost in pairs:
        strong, weak = kept, lost
        if (lost.priority, lost.target_level) > (kept.priority, kept.target_level):
            strong, weak = lost, kept
        values = {name: getattr(strong, name) or getattr(weak, name) for name in fields}
        for name, value in values.items():
            setattr(kept, name, value)
        if lost.status == GoalStatus.IN_PROGRESS:
            kept.status = lost.status
        # Somebody has wanted it since the earlier day.
        kept.set_on = min(kept.set_on, lost.set_on)
    finish_pairs(pairs, [*fields, "status", "set_on"])
    move(moving, keep)
    return count + len(moving) + len(pairs)


def move_needs(keep, lose):
    """Move needs, which belong to another app, through the skills' own relations."""
    need = keep.needs.model
    # From the strongest to the weakest, as the field lists them.
    priorities = [value for value, _ in need._meta.get_field("priority").choices]
    moving, pairs = pair_up(
        need._default_manager.filter(skill__in=[keep, lose]),
        lose,
        key=lambda need: (
            *(need.project_id, need.level),
            *(need.phase, need.starts_on, need.ends_on),
        ),
    )
    for kept, lost in pairs:
        kept.people = max(kept.people, lost.people)
        kept.priority = min(kept.priority, lost.priority, key=priorities.index)
        kept.welcomes_learner = kept.welcomes_learner or lost.welcomes_learner
    finish_pairs(pairs, ["people", "priority", "welcomes_learner"])
    move(moving, keep)
    return len(moving) + len(pairs)
