"""Rows that a file renames by their address, and places given up and taken."""

from datetime import date

import pytest

from people.models import LearningGoal, Skill, SkillCategory, Team
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    LearningGoalFactory,
    PersonFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    answers_for,
    planned,
    table,
    told,
    upload,
)
from tests.skillsdir.spreadsheet.workbooks import xlsx

pytestmark = pytest.mark.django_db
GOALS = "person skill status set_on"


def take_in(kind, headings, *rows, **answers):
    draft = upload(kind, headings, *rows, **answers)
    apply_plan(draft, by=None)
    return draft


def take_in_all(*tables, **answers):
    """Apply a workbook of several sheets."""
    draft = upload("teams", "name")
    draft.file = xlsx({sheet.name: sheet.rows for sheet, _ in tables})
    draft.file_name = "book.xlsx"
    draft.answers = answers_for(tables, **answers).as_json()
    draft.save()
    apply_plan(draft, by=None)
    return draft


def goal_of_ana(**values):
    ana = PersonFactory(name="Ana", email="ana@example.com")
    return LearningGoalFactory(person=ana, skill__name="Python", **values)


def goals(*rows):
    """Take in goals of Ana in Python: pairs of a status and the day it was set."""
    return take_in("goals", GOALS, *(("ana@example.com", "Python", *r) for r in rows))


def statuses():
    return [*LearningGoal.objects.order_by("set_on").values_list("status", flat=True)]


# Names


def test_a_skill_goes_under_a_heading_that_the_file_renames():
    SkillCategoryFactory(name="C", slug="c")
    take_in_all(
        table("categories", "name slug position", ("C#", "c", 48)),
        table("skills", "name category", ("Roslyn", "C#")),
    )
    assert SkillCategory.objects.get().name == "C#"
    assert Skill.objects.get().category.slug == "c"


def test_people_may_name_a_team_as_before_or_as_the_file_renames_it():
    TeamFactory(name="Data", slug="data")
    plan = planned(
        table("teams", "name slug", ("Analytics", "data")),
        table(
            "people",
            "name email team",
            ("Bo", "bo@example.com", "Analytics"),
            ("Cy", "cy@example.com", "Data"),
        ),
    )
    assert plan.totals == {
        "added": 2,
        "changed": 1,
        "unchanged": 0,
        "left out": 0,
        "rejected": 0,
    }
    assert not plan.questions.names


def test_a_renamed_skill_is_looked_up_by_its_new_name():
    SkillFactory(name="Data", slug="data")
    take_in("skills", "name slug", ("Analytics", "data"))
    skill = Skill.objects.get()
    assert (skill.name, skill.key) == ("Analytics", "analytics")


def test_undoing_a_renamed_skill_brings_its_old_key_back():
    SkillFactory(name="Data", slug="data")
    done = take_in("skills", "name slug", ("Analytics", "data"))
    assert undo_plan(done, by=None) == []
    assert Skill.objects.get().key == "data"


def test_the_old_name_of_a_renamed_skill_is_free():
    SkillFactory(name="Data", slug="data")
    take_in("skills", "name slug", ("Analytics", "data"))
    assert SkillFactory(name="Data", slug="data-2").key == "data"


def test_a_skill_is_not_renamed_to_its_own_other_name():
    SkillAliasFactory(skill=SkillFactory(name="Data", slug="data"), name="Analytics")
    (change,) = planned(
        table("skills", "name slug", ("Analytics", "data")),
    ).changes
    assert "is another name of “Data”" in change.why


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_new_row_is_not_taken_for_one_that_gives_its_name_up(is_reversed):
    TeamFactory(name="Data", slug="data")
    rows = [("Analytics", "data"), ("Data", "data-2")]
    rows = rows[::-1] if is_reversed else rows
    found = told(planned(table("teams", "name slug", *rows)).changes)
    why = "“Data” becomes “Analytics” in this file: bring this in after"
    assert sorted(found) == [("changed", "Analytics", ""), ("rejected", "Data", why)]


def test_a_heading_may_be_named_before_the_row_that_renames_it():
    TeamFactory(name="Data", slug="data")
    rows = ("Lab", "", "Analytics"), ("Analytics", "data", "")
    take_in("teams", "name slug parent", *rows)
    assert Team.objects.get(name="Lab").parent.slug == "data"


def test_a_name_is_not_taken_from_one_that_differs_in_its_case():
    TeamFactory(name="Data", slug="data")
    TeamFactory(name="DATA", slug="data-2")
    found = planned(table("teams", "name slug", ("DATA", "data"))).changes
    assert told(found) == [
        ("rejected", "DATA", "“DATA” is the name of another one, “data-2”")
    ]


def test_a_name_that_somebody_has_by_now_stands_against_undoing():
    TeamFactory(name="Data", slug="data")
    done = take_in("teams", "name slug", ("Analytics", "data"))
    TeamFactory(name="Data")
    (obstacle,) = undo_plan(done, by=None)
    assert obstacle.label == "Analytics"
    assert obstacle.why.startswith("cannot be as it was: Team with this Name")


# Places of which there is one


def test_a_goal_is_achieved_and_the_next_one_set_in_one_file():
    goal_of_ana(set_on=date(2026, 1, 5))
    goals(("Achieved", "2026-01-05"), ("Open", "2026-03-05"))
    assert statuses() == ["achieved", "open"]


def test_undoing_removes_the_next_goal_and_opens_the_first_again():
    goal_of_ana(set_on=date(2026, 1, 5))
    done = goals(("Achieved", "2026-01-05"), ("Open", "2026-03-05"))
    assert undo_plan(done, by=None) == []
    assert statuses() == ["open"]


def test_a_goal_is_opened_again_in_place_of_another():
    first = goal_of_ana(set_on=date(2025, 1, 5), status="achieved")
    LearningGoalFactory(person=first.person, skill=first.skill, set_on=date(2026, 1, 5))
    done = goals(("Achieved", "2026-01-05"), ("Open", "2025-01-05"))
    assert statuses() == ["open", "achieved"]
    assert undo_plan(done, by=None) == []
    assert statuses() == ["achieved", "open"]


def test_a_goal_set_since_stands_against_opening_the_old_one_again():
    goal = goal_of_ana(set_on=date(2026, 1, 5))
    done = goals(("Achieved", "2026-01-05"))
    LearningGoalFactory(person=goal.person, skill=goal.skill)
    (obstacle,) = undo_plan(done, by=None)
    assert "open goal for this skill already" in obstacle.why
    assert statuses().count("achieved") == 1


def test_undoing_says_so_when_a_later_import_is_about_somebody_added():
    done = take_in("people", "name email", ("Bo", "bo@example.com"))
    later = take_in("people", "email job_title", ("bo@example.com", "Chief"))
    later.changes.first().person.__class__.objects.update(job_title="")
    (obstacle,) = undo_plan(done, by=None)
    assert (obstacle.label, obstacle.why) == (
        "Bo",
        "is referred to since: a later import, to be undone first",
    )


def test_obstacles_have_their_names_though_nothing_was_undone():
    done = take_in_all(
        table("teams", "name", ("Quants",)),
        table("locations", "name time_zone", ("Porto", "Europe/Lisbon")),
    )
    PersonFactory(team=Team.objects.get())
    assert [(one.label, one.why) for one in undo_plan(done, by=None)] == [
        ("Quants", "is referred to since: people")
    ]
    assert Team.objects.exists()


def test_renaming_costs_the_same_for_3_and_30(django_assert_num_queries):
    def renamed(count):
        rows = [(f"New {count} {n}", f"team-{count}-{n}") for n in range(count)]
        for _, slug in rows:
            TeamFactory(name=f"Old {slug}", slug=slug)
        return upload("teams", "name slug", *rows)

    few, many = renamed(3), renamed(30)
    with django_assert_num_queries(38):
        apply_plan(few, by=None)
    with django_assert_num_queries(38):
        apply_plan(many, by=None)
