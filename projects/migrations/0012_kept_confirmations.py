"""What was kept of somebody told at which level a colleague puts them."""

from django.db import migrations

MEND = """
UPDATE projects_consideredperson SET facts = jsonb_set(facts, '{held}', (
    SELECT jsonb_object_agg(skill, jsonb_set(known, '{2}', CASE
        WHEN (known->>2)::int >= (known->>0)::int THEN known->0 ELSE '0' END
    ))
    FROM jsonb_each(facts->'held') AS held (skill, known)
))
WHERE jsonb_path_exists(facts, '$.held.*[2] ? (@ > 0)');
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0011_free_steps")]

    operations = [migrations.RunSQL(MEND, migrations.RunSQL.noop)]
