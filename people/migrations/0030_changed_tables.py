"""Which tables have changed can be asked: each transaction that writes one says so."""

from django.db import migrations

# The sum of a table's numbers, in whoever's snapshot, is another whenever rows of it are:
# it grows with each transaction that is seen. By how much is left to chance, so that it
# is never the same again where a server is set back, as when another takes over.
CHANGES = """
CREATE TABLE people_tablechange ("table" text NOT NULL, number bigint NOT NULL);
CREATE SEQUENCE people_tablechange_turn;
CREATE FUNCTION people_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE noted text = 'people.changed_' || TG_TABLE_NAME;
BEGIN
    -- Once is enough: of a transaction all is seen, or nothing. Where a part of it is
    -- taken back, so is the setting.
    IF current_setting(noted, true) = 'noted' THEN
        RETURN NULL;
    END IF;
    PERFORM set_config(noted, 'noted', true);
    INSERT INTO people_tablechange
        VALUES (TG_TABLE_NAME, 1 + floor(random() * 2147483647));
    -- As with counts of skills (0029): some put together what they see, and nobody waits.
    IF nextval('people_tablechange_turn') % 128 = 0
            AND pg_try_advisory_xact_lock(hashtextextended('people_tablechange', 0)) THEN
        WITH gone AS (DELETE FROM people_tablechange RETURNING *)
            INSERT INTO people_tablechange
                SELECT "table", sum(number) FROM gone GROUP BY "table";
    END IF;
    RETURN NULL;
END $$;
"""
WATCH = """
CREATE TRIGGER people_note_change AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION people_note_change();
CREATE TRIGGER people_note_truncation AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION people_note_change();
"""
TABLES = [
    # What views and functions read may be another from then on.
    "django_migrations",
    "people_absence",
    "people_endorsement",
    "people_expertise",
    "people_learninggoal",
    "people_location",
    "people_person",
    "people_skill",
    "people_skillalias",
    "people_skillcategory",
    "people_skillcount",
    "people_team",
]
BACK = """
DROP FUNCTION people_note_change CASCADE;
DROP SEQUENCE people_tablechange_turn;
DROP TABLE people_tablechange;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0029_skill_counts")]

    operations = [
        migrations.RunSQL(
            [CHANGES, *(WATCH.format(table=table) for table in TABLES)], BACK
        )
    ]
