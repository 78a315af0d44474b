"""Greetings, signatures, who asks and titles: names in them ask for nobody."""

from datetime import date

import pytest

from people.asking.mentions import mentions_in
from people.asking.words.names import lexicon
from people.lists.vocabulary import vocabulary
from tests.people.asking.said import query_of

REASON = "is a greeting, a signature or who asks: nobody sought"
# What is asked for, and what is named as a salutation; the names are nobody's here,
# those of people here, and of skills and places.
AROUND = {
    "Hi Ana, who knows SQL?": ("skill=sql", "Hi Ana"),
    "hello ruby: SQL in Lisbon": ("skill=sql&location=lisbon", "hello ruby"),
    "Hey Oksana any SQL people?": ("skill=sql", "Hey Oksana"),
    "hi julia, R?": ("skill=r", "hi julia"),
    "good morning tove who knows R": ("skill=r", "good morning tove"),
    "Dear Julia, I need someone with Python": ("skill=python", "Dear Julia"),
    "Dear Dr. Silva, SQL in Lisbon?": ("skill=sql&location=lisbon", "Dear Dr. Silva"),
    "Hi Bob and Ray, docker": ("skill=docker", "Hi Bob and Ray"),
    "Moin May, SQL?": ("skill=sql", "Moin May"),
    "Dear hiring manager, python": ("skill=python", "Dear hiring manager"),
    "Hi team, SQL": ("skill=sql", "Hi team"),
    "SQL please. Thanks, Stan": ("skill=sql", "Thanks, Stan"),
    "thx Priya! R anyone?": ("skill=r", "thx Priya"),
    "SQL. Many thanks in advance, Ruby": ("skill=sql", "Many thanks in advance, Ruby"),
    "SQL from January\nThanks\nTom": ("skill=sql&from=2027-01-01", "Thanks\nTom"),
    "SQL. Best, Ray": ("skill=sql", "Best, Ray"),
    "SQL? Cheers Bob": ("skill=sql", "Cheers Bob"),
    "VG, Jonas. R?": ("skill=r", "VG, Jonas"),
    "R in Lisbon. Kind regards, M. Meier, Head of Statistics, Berlin": (
        "skill=r&location=lisbon",
        "Kind regards, M. Meier, Head of Statistics, Berlin",
    ),
    "SQL\nYours sincerely\nAda Berg\nPython lead, Berlin\n+49 40 12": (
        "skill=sql",
        "Yours sincerely\nAda Berg\nPython lead, Berlin\n+49 40 12",
    ),
    "SQL. Thanks\nBest\nAnna": ("skill=sql", "Best\nAnna"),
    "Hi Bob and Ray, Go": ("skill=go", "Hi Bob and Ray"),
    "SQL. Regards, Tom PS also R": ("skill=sql&skill=r", "Regards, Tom"),
    "Oksana wants someone with R": ("skill=r", "Oksana"),
    "Ana Silva is looking for SQL people": ("skill=sql", "Ana Silva"),
    "Ruby needs a docker expert": ("skill=docker:4", "Ruby"),
    "Stan asked for SQL": ("skill=sql", "Stan"),
}


def named(reading):
    spans = [one.span for one in reading.left_out if one.reason == REASON]
    return ", ".join(reading.text[span.start : span.end] for span in spans)


@pytest.mark.parametrize("text", AROUND)
def test_who_is_greeted_signs_or_asks_is_named_and_not_sought(text, reading_of):
    reading = reading_of(text)
    assert (query_of(reading), named(reading)) == AROUND[text]
    assert reading.rest_text == ""


# The same words where they are none.
NONE = {
    "best in SQL": ("skill=sql", ""),
    "Best, SQL": ("skill=sql", ""),
    "hi julia people": ("skill=julia", ""),
    "Hello Julia experts in Lisbon": ("skill=julia:4&location=lisbon", ""),
    "Hi python gurus": ("skill=python:4", ""),
    "thanks, SQL people in Berlin": ("skill=sql&location=berlin", ""),
    "with regards to SQL, python": ("skill=sql&skill=python", ""),
    "Ana wants to learn Rust": ("goal=rust", "Ana"),
    "team Data Engineering needs SQL": ("skill=sql&team=data-engineering", ""),
    # By themselves they are all that is asked for.
    "Hello. Ana Silva free?": ("free=50", "Ana Silva"),
    "Hi Ana": ("", "Ana"),
    "Thanks Ruby": ("", "Ruby"),
}


# Around what is but a text, too; what names nobody is passed by, and not told.
BESIDE_TEXT = {
    "Hello team, kotlin": ("kotlin", "Hello team"),
    "Hi Ana, kotlin": ("kotlin", "Hi Ana"),
    "kotlin. Kind regards, Bob": ("kotlin", "Kind regards, Bob"),
    "kotlin. Thanks in advance": ("kotlin", ""),
    "Ana Silva, thank you!": ("Ana Silva", ""),
    "Hi, Ana": ("Ana", ""),
    "Hallo, kotlin": ("kotlin", ""),
    "kotlin, merci": ("kotlin", ""),
    "Hi Ana, please": ("Ana", ""),
}


@pytest.mark.parametrize("text", BESIDE_TEXT)
def test_a_salutation_beside_a_text(text, reading_of):
    reading = reading_of(text)
    assert (reading.rest_text, named(reading)) == BESIDE_TEXT[text]
    assert not reading.is_plain
    assert not reading.pairs


BARE = (
    *("SQL. Thanks in advance", "Hallo, SQL", "SQL, danke", "SQL much appreciated"),
    *("Many thanks for SQL", "SQL. Kind regards", "SQL. Thanks a lot!", "Bonjour, SQL"),
)


@pytest.mark.parametrize("text", BARE)
def test_a_salutation_without_a_name_is_passed_by(text, reading_of):
    reading = reading_of(text)
    assert (query_of(reading), reading.rest_text) == ("skill=sql", "")
    assert (reading.left_out, reading.corrections) == ([], {})


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_salutation(text, reading_of):
    reading = reading_of(text)
    pairs = query_of(reading)
    assert (pairs, reading.rest_text) == NONE[text]
    assert named(reading) == ""


# A title is no part of a name.
TITLES = {
    "Dr Kowalski": "Kowalski",
    "prof. ribeiro": "ribeiro",
    "Ms. Ana Silva": "Ana Silva",
    "Prof. Dr. Silva": "Silva",
    "Frau Okafor": "Okafor",
    "Mrs Nowak": "Nowak",
    "Miss Julia Chen": "Julia Chen",
    "Ana Silva, PhD": "Ana Silva",
    "Ana Silva MSc, PhD": "Ana Silva",
    "is Dr Kowalski free in January": "Kowalski",
    "worked with Dr. Ana Silva": "Ana Silva",
    "PROF. DR. SILVA": "SILVA",
    # And no word of a sentence stands behind one.
    "Dr May": "May",
    "Mr. Will": "Will",
    "is Dr May free in March": "May",
    "Prof. March in Lisbon": "March",
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_no_part_of_a_name(text, reading_of):
    reading = reading_of(text)
    assert reading.rest_text == TITLES[text]
    assert not reading.is_plain


def test_a_name_with_a_title_finds_the_person(member_client, organisation):
    page = member_client.get("/people/", {"q": "Prof. Silva"}, follow=True)
    assert [card.person.name for card in page.context["list"].page] == ["Ana Silva"]


@pytest.mark.parametrize(
    "text",
    ["MS Excel", "ms excel", "Python PhD", "DR planning", "DR PLANNING", "MR Imaging"],
)
def test_what_is_no_title(text, reading_of):
    reading = reading_of(text)
    assert reading.is_plain or reading.pairs
    assert not any(text[one.start : one.end] == text[:2] for one in reading.passed_over)


def test_a_degree_that_is_sought_is_named(reading_of):
    [left] = reading_of("statistics PhD").left_out
    assert left.reason == "nothing here says so"


def test_a_brief_has_salutations_too(organisation, db):
    text = "Dear Julia,\nwe need two people with Spark.\n\nBest regards\nStan\nR lead"
    found = mentions_in(text, lexicon(vocabulary()), date(2026, 11, 28))
    assert list(found.proposed) == ["apache-spark"]


def test_a_salutation_costs_no_query(
    reading_of, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as plain:
        reading_of("who knows SQL in Lisbon")
    with django_assert_num_queries(len(plain)):
        reading_of("Hi Oksana, who knows SQL in Lisbon? Kind regards, Ruby Okafor")
