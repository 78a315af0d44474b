"""What the pages of bookings show: a booking, what it changes, and the form for it.

A booking that somebody thinks about: from an address or from a form being filled.

What is not said, or not understood, is as one would expect: half of a week, for the
days of the project that are still to come.
"""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects.bookings.changes import OverloadError, change, lock_booking, propose
from projects.bookings.forms import (
    BookingChoices,
    BookingEditForm,
    BookingForm,
    choices_for,
    seat_of,
)
from projects.bookings.outlook import Outlook, outside_words, stated_by
from projects.load.commitments import commitments_of
from projects.models import Assignment

# What an address calls the fields of the form.
PARAMETERS = {
    "percent": "percent",
    "from": "starts_on",
    "to": "ends_on",
    "role": "role",
}
FIELDS = {name: name for name in (*PARAMETERS.values(), "status")}
MOST_SKILLS = 100


def new_booking(project, person):
    """An unsaved booking for the days of the project from today on."""
    today = timezone.localdate()
    starts_on = max(today, project.starts_on or today)
    is_over = project.ends_on is not None and project.ends_on < starts_on
    ends_on = None if is_over else project.ends_on
    return Assignment(
        project=project, person=person, starts_on=starts_on, ends_on=ends_on
    )


def fill(booking, data, parameters):
    """Give a booking what `data` says of it; return what was not understood.

    `parameters` maps the names in `data` to fields.
    """
    problems = []
    for parameter, name in parameters.items():
        if parameter not in data:
            continue
        try:
            setattr(booking, name, BookingForm.base_fields[name].clean(data[parameter]))
        except ValidationError:
            problems.append(parameter)
    if booking.ends_on and booking.ends_on < booking.starts_on:
        booking.ends_on = booking.starts_on
        problems.append("to")
    return problems


def slugs_in(values):
    """The slugs in values such as “python”, “python:3” or “python sql”."""
    slugs = [slug.partition(":")[0] for value in values for slug in value.split()]
    return [slug for slug in slugs[:MOST_SKILLS] if "\x00" not in slug]


def chosen_skills(choices, data, problems):
    """The skills that an address asks for, else the needed ones that are there."""
    if "skill" not in data:
        return choices.covered()
    slugs, skills = slugs_in(data.getlist("skill")), choices.skills | choices.former
    if not set(slugs) <= set(skills):
        problems.append("skill")
    return list(dict.fromkeys(skills[slug] for slug in slugs if slug in skills))


def chosen_seat(choices, data, problems):
    """The first seat for the skill that an address wants somebody to learn."""
    slug = data.get("learns", "")
    slug = choices.former[slug].slug if slug in choices.former else slug
    found = next((seat for seat in choices.seats if seat.skill.slug == slug), None)
    if slug and found is None and slug not in {s.slug for s in choices.unguided}:
        problems.append("learns")
    return found


WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class BookingPage:
    """A booking, saved or thought about, and what it changes."""

    booking: Assignment
    outlook: Outlook
    choices: BookingChoices
    form: BookingForm | None = None
    problems: tuple[str, ...] = ()

    @property
    def outside(self):
        """What of its days lies outside of those of its project, in words."""
        return outside_words(self.booking)


def asked_page(project, person, query):
    """The page on which somebody is booked, as its address asks for it."""
    booking = new_booking(project, person)
    problems = fill(booking, query, PARAMETERS)
    asked = slugs_in([*query.getlist("skill"), *query.getlist("learns")])
    outlook, choices = look_at(booking, asked)
    initial = {
        "skills": chosen_skills(choices, query, problems),
        "seat": chosen_seat(choices, query, problems),
    }
    form = BookingForm(instance=booking, choices=choices, initial=initial)
    return BookingPage(booking, outlook, choices, form, tuple(dict.fromkeys(problems)))


def save_new(project, person, sent, *, by):
    """Book as the form says, unless it is refused or only to be checked.

    Return the page with the form, and the booking or `None`.
    """
    booking = new_booking(project, person)
    fill(booking, sent, FIELDS)
    outlook, choices = look_at(booking, slugs_in(sent.getlist("skills")))
    blank = Assignment(project=project, person=person)
    form = BookingForm(sent, instance=blank, choices=choices)
    page = BookingPage(booking, outlook, choices, form)
    if not form.is_valid() or "check" in sent:
        return page, None
    try:
        return page, propose(project=project, person=person, by=by, **form.terms)
    except (ValidationError, OverloadError) as error:
        form.refuse(error)
    return page, None


def saved_page(booking):
    """The page of a saved booking."""
    return BookingPage(booking, *look_at(booking))


def edit_page(booking, sent=None):
    """The page on which a saved booking is edited; locked, where a form was sent."""
    thought = copy(booking)
    asked = ()
    if sent is not None:
        fill(thought, sent, FIELDS)
        asked = slugs_in(sent.getlist("skills"))
    outlook, choices = look_at(thought, asked)
    initial = {"skills": list(booking.skills.all()), "seat": seat_of(booking)}
    form = BookingEditForm(sent, instance=booking, choices=choices, initial=initial)
    return BookingPage(thought, outlook, choices, form)


@transaction.atomic
def save_edit(booking, sent, *, by):
    """Save the form unless it is refused or in conflict; return page and outcome."""
    page = edit_page(lock_booking(booking, by), sent)
    form = page.form
    if not form.is_valid() or form.is_conflict:
        return page, False
    try:
        change(booking=booking, by=by, **form.terms)
    except (ValidationError, OverloadError) as error:
        form.refuse(error)
        return page, False
    return page, True


def look_at(booking, asked=()):
    """The outlook of a booking, and what may be chosen for it; `asked` are skills."""
    # Weeks are shown from their Monday on.
    since = max(min(booking.starts_on, timezone.localdate()), date.min + WEEK) - WEEK
    commitments = commitments_of(booking.person, since, without=booking.pk)
    stated = list(stated_by(booking.person))
    outlook = Outlook(booking, commitments, stated)
    return outlook, choices_for(booking, outlook.coverage, stated, asked)
