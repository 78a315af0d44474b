from datetime import time, timedelta

from django.db import migrations, models
from django.db.models import F, Q

NAME = "people_person_day_ends_after_it_starts"


class Migration(migrations.Migration):
    """A working day may end on the next day; first days matter as last ones do."""

    dependencies = [("people", "0016_undone_with_the_level")]

    operations = [
        migrations.RemoveConstraint(model_name="person", name=NAME),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=Q(works_to__gt=F("works_from"))
                | Q(
                    works_to__lt=time(12),
                    works_from__gte=F("works_to") + timedelta(hours=12),
                ),
                name=NAME,
                violation_error_message="The working day must end after it starts. "
                "Over midnight it lasts 12 hours at most.",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="works_to",
            field=models.TimeField(
                default=time(17),
                help_text="An end before the start is on the next day.",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["joined_on"], name="person_by_first_day"),
        ),
    ]
