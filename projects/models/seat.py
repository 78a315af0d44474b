from django.db import connection, models, transaction

from people.models import Level, Person
from projects.models.choices import AssignmentStatus

COLUMNS = "need_id, booking_id, person_id, level, status, ends_on"
DIFFERENCES = """
SELECT count(*) FROM (
    (TABLE kept EXCEPT TABLE ruled) UNION ALL (TABLE ruled EXCEPT TABLE kept)
) AS differences
"""
BOTH = f"""
WITH kept AS (SELECT {COLUMNS} FROM projects_heldseat),
    ruled AS (SELECT {COLUMNS} FROM projects_heldseat_rule)
"""
# Writers wait; readers see what was there until all of it is there anew.
REBUILD = f"""
LOCK TABLE projects_heldseat IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM projects_heldseat;
INSERT INTO projects_heldseat ({COLUMNS})
    SELECT {COLUMNS} FROM projects_heldseat_rule;
"""


class HeldSeatManager(models.Manager):
    def count_differences(self) -> int:
        """How many rows are there and should not be, or the other way round."""
        with connection.cursor() as cursor:
            cursor.execute(BOTH + DIFFERENCES)
            return cursor.fetchone()[0]

    @transaction.atomic
    def rebuild(self):
        """Write all of them anew, by the rule alone."""
        with connection.cursor() as cursor:
            cursor.execute(REBUILD)


class HeldSeat(models.Model):
    """A booking whose person has what a need of the project asks for, on its days.

    Triggers of needs, bookings and levels write these rows at the end of the
    transaction of the change, by the view `projects_heldseat_rule`: nobody else ever
    sees them stale, and nothing else writes them. Whether a booking is over, and its
    person still here, is asked of them when they are read.
    """

    # Triggers remove the row with any of the three, and Django need not look.
    WITH_IT = {"on_delete": models.DO_NOTHING, "db_constraint": False}

    pk = models.CompositePrimaryKey("need_id", "booking_id")
    need = models.ForeignKey(
        "projects.SkillNeed", related_name="held_seats", db_index=False, **WITH_IT
    )
    booking = models.ForeignKey("projects.Assignment", related_name="+", **WITH_IT)
    person = models.ForeignKey(Person, related_name="+", **WITH_IT)
    level = models.PositiveSmallIntegerField(choices=Level)
    status = models.CharField(max_length=10, choices=AssignmentStatus)
    ends_on = models.DateField(null=True)

    objects = HeldSeatManager()

    def __str__(self):
        return f"{self.person} for {self.need}"
