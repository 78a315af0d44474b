"""Who gets to the pages of spreadsheets, and which step a file has come to."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django_htmx.http import (
    HttpResponseClientRedirect,
    HttpResponseClientRefresh,
    reselect,
    reswap,
    retarget,
)

from skillsdir.models import SpreadsheetImport
from skillsdir.rules import may_import
from skillsdir.spreadsheet.answers import NameQuestion
from skillsdir.spreadsheet.drafts.drafts import (
    OPEN,
    Draft,
    current_dry_run,
    make_dry_run,
    saved_questions,
)
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from skillsdir.spreadsheet.writing import background as work
from skillsdir.spreadsheet.writing.progress import WorkProgress, progress_of


def importers_only(view):
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not may_import(request.user):
            if request.htmx:
                # A progress bar would go on polling; the page itself says why not.
                return HttpResponseClientRefresh()
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def is_removed(pk):
    return not SpreadsheetImport.objects.filter(pk=pk).exists()


def polls_for_removed(request, pk):
    """Whether a progress bar would go on polling for an import that is gone."""
    return request.htmx and is_removed(pk)


def leave_removed(request):
    """To the imports, from one that was removed while somebody waited for it."""
    messages.warning(request, "This import was removed.")
    imports = redirect("spreadsheet:overview")
    return HttpResponseClientRedirect(imports.url) if request.htmx else imports


def with_draft(view):
    """Give the view the draft; an import that is none (any more) shows its own page."""

    @importers_only
    @wraps(view)
    def wrapped(request, pk):
        if polls_for_removed(request, pk):
            return leave_removed(request)
        rows = SpreadsheetImport.objects.defer("file")
        import_ = get_object_or_404(rows, pk=pk)
        if import_.status not in OPEN:
            return redirect("spreadsheet:import", pk)
        try:
            return view(request, Draft(import_))
        except SpreadsheetImport.DoesNotExist:
            return leave_removed(request)
        except UnreadableFileError as error:
            messages.error(request, str(error))
            return redirect("spreadsheet:overview")

    return wrapped


def with_dry_run(find=current_dry_run):
    """Give the view a draft with the dry run that is found, and what is asked by it.

    Without one it is worked out behind the page; if that takes long, the page shows how
    far it is. What somebody sends is never lost to that: it waits.
    """

    def decorator(view):
        @with_draft
        @wraps(view)
        def wrapped(request, draft):
            dry_run = find(draft)
            if dry_run is None and request.method == "POST":
                dry_run = make_dry_run(draft)
            if dry_run is None:
                return work_out(request, draft)
            if request.htmx:
                return HttpResponseClientRefresh()
            draft.dry_run = dry_run
            draft.asked = saved_questions(dry_run, draft.answers)
            return view(request, draft)

        return wrapped

    return decorator


def work_out(request, draft):
    pk = draft.row.pk
    # What a progress bar has seen end is not begun again by the bar.
    if progress_of(pk) is None and (request.htmx or work.work_out_dry_run(pk)):
        if current_dry_run(draft):
            return redirect(request.get_full_path())
        if is_removed(pk):
            return leave_removed(request)
        page = render(request, "spreadsheet/check_failed.html", {"import": draft.row})
        return reswap(reselect(retarget(page, "#main"), "#main"), "outerHTML")
    progress = progress_of(pk) or WorkProgress(words=work.COMPARING)
    context = {"import": draft.row, "progress": progress, "heading": "Dry run"}
    return render(request, "spreadsheet/progress.html", context)


STEPS = {
    "sheets": "Sheets and columns",
    "values": "Levels, days, changes",
    "names": "Names",
    "people": "People",
    "check": "Dry run",
}


def step_of(question):
    """The step that asks a question about what cells say."""
    if not isinstance(question, NameQuestion):
        return "values"
    return "people" if question.noun == "person" else "names"


def open_counts(asked):
    """How many questions each step has still open."""
    counts = dict.fromkeys(STEPS, 0) | {"sheets": asked.open_sheets}
    for question in asked.open():
        counts[step_of(question)] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    title: str
    open_count: int
    is_current: bool

    @property
    def url_name(self):
        return f"spreadsheet:{self.name}"


def steps(current, asked=None) -> list[Step]:
    """All steps, each with what it has still open as far as that is known."""
    counts = open_counts(asked) if asked else dict.fromkeys(STEPS, 0)
    return [
        Step(name, title, counts[name], name == current)
        for name, title in STEPS.items()
    ]


def next_step(asked, after="sheets") -> str:
    """The first step from `after` on with something open; the dry run if none is."""
    counts, names = open_counts(asked), list(STEPS)
    later = names[names.index(after) :]
    return next((name for name in later if counts[name]), "check")
