"""How a person's projects ended: counts first, and a rate that is honest about them.

Source of the range: E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22 (1927).
"""

from dataclasses import dataclass
from math import sqrt

from django.conf import settings
from django.db import models

from people.database.compiled import CompiledQuery
from people.database.unchanged import fetch_values
from people.fields import Ids
from people.lists.markup import mark_list, record_facts
from people.models import related


class Outcome(models.TextChoices):
    """How a project ended, as recorded when it closes."""

    IN_USE = "in_use", "Delivered and in use"
    ANSWERED = "answered", "Question answered, decision informed"
    NOT_MET = "not_met", "Finished, criteria not met"
    NOT_ADOPTED = "not_adopted", "Delivered, not taken up"
    STOPPED_EVIDENCE = "stopped_evidence", "Stopped early: the evidence said so"
    STOPPED_EXTERNAL = "stopped_external", "Stopped for outside reasons"

    @property
    def verdict(self):
        """`success`, `shortfall` or `unjudged`."""
        if self in SUCCESSES:
            return "success"
        return "shortfall" if self in JUDGED else "unjudged"

    @property
    def counts_as(self):
        """What the verdict means, for who records it."""
        words = {"success": "a success", "shortfall": "a shortfall"}
        return words.get(self.verdict, "not judged")


SUCCESSES = (Outcome.IN_USE, Outcome.ANSWERED)
JUDGED = (*SUCCESSES, Outcome.NOT_MET, Outcome.NOT_ADOPTED)


def wilson_range(successes, judged):
    """The 95 % range of a rate, as two fractions of 1; (0, 1) for no trials.

    With p = S/n: d = 1 + z²/n, c = (p + z²/2n)/d, h = (z/d)·√(p(1-p)/n + z²/4n²),
    and the range is [c - h, c + h].
    """
    if not judged:
        return 0.0, 1.0
    z = settings.DIRECTORY["WILSON_Z"]
    rate = successes / judged
    divisor = 1 + z**2 / judged
    centre = (rate + z**2 / (2 * judged)) / divisor
    half = z / divisor * sqrt(rate * (1 - rate) / judged + z**2 / (4 * judged**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def shrunk_rate(successes, judged, organisation_rate):
    """The rate used for ordering: (S + m·p₀) / (n + m), a fraction of 1.

    Few projects say little, so 1 of 1 does not stand above 18 of 20.
    """
    weight = settings.DIRECTORY["SHRINK"]
    return (successes + weight * organisation_rate) / (judged + weight)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Judged projects of one person, and how many of them succeeded."""

    successes: int = 0
    judged: int = 0

    @property
    def has_rate(self):
        """Whether there are enough judged projects to speak of a percentage."""
        return self.judged >= settings.DIRECTORY["MIN_JUDGED"]

    @property
    def percent(self):
        return round(100 * self.successes / self.judged) if self.judged else None

    @property
    def range(self):
        """The plausible range in whole percent, for example (41, 93) for 6 of 8."""
        return tuple(
            round(100 * end) for end in wilson_range(self.successes, self.judged)
        )


@dataclass(frozen=True, slots=True)
class Record:
    """A track record with the outcomes that it is made of."""

    counts: TrackRecord
    outcomes: tuple[Outcome, ...]

    @property
    def learned_early(self):
        return self.outcomes.count(Outcome.STOPPED_EVIDENCE)

    @property
    def range_words(self):
        """The plausible range alone, beside the counts that say the rate."""
        if not self.counts.has_rate:
            return "too few to rate"
        low, high = self.counts.range
        return f"plausibly {low}–{high} %"

    @property
    def facts(self):
        """All of it as HTML, as a card shows it."""
        return record_facts(self)

    @property
    def marks(self):
        """A mark for each outcome, as HTML."""
        return mark_list(self.outcomes)


def track_records(people):
    """The track records of many people by id, in one query.

    A project counts once for a person, if a confirmed assignment of theirs on it
    has begun.
    """
    rows = judged_counts(Ids(people))
    records = {person: TrackRecord(won, judged) for person, won, judged in rows}
    return {person: records.get(person, TrackRecord()) for person in people}


@CompiledQuery
def judged_counts(people):
    """Rows of person, successes and judged projects."""
    return (
        related("assignments")
        .begun()
        .filter(person_id__any=people, project__outcome__in=JUDGED)
        .order_by()
        .values_list("person_id")
        .annotate(
            successes=models.Count(
                "project",
                distinct=True,
                filter=models.Q(project__outcome__in=SUCCESSES),
            ),
            judged=models.Count("project", distinct=True),
        )
    )


def outcome_records(people):
    """Records with their outcomes by person, oldest first, in one query."""
    outcomes = {person: [] for person in people}
    for person, outcome, *_ in outcome_rows(Ids(people)):
        outcomes[person].append(Outcome(outcome))
    return {person: record_of(ended) for person, ended in outcomes.items()}


@CompiledQuery
def outcome_rows(people):
    """Rows of person, outcome, project and its last day, in the order of these."""
    return (
        related("assignments")
        .begun()
        .filter(person_id__any=people)
        .exclude(project__outcome="")
        .order_by("project__ends_on", "project_id")
        .values_list("person_id", "project__outcome", "project_id", "project__ends_on")
        .distinct()
    )


def record_of(outcomes):
    return Record(
        TrackRecord(
            successes=sum(outcome in SUCCESSES for outcome in outcomes),
            judged=sum(outcome in JUDGED for outcome in outcomes),
        ),
        tuple(outcomes),
    )


def organisation_rate():
    """The share of all judged projects that succeeded; 0.5 before there is one."""
    outcomes = related("projects_led").order_by().values_list("outcome")
    counts = dict(fetch_values(outcomes.annotate(models.Count("pk"))))
    successes, judged = (
        sum(counts.get(one, 0) for one in among) for among in (SUCCESSES, JUDGED)
    )
    return successes / judged if judged else 0.5
