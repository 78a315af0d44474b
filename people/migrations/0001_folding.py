"""Fold names as people write them: all signs, all letters, written together or apart."""

from functools import reduce

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from people.spelling.letters import (
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
UMLAUTS = "".join(SPELLED_OUT)

# Each function stands by itself: one that calls another is not found in a restore, nor
# while an index is built, when the server has no search path.
FUNCTION = """
CREATE FUNCTION {name} RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    plain text := given;
    found text;
    words text[];
BEGIN
    {body}
    RETURN found;
END
$$;
"""

# Lower case, without accents and without what nobody sees.
PLAIN = f"""
    IF plain ~ '[^\\u0001-\\u007f]' THEN
        plain := normalize(regexp_replace(plain, '{UNSEEN}', '', 'g'), NFKD);
        plain := regexp_replace(plain, '{ACCENTS}', '', 'g');
    END IF;
    plain := lower(plain);
    IF plain ~ '[{"".join(LETTERS)}]' THEN
        plain := {replaced("plain", LETTERS)};
    END IF;
"""
FOLDED = f"""
    {PLAIN}
    found := regexp_replace(' ' || plain || ' ', '{SEPARATORS}', ' ', 'g');
"""
# Words with signs inside once more as one: O'Brien, obrien.
JOINED = f"""
    IF plain ~ '{LETTER}{SIGN}{LETTER}' THEN
        found := found || array_to_string(ARRAY(
            SELECT regexp_replace(word[1], '{SIGN}', '', 'g') || ' '
            FROM regexp_matches(plain, '{LETTER}(?:{SIGN}{LETTER})+', 'g') AS word
        ), '');
    END IF;
"""
# Words with umlauts once more as they are spelled without: Müller, mueller.
SPELLED = f"""
    plain := lower(normalize(given, NFC));
    IF plain ~ '[{UMLAUTS}]' THEN
        plain := array_to_string(ARRAY(
            SELECT {replaced("word[1]", SPELLED_OUT)}
            FROM regexp_matches(plain, '\\S*[{UMLAUTS}]\\S*', 'g') AS word
        ), ' ');
        {PLAIN}
        found := found || regexp_replace(' ' || plain || ' ', '{SEPARATORS}', ' ', 'g');
    END IF;
"""
# In a script of its own a name has the words of its address, too: Иван Петров, ivan
# petrov. Then, between bars, two words that follow each other as one, and all after the
# first: Ana de la Cruz, delacruz.
TOGETHER = """
    words := string_to_array(btrim(found), ' ');
    IF found ~ '[^ -~]' THEN
        found := found || replace(regexp_replace(slug, '-\\d+$', ''), '-', ' ') || ' ';
    END IF;
    FOR n IN 1 .. cardinality(words) - 1 LOOP
        found := found || '|' || words[n] || words[n + 1] || '|';
    END LOOP;
    IF cardinality(words) > 3 THEN
        found := found || '|' || array_to_string(words[2:], '') || '|';
    END IF;
    found := found || ' ';
"""
FUNCTIONS = "".join(
    FUNCTION.format(name=name, body=body)
    for name, body in (
        # The twin of people.spelling.names.fold.
        ("people_fold(given text)", FOLDED),
        ("people_words(given text)", FOLDED + JOINED + SPELLED),
        (
            "people_name_words(given text, slug text)",
            FOLDED + TOGETHER + JOINED + SPELLED,
        ),
    )
)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("people", "0001_text_search"),
        ("people", "0013_one_folding"),
    ]

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            FUNCTIONS, "DROP FUNCTION people_fold, people_words, people_name_words"
        ),
    ]
