"""Whose account a provider's subject is, through years of changed e-mails."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from people.accounts.accounts import is_current
from people.accounts.forms import ForgottenPasswordForm
from people.accounts.opening import open_account
from people.accounts.single_sign_on import identities
from people.accounts.single_sign_on.identities import (
    PasswordFirst,
    Refused,
    account_for,
    connect,
)
from people.models import Identity, Person
from people.rules import account_email
from tests.factories import IdentityFactory, PersonFactory, UserFactory
from tests.people.accounts import promotions
from tests.waiting import wait_for_thread

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
ISSUER = "https://id.example.com"
OLD, NEW = "zoe@example.com", "zoe.married@example.com"
ROOTS = "root@example.com"
PROMOTIONS = [
    promotions.get_the_mark,
    promotions.get_a_permission,
    promotions.join_a_group_that_has_it,
    promotions.be_in_a_group_that_gets_it,
]


@pytest.fixture(autouse=True, params=["people", "everyone"])
def admits(request, settings):
    settings.SINGLE_SIGN_ON = {"issuer": ISSUER, "admits": request.param}
    return request.param


@pytest.fixture
def zoe():
    return PersonFactory(name="Zoë", email=OLD)


def come(subject, email, verified=True):
    claims = {"sub": subject, "email": email, "email_verified": verified}
    return account_for(claims | {"name": "Zoë"})


def come_or_not(subject, email, verified=True):
    try:
        return come(subject, email, verified)
    except Refused:
        return None


def come_to(account, email, subject="s1"):
    """As who has the account's password: it is asked for, and no mail lets one in."""
    with pytest.raises(PasswordFirst, match="rights of its own") as first:
        come(subject, email)
    pk, *claim = first.value.claim
    account = User.objects.get(pk=account.pk)
    assert pk == account.pk
    assert account not in ForgottenPasswordForm().get_users(email)
    assert connect(account, *claim)
    return come(subject, email)


@pytest.mark.parametrize("email", [["@"], {"@": 1}, 7, None, "@"])
def test_an_e_mail_that_is_none_lets_nobody_in(email, zoe):
    assert come_or_not("7", email) is None


def account_of(person):
    return Person.objects.get(pk=person.pk).user


# By subject


def test_a_new_e_mail_under_the_same_subject_is_the_same_account(zoe):
    first = come("s1", OLD)
    assert come("s1", NEW) == first == account_of(zoe)
    assert User.objects.count() == 1


def test_profile_and_account_follow_the_provider(zoe):
    come("s1", OLD)
    come("s1", NEW)
    assert Person.objects.get().email == account_email(User.objects.get()) == NEW
    assert Identity.objects.get().email == NEW


@pytest.mark.parametrize(
    ("email", "verified"), [(NEW, False), (None, True), ("zoe", True), (["x"], True)]
)
def test_what_is_not_verified_is_not_followed(email, verified, zoe):
    first = come("s1", OLD)
    assert come("s1", email, verified) == first
    assert Person.objects.get().email == OLD


@pytest.mark.parametrize("email", ["zoé@example.com", "ｚoe@example.com", OLD.upper()])
def test_an_e_mail_that_is_refused_here_is_not_followed(email, zoe):
    first = come("s1", OLD)
    assert come("s1", email) == first
    assert Person.objects.get().email == OLD


def test_an_e_mail_that_somebody_else_has_is_not_followed(zoe):
    first = come("s1", OLD)
    other = PersonFactory(email=NEW, user=UserFactory())
    assert come("s1", NEW) == first
    assert Person.objects.get(pk=zoe.pk).email == OLD
    assert account_email(account_of(other)) == NEW


@pytest.mark.parametrize("subject", [None, "", 7, ["s1"], "s\0", "s" * 256, "\ud800"])
def test_without_a_proper_subject_nobody_gets_in(subject, zoe):
    with pytest.raises(Refused, match="does not say who you are"):
        come(subject, OLD)


def test_subjects_of_another_issuer_are_others(zoe, settings):
    come("s1", OLD)
    settings.SINGLE_SIGN_ON["issuer"] = "https://other.example.com"
    PersonFactory(email="other@example.com")
    assert come("s1", "other@example.com") != account_of(zoe)


# By e-mail, once


def test_another_subject_does_not_get_an_account_that_has_one(zoe):
    come("s1", OLD)
    with pytest.raises(Refused, match="somebody else's at the sign-in service"):
        come("s2", OLD)


def test_an_old_address_that_another_person_has_next_is_theirs(zoe):
    erin = come("s1", OLD)
    come("s1", NEW)
    other = PersonFactory(name="Other Zoë", email=OLD)
    assert come("s2", OLD) == account_of(other) != erin


def test_an_address_that_was_wrong_here_loses_the_account(zoe):
    come("s1", OLD)
    Person.objects.update(email=NEW)
    with pytest.raises(Refused, match="another e-mail than"):
        come("s1", OLD)
    assert come("s2", NEW) == account_of(zoe)
    assert Identity.objects.get().subject == "s2"


def test_a_subject_comes_back_with_the_e_mail_that_is_right_here(zoe):
    first = come("s1", OLD)
    Person.objects.update(email=NEW)
    assert come("s1", NEW) == first
    assert is_current(Identity.objects.get())


def gone_and_back(zoe):
    """The e-mail was put right, and back: what came by it meanwhile is over."""
    first = come("s1", OLD)
    for email in (NEW, OLD):
        Person.objects.update(email=email)
    return first


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_comes_back_revives_no_subject(zoe, verified):
    first = gone_and_back(zoe)
    assert come_or_not("s1", "another@example.com", verified) != first
    zoe.refresh_from_db()
    assert zoe.email == OLD


def test_whose_address_it_is_now_has_the_account(zoe):
    first = gone_and_back(zoe)
    assert come("s2", OLD) == first == account_of(zoe)
    assert Identity.objects.get().subject == "s2"


def test_a_subject_may_come_back_with_the_address_verified(zoe):
    first = gone_and_back(zoe)
    assert come("s1", OLD) == first
    assert come("s1", NEW) == first
    zoe.refresh_from_db()
    assert zoe.email == NEW


# Identities of before it was kept who had the account then


@pytest.fixture
def of_before(zoe):
    """Zoë's account, to which an identity was linked then."""
    account = come("s1", OLD)
    Identity.objects.update(holder="")
    return account


def test_an_identity_of_before_comes_with_the_e_mail_once(of_before):
    assert come_or_not("s1", OLD, verified=False) is None
    assert come("s1", OLD) == of_before
    assert come("s1", None) == of_before


@pytest.mark.parametrize("claims", [("new@example.com", True), (OLD, False), (None, 1)])
@pytest.mark.parametrize("way", [[], [NEW], [NEW, OLD]])
def test_an_identity_of_before_opens_nothing_by_itself(claims, way, of_before):
    for email in way:
        Person.objects.update(email=email)
    email = Person.objects.get().email
    assert come_or_not("s1", *claims) != of_before
    assert account_email(User.objects.get(pk=of_before.pk)) == email


@pytest.mark.parametrize("email", [OLD, ""])
@pytest.mark.parametrize("mark", ["is_superuser", "is_staff"])
def test_an_identity_of_before_is_no_way_to_an_account_without_e_mail(
    email, mark, of_before
):
    """An account that is promoted has none of its own; nor had some identities."""
    Identity.objects.update(email=email)
    User.objects.filter(pk=of_before.pk).update(**{mark: True})
    assert come_or_not("s1", None) is None
    assert come_or_not("s1", "stranger@example.com") != of_before


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"is_superuser": True}])
def test_an_account_with_rights_is_known_again_by_its_own_e_mail(rights):
    """Also where nobody is admitted but people: it was linked, and has no profile."""
    account = UserFactory(email=OLD, **rights)
    come_to(account, OLD)
    Identity.objects.update(holder="")
    assert come_or_not("s1", NEW) is None
    assert come_to(account, OLD) == account


def test_no_e_mail_at_all_is_no_e_mail_in_common(zoe):
    """Of whatever got into the row: an account without an e-mail is nobody's."""
    account = UserFactory(email="", is_superuser=True)
    IdentityFactory(user=account, issuer=ISSUER, subject="s1", email="")
    assert come_or_not("s1", None) is None
    assert come_or_not("s1", OLD) != account


def test_an_identity_that_goes_on_costs_the_same(zoe, django_assert_max_num_queries):
    come("s1", OLD)
    with django_assert_max_num_queries(11):
        come("s1", OLD)


def test_a_left_over_account_gives_way_to_the_persons(zoe):
    """A second account, which earlier versions made when an e-mail had changed."""
    first = come("s1", OLD)
    Identity.objects.update(user=UserFactory(email=NEW), email=NEW)
    Person.objects.update(email=NEW)
    assert come("s1", NEW) == first


def test_an_e_mail_that_any_account_has_is_not_followed(zoe):
    first = come("s1", OLD)
    UserFactory(email=NEW)
    assert come("s1", NEW) == first
    assert Person.objects.get().email == OLD


def test_an_account_without_a_profile_is_the_persons_from_when_there_is_one():
    user = UserFactory(email=OLD)
    IdentityFactory(user=user, issuer=ISSUER, subject="s1")
    person = PersonFactory(email=OLD)
    assert come("s1", OLD) == user == account_of(person)


def test_an_account_without_an_e_mail_gets_it():
    person = PersonFactory(email=OLD, user=UserFactory(username=OLD))
    Person.objects.update(user=None)
    User.objects.update(email="")
    come("s1", OLD)
    assert account_email(account_of(person)) == OLD
    assert come("s1", NEW) == account_of(person)


def test_who_has_the_address_next_gets_no_account_that_another_used(zoe):
    used = come("s1", OLD)
    User.objects.update(last_login=timezone.now())
    Person.objects.update(user=None, email=NEW)
    PersonFactory(name="Other Zoë", email=OLD)
    assert come("s2", OLD) != used


def once_looked_for(monkeypatch, change):
    """Change something when the person is known, and the account is not."""
    look = identities.account_by_email

    def change_first(*args):
        change()
        return look(*args)

    monkeypatch.setattr(identities, "account_by_email", change_first)


def test_the_same_person_in_two_windows_is_let_in_twice(zoe, monkeypatch):
    create, first = Identity.objects.create, []

    def create_second(**values):
        if not first:
            first.append(create(**values))
        return create(**values)

    monkeypatch.setattr(Identity.objects, "create", create_second)
    assert come("s1", OLD) == account_of(zoe)


def test_an_address_that_is_changed_meanwhile_opens_nothing(zoe, monkeypatch):
    open_account(zoe)
    once_looked_for(monkeypatch, lambda: Person.objects.update(email=NEW))
    with pytest.raises(Refused):
        come("s1", OLD)
    assert not Identity.objects.exists()


# Without a profile


def by_taking_the_link(person, settings):
    Person.objects.update(user=None, email=NEW)


def by_removing_the_profile(person, settings):
    person.delete()


def by_admitting_people_alone(person, settings):
    """A directory that used to admit everyone; Zoë has no profile."""
    settings.SINGLE_SIGN_ON["admits"] = "everyone"
    Person.objects.update(email=NEW)
    come("s1", OLD)
    settings.SINGLE_SIGN_ON["admits"] = "people"


LOSSES = [by_taking_the_link, by_removing_the_profile, by_admitting_people_alone]


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("email", [OLD, None])
def test_who_has_no_profile_any_more_stays_out(lose, email, zoe, settings):
    """As a visitor, too."""
    if lose is not by_admitting_people_alone:
        come("s1", OLD)
    lose(zoe, settings)
    assert come_or_not("s1", email) is None


def test_who_had_a_profile_comes_back_with_another(zoe):
    first = come("s1", OLD)
    zoe.delete()
    again = PersonFactory(email=OLD)
    assert come("s1", OLD) == account_of(again) != first
    assert Identity.objects.get().user == account_of(again)


# Look-alikes


@pytest.mark.parametrize("email", ["zoe@exampıe.com", "zōe@example.com", "ｚoe@x.org"])
def test_a_look_alike_never_gets_the_account(email, zoe):
    first = come("s1", OLD)
    assert come_or_not("s2", email) != first
    assert come("s1", OLD) == first


@pytest.mark.parametrize("email", ["dırboss@inside.example", "dirboss@insıde.example"])
@pytest.mark.parametrize("has_profile", [True, False])
def test_a_look_alike_of_an_account_without_a_profile_is_another(email, has_profile):
    boss = UserFactory(username="boss", email="dirboss@inside.example")
    if has_profile:
        PersonFactory(email=email)
    assert come_or_not("s2", email) != boss
    assert not Person.objects.filter(user=boss).exists()


@pytest.mark.parametrize("email", ["zoe@xn--exmple-cua.com", "ZOE@EXÄMPLE.COM"])
def test_a_domain_in_code_or_capitals_is_the_one_in_small_letters(email, zoe):
    Person.objects.update(email="zoe@exämple.com")
    assert come("s1", email) == account_of(zoe)


@pytest.mark.parametrize("email", ["ana@straße.de", "ana@xn--strae-oqa.de"])
def test_a_domain_that_older_software_takes_for_another_is_the_one_in_code(email):
    strasse = PersonFactory(email="ana@strasse.de")
    ana = PersonFactory(email="ana@xn--strae-oqa.de")
    assert come("s1", email) == account_of(ana) != account_of(strasse)


def test_what_nobody_can_have_is_not_said_to_be_unverified(zoe):
    with pytest.raises(Refused, match="which nobody here can have"):
        come("s1", "zoé@example.com")


@pytest.mark.parametrize(
    "email", ['"zoe"@example.com', "zoe@exam\u200bple.com", "zoe@example\u00ad.com"]
)
def test_another_way_to_write_the_mailbox_is_nobody(email, zoe):
    assert come_or_not("s1", email) is None
    assert not User.objects.exists()


# Superusers


@pytest.fixture
def root():
    return UserFactory(email=ROOTS, is_superuser=True)


def test_a_refused_superuser_is_tied_to_nothing(root, zoe):
    Person.objects.update(email="ROOT@example.com")
    root.email = "other@example.com"
    root.username = "root@example.com"
    root.save()
    come("s1", "root@example.com")
    assert not Identity.objects.filter(user=root).exists()
    assert account_of(zoe) not in (None, root)


def test_a_profile_of_a_superuser_lets_nobody_in(root, zoe):
    Person.objects.update(user=root)
    with pytest.raises(Refused, match="Your account has another e-mail address"):
        come("s1", OLD)
    assert not Identity.objects.exists()


RIGHTS = pytest.mark.parametrize("rights", [{"is_superuser": True}, {"is_staff": True}])


@pytest.mark.parametrize(
    ("rights", "profile"),
    [
        ({"is_superuser": True}, None),
        ({"is_superuser": True}, {"email": OLD}),
        ({"is_superuser": True}, {"email": OLD, "has_another": True}),
        ({"is_superuser": True}, {"email": NEW, "has_it": True}),
        ({"is_staff": True}, None),
        ({"is_staff": True}, {"email": OLD}),
        ({"is_staff": True}, {"email": OLD, "has_another": True}),
        ({"is_staff": True}, {"email": OLD, "has_it": True}),
    ],
)
def test_no_e_mail_leads_to_an_account_with_rights(rights, profile):
    """Whoever has it at the provider: the password is asked for, once."""
    user = UserFactory(email=OLD, **rights)
    if profile:
        another = UserFactory() if profile.get("has_another") else None
        owner = user if profile.get("has_it") else another
        PersonFactory(email=profile["email"], user=owner)
    user = User.objects.get(pk=user.pk)
    assert come_to(user, OLD) == user == come("s1", OLD)
    assert [one.user for one in Identity.objects.all()] == [user]


@RIGHTS
def test_what_was_linked_by_an_e_mail_opens_no_account_with_rights(rights):
    user = UserFactory(email=OLD, **rights)
    IdentityFactory(user=user, issuer=ISSUER, subject="s1", email=OLD)
    assert come_to(user, OLD) == user


@pytest.mark.parametrize("protect", PROMOTIONS)
def test_whoever_was_linked_before_a_promotion_is_asked_for_the_password(protect, zoe):
    user = come("s1", OLD)
    protect(user)
    User.objects.filter(pk=user.pk).update(email=ROOTS)
    user = User.objects.get(pk=user.pk)
    assert come_or_not("s1", OLD) is None
    assert come_to(user, account_email(user)) == user


@RIGHTS
def test_only_who_has_rights_and_the_e_mail_is_connected(rights, zoe):
    user = UserFactory(email=ROOTS, **rights)
    assert not connect(user, "s1", NEW)
    assert not connect(user, "s1", "")
    assert not connect(come("s1", OLD), "s1", OLD)
    assert not Identity.objects.filter(by_password=True).exists()


@RIGHTS
def test_the_next_who_has_the_password_and_the_e_mail_takes_the_place(rights):
    user = UserFactory(email=OLD, **rights)
    come_to(user, OLD)
    assert come_or_not("s2", OLD) is None
    assert connect(user, "s2", OLD)
    assert come("s2", OLD) == user
    assert come_or_not("s1", OLD) is None


def test_a_superuser_with_a_profile_gets_in_by_the_own_e_mail_alone(root, zoe):
    Person.objects.update(user=root, left_on="2020-01-01")
    assert come_to(User.objects.get(), root.email) == root
    with pytest.raises(Refused, match="Your account has another e-mail address"):
        come("s1", NEW)
    assert User.objects.get().email == root.email


def test_staff_with_a_profile_are_followed_once_they_are_connected(zoe):
    user = come("s1", OLD)
    User.objects.update(is_staff=True)
    assert come_or_not("s1", NEW) is None
    come_to(User.objects.get(), OLD)
    assert come("s1", NEW) == user
    assert Person.objects.get().email == NEW


def test_who_has_a_superusers_account_is_led_to_no_other(root, zoe):
    """A directory admin gives a profile the e-mail that the superuser had."""
    come_to(root, ROOTS)
    User.objects.filter(pk=root.pk).update(email="root.new@example.com")
    Person.objects.update(email=ROOTS)
    assert come_or_not("s1", ROOTS) is None
    assert account_of(zoe) is None


# At once


@pytest.mark.django_db(transaction=True)
def test_what_the_directory_says_meanwhile_outlasts_the_provider(zoe, monkeypatch):
    Group.objects.get_or_create(name="Members")
    come("s1", OLD)
    third = "zoe.third@example.com"

    def change():
        Person.objects.update(email=third)
        connection.close()

    admin = threading.Thread(target=change)

    def change_meanwhile(*args):
        admin.start()
        # Waits for who is signing in, and so comes last.
        admin.join(timeout=0.5)
        return True

    monkeypatch.setattr(
        "people.accounts.single_sign_on.identities.is_free_for", change_meanwhile
    )
    come("s1", NEW)
    admin.join()
    assert Person.objects.get().email == account_email(User.objects.get()) == third
    assert not is_current(Identity.objects.get())


@pytest.mark.django_db(transaction=True)
def test_one_subject_with_several_e_mails_at_once_is_one_account(admits):
    Group.objects.get_or_create(name="Members")
    emails = [f"{letter}@example.com" for letter in "abcdef"]
    with ThreadPoolExecutor(6) as windows:
        list(windows.map(partial(in_window, "s1"), emails))
    assert User.objects.count() == (admits == "everyone")


def in_window(subject, email):
    try:
        return come_or_not(subject, email)
    finally:
        connection.close()


@pytest.mark.django_db
def test_whose_account_goes_meanwhile_is_looked_for_again(zoe, monkeypatch):
    account = come("s1", OLD)
    lock_account = identities.lock_account

    def find_it_gone(pk):
        monkeypatch.setattr(identities, "lock_account", lock_account)
        raise User.DoesNotExist

    monkeypatch.setattr(identities, "lock_account", find_it_gone)
    assert come("s1", OLD) == account


@pytest.mark.django_db(transaction=True)
def test_four_windows_at_once_make_one_account(admits):
    Group.objects.get_or_create(name="Members")
    if admits == "people":
        PersonFactory(email=OLD)
    found = []

    def window():
        found.append(come("s1", OLD))
        connection.close()

    threads = [threading.Thread(target=window) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert User.objects.count() == Identity.objects.count() == 1


# While it changes


def while_looked_for(monkeypatch, name, change):
    """Have something change in another window just before `name` is called."""
    real = getattr(identities, name)

    def late(*args):
        monkeypatch.setattr(identities, name, real)
        thread = threading.Thread(target=lambda: (change(), connection.close()))
        thread.start()
        # Who has to wait for the sign-in comes after it.
        wait_for_thread(thread)
        late.thread, late.has_waited = thread, thread.is_alive()
        return real(*args)

    monkeypatch.setattr(identities, name, late)
    return late


PROMOTIONS = [
    promotions.get_the_mark,
    promotions.get_a_permission,
    promotions.join_a_group_that_has_it,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("promote", PROMOTIONS)
@pytest.mark.parametrize("name", ["check_may_enter", "lock_account", "link"])
def test_who_is_promoted_meanwhile_gets_no_email_of_a_profile(
    name, promote, zoe, monkeypatch
):
    account = open_account(zoe)
    Person.objects.update(email=NEW)
    late = while_looked_for(monkeypatch, name, lambda: promote(account))
    come_or_not("eve", NEW)
    late.thread.join()
    assert User.objects.get(pk=account.pk).email == ""
    Person.objects.update(email=OLD)
    assert come_or_not("eve", NEW) != account


def leave(zoe):
    Person.objects.update(left_on="2026-01-01")


def move(zoe):
    Person.objects.update(email=NEW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [leave, move, open_account])
def test_a_profile_changes_before_a_visitor_gets_it_or_after(
    change, monkeypatch, settings
):
    settings.SINGLE_SIGN_ON["admits"] = "everyone"
    visitor = come("s1", OLD)
    zoe = PersonFactory(email=OLD)
    late = while_looked_for(monkeypatch, "account_of", lambda: change(zoe))
    assert come("s1", OLD) == visitor == account_of(zoe)
    assert late.has_waited
    late.thread.join()
    assert account_of(zoe).is_active


@pytest.mark.parametrize("change", [leave, move])
def test_who_has_changed_since_they_were_looked_for_gets_no_account(
    change, zoe, monkeypatch
):
    once_looked_for(monkeypatch, lambda: change(zoe))
    assert come_or_not("s1", OLD) is None
    assert account_of(zoe) is None


# Visitors


def test_a_visitor_follows_though_a_profile_has_the_old_e_mail(settings):
    """Somebody new got the address meanwhile, and a profile."""
    settings.SINGLE_SIGN_ON = {"issuer": ISSUER, "admits": "everyone"}
    visitor = come("sv", OLD)
    PersonFactory(name="New", email=OLD)
    assert come("sv", NEW) == visitor
    assert User.objects.get(pk=visitor.pk).email == NEW


def test_who_left_does_not_come_back_by_another_e_mail(settings):
    settings.SINGLE_SIGN_ON = {"issuer": ISSUER, "admits": "everyone"}
    visitor = come("sv", OLD)
    PersonFactory(name="Left", email=OLD, left_on=date(2020, 1, 1))
    assert come_or_not("sv", NEW) is None
    assert User.objects.get(pk=visitor.pk).email == OLD


def test_a_visitors_profile_leaves_no_other_account_with_its_e_mail(settings):
    settings.SINGLE_SIGN_ON = {"issuer": ISSUER, "admits": "everyone"}
    visitor = come("sv", OLD)
    walter = UserFactory(username="walter", email=NEW)
    walter.set_password("correct horse battery")
    walter.save()
    PersonFactory(name="Fay", email=NEW)
    assert come("sv", NEW) == visitor
    assert not User.objects.get(pk=walter.pk).is_active
