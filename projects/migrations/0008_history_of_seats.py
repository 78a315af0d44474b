import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_indexes_to_read_from"),
        ("projects", "0007_read_loads_from_the_index"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="added_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="changed_from_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="changed_to_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="removed_delete",
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="learns",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The needed skill that the person is here to learn, if any.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.skill",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="mentor",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="seat_events",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="role",
            field=models.CharField(blank=True, max_length=120),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_assignmentevent" ("ends_on", "learns_id", "mentor_id", "percent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "starts_on", "status") VALUES (NEW."ends_on", NEW."learns_id", NEW."mentor_id", NEW."percent", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."project_id", NEW."role", NEW."starts_on", NEW."status"); RETURN NULL;',
                    hash="31794d4b573e93a438fd3c4fea782d56ec9d0994",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_88acc",
                    table="projects_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."learns_id" IS DISTINCT FROM (NEW."learns_id") OR OLD."mentor_id" IS DISTINCT FROM (NEW."mentor_id") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "projects_assignmentevent" ("ends_on", "learns_id", "mentor_id", "percent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "starts_on", "status") VALUES (OLD."ends_on", OLD."learns_id", OLD."mentor_id", OLD."percent", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."project_id", OLD."role", OLD."starts_on", OLD."status"); RETURN NULL;',
                    hash="eaa4139bc2ff1f2d56b819cb414c01a8cedbc648",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_804a4",
                    table="projects_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."learns_id" IS DISTINCT FROM (NEW."learns_id") OR OLD."mentor_id" IS DISTINCT FROM (NEW."mentor_id") OR OLD."percent" IS DISTINCT FROM (NEW."percent") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "projects_assignmentevent" ("ends_on", "learns_id", "mentor_id", "percent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "starts_on", "status") VALUES (NEW."ends_on", NEW."learns_id", NEW."mentor_id", NEW."percent", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."project_id", NEW."role", NEW."starts_on", NEW."status"); RETURN NULL;',
                    hash="45bc2941114c45fd73668d6f41408d702ee76138",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_c493a",
                    table="projects_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_assignmentevent" ("ends_on", "learns_id", "mentor_id", "percent", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "starts_on", "status") VALUES (OLD."ends_on", OLD."learns_id", OLD."mentor_id", OLD."percent", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."project_id", OLD."role", OLD."starts_on", OLD."status"); RETURN NULL;',
                    hash="e22b9f1a67a273a94bd05e133e30633ef986c486",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_2ae2b",
                    table="projects_assignment",
                    when="AFTER",
                ),
            ),
        ),
    ]
