"""Everything that the catalogue shows, from a filterset to rows under headings."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from people import panel
from people.facets import Option, sift
from people.lists import Listing, WayOut, chips_of
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


class SkillListing(Listing):
    """The catalogue under the filters, all on one page."""

    one, many = "skill", "skills"

    @property
    def is_ranking(self):
        """Whether the rows are one ranking, so that each must name its category."""
        return self.criteria["sort"].removeprefix("-") != "name"


def skill_listing(filterset, address):
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return SkillListing.refused(filterset, address)
    criteria = filterset.criteria
    rows = all_rows()
    sifted = sift(rows, checks_of(filterset))
    listed = sifted.passed
    return SkillListing(
        address=address,
        criteria=criteria,
        total=len(listed),
        page=group_rows(listed, criteria["sort"]),
        chips=chips_of(applied_skill_filters(filterset), address),
        facets=count_skill_facets(sifted, filterset),
        sorts=panel.choices(SORTS, criteria["sort"]),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if listed else skill_ways_out(sifted, filterset, address),
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
        name: panel.Facet(name, [tick_box(name, one) for one in found], [])
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
