"""An account is linked to a person, and given rights at the same time."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from people.accounts.accounts import AccountTaken
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Person
from tests.admin_pages import change
from tests.factories import PersonFactory, UserFactory
from tests.people.accounts.promotions import get_a_permission, get_the_mark
from tests.people.accounts.test_acting import (
    admin_called,
    choose_password,
    in_thread,
    page_of,
    sign_in,
)
from tests.waiting import wait_for_lock

pytestmark = pytest.mark.django_db(transaction=True)

User = get_user_model()


def become_staff(account):
    User.objects.filter(pk=account.pk).update(is_staff=True)


def get_a_role(account):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])


RIGHTS = [become_staff, get_a_role, get_a_permission, get_the_mark]


@pytest.fixture
def dora():
    return sign_in(admin_called("Dora"))


def meanwhile(account, give, send):
    """Send something that waits for the account, which gets something meanwhile."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=account.pk)
        thread = in_thread(send)
        wait_for_lock()
        give(account)
    thread.join()


@pytest.mark.parametrize("give", RIGHTS)
def test_what_is_given_rights_meanwhile_is_not_linked(give, dora):
    account, mule = UserFactory(username="new"), PersonFactory(name="Mule")
    link = lambda: change(dora, page_of(mule), user=account.pk)  # noqa: E731
    meanwhile(account, give, link)
    assert Person.objects.get(pk=mule.pk).user is None


@pytest.mark.parametrize("give", RIGHTS)
def test_nor_to_somebody_new(give, dora):
    account = UserFactory(username="new")
    typed = {"name": "Mule", "email": "mule@example.com", "user": account.pk}
    add = lambda: change(dora, "/admin/people/person/add/", **typed)  # noqa: E731
    meanwhile(account, give, add)
    assert not Person.objects.filter(name="Mule").exists()


def test_what_nothing_was_given_is_linked_after_waiting(dora):
    account, mule = UserFactory(username="new"), PersonFactory(name="Mule")
    link = lambda: change(dora, page_of(mule), user=account.pk)  # noqa: E731
    meanwhile(account, lambda account: None, link)
    assert Person.objects.get(pk=mule.pk).user == account


def move(account):
    User.objects.filter(pk=account.pk).update(email="another@example.com")


@pytest.mark.parametrize("give", [become_staff, get_the_mark, move])
def test_nor_is_what_an_invitation_has_found(give):
    account = UserFactory(username="new", email="mule@example.com")
    mule, refused = PersonFactory(email="mule@example.com"), []

    def invite():
        try:
            open_account(mule)
        except AccountTaken as error:
            refused.append(error)

    meanwhile(account, give, invite)
    assert Person.objects.get(pk=mule.pk).user != account
    assert len(refused) == (give is not move)


@pytest.mark.parametrize("give", [get_a_role, choose_password])
def test_nor_is_what_single_sign_on_has_found(give, settings):
    settings.SINGLE_SIGN_ON = {"issuer": "https://id.example.com", "admits": "everyone"}
    account = UserFactory(username="new", email="eve@example.com")
    eve = {"sub": "s1", "email": "eve@example.com", "email_verified": True}

    def come():
        with pytest.raises(Refused, match="has a password or a role"):
            account_for(eve)

    meanwhile(account, give, come)
    assert not account.identities.exists()
