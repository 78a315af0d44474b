"""Who has what a need asks for is worked out at the end of the transaction.

The triggers of before waited for others in the midst of it: for a project and then a
person, or the other way round. Now nobody waits who holds what others wait for. There
are no foreign keys either, as to check them waits for who changes their rows.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("projects.migrations.0009_held_seats")
TABLES = {
    "need": ("projects_skillneed", "project_id, skill_id, level, starts_on, ends_on"),
    "booking": (
        "projects_assignment",
        "project_id, person_id, status, starts_on, ends_on",
    ),
    "level": ("people_expertise", "person_id, skill_id, level"),
}
NO_TRIGGERS = """
DROP FUNCTION projects_keep_seats_of_need, projects_keep_seats_of_booking,
    projects_keep_seats_of_level CASCADE;
"""
NO_LOCKS = """
DROP FUNCTION projects_lock_seats;
ALTER TABLE projects_heldseat
    DROP CONSTRAINT projects_heldseat_need_id_fkey,
    DROP CONSTRAINT projects_heldseat_booking_id_fkey,
    DROP CONSTRAINT projects_heldseat_person_id_fkey;
"""

# Of two who write at once neither sees what the other does. So each looks again at the
# end, one after the other: the second sees what the first did. That is behind whatever
# else is put off, as foreign keys are: first what has changed is noted, and the note has
# a trigger that is put off in turn. The first of these does all of it.
CHANGES = """
CREATE UNLOGGED TABLE projects_heldseatchange (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    need_id bigint, booking_id bigint, person_id bigint, skill_id bigint
);
CREATE FUNCTION projects_keep_seats() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE needs bigint[]; bookings bigint[]; holders bigint[]; skills bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM projects_heldseatchange WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('projects_heldseat', 0));
    -- Nobody else's: they are gone again when theirs are seen.
    WITH noted AS (DELETE FROM projects_heldseatchange RETURNING *)
        SELECT array_agg(need_id) FILTER (WHERE need_id IS NOT NULL),
            array_agg(booking_id) FILTER (WHERE booking_id IS NOT NULL),
            array_agg(person_id) FILTER (WHERE person_id IS NOT NULL),
            array_agg(skill_id) FILTER (WHERE skill_id IS NOT NULL)
        INTO needs, bookings, holders, skills FROM noted;
    DELETE FROM projects_heldseat
        WHERE need_id = ANY(needs) OR booking_id = ANY(bookings);
    DELETE FROM projects_heldseat seat
        USING projects_skillneed need, unnest(holders, skills) AS known (person, skill)
        WHERE need.id = seat.need_id AND need.skill_id = skill
            AND seat.person_id = person;
    INSERT INTO projects_heldseat ({columns})
        SELECT {columns} FROM projects_heldseat_rule WHERE need_id = ANY(needs)
        UNION
        SELECT {columns} FROM projects_heldseat_rule WHERE booking_id = ANY(bookings)
        UNION
        SELECT {columns} FROM projects_heldseat_rule
            JOIN unnest(holders, skills) AS known (person, skill)
                ON person_id = person AND skill_id = skill;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER projects_change_keeps_seats
    AFTER INSERT ON projects_heldseatchange DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats();
"""
NOTES = {
    "need": "(need_id) SELECT COALESCE(NEW.id, OLD.id)",
    "booking": "(booking_id) SELECT COALESCE(NEW.id, OLD.id)",
    "level": """(person_id, skill_id)
        SELECT OLD.person_id, OLD.skill_id WHERE OLD.id IS NOT NULL UNION
        SELECT NEW.person_id, NEW.skill_id WHERE NEW.id IS NOT NULL""",
}
NOTE = """
CREATE FUNCTION projects_keep_seats_of_{what}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO projects_heldseatchange {note};
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER projects_{what}_keeps_seats
    AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats_of_{what}();
"""
AT_THE_END = [
    CHANGES.format(columns=BEFORE.COLUMNS),
    *(
        NOTE.format(what=what, note=NOTES[what], table=table, columns=columns)
        for what, (table, columns) in TABLES.items()
    ),
]
NO_CHANGES = """
DROP TABLE projects_heldseatchange;
DROP FUNCTION projects_keep_seats;
"""
# What a race has left is put right.
REBUILD = "DELETE FROM projects_heldseat;" + BEFORE.REBUILD.format(
    columns=BEFORE.COLUMNS
)
AS_BEFORE = BEFORE.GOES_WITH_IT + BEFORE.TRIGGERS.format(columns=BEFORE.COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("projects", "0012_kept_confirmations")]

    operations = [
        migrations.RunSQL(
            [NO_TRIGGERS, NO_LOCKS, *AT_THE_END, REBUILD],
            [NO_TRIGGERS, NO_CHANGES, AS_BEFORE],
        )
    ]
