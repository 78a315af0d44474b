"""Rows and the filters that keep them out."""

from hypothesis import given
from hypothesis import strategies as st

from people.lists.listing import sift
from tests.thoroughness import examples

CHECKS = {"even": lambda n: n % 2 == 0, "small": lambda n: n < 10}
numbers = st.lists(st.integers(0, 20))


def test_without_checks_every_row_passes():
    assert sift([3, 1], {}).under_others("even") == [3, 1]


def test_rows_that_pass_stay_in_order():
    assert sift([8, 11, 2, 9, 14], CHECKS).passed == [8, 2]


def test_a_row_that_one_check_keeps_out_counts_under_the_others():
    assert sorted(sift([8, 3, 14], CHECKS).under_others("even")) == [3, 8]


def test_a_row_that_two_checks_keep_out_counts_nowhere():
    sifted = sift([13], CHECKS)
    assert not sifted.under_others("even")
    assert not sifted.under_others("small")


@examples(100)
@given(numbers)
def test_under_others_are_those_who_pass_the_others(rows):
    found = sift(rows, CHECKS).under_others("even")
    assert sorted(found) == sorted(row for row in rows if CHECKS["small"](row))
