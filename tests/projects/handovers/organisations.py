"""Random small organisations in which somebody is to be replaced, and a judge.

The judge counts seats from the rules of the domain, and not with `projects`.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from random import Random

from people.models import Person, Skill
from projects.models import Assignment, Project
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

PRIORITIES = ("must", "should", "could")
PERCENT = 50


@dataclass
class Organisation:
    """What the judge knows: levels, wishes and seats by name; `gone` is replaced."""

    project: Project
    booking: Assignment = None
    skills: list[Skill] = field(default_factory=list)
    needs: list = field(default_factory=list)
    levels: dict = field(default_factory=dict)
    wants: set = field(default_factory=set)
    team: set = field(default_factory=set)
    # Skill and mentor of who learns.
    learning: dict = field(default_factory=dict)
    free: dict = field(default_factory=dict)


def make_organisation(seed) -> Organisation:
    dice = Random(seed)
    here = Organisation(ProjectFactory(status="active"))
    here.skills = [SkillFactory() for _ in range(dice.randint(1, 5))]
    for skill in here.skills:
        here.needs.append(make_need(dice, here.project, skill))
    here.needs.sort(key=lambda need: (PRIORITIES.index(need.priority), need.pk))
    # Who is replaced knows much, others know something.
    people = [make_person(dice, here, knows=0.9)]
    people += [make_person(dice, here, knows=0.4) for _ in range(dice.randint(2, 7))]
    for person in people[: dice.randint(1, 3)]:
        put_on_team(dice, here, person, is_first=not here.team)
    return here


def make_need(dice, project, skill):
    return SkillNeedFactory(
        project=project,
        skill=skill,
        level=dice.randint(1, 3),
        people=dice.choice([1, 1, 2, 3]),
        priority=dice.choice(PRIORITIES),
        welcomes_learner=dice.random() < 0.5,
    )


def make_person(dice, here, knows) -> Person:
    person = PersonFactory()
    for skill in here.skills:
        if dice.random() < knows:
            level = dice.randint(2, 4)
            ExpertiseFactory(person=person, skill=skill, level=level)
            here.levels[person.pk, skill.pk] = level
        elif dice.random() < 0.5:
            LearningGoalFactory(person=person, skill=skill, target_level=4)
            here.wants.add((person.pk, skill.pk))
    here.free[person.pk] = 100
    if dice.random() < 0.3:
        busy = dice.choice([40, 60])
        AssignmentFactory(person=person, percent=busy)
        here.free[person.pk] -= busy
    return person


def put_on_team(dice, here, person, is_first):
    status = dice.choice(["confirmed", "tentative"])
    terms = {"project": here.project, "person": person, "status": status}
    terms |= {"percent": PERCENT, "starts_on": date(2026, 1, 5)}
    seats = [(need.skill, pk) for need in here.needs for pk in sorted(here.team)]
    if seats and dice.random() < 0.5:
        skill, mentor = dice.choice(seats)
        LearningSeatFactory(learns=skill, mentor_id=mentor, **terms)
        here.learning[person.pk] = skill.pk, mentor
    else:
        booking = AssignmentFactory(**terms)
        here.booking = booking if is_first else here.booking
    here.team.add(person.pk)


# The judge


def filled(here, need, holders, learners):
    """The seats that so many fill; of holders their levels."""
    held = min(len(holders), need.people)
    guides = sum(level >= 3 for level in holders)
    return held + min(learners, need.people - held, 2 * guides)


def holders_of(here, need, team):
    levels = (here.levels.get((pk, need.skill_id), 0) for pk in team)
    return [level for level in levels if level >= need.level]


def learners_of(here, need, team):
    return sum(
        pk in team
        and skill == need.skill_id
        and mentor in team
        and need.welcomes_learner
        and here.levels.get((mentor, skill), 0) >= 3
        and here.levels.get((pk, skill), 0) < need.level
        for pk, (skill, mentor) in here.learning.items()
    )


def seats_with(here, need, team, more=(), learning=0):
    """The seats of a need that a team fills, with these levels and learners more."""
    holders = holders_of(here, need, team) + list(more)
    return filled(here, need, holders, learners_of(here, need, team) + learning)


def lost_by(here):
    """How many seats of each need are open without who is replaced."""
    others = here.team - {here.booking.person_id}
    return [
        seats_with(here, need, here.team) - seats_with(here, need, others)
        for need in here.needs
    ]


def restored(here, roles):
    """Seats by priority that people restore in these roles: held and learnt needs."""
    others, lost = here.team - {here.booking.person_id}, lost_by(here)
    counts = dict.fromkeys(PRIORITIES, 0)
    for at, need in enumerate(here.needs):
        held = [
            here.levels[pk, need.skill_id] for pk, (holds, _) in roles if at in holds
        ]
        learning = sum(learns == at for _, (_, learns) in roles)
        now = seats_with(here, need, others, held, learning)
        gained = now - seats_with(here, need, others)
        counts[need.priority] += min(lost[at], gained)
    return tuple(counts.values())


def roles_of(here, pk, most):
    """All that somebody could do of what is lost, so many needs at most."""
    lost = lost_by(here)
    able = [
        at
        for at, need in enumerate(here.needs)
        if lost[at] and here.levels.get((pk, need.skill_id), 0) >= need.level
    ]
    willing = [
        at
        for at, need in enumerate(here.needs)
        if lost[at]
        and at not in able
        and need.welcomes_learner
        and (pk, need.skill_id) in here.wants
    ]
    for count in range(min(most, len(able)) + 1):
        for holds in combinations(able, count):
            for learns in [None, *willing]:
                if count + (learns is not None) <= most:
                    yield holds, learns


def candidates(here):
    """Who is not on the team, and free enough."""
    free = (pk for pk, percent in here.free.items() if percent >= PERCENT)
    return [pk for pk in free if pk not in here.team]


def best_of(here, size, most):
    """The most that any so many of the candidates restore."""
    found = [(0, 0, 0)]
    for people in combinations(candidates(here), size):
        for roles in product(*(roles_of(here, pk, most) for pk in people)):
            found.append(restored(here, list(zip(people, roles, strict=True))))
    return max(found)
