"""Open seats that somebody could take: what they know, or would learn there."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from people.models import Expertise, LearningGoal
from people.models.history import ADDED
from projects.models import Assignment, SkillNeed, SkillNeedEvent
from projects.models.need import found_sql

ORDER = (F("project__starts_on").asc(nulls_last=True), "project", "pk")
# Who fills them is looked up in order, and no further than asked: hence the offset.
FIRST_OPEN = """
SELECT id FROM ({fitting} OFFSET 0) AS fitting (id, people)
WHERE people > {found} LIMIT %s
"""


def seats_fitting(person, today, most, stated_since=None):
    """Open needs that the person meets, or wants to learn where learners are welcome.

    Of projects that they are not on, the soonest first; each `is_known` or wanted, with
    the seats `missing`; those alone that are stated since then, if asked so. One query.
    """
    same = {"person": person, "skill": OuterRef("skill")}
    known = Expertise.objects.filter(level__gte=OuterRef("level"), **same)
    needs = SkillNeed.objects.annotate(is_known=Exists(known))
    if stated_since:
        events = SkillNeedEvent.objects.filter(
            pgh_label=ADDED, pgh_created_at__gte=stated_since
        )
        needs = needs.filter(pk__in=events.order_by().values("pgh_obj"))
    first = RawSQL(*first_open(needs, person, today, most))
    return (
        needs.filter(pk__in=first)
        .with_missing(today)
        .select_related("project", "skill")
        .order_by(*ORDER)
    )


def first_open(needs, person, today, most):
    known, wanted = (
        rows.filter(person=person).order_by().values("skill")
        for rows in (Expertise.objects, LearningGoal.objects.unfinished())
    )
    is_wanted = Q(skill__in=wanted, welcomes_learner=True, people__gt=1)
    own = Assignment.objects.on_team(today).filter(person=person).order_by()
    fitting = (
        needs.live()
        .filter(Q(skill__in=known, is_known=True) | is_wanted)
        .exclude(project__in=own.values("project"))
        .order_by(*ORDER)
        .values_list("pk", "people")
    )
    fitting, given = fitting.query.sql_with_params()
    found, more = found_sql(today, "fitting")
    return FIRST_OPEN.format(fitting=fitting, found=found), [*given, *more, most]
