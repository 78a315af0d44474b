"""What one's own profile asks and offers."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people.models import Skill
from people.profiles.own import MyProfile, person_of
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture
def team():
    return TeamFactory(name="Data")


@pytest.fixture
def me(team):
    return PersonFactory(name="Me", team=team, confirmed_at=timezone.now())


def mates_know(team, **counts):
    """Team mates who know skills of these names, so many each."""
    for name, count in counts.items():
        skill = SkillFactory(name=name)
        for _ in range(count):
            ExpertiseFactory(skill=skill, person__team=team)


def offered(me):
    return [skill.name for skill in MyProfile(me).offers]


def asked_about(me):
    return [one.stated.row.skill.name for one in MyProfile(me).doubts]


def states(me, name, **fields):
    return ExpertiseFactory(person=me, skill=SkillFactory(name=name), **fields)


# Whose


def test_strangers_have_no_profile():
    assert person_of(AnonymousUser()) is None


def test_account_without_a_person_has_no_profile():
    assert person_of(UserFactory()) is None


@pytest.mark.parametrize(("left_on", "is_here"), [(TODAY, True), (TODAY - DAY, False)])
def test_who_left_has_no_profile_any_more(left_on, is_here):
    person = PersonFactory(user=UserFactory(), left_on=left_on)

    assert person_of(person.user) == (person if is_here else None)


# Offers


def test_what_most_team_mates_know_is_offered_first(me, team):
    mates_know(team, Cobol=1, Python=3, Airflow=2)

    assert offered(me) == ["Python", "Airflow", "Cobol"]


def test_of_skills_as_common_the_first_by_name_is_offered_first(me, team):
    mates_know(team, SQL=1, Git=1)

    assert offered(me) == ["Git", "SQL"]


def test_five_skills_are_offered(me, team):
    mates_know(team, **{f"S{number}": 1 for number in range(7)})

    assert offered(me) == ["S0", "S1", "S2", "S3", "S4"]


def test_what_one_knows_already_is_not_offered(me, team):
    mates_know(team, Python=1, SQL=2)
    ExpertiseFactory(person=me, skill=Skill.objects.get(name="SQL"))

    assert offered(me) == ["Python"]


def test_skills_of_other_teams_are_not_offered(me):
    mates_know(TeamFactory(name="Web"), Python=2)

    assert offered(me) == []


def test_mates_who_left_offer_nothing(me, team):
    ExpertiseFactory(person__team=team, person__left_on=TODAY - DAY)

    assert offered(me) == []


def test_skills_no_longer_in_the_catalogue_are_not_offered(me, team):
    ExpertiseFactory(person__team=team, skill__is_active=False)

    assert offered(me) == []


def test_without_a_team_nothing_is_offered():
    loner = PersonFactory(team=None)
    ExpertiseFactory(person__team=None)

    assert offered(loner) == []


# Doubts


def test_longest_unused_skill_is_asked_about_first(me):
    for name, year in (("Perl", 2023), ("Cobol", 2019), ("Java", 2022)):
        states(me, name, last_used_on=date(year, 1, 1))

    assert asked_about(me) == ["Cobol", "Java", "Perl"]


def test_recent_use_is_not_asked_about(me):
    states(me, "Python", last_used_on=TODAY - 100 * DAY)

    assert asked_about(me) == []


@pytest.mark.parametrize(
    ("booking", "is_asked"),
    [
        ({"starts_on": TODAY}, False),
        ({"ends_on": TODAY - 548 * DAY}, False),
        ({"ends_on": TODAY - 549 * DAY}, True),
        ({"starts_on": TODAY + DAY}, True),
        ({"status": "tentative"}, True),
    ],
)
def test_what_a_booking_has_used_meanwhile_is_not_asked_about(booking, is_asked, me):
    old = states(me, "Python", last_used_on=date(2020, 1, 1))
    days = {"starts_on": date(2024, 1, 1)} | booking
    AssignmentFactory(person=me, skills=[old.skill], **days)
    assert bool(asked_about(me)) is is_asked


def test_skill_without_a_day_is_not_asked_about_in_a_fresh_profile(me):
    states(me, "Python", last_used_on=None)

    assert asked_about(me) == []


def test_skills_without_a_day_come_last_in_a_stale_profile(me):
    me.confirmed_at = None
    states(me, "Undated", last_used_on=None)
    states(me, "Old", last_used_on=date(2020, 1, 1))

    assert asked_about(me) == ["Old", "Undated"]


def test_doubt_says_when_the_skill_was_used(me):
    states(me, "Perl", last_used_on=date(2023, 5, 4))

    [doubt] = MyProfile(me).doubts
    assert doubt.why == "Last used in May 2023"


# Time


def test_absence_is_shown_until_its_last_day(me):
    for days in (-1, 0, 5):
        AbsenceFactory(person=me, starts_on=TODAY - 9 * DAY, ends_on=TODAY + days * DAY)

    ends = {one.ends_on for one in MyProfile(me).absences}
    assert ends == {TODAY, TODAY + 5 * DAY}


def test_bookings_that_are_over_are_not_shown(me):
    AssignmentFactory(person=me, ends_on=TODAY - DAY)
    last = AssignmentFactory(person=me, ends_on=TODAY)

    assert MyProfile(me).bookings == [last]


# Queries


def test_own_profile_costs_the_same_for_3_and_30(me, team, django_assert_num_queries):
    def add(count):
        for row in ExpertiseFactory.create_batch(count, person=me):
            EndorsementFactory(expertise=row)
            AssignmentFactory(person=me, skills=[row.skill])
        for _ in range(count):
            ExpertiseFactory(person__team=team)

    add(3)
    with django_assert_num_queries(6):
        MyProfile(me)
    add(27)
    with django_assert_num_queries(6):
        MyProfile(me)
