"""Who has how much free, out of the steps that triggers keep: `projects_freestep`.

A step is a span of days on each of which the person works with the same percentage
free; see the migration that makes them. They say the same as the days that
`people.availability.calendar` looks at: tests compare both.
"""

from django.db import connection, models

from people.availability.calendar import DAY, next_working_day
from people.database.unchanged import fetch_rows
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
# The numbers first: who is here, who is free, and who is away now and free when back.
# Then who has too much on the first working day. Then who comes to have enough: the
# first of their steps from which on there is enough on as many days as in the window.
FREE_AT_A_GLANCE = f"""
WITH now AS MATERIALIZED (
    SELECT person_id, min(free) AS least,
        min(free) FILTER (WHERE starts_on <= %(first)s) AS free,
        bool_or(free IS NULL) AS joins_later
    FROM projects_freestep WHERE {IN_WINDOW} GROUP BY person_id
), later AS (
    SELECT person_id, starts_on, min(free) OVER (
        PARTITION BY person_id ORDER BY starts_on
        RANGE BETWEEN CURRENT ROW AND %(length)s FOLLOWING
    ) AS free
    FROM projects_freestep
    WHERE free IS NOT NULL AND starts_on > %(first)s AND starts_on <= %(horizon)s
), coming AS (
    SELECT DISTINCT ON (person_id) person_id, free, starts_on FROM later
    WHERE free >= %(enough)s AND starts_on <= %(end)s::date + 1 AND NOT EXISTS (
        SELECT FROM now WHERE now.person_id = later.person_id
            AND now.free IS NOT NULL AND least >= %(enough)s
    )
    ORDER BY person_id, starts_on
)
SELECT (
        SELECT count(*) FROM people_person
        WHERE left_on IS NULL OR left_on >= %(start)s
    ), count(*) FILTER (WHERE free IS NOT NULL), count(*) FILTER (
        WHERE free IS NULL AND NOT joins_later AND EXISTS (
            SELECT FROM people_absence away WHERE away.person_id = now.person_id
                AND %(first)s BETWEEN starts_on AND ends_on
        )
    ), NULL::date
FROM now WHERE least >= %(enough)s
UNION ALL SELECT person_id, -free, NULL, NULL FROM now WHERE free < 0
UNION ALL SELECT person_id, free, NULL, starts_on FROM coming
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
    """How many people are here, free enough, and free when back; and whom to see.

    Those are rows of id and percent: who has too much on the first working day, by how
    much; and, with the day, who comes to be free enough for as many days, from a day
    within the window or right after it.
    """
    length = end - start
    parameters = window_parameters(start, end) | {
        "enough": enough,
        "length": length,
        "horizon": end + DAY + length,
    }
    (*numbers, _), *rows = fetch_rows(FREE_AT_A_GLANCE, parameters)
    over = [(person, percent) for person, percent, _, day in rows if day is None]
    coming = [(person, percent, day) for person, percent, _, day in rows if day]
    return numbers, over, coming


def overbooked_people(start, end):
    """Ids of who is booked beyond capacity on a working day of the window.

    The earliest first, of the same day the worst.
    """
    rows = fetch_rows(OVERBOOKED, window_parameters(start, end))
    return [person for (person,) in rows]


def free_percents(people, start, end, *, now=False):
    """Free percent on the worst working day of the window, by person, in one query.

    `people` are ids. Days of absence are skipped; but nothing is free of who joins
    after the first working day, nor, where it is asked who is free `now`, of who is
    away on it.
    """
    if not people:
        return {}
    # An array as text: ten thousand numbers are one constant to the planner.
    parameters = {"people": Ids(people), **window_parameters(start, end, now=now)}
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
        ids = Ids(people)
        cursor.execute("SELECT projects_step_free_time(%s::bigint[])", [ids])
