"""Finding people by words, typos included.

A word finds the people whose name, job title, bio, skills (aliases too) or projects
have a word that begins with it. One or two letters must be the whole word: "R" is a
language and not the start of every Ruth and Rust. A word of four letters or more that
begins nothing at all is taken for a typo: it stands for the words of names, job
titles, skills and projects that are most like it.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from django.db.models import Func, Q, TextField, Value

from people.models import Expertise, Person, Skill, SkillAlias, related
from people.names import fold

MOST_WORDS = 8
# As difflib counts it: two letters swapped in six are 0.83, one left out of five 0.89.
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


def understand(text, searched=None, spelled=None):
    """Split `text` into words and correct the unknown ones; 1 or 2 queries.

    `searched` are the texts that may have the words: querysets, each with the name
    of a column of folded words; those of the people list if none are given.
    `spelled` are the texts that typos are corrected by, the same unless given.
    """
    if searched is None:
        searched, spelled = searched_texts(), spelled_texts()
    words = tuple(dict.fromkeys(fold(text).split()))[:MOST_WORDS]
    known = known_words(words, searched)
    typos = [w for w in words if w not in known and len(w) >= SHORTEST_TYPO]
    corrections = nearest_words(typos, spelled or searched) if typos else {}
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


def nearest_words(typos, spelled):
    """For each typo the existing words most like it; no entry where none is near."""
    words = vocabulary(spelled)
    nearest = {}
    for typo in typos:
        near = get_close_matches(typo, words, n=10, cutoff=LEAST_LIKENESS)
        likeness = {word: SequenceMatcher(None, word, typo).ratio() for word in near}
        best = max(likeness.values(), default=None)
        if best:
            nearest[typo] = tuple(sorted(w for w in near if likeness[w] == best))
    return nearest


def vocabulary(spelled):
    """All words of the texts, folded and in order, in one query."""
    words = unite([rows.values_list(Words(path)) for rows, path in spelled], once=True)
    return sorted({part for (word,) in words for part in fold(word).split()})


class Words(Func):
    """The words of a text, a row each."""

    template = "unnest(string_to_array(%(expressions)s, ' '))"
    output_field = TextField()


def searched_texts():
    return (
        (Person.objects.order_by(), "search_text"),
        *skill_texts(),
        (related("projects_led").order_by(), "search_text"),
    )


def spelled_texts():
    """What typos are corrected by: all that is searched but the bios."""
    people = Person.objects.order_by()
    return ((people, "sort_name"), (people, "job_title"), *searched_texts()[1:])


def skill_texts():
    return (
        (Skill.objects.order_by(), "search_text"),
        (SkillAlias.objects.order_by(), "search_text"),
    )


def unite(queries, *, once=False):
    return queries[0].union(*queries[1:], all=not once) if queries else []
