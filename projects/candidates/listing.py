"""Everything that the candidates page shows, from a filterset to a page of cards.

What a project still looks for, and how many of the candidates have it.
"""

from dataclasses import dataclass, field, replace

from django.conf import settings

from people.database.compiled import CompiledQuery
from people.directory.relaxations import ways_out
from people.directory.search import search
from people.lists.addresses import PARAMETER
from people.lists.listing import Listing, WayOut, page_of
from people.models import Level
from projects.candidates.cards import candidate_cards
from projects.candidates.facts import hours_with
from projects.candidates.filters import FITS, IS_EXACT
from projects.candidates.markup import need_head
from projects.candidates.ranking import Ranking
from projects.candidates.scoring import Parts, closeness
from projects.models import SkillNeed
from projects.needs.coverage import by_priority

# Where goals stand in counts by level.
WISH = 0
# With more columns their heads are turned: else what to do is out of sight at 1280 px.
MOST_UPRIGHT = 4


@dataclass(frozen=True, slots=True)
class Demand:
    """An open need, how many candidates meet, nearly meet or want it, and hints.

    Hints say what could be eased where nobody meets it. `href` are those who meet it
    alone, or all again if that is what `is_asked` already.
    """

    need: SkillNeed
    met: int
    near: int
    wanted: int
    hints: tuple[str, ...] = ()
    href: str = ""
    is_asked: bool = False

    @property
    def level(self):
        return Level(self.need.level)

    @property
    def counts(self):
        """How many of the candidates meet it, come near it and want to learn it."""
        found = [f"{self.met} meet{'s' * (self.met == 1)} it"]
        if self.near:
            found.append(f"{self.near} come{'s' * (self.near == 1)} near")
        if self.need.welcomes_learner:
            found.append(f"{self.wanted} want{'s' * (self.wanted == 1)} to learn it")
        return ", ".join(found)

    @property
    def head(self):
        return need_head(self)


def open_needs(project):
    """The needs that still look for people, musts first, in one query."""
    if not project.is_live:
        return []
    needs = [need for need in needs_missing(project.pk) if need.missing]
    for need in needs:
        need.project = project
    return sorted(needs, key=by_priority)


@CompiledQuery
def needs_missing(project):
    needs = SkillNeed.objects.filter(project=project)
    return needs.with_missing().select_related("skill")


def demands(needs, found, address, *, is_filtered):
    """The needs against what was found, see `projects.candidates.facts.LookedUp`."""
    return [
        one if one.met else with_hints(one, found.everywhere, is_filtered=is_filtered)
        for one in (demand(need, found.levels, address) for need in needs)
    ]


def demand(need, levels, address):
    met, near = met_and_near(need, levels)
    wanted = levels[need.skill_id, WISH] if need.welcomes_learner else 0
    slug, level = need.skill.slug, need.level
    asked = f"{slug}:{level}" if level > Level.AWARENESS else slug
    is_asked = asked in address.params.getlist("skill")
    href = (
        address.without("skill", asked)
        if is_asked
        else address.href([*address.pairs(but=["fit"]), ("skill", asked)])
    )
    return Demand(need, met, near, wanted, href=href, is_asked=is_asked)


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
    is_filtered: bool = False
    tabs: list[Tab] = field(default_factory=list)

    @property
    def weights(self):
        """Name, label, points given and points that hold, of each part of the score."""
        names = [f"weight_{part}" for part in Parts._fields]
        return [(name, *self.panel[name]) for name in names]

    @property
    def lacking(self):
        """The needs that no candidate meets; none where filters took everybody."""
        if self.is_filtered and not self.total:
            return []
        return [one for one in self.demands if not one.met]

    @property
    def export(self):
        return replace(self.address, path=f"{self.address.path}export.csv").whole()

    @property
    def teams(self):
        """The teams for the same question."""
        path = f"{self.address.path.removesuffix('candidates/')}team/"
        pairs = self.address.pairs(but=["fit", PARAMETER])
        return replace(self.address, path=path).href(pairs)

    @property
    def has_many_needs(self):
        return len(self.demands) > MOST_UPRIGHT


def candidate_listing(filterset, address, *, user) -> CandidateListing:
    """Answer the filterset; a value that is not understood lists nobody."""
    if not filterset.is_valid():
        return CandidateListing.refused(filterset, address)
    criteria = filterset.criteria
    found = search(filterset)
    ranking = rank_candidates(found.people, filterset)
    last = criteria["page"] * settings.DIRECTORY["PAGE_SIZE"]
    shown = ranking.first(min(last, len(found.people)))
    page = page_of(shown, criteria["page"])
    page.object_list = candidate_cards(page.object_list, filterset, user=user)
    return CandidateListing.answered(
        filterset,
        address,
        total=len(shown),
        page=page,
        facets=found.facets,
        ways_out=[] if len(shown) else ways_to_anybody(found, filterset, address),
        demands=demands(
            filterset.needs, ranking.found, address, is_filtered=filterset.is_filtered
        ),
        is_filtered=filterset.is_filtered,
        tabs=make_tabs(ranking, criteria["fit"], address),
    )


def rank_candidates(people, filterset):
    criteria = filterset.criteria
    window, lead = criteria["window"], filterset.project.lead
    return Ranking(
        people,
        filterset.question,
        window,
        hours_with(None if lead and lead.has_left else lead, filterset.zones, window),
        is_exact=IS_EXACT[criteria["fit"]],
    )


def make_tabs(ranking, fit, address):
    """Those who meet a need and those who come near apart, and both together."""
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
