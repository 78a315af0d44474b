"""Levels in the words and numbers of a file."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.models import Level
from skillsdir.spreadsheet.cells.levels import (
    guess_scale,
    is_level,
    is_tick,
    token,
)
from tests.thoroughness import examples


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4, "4"),
        (4.0, "4"),
        (3.5, "3.5"),
        ("4", "4"),
        (" Expert. ", "expert"),
        ("VERY  good", "very good"),
        ("4 / 5", "4/5"),
        ("4 of 5", "4/5"),
        ("4 out of 5", "4/5"),
        ("80%", "80 %"),
        ("80 %", "80 %"),
        ("★★★", "★★★"),
        ("3️⃣", "3"),
        ("'3", "3"),
        ("4*", "4"),
        ("2**", "2"),
        (True, "true"),
        ("", ""),
        # 7/10, after Excel took it for a day.
        (date(2026, 10, 7), "7/10"),
        (date(2026, 7, 10), "7/10"),
        (datetime(2026, 4, 5), "4/5"),
        (date(2026, 8, 23), "2026-08-23"),
    ],
)
def test_level_has_a_token_by_which_it_is_asked(value, expected):
    assert token(value) == expected


def test_levels_that_are_written_alike_have_one_token():
    assert {token(value) for value in ("Expert", "expert ")} == {"expert"}
    assert {token(value) for value in (4, "4", 4.0)} == {"4"}


@pytest.mark.parametrize("level", Level, ids=str)
def test_own_levels_mean_themselves(level):
    assert guess_scale([token(level.label), str(level.value)]) == {
        level.label.casefold(): level,
        str(level.value): level,
    }


@pytest.mark.parametrize(
    ("tokens", "levels"),
    [
        (["1", "2", "3", "4"], [1, 2, 3, 4]),
        (["1", "2", "3", "4", "5"], [1, 1, 2, 3, 4]),
        (["0", "1", "2", "3", "4", "5"], [0, 1, 1, 2, 3, 4]),
        (["0", "1", "2", "3"], [0, 1, 2, 3]),
        (["1", "2", "3"], [1, 2, 3]),
        (["5", "1"], [4, 1]),
        ([str(n) for n in range(1, 11)], [1, 1, 2, 2, 2, 3, 3, 3, 4, 4]),
        (["0", "1", "4"], [0, 1, 4]),
        (["10", "50", "80", "100"], [1, 2, 3, 4]),
        (["0.2", "0.5", "1"], [2, 2, 4]),
        (["3.5", "2,5"], [3, 2]),
        (["level 4", "lvl 2", "l3"], [4, 2, 3]),
        (["7/10", "4/5", "2/3", "4/4", "0/5"], [3, 3, 2, 4, 0]),
        (["6/5", "1/0"], [None, None]),
        (["80 %", "50 %", "0 %"], [3, 2, 0]),
        (["★", "★★★", "★★★★★"], [1, 2, 4]),
        (["★★★★☆", "★★★★"], [3, 3]),
        (["★★★☆"], [3]),
        (["☆☆☆☆☆"], [0]),
        (["★★★", "★★☆", "☆☆☆"], [4, 2, 0]),
        (["●●●", "●○○", "○○○"], [4, 1, 0]),
        (["■■", "□□", "■□"], [4, 0, 1]),
        (["⬛⬛⬛", "⬛⬜⬜", "⬜⬜⬜"], [4, 1, 0]),
        (["◼◻◻", "◻◻◻"], [1, 0]),
        (["███░", "░░░░", "████"], [3, 0, 4]),
        (["🔵🔵⚪", "⚪⚪⚪"], [2, 0]),
        (["|||", "||", "|"], [4, 2, 1]),
        (["✔✔✔", "✔✔"], [4, 2]),
        (["xxx", "xx"], [4, 2]),
        (["👍", "👎"], [None, 0]),
        (["s", "m", "l", "xl"], [1, 2, 3, 4]),
        (["xs", "s", "xl"], [1, 1, 4]),
        (["m", "l"], [None, None]),
        (["level 4 - enable", "5: ensure, advise", "2 – assist"], [3, 4, 1]),
        (["3 (pandas only)", "3 - 5"], [None, None]),
        (["***", "●●○○"], [2, 2]),
        (["○", "◔", "◐", "◕", "●"], [0, 1, 2, 3, 4]),
        (["◑", "●"], [2, 4]),
        (["○", "●"], [0, None]),
        (["+", "++", "+++"], [1, 2, 4]),
        (["++"], [2]),
        (["b", "i", "a", "e"], [1, 2, 3, 4]),
        (["n", "b", "e"], [0, 1, 4]),
        (["a", "b", "c", "d"], [4, 3, 2, 1]),
        (["a", "b", "c"], [4, 2, 1]),
        (["a", "b"], [None, None]),
        (["l", "m", "h"], [1, 2, 3]),
        (["3+", "2-"], [3, 2]),
        (["a1", "a2", "b1", "b2", "c1", "c2"], [1, 1, 2, 3, 3, 4]),
        (["red", "amber", "green"], [1, 2, 3]),
        (["🔴", "🟡", "🟢"], [1, 2, 3]),
        (["✗", "x", "✓"], [0, None, None]),
        (["0 = none", "1 = basic", "4 = expert"], [0, 1, 4]),
        (["4 expert", "2 - working"], [4, 2]),
        (["3 (2)", "2 -> 3", "1 → 4"], [3, 2, 1]),
    ],
)
def test_numbers_and_stars_are_put_on_our_scale(tokens, levels):
    assert list(guess_scale(tokens).values()) == levels


def test_length_of_the_scale_can_be_told():
    assert guess_scale(["3"], top=10) == {"3": 2}
    assert guess_scale(["3"], top=5) == {"3": 2}
    assert guess_scale(["12"], top=10) == {"12": None}


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("beginner", 1),
        ("basic", 1),
        ("junior", 1),
        ("basic knowledge", 1),
        ("intermediate", 2),
        ("mid", 2),
        ("good", 2),
        ("working knowledge of", 2),
        ("advanced", 3),
        ("senior", 3),
        ("proficient user", 3),
        ("very good", 3),
        ("expert", 4),
        ("expert level", 4),
        ("guru", 4),
        ("none", 0),
        ("n/a", 0),
        ("4 - expert", 4),
        ("expert (4)", 4),
        ("intermediate/advanced", 2),
        ("intermediate to advanced", 2),
        ("advanced+", 3),
        ("upper-intermediate", 3),
        ("can teach", 4),
        ("can teach others", 4),
        ("not", 0),
        ("no experience", 0),
        ("learning", None),
        ("blue belt", None),
        ("", None),
        ("/", None),
        ("expert" + " " * 500 + "x", None),
    ],
)
def test_words_are_put_on_our_scale(words, level):
    assert guess_scale([words]) == {words: level}


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("keine, Grundkenntnisse, gut, sehr gut, Experte", (0, 1, 2, 3, 4)),
        ("Anfänger, Gute Kenntnisse, Fortgeschritten, Expertin", (1, 2, 3, 4)),
        ("aucun, débutant, intermédiaire, avancé, expert", (0, 1, 2, 3, 4)),
        ("notions, autonome, confirmé, référent", (1, 2, 3, 4)),
        ("ninguno, básico, intermedio, avanzado, experto", (0, 1, 2, 3, 4)),
        ("nenhum, básico, intermediário, avançado, especialista", (0, 1, 2, 3, 4)),
        ("geen, basis, gemiddeld, gevorderd, expert", (0, 1, 2, 3, 4)),
        ("nessuno, base, intermedio, avanzato, esperto", (0, 1, 2, 3, 4)),
        ("brak, podstawowy, średni, zaawansowany, ekspert", (0, 1, 2, 3, 4)),
    ],
)
def test_words_of_other_languages_are_put_on_our_scale(words, levels):
    tokens = [token(word) for word in words.split(", ")]
    assert tuple(guess_scale(tokens).values()) == levels


def test_accents_need_not_be_typed():
    assert guess_scale(["debutant", "avance"]) == {"debutant": 1, "avance": 3}


@pytest.mark.parametrize("value", ["x", " X ", "✓", "✔", "yes", True])
def test_a_tick_says_no_level(value):
    assert is_tick(value)


@pytest.mark.parametrize("value", ["✗", "3", "expert", "", None, 1, False])
def test_what_says_more_or_less_is_no_tick(value):
    assert not is_tick(value)


@pytest.mark.parametrize(
    "text", ["L3", "level 3", "Lvl. 3", "Stufe 3", "Niveau 3", "3"]
)
def test_a_number_that_is_called_a_level_is_the_number(text):
    assert token(text) == "3"


def test_halves_never_make_more_of_somebody():
    assert guess_scale(["3", "5"])["3"] == Level.WORKING


@pytest.mark.parametrize(
    "text",
    ["4", "7/10", "80 %", "★★★", "Expert", "very good", "Level 3", "senior", "++"],
)
def test_level_is_told_from_other_remarks(text):
    assert is_level(text)


@pytest.mark.parametrize(
    "text",
    [
        "Keras",
        "5 years",
        "since 2019",
        "",
        "pandas, numpy",
        "phase 2",
        "x" * 99,
        "x",
        "C",
        "green",
    ],
)
def test_other_remarks_are_no_levels(text):
    assert not is_level(text)


@pytest.mark.looks_again
@examples(300)
@given(st.lists(st.text() | st.integers() | st.floats() | st.dates()))
def test_any_tokens_have_levels_or_none(values):
    scale = guess_scale(map(token, values))
    assert set(scale.values()) <= {None, 0, 1, 2, 3, 4}


@pytest.mark.looks_again
@examples(100)
@given(st.integers(2, 100), st.data())
def test_higher_numbers_never_mean_lower_levels(top, data):
    numbers = sorted(data.draw(st.sets(st.integers(1, top), min_size=2)))
    levels = [guess_scale([f"{n}/{top}"])[f"{n}/{top}"] for n in numbers]
    assert levels == sorted(levels)


@examples(50)
@given(st.integers(2, 99))
def test_ends_of_a_scale_are_the_ends_of_ours(top):
    first, last = f"1/{top}", f"{top}/{top}"
    assert guess_scale([first, last]) == {first: 1, last: 4}
