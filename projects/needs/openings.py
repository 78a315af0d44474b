"""The live projects that look for people: how many needs, and the most urgent."""

from dataclasses import dataclass

from people.database.compiled import CompiledStatement
from people.records.demand import Demand
from people.words import local_day
from projects.models import LIVE, NeedPriority
from projects.models.need import filled_sql

OPEN = """
WITH filled (id, found) AS MATERIALIZED ({filled}), open AS MATERIALIZED (
    SELECT n.id, n.project_id, n.skill_id, n.level, n.people, n.priority, n.phase,
        COALESCE(found, 0) AS found
    FROM projects_skillneed n JOIN projects_project p ON p.id = n.project_id
    LEFT JOIN filled ON filled.id = n.id
    WHERE p.status = ANY(%s) AND (n.ends_on IS NULL OR n.ends_on >= %s)
        AND n.people > COALESCE(found, 0)
)
"""
OPEN_BY_PROJECT = (
    f"{OPEN} SELECT project_id, array_agg(phase) FROM open GROUP BY project_id"
)
# Missing musts first, then the soonest start, begun being today. Projects that should
# have ended by now come last.
URGENT = f"""
{OPEN}, short AS MATERIALIZED (
    SELECT project_id AS id, sum(people - found) AS missing,
        bool_or(priority = %s) AS lacks_must
    FROM open GROUP BY project_id
), urgent AS (
    SELECT * FROM unnest(ARRAY(
        SELECT id FROM short JOIN projects_project p USING (id) ORDER BY
            COALESCE(p.ends_on < %s, false), NOT lacks_must,
            GREATEST(COALESCE(p.starts_on, 'infinity'), %s), missing DESC,
            p.name COLLATE "C", p.id
        LIMIT %s
    )) WITH ORDINALITY AS first (id, place)
)
SELECT (SELECT count(*) FROM short), open.id, skill_id, s.name, level, people,
    priority, p.id, p.name, p.slug, p.status, p.starts_on, p.ends_on, found
FROM urgent JOIN projects_project p USING (id) JOIN open ON open.project_id = p.id
    JOIN people_skill s ON s.id = skill_id
ORDER BY place, open.id
"""


@dataclass(frozen=True, slots=True)
class Openings:
    """How many projects have open needs, and those of the most urgent, by project."""

    count: int
    most_urgent: list[list[Demand]]


def openings(most):
    """Look at all live projects, in one query."""
    rows = urgent_needs(most)
    found = {}
    for _, *row in rows:
        need = Demand(*row)
        found.setdefault(need.project, []).append(need)
    return Openings(rows[0][0] if rows else 0, list(found.values()))


def open_phases_by_project() -> dict[int, list[str]]:
    """The phase of each need that looks for people, by project; one query."""
    return dict(open_by_project())


@CompiledStatement
def urgent_needs(most):
    today = local_day()
    return of_open(URGENT, NeedPriority.MUST, today, today, most)


@CompiledStatement
def open_by_project():
    return of_open(OPEN_BY_PROJECT)


def of_open(statement, *parameters):
    today = local_day()
    filled, given = filled_sql(today)
    given = [*given, list(LIVE), today, *parameters]
    return statement.format(filled=filled), given
