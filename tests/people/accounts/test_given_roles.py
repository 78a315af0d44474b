"""What a superuser gave or closed goes to nobody by a directory admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection

from people.accounts.accounts import RoleBackend
from people.accounts.opening import open_account
from people.models import Person
from people.privacy.erasure import erase
from skillsdir.spreadsheet.writing.applying import RejectedRowsError, apply_plan
from tests.admin_pages import change, choose, errors_at_fields
from tests.factories import PersonFactory, UserFactory
from tests.skillsdir.spreadsheet.sent_files import upload

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

User = get_user_model()
PEOPLE = "/admin/people/person/"
BOBS = "bob@example.com"


def page_of(person):
    return f"{PEOPLE}{person.pk}/change/"


# Linking by hand


def with_group(name):
    account = UserFactory(username="old")
    account.groups.add(Group.objects.get_or_create(name="Members")[0])
    account.groups.add(Group.objects.get_or_create(name=name)[0])
    return account


def directory_admins():
    return with_group("Directory admins")


def project_managers():
    return with_group("Project managers")


def marked_as_staff():
    return UserFactory(username="old", is_staff=True)


def with_a_right():
    account = UserFactory(username="old")
    account.user_permissions.add(Permission.objects.get(codename="view_user"))
    return account


GIVEN = [directory_admins, project_managers, marked_as_staff, with_a_right]


@pytest.fixture
def friend():
    return PersonFactory(name="Friend", email="friend@example.com")


@pytest.mark.parametrize("make", GIVEN)
def test_a_directory_admin_links_no_account_with_roles(
    make, friend, directory_admin_client
):
    response = change(directory_admin_client, page_of(friend), user=make().pk)
    error = "Only a superuser links this account to a person."
    assert errors_at_fields(response)["user"] == [error]
    assert Person.objects.get(pk=friend.pk).user is None


@pytest.mark.parametrize("make", GIVEN)
def test_nor_to_somebody_new(make, directory_admin_client):
    values = {"name": "Friend", "email": "friend@example.com", "user": make().pk}
    response = change(directory_admin_client, f"{PEOPLE}add/", **values)
    assert "user" in errors_at_fields(response)
    assert not Person.objects.filter(name="Friend").exists()


@pytest.mark.parametrize("make", GIVEN)
def test_a_superuser_does(make, friend, admin_client):
    account = make()
    change(admin_client, page_of(friend), user=account.pk)
    assert RoleBackend().get_user(account.pk).person == friend


@pytest.mark.parametrize("groups", [[], ["Members"]])
def test_a_directory_admin_links_a_members_account(
    groups, friend, directory_admin_client
):
    account = UserFactory(username="old")
    for name in groups:
        account.groups.add(Group.objects.get_or_create(name=name)[0])
    change(directory_admin_client, page_of(friend), user=account.pk)
    assert Person.objects.get(pk=friend.pk).user == account


@pytest.mark.parametrize("make", GIVEN)
def test_the_page_of_who_has_roles_is_saved_as_before(
    make, friend, directory_admin_client
):
    account = make()
    Person.objects.filter(pk=friend.pk).update(user=account)
    change(directory_admin_client, page_of(friend), job_title="Analyst")
    friend.refresh_from_db()
    assert (friend.job_title, friend.user) == ("Analyst", account)


# Closed by a superuser


@pytest.fixture
def bob():
    """Bob, whose account a superuser has closed."""
    person = PersonFactory(name="Bob", email=BOBS)
    User.objects.filter(pk=open_account(person).pk).update(is_active=False)
    return Person.objects.get(pk=person.pk)


def emails():
    return {*Person.objects.values_list("email", flat=True)}


def test_a_directory_admin_moves_no_email_of_a_closed_account(
    bob, directory_admin_client
):
    sent = {"email": "gone@example.com", "job_title": "Analyst"}
    change(directory_admin_client, page_of(bob), **sent)
    bob.refresh_from_db()
    assert (bob.email, bob.job_title) == (BOBS, "Analyst")


def test_the_last_day_of_who_has_it_is_entered_as_before(bob, directory_admin_client):
    change(directory_admin_client, page_of(bob), left_on="2026-01-01")
    bob.refresh_from_db()
    assert bob.left_on is not None


def test_a_superuser_moves_it(bob, admin_client):
    change(admin_client, page_of(bob), email="gone@example.com")
    bob.refresh_from_db()
    assert bob.email == "gone@example.com"


def test_nor_does_a_file_of_theirs(bob, directory_admin):
    row = ("Bob", bob.slug, "gone@example.com")
    draft = upload("people", "name slug email", row)
    with pytest.raises(RejectedRowsError):
        apply_plan(draft, by=directory_admin)
    assert BOBS in emails()


def test_nobody_but_a_superuser_erases_who_has_it(bob, directory_admin):
    with pytest.raises(PermissionDenied):
        erase(person=bob, by=directory_admin)
    bob.refresh_from_db()
    assert bob.email == BOBS


def test_the_list_of_people_says_so(bob, directory_admin_client):
    sent = {"apply": "1", "confirm": "on"}
    response = choose(directory_admin_client, PEOPLE, "erase", [bob], **sent)
    assert "where the account is closed, it takes a superuser" in response.text
    assert Person.objects.filter(name="Bob").exists()


def test_a_superuser_erases_who_has_it(bob, admin):
    erase(person=bob, by=admin)
    assert not Person.objects.filter(name="Bob").exists()


# Whatever the account is called


ODD = [
    "eve@example.com",
    "o'brien@example.com",
    "a/b@example.com",
    "a&b@example.com",
    "x!#$%&*=?^{|}~@example.com",
    "eve@हिन्दी.com",
    "eve@münchen.de",
    "eve@[127.0.0.1]",
    f"{'a' * 60}'@{'b' * 60}.{'c' * 60}.com",
]
# The page shows the moment in one field, and takes it in two.
JOINED = {"date_joined_0": "2026-01-05", "date_joined_1": "09:00:00"}


def page_of_account(account):
    return f"/admin/auth/user/{account.pk}/change/"


@pytest.mark.parametrize("has_namesake", [False, True])
@pytest.mark.parametrize("email", ODD)
def test_who_has_an_odd_e_mail_gets_a_role(email, has_namesake, admin_client):
    if has_namesake:
        UserFactory(username=email[:150])
    account = open_account(PersonFactory(name="Eve", email=email))
    role = Group.objects.get_or_create(name="Project managers")[0]
    change(admin_client, page_of_account(account), groups=[role.pk], **JOINED)
    assert [*User.objects.get(pk=account.pk).groups.all()] == [role]
    assert User.objects.get(pk=account.pk).username == account.username


@pytest.mark.parametrize("name", ["o'brien", "a b", "a\0b", "eve@[127.0.0.1]"])
def test_no_other_odd_user_name_is_typed(name, admin_client):
    account = open_account(PersonFactory(name="Eve", email="o'brien@example.com"))
    response = change(admin_client, page_of_account(account), username=name, **JOINED)
    assert "username" in errors_at_fields(response)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("eve@MÜNCHEN.de", "eve@münchen.de"),
        ("eve@xn--mnchen-3ya.de", "eve@münchen.de"),
        ("eve@HOME.org", "eve@home.org"),
    ],
)
def test_a_name_that_stayed_as_it_was_stays(name, other, admin_client):
    """Of two that would become one: see migration 0025."""
    UserFactory(username=other)
    account = UserFactory()
    with connection.cursor() as cursor:
        to_set = "UPDATE auth_user SET username = %s WHERE id = %s"
        cursor.execute(to_set, [name, account.pk])
    change(admin_client, page_of_account(account), first_name="E", **JOINED)
    account = User.objects.get(pk=account.pk)
    assert (account.username, account.first_name) == (name, "E")


def test_who_changes_the_own_e_mail_stays_signed_in(admin, admin_client):
    change(admin_client, page_of_account(admin), email="new@example.com", **JOINED)
    assert User.objects.get(pk=admin.pk).email == "new@example.com"
    assert admin_client.get("/admin/").status_code == 200


def test_an_own_e_mail_that_stays_is_not_judged(admin_client):
    root = UserFactory(username="root", email="root@server", is_staff=True)
    change(admin_client, page_of_account(root), first_name="R", **JOINED)
    assert User.objects.get(pk=root.pk).first_name == "R"


# Roles are known by name


@pytest.mark.parametrize("role", ["Members", "Project managers", "Directory admins"])
def test_no_role_gets_another_name(role, admin_client):
    group = Group.objects.get_or_create(name=role)[0]
    admin_client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Mitglieder"})
    assert Group.objects.get(pk=group.pk).name == role


def test_another_group_does(admin_client):
    group = Group.objects.create(name="Keepers")
    change(admin_client, f"/admin/auth/group/{group.pk}/change/", name="Helpers")
    assert Group.objects.get(pk=group.pk).name == "Helpers"


def test_an_account_is_opened_where_the_group_is_gone():
    Group.objects.filter(name="Members").delete()
    account = open_account(PersonFactory(name="Eve", email="eve@example.com"))
    assert account.groups.get().name == "Members"
