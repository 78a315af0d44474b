"""Paths are what Django says that they are, of whatever slugs and numbers."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from people.paths import path_to
from tests.thoroughness import examples

slugs = st.from_regex(r"[-a-zA-Z0-9_]+", fullmatch=True)
numbers = st.integers(0, 10**12)
places = st.one_of(
    st.tuples(st.just("people:person-detail"), slugs),
    st.tuples(st.just("projects:project-detail"), slugs),
    st.tuples(st.just("projects:book"), slugs, slugs),
    st.tuples(st.just("projects:booking-change"), slugs, numbers),
    st.tuples(st.just("home")),
)


@pytest.fixture
def below():
    set_script_prefix("/directory/")
    yield
    set_script_prefix("/")


def test_a_path_is_the_one_that_is_looked_for():
    @examples(200)
    @given(places)
    def holds(place):
        name, *parts = place
        assert path_to(name, *parts) == reverse(name, args=parts)

    holds()


def test_a_site_below_another_has_paths_of_its_own(below):
    assert path_to("people:person-detail", "ana") == "/directory/people/ana/"


def test_what_is_no_page_has_no_path():
    with pytest.raises(NoReverseMatch):
        path_to("people:nowhere", "ana")
