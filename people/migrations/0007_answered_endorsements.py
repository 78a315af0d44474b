from django.db import migrations, models

# Who states another level has answered what colleagues said of the old one.
ANSWERED = """
CREATE FUNCTION people_answer_endorsements() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_endorsement SET answered_at = now()
    WHERE expertise_id = NEW.id AND answered_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER people_answer_endorsements
    AFTER UPDATE OF level ON people_expertise
    FOR EACH ROW WHEN (OLD.level <> NEW.level)
    EXECUTE FUNCTION people_answer_endorsements();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_versions")]

    operations = [
        migrations.AddField(
            model_name="endorsement",
            name="answered_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the person answered it, or stated another level.",
                null=True,
            ),
        ),
        migrations.RunSQL(
            ANSWERED,
            """
            DROP TRIGGER people_answer_endorsements ON people_expertise;
            DROP FUNCTION people_answer_endorsements();
            """,
        ),
    ]
