"""Several skills, goals and projects in one cell of a person's row."""

from datetime import date

import pytest
import time_machine

from people.models import Expertise, LearningGoal, Level
from projects.models import Assignment, Project
from skillsdir.spreadsheet.answers import Decision, What
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    create,
    planned,
    skip,
    table,
    told,
    upload,
    use,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", email="ana@example.com", capacity=80)


@pytest.fixture
def python():
    return SkillFactory(name="Python", category=SkillCategoryFactory(name="Languages"))


def cell(column, value, **answers):
    """What a cell of Ana's row makes, without her own row."""
    sheet = table("people", f"email {column}", ("ana@example.com", value))
    plan = planned(sheet, **answers)
    return plan, [one for one in plan.changes if one.noun != "people"]


def take_in(column, value, **answers):
    apply_plan(
        upload("people", f"email {column}", ("ana@example.com", value), **answers),
        by=None,
    )


# Skills


def test_skills_are_added_at_their_levels(ana, python):
    _, (change,) = cell("expertise", "python (Expert)")
    assert told([change]) == [("added", "Ana: Python", "")]
    assert change.place == "people!B2"
    assert change.after["level"] == Level.EXPERT


def test_a_level_changes_and_other_skills_stay(ana, python):
    ExpertiseFactory(person=ana, skill=python, level=2)
    other = ExpertiseFactory(person=ana)
    _, (change,) = cell("expertise", "Python: Practitioner")
    assert [(one.old, one.new) for one in change.differences] == [
        ("Working", "Practitioner")
    ]
    take_in("expertise", "Python: Practitioner")
    assert other in ana.expertise.all()


def test_a_skill_without_a_level_keeps_the_one_it_has(ana, python):
    ExpertiseFactory(person=ana, skill=python, level=2)
    plan, (change,) = cell("expertise", "Python")
    assert change.action == "unchanged"
    assert not plan.questions.defaults


def test_a_new_skill_without_a_level_is_a_question(ana, python):
    plan, (change,) = cell("expertise", "Python")
    (question,) = plan.questions.defaults
    assert (question.name, question.count) == ("default_level", 1)
    assert change.action == "rejected"
    assert "decide which one counts" in change.why


def test_the_level_that_was_decided_counts(ana, python):
    take_in("expertise", "Python", default_level=2)
    assert Expertise.objects.get().level == Level.WORKING


def test_a_level_of_another_scale_is_asked_once(ana, python):
    SkillFactory(name="SQL")
    plan, changes = cell("expertise", "Python (senior), SQL (senior)")
    (question,) = plan.questions.levels
    assert (question.token, question.count, question.answer) == ("senior", 2, None)
    assert {one.action for one in changes} == {"rejected"}


def test_a_level_of_another_scale_counts_as_decided(ana, python):
    _, (change,) = cell("expertise", "Python (senior)", levels={"senior": 3})
    assert change.after["level"] == 3


def test_a_number_is_not_taken_for_a_level_here(ana, python):
    plan, (change,) = cell("expertise", "Python (4)")
    assert change.action == "rejected"
    assert plan.questions.levels[0].guess == 4


def test_a_level_of_nought_is_no_skill(ana, python):
    _, (change,) = cell("expertise", "Python (0)", levels={"0": 0})
    assert change.action == "left out"


def test_one_skill_twice_at_two_levels_is_rejected(ana, python):
    _, changes = cell("expertise", "Python (Expert), Python (Working)")
    assert {one.action for one in changes} == {"rejected"}
    assert "level is “Expert” and “Working”" in changes[0].why


def test_a_list_is_not_cleared_at_once(ana, python):
    ExpertiseFactory(person=ana, skill=python)
    _, (change,) = cell("expertise", "-")
    assert change.action == "rejected"
    assert "remove what is wrong on the profile" in change.why


# Names that are not known


def test_an_unknown_skill_is_one_question_with_the_nearest(ana):
    SkillFactory(name="Scikit-learn")
    plan, (change,) = cell("expertise", "scikitlern (Expert)")
    (question,) = plan.questions.of("skill")
    assert (question.name, question.count) == ("scikitlern", 1)
    assert [one.label for one in question.suggestions] == ["Scikit-learn"]
    assert change.why == "decide what “scikitlern” is"


def test_three_spellings_are_counted_as_one_question(ana):
    plan, _ = cell("expertise", "Foo-Bar; foo bar; Foo_Bar")
    (question,) = plan.questions.of("skill")
    assert (question.count, question.places) == (3, ["people!B2"] * 3)


def test_a_name_may_mean_a_skill_here(ana, python):
    decisions = {"skill": use("pyton", python)}
    _, (change,) = cell("expertise", "Pyton (Expert)", names=decisions)
    assert (change.action, change.label) == ("added", "Ana: Python")


def test_a_name_may_become_an_alias(ana, python):
    decision = {"pyton": Decision(What.ALIAS, python.pk)}
    take_in("expertise", "Pyton (Expert)", names={"skill": decision})
    assert python.aliases.get().name == "Pyton"
    assert ana.expertise.get().skill == python


def test_a_skill_is_created_in_a_category(ana, python):
    decision = {"skill": create("haskell", category=python.category_id)}
    take_in("expertise", "Haskell (Expert)", names=decision)
    skill = ana.expertise.get().skill
    assert (skill.name, skill.category.name) == ("Haskell", "Languages")
    assert (skill.key, skill.slug) == ("haskell", "haskell")


def test_a_skill_without_a_category_is_not_created(ana):
    decision = {"skill": create("haskell")}
    _, (change,) = cell("expertise", "Haskell (Expert)", names=decision)
    assert "of which category" in change.why


def test_a_skipped_name_is_left_out(ana):
    plan, (change,) = cell("expertise", "Juggling", names={"skill": skip("juggling")})
    assert (change.action, change.why) == (
        "left out",
        "“Juggling” is left out, as decided",
    )
    assert not plan.questions.open()


def test_short_names_are_never_near(ana):
    SkillFactory(name="Rust")
    plan, _ = cell("expertise", "R (Expert)")
    assert plan.questions.of("skill")[0].suggestions == ()


# Goals


def test_a_goal_is_one_level_above_what_there_is(ana, python):
    ExpertiseFactory(person=ana, skill=python, level=3)
    take_in("learning_goals", "Python")
    goal = LearningGoal.objects.get()
    assert (goal.target_level, goal.status, goal.set_on) == (4, "open", TODAY)


def test_a_goal_of_something_new_is_working(ana, python):
    take_in("learning_goals", "Python")
    assert LearningGoal.objects.get().target_level == Level.WORKING


def test_an_open_goal_stays_as_it_is(ana, python):
    LearningGoalFactory(person=ana, skill=python, target_level=4)
    _, (change,) = cell("learning_goals", "Python")
    assert change.action == "unchanged"


def test_a_finished_goal_may_be_set_again(ana, python):
    LearningGoalFactory(person=ana, skill=python, status="achieved")
    _, (change,) = cell("learning_goals", "Python")
    assert change.action == "added"


# Projects now


def test_a_current_project_asks_how_much_it_takes(ana):
    ProjectFactory(name="Churn", status="active")
    plan, (change,) = cell("current_projects", "Churn")
    assert [one.name for one in plan.questions.defaults] == ["current_percent"]
    assert "decide how much" in change.why


def test_a_current_project_books_from_its_first_day_until_its_last(ana):
    ProjectFactory(
        name="Churn",
        status="active",
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 6, 30),
    )
    take_in("current_projects", "Churn", current_percent=40)
    booking = Assignment.objects.get()
    assert (booking.starts_on, booking.ends_on) == (
        date(2026, 1, 5),
        date(2026, 6, 30),
    )
    assert (booking.percent, booking.status) == (40, "confirmed")


def test_several_current_projects_may_share_the_capacity(ana):
    ProjectFactory(name="Churn", status="active")
    ProjectFactory(name="Pricing", status="active")
    take_in("current_projects", "Churn / Pricing", current_percent=0)
    assert [one.percent for one in Assignment.objects.all()] == [40, 40]


def test_who_is_booked_is_not_booked_again(ana):
    project = ProjectFactory(name="Churn", status="active")
    AssignmentFactory(person=ana, project=project, percent=20)
    _, (change,) = cell("current_projects", "Churn")
    assert change.action == "unchanged"


def test_a_closed_project_is_no_current_one(ana):
    ProjectFactory(name="Churn", status="closed")
    _, (change,) = cell("current_projects", "Churn", current_percent=50)
    assert (change.action, change.why) == (
        "rejected",
        "“Churn” is not running any more",
    )


def test_an_unknown_project_is_created_as_running(ana):
    answers = {"names": {"project": create("churn")}, "current_percent": 50}
    take_in("current_projects", "Churn", **answers)
    assert Project.objects.get().status == "active"
    assert Assignment.objects.get().starts_on == TODAY


# Past projects

PAST = {"past_from": date(2024, 1, 1), "past_to": date(2025, 12, 31)}


def test_a_past_project_without_days_is_a_question(ana):
    ProjectFactory(name="Churn", status="closed")
    plan, (change,) = cell("past_projects", "Churn")
    assert [one.name for one in plan.questions.defaults] == ["past_from"]
    assert change.action == "rejected"


def test_a_past_project_books_its_own_days(ana):
    ProjectFactory(
        name="Churn",
        status="closed",
        starts_on=date(2025, 1, 6),
        ends_on=date(2025, 3, 31),
    )
    take_in("past_projects", "Churn")
    booking = Assignment.objects.get()
    assert (booking.starts_on, booking.ends_on) == (
        date(2025, 1, 6),
        date(2025, 3, 31),
    )


def test_a_past_booking_on_a_running_project_is_over(ana):
    ProjectFactory(name="Churn", status="active", ends_on=date(2026, 12, 31))
    take_in("past_projects", "Churn", **PAST)
    assert Assignment.objects.get().ends_on == date(2026, 3, 8)


def test_an_unknown_past_project_is_created_as_closed(ana):
    take_in("past_projects", "Churn", names={"project": create("churn")}, **PAST)
    assert Project.objects.get().status == "closed"
    assert Assignment.objects.get().ends_on == date(2025, 12, 31)


def test_who_was_on_a_project_is_not_booked_again(ana):
    project = ProjectFactory(name="Churn", status="closed")
    AssignmentFactory(person=ana, project=project, ends_on=date(2026, 2, 1))
    _, (change,) = cell("past_projects", "Churn")
    assert change.action == "unchanged"


def test_a_project_in_both_lists_is_one_booking(ana):
    ProjectFactory(name="Churn", status="active")
    plan = planned(
        table(
            "people",
            "email past_projects current_projects",
            ("ana@example.com", "Churn", "Churn"),
        ),
        current_percent=50,
    )
    bookings = [one for one in plan.changes if one.noun == "bookings"]
    assert [(str(one.action), one.place) for one in bookings] == [
        ("added", "people!C2")
    ]


# Outcomes in brackets


def test_an_outcome_is_recorded_of_a_closed_project(ana):
    project = ProjectFactory(name="Churn", status="closed")
    take_in("past_projects", "Churn (in use)", **PAST)
    project.refresh_from_db()
    assert project.outcome == "in_use"
    assert project.outcome_recorded_at.date() == TODAY


def test_an_outcome_of_a_new_project_closes_it(ana):
    names = {"project": create("churn")}
    take_in("past_projects", "Churn (stopped)", names=names, **PAST)
    assert Project.objects.get().outcome == "stopped_external"


def test_a_recorded_outcome_stands(ana):
    ProjectFactory(name="Churn", status="closed", outcome="not_met")
    _, changes = cell("past_projects", "Churn (in use)", **PAST)
    left = {str(one.action): one.why for one in changes}
    assert "recorded already: Finished, criteria not met" in left["left out"]
    assert "rejected" not in left


def test_the_same_outcome_again_changes_nothing(ana):
    project = ProjectFactory(name="Churn", status="closed", outcome="in_use")
    AssignmentFactory(person=ana, project=project, ends_on=date(2026, 2, 1))
    _, (change,) = cell("past_projects", "Churn (in use)")
    assert change.action == "unchanged"


def test_a_running_project_has_no_outcome(ana):
    ProjectFactory(name="Churn", status="active")
    _, changes = cell("past_projects", "Churn (in use)", **PAST)
    assert [one.why for one in changes if one.action == "rejected"] == [
        "the project is not closed: close it to record its outcome"
    ]


def test_two_outcomes_of_one_project_are_rejected_with_both_places(ana):
    ProjectFactory(name="Churn", status="closed")
    PersonFactory(email="bo@example.com")
    rows = (
        ("ana@example.com", "Churn (in use)"),
        ("bo@example.com", "Churn (stopped)"),
    )
    plan = planned(table("people", "email past_projects", *rows), **PAST)
    rejected = plan.only("rejected")
    assert [one.place for one in rejected] == ["people!B2", "people!B3"]
    assert "in use” (people!B2)" in rejected[0].why


def test_a_project_that_others_work_on_is_not_closed_by_a_remark(ana):
    sheet = table(
        "people",
        "email past_projects current_projects",
        ("ana@example.com", "Churn (in use)", None),
        (PersonFactory().email, None, "Churn"),
    )
    names = {"project": create("churn")}
    plan = planned(sheet, names=names, current_percent=50, **PAST)
    assert [one.place for one in plan.only("rejected")] == ["people!B2"]
    (added,) = [one for one in plan.only("added") if one.noun == "projects"]
    assert added.after["status"] == "active"


def test_a_remark_that_is_no_outcome_is_told(ana):
    ProjectFactory(name="Churn", status="closed")
    _, (change,) = cell("past_projects", "Churn (done)", **PAST)
    assert (change.action, change.why) == (
        "added",
        "“done” is no outcome known here: left out",
    )
