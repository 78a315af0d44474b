import pytest
from django.contrib.auth.models import AnonymousUser

from people.accounts.accounts import RoleBackend
from people.rules import (
    is_directory_admin,
    is_manager,
    may_see_outcomes,
    may_see_success_rates,
    roles,
)
from tests.factories import PersonFactory, UserFactory


@pytest.fixture
def everyone_sees(settings):
    settings.DIRECTORY = settings.DIRECTORY | {"SUCCESS_RATE_VISIBLE_TO": "everyone"}


@pytest.mark.parametrize(
    ("cast", "manages", "administers"),
    [
        ("member", False, False),
        ("manager", True, False),
        ("directory_admin", True, True),
        ("admin", True, True),
    ],
)
def test_a_role_says_who_may_staff_and_who_may_enter_data(
    request, cast, manages, administers
):
    user = request.getfixturevalue(cast)
    assert is_manager(user) is manages
    assert is_directory_admin(user) is administers


def test_a_user_without_groups_has_no_role(db):
    assert roles(UserFactory()) == frozenset()
    assert not is_manager(UserFactory())


def test_nobody_signed_in_is_nobody():
    assert not is_manager(AnonymousUser())
    assert not may_see_success_rates(AnonymousUser())


def test_a_superuser_without_groups_is_a_directory_admin(db):
    assert is_directory_admin(UserFactory(is_superuser=True))


def test_roles_are_asked_for_once(member, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert roles(member) == roles(member) == {"Members"}


def test_signing_in_loads_the_user_with_the_roles(manager, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = RoleBackend().get_user(manager.pk)
        assert user.role_names == ["Project managers"]
        assert is_manager(user)


def test_managers_and_admins_see_every_success_rate(manager, directory_admin):
    person = PersonFactory()
    assert may_see_success_rates(manager, person)
    assert may_see_success_rates(manager)
    assert may_see_success_rates(directory_admin)


def test_members_see_only_their_own_success_rate(member):
    assert may_see_success_rates(member, member.person)
    assert not may_see_success_rates(member, PersonFactory())
    assert not may_see_success_rates(member)


def test_success_rates_can_be_opened_to_everyone(member, everyone_sees):
    assert may_see_success_rates(member, PersonFactory())
    assert may_see_success_rates(member)


def test_anonymous_sees_no_success_rate_even_when_open(everyone_sees):
    assert not may_see_success_rates(AnonymousUser())


@pytest.mark.parametrize(
    ("setting", "members_see"), [("everyone", True), ("managers", False)]
)
def test_the_site_says_whether_members_see_how_all_projects_ended(
    setting, members_see, member, manager, directory_admin, settings
):
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": setting}
    assert may_see_outcomes(member) is members_see
    assert may_see_outcomes(manager)
    assert may_see_outcomes(directory_admin)


def test_anonymous_sees_no_outcome():
    assert not may_see_outcomes(AnonymousUser())


def test_an_inactive_user_is_signed_out(member):
    member.is_active = False
    member.save()
    assert RoleBackend().get_user(member.pk) is None


def test_directory_admins_get_the_permissions_of_both_apps(directory_admin):
    assert directory_admin.has_perms(["people.add_person", "projects.delete_project"])
    assert directory_admin.has_perm("auth.view_user")
    assert not directory_admin.has_perm("auth.change_user")


@pytest.mark.parametrize("cast", ["member", "manager"])
def test_members_and_managers_get_no_permissions(request, cast):
    assert request.getfixturevalue(cast).get_all_permissions() == set()


def test_permissions_are_for_rows_in_general_not_for_one(directory_admin):
    person = PersonFactory()
    assert not directory_admin.has_perm("people.change_person", person)
