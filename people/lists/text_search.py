"""Finding people by words, typos included.

A word finds the people whose name, job title, bio, skills (aliases too), projects, team
or place have a word that begins with it. One or two letters must be the whole word: "R"
is a language and not the start of every Ruth and Rust. Only in names they are initials:
two words may begin two words of one name ("Ana R"), and alone they begin any name if no
skill is called so ("Jo"); two or three letters that begin nothing are that many
initials beside another word of the name ("JRR Tolkien"). What is written apart may be
written as one, and the other way round ("Mac Donald"). A plural that begins nothing
stands for a singular that does, as of a title: "engineers". Another word of four
letters or more that begins nothing at all is taken for a typo, unless it is English: it
stands for the words of names, job titles, skills, projects, teams and places that are
most like it.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import partial, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Func, Q, TextField, Value

from people.database.compiled import CompiledTexts
from people.database.unchanged import fetch_rows, while_unchanged
from people.models import (
    Expertise,
    Location,
    Person,
    Skill,
    SkillAlias,
    Team,
    related,
)
from people.spelling.english import is_spelt_well, singulars_of
from people.spelling.names import fold, spellings

MOST_WORDS = 20
# As difflib counts it: two letters swapped in six are 0.83, one left out of five 0.89.
LEAST_LIKENESS = 0.72
SHORTEST_TYPO = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word asked for: the texts that it stands for, any of which will do.

    As an initial it may begin a word of a name, if another does that `beside` it; so
    may all of the `initials` that it may be.
    """

    texts: tuple[str, ...]
    beside: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The words asked for, and of those that are corrected what they stand for."""

    words: tuple[Word, ...] = ()
    corrections: dict[str, tuple[str, ...]] = field(default_factory=dict)


def check_words(text):
    """Refuse a text that asks for nothing, or for more than is looked for."""
    words = fold(text).split()
    if text and not words:
        raise ValidationError("write letters or digits")
    if len(words) > MOST_WORDS:
        raise ValidationError(
            f"write at most {MOST_WORDS} words, these are {len(words)}"
        )


def is_short(word):
    return len(word) < 3 and word.isascii()


def is_long(word):
    return not is_short(word)


of_words = partial(CompiledTexts, is_long=is_long)


def has_word(texts, path="search_text"):
    condition = Q()
    for text in texts:
        whole = f" {text} " if is_short(text) else f" {text}"
        condition |= Q(**{f"{path}__contains": whole})
    return condition


def begins_name(*texts):
    """The condition that each of the texts begins a word of the name."""
    return Q(*[Q(name_text__contains=f" {text}") for text in texts])


def has_name(word):
    """What a word may be in names alone: initials, or words that are written apart."""
    condition = Q()
    for text in word.texts:
        if not is_short(text):
            condition |= Q(name_text__contains=f"|{text}|")
        for other in word.beside:
            condition |= begins_name(text, other)
    for other in word.beside if word.initials else ():
        condition |= begins_name(*word.initials, other)
    return condition


def skills_named(texts):
    named = has_word(texts) | has_word(texts, "aliases__search_text")
    return Skill.objects.order_by().filter(named)


@of_words
def skill_ids_named(texts):
    return skills_named(texts).values_list("pk")


def skills_mentioned(words):
    """Ids of the skills that one of the words names."""
    texts = {text for word in words for text in word.texts}
    return [pk for (pk,) in fetch_rows(*skill_ids_named.sql(tuple(sorted(texts))))]


def people_in_place(place, name, word):
    """Those whose team or place, by the name of its column, is named so.

    Each by itself: for both at once everybody would be looked at.
    """
    named = place.objects.order_by().filter(has_word(word.texts, "name__fold"))
    return Person.objects.order_by().filter(**{f"{name}__in": named.values("pk")})


def people_mentioning(word):
    """Ids of the people who have the word, in any of the texts."""
    return people_with.within(word.texts, word.beside, word.initials)


@of_words
def people_with(texts, beside, initials):
    word = Word(texts, beside, initials)
    return (
        Person.objects.order_by()
        .filter(has_word(word.texts) | has_name(word))
        .values("pk")
        .union(
            people_in_place(Team, "team", word).values("pk"),
            people_in_place(Location, "location", word).values("pk"),
            Expertise.objects.order_by()
            .filter(skill__in=skills_named(texts).values("pk"))
            .values("person_id"),
            related("assignments")
            .order_by()
            .filter(has_word(word.texts, "project__search_text"))
            .values("person_id"),
        )
    )


def understand(text, searched=None):
    """Split `text` into words and correct the unknown ones; 1 or 2 queries.

    `searched` are the texts that may have the words, and that typos are corrected by:
    querysets, each with the name of a column of folded words; those of the people list
    if none are given.
    """
    parts = list(dict.fromkeys(spellings(text)))
    joined = run_together(parts)
    singulars = {part[0]: singulars_of(part[0]) for part in parts}
    known, of_skills = known_words(
        {*chain(*parts, *singulars.values()), *(one.text for one in joined)}, searched
    )
    exact = {part for part in parts if is_short(part[0]) and part[0] in of_skills}
    joined = [
        one for one in joined if one.text in known and exact.isdisjoint(one.parts)
    ]
    wholes = [[one.text for one in joined if part in one.parts] for part in parts]
    unknown = [
        part[0]
        for part, whole in zip(parts, wholes, strict=True)
        if not whole and known.isdisjoint(part)
    ]
    corrections = {
        word: (singular,)
        for word in unknown
        if (singular := next((one for one in singulars[word] if one in known), ""))
    }
    typos = [
        word for word in unknown if word not in corrections and could_be_typo(word)
    ]
    if typos:
        words = searched_words(searched) if searched else words_of_people()
        corrections |= nearest_words(typos, words)
    words = []
    for part, whole in zip(parts, wholes, strict=True):
        texts = corrections.get(part[0]) or (*part, *whole)
        initials = initials_in(part[0]) if part[0] in unknown else ()
        may_begin = initials or is_short(part[0])
        others = beside(part, parts, exact) if may_begin else ()
        words.append(Word(texts, others, initials))
    return TextQuery(tuple(words), corrections)


def initials_in(word):
    """The letters of a word that is too short for a typo; none of a single one."""
    could_be = 1 < len(word) < SHORTEST_TYPO and word.isascii() and word.isalpha()
    return tuple(word) if could_be else ()


def could_be_typo(word):
    return len(word) >= SHORTEST_TYPO and not is_spelt_well(word)


class Joined(NamedTuple):
    """Words that follow each other, as one: "mac donald" as macdonald."""

    text: str
    parts: list[tuple[str, ...]]


def run_together(parts):
    """Two and three words at a time, as far as one of them is short.

    Long words are seldom written as one, and each that is looked for takes its time.
    """
    runs = [
        (parts[start : start + size], 6 - size)
        for size in (2, 3)
        for start in range(len(parts) - size + 1)
    ]
    joined = [
        Joined("".join(part[0] for part in run), run)
        for run, short in runs
        if min(len(part[0]) for part in run) <= short
    ]
    return [one for one in joined if len(one.text) >= SHORTEST_TYPO]


def beside(part, parts, exact):
    """With which words of the query one of few letters may be an initial, or several.

    By itself it may be one unless it names a skill, as R and Go do.
    """
    place = parts.index(part)
    around = parts[max(place - 1, 0) : place + 2]
    others = [one for one in around if one != part] or [part]
    return tuple(one[0] for one in others if not {part, one} <= exact)


def called(text):
    """The condition that each word of the text is in a name, or begins a word of it."""
    parts = spellings(text)
    joined = run_together(parts)
    condition = Q() if parts else Q(pk__in=[])
    for part in parts:
        wholes = [one.text for one in joined if part in one.parts]
        begun = [begins_name(one) for one in (*part, *wholes)]
        condition &= reduce(or_, begun) | has_name(Word(part))
    return condition


def known_words(words, searched=None):
    """Those of the words that begin a word of any text, and of these a skill's."""
    words = tuple(sorted(words))
    found = probes(words, searched) if searched else words and of_people(words)
    found = set(found)
    return {word for word, _ in found}, {word for word, is_skill in found if is_skill}


def probes(words, searched):
    """For each word and text that has it, the word, and whether it is a skill's."""
    each = [
        texts.filter(said_in(texts.model, word, path)).values_list(
            Value(word), Value(texts.model is Skill)
        )[:1]
        for word in words
        for texts, path in searched
    ]
    return unite(each)


@of_words
def of_people(words):
    return probes(words, searched_texts())


def said_in(model, word, path):
    condition = has_word([word], path)
    return condition | has_name(Word((word,))) if model is Person else condition


def nearest_words(typos, words):
    """For each typo the existing words most like it; no entry where none is near."""
    nearest = {}
    for typo in typos:
        near = get_close_matches(typo, words, n=10, cutoff=LEAST_LIKENESS)
        likeness = {word: SequenceMatcher(None, word, typo).ratio() for word in near}
        best = max(likeness.values(), default=None)
        if best:
            nearest[typo] = tuple(sorted(w for w in near if likeness[w] == best))
    return nearest


def searched_words(spelled):
    """All words of the texts, folded and in order, in one query."""
    words = unite([rows.values_list(Words(path)) for rows, path in spelled], once=True)
    return sorted({part for (word,) in words for part in fold(word).split()})


@while_unchanged
def words_of_people():
    """What typos are corrected by: all that is searched but the bios."""
    people = Person.objects.order_by()
    return searched_words(
        [(people, "sort_name"), (people, "job_title"), *searched_texts()[1:]]
    )


class Words(Func):
    """The words of a text, a row each."""

    template = "unnest(string_to_array(%(expressions)s, ' '))"
    output_field = TextField()


def searched_texts():
    return (
        (Person.objects.order_by(), "search_text"),
        *skill_texts(),
        (related("projects_led").order_by(), "search_text"),
        (Team.objects.order_by(), "name__fold"),
        (Location.objects.order_by(), "name__fold"),
    )


def skill_texts():
    return (
        (Skill.objects.order_by(), "search_text"),
        (SkillAlias.objects.order_by(), "search_text"),
    )


def unite(queries, *, once=False):
    return queries[0].union(*queries[1:], all=not once) if queries else []
