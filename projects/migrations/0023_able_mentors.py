"""Which learners have a mentor who is able to guide them is kept, as held seats are.

Then open seats hang on nobody's level but those of holders and of mentors.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

WATCH = import_module("people.migrations.0030_changed_tables").WATCH
BEFORE = import_module("projects.migrations.0013_seats_at_commit")
SEATS = "need_id, booking_id, person_id, level, status, ends_on"

RULE = """
CREATE VIEW projects_ablementor_rule AS
SELECT booking.id AS booking_id, booking.mentor_id, booking.learns_id
FROM projects_assignment booking
JOIN people_expertise known ON known.person_id = booking.mentor_id
    AND known.skill_id = booking.learns_id AND known.level >= 3;
"""
# What is noted of bookings and levels is what this follows from, too.
KEEP = f"""
CREATE OR REPLACE FUNCTION projects_keep_seats() RETURNS trigger
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
    INSERT INTO projects_heldseat ({SEATS})
        SELECT {SEATS} FROM projects_heldseat_rule WHERE need_id = ANY(needs)
        UNION
        SELECT {SEATS} FROM projects_heldseat_rule WHERE booking_id = ANY(bookings)
        UNION
        SELECT {SEATS} FROM projects_heldseat_rule
            JOIN unnest(holders, skills) AS known (person, skill)
                ON person_id = person AND skill_id = skill;
    DELETE FROM projects_ablementor WHERE booking_id = ANY(bookings);
    DELETE FROM projects_ablementor able
        USING unnest(holders, skills) AS known (person, skill)
        WHERE mentor_id = person AND learns_id = skill;
    INSERT INTO projects_ablementor (booking_id, mentor_id, learns_id)
        SELECT * FROM projects_ablementor_rule WHERE booking_id = ANY(bookings)
        UNION
        SELECT rule.* FROM projects_ablementor_rule rule
            JOIN unnest(holders, skills) AS known (person, skill)
                ON mentor_id = person AND learns_id = skill;
    RETURN NULL;
END
$$;
"""
SEES_MORE = """
DROP TRIGGER projects_booking_keeps_seats ON projects_assignment;
CREATE CONSTRAINT TRIGGER projects_booking_keeps_seats
    AFTER INSERT OR DELETE OR UPDATE OF {columns} ON projects_assignment
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats_of_booking();
"""
COLUMNS = BEFORE.TABLES["booking"][1]
REBUILD = """
INSERT INTO projects_ablementor (booking_id, mentor_id, learns_id)
    SELECT * FROM projects_ablementor_rule;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0032_changed_former_slugs"),
        ("projects", "0022_live_projects_by_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="AbleMentor",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "booking_id",
                        "mentor_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.assignment",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "learns",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.skill",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(
            [
                RULE,
                KEEP,
                SEES_MORE.format(columns=f"{COLUMNS}, learns_id, mentor_id"),
                REBUILD,
                WATCH.format(table="projects_ablementor"),
            ],
            [
                SEES_MORE.format(columns=COLUMNS),
                BEFORE.NO_CHANGES,
                BEFORE.CHANGES.format(columns=SEATS),
                "DROP VIEW projects_ablementor_rule;",
            ],
        ),
    ]
