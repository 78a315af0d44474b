"""Which projects pass the filters of the list, in what order, and what each further
option would leave.

A facet counts projects under all *other* filters, so choosing an option gives the
count that stood beside it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, Value

from people.lists.listing import Option, sift
from people.models.person import marked_name
from projects.models import Project, ProjectStatus, SkillNeed

FACETS = ("status", "skill", "needs", "team", "lead", "outcome")
MOST_LEADS = 100
BY_STATUS = ProjectStatus.values


class Row(NamedTuple):
    """What the facets and the order look at; the lead by slug."""

    pk: int
    status: str
    team: int | None
    outcome: str
    lead: str | None
    lead_name: str | None
    lead_left_on: date | None
    has_skill: bool


@dataclass(frozen=True, slots=True)
class ProjectSearch:
    """The answer: ids in order, and facets by parameter."""

    projects: list[int]
    facets: dict[str, list[Option]]


def search(filterset):
    """Answer a valid `ProjectFilterSet`; 3 queries, and those that understand `q`."""
    criteria = filterset.criteria
    rows = candidates(filterset)
    open_needs = open_need_counts()
    sifted = sift(rows, facet_checks(criteria, open_needs))
    return ProjectSearch(
        projects=sort_projects(sifted.passed, criteria, open_needs),
        facets=facets_of(sifted, open_needs, filterset),
    )


def candidates(filterset):
    """The projects that pass the filters without a facet, as rows."""
    projects = Project.objects.with_outcomes_for(filterset.request.user)
    projects = filterset.filter_queryset(projects, skipping=FACETS)
    rows = projects.order_by(*database_order(filterset.criteria["sort"]))
    return [
        Row._make(row)
        for row in rows.values_list(
            "pk",
            "status",
            "team",
            "shown_outcome",
            "lead__slug",
            "lead__name",
            "lead__left_on",
            has_asked_skill(filterset),
        )
    ]


def has_asked_skill(filterset):
    skills = filterset.criteria["skill"]
    if not skills:
        return Value(True)
    needing = Project.objects.with_need([skill.pk for skill in skills])
    return ExpressionWrapper(Q(pk__in=needing.order_by().values("pk")), BooleanField())


def open_need_counts():
    """The number of needs that still look for people, by project, in one query."""
    rows = SkillNeed.objects.open().order_by().values_list("project_id")
    return dict(rows.annotate(needs=Count("pk")))


# Order


def database_order(sort):
    """By name, or by a day with the unknown ones last either way."""
    days = {"starts": F("starts_on"), "ends": F("ends_on")}
    if day := days.get(sort.removeprefix("-")):
        is_reversed = sort.startswith("-")
        ordered = day.desc if is_reversed else day.asc
        return (ordered(nulls_last=True), "sort_name", "pk")
    return ("-sort_name", "-pk") if sort == "-name" else ("sort_name", "pk")


def sort_projects(rows, criteria, open_needs):
    """Ids in the order asked for; statuses from first to last, most needs first."""
    sort = criteria["sort"].removeprefix("-")
    keys = {
        "status": lambda row: BY_STATUS.index(row.status),
        "needs": lambda row: -open_needs.get(row.pk, 0),
    }
    if sort in keys:
        is_reversed = criteria["sort"].startswith("-")
        rows = sorted(rows, key=keys[sort], reverse=is_reversed)
    return [row.pk for row in rows]


# Facets


def facet_checks(criteria, open_needs):
    """For each facet with a choice the test of a row."""
    checks = {}
    for name in ("status", "team", "outcome"):
        if criteria[name]:
            chosen = {one.pk for one in criteria[name]}
            checks[name] = lambda row, name=name, chosen=chosen: (
                getattr(row, name) in chosen
            )
    if criteria["skill"]:
        checks["skill"] = lambda row: row.has_skill
    if criteria["needs"]:
        checks["needs"] = lambda row: row.pk in open_needs
    if criteria["lead"]:
        checks["lead"] = lambda row: row.lead == criteria["lead"].slug
    return checks


def facets_of(sifted, open_needs, filterset):
    criteria = filterset.criteria
    under = {name: sifted.under_others(name) for name in FACETS}
    facets = {
        name: options(
            filterset.form.vocabulary[name],
            Counter(getattr(row, name) for row in under[name]),
            criteria[name],
        )
        for name in ("status", "team", "outcome")
    }
    facets["skill"] = options(
        filterset.form.vocabulary["skill"],
        skill_counts(under["skill"]),
        criteria["skill"],
    )
    facets["needs"] = [
        Option(
            "open",
            "Still looks for people",
            sum(row.pk in open_needs for row in under["needs"]),
            is_selected=bool(criteria["needs"]),
        )
    ]
    facets["lead"] = lead_options(under["lead"], criteria["lead"])
    facets["lead_count"] = len({row.lead for row in under["lead"] if row.lead})
    return facets


def options(words, counts, chosen):
    """The values that any project has, and those chosen, in order of their names.

    Skills that are no longer offered are not offered here either, unless chosen.
    """
    slugs = {one.slug for one in chosen}
    return [
        Option(
            one.slug,
            one.label,
            counts.get(one.pk, 0),
            is_selected=one.slug in slugs,
            group=one.group,
            position=one.position,
            aliases=one.aliases,
        )
        for one in sorted(words.values(), key=natural_order)
        if (one.pk in counts and one.is_offered) or one.slug in slugs
    ]


def natural_order(named):
    """Choices in their own order, rows by name; the position of a skill is another."""
    return (0 if named.group else named.position, named.name.casefold())


def skill_counts(rows):
    """The number of projects that need each skill, in one query."""
    return dict(
        SkillNeed.objects.filter(project_id__any=[row.pk for row in rows])
        .order_by()
        .values_list("skill_id")
        .annotate(projects=Count("project", distinct=True))
    )


def lead_options(rows, chosen):
    """Those who lead most of the projects, and the one chosen, by name."""
    counts = Counter(
        (row.lead, marked_name(row.lead_name, row.lead_left_on))
        for row in rows
        if row.lead
    )
    shown = dict(counts.most_common(MOST_LEADS))
    if chosen:
        key = (chosen.slug, chosen.name)
        shown[key] = counts[key]
    return [
        Option(slug, name, count, is_selected=bool(chosen and chosen.slug == slug))
        for (slug, name), count in sorted(
            shown.items(), key=lambda one: (one[0][1].casefold(), one[0][0])
        )
    ]
