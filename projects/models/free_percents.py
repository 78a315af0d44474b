"""Who has how much free, out of the steps that triggers keep: `projects_freestep`.

A step is a span of days on each of which the person works with the same percentage
free; see the migration that makes them. They say the same as the days that
`people.availability.calendar` looks at: tests compare both.
"""

from django.db import connection, models

from people.availability.calendar import next_working_day
from people.fields import Ids

# Steps that have a working day in the window; they begin and end on one.
IN_WINDOW = """
starts_on <= %(end)s AND ends_on >= %(first)s AND %(first)s <= %(end)s
"""
STEPS = f"""
LEFT JOIN (SELECT * FROM projects_freestep WHERE {IN_WINDOW}) AS step USING (person_id)
"""
# On the worst of the days that somebody is here.
FREE = "COALESCE(GREATEST(0, min(free)), 0)"
# Who has not joined when the window begins, a step without a percentage, has nothing
# free in it; nor has `now` who is away then, without any step.
FREE_PERCENT = f"""
CASE WHEN bool_or(step.person_id IS NOT NULL AND free IS NULL)
    OR %(now)s AND min(starts_on) > %(first)s THEN 0 ELSE {FREE} END
"""
FREE_PERCENTS = f"""
SELECT person_id, {FREE_PERCENT}
FROM unnest(%(people)s::bigint[]) AS asked (person_id) {STEPS} GROUP BY person_id
"""
# The numbers first. Then who has too much on the first working day, and who is short of
# `enough` but may come to have it: a booking ends, or they are not here on that day.
FREE_AT_A_GLANCE = f"""
WITH known AS MATERIALIZED (
    SELECT person_id, capacity, {FREE_PERCENT} AS free,
        capacity - min(free) FILTER (WHERE starts_on <= %(first)s) AS load
    FROM (
        SELECT id AS person_id, capacity FROM people_person
        WHERE left_on IS NULL OR left_on >= %(start)s
    ) AS here {STEPS} GROUP BY person_id, capacity
), changing AS (
    SELECT person_id FROM projects_assignment a
    JOIN projects_project p ON p.id = a.project_id
    WHERE a.status = 'confirmed' AND p.status <> 'cancelled'
        AND a.ends_on BETWEEN %(start)s AND %(end)s
)
SELECT count(*), count(*) FILTER (WHERE free >= %(enough)s), NULL FROM known
UNION ALL
SELECT person_id, capacity, load FROM known
WHERE load > capacity OR (free < %(enough)s AND capacity >= %(enough)s
    AND (load IS NULL OR person_id IN (SELECT person_id FROM changing)))
"""
# Two joins to the planner, by whichever way is the shorter; parameters in their order.
FREE_WITHIN = """
EXISTS (SELECT FROM projects_freestep WHERE person_id = {person}
    AND starts_on <= %s AND ends_on >= %s AND %s::date <= %s)
AND NOT EXISTS (SELECT FROM projects_freestep WHERE person_id = {person}
    AND starts_on <= %s AND ends_on >= %s AND (free IS NULL OR free < %s))
"""
OVERBOOKED = f"""
SELECT person_id FROM projects_freestep WHERE free < 0 AND {IN_WINDOW}
GROUP BY person_id ORDER BY min(GREATEST(starts_on, %(first)s)), min(free), person_id
"""
# Both ways: steps that are missing or wrong, and those that ought not to be there.
ASTRAY = """
WITH right_ones AS MATERIALIZED (
    SELECT * FROM projects_free_steps(ARRAY(SELECT id FROM people_person))
)
SELECT DISTINCT person_id FROM (
    (TABLE right_ones EXCEPT TABLE projects_freestep)
    UNION ALL (TABLE projects_freestep EXCEPT TABLE right_ones)
) AS astray ORDER BY person_id
"""


class FreeWithin(models.Func):
    """The condition that a person, by id, has a percentage above nought free.

    On the worst working day of the window: see `free_percents`.
    """

    output_field = models.BooleanField()

    def __init__(self, person, start, end, percent):
        super().__init__(person)
        self.days, self.percent = (end, next_working_day(start)), percent

    def as_sql(self, compiler, connection):
        person, _ = compiler.compile(self.source_expressions[0])
        end, first = self.days
        given = [end, first, first, end, end, first, self.percent]
        return FREE_WITHIN.format(person=person), given


def free_at_a_glance(start, end, enough):
    """How many people are here, how many are free enough, and whom to look at.

    Those as rows of id, capacity and confirmed percent on the first working day, which
    is `None` of who is not here then: who has too much then, and who may come to be
    free enough within the window. Nobody else is read into Python.
    """
    parameters = window_parameters(start, end, now=True) | {"enough": enough}
    with connection.cursor() as cursor:
        cursor.execute(FREE_AT_A_GLANCE, parameters)
        (people, free, _), *rows = cursor.fetchall()
    return people, free, rows


def overbooked_people(start, end):
    """Ids of who is booked beyond capacity on a working day of the window.

    The earliest first, of the same day the worst.
    """
    with connection.cursor() as cursor:
        cursor.execute(OVERBOOKED, window_parameters(start, end))
        return [person for (person,) in cursor.fetchall()]


def free_percents(people, start, end, *, now=False):
    """Free percent on the worst working day of the window, by person, in one query.

    `people` are ids. Days of absence are skipped; but nothing is free of who joins
    after the first working day, nor, where it is asked who is free `now`, of who is
    away on it.
    """
    if not people:
        return {}
    # An array as text: ten thousand numbers are one constant to the planner.
    parameters = {"people": Ids(people).array, **window_parameters(start, end, now=now)}
    with connection.cursor() as cursor:
        cursor.execute(FREE_PERCENTS, parameters)
        return dict(cursor.fetchall())


def window_parameters(start, end, *, now=False):
    return {"start": start, "end": end, "first": next_working_day(start), "now": now}


def people_astray():
    """Ids of whose steps are not what bookings, absences and stays say."""
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY)
        return [person for (person,) in cursor.fetchall()]


def make_steps_anew(people):
    with connection.cursor() as cursor:
        ids = Ids(people).array
        cursor.execute("SELECT projects_step_free_time(%s::bigint[])", [ids])
