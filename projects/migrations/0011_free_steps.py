"""Free time as steps: from when to when how much of a person is free.

A step is a span of days of which each that the person works has the same percentage
free. It begins and ends on a working day, and below nought is too much. Days away have
no step, nor those behind the last; those before the first day are a step without a
percentage. Only confirmed bookings of projects that are not cancelled take time.

Whatever writes one of the tables below keeps the steps in its own transaction.
"""

from django.db import migrations

STEPS = """
CREATE TABLE projects_freestep (
    person_id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    free integer,
    CONSTRAINT projects_freestep_ends_after_it_starts CHECK (ends_on >= starts_on),
    PRIMARY KEY (person_id, starts_on) INCLUDE (ends_on, free)
);
CREATE INDEX freestep_by_days
    ON projects_freestep (ends_on, starts_on, person_id, free);

CREATE FUNCTION projects_free_steps(people bigint[]) RETURNS SETOF projects_freestep
LANGUAGE sql STABLE AS $$
    WITH asked AS MATERIALIZED (
        SELECT id, capacity, COALESCE(joined_on, '-infinity') AS since,
            COALESCE(left_on, 'infinity') AS until
        FROM people_person WHERE id = ANY(people)
    ), booked AS MATERIALIZED (
        SELECT a.person_id, a.percent, a.starts_on, a.ends_on
        FROM projects_assignment a JOIN projects_project p ON p.id = a.project_id
        WHERE a.person_id = ANY(people) AND a.status = 'confirmed'
            AND p.status <> 'cancelled'
    ), away AS MATERIALIZED (
        SELECT person_id, starts_on, ends_on FROM people_absence
        WHERE person_id = ANY(people)
    ), changes (person_id, day, load, away) AS (
        SELECT id, since, 0, 0 FROM asked
        UNION ALL SELECT person_id, starts_on, percent, 0 FROM booked
        UNION ALL SELECT person_id, ends_on + 1, -percent, 0 FROM booked
            WHERE ends_on IS NOT NULL
        UNION ALL SELECT person_id, starts_on, 0, 1 FROM away
        UNION ALL SELECT person_id, ends_on + 1, 0, -1 FROM away
    ), days AS (
        SELECT person_id, day, sum(sum(load)) OVER earlier AS load,
            sum(sum(away)) OVER earlier AS away,
            COALESCE(lead(day) OVER earlier - 1, 'infinity') AS ends_on
        FROM changes GROUP BY person_id, day
        WINDOW earlier AS (PARTITION BY person_id ORDER BY day)
    ), spans AS (
        SELECT id, GREATEST(day, since) AS starts_on, LEAST(ends_on, until) AS ends_on,
            capacity - load AS free
        FROM days JOIN asked ON id = person_id WHERE away = 0
        UNION ALL SELECT id, '-infinity', since - 1, NULL FROM asked
            WHERE since > '-infinity'
    ), steps AS (
        SELECT id, free, COALESCE(starts_on + (
                ARRAY[0, 0, 0, 0, 0, 2, 1])[extract(isodow FROM starts_on)::int
            ], starts_on) AS starts_on, COALESCE(ends_on - (
                ARRAY[0, 0, 0, 0, 0, 1, 2])[extract(isodow FROM ends_on)::int
            ], ends_on) AS ends_on
        FROM spans
    )
    SELECT id, starts_on, ends_on, free::integer FROM steps
    WHERE starts_on <= ends_on ORDER BY id, starts_on
$$;

-- Of two who write at once about a person, the second sees what the first has written.
-- A lock for each of many people would be more than the server has room for.
CREATE FUNCTION projects_step_free_time(people bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('projects_freestep'), bucket)
    FROM (SELECT DISTINCT (unnest(people) % 1024)::int AS bucket ORDER BY 1) AS locks;
    DELETE FROM projects_freestep WHERE person_id = ANY(people);
    INSERT INTO projects_freestep SELECT * FROM projects_free_steps(people);
END $$;
"""
# What the steps are made of in the rows of a table.
COUNTS = {
    "people_person": "SELECT id AS person, capacity, joined_on, left_on FROM {rows}",
    "people_absence": "SELECT person_id AS person, starts_on, ends_on FROM {rows}",
    "projects_assignment": """
        SELECT person_id AS person, project_id, percent, starts_on, ends_on
        FROM {rows} WHERE status = 'confirmed'""",
    "projects_project": """
        SELECT person_id AS person, project_id
        FROM {rows} JOIN projects_assignment a ON project_id = {rows}.id
        WHERE {rows}.status = 'cancelled' AND a.status = 'confirmed'""",
}
# By event: the rows that its trigger knows, and where in them things differ.
EVENTS = {
    "insert": ("REFERENCING NEW TABLE AS fresh", "{fresh}"),
    "delete": ("REFERENCING OLD TABLE AS stale", "{stale}"),
    "update": (
        "REFERENCING OLD TABLE AS stale NEW TABLE AS fresh",
        "({fresh} EXCEPT ALL {stale}) UNION ALL ({stale} EXCEPT ALL {fresh})",
    ),
    "truncate": (
        "",
        """SELECT person_id AS person FROM projects_freestep
        UNION SELECT id FROM people_person""",
    ),
}
# Nobody is booked on a project while it is cancelled.
BOOKED = """
    PERFORM pg_advisory_xact_lock_shared(hashtext('projects_freestep.project'), bucket)
    FROM (SELECT DISTINCT (project_id % 1024)::int AS bucket FROM fresh ORDER BY 1)
        AS locks;"""
CANCELLED = """
    PERFORM pg_advisory_xact_lock(hashtext('projects_freestep.project'), bucket)
    FROM (
        SELECT DISTINCT (id % 1024)::int AS bucket FROM fresh JOIN stale USING (id)
        WHERE (fresh.status = 'cancelled') <> (stale.status = 'cancelled') ORDER BY 1
    ) AS locks;"""
LOCKS = {
    ("projects_assignment", "insert"): BOOKED,
    ("projects_assignment", "update"): BOOKED,
    ("projects_project", "update"): CANCELLED,
}
KEEP = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE people bigint[];
BEGIN{lock}
    people := ARRAY(SELECT DISTINCT person FROM ({changed}) AS changed);
    IF people <> '{{}}' THEN
        PERFORM projects_step_free_time(people);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} {known}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
TRIGGERS = {
    f"{table}_{event}_keeps_free_time": (table, event)
    for table in COUNTS
    for event in (["update"] if table == "projects_project" else EVENTS)
}
BACK = f"""
DROP FUNCTION {", ".join(TRIGGERS)} CASCADE;
DROP FUNCTION projects_step_free_time, projects_free_steps;
DROP TABLE projects_freestep;
"""


def keep(name, table, event):
    known, changed = EVENTS[event]
    counts = {rows: COUNTS[table].format(rows=rows) for rows in ("fresh", "stale")}
    return KEEP.format(
        name=name,
        table=table,
        event=event,
        known=known,
        changed=changed.format(**counts),
        lock=LOCKS.get((table, event), ""),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0019_weekly_digest"),
        ("projects", "0010_history_by_time"),
    ]

    operations = [
        migrations.RunSQL(
            [
                STEPS,
                *(keep(name, *on) for name, on in TRIGGERS.items()),
                "SELECT projects_step_free_time(ARRAY(SELECT id FROM people_person))",
            ],
            BACK,
        )
    ]
