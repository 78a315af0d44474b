"""Finding people by words, typos included.

A word finds the people whose name, job title, bio, skills (aliases too) or projects
have a word that begins with it. One or two letters must be the whole word: "R" is a
language and not the start of every Ruth and Rust. A word that begins nothing at all
is taken for a typo and stands for the nearest words that exist.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db.models import Q, Value

from people.models import Expertise, Person, Skill, related
from people.names import fold

MOST_WORDS = 8
# Transposed letters cost the most trigrams: "pyhton" keeps 0.27 of "python".
LEAST_TRIGRAMS = 0.2
LEAST_LIKENESS = 0.72
SHORTEST_TYPO = 4


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The words asked for, each with the words that it stands for."""

    alternatives: tuple[tuple[str, ...], ...]
    corrections: dict[str, tuple[str, ...]]


def pattern(word):
    return f" {word} " if len(word) < 3 and word.isascii() else f" {word}"


def has_word(words, path="search_text"):
    condition = Q()
    for word in words:
        condition |= Q(**{f"{path}__contains": pattern(word)})
    return condition


def skills_named(words):
    return Skill.objects.filter(
        has_word(words) | has_word(words, "aliases__search_text")
    )


def people_mentioning(words):
    """Ids of the people who have one of the words, in any of the texts."""
    return (
        Person.objects.order_by()
        .filter(has_word(words))
        .values("pk")
        .union(
            Expertise.objects.order_by()
            .filter(skill__in=skills_named(words).order_by().values("pk"))
            .values("person_id"),
            related("assignments")
            .order_by()
            .filter(has_word(words, "project__search_text"))
            .values("person_id"),
        )
    )


def understand(text, searched=None):
    """Split `text` into words and correct the unknown ones; 1 or 2 queries.

    `searched` are the texts that may have the words: querysets, each with the name
    of a column of folded words; those of the people list if none are given.
    """
    searched = searched or searched_texts()
    words = tuple(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
    known = known_words(words, searched)
    typos = [w for w in words if w not in known and len(w) >= SHORTEST_TYPO]
    corrections = nearest_words(typos, searched)
    return TextQuery(
        alternatives=tuple(corrections.get(word, (word,)) for word in words),
        corrections=corrections,
    )


def known_words(words, searched):
    """Those of the words that begin a word of any text."""
    probes = [
        texts.filter(has_word([word], path)).values_list(Value(word))[:1]
        for word in words
        for texts, path in searched
    ]
    return {word for (word,) in unite(probes)}


def nearest_words(typos, searched):
    """For each typo the existing words most like it; no entry where none is near."""
    probes = [
        texts.annotate(likeness=TrigramStrictWordSimilarity(word, path))
        .filter(likeness__gte=LEAST_TRIGRAMS)
        .order_by("-likeness")
        .values_list(Value(word), path)[:50]
        for word in typos
        for texts, path in searched
    ]
    likeness = {}
    for typo, text in unite(probes):
        for word in text.split():
            score = SequenceMatcher(None, typo, word).ratio()
            if score >= LEAST_LIKENESS:
                likeness.setdefault(typo, {})[word] = score
    return {
        typo: tuple(sorted(w for w, s in scores.items() if s == max(scores.values())))
        for typo, scores in likeness.items()
    }


def searched_texts():
    return (
        (Person.objects.order_by(), "search_text"),
        *skill_texts(),
        (related("projects_led").order_by(), "search_text"),
    )


def skill_texts():
    skills = Skill.objects.order_by()
    return (
        (skills, "search_text"),
        (skills.exclude(aliases=None), "aliases__search_text"),
    )


def unite(queries):
    return queries[0].union(*queries[1:], all=True) if queries else []
