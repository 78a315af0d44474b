import django_filters
from django import forms

from people.filters import RepeatedFilter
from people.text_search import TextQuery, check_words
from projects.models import Project
from projects.parameters import ProjectFilterForm
from projects.text_search import projects_mentioning, understand_for_projects


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
