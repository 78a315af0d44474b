"""Who could take which seats of the musts, and on which Mondays they have the time.

Free is the worst working day, as everywhere, and days of absence are passed over; but
whoever joins within the window, or leaves within it, covers no seat for all of it. The
confirmed team of a project counts as if its bookings moved along: it holds its seats
where there is the time that it is booked for, were it not booked here already.

The database counts people who could do the same at the same times; only the team of
the project is looked at one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from people.availability.calendar import (
    FOREVER,
    Calendar,
    Span,
    calendars,
    heaviest_load,
)
from people.database.unchanged import fetch_rows
from people.fields import named_sql
from people.models.expertise import UNFINISHED
from projects.models.need import LEAST_OF_A_MENTOR
from projects.needs.coverage import NeedCoverage
from projects.starts.model import Kind
from projects.starts.windows import WHOLE, Windows

# Who could do what, by the places of needs. Each span of free time is looked at once,
# however many people have it. In the days before somebody joins and after they leave
# nothing is free, in days of absence there is no step. In the order of people: where
# two answers are as good it decides.
GROUPS = """
WITH must AS MATERIALIZED (
    SELECT * FROM unnest(
        %(needs)s::int[], %(skills)s::bigint[], %(levels)s::int[], %(welcomes)s::bool[]
    ) AS must (need, skill_id, level, welcomes)
), days AS MATERIALIZED (
    SELECT * FROM unnest(
        %(parts)s::int[], %(bits)s::bigint[], %(starts)s::date[], %(ends)s::date[]
    ) AS days (part, bit, starts_on, ends_on)
), asked (person_id) AS MATERIALIZED (
    {asked}
), able AS (
    SELECT person_id, need, true AS holds, e.level >= %(guide)s AS guides
    FROM people_expertise e JOIN must USING (skill_id)
    WHERE skill_id = ANY(%(skills)s) AND e.level >= must.level
    UNION ALL
    SELECT person_id, need, false, false
    FROM people_learninggoal JOIN must USING (skill_id)
    WHERE welcomes AND status = ANY(%(unfinished)s)
), kind AS MATERIALIZED (
    SELECT person_id, array_agg(need) FILTER (WHERE holds) AS holds,
        array_agg(need) FILTER (WHERE NOT holds) AS wants,
        array_agg(need) FILTER (WHERE guides) AS guides
    FROM (SELECT * FROM able JOIN asked USING (person_id) ORDER BY person_id, need)
        AS able
    GROUP BY person_id
), step AS MATERIALIZED (
    SELECT person_id, GREATEST(starts_on, %(first)s) AS starts_on,
        LEAST(ends_on, %(last)s) AS ends_on,
        free IS NULL OR free < %(percent)s AS is_busy
    FROM kind JOIN projects_freestep USING (person_id)
    WHERE starts_on <= %(last)s AND ends_on >= %(first)s
    UNION ALL
    SELECT person_id, GREATEST(left_on + 1, %(first)s), %(last)s, true
    FROM kind JOIN people_person ON id = person_id WHERE left_on < %(last)s
), span AS MATERIALIZED (
    SELECT span.starts_on, span.ends_on, part, bit_or(bit) AS bits
    FROM (SELECT DISTINCT starts_on, ends_on FROM step) AS span
    JOIN days ON days.starts_on <= span.ends_on AND days.ends_on >= span.starts_on
    GROUP BY span.starts_on, span.ends_on, part
), free AS (
    SELECT person_id, array_agg(ARRAY[part, bits] ORDER BY part) AS free
    FROM (
        SELECT person_id, part, bit_or(bits)
            & ~COALESCE(bit_or(bits) FILTER (WHERE is_busy), 0) AS bits
        FROM step JOIN span USING (starts_on, ends_on) GROUP BY person_id, part
    ) AS parts GROUP BY person_id
)
SELECT min(person_id), count(*), holds, wants, guides, free
FROM kind LEFT JOIN free USING (person_id)
GROUP BY CASE WHEN person_id = ANY(%(team)s::bigint[]) THEN person_id END,
    holds, wants, guides, free
ORDER BY min(person_id)
"""


@dataclass(frozen=True, slots=True)
class Able:
    """People who could take a seat, and in which windows: each is a bit of a number.

    `parts` is the same for needs with days of their own within each window, by need.
    """

    kind: Kind
    free: int
    parts: Mapping[int, int] = field(default_factory=dict)
    people: int = 1

    def kind_within(self, place):
        """What each of them could do in a window, in the days of each need."""

        def is_free(need):
            return self.parts.get(need, self.free) >> place & 1

        if not self.parts:
            return self.kind if self.free >> place & 1 else Kind()
        return Kind(*(frozenset(filter(is_free, needs)) for needs in self.kind))


@dataclass(frozen=True, slots=True)
class StartFacts:
    """Musts with who fills seats already, and those who could take open ones.

    `able` are groups, by the first of each; whoever is of the `team`, whose bookings
    are confirmed, is a group alone.
    """

    musts: Sequence[NeedCoverage]
    able: Mapping[int, Able] = field(default_factory=dict)
    team: Mapping[int, Able] = field(default_factory=dict)

    def within(self, place) -> tuple[list[NeedCoverage], Counter[Kind]]:
        """The musts as the team covers them in a window, and who is free, by kind."""
        staying = {pk for pk, one in self.team.items() if one.free >> place & 1}
        musts = self.musts
        for pk in self.team.keys() - staying:
            musts = [covered.without(pk) for covered in musts]
        free = Counter()
        for pk, one in self.able.items():
            if pk not in staying and any(kind := one.kind_within(place)):
                free[kind] += one.people
        return musts, free


def gather_facts_of_starts(musts, people, percent, windows, bookings=()) -> StartFacts:
    """The facts for the windows, in two queries.

    `people` may be asked, `bookings` are confirmed ones of the team of the project,
    as rows of person, capacity, percent, first and last day.
    """
    capacities, own = {}, defaultdict(list)
    for person, capacity, share, first, last in bookings:
        capacities[person] = capacity
        own[person].append(Span(share, first, last or FOREVER))
    days = windows.first, windows.last
    known = calendars(capacities, *days) if capacities else {}
    for person, spans in own.items():
        known[person] = without_bookings(known[person], spans)
    able = {}
    for person, count, holds, wants, guides, free in ask_for_groups(
        musts, people, percent, windows, list(own)
    ):
        holds, wants, guides = (frozenset(one or ()) for one in (holds, wants, guides))
        parts = dict(free or ())
        if person in own:
            parts = windows.free_by_part(known[person], percent)
        whole = parts.pop(WHOLE, 0)
        parts = {part: parts.get(part, 0) for part in windows.parts}
        able[person] = Able(Kind(holds, wants - holds, guides), whole, parts, count)
    team = {
        pk: Able(Kind(), windows.free(known[pk], min(booked(spans), capacities[pk])))
        for pk, spans in own.items()
    }
    return StartFacts(musts, able, team)


def ask_for_groups(musts, people, percent, windows: Windows, team):
    """Rows of a person, and of how many like them: what they could do, and when."""
    asked, given = named_sql(people.order_by().values_list("pk"))
    needs = [covered.need for covered in musts]
    parts, places, starts, ends = zip(*windows.working_parts(), strict=True)
    parameters = given | {
        "needs": list(range(len(needs))),
        "skills": [need.skill_id for need in needs],
        "levels": [need.level for need in needs],
        "welcomes": [need.welcomes_learner for need in needs],
        "guide": LEAST_OF_A_MENTOR,
        "unfinished": list(UNFINISHED),
        "percent": percent,
        "first": windows.first,
        "last": windows.last,
        "parts": list(parts),
        "bits": [1 << place for place in places],
        "starts": list(starts),
        "ends": list(ends),
        "team": team,
    }
    return fetch_rows(GROUPS.format(asked=asked), parameters)


def without_bookings(calendar, spans):
    others = Counter(calendar.confirmed) - Counter(spans)
    return replace(calendar, confirmed=tuple(others.elements()))


def booked(spans):
    """How much the bookings take together on the heaviest day."""
    first, last = min(one.starts_on for one in spans), max(one.ends_on for one in spans)
    return heaviest_load(Calendar(0, tuple(spans)), first, last) or 1
