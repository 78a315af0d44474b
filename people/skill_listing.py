"""Everything that the catalogue shows, from a filterset to rows under headings."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from people import panel
from people.chips import Chip
from people.directory import Option, passing
from people.markup import tick_box
from people.models import Skill, SkillAlias, SkillKind
from people.skill_figures import SkillFigures, skill_figures
from people.skill_filters import HAS, SORTS

NOBODY_YET = SkillFigures()


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill of the catalogue with its figures."""

    skill: Skill
    figures: SkillFigures

    def has(self, what):
        """Whether it is one of the skills that `has` asks for."""
        if what == "nobody":
            return not self.figures.people
        return bool(self.figures.wanted if what == "goals" else self.figures.missing)


@dataclass(frozen=True, slots=True)
class SkillListing:
    """The catalogue under the filters, or the problems that stand in its way."""

    total: int
    is_searched: bool
    criteria: dict
    address: object
    chips: list[Chip]
    problems: list
    groups: list = field(default_factory=list)
    facets: dict = field(default_factory=dict)
    sorts: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    ways_out: list = field(default_factory=list)

    @property
    def text(self):
        return self.address.params.get("q", "")

    @property
    def is_ranking(self):
        """Whether the rows are one ranking, so that each must name its category."""
        return self.criteria["sort"].removeprefix("-") != "name"

    @property
    def announcement(self):
        if self.problems:
            return "Nothing is listed: a filter is not understood"
        return f"{self.total} skill{'' if self.total == 1 else 's'} found"


def skill_listing(filterset, address):
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return SkillListing(
            total=0,
            is_searched=False,
            criteria=filterset.form.cleaned_data,
            address=address,
            chips=[],
            problems=panel.problems(filterset.form, address),
        )
    criteria = filterset.criteria
    rows = all_rows()
    checks = checks_of(filterset)
    listed = passing(rows, checks)
    return SkillListing(
        total=len(listed),
        is_searched=True,
        criteria=criteria,
        address=address,
        chips=chips_for(filterset, address),
        problems=[],
        groups=groups_of(listed, criteria["sort"]),
        facets=facets_of(rows, checks, filterset),
        sorts=panel.choices(SORTS, criteria["sort"]),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if listed else ways_out(rows, checks, filterset, address),
    )


def all_rows():
    """The active skills by category and name, with their figures; 4 queries."""
    aliases = SkillAlias.objects.filter(skill=OuterRef("pk"))
    skills = (
        Skill.objects.active()
        .select_related("category")
        .annotate(also=ArraySubquery(aliases.values("name")))
        .order_by("category__position", "category__name", "search_text", "pk")
    )
    figures = skill_figures()
    return [SkillRow(one, figures.get(one.pk, NOBODY_YET)) for one in skills]


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


def facets_of(rows, checks, filterset):
    """The values of each facet with their counts, under all *other* filters."""
    criteria = filterset.criteria
    categories = Counter(
        row.skill.category_id for row in passing(rows, checks, but="category")
    )
    kinds = Counter(row.skill.kind for row in passing(rows, checks, but="kind"))
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
        name: panel.Facet(name, [tick_box(name, one) for one in found], [])
        for name, found in options.items()
    }
    others = passing(rows, checks, but="has")
    facets["has"] = [
        Option(
            what, label, sum(row.has(what) for row in others), what == criteria["has"]
        )
        for what, label in HAS.items()
    ]
    return facets


def groups_of(rows, sort):
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


def chips_for(filterset, address):
    criteria = filterset.criteria
    chips = [("q", filterset.data["q"], f"“{criteria['q']}”")] if criteria["q"] else []
    chips += [("category", one.slug, one.name) for one in criteria["category"]]
    chips += [("kind", one.value, one.label) for one in criteria["kind"]]
    if what := criteria["has"]:
        chips.append(("has", what, HAS[what].capitalize()))
    return [
        Chip(f"{name}={value}", label, address.without(name, value))
        for name, value, label in chips
    ]


def ways_out(rows, checks, filterset, address):
    """Where nothing is left: the parameters that alone are in the way."""
    labels = {
        "q": f"any name, not just “{filterset.criteria['q']}”",
        "category": "all categories",
        "kind": "all kinds",
        "has": "whoever has or wants them",
    }
    return [
        (labels[name], address.href(address.pairs(but=[name])), count)
        for name in checks
        if (count := len(passing(rows, checks, but=name)))
    ]
