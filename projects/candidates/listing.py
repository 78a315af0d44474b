"""Everything that the candidates page shows, from a filterset to a page of cards.

What a project still looks for, and how many of the candidates have it.
"""

from dataclasses import dataclass, field, replace

from django.conf import settings

from people.availability.windows import default_window
from people.availability.words import project_days
from people.directory import panel
from people.directory.panel import applied_filters
from people.directory.relaxations import ways_out
from people.directory.search import search
from people.lists.listing import Listing, WayOut, chips_of, page_of
from people.lists.panel import choices
from people.models import Level
from projects.candidates.cards import PART_LABELS, candidate_cards
from projects.candidates.facts import hours_with
from projects.candidates.filters import FITS, IS_EXACT, RANKING
from projects.candidates.ranking import Ranking
from projects.candidates.scoring import closeness
from projects.models import SkillNeed
from projects.needs.coverage import by_priority

# Where goals stand in counts by level.
WISH = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """An open need, how many candidates meet, nearly meet or want it, and hints.

    Hints say what could be eased where nobody meets it.
    """

    need: SkillNeed
    met: int
    near: int
    wanted: int
    hints: tuple[str, ...] = ()

    @property
    def level(self):
        return Level(self.need.level)


def open_needs(project):
    """The needs that still look for people, musts first, in one query."""
    if not project.is_live:
        return []
    needs = project.needs.with_missing().select_related("skill")
    return sorted((need for need in needs if need.missing), key=by_priority)


def demands(needs, found, *, is_filtered):
    """The needs against what was found, see `projects.candidates.facts.Found`."""
    return [
        one if one.met else with_hints(one, found.everywhere, is_filtered=is_filtered)
        for one in (demand(need, found.levels) for need in needs)
    ]


def demand(need, levels):
    met, near = met_and_near(need, levels)
    wanted = levels[need.skill_id, WISH] if need.welcomes_learner else 0
    return Demand(need, met, near, wanted)


def met_and_near(need, levels):
    """How many are at the need's level, and how many so near that it counts."""
    met = near = 0
    for level in Level:
        people = levels[need.skill_id, level]
        if level >= need.level:
            met += people
        elif closeness(level, need.level):
            near += people
    return met, near


def with_hints(one, levels, *, is_filtered):
    """What could be eased for a need that no candidate meets, of all who are here."""
    skill = one.need.skill_id
    met, _ = met_and_near(one.need, levels)
    below = max(
        (level for level in Level if levels[skill, level] and level < one.level),
        default=None,
    )
    hints = []
    if met:
        # The team is no candidate either, whatever is filtered.
        filters = "kept out by the filters or " if is_filtered else ""
        hints.append(f"{people_words(met)} at this level {filters}on the team already")
    if below:
        hints.append(
            f"{people_words(levels[skill, below])} at {below.label}: ask for that"
        )
    if levels[skill, WISH] and not one.need.welcomes_learner:
        hints.append(
            f"{people_words(levels[skill, WISH])} would learn it: welcome learners"
        )
    return replace(one, hints=tuple(hints or ["nobody here has stated it"]))


def people_words(count):
    return f"{count} {'person' if count == 1 else 'people'}"


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of candidates, with how many there are."""

    label: str
    href: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class CandidateListing(Listing):
    """One page of candidates, best first."""

    one, many = "candidate", "candidates"

    demands: list[Demand] = field(default_factory=list)
    tabs: list[Tab] = field(default_factory=list)

    @property
    def lacking(self):
        """The needs that no candidate meets."""
        return [one for one in self.demands if not one.met]


def candidate_listing(filterset, address, *, user):
    """Answer the filterset; a value that is not understood lists nobody."""
    if not filterset.is_valid():
        return CandidateListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search(filterset)
    ranking = ranking_of(found.people, filterset)
    last = criteria["page"] * settings.DIRECTORY["PAGE_SIZE"]
    shown = ranking.first(min(last, len(found.people)))
    page = page_of(shown, criteria["page"])
    page.object_list = candidate_cards(page.object_list, filterset, user=user)
    filters = list(applied_filters(filterset))
    return CandidateListing(
        address=address,
        criteria=criteria,
        total=len(shown),
        page=page,
        chips=chips_of([*filters, *applied_to_ranking(filterset)], address),
        facets=panel.facets(found.facets, address)
        | {"presets": window_presets(address, filterset.project)},
        choices=panel.panel_choices(filterset, user) | ranking_choices(filterset),
        corrections=list(filterset.text.corrections.items()),
        ways_out=[] if len(shown) else ways_to_anybody(found, filterset, address),
        demands=demands(filterset.needs, ranking.found, is_filtered=bool(filters)),
        tabs=tabs_of(ranking, criteria["fit"], address),
    )


def ranking_of(people, filterset):
    criteria, form = filterset.criteria, filterset.form
    window, lead = criteria["window"], filterset.project.lead
    return Ranking(
        people,
        filterset.question,
        window,
        hours_with(None if lead and lead.has_left else lead, form.zones, window),
        is_exact=IS_EXACT[criteria["fit"]],
    )


def applied_to_ranking(filterset):
    """What differs from the usual ranking: parameter, value and label of each."""
    given, criteria = filterset.data, filterset.criteria
    labels = {"percent": f"Asked for {criteria['percent']} %"}
    for part, points in criteria["weights"]._asdict().items():
        labels[f"weight_{part}"] = f"{PART_LABELS[part]}: {points} points"
    labels["fit"] = FITS[criteria["fit"]]
    for name in RANKING:
        if given.get(name):
            yield name, given[name], labels[name]


def ranking_choices(filterset):
    """The controls of the ranking: what is given, and what holds where nothing is."""
    given, criteria = filterset.data, filterset.criteria
    usual = settings.DIRECTORY["ASKED_PERCENT"]
    # What is the default anyway stays out of the address.
    percents = {
        "" if percent == usual else percent: f"{percent} % of a week"
        for percent in sorted({*range(10, 101, 10), usual})
    }
    asked = criteria["percent"]
    return {
        "percents": choices(percents, "" if asked == usual else asked),
        "weights": [
            (f"weight_{part}", PART_LABELS[part], given.get(f"weight_{part}", ""), n)
            for part, n in criteria["weights"]._asdict().items()
        ],
    }


def window_presets(address, project):
    """The project's own days, and the coming weeks, as labels with links."""
    start, end = default_window()
    words = project_days(project)
    return [
        (words[0].upper() + words[1:], address.href(address.pairs(but=["from", "to"]))),
        ("Next 4 weeks", address.with_values(**{"from": start, "to": end})),
    ]


def tabs_of(ranking, fit, address):
    """Exact matches and close ones apart, and both together."""
    return [
        Tab(
            label,
            address.with_value("fit", kind) if kind else href_without_fit(address),
            ranking.counts()[IS_EXACT[kind]],
            kind == fit,
        )
        for kind, label in FITS.items()
    ]


def href_without_fit(address):
    return address.href(address.pairs(but=["fit"]))


def ways_to_anybody(found, filterset, address):
    if found.people:
        return [WayOut("All candidates", href_without_fit(address), len(found.people))]
    return ways_out(filterset, address)
