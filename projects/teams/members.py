"""What the page says of a suggested team and of each person on it."""

from collections import Counter, defaultdict
from itertools import cycle
from operator import attrgetter
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.utils.functional import cached_property

from people.models import Level
from people.models.history import listed
from people.words import period_words
from people.working_hours import hours_all_share
from projects.candidates.days import span_of
from projects.models import Assignment, Days, NeedPriority, Stage
from projects.models.need import LEAST_OF_A_MENTOR
from projects.teams.model import Terms, suggest_teams
from projects.teams.seats import OpenSeats, TeamMember, TeamSeat

MOST_NEAR = 5
MOST_NAMES = 5
MANY_EXPERTS = 3
# What a form sends of a team is signed as that.
SIGNED = "projects.teams"


class TeamBackground:
    """What all suggested teams of a page share: people, and what they did together.

    `people` are rows by id, with places; one query more. `present` are those of the
    project's team whose bookings are confirmed; `best` is the first team, if any.
    """

    def __init__(self, filterset, facts, people, nearest, best):
        self.filterset, self.facts, self.people = filterset, facts, people
        self.nearest, self.best = nearest, best
        team = filterset.coverage.team
        self.present = [one.pk for one in team if not one.is_tentative]
        self.tentative = {one.pk for one in team if one.is_tentative}
        rows = Assignment.objects.begun().filter(person_id__any=people)
        rows = rows.exclude(project=filterset.project).order_by("project__name")
        self.worked = list(
            rows.values_list(
                "project_id", "project__name", "project__stage_reached", "person_id"
            ).distinct()
        )

    def level(self, person, need):
        known = self.facts.known.get(person)
        held = known and known.facts.held.get(need.skill_id)
        return Level(held.level) if held else None


class SuggestedTeam:
    """One team as the page shows it; `address` is that of the page."""

    def __init__(self, place, team, background, address):
        self.place, self.team, self.address = place, team, address
        self.background = background
        self.facts, self.people = background.facts, background.people
        self.criteria = background.filterset.criteria
        suggested = sorted(
            team.people, key=lambda pk: (background.people[pk].sort_name, pk)
        )
        others = [one for one in background.present if one not in team.people]
        self.everybody = [*suggested, *others]

    # How good it is

    @property
    def status(self):
        return "optimal" if self.team.is_optimal else "feasible"

    @property
    def status_words(self):
        if self.team.is_optimal and self.place == 1:
            return "Proven best"
        if self.team.is_optimal:
            return f"Proven best of all others{self.difference}"
        gap = max(1, round(100 * self.gap))
        seconds = settings.DIRECTORY["TEAM_SECONDS"]
        return f"Best found, within {gap} % of the best, after {seconds:g} seconds"

    @property
    def difference(self):
        """What it leaves open and the first does not; or else how much less it is."""
        best = self.background.best
        lacks = zip(self.facts.open, self.team.shortages, best.shortages, strict=True)
        more = [
            f"{one.need.skill.name} ({one.need.get_priority_display().lower()})"
            for one, count, of_best in lacks
            if count > of_best
        ]
        if more:
            return f"; unlike team 1 it leaves {listed(more)} open"
        less = best.objective - self.team.objective
        return f", {points(less)} less" if less else ", as good"

    @property
    def gap(self):
        """The share of what there could be that this may lack at most."""
        nobody = -sum(need.price * need.seats for need in self.facts.needs)
        most = self.team.bound - nobody
        return (self.team.bound - self.team.objective) / most if most > 0 else 0

    @property
    def seats_words(self):
        asked = sum(need.seats for need in self.facts.needs)
        found = asked - sum(self.team.shortages)
        learning = len(self.team.learns)
        words = f"{found} of {asked} open seat{'s' * (asked != 1)} taken"
        return f"{words}, {learning} of them learning" if learning else words

    # Its people

    @cached_property
    def members(self):
        suggested = self.everybody[: len(self.team.people)]
        mentors = self.mentors()
        return [self.member(person, mentors.get(person)) for person in suggested]

    def member(self, pk, mentor):
        person, facts = self.people[pk], self.facts.known[pk].facts
        needs = self.needs_of(pk)
        times = [facts.time_for(need) for _, need in needs]
        days = Days(*span_of(self.background.filterset, needs))
        at = self.team.learns.get(pk)
        is_locked = person in self.criteria["with"]
        locked = ("with", person.slug)
        others = [pair for pair in self.address.pairs() if pair != locked]
        return TeamMember(
            person=person,
            holds=[self.seat(pk, at) for at in self.team.holds.get(pk, ())],
            learns=None if at is None else self.seat(pk, at),
            mentor=self.people.get(mentor),
            free=min(time.free for time in times),
            here=here_words(min(times, key=attrgetter("presence"))),
            adds=self.adds(pk),
            is_locked=is_locked,
            is_tentative=pk in self.background.tentative,
            lock=self.address.href(others if is_locked else [*others, locked]),
            exclude=self.address.href([*others, ("without", person.slug)]),
            own_days=None if days == (self.starts_on, self.ends_on) else days,
        )

    def needs_of(self, pk):
        """Pairs of the needs that somebody holds or learns: the rows, and as asked."""
        places = [*self.team.holds.get(pk, ()), self.team.learns.get(pk)]
        asked = self.background.filterset.question.needs
        return [
            (self.facts.open[at].need, asked[at]) for at in places if at is not None
        ]

    def seat(self, person, at):
        need = self.facts.open[at].need
        return TeamSeat(need, self.background.level(person, need))

    def mentors(self):
        """Who guides each learner, in turn, by their ids."""
        mentors = {}
        for at, covered in enumerate(self.facts.open):
            learners = [one for one, place in self.team.learns.items() if place == at]
            guides = [
                holder.member.pk
                for holder in covered.holders
                if holder.member.pk in self.background.present
                and holder.level >= LEAST_OF_A_MENTOR
            ]
            guides += [
                one
                for one, places in sorted(self.team.holds.items())
                if at in places
                and self.background.level(one, covered.need) >= LEAST_OF_A_MENTOR
            ]
            mentors |= dict(zip(sorted(learners), cycle(guides), strict=False))
        return mentors

    def adds(self, person):
        """What the best team of the others alone would lack, in words."""
        others = self.best_of(self.team.people - {person})
        more = [
            covered.need.skill.name
            for covered, lacks, short in zip(
                self.facts.open, others.shortages, self.team.shortages, strict=True
            )
            if lacks > short
        ]
        less = self.alone.objective - others.objective
        if more:
            return f"{listed(more)} would stay open"
        return f"{points(less)} less, no seat more open"

    @cached_property
    def alone(self):
        return self.best_of(self.team.people)

    def best_of(self, people):
        needs, terms = self.facts.needs, self.facts.terms
        options = [one for one in self.facts.options if one.person in people]
        alone = Terms(terms.person, terms.unmet, max(1, len(people)))
        return suggest_teams(needs, options, alone, seconds=0.5, teams=1)[0]

    # What it lacks and what it has in common

    @property
    def shortages(self):
        return [
            OpenSeats(covered.need, count, self.nearest(at))
            for at, (covered, count) in enumerate(
                zip(self.facts.open, self.team.shortages, strict=True)
            )
            if count
        ]

    def nearest(self, at):
        near = self.background.nearest[at]
        near = [one for one in near if one.person.pk not in self.team.people]
        return near[:MOST_NEAR]

    @cached_property
    def levels(self):
        """For each open need the levels of the whole team, by id."""
        return [
            {
                holder.member.pk: holder.level
                for holder in covered.holders
                if not holder.is_tentative
            }
            | {
                person: level
                for person in self.team.people
                if (level := self.background.level(person, covered.need))
            }
            for covered in self.facts.open
        ]

    @property
    def bus_factor(self):
        """Of which musts one person alone has the level, in words."""
        sole = defaultdict(list)
        for covered, levels in zip(self.facts.open, self.levels, strict=True):
            able = [one for one, level in levels.items() if level >= covered.level]
            if covered.need.priority == NeedPriority.MUST and len(able) == 1:
                sole[able[0]].append(covered.need.skill.name)
        return [f"only {self.people[pk]} has {listed(has)}" for pk, has in sole.items()]

    @property
    def shared_hours(self):
        people = [self.people[pk] for pk in self.everybody]
        if unknown := [one.name for one in people if not one.location]:
            return f"Not known: {listed(unknown)} without a place of work"
        if len(people) < 2:
            return "One person alone"
        clocks = [
            (one.location.time_zone, one.works_from, one.works_to) for one in people
        ]
        hours = hours_all_share(clocks, *self.criteria["window"])
        return f"{hours:g} hour{'s' * (hours != 1)} a day"

    @property
    def breadth(self):
        """In how many of the needed skills somebody practises, and in which nobody."""
        skills = {}
        for covered, levels in zip(self.facts.open, self.levels, strict=True):
            skills.setdefault(covered.need.skill, {}).update(levels)
        deep = [skill for skill, levels in skills.items() if practising(levels) > 1]
        none = [skill for skill, levels in skills.items() if not practising(levels)]
        words = f"Practitioner or above in {len(skills) - len(none)} of {len(skills)} "
        words += "needed skills" if len(skills) > 1 else "needed skill"
        if none:
            words += f"; nobody in {listed(map(self.with_category, none))}"
        return [words, *self.depth(skills, deep)]

    def depth(self, skills, deep):
        if deep:
            yield f"Two or more in {listed(skill.name for skill in deep)}"
        else:
            yield "Nobody to stand in for another"
        for skill, levels in skills.items():
            experts = Counter(levels.values())[Level.EXPERT]
            if experts >= MANY_EXPERTS:
                yield f"{experts} experts in {skill.name}"

    def with_category(self, skill):
        rows = self.background.filterset.vocabulary["skill"]
        category = rows[skill.slug].group if skill.slug in rows else ""
        return f"{skill.name} ({category})" if category else skill.name

    @property
    def together(self):
        """On what some of them worked with somebody of the team before, in words."""
        crews = defaultdict(set)
        for pk, name, _, person in self.background.worked:
            crews[pk, name].add(person)
        here = set(self.everybody)
        return [
            f"{name}: {self.names(crew)}"
            for (_, name), crew in crews.items()
            if crew & self.team.people and len(crew & here) > 1
        ]

    @property
    def production(self):
        """Who of them was on a project that reached production."""
        reached = {
            person
            for _, _, stage, person in self.background.worked
            if stage == Stage.PRODUCTION
        }
        return self.names(reached) or "Nobody yet"

    def names(self, people):
        """Those of the people who are on the team, first those whom it suggests."""
        here = [one for one in self.everybody if one in people]
        names = [self.people[pk].name for pk in here[:MOST_NAMES]]
        if more := len(here) - len(names):
            names.append(f"{more} more")
        return listed(names) if names else ""

    # To book it

    @property
    def signed(self):
        """The team and whom it was chosen from, to be kept when it is booked."""
        answer = {
            "query": urlencode(self.address.pairs()),
            "place": self.place,
            "status": self.status,
            "objective": self.team.objective,
            "needs": [covered.need.pk for covered in self.facts.open],
            "among": self.team.among,
            "holds": self.team.holds,
            "learns": self.team.learns,
        }
        return signing.dumps(answer, salt=SIGNED, compress=True)

    @property
    def to_book(self):
        return [one for one in self.members if not one.is_tentative]

    @property
    def period(self):
        return period_words(self.starts_on, self.ends_on)

    @property
    def starts_on(self):
        return self.criteria["window"][0]

    @property
    def ends_on(self):
        """The last day of what is booked; open where neither says any."""
        project = self.background.filterset.project
        has_last_day = project.ends_on or self.criteria["to"]
        return self.criteria["window"][1] if has_last_day else None


def points(count):
    return f"{count:,} point{'s' * (count != 1)}"


def here_words(time):
    if time.presence == 1:
        return ""
    return f"here on {time.days_here} of {time.days} days"


def practising(levels):
    return sum(level >= Level.PRACTITIONER for level in levels.values())
