"""Folding for search and normalising for keys."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from people.names import fold, normalise
from tests.properties import examples

# The scripts of names, and all of ASCII but the zero byte, which no text column holds.
BLOCKS = (
    *((1, 0x24F), (0x370, 0x52F), (0x5D0, 0x5EA), (0x621, 0x64A), (0x904, 0x939)),
    *((0x1E00, 0x1EFF), (0x3041, 0x30FE), (0x4E00, 0x4FFF), (0xAC00, 0xAD00)),
)
KINDS = ("L", "M", "N", "P", "S", "Z", "Cc")
letters = st.sampled_from(BLOCKS).flatmap(
    lambda block: st.characters(
        min_codepoint=block[0], max_codepoint=block[1], categories=KINDS
    )
)
texts = st.text(letters, max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë Okonkwo-Meyer", " zoe okonkwo meyer "),
        ("Łukasz Đỗ Ødegård", " lukasz do odegard "),
        ("O'Brien", " o brien "),
        ("C++, C# & R", " c++ c# r "),
        ("scikit-learn", " scikit learn "),
        ("Ｆｕｌｌ　ｗｉｄｔｈ ﬁt", " full width fit "),
        ("İstanbul ıssız", " istanbul issiz "),
        ("", " "),
        ("  \t\n ", " "),
    ],
)
def test_fold_leaves_words_that_can_be_searched(text, folded):
    assert fold(text) == folded


@examples(300)
@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@examples(300)
@given(texts)
def test_folded_text_is_spaced_evenly(text):
    folded = fold(text)
    assert (folded[0], folded[-1]) == (" ", " ")
    assert "  " not in folded


def fold_in_database(texts):
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_fold(t) FROM unnest(%s::text[]) t", [texts])
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_database_folds_alike():
    @examples(60)
    @given(st.lists(texts, min_size=1, max_size=30))
    def holds(some):
        assert fold_in_database(some) == [fold(text) for text in some]

    holds()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Scikit_Learn", "scikit learn"),
        ("scikit-learn", "scikit learn"),
        ("A/B testing", "a b testing"),
        ("NumPy & SciPy", "numpy and scipy"),
        ("C++", "c++"),
        ("C#", "c#"),
        (".NET", ".net"),
        ("  R  ", "r"),
        ("PyTorch™!", "pytorchtm"),
        ("naïve Bayes", "naïve bayes"),
        ("Straße", "strasse"),
        ("!?", ""),
    ],
)
def test_key_of_a_name(name, key):
    assert normalise(name) == key


@pytest.mark.parametrize("names", [("C", "C#", "C++"), ("R", "Rust"), ("Go", "Google")])
def test_languages_keep_keys_of_their_own(names):
    assert len({normalise(name) for name in names}) == len(names)


@examples(400)
@given(texts)
def test_key_of_a_key_is_itself(name):
    assert normalise(normalise(name)) == normalise(name)


@examples(300)
@given(st.text(max_size=30))
def test_any_name_has_a_tidy_key(name):
    key = normalise(name)
    assert key == key.strip()
    assert "  " not in key
