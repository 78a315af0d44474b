"""What is in a sample organisation, which is made once for all of these."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from people.accounts.accounts import find_account
from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Location,
    Person,
    Skill,
    Team,
)
from projects.models import LIVE, Assignment, Project, ProjectStatus, SkillNeed
from tests.organisations import organisations

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
WINDOW = TODAY, TODAY + timedelta(days=27)
FOUR_WEEKS = [TODAY + timedelta(days=day) for day in range(28)]

organisation = organisations(TODAY, seeds=[1], people=120, is_plain=True)


def current(queryset):
    return queryset.filter(starts_on__lte=TODAY).filter(
        Q(ends_on=None) | Q(ends_on__gte=TODAY)
    )


def loads(day):
    """Confirmed percent of each person on the day, beside the capacity."""
    return (
        Assignment.objects.confirmed()
        .loading(day, day)
        .values("person")
        .annotate(load=Sum("percent"), capacity=F("person__capacity"))
    )


def used(model, field):
    return set(model.objects.values_list(field, flat=True))


def known(model, field):
    return {value for value, _ in model._meta.get_field(field).choices}


def test_every_choice_occurs(organisation):
    for model, field in (
        (Project, "status"),
        (Project, "outcome"),
        (Project, "stage_reached"),
        (Project, "aim"),
        (SkillNeed, "priority"),
        (Assignment, "status"),
        (LearningGoal, "status"),
        (LearningGoal, "priority"),
        (Expertise, "level"),
    ):
        assert known(model, field) <= used(model, field)


def test_what_stopped_early_says_why(organisation):
    stopped = Project.objects.filter(outcome="stopped_evidence")
    assert stopped
    assert all(project.reasons for project in stopped)


def test_people_know_about_eight_skills_book_six_times_and_want_more(organisation):
    assert 7 < Expertise.objects.count() / 120 < 9.5
    assert 5 < Assignment.objects.count() / 120 < 7.5
    assert 1.2 < LearningGoal.objects.count() / 120 < 1.9


def test_a_few_skills_are_common_and_most_are_rare(organisation):
    counts = Skill.objects.annotate(n=Count("expertise")).values_list("n", flat=True)
    common, median = max(counts), sorted(counts)[125]
    assert common > 40 > 5 > median


def test_some_people_have_left_and_stay_in_history(organisation):
    left = Person.objects.filter(left_on__lt=TODAY)
    assert 3 <= left.count() <= 8
    assert left.filter(assignments__project__status="closed").exists()
    assert not left.filter(assignments__ends_on__gt=F("left_on")).exists()


def test_some_joined_lately_and_have_no_history(organisation):
    new = Person.objects.filter(joined_on__gte=TODAY - timedelta(days=60))
    assert new.filter(assignments=None).exists()


def test_some_are_over_allocated(organisation):
    assert loads(TODAY + timedelta(days=7)).filter(load__gt=F("capacity")).count() >= 3


def test_most_are_not_over_allocated(organisation):
    for day in FOUR_WEEKS[::7]:
        assert loads(day).filter(load__gt=F("capacity")).count() <= 8


def test_some_have_nothing_to_do(organisation):
    busy = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=TODAY))
    idle = Person.objects.active(TODAY).exclude(assignments__in=busy)
    assert idle.filter(assignments__isnull=False).distinct().count() >= 5


def test_some_work_part_time(organisation):
    assert 12 <= Person.objects.filter(capacity__lt=100).count() <= 24
    assert Person.objects.filter(works_to__lte="13:00").exists()


def test_somebody_is_away_for_the_whole_window(organisation):
    whole = Absence.objects.filter(starts_on__lte=WINDOW[0], ends_on__gte=WINDOW[1])
    assert whole.count() == 1


def test_some_are_away_within_four_weeks(organisation):
    assert Absence.objects.filter(starts_on__range=WINDOW).count() >= 5
    assert Absence.objects.filter(ends_on__lt=TODAY).exists()


def test_some_profiles_are_stale_or_never_confirmed(organisation):
    stale = timezone.now().replace(year=2025, month=3, day=1)
    assert 12 <= Person.objects.filter(confirmed_at__lt=stale).count() <= 30
    assert 3 <= Person.objects.filter(confirmed_at=None).count() <= 15


def test_places_span_zones_one_of_them_a_half_hour_off(organisation):
    zones = used(Location, "time_zone")
    moment = timezone.now().replace(year=2026, month=3, day=2)
    offsets = {moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}
    assert (Location.objects.count(), len(zones)) == (9, 9)
    assert any(offset % timedelta(hours=1) for offset in offsets)


def test_teams_have_parents_people_and_managers_of_their_own(organisation):
    assert Team.objects.filter(parent=None).count() == 3
    assert not Team.objects.filter(people=None).exists()
    assert Person.objects.filter(manager__team=F("team")).count() > 90


def test_names_come_in_several_scripts(organisation):
    letters = set("".join(used(Person, "name")))
    assert letters & set("éñłøç")
    assert max(letters) > "\u0900"


def test_outcomes_say_who_recorded_them_when(organisation):
    judged = Project.objects.exclude(outcome="")
    assert not judged.filter(outcome_recorded_by=None).exists()
    assert not judged.filter(outcome_recorded_at__lt=F("ends_on")).exists()
    assert not judged.filter(outcome_recorded_at__date__gt=TODAY).exists()


def test_it_is_known_since_when_projects_are_over(organisation):
    """Who worked on them hangs on it, and so does every success rate."""
    over = Project.objects.exclude(status__in=LIVE)
    assert not over.filter(over_at=None).exists()
    assert not over.filter(over_at__date__gte=TODAY).exists()
    assert not Project.objects.live().exclude(over_at__isnull=True).exists()
    ended = Assignment.objects.confirmed().filter(project__status="closed")
    assert Assignment.objects.begun(TODAY).filter(pk__in=ended).count() > 100


def test_bookings_lie_in_the_past_now_and_ahead(organisation):
    assert Assignment.objects.filter(ends_on__lt=TODAY).count() > 300
    assert current(Assignment.objects).filter(ends_on=None).count() > 3
    assert Assignment.objects.filter(starts_on__gt=TODAY).count() > 20


def test_cancelled_projects_have_bookings(organisation):
    cancelled = current(Assignment.objects.filter(project__status="cancelled"))
    assert cancelled.exists()


def test_live_projects_state_their_needs(organisation):
    live = Project.objects.live().annotate(n=Count("needs", distinct=True))
    assert not live.filter(n__lt=3).exists()
    assert SkillNeed.objects.filter(welcomes_learner=True, people__gt=1).exists()


def test_some_people_learn_on_projects_past_and_present(organisation):
    seats = Assignment.objects.exclude(learns=None)
    statuses = set(seats.values_list("project__status", flat=True))
    assert {"active", "closed"} <= statuses
    assert not seats.filter(mentor=None).exists()


def test_seats_are_on_needs_that_welcome_learners(organisation):
    welcome = SkillNeed.objects.filter(
        project=OuterRef("project"), skill=OuterRef("learns"), welcomes_learner=True
    )
    assert not Assignment.objects.exclude(learns=None).exclude(Exists(welcome)).exists()


def test_mentors_practise_the_skill_on_the_same_project(organisation):
    for seat in Assignment.objects.exclude(mentor=None).select_related("mentor"):
        assert seat.mentor.assignments.filter(project=seat.project_id).exists()
        assert seat.mentor.expertise.get(skill=seat.learns_id).level >= 3


def test_booked_skills_are_those_that_the_person_knows(organisation):
    used_skill = Assignment.skills.through.objects
    stated = Q(assignment__person__expertise__skill=F("skill"))
    assert used_skill.filter(stated).count() == used_skill.count() > 500


def test_the_past_did_not_happen_after_today(organisation):
    assert not Expertise.objects.filter(last_used_on__gt=TODAY).exists()
    assert not Endorsement.objects.filter(endorsed_at__date__gt=TODAY).exists()
    assert not LearningGoal.objects.filter(set_on__gt=TODAY).exists()


def test_some_goals_have_waited_for_half_a_year(organisation):
    waiting = LearningGoal.objects.unfinished().filter(
        set_on__lt=TODAY - timedelta(days=182)
    )
    assert waiting.count() > 10


def test_accounts_are_found_by_the_e_mails_of_their_profiles(organisation):
    people = Person.objects.exclude(user=None).select_related("user")
    assert [person.user.email for person in people] == ["", ""]
    assert all(find_account(person.email) == person.user for person in people)


def test_the_member_has_skills_goals_and_history(organisation):
    member = Person.objects.get(user__username="member")
    assert member.expertise.count() == 8
    assert member.goals.unfinished().exists()
    assert member.assignments.filter(project__status="closed").count() > 2


def test_the_manager_leads_a_project_of_each_status(organisation):
    manager = Person.objects.get(user__username="manager")
    assert {project.status for project in manager.projects_led.all()} == set(
        ProjectStatus.values
    )
    assert manager.team is not None


@pytest.mark.parametrize("username", ["manager", "member"])
def test_a_user_is_called_as_the_person(username, organisation):
    user = get_user_model().objects.get(username=username)
    assert user.get_full_name() == user.person.name


@pytest.mark.parametrize(
    ("username", "group"),
    [
        ("admin", "Directory admins"),
        ("manager", "Project managers"),
        ("member", "Members"),
    ],
)
def test_each_sign_in_works_and_has_its_group(username, group, organisation, client):
    typed = {"username": username, "password": "demo"}
    assert client.post("/accounts/login/", typed).status_code == 302
    user = get_user_model().objects.get(username=username)
    assert [str(group) for group in user.groups.all()] == [group]
    assert user.is_superuser == (username == "admin")
