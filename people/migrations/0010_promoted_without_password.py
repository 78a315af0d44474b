from django.db import migrations

# What protects an account: a right to change accounts, or groups, or what they may do.
RIGHTS = r"""
CREATE FUNCTION people_right_protects(permission bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (
    SELECT FROM auth_permission AS given
    JOIN django_content_type AS type ON type.id = given.content_type_id
    WHERE given.id = permission
        AND type.app_label = 'auth' AND given.codename NOT LIKE 'view\_%'
)
$$;
CREATE FUNCTION people_group_protects(team bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (
    SELECT FROM auth_group_permissions
    WHERE group_id = team AND people_right_protects(permission_id)
)
$$;
CREATE OR REPLACE FUNCTION people_is_protected(is_superuser boolean, account bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT coalesce(is_superuser, false) OR EXISTS (
    SELECT FROM auth_user_user_permissions
    WHERE user_id = account AND people_right_protects(permission_id)
) OR EXISTS (
    SELECT FROM auth_user_groups
    WHERE user_id = account AND people_group_protects(group_id)
)
$$;
"""

# As long as an account follows a profile, whoever writes the profile's e-mail may choose
# the password. So it does not go along when the account becomes protected, nor do its
# sessions and links, which hang on it: unless it is set together with the protection.
# Where rights move in steps the account has an e-mail of its own, and keeps the password.
PROMOTE = """
CREATE FUNCTION people_no_password()
RETURNS text LANGUAGE sql AS $$
SELECT '!' || replace(gen_random_uuid()::text, '-', '')
$$;
CREATE FUNCTION people_account_is_promoted() RETURNS trigger
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
CREATE TRIGGER people_account_is_promoted BEFORE UPDATE ON auth_user
    FOR EACH ROW WHEN (
        NEW.is_superuser AND NOT OLD.is_superuser
        AND NEW.password = OLD.password AND OLD.email = ''
    )
    EXECUTE FUNCTION people_account_is_promoted();

-- Before, for then it is known whether the account is protected already.
CREATE FUNCTION people_account_gains_rights() RETURNS trigger
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
        AND NOT people_is_protected(is_superuser, id)
        AND id IN (SELECT user_id FROM people_person);
    RETURN NEW;
END
$$;
CREATE TRIGGER people_account_gains_rights BEFORE INSERT ON auth_user_user_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
CREATE TRIGGER people_account_gains_group BEFORE INSERT ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
CREATE TRIGGER people_group_gains_rights BEFORE INSERT ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_gains_rights();
"""

KEEP = r"""
DROP FUNCTION people_account_is_promoted, people_account_gains_rights CASCADE;
DROP FUNCTION people_no_password;
CREATE OR REPLACE FUNCTION people_is_protected(is_superuser boolean, account bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT coalesce(is_superuser, false) OR EXISTS (
    SELECT FROM auth_permission AS permission
    JOIN django_content_type AS type ON type.id = permission.content_type_id
    WHERE type.app_label = 'auth' AND permission.codename NOT LIKE 'view\_%'
    AND (
        permission.id IN (
            SELECT permission_id FROM auth_user_user_permissions
            WHERE user_id = account
        )
        OR permission.id IN (
            SELECT permission_id FROM auth_group_permissions
            JOIN auth_user_groups USING (group_id) WHERE user_id = account
        )
    )
)
$$;
DROP FUNCTION people_group_protects, people_right_protects;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_undo")]

    operations = [migrations.RunSQL(RIGHTS + PROMOTE, KEEP)]
