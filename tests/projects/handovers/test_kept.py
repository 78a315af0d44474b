"""Who took over is kept with what it rested on, and comes out again."""

import re
from html import unescape

import pytest

from projects.models import Suggestion
from projects.suggestions.page import SuggestionPage
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def replaced(manager_client, path, person):
    """Ben, who can do both, instead of Ana; Cyd could do one, Dee nothing."""
    person("Ben", Python=3, SQL=3)
    person("Cyd", Python=4)
    person("Dee", NLP=4)
    page = manager_client.get(path).content.decode()
    form = page.split('data-instead="1"')[1].split("<form")[1].split("</form>")[0]
    sent = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    manager_client.post(path, {name: unescape(value) for name, value in sent})
    return Suggestion.objects.get()


def test_who_was_compared_is_kept_with_what_they_restore(replaced):
    kept = replaced.considered.order_by("person__name")
    assert replaced.kind == "replacement"
    assert [(row.person.name, row.facts["restored"]) for row in kept] == [
        ("Ben", [1, 1, 0]),
        ("Cyd", [1, 0, 0]),
    ]


def test_it_comes_out_again(replaced):
    page = SuggestionPage(replaced)
    assert page.is_same
    assert page.answered[0].then.startswith("Rank 1, ")
    assert page.others[0].again.startswith("Rank 2, ")


def test_the_page_says_what_it_was(manager_client, replaced):
    text = text_of(manager_client.get(replaced.get_absolute_url()))
    assert "who instead" in text
    assert "2 could take over, first who restores most" in text
