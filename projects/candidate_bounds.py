"""How many points each of thousands of people could have at most: one quick query.

Levels and goals alone are looked at, by the database. What else the score asks for is
taken to be at its best, and the months since a skill was used are rounded down.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection

from people.fields import Ids
from people.models import Priority
from people.models.expertise import UNFINISHED

# Rows are sums by person, and numbers of people by skill and level. Goals stand
# there as level 0. No month has more than 31 days.
BOUNDS = """
WITH asked AS MATERIALIZED (
    SELECT unnest(%(people)s::bigint[]) AS person_id
), worth AS MATERIALIZED (
    SELECT * FROM unnest(
        %(skills)s::bigint[], %(levels)s::int[], %(shares)s::float[], %(meets)s::bool[]
    ) AS worth (skill_id, level, share, meets)
), stated AS MATERIALIZED (
    SELECT person_id, skill_id, level, (%(today)s - last_used_on) / 31 AS months
    FROM people_expertise WHERE skill_id = ANY(%(skills)s::bigint[])
), wanted AS MATERIALIZED (
    SELECT person_id, skill_id, priority FROM people_learninggoal
    WHERE skill_id = ANY(%(welcome)s::bigint[]) AND status = ANY(%(unfinished)s)
)
SELECT person_id, skill_id, level, count(*), bool_or(meets),
    sum(share * COALESCE(GREATEST(
        %(floor)s::float, 1 - %(slope)s::float * GREATEST(0, months - %(fresh)s)
    ), %(unknown)s::float))
FROM stated JOIN worth USING (skill_id, level) JOIN asked USING (person_id)
GROUP BY GROUPING SETS (person_id, (skill_id, level))
UNION ALL
SELECT person_id, skill_id, 0, count(*), false, sum(priority)
FROM wanted JOIN asked USING (person_id)
GROUP BY GROUPING SETS (person_id, skill_id)
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most points by person, who meets any need, and counts of levels and goals.

    `levels` are numbers of people by skill and level, of levels that are worth
    anything; `wishes` are numbers of people by skill.
    """

    most: dict[int, float]
    exact: set[int] = field(default_factory=set)
    levels: Counter = field(default_factory=Counter)
    wishes: Counter = field(default_factory=Counter)


def bounds_of(people, question):
    """The bounds of people by id, in one query."""
    weights = question.weights
    anyway = weights.availability + weights.overlap
    bounds = Bounds(dict.fromkeys(people, anyway))
    per_share = weights.skills * max(question.trust.values())
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS, parameters_of(people, question))
        for person, skill, level, count, meets, total in cursor.fetchall():
            if person is None:
                counts = bounds.levels if level else bounds.wishes
                counts[(skill, level) if level else skill] = count
            elif level is None:
                bounds.most[person] += per_share * total
                if meets:
                    bounds.exact.add(person)
            else:
                bounds.most[person] += weights.growth * min(1, total / Priority.HIGH)
    return bounds


def parameters_of(people, question):
    directory = settings.DIRECTORY
    least = {}
    for need in question.needs:
        least[need.skill] = min(need.level, least.get(need.skill, need.level))
    worth = [
        (skill, level, share, level >= least[skill])
        for skill, shares in question.worth.items()
        for level, share in shares.items()
        if share
    ]
    skills, levels, shares, meets = map(list, zip(*worth, strict=True))
    return {
        "people": Ids(people).array,
        "skills": skills,
        "levels": levels,
        "shares": shares,
        "meets": meets,
        "welcome": Ids(question.welcome).array,
        "unfinished": list(UNFINISHED),
        "today": question.today,
        "unknown": directory["FRESHNESS_UNKNOWN"],
        "floor": directory["FRESHNESS_FLOOR"],
        "slope": directory["FRESHNESS_SLOPE"],
        "fresh": directory["FRESH_MONTHS"],
    }
