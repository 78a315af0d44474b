"""The page of suggested teams: from a filterset to teams with what is said of them."""

from dataclasses import dataclass, field, replace

from django.conf import settings

from people.fields import Ids
from people.lists.listing import Listing, make_chips
from people.models import Person
from projects.candidates.scoring import Parts
from projects.teams.facts import gather_facts
from projects.teams.members import SuggestedTeam, TeamBackground
from projects.teams.model import suggest_teams
from projects.teams.nearest import NearestPeople

WEIGHTS = [f"weight_{part}" for part in Parts._fields]
OF_TEAMS = ("with", "without", "least", "most", "learners")
# The panel has controls for these; the form sends the rest of the address on as it is.
CONTROLS = ("q", "percent", "from", "to", "least", "most", "learners", *WEIGHTS)


@dataclass(frozen=True, kw_only=True)
class TeamListing(Listing):
    """The suggested teams, best first."""

    one, many = "team", "teams"

    teams: list[SuggestedTeam] = field(default_factory=list)
    # The places of those that are not shown: their people are all on one above.
    parts: list[int] = field(default_factory=list)
    # What of the wishes could not be, in words.
    unmet: list[str] = field(default_factory=list)

    @property
    def weights(self):
        return [(name, *self.panel[name]) for name in WEIGHTS]

    @property
    def kept(self):
        return self.address.pairs(but=CONTROLS)

    @property
    def candidates(self):
        """The candidates for the same question."""
        path = f"{self.address.path.removesuffix('team/')}candidates/"
        return replace(self.address, path=path).href(self.address.pairs(but=OF_TEAMS))


def team_listing(filterset, address) -> TeamListing:
    """Answer the filterset; where a value is not understood nobody is suggested."""
    if not filterset.is_valid():
        return TeamListing.refused(filterset, address)
    criteria, facts = filterset.criteria, gather_facts(filterset)
    found = []
    if facts.open:
        seconds = settings.DIRECTORY["TEAM_SECONDS"]
        found = suggest_teams(facts.needs, facts.options, facts.terms, seconds=seconds)
    nearest = NearestPeople(facts, found, filterset)
    present = {one.pk for one in filterset.coverage.team}
    people = people_by_id(present | nearest.on_teams | nearest.ids)
    best = found[0] if found else None
    background = TeamBackground(filterset, facts, people, nearest.tell(people), best)
    teams = dict(enumerate(found, 1))
    parts = [place for place in teams if is_part(teams[place], found[: place - 1])]
    return TeamListing(
        address=address,
        criteria=criteria,
        total=len(found) - len(parts),
        chips=make_chips(filterset.applied(), address),
        panel={
            name: filterset.filters[name].panel({}, address)
            for name in ("percent", "from", *WEIGHTS)
        },
        corrections=filterset.corrections,
        teams=[
            SuggestedTeam(place, team, background, address)
            for place, team in teams.items()
            if place not in parts
        ],
        parts=parts,
        unmet=list(unmet_words(filterset, facts, found)),
    )


def is_part(team, before):
    return any(team.people < other.people for other in before)


def people_by_id(ids):
    people = Person.objects.filter(pk__any=Ids(ids)).order_by()
    return {person.pk: person for person in people.select_related("team", "location")}


def unmet_words(filterset, facts, found):
    """Why somebody who is to be on the teams is not, and why a team is smaller."""
    if not found:
        return
    options = {one.person: one for one in facts.options}
    best, percent = found[0], filterset.criteria["percent"]
    for person in filterset.criteria["with"]:
        if person.pk in best.people:
            continue
        known, option = facts.known.get(person.pk), options.get(person.pk)
        if known and not option:
            yield f"{person} is {known.facts.free} % free, not {percent} %."
        elif option and (option.holds or option.learns):
            yield f"{person} could take no seat beside the others."
        else:
            yield f"{person} could take no open seat, or is on the project already."
    if len(best.people) < facts.terms.least:
        yield f"There are seats or people for {len(best.people)} only."
