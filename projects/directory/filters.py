"""The parameters of the project list: read, checked and named.

Finding projects by words, typos included: see `people.lists.text_search`.

A word finds the projects with a word that begins with it in the name, in the summary
or in the name (or an alias) of a skill that they need.
"""

import django_filters
from django import forms

from people.directory.filters import ParameterForm
from people.lists.former_slugs import by_slug
from people.lists.parameters import IsoDayField, RepeatedFilter
from people.lists.text_search import (
    TextQuery,
    check_words,
    has_word,
    skill_texts,
    skills_named,
    understand,
)
from people.lists.vocabulary import Named, vocabulary
from people.models import Person
from people.models.person import marked_name
from people.records.track_record import Outcome
from projects.models import Project, ProjectStatus, SkillNeed

SORTS = ("name", "status", "starts", "ends", "needs")
REPEATED = ("status", "skill", "team", "outcome")


def named_choices(choices):
    """The choices of a field as what a parameter can name, in their own order."""
    return {
        one.value: Named(one.value, one.value, one.label, position=place)
        for place, one in enumerate(choices)
    }


class ProjectFilterForm(ParameterForm):
    """Reads the parameters; what names a row is looked up once for all of them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {
            "from": IsoDayField(),
            "to": IsoDayField(),
            "sort": forms.ChoiceField(
                choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
                required=False,
                error_messages={"invalid_choice": f"choose one of {', '.join(SORTS)}"},
            ),
            "page": forms.IntegerField(
                required=False, min_value=1, max_value=1_000_000
            ),
        }

    def clean(self):
        data = self.cleaned_data
        data["sort"] = data.get("sort") or "name"
        data["page"] = data.get("page") or 1
        start, end = data.get("from"), data.get("to")
        if start and end and end < start:
            self.add_error("to", f"the window ends before it starts, on {start}")
        self.clean_names(data)
        return data

    def clean_names(self, data):
        self.vocabulary = vocabulary() | {
            "status": named_choices(ProjectStatus),
            "outcome": named_choices(Outcome),
        }
        for name in REPEATED:
            words = self.vocabulary[name]
            former = self.vocabulary["former"].get(name, {})
            asked, data[name] = data.get(name) or (), []
            for value in asked:
                if found := self.known(name, value, words, former):
                    data[name].append(found)
                else:
                    self.name_unknown(name, value, name)
        if data.get("lead"):
            data["lead"] = self.lead(data["lead"])

    def lead(self, slug):
        rows = Person.objects.order_by().only("slug", "name", "left_on")
        if found := self.known("lead", slug, by_slug(rows, [slug])):
            name = marked_name(found.name, found.left_on)
            return Named(found.pk, found.slug, name)
        return self.name_unknown("lead", slug, "person")

    def name_unknown(self, name, value, kind):
        article = "an" if kind[0] in "aeiou" else "a"
        message = f"“{value}” is not {article} {kind} here"
        self.add_error(name, forms.ValidationError(message))


def projects_mentioning(word):
    """Ids of the projects that have the word, in any of the texts."""
    projects = Project.objects.order_by()
    return (
        projects.filter(has_word(word.texts))
        .values("pk")
        .union(
            projects.with_summary_text()
            .filter(has_word(word.texts, "summary_text"))
            .values("pk"),
            SkillNeed.objects.order_by()
            .filter(skill__in=skills_named(word).order_by().values("pk"))
            .values("project_id"),
        )
    )


def understand_for_projects(text):
    """Split `text` into words and correct those that no project's text begins with."""
    projects = Project.objects.order_by()
    return understand(
        text,
        (
            (projects, "search_text"),
            (projects.with_summary_text(), "summary_text"),
            *skill_texts(),
        ),
    )


class ChoiceFilter(django_filters.Filter):
    field_class = forms.ChoiceField


class ProjectFilterSet(django_filters.FilterSet):
    """The filters of the project list; `from` and `to` are one window."""

    q = django_filters.CharFilter(
        method="filter_text", max_length=200, validators=[check_words]
    )
    status = RepeatedFilter(method="filter_one_of")
    skill = RepeatedFilter(method="filter_skills")
    needs = ChoiceFilter(
        method="filter_needs",
        choices=[("open", "open")],
        error_messages={"invalid_choice": "write open, or leave it out"},
    )
    team = RepeatedFilter(method="filter_one_of")
    lead = django_filters.CharFilter(method="filter_lead", max_length=80)
    outcome = RepeatedFilter(method="filter_outcome")

    class Meta:
        model = Project
        fields = ()
        form = ProjectFilterForm

    @property
    def criteria(self):
        """The cleaned parameters, defaults filled in; `is_valid()` comes first."""
        return self.form.cleaned_data

    def filter_queryset(self, queryset, skipping=()):
        for name, filter_ in self.filters.items():
            if name not in skipping:
                queryset = filter_.filter(queryset, self.criteria.get(name))
        window = {
            end: None if parameter in skipping else self.criteria[parameter]
            for end, parameter in (("start", "from"), ("end", "to"))
        }
        return queryset.running(**window)

    def filter_text(self, queryset, name, text):
        for word in self.text.words:
            queryset = queryset.filter(pk__in=projects_mentioning(word))
        return queryset

    @property
    def text(self):
        """The words asked for, typos corrected; understood once."""
        if not hasattr(self, "_text"):
            text = self.criteria.get("q")
            self._text = understand_for_projects(text) if text else TextQuery()
        return self._text

    def filter_one_of(self, queryset, name, chosen):
        return queryset.filter(**{f"{name}__in": [one.pk for one in chosen]})

    def filter_outcome(self, queryset, name, chosen):
        known = queryset.with_outcomes_for(self.request.user)
        return known.filter(shown_outcome__in=[one.pk for one in chosen])

    def filter_skills(self, queryset, name, skills):
        return queryset.with_need([skill.pk for skill in skills])

    def filter_needs(self, queryset, name, value):
        return queryset.with_open_needs()

    def filter_lead(self, queryset, name, person):
        return queryset.filter(lead=person.pk)
