"""What somebody waits for who changes a row: all that triggers do, and the commit."""

import time
from itertools import cycle, islice
from statistics import median, quantiles

from django.db import transaction

from people.models import Expertise
from projects.models import Assignment, SkillNeed

HEADINGS = ("people", "write", "median ms", "p95 ms")
Use = Assignment.skills.through


def write_lines(people, rounds):
    """The lines of the table, of one row of each kind: two values in turn."""
    need, use = SkillNeed.objects.latest("pk"), Use.objects.latest("pk")
    bookings = Assignment.objects.filter(status="confirmed")
    using = Use.objects.filter(skill=use.skill_id).values("assignment")
    booking = bookings.exclude(pk__in=using).latest("pk")
    level = Expertise.objects.latest("pk")
    writes = {
        "a level": (level, "level", [5 - level.level, level.level]),
        "a booking’s status": (booking, "status", ["tentative", "confirmed"]),
        "the percent of a booking": (booking, "percent", [20, 30]),
        "what a booking used": (use, "assignment", [booking.pk, use.assignment_id]),
        "the level of a need": (need, "level", [5 - need.level, need.level]),
    }
    for name, (row, field, values) in writes.items():
        times = [
            time_of(row, **{field: value})
            for value in islice(cycle(values), max(2, rounds))
        ]
        yield [
            *(f"{people:,}", name),
            f"{1000 * median(times):.1f}",
            f"{1000 * quantiles(times, n=20)[-1]:.1f}",
        ]


def time_of(row, **values):
    rows = type(row).objects.filter(pk=row.pk)
    started = time.perf_counter()
    with transaction.atomic():
        rows.update(**values)
    return time.perf_counter() - started
