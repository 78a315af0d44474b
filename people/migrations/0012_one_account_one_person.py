import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import people.fields

# An account belongs to one person, once. Parted from it, by whatever way of writing, it
# is over: nothing of it opens anything any more. Its identities stay as a memory of whom
# the provider means by them, and are worth nothing without its e-mail.
CLOSE = """
CREATE FUNCTION people_close_accounts(accounts bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    closed bigint[];
BEGIN
    closed := ARRAY(
        SELECT id FROM auth_user
        WHERE id = ANY (accounts) AND NOT people_is_protected(is_superuser, id)
    );
    UPDATE auth_user SET is_active = false, is_staff = false, email = '',
        password = people_no_password()
    WHERE id = ANY (closed);
    DELETE FROM auth_user_groups WHERE user_id = ANY (closed);
    DELETE FROM auth_user_user_permissions WHERE user_id = ANY (closed);
END
$$;
CREATE FUNCTION people_person_parts() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    -- Of protected accounts those stay that came by an e-mail of their own.
    DELETE FROM people_identity AS identity USING auth_user AS account
    WHERE identity.user_id = account.id AND account.id = OLD.user_id
        AND people_is_protected(account.is_superuser, account.id)
        AND LOWER(identity.email COLLATE "C") <> LOWER(account.email COLLATE "C");
    PERFORM people_close_accounts(ARRAY[OLD.user_id]);
    RETURN NULL;
END
$$;
CREATE TRIGGER people_person_parts AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id)
    EXECUTE FUNCTION people_person_parts();
CREATE TRIGGER people_person_parts_at_the_end AFTER DELETE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS NOT NULL)
    EXECUTE FUNCTION people_person_parts();
DROP FUNCTION people_person_takes_email CASCADE;
"""

# Whose password and identities an account has before it is linked, nobody knows. Those
# of protected accounts stay, for nothing of the profile leads to them.
LINK = """
CREATE OR REPLACE FUNCTION people_person_has_account() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email WHERE id = NEW.user_id;
    DELETE FROM people_identity USING auth_user AS account
    WHERE user_id = account.id AND account.id = NEW.user_id
        AND NOT people_is_protected(account.is_superuser, account.id);
    UPDATE auth_user SET password = people_no_password()
    WHERE id = NEW.user_id AND password NOT LIKE '!%'
        AND NOT people_is_protected(is_superuser, id);
    RETURN NULL;
END
$$;
"""

# Who becomes protected keeps a password only if there is an e-mail of its own: such an
# account follows no profile, and from one that did the password was taken at the end.
PROMOTE = """
CREATE OR REPLACE FUNCTION people_account_is_promoted() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT people_is_protected(false, NEW.id) THEN
        NEW.password := people_no_password();
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION people_account_gains_rights() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    accounts bigint[];
BEGIN
    IF TG_TABLE_NAME = 'auth_group_permissions' THEN
        IF people_right_protects(NEW.permission_id) THEN
            accounts := ARRAY(
                SELECT user_id FROM auth_user_groups WHERE group_id = NEW.group_id
            );
        END IF;
    ELSIF TG_TABLE_NAME = 'auth_user_groups' THEN
        IF people_group_protects(NEW.group_id) THEN
            accounts := ARRAY[NEW.user_id];
        END IF;
    ELSIF people_right_protects(NEW.permission_id) THEN
        accounts := ARRAY[NEW.user_id];
    END IF;
    UPDATE auth_user SET password = people_no_password()
    WHERE id = ANY (accounts) AND email = ''
        AND NOT people_is_protected(is_superuser, id);
    RETURN NEW;
END
$$;
CREATE TRIGGER people_account_moves_rights BEFORE UPDATE ON auth_user_user_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
CREATE TRIGGER people_account_moves_group BEFORE UPDATE ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
CREATE TRIGGER people_group_moves_rights BEFORE UPDATE ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
"""

# Those that were parted before have neither profile nor e-mail. So may have an account
# that a superuser has made: one that is marked as staff stays open.
TIDY = """
SELECT people_close_accounts(ARRAY(
    SELECT id FROM auth_user AS account
    WHERE email = '' AND NOT is_staff AND password NOT LIKE '!%'
        AND NOT EXISTS (SELECT FROM people_person WHERE user_id = account.id)
));
SET CONSTRAINTS ALL IMMEDIATE;
"""

# Where an account hangs on what is no address, it is one that leads nowhere.
ADDRESS = r"""
UPDATE people_person
SET email = CASE WHEN user_id IS NOT NULL THEN slug || '@unknown.invalid' END
WHERE email !~ '^\S+@\S+$';
SET CONSTRAINTS ALL IMMEDIATE;
"""

BACK = """
DROP TRIGGER people_account_moves_rights ON auth_user_user_permissions;
DROP TRIGGER people_account_moves_group ON auth_user_groups;
DROP TRIGGER people_group_moves_rights ON auth_group_permissions;
CREATE OR REPLACE FUNCTION people_account_is_promoted() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person WHERE user_id = NEW.id)
        AND NOT people_is_protected(false, NEW.id)
    THEN
        NEW.password := people_no_password();
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION people_person_has_account() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email WHERE id = NEW.user_id;
    RETURN NULL;
END
$$;
CREATE FUNCTION people_person_takes_email() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM people_identity AS identity USING auth_user AS account
    WHERE identity.user_id = account.id AND account.id = OLD.user_id
        AND LOWER(identity.email COLLATE "C") <> LOWER(account.email COLLATE "C");
    RETURN NULL;
END
$$;
CREATE TRIGGER people_person_takes_email AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id)
    EXECUTE FUNCTION people_person_takes_email();
CREATE TRIGGER people_person_takes_email_along AFTER DELETE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS NOT NULL)
    EXECUTE FUNCTION people_person_takes_email();
DROP FUNCTION people_person_parts CASCADE;
DROP FUNCTION people_close_accounts;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0011_e_mail_may_be_empty")]

    operations = [
        migrations.RunSQL(CLOSE + LINK + PROMOTE, BACK),
        migrations.RunSQL(TIDY, migrations.RunSQL.noop),
        migrations.RunSQL(ADDRESS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("person", "people_person_email_is_not_empty"),
        migrations.AddConstraint(
            "person",
            people.fields.FieldCheck(
                condition=models.Q(email__regex=r"^\S+@\S+$"),
                name="people_person_email_is_an_address",
            ),
        ),
        migrations.AlterField(
            "person",
            "user",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="person",
                to=settings.AUTH_USER_MODEL,
                help_text="The account that this person signs in with, if any. Taken away, it is closed: it is nobody else's. One that you choose loses its password.",
            ),
        ),
    ]
