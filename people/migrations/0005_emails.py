"""One person, one account, one e-mail, whoever writes which of the two."""

from django.db import migrations

# Accounts above directory admins: superusers', and those that may change accounts, and
# so could make themselves one.
PROTECTED = r"""
CREATE FUNCTION people_is_protected(is_superuser boolean, account bigint)
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
"""

# The account of a person has the profile's e-mail, whoever writes either of the two.
# Where the profile changes, its account is written as it is: its own trigger does it.
FOLLOW = """
CREATE FUNCTION people_account_has_email() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    profiles text;
BEGIN
    SELECT email INTO profiles FROM people_person WHERE user_id = NEW.id;
    IF FOUND AND NOT people_is_protected(NEW.is_superuser, NEW.id) THEN
        NEW.email := profiles;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER people_account_has_email BEFORE UPDATE ON auth_user
    FOR EACH ROW EXECUTE FUNCTION people_account_has_email();

CREATE FUNCTION people_person_gives_email() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email WHERE id = NEW.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER people_person_brings_email AFTER INSERT ON people_person
    FOR EACH ROW WHEN (NEW.user_id IS NOT NULL)
    EXECUTE FUNCTION people_person_gives_email();
CREATE TRIGGER people_person_gives_email AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (
        NEW.user_id IS NOT NULL
        AND (OLD.email, OLD.user_id) IS DISTINCT FROM (NEW.email, NEW.user_id)
    )
    EXECUTE FUNCTION people_person_gives_email();
"""

# Rights are rows of their own: who loses those that protected the account gets the
# e-mail of the profile, as whoever else writes the account.
LOSE = """
CREATE FUNCTION people_account_loses_rights() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email WHERE id = OLD.user_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER people_account_loses_rights AFTER DELETE ON auth_user_user_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();
CREATE TRIGGER people_account_loses_group AFTER DELETE ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();

CREATE FUNCTION people_group_loses_rights() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email
    WHERE id IN (SELECT user_id FROM auth_user_groups WHERE group_id = OLD.group_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER people_group_loses_rights AFTER DELETE ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION people_group_loses_rights();
"""


class Migration(migrations.Migration):
    replaces = [
        ("people", "0012_one_email_one_account"),
        ("people", "0018_protected_no_more"),
        ("people", "0019_one_way_to_write_a_mailbox"),
    ]

    dependencies = [
        ("people", "0004_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunSQL(
            PROTECTED + FOLLOW + LOSE,
            """
            DROP FUNCTION people_account_has_email, people_person_gives_email,
                people_account_loses_rights, people_group_loses_rights CASCADE;
            DROP FUNCTION people_is_protected;
            """,
        ),
    ]
