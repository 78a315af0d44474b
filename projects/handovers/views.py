"""Who instead: the page of somebody's booking, of who could take it over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from people.editing.undo import say_with_undo, state_of
from people.editing.versions import OutdatedError
from people.editing.views import page_before, reads_and_writes
from people.lists.addresses import Address
from people.models import Person
from people.words import period_words
from projects import rules
from projects.access import staffing_project
from projects.bookings.changes import OverloadError
from projects.bookings.forms import AgreementForm
from projects.bookings.together import people_ticked, seats_asked, terms_asked
from projects.bookings.views import who_are
from projects.handovers.changes import replace_booking
from projects.handovers.days import aftermath, is_touched, may_return
from projects.handovers.kept import replacement_basis
from projects.handovers.page import HandoverPage
from projects.models import Assignment

LIVE_ONLY = staffing_project(rules.may_prepare, "nobody is booked on it now")


@reads_and_writes
@LIVE_ONLY
def booking_instead(request, project, pk):
    rows = Assignment.objects.for_page().select_related("project__lead__location")
    row = rows.filter(project=project, pk=pk).first()
    if row is None and request.method == "POST":
        messages.info(request, "The booking is gone already.")
        return redirect(project)
    if row is None:
        raise Assignment.DoesNotExist
    return find_or_replace(request, row)


@reads_and_writes
@LIVE_ONLY
def person_instead(request, project, person):
    """Instead of somebody who is not booked any more, as after declining."""
    person = get_object_or_404(Person, slug=person)
    return find_or_replace(request, Assignment(project=project, person=person))


def find_or_replace(request, booking):
    if request.method == "POST":
        return book_instead(request, booking)
    page = HandoverPage(booking, Address(request.path, request.GET))
    context = {"page": page, "booking": booking}
    return render(request, "projects/handovers/instead.html", context)


def book_instead(request, booking):
    """Book who was chosen; too little time is asked about once for all."""
    form = AgreementForm(request.POST, label="Book all the same")
    sent, project = request.POST, booking.project
    try:
        people = people_ticked(sent.getlist("person"))
        terms = terms_asked(project, sent)
        was = state_of(booking) if booking.pk else []
        seen = HandoverPage(booking, Address(request.path, request.GET))
        with transaction.atomic():
            made = replace_booking(
                booking=booking,
                people=people,
                by=request.user,
                version=version_sent(sent) or booking.version,
                despite=form.agreed,
                seats=seats_asked(sent.getlist("learner"), people),
                **terms,
            )
            replacement_basis(seen, people).keep(made, by=request.user)
    except OverloadError as error:
        form.refuse(error)
        return ask_all_the_same(request, booking, people, terms, form)
    except OutdatedError:
        words = "The booking was changed since you opened it: look again."
        messages.warning(request, words)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        say_who_instead(request, booking, people, made, was, terms)
        return redirect(page_before(request, project))
    return redirect(request.get_full_path())


def version_sent(sent):
    version = sent.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def ask_all_the_same(request, booking, people, terms, form):
    context = {
        "project": booking.project,
        "people": people,
        "terms": terms,
        "form": form,
        "learners": request.POST.getlist("learner"),
        "version": version_sent(request.POST),
        "action": request.get_full_path(),
        "back": request.get_full_path(),
    }
    return render(request, "projects/bookings/book_together.html", context)


def say_who_instead(request, booking, people, made, was, terms):
    """With Undo: of a booking that could not be made anew only for the new ones."""
    words = f"{who_are(people)} booked on {booking.project}"
    if not made:
        messages.info(request, f"{words} so already.")
        return
    days = terms["starts_on"], terms["ends_on"]
    words = f"{words} instead of {booking.person}, tentatively, {period_words(*days)}."
    if booking.pk:
        words = f"{words} {aftermath(booking, *days)}"
    comes_back = booking.pk and is_touched(booking, *days) and may_return(booking)
    old = [booking] if comes_back else []
    say_with_undo(request, words, was=was if old else (), made=[*made, *old])
