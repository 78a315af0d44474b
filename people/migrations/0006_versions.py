from django.db import migrations

import people.fields

# What a version counts: columns that somebody writes, not what the site notes itself.
COUNTED = {
    "person": (
        "name email job_title team_id location_id manager_id bio capacity"
        " works_from works_to joined_on left_on"
    ),
    "expertise": "skill_id level last_used_on years note",
    "learninggoal": "skill_id target_level priority target_on motivation status",
}

FUNCTION = """
CREATE FUNCTION people_next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END
$$;
"""

# A row that is saved as it is keeps its version, whatever the writer has in hand.
KEPT = """
CREATE FUNCTION people_same_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version;
    RETURN NEW;
END
$$;
"""

TRIGGER = """
CREATE TRIGGER people_{model}_next_version
    BEFORE UPDATE ON people_{model}
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER people_{model}_same_version
    BEFORE UPDATE OF version ON people_{model}
    FOR EACH ROW WHEN (({old}) IS NOT DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_same_version();
"""


def columns(row, names):
    return ", ".join(f"{row}.{name}" for name in names.split())


def make_triggers():
    return "".join(
        TRIGGER.format(
            model=model, old=columns("OLD", names), new=columns("NEW", names)
        )
        for model, names in COUNTED.items()
    )


def drop_triggers():
    return "".join(
        f"DROP TRIGGER people_{model}_{which}_version ON people_{model};"
        for model in COUNTED
        for which in ("next", "same")
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0005_freshness")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="version",
                field=people.fields.VersionField(db_default=1, editable=False),
            )
            for model in COUNTED
        ),
        migrations.RunSQL(
            FUNCTION + KEPT + make_triggers(),
            drop_triggers()
            + "DROP FUNCTION people_next_version(); DROP FUNCTION people_same_version();",
        ),
    ]
