from django.db import migrations

# The e-mail of an account that has a profile is the profile's, and is read there: of its
# own it has none, whichever of the two is written first. So there is no copy that a later
# save, or the end of the link or of the protection, could leave behind. What undoes the
# link or the protection goes on to write the account as it is: this does the rest.
EMPTY = """
CREATE FUNCTION people_account_has_no_copy() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person WHERE user_id = NEW.id)
        AND NOT people_is_protected(NEW.is_superuser OR OLD.is_superuser, NEW.id)
    THEN
        NEW.email := '';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_account_has_no_copy BEFORE INSERT OR UPDATE ON auth_user
    FOR EACH ROW WHEN (NEW.email <> '')
    EXECUTE FUNCTION people_account_has_no_copy();
DROP FUNCTION people_account_has_email CASCADE;

ALTER FUNCTION people_person_gives_email RENAME TO people_person_has_account;
ALTER TRIGGER people_person_brings_email ON people_person
    RENAME TO people_person_brings_account;
DROP TRIGGER people_person_gives_email ON people_person;
CREATE TRIGGER people_person_has_account AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (
        NEW.user_id IS NOT NULL AND OLD.user_id IS DISTINCT FROM NEW.user_id
    )
    EXECUTE FUNCTION people_person_has_account();
"""

# Of an account that loses its profile the identities go that came by the profile's
# e-mail: all but those by an e-mail of its own, which protected accounts alone can have.
PART = """
CREATE OR REPLACE FUNCTION people_person_takes_email() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM people_identity AS identity USING auth_user AS account
    WHERE identity.user_id = account.id AND account.id = OLD.user_id
        AND LOWER(identity.email COLLATE "C") <> LOWER(account.email COLLATE "C");
    RETURN NULL;
END
$$;
"""

# Who signs in is looked for by user name, by the account's e-mail and by the profile's,
# which has its index.
FIND = """
CREATE INDEX people_account_by_username ON auth_user (LOWER(username COLLATE "C"));
CREATE INDEX people_account_by_email ON auth_user (LOWER(email COLLATE "C"));
"""

COPY = """
DROP INDEX people_account_by_username, people_account_by_email;

CREATE FUNCTION people_account_has_email() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    profiles text;
BEGIN
    SELECT email INTO profiles FROM people_person WHERE user_id = NEW.id;
    IF FOUND AND NOT people_is_protected(
        NEW.is_superuser OR OLD.is_superuser, NEW.id
    ) THEN
        NEW.email := profiles;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_account_has_email BEFORE UPDATE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION people_account_has_email();
DROP FUNCTION people_account_has_no_copy CASCADE;

ALTER FUNCTION people_person_has_account RENAME TO people_person_gives_email;
ALTER TRIGGER people_person_brings_account ON people_person
    RENAME TO people_person_brings_email;
DROP TRIGGER people_person_has_account ON people_person;
CREATE TRIGGER people_person_gives_email AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (
        NEW.user_id IS NOT NULL
        AND (OLD.email, OLD.user_id) IS DISTINCT FROM (NEW.email, NEW.user_id)
    )
    EXECUTE FUNCTION people_person_gives_email();

CREATE OR REPLACE FUNCTION people_person_takes_email() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM people_identity USING auth_user
    WHERE user_id = auth_user.id AND auth_user.id = OLD.user_id
        AND NOT people_is_protected(is_superuser, auth_user.id);
    UPDATE auth_user SET email = ''
    WHERE id = OLD.user_id AND NOT people_is_protected(is_superuser, id);
    RETURN NULL;
END
$$;
"""

# The trigger that there is then gives or takes the e-mail.
WRITE = """
UPDATE auth_user SET email = email WHERE id IN (SELECT user_id FROM people_person);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_protected_at_the_end")]

    operations = [migrations.RunSQL(EMPTY + PART + FIND + WRITE, COPY + WRITE)]
