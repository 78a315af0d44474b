"""Folding for search and normalising for keys."""

import sys
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from people.spelling.names import fold, name_key, normalise, spellings
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

# Any characters that a text column holds; and those of names, close together.
anything = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
BLOCKS = (
    *((1, 0x24F), (0x2B0, 0x36F), (0x370, 0x52F), (0x591, 0x64A), (0x904, 0x939)),
    *((0x1E00, 0x206F), (0x3041, 0x30FE), (0x4E00, 0x4FFF), (0xAC00, 0xAD00)),
)
of_names = st.sampled_from(BLOCKS).flatmap(
    lambda block: st.characters(
        min_codepoint=block[0], max_codepoint=block[1], exclude_categories=["Cn"]
    )
)
texts = st.text(st.one_of(of_names, anything), max_size=30)

APOSTROPHES = "'’‘ʼʻ′`´＇ʹ“”„‚‹›"
DASHES = "-‐‑‒–—―−﹣－·・‧_/⁄∕.,;:…&•|~"
SPACES = " \t\u00a0\u2009\u202f\u3000\u2028\u0085"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202b\u2060\ufeff\ufe0f\u034f"


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
        ("Weiß WEIẞ", " weiss weiss "),
        ("Kjær Æsir Œuvre", " kjaer aesir oeuvre "),
        ("Søren Þór Guðrún", " soren thor gudrun "),
        ("Ħal Ŧ ŋ ĸ Əliyev ʼn", " hal t ng k eliyev n "),
        ("C♯ C＃ C⁺⁺ C﹢", " c# c# c++ c+ "),
        ("ﬁ ĳ ǆ ſ Ⅳ ① ㎏", " fi ij dz s iv 1 kg "),
        ("e\u0301 é e\u0301\u0323", " e e e "),
        ("Ана Ёлкина", " ана елкина "),
        ("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", " οδυσσευσ οδυσσευσ "),
        ("王伟 かが ｶﾞ", " 王伟 かか\u3099 カ\u3099 "),
        ("שָׁלוֹם مُحَمَّد مـحمد", " שלום محمد محمد "),
        ("Ana 🙂 Silva™ €5", " ana silvatm 5 "),
        ("", " "),
        ("  \t\n ", " "),
    ],
)
def test_fold_leaves_words_that_can_be_searched(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("sign", [*APOSTROPHES, *DASHES, *SPACES])
def test_any_sign_and_space_separates_words(sign):
    assert fold(f"O{sign}Brien") == " o brien "


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_nobody_sees_separates_nothing(sign):
    assert fold(f"O{sign}Brien{sign}") == " obrien "


@pytest.mark.parametrize(
    "name", ["O'Brien", "O’Brien", "O Brien", "OBrien", "obrien", "O‐BRIEN", "Ó Brien"]
)
def test_spellings_of_a_name_share_its_key(name):
    assert name_key(name) == "obrien"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müller", [("muller", "mueller")]),
        ("Jo\u0308rg Weiß", [("jorg", "joerg"), ("weiss",)]),
        ("Åse-Søs", [("ase", "aase"), ("sos", "soes")]),
        ("Mueller", [("mueller",)]),
        ("...", []),
    ],
)
def test_umlauts_may_be_spelled_out(text, words):
    assert spellings(text) == words


@examples(300)
@given(texts)
def test_spellings_are_those_of_the_words(text):
    assert [one[0] for one in spellings(text)] == fold(text).split()


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
def test_database_folds_every_letter_alike():
    """As far as both know it: the tables of Unicode are of different years."""
    known = unicodedata.ucd_3_2_0
    letters = [chr(code) for code in range(1, sys.maxunicode + 1)]
    letters = [one for one in letters if known.category(one) not in ("Cn", "Cs")]
    folded = zip(letters, fold_in_database(letters), strict=True)
    assert [one for one, found in folded if found != fold(one)] == []


@pytest.mark.django_db
def test_database_folds_texts_alike():
    @examples(100)
    @given(st.lists(texts, min_size=1, max_size=50))
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
        ("C♯", "c#"),
        ("C＃", "c#"),
        ("Ｃ＋＋", "c++"),
        ("scikit‑learn", "scikit learn"),
        ("scikit–learn", "scikit learn"),
        ("scikit\u00a0learn", "scikit learn"),
        ("scikit\u00adlearn", "scikitlearn"),
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
