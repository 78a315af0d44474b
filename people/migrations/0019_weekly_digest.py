from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0018_judged_as_it_writes")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="digested_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="wants_digest",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Once a week a mail says what happened in the person’s skills, goals and team, if anything did.",
                verbose_name="weekly digest",
            ),
        ),
        migrations.AddIndex(
            model_name="expertiseevent",
            index=models.Index(
                condition=models.Q(("pgh_label__in", ("changed_from",))),
                fields=["pgh_created_at"],
                name="level_change_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="learninggoalevent",
            index=models.Index(
                condition=models.Q(("pgh_label__in", ("changed_from",))),
                fields=["pgh_created_at"],
                name="goal_change_by_time",
            ),
        ),
    ]
