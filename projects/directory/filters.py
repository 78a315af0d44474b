"""The parameters of the project list, each said once; see `people.lists.filters`.

Finding projects by words, typos included: see `people.lists.text_search`. A word finds
the projects with a word that begins with it in the name, in the summary, in the name
(or an alias) of a skill that they need, in their lead's name, or in the lessons, as far
as the user may read them.
"""

from collections import Counter
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from django import forms
from django.utils.functional import cached_property

from people.database.compiled import CompiledStatement
from people.database.unchanged import fetch_rows
from people.fields import Ids
from people.lists.filtered_list import FilteredList
from people.lists.filters import (
    Day,
    ListFilter,
    OneRow,
    PageNumber,
    Sort,
    TextWords,
)
from people.lists.former_slugs import by_slug
from people.lists.listing import Option
from people.lists.markup import select_option, tick_box
from people.lists.named_filters import NamedChoices, NamedRows
from people.lists.panel import by_group, skill_picker
from people.lists.text_search import (
    TextQuery,
    has_word,
    skill_texts,
    skills_named,
    understand,
)
from people.lists.vocabulary import Named
from people.models import Person
from people.records.track_record import Outcome
from people.rules import may_see_outcomes
from people.words import marked_name
from projects.models import Phase, Project, ProjectStatus, SkillNeed
from projects.needs.openings import open_phases_by_project

MOST_LEADS = 100
# The index of needs has them by project.
NEEDED = """
SELECT skill_id, count(*) FROM (
    SELECT DISTINCT project_id, skill_id FROM projects_skillneed {whose}
) AS needed GROUP BY skill_id
"""
OF_SOME = NEEDED.format(whose="WHERE project_id = ANY(%s::bigint[])")


def texts_of_projects(user):
    """Projects with the names of their texts; lessons as far as the user reads them."""
    projects = Project.objects.order_by()
    texts = [
        (projects, "search_text"),
        (projects.with_summary_text(), "summary_text"),
        (projects, "lead__name_text"),
    ]
    lessons = [(projects.with_lessons_for(user), "lessons_text")] if user else []
    return texts + lessons


def projects_mentioning(word, user=None):
    """Ids of the projects that have the word, in any of the texts."""
    first, *others = [
        projects.filter(has_word(word.texts, text)).values("pk")
        for projects, text in texts_of_projects(user)
    ]
    needs = SkillNeed.objects.order_by()
    needs = needs.filter(skill__in=skills_named(word.texts).values("pk"))
    return first.union(*others, needs.values("project_id"))


def understand_for_projects(text, user=None):
    """Split `text` into words and correct those that no project's text begins with.

    A text that the user may not read is as if it were not there.
    """
    return understand(text, (*texts_of_projects(user), *skill_texts()))


class ProjectWords(TextWords):
    """A text, looked for in what the user may read."""

    def __init__(self):
        super().__init__(projects_mentioning, understand_for_projects)

    @cached_property
    def query(self):
        if not self.value:
            return TextQuery()
        return self.split(self.value, self.parent.request.user)

    def keep(self, projects, text):
        for word in self.query.words:
            found = self.mentioning(word, self.parent.request.user)
            projects = projects.filter(pk__in=found)
        return projects


@CompiledStatement
def needed_of_all():
    return NEEDED.format(whose=""), []


class NeededSkills(NamedRows):
    def keep(self, projects, skills):
        return projects.with_need([skill.pk for skill in skills])

    def passes(self, skills):
        return lambda row: row.has_skill

    def count(self, rows):
        """The number of projects that need each skill, in one query."""
        if all(one.filter is self for one in self.parent.conditions()):
            return dict(needed_of_all())
        return dict(fetch_rows(OF_SOME, [Ids([row.pk for row in rows])]))

    def panel(self, facets, address):
        options = facets[self.name]
        asked = [tick_box(self.name, one) for one in options if one.is_selected]
        picker = skill_picker(self.parent.vocabulary, by_group(options))
        return {"picker": picker, "asked": asked}


class OpenNeeds(ListFilter):
    """Whether a project still looks for people."""

    field_class = forms.ChoiceField

    def keep(self, projects, value):
        return projects.with_open_needs()

    def passes(self, value):
        return lambda row: row.pk in self.parent.open_needs

    def options_under(self, rows):
        number = len(self.parent.open_needs.keys() & {row.pk for row in rows})
        return [Option("open", self.words, number, is_selected=self.is_in_force)]

    def panel(self, facets, address):
        return [tick_box(self.name, option) for option in facets[self.name]]


class OpenPhases(NamedChoices):
    """The phases of the needs that still look for people."""

    def keep(self, projects, phases):
        phases = [phase.pk for phase in phases]
        return projects.having(SkillNeed.objects.open().filter(phase__in=phases))

    def passes(self, phases):
        chosen = {phase.pk for phase in phases}
        return lambda row: not chosen.isdisjoint(self.parent.phases_of(row))

    def count(self, rows):
        phases = map(self.parent.open_phases.get, map(attrgetter("pk"), rows))
        return Counter(chain.from_iterable(map(set, filter(None, phases))))


def leads_named(slugs):
    rows = Person.objects.order_by().only("slug", "name", "left_on")
    return {
        slug: Named(one.pk, one.slug, marked_name(one.name, one.left_on))
        for slug, one in by_slug(rows, slugs).items()
    }


class Lead(OneRow):
    """The person who leads a project: too many to offer all of them."""

    def keep(self, projects, lead):
        return projects.filter(lead=lead.pk)

    def passes(self, lead):
        return lambda row: row.lead == lead.slug

    def options_under(self, rows):
        self.lead_count = len({*map(attrgetter("lead"), rows)} - {None})
        return lead_options(rows, self.value)

    def panel(self, facets, address):
        options = [select_option(self.name, option) for option in facets[self.name]]
        return {"options": options, "count": self.lead_count}


def lead_options(rows, chosen):
    """Those who lead most of the projects, and the one chosen, by name."""
    led = {row.lead: row for row in rows}
    counts = Counter(filter(None, map(attrgetter("lead"), rows)))
    shown = dict(counts.most_common(MOST_LEADS))
    names = {
        slug: marked_name(led[slug].lead_name, led[slug].lead_left_on) for slug in shown
    }
    if chosen:
        shown[chosen.slug], names[chosen.slug] = counts[chosen.slug], chosen.name
    return [
        Option(
            slug, name, shown[slug], is_selected=bool(chosen and chosen.slug == slug)
        )
        for slug, name in sorted(
            names.items(), key=lambda one: (one[1].casefold(), one[0])
        )
    ]


class Outcomes(NamedChoices):
    """How projects ended, as far as the user may know."""

    def keep(self, projects, outcomes):
        known = projects.with_outcomes_for(self.parent.request.user)
        return known.filter(shown_outcome__in=[one.pk for one in outcomes])

    def panel(self, facets, address):
        facet = super().panel(facets, address)
        if may_see_outcomes(self.parent.request.user):
            return facet
        return replace(facet, label="Outcome of your own projects")


class RunningFrom(Day):
    def keep(self, projects, day):
        return projects.running(start=day)


class RunningTo(Day):
    def understand(self, form, day):
        start = form.cleaned_data["from"]
        if start and day and day < start:
            message = f"the window ends before it starts, on {start}"
            form.add_error(self.name, message)
        return day

    def keep(self, projects, day):
        return projects.running(end=day)


class ProjectFilterSet(FilteredList):
    """The project list, in the order of its panel; `from` and `to` are one window."""

    q = ProjectWords()
    status = NamedChoices("status", ProjectStatus, label="Status")
    needs = OpenNeeds(
        words="Still looks for people",
        choices=[("open", "open")],
        error_messages={"invalid_choice": "write open, or leave it out"},
    )
    phase = OpenPhases("phase", Phase, label="Looks for people in")
    skill = NeededSkills("skill", words="Needs {0.label}")
    from_ = RunningFrom()
    to = RunningTo()
    team = NamedRows("team", label="Team", words="{0.name}")
    lead = Lead("person", leads_named, words="Led by {0.name}")
    outcome = Outcomes("outcome", Outcome, label="Outcome")
    sort = Sort(
        {
            "name": "Name",
            "status": "Status",
            "needs": "Most open needs",
            "starts": "First day, earliest",
            "-starts": "First day, latest",
            "ends": "Last day, earliest",
            "-ends": "Last day, latest",
        },
        # Understood, and offered only to those who asked for them.
        rare={
            "-name": "Name, Z to A",
            "-status": "Status, last to first",
            "-needs": "Fewest open needs",
        },
        error_messages={
            "invalid_choice": "choose one of name, status, starts, ends, needs"
        },
    )
    page = PageNumber()

    class Meta(FilteredList.Meta):
        model = Project
        fields = ()

    @cached_property
    def open_phases(self):
        """The phases of open needs, "" where they say none, by project."""
        return open_phases_by_project()

    def phases_of(self, row):
        return set(self.open_phases.get(row.pk, ()))

    @cached_property
    def open_needs(self):
        return {pk: len(phases) for pk, phases in self.open_phases.items()}
