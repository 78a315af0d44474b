"""Everything that the candidates page shows, from a filterset to a page of cards."""

from dataclasses import dataclass, field

from django.conf import settings

from people import panel
from people.chips import applied_filters
from people.directory import search
from people.free_time import default_window, project_days
from people.lists import Listing, WayOut, chips_of, page_of
from people.relaxations import ways_out
from projects.candidate_cards import candidate_cards
from projects.candidate_facts import hours_with
from projects.candidate_filters import FITS, IS_EXACT, RANKING
from projects.candidate_words import PART_LABELS
from projects.candidates import Demand, demands
from projects.ranking import Ranking


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
        "percents": panel.choices(percents, "" if asked == usual else asked),
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
