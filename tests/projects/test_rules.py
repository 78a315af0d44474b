"""Who may see and do what with projects."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from projects import rules
from projects.models import Project, ProjectStatus
from tests.conftest import signed_in
from tests.factories import LearningSeatFactory, UserFactory


@pytest.mark.parametrize(
    ("cast", "staffs", "enters_data"),
    [
        ("member", False, False),
        ("manager", True, False),
        ("directory_admin", True, True),
        ("admin", True, True),
    ],
)
def test_a_role_says_what_one_does_with_projects(cast, staffs, enters_data, request):
    user = request.getfixturevalue(cast)
    assert rules.may_staff(user) is staffs
    assert rules.may_see_history(user) is staffs
    assert rules.may_enter_data(user) is enters_data


LIVE = ("proposed", "staffing", "active")


@pytest.mark.parametrize("cast", ["member", "manager", "directory_admin", "admin"])
@pytest.mark.parametrize(
    ("rule", "statuses"),
    [
        (rules.may_start, ("proposed", "staffing")),
        (rules.may_end, LIVE),
        (rules.may_correct_outcome, ("closed",)),
        (rules.may_reopen, ("closed", "cancelled")),
    ],
)
def test_what_may_be_done_follows_from_role_and_status(rule, statuses, cast, request):
    user = request.getfixturevalue(cast)
    projects = [Project(status=status) for status in ProjectStatus]
    allowed = {one.status for one in projects if rule(user, one)}
    assert allowed == (set() if cast == "member" else set(statuses))


@pytest.mark.parametrize("rule", [rules.may_start, rules.may_end, rules.may_reopen])
def test_nobody_signed_in_changes_the_life_of_a_project(rule):
    assert not any(
        rule(AnonymousUser(), Project(status=status)) for status in ProjectStatus
    )


def test_nobody_signed_in_may_nothing():
    nobody = AnonymousUser()
    assert not rules.may_staff(nobody)
    assert not rules.may_see_history(nobody)


@pytest.mark.parametrize("part", ["person", "mentor"])
def test_members_see_the_bookings_that_they_have_a_part_in(part, member):
    assert rules.may_see_booking(member, LearningSeatFactory(**{part: member.person}))
    assert not rules.may_see_booking(member, LearningSeatFactory())


def test_managers_see_every_booking(manager, directory_admin):
    seat = LearningSeatFactory()
    assert rules.may_see_booking(manager, seat)
    assert rules.may_see_booking(directory_admin, seat)
    assert not rules.may_see_booking(AnonymousUser(), seat)


def test_a_directory_admin_finds_the_admin_site_without_being_staff(db):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Directory admins"))
    assert 'href="/admin/"' in signed_in(user).get("/help/").content.decode()


def test_members_are_not_led_to_the_admin_site(member_client):
    assert 'href="/admin/"' not in member_client.get("/help/").content.decode()
