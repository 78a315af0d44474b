"""A goal that is reached is open nowhere, whoever writes it or the level."""

from random import Random

import pytest

from people.models import Expertise, LearningGoal
from people.profiles.endorsing import answer
from people.skills.merging import merge_skills
from projects.life.learned import record_learned, seats_of
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.admin_pages import change, errors_at_fields, new_rows
from tests.factories import (
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    PersonFactory,
    SkillFactory,
)
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def python():
    return SkillFactory(name="Python", slug="python")


@pytest.fixture
def goal(member, python):
    """The member's, to become an Expert."""
    return LearningGoalFactory(
        person=member.person, skill=python, target_level=4, status="in_progress"
    )


@pytest.fixture
def stated(goal):
    return ExpertiseFactory(person=goal.person, skill=goal.skill, level=3)


def status(goal):
    goal.refresh_from_db()
    return goal.status


# Ways of stating the level, and of taking it back


def by_queryset(level):
    def state(goal, **actors):
        Expertise.objects.filter(person=goal.person).update(level=level)

    return state


def on_the_own_profile(level):
    def state(goal, member_client, **actors):
        page = "/people/me/skills/python/"
        version = goal.person.expertise.get().version
        member_client.post(page, {"level": level, "version": version})

    return state


def in_the_admin_site(level):
    def state(goal, admin_client, **actors):
        page = f"/admin/people/person/{goal.person_id}/change/"
        change(admin_client, page, **{"expertise-0-level": level})

    return state


def by_a_suggestion(goal, **actors):
    said = EndorsementFactory(expertise=goal.person.expertise.get(), level=4)
    answer(suggestion=said, is_right=True, by=goal.person)


def by_a_file(goal, **actors):
    row = (goal.person.email, "Python (Expert)")
    goal.draft = upload("people", "email expertise", row)
    apply_plan(goal.draft, by=None)


def by_undoing(goal, **actors):
    assert undo_plan(goal.draft, by=None) == []


def by_closing(goal, **actors):
    seat = LearningSeatFactory(person=goal.person, learns=goal.skill)
    record_learned([(one, "4") for one in seats_of(seat.project)], seat.starts_on)


def by_merging(goal, **actors):
    lose = SkillFactory(name="Python 3")
    ExpertiseFactory(person=goal.person, skill=lose, level=4)
    merge_skills(keep=goal.skill, lose=lose, by=actors["admin"])


def by_removing(goal, **actors):
    goal.person.expertise.all().delete()


def by_moving(goal, **actors):
    goal.person.expertise.update(skill=SkillFactory())


WAYS = [
    (by_queryset(4), by_queryset(3)),
    (on_the_own_profile(4), on_the_own_profile(3)),
    (in_the_admin_site(4), in_the_admin_site(3)),
    (by_a_suggestion, on_the_own_profile(2)),
    (by_a_file, by_undoing),
    (by_closing, by_queryset(3)),
    (by_merging, by_queryset(3)),
    (by_queryset(4), by_removing),
    (by_queryset(4), by_moving),
]


@pytest.fixture
def actors(member_client, admin_client, admin):
    return {
        "member_client": member_client,
        "admin_client": admin_client,
        "admin": admin,
    }


@pytest.mark.parametrize(("state", "take_back"), WAYS)
def test_a_level_closes_the_goal_and_taken_back_opens_it(
    state, take_back, goal, stated, actors
):
    state(goal, **actors)
    assert status(goal) == "achieved"
    take_back(goal, **actors)
    assert status(goal) == "in_progress"


def test_the_first_level_closes_a_goal_too(goal, python):
    ExpertiseFactory(person=goal.person, skill=python, level=4)
    assert status(goal) == "achieved"


def test_a_level_below_the_target_leaves_the_goal_open(goal, stated):
    assert status(goal) == "in_progress"


def test_the_level_of_somebody_else_or_another_skill_closes_nothing(goal, python):
    ExpertiseFactory(skill=python, level=4)
    ExpertiseFactory(person=goal.person, level=4)
    assert status(goal) == "in_progress"


def test_what_somebody_closed_by_hand_stays_closed(goal, stated):
    LearningGoal.objects.update(status="dropped")
    by_queryset(4)(goal)
    by_queryset(1)(goal)
    assert status(goal) == "dropped"


def test_a_goal_achieved_by_hand_is_not_opened_by_a_level(goal, stated):
    LearningGoal.objects.update(status="achieved")
    by_queryset(2)(goal)
    assert status(goal) == "achieved"


def test_a_new_goal_takes_the_place_of_a_reached_one(goal, stated):
    LearningGoal.objects.update(target_level=3)
    new = LearningGoalFactory(person=goal.person, skill=goal.skill, target_level=4)
    by_queryset(2)(goal)
    assert (status(goal), status(new)) == ("achieved", "open")


def test_a_reached_goal_that_aims_higher_is_open_again(goal, stated):
    LearningGoal.objects.update(target_level=3)
    assert status(goal) == "achieved"
    LearningGoal.objects.update(target_level=4)
    assert status(goal) == "in_progress"


def test_a_goal_moved_to_a_known_skill_is_reached(goal):
    known = ExpertiseFactory(person=goal.person, level=4)
    LearningGoal.objects.update(skill=known.skill)
    assert status(goal) == "achieved"


def test_the_history_tells_that_it_was_reached(goal, stated, member_client):
    on_the_own_profile(4)(goal, member_client=member_client)
    text = text_of(member_client.get(f"/people/{goal.person.slug}/history/"))
    assert "changed the goal Python: the status from In progress to Achieved" in text


def test_a_reached_goal_is_a_change_that_forms_notice(goal, stated):
    by_queryset(4)(goal)
    goal.refresh_from_db()
    assert goal.version == 2


def write(random, person, skills):
    """Any write of a goal or a level, without a look at what is there."""
    skill, level = random.choice(skills), random.randint(1, 4)
    goals = LearningGoal.objects.filter(person=person, skill=skill)
    levels = Expertise.objects.filter(person=person, skill=skill)
    random.choice(
        [
            lambda: levels.update(level=level),
            lambda: levels.delete(),
            lambda: levels or ExpertiseFactory(person=person, skill=skill, level=level),
            lambda: goals.update(target_level=level),
            lambda: goals.update(status="dropped"),
            lambda: (
                goals.unfinished()
                or LearningGoalFactory(person=person, skill=skill, target_level=level)
            ),
        ]
    )()


@pytest.mark.parametrize("seed", range(5))
def test_no_open_goal_is_reached_and_no_reached_goal_is_below(seed):
    random, person = Random(seed), PersonFactory()
    skills = SkillFactory.create_batch(2)
    for _ in range(60):
        write(random, person, skills)
        levels = dict(person.expertise.values_list("skill", "level"))
        unfinished = person.goals.unfinished()
        assert all(one.target_level > levels.get(one.skill_id, 0) for one in unfinished)
        open_skills = {one.skill_id for one in unfinished}
        for one in person.goals.exclude(reached_from=""):
            is_reached = one.target_level <= levels.get(one.skill_id, 0)
            assert is_reached or one.skill_id in open_skills


# Words


@pytest.mark.parametrize("level", [2, 3])
def test_forms_refuse_what_is_reached(member_client, stated, level):
    LearningGoal.objects.all().delete()
    data = {"skill": "python", "target_level": level, "priority": 2}
    text = text_of(member_client.post("/people/me/goals/", data))
    assert "Python is stated at Practitioner: aim higher." in text
    assert not LearningGoal.objects.exists()


@pytest.mark.parametrize("sent", [{"target_level": 3}, {"status": "open"}])
def test_forms_refuse_to_open_what_is_reached(member_client, goal, stated, sent):
    LearningGoal.objects.update(status="achieved", target_level=3)
    goal.refresh_from_db()
    kept = {"target_level": 3, "priority": 2, "status": "open", "version": goal.version}
    page = f"/people/me/goals/{goal.pk}/"
    assert "aim higher" in text_of(member_client.post(page, kept | sent))
    assert status(goal) == "achieved"


def test_the_admin_site_says_at_the_level_what_is_reached(admin_client, stated):
    row = {"skill": stated.skill_id, "target_level": 3, "priority": 1, "status": "open"}
    LearningGoal.objects.all().delete()
    page = f"/admin/people/person/{stated.person_id}/change/"
    response = change(admin_client, page, **new_rows("goals", row))
    assert list(errors_at_fields(response)) == ["target_level"]


# Files


@pytest.mark.parametrize(
    "cells",
    [
        ("", "Python"),
        ("Python (Expert)", "Python (Expert)"),
        ("Python (Practitioner)", "Python (Working)"),
    ],
)
def test_a_file_may_wish_for_what_is_reached(stated, cells):
    by_queryset(4)(stated)
    LearningGoal.objects.all().delete()
    row = (stated.person.email, *cells)
    found = [
        apply_plan(upload("people", "email expertise learning_goals", row), by=None)
        for _ in range(2)
    ]
    assert not LearningGoal.objects.unfinished().exists()
    assert [plan.totals["rejected"] for plan in found] == [0, 0]


def test_a_file_of_goals_that_are_reached_says_so(stated):
    LearningGoal.objects.all().delete()
    row = (stated.person.email, "Python", "Practitioner")
    found = apply_plan(upload("goals", "person skill target_level", row), by=None)
    (left_out,) = [one for one in found.changes if one.noun == "goals"]
    assert "reached already" in left_out.why


def test_a_file_that_states_what_it_wishes_for_can_be_undone(goal, python):
    LearningGoal.objects.all().delete()
    row = (goal.person.email, "Python (Expert)", "Python (Expert)")
    draft = upload("people", "email expertise learning_goals", row)
    apply_plan(draft, by=None)
    assert undo_plan(draft, by=None) == []


def test_a_file_says_which_goals_it_achieves(goal, stated):
    row = (goal.person.email, "Python (Expert)")
    draft = upload("people", "email expertise", row)
    (level,) = apply_plan(draft, by=None).only("changed")
    assert level.why == "achieves the goal to reach Expert"
    assert status(goal) == "achieved"
    assert undo_plan(draft, by=None) == []
    assert status(goal) == "in_progress"


def test_a_file_says_which_goals_it_opens_again(goal, stated):
    by_queryset(4)(stated)
    row = (goal.person.email, "Python (Working)")
    (level,) = apply_plan(upload("people", "email expertise", row), by=None).only(
        "changed"
    )
    assert level.why == "opens again the goal to reach Expert"
    assert status(goal) == "in_progress"
