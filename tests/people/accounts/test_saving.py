"""What was read of an account before it changed is not written afterwards."""

import getpass
from threading import Event, Thread

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from people.accounts.accounts import RoleBackend
from people.accounts.opening import open_account
from people.accounts.saving import PasswordOutdated
from people.admin.accounts import AccountAdmin
from people.models import Person
from tests.admin_pages import change, errors_at_fields
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
OLD, NEW = "correct horse battery", "another horse battery"
BOBS = "bob@example.com"
ANOTHER = "django.contrib.auth.hashers.MD5PasswordHasher"
ARGON2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def with_password(account):
    account.set_password(OLD)
    account.save()
    return account


@pytest.fixture
def account():
    """Bob's."""
    return with_password(open_account(PersonFactory(name="Bob", email=BOBS)))


def is_known(account, password):
    return User.objects.get(pk=account.pk).check_password(password)


# What ends a password


def promote(account):
    User.objects.filter(pk=account.pk).update(is_superuser=True)


def part(account):
    Person.objects.filter(user=account).update(user=None)


def link(account):
    part(account)
    account = User.objects.get(pk=account.pk)
    account.is_active = True
    with_password(account)
    PersonFactory(name="Vera", email="vera@example.com", user=account)


def choose_another(account):
    now = User.objects.get(pk=account.pk)
    now.set_password("a third horse battery")
    now.save()


ENDS = [promote, part, link, choose_another]


@pytest.fixture(params=ENDS)
def meanwhile(request, monkeypatch, account):
    """It happens after the old password was read, before a new one is written."""
    set_password = User.set_password

    def set_late(user, raw):
        monkeypatch.setattr(User, "set_password", set_password)
        request.param(account)
        set_password(user, raw)

    def begin():
        monkeypatch.setattr(User, "set_password", set_late)

    return begin


TWICE = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}


def test_a_change_of_the_password_is_not_written_after_its_end(meanwhile, account):
    client = signed_in(RoleBackend().get_user(account.pk))
    meanwhile()
    response = client.post("/accounts/password/", TWICE)
    assert response["Location"] == "/accounts/password/"
    assert not is_known(account, NEW)
    assert client.get("/people/")["Location"].startswith("/accounts/login/")


def test_the_reader_is_told_so(account, monkeypatch):
    client = signed_in(RoleBackend().get_user(account.pk))
    monkeypatch.setattr("people.accounts.forms.NewPasswordForm.save", refuse)
    response = client.post("/accounts/password/", TWICE, follow=True)
    assert "The password was not saved: meanwhile another" in response.text


def refuse(form, commit=True):
    raise PasswordOutdated


def test_nor_is_one_that_a_superuser_types(meanwhile, account, admin_client):
    page = f"/admin/auth/user/{account.pk}/password/"
    meanwhile()
    typed = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    response = admin_client.post(page, typed, follow=True)
    assert not is_known(account, NEW)
    assert "The password was not saved: meanwhile another" in response.text


def test_nor_is_one_that_is_typed_at_the_shell(meanwhile, account, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: NEW)
    meanwhile()
    with pytest.raises(CommandError, match="was not saved"):
        call_command("changepassword", account.username)
    assert not is_known(account, NEW)


def test_a_hash_is_not_made_anew_after_the_end(meanwhile, account, settings):
    settings.PASSWORD_HASHERS = [ANOTHER, *settings.PASSWORD_HASHERS]
    meanwhile()
    RoleBackend().authenticate(None, account.username, OLD)
    assert not is_known(account, OLD)


def test_of_two_who_sign_in_while_hashes_change_both_are_in(
    account, settings, monkeypatch
):
    settings.PASSWORD_HASHERS = [ANOTHER, *settings.PASSWORD_HASHERS]
    set_password = User.set_password

    def set_late(user, raw):
        monkeypatch.setattr(User, "set_password", set_password)
        assert RoleBackend().authenticate(None, BOBS, OLD)
        set_password(user, raw)

    monkeypatch.setattr(User, "set_password", set_late)
    assert RoleBackend().authenticate(None, BOBS, OLD) == account


@pytest.mark.django_db(transaction=True)
def test_who_changes_it_over_and_over_is_no_superuser_by_it(account, settings):
    """With the hasher of the product: in tests passwords are hashed in no time."""
    settings.PASSWORD_HASHERS = ARGON2
    client = signed_in(RoleBackend().get_user(with_password(account).pk))
    words, is_warm, is_over = [OLD], Event(), Event()

    def change_on():
        while not is_over.is_set() and len(words) < 50:
            new = f"{NEW} {len(words)}"
            sent = {"new_password1": new, "new_password2": new}
            client.post("/accounts/password/", sent | {"old_password": words[-1]})
            words.append(new)
            is_warm.set()
        connection.close()

    thread = Thread(target=change_on)
    thread.start()
    is_warm.wait(20)
    promote(account)
    is_over.set()
    thread.join(30)
    assert len(words) > 1
    assert not User.objects.get(pk=account.pk).has_usable_password()


# Whole rows


def test_a_row_that_was_read_before_gives_no_superuser_an_older_password(account):
    stale = User.objects.get(pk=account.pk)
    choose_another(account)
    stale.is_superuser = stale.is_staff = True
    stale.save()
    after = User.objects.get(pk=account.pk)
    assert after.is_superuser
    assert not after.has_usable_password()


def test_a_row_that_was_read_before_opens_nothing(account):
    stale = User.objects.get(pk=account.pk)
    part(account)
    stale.first_name = "Bobby"
    stale.save()
    after = User.objects.get(pk=account.pk)
    assert (after.first_name, after.is_active) == ("Bobby", False)


def test_a_password_that_is_set_with_the_mark_of_a_superuser_stays(account):
    now = User.objects.get(pk=account.pk)
    now.is_superuser = True
    now.set_password(NEW)
    now.save()
    assert is_known(account, NEW)


def test_one_that_is_written_in_the_statement_that_promotes_does_not(account):
    password = User.objects.get(pk=account.pk).password
    choose_another(account)
    rows = User.objects.filter(pk=account.pk)
    rows.update(is_superuser=True, password=password)
    assert not rows.get().has_usable_password()


def test_what_was_read_of_one_column_is_known_to_be_read(account):
    stale = User.objects.get(pk=account.pk)
    choose_another(account)
    stale.email = "own@example.com"
    stale.refresh_from_db(fields=["password"])
    stale.set_password(NEW)
    stale.save()
    assert is_known(account, NEW)


# The page of an account

NO_IDENTITIES = {"identities-TOTAL_FORMS": 0, "identities-INITIAL_FORMS": 0}
JOINED = {"date_joined_0": "2026-03-09", "date_joined_1": "12:00"}


def page_of(account):
    return f"/admin/auth/user/{account.pk}/change/"


@pytest.fixture
def late(monkeypatch):
    """Has something happen while the page is saved."""

    def during(act):
        save_model = AccountAdmin.save_model

        def save_late(admin, *args):
            act()
            save_model(admin, *args)

        monkeypatch.setattr(AccountAdmin, "save_model", save_late)

    return during


def test_the_page_that_promotes_writes_no_older_password(account, admin_client, late):
    late(lambda: choose_another(account))
    values = {"is_superuser": "on", "is_staff": "on"}
    change(admin_client, page_of(account), **values, **JOINED)
    after = User.objects.get(pk=account.pk)
    assert after.is_superuser
    assert not after.has_usable_password()


def test_the_page_opens_nothing_that_was_parted_meanwhile(account, admin_client, late):
    late(lambda: part(account))
    change(admin_client, page_of(account), first_name="Bobby", **JOINED)
    after = User.objects.get(pk=account.pk)
    assert (after.first_name, after.is_active) == ("Bobby", False)


def shown(client, url):
    form = client.get(url).context["adminform"].form
    values = {bound.html_name: bound.value() for bound in form}
    sent = {name: value for name, value in values.items() if value is not None}
    return sent | JOINED | NO_IDENTITIES


def test_a_page_that_was_shown_before_the_parting_gives_nothing_back(
    account, admin_client
):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    sent = shown(admin_client, page_of(account))
    part(account)
    response = admin_client.post(page_of(account), sent)
    account.refresh_from_db()
    assert (account.is_active, account.groups.exists()) == (False, False)
    assert "Somebody saved other values since you opened this" in response.text


def test_so_it_does_when_only_groups_have_changed(account, admin_client):
    account.groups.add(Group.objects.get_or_create(name="Project managers")[0])
    sent = shown(admin_client, page_of(account))
    account.groups.clear()
    admin_client.post(page_of(account), sent)
    assert not account.groups.exists()


@pytest.mark.parametrize("rights", [{"is_staff": "on"}, {"is_superuser": "on"}])
def test_rights_are_given_to_nobody_whom_the_page_did_not_show(rights, admin_client):
    account = UserFactory(username="newcomer")
    sent = shown(admin_client, page_of(account)) | rights
    PersonFactory(user=account, email="mule@example.com")
    response = admin_client.post(page_of(account), sent)
    assert "Somebody saved other values since you opened this" in response.text
    after = User.objects.get(pk=account.pk)
    assert (after.is_staff, after.is_superuser) == (False, False)


def test_what_is_sent_again_replaces_what_was_saved_meanwhile(account, admin_client):
    sent = shown(admin_client, page_of(account)) | {"first_name": "Bobby"}
    User.objects.filter(pk=account.pk).update(first_name="Robert")
    form = admin_client.post(page_of(account), sent).context["adminform"].form
    sent |= {"seen_version": form["seen_version"].value()}
    admin_client.post(page_of(account), sent)
    assert User.objects.get(pk=account.pk).first_name == "Bobby"


def test_who_signs_in_meanwhile_stands_in_nobodys_way(account, admin_client):
    sent = shown(admin_client, page_of(account)) | {"first_name": "Bobby"}
    now = timezone.now()
    User.objects.filter(pk=account.pk).update(last_login=now)
    admin_client.post(page_of(account), sent)
    after = User.objects.get(pk=account.pk)
    assert (after.first_name, after.last_login) == ("Bobby", now)


def test_the_page_of_a_new_account_is_as_before(admin_client):
    typed = {"username": "newcomer", "password1": NEW, "password2": NEW}
    typed |= {"usable_password": "true", **NO_IDENTITIES}
    admin_client.post("/admin/auth/user/add/", typed)
    assert User.objects.get(username="newcomer").check_password(NEW)


def test_passwords_of_people_do_not_come_with_a_dump(account, tmp_path):
    dump = tmp_path / "dump.json"
    models = ["auth.user", "people.person"]
    call_command("dumpdata", *models, output=str(dump), verbosity=0)
    Person.objects.all().delete()
    User.objects.all().delete()
    call_command("loaddata", str(dump), verbosity=0)
    assert not User.objects.get(pk=account.pk).has_usable_password()


def test_an_account_that_was_just_made_is_read(account):
    made = UserFactory()
    User.objects.filter(pk=made.pk).update(is_active=False)
    made.first_name = "Ada"
    made.save()
    assert not User.objects.get(pk=made.pk).is_active


# In one form


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("eve@MÜNCHEN.de", "eve@münchen.de"),
        ("Eve@xn--mnchen-3ya.de", "Eve@münchen.de"),
        ("eve@x.xn--pxavbm-2", "eve@x.xn--pxavbm-2"),
        ("eve@xn--mnchen-3ya.de-2", "eve@münchen.de-2"),
        ("Eve MÜNCHEN", "Eve MÜNCHEN"),
    ],
)
def test_a_user_name_that_is_an_e_mail_is_kept_as_one(name, kept):
    user = User(username=name)
    user.save()
    assert user.username == kept
    assert User.objects.get().username == kept


@pytest.mark.parametrize("name", ["eve@MÜNCHEN.de", "eve@xn--mnchen-3ya.de"])
def test_a_page_gives_nobody_a_user_name_that_is_anothers(name, admin_client):
    UserFactory(username="eve@münchen.de")
    new = {"username": name, "password1": "x", "password2": "x"}
    page = change(admin_client, "/admin/auth/user/add/", **new)
    assert "username" in errors_at_fields(page)
    other = UserFactory()
    page = change(admin_client, f"/admin/auth/user/{other.pk}/change/", username=name)
    assert "username" in errors_at_fields(page)
