"""An account belongs to one person, once; what is parted is over."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from people.accounts.accounts import RoleBackend, password_links
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Identity, Person
from people.rules import is_protected
from tests.admin_pages import change, choose
from tests.conftest import sign_up, signed_in
from tests.factories import (
    IdentityFactory,
    PersonFactory,
    SavedSearchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

User = get_user_model()
PEOPLE = "/admin/people/person/"
PASSWORD = "correct horse battery"
LEFT_ON = date(2026, 3, 6)
BOBS = "bob@example.com"


@pytest.fixture
def bob():
    """Bob, a project manager: his account has a password."""
    person = PersonFactory(name="Bob", email=BOBS)
    account = open_account(person)
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    account.set_password(PASSWORD)
    account.save()
    return person


@pytest.fixture
def everyone(settings):
    settings.SINGLE_SIGN_ON = {"issuer": "https://id.example.com", "admits": "everyone"}
    return settings


def come(subject, email, verified=True):
    claims = {"sub": subject, "email": email, "email_verified": verified}
    return account_for(claims | {"name": "Vera Voss"})


def come_or_not(*claims):
    try:
        return come(*claims)
    except Refused:
        return None


def account_of(person):
    return Person.objects.get(pk=person.pk).user


def may_enter(typed=BOBS):
    return RoleBackend().authenticate(None, typed, PASSWORD)


# Parting closes


def take_it_away(person):
    Person.objects.filter(pk=person.pk).update(user=None)


def take_the_email_too(person):
    Person.objects.filter(pk=person.pk).update(user=None, email=None)


def give_another(person):
    Person.objects.filter(pk=person.pk).update(user=UserFactory())


def remove_the_person(person):
    Person.objects.get(pk=person.pk).delete()


PARTINGS = [take_it_away, take_the_email_too, give_another, remove_the_person]


@pytest.mark.parametrize("part", PARTINGS)
def test_an_account_that_is_parted_is_closed(part, bob):
    part(bob)
    account = User.objects.get(username=BOBS)
    assert not account.is_active
    assert not account.has_usable_password()
    assert not account.groups.exists()


@pytest.mark.parametrize("part", PARTINGS)
def test_who_has_left_stays_out_when_all_is_tidied_up(part, bob):
    Person.objects.update(left_on=LEFT_ON)
    part(bob)
    assert may_enter() is None


def test_who_has_left_stays_out_when_the_admin_site_tidies_up(
    bob, directory_admin_client, client
):
    Person.objects.update(left_on=LEFT_ON)
    change(directory_admin_client, f"{PEOPLE}{bob.pk}/change/", email="", user="")
    assert Person.objects.get().email is None
    client.post("/accounts/login/", {"username": BOBS, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_who_has_left_does_not_get_in_by_the_address_of_the_next(bob):
    take_the_email_too(bob)
    PersonFactory(name="Bobby", email=BOBS)
    assert may_enter() is None


@pytest.mark.parametrize("part", PARTINGS)
@pytest.mark.parametrize("email", [BOBS, "new@example.com"])
def test_who_has_left_does_not_come_as_a_visitor(email, part, everyone):
    bob = PersonFactory(email=BOBS)
    come("s1", BOBS)
    Person.objects.update(left_on=LEFT_ON)
    part(bob)
    assert come_or_not("s1", email) is None


def test_who_is_parted_and_here_again_gets_another_account(bob):
    before = User.objects.get()
    take_it_away(bob)
    assert open_account(bob) != before
    assert (account_of(bob).username, before.username) == (f"{BOBS}-2", BOBS)


@pytest.mark.looks_again
def test_what_is_closed_is_linked_by_hand_to_nobody(bob, directory_admin_client):
    account = User.objects.get(person=bob)
    take_it_away(bob)
    other = PersonFactory()
    change(directory_admin_client, f"{PEOPLE}{other.pk}/change/", user=account.pk)
    assert account_of(other) is None


def test_what_a_superuser_has_closed_a_directory_admin_does_not_replace(
    bob, directory_admin_client
):
    User.objects.filter(person=bob).update(is_active=False)
    change(directory_admin_client, f"{PEOPLE}{bob.pk}/change/", user="")
    assert account_of(bob)


def test_a_protected_account_keeps_what_is_its_own():
    ada = sign_up("ada", "Members", email="ada@example.com", is_superuser=True)
    ada.set_password(PASSWORD)
    ada.save()
    take_it_away(PersonFactory(email=BOBS, user=ada))
    assert may_enter("ada@example.com") == ada
    assert ada.groups.exists()


def test_two_who_change_accounts_keep_no_session():
    accounts = [sign_up(name, "Members") for name in ("ana", "ben")]
    one, other = [PersonFactory(user=account) for account in accounts]
    client = signed_in(RoleBackend().get_user(accounts[0].pk))
    Person.objects.update(user=None)
    Person.objects.filter(pk=one.pk).update(user=accounts[1])
    Person.objects.filter(pk=other.pk).update(user=accounts[0])
    assert client.get("/people/").status_code == 302


# A promotion revives nothing


def by_the_mark(account):
    User.objects.filter(pk=account.pk).update(is_superuser=True)


def by_the_mark_with_an_email(account):
    User.objects.filter(pk=account.pk).update(is_superuser=True, email=BOBS)


def by_an_email_and_then_the_mark(account):
    User.objects.filter(pk=account.pk).update(email=BOBS)
    by_the_mark(account)


def by_a_right(account):
    account.user_permissions.add(Permission.objects.get(codename="change_user"))


def keepers():
    group = Group.objects.create(name="Keepers")
    group.permissions.add(Permission.objects.get(codename="change_user"))
    return group


def by_a_group(account):
    account.groups.add(keepers())


def by_another_group(account):
    account.groups.set([Group.objects.create(name="Others")])
    User.groups.through.objects.filter(user=account).update(group=keepers())


def by_another_right(account):
    account.user_permissions.add(Permission.objects.get(codename="view_user"))
    rights = User.user_permissions.through.objects.filter(user=account)
    rights.update(permission=Permission.objects.get(codename="change_user"))


def by_another_right_of_a_group(account):
    account.groups.add(group := Group.objects.create(name="Others"))
    group.permissions.add(Permission.objects.get(codename="view_user"))
    rights = Group.permissions.through.objects.filter(group=group)
    rights.update(permission=Permission.objects.get(codename="change_user"))


PROMOTIONS = [
    *(by_the_mark, by_the_mark_with_an_email, by_an_email_and_then_the_mark),
    *(by_a_right, by_a_group),
    *(by_another_group, by_another_right, by_another_right_of_a_group),
]


@pytest.mark.looks_again
@pytest.mark.parametrize("promote", PROMOTIONS)
@pytest.mark.parametrize("part", PARTINGS)
def test_no_promotion_revives_the_password_of_who_had_the_profile(part, promote, bob):
    account = User.objects.get(person=bob)
    part(bob)
    promote(account)
    User.objects.filter(pk=account.pk).update(is_active=True)
    after = User.objects.get(pk=account.pk)
    assert is_protected(after)
    assert not after.has_usable_password()


@pytest.mark.parametrize("promote", [by_the_mark, *PROMOTIONS[3:]])
@pytest.mark.parametrize("has_profile", [True, False])
def test_without_an_own_email_whoever_gains_rights_needs_a_new_password(
    has_profile, promote
):
    account = UserFactory(username="bob")
    if has_profile:
        PersonFactory(user=account)
    User.objects.update(password="x")
    promote(account)
    assert is_protected(User.objects.get())
    assert not User.objects.get().has_usable_password()


def test_a_superuser_is_told_of_a_password_that_is_missing(admin_client):
    user = UserFactory(username="bob", password="x")
    joined = {"date_joined_0": "2026-03-09", "date_joined_1": "12:00"}
    row = f"/admin/auth/user/{user.pk}/change/"
    change(admin_client, row, is_superuser="on", **joined)
    page = admin_client.get("/admin/").content.decode()
    assert "This account has no password" in page
    assert "The e-mail of the profile" not in page


@pytest.mark.looks_again
def test_an_address_that_was_anothers_for_a_while_leads_to_no_superuser(
    bob, directory_admin_client, client
):
    account, row = User.objects.get(person=bob), f"{PEOPLE}{bob.pk}/change/"
    change(directory_admin_client, row, email="evil@example.com")
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    change(directory_admin_client, row, email=BOBS, user="")
    by_the_mark_with_an_email(account)
    client.post("/accounts/login/", {"username": BOBS, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


# Who comes to a profile


def with_a_password(account):
    account.set_password(PASSWORD)
    account.save()


def with_a_group(account):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])


def with_a_right(account):
    account.user_permissions.add(Permission.objects.get(codename="view_user"))


def with_an_identity(account):
    IdentityFactory(user=account, subject="s1", email=account.email)


def with_a_sign_in(account):
    User.objects.filter(pk=account.pk).update(last_login=timezone.now())


def with_a_search(account):
    SavedSearchFactory(owner=account)


USES = [
    *(with_a_password, with_a_group, with_a_right),
    *(with_an_identity, with_a_sign_in, with_a_search),
]


@pytest.mark.parametrize("use", USES)
def test_no_profile_gets_an_account_that_anybody_used(use):
    account = UserFactory(username="old", email="vera@example.com")
    use(account)
    vera = PersonFactory(email="vera@example.com")
    assert open_account(vera) != account
    account.refresh_from_db()
    assert (account.email, account.is_active) == ("", False)


def test_a_password_of_nobodys_account_opens_no_profile():
    with_a_password(UserFactory(username="old", email="vera@example.com"))
    vera = PersonFactory(email="vera@example.com")
    open_account(vera)
    assert may_enter("old") != account_of(vera)
    assert may_enter("vera@example.com") is None


@pytest.fixture
def vera(everyone, directory_admin_client):
    """Vera, who was invited: a visitor had her address before."""
    with_a_search(come("s1", "vera@example.com"))
    person = PersonFactory(name="Vera", email="vera@example.com")
    everyone.CAN_MAIL = True
    everyone.SINGLE_SIGN_ON |= {"name": "ID"}
    choose(directory_admin_client, PEOPLE, "invite", [person], apply="1")
    return person


@pytest.mark.parametrize("admits", ["everyone", "people"])
@pytest.mark.parametrize("verified", [True, False])
def test_a_visitor_is_not_who_has_the_address_next(verified, admits, vera, everyone):
    everyone.SINGLE_SIGN_ON |= {"admits": admits}
    assert come_or_not("s1", "old@example.com", verified) is None
    assert Person.objects.get().email == "vera@example.com"


def test_who_has_a_visitors_address_next_is_let_in(vera):
    assert come("s2", "vera@example.com") == account_of(vera)
    assert not account_of(vera).saved_searches.exists()


def test_a_visitor_whose_profile_is_made_gets_it(everyone):
    """The subject is the same, and has the address still."""
    visitor = come("s1", "vera@example.com")
    with_a_password(visitor)
    vera = PersonFactory(email="vera@example.com")
    assert come("s1", "vera@example.com") == account_of(vera)
    assert may_enter("vera@example.com") is None


def test_a_visitor_who_was_invited_meanwhile_gets_the_profile(vera):
    assert come("s1", "vera@example.com") == account_of(vera)
    assert Identity.objects.get().user == account_of(vera)


@pytest.mark.parametrize("is_new", [True, False])
def test_an_account_that_is_linked_by_hand_brings_nothing_along(
    is_new, directory_admin_client
):
    account = UserFactory(username="old")
    with_a_password(account)
    with_an_identity(account)
    client = signed_in(RoleBackend().get_user(account.pk))
    row = f"{PEOPLE}add/" if is_new else f"{PEOPLE}{PersonFactory().pk}/change/"
    values = {"name": "Vera", "email": "vera@example.com", "user": account.pk}
    change(directory_admin_client, row, **values)
    page = directory_admin_client.get("/admin/").content.decode()
    assert "The account old has no password any more" in page
    assert Person.objects.get().user == account
    assert may_enter("old") is None
    assert not Identity.objects.exists()
    assert client.get("/people/").status_code == 302


def test_a_protected_account_that_is_linked_keeps_its_own(admin_client):
    ada = UserFactory(email="ada@example.com", is_superuser=True)
    with_a_password(ada)
    with_an_identity(ada)
    change(admin_client, f"{PEOPLE}{PersonFactory().pk}/change/", user=ada.pk)
    assert Person.objects.get().user == ada
    assert may_enter("ada@example.com") == ada
    assert Identity.objects.exists()


# What has ended does not come back


def reopen(person, account):
    """As only a superuser could."""
    User.objects.filter(pk=account.pk).update(is_active=True)
    Person.objects.filter(pk=person.pk).update(user=account, email=BOBS)


@pytest.mark.parametrize("part", PARTINGS[:3])
def test_no_session_comes_back_with_the_account(part, bob):
    account = User.objects.get(person=bob)
    client = signed_in(RoleBackend().get_user(account.pk))
    part(bob)
    reopen(bob, account)
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("part", PARTINGS[:3])
def test_no_link_in_a_mail_comes_back_with_the_account(part, bob):
    account = User.objects.get(person=bob)
    token = password_links.make_token(account)
    part(bob)
    reopen(bob, account)
    assert not password_links.check_token(RoleBackend().get_user(account.pk), token)


def test_no_link_in_a_mail_comes_back_with_the_address(bob):
    account = User.objects.get(person=bob)
    token = password_links.make_token(account)
    assert password_links.check_token(RoleBackend().get_user(account.pk), token)
    for email in ("other@example.com", BOBS):
        Person.objects.update(email=email)
        after = RoleBackend().get_user(account.pk)
        assert not password_links.check_token(after, token)
