"""The parameters of the matrix: those of the people list, and which skills it has."""

from django import forms
from django.utils.functional import cached_property

from people import rules
from people.directory.filters import (
    FOR_MANAGERS,
    ORDERS,
    RARE_ORDERS,
    PersonFilterSet,
    PersonSort,
)
from people.lists.filters import ChoiceSetting, PageNumber, Setting
from people.lists.former_slugs import by_slug
from people.lists.named_filters import NamedRows
from people.lists.panel import choices, skill_picker
from people.lists.vocabulary import Named, projects_named
from people.models import SkillCategory

HELD = "held"


class ColumnChoice(Setting):
    """Whose skills are shown: `held`, `category:<slug>` or `needs:<slug of a project>`.

    The value is None for those that somebody has or wants, else a row whose slug is as
    it stands in the address, and whose group is the kind.
    """

    field_class = forms.CharField

    @cached_property
    def categories(self):
        return {one.slug: one for one in SkillCategory.objects.all()}

    def look_up(self, kind, slug):
        if kind == "needs":
            return projects_named([slug])
        if kind != "category" or slug in self.categories:
            return self.categories if kind == "category" else {}
        return by_slug(SkillCategory.objects.all(), [slug])

    def understand(self, form, value):
        if value in ("", None, HELD):
            return None
        kind, _, slug = value.partition(":")
        if row := self.look_up(kind, slug).get(slug):
            named = Named(row.pk, f"{kind}:{row.slug}", row.name, kind)
            return form.known(self.name, value, {value: named})
        names = {"category": "a category of skills", "needs": "a project"}
        named = names.get(kind, "held, category:… or needs:…")
        return form.add_error(self.name, f"“{value}” is not {named} here")

    def panel(self, facets, address):
        """The most held, each category, and the project that is asked for."""
        labels = {"": "Most held"}
        labels |= {f"category:{slug}": c.name for slug, c in self.categories.items()}
        if self.value and self.value.group == "needs":
            labels[self.value.slug] = f"Needs of {self.value.name}"
        return choices(labels, self.value and self.value.slug)


class ShownSkills(NamedRows):
    """Skills that are columns, beside those of the category or project, if any."""

    def __init__(self):
        super().__init__("skill", words="Column: {0.label}")

    def filter(self, rows, skills):
        return rows

    def conditions(self):
        return ()

    def panel(self, facets, address):
        return skill_picker(self.parent.vocabulary)


class ColumnOrder(ChoiceSetting):
    """The order of the columns; the first of the labels is the usual one."""

    def __init__(self, labels):
        usual, *_ = labels
        super().__init__(choices=list(labels.items()), default=usual)
        # What is the default anyway stays out of the address.
        self.offered = {"" if key == usual else key: labels[key] for key in labels}

    def panel(self, facets, address):
        return choices(self.offered, "" if self.value == self.default else self.value)


class Links(ChoiceSetting):
    """A choice that is offered as links: its values with their addresses."""

    def __init__(self, *values):
        values = [str(value) for value in values]
        pairs = zip(values, values, strict=True)
        super().__init__(choices=list(pairs), default=values[0])

    def panel(self, facets, address):
        values = [value for value, _ in self.extra["choices"]]
        return [(value, address.with_value(self.name, value)) for value in values]


class MatrixFilterSet(PersonFilterSet):
    """The people list against skills: which, in what order, and how many of both."""

    columns = ColumnChoice()
    show = ShownSkills()
    order = ColumnOrder({"holders": "Most held first", "name": "Skills by name"})
    sort = PersonSort(
        ORDERS | {"skills": "Most of these skills"},
        rare=RARE_ORDERS | {"-skills": "Fewest of these skills"},
        may=rules.may_see_success_rates,
        refusal=FOR_MANAGERS,
    )
    rows = Links(50, 100, 250, 500)
    across = Links(30, 60, 120, 250)
    columns_page = PageNumber()
