"""Accounts with rights: no e-mail opens them, and nobody keeps their owners out."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model

from people.accounts.accounts import RoleBackend, find_account
from people.accounts.opening import open_account
from people.accounts.single_sign_on.identities import PasswordFirst, Refused, connect
from people.models import Identity, Person, VerifiedEmail
from people.privacy.erasure import erase
from tests.admin_pages import change
from tests.factories import PersonFactory, UserFactory
from tests.people.accounts.promotions import get_the_mark
from tests.people.accounts.test_acting import admin_called, page_of, sign_in
from tests.people.accounts.test_identities import (
    ISSUER,
    account_of,
    come,
    come_or_not,
    come_to,
)
from tests.people.accounts.test_verified_emails import (
    EVER_AGO,
    NEW,
    ROOTS,
    ZOES,
    become_staff,
    mailed,
    move,
    with_password,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
PROMOTE = pytest.mark.parametrize("promote", [get_the_mark, become_staff])


@pytest.fixture(autouse=True, params=["people", "everyone"])
def admits(request, settings):
    settings.SINGLE_SIGN_ON = {"issuer": ISSUER, "admits": request.param}


@pytest.fixture
def zoe():
    return PersonFactory(name="Zoë", email=ZOES)


def promoted(person, promote):
    promote(account_of(person))
    if promote is get_the_mark:
        User.objects.filter(person=person).update(email=ZOES)
    return account_of(person)


# Directory admins


def test_no_directory_admin_moves_the_e_mail_of_staff(zoe):
    """By a mail to it they would choose the password where single sign-on is off."""
    open_account(zoe)
    become_staff(account_of(zoe))
    change(sign_in(admin_called("Dora")), page_of(zoe), email="dora@elsewhere.example")
    assert Person.objects.get(pk=zoe.pk).email == ZOES
    assert mailed("dora@elsewhere.example") == []


def test_staff_move_their_own(zoe):
    staff = admin_called("Dora")
    become_staff(staff)
    change(sign_in(staff), page_of(staff.person), email=NEW)
    assert Person.objects.get(pk=staff.person.pk).email == NEW


@PROMOTE
def test_a_link_of_before_keeps_nobody_out_who_is_promoted(promote, zoe):
    dora = admin_called("Dora").person
    own = dora.email
    come("sd", own)
    open_account(zoe)
    move(dora, NEW), move(zoe, own)
    assert come("sd", own) == account_of(zoe)
    move(zoe, ZOES), move(dora, own)
    account = promoted(zoe, promote)
    assert come_to(account, ZOES, "sz") == account


@pytest.fixture
def staff():
    return with_password(UserFactory(username=ZOES, email=ZOES, is_staff=True))


@pytest.fixture
def decoy(staff):
    """A profile that has an account, and then the e-mail of staff without a profile."""
    person = PersonFactory(name="Decoy", email="decoy@example.com")
    open_account(person)
    with_password(account_of(person))
    change(sign_in(admin_called("Dora")), page_of(person), email=ZOES)
    return person


@pytest.mark.parametrize("is_promoted", [False, True])
def test_a_decoy_stands_in_nobodys_way(is_promoted, staff, decoy):
    if is_promoted:
        get_the_mark(staff)
    assert find_account(ZOES) == staff
    assert come_to(staff, ZOES) == staff


def test_staff_lead_no_staff_astray(staff):
    dora = admin_called("Dora")
    become_staff(dora)
    change(sign_in(User.objects.get(pk=dora.pk)), page_of(dora.person), email=ZOES)
    assert Person.objects.get(pk=dora.person.pk).email == ZOES
    assert come_to(staff, ZOES) == staff


def test_an_e_mail_goes_before_a_user_name_of_staff():
    """Of whom it was the address once."""
    sam = PersonFactory(name="Sam", email=ZOES)
    become_staff(open_account(sam))
    move(sam, NEW)
    account = open_account(PersonFactory(name="Zoë", email=ZOES))
    assert find_account(ZOES) == account


def test_guessing_at_staff_is_not_a_directory_admins_to_let_go_on(staff):
    tried = {"username": ZOES, "ip_address": "127.0.0.1", "failures_since_start": 9}
    row = AccessAttempt.objects.create(**tried)
    path = f"/admin/axes/accessattempt/{row.pk}/delete/"
    sign_in(admin_called("Dora")).post(path, {"post": "yes"})
    assert AccessAttempt.objects.exists()


# Whose other account is over


@PROMOTE
@pytest.mark.parametrize("end", ["left", "parted"])
def test_who_is_back_is_asked_for_the_password(end, promote, zoe):
    come("sz", ZOES)
    if end == "left":
        people = Person.objects.filter(pk=zoe.pk)
        people.update(left_on=EVER_AGO, email="old@example.com")
        zoe = PersonFactory(name="Zoë", email=ZOES)
    else:
        Person.objects.filter(pk=zoe.pk).update(user=None)
    open_account(Person.objects.get(pk=zoe.pk))
    account = promoted(zoe, promote)
    assert come_to(account, ZOES, "sz") == account


@pytest.mark.parametrize("rights", [None, {"is_staff": True}, {"is_superuser": True}])
def test_who_left_and_is_back_under_another_e_mail_is_in(rights, zoe):
    come("sz", ZOES)
    Person.objects.filter(pk=zoe.pk).update(left_on=EVER_AGO)
    if rights:
        account = UserFactory(email=NEW, **rights)
        assert come_to(account, NEW, "sz") == account
    else:
        again = PersonFactory(name="Zoë", email=NEW)
        assert come("sz", NEW) == account_of(again) is not None


def test_whose_visit_is_over_is_asked_for_the_password(settings):
    settings.SINGLE_SIGN_ON["admits"] = "everyone"
    User.objects.filter(pk=come("sv", NEW).pk).update(is_active=False)
    root = with_password(UserFactory(email=ROOTS, is_superuser=True))
    assert claim("sv", ROOTS)[0] == root.pk


@pytest.mark.parametrize("email", [ZOES, "", "nobody@example.com"])
def test_who_left_stays_out(email, zoe):
    come("sz", ZOES)
    Person.objects.filter(pk=zoe.pk).update(left_on=EVER_AGO)
    assert come_or_not("sz", email) is None


def test_of_who_left_and_is_erased_no_subject_stays(zoe):
    with_password(UserFactory(email=ROOTS, is_superuser=True))
    come("sz", ZOES)
    Person.objects.filter(pk=zoe.pk).update(left_on=EVER_AGO)
    with pytest.raises(PasswordFirst):
        come("sz", ROOTS)
    erase(person=Person.objects.get(pk=zoe.pk), by=admin_called("Dora"))
    assert not VerifiedEmail.objects.filter(subject="sz").exists()


# Words


def test_a_visitor_who_is_closed_is_told_so(settings):
    settings.SINGLE_SIGN_ON["admits"] = "everyone"
    User.objects.filter(pk=come("sv", ZOES).pk).update(is_active=False)
    with pytest.raises(Refused, match="Nobody here has the e-mail"):
        come("sv", ZOES)


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"is_superuser": True}])
def test_who_stepped_down_is_told_what_stands_in_the_way(rights, zoe):
    UserFactory(email=ZOES, is_active=False, **rights)
    with pytest.raises(Refused, match="Another account here has the e-mail"):
        come("sz", ZOES)


def test_staff_who_are_renamed_at_the_provider_are_told_the_way_on(zoe):
    become_staff(come("sz", ZOES))
    with pytest.raises(Refused, match="ask a directory admin"):
        come("sz", NEW)


# Connecting


def claim(subject, email):
    with pytest.raises(PasswordFirst) as first:
        come(subject, email)
    return first.value.claim


def test_a_password_that_is_taken_meanwhile_connects_nobody(zoe):
    open_account(zoe)
    become_staff(account_of(zoe))
    typed = with_password(account_of(zoe))
    claim("evil", ZOES)
    promoted(zoe, get_the_mark)
    assert not connect(typed, "evil", ZOES)
    assert not Identity.objects.exists()


def test_a_superusers_user_name_keeps_no_staff_from_connecting(zoe):
    UserFactory(username=ZOES, email=ROOTS, is_superuser=True)
    open_account(zoe)
    become_staff(account_of(zoe))
    with_password(account_of(zoe))
    meant, subject, email = claim("sz", ZOES)
    typed = RoleBackend().authenticate(None, email, "correct horse battery")
    assert typed.pk == meant
    assert connect(typed, subject, email)
    assert come("sz", ZOES) == typed


def test_nor_a_closed_account():
    staff = with_password(UserFactory(email=ROOTS, is_staff=True))
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert not connect(staff, "s1", ROOTS)


def test_a_claim_is_for_the_account_that_was_found():
    """Of two that have the e-mail."""
    root = UserFactory(email=ROOTS, is_superuser=True)
    PersonFactory(email=ROOTS, user=UserFactory(is_staff=True))
    assert claim("sr", ROOTS)[0] == root.pk


@pytest.mark.parametrize("others", [0, 20])
def test_it_costs_the_same_among_few_and_many(others, django_assert_max_num_queries):
    PersonFactory.create_batch(others)
    root = with_password(UserFactory(email=ROOTS, is_superuser=True))
    with django_assert_max_num_queries(30):
        _, *found = claim("sr", ROOTS)
    with django_assert_max_num_queries(16):
        assert connect(root, *found)
    with django_assert_max_num_queries(12):
        assert come("sr", ROOTS) == root


def test_a_closed_account_of_staff_keeps_nobody_out():
    UserFactory(username="zoe-contractor", email=ZOES, is_staff=True, is_active=False)
    open_account(zoe := PersonFactory(email=NEW))
    move(zoe, ZOES)
    assert find_account(ZOES) == account_of(zoe)
