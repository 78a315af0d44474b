"""Who is on a suggested team, the seats that they take, and those that stay open."""

from dataclasses import dataclass
from typing import NamedTuple

from people.models import Level, Person
from people.words import period_words
from projects.models import Days, SkillNeed


class TeamSeat(NamedTuple):
    """A need that somebody holds or learns, with the level that they have."""

    need: SkillNeed
    level: Level | None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody on a suggested team: what they do, and what goes without them."""

    person: Person
    holds: list[TeamSeat]
    learns: TeamSeat | None
    mentor: Person | None
    free: int
    # Of the days that they are looked at for, where they are away on some; or empty.
    here: str
    adds: str
    is_locked: bool
    is_tentative: bool
    lock: str
    exclude: str
    # First and last day, where they are not those of the whole team.
    own_days: Days | None = None

    @property
    def days(self):
        """What a form sends of somebody with days of their own."""
        first, last = self.own_days
        return f"{self.person.slug}:{first}:{last or ''}"

    @property
    def period(self):
        return period_words(*self.own_days)

    @property
    def seat(self):
        """What a form sends of a learner."""
        return f"{self.person.slug}:{self.learns.need.skill.slug}:{self.mentor.slug}"


class OpenSeats(NamedTuple):
    """Seats of a need that the team leaves open, and who comes nearest to them."""

    need: SkillNeed
    count: int
    nearest: list
