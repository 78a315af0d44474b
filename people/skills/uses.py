"""What a skill was used for: projects and how they ended, and two years by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Value
from django.utils.safestring import SafeString

from people.lists.markup import bar
from people.models import related
from people.records.track_record import JUDGED, SUCCESSES, Outcome, TrackRecord
from people.rules import may_see_outcomes, may_see_success_rates
from people.words import full_day, local_day

MONTHS = 24
MOST_USES = 6
OVER = ("closed", "cancelled")


class UseRow(NamedTuple):
    """A project that used the skill; how it ended only where that may be told."""

    name: str
    slug: str
    status: str
    ends_on: date | None
    outcome_value: str

    @property
    def outcome(self):
        return Outcome(self.outcome_value) if self.outcome_value else None

    @property
    def is_over(self):
        return self.status in OVER

    @property
    def going_on(self):
        """Of one that is not over, and may have a last day that has gone."""
        if self.ends_on is None:
            return "runs"
        verb = "runs until" if self.ends_on >= local_day() else "was to end"
        return f"{verb} {full_day(self.ends_on)}"


@dataclass(frozen=True, slots=True)
class UseMonth:
    """How many people were booked with the skill in a month, with a bar of that."""

    first: date
    people: int
    most: int

    @property
    def bar(self):
        return SafeString(bar(100 * self.people / self.most if self.most else 0, 100))


class SkillUses:
    """Bookings that have begun and use the skill, on projects that were not cancelled.

    How those ended is told to whom all outcomes are told. One query.
    """

    def __init__(self, skill, *, user):
        self.today, self.may_rate = local_day(), may_see_success_rates(user)
        outcome = F("project__outcome") if may_see_outcomes(user) else Value("")
        bookings = related("assignments").begun().filter(skills=skill)
        rows = bookings.exclude(project__status="cancelled").order_by()
        self.bookings, projects = [], {}
        for project, *booking, name, slug, status, ends_on, ended in rows.values_list(
            *("project", "person", "starts_on", "ends_on", "project__name"),
            *("project__slug", "project__status", "project__ends_on", outcome),
        ):
            self.bookings.append(booking)
            projects[project] = UseRow(name, slug, status, ends_on, ended)
        self.projects = sorted(projects.values(), key=lambda one: (one.name, one.slug))

    @property
    def running(self):
        return [one for one in self.projects if not one.is_over]

    @property
    def ended(self):
        return [one for one in self.projects if one.is_over]

    @property
    def first(self):
        """Those that run, then the last that ended."""
        ended = sorted(
            self.ended, key=lambda one: one.ends_on or date.min, reverse=True
        )
        return [*self.running, *ended][:MOST_USES]

    @property
    def record(self):
        """How many succeeded, for who sees rates: one person alone may have used it."""
        outcomes = [one.outcome_value for one in self.ended]
        judged = sum(one in JUDGED for one in outcomes)
        won = sum(one in SUCCESSES for one in outcomes)
        return TrackRecord(won, judged) if self.may_rate else None

    @property
    def months(self):
        """The last two years, this month until today, the last first."""
        counts = [
            (first, len(self.people_between(first, last)))
            for first, last in last_months(self.today)
        ]
        most = max(people for _, people in counts)
        return [UseMonth(first, people, most) for first, people in counts]

    def people_between(self, first, last):
        return {
            person
            for person, start, end in self.bookings
            if start <= last and (end is None or end >= first)
        }


def last_months(today):
    """First and last day of so many months, the last first."""
    first, last = today.replace(day=1), today
    for _ in range(MONTHS):
        yield first, last
        last = first - timedelta(days=1)
        first = last.replace(day=1)
