"""Inviting people: who gets a mail, what is in it, and who is passed over."""

import re
import threading

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connection

from people.accounts.invitations import Invitations, invite
from people.accounts.opening import give_account
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


class FullMailbox(EmailBackend):
    """Refuses the mail of whoever is called full."""

    def send_messages(self, messages):
        if any("full@" in message.to[0] for message in messages):
            raise OSError("disk is full")
        return super().send_messages(messages)


def invited(*people):
    return invite(people, address=lambda path: f"https://skills.example{path}")


@pytest.fixture
def ann():
    return PersonFactory(name="Ann Lee", email="ann@example.com")


def test_mail_goes_to_the_person_and_leads_to_a_password(ann, mailoutbox):
    assert invited(ann).sent == [ann]

    [mail] = mailoutbox
    assert mail.to == ["ann@example.com"]
    assert re.search(r"https://skills\.example/accounts/reset/\w+/[\w-]+/", mail.body)


def test_subject_is_one_line(ann, mailoutbox):
    invited(ann)

    assert mailoutbox[0].subject
    assert "\n" not in mailoutbox[0].subject


def test_name_with_markup_is_written_as_it_is(mailoutbox):
    invited(PersonFactory(name="O'Brien & <Sons>"))

    assert "O'Brien & <Sons>" in mailoutbox[0].body


def test_nobody_is_invited_of_nobody(mailoutbox):
    found = invited()

    assert (found.sent, found.skipped, mailoutbox) == ([], {}, [])


def test_one_reason_gathers_all_of_whom_it_is_true():
    found = Invitations()
    for person in (1, 2):
        found.skip(person, "has left")

    assert found.skipped == {"has left": [1, 2]}


def test_mail_that_fails_leaves_the_other_ones_alone(ann, settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.FullMailbox"
    full = PersonFactory(email="full@example.com")

    found = invited(full, ann)
    assert found.sent == [ann]
    assert found.skipped == {"the mail could not be sent (disk is full)": [full]}


def test_a_fault_with_one_leaves_the_other_ones_alone(ann, monkeypatch, mailoutbox):
    odd = PersonFactory(email="odd@example.com")

    def fail(person):
        if person == odd:
            raise OverflowError
        return give_account(person)

    monkeypatch.setattr("people.accounts.invitations.give_account", fail)
    found = invited(odd, ann)
    assert found.sent == [ann]
    assert found.skipped == {"a fault came between, which is logged": [odd]}


def test_invited_person_keeps_an_account_that_was_nobodys(ann):
    account = UserFactory(email="ann@example.com")
    invited(ann)

    ann.refresh_from_db()
    assert ann.user == account


def test_who_has_a_closed_account_gets_no_mail_that_leads_nowhere(ann, mailoutbox):
    UserFactory(email="ann@example.com", is_active=False)
    reason = "another's account, or a closed one, has this e-mail"

    assert invited(ann).skipped == {reason: [ann]}
    assert mailoutbox == []
    ann.refresh_from_db()
    assert ann.user is None


def test_each_invitation_costs_the_same_for_3_and_30(
    django_assert_num_queries, mailoutbox
):
    for count in (3, 30):
        people = PersonFactory.create_batch(count)
        with django_assert_num_queries(13 * count):
            invited(*people)


@pytest.mark.django_db(transaction=True)
def test_invitations_that_are_sent_at_once_are_one_mail(mailoutbox):
    Group.objects.get_or_create(name="Members")
    person = PersonFactory()
    start = threading.Barrier(5)

    def send():
        start.wait()
        invited(person)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mailoutbox) == get_user_model().objects.count() == 1


def test_link_in_the_mail_of_an_adopted_account_works(ann, client, mailoutbox):
    UserFactory(email="ANN@example.com")
    invited(ann)
    link = re.search(r"/accounts/reset/\S+", mailoutbox[0].body)[0]
    assert b"Choose a password" in client.get(link, follow=True).content


@pytest.mark.django_db(transaction=True)
def test_two_who_waited_for_one_another_are_invited_all_the_same(
    mailoutbox, monkeypatch
):
    errors = [OperationalError("deadlock detected")]

    def give(person):
        if errors:
            raise errors.pop()
        return give_account(person)

    monkeypatch.setattr("people.accounts.invitations.give_account", give)
    people = PersonFactory.create_batch(2)
    assert invited(*people).sent == people
    assert len(mailoutbox) == 2
