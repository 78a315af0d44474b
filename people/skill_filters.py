import django_filters
from django import forms

from people.filters import RepeatedFilter
from people.models import Skill, SkillCategory, SkillKind
from people.text_search import (
    TextQuery,
    check_words,
    skill_texts,
    skills_named,
    understand,
)

SORTS = {
    "name": "Category and name",
    "people": "Most people",
    "wanted": "Most wanted",
    "demand": "Most needed",
}
HAS = {
    "nobody": "nobody has",
    "goals": "somebody wants to learn",
    "demand": "projects need people for",
}


class SkillFilterForm(forms.Form):
    """Reads the parameters of the catalogue; names its categories."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["has"] = forms.ChoiceField(choices=HAS.items(), required=False)
        self.fields["sort"] = forms.ChoiceField(
            choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
            required=False,
        )
        self.categories = {one.slug: one for one in SkillCategory.objects.all()}

    def clean_category(self):
        return self.known("category", self.categories)

    def clean_kind(self):
        return self.known("kind", {kind.value: kind for kind in SkillKind})

    def known(self, field, vocabulary):
        """The rows that the slugs name; any other slug is an error."""
        slugs = self.cleaned_data[field]
        if unknown := [slug for slug in slugs if slug not in vocabulary]:
            raise forms.ValidationError(
                [f"“{slug}” is not a {field} here" for slug in unknown]
            )
        return [vocabulary[slug] for slug in slugs]

    def clean_sort(self):
        return self.cleaned_data["sort"] or "name"


class SkillFilterSet(django_filters.FilterSet):
    """The filters of the catalogue; `has` is decided by the skills' figures."""

    q = django_filters.CharFilter(
        method="filter_text", max_length=200, validators=[check_words]
    )
    category = RepeatedFilter(method="filter_categories")
    kind = RepeatedFilter(method="filter_kinds")

    class Meta:
        model = Skill
        fields = ()
        form = SkillFilterForm

    @property
    def criteria(self):
        """The cleaned parameters, defaults filled in; `is_valid()` comes first."""
        return self.form.cleaned_data

    @property
    def text(self):
        """The words asked for, typos corrected by the catalogue's own words."""
        if not hasattr(self, "_text"):
            text = self.criteria.get("q")
            self._text = understand(text, skill_texts()) if text else TextQuery()
        return self._text

    def named(self):
        """Skills whose name and aliases have all of the words."""
        return self.filters["q"].filter(self.queryset, self.criteria["q"])

    def filter_text(self, queryset, name, text):
        for word in self.text.words:
            found = skills_named(word).order_by()
            queryset = queryset.filter(pk__in=found.values("pk"))
        return queryset
