from django.db import connection

from people.availability.calendar import next_working_day
from people.fields import Ids

# The load only rises where a booking starts, so the worst day is the first working
# day at or after the window's start, a booking's start or an absence's end: the same
# days that people.availability.calendar.heaviest_load looks at. A test compares both.
# `asked` are the people with their capacities.
LOADS = """
busy AS MATERIALIZED (
    SELECT person_id, percent, a.starts_on, COALESCE(a.ends_on, 'infinity') AS ends_on
    FROM asked
    JOIN projects_assignment a USING (person_id)
    WHERE a.status = 'confirmed' AND NOT EXISTS (
            SELECT FROM projects_project p
            WHERE p.id = a.project_id AND p.status = 'cancelled'
        ) AND a.starts_on <= %(end)s AND (a.ends_on IS NULL OR a.ends_on >= %(start)s)
), away AS MATERIALIZED (
    SELECT person_id, starts_on, ends_on
    FROM asked JOIN people_absence USING (person_id)
    WHERE starts_on <= %(end)s AND ends_on >= %(start)s
    UNION ALL
    SELECT person_id, '-infinity', joined_on - 1
    FROM asked JOIN people_person ON people_person.id = person_id
    WHERE joined_on > %(start)s
    UNION ALL
    SELECT person_id, left_on + 1, 'infinity'
    FROM asked JOIN people_person ON people_person.id = person_id
    WHERE left_on < %(end)s
), changes AS (
    SELECT person_id, %(start)s::date AS day FROM asked
    UNION ALL SELECT person_id, starts_on FROM busy WHERE starts_on > %(start)s
    UNION ALL SELECT person_id, ends_on + 1 FROM away WHERE ends_on < %(end)s
), days AS (
    SELECT DISTINCT person_id,
        day + (ARRAY[0, 0, 0, 0, 0, 2, 1])[extract(isodow FROM day)::int] AS day
    FROM changes
), loads AS (
    SELECT d.person_id, d.day, COALESCE(sum(percent) FILTER (
        WHERE d.day BETWEEN b.starts_on AND b.ends_on), 0) AS load
    FROM days d LEFT JOIN busy b USING (person_id)
    WHERE d.day <= %(end)s AND NOT EXISTS (
        SELECT FROM away WHERE away.person_id = d.person_id
            AND d.day BETWEEN away.starts_on AND away.ends_on)
    GROUP BY d.person_id, d.day
)
"""
FREE = "GREATEST(0, capacity - max(load))::int"
# Who has not joined when the window begins has nothing free in it; who is away then has
# nothing free `now`.
FREE_PERCENT = f"""
free_percent AS MATERIALIZED (
    SELECT person_id, capacity, CASE WHEN person_id IN (
        SELECT person_id FROM away
        WHERE %(first)s BETWEEN starts_on AND ends_on
            AND (starts_on = '-infinity' OR %(now)s)
    ) THEN 0 ELSE {FREE} END AS free, max(load) FILTER (WHERE day = %(first)s) AS load
    FROM asked LEFT JOIN loads USING (person_id)
    GROUP BY person_id, capacity
)
"""
FREE_PERCENTS = f"""
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(people)s::bigint[], %(capacities)s::int[])
        AS asked (person_id, capacity)
), {LOADS}, {FREE_PERCENT}
SELECT person_id, free FROM free_percent
"""
# The numbers first. Then who has too much on the first working day, and who is short of
# `enough` but may come to have it: a booking ends, or they are not here on that day.
FREE_AT_A_GLANCE = f"""
WITH asked AS MATERIALIZED (
    SELECT id AS person_id, capacity FROM people_person
    WHERE left_on IS NULL OR left_on >= %(start)s
), {LOADS}, {FREE_PERCENT}, changing AS (
    SELECT person_id FROM busy WHERE ends_on <= %(end)s
    UNION SELECT person_id FROM away WHERE %(first)s BETWEEN starts_on AND ends_on
)
SELECT count(*), count(*) FILTER (WHERE free >= %(enough)s), NULL FROM free_percent
UNION ALL
SELECT person_id, capacity, load FROM free_percent
WHERE load > capacity OR (free < %(enough)s AND capacity >= %(enough)s
    AND person_id IN (SELECT person_id FROM changing))
"""
# Only of who would have too much if all bookings fell on one day are days looked at.
OVERBOOKED = f"""
WITH asked AS MATERIALIZED (
    SELECT p.id AS person_id, capacity FROM people_person p
    JOIN projects_assignment a ON a.person_id = p.id
    WHERE (left_on IS NULL OR left_on >= %(start)s) AND a.status = 'confirmed'
        AND a.starts_on <= %(end)s AND (a.ends_on IS NULL OR a.ends_on >= %(start)s)
    GROUP BY p.id HAVING sum(percent) > capacity
), {LOADS}
SELECT person_id FROM asked JOIN loads USING (person_id) WHERE load > capacity
GROUP BY person_id, capacity ORDER BY min(day), capacity - max(load), person_id
"""


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
        cursor.execute(OVERBOOKED, {"start": start, "end": end})
        return [person for (person,) in cursor.fetchall()]


def free_percents(capacities, start, end, *, now=False):
    """Free percent on the worst working day of the window, by person, in one query.

    `capacities` maps ids of people to percentages. Days of absence are skipped; but
    nothing is free of who joins after the first working day, nor, where it is asked
    who is free `now`, of who is away on it. Three times as quick as reading the
    bookings of ten thousand people into Python.
    """
    if not capacities:
        return {}
    # Arrays as text: ten thousand numbers are one constant to the planner.
    parameters = {
        "people": Ids(capacities).array,
        "capacities": Ids(capacities.values()).array,
    }
    parameters |= window_parameters(start, end, now=now)
    with connection.cursor() as cursor:
        cursor.execute(FREE_PERCENTS, parameters)
        return dict(cursor.fetchall())


def window_parameters(start, end, *, now):
    return {"start": start, "end": end, "first": next_working_day(start), "now": now}
