"""Needs that are proposed: out of a pasted text, or like those of another project.

Nothing of it is stored before somebody ticks it, and the text never is.
"""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from people.asking.mentions import read_brief
from people.editing.pickers import OfferingInput, first_of
from people.models import Level, Skill
from people.profiles.forms import PasteForm
from people.spelling.names import fold
from projects.alike.likeness import idea_of
from projects.alike.listing import alike_projects
from projects.models import Days, NeedPriority, Project, SkillNeed, days_outside
from projects.needs.forms import (
    FIELDS,
    MOST_ROWS,
    NeedRow,
    NeedRows,
    SentRows,
    words_of,
)


class ProposedRow(NeedRow):
    """A need that is taken over if it is ticked.

    `quotes` are the words that it came from, `remarks` what else is to be said of it.
    """

    quotes = remarks = ()
    take = forms.BooleanField(required=False)
    skill = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for bound in self.visible_fields():
            bound.field.widget.attrs["aria-label"] = f"{bound.label}: {self.typed}"
        # It stands beside the name of the skill.
        del self.fields["take"].widget.attrs["aria-label"]

    @property
    def is_removed(self):
        return not self["take"].value()


class ProposedRows(NeedRows):
    def __init__(self, rows):
        self.rows = rows


class SentProposals(SentRows):
    row_class = ProposedRow
    met = "The project has this need already"

    def show(self, need):
        """Nothing: what the project needs already is said at each row."""


class ProjectField(forms.CharField):
    """Another project with needs, by its name or the end of its address."""

    def __init__(self, but, **kwargs):
        super().__init__(max_length=200, widget=OfferingInput, **kwargs)
        with_needs = Project.objects.having(SkillNeed.objects.all())
        self.projects = with_needs.exclude(pk=but.pk)
        self.widget.offered = self.projects.values_list("name", flat=True)

    def clean(self, value):
        typed = super().clean(value)
        found = self.projects.filter(Q(sort_name=fold(typed)) | Q(slug=typed))
        slugs = [project.slug for project in found]
        if len(slugs) == 1:
            return found[0]
        if slugs:
            words = f"Several are called “{typed}”: write {first_of(slugs)}."
            raise ValidationError(words)
        raise ValidationError(f"No other project with needs is called “{typed}”.")


class LikeForm(forms.Form):
    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["like"] = ProjectField(project, label="Another project")


class Beginnings:
    """Ways to begin with the needs of a project: a text, or another project's."""

    def __init__(self, project, data=()):
        self.project = project
        self.paste = PasteForm(data if "text" in data else None)
        self.paste.fields["text"].label = "A brief, a job advert or a list"
        self.like = LikeForm(data if "like" in data else None, project=project)
        self.alike = ()

    def read(self):
        """What the text speaks of, and the other project, as far as they are given."""
        found = other = None
        if self.paste.is_valid():
            text = self.paste.cleaned_data["text"]
            found = read_brief(text)
        if self.like.is_valid():
            other = self.like.cleaned_data["like"]
            self.like = LikeForm(project=self.project, initial={"like": other.name})
        return found, other

    def find_alike(self, skills, user, but=None):
        """Projects to copy from: like this one, as if it needed the skills as well."""
        idea = idea_of(self.project)
        idea = replace(idea, skills=idea.skills | {skill.pk for skill in skills})
        but = [but.pk] if but else []
        self.alike = alike_projects(idea, user, but=but, with_needs=True)


class Proposals:
    """What is found in a text, or what another project needs, as rows to tick.

    `data` has the `text`, or what it is to be `like`; `sent` are rows that could not be
    saved as they were sent.
    """

    most = MOST_ROWS

    def __init__(self, project, data, sent, user):
        self.needed = list(project.needs.select_related("skill"))
        self.beginnings = Beginnings(project, data)
        self.found, self.other = self.beginnings.read()
        needs = needs_like(self.other, project) if self.other else needs_in(self.found)
        self.left = len(needs[MOST_ROWS:])
        rows = [self.row_of(*one) for one in enumerate(needs[:MOST_ROWS])]
        self.rows = sent.understand() if sent else ProposedRows(rows)
        for row in self.rows:
            self.explain(row)
        self.rows.count_holders()
        asked = {row.meant for row in self.rows if row.meant}
        self.beginnings.find_alike(asked, user, but=self.other)

    def row_of(self, number, need):
        is_needed = need.skill in {one.skill for one in self.needed}
        values = {name: getattr(need, name) for name in FIELDS}
        values["welcomes_learner"] &= need.people > 1
        values |= {"skill": need.skill.name, "take": not is_needed}
        row = ProposedRow(number=number, initial=values)
        row.meant = need.skill
        return row

    def explain(self, row):
        """Say where a row comes from, and what speaks against it."""
        needed = [need for need in self.needed if need.skill == row.meant]
        row.remarks = [f"Needed already: {words_of(need)}." for need in needed]
        said = self.found and row.meant and self.found.proposed.get(row.meant.slug)
        if said:
            row.quotes = self.found.words_of(said)
            row.remarks += remarks_on(said)


def needs_like(other, project):
    """What the other one needs, of skills that are offered: as long after its start."""
    needs = list(other.needs.select_related("skill"))
    for need in needs:
        need.starts_on, need.ends_on = days_in(project, other, need.own_days)
    return [need for need in needs if need.skill.is_active]


def days_in(project, other, days):
    """Days of the other project as days of this one; none of those that it has not."""
    if project.starts_on is None or other.starts_on is None:
        return Days(None, None)
    shift = project.starts_on - other.starts_on
    try:
        moved = Days(*(day and day + shift for day in days))
    except OverflowError:
        return Days(None, None)
    return moved._replace(**dict.fromkeys(days_outside(moved, project)))


def needs_in(found):
    """Needs by what a text says, unsaved; what it does not say is as usual."""
    said = found.proposed if found else {}
    skills = Skill.objects.active().in_bulk(list(said), field_name="slug")
    return [
        SkillNeed(
            skill=skills[slug],
            level=mention.level or Level.PRACTITIONER,
            people=max(mention.people, 1 + mention.is_wish),
            priority=mention.priority or NeedPriority.MUST,
            welcomes_learner=mention.is_wish,
        )
        for slug, mention in said.items()
        if slug in skills
    ]


def remarks_on(mention):
    """What a text says that is no field of a need, or that only some would read so."""
    remarks = []
    if mention.hint > mention.level:
        level = Level(mention.hint).label
        remarks.append(f"Some would read {level} in these words: choose a level.")
    if mention.is_one_of:
        remarks.append("It stands beside others with an “or”.")
    if mention.is_wish:
        remarks.append("To be learned there: a learner takes a second seat.")
    return remarks
