"""Sheets of what has a name: teams, locations, skills and projects."""

from datetime import date

import pytest

from people.models import Location, Skill, SkillAlias, SkillCategory, Team
from projects.models import Project
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import (
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    create,
    planned,
    table,
    told,
    upload,
    use,
)

pytestmark = pytest.mark.django_db


def one(kind, headings, row, **answers):
    (change,) = planned(table(kind, headings, row), **answers).changes
    return change


def take_in(kind, headings, *rows, **answers):
    apply_plan(upload(kind, headings, *rows, **answers), by=None)


# Teams and locations


def test_a_team_may_be_part_of_one_further_down():
    take_in("teams", "name parent", ("Data", "Company"), ("Company", None))
    assert Team.objects.get(name="Data").parent.name == "Company"


def test_a_team_is_found_whatever_its_case_and_keeps_its_spelling():
    TeamFactory(name="Data Science")
    assert one("teams", "name", ("data  science",)).action == "unchanged"


def test_a_team_is_renamed_by_its_address():
    TeamFactory(name="Data", slug="data")
    change = one("teams", "name slug", ("Analytics", "data"))
    assert [(d.old, d.new) for d in change.differences] == [("Data", "Analytics")]


def test_an_address_of_another_team_is_a_contradiction():
    TeamFactory(name="Data", slug="data")
    TeamFactory(name="Risk", slug="risk")
    change = one("teams", "name slug", ("Risk", "data"))
    assert (change.action, change.why) == (
        "rejected",
        "the address “data” is that of “Data”, the name is not",
    )


def test_a_team_of_nowhere_is_asked_for():
    plan = planned(table("people", "name email team", ("Bo", "bo@x.org", "Quants")))
    (question,) = plan.questions.of("team")
    assert (question.name, question.places) == ("Quants", ["people!C2"])
    assert plan.changes[0].why == "decide what “Quants” is"


def test_a_team_is_created_once_for_all_its_people():
    take_in(
        "people",
        "name email team",
        ("Bo", "bo@x.org", "Quants"),
        ("Cy", "cy@x.org", "quants"),
        names={"team": create("quants")},
    )
    assert Team.objects.get().people.count() == 2


def test_a_team_of_the_file_needs_no_question():
    plan = planned(
        table("people", "name email team", ("Bo", "bo@x.org", "Quants")),
        table("teams", "name", ("Quants",)),
    )
    assert not plan.questions.names
    assert plan.totals["added"] == 2


def test_similar_teams_are_suggested():
    names = {"team": use("data scienc", TeamFactory(name="Data Science"))}
    row = ("Bo", "bo@x.org", "Data Scienc")
    plan = planned(table("people", "name email team", row))
    assert plan.questions.of("team")[0].suggestions[0].label == "Data Science"
    change = one("people", "name email team", row, names=names)
    assert change.action == "added"


def test_a_new_location_needs_a_time_zone():
    assert "Time zone" in one("locations", "name", ("Porto",)).why
    take_in("locations", "name time_zone", ("Porto", "Europe/Lisbon"))
    assert Location.objects.get().time_zone == "Europe/Lisbon"


def test_a_time_zone_must_exist():
    change = one("locations", "name time_zone", ("Porto", "Lisbon time"))
    assert (change.place, change.action) == ("locations!B2", "rejected")


def test_a_location_of_a_person_is_created_with_a_time_zone():
    row = ("Bo", "bo@x.org", "Porto")
    sheet = table("people", "name email location", row)
    without = planned(sheet, names={"location": create("porto")})
    assert "in which time zone" in without.changes[-1].why
    zone = {"location": create("porto", time_zone="Europe/Lisbon")}
    assert planned(sheet, names=zone).totals["added"] == 2


def test_a_location_moves_to_another_zone():
    LocationFactory(name="Porto", time_zone="Europe/London")
    change = one("locations", "name time_zone", ("Porto", "Europe/Lisbon"))
    assert change.action == "changed"


# Skills


def test_a_skill_comes_with_its_category_and_aliases():
    take_in(
        "skills",
        "name category kind description aliases is_active",
        ("Python", "Languages", "Language", "A language", "Py; CPython", "yes"),
    )
    skill = Skill.objects.get()
    assert (skill.category.name, skill.kind) == ("Languages", "language")
    assert [one.name for one in skill.aliases.all()] == ["CPython", "Py"]


def test_categories_come_in_the_order_of_the_file():
    SkillCategoryFactory(name="Old", position=3)
    take_in("skills", "name category", ("A", "Zeta"), ("B", "Alpha"), ("C", "Old"))
    assert [*SkillCategory.objects.values_list("name", "position")] == [
        ("Old", 3),
        ("Zeta", 4),
        ("Alpha", 5),
    ]


def test_a_skill_is_found_by_its_alias_and_not_renamed():
    skill = SkillFactory(name="Scikit-learn")
    SkillAliasFactory(skill=skill, name="sklearn")
    change = one("skills", "name description", ("sklearn", "A library"))
    assert (change.action, change.entity.pk) == ("changed", skill.pk)
    assert set(change.after) == {"description"}


def test_an_alias_of_another_skill_stays_there():
    SkillAliasFactory(name="NN", skill=SkillFactory(name="Neural networks"))
    SkillFactory(name="Nearest neighbours")
    plan = planned(table("skills", "name aliases", ("Nearest neighbours", "NN")))
    assert told(plan.only("rejected")) == [
        ("rejected", "NN", "“NN” means Neural networks already")
    ]


def test_aliases_here_are_not_made_again():
    SkillAliasFactory(name="Py", skill=SkillFactory(name="Python"))
    take_in("skills", "name aliases", ("Python", "py; Python"))
    assert SkillAlias.objects.count() == 1


def test_a_new_skill_needs_a_category():
    assert "Category" in one("skills", "name", ("Python",)).why


# Projects


def test_a_project_with_all_its_columns():
    PersonFactory(name="Lea", email="lea@x.org")
    TeamFactory(name="Data")
    take_in(
        "projects",
        "name slug summary sponsor team lead aim status starts_on ends_on"
        " success_criteria outcome stage_reached outcome_note outcome_recorded_at",
        (
            *("Churn", "churn-model", "Why they go", "Sales", "Data", "lea@x.org"),
            *("Build", "Closed", "2025-01-06", "2025-06-30", "AUC", "in_use"),
            *("Production", "Ask early", "2025-07-01"),
        ),
    )
    row = Project.objects.get(slug="churn-model")
    assert (row.lead.name, row.team.name, row.aim) == ("Lea", "Data", "build")
    assert (row.outcome, row.stage_reached) == ("in_use", "production")
    assert (row.ends_on, row.outcome_note) == (date(2025, 6, 30), "Ask early")


def test_an_outcome_takes_a_closed_project():
    ProjectFactory(name="Churn", status="active")
    headings = "name outcome"
    assert "is not closed" in one("projects", headings, ("Churn", "in_use")).why
    row = ("Churn", "in_use", "Closed")
    assert one("projects", "name outcome status", row).action == "changed"


STOPPED = ("Churn", "Closed", "stopped_evidence", "None at all")


def test_reasons_take_an_early_stop():
    headings = "name status outcome stopped_signal"
    take_in("projects", headings, STOPPED)
    assert Project.objects.get().signal == "None at all"
    row = ("Churn", "Closed", "in_use", "None at all")
    change = one("projects", headings, row)
    assert (change.action, "why it stopped early" in change.why) == ("rejected", True)


def test_another_outcome_takes_the_reasons_along():
    take_in("projects", "name status outcome stopped_signal", STOPPED)
    take_in("projects", "name outcome", ("Churn", "in_use"))
    row = Project.objects.get()
    assert (row.outcome, row.signal) == ("in_use", "")


@pytest.mark.parametrize(
    ("summary", "action"), [("Why they go", "changed"), (None, "left out")]
)
def test_reasons_that_do_not_fit_are_left_out_alone(summary, action):
    ProjectFactory(name="Churn", status="closed", outcome="in_use")
    row = ("Churn", summary, "Ask early", "None at all")
    change = one("projects", "name summary outcome_note stopped_signal", row)
    assert (change.action, change.after) == (
        action,
        {"summary": summary} if summary else {},
    )
    assert change.why == "how it ended is left as it is: it did not stop early"


def test_an_outcome_is_recorded_now_unless_the_file_says_when():
    take_in("projects", "name status outcome", ("Churn", "Closed", "in_use"))
    assert Project.objects.get().outcome_recorded_at


def test_two_projects_of_one_name_are_a_question():
    both = ProjectFactory.create_batch(2, name="Churn")
    plan = planned(table("projects", "name summary", ("Churn", "Why")))
    (question,) = plan.questions.of("project")
    assert [one.target for one in question.suggestions] == [row.pk for row in both]
    names = {"project": use("churn", both[1])}
    change = one("projects", "name summary", ("Churn", "Why"), names=names)
    assert change.pk == both[1].pk


def test_long_texts_keep_their_lines():
    take_in("projects", "name summary", ("Churn", "One\r\n\r\nTwo "))
    assert Project.objects.get().summary == "One\n\nTwo"


@pytest.mark.parametrize("word", ["planned", "proposed", "Geplant"])
def test_a_booking_that_is_planned_is_told_and_not_left_out(word):
    row = ("ana@example.com", "Churn", 50, word)
    change = one("bookings", "person project percent status", row)
    assert (change.action, f"“{word}” is none of" in change.why) == ("rejected", True)
