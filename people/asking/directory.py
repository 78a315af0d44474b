"""What the directory has to say of a sentence's words: projects, names, known words."""

from difflib import SequenceMatcher
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db import connection
from django.db.models import Q

from people.asking.words.calendar import MONTHS
from people.asking.words.names import FIRST_NAMES, Meaning
from people.asking.words.phrases import passed_over, phrases
from people.asking.words.tokens import is_telling
from people.lists.text_search import known_words
from people.models import Person, related
from people.spelling.english import english_words, is_spelt_well
from people.spelling.names import fold

# Runs of words that may be a project's name, and projects that are offered.
LONGEST_NAME, LONGEST_PERSON, MOST_OFFERED = 12, 4, 5
# As difflib counts it; two letters swapped in six are 0.83.
LEAST_LIKENESS, SHORTEST_TYPO, SHORTEST_PART = 0.8, 5, 4
SUFFIXES = {"y", "ish", "er", "ed", "ly"}
NAMED = """
    SELECT asked.word FROM unnest(%s::text[]) AS asked (word) WHERE EXISTS (
        SELECT FROM people_person AS person
        WHERE person.name_text LIKE '%% ' || asked.word || ' %%'
        AND (person.left_on IS NULL OR person.left_on >= %s)
    )
"""

CALLED_SO = "SELECT sort_name, slug, name FROM {} WHERE sort_name = ANY(%s)"
CALLED = """
    SELECT asked.place
    FROM unnest(%s::int[], %s::text[], %s::text[]) AS asked (place, one, other)
    WHERE EXISTS (
        SELECT FROM people_person AS person
        WHERE person.name_text LIKE asked.one AND person.name_text LIKE asked.other
        AND (person.left_on IS NULL OR person.left_on >= %s)
    )
"""


def projects_said(text, tokens):
    """Projects whose whole names stand in the text, by first and last token."""
    runs = {}
    for first in range(len(tokens)):
        for end in range(first + 1, min(len(tokens), first + LONGEST_NAME) + 1):
            if not is_telling(tokens[end - 1].text[-1]):
                # The comma behind a name is none of it.
                continue
            key = fold(text[tokens[first].start : tokens[end - 1].end])
            if key.count(" ") > 2 and not all(map(is_vocabulary, key.split())):
                runs.setdefault(key, []).append((first, end))
    if not runs:
        return {}
    table = related("projects_led").model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(CALLED_SO.format(table), [list(runs)])
        rows = cursor.fetchall()
    return {
        run: Meaning("project", slug, name)
        for key, slug, name in rows
        for run in runs[key]
    }


def is_vocabulary(word):
    """Whether a word is one of every sentence, and no name by itself."""
    return word in passed_over() or word in phrases()


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


def people_said(text, tokens, lexicon, today):
    """Runs of words that are names of people here, by first token and end.

    Two words after one another, both of the same name, of which one may be an initial;
    runs that overlap are one. “R. Kumar” is a name, too, if nobody here has it.
    """
    pairs, runs = [], set()
    for first, (one, other) in enumerate(pairwise(tokens)):
        ways = [pattern_of(text, token) for token in (one, other)]
        if not all(ways) or all(is_vocabulary(token.word) for token in (one, other)):
            continue
        pairs.append((first, *ways))
        if is_initial(text, one) and is_like_a_name(other, lexicon):
            runs.add(first)
    if not pairs:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(CALLED, [*map(list, zip(*pairs, strict=True)), today])
        runs |= {first for (first,) in cursor.fetchall()}
    return joined(sorted(runs), text, tokens)


def people_meant(tokens, atoms, today):
    """Runs of two unknown words of which one is somebody's name, and the other nearly.

    No query but where two such words stand together: “tomas nogeira”.
    """
    pairs = [
        (one.first, tokens[one.first].word, tokens[other.first].word)
        for one, other in pairwise(atoms)
        if all(may_be_a_name(atom, tokens) for atom in (one, other))
    ]
    if not pairs:
        return frozenset()
    words = {word for _, *both in pairs for word in both}
    either = reduce(or_, (Q(name_text__contains=f" {word} ") for word in words))
    names = Person.objects.active(today).filter(either).order_by()
    names = [name.split() for name in names.values_list("name_text", flat=True)]
    return frozenset(
        (first, first + 2)
        for first, *both in pairs
        for said, typed in (both, both[::-1])
        for name in names
        if said in name and any(is_typo(typed, part) for part in name)
    )


def may_be_a_name(atom, tokens):
    word = tokens[atom.first].word
    if word in FIRST_NAMES and atom.end == atom.first + 1:
        return True
    return "rest" in atom and word.isalpha() and word not in english_words()


def is_typo(typed, word):
    is_like = typed[0] == word[0] and len(typed) >= SHORTEST_PART
    return is_like and SequenceMatcher(None, typed, word).ratio() >= LEAST_LIKENESS


def joined(firsts, text, tokens):
    """Runs of two tokens as far as they overlap, with the initials before them."""
    runs = []
    for first in firsts:
        end = first + 2
        while first and is_initial(text, tokens[first - 1]):
            first -= 1
        if runs and runs[-1][1] > first:
            first = min(first, runs.pop()[0])
        runs.append((first, end))
    return frozenset(runs)


def pattern_of(text, token):
    """A word of a name as the database looks for it; of an initial, how it begins."""
    if is_initial(text, token):
        return f"% {token.word}%"
    return f"% {token.word} %" if token.word.isalpha() else ""


def is_initial(text, token):
    """“R.”; the dot of “in R.” ends a sentence, and no name is behind it."""
    is_letter = len(token.word) == 1 and token.word.isalpha()
    return is_letter and text[token.end : token.end + 2] == ". "


def is_like_a_name(token, lexicon):
    """Whether it can be nothing but a name, as far as words are known here."""
    known = (english_words(), passed_over(), phrases(), lexicon.words)
    is_known = any(token.word in words for words in known)
    return token.word.isalpha() and token.text[0].isupper() and not is_known


def is_begun_name(tokens, today):
    """Whether it is a name of somebody here that is still being typed: “Tomas No”."""
    words = [token.word for token in tokens]
    if not 2 <= len(words) <= LONGEST_PERSON or not all(words):
        return False
    people = Person.objects.active(today).order_by()
    for word in words[:-1]:
        people = people.filter(name_text__contains=f" {word} ")
    return people.filter(name_text__contains=f" {words[-1]}").exists()


def is_said(text, today):
    """Whether somebody's name, title or profile says just that: “project manager”."""
    words = fold(text).rstrip()
    people = Person.objects.active(today).order_by()
    return bool(words) and people.filter(search_text__contains=words).exists()


def words_said(words):
    """Those of the words that begin a word of any text that is searched."""
    return known_words(set(words))[0]


def nearest_word(word, lexicon):
    """The word of a name, or of the reader, that an unknown word is most like."""
    if len(word) < SHORTEST_TYPO or is_spelt_well(word):
        return None
    matcher = SequenceMatcher(b=word)
    best, nearest = LEAST_LIKENESS, None
    for name in candidates(word, lexicon):
        if name[:1] != word[:1] or abs(len(name) - len(word)) > 2:
            continue
        if word.removeprefix(name.removesuffix("s")) in SUFFIXES:
            # “rusty” is a word of its own.
            continue
        matcher.set_seq1(name)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < best:
            continue
        likeness = matcher.ratio()
        if likeness > best or (likeness == best and nearest is None):
            best, nearest = likeness, name
    return nearest


def candidates(word, lexicon):
    """Words of names; of the reader's own, for long words alone."""
    yield from lexicon.words
    yield from (name for name in MONTHS if len(name) >= SHORTEST_TYPO)
    yield "until"
    if len(word) > SHORTEST_TYPO:
        yield from (phrase for phrase in phrases() if len(phrase) > SHORTEST_TYPO)
