"""Everything that the catalogue shows, from a filterset to rows under headings.

How many people have each skill, want it or are missing, for the whole catalogue.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Value
from django.urls import reverse

from people.directory.filters import ParameterForm
from people.lists.former_slugs import by_slug
from people.lists.listing import Listing, Option, WayOut, chips_of, sift
from people.lists.markup import skill_row, tick_box
from people.lists.panel import Facet, choices
from people.lists.parameters import RepeatedFilter
from people.lists.text_search import (
    TextQuery,
    check_words,
    skill_texts,
    skills_named,
    understand,
)
from people.models import (
    Expertise,
    LearningGoal,
    Level,
    Person,
    Skill,
    SkillAlias,
    SkillCategory,
    SkillKind,
)
from people.records.demand import missing_by_skill

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


# The picture of the levels: four columns in a box of 38 units by 16.
COLUMN, STEP, HEIGHT = 8, 10, 16


@dataclass(frozen=True, slots=True)
class SkillFigures:
    """People with the skill by level, people who want it, people still needed."""

    levels: Counter = field(default_factory=Counter)
    wanted: int = 0
    missing: int = 0

    @property
    def people(self):
        return self.levels.total()

    def at_least(self, level):
        return sum(count for at, count in self.levels.items() if at >= level)

    @property
    def words(self):
        """The levels in words: "1 Expert, 4 Working"."""
        return ", ".join(
            f"{self.levels[level]} {level.label}"
            for level in reversed(Level)
            if self.levels[level]
        )

    @property
    def columns(self):
        """SVG path data: a column a level, the highest where most people are."""
        most = max(self.levels.values(), default=0)
        return "".join(
            f"M{STEP * place} {HEIGHT - height}h{COLUMN}v{height}h-{COLUMN}z"
            for place, level in enumerate(Level)
            if (height := column_height(self.levels[level], most))
        )


def column_height(count, most):
    return max(2, round(HEIGHT * count / most)) if count else 0


def skill_figures():
    """The figures by skill id, of people who are here; 3 queries."""
    levels, wanted = defaultdict(Counter), Counter()
    missing = missing_by_skill()
    for skill, level, people in people_by_skill():
        counts, what = (levels[skill], level) if level else (wanted, skill)
        counts[what] += people
    # A plus in front of a counter leaves out what came to nothing.
    levels = {skill: found for skill, counts in levels.items() if (found := +counts)}
    return {
        skill: SkillFigures(levels.get(skill, Counter()), wanted[skill], missing[skill])
        for skill in {*levels, *(+wanted), *missing}
    }


def people_by_skill():
    """Rows of skill, level (0 for who wants to learn it) and people, in one query.

    All are counted, by the index alone, and in rows below zero the few who left: three
    times as quick as looking for everybody whether they are here.
    """
    left = Person.objects.left().order_by().values("pk")
    counts = [
        rows.order_by().values_list("skill_id", level).annotate(people=people)
        for everybody, level in (
            (Expertise.objects.all(), F("level")),
            (LearningGoal.objects.unfinished(), Value(0)),
        )
        for rows, people in (
            (everybody, Count("pk")),
            (everybody.filter(person__in=left), Value(-1) * Count("pk")),
        )
    ]
    return counts[0].union(*counts[1:], all=True)


NOBODY_YET = SkillFigures()


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill of the catalogue with its figures."""

    skill: Skill
    figures: SkillFigures
    # One of a ranking, so that it must name its category.
    is_ranked: bool

    @property
    def html(self):
        return skill_row(self, reverse("people:person-list"))

    def has(self, what):
        """Whether it is one of the skills that `has` asks for."""
        if what == "nobody":
            return not self.figures.people
        return bool(self.figures.wanted if what == "goals" else self.figures.missing)


class SkillListing(Listing):
    """The catalogue under the filters, all on one page."""

    one, many = "skill", "skills"


def skill_listing(filterset, address):
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return SkillListing.refused(filterset, address)
    criteria = filterset.criteria
    rows = all_rows(is_ranked=criteria["sort"].removeprefix("-") != "name")
    sifted = sift(rows, checks_of(filterset))
    listed = sifted.passed
    return SkillListing(
        address=address,
        criteria=criteria,
        total=len(listed),
        page=group_rows(listed, criteria["sort"]),
        chips=chips_of(applied_skill_filters(filterset), address),
        facets=count_skill_facets(sifted, filterset),
        sorts=choices(SORTS, criteria["sort"]),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if listed else skill_ways_out(sifted, filterset, address),
    )


def all_rows(*, is_ranked):
    """The active skills by category and name, with their figures; 4 queries."""
    aliases = SkillAlias.objects.filter(skill=OuterRef("pk"))
    skills = (
        Skill.objects.active()
        .select_related("category")
        .annotate(also=ArraySubquery(aliases.values("name")))
        .order_by("category__position", "category__name", "search_text", "pk")
    )
    figures = skill_figures()
    return [SkillRow(one, figures.get(one.pk, NOBODY_YET), is_ranked) for one in skills]


def checks_of(filterset):
    """For each parameter that is set the test of a row."""
    criteria = filterset.criteria
    checks = {}
    if criteria["q"]:
        named = set(filterset.named().values_list("pk", flat=True))
        checks["q"] = lambda row: row.skill.pk in named
    if criteria["category"]:
        categories = {one.pk for one in criteria["category"]}
        checks["category"] = lambda row: row.skill.category_id in categories
    if criteria["kind"]:
        checks["kind"] = lambda row: row.skill.kind in criteria["kind"]
    if criteria["has"]:
        checks["has"] = lambda row: row.has(criteria["has"])
    return checks


def count_skill_facets(sifted, filterset):
    """The values of each facet with their counts, under all *other* filters."""
    criteria = filterset.criteria
    categories = Counter(
        row.skill.category_id for row in sifted.under_others("category")
    )
    kinds = Counter(row.skill.kind for row in sifted.under_others("kind"))
    options = {
        "category": [
            Option(slug, one.name, categories[one.pk], one in criteria["category"])
            for slug, one in filterset.form.categories.items()
        ],
        "kind": [
            Option(kind.value, kind.label, kinds[kind], kind in criteria["kind"])
            for kind in SkillKind
        ],
    }
    facets = {
        name: Facet(name, [tick_box(name, one) for one in found], [])
        for name, found in options.items()
    }
    others = sifted.under_others("has")
    facets["has"] = [
        Option(
            what, label, sum(row.has(what) for row in others), what == criteria["has"]
        )
        for what, label in HAS.items()
    ]
    return facets


def group_rows(rows, sort):
    """Rows under headings: by category in name order, else one ranking.

    The most comes first, `-` turns that round; ties are in the catalogue's order.
    """
    name = sort.removeprefix("-")
    if name == "name":
        groups = {}
        for row in rows:
            groups.setdefault(row.skill.category, []).append(row)
        found = list(groups.items())
        if sort == "-name":
            found = [(heading, listed[::-1]) for heading, listed in reversed(found)]
        return found
    figure = {"people": "people", "wanted": "wanted", "demand": "missing"}[name]
    ranked = sorted(
        rows,
        key=lambda row: getattr(row.figures, figure),
        reverse=not sort.startswith("-"),
    )
    return [(None, ranked)] if ranked else []


def applied_skill_filters(filterset):
    """Parameter, value and label of each filter in force."""
    criteria = filterset.criteria
    if criteria["q"]:
        yield "q", filterset.data["q"], f"“{criteria['q']}”"
    for category in criteria["category"]:
        yield "category", category.slug, category.name
    for kind in criteria["kind"]:
        yield "kind", kind.value, kind.label
    if what := criteria["has"]:
        yield "has", what, HAS[what].capitalize()


def skill_ways_out(sifted, filterset, address):
    """Where nothing is left: the parameters that alone are in the way."""
    labels = {
        "q": f"Any name, not just “{filterset.criteria['q']}”",
        "category": "All categories",
        "kind": "All kinds",
        "has": "Whoever has or wants them",
    }
    return [
        WayOut(labels[name], address.href(address.pairs(but=[name])), count)
        for name in sifted.kept_out_by
        if (count := len(sifted.under_others(name)))
    ]
