"""What projects did around somebody: asked for them, ended, began."""

from datetime import timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.text import Truncator

from people.database.compiled import CompiledQuery
from people.models import Expertise, LearningGoal
from people.models.history import ADDED
from people.rules import may_see_outcomes
from people.words import day_words, local_day
from projects.models import (
    LIVE,
    WAITING,
    Assignment,
    Project,
    ProjectEvent,
    ProjectStatus,
    SkillNeed,
)
from projects.needs.fitting import new_seats_fitting
from skillsdir.digest.lines import News, first_states, listed_words

LONGEST_LESSON = 160
# A file may bring many in at once.
MOST_LOOKED_AT = 300
FAR = 3
# What ended, or began, longer ago was entered late: it is no news.
LATELY = timedelta(days=92)
NEW = "new"
OVER = (ProjectStatus.CLOSED, ProjectStatus.CANCELLED)


def seat_lines(person, since) -> list[News]:
    """Open seats of needs stated since that the person could take; 1 query."""
    seats = new_seats_fitting(person.pk, since)
    return [
        News(project.name, project.get_absolute_url(), seat_words(list(needs)))
        for project, needs in groupby(seats, attrgetter("project"))
    ]


def seat_words(needs):
    skills = [
        f"{need.skill} ({'you know it' if need.is_known else 'you want to learn it'})"
        for need in needs
    ]
    return f"looks for {listed_words(skills)}"


def project_lines(person, since) -> tuple[list[News], list[News]]:
    """What ended, and what began, of the person's, the team's, the skills'; 1 query."""
    ended, began = [], []
    for project in changed_projects(person, since):
        line = partial(News, project.name, project.get_absolute_url())
        if has_begun(project, since):
            began.append(line(f"began on {day_words(project.starts_on)}"))
        elif has_ended(project, since) or is_judged(project, since):
            ended.append(line(ended_words(project)))
    return ended, began


def changed_projects(person, since):
    """Whatever happened to them, `was` is what they were before: a status, or `NEW`.

    What began or ended long before it was entered is left out.
    """
    # Nobody is in the team 0.
    day = local_day(since)
    about = person.pk, person.team_id or 0, since, day, day - LATELY
    if may_see_outcomes(person.user):
        return changed_and_told(*about)
    return changed_and_own_told(person.user_id, *about)


@CompiledQuery
def changed_and_told(person, team, since, day, first):
    return changed(Project.objects.with_outcomes(), person, team, since, day, first)


@CompiledQuery
def changed_and_own_told(user, person, team, since, day, first):
    projects = Project.objects.with_own_outcomes(user)
    return changed(projects, person, team, since, day, first)


def changed(projects, person, team, since, day, first):
    states = first_states(ProjectEvent.objects, since)
    was = Case(When(pgh_label=ADDED, then=Value(NEW)), default="status")
    was = states.filter(pgh_obj=OuterRef("pk")).values(was=was)[:1]
    began = Q(starts_on__gte=first, starts_on__lte=local_day())
    began &= Q(status=ProjectStatus.ACTIVE)
    # Started in advance: on its first day nothing is written.
    due = Q(status=ProjectStatus.ACTIVE, starts_on__gt=day, starts_on__lte=local_day())
    comes = Project.objects.filter(due).order_by().values("pk")
    ended = Q(status__in=OVER) & (Q(ends_on=None) | Q(ends_on__gte=first))
    return (
        projects.filter(
            began | ended, pk__in=states.order_by().values("pgh_obj").union(comes)
        )
        .annotate(was=Subquery(was), distance=distance(person, team))
        .exclude(distance=FAR)
        # Nothing but how it ended was written, which the reader may not know.
        .filter(due | ~Q(was=F("status"), shows_outcome=False))
        .defer("summary", "success_criteria", "search_text", "stems")
        .order_by("distance", F("ends_on").desc(nulls_last=True), "sort_name", "pk")
    )[:MOST_LOOKED_AT]


def has_begun(project, since):
    """One that was started in advance has on its first day, and is told of once.

    One that comes in with a file has, if it began since.
    """
    if project.status != ProjectStatus.ACTIVE:
        return False
    if project.starts_on > local_day(since):
        return True
    if project.was == NEW:
        return project.starts_on == local_day(since)
    return project.was in WAITING


def has_ended(project, since):
    if project.is_live or project.was != NEW:
        return not project.is_live and project.was in LIVE
    is_closed = project.status == ProjectStatus.CLOSED and project.ends_on
    return bool(is_closed and project.ends_on >= local_day(since))


def is_judged(project, since):
    """Whether the reader may know how it ended, and it is said since."""
    was_closed = project.was == ProjectStatus.CLOSED and project.ends_on
    recorded_at = project.outcome_recorded_at
    is_told = project.shows_outcome and project.outcome and recorded_at
    return bool(was_closed and is_told and recorded_at >= since)


def distance(person, team):
    """0 for one's own projects, 1 for the team's, 2 by skills and goals; else `FAR`."""
    known = Expertise.objects.filter(person=person).order_by().values("skill")
    goals = LearningGoal.objects.unfinished().filter(person=person).order_by()
    is_mine = Q(skill__in=known.union(goals.values("skill")))
    needs = SkillNeed.objects.filter(is_mine, project=OuterRef("pk"))
    booked = Assignment.objects.filter(person=person, project=OuterRef("pk"))
    used = Assignment.skills.through.objects.filter(
        is_mine, assignment__project=OuterRef("pk")
    )
    return Case(
        When(Exists(booked) | Q(lead=person), then=0),
        When(team=team, then=1),
        When(Exists(needs) | Exists(used), then=2),
        default=FAR,
    )


def ended_words(project):
    """How it ended, as far as the reader may know, and what was learned."""
    if project.status == ProjectStatus.CANCELLED:
        words = "was cancelled"
    else:
        words = (
            f"closed on {day_words(project.ends_on)}" if project.ends_on else "closed"
        )
    if project.ending:
        words = f"{words}: {project.ending.label}"
    lesson = lesson_of(project) if project.shows_outcome else ""
    return f"{words}. “{lesson}”" if lesson else words


def lesson_of(project):
    """What was learned there, on one line."""
    said = [project.outcome_note, *(words for _, words in project.reasons)]
    text = next(filter(str.strip, said), "")
    return Truncator(" ".join(text.split())).chars(LONGEST_LESSON)
