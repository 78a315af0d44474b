"""What a directory admin writes about people does nothing to a superuser's account."""

from datetime import date
from importlib import import_module

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factory import SubFactory

from people.accounts.accounts import (
    RoleBackend,
    account_with_email,
    find_account,
    find_accounts,
    password_links,
)
from people.accounts.forms import POST_OFFICE
from people.models import Person
from people.rules import account_email, is_protected
from projects.bookings.leaving import erase_people
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.admin_pages import change, choose, errors_at_fields
from tests.conftest import sign_up, signed_in
from tests.factories import PersonFactory, SavedSearchFactory, UserFactory
from tests.people.accounts.promotions import (
    be_in_a_group_that_gets_it,
    get_a_permission,
    get_the_mark,
    join_a_group_that_has_it,
)
from tests.skillsdir.spreadsheet.sent_files import upload, use

pytestmark = pytest.mark.django_db

User = get_user_model()
PEOPLE = "/admin/people/person/"
LEFT_ON = date(2026, 3, 6)
PASSWORD = "correct horse battery"
OWN, EVIL = "ada@example.com", "evil@example.com"


def superuser():
    return sign_up("Ada", "Members", email=OWN, is_superuser=True)


def who_may_change_accounts():
    user = sign_up("Ada", "Members", email=OWN, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    return user


def who_may_by_a_group():
    user = sign_up("Ada", "Members", email=OWN)
    user.groups.add(Group.objects.create(name="Keepers"))
    keepers = Group.objects.get(name="Keepers")
    keepers.permissions.add(Permission.objects.get(codename="delete_group"))
    return user


@pytest.fixture(params=[superuser, who_may_change_accounts, who_may_by_a_group])
def ada(request):
    return request.param()


@pytest.fixture
def profile(ada):
    """Ada's profile, of which a directory admin has changed the e-mail."""
    person = PersonFactory(name="Ada", email=OWN, user=ada)
    Person.objects.filter(pk=person.pk).update(email=EVIL)
    ada.refresh_from_db()
    person.refresh_from_db()
    return person


def with_password(account, password=PASSWORD):
    account.set_password(password)
    account.save()
    return account


def at_the_end():
    """What the database does when a transaction ends."""
    connection.check_constraints()


# Which are protected


@pytest.mark.parametrize("codename", ["view_user", "add_person", "change_person"])
def test_other_rights_protect_no_account(codename):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    assert not is_protected(user)


def test_the_question_costs_nothing_with_an_account_that_signs_in(ada):
    account = RoleBackend().get_user(ada.pk)
    with CaptureQueriesContext(connection) as asked:
        assert is_protected(account)
    assert len(asked) == 0


def lose_the_mark(user):
    User.objects.filter(pk=user.pk).update(is_superuser=False)


def lose_the_permission(user):
    user.user_permissions.clear()


def leave_the_group(user):
    user.groups.set([Group.objects.get(name="Members")])


def lose_the_groups_permission(user):
    Group.objects.get(name="Keepers").permissions.clear()


def lose_the_group(user):
    Group.objects.get(name="Keepers").delete()


LOSSES = [
    (superuser, lose_the_mark),
    (who_may_change_accounts, lose_the_permission),
    (who_may_by_a_group, leave_the_group),
    (who_may_by_a_group, lose_the_groups_permission),
    (who_may_by_a_group, lose_the_group),
]


@pytest.mark.parametrize(("make", "lose"), LOSSES)
def test_who_is_protected_no_more_gets_the_e_mail_of_the_profile(make, lose):
    user = make()
    PersonFactory(email=EVIL, user=user)
    assert User.objects.get().email == OWN
    lose(user)
    at_the_end()
    after = User.objects.get()
    assert (after.email, account_email(after)) == ("", EVIL)


def get_another_permission(user):
    Group.objects.get(name="Keepers").permissions.set(
        [Permission.objects.get(codename="change_user")]
    )


def get_another_group(user):
    other = Group.objects.create(name="Other keepers")
    other.permissions.add(Permission.objects.get(codename="change_user"))
    user.groups.set([other])


def get_a_permission_for_the_mark(user):
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    user.user_permissions.add(Permission.objects.get(codename="change_user"))


def get_the_mark_for_the_group(user):
    user.groups.clear()
    User.objects.filter(pk=user.pk).update(is_superuser=True)


STEPS = [
    (who_may_by_a_group, get_another_permission),
    (who_may_by_a_group, get_another_group),
    (superuser, get_a_permission_for_the_mark),
    (who_may_by_a_group, get_the_mark_for_the_group),
]


@pytest.mark.parametrize(("make", "step"), STEPS)
def test_who_is_protected_otherwise_in_the_end_keeps_the_own_e_mail(make, step):
    user = make()
    PersonFactory(email=EVIL, user=user)
    step(user)
    at_the_end()
    after = User.objects.get()
    assert (after.email, after.password) == (OWN, user.password)


# Becoming one


PROMOTIONS = [
    *(get_the_mark, get_a_permission),
    *(join_a_group_that_has_it, be_in_a_group_that_gets_it),
]


@pytest.mark.parametrize("promote", PROMOTIONS)
def test_what_a_directory_admin_got_before_is_worth_nothing_then(promote):
    """A password that was chosen while the profile had another e-mail, for a while."""
    user = sign_up("Ada", "Members")
    PersonFactory(email=OWN, user=user)
    client, token = signed_in(user), password_links.make_token(user)
    promote(user)
    User.objects.update(email=OWN)
    after = User.objects.get()
    assert (is_protected(after), after.has_usable_password()) == (True, False)
    assert not password_links.check_token(after, token)
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("promote", PROMOTIONS)
def test_without_a_profile_the_password_stays(promote):
    user = sign_up("Ada", "Members", email=OWN)
    promote(user)
    assert User.objects.get().password == user.password


def test_a_password_that_comes_with_the_mark_stays():
    PersonFactory(email=OWN, user=sign_up("Ada", "Members"))
    user = User.objects.get()
    user.is_superuser = True
    user.set_password("correct horse battery")
    user.save()
    assert User.objects.get().check_password("correct horse battery")


def test_a_role_that_protects_nobody_takes_no_password():
    user = sign_up("Ada", "Members")
    PersonFactory(email=OWN, user=user)
    user.groups.add(Group.objects.get(name="Directory admins"))
    user.user_permissions.add(Permission.objects.get(codename="view_user"))
    assert User.objects.get().password == user.password


# What a directory admin tries


@pytest.mark.parametrize("action", ["let_in_again", "delete_selected"])
def test_a_directory_admin_forgets_no_attempts_at_its_password(
    action, ada, directory_admin_client, client
):
    for typed in ("Ada", OWN, "nobody"):
        client.post("/accounts/login/", {"username": typed, "password": "wrong"})
    attempts = AccessAttempt.objects.all()
    url = "/admin/axes/accessattempt/"
    choose(directory_admin_client, url, action, attempts, post="yes")
    assert [attempt.username for attempt in attempts.all()] == ["Ada"]


def test_erasing_a_person_of_its_name_forgets_no_attempts(ada, directory_admin, client):
    User.objects.filter(pk=ada.pk).update(username=OWN)
    client.post("/accounts/login/", {"username": OWN, "password": "wrong"})
    erase_people(people=[PersonFactory(email=OWN)], by=directory_admin)
    assert AccessAttempt.objects.count() == 1


def test_a_superuser_lets_its_reader_try_again(ada, admin_client, client):
    client.post("/accounts/login/", {"username": OWN, "password": "wrong"})
    url = "/admin/axes/accessattempt/"
    choose(admin_client, url, "let_in_again", AccessAttempt.objects.all())
    assert not AccessAttempt.objects.exists()


def test_the_account_keeps_its_e_mail(profile, ada):
    assert (ada.email, profile.email) == (OWN, EVIL)


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "email", [OWN, OWN.upper(), "ada@example.com".replace("a", "ａ")]
)
def test_an_invitation_neither_links_nor_mails(
    email, ada, directory_admin_client, mailoutbox
):
    person = PersonFactory.build(email=email)
    values = {"name": "Somebody", "email": person.email}
    change(directory_admin_client, f"{PEOPLE}add/", **values)
    choose(directory_admin_client, PEOPLE, "invite", Person.objects.all(), apply="1")
    assert not Person.objects.filter(user=ada).exists()
    assert mailoutbox == []


def test_a_look_alike_is_invited_to_an_account_of_its_own(
    ada, directory_admin_client, mailoutbox
):
    person = PersonFactory(email="ada@exampıe.com")
    choose(directory_admin_client, PEOPLE, "invite", [person], apply="1")
    person.refresh_from_db()
    assert person.user not in (None, ada)
    assert [mail.to for mail in mailoutbox] == [["ada@exampıe.com"]]


@pytest.mark.looks_again
def test_a_directory_admin_links_the_account_to_nobody(ada, directory_admin_client):
    person = PersonFactory()
    url = f"{PEOPLE}{person.pk}/change/"
    response = change(directory_admin_client, url, user=ada.pk)
    assert errors_at_fields(response) == {
        "user": ["Only a superuser links this account to a person."]
    }


@pytest.mark.looks_again
def test_a_superuser_links_any_account(ada, admin_client):
    person = PersonFactory()
    change(admin_client, f"{PEOPLE}{person.pk}/change/", user=ada.pk)
    person.refresh_from_db()
    assert person.user == ada


def test_of_its_person_a_directory_admin_changes_no_access(
    profile, directory_admin_client
):
    url = f"{PEOPLE}{profile.pk}/change/"
    values = {"email": "x@example.com", "user": "", "left_on": LEFT_ON, "bio": "Hi"}
    change(directory_admin_client, url, **values)
    after = Person.objects.get()
    assert (after.email, after.user, after.left_on) == (EVIL, profile.user, None)
    assert after.bio == "Hi"


def bring_in(by):
    """A file with another e-mail, last day and job title for Ada."""
    row = ("Ada", "file@example.com", str(LEFT_ON), "Chief")
    names = {"person": use("file@example.com", Person.objects.get(email=EVIL))}
    draft = upload("people", "name email left_on job_title", row, names=names)
    apply_plan(draft, by=by, leave_rejected=True)
    return draft


def test_no_file_changes_its_access(profile, directory_admin):
    bring_in(directory_admin)
    after = Person.objects.get()
    assert (after.email, after.left_on, after.job_title) == (EVIL, None, "")


def test_a_superusers_file_is_not_undone_by_a_directory_admin(
    profile, admin, directory_admin
):
    draft = bring_in(admin)
    (obstacle,) = undo_plan(draft, by=directory_admin)
    assert obstacle.why == "takes a superuser"
    assert Person.objects.get().email == "file@example.com"
    assert undo_plan(draft, by=admin) == []


JOINED = {"date_joined_0": "2026-01-05", "date_joined_1": "10:00:00"}


@pytest.mark.parametrize(
    ("email", "kept"),
    [
        ("ada@xn--mnchen-3ya.de", "ada@münchen.de"),
        ("ada@straße.de", "ada@xn--strae-oqa.de"),
    ],
)
def test_its_own_e_mail_is_kept_as_those_of_profiles(email, kept, ada, admin_client):
    change(admin_client, f"/admin/auth/user/{ada.pk}/change/", email=email, **JOINED)
    assert User.objects.get(pk=ada.pk).email == kept


def test_its_own_e_mail_is_none_that_only_looks_like_another(ada, admin_client):
    page, email = f"/admin/auth/user/{ada.pk}/change/", "ada@ｅxample.com"
    assert "email" in errors_at_fields(change(admin_client, page, email=email))
    with pytest.raises(ValidationError):
        User._meta.get_field("email").clean(email, None)


@pytest.mark.parametrize("email", ["ada@xn--mnchen-3ya.de", "ada@MÜNCHEN.de"])
def test_an_own_e_mail_of_before_is_brought_into_letters(email, ada):
    User.objects.filter(pk=ada.pk).update(email=email)
    migration = import_module("people.migrations.0024_own_emails_in_letters")
    migration.bring_into_letters(apps, None)
    assert User.objects.get(pk=ada.pk).email == "ada@münchen.de"


def test_a_superuser_changes_access(profile, admin_client):
    change(admin_client, f"{PEOPLE}{profile.pk}/change/", left_on=LEFT_ON)
    profile.refresh_from_db()
    assert profile.left_on == LEFT_ON


def test_a_reset_goes_to_the_accounts_own_e_mail(profile, client, mailoutbox):
    for email in (EVIL, OWN):
        client.post("/accounts/reset/", {"email": email})
    POST_OFFICE.submit(len, "").result()
    assert [mail.to for mail in mailoutbox] == [[OWN]]


# Locking it out


def test_a_last_day_does_not_shut_the_account(profile, ada):
    client = signed_in(ada)
    Person.objects.update(left_on=LEFT_ON)
    assert client.get("/people/").status_code == 200
    assert RoleBackend().user_can_authenticate(User.objects.get(pk=ada.pk))


def test_a_changed_profile_does_not_end_the_session(profile, ada):
    client = signed_in(ada)
    Person.objects.update(email="third@example.com")
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("action", ["mark_as_left", "erase"])
def test_its_person_neither_leaves_nor_is_erased(
    action, profile, directory_admin_client
):
    answers = {"apply": "1", "left_on": LEFT_ON, "is_sure": "on"}
    people = [PersonFactory(), profile]
    page = choose(directory_admin_client, PEOPLE, action, people, **answers)
    assert "superuser" in page.content.decode()
    assert Person.objects.filter(left_on=None).count() == 2


def test_asking_costs_the_same_for_3_and_30(directory_admin_client):
    counts = []
    for number in (3, 30):
        people = [PersonFactory(user=UserFactory()) for _ in range(number)]
        choose(directory_admin_client, PEOPLE, "mark_as_left", people)
        with CaptureQueriesContext(connection) as queries:
            choose(directory_admin_client, PEOPLE, "mark_as_left", people)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("typed", [OWN, "ADA@example.com", "Ada", "ada"])
def test_nobodys_e_mail_or_user_name_stands_in_its_way(typed, ada):
    PersonFactory(email=OWN, user=UserFactory(username=OWN))
    assert find_account(typed) == ada


def sign_in_as(name, password):
    return RoleBackend().authenticate(None, name, password)


@pytest.mark.parametrize("is_open", [True, False])
def test_its_user_name_keeps_nobody_out_who_has_it_for_an_e_mail(is_open, ada):
    """It was the account's e-mail once; the password says who is meant."""
    was = "ada@long-ago.example"
    ada.username, ada.is_active = was, is_open
    with_password(ada)
    two = with_password(PersonFactory(email=was, user=UserFactory()).user, "not as Ada")
    assert sign_in_as(was, "not as Ada") == two
    assert sign_in_as(was, PASSWORD) == (ada if is_open else None)
    assert sign_in_as(was, "guessed") is None


@pytest.mark.parametrize("has_rights", [True, False])
def test_no_password_but_the_owners_is_tried_at_an_e_mail(has_rights):
    """What is guessed there counts for its owner, who signs in and may guess on."""
    UserFactory(username=OWN, email="", is_staff=True)
    with_password(User.objects.get(username=OWN), "staff's")
    owner = PersonFactory(email=OWN, user=UserFactory()).user
    if has_rights:
        owner = UserFactory(email=OWN, is_superuser=True)
        with_password(UserFactory(username=OWN.title(), is_superuser=True), "staff's")
    assert find_accounts(OWN) == [owner]
    assert sign_in_as(OWN, "staff's") is None


def test_two_user_names_that_differ_in_case_mean_nobody():
    for name, is_superuser in (("Ada", True), ("ada", False)):
        with_password(UserFactory(username=name, is_superuser=is_superuser))
    assert find_account("ADA") is sign_in_as("ADA", PASSWORD) is None


@pytest.mark.parametrize("has_profile", [True, False])
@pytest.mark.parametrize("name", ["Ada", OWN])
def test_once_closed_it_keeps_nobody_out(name, has_profile, ada):
    ada.username, ada.is_active = name, False
    with_password(ada)
    if has_profile:
        PersonFactory(email="another@example.com", user=ada)
    person = PersonFactory(email=OWN, user=UserFactory())
    with_password(person.user)
    assert sign_in_as(OWN, PASSWORD) == account_with_email(OWN) == person.user


# Reading its mail


def test_mail_about_saved_searches_goes_to_the_accounts_own_e_mail(
    profile, ada, mailoutbox
):
    SavedSearchFactory(owner=ada)
    PersonFactory()
    call_command("notify_saved_searches", site="https://x.example", verbosity=0)
    assert [mail.to for mail in mailoutbox] == [[OWN]]


def test_reminders_go_to_the_accounts_own_e_mail(profile, mailoutbox):
    call_command("remind_stale", site="https://x.example", verbosity=0)
    assert [mail.to for mail in mailoutbox] == [[OWN]]


def test_without_an_own_e_mail_nothing_is_mailed(profile, ada, mailoutbox):
    SavedSearchFactory(owner=ada)
    User.objects.update(email="")
    call_command("notify_saved_searches", site="https://x.example", verbosity=0)
    call_command("remind_stale", site="https://x.example", verbosity=0)
    assert mailoutbox == []


@pytest.mark.parametrize("others", [0, 20])
def test_all_that_an_e_mail_may_mean_are_found_at_once(
    others, ada, django_assert_num_queries
):
    PersonFactory.create_batch(others, user=SubFactory(UserFactory))
    PersonFactory(email="ada@long-ago.example", user=UserFactory())
    User.objects.filter(pk=ada.pk).update(username="ada@long-ago.example")
    with django_assert_num_queries(1):
        assert len(find_accounts("ada@long-ago.example")) == 2
