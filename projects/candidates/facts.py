"""What the score looks at, of those of thousands who could be among the first.

One statement adds up how many points everybody could have at most, by levels and goals:
what else counts is at its best, months since a skill was used are rounded down. Of
those with the most it gathers the whole facts.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.timezone import get_current_timezone_name

from people.availability.calendar import (
    calendars,
    days_here,
    free_percent,
    working_days_in,
)
from people.database.tables import LevelsOf
from people.database.unchanged import fetch_rows
from people.fields import Ids
from people.models import Priority
from people.models.expertise import UNFINISHED
from people.profiles.endorsing import lapsed_before
from people.working_hours import shared_hours
from projects.candidates.scoring import Facts, Held, TimeWithin
from projects.models.free_percents import FREE, STEPS, window_parameters

# No month has more than 31 days.
MOST = """
WITH listed AS MATERIALIZED (
    SELECT unnest(%(people)s::bigint[]) AS person_id
), worth AS MATERIALIZED (
    SELECT * FROM unnest(
        %(worth)s::bigint[], %(levels)s::int[], %(points)s::float[],
        %(meets_any)s::bool[], %(meets_all)s::bool[]
    ) AS worth (skill_id, level, points, meets_any, meets_all)
), wanted AS MATERIALIZED (
    SELECT person_id, skill_id, priority FROM people_learninggoal
    WHERE skill_id = ANY(%(skills)s::bigint[]) AND status = ANY(%(unfinished)s)
), earned AS MATERIALIZED (
    SELECT person_id, skill_id, level, meets_any, meets_all,
        points * COALESCE(GREATEST(
            %(floor)s::float, 1 - %(slope)s::float
                * GREATEST(0, (%(today)s - last_used_on) / 31 - %(fresh)s)
        ), %(unknown)s::float) AS points
    FROM people_expertise JOIN worth USING (skill_id, level)
        JOIN listed USING (person_id)
), most AS MATERIALIZED (
    SELECT person_id, sum(points) + %(anyway)s AS most, bool_or(meets_any) AS is_exact
    FROM (
        SELECT person_id, meets_any, points FROM earned
        UNION ALL
        SELECT person_id, false,
            %(growth)s * LEAST(1, sum(priority) / %(enough)s::float)
        FROM wanted JOIN listed USING (person_id)
        WHERE skill_id = ANY(%(welcome)s::bigint[]) GROUP BY person_id
    ) AS gained GROUP BY person_id
), levels AS MATERIALIZED (
    SELECT skill_id, level, meets_all, count(*) AS people
    FROM earned GROUP BY skill_id, level, meets_all
)
"""
# Arrays hold a skill each, then: level, last day of use and, where a colleague confirms
# it, the level again, else 0; the priority of a goal; the number of finished projects.
# At which level a colleague puts somebody is not for all who see candidates.
FACTS = f"""
, likely AS (
    (SELECT * FROM most WHERE most >= %(least)s::float ORDER BY most DESC
        LIMIT %(limit)s)
    UNION
    (SELECT * FROM most WHERE most >= %(least)s::float AND is_exact = %(is_exact)s
        ORDER BY most DESC LIMIT %(limit)s)
), asked AS MATERIALIZED (
    SELECT person_id, sort_name, capacity, location_id, works_from, works_to, most,
        is_exact, joined_on, left_on
    FROM likely JOIN people_person ON id = person_id
), free AS (
    SELECT person_id, {FREE} AS free FROM asked {STEPS} GROUP BY person_id
), away AS (
    SELECT person_id, starts_on, ends_on
    FROM asked JOIN people_absence USING (person_id)
    WHERE starts_on <= %(end)s AND ends_on >= %(start)s
    UNION ALL
    SELECT person_id, '-infinity', joined_on - 1 FROM asked WHERE joined_on > %(start)s
    UNION ALL
    SELECT person_id, left_on + 1, 'infinity' FROM asked WHERE left_on < %(end)s
), lost AS (
    SELECT person_id, count(DISTINCT day) AS days
    FROM away, generate_series(
        GREATEST(starts_on, %(start)s)::timestamp, LEAST(ends_on, %(end)s), '1 day'
    ) AS day
    WHERE extract(isodow FROM day) < 6 GROUP BY person_id
), held AS (
    SELECT person_id, array_agg(ARRAY[skill_id, level, day, endorsed]) AS held
    FROM (
        SELECT person_id, skill_id, e.level,
            last_used_on - date '0001-01-01' + 1 AS day,
            e.level * (count(d.id) > 0)::int AS endorsed
        FROM asked JOIN people_expertise e USING (person_id)
        LEFT JOIN people_endorsement d ON d.expertise_id = e.id
            AND d.level >= e.level AND d.endorsed_at >= %(lapsed_before)s
        GROUP BY person_id, e.id, skill_id, e.level, last_used_on
    ) AS known GROUP BY person_id
), wants AS (
    SELECT person_id, array_agg(ARRAY[skill_id, priority]) AS wants
    FROM asked JOIN wanted USING (person_id) GROUP BY person_id
), used AS (
    SELECT person_id, array_agg(ARRAY[skill_id, projects]) AS used
    FROM (
        SELECT person_id, s.skill_id, count(DISTINCT a.project_id) AS projects
        FROM asked JOIN projects_assignment a USING (person_id)
        JOIN projects_project p ON p.id = a.project_id
        JOIN projects_assignment_skills s ON s.assignment_id = a.id
        WHERE s.skill_id = ANY(%(skills)s::bigint[]) AND p.status = 'closed'
            AND a.status = 'confirmed' AND a.starts_on <= LEAST(%(today)s, p.ends_on)
            AND a.starts_on <= timezone(%(zone)s, p.over_at)::date
        GROUP BY person_id, s.skill_id
    ) AS evidence GROUP BY person_id
)
SELECT asked.person_id, most, is_exact, sort_name, capacity, free,
    COALESCE(lost.days, 0), location_id, works_from, works_to,
    COALESCE(held, '{{}}'), COALESCE(wants, '{{}}'), COALESCE(used, '{{}}')
FROM asked JOIN free USING (person_id) LEFT JOIN lost USING (person_id)
LEFT JOIN held USING (person_id) LEFT JOIN wants USING (person_id)
LEFT JOIN used USING (person_id)
"""
# The last row: of those listed the number who meet a need, and of skills. Then, of the
# skills that nobody listed has as needed, the same among all who are here. Goals stand
# there as level 0.
COUNTS = """
SELECT (SELECT count(*) FROM most WHERE is_exact), NULL, NULL, NULL, NULL, NULL, NULL,
NULL, NULL, NULL, ARRAY(
    SELECT ARRAY[skill_id, level, people] FROM levels
    UNION ALL
    SELECT ARRAY[skill_id, 0, count(*)] FROM wanted JOIN listed USING (person_id)
    GROUP BY skill_id
), ARRAY(
    SELECT ARRAY[skill_id, level, count(*)]
    FROM (
        SELECT person_id, skill_id, level FROM people_expertise
        UNION ALL SELECT person_id, skill_id, 0 FROM wanted
    ) AS known JOIN people_person ON people_person.id = person_id
    WHERE skill_id = ANY(ARRAY(
            SELECT skill_id FROM worth
            EXCEPT SELECT skill_id FROM levels WHERE meets_all
        )) AND (left_on IS NULL OR left_on >= %(today)s)
    GROUP BY skill_id, level
), NULL
"""
STATEMENT = f"{MOST}{FACTS}UNION ALL{COUNTS}"


@dataclass(frozen=True, slots=True)
class Known:
    """One of the likely: the most points there could be, and the whole facts."""

    most: float
    is_exact: bool
    sort_name: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Those who were looked up, and counts of all that were asked about.

    `exact` is the number of those who meet a need. Counts are by skill and level, of
    those asked about, and of everybody here for the skills that those lack; goals
    stand there as level 0.
    """

    known: dict[int, Known] = field(default_factory=dict)
    exact: int = 0
    levels: Counter = field(default_factory=Counter)
    everywhere: Counter = field(default_factory=Counter)


def look_up(people, question, window, hours, *, limit, least, is_exact=None):
    """The likely ones of the people with the ids, in one query, two for days of needs.

    They are the `limit` with the most points that are possible, of those with at least
    so many; and as many more of those who meet a need, or none, if `is_exact` says
    which. `window` are days of which the worst counts, `hours` what `hours_with` is.
    """
    if not question.needs:
        return LookedUp()
    parameters = {
        **parameters_of(question),
        "people": Ids(people),
        **window_parameters(*window),
        "limit": limit,
        "least": least,
        "is_exact": is_exact,
    }
    sql = LevelsOf(parameters["skills"], STATEMENT)
    *rows, counts = fetch_rows(sql, parameters)
    days = working_days_in(*window)
    within = times_within({row[0]: row[4] for row in rows}, question.windows)
    return LookedUp(
        known={pk: known(hours, days, within.get(pk, {}), *row) for pk, *row in rows},
        exact=counts[0],
        levels=counter(counts[-3]),
        everywhere=counter(counts[-2]),
    )


def parameters_of(question):
    directory, weights = settings.DIRECTORY, question.weights
    per_share = weights.skills * max(directory["EVIDENCE"].values())
    worth = [
        (skill, level, per_share * share, *question.meets(skill, level))
        for skill, shares in question.worth.items()
        for level, share in shares.items()
        if share
    ]
    skills, levels, points, meets_any, meets_all = map(list, zip(*worth, strict=True))
    return {
        "skills": list(set(skills)),
        "worth": skills,
        "levels": levels,
        "points": points,
        "meets_any": meets_any,
        "meets_all": meets_all,
        "growth": weights.growth,
        "anyway": weights.availability + weights.overlap,
        "welcome": Ids(question.welcome),
        "enough": Priority.HIGH.value,
        "unfinished": list(UNFINISHED),
        "today": question.today,
        "zone": get_current_timezone_name(),
        "lapsed_before": lapsed_before(),
        "unknown": directory["FRESHNESS_UNKNOWN"],
        "floor": directory["FRESHNESS_FLOOR"],
        "slope": directory["FRESHNESS_SLOPE"],
        "fresh": directory["FRESH_MONTHS"],
    }


def times_within(capacities, windows):
    """What people have free in each window, by their capacities; one query, or none."""
    if not windows or not capacities:
        return {}
    first, last = min(start for start, _ in windows), max(end for _, end in windows)
    return {
        person: {days: time_within(calendar, *days) for days in windows}
        for person, calendar in calendars(capacities, first, last).items()
    }


def time_within(calendar, start, end):
    return TimeWithin(
        free_percent(calendar, start, end),
        days_here(calendar, start, end),
        working_days_in(start, end),
    )


def known(
    hours, days, within, most, is_exact, sort_name, capacity, free, lost, *others
):
    place, works_from, works_to, levels, wants, used = others
    facts = Facts(
        held={skill: held(*stated) for skill, *stated in levels},
        wants=dict(wants),
        used=dict(used),
        free=free,
        days_here=days - lost,
        days=days,
        hours=hours(place, works_from, works_to),
        within=within,
    )
    return Known(most, is_exact, sort_name, facts)


def held(level, last_used_on, endorsed):
    return Held(level, last_used_on and date.fromordinal(last_used_on), endorsed)


def counter(rows):
    return Counter({(skill, level): count for skill, level, count in rows})


def hours_with(lead, zones, window):
    """A function for the working hours that a place and clocks share with the lead.

    It gives `None` where the lead's place or the other is not known; `zones` are time
    zones by place.
    """
    there = lead and lead.location and lead.location.time_zone

    def hours(place, works_from, works_to):
        if not there or place not in zones:
            return None
        clocks = (lead.works_from, lead.works_to)
        return shared_hours(zones[place], works_from, works_to, there, *window, clocks)

    return hours
