"""The parameters of the people list: read, checked and named."""

from datetime import timedelta
from typing import NamedTuple

import django_filters
from django import forms
from django.conf import settings
from django.utils import timezone

from people import rules
from people.lists.parameters import (
    LONGEST_WINDOW,
    IsoDayField,
    RepeatedFilter,
    TimeZoneFilter,
    WholeNumberFilter,
)
from people.lists.text_search import (
    TextQuery,
    check_words,
    people_mentioning,
    understand,
)
from people.lists.vocabulary import Named, projects_named, vocabulary
from people.models import Level, Person

SORTS = ("name", "level", "free", "success", "confirmed")
FOR_MANAGERS = "success rates are seen by project managers only"


class Asked(NamedTuple):
    """A skill asked for, at a level or above."""

    skill: Named
    level: int

    @property
    def value(self):
        return f"{self.skill.slug}:{self.level}" if self.level > 1 else self.skill.slug

    @property
    def levels(self):
        """The levels that will do."""
        return range(self.level, max(Level) + 1)

    @property
    def label(self):
        if self.level == 1:
            return self.skill.label
        return f"{self.skill.label}, {Level(self.level).or_above}"


class ParameterForm(forms.Form):
    """Reads the parameters of an address; `moved` are those by an old slug.

    By name and value they have the value as it is now: `Address.canonical` leads on.
    `refused` are single values of repeated parameters, as name and value.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.moved = {}
        self.refused = []

    def known(self, name, slug, *rows, level=""):
        """The row that has the slug, or had it; `rows` are by slug, the first win.

        `level` is what the value says behind the slug.
        """
        found = next((of[slug] for of in rows if slug in of), None)
        if found and found.slug != slug:
            self.moved[name, slug + level] = found.slug + level
        return found

    def refuse(self, name, value, message):
        """Say at the parameter that one of its values is not understood."""
        self.refused.append((name, value))
        self.add_error(name, forms.ValidationError(message))


class PersonFilterForm(ParameterForm):
    """Reads the parameters; what names a row is looked up once for all of them."""

    error_css_class = "field--error"
    # What is looked up for many forms at once; projects by slug.
    vocabulary = projects = None

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        directory = settings.DIRECTORY
        whole = {"required": False, "min_value": 1}
        self.fields |= {
            "match": forms.ChoiceField(
                choices=[("all", "all"), ("any", "any")], required=False
            ),
            "from": IsoDayField(),
            "to": IsoDayField(),
            "overlap": forms.FloatField(required=False, min_value=0.5, max_value=24),
            "judged": forms.IntegerField(**whole, max_value=1000),
            "sort": forms.ChoiceField(
                choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
                required=False,
            ),
            "page": forms.IntegerField(**whole, max_value=1_000_000),
        }
        self.defaults = {
            "match": "all",
            "overlap": directory["OVERLAP_HOURS"],
            "judged": directory["MIN_JUDGED"],
            "sort": "name",
            "page": 1,
        }

    def clean(self):
        data = self.cleaned_data
        for name, default in self.defaults.items():
            data[name] = data.get(name) or default
        self.clean_window(data)
        self.clean_names(data)
        self.clean_rights(data)
        return data

    def clean_window(self, data):
        """The window is today and four weeks on, as far as it is not said."""
        length = timedelta(days=settings.DIRECTORY["WINDOW_DAYS"] - 1)
        start = data.get("from") or timezone.localdate()
        end = data.get("to") or start + length
        if end < start:
            self.add_error("to", f"the window ends before it starts, on {start}")
        elif end - start > LONGEST_WINDOW:
            self.add_error("to", "choose a window of at most two years")
        data["window"] = (start, end)

    def clean_names(self, data):
        self.vocabulary = self.vocabulary or vocabulary()
        places = self.vocabulary["location"].values()
        self.zones = {place.pk: place.group for place in places}
        data["skill"] = [
            asked
            for value in data.get("skill") or ()
            if (asked := self.asked_skill(value))
        ]
        for field, kind in (
            ("goal", "skill"),
            ("team", "team"),
            ("location", "location"),
        ):
            data[field] = [
                named
                for slug in data.get(field) or ()
                if (named := self.named(field, kind, slug))
            ]
        if data.get("project"):
            data["project"] = self.named_project(data["project"])

    def named(self, field, kind, slug, level=""):
        rows, former = self.vocabulary[kind], self.vocabulary["former"][kind]
        if found := self.known(field, slug, rows, former, level=level):
            return found
        self.refuse(field, slug + level, f"“{slug}” is not a {kind} here")
        return None

    def named_project(self, slug):
        """Projects are too many to keep: the one asked for is looked up."""
        if self.projects is None:
            self.projects = projects_named([slug])
        if found := self.known("project", slug, self.projects):
            return found
        self.add_error("project", f"“{slug}” is not a project here")
        return None

    def asked_skill(self, value):
        slug, colon, level = value.partition(":")
        if colon and level not in {"1", "2", "3", "4"}:
            self.refuse("skill", value, f"“{value}”: a level is 1, 2, 3 or 4")
            return None
        skill = self.named("skill", "skill", slug, colon + level)
        return Asked(skill, int(level or 1)) if skill else None

    def clean_rights(self, data):
        if rules.may_see_success_rates(self.user):
            return
        if data.get("success") is not None:
            self.add_error("success", FOR_MANAGERS)
        if data.get("sort", "").endswith("success"):
            self.add_error("sort", FOR_MANAGERS)


class PersonFilterSet(django_filters.FilterSet):
    """The filters of the people list.

    `free`, `tz` and `success` are worked out in bulk over the people whom the other
    filters leave, by `people.directory.search`.
    """

    q = django_filters.CharFilter(
        method="filter_text", max_length=200, validators=[check_words]
    )
    skill = RepeatedFilter(method="filter_skills")
    goal = RepeatedFilter(method="filter_goals")
    team = RepeatedFilter(method="filter_places")
    location = RepeatedFilter(method="filter_places")
    project = django_filters.CharFilter(method="filter_project", max_length=80)
    free = WholeNumberFilter(method="leave", min_value=1, max_value=100)
    tz = TimeZoneFilter(method="leave")
    success = WholeNumberFilter(method="leave", min_value=0, max_value=100)

    class Meta:
        model = Person
        fields = ()
        form = PersonFilterForm

    @property
    def form(self):
        if not hasattr(self, "_form"):
            self._form = self.get_form_class()(self.data, user=self.request.user)
        return self._form

    def get_form_class(self):
        """The form's class, made once: it is the same for every request."""
        kind = type(self)
        if "form_class" not in vars(kind):
            kind.form_class = super().get_form_class()
        return kind.form_class

    def people(self):
        """Everybody whom the list is about, before any filter."""
        return Person.objects.active()

    @property
    def criteria(self):
        """The cleaned parameters, defaults filled in; `is_valid()` comes first."""
        return self.form.cleaned_data

    def filter_queryset(self, queryset, skipping=()):
        for name, filter_ in self.filters.items():
            if name not in skipping:
                queryset = filter_.filter(queryset, self.criteria.get(name))
        return queryset

    def filter_text(self, queryset, name, text):
        for word in self.text.words:
            queryset = queryset.filter(pk__in=people_mentioning(word))
        return queryset

    @property
    def text(self):
        """The words asked for, typos corrected; understood once."""
        if not hasattr(self, "_text"):
            text = self.criteria.get("q")
            self._text = understand(text) if text else TextQuery()
        return self._text

    def filter_skills(self, queryset, name, asked):
        levels = [(one.skill.pk, one.level) for one in asked]
        if self.criteria["match"] == "any":
            return queryset.with_any_skill(levels)
        for skill, level in levels:
            queryset = queryset.with_skill(skill, level)
        return queryset

    def filter_goals(self, queryset, name, skills):
        return queryset.with_goal([skill.pk for skill in skills])

    def filter_places(self, queryset, name, places):
        return queryset.filter(**{f"{name}__in": [place.pk for place in places]})

    def filter_project(self, queryset, name, project):
        return queryset.on_project(project.pk)

    def leave(self, queryset, name, value):
        return queryset
