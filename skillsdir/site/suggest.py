"""What the search in the top bar offers while one types: people, skills, projects."""

from django.db.models import Case, Q, When
from django.db.models.functions import Trim
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from people.fields import Fold
from people.lists.text_search import called
from people.models import Person, Skill
from people.skills.names import resolve
from people.spelling.names import fold
from projects.models import Project

MOST_OF_A_KIND = 5
LONGEST_TEXT = 100


@require_safe
def named_so(request):
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST_TEXT]
    words = fold(text).split()
    found = suggestions(text, words) if words else []
    return JsonResponse({"suggestions": found or (nearest(text) if words else [])})


def suggestions(text, words) -> list[dict]:
    """The first few of each kind whose names have words that begin so; 3 queries."""
    people = Person.objects.for_directory().filter(called(text))
    named = Skill.objects.filter(begun(words) | begun(words, "aliases__search_text"))
    skills = Skill.objects.active().filter(pk__in=named.order_by().values("pk"))
    skills = skills.select_related("category")
    projects = Project.objects.filter(begun(words))
    return [
        *(tell(one, "person", one.job_title) for one in first(people, words)),
        *(tell(one, "skill", one.category.name) for one in first(skills, words)),
        *(
            tell(one, "project", one.get_status_display())
            for one in first(projects, words)
        ),
    ]


def nearest(text) -> list[dict]:
    """Skills that are written nearly so, where nothing begins like it."""
    near = resolve([text])[text]
    skills = [near.skill] if near.skill else near.suggestions
    pks = [skill.pk for skill in skills]
    rows = Skill.objects.active().select_related("category").in_bulk(pks)
    found = [rows[pk] for pk in pks if pk in rows]
    return [tell(skill, "skill", skill.category.name) for skill in found]


def begun(words, path="search_text"):
    """The condition that each of the words begins a word of the text."""
    return Q(*[Q(**{f"{path}__contains": f" {word}"}) for word in words])


def first(rows, words):
    """The first few; before all, those whose name itself begins so."""
    is_later = Case(When(folded__startswith=words[0], then=0), default=1)
    rows = rows.alias(folded=Trim(Fold("name")))
    return rows.order_by(is_later, "name")[:MOST_OF_A_KIND]


def tell(row, kind, about):
    href = row.get_absolute_url()
    return {"kind": kind, "name": row.name, "about": about, "href": href}
