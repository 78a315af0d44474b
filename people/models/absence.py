from django.db import models

from people.models.person import Person


class Absence(models.Model):
    """Days on which the person is away; why is nobody's business."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day away.")

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "starts_on", "ends_on"], name="absence_by_person"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on}"
