"""The Mondays to come: what is open from each, and where to look for what is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from people.availability.week_chart import axis_of
from people.models import Level
from people.words import full_day
from projects.models import SkillNeed
from projects.starts.facts import StartFacts
from projects.starts.model import Shortage, fewest_open
from projects.teams.facts import open_need

# One week of the picture.
SLOT, WIDTH, HEIGHT = 12, 10, 40


class Lacking(NamedTuple):
    """Seats of a must that stay open, and how many have the skill: in all, and free.

    The addresses are those of lists of them.
    """

    need: SkillNeed
    count: int
    able: int
    free: int
    able_href: str
    free_href: str

    @property
    def level(self):
        return Level(self.need.level)


@dataclass(frozen=True, slots=True)
class StartWeek:
    """A Monday, and the last working day of what would begin then."""

    starts_on: date
    ends_on: date
    shortage: Shortage
    lacking: Sequence[Lacking] = ()

    @property
    def missing(self):
        return self.shortage.missing

    @property
    def open_seats(self):
        """What two Mondays have in common that are alike."""
        lacking = [(one.need.pk, one.need.skill_id, one.count) for one in self.lacking]
        return self.missing, self.shortage.is_proven, lacking

    @property
    def day_words(self):
        return f"{self.starts_on:%a} {full_day(self.starts_on)}"

    @property
    def words(self):
        return f"{self.missing} open" if self.missing else "none open"

    @property
    def lacking_words(self):
        return ", ".join(f"{one.need.skill} ({one.count})" for one in self.lacking)


class StartRun(NamedTuple):
    """Mondays one after the other that are alike."""

    weeks: Sequence[StartWeek]

    @property
    def first(self):
        return self.weeks[0]

    @property
    def last(self):
        return self.weeks[-1]


def weeks_of(facts: StartFacts, windows, criteria) -> Iterator[StartWeek]:
    """What would be lacking in each of the windows, each proven by itself."""
    directory, solved = settings.DIRECTORY, {}
    ends_at = monotonic() + directory["TEAM_SECONDS"]
    for place, (monday, last) in enumerate(windows.bounds):
        musts, free = facts.within(place)
        needs = tuple(open_need(one, criteria["learners"]) for one in musts)
        question = needs, frozenset(free.items())
        if question not in solved:
            solved[question] = fewest_open(
                needs,
                free,
                learners_per_guide=directory["LEARNERS_PER_MENTOR"],
                # One that is hard leaves time for those after it.
                seconds=(ends_at - monotonic()) / 2,
            )
        bounds = [windows.bounds_of(at, place) for at in range(len(musts))]
        lacking = lacking_at(facts, free, solved[question], bounds, criteria)
        yield StartWeek(monday, last, solved[question], tuple(lacking))


def lacking_at(facts, free, shortage, bounds, criteria):
    """What stays open; `bounds` are first and last day of each need."""
    places = [
        (name, one.slug) for name in ("team", "location") for one in criteria[name]
    ]
    for at, count in enumerate(shortage.seats):
        if count:
            need = facts.musts[at].need
            window = [*places, *zip(("from", "to"), bounds[at], strict=True)]
            asked = [("skill", f"{need.skill.slug}:{need.level}"), *window]
            yield Lacking(
                need=need,
                count=count,
                able=sum(
                    one.people for one in facts.able.values() if at in one.kind.holds
                ),
                free=sum(n for kind, n in free.items() if at in kind.holds),
                able_href=people_href([*asked, ("sort", "free")]),
                free_href=people_href([*asked, ("free", criteria["percent"])]),
            )


def people_href(pairs):
    return f"{reverse('people:person-list')}?{urlencode(pairs, safe=':')}"


# The picture


class WeekBar(NamedTuple):
    """The seats open in one week, in words and as SVG path data."""

    path: str
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class StartChart:
    """Bars in a box of 12 units a week; the full height are all `seats`."""

    weeks: Sequence[StartWeek]
    seats: int

    @property
    def box(self):
        return f"0 0 {SLOT * len(self.weeks) - (SLOT - WIDTH)} {HEIGHT}"

    @property
    def slots(self):
        return "".join(
            f"M{SLOT * place} 0h{WIDTH}v{HEIGHT}h-{WIDTH}z"
            for place in range(len(self.weeks))
        )

    @property
    def bars(self):
        for place, week in enumerate(self.weeks):
            high = max(2, round(HEIGHT * week.missing / self.seats))
            path = f"M{SLOT * place} {HEIGHT - high}h{WIDTH}v{high}h-{WIDTH}z"
            look = "open" if week.missing else "busy"
            yield WeekBar(path, look, f"{full_day(week.starts_on)}: {week.words}")

    @property
    def label(self):
        runs = [(words, next(run)) for words, run in groupby(self.weeks, state_words)]
        return "Open seats by week: " + ", ".join(
            f"{words} from {full_day(week.starts_on)}" for words, week in runs
        )

    @property
    def axis(self):
        return axis_of(self.weeks)


def state_words(week):
    return f"{week.missing}" if week.missing else "none"
