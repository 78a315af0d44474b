from django.db import migrations

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

KEEP = """
DROP TRIGGER people_group_loses_rights ON auth_group_permissions;
DROP TRIGGER people_account_loses_group ON auth_user_groups;
DROP TRIGGER people_account_loses_rights ON auth_user_user_permissions;
DROP FUNCTION people_group_loses_rights();
DROP FUNCTION people_account_loses_rights();
"""

CATCH_UP = """
UPDATE auth_user SET email = email
WHERE id IN (SELECT user_id FROM people_person);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_nights_and_first_days"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(LOSE, KEEP),
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
    ]
