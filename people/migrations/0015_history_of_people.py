import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import people.spelling.emails

GOES_ALONG = """
ALTER TABLE people_personevent ADD CONSTRAINT people_personevent_goes_with_its_person
    FOREIGN KEY (pgh_obj_id) REFERENCES people_person (id) ON DELETE CASCADE
"""
STAYS = """
ALTER TABLE people_personevent DROP CONSTRAINT people_personevent_goes_with_its_person
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_what_was_renamed_stays_found"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "email",
                    models.EmailField(
                        help_text="The account's e-mail, too: changing it ends the account's open sessions, and the links in mails that were sent before.",
                        max_length=254,
                        validators=[people.spelling.emails.check_email],
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Percent of a full-time week; 60 is three days of five.",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True)),
                (
                    "left_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day. After it the person is seen only in project history.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a person",
                "verbose_name_plural": "changes of people",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_personevent" ("capacity", "email", "joined_on", "left_on", "location_id", "manager_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id") VALUES (NEW."capacity", NEW."email", NEW."joined_on", NEW."left_on", NEW."location_id", NEW."manager_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."team_id"); RETURN NULL;',
                    hash="b6a2af2f73db10a3449ac21f7e4097ede43cb445",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_65c2c",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."location_id" IS DISTINCT FROM (NEW."location_id") OR OLD."manager_id" IS DISTINCT FROM (NEW."manager_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id"))',
                    func='INSERT INTO "people_personevent" ("capacity", "email", "joined_on", "left_on", "location_id", "manager_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id") VALUES (OLD."capacity", OLD."email", OLD."joined_on", OLD."left_on", OLD."location_id", OLD."manager_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."team_id"); RETURN NULL;',
                    hash="fc541abe35ba24b694fe7af9a25050c30dd8314f",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_472f2",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."location_id" IS DISTINCT FROM (NEW."location_id") OR OLD."manager_id" IS DISTINCT FROM (NEW."manager_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id"))',
                    func='INSERT INTO "people_personevent" ("capacity", "email", "joined_on", "left_on", "location_id", "manager_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id") VALUES (NEW."capacity", NEW."email", NEW."joined_on", NEW."left_on", NEW."location_id", NEW."manager_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."team_id"); RETURN NULL;',
                    hash="27fce672e96a1783a92a9e8012376f12995beb1e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_6b7ca",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="location",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.location",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="manager",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="report_events",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.team",
            ),
        ),
        migrations.RunSQL(GOES_ALONG, STAYS),
    ]
