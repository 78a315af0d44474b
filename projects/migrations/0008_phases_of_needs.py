"""A need may have a phase and days of its own within the project."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0018_judged_as_it_writes"),
        ("projects", "0007_stems"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="skillneed",
            name="added_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="skillneed",
            name="changed_from_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="skillneed",
            name="changed_to_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="skillneed",
            name="removed_delete",
        ),
        migrations.RemoveConstraint(
            model_name="skillneed",
            name="projects_skillneed_once_per_skill_and_level",
        ),
        migrations.AddField(
            model_name="skillneed",
            name="ends_on",
            field=models.DateField(
                blank=True,
                help_text="The last day.",
                null=True,
                verbose_name="last day",
            ),
        ),
        migrations.AddField(
            model_name="skillneed",
            name="phase",
            field=models.CharField(
                blank=True,
                choices=[
                    ("frame", "Frame"),
                    ("explore", "Explore"),
                    ("prove", "Prove"),
                    ("build", "Build"),
                    ("run", "Run"),
                ],
                help_text="The phase of the project that it belongs to, if it is one alone.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="skillneed",
            name="starts_on",
            field=models.DateField(
                blank=True,
                help_text="Where it is needed for a part of the project only.",
                null=True,
                verbose_name="first day",
            ),
        ),
        migrations.AddField(
            model_name="skillneedevent",
            name="ends_on",
            field=models.DateField(
                blank=True,
                help_text="The last day.",
                null=True,
                verbose_name="last day",
            ),
        ),
        migrations.AddField(
            model_name="skillneedevent",
            name="phase",
            field=models.CharField(
                blank=True,
                choices=[
                    ("frame", "Frame"),
                    ("explore", "Explore"),
                    ("prove", "Prove"),
                    ("build", "Build"),
                    ("run", "Run"),
                ],
                help_text="The phase of the project that it belongs to, if it is one alone.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="skillneedevent",
            name="starts_on",
            field=models.DateField(
                blank=True,
                help_text="Where it is needed for a part of the project only.",
                null=True,
                verbose_name="first day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillneed",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_skillneedevent" ("ends_on", "level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "priority", "project_id", "skill_id", "starts_on", "welcomes_learner") VALUES (NEW."ends_on", NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."phase", NEW."priority", NEW."project_id", NEW."skill_id", NEW."starts_on", NEW."welcomes_learner"); RETURN NULL;',
                    hash="1f4f35ad08f73baebe11a5a4cc68b5efab5a8705",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_5a7c9",
                    table="projects_skillneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillneed",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."welcomes_learner" IS DISTINCT FROM (NEW."welcomes_learner"))',
                    func='INSERT INTO "projects_skillneedevent" ("ends_on", "level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "priority", "project_id", "skill_id", "starts_on", "welcomes_learner") VALUES (OLD."ends_on", OLD."level", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."phase", OLD."priority", OLD."project_id", OLD."skill_id", OLD."starts_on", OLD."welcomes_learner"); RETURN NULL;',
                    hash="10e63fb73523e5bac97d5f93deb8d829e0584daa",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_81fc2",
                    table="projects_skillneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillneed",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."welcomes_learner" IS DISTINCT FROM (NEW."welcomes_learner"))',
                    func='INSERT INTO "projects_skillneedevent" ("ends_on", "level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "priority", "project_id", "skill_id", "starts_on", "welcomes_learner") VALUES (NEW."ends_on", NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."phase", NEW."priority", NEW."project_id", NEW."skill_id", NEW."starts_on", NEW."welcomes_learner"); RETURN NULL;',
                    hash="fd163380cf26b731f06a3812acd1290b097d0474",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_32333",
                    table="projects_skillneed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillneed",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_skillneedevent" ("ends_on", "level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "priority", "project_id", "skill_id", "starts_on", "welcomes_learner") VALUES (OLD."ends_on", OLD."level", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."phase", OLD."priority", OLD."project_id", OLD."skill_id", OLD."starts_on", OLD."welcomes_learner"); RETURN NULL;',
                    hash="f52917e3e1e9dec46a10c3728845809bbcf3bdd7",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_82c80",
                    table="projects_skillneed",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.UniqueConstraint(
                fields=("project", "skill", "phase", "starts_on", "ends_on", "level"),
                name="projects_skillneed_once_per_skill_level_and_days",
                deferrable=models.Deferrable["IMMEDIATE"],
                nulls_distinct=False,
                violation_error_message="The project has this need already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="projects_skillneed_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phase__in", ["frame", "explore", "prove", "build", "run", ""])
                ),
                name="projects_skillneed_phase_is_known",
            ),
        ),
    ]
