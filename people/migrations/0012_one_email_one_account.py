import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import people.fields
import people.spelling.emails

# E-mails that were written in disguise become plain. Where somebody has the plain one
# already, what is shown stays readable, but no mail goes out: ana@example.com.7.invalid
MAKE_PLAIN = """
UPDATE people_person AS person SET email = CASE
    WHEN EXISTS (
        SELECT FROM people_person AS other
        WHERE lower(normalize(other.email, NFKC) COLLATE "C")
            = lower(normalize(person.email, NFKC) COLLATE "C")
        AND other.id <> person.id
        AND (other.email IS NFKC NORMALIZED OR other.id < person.id)
    )
    THEN left(normalize(person.email, NFKC), 225) || '.' || person.id || '.invalid'
    ELSE left(normalize(person.email, NFKC), 254)
END
WHERE person.email IS NOT NFKC NORMALIZED;
"""

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

CATCH_UP = """
UPDATE auth_user SET email = email
WHERE id IN (SELECT user_id FROM people_person);
"""

FORGET = """
DROP TRIGGER people_person_gives_email ON people_person;
DROP TRIGGER people_person_brings_email ON people_person;
DROP TRIGGER people_account_has_email ON auth_user;
DROP FUNCTION people_person_gives_email();
DROP FUNCTION people_account_has_email();
DROP FUNCTION people_is_protected(boolean, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_indexes_to_read_from"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                (
                    "email",
                    models.EmailField(
                        help_text="What the provider verified. Holds as long as it is the account's.",
                        max_length=254,
                    ),
                ),
                ("linked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "single sign-on identity",
                "verbose_name_plural": "single sign-on identities",
                "ordering": ["issuer", "subject", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"),
                        name="people_identity_is_one_account",
                        violation_error_message="This identity has an account already.",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "issuer"),
                        name="people_identity_is_one_of_an_account",
                        violation_error_message="This account has an identity already.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="person", name="people_person_email_is_unique"
        ),
        migrations.RunSQL(MAKE_PLAIN, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="person",
            name="email",
            field=models.EmailField(
                help_text="The account's e-mail, too: changing it ends the account's open sessions, and the links in mails that were sent before.",
                max_length=254,
                validators=[people.spelling.emails.check_email],
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                people.fields.AsciiLower("email"),
                name="people_person_email_is_unique",
                violation_error_message="Somebody with this e-mail is here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=people.fields.FieldCheck(
                condition=models.Q(("email", people.fields.Normalised("email"))),
                name="people_person_email_is_plain",
            ),
        ),
        migrations.RunSQL(PROTECTED + FOLLOW, FORGET),
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
    ]
