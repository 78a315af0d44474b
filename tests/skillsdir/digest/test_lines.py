"""What happened around Mia in the week: each kind of line, and what is no news."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Expertise, LearningGoal, Person
from people.skills.merging import merge_skills
from projects.models import Project, SkillNeed
from skillsdir.digest.lines import WEEK
from skillsdir.digest.week import lines_for
from tests.digests import age_history
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
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def python():
    return SkillFactory(name="Python")


@pytest.fixture
def mia(member, python):
    """Of the team Data, who knows Python and wants to learn SQL."""
    mia = member.person
    Person.objects.filter(pk=mia.pk).update(team=TeamFactory(name="Data"))
    mia.refresh_from_db()
    ExpertiseFactory(person=mia, skill=python, level=3)
    LearningGoalFactory(person=mia, skill=SkillFactory(name="SQL"))
    age_history()
    return mia


@pytest.fixture
def ann(mia, python):
    """A team mate of Mia's, at Working in Python for long."""
    ann = PersonFactory(name="Ann", team=mia.team)
    ExpertiseFactory(person=ann, skill=python, level=2)
    age_history()
    return ann


def told(person):
    return [str(line) for line in lines_for(person, timezone.now() - WEEK)]


def team_project(mia, **fields):
    project = ProjectFactory(name="Churn", team=mia.team, **fields)
    age_history()
    return project


def change(project, **fields):
    Project.objects.filter(pk=project.pk).update(**fields)


# Seats


def test_a_new_seat_that_is_known_or_wanted_is_told(mia, python):
    project = ProjectFactory(name="Churn")
    SkillNeedFactory(project=project, skill=python, level=3)
    wanted = {"welcomes_learner": True, "people": 2}
    SkillNeedFactory(project=project, skill=mia.goals.get().skill, **wanted)
    assert told(mia) == [
        "Churn looks for Python (you know it) and SQL (you want to learn it)"
    ]


@pytest.mark.parametrize(
    "fields",
    [{"level": 4}, {"project__status": "closed"}, {"project__status": "cancelled"}],
)
def test_a_seat_that_she_could_not_take_is_not_told(fields, mia, python):
    SkillNeedFactory(skill=python, **fields)
    assert told(mia) == []


def test_a_seat_that_is_filled_or_long_stated_is_not_told(mia, python):
    SkillNeedFactory(skill=python, level=3)
    age_history()
    need = SkillNeedFactory(skill=python, level=3)
    other = ExpertiseFactory(skill=python, level=3).person
    AssignmentFactory(project=need.project, person=other)
    assert told(mia) == []


def test_a_need_that_was_removed_is_not_told(mia, python):
    SkillNeedFactory(skill=python)
    SkillNeed.objects.all().delete()
    assert told(mia) == []


# Projects


def test_a_project_of_the_team_that_closed_is_told_with_what_was_learned(mia, today):
    project = team_project(mia, status="active")
    ended = {"outcome": "in_use", "outcome_note": "Ask\nfirst."}
    change(project, status="closed", ends_on=today, **ended)
    (line,) = told(mia)
    assert line.startswith("Churn closed on ")
    assert line.endswith(": Delivered and in use. “Ask first.”")


def test_a_long_lesson_is_cut(mia, today):
    note = "数" * 500
    change(team_project(mia, status="active"), status="closed", outcome_note=note)
    (line,) = told(mia)
    assert line == f"Churn closed. “{'数' * 159}…”"


def test_a_project_that_began_is_told(mia, today):
    change(team_project(mia), status="active", starts_on=today)
    (line,) = told(mia)
    assert line.startswith("Churn began on ")


@pytest.mark.parametrize(
    ("days", "is_told"), [(-1, False), (0, True), (6, True), (7, False)]
)
def test_one_started_in_advance_is_told_once_its_first_day_has_come(
    days, is_told, mia, today
):
    project = team_project(mia, status="active", starts_on=today - days * DAY)
    assert bool(told(mia)) is is_told
    change(project, ends_on=today + 90 * DAY)
    assert bool(told(mia)) is is_told


def test_a_cancelled_project_is_told_and_a_reopened_one_is_not(mia):
    project = team_project(mia, status="active")
    change(project, status="cancelled", outcome_note="No money.")
    assert told(mia) == ["Churn was cancelled. “No money.”"]
    change(project, status="active")
    assert told(mia) == []


def test_an_outcome_that_is_recorded_later_is_told(mia, today):
    project = team_project(mia, status="closed", ends_on=today - 20 * DAY)
    judged = {"outcome": "not_met", "outcome_recorded_at": timezone.now()}
    change(project, **judged)
    (line,) = told(mia)
    assert line.endswith(": Finished, criteria not met")


def test_projects_that_come_in_with_a_file_are_no_news_but_of_the_week(mia, today):
    over = {"status": "closed", "outcome": "in_use", "team": mia.team}
    over["outcome_recorded_at"] = timezone.now()
    for days in (8, 80, 3000):
        ProjectFactory(ends_on=today - days * DAY, **over)
        began = {"status": "active", "starts_on": today - days * DAY}
        ProjectFactory(team=mia.team, **began)
    ProjectFactory(name="Late", ends_on=today - DAY, **over)
    (line,) = told(mia)
    assert line.startswith("Late closed on ")


def test_live_projects_that_a_file_closes_years_ago_are_no_news(mia, today):
    project = team_project(mia, status="active")
    change(project, status="closed", ends_on=today - 3000 * DAY)
    assert told(mia) == []


def test_own_projects_come_before_those_of_the_team_and_of_skills(mia, python, today):
    by_skill = ProjectFactory(name="Skill", status="active")
    SkillNeedFactory(project=by_skill, skill=python)
    used = AssignmentFactory(project__name="Used", project__status="active")
    used.skills.add(python)
    team_project(mia, status="active")
    own = AssignmentFactory(person=mia, project__name="Own", project__status="active")
    ProjectFactory(name="Foreign", status="active")
    age_history()
    Project.objects.update(status="closed", ends_on=today)
    found = [line.split()[0] for line in told(mia)]
    assert found == [own.project.name, "Churn", "Skill", "Used"]


def test_projects_of_no_team_are_not_those_of_who_has_none(mia):
    Person.objects.update(team=None)
    mia.refresh_from_db()
    project = ProjectFactory(status="active")
    PersonFactory()
    age_history()
    change(project, status="closed")
    assert told(mia) == []


# Levels


def test_a_level_that_a_team_mate_reached_is_told(ann, mia):
    ann.expertise.update(level=4)
    assert told(mia) == ["Ann reached Expert in Python"]


def test_several_levels_of_somebody_are_one_line(ann, mia):
    for name in ("Ada", "Basic", "Cobol", "Dart"):
        ExpertiseFactory(person=ann, skill=SkillFactory(name=name), level=1)
    age_history()
    ann.expertise.update(level=4)
    assert told(mia) == [
        "Ann reached Expert in Ada, Expert in Basic, Expert in Cobol and 2 more"
    ]


def test_what_was_a_goal_is_told_though_it_was_never_stated(ann, mia):
    goal = LearningGoalFactory(person=ann, target_level=2)
    age_history()
    Expertise.objects.create(person=ann, skill=goal.skill, level=2)
    assert told(mia) == [f"Ann reached Working in {goal.skill}, a learning goal"]
    Expertise.objects.filter(skill=goal.skill).delete()
    assert LearningGoal.objects.get(pk=goal.pk).status == "open"
    assert told(mia) == []


def test_others_are_told_of_by_own_skills_and_goals_alone(mia, python):
    for skill in (python, mia.goals.get().skill, SkillFactory()):
        ExpertiseFactory(skill=skill, level=2, person__name=f"Of {skill}")
    age_history()
    Expertise.objects.exclude(person=mia).update(level=3)
    found = sorted(told(mia))
    expected = ["Of Python", "Of SQL"]
    assert [line.partition(" reached")[0] for line in found] == expected


def test_levels_that_are_stated_lowered_or_taken_back_are_no_news(ann, mia, python):
    ExpertiseFactory(person=ann)
    ExpertiseFactory(skill=python)
    for level in (1, 4, 2):
        ann.expertise.filter(skill=python).update(level=level)
    assert told(mia) == []


def test_a_slip_on_the_way_to_a_first_level_is_no_news(ann, mia):
    row = ExpertiseFactory(person=ann, level=1)
    Expertise.objects.filter(pk=row.pk).update(level=4)
    assert told(mia) == []


def test_skills_that_become_one_are_no_news(ann, mia, python):
    other = ExpertiseFactory(person=ann, skill=SkillFactory(name="Py"), level=4)
    age_history()
    merge_skills(keep=python, lose=other.skill, by=UserFactory())
    assert ann.expertise.get(skill=python).level == 4
    assert told(mia) == []


def test_who_left_or_was_erased_reached_nothing(ann, mia, today):
    ann.expertise.update(level=4)
    Person.objects.filter(pk=ann.pk).update(left_on=today - DAY)
    assert told(mia) == []


# The team


@pytest.mark.parametrize("days", [0, 6])
def test_who_began_in_the_team_is_told(days, mia, today):
    PersonFactory(name="Zoë", team=mia.team, joined_on=today - days * DAY)
    age_history()
    assert told(mia) == ["Zoë is new in your team"]


def test_who_began_on_the_day_of_the_last_mail_is_told_once(mia, today):
    mail = timezone.now() - timedelta(hours=1)
    known = PersonFactory(name="Told", team=mia.team, joined_on=today)
    age_history()
    PersonFactory(name="Entered since", team=mia.team, joined_on=today)
    known.save()
    lines = lines_for(mia, mail)
    assert list(map(str, lines)) == ["Entered since is new in your team"]


@pytest.mark.parametrize("days", [-1, 9])
def test_who_begins_later_or_began_long_ago_is_no_news(days, mia, today):
    PersonFactory(team=mia.team, joined_on=today - days * DAY)
    assert told(mia) == []


def test_who_came_from_another_team_is_told_unless_they_went_back(mia):
    ben = PersonFactory(name="Ben", team=TeamFactory())
    age_history()
    was = ben.team_id
    Person.objects.filter(pk=ben.pk).update(team=mia.team)
    assert told(mia) == ["Ben is new in your team"]
    Person.objects.filter(pk=ben.pk).update(team=was)
    Person.objects.filter(pk=ben.pk).update(team=mia.team, left_on="2020-01-01")
    assert told(mia) == []


def test_a_whole_team_is_one_line(mia):
    for name in "ABCDE":
        PersonFactory(name=name, team=mia.team)
    (line,) = lines_for(mia, timezone.now() - WEEK)
    assert str(line) == "A, B, C and 2 more are new in your team"
    assert line.href == "/teams/data/"


def test_where_everybody_came_with_one_file_nobody_is_new(member):
    Person.objects.update(team=TeamFactory())
    member.person.refresh_from_db()
    PersonFactory(team=member.person.team)
    assert told(member.person) == []


def test_a_name_of_two_lines_makes_one(mia):
    PersonFactory(name="Ann\n- Ben", team=mia.team)
    assert told(mia) == ["Ann - Ben is new in your team"]


# The order


def test_ten_lines_at_most_three_of_a_kind_while_others_wait(mia, ann, python, today):
    for _ in range(8):
        SkillNeedFactory(skill=python)
        AssignmentFactory(person=mia, project__status="active")
    age_history()
    for number in range(8):
        SkillNeedFactory(skill=python, project__name=f"Seat {number}")
    Project.objects.filter(status="active").update(status="closed")
    ann.expertise.update(level=4)
    kinds = ["S" if "looks for" in line else line[-6:] for line in told(mia)]
    assert kinds == [*"SSS", *["closed"] * 3, "Python", *"SSS"]


@pytest.mark.parametrize("count", [3, 30])
def test_lines_take_three_queries_for_few_and_many(
    count, mia, ann, python, django_assert_num_queries
):
    for _ in range(count):
        SkillNeedFactory(skill=python)
        AssignmentFactory(person=mia, project__status="active")
        ExpertiseFactory(skill=python, level=2)
        PersonFactory(team=mia.team)
    age_history()
    Expertise.objects.update(level=4)
    Project.objects.filter(status="active").update(status="closed")
    mia.user.role_names = []
    with django_assert_num_queries(3):
        assert len(lines_for(mia, timezone.now() - WEEK)) >= 6


def test_what_nobody_may_read_takes_no_place(
    mia, monkeypatch, settings, django_assert_num_queries
):
    """Others' outcomes of the week, which the reader is not told."""
    settings.DIRECTORY = settings.DIRECTORY | {"OUTCOMES_VISIBLE_TO": "managers"}
    monkeypatch.setattr("skillsdir.digest.projects.MOST_LOOKED_AT", 2)
    ProjectFactory.create_batch(3, team=mia.team, status="closed")
    team_project(mia, status="active")
    Project.objects.filter(status="closed").update(
        outcome="in_use", outcome_recorded_at=timezone.now()
    )
    Project.objects.filter(status="active").update(status="closed")
    mia.user.role_names = []
    with django_assert_num_queries(3):
        assert [line for line in told(mia) if "closed" in line] == ["Churn closed"]


def test_what_is_far_takes_no_place_of_what_is_near(mia, monkeypatch):
    monkeypatch.setattr("skillsdir.digest.projects.MOST_LOOKED_AT", 2)
    ProjectFactory.create_batch(3, status="active", ends_on=timezone.localdate())
    team_project(mia, status="active")
    Project.objects.filter(status="active").update(status="closed")
    assert [line for line in told(mia) if "closed" in line] == ["Churn closed"]
