"""Rows that triggers write, each as its rule says: a view of its name with `_rule`."""

from django.db import connection, models, transaction

from people.models.skills import Skill

# Triggers remove a row with whatever it belongs to, and Django need not look.
GOES_WITH_IT = {"on_delete": models.DO_NOTHING, "db_constraint": False}
DIFFERENCES = """
WITH ruled AS (SELECT {columns} FROM {table}_rule),
    kept AS (SELECT {columns} FROM {summed})
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

    def fill(self, sql):
        table = self.model._meta.db_table
        fields = [
            one for one in self.model._meta.concrete_fields if not one.primary_key
        ]
        columns = ", ".join(one.column for one in fields)
        return sql.format(
            table=table, columns=columns, summed=self.model.SUMMED or table
        )


class KeptRow(models.Model):
    """Nobody ever sees one stale, and nothing but triggers writes one."""

    # What makes of the rows those of the rule, if they are not.
    SUMMED = ""

    objects = KeptManager()

    class Meta:
        abstract = True


class SkillCount(KeptRow):
    """So many more people with a skill at a level, or fewer: the sum is how many.

    Level 0 stands for unfinished goals. Those who left count as well: when somebody has
    left no row is written. Writers add a row and wait for nobody; now and then one of
    them puts those that are there together.
    """

    SUMMED = """(
        SELECT skill_id, level, sum(people)::int AS people FROM people_skillcount
        GROUP BY skill_id, level HAVING sum(people) <> 0
    ) AS summed"""

    skill = models.ForeignKey(Skill, related_name="+", db_index=False, **GOES_WITH_IT)
    level = models.SmallIntegerField()
    people = models.IntegerField()

    def __str__(self):
        return f"{self.people:+} of {self.skill} at {self.level}"
