"""/searches/: filtered lists that people keep and share."""

from textwrap import shorten

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from people.directory.cards import person_cards
from people.editing.undo import say_with_undo, state_of
from people.models import SavedSearch
from people.searches import saving as saved_searches
from people.searches.forms import NewSearchForm, SavedSearchForm
from people.searches.saving import conditions_of_all

MOST_NEW = 25


@require_safe
def search_list(request):
    searches = list(request.user.saved_searches.without_people())
    queries = [search.query_now for search in searches]
    conditions = conditions_of_all(queries, request.user)
    context = {
        "searches": list(zip(searches, conditions, strict=True)),
        "new_again_days": settings.DIRECTORY["NEW_AGAIN_DAYS"],
    }
    return render(request, "people/searches/search_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def search_new(request):
    """Save the list whose parameters are this address's."""
    search = SavedSearch(owner=request.user)
    query = saved_searches.query_of(request.GET)
    initial = {"query": query, "name": offered_name(words_of(query, request.user))}
    form = NewSearchForm(request.POST or None, instance=search, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            search = saved_searches.save(**form.cleaned_data, by=request.user)
        except IntegrityError:
            form.refuse_name()
        else:
            messages.success(request, f"“{search.name}” is saved.")
            return redirect(search)
    words = words_of(form["query"].value() or "", request.user)
    context = {"form": form, "conditions": words}
    return render(request, "people/searches/search_form.html", context)


def offered_name(conditions):
    """The name to begin with, which is to be true next month as well."""
    words = ", ".join(conditions.lasting or conditions.labels)
    return shorten(words, 80, placeholder="…")


def words_of(query, user):
    return conditions_of_all([query], user)[0]


@require_safe
def search_detail(request, key):
    search = get_object_or_404(SavedSearch.objects.select_related("owner"), key=key)
    look = saved_searches.look_at(search, request.user)
    is_own = search.owner_id == request.user.pk
    context = {
        "search": search,
        "look": look,
        "is_own": is_own,
        "cards": person_cards(look.new[:MOST_NEW], user=request.user) if is_own else [],
    }
    return render(request, "people/searches/search_detail.html", context)


def own_search(request, key):
    return get_object_or_404(SavedSearch.objects.of(request.user), key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def search_edit(request, key):
    search = own_search(request, key)
    form = SavedSearchForm(request.POST or None, instance=search)
    if request.method == "POST" and form.is_valid():
        try:
            saved_searches.change(search=search, by=request.user, **form.cleaned_data)
        except IntegrityError:
            form.refuse_name()
        else:
            messages.success(request, f"“{search.name}”: saved.")
            return redirect("people:search-list")
    context = {
        "form": form,
        "search": search,
        "conditions": words_of(search.query_now, request.user),
    }
    return render(request, "people/searches/search_form.html", context)


@require_POST
def search_seen(request, key):
    search = own_search(request, key)
    saved_searches.mark_seen(search=search, by=request.user)
    messages.success(request, f"“{search.name}”: nobody is new any more.")
    return redirect("people:search-list")


@require_POST
def search_mend(request, key):
    search = own_search(request, key)
    saved_searches.mend(search=search, by=request.user)
    messages.success(request, f"“{search.name}” finds people again.")
    return redirect("people:search-list")


@require_POST
def search_remove(request, key):
    search = SavedSearch.objects.of(request.user).filter(key=key).first()
    if search is None:
        # Or never there, or somebody else's: nobody learns which.
        messages.info(request, "The search is gone already.")
    else:
        was = state_of(search)
        saved_searches.remove_search(search=search, by=request.user)
        say_with_undo(request, f"“{search.name}” is no longer saved.", was=was)
    return redirect("people:search-list")
