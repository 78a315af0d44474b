"""Learning by staffing: a seat for somebody who wants to learn a needed skill."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from people.models import Level, Person, Skill
from projects.models import Assignment
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.members import Member


@dataclass(frozen=True, slots=True)
class LearningSeat:
    """A needed skill to learn, and who of the team would guide."""

    skill: Skill
    mentor: Member | Person | None
    level: Level | None = None

    @property
    def key(self):
        return f"{self.skill.slug}:{self.mentor.slug if self.mentor else ''}"

    @property
    def label(self):
        if self.mentor is None:
            return f"{self.skill.name}, without a mentor"
        level = f" ({self.level.label})" if self.level else ""
        return f"{self.skill.name}, guided by {self.mentor.name}{level}"

    @property
    def terms(self):
        mentor = self.mentor.pk if self.mentor else None
        return {"learns_id": self.skill.pk, "mentor_id": mentor}


NO_SEAT = {"learns_id": None, "mentor_id": None}


def seats_for(person, coverage, levels):
    """The seats on which the person could learn, by the coverage of the project.

    `levels` are the person's own, by skill id.
    """
    seats = [
        LearningSeat(one.need.skill, holder.member, holder.level)
        for one in coverage.needs
        if may_learn(one, levels)
        for holder in (*one.holders, *one.near)
        if may_guide(holder) and holder.member.pk != person.pk
    ]
    # A skill may be needed at two levels.
    return list({seat.key: seat for seat in seats}.values())


def may_learn(one, levels):
    """Whether a need, with its coverage, welcomes a learner with these levels."""
    return one.need.welcomes_learner and levels.get(one.need.skill_id, 0) < one.level


def skills_without_mentor(coverage, levels, seats):
    """What the person could learn here, if somebody of the team could guide."""
    guided = {seat.skill for seat in seats}
    skills = {one.need.skill: None for one in coverage.needs if may_learn(one, levels)}
    return [skill for skill in skills if skill not in guided]


def may_guide(holder):
    return holder.level >= LEAST_OF_A_MENTOR and not holder.member.has_left


def check_seat(booking):
    """Raise `ValidationError` unless the booking's learner may sit where it says."""
    if booking.learns_id is None:
        return
    skill, person, project = booking.learns, booking.person, booking.project
    needs = project.needs.filter(skill=skill, welcomes_learner=True)
    level = max(needs.values_list("level", flat=True), default=None)
    if level is None:
        words = f"{project} has no need of {skill} that welcomes learners."
        raise ValidationError({"learns": words})
    if person.expertise.filter(skill=skill, level__gte=level).exists():
        words = f"{person} has {skill} at the level needed: there is nothing to learn."
        raise ValidationError({"learns": words})
    if not mentors(project, skill).filter(pk=booking.mentor_id).exists():
        words = f"Name somebody on {project} who practises {skill} as the mentor."
        raise ValidationError({"mentor": words})


def guided_by(booking):
    """The seats whose learners have no mentor on the team once the booking is gone.

    In name order; two queries at most, none unless the booking `guides` (`for_page`).
    """
    if not booking.guides:
        return []
    others = booking.project.assignments.on_team().exclude(pk=booking.pk)
    if others.filter(person=booking.person_id).exists():
        return []
    seats = others.filter(mentor=booking.person_id).select_related("person", "learns")
    return list(seats.order_by("person__sort_name", "pk"))


def mentors(project, skill):
    """People of the team who are able to guide somebody in the skill."""
    team = Assignment.objects.on_team().filter(project=project)
    return (
        Person.objects.active()
        .having(team)
        .with_skill(skill, at_least=LEAST_OF_A_MENTOR)
    )
