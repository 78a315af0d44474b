"""What the search in the top bar offers while one types: people, skills, projects."""

from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from people.lists.text_search import called
from people.models import Person, Skill
from people.spelling.names import fold
from projects.models import Project

MOST_OF_A_KIND = 5
MOST_LOOKED_AT = 50
LONGEST_TEXT = 100


@require_safe
def named_so(request):
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST_TEXT]
    words = fold(text).split()
    return JsonResponse({"suggestions": suggestions(text, words) if words else []})


def suggestions(text, words) -> list[dict]:
    """The first few of each kind whose names have words that begin so; 3 queries."""
    people = Person.objects.for_directory().filter(called(text))
    skills = Skill.objects.active().select_related("category")
    skills = skills.filter(begun(words) | begun(words, "aliases__search_text"))
    projects = Project.objects.filter(begun(words))
    return [
        *(tell(one, "person", one.job_title) for one in first(people, words)),
        *(tell(one, "skill", one.category.name) for one in first(skills, words)),
        *(
            tell(one, "project", one.get_status_display())
            for one in first(projects, words)
        ),
    ]


def begun(words, path="search_text"):
    """The condition that each of the words begins a word of the text."""
    return Q(*[Q(**{f"{path}__contains": f" {word}"}) for word in words])


def first(rows, words):
    """The first few; before all, those whose name itself begins so."""
    found = rows.distinct()[:MOST_LOOKED_AT]
    begins = {row: fold(row.name).strip().startswith(words[0]) for row in found}
    return sorted(found, key=lambda row: not begins[row])[:MOST_OF_A_KIND]


def tell(row, kind, about):
    href = row.get_absolute_url()
    return {"kind": kind, "name": row.name, "about": about, "href": href}
