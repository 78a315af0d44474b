"""Rules that hold whoever writes: versions, former slugs, the history of skills used."""

from django.db import migrations

# What a version counts: columns that somebody writes, not what the site notes itself.
COUNTED = {
    "assignment": (
        "project_id person_id role percent starts_on ends_on status learns_id mentor_id"
    ),
    "project": (
        "name summary sponsor team_id lead_id aim status starts_on ends_on"
        " success_criteria outcome stage_reached outcome_note"
    ),
    "shortlistentry": "note",
}

# The functions are made in `people.0003_rules`.
VERSION = """
CREATE TRIGGER projects_{model}_next_version
    BEFORE UPDATE ON projects_{model}
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER projects_{model}_same_version
    BEFORE UPDATE OF version ON projects_{model}
    FOR EACH ROW WHEN (({old}) IS NOT DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_same_version();
"""

FORMER_SLUG = """
CREATE TRIGGER projects_project_former_slug
    AFTER UPDATE OF slug ON projects_project
    FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
    EXECUTE FUNCTION people_keep_former_slug('projects_formerprojectslug');
CREATE TRIGGER projects_project_no_former_slug
    AFTER DELETE ON projects_project
    FOR EACH ROW EXECUTE FUNCTION people_keep_former_slug('projects_formerprojectslug');
"""

SKILLS_USED = """
CREATE FUNCTION projects_skills_used(
    booking bigint, without bigint[] DEFAULT '{}', with_also bigint[] DEFAULT '{}'
) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(name ORDER BY name), '{}') FROM people_skill
    WHERE id <> ALL(without) AND id IN (
        SELECT skill_id FROM projects_assignment_skills WHERE assignment_id = booking
        UNION ALL SELECT unnest(with_also)
    )
$$;
"""

# A statement that sets or takes skills writes what was and what is from then on, as
# the triggers of the columns do. All that one transaction does is one change: told with
# the booking where that is new, and not at all where all is as it was in the end.
TELL = """
CREATE FUNCTION projects_tell_skills_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE projects_assignmentevent SET skills = projects_skills_used(pgh_obj_id)
    WHERE pgh_obj_id IN (SELECT assignment_id FROM touched)
        AND pgh_created_at = now() AND (
            pgh_label = 'added' OR pgh_label = 'changed_to' AND skills IS NOT NULL
        );

    WITH changed AS (
        SELECT assignment_id AS id, array_agg(skill_id) AS moved FROM touched
        WHERE NOT EXISTS (
            SELECT FROM projects_assignmentevent
            WHERE pgh_obj_id = assignment_id AND pgh_created_at = now()
                AND (pgh_label = 'added' OR skills IS NOT NULL)
        )
        GROUP BY assignment_id
    ), states AS (
        SELECT id, 'changed_from' AS label, CASE TG_OP
            WHEN 'INSERT' THEN projects_skills_used(id, without => moved)
            ELSE projects_skills_used(id, with_also => moved) END AS skills
        FROM changed
        UNION ALL SELECT id, 'changed_to', projects_skills_used(id) FROM changed
    )
    INSERT INTO projects_assignmentevent (
        pgh_obj_id, pgh_created_at, pgh_label, pgh_context, project_id, person_id, role,
        percent, starts_on, ends_on, status, learns_id, mentor_id, skills
    )
    SELECT id, now(), label,
        nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,
        project_id, person_id, role, percent, starts_on, ends_on, status, learns_id,
        mentor_id, skills
    FROM states JOIN projects_assignment USING (id)
    ORDER BY id, label;

    DELETE FROM projects_assignmentevent WHERE pgh_id IN (
        SELECT unnest(array_agg(pgh_id)) FROM projects_assignmentevent
        WHERE pgh_obj_id IN (SELECT assignment_id FROM touched)
            AND pgh_created_at = now() AND pgh_label <> 'added' AND skills IS NOT NULL
        GROUP BY pgh_obj_id HAVING count(DISTINCT skills) = 1
    );
    RETURN NULL;
END $$;
CREATE TRIGGER projects_skills_used_are_set AFTER INSERT ON projects_assignment_skills
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION projects_tell_skills_used();
CREATE TRIGGER projects_skills_used_are_taken AFTER DELETE ON projects_assignment_skills
    REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION projects_tell_skills_used();
"""

# The skills of a booking go before the booking does: that is no change of their own.
GO_ALONG = """
CREATE FUNCTION projects_skills_used_go_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM projects_assignmentevent USING gone
    WHERE pgh_obj_id = gone.id AND pgh_created_at = now()
        AND pgh_label IN ('changed_from', 'changed_to') AND skills IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER projects_skills_used_go_along AFTER DELETE ON projects_assignment
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION projects_skills_used_go_along();
"""


def columns(row, names):
    return ", ".join(f"{row}.{name}" for name in names.split())


VERSIONS = "".join(
    VERSION.format(model=model, old=columns("OLD", names), new=columns("NEW", names))
    for model, names in COUNTED.items()
)


class Migration(migrations.Migration):
    replaces = [
        ("projects", "0004_learning_seats"),
        ("projects", "0005_project_version"),
        ("projects", "0006_shortlist"),
        ("projects", "0009_history_of_skills_used"),
        ("projects", "0012_former_slugs"),
    ]

    dependencies = [("people", "0003_rules"), ("projects", "0001_models")]

    operations = [
        migrations.RunSQL(
            VERSIONS + FORMER_SLUG,
            "".join(
                f"DROP TRIGGER projects_{model}_next_version ON projects_{model};"
                f"DROP TRIGGER projects_{model}_same_version ON projects_{model};"
                for model in COUNTED
            )
            + """
            DROP TRIGGER projects_project_former_slug ON projects_project;
            DROP TRIGGER projects_project_no_former_slug ON projects_project;
            """,
        ),
        migrations.RunSQL(
            SKILLS_USED + TELL + GO_ALONG,
            """
            DROP FUNCTION projects_tell_skills_used, projects_skills_used_go_along
                CASCADE;
            DROP FUNCTION projects_skills_used;
            """,
        ),
    ]
