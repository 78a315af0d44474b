"""The steps from an uploaded file to its dry run; each can be left and resumed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skillsdir.spreadsheet.access import with_draft, with_dry_run
from skillsdir.spreadsheet.drafts import OutdatedError, save_answers
from skillsdir.spreadsheet.dry_runs import dry_run_with_questions, saved_questions
from skillsdir.spreadsheet.lines import problem_of
from skillsdir.spreadsheet.sheet_forms import sent_forms, sheet_forms
from skillsdir.spreadsheet.steps import STEPS, next_step, steps
from skillsdir.spreadsheet.value_forms import ValuesForm

OUTDATED = (
    "Somebody, or another window, saved other answers for this file meanwhile. What "
    "you chose still stands below: send it again to replace theirs."
)
NOTHING = "Say of at least one sheet what it is."


def show(request, draft, name, asked, **context):
    context |= {"import": draft.row, "seen": draft.seen, "steps": steps(name, asked)}
    return render(request, f"spreadsheet/step_{name}.html", context)


def save(request, draft, answers):
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


@require_safe
@with_dry_run(dry_run_with_questions)
def resume(request, draft):
    after = request.GET.get("after")
    name = next_step(draft.asked, after if after in STEPS else "sheets")
    return redirect(f"spreadsheet:{name}", draft.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def sheets(request, draft):
    forms = sheet_forms(draft.sheets, draft.answers)
    if request.method == "POST":
        forms = sent_forms(draft.sheets, draft.answers, request.POST)
        answers = None if "look" in request.POST else chosen_answers(draft, forms)
        if answers and save(request, draft, answers):
            return go_on(draft, "values")
    dry_run = dry_run_with_questions(draft)
    asked = dry_run and saved_questions(dry_run, draft.answers)
    return show(request, draft, "sheets", asked, forms=forms)


def chosen_answers(draft, forms):
    """The answers with what the forms say; `None`, and why in the forms, if wrong."""
    if not all(form.is_bound and form.is_valid() for form in forms):
        return None
    chosen = {form.sheet.name: form.chosen() for form in forms}
    if not any(answer.kind for answer in chosen.values()):
        forms[0].add_error("kind", NOTHING)
    for form in forms:
        answer = chosen[form.sheet.name]
        if answer.kind and (problem := problem_of(answer)):
            form.add_error(None, problem)
    is_right = all(form.is_valid() for form in forms)
    return draft.answers.with_(sheets=chosen) if is_right else None


@require_http_methods(["GET", "HEAD", "POST"])
@with_dry_run(dry_run_with_questions)
def values(request, draft):
    data = request.POST if request.method == "POST" else None
    form = ValuesForm(data, asked=draft.asked)
    if form.is_valid() and save(request, draft, form.answers(draft.answers)):
        return go_on(draft, "names")
    return show(request, draft, "values", draft.asked, form=form)
