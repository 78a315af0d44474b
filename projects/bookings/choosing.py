"""Whom to book on a project, and on which project to book somebody."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from people.availability.calendar import calendars, free_percent
from people.availability.windows import project_window
from people.availability.words import missing_words
from people.fields import Ids
from people.lists.text_search import check_words, people_mentioning, understand
from people.models import Expertise, Person
from people.words import period_words
from projects.directory.filters import projects_mentioning, understand_for_projects
from projects.models import LIVE, Assignment, Project, SkillNeed

MOST = 25
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """The first who, or which, are found by a text, and how many there are."""

    rows: list
    count: int = 0
    corrections: dict = field(default_factory=dict)
    # Why nothing is looked for.
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Bookable:
    """Somebody who could be booked, with the percent free in the project's days.

    `missing` are the days of those on which the person is not here, in words; `needs`
    the names of the skills whose open needs the person meets; `bookings` are there.
    """

    person: Person
    free: int
    missing: str
    needs: tuple[str, ...]
    bookings: list[Assignment]


@dataclass(frozen=True, slots=True)
class Opening:
    """A live project, the open needs that somebody would cover, and the bookings."""

    project: Project
    needs: tuple[str, ...]
    bookings: list[Assignment]

    @property
    def period(self):
        return period_words(self.project.starts_on, self.project.ends_on)


def people_to_book(project, text):
    """The first people who are found by the text; at most 10 queries.

    Those who meet most of the project's open needs come first, then names.
    """
    if problem := problem_with(text):
        return Offered([], problem=problem)
    asked = understand(text)
    found = matching(Person.objects.for_directory(), asked, people_mentioning)
    able = able_first(project, found)
    helpers = found.in_bulk(able) if able else {}
    others = found.exclude(pk__in=able)[: MOST - len(helpers)]
    people = [*(helpers[pk] for pk in able if pk in helpers), *others]
    window = project_window(project)
    known = calendars({person.pk: person.capacity for person in people}, *window)
    booked = booked_already("person_id", project=project, person__in=people)
    rows = [
        Bookable(
            person,
            free_percent(known[person.pk], *window),
            missing_words(known[person.pk], *window),
            tuple(able.get(person.pk, ())),
            booked[person.pk],
        )
        for person in people
    ]
    return Offered(rows, found.count(), asked.corrections)


def booked_already(key, **which):
    """Bookings of teams by the field `key`."""
    rows = Assignment.objects.on_team().filter(**which).order_by("starts_on", "pk")
    booked = defaultdict(list)
    for booking in rows:
        booked[getattr(booking, key)].append(booking)
    return booked


def able_first(project, found):
    """Who of the found meets open needs, the most of them first: ids with names.

    Who is on the team already is left out, as among the candidates.
    """
    needs = project.needs.open().order_by().values_list("skill", "level")
    useful = reduce(or_, (Q(skill=s, level__gte=at) for s, at in needs), Q(pk=None))
    if not needs:
        return {}
    team = Assignment.objects.on_team().filter(project=project).order_by()
    rows = (
        Expertise.objects.filter(useful, person__in=found.order_by().values("pk"))
        .exclude(person__in=team.values("person"))
        .order_by()
        .values("person")
        .annotate(
            count=Count("pk"), names=ArrayAgg("skill__name", order_by="skill__name")
        )
        .order_by("-count", "person__sort_name", "person")
    )
    return dict(rows.values_list("person", "names")[:MOST])


def projects_to_book_on(person, text):
    """The first live projects that are found; those that the person helps come first.

    At most 8 queries.
    """
    if problem := problem_with(text):
        return Offered([], problem=problem)
    asked = understand_for_projects(text)
    rows = open_needs_met(person).values_list("pk", "project_id", "skill__name")
    met, names = set(), defaultdict(dict)
    for need, project, name in rows:
        met.add(need)
        names[project][name] = None
    helped = Count("needs", filter=Q(needs__id__any=Ids(met)))
    projects = Project.objects.live().annotate(helped=helped)
    found = matching(projects, asked, projects_mentioning)
    first = list(found.order_by("-helped", "sort_name", "pk")[:MOST])
    booked = booked_already("project_id", person=person, project__in=first)
    rows = [
        Opening(project, tuple(names[project.pk]), booked[project.pk])
        for project in first
    ]
    return Offered(rows, found.count(), asked.corrections)


def open_needs_met(person):
    """Open needs whose level the person has."""
    levels = person.expertise.order_by().values_list("skill", "level")
    known = reduce(or_, (Q(skill=s, level__lte=at) for s, at in levels), Q(pk=None))
    needs = SkillNeed.objects.filter(known, project__status__in=LIVE)
    # Looking whether a need is open takes long: of these few only.
    few = Ids(needs.order_by().values_list("pk", flat=True))
    return SkillNeed.objects.open().filter(pk__any=few)


def problem_with(text):
    """Why a text cannot be looked for; empty if it can be."""
    if len(text) > LONGEST_TEXT:
        return f"Write at most {LONGEST_TEXT} letters, these are {len(text)}."
    try:
        check_words(text)
    except ValidationError as error:
        return f"“{text}”: {error.message}."
    return ""


def matching(rows, asked, mentioning):
    """The rows that have all words asked for."""
    for word in asked.words:
        rows = rows.filter(pk__in=mentioning(word))
    return rows
