"""Open seats that somebody could take: what they know, or would learn there."""

from django.db.models import Exists, F, OuterRef, Q

from people.models import Expertise, LearningGoal
from projects.models import Assignment, SkillNeed


def seats_fitting(person, today, most):
    """Open needs that the person meets, or wants to learn where learners are welcome.

    Of projects that they are not on, the soonest first; each `is_known` or wanted, with
    the seats `missing`. One query.
    """
    same = {"person": person, "skill": OuterRef("skill")}
    known = Expertise.objects.filter(level__gte=OuterRef("level"), **same)
    wanted = LearningGoal.objects.unfinished().filter(**same)
    own = Assignment.objects.on_team(today).filter(person=person).values("project")
    return (
        SkillNeed.objects.live()
        .annotate(is_known=Exists(known), is_wanted=Exists(wanted))
        .filter(
            Q(is_known=True) | Q(is_wanted=True, welcomes_learner=True, people__gt=1)
        )
        .exclude(project__in=own)
        .with_missing(today)
        .filter(missing__gt=0)
        .select_related("project", "skill")
        .order_by(F("project__starts_on").asc(nulls_last=True), "project", "pk")[:most]
    )
