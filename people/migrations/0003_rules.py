"""Rules that hold whoever writes: triggers and functions of people and skills."""

from django.db import migrations

# A unique index cannot span two tables. The advisory lock makes two sessions that
# take the same key at once wait for each other.
KEY_IS_FREE = """
CREATE FUNCTION people_skill_key_is_free() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.key, 0));
    IF (TG_TABLE_NAME = 'people_skill'
            AND EXISTS (SELECT FROM people_skillalias WHERE key = NEW.key))
        OR (TG_TABLE_NAME = 'people_skillalias'
            AND EXISTS (SELECT FROM people_skill WHERE key = NEW.key))
    THEN
        RAISE EXCEPTION 'skill key "%" is taken', NEW.key
            USING ERRCODE = 'unique_violation',
                  CONSTRAINT = 'people_skill_key_is_free';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_skill_key_is_free
    BEFORE INSERT OR UPDATE OF key ON people_skill
    FOR EACH ROW EXECUTE FUNCTION people_skill_key_is_free();
CREATE TRIGGER people_skill_key_is_free
    BEFORE INSERT OR UPDATE OF key ON people_skillalias
    FOR EACH ROW EXECUTE FUNCTION people_skill_key_is_free();
"""

BY_ANOTHER = """
CREATE FUNCTION people_endorsement_is_by_another() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM people_expertise
        WHERE id = NEW.expertise_id AND person_id = NEW.endorsed_by_id
    ) THEN
        RAISE EXCEPTION 'nobody endorses their own expertise'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'people_endorsement_is_by_another';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_endorsement_is_by_another
    BEFORE INSERT OR UPDATE ON people_endorsement
    FOR EACH ROW EXECUTE FUNCTION people_endorsement_is_by_another();
"""

# Who states another level has answered what colleagues said of the old one; back at the
# old one, nothing was answered.
ANSWER = """
CREATE FUNCTION people_answer_endorsements() RETURNS trigger
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
CREATE TRIGGER people_answer_endorsements
    AFTER UPDATE OF level ON people_expertise
    FOR EACH ROW WHEN (OLD.level <> NEW.level)
    EXECUTE FUNCTION people_answer_endorsements();
"""

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

GOALS = """
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

# What a version counts: columns that somebody writes, not what the site notes itself.
COUNTED = {
    "person": (
        "name email job_title team_id location_id manager_id bio capacity"
        " works_from works_to joined_on left_on"
    ),
    "expertise": "skill_id level last_used_on years note",
    "learninggoal": "skill_id target_level priority target_on motivation status",
}

NEXT_VERSION = """
CREATE FUNCTION people_next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END
$$;
"""

# A row that is saved as it is keeps its version, whatever the writer has in hand.
SAME_VERSION = """
CREATE FUNCTION people_same_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version;
    RETURN NEW;
END
$$;
"""

VERSION = """
CREATE TRIGGER people_{model}_next_version
    BEFORE UPDATE ON people_{model}
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_next_version();
CREATE TRIGGER people_{model}_same_version
    BEFORE UPDATE OF version ON people_{model}
    FOR EACH ROW WHEN (({old}) IS NOT DISTINCT FROM ({new}))
    EXECUTE FUNCTION people_same_version();
"""

# Whoever renames: the slug that a row had leads to it from then on. Of a row that goes,
# by whatever way, its former slugs go with it.
KEEP_FORMER_SLUG = """
CREATE FUNCTION people_keep_former_slug() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format('DELETE FROM %I WHERE row_id = $1', TG_ARGV[0]) USING OLD.id;
    ELSE
        EXECUTE format(
            'INSERT INTO %I (slug, row_id) VALUES ($1, $2)'
            ' ON CONFLICT (slug) DO UPDATE SET row_id = excluded.row_id', TG_ARGV[0]
        ) USING OLD.slug, OLD.id;
    END IF;
    RETURN NULL;
END
$$;
"""

FORMER_SLUG = """
CREATE TRIGGER people_{model}_former_slug
    AFTER UPDATE OF slug ON people_{model}
    FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
    EXECUTE FUNCTION people_keep_former_slug('people_former{noun}slug');
CREATE TRIGGER people_{model}_no_former_slug
    AFTER DELETE ON people_{model}
    FOR EACH ROW EXECUTE FUNCTION people_keep_former_slug('people_former{noun}slug');
"""

NOUNS = {
    "team": "team",
    "location": "location",
    "skillcategory": "category",
    "skill": "skill",
    "person": "person",
}

GOES_ALONG = """
ALTER TABLE people_personevent ADD CONSTRAINT people_personevent_goes_with_its_person
    FOREIGN KEY (pgh_obj_id) REFERENCES people_person (id) ON DELETE CASCADE;
"""


def columns(row, names):
    return ", ".join(f"{row}.{name}" for name in names.split())


RULES = [
    KEY_IS_FREE,
    BY_ANOTHER,
    ANSWER,
    REACH,
    TOUCH,
    *(
        GOALS.format(name=name, event=event, rows=rows)
        for name, (event, rows) in EVENTS.items()
    ),
    NEXT_VERSION,
    SAME_VERSION,
    *(
        VERSION.format(
            model=model, old=columns("OLD", names), new=columns("NEW", names)
        )
        for model, names in COUNTED.items()
    ),
    KEEP_FORMER_SLUG,
    *(FORMER_SLUG.format(model=model, noun=noun) for model, noun in NOUNS.items()),
    GOES_ALONG,
]


class Migration(migrations.Migration):
    replaces = [
        ("people", "0003_names_and_endorsements"),
        ("people", "0006_versions"),
        ("people", "0007_answered_endorsements"),
        ("people", "0014_what_was_renamed_stays_found"),
        ("people", "0015_history_of_people"),
        ("people", "0016_undone_with_the_level"),
    ]

    dependencies = [("people", "0002_models")]

    operations = [
        migrations.RunSQL(
            "".join(RULES),
            """
            DROP FUNCTION people_skill_key_is_free, people_endorsement_is_by_another,
                people_answer_endorsements, people_reach_goal, people_touch_goals,
                people_next_version, people_same_version, people_keep_former_slug
                CASCADE;
            ALTER TABLE people_personevent
                DROP CONSTRAINT people_personevent_goes_with_its_person;
            """,
        ),
    ]
