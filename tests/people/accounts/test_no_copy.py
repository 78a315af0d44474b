"""No account keeps or gets back an e-mail that is not, or no more, its own."""

import getpass
from collections import defaultdict
from contextlib import suppress
from io import StringIO
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from people.accounts.accounts import AccountTaken, RoleBackend, find_account, is_current
from people.accounts.forms import POST_OFFICE, ForgottenPasswordForm
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.admin.accounts import AccountAdmin
from people.models import Identity, Person
from people.rules import account_email
from tests.admin_pages import change
from tests.conftest import signed_in
from tests.factories import IdentityFactory, PersonFactory, UserFactory
from tests.thoroughness import how_many

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
ERINS = "erin@example.com"


@pytest.fixture
def bob():
    """Bob's account, which somebody tied to Erin's profile by mistake."""
    user = UserFactory(username="bob", password="x", email="bob@example.com")
    PersonFactory(name="Erin", email=ERINS, user=user)
    IdentityFactory(user=user, email=ERINS)
    return User.objects.get()


def part():
    Person.objects.update(user=None)


def make_superuser(answer):
    User.objects.filter(username="bob").update(is_superuser=answer)
    connection.check_constraints()


def save_page(client, user, **values):
    joined = {"date_joined_0": "2026-03-09", "date_joined_1": "12:00"}
    change(client, f"/admin/auth/user/{user.pk}/change/", **joined, **values)


# What happens while the two are parted


def save_what_was_loaded_before(bob, monkeypatch, admin):
    part()
    bob.save()


def save_the_page_of_the_account(bob, monkeypatch, admin):
    save = AccountAdmin.save_model

    def save_meanwhile(*args):
        part()
        save(*args)

    monkeypatch.setattr(AccountAdmin, "save_model", save_meanwhile)
    save_page(signed_in(admin), bob, first_name="Bobby")
    assert User.objects.get(pk=bob.pk).first_name == "Bobby"


def type_a_new_password(bob, monkeypatch, admin):
    def type_meanwhile(prompt):
        part()
        return "correct horse battery"

    monkeypatch.setattr(getpass, "getpass", type_meanwhile)
    with pytest.raises(CommandError):
        call_command("changepassword", "bob", stdout=StringIO())


def be_a_superuser(bob, monkeypatch, admin):
    make_superuser(True)
    part()


def have_been_a_superuser(bob, monkeypatch, admin):
    be_a_superuser(bob, monkeypatch, admin)
    make_superuser(False)


@pytest.mark.parametrize(
    "happen",
    [
        save_what_was_loaded_before,
        save_the_page_of_the_account,
        type_a_new_password,
        be_a_superuser,
        have_been_a_superuser,
    ],
)
def test_nothing_that_happens_meanwhile_keeps_the_profiles_e_mail(
    happen, bob, monkeypatch, admin, client, mailoutbox
):
    happen(bob, monkeypatch, admin)
    client.post("/accounts/reset/", {"email": ERINS})
    POST_OFFICE.submit(len, "").result()
    after = User.objects.get(pk=bob.pk)
    assert (after.email, account_email(after), mailoutbox) == ("", "", [])
    assert not any(map(is_current, after.identities.all()))


def test_an_account_that_comes_after_its_person_has_no_other_e_mail():
    with transaction.atomic():
        PersonFactory(email=ERINS, user_id=4711)
        User(pk=4711, username="x", email="other@example.com").save()
    user = User.objects.get()
    assert (user.email, account_email(user)) == ("", ERINS)


def test_a_password_is_not_to_be_like_the_profiles_e_mail(bob, client):
    User.objects.update(password="x")
    bob.refresh_from_db()
    client.force_login(bob)
    new = {"new_password1": "erin@example", "new_password2": "erin@example"}
    page = client.post("/accounts/password/", {"old_password": "x", **new})
    assert "The password is too similar to the e-mail." in page.content.decode()


# The page of the account


def test_a_superuser_sees_and_finds_the_profiles_e_mail(bob, admin_client):
    found = admin_client.get("/admin/auth/user/", {"q": ERINS})
    assert [*found.context["cl"].result_list] == [bob]
    assert ERINS in found.content.decode()
    page = admin_client.get(f"/admin/auth/user/{bob.pk}/change/")
    assert f'<div class="readonly">{ERINS}</div>' in page.content.decode()


@pytest.mark.parametrize("order", ["2", "-2"])
def test_accounts_are_in_the_order_of_the_e_mails_that_count(bob, admin_client, order):
    UserFactory(username="zoe", email="zoe@example.com")
    page = admin_client.get("/admin/auth/user/", {"o": order, "q": "example.com"})
    names = [user.username for user in page.context["cl"].result_list]
    assert names == sorted(names, reverse=order == "-2")


def test_who_becomes_a_superuser_is_to_get_an_own_e_mail(bob, admin_client):
    save_page(admin_client, bob, is_superuser="on")
    page = admin_client.get("/admin/")
    assert "Enter one of its own." in page.content.decode()
    assert "This account has no password" in page.content.decode()
    assert account_email(User.objects.get(pk=bob.pk)) == ""
    save_page(admin_client, bob, email="bob@example.com")
    assert account_email(User.objects.get(pk=bob.pk)) == "bob@example.com"


# Anything at all


MAILS = [f"{name}@example.com" for name in "abcd"]
SUBJECTS = ["s1", "s2", "s3"]


class World:
    """Accounts and profiles to which anything may happen.

    `given` holds by account what a superuser or the provider has said is its own; `had`
    those that had a profile, `spared` those that a superuser has written since.
    """

    def __init__(self, seed):
        self.random = Random(seed)
        self.given, self.loaded = defaultdict(set), []
        self.had, self.spared = set(), set()
        self.add()

    def account(self):
        return self.random.choice(User.objects.order_by("pk"))

    def person(self):
        return Person.objects.filter(pk=self.random.choice(self.people()))

    def people(self):
        return Person.objects.order_by("pk").values_list("pk", flat=True)

    def mail(self):
        return self.random.choice(MAILS)

    def add(self):
        with suppress(IntegrityError), transaction.atomic():
            PersonFactory(email=self.mail(), user=UserFactory())
        UserFactory(username=self.mail() + "!" * User.objects.count())

    def link(self):
        with suppress(IntegrityError), transaction.atomic():
            self.person().update(user=self.account())

    def part(self):
        self.person().update(user=None)

    def leave(self):
        if len(self.people()) > 1:
            self.person().delete()

    def write(self):
        with suppress(IntegrityError), transaction.atomic():
            self.person().update(email=self.mail())

    def invite(self):
        with suppress(AccountTaken):
            open_account(self.person().get())

    def promote(self):
        user = self.account()
        User.objects.filter(pk=user.pk).update(is_superuser=not user.is_superuser)
        self.spared.add(user.pk)

    def give(self):
        user = self.account()
        if user.is_superuser or not hasattr(user, "person"):
            user.email = self.mail()
            user.save()
            self.given[user.pk].add(user.email)

    def load(self):
        self.loaded.append(self.account())

    def save(self):
        if self.loaded:
            user = self.random.choice(self.loaded)
            user.save()
            self.spared.add(user.pk)

    def come(self):
        subject, mail = self.random.choice(SUBJECTS), self.mail()
        known = Identity.objects.filter(subject=subject).first()
        was_known = known and is_current(known) and known.user
        with suppress(Refused):
            user = account_for({"sub": subject, "email": mail, "email_verified": True})
            if not hasattr(user, "person"):
                self.given[user.pk].add(mail)
            self.check_came(user, mail, was_known)

    def check_came(self, user, mail, was_known):
        fresh = RoleBackend().get_user(user.pk)
        assert user == was_known or account_email(fresh) == mail
        assert fresh.get_session_auth_hash() == user.get_session_auth_hash()
        assert Identity.objects.filter(user=user, email=account_email(fresh)).exists()

    def check(self):
        connection.check_constraints()
        for user in User.objects.select_related("person"):
            profile = getattr(user, "person", None)
            follows = profile and not user.is_superuser
            own = {profile.email} if follows else {"", *self.given[user.pk]}
            assert account_email(user) in own
            assert not (follows and user.email)
            self.check_parted(user, profile)
        mail = self.mail()
        for user in ForgottenPasswordForm().get_users(mail):
            assert account_email(user) == mail
        if user := find_account(mail):
            assert mail in (user.username, account_email(user))

    def check_parted(self, user, profile):
        if profile:
            self.had.add(user.pk)
        elif user.pk in self.had - self.spared:
            assert not user.is_active


STEPS = [
    *(World.add, World.link, World.part, World.leave, World.write, World.invite),
    *(World.promote, World.give, World.load, World.save, World.save, *[World.come] * 4),
]


@pytest.mark.parametrize("admits", ["people", "everyone"])
@pytest.mark.parametrize("seed", range(how_many(20)))
def test_whatever_happens_an_e_mail_is_the_profiles_now_or_was_given(
    seed, admits, settings
):
    settings.SINGLE_SIGN_ON = {"issuer": "https://id.example.com", "admits": admits}
    world = World(seed)
    for _ in range(40):
        world.random.choice(STEPS)(world)
        world.check()
