"""What the site has signed, and what it knows again, when SECRET_KEY changes."""

import pytest

from people.accounts.names import hash_subject, written_as
from people.mail.subscription import subscriber_of, unsubscribe_path
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["kept", "gone"])
def change_key(request, settings):
    """Gives the site another key; the old one is still known to it, or is not."""

    def change_key():
        old, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 8
        settings.SECRET_KEY_FALLBACKS = [old] if request.param else []
        return request.param

    return change_key


def test_who_is_signed_in_stays_so_by_the_old_key(change_key, member_client):
    assert member_client.get("/people/me/").status_code == 200
    known = change_key()
    pages = [member_client.get("/people/me/").status_code for _ in range(2)]
    assert pages == [200 if known else 302] * 2


def test_links_of_mails_go_on_by_the_old_key(change_key):
    person = PersonFactory(name="Erin")
    token = unsubscribe_path(person).strip("/").split("/")[-1]
    known = change_key()
    assert subscriber_of(token) == (person.pk if known else None)


def test_the_subject_of_who_was_erased_is_known_again_by_the_old_key(change_key):
    kept = hash_subject("sub")
    known = change_key()
    assert (kept in written_as("sub")) is known
    assert hash_subject("sub") in written_as("sub")
