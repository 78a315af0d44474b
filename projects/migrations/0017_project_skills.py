"""Which skills a project needs or uses is kept, by triggers of needs and bookings."""

import django.db.models.deletion
from django.db import migrations, models

RULE = """
CREATE VIEW projects_projectskill_rule AS
SELECT skill_id, project_id FROM projects_skillneed
UNION
SELECT used.skill_id, booking.project_id FROM projects_assignment_skills used
    JOIN projects_assignment booking ON booking.id = used.assignment_id
WHERE booking.status = 'confirmed';
"""

# Several needs and bookings make one row, so of two who write at once each has to see
# what the other did: as with held seats (0013), each looks at the whole project at the
# end of the transaction, one after the other. One lock for both: who holds it waits for
# nobody. Where a booking is, is looked up behind it, too: somebody else may move it.
AT_THE_END = """
CREATE UNLOGGED TABLE projects_projectskillchange (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id bigint, booking_id bigint
);
CREATE FUNCTION projects_keep_skills() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE projects bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM projects_projectskillchange WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('projects_heldseat', 0));
    -- Each booking by itself: of notes the planner never knows how many there are.
    WITH noted AS (DELETE FROM projects_projectskillchange RETURNING *)
        SELECT array_agg(DISTINCT COALESCE(once.project_id, (
            SELECT booking.project_id FROM projects_assignment AS booking
            WHERE booking.id = booking_id
        )))
        INTO projects
        FROM (SELECT DISTINCT project_id, booking_id FROM noted) AS once;
    -- By itself the planner looks for the skills of all projects.
    WITH ruled AS MATERIALIZED (
        SELECT skill_id, project_id FROM projects_projectskill_rule
        WHERE project_id = ANY(projects)
    ), gone AS (
        DELETE FROM projects_projectskill AS kept
        WHERE project_id = ANY(projects) AND NOT EXISTS (
            SELECT FROM ruled
            WHERE ruled.skill_id = kept.skill_id AND ruled.project_id = kept.project_id
        )
    )
    INSERT INTO projects_projectskill (skill_id, project_id)
        SELECT skill_id, project_id FROM ruled ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER projects_change_keeps_skills
    AFTER INSERT ON projects_projectskillchange DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION projects_keep_skills();
"""
# What uses a skill may be gone by then with its booking, which has noted its project.
TABLES = {
    "need": (
        "projects_skillneed",
        "INSERT OR DELETE OR UPDATE OF project_id, skill_id",
        *("project_id", "project_id"),
    ),
    "booking": (
        "projects_assignment",
        "DELETE OR UPDATE OF project_id, status",
        *("project_id", "project_id"),
    ),
    "use": (
        "projects_assignment_skills",
        "INSERT OR DELETE OR UPDATE",
        *("assignment_id", "booking_id"),
    ),
}
NOTE = """
CREATE FUNCTION projects_keep_skills_of_{what}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO projects_projectskillchange ({noted})
        SELECT noted FROM (SELECT OLD.{of} UNION SELECT NEW.{of}) AS rows (noted)
        WHERE noted IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER projects_{what}_keeps_skills
    AFTER {events} ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION projects_keep_skills_of_{what}();
"""
REBUILD = """
INSERT INTO projects_projectskill (skill_id, project_id)
    SELECT skill_id, project_id FROM projects_projectskill_rule;
"""
BACK = """
DROP FUNCTION projects_keep_skills_of_need, projects_keep_skills_of_booking,
    projects_keep_skills_of_use CASCADE;
DROP TABLE projects_projectskillchange;
DROP FUNCTION projects_keep_skills;
DROP VIEW projects_projectskill_rule;
"""
KEEP = [
    RULE,
    AT_THE_END,
    *(
        NOTE.format(what=what, table=table, events=events, of=of, noted=noted)
        for what, (table, events, of, noted) in TABLES.items()
    ),
    REBUILD,
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0028_who_left"),
        ("projects", "0016_over_since"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectSkill",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "skill_id",
                        "project_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "skill",
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
        migrations.RunSQL(KEEP, BACK),
    ]
