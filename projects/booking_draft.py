"""A booking that somebody thinks about: from an address or from a form being filled.

What is not said, or not understood, is as one would expect: half of a week, for the
days of the project that are still to come.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from projects.forms_booking import BookingForm
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
