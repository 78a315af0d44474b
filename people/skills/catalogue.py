"""Everything that the catalogue shows, from a filterset to rows under headings."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

from django.urls import get_script_prefix

from people.lists.listing import Listing, WayOut, sift
from people.models import Skill, SkillCategory
from people.skills.figures import NOBODY_YET, SkillFigures, skill_figures
from people.skills.rows import skill_row

MOST_RANKED = 50


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill of the catalogue with its figures."""

    skill: Skill
    figures: SkillFigures
    # One of a ranking, so that it must name its category.
    is_ranked: bool
    # Found by words, which its definition or another name of it may hold.
    is_told: bool = False
    # What all paths of the page begin with.
    prefix: str = "/"

    @property
    def category(self):
        return self.skill.category_id

    @property
    def kind(self):
        return self.skill.kind

    @property
    def html(self):
        return skill_row(self)

    def has(self, what):
        """Whether it is one of the skills that `has` asks for."""
        if what == "nobody":
            return not self.figures.people
        return bool(self.figures.wanted if what == "goals" else self.figures.missing)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The skills of a category, or without one a ranking, of which the first show."""

    category: SkillCategory | None
    rows: list[SkillRow]

    @property
    def first(self):
        return self.rows if self.category else self.rows[:MOST_RANKED]

    @property
    def more(self):
        return self.rows[len(self.first) :]

    @property
    def missing(self):
        return sum(row.figures.missing for row in self.rows)

    @property
    def nobody_count(self):
        return sum(not row.figures.people for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class SkillListing(Listing):
    """The catalogue under the filters, all on one page: by category, or ranked."""

    one, many = "skill", "skills"
    columns: ClassVar = {
        "name": ("name", "Skill"),
        "levels": ("", "Levels 1–4"),
        "people": ("people", "Have it"),
        "wanted": ("wanted", "Want it"),
        "demand": ("demand", "Open seats"),
    }
    # Whether something is asked for, so that all of it is to be seen.
    is_narrowed: bool = False


def skill_listing(filterset, address) -> SkillListing:
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return SkillListing.refused(filterset, address)
    sort = filterset.criteria["sort"]
    is_ranked = sort.removeprefix("-") != "name"
    skills, is_told = filterset.catalogue.skills, bool(filterset.criteria["q"])
    rows = all_rows(skills, is_ranked=is_ranked, is_told=is_told)
    sifted = sift(rows, filterset.checks())
    listed = sifted.passed
    return SkillListing.answered(
        filterset,
        address,
        total=len(listed),
        page=group_rows(listed, sort),
        is_narrowed=filterset.is_filtered,
        facets=filterset.facets_under(sifted),
        ways_out=[] if listed else skill_ways_out(sifted, filterset, address),
    )


def all_rows(skills, *, is_ranked, is_told):
    """The skills with their figures; 3 queries."""
    figures, prefix = skill_figures(), get_script_prefix()
    return [
        SkillRow(one, figures.get(one.pk, NOBODY_YET), is_ranked, is_told, prefix)
        for one in skills
    ]


class Catalogue(NamedTuple):
    """All categories, and the active skills by category and name."""

    categories: list[SkillCategory]
    skills: list[Skill]


@lru_cache(maxsize=1)
def catalogue(stamp) -> Catalogue:
    """What is kept, as the vocabulary with this stamp is: not to be changed."""
    skills = (
        Skill.objects.active()
        .select_related("category")
        .with_other_names()
        .order_by("category__position", "category__name", "search_text", "pk")
    )
    return Catalogue(list(SkillCategory.objects.all()), list(skills))


def group_rows(rows, sort):
    """Groups of rows: a category each in name order, else one ranking.

    The most comes first, `-` turns that round; ties are in the catalogue's order.
    """
    name = sort.removeprefix("-")
    if name == "name":
        groups = {}
        for row in rows:
            groups.setdefault(row.skill.category, []).append(row)
        found = [RowGroup(*group) for group in groups.items()]
        if sort == "-name":
            found = [RowGroup(one.category, one.rows[::-1]) for one in reversed(found)]
        return found
    figure = {"people": "people", "wanted": "wanted", "demand": "missing"}[name]
    ranked = sorted(
        rows,
        key=lambda row: getattr(row.figures, figure),
        reverse=not sort.startswith("-"),
    )
    return [RowGroup(None, ranked)] if ranked else []


def skill_ways_out(sifted, filterset, address, *, count=len):
    """Where nothing is left: the parameters that alone are in the way.

    `count` says how many the rows stand for.
    """
    return [
        WayOut(
            one.filter.without.format(chip=one.label),
            one.dropped(address),
            found,
        )
        for one in filterset.conditions()
        if (found := count(sifted.under_others(one.filter.name)))
    ]
