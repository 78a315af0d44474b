"""What the pages of bookings show: a booking, what it changes, and the form for it.

A booking that somebody thinks about: from an address or from a form being filled.

What is not said, or not understood, is as one would expect: half of a week, for the
days of the project that are still to come.
"""

from copy import copy
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.words import local_day, period_words
from projects.bookings.changes import (
    OverloadError,
    change,
    confirm_all,
    lock_booking,
    overbookings,
    propose,
)
from projects.bookings.forms import (
    AgreementForm,
    BookingEditForm,
    BookingForm,
    choices_for,
    seat_of,
)
from projects.bookings.outlook import Outlook, outside_words, stated_by
from projects.load.commitments import commitments_of
from projects.models import Assignment, AssignmentStatus
from projects.models.assignment import not_over

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
    today = local_day()
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


def asked_days(query):
    """The days that an address asks for, in words; empty where it asks for none."""
    days = []
    for name in ("from", "to"):
        try:
            days.append(BookingForm.base_fields["ends_on"].clean(query.get(name, "")))
        except ValidationError:
            days.append(None)
    return period_words(*days) if any(days) else ""


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
    """The key of the first seat for the skill that an address wants to be learned."""
    slug = data.get("learns", "")
    slug = choices.former[slug].slug if slug in choices.former else slug
    keys = [seat.key for seat in choices.seats if seat.skill.slug == slug]
    if slug and not keys and slug not in {skill.slug for skill in choices.unguided}:
        problems.append("learns")
    return keys[0] if keys else ""


WEEK = timedelta(days=7)


class BookingPage:
    """A booking, saved or thought about, and what it changes.

    `asked` are slugs of skills that may be chosen too. Where the page has a form, the
    functions below fill it in.
    """

    form: BookingForm | None = None
    # Parameters of the address that were not understood.
    problems = ()

    def __init__(self, booking, asked=()):
        # Weeks are shown from their Monday on.
        first = min(booking.starts_on, local_day())
        since = max(first, date.min + WEEK) - WEEK
        commitments = commitments_of(booking.person, since, without=booking.pk)
        stated = list(stated_by(booking.person))
        self.booking = booking
        self.outlook = Outlook(booking, commitments, stated)
        self.choices = choices_for(booking, self.outlook.coverage, stated, asked)

    @property
    def fitting_percent(self):
        """As much as there is time for, or as it takes if nothing of it fits."""
        percent, over = self.booking.percent, self.outlook.time.overloads
        least = percent - max((one.over for one in over), default=0)
        return least if least > 0 else percent

    @property
    def questions(self):
        """What to ask before it is booked, as tentative or as confirmed."""
        return self.outlook.time.questions_as(self.booking.status)

    @property
    def days_off(self):
        """Days on which its person does no work, where they are not asked about."""
        off = self.outlook.time.off_days
        return [] if set(off) <= set(self.questions) else off

    @property
    def outside(self):
        """What of its days lies outside of those of its project, in words."""
        return outside_words(self.booking)


def asked_page(project, person, query) -> BookingPage:
    """The page on which somebody is booked, as its address asks for it."""
    booking = new_booking(project, person)
    problems = fill(booking, query, PARAMETERS)
    asked = slugs_in([*query.getlist("skill"), *query.getlist("learns")])
    page = BookingPage(booking, asked)
    initial = {
        "skills": chosen_skills(page.choices, query, problems),
        "seat": chosen_seat(page.choices, query, problems),
    }
    page.form = BookingForm(instance=booking, choices=page.choices, initial=initial)
    page.problems = list(dict.fromkeys(problems))
    return page


def save_new(project, person, sent, *, by):
    """Book as the form says, unless it is refused or only to be checked.

    Return the page with the form, and the booking or `None`.
    """
    booking = new_booking(project, person)
    fill(booking, sent, FIELDS)
    page = BookingPage(booking, slugs_in(sent.getlist("skills")))
    blank = Assignment(project=project, person=person)
    page.form = form = BookingForm(sent, instance=blank, choices=page.choices)
    if not form.is_valid() or "check" in sent:
        return page, None
    try:
        return page, propose(project=project, person=person, by=by, **form.terms)
    except (ValidationError, OverloadError) as error:
        form.refuse(error)
    return page, None


def edit_page(booking, sent=None) -> BookingPage:
    """The page on which a saved booking is edited; locked, where a form was sent."""
    thought = copy(booking)
    asked = ()
    if sent is not None:
        fill(thought, sent, FIELDS)
        asked = slugs_in(sent.getlist("skills"))
    page = BookingPage(thought, asked)
    present = seat_of(booking)
    initial = {
        "skills": list(booking.skills.all()),
        "seat": present.key if present else "",
    }
    page.form = BookingEditForm(
        sent, instance=booking, choices=page.choices, initial=initial
    )
    return page


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


class ConfirmingPage:
    """The tentative bookings of a project, and who would have too much with them.

    `sent` says which of them a page has shown, and in which words somebody agreed.
    """

    def __init__(self, project, sent=None):
        rows = project.assignments.filter(not_over(), status=AssignmentStatus.TENTATIVE)
        if sent is not None:
            shown = [pk for pk in sent.getlist("booking") if pk.isdecimal()]
            rows = rows.filter(pk__in=[pk for pk in shown if len(pk) < 10])
        rows = rows.select_related("project", "person")
        self.rows = rows.order_by("person__sort_name", "pk")
        self.bookings = list(self.rows)
        self.form = AgreementForm(sent, label="Confirm all the same")
        self.form.questions = overbookings(self.bookings)

    def confirm(self, *, by):
        """Return what is confirmed now; nothing where something is asked first."""
        try:
            return confirm_all(bookings=self.rows, by=by, despite=self.form.agreed)
        except (OverloadError, ValidationError) as error:
            self.form.refuse(error)
        return []
