"""Whom to book on a project, and on which project to book somebody."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from people.availability import DAY
from people.models import Person
from people.text_search import people_mentioning, understand
from projects.booking_draft import new_booking
from projects.models import Assignment, Project, SkillNeed
from projects.text_search import projects_mentioning, understand_for_projects
from projects.words import period_words

MOST = 25
LONGEST_TEXT = 200
FOUR_WEEKS = 28 * DAY


@dataclass(frozen=True, slots=True)
class Bookable:
    """Somebody who could be booked, with the percent free in the project's days."""

    person: Person
    free: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A live project, and the open needs that somebody would cover."""

    project: Project
    needs: tuple[str, ...]

    @property
    def period(self):
        return period_words(self.project.starts_on, self.project.ends_on)


def people_to_book(project, text):
    """The first people who are found by the text; at most 5 queries."""
    people = list(
        matching(Person.objects.for_directory(), text, understand, people_mentioning)
    )
    start, end = days_of(project)
    capacities = {person.pk: person.capacity for person in people}
    free = Assignment.objects.free_percents(capacities, start, end)
    return [Bookable(person, free[person.pk]) for person in people]


def days_of(project):
    """The days to look at: of a project without a last day, four weeks."""
    booking = new_booking(project, None)
    end = booking.ends_on or booking.starts_on + FOUR_WEEKS
    return booking.starts_on, end


def projects_to_book_on(person, text):
    """Live projects, first those with open needs that the person covers."""
    needs = open_needs_met(person)
    counts = (
        needs.filter(project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(count=Count("pk"))
        .values("count")
    )
    projects = Project.objects.live().select_related("team")
    projects = projects.annotate(met=Coalesce(Subquery(counts), 0))
    projects = projects.order_by("-met", "search_text", "pk")
    projects = list(
        matching(projects, text, understand_for_projects, projects_mentioning)
    )
    names = defaultdict(list)
    found = needs.filter(project__in=[project.pk for project in projects])
    for pk, name in found.values_list("project_id", "skill__name"):
        names[pk].append(name)
    return [Opening(one, tuple(dict.fromkeys(names[one.pk]))) for one in projects]


def open_needs_met(person):
    """Open needs whose level the person has."""
    stated = person.expertise.filter(skill=OuterRef("skill")).values("level")
    return SkillNeed.objects.open().filter(level__lte=Subquery(stated[:1]))


def matching(rows, text, understand_text, mentioning):
    """The first rows that have all words of the text, typos corrected."""
    text = text.replace("\x00", "")[:LONGEST_TEXT].strip()
    if text:
        for words in understand_text(text).alternatives:
            rows = rows.filter(pk__in=mentioning(words))
    return rows[:MOST]
