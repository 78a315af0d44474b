"""What the home page says needs attention, by role."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from projects.models import LIVE
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SpreadsheetImportFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def attention_of(client):
    page = client.get("/").content.decode()
    return page.split('id="attention"')[1].split("</section>")[0]


def overbook(percent=70, **fields):
    first = AssignmentFactory(percent=percent, person__name="Ola Overbooked")
    AssignmentFactory(person=first.person, percent=50, **fields)


def test_overbooking_says_how_much_and_until_when(manager_client):
    overbook(ends_on=date(2026, 3, 31))

    attention = attention_of(manager_client)
    assert "Ola Overbooked" in attention
    assert "120 % of 100 %, until 31 Mar" in attention


def test_overbooking_without_end_says_so(manager_client):
    overbook()

    assert "120 % of 100 %, with no end" in attention_of(manager_client)


@pytest.mark.parametrize(
    "booking",
    [
        {"status": "tentative"},
        {"starts_on": TODAY + DAY},
        {"ends_on": TODAY - DAY},
    ],
)
def test_only_confirmed_bookings_of_today_overbook(manager_client, booking):
    overbook(**booking)

    assert "Over-booked now" not in attention_of(manager_client)


@pytest.mark.parametrize("status", LIVE)
def test_live_project_past_its_end_needs_attention(status, manager_client):
    for name, ends_on in (("Late", TODAY - DAY), ("Last day", TODAY)):
        ProjectFactory(name=name, status=status, ends_on=ends_on)

    attention = attention_of(manager_client)
    assert 'href="/projects/late/"' in attention
    assert "ended 8 Mar" in attention
    assert "Last day" not in attention


def test_projects_past_their_end_are_counted_whatever_their_status(manager_client):
    for number, status in enumerate(LIVE * 2):
        ended = TODAY - DAY * (number + 1)
        ProjectFactory(name=f"P{number}", status=status, ends_on=ended)

    attention = attention_of(manager_client)
    links = re.findall(r'href="/projects/([\w-]+)/"', attention)
    assert links == ["p0", "p1", "p2", "p3", "p4"]
    assert "5 of 6" in attention


def test_closed_project_without_outcome_needs_attention(manager_client):
    ProjectFactory(name="Open end", status="closed")
    ProjectFactory(name="Done", status="closed", outcome="in_use")

    attention = attention_of(manager_client)
    assert "Open end" in attention
    assert "Done" not in attention


def test_warnings_are_five_at_most_and_counted(manager_client):
    ProjectFactory.create_batch(7, status="closed")

    attention = attention_of(manager_client)
    assert attention.count('href="/projects/project-') == 5
    assert "5 of 7" in attention


def test_latest_projects_are_warned_of_first_and_undated_ones_last(manager_client):
    ProjectFactory.create_batch(5, name="Undated", status="closed")
    for day in (1, 3, 2):
        ProjectFactory(name=f"P{day}", status="closed", ends_on=date(2026, 2, day))

    links = re.findall(r'href="/projects/([\w-]+)/"', attention_of(manager_client))
    assert links == ["p3", "p2", "p1", "undated-5", "undated-4"]


def test_member_sees_no_warnings_of_others(member_client):
    overbook()
    ProjectFactory(status="closed")

    attention = attention_of(member_client)
    assert "Over-booked now" not in attention
    assert "Closed without an outcome" not in attention


@pytest.mark.parametrize(("days", "is_asked"), [(365, False), (366, True)])
def test_own_profile_is_asked_about_after_a_year(member, member_client, days, is_asked):
    member.person.confirmed_at = datetime(2026, 3, 9, 10, tzinfo=UTC) - DAY * days
    member.person.save()

    page = member_client.get("/").content.decode()
    assert ("Confirm your profile</button>" in page) is is_asked


@pytest.mark.parametrize(("days", "is_told"), [(183, False), (184, True)])
def test_own_goal_is_told_after_half_a_year(member, member_client, days, is_told):
    skill = SkillFactory(name="Python")
    LearningGoalFactory(person=member.person, skill=skill, set_on=TODAY - DAY * days)
    LearningGoalFactory(set_on=date(2020, 1, 1))

    attention = attention_of(member_client)
    assert ("Your goals that no project has served" in attention) is is_told


def test_what_a_colleague_says_of_a_level_waits_for_an_answer(member, member_client):
    row = ExpertiseFactory(person=member.person, skill__name="Python", level=2)
    EndorsementFactory(expertise=row, level=3, endorsed_by__name="Ann")
    attention = attention_of(member_client)
    assert 'href="/people/me/#suggestions">Python</a>' in attention
    assert "Practitioner, says Ann" in attention


# Others wait for these


def test_bookings_of_own_projects_are_there_to_confirm(manager, manager_client):
    project = ProjectFactory(name="Churn", lead=manager.person)
    AssignmentFactory.create_batch(2, project=project, status="tentative")
    attention = attention_of(manager_client)
    assert 'href="/projects/churn/bookings/confirm/"' in attention
    assert "2 tentative bookings" in attention


def test_what_hangs_on_people_who_left_leads_to_where_it_is_taken_off(manager_client):
    gone = PersonFactory(left_on=TODAY - DAY)
    ProjectFactory.create_batch(2, lead=gone)
    AssignmentFactory(person=gone)
    attention = attention_of(manager_client)
    assert 'href="/availability/conflicts/#left-leads">Led by people who' in attention
    assert "2 to hand over" in attention
    assert "Managed by people who left" not in attention


@pytest.mark.parametrize("days", [-1, 0, 1, 30])
def test_who_is_to_leave_before_a_booking_ends_is_told_in_time(days, manager_client):
    leaver = PersonFactory(left_on=TODAY + days * DAY)
    AssignmentFactory(person=leaver, ends_on=TODAY + 20 * DAY)
    told = '#leaving">Booked after the last day' in attention_of(manager_client)
    assert told is (days in (0, 1))


@pytest.mark.parametrize(
    ("status", "is_told"),
    [("draft", True), ("failed", True), ("applied", False), ("undone", False)],
)
def test_admins_are_told_of_imports_that_are_not_finished(
    status, is_told, directory_admin_client
):
    file = SpreadsheetImportFactory(file_name="staff.xlsx", status=status)
    attention = attention_of(directory_admin_client)
    assert (f'href="/spreadsheet/{file.pk}/">staff.xlsx' in attention) is is_told


def test_members_see_neither(member_client):
    SpreadsheetImportFactory()
    ProjectFactory(lead=PersonFactory(left_on=TODAY - DAY))
    AssignmentFactory(status="tentative")
    assert "Nothing just now." in attention_of(member_client)


def test_what_needs_attention_comes_before_all_else(manager, manager_client):
    ProjectFactory(status="closed")
    LearningGoalFactory(person=manager.person, set_on=date(2020, 1, 1))
    page = manager_client.get("/").content.decode()
    assert page.index('id="attention"') < page.index('id="mine"')
    attention = attention_of(manager_client)
    assert attention.index("Closed without") < attention.index("Your goals")


def test_calm_page_says_so(admin_client):
    assert "Nothing just now." in attention_of(admin_client)


def test_admins_are_told_how_many_profiles_are_stale(admin_client):
    PersonFactory.create_batch(2)
    PersonFactory(confirmed_at=datetime(2026, 3, 1, tzinfo=UTC))

    page = admin_client.get("/").content.decode()
    assert re.search(r"2 profiles</a> not confirmed for a long time", page)


def test_own_goals_lead_to_the_own_profile(member, member_client):
    LearningGoalFactory(person=member.person, set_on=date(2020, 1, 1))
    assert 'href="/people/me/#goals"' in attention_of(member_client)


def test_a_profile_is_confirmed_from_home(member, member_client):
    response = member_client.post("/people/me/confirm/", {"next": "/"}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert b"Confirm your profile" not in response.content
