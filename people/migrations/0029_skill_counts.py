"""How many people have each skill, at which level, is kept by triggers."""

import django.db.models.deletion
from django.db import migrations, models

RULE = """
CREATE SEQUENCE people_skillcount_turn;
CREATE VIEW people_skillcount_rule AS
SELECT skill_id, level, count(*)::int AS people FROM people_expertise
    GROUP BY skill_id, level
UNION ALL
SELECT skill_id, 0, count(*)::int FROM people_learninggoal
    WHERE status IN ('open', 'in_progress') GROUP BY skill_id;
"""
COUNTS = {
    "people_expertise": "SELECT skill_id, level, {sign}1 FROM {rows}",
    "people_learninggoal": """SELECT skill_id, 0, {sign}1 FROM {rows}
        WHERE status IN ('open', 'in_progress')""",
}
MORE, FEWER = {"sign": "", "rows": "fresh"}, {"sign": "-", "rows": "stale"}
EVENTS = {
    "insert": ("REFERENCING NEW TABLE AS fresh", [MORE]),
    "delete": ("REFERENCING OLD TABLE AS stale", [FEWER]),
    "update": ("REFERENCING OLD TABLE AS stale NEW TABLE AS fresh", [MORE, FEWER]),
}
# One in 128 who write puts the rows together: he takes away what he sees and nothing else,
# and what others write meanwhile stands beside the sum. Turns are counted by themselves,
# as the ids of rows go on with each sum.
KEEP = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_skillcount (skill_id, level, people)
        SELECT skill_id, level, sum(people)
        FROM ({changes}) AS changed (skill_id, level, people)
        GROUP BY skill_id, level HAVING sum(people) <> 0;
    IF FOUND AND nextval('people_skillcount_turn') % 128 = 0
            AND pg_try_advisory_xact_lock(hashtextextended('people_skillcount', 0)) THEN
        WITH gone AS (DELETE FROM people_skillcount RETURNING *)
            INSERT INTO people_skillcount (skill_id, level, people)
                SELECT skill_id, level, sum(people) FROM gone
                GROUP BY skill_id, level HAVING sum(people) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} {known}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
TRIGGERS = [
    KEEP.format(
        name=f"{table}_{event}_counts_skills",
        changes=" UNION ALL ".join(rows.format(**how) for how in changes),
        event=event,
        table=table,
        known=known,
    )
    for table, rows in COUNTS.items()
    for event, (known, changes) in EVENTS.items()
]
REBUILD = """
INSERT INTO people_skillcount (skill_id, level, people)
    SELECT skill_id, level, people FROM people_skillcount_rule;
"""
BACK = [
    "DROP VIEW people_skillcount_rule;",
    # What ran this migration on its first day has none.
    "DROP SEQUENCE IF EXISTS people_skillcount_turn;",
    *(
        f"DROP FUNCTION {table}_{event}_counts_skills CASCADE;"
        for table in COUNTS
        for event in EVENTS
    ),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0028_who_left")]

    operations = [
        migrations.CreateModel(
            name="SkillCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.skill",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL([RULE, *TRIGGERS, REBUILD], BACK),
    ]
