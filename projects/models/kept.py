"""Rows that triggers write, at the end of the transaction of what they follow from."""

from django.db import models

from people.models import Level, Person, Skill
from people.models.kept import GOES_WITH_IT, KeptRow, SkillCount
from projects.models.choices import AssignmentStatus


class HeldSeat(KeptRow):
    """A booking whose person has what a need of the project asks for, on its days.

    Whether the booking is over, and its person still here, is asked of it when it is
    read.
    """

    pk = models.CompositePrimaryKey("need_id", "booking_id")
    need = models.ForeignKey(
        "projects.SkillNeed", related_name="held_seats", db_index=False, **GOES_WITH_IT
    )
    booking = models.ForeignKey("projects.Assignment", related_name="+", **GOES_WITH_IT)
    person = models.ForeignKey(Person, related_name="+", **GOES_WITH_IT)
    level = models.PositiveSmallIntegerField(choices=Level)
    status = models.CharField(max_length=10, choices=AssignmentStatus)
    ends_on = models.DateField(null=True)

    def __str__(self):
        return f"{self.person} for {self.need}"


class AbleMentor(KeptRow):
    """A learner's booking, and its mentor, who knows what is learned well enough.

    Whether both are on the team then is asked when it is read.
    """

    pk = models.CompositePrimaryKey("booking_id", "mentor_id")
    booking = models.ForeignKey(
        "projects.Assignment", related_name="+", db_index=False, **GOES_WITH_IT
    )
    mentor = models.ForeignKey(Person, related_name="+", **GOES_WITH_IT)
    learns = models.ForeignKey(Skill, related_name="+", db_index=False, **GOES_WITH_IT)

    def __str__(self):
        return f"{self.mentor}, a mentor for {self.learns}"


class ProjectSkill(KeptRow):
    """A skill that a project needs, or that a confirmed booking of it uses."""

    pk = models.CompositePrimaryKey("skill_id", "project_id")
    skill = models.ForeignKey(Skill, related_name="+", db_index=False, **GOES_WITH_IT)
    project = models.ForeignKey("projects.Project", related_name="+", **GOES_WITH_IT)

    def __str__(self):
        return f"{self.skill} of {self.project}"


KEPT = (SkillCount, HeldSeat, AbleMentor, ProjectSkill)
