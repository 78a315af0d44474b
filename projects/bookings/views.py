"""Booking somebody on a project, and the page of one booking."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url, reselect, reswap, retarget

from people.availability.words import project_days
from people.editing.undo import say_with_undo, state_of
from people.editing.versions import OutdatedError
from people.editing.views import ask_which_is_right, page_before, reads_and_writes
from people.lists.addresses import without_ticks
from people.models import Person
from people.paths import path_to
from projects import rules
from projects.access import staffing, staffing_project
from projects.bookings import changes as booking
from projects.bookings.changes import OverloadError
from projects.bookings.choosing import people_to_book, projects_to_book_on
from projects.bookings.forms import (
    ACTIONS,
    AgreementForm,
    ChangeForm,
    ConfirmForm,
    DeclineForm,
    EndForm,
    ShiftForm,
)
from projects.bookings.learning import guided_by
from projects.bookings.page import (
    BookingPage,
    ConfirmingPage,
    asked_days,
    asked_page,
    edit_page,
    save_edit,
    save_new,
)
from projects.bookings.together import (
    days_asked,
    names_of,
    people_ticked,
    propose_together,
    seats_asked,
    terms_asked,
)
from projects.models import Assignment, AssignmentStatus, Project
from projects.suggestions.keeping import keep_suggestion

# What the choice of a project or a person hands on to the form.
HANDED_ON = ("from", "to", "percent", "next")


def choice_of(request, back=""):
    """The text to look for, and what is handed on to the form, in the address too.

    Who came from nowhere is led `back`.
    """
    terms = {name: request.GET[name] for name in HANDED_ON if request.GET.get(name)}
    text = request.GET.get("q", "").replace("\x00", "").strip()
    onwards = terms | ({"next": back} if back and "next" not in terms else {})
    query = f"?{urlencode(onwards)}" if onwards else ""
    days = asked_days(request.GET)
    return {"text": text, "terms": terms, "query": query, "asked_days": days}


@reads_and_writes
@staffing_project()
def book_project(request, project):
    """Whom to book on the project; several who are ticked are booked at once."""
    if request.method == "POST":
        return book_together(request, project)
    context = {"project": project, "days": project_days(project)}
    context |= choice_of(request, back=request.get_full_path())
    context["choices"] = people_to_book(project, context["text"])
    return render(request, "projects/bookings/book_project.html", context)


def book_together(request, project):
    """Book who is ticked, tentatively; too little time is asked about once for all."""
    form = AgreementForm(request.POST, label="Book all the same")
    try:
        people = people_ticked(request.POST.getlist("person"))
        terms = terms_asked(project, request.POST)
        with keep_suggestion(request, project, people) as made:
            made += propose_together(
                project=project,
                people=people,
                by=request.user,
                despite=form.agreed,
                seats=seats_asked(request.POST.getlist("learner"), people),
                days=days_asked(request.POST.getlist("days"), people),
                **terms,
            )
    except OverloadError as error:
        form.refuse(error)
        context = {"project": project, "people": people, "terms": terms, "form": form}
        context["learners"] = request.POST.getlist("learner")
        context["own_days"] = request.POST.getlist("days")
        context["back"] = page_before(request, project)
        page = render(request, "projects/bookings/book_together.html", context)
        return unfold(page, request, "#together")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        say_booked_together(request, project, people, made)
        return redirect(without_ticks(page_before(request, resolve_url(project))))
    return redirect(page_before(request, project))


def who_are(people):
    return f"{names_of(people)} {'is' if len(people) == 1 else 'are'}"


def say_booked_together(request, project, people, made):
    words = who_are(people)
    if made:
        words = f"{words} booked on {project}, tentatively."
        say_with_undo(request, words, made=made)
    else:
        messages.info(request, f"{words} booked so already.")


def unfold(page, request, region):
    """Of the page only the region, where it stands in the list that it is opened in."""
    if request.htmx:
        reselect(retarget(page, region), region)
        replace_url(reswap(page, "outerHTML"), False)
    return page


@require_safe
@staffing
def book_person(request, slug):
    """On which project to book the person."""
    person = get_object_or_404(Person.objects.for_directory(), slug=slug)
    context = {"person": person} | choice_of(request)
    context["choices"] = projects_to_book_on(person, context["text"])
    return render(request, "projects/bookings/book_person.html", context)


@reads_and_writes
@staffing_project()
@vary_on_headers("HX-Request")
def book(request, project, person):
    person = get_object_or_404(Person.objects.for_directory(), slug=person)
    if request.method == "POST":
        with keep_suggestion(request, project, [person]) as made:
            page, booked = save_new(project, person, request.POST, by=request.user)
            made += [booked] if booked else []
        if made:
            say_booked(request, booked, page, made)
            return redirect(page_before(request, project))
    else:
        page = asked_page(project, person, request.GET)
    context = {"page": page, "back": page_before(request, project)}
    page = render(request, "projects/bookings/book.html", context)
    return unfold(page, request, f"#booking-{person.slug}")


def say_booked(request, row, page, made):
    """With a way to confirm this one alone."""
    how, confirm = "", ""
    if row.status == AssignmentStatus.TENTATIVE:
        how = ", tentatively"
        confirm = path_to("projects:booking-confirm", row.project.slug, row.pk)
    words = f"{row.person} is booked on {row.project}{how}: {terms_words(row)}"
    off = [f"{one.words}." for one in page.days_off]
    words = " ".join([words, *page.outside, *off])
    say_with_undo(request, words, made=made, confirm=confirm)


def booking_or_404(slug, pk):
    rows = Assignment.objects.for_page()
    return get_object_or_404(rows, project__slug=slug, pk=pk)


@require_safe
def booking_detail(request, slug, pk):
    row = booking_or_404(slug, pk)
    if not rules.may_see_booking(request.user, row):
        raise PermissionDenied
    return show_booking(request, row)


def show_booking(request, row, refused=None):
    """The page of a booking; who may staff sees what it changes and may act.

    `refused` is a form that could not be done.
    """
    context = {"booking": row, "may_staff": rules.may_staff(request.user)}
    if context["may_staff"]:
        context |= {form.name: form(auto_id=f"{form.name}_%s") for form in ACTIONS}
        context |= {"page": BookingPage(row), "guided": guided_by(row)}
        context["suggestions"] = row.suggestions.select_related("project")
        fitting = context["page"].fitting_percent
        context["change"].initial = {"percent": fitting}
    if refused:
        context[refused.name] = refused
    return render(request, "projects/bookings/booking_detail.html", context)


@reads_and_writes
@staffing
def booking_edit(request, slug, pk):
    row = booking_or_404(slug, pk)
    if request.method != "POST":
        page = edit_page(row)
    else:
        was = state_of(row)
        page, is_saved = save_edit(row, request.POST, by=request.user)
        if is_saved:
            say_with_undo(request, "The booking is saved.", was=was, made=[row])
            return redirect(page_before(request, row))
        if page.form.is_valid():
            named = "this booking", f"{row.person.name} on {row.project.name}"
            return ask_which_is_right(request, page.form, *named, back=row)
    return render(request, "projects/bookings/booking_edit.html", {"page": page})


def act(request, row, form_class, write, done, then=None, instead=""):
    """Do what a small form asks for; show it again where that cannot be done.

    `instead` is the address of who could take over, where that is a question then.
    """
    form = form_class(request.POST, auto_id=f"{form_class.name}_%s")
    if form.is_valid():
        asked, was = form.cleaned_data, state_of(row)
        version = asked.pop("version", None) or row.version
        try:
            kept = write(booking=row, by=request.user, version=version, **asked)
        except OutdatedError:
            words = "The booking was changed since you opened it: look again."
            messages.warning(request, words)
            return redirect(page_before(request, row))
        except (ValidationError, OverloadError) as error:
            form.refuse(error)
        else:
            say_what_is_done(request, done, was, row, kept, instead)
            return redirect(page_before(request, then or row))
    return show_booking(request, row, form)


def say_what_is_done(request, done, was, row, kept, instead):
    """With Undo, where the booking could be made anew; `kept` is `None` if it went."""
    words = f"{done} {terms_now(kept)}" if kept else done
    if instead and row.project.is_live:
        words = format_html('{} <a href="{}">Who instead?</a>', words, instead)
    if row.project.is_live and not row.person.has_left:
        say_with_undo(request, words, was=was, made=[kept] if kept else [])
    else:
        messages.success(request, words)


def terms_now(booking):
    """Whom it is about, and what it says."""
    return f"{booking}: {terms_words(booking)}"


def terms_words(booking):
    return f"{booking.percent} %, {booking.period}."


@require_POST
@staffing
def booking_confirm(request, slug, pk):
    row = booking_or_404(slug, pk)
    return act(request, row, ConfirmForm, booking.confirm, "Confirmed.")


@reads_and_writes
@staffing_project(rules.may_prepare, "its bookings stay as they are")
def bookings_confirm(request, project):
    """Confirm all that is tentative, once who would get too much is asked about."""
    sent = request.POST if request.method == "POST" else None
    page = ConfirmingPage(project, sent)
    if sent is not None:
        was = state_of(*page.bookings)
        if made := page.confirm(by=request.user):
            words = f"{who_are({one.person for one in made})} confirmed."
            say_with_undo(request, words, was=was, made=made)
            return redirect(page_before(request, project))
    context = {"project": project, "page": page}
    return render(request, "projects/bookings/confirm_all.html", context)


@require_POST
@staffing
def booking_shift(request, slug, pk):
    row = booking_or_404(slug, pk)
    return act(request, row, ShiftForm, booking.shift, "The booking is moved.")


@require_POST
@staffing
def booking_change(request, slug, pk):
    row = booking_or_404(slug, pk)
    return act(request, row, ChangeForm, booking.change, "The booking is changed.")


@require_POST
@staffing
def booking_end(request, slug, pk):
    row = booking_or_404(slug, pk)
    instead = reverse("projects:booking-instead", args=[slug, pk])
    done = "The last day is set."
    return act(request, row, EndForm, booking.end_early, done, instead=instead)


@require_POST
@staffing
def booking_decline(request, slug, pk):
    project = get_object_or_404(Project, slug=slug)
    row = project.assignments.for_page().filter(pk=pk).first()
    if row is None:
        messages.info(request, "The booking is gone already.")
        return redirect(project)
    lost = [f"{one.person} needs another mentor." for one in guided_by(row)]
    done = " ".join([f"{row.person} is no longer booked here.", *lost])
    instead = instead_of_declined(row)
    return act(request, row, DeclineForm, booking.decline, done, project, instead)


def instead_of_declined(row):
    """The address of who could take over a booking that will be gone."""
    page = reverse("projects:person-instead", args=[row.project.slug, row.person.slug])
    terms = {"percent": row.percent, "from": row.starts_on}
    terms |= {"to": row.ends_on} if row.ends_on else {}
    terms["skill"] = [skill.slug for skill in row.skills.all()]
    return f"{page}?{urlencode(terms, doseq=True)}"
