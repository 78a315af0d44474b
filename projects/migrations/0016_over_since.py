"""Since when a project is over: who was to begin later never worked on it."""

from django.db import migrations, models

# Of those of before, the history tells it, or when they were entered.
TELL = """
UPDATE projects_project AS p SET over_at = COALESCE((
        SELECT max(pgh_created_at) FROM projects_projectevent
        WHERE pgh_obj_id = p.id AND pgh_label = 'changed_from'
            AND status NOT IN ('closed', 'cancelled')
    ), (
        SELECT min(pgh_created_at) FROM projects_projectevent
        WHERE pgh_obj_id = p.id AND pgh_label = 'added'
    ), now())
WHERE status IN ('closed', 'cancelled');
"""
# Nobody who writes says it: forms have rows of before, imports and fixtures none.
KEEP = """
CREATE FUNCTION projects_project_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.over_at := CASE
        WHEN NEW.status NOT IN ('closed', 'cancelled') THEN NULL
        WHEN TG_OP = 'UPDATE' AND OLD.status IN ('closed', 'cancelled')
            THEN OLD.over_at
        ELSE now()
    END;
    RETURN NEW;
END
$$;
CREATE TRIGGER project_over BEFORE INSERT OR UPDATE ON projects_project
    FOR EACH ROW EXECUTE FUNCTION projects_project_over();
"""
FORGET = "DROP FUNCTION projects_project_over CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("projects", "0015_indexes_tell_bookings")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="over_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(TELL, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, FORGET),
    ]
