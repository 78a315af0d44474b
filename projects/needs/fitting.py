"""Open seats that somebody could take: what they know, or would learn there."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from people.database.compiled import CompiledQuery
from people.models import Expertise, LearningGoal, Level
from people.models.history import ADDED
from people.words import local_day
from projects.models import Assignment, SkillNeed, SkillNeedEvent
from projects.models.assignment import from_day
from projects.models.need import found_sql

ORDER = (F("project__starts_on").asc(nulls_last=True), "project", "pk")
# Who fills them is looked up in order, and no further than asked: hence the offset.
FIRST_OPEN = """
SELECT id FROM ({fitting} OFFSET 0) AS fitting (id, people)
WHERE people > {found} LIMIT %s
"""


# New needs are looked at one by one: of a flood the soonest alone.
MOST_NEW = 60


@CompiledQuery
def seats_fitting(person, most):
    """Open needs that the person meets, or wants to learn where learners are welcome.

    Of projects that they are not on, the soonest first; each `is_known` or wanted, with
    the seats `missing`. One query.
    """
    first = RawSQL(*first_open(person, most))
    return (
        with_known(person)
        .filter(pk__in=first)
        .with_missing()
        .select_related("project", "skill")
        .order_by(*ORDER)
    )


def new_seats_fitting(person, since) -> list[SkillNeed]:
    """Those of them that were stated since, which are few. One query."""
    return [need for need in new_needs_fitting(person, since) if need.missing > 0]


@CompiledQuery
def new_needs_fitting(person, since):
    stated = SkillNeedEvent.objects.filter(pgh_label=ADDED, pgh_created_at__gte=since)
    return (
        fitting(person)
        .filter(pk__in=stated.order_by().values("pgh_obj"))
        .with_missing()
        .select_related("project", "skill")[:MOST_NEW]
    )


def with_known(person):
    same = {"person": person, "skill": OuterRef("skill")}
    known = Expertise.objects.filter(level__gte=OuterRef("level"), **same)
    return SkillNeed.objects.annotate(is_known=Exists(known))


def fitting(person):
    """Needs that the person could take a seat of, open or not, the soonest first.

    None of projects that should have ended: who leads them has to say how they go on.
    """
    known = Expertise.objects.filter(person=person).order_by()
    goals = LearningGoal.objects.unfinished().filter(person=person).order_by()
    fits = Q(welcomes_learner=True, people__gt=1, skill__any=goals.values("skill"))
    # A list of each level, looked up once, is less than a level for each need.
    for level in Level:
        enough = known.filter(level__gte=level)
        fits |= Q(level=level, skill__any=enough.values("skill"))
    own = Assignment.objects.on_team().filter(person=person).order_by()
    return (
        with_known(person)
        .live()
        .filter(fits, from_day(local_day(), "project__ends_on"))
        .exclude(project__any=own.values("project"))
        .order_by(*ORDER)
    )


def first_open(person, most):
    needs = fitting(person).values_list("pk", "people")
    sql, given = needs.query.sql_with_params()
    found, more = found_sql(None, "fitting")
    return FIRST_OPEN.format(fitting=sql, found=found), [*given, *more, most]
