"""What is worked out in bulk for the people whom the database leaves.

Shared hours, free time and track records: how each narrows the list, and how it is
eased where nobody is left.
"""

from datetime import time
from math import floor
from typing import NamedTuple

from django.db.models import TimeField, Value

from people.lists.filters import ListFilter, WholeNumber
from people.lists.listing import WayOut
from people.lists.panel import choices
from people.lists.parameters import TimeZoneField
from people.models import related
from people.records.track_record import track_records
from people.words import window_words
from people.working_hours import shared_hours


class CandidateRow(NamedTuple):
    """What is known of one candidate for the list without a look at bookings."""

    pk: int
    location: int | None
    works_from: time | None = None
    works_to: time | None = None


class Facts:
    """Free time and track records of the people in hand, looked up once."""

    def __init__(self, criteria):
        self.criteria = criteria
        self.free = {}
        self.records = {}

    def free_percents(self, people):
        """Free percent in the window by id of a person, in one query."""
        if not self.free:
            window = self.criteria["window"]
            self.free = related("assignments").free_percents(people, *window)
        return self.free

    def track_records(self, people):
        """Judged projects by id of a person, in one query."""
        if not self.records:
            self.records = track_records(people)
        return self.records


class Narrowing(ListFilter):
    """Keeps out by what is worked out; those of least `effort` come first.

    Without effort the database can do it for the list itself.
    """

    effort = 0
    reads = ()

    def filter(self, people, value):
        return people

    def narrow(self, rows, facts):
        """Those of the rows that have what is asked for."""
        raise NotImplementedError


class SharedHours(Narrowing):
    """Those whose working day overlaps with the zone's long enough."""

    field_class = TimeZoneField
    effort, reads = 1, ("works_from", "works_to")

    def panel(self, facets, address):
        zones = sorted(set(self.parent.zones.values()))
        labels = {zone: f"with {zone.replace('_', ' ')}" for zone in zones}
        return choices({"": "anywhere"} | labels, self.value)

    def narrow(self, rows, facts):
        criteria, zones = self.parent.criteria, self.parent.zones
        overlap, zone, window = criteria["overlap"], self.value, criteria["window"]
        return [
            row
            for row in rows
            if row.location
            and overlap
            <= shared_hours(
                zones[row.location], row.works_from, row.works_to, zone, *window
            )
        ]


class FreePercent(WholeNumber, Narrowing):
    """Those with enough free time on the worst day of the window.

    The database keeps them; they are worked out only where nobody is left.
    """

    def filter(self, people, value):
        window = self.parent.criteria["window"]
        return people.free_within(*window, value) if value else people

    def lasting_words(self):
        return [f"{self.value} % free"] if self.is_in_force else []

    def say(self, percent):
        """With the window, unless its days have chips of their own."""
        criteria = self.parent.criteria
        if criteria["from"] and criteria["to"]:
            return f"{percent} % free"
        return f"{percent} % free, {window_words(criteria)}"

    def narrow(self, rows, facts):
        least, free = self.value, facts.free_percents([row.pk for row in rows])
        return [row for row in rows if free[row.pk] >= least]

    def ease(self, near, facts, address):
        """The most free time that somebody has, in steps of ten percent."""
        if rows := near.rows_missing(self):
            percents = facts.free_percents([row.pk for row in rows])
            free = [percents[row.pk] for row in rows]
            if most := max(free) // 10 * 10:
                yield WayOut(
                    f"With {most} % free instead of {self.value} %",
                    address.with_value(self.name, most),
                    sum(percent >= most for percent in free),
                )


class SuccessRate(WholeNumber, Narrowing):
    """Those of whose judged projects enough succeeded, and who have enough of them."""

    effort = 3

    def narrow(self, rows, facts):
        least, judged = self.value, self.parent.criteria["judged"]
        records = facts.track_records([row.pk for row in rows])
        return [
            row
            for row in rows
            if (record := records[row.pk]).judged >= judged
            and 100 * record.successes >= least * record.judged
        ]

    def ease(self, near, facts, address):
        """The best whole rate of those who have enough judged projects."""
        rows = near.rows_missing(self)
        records = facts.track_records([row.pk for row in rows]) if rows else {}
        rates = [
            record.successes / record.judged
            for row in rows
            if (record := records[row.pk]).judged >= self.parent.criteria["judged"]
        ]
        if best := floor(100 * max(rates, default=0)):
            yield WayOut(
                f"With {best} % succeeded instead of {self.value} %",
                address.with_value(self.name, best),
                sum(100 * rate >= best for rate in rates),
            )


def narrowings(filterset) -> list[Narrowing]:
    """Those in force that the database does not do, the cheapest first."""
    filters = filterset.filters.values()
    asked = [one for one in filters if isinstance(one, Narrowing) and one.effort]
    asked = [one for one in asked if one.is_in_force]
    return sorted(asked, key=lambda one: one.effort)


def narrow_people(people, filterset, facts) -> list[CandidateRow]:
    """Rows of those of the people who pass what is worked out here."""
    asked = narrowings(filterset)
    # Every column of ten thousand rows takes its time: only those that are needed.
    read = {column for one in asked for column in one.reads}
    unread = Value(None, TimeField())
    first, others = CandidateRow._fields[:2], CandidateRow._fields[2:]
    columns = (column if column in read else unread for column in others)
    rows = [CandidateRow._make(row) for row in people.values_list(*first, *columns)]
    for one in asked:
        rows = one.narrow(rows, facts)
    return rows
