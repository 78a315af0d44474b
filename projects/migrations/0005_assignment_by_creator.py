import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_exchange_is_an_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["created_by", "ends_on"],
                include=("project",),
                name="assignment_by_creator",
            ),
        ),
        # The new index finds by who booked, too.
        migrations.AlterField(
            model_name="assignment",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assignments_created",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
