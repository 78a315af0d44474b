"""What the score looks at, of many people at once."""

from datetime import date

from django.db import connection

from people.endorsing import lapsed_before
from people.fields import Ids
from people.models.expertise import UNFINISHED
from people.working_hours import shared_hours
from projects.free_percents import FREE, LOADS
from projects.scoring import Facts, Held

# Arrays hold a skill each, then: level, last day of use and the highest level that a
# colleague puts it at; the priority of a goal; the number of finished projects.
FACTS = f"""
WITH asked AS MATERIALIZED (
    SELECT id AS person_id, capacity, location_id, works_from, works_to
    FROM people_person WHERE id = ANY(%(people)s::bigint[])
), {LOADS}, free AS (
    SELECT person_id, {FREE} AS free
    FROM asked LEFT JOIN loads USING (person_id) GROUP BY person_id, capacity
)
SELECT asked.person_id, free, location_id, works_from, works_to, ARRAY(
    SELECT ARRAY[skill_id, e.level, last_used_on - date '0001-01-01' + 1, (
        SELECT max(d.level) FROM people_endorsement d
        WHERE d.expertise_id = e.id AND d.endorsed_at >= %(lapsed_before)s
    )]
    FROM people_expertise e
    WHERE e.person_id = asked.person_id AND skill_id = ANY(%(skills)s::bigint[])
), ARRAY(
    SELECT ARRAY[skill_id, priority] FROM people_learninggoal g
    WHERE g.person_id = asked.person_id AND skill_id = ANY(%(skills)s::bigint[])
        AND status = ANY(%(unfinished)s)
), ARRAY(
    SELECT ARRAY[s.skill_id, count(DISTINCT a.project_id)]
    FROM projects_assignment a
    JOIN projects_project p ON p.id = a.project_id
    JOIN projects_assignment_skills s ON s.assignment_id = a.id
    WHERE a.person_id = asked.person_id AND s.skill_id = ANY(%(skills)s::bigint[])
        AND p.status = 'closed' AND a.status = 'confirmed'
        AND a.starts_on <= %(today)s
    GROUP BY s.skill_id
)
FROM asked JOIN free USING (person_id)
"""


def facts_of(people, question, window, hours):
    """The `Facts` of people by id, in one query.

    `window` are the days of which the worst counts; `hours` is what `hours_with`
    gives.
    """
    parameters = {
        "people": Ids(people).array,
        "skills": Ids({need.skill for need in question.needs}).array,
        "start": window[0],
        "end": window[1],
        "today": question.today,
        "lapsed_before": lapsed_before(),
        "unfinished": list(UNFINISHED),
    }
    with connection.cursor() as cursor:
        cursor.execute(FACTS, parameters)
        return {
            person: Facts(
                held={skill: held(*stated) for skill, *stated in levels},
                wants=dict(wants),
                used=dict(used),
                free=free,
                hours=hours(*clocks),
            )
            for person, free, *clocks, levels, wants, used in cursor.fetchall()
        }


def held(level, last_used_on, endorsed):
    return Held(level, last_used_on and date.fromordinal(last_used_on), endorsed or 0)


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
