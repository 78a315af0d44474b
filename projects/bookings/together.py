"""Booking several people on a project at once, tentatively: all of them, or nobody."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.acting import judge_again
from people.fields import Ids
from people.lists.former_slugs import SLUG, by_slug
from people.models import Expertise, Person, Skill
from people.models.history import listed
from projects.access import check_may_staff
from projects.bookings.changes import (
    LOAD,
    check_agreed,
    check_open,
    check_terms,
    overbookings,
    values,
)
from projects.bookings.forms import BookingForm
from projects.bookings.learning import NO_SEAT, LearningSeat, check_seat
from projects.bookings.page import PARAMETERS, fill, new_booking
from projects.models import Assignment, Project

MOST = 25


def people_ticked(slugs):
    """Raises `ValidationError` where there is nobody, one unknown, or too many."""
    slugs = list(dict.fromkeys(slugs))
    if not slugs:
        raise ValidationError("Tick who is to be booked.")
    if len(slugs) > MOST:
        raise ValidationError(f"Book at most {MOST} people at once.")
    found = by_slug(Person.objects.for_directory(), slugs)
    if len(found) < len(slugs):
        raise ValidationError("Somebody of them is not here any more.")
    return list({person.pk: person for person in found.values()}.values())


def names_of(people):
    """“Ana, Ben and Cyd”, in the order of a list."""
    in_order = sorted(people, key=lambda person: (person.sort_name, person.pk))
    return listed([person.name for person in in_order])


def terms_asked(project, sent):
    """Percent and days as a list asks for them, or as one would expect."""
    booking = new_booking(project, None)
    if problems := fill(booking, sent, PARAMETERS):
        raise ValidationError(f"Not understood: {', '.join(problems)}.")
    return {name: getattr(booking, name) for name in LOAD}


def ids_of_ticked(people, slugs):
    """The ids of these people by slugs that they have, or had once.

    Raises `ValidationError` where a slug is nobody's of them: what is said of somebody
    else's days or seat must not be passed over.
    """
    rows = Person.objects.filter(pk__any=Ids(person.pk for person in people))
    found = by_slug(rows, slugs)
    if not found.keys() >= set(slugs):
        raise ValidationError("Days or a seat are said of somebody not ticked.")
    return {slug: person.pk for slug, person in found.items()}


def seats_asked(values, people):
    """Seats of learners among `people` by their ids, from `person:skill:mentor`."""
    slugs = [tuple(value.split(":")) for value in values[:MOST]]
    if not all(len(parts) == 3 and all(map(SLUG.fullmatch, parts)) for parts in slugs):
        raise ValidationError("Not understood: learner.")
    ids = ids_of_ticked(people, [person for person, *_ in slugs])
    skills = by_slug(Skill.objects.all(), [skill for _, skill, _ in slugs])
    mentors = by_slug(Person.objects.active(), [mentor for *_, mentor in slugs])
    try:
        return {
            ids[person]: LearningSeat(skills[skill], mentors[mentor]).terms
            for person, skill, mentor in slugs
        }
    except KeyError:
        raise ValidationError("A skill or a mentor is not here any more.") from None


def days_asked(values, people):
    """Own days of some of `people` by their ids, from `person:first:last`."""
    days, ids = {}, ids_of_ticked(people, [one.split(":")[0] for one in values[:MOST]])
    for value in values[:MOST]:
        person, *own = [*value.split(":"), "", ""][:3]
        try:
            first, last = (BookingForm.base_fields["ends_on"].clean(day) for day in own)
        except ValidationError:
            raise ValidationError("Not understood: days.") from None
        if first:
            days[ids[person]] = {"starts_on": first, "ends_on": last}
    return days


@transaction.atomic
def propose_together(
    *, project, people, by, despite="", seats=None, days=None, **terms
):
    """Book people tentatively on the same terms, all of them or nobody.

    Return the new bookings: who is booked so already, as by a form sent twice, is not
    among them. The skills used are the needed ones that each has. As many queries for
    many as for few, but for learners: `seats` are theirs, as `seats_asked`. `days` are
    those of who has others than the rest, as `days_asked`. Raises as `propose`; its one
    `OverloadError` is about all of them, unless somebody agreed to its very words,
    `despite`.
    """
    check_may_staff(by)
    project, people = lock_together(project.pk, {person.pk for person in people})
    bookings = [
        Assignment(
            project=project,
            person=person,
            created_by=by,
            **terms | (days or {}).get(person.pk, {}),
            **(seats or {}).get(person.pk, NO_SEAT),
        )
        for person in people
    ]
    for booking in bookings:
        check_open(booking)
        check_terms(booking)
    bookings = without_twins(project, bookings, days or {})
    check_agreed(overbookings(bookings, is_tentative=True), despite)
    made = Assignment.objects.bulk_create(bookings)
    # Only now their mentors are on the team.
    for booking in made:
        check_seat(booking)
    use_needed_skills(project, made)
    return made


def lock_together(project, people):
    """As `projects.bookings.changes.lock`, of many people in the order of their ids."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project)
    rows = Person.objects.select_for_update(no_key=True).order_by("pk")
    locked = list(rows.filter(pk__any=Ids(people)))
    if len(locked) < len(people):
        raise Person.DoesNotExist
    judge_again()
    return project, locked


def without_twins(project, bookings, days):
    """Those that are not there already.

    Raises `ValidationError` where somebody is on the team on other terms: of who is
    asked for `days` of their own, in these.
    """
    team = Assignment.objects.on_team().filter(project=project).select_related("person")
    there = defaultdict(list)
    for one in team.order_by("person__sort_name", "pk"):
        there[one.person_id].append(one)
    twins, others = set(), {}
    for booking in bookings:
        for one in there[booking.person_id]:
            if values(one, LOAD) == values(booking, LOAD):
                twins.add(booking.person_id)
            elif booking.person_id not in days or overlap(one, booking):
                others[booking.person_id] = booking.person.name
    if names := [name for pk, name in others.items() if pk not in twins]:
        words = f"On the team already: {', '.join(names)}. Nobody was booked."
        raise ValidationError(words)
    return [one for one in bookings if one.person_id not in twins]


def overlap(one, other):
    """Whether two bookings have a day in common."""
    first = max(one.starts_on, other.starts_on)
    return all(last is None or first <= last for last in (one.ends_on, other.ends_on))


def use_needed_skills(project, bookings):
    """Say of new bookings that they use what is needed and their person has."""
    of_person = {one.person_id: one.pk for one in bookings}
    rows = Expertise.objects.filter(
        person_id__any=Ids(of_person), skill__in=project.needs.values("skill")
    )
    through = Assignment.skills.through
    through.objects.bulk_create(
        through(assignment_id=of_person[person], skill_id=skill)
        for person, skill in rows.order_by().values_list("person_id", "skill_id")
    )
