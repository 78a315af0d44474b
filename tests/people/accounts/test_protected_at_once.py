"""Who gets protected while something else waits is treated as who is protected."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from people.accounts.opening import open_account
from people.models import Person
from people.privacy.erasure import erase
from tests.admin_pages import change
from tests.factories import PersonFactory, UserFactory
from tests.people.accounts import promotions
from tests.people.accounts.test_acting import admin_called, in_thread, sign_in
from tests.waiting import wait_for_lock, wait_for_thread

pytestmark = pytest.mark.django_db(transaction=True)

User = get_user_model()
PASSWORD = "correct horse battery"


@pytest.fixture
def eve():
    account = open_account(PersonFactory(name="Eve", email="eve@example.com"))
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def keepers():
    return Group.objects.create(name="Keepers")


def join(eve, keepers):
    User.objects.get(pk=eve.pk).groups.add(keepers)


def grant(eve, keepers):
    right = Permission.objects.get(codename="change_user")
    Group.objects.get(pk=keepers.pk).permissions.add(right)


@pytest.mark.parametrize(("first", "second"), [(join, grant), (grant, join)])
def test_of_a_right_in_two_halves_at_once_no_password_is_left(
    first, second, eve, keepers
):
    with transaction.atomic():
        first(eve, keepers)
        thread = in_thread(lambda: second(eve, keepers))
        wait_for_thread(thread)
    thread.join()
    assert not User.objects.get(pk=eve.pk).has_usable_password()


def test_who_joins_a_group_waits_for_nobody_else_who_does(eve, keepers):
    zoe = open_account(PersonFactory(name="Zoe", email="zoe@example.com"))
    with transaction.atomic():
        join(eve, keepers)
        in_thread(lambda: join(zoe, keepers)).join()
    assert keepers.user_set.count() == 2


def test_the_page_of_a_group_locks_it_last(eve, keepers):
    """Else who gets the role, and waits for it, would wait for what the page awaits."""
    boss = UserFactory(is_superuser=True, is_staff=True)
    PersonFactory(user=boss)
    client, page = sign_in(boss), f"/admin/auth/group/{keepers.pk}/change/"
    with transaction.atomic():
        Person.objects.select_for_update().get(user=boss)
        saving = in_thread(lambda: change(client, page, name="Guards"))
        wait_for_lock()
        joining = in_thread(lambda: join(eve, keepers))
        joining.join(timeout=20)
        assert not joining.is_alive()
    saving.join()
    assert Group.objects.get(name="Guards").user_set.get() == eve


GIVEN_TO_WHO_IS_THERE = [
    promotions.get_the_mark,
    promotions.get_a_permission,
    promotions.join_a_group_that_has_it,
    promotions.be_in_a_group_that_gets_it,
]


@pytest.mark.parametrize("give", GIVEN_TO_WHO_IS_THERE)
def test_who_gets_protected_while_erasing_waits_is_not_erased_along(give):
    dana = admin_called("Dana")
    vic, rita = (User.objects.create_user(f"{i}", f"{i}@example.com") for i in "vr")
    mule = PersonFactory(name="Mule", email=vic.email)
    Person.objects.filter(pk=mule.pk).update(email=rita.email)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=vic.pk)
        erasing = in_thread(lambda: erase(person=mule, by=dana))
        wait_for_lock()
        in_thread(lambda: give(rita)).join()
    erasing.join()
    assert User.objects.filter(pk__in=[vic.pk, rita.pk]).get() == rita
