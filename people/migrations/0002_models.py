import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import people.fields
import people.models.places
import people.models.saved_search
import people.spelling.emails

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
PRIORITIES = [(1, "Some day"), (2, "Soon"), (3, "Next")]
GOAL_STATUSES = [
    ("open", "Open"),
    ("in_progress", "In progress"),
    ("achieved", "Achieved"),
    ("dropped", "Dropped"),
]


class Migration(migrations.Migration):
    replaces = [
        ("people", "0002_directory"),
        ("people", "0005_freshness"),
        ("people", "0008_history"),
        ("people", "0009_stated_success"),
        ("people", "0010_saved_searches"),
        ("people", "0011_indexes_to_read_from"),
        ("people", "0017_nights_and_first_days"),
    ]

    dependencies = [
        ("people", "0001_folding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "key",
                    people.fields.NormalisedField(
                        editable=False, max_length=200, of="name", unique=True
                    ),
                ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("method", "Method"),
                            ("tool", "Tool"),
                            ("library", "Library"),
                            ("language", "Language"),
                            ("platform", "Platform"),
                            ("practice", "Practice"),
                            ("domain", "Domain"),
                            ("people", "People skill"),
                        ],
                        default="method",
                        max_length=10,
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="One sentence for people who wonder.",
                        max_length=300,
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="An inactive skill stays on profiles and is no longer offered.",
                        verbose_name="active",
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
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SkillCategory",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=120, unique=True)),
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
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Headings are listed by this number, then by name.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "skill categories",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=120, unique=True)),
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
                (
                    "time_zone",
                    models.CharField(
                        help_text="IANA name, for example Europe/Lisbon or Asia/Kolkata.",
                        max_length=64,
                        validators=[people.models.places.validate_time_zone],
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
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
                        name="people_location_slug_is_not_reserved",
                        violation_error_message="This address is taken by a page; choose another.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerLocationSlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="people.location",
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
            name="Person",
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
                (
                    "email",
                    models.EmailField(
                        help_text="The account's e-mail, too: changing it ends the account's open sessions, and the links in mails that were sent before.",
                        max_length=254,
                        validators=[people.spelling.emails.check_email],
                    ),
                ),
                (
                    "job_title",
                    models.CharField(
                        blank=True,
                        help_text="Shown and searched as text; never used to filter or rank.",
                        max_length=200,
                    ),
                ),
                ("bio", models.TextField(blank=True)),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Percent of a full-time week; 60 is three days of five.",
                    ),
                ),
                (
                    "works_from",
                    models.TimeField(
                        default=datetime.time(9, 0),
                        help_text="Local time at the person's location.",
                    ),
                ),
                (
                    "works_to",
                    models.TimeField(
                        default=datetime.time(17, 0),
                        help_text="An end before the start is on the next day.",
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
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the person last said that the profile is right.",
                        null=True,
                    ),
                ),
                (
                    "stated_success",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Success rate in percent that a spreadsheet stated. Shown as such until projects are judged, and never counted.",
                        null=True,
                    ),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
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
                    "name_text",
                    people.fields.SearchField(
                        expression=people.fields.NameWords("name", "slug")
                    ),
                ),
                (
                    "search_text",
                    people.fields.SearchField(
                        expression=django.db.models.functions.text.Concat(
                            people.fields.NameWords("name", "slug"),
                            people.fields.SearchWords(
                                django.db.models.functions.text.Concat(
                                    models.Value(" "),
                                    "job_title",
                                    models.Value(" "),
                                    "bio",
                                    output_field=models.TextField(),
                                )
                            ),
                        )
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="people.location",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="people.person",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account that this person signs in with, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["sort_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LearningGoal",
            fields=[
                ("id", ID),
                (
                    "target_level",
                    models.PositiveSmallIntegerField(choices=LEVELS, default=2),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=PRIORITIES, default=2),
                ),
                (
                    "target_on",
                    models.DateField(
                        blank=True,
                        help_text="When the person hopes to be there.",
                        null=True,
                    ),
                ),
                ("motivation", models.CharField(blank=True, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=GOAL_STATUSES, default="open", max_length=12
                    ),
                ),
                (
                    "reached_from",
                    models.CharField(
                        blank=True,
                        choices=[("open", "Open"), ("in_progress", "In progress")],
                        db_default="",
                        default="",
                        editable=False,
                        help_text="The status before a stated level reached the goal.",
                        max_length=12,
                    ),
                ),
                ("set_on", models.DateField(default=django.utils.timezone.localdate)),
                ("version", people.fields.VersionField(db_default=1, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="people.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["-priority", "skill__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerPersonSlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="people.person",
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
            name="Expertise",
            fields=[
                ("id", ID),
                ("level", models.PositiveSmallIntegerField(choices=LEVELS)),
                ("last_used_on", models.DateField(blank=True, null=True)),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Years of use, roughly.", null=True
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When the person last said that the level is right.",
                        null=True,
                    ),
                ),
                ("version", people.fields.VersionField(db_default=1, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expertise",
                        to="people.person",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expertise",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "expertise",
                "ordering": ["-level", "skill__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LearningGoalEvent",
            fields=[
                *EVENT,
                (
                    "target_level",
                    models.PositiveSmallIntegerField(choices=LEVELS, default=2),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=PRIORITIES, default=2),
                ),
                (
                    "target_on",
                    models.DateField(
                        blank=True,
                        help_text="When the person hopes to be there.",
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=GOAL_STATUSES, default="open", max_length=12
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="people.learninggoal",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="goal_events",
                        to="people.person",
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
                "verbose_name": "change of a goal",
                "verbose_name_plural": "changes of goals",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="FormerSkillSlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="people.skill",
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
            name="ExpertiseEvent",
            fields=[
                *EVENT,
                ("level", models.PositiveSmallIntegerField(choices=LEVELS)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="people.expertise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="expertise_events",
                        to="people.person",
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
                "verbose_name": "change of a level",
                "verbose_name_plural": "changes of levels",
                "ordering": ["-pgh_id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="SkillAlias",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=120)),
                (
                    "key",
                    people.fields.NormalisedField(
                        editable=False, max_length=200, of="name", unique=True
                    ),
                ),
                (
                    "merged_id",
                    models.PositiveBigIntegerField(
                        editable=False,
                        help_text="What was the id of the skill that was merged away under this name: the history still refers to it.",
                        null=True,
                        unique=True,
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
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "skill aliases",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="skill",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="skills",
                to="people.skillcategory",
            ),
        ),
        migrations.CreateModel(
            name="FormerCategorySlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="people.skillcategory",
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
            name="Team",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=120, unique=True)),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger unit that this one is part of, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                *EVENT,
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
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.location",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="report_events",
                        to="people.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="people.person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.team",
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
        migrations.AddField(
            model_name="person",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="people.team",
            ),
        ),
        migrations.CreateModel(
            name="FormerTeamSlug",
            fields=[
                ("id", ID),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="people.team",
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
            name="Identity",
            fields=[
                ("id", ID),
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                (
                    "email",
                    models.EmailField(
                        help_text="What the provider verified. Holds as long as it is the account's.",
                        max_length=254,
                    ),
                ),
                ("linked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "single sign-on identity",
                "verbose_name_plural": "single sign-on identities",
                "ordering": ["issuer", "subject", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"),
                        name="people_identity_is_one_account",
                        violation_error_message="This identity has an account already.",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "issuer"),
                        name="people_identity_is_one_of_an_account",
                        violation_error_message="This account has an identity already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                ("id", ID),
                ("level", models.PositiveSmallIntegerField(choices=LEVELS)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "endorsed_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="When the person answered it, or stated another level.",
                        null=True,
                    ),
                ),
                (
                    "answered_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        editable=False,
                        help_text="The level that was stated before another one answered it.",
                        null=True,
                    ),
                ),
                (
                    "expertise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endorsements",
                        to="people.expertise",
                    ),
                ),
                (
                    "endorsed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endorsements_given",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-endorsed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("expertise", "endorsed_by"),
                        name="people_endorsement_once_per_colleague",
                        violation_error_message="This colleague has endorsed it already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", [1, 2, 3, 4])),
                        name="people_endorsement_level_is_known",
                        violation_error_message="Choose a level from 1 (Awareness) to 4 (Expert).",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", ID),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The last day away.")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["person", "starts_on", "ends_on"],
                        name="absence_by_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="people_absence_ends_after_it_starts",
                        violation_error_message="The last day cannot be before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", ID),
                ("name", models.CharField(max_length=80)),
                (
                    "key",
                    models.CharField(
                        default=people.models.saved_search.make_key,
                        editable=False,
                        help_text="The end of the address: who has it may look.",
                        max_length=24,
                        unique=True,
                    ),
                ),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        help_text="The parameters of the list, as its address has them.",
                        max_length=2000,
                    ),
                ),
                (
                    "is_mailed",
                    models.BooleanField(
                        default=True,
                        help_text="New people come by mail, too.",
                        verbose_name="mail me",
                    ),
                ),
                (
                    "is_rolling",
                    models.BooleanField(
                        default=False,
                        help_text="The window begins today, and is as long as when it was saved.",
                        verbose_name="the days move along",
                    ),
                ),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "known_people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "told_people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "gone_people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "gone_since",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("new_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "checked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "told_trouble",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="What a mail said last of why nobody is counted.",
                        max_length=300,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "saved searches",
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["owner", "checked_at"], name="search_to_check")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"),
                        name="people_savedsearch_name_is_unique",
                        violation_error_message="You have a saved search of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="people_savedsearch_has_a_name",
                        violation_error_message="Give it a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone_people__len", models.F("gone_since__len"))
                        ),
                        name="people_savedsearch_knows_since_when",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="learninggoal",
            index=models.Index(
                condition=models.Q(("status__in", ("open", "in_progress"))),
                fields=["skill", "person"],
                name="goal_by_skill",
            ),
        ),
        migrations.AddConstraint(
            model_name="learninggoal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("open", "in_progress"))),
                fields=("person", "skill"),
                name="people_learninggoal_once_unfinished",
                violation_error_message="There is an open goal for this skill already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="learninggoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_level__in", [1, 2, 3, 4])),
                name="people_learninggoal_level_is_known",
                violation_error_message="Choose a level from 1 (Awareness) to 4 (Expert).",
            ),
        ),
        migrations.AddConstraint(
            model_name="learninggoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", [1, 2, 3])),
                name="people_learninggoal_priority_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="learninggoal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["open", "in_progress", "achieved", "dropped"])
                ),
                name="people_learninggoal_status_is_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="learninggoal",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_learninggoalevent" ("person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "skill_id", "status", "target_level", "target_on") VALUES (NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."priority", NEW."skill_id", NEW."status", NEW."target_level", NEW."target_on"); RETURN NULL;',
                    hash="a468cb12687f519c675580274907fca3b55c593a",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_6b26d",
                    table="people_learninggoal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="learninggoal",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."target_level" IS DISTINCT FROM (NEW."target_level") OR OLD."target_on" IS DISTINCT FROM (NEW."target_on"))',
                    func='INSERT INTO "people_learninggoalevent" ("person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "skill_id", "status", "target_level", "target_on") VALUES (OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."priority", OLD."skill_id", OLD."status", OLD."target_level", OLD."target_on"); RETURN NULL;',
                    hash="c72afadfbda64b101750b134224af664bd63d3ca",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_e516e",
                    table="people_learninggoal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="learninggoal",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."target_level" IS DISTINCT FROM (NEW."target_level") OR OLD."target_on" IS DISTINCT FROM (NEW."target_on"))',
                    func='INSERT INTO "people_learninggoalevent" ("person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "skill_id", "status", "target_level", "target_on") VALUES (NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."priority", NEW."skill_id", NEW."status", NEW."target_level", NEW."target_on"); RETURN NULL;',
                    hash="ced95e61686865176a70bc3388212e8c8b558c60",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_60230",
                    table="people_learninggoal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="learninggoal",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_learninggoalevent" ("person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "skill_id", "status", "target_level", "target_on") VALUES (OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."priority", OLD."skill_id", OLD."status", OLD."target_level", OLD."target_on"); RETURN NULL;',
                    hash="86300bb9c586ed75999a1168627e3994bf159a4a",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_0a530",
                    table="people_learninggoal",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="expertise",
            index=models.Index(
                fields=["skill", "level", "person"],
                include=("last_used_on",),
                name="expertise_by_skill_and_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="expertise",
            constraint=models.UniqueConstraint(
                fields=("person", "skill"),
                name="people_expertise_once_per_person_and_skill",
                violation_error_message="This skill is on the profile already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expertise",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", [1, 2, 3, 4])),
                name="people_expertise_level_is_known",
                violation_error_message="Choose a level from 1 (Awareness) to 4 (Expert).",
            ),
        ),
        migrations.AddConstraint(
            model_name="expertise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("years__isnull", True), ("years__lte", 80), _connector="OR"
                ),
                name="people_expertise_years_are_plausible",
                violation_error_message="Years of use cannot be more than 80.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertise",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_expertiseevent" ("level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."level", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'added\', NEW."id", NEW."skill_id"); RETURN NULL;',
                    hash="1a152a1d23315e065c3c6af80764c019ae339d2a",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_a77cd",
                    table="people_expertise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertise",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_from_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id"))',
                    func='INSERT INTO "people_expertiseevent" ("level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (OLD."level", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_from\', OLD."id", OLD."skill_id"); RETURN NULL;',
                    hash="b996a73a4edb543882f0e7c7452d9bdd76f79988",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_from_update_a6da4",
                    table="people_expertise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertise",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_to_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id"))',
                    func='INSERT INTO "people_expertiseevent" ("level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."level", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'changed_to\', NEW."id", NEW."skill_id"); RETURN NULL;',
                    hash="6638ba7703a726a503e2c696cb52c4f028c4ad11",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_to_update_2253b",
                    table="people_expertise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="expertise",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_expertiseevent" ("level", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (OLD."level", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'removed\', OLD."id", OLD."skill_id"); RETURN NULL;',
                    hash="efb8a89f656cf169ca2405d623bf0a593e7a045c",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_ecdec",
                    table="people_expertise",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="skillalias",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True),
                name="people_skillalias_name_has_letters",
                violation_error_message="An alias needs letters or digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
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
                name="people_skill_slug_is_not_reserved",
                violation_error_message="This address is taken by a page; choose another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "method",
                            "tool",
                            "library",
                            "language",
                            "platform",
                            "practice",
                            "domain",
                            "people",
                        ],
                    )
                ),
                name="people_skill_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True),
                name="people_skill_name_has_letters",
                violation_error_message="A skill needs a name with letters or digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
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
                name="people_team_slug_is_not_reserved",
                violation_error_message="This address is taken by a page; choose another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="people_team_is_not_its_own_parent",
                violation_error_message="A team cannot be part of itself.",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["sort_name", "id"], name="person_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("left_on__isnull", False)),
                fields=["left_on"],
                name="person_by_last_day",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["joined_on"], name="person_by_first_day"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    "search_text", name="gin_trgm_ops"
                ),
                name="person_by_text",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    "name_text", name="gin_trgm_ops"
                ),
                name="person_by_name_text",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.HashIndex(
                people.fields.NameKey(), name="person_by_name_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
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
                name="people_person_slug_is_not_reserved",
                violation_error_message="This address is taken by a page; choose another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                people.fields.AsciiLower("email"),
                name="people_person_email_is_unique",
                violation_error_message="Somebody with this e-mail is here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=people.fields.FieldCheck(
                condition=models.Q(("email", people.fields.Normalised("email"))),
                name="people_person_email_is_plain",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__lte", 100)),
                name="people_person_capacity_is_a_percentage",
                violation_error_message="Capacity is 0 to 100 percent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stated_success__isnull", True),
                    ("stated_success__lte", 100),
                    _connector="OR",
                ),
                name="people_person_stated_success_is_a_percentage",
                violation_error_message="A success rate is 0 to 100 percent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("works_to__gt", models.F("works_from")),
                    models.Q(
                        (
                            "works_from__gte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("works_to"),
                                "+",
                                models.Value(datetime.timedelta(seconds=43200)),
                            ),
                        ),
                        ("works_to__lt", datetime.time(12, 0)),
                    ),
                    _connector="OR",
                ),
                name="people_person_day_ends_after_it_starts",
                violation_error_message="The working day must end after it starts. Over midnight it lasts 12 hours at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    ("joined_on__isnull", True),
                    ("left_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="people_person_left_after_joining",
                violation_error_message="Nobody leaves before joining.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("manager__isnull", True),
                    models.Q(("manager", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="people_person_is_not_own_manager",
                violation_error_message="Nobody manages themselves.",
            ),
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
    ]
