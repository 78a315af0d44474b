"""Whom project managers have in mind for a project, with a note."""

from dataclasses import dataclass

from django import forms
from django.db import transaction

from people.availability.windows import project_window
from people.directory.cards import PersonCard, person_cards
from people.editing.versions import VersionedForm
from people.lists.former_slugs import by_slug
from people.models import Person
from projects import rules
from projects.access import lock_project
from projects.models import Assignment, Project, ShortlistEntry, SkillNeed


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


def check_entry(entry, by):
    """Raise where the shortlist may not be changed."""
    lock_project(entry.project, by, rules.may_prepare)


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
        form="compare",
    )
    team = Assignment.objects.on_team().filter(project=project).order_by()
    on_team = set(team.values_list("person_id", flat=True)) if entries else set()
    return [
        Shortlisted(entry, card, entry.person_id in on_team)
        for entry, card in zip(entries, cards, strict=True)
    ]


class ShortlistNoteForm(VersionedForm):
    """The note of one entry."""

    class Meta:
        model = ShortlistEntry
        fields = ["note"]
        help_texts = {"note": ""}


class ProjectChoice(forms.ModelChoiceField):
    """A project by its slug, or by one that it had."""

    def prepare_value(self, value):
        found = by_slug(self.queryset, [value]) if isinstance(value, str) else {}
        return found[value].slug if value in found else super().prepare_value(value)

    def to_python(self, value):
        return super().to_python(self.prepare_value(value))


class ShortlistForm(forms.Form):
    """Puts a person on the shortlist of a project that still has a future."""

    project = ProjectChoice(
        Project.objects.none(),
        to_field_name="slug",
        empty_label="Choose a project",
        error_messages={"invalid_choice": "Choose a project that is not over."},
    )
    note = forms.CharField(
        required=False, max_length=300, help_text="Project managers see it."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.live()
        first = "note" if self.initial.get("project") else "project"
        self.fields[first].widget.attrs["autofocus"] = True
