"""Names of people in a sentence, as they are written: initials and possessives."""

import pytest

from tests.people.asking.said import query_of

INITIALS = {
    "R. Okafor": "R. Okafor",
    "is S. Kowalski free in January": "S. Kowalski",
    "A. Silva free": "A. Silva",
    "is t. ribeiro free": "t. ribeiro",
    "Ruby O. free in January": "Ruby O",
    "J. Chen, free": "J. Chen",
    "J. R. Okafor free": "J. R. Okafor",
    # Whom nobody here is called by, too.
    "R. Nair": "R. Nair",
    "is S. Bhat free in January": "S. Bhat",
}


@pytest.mark.parametrize("text", INITIALS)
def test_an_initial_is_part_of_a_name(text, reading_of):
    reading = reading_of(text)
    assert reading.rest_text == INITIALS[text]
    assert "skill" not in dict(reading.pairs)


@pytest.mark.parametrize(
    "text",
    ["C. Okafor docker", "R. Nair docker", "M. London docker", "docker, J. Chen"],
)
def test_a_name_with_an_initial_beside_a_skill_is_offered(text, reading_of):
    """As a full name is: it is part of a story, perhaps."""
    reading = reading_of(text)
    assert reading.pairs == [("skill", "docker")]
    [left] = reading.left_out
    assert left.offers[0].pairs[0][0] == "q"


# A dot ends a sentence, too.
SKILLS = {
    "knows R. Python too": "skill=r&skill=python",
    "experts in R. Lisbon": "skill=r:4&location=lisbon",
    "R. and SQL": "skill=r&skill=sql",
    "needs C. Thanks": "skill=c-cpp",
    "R, Okafor": "skill=r",
}


@pytest.mark.parametrize("text", SKILLS)
def test_what_is_no_initial(text, reading_of):
    assert query_of(reading_of(text)) == SKILLS[text]


def test_names_with_initials_cost_no_query_more(
    reading_of, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as plain:
        reading_of("is Ruby Okafor free in January")
    with django_assert_num_queries(len(plain)):
        reading_of("is R. Okafor free in January")


POSSESSIVES = {
    "Ana Silva's skills": "Ana Silva",
    "Ana Silva’s skills": "Ana Silva",
    "ANA SILVA'S SKILLS": "ANA SILVA",
    "what are Ruby Okafor's skills": "Ruby Okafor",
    "Ana Silva's availability in March": "Ana Silva",
    "Ruby's free time": "Ruby",
    "Ana's": "Ana",
    "Ana Silva's": "Ana Silva",
    "R. Okafor's team": "R. Okafor",
    "Julia's skills": "Julia",
    "O'Brien's skills": "O'Brien",
    # These are names, and words, as they are.
    "O'Brien": "O'Brien",
    "James' skills": "James",
    "women's health": "women's health",
}


@pytest.mark.parametrize("text", POSSESSIVES)
def test_an_s_that_says_whose_is_no_text(text, reading_of):
    assert reading_of(text).rest_text == POSSESSIVES[text]


def test_a_possessive_by_itself_finds_the_person(member_client, organisation):
    page = member_client.get("/people/", {"q": "Ana Silva's"}, follow=True)
    assert [card.person.name for card in page.context["list"].page] == ["Ana Silva"]


# Whom others are like, or stand in for: what is asked for beside it, and what is named.
OTHERS = {
    "someone like Ana Silva": ("", "someone like Ana Silva"),
    "someone like ruby": ("", "someone like ruby"),
    "someone like Ruby, SQL": ("skill=sql", "someone like Ruby"),
    "like Julia Chen but free in May": (
        "from=2027-05-01&to=2027-05-31&free=50",
        "like Julia Chen",
    ),
    "people similar to Ana Silva with NLP": (
        "skill=natural-language-processing",
        "people similar to Ana Silva",
    ),
    "colleagues of Ruby Okafor": ("", "colleagues of Ruby Okafor"),
    "backup for Ana Silva, SQL": ("skill=sql", "backup for Ana Silva"),
    "stand-in for Ana Silva, SQL": ("skill=sql", "stand-in for Ana Silva"),
    "who could replace Kowalski": ("", "replace Kowalski"),
    "who could replace Julia Chen": ("", "replace Julia Chen"),
    "Vertretung für Ana Silva": ("", "Vertretung für Ana Silva"),
    "not like Ana Silva": ("", "not like Ana Silva"),
    "Ana Silva or Julia Chen": ("", "Ana Silva, Julia Chen"),
    "Ana Silva, Julia Chen free": ("free=50", "Ana Silva, Julia Chen"),
}


@pytest.mark.parametrize("text", OTHERS)
def test_others_by_a_person_are_named_and_the_person_offered(text, reading_of):
    reading = reading_of(text)
    named = ", ".join(text[one.span.start : one.span.end] for one in reading.left_out)
    assert (query_of(reading), named) == OTHERS[text]
    assert reading.rest_text == ""
    offers = [offer.pairs[0][0] for one in reading.left_out for offer in one.offers]
    assert set(offers) == (set() if text.startswith("not") else {"q"})


# The same words, and nobody's name behind them.
NOBODY = {
    "anyone like python": "skill=python",
    "python, like SQL": "skill=python&skill=sql",
    "would like to learn Rust": "goal=rust",
    "replace SAS": "skill=sas",
    "someone like me with SQL": "skill=sql",
}


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_no_other_by_a_person(text, reading_of):
    assert query_of(reading_of(text)) == NOBODY[text]


def test_whom_one_would_like_is_nobody_else(reading_of):
    assert reading_of("I'd like Julia Chen in May").rest_text == "Julia Chen"


def test_who_is_like_nobody_here_is_unknown(reading_of):
    [left] = reading_of("alternative to Kotlin").left_out
    assert (left.reason, left.offers) == ("nothing here says so", ())


# Names with a typing error in one of their words: text as it stands, which the list
# corrects; and what is named.
TYPED = {
    "tomas ribeira free in January": ("tomas ribeira", ""),
    "is Ana Silvia free": ("Ana Silvia", ""),
    "worked with Stan Kowalsky": ("Stan Kowalsky", "worked with"),
    "ruby okafer python": ("", "ruby okafer"),
    # Of which nobody has both.
    "blorf kowalski free": ("kowalski", "blorf"),
    "ruby ribeira free": ("ruby", "ribeira"),
}


@pytest.mark.parametrize("text", TYPED)
def test_a_typing_error_in_a_name_takes_no_word_away(text, reading_of):
    reading = reading_of(text)
    named = ", ".join(text[one.span.start : one.span.end] for one in reading.left_out)
    assert (reading.rest_text, named) == TYPED[text]


@pytest.mark.parametrize(
    "text",
    [
        *("mentored by Ruby Okafor", "coached by Ruby", "worked alongside Ruby"),
        *("mentee of Stan Kowalski", "works alongside Ruby Okafor"),
    ],
)
def test_who_is_with_whom_is_named(text, reading_of):
    reading = reading_of(text)
    [left] = reading.left_out
    assert left.reason.startswith("who worked with whom")
    assert reading.rest_text == text.split(maxsplit=2)[2]


def test_to_be_mentored_is_a_wish(reading_of):
    assert reading_of("wants to be mentored in SQL").pairs == [("goal", "sql")]


def test_a_typing_error_in_a_name_costs_one_query(
    reading_of, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as plain:
        reading_of("is Ruby Okafor free in January")
    with django_assert_num_queries(len(plain) + 1):
        reading_of("is Ruby Okafer free in January")
