"""What people did around somebody: reached levels, came into the team."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from people.database.compiled import CompiledQuery
from people.models import (
    Expertise,
    ExpertiseEvent,
    GoalStatus,
    LearningGoal,
    Level,
    Person,
    PersonEvent,
    SkillAlias,
)
from people.models.expertise import UNFINISHED
from people.models.history import ADDED, FROM, REMOVED
from people.paths import path_to
from people.words import local_day
from skillsdir.digest.lines import News, first_states, listed_words

MOST_LEVELS = 60
NOBODYS, NEW = 0, -1


class Came(NamedTuple):
    """A row of the one query: somebody reached a level, or (0) came into the team."""

    level: int
    skill: str
    is_wanted: bool
    is_mate: bool
    name: str
    slug: str


def people_lines(person, since) -> tuple[list[News], list[News]]:
    """Who reached levels in the team or in the person's skills, who is new; 1 query."""
    # Nobody is in the team 0.
    rows = who_came(person.pk, person.team_id or 0, since, local_day(since))
    reached, mates = defaultdict(list), {}
    for row in sorted(map(Came._make, rows), key=by_relevance):
        if row.level:
            reached[row.slug, row.name].append(row)
        else:
            mates[row.slug] = row.name
    levels = [
        News(name, page_of(slug), f"reached {listed_words(list(map(level_words, of)))}")
        for (slug, name), of in reached.items()
    ]
    return levels, mates_line(person, mates)


@CompiledQuery
def who_came(person, team, since, day):
    """Rows of `Came`: since a time, and its day."""
    mates = new_mates(person, team, since, day)
    return levels_reached(person, team, since).union(mates, all=True)


def by_relevance(row):
    return not row.is_mate, -row.level, row.name, row.slug, row.skill


def level_words(row):
    goal = ", a learning goal" if row.is_wanted else ""
    return f"{Level(row.level).label} in {row.skill}{goal}"


def page_of(slug):
    return path_to("people:person-detail", slug)


def mates_line(person, mates):
    """All of them in one line: a team may be new as a whole."""
    if not mates:
        return []
    href = page_of(*mates) if len(mates) == 1 else person.team.get_absolute_url()
    verb = "is" if len(mates) == 1 else "are"
    return [News(listed_words(list(mates.values())), href, f"{verb} new in your team")]


def levels_reached(person, team, since):
    """Levels that are above those before, or that were a goal.

    A skill that is stated for the first time is no level reached, unless it was wanted;
    nor is one that is higher as two skills became one.
    """
    goals = LearningGoal.objects.filter(
        status=GoalStatus.ACHIEVED,
        events__pgh_label=FROM,
        events__pgh_created_at__gte=since,
        events__status__in=UNFINISHED,
    )
    wanted = goals.filter(
        person=OuterRef("person"),
        skill=OuterRef("skill"),
        target_level__lte=OuterRef("level"),
    )
    by_goal = Expertise.objects.filter(
        person__goals__in=goals.values("pk"), skill=F("person__goals__skill")
    )
    was = Case(When(pgh_label=FROM, skill=OuterRef("skill"), then="level"))
    states = first_states(ExpertiseEvent.objects, since).filter(pgh_obj=OuterRef("pk"))
    is_raised = Q(level__gt=Subquery(states.values(was=was)[:1]))
    return (
        Expertise.objects.filter(person__in=Person.objects.active())
        .filter(pk__in=raised(since).union(by_goal.order_by().values("pk")))
        .filter(is_of_interest(person) | is_mate(team, "person__"))
        .exclude(person=person)
        .annotate(
            is_wanted=Exists(wanted),
            is_mate=Case(When(is_mate(team, "person__"), then=True), default=False),
        )
        .filter(is_raised | Q(is_wanted=True), ~Exists(merged(since)))
        .order_by("-is_mate", "-level", "person__sort_name", "pk")
        .values_list(
            *("level", "skill__name", "is_wanted", "is_mate"),
            *("person__name", "person__slug"),
        )[:MOST_LEVELS]
    )


def raised(since):
    """The rows of levels that somebody changed: few, whoever brought many in."""
    events = ExpertiseEvent.objects.filter(pgh_label=FROM, pgh_created_at__gte=since)
    return events.order_by().values("pgh_obj")


def merged(since):
    """What was taken from the person since of a skill that is this one now."""
    names = SkillAlias.objects.filter(skill=OuterRef(OuterRef("skill")))
    return ExpertiseEvent.objects.filter(
        person=OuterRef("person"),
        pgh_label=REMOVED,
        pgh_created_at__gte=since,
        skill__in=names.order_by().values("merged_id"),
    )


def is_of_interest(person):
    known = Expertise.objects.filter(person=person).order_by().values("skill")
    goals = LearningGoal.objects.unfinished().filter(person=person).order_by()
    return Q(skill__in=known) | Q(skill__in=goals.values("skill"))


def is_mate(team, of=""):
    """The condition that somebody is of the person's team, if that has one."""
    return Q(**{f"{of}team__isnull": False, f"{of}team": team})


def new_mates(person, team, since, day):
    """Who came from another team, or has begun; or is entered without a first day.

    That is asked of who was here before: of an organisation that comes in with a file
    nobody is new to anybody.
    """
    former = Cast(Coalesce("team", NOBODYS), IntegerField())
    was = Case(When(pgh_label=ADDED, then=NEW), default=former)
    states = first_states(PersonEvent.objects, since)
    of_each = states.filter(pgh_obj=OuterRef("pk")).values(was=was)[:1]
    is_old = ~Exists(states.filter(pgh_obj=person, pgh_label=ADDED))
    # Few, whoever is of the team.
    begun = Person.objects.filter(joined_on__range=(day, local_day())).order_by()
    touched = begun.values("pk").union(states.order_by().values("pgh_obj"))
    return (
        Person.objects.active()
        .filter(is_mate(team), pk__in=touched)
        .exclude(pk=person)
        .annotate(was=Subquery(of_each))
        .filter(
            Q(joined_on__gt=day, joined_on__lte=local_day())
            # On the very day they were told of, unless they were entered since.
            | Q(was=NEW, joined_on=day)
            | Q(is_old, was=NEW, joined_on=None)
            | Q(was__gte=NOBODYS) & ~Q(was=team)
        )
        .order_by()
        .values_list(
            *(Value(0), Value(""), Value(False), Value(True)),
            *("name", "slug"),
        )
    )
