"""What is shown of alike projects: how they ended, what was learned, who knows."""

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.utils.text import get_text_list

from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.paths import mail_link
from people.words import local_day
from projects.access import shown_projects
from projects.alike.likeness import Idea, Likeness, idea_in, nearest
from projects.models import Assignment, Project
from projects.models.assignment import from_day

MOST_SHOWN, MOST_LOOKED_AT = 5, 20
MOST_NAMED = 5
MOST_KNOWING = 3


class Knowing(NamedTuple):
    """Somebody who is here and led a project or worked on it."""

    pk: int
    name: str
    slug: str
    email: str | None

    has_left = False


@dataclass(frozen=True, slots=True)
class AlikeProject:
    """A project of `with_outcomes_for`, how alike it is, and who knows about it."""

    project: Project
    likeness: Likeness
    people: list[Knowing]

    @property
    def why(self):
        one = self.likeness
        parts = [
            "shares " + get_text_list(one.skills[:MOST_NAMED], "and"),
            "same aim",
            "words: " + ", ".join(one.words[:MOST_NAMED]),
        ]
        has = (one.skills, one.is_same_aim, one.words)
        said = [words for words, is_so in zip(parts, has, strict=True) if is_so]
        return "; ".join(said) or "a similar name"

    @property
    def knowing(self):
        return self.people[:MOST_KNOWING]

    @property
    def more_knowing(self):
        return len(self.people[MOST_KNOWING:])

    @property
    def mail_link(self):
        return mail_link(person.email for person in self.knowing if person.email)


def alike_projects(idea: Idea, user, *, but=(), with_needs=False) -> list[AlikeProject]:
    """The first few projects like it, as far as the user may know; 3 queries."""
    found = nearest(idea, most=MOST_SHOWN, but=but, with_needs=with_needs)
    return with_what_is_known(found, user) if found else []


def with_what_is_known(found, user, *, stops_first=False):
    """With the people who know of them; 2 queries.

    With `stops_first` those come first of which the user knows that they stopped early.
    """
    projects = shown_projects([one.project for one in found], user)
    if stops_first:
        found.sort(key=lambda one: not projects[one.project].is_early_stop)
    found = found[:MOST_SHOWN]
    people = people_who_know([projects[one.project] for one in found])
    return [
        AlikeProject(projects[one.project], one, people[one.project]) for one in found
    ]


class AlikeToIdea(NamedTuple):
    """What is like an idea; where nothing is, what has at least a word in common."""

    alike: list[AlikeProject] | tuple[()] = ()
    sharing: list[AlikeProject] | tuple[()] = ()


def alike_to_what_is_typed(data, user) -> AlikeToIdea:
    """Those like what a form for a new project says so far, early stops first."""
    name = data.get("name", "")
    if not name.strip():
        return AlikeToIdea()
    text = f"{data.get('summary', '')}\n{data.get('success_criteria', '')}"
    idea = idea_in(name, text, data.get("aim", ""))
    found = nearest(idea, most=MOST_LOOKED_AT, least=0)
    least = settings.DIRECTORY["ALIKE_AT_LEAST"]
    if alike := [one for one in found if one.likeness >= least]:
        return AlikeToIdea(with_what_is_known(alike, user, stops_first=True))
    sharing = [one for one in found if one.words or one.skills]
    return AlikeToIdea(sharing=with_what_is_known(sharing, user) if sharing else ())


def people_who_know(projects):
    """Who is here of those who lead the projects or worked on them, by project.

    The lead first, then who came last; one query.
    """
    people = {project.pk: [] for project in projects}
    for project in projects:
        lead = project.lead
        if lead and not lead.has_left:
            known = Knowing(lead.pk, lead.name, lead.slug, lead.email)
            people[project.pk].append(known)
    for project, *row in rows_of_knowing(Ids(people)):
        people[project].append(Knowing(*row))
    return {project: list(dict.fromkeys(known)) for project, known in people.items()}


@CompiledQuery
def rows_of_knowing(projects):
    return (
        Assignment.objects.begun()
        .filter(from_day(local_day(), "person__left_on"), project_id__any=projects)
        .order_by("-starts_on", "pk")
        .values_list("project_id", *(f"person__{name}" for name in Knowing._fields))
    )
