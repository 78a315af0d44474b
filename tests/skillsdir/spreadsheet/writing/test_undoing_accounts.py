"""What somebody came by with an e-mail of an import goes when that is undone."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from people.accounts.accounts import (
    RoleBackend,
    may_choose_password,
    password_links,
)
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import Refused, account_for
from people.models import Identity, Person
from skillsdir.models import ImportedChange
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload, use

pytestmark = pytest.mark.django_db

User = get_user_model()
EVAS, WRONG = "eva@example.com", "vic@example.com"
OWN, CHOSEN = "Evas own password 1", "correct horse battery"


@pytest.fixture
def provider(settings):
    """Switched on by whoever comes by single sign-on."""

    def switch_on():
        site = {"issuer": "https://id.example.com", "admits": "everyone", "name": "ID"}
        settings.SINGLE_SIGN_ON = site

    return switch_on


@pytest.fixture
def eva():
    return PersonFactory(name="Eva Old", email=EVAS)


def with_password(person):
    account = open_account(person)
    account.set_password(OWN)
    account.save()
    person.refresh_from_db()
    return account


def give(person, email, by=None):
    """An import that gives them the address."""
    names = {"person": use(email, person)}
    said = person.slug, person.name, email
    draft = upload("people", "slug name email", said, names=names)
    apply_plan(draft, by=by)
    person.refresh_from_db()
    return draft


def take_back(import_, person, by=None):
    assert undo_plan(import_, by=by) == []
    person.refresh_from_db()
    assert person.email == EVAS


def choose_password(client, account):
    """By the link of a mail to the address that the account has now."""
    account = User.objects.get(pk=account.pk)
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    token = password_links.make_token(account)
    page = client.get(
        reverse("password_reset_confirm", args=[uid, token]), follow=True
    ).request["PATH_INFO"]
    client.post(page, {"new_password1": CHOSEN, "new_password2": CHOSEN})
    account.refresh_from_db()
    assert account.check_password(CHOSEN)


def comes(subject, email):
    return account_for({"sub": subject, "email": email, "email_verified": True})


# Ways to the account of a profile that has somebody else's address.


def who_is_invited(client, person):
    choose_password(client, open_account(person))


def who_forgot_the_password(client, person):
    choose_password(client, person.user)


def who_is_invited_and_moves_on(client, person):
    who_is_invited(client, person)
    account = User.objects.get(person=person)
    account.set_password("yet another password 2")
    account.save()


ADDED = [who_is_invited, who_is_invited_and_moves_on]


def opens(account, *passwords):
    """By which names and passwords somebody signs in."""
    names = WRONG, EVAS, account.username
    return {
        (name, password)
        for name in names
        for password in passwords
        if RoleBackend().authenticate(None, name, password)
    }


@pytest.mark.parametrize("way", ADDED)
def test_a_first_password(way, eva, client):
    import_ = give(eva, WRONG)
    way(client, eva)
    take_back(import_, eva)
    assert not opens(eva.user, CHOSEN, "yet another password 2")


def test_another_password(eva, client):
    with_password(eva)
    import_ = give(eva, WRONG)
    who_forgot_the_password(client, eva)
    take_back(import_, eva)
    assert not opens(eva.user, CHOSEN, OWN)


def test_who_it_is_chooses_one_anew(eva, client):
    import_ = give(eva, WRONG)
    who_is_invited(client, eva)
    take_back(import_, eva)
    choose_password(client, eva.user)
    assert (EVAS, CHOSEN) in opens(eva.user, CHOSEN)


def test_of_an_import_from_before_it_was_noted(eva, client):
    with_password(eva)
    import_ = give(eva, WRONG)
    ImportedChange.objects.update(account_hash="")
    who_forgot_the_password(client, eva)
    take_back(import_, eva)
    assert not opens(eva.user, CHOSEN, OWN)


def test_a_password_from_before_stays(eva):
    account = with_password(eva)
    import_ = give(eva, WRONG)
    take_back(import_, eva)
    assert opens(account, OWN) == {(EVAS, OWN), (account.username, OWN)}


def test_who_has_a_password_beside_single_sign_on_chooses_anew(provider, eva, client):
    with_password(eva)
    import_ = give(eva, WRONG)
    who_forgot_the_password(client, eva)
    provider()
    take_back(import_, eva)
    assert not opens(eva.user, CHOSEN, OWN)
    choose_password(client, eva.user)


@pytest.mark.parametrize("came_before", [True, False])
def test_single_sign_on(came_before, provider, eva):
    """The account is hers; who came by it is a visitor again once she has come."""
    provider()
    if came_before:
        comes("vic", WRONG)
    import_ = give(eva, WRONG)
    account = comes("vic", WRONG)
    take_back(import_, eva)
    with pytest.raises(Refused):
        comes("vic", WRONG)
    assert comes("eva", EVAS) == account
    assert not hasattr(comes("vic", WRONG), "person")


@pytest.mark.parametrize("email", [WRONG, "third@example.com"])
def test_who_left_does_not_come_back_as_a_visitor(email, provider, eva):
    provider()
    comes("eva", EVAS)
    import_ = give(eva, WRONG)
    comes("eva", WRONG)
    Person.objects.update(left_on=date(2020, 1, 31))
    take_back(import_, eva)
    with pytest.raises(Refused):
        comes("eva", email)


def test_single_sign_on_from_before_stays(provider, eva):
    provider()
    account = comes("eva", EVAS)
    import_ = give(eva, WRONG)
    take_back(import_, eva)
    assert comes("eva", EVAS) == account
    assert Identity.objects.get().user == account


def test_of_who_has_rights_nothing_goes(eva):
    account = with_password(eva)
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    account = User.objects.get(pk=account.pk)
    import_ = give(eva, WRONG)
    account.set_password(CHOSEN)
    account.save()
    take_back(import_, eva)
    assert (account.username, CHOSEN) in opens(account, CHOSEN)


def takes_back_own(import_, account):
    root = UserFactory.build(pk=account.pk, is_superuser=True)
    return [one.why for one in undo_plan(import_, by=root)]


def test_who_takes_it_back_may_be_its_reader(eva, client):
    account = with_password(eva)
    import_ = give(eva, WRONG)
    who_forgot_the_password(client, eva)
    (why,) = takes_back_own(import_, account)
    assert why == "your password is another since: somebody else has to undo it"
    eva.refresh_from_db()
    assert eva.email == WRONG


@pytest.mark.parametrize("rights", [{"is_superuser": True}, {"password": "!none"}])
def test_but_not_who_has_an_own_email_or_no_password(rights, eva):
    account = with_password(eva)
    import_ = give(eva, WRONG)
    User.objects.filter(pk=account.pk).update(**{"password": "another"} | rights)
    assert not takes_back_own(import_, account)


def test_who_takes_it_back_has_the_own_password(eva):
    account = with_password(eva)
    assert not takes_back_own(give(eva, WRONG), account)
    assert (EVAS, OWN) in opens(account, OWN)


def test_the_secret_key_does_not_matter(eva, settings):
    account = with_password(eva)
    import_ = give(eva, WRONG)
    settings.SECRET_KEY = "another"
    take_back(import_, eva)
    assert (EVAS, OWN) in opens(account, OWN)


@pytest.mark.parametrize("opened", [True, False])
def test_who_had_no_password_has_none_beside_single_sign_on(
    opened, provider, eva, client
):
    if opened:
        open_account(eva)
    import_ = give(eva, WRONG)
    who_is_invited(client, eva)
    take_back(import_, eva)
    provider()
    assert not eva.user.has_usable_password()
    assert not may_choose_password(eva.user)
