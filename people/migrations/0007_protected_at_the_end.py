from django.db import migrations

# Rights move in steps: a group's are taken before others are given, and a superuser is
# one no more before the group that protects the account. So whether an account has lost
# its protection is asked when all is done: else the e-mail of the profile, which
# directory admins write, would stay with an account that is protected as before.
WAIT = """
DROP TRIGGER people_account_loses_rights ON auth_user_user_permissions;
CREATE CONSTRAINT TRIGGER people_account_loses_rights
    AFTER DELETE ON auth_user_user_permissions
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();
DROP TRIGGER people_account_loses_group ON auth_user_groups;
CREATE CONSTRAINT TRIGGER people_account_loses_group
    AFTER DELETE ON auth_user_groups
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();
DROP TRIGGER people_group_loses_rights ON auth_group_permissions;
CREATE CONSTRAINT TRIGGER people_group_loses_rights
    AFTER DELETE ON auth_group_permissions
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION people_group_loses_rights();

CREATE OR REPLACE FUNCTION people_account_has_email() RETURNS trigger
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
CREATE FUNCTION people_superuser_no_more() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE auth_user SET email = email WHERE id = NEW.id;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER people_superuser_no_more AFTER UPDATE ON auth_user
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_superuser AND NOT NEW.is_superuser)
    EXECUTE FUNCTION people_superuser_no_more();
"""

AT_ONCE = """
DROP TRIGGER people_superuser_no_more ON auth_user;
DROP FUNCTION people_superuser_no_more();
CREATE OR REPLACE FUNCTION people_account_has_email() RETURNS trigger
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
DROP TRIGGER people_account_loses_rights ON auth_user_user_permissions;
CREATE TRIGGER people_account_loses_rights AFTER DELETE ON auth_user_user_permissions
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();
DROP TRIGGER people_account_loses_group ON auth_user_groups;
CREATE TRIGGER people_account_loses_group AFTER DELETE ON auth_user_groups
    FOR EACH ROW EXECUTE FUNCTION people_account_loses_rights();
DROP TRIGGER people_group_loses_rights ON auth_group_permissions;
CREATE TRIGGER people_group_loses_rights AFTER DELETE ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION people_group_loses_rights();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_no_e_mail_left_behind")]

    operations = [migrations.RunSQL(WAIT, AT_ONCE)]
