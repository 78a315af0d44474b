"""Whoever is turned away is told by name whom to ask, as far as they may know it."""

import pytest
from django.contrib.auth.models import Group

from people.rules import DIRECTORY_ADMIN
from tests.factories import UserFactory
from tests.text import text_of

pytestmark = pytest.mark.django_db
REFUSED = "/projects/new/"
HELP_DESK = {"words": "the help desk", "address": "help@example.com"}


@pytest.fixture
def ada():
    names = {"first_name": "Ada", "last_name": "Byron", "email": "ada@example.com"}
    user = UserFactory(username="ada", **names)
    user.groups.set([Group.objects.get(name=DIRECTORY_ADMIN)])
    return user


def test_a_refusal_names_the_directory_admins(ada, member_client):
    page = member_client.get(REFUSED)
    assert "ask Ada Byron for the right role" in text_of(page)
    assert 'href="mailto:ada@example.com"' in page.content.decode()


def test_without_any_it_says_what_they_are(member_client):
    assert "ask a directory admin for the right role" in text_of(
        member_client.get(REFUSED)
    )


@pytest.mark.parametrize("path", ["/accounts/login/", REFUSED])
def test_the_contact_of_the_site_is_named_instead(path, ada, member_client, settings):
    settings.CONTACT = HELP_DESK
    if path != REFUSED:
        member_client.logout()
    page = member_client.get(path)
    assert "sk the help desk" in text_of(page)
    assert 'href="mailto:help@example.com"' in page.content.decode()


def test_who_is_not_signed_in_is_told_of_nobody(ada, client):
    page = text_of(client.get("/accounts/login/"))
    assert ("a directory admin" in page, "Ada" in page) == (True, False)


def test_a_page_that_turns_nobody_away_asks_for_no_names(
    ada, member_client, django_assert_num_queries
):
    with django_assert_num_queries(2):
        member_client.get("/help/")
