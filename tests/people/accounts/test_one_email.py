"""The account of a person has the profile's e-mail, whoever writes which of the two."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from people.accounts.accounts import (
    RoleBackend,
    find_account,
    is_current,
    password_links,
)
from people.accounts.forms import POST_OFFICE
from people.accounts.opening import make_account, open_account
from people.models import Person
from people.rules import account_email, is_directory_admin
from projects.bookings.leaving import erase_people
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Decision, What
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.admin_pages import change
from tests.conftest import signed_in
from tests.factories import IdentityFactory, PersonFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
OLD, NEW = "erin.change@example.com", "erin.married@example.com"
PEOPLE = "/admin/people/person/"


@pytest.fixture
def erin():
    """Erin, who was invited, and has chosen a password."""
    person = PersonFactory(name="Erin", slug="erin", email=OLD)
    user = open_account(person)
    user.set_password("correct horse battery")
    user.save()
    person.refresh_from_db()
    return person


def email_of(person):
    account = User.objects.get(person=person)
    assert account.email == ""
    return account_email(account)


# Ways of writing


def by_saving(person, admin):
    person.email = NEW
    person.save()


def by_update(person, admin):
    Person.objects.filter(pk=person.pk).update(email=NEW)


def by_bulk_update(person, admin):
    person.email = NEW
    Person.objects.bulk_update([person], ["email"])


def by_the_admin_page(person, admin):
    change(signed_in(admin), f"{PEOPLE}{person.pk}/change/", email=NEW)


def by_the_own_profile(person, admin):
    group = admin.groups.get()
    person.user.groups.add(group)
    page = signed_in(person.user).get("/people/me/")
    form = page.context["about"]
    shown = {field.html_name: field.value() for field in form}
    sent = {name: value for name, value in shown.items() if value is not None}
    signed_in(person.user).post("/people/me/", sent | {"email": NEW})


def by_a_spreadsheet(person, admin):
    answers = {"person": {NEW: Decision(What.USE, person.pk)}}
    apply_plan(upload("people", "name email", ("Erin", NEW), names=answers), by=admin)


WAYS = [
    by_saving,
    by_update,
    by_bulk_update,
    by_the_admin_page,
    by_the_own_profile,
    by_a_spreadsheet,
]


@pytest.mark.parametrize("write", WAYS)
def test_the_account_follows_the_profile(write, erin, directory_admin):
    write(erin, directory_admin)
    erin.refresh_from_db()
    assert (erin.email, email_of(erin)) == (NEW, NEW)


@pytest.mark.parametrize("write", WAYS)
def test_what_the_old_address_could_do_is_over(write, erin, directory_admin):
    elsewhere, token = (
        signed_in(erin.user),
        password_links.make_token(erin.user),
    )
    write(erin, directory_admin)
    user = User.objects.get(pk=erin.user_id)
    assert not password_links.check_token(user, token)
    assert elsewhere.get("/people/").status_code == 302
    assert find_account(OLD) in (None, user)


def test_the_account_follows_an_import_that_is_undone(erin, directory_admin):
    by_a_spreadsheet(erin, directory_admin)
    undo_plan(SpreadsheetImport.objects.get(), by=directory_admin)
    assert email_of(erin) == OLD


def test_an_account_that_is_linked_follows(erin):
    user = UserFactory(email="dana@example.com")
    Person.objects.filter(pk=erin.pk).update(user=user)
    assert email_of(erin) == OLD


def test_a_person_who_is_made_with_an_account_gives_it_the_e_mail():
    person = PersonFactory(email=OLD, user=UserFactory(email="x@example.com"))
    assert email_of(person) == OLD


@pytest.mark.parametrize("is_stale", [True, False])
def test_writing_the_account_does_not_part_the_two(is_stale, erin):
    user = erin.user
    by_update(erin, None)
    if is_stale:
        user.save()
    else:
        User.objects.filter(pk=user.pk).update(email="other@example.com")
    assert email_of(erin) == NEW


def test_the_admin_sees_that_the_accounts_e_mail_is_the_profiles(erin, admin_client):
    page = admin_client.get(f"/admin/auth/user/{erin.user_id}/change/")
    assert "email" not in page.context["adminform"].form.fields
    lone = UserFactory(email="lone@example.com")
    page = admin_client.get(f"/admin/auth/user/{lone.pk}/change/")
    assert "email" in page.context["adminform"].form.fields


def test_other_case_ends_nothing(erin):
    client = signed_in(erin.user)
    Person.objects.update(email=OLD.upper())
    assert client.get("/people/").status_code == 200


def test_changing_anything_else_ends_nothing(erin):
    client, token = signed_in(erin.user), password_links.make_token(erin.user)
    Person.objects.update(name="Erin Married", capacity=50)
    assert client.get("/people/").status_code == 200
    assert password_links.check_token(User.objects.get(person=erin), token)


def test_what_has_ended_stays_so_when_the_e_mail_comes_back(erin):
    client = signed_in(erin.user)
    Person.objects.update(email=NEW)
    Person.objects.update(email=OLD)
    assert client.get("/people/").status_code == 302


def test_whose_session_it_is_costs_a_request_no_query(erin, django_assert_num_queries):
    Person.objects.update(email=NEW)
    account = RoleBackend().get_user(erin.user_id)
    with django_assert_num_queries(0):
        known = account.get_session_auth_hash()
    assert known == User.objects.get(pk=erin.user_id).get_session_auth_hash()


def test_who_changes_the_own_e_mail_stays_signed_in_here(erin, directory_admin):
    erin.user.groups.set(directory_admin.groups.all())
    client = signed_in(erin.user)
    change(client, f"{PEOPLE}{erin.pk}/change/", email=NEW)
    assert client.get("/people/").status_code == 200


def test_erasing_somebody_leaves_no_account(erin, admin):
    erase_people(people=[erin], by=admin)
    assert not User.objects.filter(email=OLD).exists()


# Mail


def ask(client, email):
    client.post("/accounts/reset/", {"email": email})
    POST_OFFICE.submit(len, "").result()


def test_a_reset_goes_to_the_profiles_e_mail_alone(erin, client, mailoutbox):
    by_update(erin, None)
    PersonFactory(name="Other Erin", email=OLD)
    ask(client, OLD)
    ask(client, NEW.upper())
    assert [mail.to for mail in mailoutbox] == [[NEW]]


@pytest.mark.parametrize(
    "look_alike", ["erın.change@example.com", "ｅrin.change@x.org"]
)
def test_a_look_alike_gets_no_reset(look_alike, erin, client, mailoutbox):
    ask(client, look_alike)
    assert mailoutbox == []


# An account that loses its profile


def to_nobody(person, admin):
    Person.objects.filter(pk=person.pk).update(user=None)


def to_another(person, admin):
    Person.objects.filter(pk=person.pk).update(user=UserFactory())


def by_the_admin_site(person, admin):
    change(signed_in(admin), f"{PEOPLE}{person.pk}/change/", user="")


def with_the_profile(person, admin):
    person.delete()


LOSSES = [to_nobody, to_another, by_the_admin_site, with_the_profile]


@pytest.fixture
def bob():
    """Bob's account, which somebody tied to Erin's profile by mistake."""
    return UserFactory(username="bob", password="x", email="bob@example.com")


@pytest.mark.parametrize("lose", LOSSES)
def test_an_account_that_loses_the_profile_loses_all_that_its_e_mail_could_do(
    lose, erin, bob, directory_admin
):
    Person.objects.filter(pk=erin.pk).update(user=bob)
    bob.refresh_from_db()
    elsewhere, token = signed_in(bob), password_links.make_token(bob)
    IdentityFactory(user=bob, email=OLD)
    lose(erin, directory_admin)
    bob.refresh_from_db()
    assert (bob.email, bob.is_active) == ("", False)
    assert not is_current(bob.identities.get())
    assert not password_links.check_token(bob, token)
    assert elsewhere.get("/people/").status_code == 302


@pytest.mark.parametrize("lose", LOSSES[:2])
def test_no_reset_leads_to_an_account_that_the_profile_had(
    lose, erin, bob, client, mailoutbox
):
    Person.objects.filter(pk=erin.pk).update(user=bob)
    lose(erin, None)
    ask(client, OLD)
    assert "bob" not in "".join(mail.body for mail in mailoutbox)


@pytest.mark.parametrize("lose", LOSSES)
def test_a_protected_account_keeps_its_own_e_mail(lose, erin, bob, admin):
    User.objects.filter(pk=bob.pk).update(is_superuser=True)
    Person.objects.filter(pk=erin.pk).update(user=bob)
    IdentityFactory(user=bob, email=bob.email)
    lose(erin, admin)
    after = User.objects.get(pk=bob.pk)
    assert (after.email, after.identities.count()) == ("bob@example.com", 1)


def test_an_account_gets_the_e_mail_back_with_the_profile(erin):
    user = erin.user
    to_nobody(erin, None)
    Person.objects.filter(pk=erin.pk).update(user=user)
    assert email_of(erin) == OLD


def test_nobody_parts_from_the_own_profile(erin, directory_admin):
    """It would close the account."""
    erin.user.groups.set(directory_admin.groups.all())
    client = signed_in(erin.user)
    change(client, f"{PEOPLE}{erin.pk}/change/", user="")
    assert Person.objects.get().user == erin.user
    assert client.get("/people/").status_code == 200


# Who has the old address, or the account, next


def test_an_account_that_goes_to_another_keeps_no_session_and_no_link(erin):
    user = erin.user
    client, token = signed_in(user), password_links.make_token(user)
    Person.objects.update(user=None, email=NEW)
    PersonFactory(name="Other Erin", email=OLD, user=user)
    after = User.objects.get(pk=user.pk)
    assert not password_links.check_token(after, token)
    assert client.get("/people/").status_code == 302


def test_who_has_the_old_address_next_gets_an_account_of_their_own(erin):
    by_update(erin, None)
    other = open_account(PersonFactory(name="Other Erin", email=OLD))
    assert other != erin.user
    assert other.username == f"{OLD}-2"
    assert find_account(OLD) == other


@pytest.mark.parametrize(
    "sign", [{}, {"password": "x"}, {"last_login": "2026-03-06T10:00Z"}]
)
@pytest.mark.parametrize("lose", LOSSES)
def test_who_has_the_old_address_next_gets_no_account_of_anothers(
    lose, sign, directory_admin
):
    """Whose user name it is still: neither the password nor the roles of before."""
    pat = PersonFactory(email=OLD)
    account = open_account(pat)
    User.objects.filter(pk=account.pk).update(**sign)
    account.groups.add(Group.objects.get(name="Directory admins"))
    by_update(pat, None)
    lose(pat, directory_admin)
    other = open_account(PersonFactory(name="Other Erin", email=OLD))
    assert (other.username, account.username) == (f"{OLD}-2", OLD)
    assert find_account(OLD) == other
    assert not is_directory_admin(User.objects.get(pk=other.pk))


def test_a_user_name_is_no_e_mail_that_goes_on():
    user = UserFactory(username=f"{'a' * 138}@example.com")
    assert find_account(user.username) == user
    assert find_account(f"{user.username}.evil.com") is None


def test_a_long_address_leaves_room_for_the_number():
    names = [make_account(f"{'a' * 190}@example.com", "Ann").username for _ in "123"]
    assert [len(name) for name in names] == [150] * 3
    assert [name[-2:] for name in names] == ["aa", "-2", "-3"]


def test_createsuperuser_keeps_the_e_mail_that_it_is_given():
    options = {"username": "root", "email": OLD, "interactive": False}
    call_command("createsuperuser", **options, stdout=StringIO())
    PersonFactory(email=NEW, user=User.objects.get())
    assert User.objects.get().email == OLD


# As it is typed


@pytest.mark.parametrize(
    "page",
    [
        "/admin/people/person/add/",
        "/admin/people/person/{person}/change/",
        "/admin/auth/user/{account}/change/",
        "/people/me/",
        "/accounts/reset/",
    ],
)
def test_no_field_is_one_whose_e_mail_the_browser_rewrites(page, admin, admin_client):
    person = PersonFactory(user=admin, email="zoe@example.com")
    page = page.format(person=person.pk, account=admin.pk)
    text = admin_client.get(page).text
    assert 'inputmode="email"' in text
    assert 'type="email"' not in text
