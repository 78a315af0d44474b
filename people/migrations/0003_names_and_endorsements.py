from django.db import migrations

# A unique index cannot span two tables. The advisory lock makes two sessions that
# take the same key at once wait for each other.
KEY_IS_FREE = """
CREATE FUNCTION people_skill_key_is_free() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.key, 0));
    IF (TG_TABLE_NAME = 'people_skill'
            AND EXISTS (SELECT FROM people_skillalias WHERE key = NEW.key))
        OR (TG_TABLE_NAME = 'people_skillalias'
            AND EXISTS (SELECT FROM people_skill WHERE key = NEW.key))
    THEN
        RAISE EXCEPTION 'skill key "%" is taken', NEW.key
            USING ERRCODE = 'unique_violation',
                  CONSTRAINT = 'people_skill_key_is_free';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_skill_key_is_free
    BEFORE INSERT OR UPDATE OF key ON people_skill
    FOR EACH ROW EXECUTE FUNCTION people_skill_key_is_free();
CREATE TRIGGER people_skill_key_is_free
    BEFORE INSERT OR UPDATE OF key ON people_skillalias
    FOR EACH ROW EXECUTE FUNCTION people_skill_key_is_free();
"""

BY_ANOTHER = """
CREATE FUNCTION people_endorsement_is_by_another() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM people_expertise
        WHERE id = NEW.expertise_id AND person_id = NEW.endorsed_by_id
    ) THEN
        RAISE EXCEPTION 'nobody endorses their own expertise'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'people_endorsement_is_by_another';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_endorsement_is_by_another
    BEFORE INSERT OR UPDATE ON people_endorsement
    FOR EACH ROW EXECUTE FUNCTION people_endorsement_is_by_another();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_directory")]

    operations = [
        migrations.RunSQL(
            KEY_IS_FREE,
            """
            DROP TRIGGER people_skill_key_is_free ON people_skillalias;
            DROP TRIGGER people_skill_key_is_free ON people_skill;
            DROP FUNCTION people_skill_key_is_free();
            """,
        ),
        migrations.RunSQL(
            BY_ANOTHER,
            """
            DROP TRIGGER people_endorsement_is_by_another ON people_endorsement;
            DROP FUNCTION people_endorsement_is_by_another();
            """,
        ),
    ]
