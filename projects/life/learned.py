"""What learners took along from a project: asked when it closes."""

from dataclasses import dataclass

from people.models import Expertise, GoalStatus, LearningGoal, Level
from people.words import local_day
from projects.models import Assignment, SkillNeed
from projects.needs.coverage import levels_of, targets_of

NOT_YET, KEPT = "no", "kept"


@dataclass(frozen=True, slots=True)
class LearnedSeat:
    """A learner's booking, with the level stated (0 for none) and the one hoped for."""

    booking: Assignment
    stated: int
    target: int

    @property
    def name(self):
        """The name of the field that asks about it."""
        return f"learned-{self.booking.pk}"

    @property
    def question(self):
        return f"Has {self.booking.person} learned {self.booking.learns}?"

    @property
    def answers(self):
        """Choices: not yet, yes with the level as it is, or yes and raised to one."""
        level = Level(self.stated).label if self.stated else "none"
        raised = [Level(one) for one in range(self.stated + 1, self.target + 1)]
        return [
            (NOT_YET, "Not yet"),
            *((str(one.value), f"Yes, at {one.label} now") for one in raised),
            (KEPT, f"Yes, and the stated level stays ({level})"),
        ]


def seats_of(project):
    """The learners whose confirmed booking has begun, in name order; four queries."""
    bookings = list(
        project.assignments.begun(local_day())
        .exclude(learns=None)
        .select_related("person", "learns", "mentor")
        .order_by("person__sort_name", "learns__name", "-starts_on")
    )
    people = {one.person_id for one in bookings}
    skills = {one.learns_id for one in bookings}
    stated = levels_of(people, skills)
    goals = targets_of(people, skills)
    needs = SkillNeed.objects.filter(project=project, skill__in=skills)
    asked = dict(needs.order_by("-level").values_list("skill", "level"))
    seats = {}
    for one in bookings:
        key = one.person_id, one.learns_id
        target = goals.get(key) or asked.get(one.learns_id, Level.WORKING)
        seats.setdefault(key, LearnedSeat(one, stated.get(key, 0), target))
    return list(seats.values())


def record_learned(answers, day):
    """Write down what seats were answered with; the project becomes the evidence.

    Goals are achieved and levels raised, never lowered, as used until the day.
    """
    learned = {seat: answer for seat, answer in answers if answer != NOT_YET}
    keys = {(one.booking.person_id, one.booking.learns_id) for one in learned}
    add_evidence([one.booking for one in learned])
    raise_levels(
        {
            (one.booking.person_id, one.booking.learns_id): int(answer)
            for one, answer in learned.items()
            if answer != KEPT
        },
        day,
    )
    # Those that the levels have not reached.
    goals = rows_of(LearningGoal.objects.unfinished(), keys)
    goals = LearningGoal.objects.filter(pk__in=[goal.pk for goal in goals])
    goals.update(status=GoalStatus.ACHIEVED)


def add_evidence(bookings):
    """Note what was learned as used, on those that closing in the past has left."""
    left = Assignment.objects.filter(pk__in=[one.pk for one in bookings])
    left = set(left.values_list("pk", flat=True))
    used = Assignment.skills.through
    used.objects.bulk_create(
        [
            used(assignment_id=one.pk, skill_id=one.learns_id)
            for one in bookings
            if one.pk in left
        ],
        ignore_conflicts=True,
    )


def rows_of(rows, keys):
    """The rows of these pairs of person and skill."""
    people, skills = {person for person, _ in keys}, {skill for _, skill in keys}
    found = rows.filter(person__in=people, skill__in=skills)
    return [one for one in found if (one.person_id, one.skill_id) in keys]


def raise_levels(levels, day):
    """State levels by person and skill, as used on the day, unless higher already."""
    known = rows_of(Expertise.objects.select_for_update(), levels)
    for row in known:
        row.level = max(row.level, levels[row.person_id, row.skill_id])
        row.last_used_on = max(row.last_used_on or day, day)
    Expertise.objects.bulk_update(known, ["level", "last_used_on"])
    stated = {(row.person_id, row.skill_id) for row in known}
    Expertise.objects.bulk_create(
        [
            Expertise(person_id=person, skill_id=skill, level=level, last_used_on=day)
            for (person, skill), level in levels.items()
            if (person, skill) not in stated
        ],
        ignore_conflicts=True,
    )
