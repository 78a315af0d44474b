"""Rows that triggers write, at the end of the transaction of what they follow from."""

from django.db import connection, models, transaction

from people.models import Level, Person, Skill
from projects.models.choices import AssignmentStatus

# Triggers remove a row with whatever it belongs to, and Django need not look.
GOES_WITH_IT = {"on_delete": models.DO_NOTHING, "db_constraint": False}
DIFFERENCES = """
WITH kept AS (SELECT {columns} FROM {table}),
    ruled AS (SELECT {columns} FROM {table}_rule)
SELECT count(*) FROM (
    (TABLE kept EXCEPT TABLE ruled) UNION ALL (TABLE ruled EXCEPT TABLE kept)
) AS differences
"""
# Writers wait; readers see what was there until all of it is there anew.
REBUILD = """
LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM {table};
INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_rule;
"""


class KeptManager(models.Manager):
    """Of rows that a view of the same name says, with `_rule` behind it."""

    def fill(self, sql):
        columns = ", ".join(one.column for one in self.model._meta.concrete_fields)
        return sql.format(table=self.model._meta.db_table, columns=columns)

    def count_differences(self) -> int:
        """How many rows are there and should not be, or the other way round."""
        with connection.cursor() as cursor:
            cursor.execute(self.fill(DIFFERENCES))
            return cursor.fetchone()[0]

    @transaction.atomic
    def rebuild(self):
        """Write all of them anew, by the rule alone."""
        with connection.cursor() as cursor:
            cursor.execute(self.fill(REBUILD))


class KeptRow(models.Model):
    """Nobody ever sees one stale, and nothing but triggers writes one."""

    objects = KeptManager()

    class Meta:
        abstract = True


class HeldSeat(KeptRow):
    """A booking whose person has what a need of the project asks for, on its days.

    Whether the booking is over, and its person still here, is asked of it when it is
    read.
    """

    pk = models.CompositePrimaryKey("need_id", "booking_id")
    need = models.ForeignKey(
        "projects.SkillNeed", related_name="held_seats", db_index=False, **GOES_WITH_IT
    )
    booking = models.ForeignKey("projects.Assignment", related_name="+", **GOES_WITH_IT)
    person = models.ForeignKey(Person, related_name="+", **GOES_WITH_IT)
    level = models.PositiveSmallIntegerField(choices=Level)
    status = models.CharField(max_length=10, choices=AssignmentStatus)
    ends_on = models.DateField(null=True)

    def __str__(self):
        return f"{self.person} for {self.need}"


class ProjectSkill(KeptRow):
    """A skill that a project needs, or that a confirmed booking of it uses."""

    pk = models.CompositePrimaryKey("skill_id", "project_id")
    skill = models.ForeignKey(Skill, related_name="+", db_index=False, **GOES_WITH_IT)
    project = models.ForeignKey("projects.Project", related_name="+", **GOES_WITH_IT)

    def __str__(self):
        return f"{self.skill} of {self.project}"


KEPT = (HeldSeat, ProjectSkill)
