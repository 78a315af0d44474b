from django.db import migrations

# Whoever acts stays as they are until the transaction ends, which has judged them. FOR
# UPDATE, for a right that is given refers to the account.
HOLD = """
CREATE FUNCTION people_hold_account(account bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM people_person WHERE user_id = account FOR NO KEY UPDATE;
    PERFORM FROM auth_user WHERE id = account FOR UPDATE;
    PERFORM FROM auth_user_groups WHERE user_id = account FOR NO KEY UPDATE;
    PERFORM FROM auth_user_user_permissions WHERE user_id = account FOR NO KEY UPDATE;
END
$$;
"""

# Whether an account is protected is asked once it stays so: it may just be promoted.
CLOSE = """
CREATE OR REPLACE FUNCTION people_close_accounts(accounts bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    closed bigint[];
BEGIN
    PERFORM FROM auth_user WHERE id = ANY (accounts) ORDER BY id FOR UPDATE;
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
"""

# Who has left is known by the person alone: an account of nobody's that is shut by it
# is closed when the person goes. Before, for the history goes along.
GO = """
CREATE FUNCTION people_person_goes() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    emails text[];
BEGIN
    emails := ARRAY(
        SELECT LOWER(email COLLATE "C") FROM people_personevent
        WHERE pgh_obj_id = OLD.id AND email IS NOT NULL
    ) || LOWER(OLD.email COLLATE "C");
    PERFORM people_close_accounts(ARRAY(
        SELECT id FROM auth_user AS account
        WHERE (
            LOWER(email COLLATE "C") = ANY (emails)
            OR LOWER(username COLLATE "C") = ANY (emails)
        ) AND NOT EXISTS (SELECT FROM people_person WHERE user_id = account.id)
    ));
    RETURN OLD;
END
$$;
CREATE TRIGGER people_person_goes BEFORE DELETE ON people_person
    FOR EACH ROW WHEN (OLD.left_on IS NOT NULL)
    EXECUTE FUNCTION people_person_goes();
"""

BACK = """
DROP FUNCTION people_person_goes CASCADE;
DROP FUNCTION people_hold_account;
CREATE OR REPLACE FUNCTION people_close_accounts(accounts bigint[]) RETURNS void
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
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0017_exchange_is_an_address")]

    operations = [migrations.RunSQL(HOLD + CLOSE + GO, BACK)]
