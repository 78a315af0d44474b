import django_filters
from django import forms

from people.models import Person
from people.parameters import PersonFilterForm, RepeatedField, TimeZoneField
from people.text_search import (
    TextQuery,
    check_words,
    people_mentioning,
    understand,
)


class RepeatedFilter(django_filters.Filter):
    field_class = RepeatedField


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


class TimeZoneFilter(django_filters.Filter):
    field_class = TimeZoneField


class PersonFilterSet(django_filters.FilterSet):
    """The filters of the people list.

    `free`, `tz` and `success` are worked out in bulk over the people whom the other
    filters leave, by `people.directory`.
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
