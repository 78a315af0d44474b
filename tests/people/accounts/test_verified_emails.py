"""What single sign-on verified for somebody else gets no mail to choose a password."""

from datetime import date
from importlib import import_module
from random import Random

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.db import connection

from people.accounts.accounts import KNOWN, is_claimed, password_links
from people.accounts.forms import ForgottenPasswordForm
from people.accounts.invitations import invite, reason_against
from people.accounts.names import hash_subject
from people.accounts.opening import open_account
from people.models import Identity, Person, VerifiedEmail
from people.privacy.erasure import erase
from people.privacy.personal_data import personal_data
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory, VerifiedEmailFactory
from tests.people.accounts.promotions import (
    get_a_permission,
    get_the_mark,
    join_a_group_that_has_it,
)
from tests.people.accounts.test_acting import admin_called
from tests.people.accounts.test_identities import (
    ISSUER,
    account_of,
    come,
    come_or_not,
    come_to,
)
from tests.thoroughness import how_many

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
ZOES, BOBS, NEW = "zoe@example.com", "bob@example.com", "zoe.new@example.com"
ROOTS = "root@example.com"
EVER_AGO = date(2020, 1, 1)


@pytest.fixture(autouse=True, params=["people", "everyone"])
def admits(request, settings):
    provider = {"issuer": ISSUER, "admits": request.param, "name": "Example ID"}
    settings.SINGLE_SIGN_ON = provider
    return request.param


def with_password(account):
    account.set_password("correct horse battery")
    account.save()
    return account


@pytest.fixture
def zoe():
    return PersonFactory(name="Zoë", email=ZOES)


@pytest.fixture
def both(zoe):
    """Zoë and Bob, known by `sz` and `sb`, with passwords."""
    bob = PersonFactory(name="Bob", email=BOBS)
    for subject, person in (("sz", zoe), ("sb", bob)):
        with_password(come(subject, person.email))
        person.refresh_from_db()
    return zoe, bob


@pytest.fixture
def swapped(both):
    """The provider gives each the other's e-mail: neither is free."""
    zoe, bob = both
    assert [come("sz", BOBS), come("sb", ZOES)] == [zoe.user, bob.user]
    zoe.refresh_from_db(), bob.refresh_from_db()
    assert (zoe.email, bob.email) == (ZOES, BOBS)
    return both


@pytest.fixture
def root():
    account = UserFactory(username="root", email=ROOTS, is_superuser=True)
    return with_password(account)


def mailed(email):
    return ForgottenPasswordForm().get_users(email)


def move(person, email):
    Person.objects.filter(pk=person.pk).update(email=email)


def verified():
    rows = VerifiedEmail.objects.order_by("subject")
    return list(rows.values_list("subject", "email"))


# Who reads it now


def test_where_two_swap_no_link_goes_to_either(swapped):
    assert [mailed(person.email) for person in swapped] == [[], []]
    assert verified() == [("sb", ZOES), ("sz", BOBS)]


def test_what_a_stranger_is_refused_with_takes_nothing_back(both):
    """Zoë has Bob's mailbox, and a new colleague Zoë's."""
    come("sz", BOBS)
    assert come_or_not("new", ZOES) is None
    assert [mailed(person.email) for person in both] == [[], []]


def test_nor_what_its_owner_comes_with(both):
    assert come_or_not("new", ZOES) is None
    come("sz", BOBS)
    assert [mailed(person.email) for person in both] == [[], []]


def test_nor_that_the_account_gets_another_subject(both):
    zoe, _ = both
    come("sz", BOBS)
    move(zoe, NEW)
    come("new", NEW)
    assert mailed(BOBS) == []


def test_nor_that_a_superuser_takes_the_subject_away(both):
    come("sz", BOBS)
    Identity.objects.get(subject="sz").delete()
    assert mailed(BOBS) == []


def test_nor_that_yet_another_has_it(both):
    """The provider never said again that Zoë has the old one."""
    _, bob = both
    come("sz", BOBS)
    assert come("sb", BOBS) == bob.user
    assert [mailed(ZOES), mailed(BOBS)] == [[], [bob.user]]


def test_who_has_another_by_now_is_mailed_nothing_to_the_old(both):
    zoe, bob = both
    come("sz", BOBS)
    assert mailed(ZOES) == []
    come("sz", ZOES)
    assert [mailed(person.email) for person in both] == [[zoe.user], [bob.user]]


@pytest.mark.parametrize("has_come_before", [False, True])
def test_nothing_goes_to_who_is_refused_with_it(has_come_before, both):
    """A mailbox that somebody else has by now, whom the directory does not let in."""
    zoe, _ = both
    if has_come_before:
        PersonFactory(name="Fay", email="fay@example.com")
        come("s2", "fay@example.com")
    come_or_not("s2", ZOES)
    assert mailed(ZOES) == []
    assert come("sz", ZOES) == zoe.user
    assert mailed(ZOES) == [zoe.user]


def test_a_link_of_before_is_worth_nothing_then(both):
    zoe, _ = both
    token = password_links.make_token(zoe.user)
    assert password_links.check_token(zoe.user, token)
    come("sb", ZOES)
    assert not password_links.check_token(zoe.user, token)


def test_the_log_says_to_whom_no_mail_goes(swapped, caplog):
    mailed(BOBS)
    assert "the e-mail of bob@example.com is somebody else's by now" in caplog.text


# Whom directory admins would be


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"is_superuser": True}])
@pytest.mark.parametrize("is_on", [True, False])
def test_no_mail_lets_choose_the_password_of_who_has_rights(is_on, rights, settings):
    """While single sign-on is on: nobody knows for sure who reads it."""
    settings.SINGLE_SIGN_ON = settings.SINGLE_SIGN_ON if is_on else None
    account = with_password(UserFactory(email=ROOTS, **rights))
    token = password_links.make_token(account)
    assert mailed(ROOTS) == ([] if is_on else [account])
    assert password_links.check_token(account, token) != is_on


def stand_in(account, people):
    """A directory admin has the e-mail, by the provider and in the own profile."""
    zoe, _ = people
    come_or_not("sz", account.email)
    move(zoe, account.email)
    return come_or_not("sz", account.email)


def become_staff(account):
    User.objects.filter(pk=account.pk).update(is_staff=True)


@pytest.mark.parametrize(
    "protect", [become_staff, get_the_mark, get_a_permission, join_a_group_that_has_it]
)
@pytest.mark.parametrize("is_known", [False, True])
def test_calling_it_ones_own_brings_nobody_a_superusers_mail(is_known, protect, both):
    root = UserFactory(username="root", email=ROOTS)
    protect(root)
    with_password(User.objects.get(pk=root.pk))
    if is_known:
        come_or_not("sr", ROOTS)
    assert stand_in(root, both) != root
    assert root not in mailed(ROOTS)
    assert stand_in(root, both) != root
    assert root not in mailed(ROOTS)


@pytest.mark.parametrize("has_profile", [False, True])
@pytest.mark.parametrize("end", ["move", "take the identity", "erase"])
def test_nobody_who_is_known_as_another_gets_a_superusers_mail(
    end, has_profile, both, root, admin
):
    zoe, _ = both
    if has_profile:
        PersonFactory(name="Root", user=root)
        root = with_password(User.objects.get(pk=root.pk))
    come("sz", ROOTS)
    if end == "move":
        move(zoe, NEW)
    elif end == "erase":
        erase(person=zoe, by=admin_called("Dora"))
    else:
        Identity.objects.filter(subject="sz").delete()
    assert come_or_not("sz", ROOTS) is None
    assert mailed(ROOTS) == []


def test_until_a_superuser_says_so(both, root):
    """They are the same human."""
    come("sz", ROOTS)
    Identity.objects.filter(subject="sz").delete()
    VerifiedEmail.objects.all().delete()
    assert come_to(root, ROOTS, "sz") == root


# Whose account with rights it is


@pytest.fixture
def known(root):
    """A superuser with a profile whom the provider knows, and the own e-mail."""
    PersonFactory(name="Root", email="profile@example.com", user=root)
    account = with_password(User.objects.get(pk=root.pk))
    assert come_to(account, ROOTS, "sr") == account
    return account


def rename(account, email):
    account.email = email
    account.save()
    return with_password(User.objects.get(pk=account.pk))


def test_a_superuser_is_renamed_here_first(known):
    """Nobody comes between, whoever has the new e-mail at the provider, or the old."""
    account = rename(known, NEW)
    assert come_or_not("s2", NEW) is None
    PersonFactory(name="Decoy", email=ROOTS)
    assert come_or_not("sr", ROOTS) is None
    assert come_to(account, NEW, "sr") == account


def test_a_superuser_is_renamed_there_first(known):
    assert come_or_not("sr", NEW) is None
    account = rename(known, NEW)
    assert come_to(account, NEW, "sr") == account


@pytest.mark.parametrize("end", ["nothing", "part", "erase"])
def test_staff_whose_e_mail_another_had_for_an_hour_are_in_again(end, both):
    sam, _ = both
    become_staff(sam.user)
    move(sam, NEW)
    decoy = PersonFactory(name="Decoy", email=ZOES)
    assert come_or_not("sz", ZOES) is None
    move(decoy, "decoy@example.com"), move(sam, ZOES)
    if end == "part":
        Person.objects.filter(pk=decoy.pk).update(user=None)
    elif end == "erase":
        erase(person=decoy, by=admin_called("Dora"))
    account = account_of(sam)
    assert come_to(account, ZOES, "sz") == account


def test_a_visitor_who_is_invited_and_marked_as_staff_is_in(admits):
    if admits == "everyone":
        assert come("sv", NEW)
    person = PersonFactory(name="Vi", email=NEW)
    invite([person], address="http://example.com{}".format)
    become_staff(account_of(person))
    assert come_to(account_of(person), NEW, "sv") == account_of(person)


@pytest.mark.parametrize("protect", [become_staff, get_the_mark, get_a_permission])
@pytest.mark.parametrize("has_come", [False, True])
def test_nobody_plants_what_shuts_out_who_is_promoted(has_come, protect, zoe):
    """A directory admin was linked to the account while it was a colleague's."""
    dora = admin_called("Dora").person
    come("sd", dora.email)
    if has_come:
        come("sz", ZOES)
    own = dora.email
    move(dora, NEW), move(zoe, own)
    assert come("sd", own) == account_of(zoe)
    move(zoe, ZOES), move(dora, own)
    protect(account_of(zoe))
    account = rename(account_of(zoe), "" if protect is become_staff else ZOES)
    assert come_to(account, ZOES, "sz") == account
    assert come_or_not("sd", own) != account


def test_who_left_and_is_back_with_another_profile_is_in(both):
    zoe, _ = both
    become_staff(zoe.user)
    Person.objects.filter(pk=zoe.pk).update(left_on=EVER_AGO, email="old@example.com")
    account = open_account(PersonFactory(name="Zoë", email=ZOES))
    become_staff(account)
    account = User.objects.get(pk=account.pk)
    assert come_to(account, ZOES, "sz") == account


def test_whose_account_was_parted_is_in_with_the_next(both):
    sam, _ = both
    Person.objects.filter(pk=sam.pk).update(user=None)
    account = open_account(Person.objects.get(pk=sam.pk))
    assert account != sam.user
    become_staff(account)
    account = User.objects.get(pk=account.pk)
    assert come_to(account, ZOES, "sz") == account


@pytest.mark.parametrize("email", [ZOES, NEW])
def test_who_was_erased_is_in_when_they_are_back(email, both):
    zoe, _ = both
    come("sz", email)
    erase(person=zoe, by=admin_called("Dora"))
    account = open_account(PersonFactory(name="Zoë", email=ZOES))
    become_staff(account)
    account = User.objects.get(pk=account.pk)
    assert come_to(account, ZOES, "sz") == account


def test_nobody_is_shut_out_by_their_own(both):
    zoe, _ = both
    move(zoe, NEW)
    left = PersonFactory(name="Left", email=ZOES, left_on=EVER_AGO)
    assert come_or_not("sz", ZOES) is None
    move(left, "left@example.com"), move(zoe, ZOES)
    Identity.objects.filter(subject="sz").delete()
    assert mailed(ZOES) == [zoe.user]


# Until when


def test_once_an_admin_has_put_it_right_it_goes_on(swapped):
    zoe, bob = swapped
    for person, email in ((zoe, "zoe@elsewhere.example"), (bob, ZOES), (zoe, BOBS)):
        move(person, email)
    accounts = [account_of(zoe), account_of(bob)]
    assert [mailed(BOBS), mailed(ZOES)] == [[account] for account in accounts]
    assert [come("sz", BOBS), come("sb", ZOES)] == accounts
    assert verified() == []
    assert [mailed(BOBS), mailed(ZOES)] == [[account] for account in accounts]


def test_an_e_mail_of_before_is_written_anew_by_an_admin(both):
    zoe, _ = both
    come("sz", BOBS)
    for email in (NEW, ZOES):
        move(zoe, email)
    assert mailed(ZOES) == [zoe.user]


@pytest.mark.parametrize("is_said", [True, False])
def test_it_lasts_until_another_e_mail_is_verified(is_said, swapped):
    come("sb", ZOES, verified=is_said)
    assert ("sb", ZOES) in verified()
    come("sb", BOBS)
    # What Zoë has now is not known.
    assert verified() == [("sz", None)]
    come("sz", ZOES)
    assert verified() == []


def test_it_is_over_once_the_provider_says_otherwise_to_who_is_refused(both):
    zoe, bob = both
    come("sz", BOBS)
    Person.objects.filter(pk=zoe.pk).update(left_on=EVER_AGO)
    assert come_or_not("sz", ZOES) is None
    assert mailed(BOBS) == [bob.user]


def test_it_is_over_once_another_comes_with_the_e_mail(both):
    _, bob = both
    come("sz", BOBS)
    assert come("sb", BOBS) == bob.user
    assert mailed(BOBS) == [bob.user]


def test_a_superuser_deletes_it(swapped, admin):
    zoe, _ = swapped
    path = "/admin/people/verifiedemail/"
    pages = signed_in(admin)
    assert "sb" in pages.get(path).text
    for row in VerifiedEmail.objects.all():
        pages.post(f"{path}{row.pk}/delete/", {"post": "yes"})
    assert verified() == []
    assert mailed(ZOES) == [zoe.user]


def test_no_directory_admin_sees_or_deletes_it(swapped):
    dora = admin_called("Dora")
    pages, row = signed_in(dora), VerifiedEmail.objects.earliest("pk")
    path = "/admin/people/verifiedemail/"
    assert pages.get(path).status_code == 403
    assert pages.post(f"{path}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert len(verified()) == 2


# Against whom it counts


@pytest.mark.parametrize("subject", ["", "\0", None, 7])
def test_nobody_in_particular_has_nothing(subject, zoe):
    come("sz", ZOES)
    assert come_or_not(subject, ZOES) is None
    assert verified() == []


@pytest.mark.parametrize("email", ["", None, "zoe", "nobody@example.com"])
def test_what_nobody_here_has_is_not_kept(email, zoe):
    come("sz", ZOES)
    Person.objects.update(left_on=EVER_AGO)
    assert come_or_not("sz", email) is None
    assert come_or_not("s2", email) is None or email == "nobody@example.com"
    assert verified() == []


def test_who_left_shuts_out_nobody_by_trying(zoe):
    come("sz", ZOES)
    Person.objects.update(left_on=EVER_AGO)
    assert come_or_not("sz", ZOES) is None
    assert not is_claimed(ZOES)


def test_who_is_known_as_another_reads_no_superusers_mail(root, zoe):
    come("sz", ZOES)
    assert come("sz", ROOTS) != root
    assert mailed(ROOTS) == []


def test_who_is_here_by_now_is_not_invited_to_what_another_has(zoe):
    come("sz", ZOES)
    fay, gil = (PersonFactory(email=f"{name}@example.com") for name in ("fay", "gil"))
    come("sz", "fay@example.com")
    assert "somebody else's by now" in reason_against(fay)
    assert reason_against(gil) is None


def test_who_was_refused_is_invited_once_they_are_here(both):
    """A new colleague has Zoë's address of before."""
    zoe, _ = both
    assert come_or_not("new", ZOES) is None
    move(zoe, NEW)
    nina = PersonFactory(name="Nina", email=ZOES)
    assert invite([nina], address="http://example.com{}".format).sent == [nina]
    assert come("new", ZOES) == account_of(nina)
    assert verified() == []


def test_nothing_is_asked_without_single_sign_on(
    zoe, settings, django_assert_num_queries
):
    VerifiedEmailFactory(issuer=ISSUER, email=ZOES)
    assert is_claimed(ZOES)
    settings.SINGLE_SIGN_ON = None
    with django_assert_num_queries(0):
        assert not is_claimed(ZOES)


def test_another_provider_says_nothing(zoe):
    VerifiedEmailFactory(issuer="https://elsewhere.example.com", email=ZOES)
    assert not is_claimed(ZOES)


@pytest.mark.parametrize("count", [0, 3])
def test_it_costs_three_queries_to_know(count, both, django_assert_max_num_queries):
    account = KNOWN.get(person__email=ZOES)
    VerifiedEmailFactory.create_batch(count, issuer=ISSUER, email=ZOES)
    with django_assert_max_num_queries(3):
        assert is_claimed(ZOES, account) == bool(count)


@pytest.mark.parametrize("count", [0, 30])
def test_signing_in_costs_the_same_whoever_came(
    count, both, django_assert_max_num_queries
):
    for number in range(count):
        VerifiedEmailFactory(issuer=ISSUER, email=f"{number}@example.com")
    with django_assert_max_num_queries(11):
        come("sz", ZOES)


def test_a_database_that_had_it_in_a_column_is_brought_along(both):
    """And once only: then, and where there never was one, nothing happens."""
    migration = import_module("people.migrations.0026_verified_emails")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE people_identity ADD claimed varchar(254) NOT NULL DEFAULT ''"
        )
        # What a stranger came with stood at the identity of whose e-mail it is.
        cursor.execute("UPDATE people_identity SET claimed = %s", [BOBS])
        for _ in range(2):
            cursor.execute(migration.BRING_ALONG)
    assert verified() == [("sz", BOBS)]
    assert mailed(BOBS) == []
    assert come("sz", ZOES)


# Who is erased


def test_an_erased_persons_e_mail_is_kept_nowhere(swapped, admin):
    zoe, _ = swapped
    erase(person=zoe, by=admin)
    assert verified() == [(hash_subject("sz"), BOBS)]


def test_whose_mailbox_it_is_stays_known_when_they_are_erased(both, root, admin):
    """A superuser's own e-mail, at which somebody else is known."""
    zoe, _ = both
    come("sz", ROOTS)
    erase(person=zoe, by=admin)
    assert mailed(ROOTS) == []
    assert come_or_not("sz", ROOTS) is None
    assert verified() == [("sz", ROOTS)]
    assert mailed(ROOTS) == []


def test_a_decoy_that_is_erased_takes_nothing_back(both, root):
    come("sz", ROOTS)
    dora = admin_called("Dora")
    decoy = PersonFactory(name="Decoy", email=ROOTS)
    erase(person=decoy, by=dora)
    assert mailed(ROOTS) == []


def test_nor_is_the_subject_by_which_they_were_known(both, admin):
    zoe, _ = both
    come("sz", BOBS)
    move(zoe, NEW)
    assert come("new", NEW) == zoe.user
    zoe.refresh_from_db()
    assert "sz" in str(personal_data(zoe)["account"]["verified_emails"])
    erase(person=zoe, by=admin)
    assert verified() == [(hash_subject("sz"), BOBS)]


def test_nor_the_own_e_mail_of_an_account(both, root, admin):
    come("sz", ROOTS)
    person = PersonFactory(name="Root", user=root)
    erase(person=person, by=admin)
    assert verified() == []


def test_the_log_of_the_admin_site_names_neither(swapped, admin):
    zoe, _ = swapped
    for row in VerifiedEmail.objects.all():
        path = f"/admin/people/verifiedemail/{row.pk}/delete/"
        signed_in(admin).post(path, {"post": "yes"})
    erase(person=zoe, by=admin)
    logged = " ".join(LogEntry.objects.values_list("object_repr", flat=True))
    assert all(word not in logged for word in ("sb", "sz", ZOES, BOBS))


def test_it_stands_in_ones_own_data(both):
    zoe, _ = both
    come("sz", BOBS)
    (row,) = personal_data(zoe)["account"]["verified_emails"]
    assert (row["subject"], row["email"]) == ("sz", BOBS)


# Whatever happens


SUBJECTS = {"sz": ZOES, "sb": BOBS, "s1": NEW, "s2": "nobody@example.com"}


class Walk:
    """What provider and admins say, one after another; who reads what is remembered."""

    def __init__(self, seed, admin):
        self.random, self.admin = Random(seed), admin
        # The last subject that came with an e-mail, and the last e-mail of a subject.
        self.reader, self.mailbox = {}, {}

    def step(self):
        acts = [self.come] * 6 + [self.move, self.leave, self.erase_decoy]
        acts.append(self.choose_passwords)
        self.random.choice(acts)()

    def come(self):
        subject = self.random.choice(list(SUBJECTS))
        email = self.random.choice(list(SUBJECTS.values()))
        account = come_or_not(subject, email)
        self.reader[email], self.mailbox[subject] = subject, email
        if Person.objects.filter(user=account, email=email).exists():
            with_password(User.objects.get(pk=account.pk))
            assert mailed(email) == [account], "their own reader is shut out"

    def move(self):
        """An admin says whose an e-mail is: that is the newer word."""
        email = self.random.choice(list(SUBJECTS.values()))
        person = self.random.choice(list(Person.objects.filter(user__gt=0)))
        if not Person.objects.filter(email=email).exists():
            self.reader.pop(person.email, None), self.reader.pop(email, None)
            move(person, email)

    def leave(self):
        person = self.random.choice(list(Person.objects.all()))
        left_on = None if person.left_on else EVER_AGO
        Person.objects.filter(pk=person.pk).update(left_on=left_on)

    def erase_decoy(self):
        """Of somebody who once had the e-mail that another has now."""
        person = self.random.choice(list(Person.objects.filter(user__gt=0)))
        decoy = PersonFactory(name="Decoy", email="decoy@example.com")
        decoy.events.update(email=person.email)
        erase(person=decoy, by=self.admin)

    def choose_passwords(self):
        for account in User.objects.filter(person__email__gt=""):
            with_password(account)

    def check(self):
        for email, subject in self.reader.items():
            is_latest = self.mailbox.get(subject) == email
            known = {one.user_id: one.subject for one in Identity.objects.all()}
            others = [pk for pk, one in known.items() if one != subject]
            for account in mailed(email) if is_latest else []:
                assert account.pk not in others, f"{subject} reads it"


@pytest.mark.parametrize("seed", range(how_many(20)))
def test_no_walk_leads_mail_to_who_is_known_to_be_another(seed, both, admin):
    walk = Walk(seed, admin)
    for _ in range(25):
        walk.step()
        walk.check()
