from django.db import migrations, models

# Of the goal itself: an open one that the stated level reaches is achieved, and one
# that a level closed is as it was before as soon as the level is below it again.
REACH = """
CREATE FUNCTION people_reach_goal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    stated int := COALESCE((
        SELECT level FROM people_expertise
        WHERE person_id = NEW.person_id AND skill_id = NEW.skill_id
    ), 0);
BEGIN
    IF NEW.status IN ('open', 'in_progress') THEN
        NEW.reached_from := '';
        IF NEW.target_level <= stated THEN
            NEW.reached_from := NEW.status;
            NEW.status := 'achieved';
        END IF;
    ELSIF NEW.status <> 'achieved' THEN
        NEW.reached_from := '';
    ELSIF NEW.reached_from <> '' AND NEW.target_level > stated AND NOT EXISTS (
        SELECT FROM people_learninggoal
        WHERE person_id = NEW.person_id AND skill_id = NEW.skill_id
            AND status IN ('open', 'in_progress') AND id <> NEW.id
    ) THEN
        NEW.status := NEW.reached_from;
        NEW.reached_from := '';
    END IF;
    RETURN NEW;
END
$$;
-- Before `people_learninggoal_next_version`, which counts what this changes.
CREATE TRIGGER people_learninggoal_is_reached
    BEFORE INSERT OR UPDATE ON people_learninggoal
    FOR EACH ROW EXECUTE FUNCTION people_reach_goal();
"""

# Of levels: touch the goals whose state no longer goes with what is stated now.
TOUCH = """
CREATE FUNCTION people_touch_goals() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_learninggoal goal SET status = goal.status
    FROM changed LEFT JOIN people_expertise stated
        ON stated.person_id = changed.person_id AND stated.skill_id = changed.skill_id
    WHERE goal.person_id = changed.person_id AND goal.skill_id = changed.skill_id
        AND CASE WHEN goal.status IN ('open', 'in_progress')
            THEN goal.target_level <= stated.level
            ELSE goal.reached_from <> ''
                AND goal.target_level > COALESCE(stated.level, 0)
        END;
    RETURN NULL;
END
$$;
"""

TRIGGER = """
CREATE TRIGGER people_expertise_{name}_goals
    AFTER {event} ON people_expertise REFERENCING {rows} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION people_touch_goals();
"""

EVENTS = {
    "adds": ("INSERT", "NEW"),
    "leaves": ("UPDATE", "OLD"),
    "meets": ("UPDATE", "NEW"),
    "removes": ("DELETE", "OLD"),
}

# Who states another level has answered what colleagues said of the old one; back at the
# old one, nothing was answered.
ANSWER = """
CREATE OR REPLACE FUNCTION people_answer_endorsements() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_endorsement SET
        answered_from = CASE WHEN answered_at IS NULL THEN OLD.level END,
        answered_at = CASE WHEN answered_at IS NULL THEN now() END
    WHERE expertise_id = NEW.id
        AND (answered_at IS NULL OR answered_from = NEW.level);
    RETURN NULL;
END
$$;
"""
OLD_ANSWER = """
CREATE OR REPLACE FUNCTION people_answer_endorsements() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_endorsement SET answered_at = now()
    WHERE expertise_id = NEW.id AND answered_at IS NULL;
    RETURN NULL;
END
$$;
"""

# Goals that were reached before there was a trigger; history tells when.
REPAIR = """
UPDATE people_learninggoal goal SET status = goal.status
FROM people_expertise stated
WHERE stated.person_id = goal.person_id AND stated.skill_id = goal.skill_id
    AND goal.status IN ('open', 'in_progress') AND goal.target_level <= stated.level;
"""


def make_triggers():
    return "".join(
        TRIGGER.format(name=name, event=event, rows=rows)
        for name, (event, rows) in EVENTS.items()
    )


def drop_triggers():
    return "".join(
        f"DROP TRIGGER people_expertise_{name}_goals ON people_expertise;"
        for name in EVENTS
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0015_history_of_people")]

    operations = [
        migrations.AddField(
            model_name="learninggoal",
            name="reached_from",
            field=models.CharField(
                blank=True,
                choices=[("open", "Open"), ("in_progress", "In progress")],
                db_default="",
                default="",
                editable=False,
                help_text="The status before a stated level reached the goal.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="endorsement",
            name="answered_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                editable=False,
                help_text="The level that was stated before another one answered it.",
                null=True,
            ),
        ),
        migrations.RunSQL(ANSWER, OLD_ANSWER),
        migrations.RunSQL(
            REACH + TOUCH + make_triggers(),
            drop_triggers()
            + "DROP FUNCTION people_touch_goals();"
            + "DROP TRIGGER people_learninggoal_is_reached ON people_learninggoal;"
            + "DROP FUNCTION people_reach_goal();",
        ),
        migrations.RunSQL(REPAIR, migrations.RunSQL.noop),
    ]
