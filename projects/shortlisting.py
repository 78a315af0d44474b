"""Whom project managers have in mind for a project, with a note."""

from dataclasses import dataclass

from django.db import transaction

from people.cards import PersonCard, person_cards
from people.free_time import project_window
from people.models import Person
from projects.models import Assignment, ShortlistEntry, SkillNeed


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """An entry with the card of its person, and whether they are on the team by now."""

    entry: ShortlistEntry
    card: PersonCard
    is_on_team: bool


@transaction.atomic
def add(*, project, person, note="", by):
    """Put the person on the shortlist; who is on it stays, with the note as it is.

    Returns the entry and whether it is new.
    """
    return ShortlistEntry.objects.get_or_create(
        project=project, person=person, defaults={"note": note, "added_by": by}
    )


def remove_from_shortlist(*, project, person):
    """Take the person off the shortlist; returns whether they were on it."""
    entries = ShortlistEntry.objects.filter(project=project, person=person)
    return bool(entries.delete()[0])


def left_of(project):
    """The people on the shortlist who left, as rows to take off it."""
    here = Person.objects.active()
    return [
        one.person
        for one in project.shortlist.exclude(person__in=here).select_related("person")
    ]


def shortlist_of(project, *, user):
    """The entries in the order they came, with cards in the project's window.

    The skills that the project needs stand first. People who left are not shown. At
    most 7 queries.
    """
    here = Person.objects.active()
    entries = list(
        project.shortlist.filter(person__in=here).select_related("person", "added_by")
    )
    needs = SkillNeed.objects.filter(project=project).order_by()
    cards = person_cards(
        [entry.person_id for entry in entries],
        user=user,
        window=project_window(project),
        skills=set(needs.values_list("skill_id", flat=True)),
    )
    team = Assignment.objects.on_team().filter(project=project).order_by()
    on_team = set(team.values_list("person_id", flat=True)) if entries else set()
    return [
        Shortlisted(entry, card, entry.person_id in on_team)
        for entry, card in zip(entries, cards, strict=True)
    ]
