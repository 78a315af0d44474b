"""My profile: what the page of one's own shows, and what it asks.

What people do to their own profile. `by` is the user, who must be its person.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, Window
from django.utils import timezone

from people.accounts.acting import judge_again
from people.database.compiled import CompiledQuery
from people.editing.versions import OutdatedError
from people.fields import Ids
from people.models import Absence, Expertise, Level, Person, Skill, related
from people.profiles.endorsing import suggestions_to
from people.profiles.page import StatedSkill, of_person, open_wishes, stated_skills
from people.words import confirmed_words, is_stale, local_day

MOST_OFFERS = 5


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stated level that may no longer be right, and why."""

    stated: StatedSkill
    why: str


def person_of(user):
    """The person who is signed in; `None` for users without one, or who left."""
    if not user.is_authenticated:
        return None
    person = getattr(user, "person", None)
    return None if person is None or person.has_left else person


class MyProfile:
    """All that the page shows beside its forms; as many queries for much as little."""

    levels = tuple(Level)

    def __init__(self, person):
        now, today = timezone.now(), local_day()
        assignments = bookings_with(person.pk)
        going_on = [one for one in assignments if one.phase(today) != "past"]
        skills = stated_skills(person)
        self.person = person
        self.confirmed = confirmed_words(person, now)
        self.is_stale = is_stale(person, now)
        self.skills = skills
        self.skill_ids = [skill.row.skill_id for skill in skills]
        self.wishes = open_wishes(person)
        self.absences = of_person(person, absences_of(person.pk))
        self.doubts = doubts_of(person, skills)
        self.suggestions = suggestions_to(person)
        self.offers = offers_to(person, self.skill_ids)
        # Bookings that are not over: the person's own, and those of whom they guide.
        self.bookings = [one for one in going_on if one.person_id == person.pk]
        self.guided = [one for one in going_on if one.person_id != person.pk]


@CompiledQuery
def absences_of(person):
    return Absence.objects.filter(person=person, ends_on__gte=local_day())


@CompiledQuery
def bookings_with(person):
    """Bookings of the person, and those on which the person guides a learner."""
    rows = related("assignments").filter(Q(person=person) | Q(mentor=person))
    keys = ("project", "person", "learns", "mentor", "created_by")
    return rows.select_related(*keys).order_by("starts_on")


def doubts_of(person, skills):
    """Levels to ask about, the longest unused first, those never dated last.

    Asked are skills unused for 18 months; of a stale profile also those whose last
    use is unknown. Who answered within the last year is not asked again, and nobody of
    what a booking has used meanwhile, whatever day is stated.
    """
    now = timezone.now()
    today = local_day()
    since = today - timedelta(days=settings.DIRECTORY["UNUSED_DAYS"])
    found = []
    for stated in skills:
        row = stated.row
        if not is_stale(row, now):
            continue
        if row.last_used_on and row.last_used_on < since:
            found.append(Doubt(stated, f"Last used in {row.last_used_on:%b %Y}"))
        elif row.last_used_on is None and is_stale(person, now):
            found.append(Doubt(stated, "You have not said when you last used it"))
    used = set(skills_used_since(person.pk, since)) if found else ()
    found = [one for one in found if one.stated.row.skill_id not in used]
    return sorted(
        found, key=lambda one: (one.stated.row.last_used_on or today, one.stated.row.pk)
    )


@CompiledQuery
def skills_used_since(person, since):
    """Ids of skills that bookings use which have begun, and went on until then."""
    goes_on = Q(ends_on=None) | Q(ends_on__gte=since)
    used = related("assignments").begun().filter(goes_on, person=person)
    return used.order_by().values_list("skills", flat=True)


def offers_to(person, known):
    """What most team mates know and the person does not say to know.

    The first few, each with the `offer_count` of all.
    """
    if person.team_id is None:
        return []
    return skills_of_mates(person.pk, person.team_id, Ids(known))


@CompiledQuery
def skills_of_mates(person, team, known):
    mates = Person.objects.active().filter(team=team).exclude(pk=person)
    return (
        Skill.objects.active()
        .filter(expertise__person__in=mates)
        .exclude(pk__any=known)
        .annotate(mate_count=Count("expertise"))
        .annotate(offer_count=Window(Count("pk")))
        .order_by("-mate_count", "name")[:MOST_OFFERS]
    )


def check_own(person, by):
    if person.user_id is None or person.user_id != by.pk:
        raise PermissionDenied("Only the own profile is edited here.")


@transaction.atomic
def confirm(*, person, by):
    """Say that all of the profile is right, each level included."""
    check_own(person, by)
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(confirmed_at=now)
    person.expertise.update(confirmed_at=now)


@transaction.atomic
def save_new(form_class, data, *, person, by):
    """Make a row of the person from a form; return the form and whether it is saved.

    The person is locked, so that of a form sent twice the second finds the first's
    row.
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    judge_again()
    check_own(person, by)
    form = form_class(data, instance=form_class.Meta.model(person=person))
    is_saved = form.is_valid()
    if is_saved:
        form.save()
    return form, is_saved


@transaction.atomic
def state_skills(*, person, levels, by):
    """State skills at the levels given by skill; returns the new rows.

    What is stated by now stays as it is, so that a form sent twice states it once.
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    judge_again()
    check_own(person, by)
    known = set(person.expertise.values_list("skill", flat=True))
    now = timezone.now()
    return Expertise.objects.bulk_create(
        Expertise(person=person, skill=skill, level=level, confirmed_at=now)
        for skill, level in levels.items()
        if skill.pk not in known
    )


@transaction.atomic
def answer_doubt(*, expertise, level, version, by):
    """Say at which level one still is; `None` is "no longer" and removes it.

    Raises `OutdatedError` if the row is no longer the version that was asked about.
    """
    check_own(expertise.person, by)
    row = Expertise.objects.select_for_update().get(pk=expertise.pk)
    if row.version != version:
        raise OutdatedError
    if level is None:
        row.delete()
        return
    row.level, row.confirmed_at = Level(level), timezone.now()
    row.save()


def answer_words(before, level):
    """What a level is by now, such as “now Working (was Expert)”."""
    if level is None:
        return "no longer on your profile"
    label, was = Level(level).label, Level(before).label
    return f"still {label}" if level == before else f"now {label} (was {was})"


def remove_own(*, row, by):
    """Remove a skill or absence of the own profile."""
    check_own(row.person, by)
    row.delete()
