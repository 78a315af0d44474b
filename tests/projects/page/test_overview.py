"""The page of a project: what it needs, who it has, how it ended."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


@pytest.fixture
def radar():
    return ProjectFactory(
        name="Fraud radar",
        status="active",
        summary="Alerts for card payments.",
        sponsor="Head of Risk",
        team=TeamFactory(name="Lisbon"),
        lead=PersonFactory(name="Ana Silva"),
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 9, 4),
        success_criteria="Half the false alarms.",
    )


def html(client, address="/projects/fraud-radar/"):
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_names_and_roles_are_text(member_client, radar):
    AssignmentFactory(
        project=radar,
        person=PersonFactory(name="<i>Eve"),
        role="<b>",
        learns=SkillFactory(name="<u>"),
        mentor=PersonFactory(name="<s>Gil"),
    )
    page = html(member_client)
    said = "&lt;b&gt; · Learns &lt;u&gt;, guided by &lt;s&gt;Gil"
    assert said in page
    assert not any(tag in page for tag in ("<i>", "<u>", "<s>"))


# The head of a project


@pytest.mark.parametrize(
    "words",
    [
        "<title>Fraud radar · Team Skills Directory</title>",
        '<span class="status status--active">Active</span>',
        "Prove · 2 Mar 2026 – 4 Sep 2026 ·",
        '<a href="/teams/lisbon/">Lisbon</a>',
        '<a href="/people/ana-silva/">Ana Silva</a>',
        "Head of Risk",
        "Alerts for card payments.",
        "Half the false alarms.",
    ],
)
def test_a_project_says_what_it_is(member_client, radar, words):
    assert words in html(member_client)


def test_a_bare_project_says_what_is_not_known(member_client):
    ProjectFactory(name="Bare")

    page = html(member_client, "/projects/bare/")

    assert "No dates yet" in page
    assert "Nobody has stated yet which skills this project needs." in page
    assert "Nobody is booked yet." in page


def test_a_project_past_its_last_day_asks_to_be_closed(member_client, radar):
    assert "over, and not closed yet" not in html(member_client)

    radar.ends_on = date(2026, 3, 8)
    radar.save()

    assert "over, and not closed yet" in html(member_client)


def test_a_project_that_nobody_has_started_says_when_it_was_to_start(
    member_client, radar
):
    radar.status = "staffing"
    radar.save()

    assert '<span class="tag tag--warning">was to start 2 Mar</span>' in html(
        member_client
    )


# Needs against team


@pytest.fixture
def python(radar):
    """Fraud radar needs two people who practise Python."""
    skill = SkillFactory(name="Python")
    SkillNeedFactory(project=radar, skill=skill, people=2, welcomes_learner=True)
    return skill


def member(radar, name, **booking):
    person = PersonFactory(name=name)
    AssignmentFactory(project=radar, person=person, **booking)
    return person


def test_a_need_says_who_covers_it_and_what_is_missing(member_client, radar, python):
    ExpertiseFactory(person=member(radar, "Bo Berg"), skill=python, level=4)

    page = html(member_client)

    assert "Practitioner or above · learners welcome" in page
    assert '1 of 2 found <span class="tag tag--warning">1 open</span>' in page
    assert re.search(r'\(Expert\)</span></span> <a href="/people/bo-berg/">', page)


def test_a_need_says_who_is_near_and_who_would_learn(member_client, radar, python):
    near, eager = member(radar, "Bo Berg"), member(radar, "Cy Cole")
    ExpertiseFactory(person=near, skill=python, level=2)
    LearningGoalFactory(person=near, skill=python, target_level=3)
    LearningGoalFactory(person=eager, skill=python)

    page = html(member_client)

    assert 'Bo Berg</a> <span class="muted small">one level short, wants to' in page
    assert 'Cy Cole</a> <span class="muted small">wants to learn it' in page
    assert page.count("wants to learn it") == 2


def test_many_holders_are_folded_away(member_client, radar, python):
    for number in range(8):
        person = member(radar, f"Person {number}")
        ExpertiseFactory(person=person, skill=python)

    assert "<summary>Show 2 more</summary>" in html(member_client)


def test_a_must_that_one_person_holds_is_pointed_out(member_client, radar, python):
    ExpertiseFactory(person=member(radar, "Bo Berg"), skill=python)

    page = html(member_client)

    assert "Hangs on one person</span> Of this team only" in page
    assert "has Python at the level needed." in page


def test_all_that_one_person_holds_is_one_list(member_client, radar, python):
    for name in ("Rust", "SQL"):
        SkillNeedFactory(project=radar, skill__name=name)
    bo = member(radar, "Bo Berg")
    for need in radar.needs.all():
        ExpertiseFactory(person=bo, skill=need.skill)
    page = html(member_client)
    assert "has Python, Rust and SQL at the level needed." in page


@pytest.mark.parametrize(
    ("ends_on", "is_unguided"), [(date(2026, 3, 8), True), (date(2026, 3, 9), False)]
)
def test_a_learner_whose_mentor_has_gone_is_pointed_out(
    ends_on, is_unguided, member_client, radar, python
):
    bo = member(radar, "Bo Berg", ends_on=ends_on)
    member(radar, "Cy Cole", learns=python, mentor=bo)
    page = html(member_client)
    assert "Learns Python, guided by Bo Berg" in page
    assert ("mentor not on the team now" in page) is is_unguided


def test_a_learner_whose_mentor_left_is_pointed_out(member_client, radar, python):
    bo = member(radar, "Bo Berg")
    member(radar, "Cy Cole", learns=python, mentor=bo)
    type(bo).objects.filter(pk=bo.pk).update(left_on=date(2026, 3, 8))
    assert "mentor not on the team now" in html(member_client)


def test_a_learner_without_a_mentor_is_pointed_out(member_client, radar, python):
    member(radar, "Cy Cole", learns=python)
    assert "nobody guides" in html(member_client)


def test_what_was_learned_on_a_closed_project_needs_no_mentor(
    member_client, radar, python
):
    member(radar, "Cy Cole", learns=python)
    radar.status, radar.outcome = "closed", "in_use"
    radar.save()
    page = html(member_client)
    assert "Learns Python" in page
    assert "nobody guides" not in page


def test_a_cancelled_project_covers_nothing(member_client, python, radar):
    ExpertiseFactory(person=member(radar, "Bo Berg"), skill=python)
    radar.status = "cancelled"
    radar.save()

    page = html(member_client)

    assert "Asked for 2 seats" in page
    assert "Covered by" not in page
    assert "Booked before it was cancelled" in page


def test_a_closed_project_says_what_it_asked_for(manager_client, python, radar):
    ExpertiseFactory(person=member(radar, "Bo Berg"), skill=python)
    radar.status = "closed"
    radar.save()

    page = html(manager_client)

    assert "Asked for 2 seats" in page
    assert not re.search("found|missing|Covered by|Book somebody", page)
    assert "Has the level today" in page
    assert 'href="/people/bo-berg/">Bo Berg</a></li>' in page


def test_past_its_last_day_nobody_is_looked_for(manager_client, python, radar):
    assert "Book somebody" in html(manager_client)
    radar.ends_on = date(2026, 3, 8)
    radar.save()
    page = html(manager_client)
    assert "Asked for 2 seats" in page
    assert not re.search("missing|Nobody<|Book somebody", page)


# Team


def groups(page):
    """The text of each group of bookings by its heading."""
    team = page.split('id="team"')[1].split("</section>")[0]
    parts = re.split(r'<h3 class="bookings__group">(\w+)', team)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_bookings_stand_under_now_coming_and_past(member_client, radar):
    member(radar, "Bo Berg", starts_on=date(2026, 3, 9))
    member(radar, "Cy Cole", starts_on=date(2026, 3, 10))
    member(radar, "Di Dahl", starts_on=date(2026, 1, 5), ends_on=date(2026, 3, 8))

    found = groups(html(member_client))

    assert "Bo Berg" in found["Now"]
    assert "Cy Cole" in found["Coming"]
    assert "Di Dahl" in found["Past"]


def test_groups_without_bookings_are_left_out(member_client, radar):
    member(radar, "Bo Berg", starts_on=date(2026, 3, 10))
    assert list(groups(html(member_client))) == ["Coming"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("confirmed", "over-booked by 20 %</a>"),
        ("tentative", "would be over by 20 %</span>"),
    ],
)
def test_an_over_booked_member_is_marked_with_the_days(
    status, words, member_client, radar
):
    days = {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 13)}
    bo = member(radar, "Bo Berg", percent=60, status=status, **days)
    AssignmentFactory(person=bo, percent=60, ends_on=None)
    page = html(member_client)
    assert words in page
    assert '<span class="muted">9 Mar 2026 – 13 Mar 2026</span>' in page


def test_an_over_booked_member_leads_to_the_conflict(member_client, radar):
    bo = member(radar, "Bo Berg", percent=60, ends_on=None)
    AssignmentFactory(person=bo, percent=60, ends_on=None)
    assert 'href="/availability/conflicts/#over-bo-berg"' in html(member_client)


def test_a_learner_is_shown_with_the_mentor_where_the_seat_is(
    member_client, radar, python
):
    bo = member(radar, "Bo Berg")
    ExpertiseFactory(person=bo, skill=python)
    member(radar, "Cy Cole", learns=python, mentor=bo)
    page = html(member_client)
    assert "2 of 2 found, 1 of them learning" in page
    assert re.search(r"Cy Cole</a> <span[^>]*>learning, with Bo Berg</span>", page)


def test_what_is_tentative_keeps_the_need_open(member_client, radar, python):
    ExpertiseFactory(person=member(radar, "Bo Berg", status="tentative"), skill=python)
    page = html(member_client)
    assert "0 of 2 seats found · 1 more once confirmed" in page
    assert "2 open" in page


def test_a_booking_says_role_share_days_and_skills(member_client, radar, python):
    booking = {"role": "Analyst", "percent": 40, "ends_on": date(2026, 4, 30)}
    member(radar, "Bo Berg", status="tentative", skills=[python], **booking)

    now = groups(html(member_client))["Now"]

    assert "5 Jan 2026 – 30 Apr 2026" in now
    assert '<p class="muted small">Analyst · Uses Python</p>' in now
    assert '40 % <span class="tag">tentative</span>' in now


def test_somebody_who_left_is_marked_and_not_linked(member_client, radar):
    left = member(radar, "Bo Berg", ends_on=date(2026, 2, 27))
    left.left_on = date(2026, 2, 27)
    left.save()

    page = html(member_client)

    assert 'Bo Berg <span class="tag">left 27 Feb 2026</span>' in groups(page)["Past"]
    assert "/people/bo-berg/" not in page


def test_a_lead_who_left_is_marked_and_not_linked(member_client, radar):
    radar.lead.left_on = date(2026, 2, 27)
    radar.lead.save()

    assert 'Ana Silva <span class="tag">left 27 Feb 2026</span>' in html(member_client)


def test_old_bookings_are_folded_away(member_client, radar):
    for number in range(12):
        member(radar, f"Person {number}", ends_on=date(2026, 2, 27))

    assert "<summary>Show 2 more</summary>" in html(member_client)


# Outcome


@pytest.fixture
def ended(radar):
    recorded_by = UserFactory(first_name="Olga", last_name="Owner")
    radar.status, radar.outcome = "closed", "not_adopted"
    radar.stage_reached, radar.outcome_note = "pilot", "Ask the users first."
    radar.outcome_recorded_by = recorded_by
    radar.outcome_recorded_at = datetime(2026, 3, 6, 12, tzinfo=UTC)
    radar.save()


@pytest.mark.parametrize(
    "words",
    [
        '<i class="mark mark--shortfall"></i><b>Delivered, not taken up</b>',
        "<dd>Pilot</dd>",
        "Ask the users first.",
        "<dd>6 Mar 2026 by Olga Owner</dd>",
    ],
)
def test_a_closed_project_says_how_it_ended(member_client, ended, words):
    assert words in html(member_client)


def test_a_live_project_has_no_outcome_yet(member_client, radar):
    assert 'id="outcome"' not in html(member_client)


def test_a_closed_project_without_outcome_says_so(member_client, radar):
    radar.status = "closed"
    radar.save()

    assert "Nobody has recorded yet how it ended." in html(member_client)


@pytest.mark.parametrize("client", ["member_client", "manager_client", "admin_client"])
def test_no_page_of_a_project_shows_a_success_rate(request, client, ended):
    page = html(request.getfixturevalue(client))

    assert "succeeded" not in page
    assert "judged" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_a_project_costs_the_same_for_3_and_30(
    member_client, radar, django_assert_num_queries, count
):
    for number in range(count):
        asked = SkillNeedFactory(project=radar)
        person = member(radar, f"Person {number}", skills=[asked.skill])
        ExpertiseFactory(person=person, skill=asked.skill)

    with django_assert_num_queries(12):
        html(member_client)
