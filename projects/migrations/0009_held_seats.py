"""Who has what a need asks for is kept, by triggers of all that it follows from."""

import django.db.models.deletion
from django.db import migrations, models

RULE = """
CREATE VIEW projects_heldseat_rule AS
SELECT need.id AS need_id, booking.id AS booking_id, booking.person_id, known.level,
    booking.status, booking.ends_on, need.skill_id
FROM projects_skillneed need
JOIN projects_assignment booking ON booking.project_id = need.project_id
JOIN people_expertise known ON known.person_id = booking.person_id
    AND known.skill_id = need.skill_id AND known.level >= need.level
WHERE (need.starts_on IS NULL OR booking.ends_on IS NULL
        OR booking.ends_on >= need.starts_on)
    AND (need.ends_on IS NULL OR booking.starts_on <= need.ends_on);
"""

GOES_WITH_IT = """
ALTER TABLE projects_heldseat
    ADD FOREIGN KEY (need_id) REFERENCES projects_skillneed ON DELETE CASCADE,
    ADD FOREIGN KEY (booking_id) REFERENCES projects_assignment ON DELETE CASCADE,
    ADD FOREIGN KEY (person_id) REFERENCES people_person ON DELETE CASCADE;
"""

# Of two who write at once neither sees what the other does, so they wait for each other:
# needs and bookings at their project, levels and both others at the person. Not at the
# rows: who holds a person, and waits for an import, would have that wait for them.
TRIGGERS = """
-- A lock for each of many would be more than the server has room for.
CREATE FUNCTION projects_lock_seats(what text, ids bigint[]) RETURNS void
LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtext('projects_heldseat.' || what), bucket)
    FROM (SELECT DISTINCT (unnest(ids) % 1024)::int AS bucket ORDER BY 1) AS locks
    WHERE bucket IS NOT NULL
$$;
CREATE FUNCTION projects_keep_seats_of_need() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM projects_lock_seats('project', ARRAY[NEW.project_id]);
    PERFORM projects_lock_seats('person', ARRAY(
        SELECT person_id FROM projects_assignment WHERE project_id = NEW.project_id
    ));
    DELETE FROM projects_heldseat WHERE need_id = NEW.id;
    INSERT INTO projects_heldseat ({columns})
        SELECT {columns} FROM projects_heldseat_rule WHERE need_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER projects_need_keeps_seats
    AFTER INSERT OR UPDATE OF project_id, skill_id, level, starts_on, ends_on
    ON projects_skillneed
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats_of_need();

CREATE FUNCTION projects_keep_seats_of_booking() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM projects_lock_seats('project', ARRAY[NEW.project_id]);
    PERFORM projects_lock_seats('person', ARRAY[NEW.person_id]);
    DELETE FROM projects_heldseat WHERE booking_id = NEW.id;
    INSERT INTO projects_heldseat ({columns})
        SELECT {columns} FROM projects_heldseat_rule WHERE booking_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER projects_booking_keeps_seats
    AFTER INSERT OR UPDATE OF project_id, person_id, status, starts_on, ends_on
    ON projects_assignment
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats_of_booking();

CREATE FUNCTION projects_keep_seats_of_level() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM projects_lock_seats('person', ARRAY[OLD.person_id, NEW.person_id]);
    DELETE FROM projects_heldseat seat USING projects_skillneed need
        WHERE need.id = seat.need_id
            AND seat.person_id = OLD.person_id AND need.skill_id = OLD.skill_id;
    INSERT INTO projects_heldseat ({columns})
        SELECT {columns} FROM projects_heldseat_rule
        WHERE person_id = NEW.person_id AND skill_id = NEW.skill_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER projects_level_keeps_seats
    AFTER INSERT OR DELETE OR UPDATE OF person_id, skill_id, level ON people_expertise
    FOR EACH ROW EXECUTE FUNCTION projects_keep_seats_of_level();
"""

REBUILD = """
INSERT INTO projects_heldseat ({columns}) SELECT {columns} FROM projects_heldseat_rule;
"""

BACK = """
DROP FUNCTION projects_keep_seats_of_need, projects_keep_seats_of_booking,
    projects_keep_seats_of_level, projects_lock_seats CASCADE;
DROP VIEW projects_heldseat_rule;
"""
COLUMNS = "need_id, booking_id, person_id, level, status, ends_on"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0019_weekly_digest"),
        ("projects", "0008_phases_of_needs"),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldSeat",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "need_id",
                        "booking_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Awareness"),
                            (2, "Working"),
                            (3, "Practitioner"),
                            (4, "Expert"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("tentative", "Tentative"),
                            ("confirmed", "Confirmed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ends_on", models.DateField(null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.assignment",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="held_seats",
                        to="projects.skillneed",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            RULE + GOES_WITH_IT + (TRIGGERS + REBUILD).format(columns=COLUMNS), BACK
        ),
    ]
