import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import people.fields

ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)
# What each row of history has.
EVENT = [
    ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
    ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
    ("pgh_label", models.TextField(help_text="The event label.")),
    ("pgh_context", pghistory.utils.JSONField(null=True)),
]
LEVELS = [(1, "Awareness"), (2, "Working"), (3, "Practitioner"), (4, "Expert")]
BOOKING_STATUSES = [("tentative", "Tentative"), ("confirmed", "Confirmed")]
PROJECT_STATUSES = [
    ("proposed", "Proposed"),
    ("staffing", "Staffing"),
    ("active", "Active"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
NEED_PRIORITIES = [("must", "Must"), ("should", "Should"), ("could", "Could")]
OUTCOMES = [
    ("in_use", "Delivered and in use"),
    ("answered", "Question answered, decision informed"),
    ("not_met", "Finished, criteria not met"),
    ("not_adopted", "Delivered, not taken up"),
    ("stopped_evidence", "Stopped early: the evidence said so"),
    ("stopped_external", "Stopped for outside reasons"),
]
STAGES = [
    ("idea", "Idea"),
    ("proof_of_concept", "Proof of concept"),
    ("pilot", "Pilot"),
    ("production", "Production"),
]


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("projects", "0001_projects"),
        ("projects", "0002_summary_search"),
        ("projects", "0003_history"),
        ("projects", "0007_read_loads_from_the_index"),
        ("projects", "0008_history_of_seats"),
        ("projects", "0011_one_folding"),
    ]

    dependencies = [
        ("people", "0005_emails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", ID),
                ("role", models.CharField(blank=True, max_length=120)),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="Percent of a full-time week.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day; empty while it is open.",
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=BOOKING_STATUSES, default="tentative", max_length=10
                    ),
                ),
                ("version", people.fields.VersionField(db_default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignments_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "learns",
                    models.ForeignKey(
                        blank=True,
                        help_text="The needed skill that the person is here to learn, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_seats",
                        to="people.skill",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who guides the learner: on the same project, at Practitioner or above in the skill.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignments_mentored",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="people.person",
                    ),
                ),
                (
                    "skills",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The skills used: they become the evidence behind a level.",
                        related_name="assignments",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=200)),
                (
                    "slug",
                    people.fields.AutoSlugField(
                        blank=True,
                        help_text="Part of the address. Leave empty to have it made.",
                        max_length=80,
                        of="name",
                        unique=True,
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                (
                    "sponsor",
                    models.CharField(
                        blank=True,
                        help_text="Who asked for it and pays for it.",
                        max_length=200,
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[
                            ("explore", "Explore"),
                            ("prove", "Prove"),
                            ("build", "Build"),
                            ("operate", "Operate"),
                            ("advise", "Advise"),
                        ],
                        default="prove",
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=PROJECT_STATUSES, default="proposed", max_length=10
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="The last day.", null=True),
                ),
                (
                    "success_criteria",
                    models.TextField(
                        blank=True,
                        help_text="Written before the work starts, read when it closes.",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=OUTCOMES,
                        help_text="Recorded when the project closes.",
                        max_length=20,
                    ),
                ),
                (
                    "stage_reached",
                    models.CharField(blank=True, choices=STAGES, max_length=20),
                ),
                (
                    "outcome_note",
                    models.TextField(blank=True, help_text="What was learned."),
                ),
                ("outcome_recorded_at", models.DateTimeField(blank=True, null=True)),
                ("version", people.fields.VersionField(db_default=1, editable=False)),
                (
                    "sort_name",
                    people.fields.SearchField(
                        expression=people.fields.Fold(
                            django.db.models.functions.text.Concat(
                                models.Value(" "),
                                "name",
                                output_field=models.TextField(),
                            )
                        )
                    ),
                ),
                (
                    "search_text",
                    people.fields.SearchField(
                        expression=people.fields.SearchWords(
                            django.db.models.functions.text.Concat(
                                models.Value(" "),
                                "name",
                                output_field=models.TextField(),
                            )
                        )
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="projects_led",
                        to="people.person",
                    ),
                ),
                (
                    "outcome_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="outcomes_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerProjectSlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                *EVENT,
                ("role", models.CharField(blank=True, max_length=120)),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="Percent of a full-time week.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day; empty while it is open.",
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=BOOKING_STATUSES, default="tentative", max_length=10
                    ),
                ),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        editable=False,
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "learns",
                    models.ForeignKey(
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
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="seat_events",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="assignment_events",
                        to="people.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.assignment",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="assignment_events",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a booking",
                "verbose_name_plural": "changes of bookings",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="projects.project",
            ),
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                *EVENT,
                (
                    "status",
                    models.CharField(
                        choices=PROJECT_STATUSES, default="proposed", max_length=10
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                (
                    "ends_on",
                    models.DateField(blank=True, help_text="The last day.", null=True),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=OUTCOMES,
                        help_text="Recorded when the project closes.",
                        max_length=20,
                    ),
                ),
                (
                    "stage_reached",
                    models.CharField(blank=True, choices=STAGES, max_length=20),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a project",
                "verbose_name_plural": "changes of projects",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="ShortlistEntry",
            fields=[
                ("id", ID),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Project managers see it.", max_length=300
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", people.fields.VersionField(db_default=1, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="shortlistings_added",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shortlistings",
                        to="people.person",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shortlist",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "shortlist entry",
                "verbose_name_plural": "shortlist entries",
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SkillNeed",
            fields=[
                ("id", ID),
                ("level", models.PositiveSmallIntegerField(choices=LEVELS, default=3)),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How many people with this skill the project needs.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=NEED_PRIORITIES, default="must", max_length=6
                    ),
                ),
                (
                    "welcomes_learner",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody who wants to learn it may take a seat, with a mentor.",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="projects.project",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SkillNeedEvent",
            fields=[
                *EVENT,
                ("level", models.PositiveSmallIntegerField(choices=LEVELS, default=3)),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How many people with this skill the project needs.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=NEED_PRIORITIES, default="must", max_length=6
                    ),
                ),
                (
                    "welcomes_learner",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody who wants to learn it may take a seat, with a mentor.",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.skillneed",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="need_events",
                        to="projects.project",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a need",
                "verbose_name_plural": "changes of needs",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["sort_name", "id"], name="project_by_name"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                fields=["status", "starts_on"], name="project_by_status"
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    "search_text", name="gin_trgm_ops"
                ),
                name="project_by_text",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    people.fields.SearchWords("summary"), name="gin_trgm_ops"
                ),
                name="project_by_summary",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug__in",
                        (
                            "me",
                            "compare",
                            "export",
                            "matrix",
                            "new",
                            "add",
                            "edit",
                            "search",
                            "import",
                            "candidates",
                            "team",
                        ),
                    ),
                    _negated=True,
                ),
                name="projects_project_slug_is_not_reserved",
                violation_error_message="This address is taken by a page; choose another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="projects_project_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aim__in", ["explore", "prove", "build", "operate", "advise"])
                ),
                name="projects_project_aim_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["proposed", "staffing", "active", "closed", "cancelled"],
                    )
                ),
                name="projects_project_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "in_use",
                            "answered",
                            "not_met",
                            "not_adopted",
                            "stopped_evidence",
                            "stopped_external",
                            "",
                        ],
                    )
                ),
                name="projects_project_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage_reached__in",
                        ["idea", "proof_of_concept", "pilot", "production", ""],
                    )
                ),
                name="projects_project_stage_reached_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""), ("status", "closed"), _connector="OR"
                ),
                name="projects_project_outcome_only_when_closed",
                violation_error_message="Close the project to record its outcome.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectevent" ("ends_on", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_reached", "starts_on", "status") VALUES (NEW."ends_on", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."stage_reached", NEW."starts_on", NEW."status"); RETURN NULL;',
                    hash="8638284580b303304fb30a07a77f94b9ce5b8861",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_4274b",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."stage_reached" IS DISTINCT FROM (NEW."stage_reached") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "projects_projectevent" ("ends_on", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_reached", "starts_on", "status") VALUES (OLD."ends_on", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."stage_reached", OLD."starts_on", OLD."status"); RETURN NULL;',
                    hash="041d39182a8a675013e2731a0104117cce8d49bb",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_630c5",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."stage_reached" IS DISTINCT FROM (NEW."stage_reached") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "projects_projectevent" ("ends_on", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_reached", "starts_on", "status") VALUES (NEW."ends_on", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."stage_reached", NEW."starts_on", NEW."status"); RETURN NULL;',
                    hash="94158518e424921a97240432560fd0d0bcb94765",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_069c3",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectevent" ("ends_on", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_reached", "starts_on", "status") VALUES (OLD."ends_on", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."stage_reached", OLD."starts_on", OLD."status"); RETURN NULL;',
                    hash="e7fa01f95d416014917b9c746722b74fc7e41b5c",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_f2c0c",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["person", "starts_on", "ends_on"],
                include=("percent", "status", "project"),
                name="assignment_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["project", "person"], name="assignment_by_project"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="projects_assignment_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["tentative", "confirmed"])),
                name="projects_assignment_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__range", (1, 100))),
                name="projects_assignment_percent_is_a_percentage",
                violation_error_message="A booking takes 1 to 100 percent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mentor", None), ("learns__isnull", False), _connector="OR"
                ),
                name="projects_assignment_mentor_is_for_a_learner",
                violation_error_message="Say what is learned, or name no mentor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mentor", None),
                    models.Q(("mentor", models.F("person")), _negated=True),
                    _connector="OR",
                ),
                name="projects_assignment_mentor_is_somebody_else",
                violation_error_message="Nobody is their own mentor.",
            ),
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
        migrations.AddConstraint(
            model_name="shortlistentry",
            constraint=models.UniqueConstraint(
                fields=("project", "person"),
                name="projects_shortlistentry_once_per_person",
                violation_error_message="This person is on the shortlist already.",
            ),
        ),
        migrations.AddIndex(
            model_name="skillneed",
            index=models.Index(fields=["skill", "level"], name="need_by_skill"),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.UniqueConstraint(
                fields=("project", "skill", "level"),
                name="projects_skillneed_once_per_skill_and_level",
                violation_error_message="The project has this need already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", [1, 2, 3, 4])),
                name="projects_skillneed_level_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["must", "should", "could"])),
                name="projects_skillneed_priority_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillneed",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1)),
                name="projects_skillneed_needs_somebody",
                violation_error_message="A need is for at least one person.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillneed",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_skillneedevent" ("level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "project_id", "skill_id", "welcomes_learner") VALUES (NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."priority", NEW."project_id", NEW."skill_id", NEW."welcomes_learner"); RETURN NULL;',
                    hash="e593b6d1f0b29aa206640f2c9e88de53027e3f9d",
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
                    condition='WHEN (OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."welcomes_learner" IS DISTINCT FROM (NEW."welcomes_learner"))',
                    func='INSERT INTO "projects_skillneedevent" ("level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "project_id", "skill_id", "welcomes_learner") VALUES (OLD."level", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."priority", OLD."project_id", OLD."skill_id", OLD."welcomes_learner"); RETURN NULL;',
                    hash="b0f3b936cefe635d0cc0d0bfbb47ac52dd361b9d",
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
                    condition='WHEN (OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."welcomes_learner" IS DISTINCT FROM (NEW."welcomes_learner"))',
                    func='INSERT INTO "projects_skillneedevent" ("level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "project_id", "skill_id", "welcomes_learner") VALUES (NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."priority", NEW."project_id", NEW."skill_id", NEW."welcomes_learner"); RETURN NULL;',
                    hash="5d26367cea9e35bbbd63a5aa6a8d90f16aa4c329",
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
                    func='INSERT INTO "projects_skillneedevent" ("level", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "project_id", "skill_id", "welcomes_learner") VALUES (OLD."level", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."priority", OLD."project_id", OLD."skill_id", OLD."welcomes_learner"); RETURN NULL;',
                    hash="4ffb3c6a6478bae9ac2cfbd8622c76b97b1ccb25",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_82c80",
                    table="projects_skillneed",
                    when="AFTER",
                ),
            ),
        ),
    ]
