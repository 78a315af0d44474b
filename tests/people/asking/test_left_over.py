"""Words that ask for nothing: text only where they say something, and never unsaid."""

import pytest

# What is asked for, and what is named beside it.
BESIDE = {
    "u know anyone with sql?": ("skill=sql", ""),
    "cld u pls share ppl w/ R": ("skill=r", ""),
    "python w/ SQL": ("skill=python&skill=sql", ""),
    "SQL w Tableau": ("skill=sql&skill=tableau", ""),
    "exp w/sql, 3 d/w": ("skill=sql&free=60", ""),
    "please share profiles for SQL": ("skill=sql", "profiles"),
    "SQL, 4 hours shared": ("skill=sql", "4 hours shared, hours shared"),
    # Beside what is understood and cannot be asked for, as beside conditions.
    "not Python, please, blorf": ("", "not Python, blorf"),
    "would rather not do SAS": ("", "not do SAS, rather"),
    "first thing after new year": ("", "after new year, first"),
}


@pytest.mark.parametrize("text", BESIDE)
def test_words_that_are_left_are_passed_over_or_named(text, reading_of):
    reading = reading_of(text)
    named = ", ".join(text[one.span.start : one.span.end] for one in reading.left_out)
    assert ("&".join(map("=".join, reading.pairs)), named) == BESIDE[text]
    assert reading.rest_text == ""


def test_what_is_said_here_stays_text_beside_what_cannot_be_asked_for(reading_of):
    assert reading_of("not in Berlin, Kowalski").rest_text == "Kowalski"
