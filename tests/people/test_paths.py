"""Paths are what Django says that they are, of whatever slugs and numbers."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from people.paths import mail_link, path_to
from tests.thoroughness import examples

HIDDEN = "mailto:?bcc=a%26b@x.org&subject=A%20%26%20B"
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


@pytest.mark.parametrize(
    ("emails", "more", "link"),
    [
        ([], {"hidden": True, "subject": "Hi"}, ""),
        (["a@x.org", "b@x.org"], {}, "mailto:a@x.org,b@x.org"),
        (["a?bcc=b%40x.org@x.org"], {}, "mailto:a%3Fbcc%3Db%2540x.org@x.org"),
        (["a&b@x.org"], {"hidden": True, "subject": "A & B"}, HIDDEN),
    ],
)
def test_an_e_mail_adds_nothing_to_the_link_to_write_to_it(emails, more, link):
    assert mail_link(emails, **more) == link


def test_no_template_makes_such_a_link_by_itself():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert not [path for path in templates if "mailto:" in path.read_text()]
