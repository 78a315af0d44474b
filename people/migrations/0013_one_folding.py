"""Fold names as people write them: all signs, all letters, written together or apart.

The columns that keep folded words are made anew. No trigger runs: no version counts it
and no history tells of it.
"""

from functools import reduce

from django.contrib.postgres.indexes import GinIndex, HashIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Concat

from people.fields import NameKey, NameWords, SearchField, SearchWords
from people.letters import (
    IGNORED,
    LETTERS,
    MARKS,
    SIGNS,
    SPACES,
    SPELLED_OUT,
    character_class,
)


def replaced(expression, pairs):
    """SQL: one letter for one by `translate`, several for one by `replace`."""
    single = {letter: plain for letter, plain in pairs.items() if len(plain) == 1}
    several = {letter: plain for letter, plain in pairs.items() if len(plain) > 1}
    if single:
        letters, plain = "".join(single), "".join(single.values())
        expression = f"translate({expression}, '{letters}', '{plain}')"
    return reduce(
        lambda inner, pair: f"replace({inner}, '{pair[0]}', '{pair[1]}')",
        several.items(),
        expression,
    )


UNSEEN = f"[{character_class(IGNORED)}]+"
ACCENTS = f"[{character_class(MARKS, IGNORED)}]+"
SEPARATORS = f"[{character_class(SPACES, SIGNS)}]+"
LETTER = f"[^{character_class(SPACES, SIGNS)}]+"
SIGN = f"[{character_class(SIGNS)}]+"
DECOMPOSED = f"normalize(regexp_replace(given, '{UNSEEN}', '', 'g'), NFKD)"
PLAIN = replaced(f"lower(regexp_replace({DECOMPOSED}, '{ACCENTS}', '', 'g'))", LETTERS)
SPELLED = replaced("spelled.words[1]", SPELLED_OUT)
UMLAUTS = "".join(SPELLED_OUT)
KIND = "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE"

# With `RETURN` the functions are bound when they are made: in a restore, and while an
# index is built, the server finds nothing by its search path.
FUNCTIONS = f"""
CREATE FUNCTION people_plain(given text) RETURNS text {KIND} RETURN {PLAIN};

-- The twin of people.names.fold.
CREATE OR REPLACE FUNCTION people_fold(given text) RETURNS text {KIND}
RETURN regexp_replace(' ' || people_plain(given) || ' ', '{SEPARATORS}', ' ', 'g');

-- The folded words, then those with signs inside as one word (O'Brien: obrien), then
-- those with umlauts as they are spelled without (Weiß-Müller: weiss mueller).
CREATE FUNCTION people_words(given text) RETURNS text {KIND}
RETURN people_fold(given) || coalesce((
    SELECT string_agg(regexp_replace(signed.words[1], '{SIGN}', '', 'g') || ' ', '')
    FROM regexp_matches(people_plain(given), '{LETTER}(?:{SIGN}{LETTER})+', 'g')
        AS signed (words)
), '') || coalesce((
    SELECT string_agg(ltrim(people_fold({SPELLED})), '')
    FROM regexp_matches(lower(normalize(given, NFC)), '\\S*[{UMLAUTS}]\\S*', 'g')
        AS spelled (words)
), '');

-- The same of a name; in another script with the words of its address as well (Иван
-- Петров: ivan petrov). Then, between bars, two words that follow each other as one
-- (Jean Luc: jeanluc), and all after the first (Ana de la Cruz: delacruz).
CREATE FUNCTION people_name_words(given text, slug text) RETURNS text {KIND}
RETURN (
    SELECT people_words(given)
        || CASE
            WHEN people_fold(given) ~ '[^ -~]'
            THEN ltrim(people_fold(regexp_replace(slug, '-\\d+$', ''))) ELSE ''
        END
        || coalesce((
            SELECT string_agg('|' || name.words[n] || name.words[n + 1] || '|', '')
            FROM generate_subscripts(name.words, 1) AS n
            WHERE n < cardinality(name.words)
        ), '')
        || CASE
            WHEN cardinality(name.words) > 3
            THEN '|' || array_to_string(name.words[2:], '') || '|' ELSE ''
        END
    FROM (SELECT string_to_array(btrim(people_fold(given)), ' ') AS words) AS name
);
"""


def anew(model, name, field):
    return [
        migrations.RemoveField(model, name),
        migrations.AddField(model, name, field),
    ]


class Migration(migrations.Migration):
    dependencies = [("people", "0011_indexes_to_read_from")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            """
            DROP FUNCTION people_name_words(text, text);
            DROP FUNCTION people_words(text);
            """,
        ),
        migrations.RemoveIndex("person", "person_by_name"),
        migrations.RemoveIndex("person", "person_by_text"),
        *anew("person", "sort_name", SearchField("name")),
        migrations.AddField(
            "person", "name_text", SearchField(expression=NameWords("name", "slug"))
        ),
        *anew(
            "person",
            "search_text",
            SearchField(
                expression=Concat(
                    NameWords("name", "slug"), SearchWords.of("job_title", "bio")
                )
            ),
        ),
        *anew("skill", "search_text", SearchField(expression=SearchWords.of("name"))),
        *anew(
            "skillalias", "search_text", SearchField(expression=SearchWords.of("name"))
        ),
        migrations.AddIndex(
            "person", models.Index(fields=["sort_name", "id"], name="person_by_name")
        ),
        migrations.AddIndex("person", HashIndex(NameKey(), name="person_by_name_key")),
        migrations.AddIndex(
            "person",
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="person_by_text"
            ),
        ),
        migrations.AddIndex(
            "person",
            GinIndex(
                OpClass("name_text", name="gin_trgm_ops"), name="person_by_name_text"
            ),
        ),
    ]
