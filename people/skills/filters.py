"""The parameters of the catalogue of skills, each said once."""

from django import forms
from django.utils.functional import cached_property

from people.lists.filtered_list import FilteredList
from people.lists.filters import ListFilter, Sort, TextWords
from people.lists.former_slugs import by_slug
from people.lists.listing import Option
from people.lists.markup import select_option
from people.lists.named_filters import NamedChoices, NamedRows
from people.lists.text_search import skill_texts, skills_named, understand
from people.lists.vocabulary import Named
from people.models import Skill, SkillCategory, SkillKind
from people.skills.catalogue import catalogue

HAS = {
    "nobody": "nobody has",
    "goals": "somebody wants to learn",
    "demand": "projects need people for",
}


class SkillWords(TextWords):
    without = "Any name, not just {chip}"

    def __init__(self):
        super().__init__(
            lambda word: skills_named(word.texts).values("pk"),
            lambda text: understand(text, skill_texts()),
        )

    def passes(self, text):
        named = set(
            self.filter(Skill.objects.active(), text).values_list("pk", flat=True)
        )
        return lambda row: row.skill.pk in named


class Categories(NamedRows):
    without, offers_all = "All categories", True

    @cached_property
    def rows(self):
        return {
            one.slug: Named(one.pk, one.slug, one.name, position=place)
            for place, one in enumerate(self.parent.catalogue.categories)
        }

    @cached_property
    def former_rows(self):
        asked = self.parent.data.getlist(self.name)
        unknown = [slug for slug in asked if slug not in self.rows]
        return by_slug(SkillCategory.objects.all(), unknown)


class Kinds(NamedChoices):
    without, offers_all = "All kinds", True


class Has(ListFilter):
    """Whether anybody has or wants a skill, which its figures say."""

    field_class = forms.ChoiceField
    without = "Whoever has or wants them"

    def say(self, what):
        return HAS[what].capitalize()

    def passes(self, what):
        return lambda row: row.has(what)

    def options_under(self, rows):
        return [
            Option(what, label, sum(row.has(what) for row in rows), what == self.value)
            for what, label in HAS.items()
        ]

    def panel(self, facets, address):
        return [select_option(self.name, option) for option in facets[self.name]]


class CatalogueFilters(FilteredList):
    """Those of a list of skills."""

    @cached_property
    def catalogue(self):
        return catalogue(self.vocabulary["stamp"])


class SkillFilterSet(CatalogueFilters):
    """The catalogue; all of it is looked at row by row, as its figures are known."""

    q = SkillWords()
    category = Categories("category", label="Category")
    kind = Kinds("kind", SkillKind, label="Kind")
    has = Has(choices=HAS.items())
    sort = Sort(
        {
            "name": "Category and name",
            "people": "Most people",
            "wanted": "Most wanted",
            "demand": "Most open seats",
        },
        rare={
            "-name": "Category and name, Z to A",
            "-people": "Fewest people",
            "-wanted": "Least wanted",
            "-demand": "Fewest open seats",
        },
    )

    class Meta(CatalogueFilters.Meta):
        model = Skill
        fields = ()
