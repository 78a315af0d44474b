from django.db import migrations

# A password that comes in the same statement as the mark of a superuser may be one that
# was read before. Whoever sets a new one does it afterwards, as saving an account does.
PROMOTE = """
DROP TRIGGER people_account_is_promoted ON auth_user;
CREATE TRIGGER people_account_is_promoted BEFORE UPDATE ON auth_user
    FOR EACH ROW WHEN (NEW.is_superuser AND NOT OLD.is_superuser AND OLD.email = '')
    EXECUTE FUNCTION people_account_is_promoted();
"""

# Nobody knows whose account it is that is protected no more and has no profile. Rights
# move in steps: so this, too, is asked when all is done, of those that were protected.
END = """
CREATE FUNCTION people_protection_ends() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    account bigint;
BEGIN
    IF TG_TABLE_NAME = 'auth_user' THEN
        account := OLD.id;
    ELSE
        account := OLD.user_id;
    END IF;
    IF NOT EXISTS (SELECT FROM people_person WHERE user_id = account) THEN
        PERFORM people_close_accounts(ARRAY[account]);
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER people_mark_ends AFTER UPDATE ON auth_user
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_superuser AND NOT NEW.is_superuser)
    EXECUTE FUNCTION people_protection_ends();
CREATE CONSTRAINT TRIGGER people_right_ends
    AFTER DELETE OR UPDATE ON auth_user_user_permissions
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (people_right_protects(OLD.permission_id))
    EXECUTE FUNCTION people_protection_ends();
CREATE CONSTRAINT TRIGGER people_group_ends AFTER DELETE OR UPDATE ON auth_user_groups
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (people_group_protects(OLD.group_id))
    EXECUTE FUNCTION people_protection_ends();

-- Before, for then the group still protects: its accounts are written as they are, so
-- that they are asked about in the end, though the group may be gone by then.
CREATE FUNCTION people_group_is_to_lose() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user_groups SET id = id WHERE group_id = OLD.group_id;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_group_is_to_lose
    BEFORE DELETE OR UPDATE ON auth_group_permissions
    FOR EACH ROW WHEN (people_right_protects(OLD.permission_id))
    EXECUTE FUNCTION people_group_is_to_lose();
"""

# What sessions and links of accounts hang on that follow no profile: the history of
# profiles says it for the others. An e-mail that comes back is another one by this. No
# key refers to the account: Django empties the tables that it knows, all but this one.
COUNT = """
CREATE TABLE people_account_email (
    account_id bigint PRIMARY KEY,
    changes integer NOT NULL
);
CREATE FUNCTION people_email_changes(account bigint)
RETURNS integer LANGUAGE sql STABLE AS $$
SELECT coalesce(
    (SELECT changes FROM people_account_email WHERE account_id = account), 0
)
$$;
CREATE FUNCTION people_account_changes_email() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_account_email VALUES (NEW.id, 1)
    ON CONFLICT (account_id) DO UPDATE SET changes = people_account_email.changes + 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER people_account_changes_email AFTER UPDATE ON auth_user
    FOR EACH ROW WHEN (OLD.email <> NEW.email)
    EXECUTE FUNCTION people_account_changes_email();
"""

# Whose an e-mail was: asked with each request of an account without a profile.
FIND = """
CREATE INDEX people_event_by_email ON people_personevent (LOWER(email COLLATE "C"));
"""

BACK = """
DROP INDEX people_event_by_email;
DROP TRIGGER people_account_changes_email ON auth_user;
DROP FUNCTION people_account_changes_email, people_email_changes;
DROP TABLE people_account_email;
DROP FUNCTION people_group_is_to_lose, people_protection_ends CASCADE;
DROP TRIGGER people_account_is_promoted ON auth_user;
CREATE TRIGGER people_account_is_promoted BEFORE UPDATE ON auth_user
    FOR EACH ROW WHEN (
        NEW.is_superuser AND NOT OLD.is_superuser
        AND NEW.password = OLD.password AND OLD.email = ''
    )
    EXECUTE FUNCTION people_account_is_promoted();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_one_account_one_person")]

    operations = [migrations.RunSQL(PROMOTE + END + COUNT + FIND, BACK)]
