"""The steps from an uploaded file to its dry run; each can be left and resumed."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from people.spelling.names import fold
from skillsdir.models import DryRun
from skillsdir.spreadsheet.drafts.drafts import (
    OutdatedError,
    current_dry_run,
    dry_run_with_questions,
    figures,
    make_dry_run,
    save_answers,
    saved_plan,
    saved_questions,
    totals,
)
from skillsdir.spreadsheet.drafts.report import report
from skillsdir.spreadsheet.drafts.saved import ChangeFilter
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.mapping import find_problem
from skillsdir.spreadsheet.pages.access import (
    STEPS,
    importers_only,
    next_step,
    steps,
    with_draft,
    with_dry_run,
)
from skillsdir.spreadsheet.pages.name_forms import (
    category_choices,
    name_forms,
    offered,
)
from skillsdir.spreadsheet.pages.newcomers import NewcomersForm
from skillsdir.spreadsheet.pages.people_forms import (
    ChangesForm,
    EmailsForm,
    usual_domain,
)
from skillsdir.spreadsheet.pages.rest_forms import RestForm
from skillsdir.spreadsheet.pages.sheet_forms import sent_forms, sheet_forms
from skillsdir.spreadsheet.pages.uploads import encoding_form, reread
from skillsdir.spreadsheet.pages.value_forms import ValuesForm

OUTDATED = (
    "Somebody, or another window, saved other answers for this file meanwhile. What "
    "you chose still stands below: send it again to replace theirs."
)
NOTHING = "Say of at least one sheet what it is."


def show_step(request, draft, name, asked, **context):
    context |= {"import": draft.row, "seen": draft.seen, "steps": steps(name, asked)}
    return render(request, f"spreadsheet/step_{name}.html", context)


def save_or_warn(request, draft, answers):
    """Whether the answers are saved; if not, the page is shown again and says why."""
    try:
        save_answers(draft, answers, seen=request.POST.get("seen", ""))
    except OutdatedError:
        messages.warning(request, OUTDATED)
        return False
    return True


def go_on(draft, after):
    """On to the first step from that one on that has something open."""
    address = redirect("spreadsheet:resume", draft.row.pk).url
    return redirect(f"{address}?after={after}")


def newest_dry_run(draft):
    """The dry run of what is answered by now, where that is a matter of a moment.

    Some questions come up only once others are answered.
    """
    if current_dry_run(draft) is None and draft.is_small:
        make_dry_run(draft)
    return dry_run_with_questions(draft)


@require_safe
@with_dry_run(newest_dry_run)
def resume(request, draft):
    after = request.GET.get("after")
    name = next_step(draft.asked, after if after in STEPS else "sheets")
    return redirect(f"spreadsheet:{name}", draft.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def sheets(request, draft):
    if "encoding" in request.POST:
        return choose_encoding(request, draft)
    is_sent = request.method == "POST"
    dry_run = dry_run_with_questions(draft)
    if dry_run is None and not is_sent and draft.is_small:
        dry_run = make_dry_run(draft)
    asked = dry_run and saved_questions(dry_run, draft.answers)
    beside = asked_beside(draft, asked, request.POST if is_sent else None)
    if not is_sent:
        forms = sheet_forms(draft.sheets, draft.answers)
    else:
        forms = sent_forms(draft.sheets, draft.answers, request.POST)
        answers = None if "look" in request.POST else chosen_answers(draft, forms)
        answers = answers and with_answers_beside(answers, draft, beside)
        if answers and save_or_warn(request, draft, answers):
            return go_on(draft, "values")
    context = {"forms": forms, "letters": encoding_form(draft), **beside}
    return show_step(request, draft, "sheets", asked, **context)


def asked_beside(draft, asked, data):
    """What else a file of these sheets asks, if that fits beside them."""
    if asked is None or (data is not None and "together" not in data):
        return {}
    return {
        "form": ValuesForm(data, asked=asked),
        "changes": ChangesForm(data, questions=asked.changes),
        "newcomers": NewcomersForm(data, asked=asked),
    }


def with_answers_beside(answers, draft, beside):
    """The answers with those beside the sheets, as long as the sheets are the same.

    `None` where one of them is wrong: its form says why.
    """
    if not beside or taken_sheets(answers) != taken_sheets(draft.answers):
        return answers
    if not all(form.is_valid() for form in beside.values()):
        return None
    changes = answers.changes | beside["changes"].chosen()
    answers = beside["form"].answers(answers).with_(changes=changes)
    return beside["newcomers"].decide(answers)


def taken_sheets(answers):
    """What is answered of sheets; one that is left out asks nothing beside."""
    return {name: answer for name, answer in answers.sheets.items() if answer.kind}


def choose_encoding(request, draft):
    """Read the file anew; what was answered of other letters counts no more."""
    form = encoding_form(draft, request.POST)
    if form and form.is_valid():
        save_or_warn(request, draft, reread(draft, form.cleaned_data["encoding"]))
    return redirect("spreadsheet:sheets", draft.row.pk)


def chosen_answers(draft, forms):
    """The answers with what the forms say; `None`, and why in the forms, if wrong."""
    if not all(form.is_bound and form.is_valid() for form in forms):
        return None
    chosen = {form.sheet.name: form.chosen() for form in forms}
    if not any(answer.kind for answer in chosen.values()):
        forms[0].add_error("kind", NOTHING)
    for form in forms:
        answer = chosen[form.sheet.name]
        if answer.kind and (problem := find_problem(answer)):
            form.add_error(None, problem)
    is_right = all(form.is_valid() for form in forms)
    return draft.answers.with_(sheets=chosen) if is_right else None


@require_http_methods(["GET", "HEAD", "POST"])
@with_dry_run(dry_run_with_questions)
def values(request, draft):
    data = request.POST if request.method == "POST" else None
    form = ValuesForm(data, asked=draft.asked)
    changes = ChangesForm(data, questions=draft.asked.changes)
    if form.is_valid() and changes.is_valid():
        answers = form.answers(draft.answers)
        answers = answers.with_(changes=answers.changes | changes.chosen())
        if save_or_warn(request, draft, answers):
            return go_on(draft, "names")
    context = {"form": form, "changes": changes}
    return show_step(request, draft, "values", draft.asked, **context)


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

    def matching(self, text):
        """Those whose name has all words of a text."""
        words = fold(text).split()
        if not words:
            return self.questions
        return [
            question
            for question in self.questions
            if all(word in fold(question.name) for word in words)
        ]


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
    data = request.POST if request.method == "POST" else None
    emails = emails_form(draft, data) if step == "people" else None
    if noun is None and emails is None:
        return show_step(request, draft, step, draft.asked, nouns=[], noun=None)
    shown = asked_names(request, noun, data) if noun else {"forms": [], "rest": None}
    sent = [*shown["forms"], *filter(None, [shown["rest"], emails])]
    if data is not None and all(form.is_valid() for form in sent):
        answers = decide_names(draft, noun, shown, emails)
        if save_or_warn(request, draft, answers):
            return go_on_asking(request, draft, step, nouns, (noun, shown))
    context = {"nouns": nouns, "noun": noun, "emails": emails, **shown}
    return show_step(request, draft, step, draft.asked, **context)


def asked_names(request, noun, data):
    """What a page asks about names of a noun: forms, bulk answers, names to choose."""
    text = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    page = chosen_page(noun, request.GET.get("page"), text)
    categories = category_choices() if noun.name == "skill" else ()
    names = offered(noun.name)
    given = {"categories": categories, "has_others": bool(names)}
    forms = name_forms(list(page.object_list), data, **given)
    rest = RestForm(data, noun=noun, categories=categories)
    numbers = {"open_here": sum(not each.question.answer for each in forms)}
    numbers["open_elsewhere"] = noun.open_count - numbers["open_here"]
    return {"page": page, "forms": forms, "rest": rest, "text": text} | {
        "offered": names,
        **numbers,
    }


def emails_form(draft, data):
    """Asks for e-mails of new people, if any come without one."""
    question = draft.asked.emails
    if question is None:
        return None
    saved = draft.answers.email_pattern
    return EmailsForm(data, question=question, saved=saved, domain=usual_domain())


def decide_names(draft, noun, shown, emails):
    """The answers with what a page says; a button for all counts for open ones only."""
    answers = draft.answers
    if emails:
        answers = answers.with_(email_pattern=emails.chosen())
    if noun is None:
        return answers
    decisions = shown["rest"].decisions() | decided(shown["forms"])
    return answers.with_decisions(noun.name, decisions)


def chosen_noun(nouns, name):
    """The noun that is asked for, else one with something open, else the first."""
    asked = [noun for noun in nouns if noun.name == name]
    are_open = [noun for noun in nouns if noun.open_count]
    return next(iter([*asked, *are_open, *nouns]), None)


def chosen_page(noun, number, text=""):
    """The page that is asked for, else the first with something open."""
    questions = noun.matching(text)
    paginator = Paginator(questions, NAMES_A_PAGE)
    if number is None:
        answers = [question.answer for question in questions]
        number = answers.index(None) // NAMES_A_PAGE + 1 if None in answers else 1
    return paginator.get_page(number)


def go_on_asking(request, draft, step, nouns, here):
    """On to the next page with something open; what is left open here stays so.

    After a button for all, to whatever it left open.
    """
    noun, shown = here
    if noun is None:
        return go_on(draft, next_name(step))
    pages = [
        (one, number)
        for one in nouns
        for number in Paginator(one.questions, NAMES_A_PAGE).page_range
    ]
    is_bulk = bool(shown["rest"].cleaned_data["rest"]) or bool(shown["text"])
    start = 0 if is_bulk else pages.index((noun, shown["page"].number)) + 1
    for one, number in pages[start:]:
        answers = draft.answers.names.get(one.name, {})
        page = Paginator(one.questions, NAMES_A_PAGE).page(number)
        if any(question.key not in answers for question in page):
            return redirect(f"{request.path}?noun={one.name}&page={number}")
    return go_on(draft, next_name(step))


def next_name(step):
    names = list(STEPS)
    return names[names.index(step) + 1]


def decided(forms):
    decisions = {form.question.key: form.decision() for form in forms}
    return {key: decision for key, decision in decisions.items() if decision}


PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@with_dry_run()
def check(request, draft):
    context = dry_run_context(request, draft.dry_run)
    context["left_out"] = context["totals"][Action.LEFT_OUT]
    return show_step(request, draft, "check", draft.asked, **context)


def dry_run_context(request, dry_run):
    """What the dry run, or the report afterwards, shows of the changes."""
    wanted = ChangeFilter.of(request.GET, dry_run.counts)
    plan = saved_plan(dry_run)
    changes = wanted.matching(plan.changes)
    return {
        "not_taken": [each for each in plan.left_out if not each.is_taken],
        "hidden": [each for each in plan.left_out if each.is_taken],
        "dry_run": dry_run,
        "figures": figures(dry_run.counts),
        "totals": totals(dry_run.counts),
        "wanted": wanted,
        "page": Paginator(changes, PAGE_SIZE).get_page(request.GET.get("page")),
    }


@require_POST
@with_draft
def check_again(request, draft):
    """Compare anew, after something else changed the directory."""
    DryRun.objects.filter(spreadsheet_import=draft.row.pk).delete()
    return redirect("spreadsheet:check", draft.row.pk)


@require_safe
@importers_only
def download(request, pk):
    """All changes, with those rows that did not change, as a workbook."""
    dry_run = get_object_or_404(DryRun, spreadsheet_import=pk)
    response = HttpResponse(report(saved_plan(dry_run)), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="import-{pk}.xlsx"'
    return response
