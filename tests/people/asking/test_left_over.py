"""Words that ask for nothing: text only where they say something, and never unsaid."""

import pytest

from people.asking.read import read
from people.asking.words.names import lexicon
from people.lists.vocabulary import vocabulary
from people.models import Location
from tests.people.asking.conftest import TODAY
from tests.people.asking.said import query_of

# What is asked for, and what is named beside it.
BESIDE = {
    "u know anyone with sql?": ("skill=sql", ""),
    "cld u pls share ppl w/ R": ("skill=r", ""),
    "python w/ SQL": ("skill=python&skill=sql", ""),
    "SQL w Tableau": ("skill=sql&skill=tableau", ""),
    "exp w/sql, 3 d/w": ("skill=sql&free=60", ""),
    "please share profiles for SQL": ("skill=sql", ""),
    "thx any1 w/ SQL, tia": ("skill=sql", ""),
    "btw i wanna find sb with SQL imo": ("skill=sql", ""),
    "SQL exposure": ("skill=sql", ""),
    "Location: Berlin, your profile: SQL": ("skill=sql&location=berlin", ""),
    "no location: SQL": ("skill=sql", "no location"),
    "SQL, approx. 2 days p.w.": ("skill=sql&free=40", ""),
    "SQL expert (level 4), ca. 50 %": ("skill=sql:4&free=50", ""),
    "a bit of exposure to SQL": ("skill=sql", ""),
    "a bit SQL": ("skill=sql", ""),
    "who joins us on 1 Feb with SQL": ("skill=sql", "joins us on 1 Feb"),
    "can join us 1 Feb, SQL": ("skill=sql&from=2027-02-01&free=50", ""),
    # What stands before the colon is no skill.
    "education: PhD, SQL": ("skill=sql", "PhD"),
    "education, SQL": ("skill=education&skill=sql", ""),
    "SQL, 4 hours shared": ("skill=sql", "4 hours shared, hours shared"),
    # Places that are none of the list's.
    "python in the EU": ("skill=python", "EU"),
    "anyone outside Europe with spark": ("skill=apache-spark", "outside Europe"),
    "EU AI Act knowledge": ("skill=ai-regulation-compliance", ""),
    "python/sql/docker, any 2": (
        "skill=python&skill=sql&skill=docker&match=any",
        "any 2",
    ),
    "python, sql, any 2": ("skill=python&skill=sql", "2"),
    "any two of python, sql and docker": (
        "skill=python&skill=sql&skill=docker&match=any",
        "any two",
    ),
    "at least 2 of python, sql": ("skill=python&skill=sql&match=any", "at least 2"),
    "in-house expertise in Fortran or blorf": ("", "Fortran, in-house, blorf"),
    # Beside what is understood and cannot be asked for, as beside conditions.
    "not Python, please, blorf": ("", "not Python, blorf"),
    "would rather not do SAS": ("", "not do SAS, rather"),
    "first thing after new year": ("", "after new year, first"),
}


@pytest.mark.parametrize("text", BESIDE)
def test_words_that_are_left_are_passed_over_or_named(text, reading_of):
    reading = reading_of(text)
    named = ", ".join(text[one.span.start : one.span.end] for one in reading.left_out)
    assert (query_of(reading), named) == BESIDE[text]
    assert reading.rest_text == ""


def test_what_is_said_here_stays_text_beside_what_cannot_be_asked_for(reading_of):
    assert reading_of("not in Berlin, Kowalski").rest_text == "Kowalski"


@pytest.mark.parametrize("text", ["statisticians with R", "developers who know R"])
def test_a_kind_of_job_beside_a_skill_is_offered_as_text(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("skill", "r")]
    [offered] = reading.remarks
    assert offered.offers[0].pairs == (("q", text.split()[0]), ("text", "1"))


def test_a_kind_of_job_behind_a_skill_says_nothing(reading_of):
    assert not reading_of("Python developers").remarks


# What is left beside a skill, of which each stands in some profile or title here.
OFFERED = {
    "kowalski python": "kowalski",
    "deploy, docker": "deploy",
    "docker deployments in Lisbon": "deployments",
    "BI tools": "tools",
    "Ref: SQL": "Ref",
    "Role: Data Engineer, dbt": "Data Engineer",
}


@pytest.mark.parametrize("text", OFFERED)
def test_a_word_beside_a_skill_is_offered_as_text(text, reading_of):
    reading = reading_of(text)
    assert reading.rest_text == ""
    [left] = reading.remarks
    pairs = (("q", OFFERED[text]), ("text", "1"))
    assert (text[left.span.start : left.span.end], pairs) == (
        OFFERED[text],
        left.offers[0].pairs,
    )


# Compounds are one word: no half of them is text.
COMPOUNDS = ("self-taught", "in-house", "cross-functional", "English-speaking")


@pytest.mark.parametrize("text", COMPOUNDS)
def test_a_compound_is_named_as_a_whole(text, reading_of):
    reading = reading_of(f"{text} in Berlin")
    named = [reading.text[one.span.start : one.span.end] for one in reading.left_out]
    assert (named, reading.rest_text) == ([text], "")


def test_a_compound_that_is_said_here_stays_text(reading_of):
    assert reading_of("Kowalski-Silva in Berlin").rest_text == "Kowalski-Silva"


@pytest.mark.parametrize("text", ["zzz-at-zzz", "self-taught", "Kowalski-Silva"])
def test_a_compound_by_itself_is_a_text(text, reading_of):
    assert reading_of(text).is_plain


def test_databases_may_be_cut_short(reading_of):
    assert reading_of("vector DBs").pairs == [("skill", "vector-databases")]


def test_an_office_may_be_called_as_a_region_is(organisation, db):
    uk = Location.objects.create(name="UK", time_zone="Europe/London")
    reading = read("UK python", lexicon(vocabulary()), TODAY, may_see_rates=bool)
    assert ("location", uk.slug) in reading.pairs
