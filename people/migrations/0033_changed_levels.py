"""Of which skills levels have changed can be asked, as of which tables (0030)."""

from django.db import migrations

# As there: numbers left to chance, whose sum is another whenever rows are. Each skill
# with levels has one.
CHANGES = """
CREATE TABLE people_levelchange (skill_id bigint NOT NULL, number bigint NOT NULL);
CREATE FUNCTION people_note_level() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    skill bigint;
    noted text;
BEGIN
    FOREACH skill IN ARRAY array_remove(ARRAY[OLD.skill_id, NEW.skill_id], NULL) LOOP
        noted = 'people.changed_levels_of_' || skill;
        CONTINUE WHEN current_setting(noted, true) = 'noted';
        PERFORM set_config(noted, 'noted', true);
        INSERT INTO people_levelchange VALUES (skill, 1 + floor(random() * 2147483647));
        -- Some put together what they see, and nobody waits.
        IF random() < 0.01
                AND pg_try_advisory_xact_lock(hashtextextended('people_levelchange', 0))
        THEN
            WITH gone AS (DELETE FROM people_levelchange RETURNING *)
                INSERT INTO people_levelchange
                    SELECT skill_id, sum(number) FROM gone GROUP BY skill_id;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
-- As if none had ever been noted: nobody has any. What this transaction writes later is
-- noted again.
CREATE FUNCTION people_note_no_levels() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    skill bigint;
BEGIN
    FOR skill IN DELETE FROM people_levelchange RETURNING skill_id LOOP
        PERFORM set_config('people.changed_levels_of_' || skill, '', true);
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER people_note_level AFTER INSERT OR UPDATE OR DELETE ON people_expertise
    FOR EACH ROW EXECUTE FUNCTION people_note_level();
CREATE TRIGGER people_note_no_levels AFTER TRUNCATE ON people_expertise
    FOR EACH STATEMENT EXECUTE FUNCTION people_note_no_levels();
INSERT INTO people_levelchange SELECT DISTINCT skill_id, 1 FROM people_expertise;
"""
BACK = """
DROP FUNCTION people_note_level CASCADE;
DROP FUNCTION people_note_no_levels CASCADE;
DROP TABLE people_levelchange;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0032_changed_former_slugs")]

    operations = [migrations.RunSQL(CHANGES, BACK)]
