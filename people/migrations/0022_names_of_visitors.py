"""What is taken back of an e-mail is marked, and plain visitors are known by theirs."""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("people.migrations.0018_judged_as_it_writes")
# What nobody has given anything: with its e-mail one gets in as any visitor does, and
# by its user name, which may be an address that is another's by now, nobody does.
VISITOR = """
CREATE FUNCTION people_is_plain_visitor(account bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (
    SELECT FROM auth_user
    WHERE id = account AND email <> '' AND password LIKE '!%'
        AND NOT is_staff AND NOT is_superuser
        AND EXISTS (SELECT FROM people_identity WHERE user_id = account)
        AND NOT EXISTS (SELECT FROM people_person WHERE user_id = account)
        AND NOT EXISTS (
            SELECT FROM auth_user_user_permissions WHERE user_id = account
        )
        AND NOT EXISTS (
            SELECT FROM auth_user_groups AS given
            JOIN auth_group ON auth_group.id = given.group_id
            WHERE given.user_id = account AND auth_group.name <> 'Members'
        )
)
$$;
"""

GO = """
CREATE OR REPLACE FUNCTION people_person_goes() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    emails text[];
BEGIN
    emails := ARRAY(
        SELECT LOWER(email COLLATE "C") FROM people_personevent
        WHERE pgh_obj_id = OLD.id AND email IS NOT NULL AND NOT email_is_taken_back
    ) || LOWER(OLD.email COLLATE "C");
    PERFORM people_close_accounts(ARRAY(
        SELECT id FROM auth_user AS account
        WHERE (
            LOWER(email COLLATE "C") = ANY (emails)
            OR (
                LOWER(username COLLATE "C") = ANY (emails)
                AND NOT people_is_plain_visitor(id)
            )
        ) AND NOT EXISTS (SELECT FROM people_person WHERE user_id = account.id)
    ));
    RETURN OLD;
END
$$;
"""

AS_BEFORE = BEFORE.GO.partition("CREATE TRIGGER")[0].replace(
    "CREATE", "CREATE OR REPLACE"
)
BACK = f"{AS_BEFORE} DROP FUNCTION people_is_plain_visitor;"
# An e-mail that was taken back would count again: as before, it is emptied.
EMPTY = "UPDATE people_personevent SET email = NULL WHERE email_is_taken_back"


class Migration(migrations.Migration):
    dependencies = [("people", "0021_identities_of_now")]

    operations = [
        migrations.AddField(
            model_name="personevent",
            name="email_is_taken_back",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether it came by an import that was undone: it has not been.",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, EMPTY),
        migrations.RunSQL(VISITOR + GO, BACK),
    ]
