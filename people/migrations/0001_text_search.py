from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# The twin of people.names.fold: keep the two alike, a test compares them.
CREATE_FOLD = r"""
CREATE FUNCTION people_fold(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT regexp_replace(
    ' ' || translate(
        lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g')),
        'øłđðħıς', 'olddhiσ'
    ) || ' ',
    '[\u0001-"$-*,-/:-@\[-`{-\u007f]+', ' ', 'g'
)
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.RunSQL(CREATE_FOLD, "DROP FUNCTION people_fold(text)"),
    ]
