"""The two steps that ask what names mean: of skills and places, and of people."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from skillsdir.spreadsheet.access import with_dry_run
from skillsdir.spreadsheet.dry_runs import dry_run_with_questions
from skillsdir.spreadsheet.name_forms import RestForm, name_forms
from skillsdir.spreadsheet.name_lookup import category_choices, offered
from skillsdir.spreadsheet.step_views import go_on, save, show
from skillsdir.spreadsheet.steps import STEPS

TITLES = {
    "skill": "Skills",
    "team": "Teams",
    "location": "Locations",
    "project": "Projects",
    "person": "People",
}
NAMES_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class NameQuestions:
    """A kind of names that the file has questions about."""

    name: str
    title: str
    questions: list

    @property
    def open_count(self):
        return sum(question.answer is None for question in self.questions)


@require_http_methods(["GET", "HEAD", "POST"])
@with_dry_run(dry_run_with_questions)
def names(request, draft):
    return name_step(request, draft, "names", ("skill", "team", "location", "project"))


@require_http_methods(["GET", "HEAD", "POST"])
@with_dry_run(dry_run_with_questions)
def people(request, draft):
    return name_step(request, draft, "people", ("person",))


def name_step(request, draft, step, noun_names):
    nouns = [
        NameQuestions(name, TITLES[name], draft.asked.of(name)) for name in noun_names
    ]
    nouns = [noun for noun in nouns if noun.questions]
    noun = chosen_noun(nouns, request.GET.get("noun"))
    if noun is None:
        return show(request, draft, step, draft.asked, nouns=[], noun=None)
    page = chosen_page(noun, request.GET.get("page"))
    data = request.POST if request.method == "POST" else None
    categories = category_choices() if noun.name == "skill" else ()
    forms = name_forms(page.object_list, data, categories=categories)
    rest = RestForm(data, noun=noun, categories=categories)
    if data is not None and all(form.is_valid() for form in [*forms, rest]):
        decisions = rest.decisions() | decided(forms)
        answers = draft.answers.with_decisions(noun.name, decisions)
        if save(request, draft, answers):
            return go_on_asking(request, draft, step, nouns, (noun, page.number))
    context = {"nouns": nouns, "noun": noun, "page": page, "forms": forms, "rest": rest}
    context["offered"] = offered(noun.name)
    return show(request, draft, step, draft.asked, **context)


def chosen_noun(nouns, name):
    """The noun that is asked for, else one with something open, else the first."""
    asked = [noun for noun in nouns if noun.name == name]
    are_open = [noun for noun in nouns if noun.open_count]
    return next(iter([*asked, *are_open, *nouns]), None)


def chosen_page(noun, number):
    """The page that is asked for, else the first with something open."""
    paginator = Paginator(noun.questions, NAMES_A_PAGE)
    if number is None:
        answers = [question.answer for question in noun.questions]
        number = answers.index(None) // NAMES_A_PAGE + 1 if None in answers else 1
    return paginator.get_page(number)


def go_on_asking(request, draft, step, nouns, here):
    """On to the next page with something open; what is left open here stays so."""
    pages = [
        (noun, number)
        for noun in nouns
        for number in Paginator(noun.questions, NAMES_A_PAGE).page_range
    ]
    for noun, number in pages[pages.index(here) + 1 :]:
        answers = draft.answers.names.get(noun.name, {})
        page = Paginator(noun.questions, NAMES_A_PAGE).page(number)
        if any(question.key not in answers for question in page):
            return redirect(f"{request.path}?noun={noun.name}&page={number}")
    names = list(STEPS)
    return go_on(draft, names[names.index(step) + 1])


def decided(forms):
    found = {form.question.key: form.decision() for form in forms}
    return {key: decision for key, decision in found.items() if decision}
