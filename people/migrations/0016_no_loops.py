"""Nobody is above themselves: no loops of teams, and none of managers.

Loops that are there already stay until one of their rows changes what is above it.
"""

from django.db import migrations

# The advisory lock makes two sessions that would close a loop together wait for each
# other. They are checked when a statement ends, or where it is put off with the
# transaction: what is a loop half-way is none then. UNION ends in old loops too.
NO_LOOP = """
CREATE FUNCTION people_{model}_has_no_loop() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('people_{model}.{above}', 0));
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT {above} AS id FROM people_{model} WHERE id = NEW.id
            UNION
            SELECT {above} FROM people_{model} JOIN above USING (id)
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a loop of {above} in people_{model}'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'people_{model}_has_no_loop';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER people_{model}_has_no_loop
    AFTER INSERT OR UPDATE OF {above} ON people_{model}
    DEFERRABLE INITIALLY IMMEDIATE
    FOR EACH ROW WHEN (NEW.{above} IS NOT NULL)
    EXECUTE FUNCTION people_{model}_has_no_loop();
"""
LOOPS = {"team": "parent_id", "person": "manager_id"}
BACK = "DROP FUNCTION people_team_has_no_loop, people_person_has_no_loop CASCADE"


class Migration(migrations.Migration):
    dependencies = [("people", "0014_person_by_stay")]

    operations = [
        migrations.RunSQL(
            "".join(
                NO_LOOP.format(model=model, above=above)
                for model, above in LOOPS.items()
            ),
            BACK,
        )
    ]
