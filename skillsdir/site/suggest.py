"""What a search box offers while one types: people, skills, teams, places, projects.

Of a sentence its last words are completed.
"""

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Trim
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from people.fields import Fold
from people.lists.text_search import called
from people.lists.vocabulary import vocabulary
from people.models import Expertise, Person, Skill
from people.skills.names import resolve
from people.spelling.names import fold
from projects.models import Project

MOST_OF_A_KIND = 5
LONGEST_TEXT = 400
# Words at the end of a sentence that are looked for together.
MOST_AT_THE_END = 2


@require_safe
def completions(request):
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST_TEXT]
    return JsonResponse({"suggestions": suggestions(text)})


def suggestions(text) -> list[dict]:
    """The first few of each kind whose names begin so; at most 13 queries."""
    words = text.split()
    if not fold(text).strip():
        return []
    if found := named_so(text):
        return [tell(*one) for one in found]
    for count in range(min(MOST_AT_THE_END, len(words) - 1), 0, -1):
        end = " ".join(words[-count:])
        if len(end) > 1 and (found := named_so(end)):
            before = " ".join(words[:-count])
            return [tell(*one, before=before) for one in found]
    return [tell(*one) for one in nearest(text)]


def named_so(text):
    """Rows with their kind and what is said of them; 4 queries."""
    words = fold(text).split()
    if not words:
        return []
    people = Person.objects.for_directory().filter(called(text))
    projects = Project.objects.filter(begun(words))
    return [
        *((one, "person", one.job_title) for one in first(people, words)),
        *with_holders(first(skills_begun(words), words)),
        *places_named(words),
        *((one, "project", one.get_status_display()) for one in first(projects, words)),
    ]


def skills_begun(words):
    named = Skill.objects.filter(begun(words) | begun(words, "aliases__search_text"))
    return counted(Skill.objects.active().filter(pk__in=named.order_by().values("pk")))


def counted(skills):
    """Skills with the number of people here who have them."""
    rows = Expertise.objects.of_people_here().filter(skill=OuterRef("pk")).order_by()
    rows = rows.values("skill").values_list(Count("pk"))
    return skills.annotate(holders=Coalesce(Subquery(rows), 0))


def with_holders(skills):
    for skill in skills:
        people = "1 person" if skill.holders == 1 else f"{skill.holders} people"
        yield skill, "skill", people


def places_named(words):
    """Teams and places, which are kept: no query for each."""
    known = vocabulary()
    for kind, parameter in (("team", "team"), ("place", "location")):
        rows = sorted(known[parameter].values(), key=lambda row: row.name.casefold())
        begin = [row for row in rows if is_begun(row, words)]
        yield from ((row, kind, "") for row in begin[:MOST_OF_A_KIND])


def is_begun(row, words):
    text = fold(row.name)
    return all(f" {word}" in text for word in words)


def nearest(text):
    """Skills that are written nearly so, where nothing begins like it."""
    near = resolve([text])[text]
    skills = [near.skill] if near.skill else near.suggestions
    pks = [skill.pk for skill in skills]
    rows = counted(Skill.objects.active()).in_bulk(pks)
    return list(with_holders(rows[pk] for pk in pks if pk in rows))


def begun(words, path="search_text"):
    """The condition that each of the words begins a word of the text."""
    return Q(*[Q(**{f"{path}__contains": f" {word}"}) for word in words])


def first(rows, words):
    """The first few; before all, those whose name itself begins so."""
    is_later = Case(When(folded__startswith=words[0], then=0), default=1)
    rows = rows.alias(folded=Trim(Fold("name")))
    return rows.order_by(is_later, "name", "pk")[:MOST_OF_A_KIND]


def tell(row, kind, about, before=""):
    """A suggestion: where it leads, or the sentence with it."""
    if kind == "team":
        href = f"{reverse('people:person-list')}?team={row.slug}"
    elif kind == "place":
        href = f"{reverse('people:person-list')}?location={row.slug}"
    else:
        href = row.get_absolute_url()
    text = f"{before} {row.name}" if before else f"{kind} {row.name}"
    about = {"kind": kind, "name": row.name, "about": about, "text": text}
    return about | {"href": "" if before else href}
