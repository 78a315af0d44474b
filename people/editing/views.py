"""Pages on which a form is filled in, of a row that two people may edit at once too."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from people.editing.undo import say_with_undo, state_of

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def page_before(request: HttpRequest, otherwise) -> str:
    """Where the form that was sent stood, as its field `next` says."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, None, require_https=request.is_secure()
    )
    return address if is_ours else resolve_url(otherwise)


def edit_with_form(
    request: HttpRequest,
    form,
    save,
    *,
    page,
    context,
    done,
    then,
    conflict=(),
    may_undo=False,
) -> HttpResponse:
    """Show the form, and save what is sent or ask which of two versions is right.

    `save` takes the `data`, and returns the form with it and whether it is saved. Then
    `done` is said and one is back where one came from, or at `then`. `conflict` is what
    a versioned form is called in a sentence, and whose it is in the title.
    """
    if request.method == "POST":
        was = may_undo and state_of(form.instance)
        form, is_saved = save(data=request.POST)
        if is_saved and may_undo:
            say_with_undo(request, done, was=was, made=[form.instance])
        elif is_saved:
            messages.success(request, done)
        if is_saved:
            return redirect(page_before(request, then))
        if conflict and form.is_valid():
            return ask_which_is_right(request, form, *conflict, back=then)
    return render(request, page, {**context, "form": form})


def ask_which_is_right(request: HttpRequest, form, noun, about, *, back):
    """Somebody saved the row since the form was opened: show both, to choose."""
    context = {"form": form, "noun": noun, "about": about, "back": resolve_url(back)}
    return render(request, "people/editing/conflict.html", context)
