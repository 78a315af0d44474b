"""Cells as plain values, without marks and what cannot be seen."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.table_files import neutralised
from skillsdir.spreadsheet.files.sheets import plain_cell, plain_text
from tests.thoroughness import examples


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (4.0, 4),
        (-0.0, 0),
        (0.8, 0.8),
        (1e20, 100_000_000_000_000_000_000),
        (float("nan"), None),
        (float("inf"), None),
        (True, True),
        ("", None),
        (" \n", None),
        ("\x00", None),
        ("4.0", "4.0"),
        (date(2026, 3, 9), date(2026, 3, 9)),
        (datetime(2026, 3, 9), datetime(2026, 3, 9)),
        (time(9, 30), time(9, 30)),
        (timedelta(hours=9, minutes=30), time(9, 30)),
        (timedelta(days=10, hours=1), "10 days, 1:00:00"),
        (timedelta(hours=-1), "-1 day, 23:00:00"),
    ],
)
def test_cell_becomes_a_plain_value(value, cell):
    assert plain_cell(value) == cell
    assert type(plain_cell(value)) is type(cell)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ana\x00\x07 Lima", "Ana Lima"),
        ("Ana\u200b", "Ana"),
        ("\ufeffAna", "Ana"),
        ("\u202eAna\u202c", "Ana"),
        ("Zoe\u0308", "Zoë"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u00a0Ana\u00a0", "Ana"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("محمد", "محمد"),
        ("王芳", "王芳"),
        ("half \ud800", "half"),
    ],
)
def test_text_loses_what_cannot_be_seen(text, plain):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("'=1+1", "=1+1"),
        ("'+44 20 7946 0000", "+44 20 7946 0000"),
        ("'-4", "-4"),
        ("'@ana", "@ana"),
        ("''=1", "'=1"),
        ("'Tis", "'Tis"),
        ("O'Brien", "O'Brien"),
        ("-", "-"),
        ("'-", "'-"),
    ],
)
def test_mark_against_formulas_is_taken_off(text, plain):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-4", "@ana", "'=1", "''@x", '=HYPERLINK("http://x")']
)
def test_text_that_looks_like_a_formula_is_marked(text):
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r\n+1", " @ana"])
def test_spaces_do_not_hide_a_formula(text):
    assert neutralised(text) == f"'{text.strip()}"


@pytest.mark.parametrize("text", ["Ana", "a=b", "'Tis", "", "1-2", "(=)"])
def test_other_text_is_not_marked(text):
    assert neutralised(text) == text


@examples(300)
@given(st.text() | st.text("'=+-@a \t", max_size=6))
def test_marking_never_leaves_a_formula(text):
    assert not neutralised(text).lstrip().startswith(("=", "+", "-", "@"))


@examples(400)
@given(st.text() | st.text("'=+-@\uff1d\uff0ba ", max_size=6))
def test_marking_is_undone_by_reading(text):
    plain = plain_text(text)
    assert plain_text(neutralised(plain)) == ("'-" if plain == "-" else plain)


@examples(300)
@given(st.text())
def test_plain_text_has_neither_ends_nor_halves(text):
    plain = plain_text(text)
    assert plain == plain.strip() or plain[:1] in "=+-@"
    assert plain.encode().decode() == plain
    assert "\0" not in plain


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Data;#12", "Data"),
        ("Data;#12;#Ops;#3", "Data; Ops"),
        (";#Python;#SQL;#", "Python; SQL"),
        ('["Python", "SQL"]', "Python; SQL"),
        ("Churn (https://www.notion.so/a/Churn-1f2e)", "Churn"),
        ("A (https://notion.so/a-1), B (https://x.notion.site/b)", "A, B"),
        ("C#; F#", "C#; F#"),
        ("[Python]", "[Python]"),
        ('["Python"', '["Python"'),
        ("See me (https://x.example/ana)", "See me (https://x.example/ana)"),
    ],
)
def test_names_are_read_out_of_what_tools_write_around_them(text, names):
    assert plain_text(text) == names
