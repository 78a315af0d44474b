from django.db import connection

from people.availability.calendar import next_working_day
from people.fields import Ids

# Who is asked and what takes their time, as `asked` has people with their capacities.
BUSY = """
SELECT person_id, capacity, percent, a.starts_on,
    COALESCE(a.ends_on, 'infinity') AS ends_on
FROM asked JOIN projects_assignment a USING (person_id)
WHERE a.status = 'confirmed' AND NOT EXISTS (
        SELECT FROM projects_project p
        WHERE p.id = a.project_id AND p.status = 'cancelled'
    ) AND a.starts_on <= %(end)s AND (a.ends_on IS NULL OR a.ends_on >= %(start)s)
"""
# The load only rises where a booking starts, so the worst day is the first working
# day at or after the window's start, a booking's start or an absence's end: the same
# days that people.availability.calendar.heaviest_load looks at. A test compares both.
# Of most people the first day is the only one: the load on it is `load`, that on the
# heaviest of the `later` ones `most_later`. Nothing is known of days off.
DAYS = """
away AS MATERIALIZED (
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
), away_first AS (
    SELECT person_id, starts_on FROM away WHERE %(first)s BETWEEN starts_on AND ends_on
), changes AS (
    SELECT person_id, starts_on AS day FROM busy WHERE starts_on > %(first)s
    UNION ALL SELECT person_id, ends_on + 1 FROM away
    WHERE ends_on >= %(first)s AND ends_on < %(end)s
), days AS (
    SELECT DISTINCT person_id,
        day + (ARRAY[0, 0, 0, 0, 0, 2, 1])[extract(isodow FROM day)::int] AS day
    FROM changes
), later AS MATERIALIZED (
    SELECT d.person_id, d.day, COALESCE(sum(percent) FILTER (
        WHERE d.day BETWEEN b.starts_on AND b.ends_on), 0) AS load
    FROM days d LEFT JOIN busy b USING (person_id)
    WHERE d.day <= %(end)s AND NOT EXISTS (
        SELECT FROM away WHERE away.person_id = d.person_id
            AND d.day BETWEEN away.starts_on AND away.ends_on)
    GROUP BY d.person_id, d.day
), loads AS (
    SELECT person_id, capacity, most_later, CASE
        WHEN %(first)s <= %(end)s AND person_id NOT IN (
            SELECT person_id FROM away_first
        ) THEN COALESCE(booked_first, 0)
    END AS load
    FROM asked LEFT JOIN (
        SELECT person_id, sum(percent) AS booked_first FROM busy
        WHERE %(first)s BETWEEN starts_on AND ends_on GROUP BY person_id
    ) AS first USING (person_id) LEFT JOIN (
        SELECT person_id, max(load) AS most_later FROM later GROUP BY person_id
    ) AS rest USING (person_id)
)
"""
LOADS = f"busy AS MATERIALIZED ({BUSY}), {DAYS}"
FREE = "GREATEST(0, capacity - GREATEST(load, most_later))::int"
# Who has not joined when the window begins has nothing free in it; who is away then has
# nothing free `now`.
FREE_PERCENT = f"""
free_percent AS MATERIALIZED (
    SELECT person_id, capacity, load, CASE WHEN person_id IN (
        SELECT person_id FROM away_first WHERE starts_on = '-infinity' OR %(now)s
    ) THEN 0 ELSE {FREE} END AS free
    FROM loads
)
"""
FREE_PERCENTS = f"""
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(people)s::bigint[], %(capacities)s::int[])
        AS asked (person_id, capacity)
), {LOADS}, {FREE_PERCENT}
SELECT person_id, free FROM free_percent
"""
HERE = """
SELECT id AS person_id, capacity FROM people_person
WHERE left_on IS NULL OR left_on >= %(start)s
"""
# The numbers first. Then who has too much on the first working day, and who is short of
# `enough` but may come to have it: a booking ends, or they are not here on that day.
FREE_AT_A_GLANCE = f"""
WITH asked AS MATERIALIZED ({HERE}), {LOADS}, {FREE_PERCENT}, changing AS (
    SELECT person_id FROM busy WHERE ends_on <= %(end)s
    UNION SELECT person_id FROM away_first
)
SELECT count(*), count(*) FILTER (WHERE free >= %(enough)s), NULL FROM free_percent
UNION ALL
SELECT person_id, capacity, load FROM free_percent
WHERE load > capacity OR (free < %(enough)s AND capacity >= %(enough)s
    AND person_id IN (SELECT person_id FROM changing))
"""
# Only of who would have too much if all bookings fell on one day are days looked at.
OVERBOOKED = f"""
WITH booked AS MATERIALIZED (
    WITH asked AS ({HERE}) {BUSY}
), asked AS MATERIALIZED (
    SELECT person_id, capacity FROM booked
    GROUP BY person_id, capacity HAVING sum(percent) > capacity
), busy AS MATERIALIZED (
    SELECT booked.* FROM booked JOIN asked USING (person_id)
), {DAYS}
SELECT person_id FROM (
    SELECT person_id, %(first)s AS day, load FROM loads
    UNION ALL SELECT * FROM later
) AS known JOIN asked USING (person_id) WHERE load > capacity
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
        cursor.execute(OVERBOOKED, window_parameters(start, end))
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


def window_parameters(start, end, *, now=False):
    return {"start": start, "end": end, "first": next_working_day(start), "now": now}
