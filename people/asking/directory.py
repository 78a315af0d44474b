"""What the directory has to say of a sentence's words: projects, names, known words."""

from difflib import SequenceMatcher

from django.db import connection

from people.asking.names import Meaning
from people.asking.phrases import vocabulary_words
from people.lists.text_search import known_words, searched_texts
from people.models import Person, related
from people.spelling.names import fold

# Runs of words that may be a project's name, and projects that are offered.
LONGEST_NAME, MOST_OFFERED = 12, 5
# As difflib counts it; two letters swapped in six are 0.83.
LEAST_LIKENESS, SHORTEST_TYPO = 0.8, 5
NAMED = """
    SELECT asked.word FROM unnest(%s::text[]) AS asked (word) WHERE EXISTS (
        SELECT FROM people_person AS person
        WHERE person.name_text LIKE '%% ' || asked.word || ' %%'
        AND (person.left_on IS NULL OR person.left_on >= %s)
    )
"""


def projects_said(text, tokens):
    """Projects whose whole names stand in the text, by first and last token."""
    runs = {}
    for first in range(len(tokens)):
        for end in range(first + 1, min(len(tokens), first + LONGEST_NAME) + 1):
            key = fold(text[tokens[first].start : tokens[end - 1].end])
            if key.count(" ") > 2:
                runs.setdefault(key, []).append((first, end))
    if not runs:
        return {}
    rows = related("projects_led").order_by().filter(sort_name__in=list(runs))
    return {
        run: Meaning("project", slug, name)
        for key, slug, name in rows.values_list("sort_name", "slug", "name")
        for run in runs[key]
    }


def projects_like(words):
    """The first few projects whose names have words that begin so."""
    rows = related("projects_led").order_by("sort_name", "pk")
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=f" {word}")
    found = rows.values_list("slug", "name", "sort_name")[: 4 * MOST_OFFERED]
    parts = fold(words).split()
    return [
        Meaning("project", slug, name)
        for slug, name, sort_name in found
        if all(f" {part}" in sort_name for part in parts)
    ][:MOST_OFFERED]


def names_of_people(words, today):
    """Those of the words that are whole words of somebody's name."""
    if not words:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [sorted(words), today])
        return {word for (word,) in cursor.fetchall()}


def is_somebody(words, today):
    """Whether somebody here is called so: each word is one of the name."""
    people = Person.objects.active(today).order_by()
    for word in words:
        people = people.filter(name_text__contains=f" {word} ")
    return people.exists()


def words_known(words):
    """Those of the words that begin a word of any text that is searched."""
    return known_words(set(words), searched_texts())[0] if words else set()


def nearest_name(word, lexicon):
    """The one-word name, or word of the reader, that an unknown word is most like."""
    if len(word) < SHORTEST_TYPO or word in vocabulary_words():
        return None
    best, nearest = LEAST_LIKENESS, None
    matcher = SequenceMatcher(b=word)
    names = (key for key in lexicon.meanings if " " not in key)
    for name in (*names, *(one for one in vocabulary_words() if len(one) > SHORTEST_TYPO)):
        if name[:1] != word[:1] or abs(len(name) - len(word)) > 2:
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        if (likeness := matcher.ratio()) > best or (likeness == best and nearest is None):
            best, nearest = likeness, name
    return nearest
