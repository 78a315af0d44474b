"""Who is at work at the same time: clocks of people, and which of these meet."""

from collections import defaultdict
from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg

from people.database.unchanged import fetch_values
from people.fields import Ids
from people.models import Person
from people.working_hours import shared_hours

CLOCK = ("location__time_zone", "works_from", "works_to")
# Of who is erased while the page is made.
UNKNOWN = (None, None, None)
# So many hours a day somebody is guided in.
LEAST_HOURS = 1


def clocks_of(people):
    """The zone and the working hours of each; a query."""
    rows = Person.objects.filter(pk__any=Ids(people)).order_by()
    rows = rows.values_list(*CLOCK).annotate(all_pk=ArrayAgg("pk"))
    clocks = defaultdict(lambda: UNKNOWN)
    for *clock, people in fetch_values(rows):
        clocks.update(dict.fromkeys(people, tuple(clock)))
    return clocks


@lru_cache(maxsize=8)
def all_meetings(clocks, days):
    """By clock those that share hours with it: thousands of people have few clocks."""
    return {
        ours: [theirs for theirs in clocks if meet(days, ours, theirs)]
        for ours in clocks | {UNKNOWN}
    }


def meet(days, ours, theirs):
    """Whether two clocks, whose zone may not be known, share an hour a day."""
    (zone, *hours), (other, *other_hours) = ours, theirs
    if not zone or not other:
        return False
    shared = shared_hours(zone, *hours, other, *days, tuple(other_hours))
    return shared >= LEAST_HOURS
