from django.db import migrations

# The e-mail is the profile's: an account that loses the profile, to another account or
# to nobody, does not keep it. What an identity was linked by goes along.
LEAVE = """
CREATE FUNCTION people_person_takes_email() RETURNS trigger
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
CREATE TRIGGER people_person_takes_email AFTER UPDATE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id)
    EXECUTE FUNCTION people_person_takes_email();
CREATE TRIGGER people_person_takes_email_along AFTER DELETE ON people_person
    FOR EACH ROW WHEN (OLD.user_id IS NOT NULL)
    EXECUTE FUNCTION people_person_takes_email();
"""

STAY = """
DROP TRIGGER people_person_takes_email_along ON people_person;
DROP TRIGGER people_person_takes_email ON people_person;
DROP FUNCTION people_person_takes_email();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_emails")]

    operations = [migrations.RunSQL(LEAVE, STAY)]
