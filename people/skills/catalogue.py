"""Everything that the catalogue shows, from a filterset to rows under headings.

How many people have each skill, want it or are missing, for the whole catalogue.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import Count, F, Value

from people.database.compiled import CompiledQuery
from people.lists.listing import Listing, WayOut, sift
from people.lists.markup import skill_row
from people.models import (
    Expertise,
    LearningGoal,
    Level,
    Person,
    Skill,
    SkillCategory,
)
from people.records.demand import missing_by_skill

# The picture of the levels: four columns in a box of 38 units by 16.
COLUMN, STEP, HEIGHT = 8, 10, 16
# The levels as plain numbers: from the highest with their words, and where they stand.
LABELS = [(level.value, level.label) for level in reversed(Level)]
PLACES = [(STEP * place, level.value) for place, level in enumerate(Level)]


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
        counts = self.levels
        return ", ".join(
            f"{counts[level]} {label}" for level, label in LABELS if counts[level]
        )

    @property
    def columns(self):
        """SVG path data: a column a level, the highest where most people are."""
        most = max(self.levels.values(), default=0)
        return "".join(
            f"M{x} {HEIGHT - height}h{COLUMN}V{HEIGHT}H{x}z"
            for x, level in PLACES
            if (height := column_height(self.levels[level], most))
        )


def column_height(count, most):
    return max(2, round(HEIGHT * count / most)) if count else 0


def skill_figures():
    """The figures by skill id, of people who are here; 3 queries."""
    return figures_by_skill(people_by_skill(), missing_by_skill())


def figures_by_skill(rows, missing=None):
    """The figures by skill id, of rows like those of `people_by_skill`."""
    levels, wanted = defaultdict(Counter), Counter()
    missing = missing or Counter()
    for skill, level, people in rows:
        counts, what = (levels[skill], level) if level else (wanted, skill)
        counts[what] += people
    # A plus in front of a counter leaves out what came to nothing.
    levels = {skill: found for skill, counts in levels.items() if (found := +counts)}
    return {
        skill: SkillFigures(levels.get(skill, Counter()), wanted[skill], missing[skill])
        for skill in {*levels, *(+wanted), *missing}
    }


@CompiledQuery
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
            (everybody, Count("*")),
            (everybody.filter(person__in=left), Value(-1) * Count("*")),
        )
    ]
    return counts[0].union(*counts[1:], all=True)


NOBODY_YET = SkillFigures()
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
        "demand": ("demand", "Needed"),
    }
    # Whether something is asked for, so that all of it is to be seen.
    is_narrowed: bool = False


def skill_listing(filterset, address) -> SkillListing:
    """Answer the filterset; a value that is not understood lists nothing."""
    if not filterset.is_valid():
        return SkillListing.refused(filterset, address)
    sort = filterset.criteria["sort"]
    is_ranked = sort.removeprefix("-") != "name"
    rows = all_rows(is_ranked=is_ranked, is_told=bool(filterset.criteria["q"]))
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


def all_rows(*, is_ranked, is_told):
    """The active skills by category and name, with their figures; 4 queries."""
    figures = skill_figures()
    return [
        SkillRow(one, figures.get(one.pk, NOBODY_YET), is_ranked, is_told)
        for one in skills_in_order()
    ]


@CompiledQuery
def skills_in_order():
    return (
        Skill.objects.active()
        .select_related("category")
        .with_other_names()
        .order_by("category__position", "category__name", "search_text", "pk")
    )


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
