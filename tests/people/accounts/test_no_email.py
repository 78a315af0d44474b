"""No e-mail, no account: nothing that is empty leads to anybody."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from people.accounts.accounts import AccountTaken, find_account, is_current
from people.accounts.forms import ForgottenPasswordForm
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.editing.undo import record, state_of, undo
from people.models import Identity, Person
from people.privacy.personal_data import personal_data, sign_in_attempts
from tests.admin_pages import change, choose
from tests.factories import IdentityFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
PEOPLE = "/admin/people/person/"
EMPTY = ["", " ", "\0", "@", "None", "null"]
ACCOUNT_NEEDS_IT = "Who has an account has an e-mail"


@pytest.fixture(autouse=True)
def nameless():
    """Two people without an e-mail, and two accounts without one."""
    UserFactory.create_batch(2, password="!", email="")
    return PersonFactory.create_batch(2, email=None)


# Signing in


@pytest.mark.parametrize("typed", EMPTY)
def test_nothing_typed_leads_to_no_account(typed):
    assert find_account(typed) is None


@pytest.mark.parametrize("typed", EMPTY)
def test_nothing_typed_signs_nobody_in(typed, client):
    answer = client.post("/accounts/login/", {"username": typed, "password": "x"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", EMPTY)
def test_no_password_is_chosen_by_an_empty_address(typed, client, mailoutbox):
    User.objects.update(password="something")
    client.post("/accounts/reset/", {"email": typed})
    assert not ForgottenPasswordForm({"email": typed}).is_valid()
    assert mailoutbox == []


@pytest.mark.parametrize("admits", ["people", "everyone"])
@pytest.mark.parametrize("email", [*EMPTY, None])
def test_single_sign_on_knows_nobody_by_an_empty_address(email, admits, settings):
    settings.SINGLE_SIGN_ON = {"issuer": "https://id.example.com", "admits": admits}
    before = User.objects.count()
    with pytest.raises(Refused):
        account_for({"sub": "s1", "email": email, "email_verified": True})
    assert (User.objects.count(), Identity.objects.count()) == (before, 0)


@pytest.mark.parametrize("admits", ["people", "everyone"])
def test_single_sign_on_knows_nobody_without_an_address(admits, settings):
    settings.SINGLE_SIGN_ON = {"issuer": "https://id.example.com", "admits": admits}
    with pytest.raises(Refused):
        account_for({"sub": "s1", "email_verified": True})
    assert not Person.objects.exclude(user=None).exists()


# Accounts


def test_without_an_email_no_account_is_opened(nameless):
    before = User.objects.count()
    with pytest.raises(AccountTaken):
        open_account(nameless[0])
    assert User.objects.count() == before


def test_invitations_count_those_without_an_email_apart(
    nameless, directory_admin_client, mailoutbox
):
    ana = PersonFactory(name="Ana")
    page = choose(
        directory_admin_client, PEOPLE, "invite", [ana, *nameless], apply="1"
    ).content.decode()
    names = ", ".join(person.name for person in nameless)
    assert "People invited: 1." in page
    assert f"Not invited, has no e-mail: {names} (2 people)." in page
    assert len(mailoutbox) == 1


def test_before_inviting_it_says_who_has_no_email(nameless, directory_admin_client):
    people = [PersonFactory(name="Ana"), nameless[0]]
    page = choose(directory_admin_client, PEOPLE, "invite", people).content.decode()
    assert "Mail 1 person?" in page
    assert f"{nameless[0].name}: has no e-mail" in page


def test_an_account_is_not_linked_to_who_has_no_email(nameless, admin_client):
    row = f"{PEOPLE}{nameless[0].pk}/change/"
    page = change(admin_client, row, user=UserFactory().pk)
    assert ACCOUNT_NEEDS_IT in page.content.decode()
    assert not Person.objects.exclude(user=None).exists()


def test_an_account_keeps_its_email(admin_client):
    ana = PersonFactory(email="ana@example.com", user=UserFactory())
    page = change(admin_client, f"{PEOPLE}{ana.pk}/change/", email="")
    ana.refresh_from_db()
    assert ACCOUNT_NEEDS_IT in page.content.decode()
    assert ana.email == "ana@example.com"


def test_an_email_goes_together_with_the_account(admin_client):
    """What the address could do is over: identities, sessions."""
    ana = PersonFactory(email="ana@example.com", user=UserFactory())
    IdentityFactory(user=ana.user, email="ana@example.com")
    change(admin_client, f"{PEOPLE}{ana.pk}/change/", email="", user="")
    ana.refresh_from_db()
    assert (ana.email, ana.user) == (None, None)
    assert not is_current(Identity.objects.get())


def test_sessions_do_not_come_back_with_the_email(client):
    ana = PersonFactory(email="ana@example.com")
    account = open_account(ana)
    client.force_login(account)
    for fields in (
        {"email": None, "user": None},
        {"email": "ana@example.com", "user": account},
    ):
        Person.objects.filter(pk=ana.pk).update(**fields)
    assert client.get("/people/").status_code == 302


def test_who_keeps_the_own_profile_keeps_an_email(client, directory_admin):
    dana = PersonFactory(name="Dana", email="dana@example.com", user=directory_admin)
    sent = {"name": "Dana", "email": "", "version": dana.version}
    sent |= {"works_from": "09:00", "works_to": "17:00", "capacity": 100}
    client.force_login(directory_admin)
    page = client.post("/people/me/", sent)
    assert "This field is required" in page.content.decode()
    assert Person.objects.get(pk=dana.pk).email == "dana@example.com"


# Two of them share nothing


def test_two_without_an_email_have_no_attempts_in_common(nameless, client):
    client.post("/accounts/login/", {"username": "", "password": "x"})
    client.post("/accounts/login/", {"username": "None", "password": "x"})
    assert not sign_in_attempts(nameless[0]).exists()


def test_what_is_stored_says_that_there_is_none(nameless):
    assert personal_data(nameless[0])["person"]["email"] is None


def test_they_are_not_reminded_and_counted_apart(capsys, mailoutbox):
    call_command("remind_stale", site="https://skills.example.com", verbosity=0)
    said = capsys.readouterr().out
    assert "stale profiles: 2; reminded: 0; reminded earlier: 0" in said
    assert "without an e-mail: 2" in said
    assert mailoutbox == []


def test_a_dry_run_counts_them_apart_as_well(capsys):
    PersonFactory()
    call_command(
        "remind_stale", site="https://skills.example.com", dry_run=True, verbosity=0
    )
    assert "to remind: 1; reminded earlier: 0" in capsys.readouterr().out


# The admin site


def test_two_are_added_without_an_email(directory_admin_client):
    for name in ("Ana", "Bo"):
        change(directory_admin_client, f"{PEOPLE}add/", name=name, email="")
    assert Person.objects.filter(name__in=["Ana", "Bo"], email=None).count() == 2


def test_an_email_is_taken_away_and_history_tells(directory_admin_client):
    ana = PersonFactory(email="ana@example.com")
    change(directory_admin_client, f"{PEOPLE}{ana.pk}/change/", email="")
    page = directory_admin_client.get(f"/people/{ana.slug}/history/").content.decode()
    assert "the e-mail from ana@example.com to none" in page


@pytest.mark.parametrize(
    ("before", "after"), [("ana@example.com", None), (None, "ana@example.com")]
)
def test_what_can_be_undone_knows_none_from_empty(before, after, admin):
    ana = PersonFactory(email=before)
    was = state_of(ana)
    Person.objects.filter(pk=ana.pk).update(email=after)
    undo(record(by=admin, was=was, made=[ana]), by=admin, check=lambda *rows: None)
    ana.refresh_from_db()
    assert ana.email == before


@pytest.mark.parametrize(("account", "shown"), [("no-email", 2), ("none", 3)])
def test_the_list_finds_who_cannot_be_invited(account, shown, directory_admin_client):
    PersonFactory()
    page = directory_admin_client.get(f"{PEOPLE}?account={account}")
    assert page.context["cl"].result_count == shown
    assert page.content.decode().count("no e-mail</td>") == 2
