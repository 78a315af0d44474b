"""What every filterable list says: its count, its page, its chips, its problems."""

from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict

from people.lists.addresses import Address
from people.lists.listing import Chip, Listing, make_chips, page_of, tell_problems
from people.lists.parameters import ParameterForm


class Letters(Listing):
    one, many = "letter", "letters"


class LetterForm(ParameterForm):
    size = forms.IntegerField(required=False)
    post = forms.ChoiceField(choices=[("air", "Air")], required=False)


def address(query=""):
    return Address("/letters/", QueryDict(query))


def letters(query="", **fields):
    return Letters(address=address(query), criteria={}, **fields)


def problems(query):
    return tell_problems(LetterForm(QueryDict(query)), address(query))


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "0 letters found"), (1, "1 letter found"), (2, "2 letters found")],
)
def test_count_is_announced_in_one_or_many(total, words):
    assert letters(total=total).announcement == words


def test_problem_is_announced_instead_of_a_count():
    refused = letters(problems=problems("size=huge"))

    assert refused.announcement == "Nothing is listed: a filter is not understood"


def test_refused_list_was_not_searched():
    form = LetterForm(QueryDict("size=huge"))
    form.full_clean()

    refused = Letters.refused(SimpleNamespace(form=form), address("size=huge"))
    assert (refused.is_searched, refused.total, refused.page) == (False, 0, None)


def test_search_box_keeps_the_words_as_they_were_typed():
    assert letters("q=%20Two%20Words&size=1").text == " Two Words"
    assert letters("size=1").text == ""


@pytest.mark.parametrize(
    ("asked", "shown"), [(1, 1), (2, 2), (3, 3), (4, 3), (0, 3), (-1, 3), ("x", 1)]
)
def test_page_that_does_not_exist_is_the_nearest_sensible_one(asked, shown):
    assert page_of(range(60), asked).number == shown


def test_last_page_holds_the_rest():
    assert list(page_of(range(60), 3)) == list(range(50, 60))


def test_empty_list_has_one_empty_page():
    page = page_of([], 1)

    assert (list(page), page.paginator.num_pages) == ([], 1)


def test_chip_leads_to_the_list_without_its_value_from_page_one():
    [chip] = make_chips([("post", "air", "By air")], address("post=air&size=3&page=2"))

    assert chip == Chip("post=air", "By air", "/letters/?size=3")


def test_problem_names_the_value_that_is_not_understood():
    [problem] = problems("size=huge&post=air")

    assert problem.message == "“huge”: Enter a whole number"
    assert problem.href == "/letters/?post=air"


def test_each_problem_leads_to_the_list_with_the_other_ones():
    ways = {one.parameter: one.href for one in problems("size=huge&post=sea")}

    assert ways == {"size": "/letters/?post=sea", "post": "/letters/?size=huge"}


def test_endless_value_is_cut_short_in_its_problem():
    [problem] = problems(f"size={'9x' * 500}")

    assert problem.message == f"“{'9x' * 40}…”: Enter a whole number"


def test_all_values_of_a_parameter_are_named_together():
    [problem] = problems("size=3&size=tall&size=wide")

    assert problem.message.startswith("“3, tall, wide”: ")
