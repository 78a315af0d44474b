"""The catalogue's and the project list's answers as SQL written by hand.

As in `sql.py`: the totals, figures and facets of the pages, the first 25
projects in order, and what stands on their cards.
"""

from django.db import connection
from django.utils import timezone

from .sql import UNFINISHED

LIVE = "('proposed', 'staffing', 'active')"

# Live needs with the people on the team who meet them, in one pass.
NEED = f"""
WITH need AS NOT MATERIALIZED (
    SELECT n.id, n.project_id, n.skill_id, n.level, n.people
    FROM projects_skillneed n JOIN projects_project p ON p.id = n.project_id
    WHERE p.status IN {LIVE}
), holder AS (
    SELECT n.id, count(DISTINCT a.person_id) AS people
    FROM need n JOIN projects_assignment a ON a.project_id = n.project_id
        JOIN people_expertise e ON e.person_id = a.person_id
            AND e.skill_id = n.skill_id AND e.level >= n.level
        JOIN people_person p ON p.id = a.person_id
    WHERE (a.ends_on IS NULL OR a.ends_on >= %(today)s)
        AND (p.left_on IS NULL OR p.left_on >= %(today)s)
    GROUP BY n.id
), open AS MATERIALIZED (
    SELECT n.*, n.people - coalesce(h.people, 0) AS missing
    FROM need n LEFT JOIN holder h ON h.id = n.id
    WHERE n.people > coalesce(h.people, 0)
)
"""

FIGURES = f"""
{NEED}
SELECT 'needed', skill_id, NULL::int, sum(missing) FROM open GROUP BY skill_id
UNION ALL SELECT 'known', skill_id, level, count(*)
    FROM people_expertise GROUP BY skill_id, level
UNION ALL SELECT 'known', e.skill_id, e.level, -count(*)
    FROM people_expertise e JOIN people_person p ON p.id = e.person_id
    WHERE p.left_on < %(today)s GROUP BY e.skill_id, e.level
UNION ALL SELECT 'wanted', g.skill_id, NULL, count(*)
    FROM people_learninggoal g JOIN people_person p ON p.id = g.person_id
    WHERE g.status IN {UNFINISHED} AND (p.left_on IS NULL OR p.left_on >= %(today)s)
    GROUP BY g.skill_id
"""
SKILLS = """
SELECT s.id, s.slug, s.name, s.kind, s.description, c.name,
    ARRAY(SELECT name FROM people_skillalias a WHERE a.skill_id = s.id)
FROM people_skill s JOIN people_skillcategory c ON c.id = s.category_id
WHERE s.is_active ORDER BY c.position, c.name, s.search_text, s.id
"""

PROJECTS = f"""
{NEED}
SELECT 'total', NULL, NULL::bigint, count(*) FROM projects_project
UNION ALL SELECT 'status', status, NULL, count(*) FROM projects_project GROUP BY status
UNION ALL SELECT 'team', NULL, team_id, count(*) FROM projects_project GROUP BY team_id
UNION ALL SELECT 'outcome', outcome, NULL, count(*) FROM projects_project
    GROUP BY outcome
UNION ALL (SELECT 'lead', p.slug, p.id, count(*)
    FROM projects_project JOIN people_person p ON p.id = lead_id
    GROUP BY p.id ORDER BY 4 DESC LIMIT 100)
UNION ALL SELECT 'skill', NULL, skill_id, count(DISTINCT project_id)
    FROM projects_skillneed GROUP BY skill_id
UNION ALL SELECT 'open', NULL, NULL, count(DISTINCT project_id) FROM open
UNION ALL (SELECT 'project', slug, id, NULL
    FROM projects_project ORDER BY search_text, id LIMIT 25)
"""
CARDS = (
    """
    SELECT p.*, t.name, l.name FROM projects_project p
        LEFT JOIN people_team t ON t.id = p.team_id
        LEFT JOIN people_person l ON l.id = p.lead_id
    WHERE p.id = ANY(%(ids)s)
    """,
    """
    SELECT n.*, s.name
    FROM projects_skillneed n JOIN people_skill s ON s.id = n.skill_id
    WHERE n.project_id = ANY(%(ids)s)
    """,
    """
    SELECT a.project_id, a.status, p.id, p.name, e.skill_id, e.level
    FROM projects_assignment a JOIN people_person p ON p.id = a.person_id
        LEFT JOIN projects_skillneed n ON n.project_id = a.project_id
        LEFT JOIN people_expertise e
            ON e.person_id = p.id AND e.skill_id = n.skill_id
    WHERE a.project_id = ANY(%(ids)s)
        AND (a.ends_on IS NULL OR a.ends_on >= %(today)s)
    """,
)


def catalogue():
    """Run the SQL of the catalogue; returns the number of skills."""
    _, skills = run(FIGURES, SKILLS)
    return len(skills)


def projects_by_hand():
    """Run the SQL of the project list, cards and all; returns the total."""
    (rows,) = run(PROJECTS)
    run(*CARDS, ids=[row[2] for row in rows if row[0] == "project"])
    return next(count for kind, _, _, count in rows if kind == "total")


def run(*statements, **params):
    found = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"today": timezone.localdate()} | params)
            found.append(cursor.fetchall())
    return found
