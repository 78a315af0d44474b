"""Of a right that comes in two halves one sees the other; attempts keep nothing sent."""

from django.db import migrations

# Who joins a group and who gives it a right wait for each other: else neither would see
# that the account gets protected, and it would keep a password that somebody else may
# have chosen. Many may join at once.
GAINS = """
CREATE OR REPLACE FUNCTION people_account_gains_rights() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    accounts bigint[];
BEGIN
    IF TG_TABLE_NAME = 'auth_group_permissions' THEN
        {granted}
        IF people_right_protects(NEW.permission_id) THEN
            accounts := ARRAY(
                SELECT user_id FROM auth_user_groups WHERE group_id = NEW.group_id
            );
        END IF;
    ELSIF TG_TABLE_NAME = 'auth_user_groups' THEN
        {joined}
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
"""
GROUP = "PERFORM FROM auth_group WHERE id = NEW.group_id FOR"
WAIT = GAINS.format(granted=f"{GROUP} NO KEY UPDATE;", joined=f"{GROUP} SHARE;")
NO_WAIT = GAINS.format(granted="", joined="")

# What was sent may be a new password, and what is nobody's name an old one.
FORGET = "DELETE FROM axes_accessattempt"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0022_names_of_visitors"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [
        migrations.RunSQL(WAIT, NO_WAIT),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
    ]
