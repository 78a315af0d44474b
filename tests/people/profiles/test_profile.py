from datetime import UTC, date, datetime, timedelta

import pytest

from people.models import Level, Person
from people.profiles.page import Profile
from projects.models import ProjectStatus
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture
def ana():
    return PersonFactory(name="Ana Silva")


def closed_project(outcome, **fields):
    fields = {"ends_on": date(2026, 1, 30), **fields}
    return ProjectFactory(status=ProjectStatus.CLOSED, outcome=outcome, **fields)


def the_skill(profile):
    (stated,) = profile.skills
    return stated


def test_profile_counts_the_projects_that_used_a_skill(ana, manager):
    stated = ExpertiseFactory(person=ana)
    for _ in range(2):
        AssignmentFactory(person=ana, skills=[stated.skill])
    AssignmentFactory(person=ana, starts_on=date(2026, 4, 1), skills=[stated.skill])
    assert the_skill(Profile(ana, user=manager)).projects == 2


def test_profile_flags_a_high_level_without_a_project(ana, manager):
    ExpertiseFactory(person=ana, level=Level.EXPERT)
    assert the_skill(Profile(ana, user=manager)).is_unproven


def test_profile_does_not_flag_a_low_level_without_a_project(ana, manager):
    ExpertiseFactory(person=ana, level=Level.WORKING)
    assert not the_skill(Profile(ana, user=manager)).is_unproven


def test_profile_counts_endorsements_of_the_last_two_years(ana, manager):
    stated = ExpertiseFactory(person=ana)
    EndorsementFactory(expertise=stated, endorsed_at=datetime(2025, 6, 1, tzinfo=UTC))
    EndorsementFactory(expertise=stated, endorsed_at=datetime(2023, 6, 1, tzinfo=UTC))
    assert the_skill(Profile(ana, user=manager)).row.endorsement_count == 1


def test_profile_marks_a_goal_that_no_project_served(ana, manager):
    LearningGoalFactory(person=ana, set_on=date(2025, 6, 1))
    (wish,) = Profile(ana, user=manager).wishes
    assert wish.is_unserved


def test_profile_does_not_mark_a_goal_that_a_project_served(ana, manager):
    goal = LearningGoalFactory(person=ana, set_on=date(2025, 6, 1))
    AssignmentFactory(person=ana, skills=[goal.skill], starts_on=date(2026, 1, 5))
    (wish,) = Profile(ana, user=manager).wishes
    assert not wish.is_unserved


def test_profile_does_not_mark_a_young_goal(ana, manager):
    LearningGoalFactory(person=ana, set_on=date(2026, 1, 1))
    (wish,) = Profile(ana, user=manager).wishes
    assert not wish.is_unserved


def test_profile_sorts_bookings_by_dates_and_project_status(ana, manager):
    AssignmentFactory(person=ana)
    AssignmentFactory(person=ana, starts_on=date(2026, 4, 1))
    AssignmentFactory(person=ana, project=closed_project("in_use"))
    bookings = Profile(ana, user=manager).bookings
    assert {phase: len(rows) for phase, rows in bookings.items()} == {
        "current": 1,
        "coming": 1,
        "past": 1,
        "unbegun": 0,
    }


@pytest.mark.parametrize("year", [2026, 2032])
@pytest.mark.parametrize("status", ["cancelled", "closed"])
def test_what_was_over_before_it_began_is_no_past_project(
    ana, manager, status, year, time_machine
):
    """Neither now nor later. When it was over the database says, by its own clock."""
    project = ProjectFactory(name="Rota", status=status, ends_on=date(2026, 2, 27))
    AssignmentFactory(person=ana, project=project, starts_on=date(2031, 6, 2))
    time_machine.move_to(datetime(year, 3, 2, 10, tzinfo=UTC))
    page = signed_in(manager).get(ana.get_absolute_url()).content.decode()
    told = page.partition(">Over before it began</h3>")[2].partition("</section>")[0]
    assert "Rota" in told
    assert "No past projects recorded." in page
    assert "timeline__bar" not in page


@pytest.mark.parametrize("ends_on", [None, date(2026, 4, 1), date(2026, 3, 31)])
def test_who_leaves_before_a_booking_ends_is_said_to(ana, member_client, ends_on):
    AssignmentFactory(person=ana, ends_on=ends_on)
    Person.objects.filter(pk=ana.pk).update(left_on=date(2026, 3, 31))
    page = member_client.get(ana.get_absolute_url()).content.decode()
    is_told = "leaves on 31 Mar 2026</span>" in page
    assert is_told is (ends_on != date(2026, 3, 31))


def test_profile_counts_a_project_once_whatever_its_bookings(ana, manager):
    project = closed_project("in_use")
    AssignmentFactory(person=ana, project=project, ends_on=date(2026, 1, 9))
    AssignmentFactory(person=ana, project=project, starts_on=date(2026, 1, 12))
    counts = Profile(ana, user=manager).record.counts
    assert (counts.successes, counts.judged) == (1, 1)


def test_profile_does_not_judge_what_stopped_early(ana, manager):
    AssignmentFactory(person=ana, project=closed_project("stopped_evidence"))
    record = Profile(ana, user=manager).record
    assert (record.counts.judged, record.learned_early) == (0, 1)


def test_profile_hides_the_success_rate_from_members(ana, member):
    AssignmentFactory(person=ana, project=closed_project("in_use"))
    profile = Profile(ana, user=member)
    assert profile.record is None
    assert profile.bookings["past"][0].outcome is None


@pytest.mark.parametrize(
    ("phase", "booking"),
    [("past", {"status": "tentative"}), ("unbegun", {"starts_on": date(2026, 4, 1)})],
)
def test_an_outcome_stands_with_the_bookings_alone_that_it_counts_for(
    ana, manager, phase, booking
):
    AssignmentFactory(person=ana, project=closed_project("in_use"), **booking)
    profile = Profile(ana, user=manager)
    assert profile.bookings[phase][0].outcome is None
    assert profile.record.counts.judged == 0


def test_profile_shows_members_their_own_success_rate(member):
    AssignmentFactory(person=member.person, project=closed_project("in_use"))
    assert Profile(member.person, user=member).record.counts.judged == 1


def test_neighbours_are_alike_by_levels(ana, manager):
    skill = SkillFactory()
    ExpertiseFactory(person=ana, skill=skill, level=4)
    other = ExpertiseFactory(skill=skill, level=2)
    ExpertiseFactory(person=other.person, level=1)
    (near,) = Profile(ana, user=manager).neighbours
    assert near.likeness == pytest.approx(2 / 5)


def test_neighbours_have_not_left(ana, manager):
    skill = ExpertiseFactory(person=ana).skill
    ExpertiseFactory(skill=skill, person__left_on=date(2026, 2, 27))
    assert Profile(ana, user=manager).neighbours == []


def test_somebody_without_skills_has_no_neighbours(ana, manager):
    assert Profile(ana, user=manager).neighbours == []


@pytest.mark.parametrize("client_name", ["member", "manager", "admin"])
def test_person_detail_shows_the_person(client_name, request, ana):
    client = request.getfixturevalue(f"{client_name}_client")
    assert "Ana Silva" in client.get("/people/ana-silva/").content.decode()


def test_person_detail_asks_strangers_to_sign_in(client, ana):
    response = client.get("/people/ana-silva/")
    assert response["Location"] == "/accounts/login/?next=/people/ana-silva/"


def test_person_detail_of_somebody_who_left_is_not_found(manager_client):
    PersonFactory(name="Lee Gone", left_on=date(2026, 2, 27))
    assert manager_client.get("/people/lee-gone/").status_code == 404


def test_person_detail_is_there_on_the_last_day(manager_client):
    PersonFactory(name="Lee Going", left_on=date(2026, 3, 2))
    assert manager_client.get("/people/lee-going/").status_code == 200


def test_person_detail_refuses_to_be_posted_to(manager_client, ana):
    assert manager_client.post("/people/ana-silva/").status_code == 405


def test_person_detail_hides_the_track_record_from_members(member_client, ana):
    AssignmentFactory(person=ana, project=closed_project("in_use"))
    page = member_client.get("/people/ana-silva/").content.decode()
    assert "Success rate" not in page
    assert "Delivered and in use" not in page


def fill(person, count):
    for _ in range(count):
        stated = ExpertiseFactory(person=person)
        EndorsementFactory(expertise=stated)
        LearningGoalFactory(person=person)
        AssignmentFactory(person=person, skills=[stated.skill])
        ExpertiseFactory(skill=stated.skill)


@pytest.mark.parametrize("count", [3, 30])
def test_person_detail_takes_as_many_queries_for_much_as_for_little(
    count, manager_client, ana, django_assert_num_queries
):
    fill(ana, count)
    with django_assert_num_queries(10):
        manager_client.get("/people/ana-silva/")


def test_person_detail_names_the_range_for_three_judged_projects(manager_client, ana):
    for _ in range(3):
        AssignmentFactory(person=ana, project=closed_project("in_use"))
    page = manager_client.get("/people/ana-silva/").content.decode()
    assert "3 of 3 judged projects succeeded" in page
    assert "plausible range 44–100 %" in page


def test_person_detail_gives_no_percentage_for_two_judged_projects(manager_client, ana):
    for _ in range(2):
        AssignmentFactory(person=ana, project=closed_project("in_use"))
    page = manager_client.get("/people/ana-silva/").content.decode()
    assert "Too few projects for a percentage" in page
    assert "plausible" not in page


def test_person_detail_marks_a_profile_unconfirmed_for_a_year(manager_client):
    then = datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=400)
    PersonFactory(name="Old News", confirmed_at=then)
    page = manager_client.get("/people/old-news/").content.decode()
    assert "confirmed 13 months ago" in page


@pytest.mark.parametrize("who", ["member_client", "manager_client"])
@pytest.mark.parametrize(("email", "links"), [(None, 0), ("ana@example.com", 2)])
def test_who_has_an_e_mail_can_be_written_to(who, email, links, request):
    PersonFactory(name="Ana Silva", email=email)
    page = request.getfixturevalue(who).get("/people/ana-silva/").content.decode()
    assert page.count('href="mailto:') == links
    assert "None" not in page


@pytest.mark.parametrize(
    ("target_on", "told"),
    [(date(2026, 3, 1), "was due Mar 2026"), (date(2026, 3, 2), "by Mar 2026")],
)
def test_a_goal_whose_day_has_gone_is_marked(member, member_client, target_on, told):
    LearningGoalFactory(person=member.person, target_on=target_on)
    for path in (member.person.get_absolute_url(), "/people/me/"):
        assert told in member_client.get(path).content.decode()
