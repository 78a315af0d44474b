"""The steps from an uploaded file to its dry run; each can be left and resumed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from skillsdir.spreadsheet.access import with_draft
from skillsdir.spreadsheet.drafts import OutdatedError, save_answers
from skillsdir.spreadsheet.questions import questions
from skillsdir.spreadsheet.sheet_forms import sent_forms, sheet_forms
from skillsdir.spreadsheet.steps import next_step, steps
from skillsdir.spreadsheet.value_forms import ValuesForm

OUTDATED = (
    "Somebody, or another window, saved other answers for this file meanwhile. What "
    "you chose still stands below: send it again to replace theirs."
)
NOTHING = "Say of at least one sheet what it is."


def show(request, draft, name, **context):
    open_questions = draft.asked.open()
    context |= {
        "import": draft.row,
        "seen": draft.seen,
        "steps": steps(name, open_questions),
    }
    return render(request, f"spreadsheet/step_{name}.html", context)


def save(request, draft, answers):
    """Whether the answers are saved; if not, the page is shown again and says why."""
    try:
        save_answers(draft, answers, seen=request.POST.get("seen", ""))
    except OutdatedError:
        draft.row.refresh_from_db(fields=["answers"])
        messages.warning(request, OUTDATED)
        return False
    return True


def go_on(draft, after):
    return redirect(f"spreadsheet:{next_step(draft.asked, after)}", draft.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def sheets(request, draft):
    if request.method != "POST":
        forms = sheet_forms(draft.sheets, draft.answers)
        return show(request, draft, "sheets", forms=forms)
    forms = sent_forms(draft.sheets, draft.answers, request.POST)
    is_final = "look" not in request.POST and all(form.is_bound for form in forms)
    if is_final and all(form.is_valid() for form in forms):
        answers = chosen_answers(draft, forms)
        if answers and save(request, draft, answers):
            return go_on(draft, "values")
    return show(request, draft, "sheets", forms=forms)


def chosen_answers(draft, forms):
    """The answers with what the forms say; `None`, and why in the forms, if wrong."""
    chosen = {form.sheet.name: form.chosen() for form in forms}
    answers = draft.answers.with_(sheets=chosen)
    if not any(answer.kind for answer in chosen.values()):
        forms[0].add_error("kind", NOTHING)
        return None
    problems = {
        question.sheet.name: question.problem
        for question in questions(draft.sheets, answers).sheets
        if question.problem
    }
    for form in forms:
        if problem := problems.get(form.sheet.name):
            form.add_error(None, problem)
    return None if problems else answers


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def values(request, draft):
    data = request.POST if request.method == "POST" else None
    form = ValuesForm(data, asked=draft.asked)
    if form.is_valid() and save(request, draft, form.answers(draft.answers)):
        return go_on(draft, "names")
    return show(request, draft, "values", form=form)
