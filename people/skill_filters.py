import django_filters
from django import forms

from people.filters import RepeatedFilter
from people.former_slugs import by_slug
from people.models import Skill, SkillCategory, SkillKind
from people.parameters import ParameterForm
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


class SkillFilterForm(ParameterForm):
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
        slugs = self.cleaned_data["category"]
        unknown = [slug for slug in slugs if slug not in self.categories]
        rows = self.categories, by_slug(SkillCategory.objects.all(), unknown)
        slugs = self.checked("category", *rows)
        return [self.known("category", slug, *rows) for slug in slugs]

    def clean_kind(self):
        kinds = {kind.value: kind for kind in SkillKind}
        return [kinds[value] for value in self.checked("kind", kinds)]

    def checked(self, field, *vocabularies):
        """The values of the field; one that is in no vocabulary is an error."""
        values = self.cleaned_data[field]
        known = set().union(*vocabularies)
        if unknown := [value for value in values if value not in known]:
            raise forms.ValidationError(
                [f"“{value}” is not a {field} here" for value in unknown]
            )
        return values

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
