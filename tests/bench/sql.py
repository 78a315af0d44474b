"""The people list's answers as SQL written by hand: what the database could do best.

Each answer is the same as that of the page: the total, the first 25 people in order,
the counts of all facets, the names of all options, and what stands on the cards.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

SHRINK = 10
UNFINISHED = "('open', 'in_progress')"
JUDGED = "('in_use', 'answered', 'not_met', 'not_adopted')"
SUCCESSES = "('in_use', 'answered')"

PRESENT = """
SELECT p.id, p.team_id, p.location_id, p.sort_name, p.capacity, {wants} AS wants
FROM people_person p
WHERE (p.left_on IS NULL OR p.left_on >= %(today)s) {conditions}
"""

# People with the percentage free on their worst working day in the window.
FREE_ENOUGH = """
, day AS (
    SELECT day::date FROM generate_series(%(start)s, %(end)s, interval '1 day') day
    WHERE extract(isodow FROM day) < 6
), booking AS MATERIALIZED (
    SELECT a.person_id, a.percent, a.starts_on,
        coalesce(a.ends_on, 'infinity') AS ends_on
    FROM present c JOIN projects_assignment a ON a.person_id = c.id
        JOIN projects_project p ON p.id = a.project_id
    WHERE a.status = 'confirmed' AND p.status <> 'cancelled'
        AND a.starts_on <= %(end)s AND (a.ends_on IS NULL OR a.ends_on >= %(start)s)
), day_free AS (
    SELECT c.id, day, c.capacity - coalesce(sum(b.percent), 0) AS free
    FROM present c CROSS JOIN day LEFT JOIN booking b
        ON b.person_id = c.id AND day BETWEEN b.starts_on AND b.ends_on
    WHERE NOT EXISTS (
        SELECT FROM people_absence x
        WHERE x.person_id = c.id AND day BETWEEN x.starts_on AND x.ends_on
    )
    GROUP BY c.id, c.capacity, day
), hit AS MATERIALIZED (
    SELECT * FROM present WHERE id IN (
        SELECT id FROM day_free GROUP BY id HAVING min(free) >= %(free)s
    )
)
"""
ALL_HIT = ", hit AS (SELECT * FROM present)"

RATE = f"""
, record AS (
    SELECT a.person_id,
        count(DISTINCT p.id) FILTER (WHERE p.outcome IN {SUCCESSES}) AS won,
        count(DISTINCT p.id) AS judged
    FROM hit JOIN projects_assignment a ON a.person_id = hit.id
        JOIN projects_project p ON p.id = a.project_id
    WHERE a.status = 'confirmed' AND a.starts_on <= %(today)s
        AND p.outcome IN {JUDGED}
    GROUP BY a.person_id
), average AS (
    SELECT avg((outcome IN {SUCCESSES})::int) AS rate
    FROM projects_project WHERE outcome IN {JUDGED}
)
"""
BY_RATE = f"""
SELECT id FROM hit LEFT JOIN record ON person_id = id CROSS JOIN average WHERE wants
ORDER BY (coalesce(won, 0) + {SHRINK} * rate) / (coalesce(judged, 0) + {SHRINK}) DESC,
    sort_name, id LIMIT 25
"""
BY_NAME = "SELECT id FROM hit WHERE wants ORDER BY sort_name, id LIMIT 25"

ANSWER = f"""
WITH present AS MATERIALIZED ({{present}}) {{narrowing}}
SELECT 'total', NULL::bigint, NULL::int, count(*) FROM hit WHERE wants
UNION ALL SELECT 'team', team_id, NULL, count(*) FROM hit WHERE wants GROUP BY 2
UNION ALL SELECT 'place', location_id, NULL, count(*) FROM hit WHERE wants GROUP BY 2
UNION ALL SELECT 'skill', e.skill_id, e.level, count(*)
    FROM hit JOIN people_expertise e ON e.person_id = hit.id WHERE wants GROUP BY 2, 3
UNION ALL SELECT 'goal', g.skill_id, NULL, count(*)
    FROM hit JOIN people_learninggoal g ON g.person_id = hit.id
    WHERE g.status IN {UNFINISHED} GROUP BY 2
UNION ALL SELECT 'person', id, NULL, NULL FROM ({{order}}) first
"""

NAMES = """
SELECT id, slug, name, NULL::text FROM people_team
UNION ALL SELECT id, slug, name, time_zone FROM people_location
UNION ALL SELECT s.id, s.slug, s.name, c.name
    FROM people_skill s JOIN people_skillcategory c ON c.id = s.category_id
"""

CARDS = (
    """
    SELECT p.id, p.name, p.slug, p.job_title, p.capacity, p.confirmed_at, p.user_id,
        t.name, l.name, l.time_zone
    FROM people_person p LEFT JOIN people_team t ON t.id = p.team_id
        LEFT JOIN people_location l ON l.id = p.location_id
    WHERE p.id = ANY(%(ids)s)
    """,
    """
    SELECT e.person_id, e.skill_id, s.name, e.level
    FROM people_expertise e JOIN people_skill s ON s.id = e.skill_id
    WHERE e.person_id = ANY(%(ids)s) ORDER BY e.level DESC, s.name
    """,
    f"""
    SELECT g.person_id, g.skill_id, s.name, g.target_level
    FROM people_learninggoal g JOIN people_skill s ON s.id = g.skill_id
    WHERE g.person_id = ANY(%(ids)s) AND g.status IN {UNFINISHED}
    ORDER BY g.priority DESC, s.name
    """,
    """
    SELECT a.person_id, a.percent, a.starts_on, a.ends_on, a.status
    FROM projects_assignment a JOIN projects_project p ON p.id = a.project_id
    WHERE a.person_id = ANY(%(ids)s) AND p.status <> 'cancelled'
        AND (a.ends_on IS NULL OR a.ends_on >= %(start)s)
    UNION ALL SELECT person_id, NULL, starts_on, ends_on, ''
    FROM people_absence WHERE person_id = ANY(%(ids)s) AND ends_on >= %(start)s
    """,
    """
    SELECT DISTINCT a.person_id, p.ends_on, p.id, p.outcome
    FROM projects_assignment a JOIN projects_project p ON p.id = a.project_id
    WHERE a.person_id = ANY(%(ids)s) AND a.status = 'confirmed'
        AND a.starts_on <= %(today)s AND p.outcome <> ''
    ORDER BY p.ends_on, p.id
    """,
)


def answer(*, conditions="", wants="true", free=None, is_by_rate=False, **params):
    """Run the SQL of one list, cards and all; returns the total."""
    today = timezone.localdate()
    params |= {"today": today, "start": today, "end": today + timedelta(days=27)}
    params["free"] = free
    narrowing = (FREE_ENOUGH if free else ALL_HIT) + (RATE if is_by_rate else "")
    sql = ANSWER.format(
        present=PRESENT.format(conditions=conditions, wants=wants),
        narrowing=narrowing,
        order=BY_RATE if is_by_rate else BY_NAME,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
        params["ids"] = [row[1] for row in rows if row[0] == "person"]
        for statement in (NAMES, *CARDS):
            cursor.execute(statement, params)
            cursor.fetchall()
    return next(count for kind, _, _, count in rows if kind == "total")
