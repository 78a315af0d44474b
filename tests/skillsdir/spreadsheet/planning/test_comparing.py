"""Comparing: which rows mean the same, what is unchanged, and what is rejected."""

import pytest

from skillsdir.spreadsheet.nouns.entities import Entity
from skillsdir.spreadsheet.planning.comparing import is_same, same, spaced_evenly
from tests.factories import (
    AbsenceFactory,
    ExpertiseFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import planned, table, told

pytestmark = pytest.mark.django_db
ANA = "ana@example.com"


def changes(kind, headings, *rows, **answers):
    return planned(table(kind, headings, *rows), **answers).changes


def actions(kind, headings, *rows, **answers):
    found = changes(kind, headings, *rows, **answers)
    return [str(change.action) for change in found]


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("a  b", "a b", True),
        ("a\r\nb", "a\nb", True),
        ("e\u0301", "é", True),
        ("Data", "data", False),
        ("1", 1, False),
        (None, "", False),
    ],
)
def test_text_is_the_same_as_far_as_a_cell_can_say_it(one, other, are_same):
    assert is_same(one, other) is are_same


@pytest.mark.parametrize(("name", "are_same"), [("email", True), ("name", False)])
def test_only_of_emails_the_case_does_not_matter(name, are_same):
    assert same(name, "Ana@X.org", "ana@x.org") is are_same


def test_a_row_and_its_number_are_the_same():
    assert same("team", Entity(7, "Data"), 7)
    assert not same("team", Entity(7, "Data"), 8)


def test_lines_stay_lines():
    assert spaced_evenly(" a \n\n b  c ") == "a\n\nb c"


# Rows of one file that mean the same


@pytest.mark.parametrize("email", ["ANA@example.com", " ana@example.com "])
def test_one_person_written_in_two_ways_is_one(email):
    rows = ("Ana", ANA, "Chief"), ("Ana", email, "Chief")
    found = changes("people", "name email job_title", *rows)
    assert told(found) == [("added", "Ana", "also at people!3")]


def test_what_only_the_second_row_says_is_added_to_the_first():
    rows = ("Ana", ANA, "Chief", ""), ("Ana", ANA, "", "Hello")
    (change,) = changes("people", "name email job_title bio", *rows)
    assert (change.after["job_title"], change.after["bio"]) == ("Chief", "Hello")


def test_a_contradiction_names_both_places_and_both_values():
    rows = ("Ana", ANA, 80), ("Ana", ANA, 60)
    found = changes("people", "name email capacity", *rows)
    assert [str(one.action) for one in found] == ["rejected", "rejected"]
    for word in ("people!2", "people!3", "80", "60"):
        assert word in found[0].why


def test_a_third_row_is_rejected_with_the_two_that_contradict_each_other():
    rows = ("Ana", ANA, 80), ("Ana", ANA, 60), ("Ana", ANA, 80)
    assert actions("people", "name email capacity", *rows) == ["rejected"] * 3


def test_others_do_not_suffer_from_a_contradiction():
    rows = ("Ana", ANA, 80), ("Ana", ANA, 60), ("Bo", "bo@example.com", 50)
    found = actions("people", "name email capacity", *rows)
    assert sorted(found) == ["added", "rejected", "rejected"]


def test_one_absence_twice_is_one():
    PersonFactory(email=ANA)
    row = (ANA, "2026-04-01", "2026-04-03")
    assert actions("absences", "person starts_on ends_on", row, row) == ["added"]


def test_two_needs_of_one_skill_at_two_levels_are_two():
    ProjectFactory(name="Churn")
    SkillFactory(name="Python")
    rows = ("Churn", "Python", "Expert"), ("Churn", "Python", "Working")
    assert actions("needs", "project skill level", *rows) == ["added"] * 2


# Rows that need others


def test_who_is_in_a_rejected_team_is_rejected_with_the_reason():
    sheets = (
        table("locations", "name time_zone", ("Porto", "nowhere")),
        table("people", "name email location", ("Ana", ANA, "Porto")),
    )
    found = {one.noun: one for one in planned(*sheets).changes}
    assert str(found["people"].action) == "rejected"
    assert found["people"].why.startswith("needs “Porto”, which is rejected")


def test_a_chain_of_needs_falls_as_a_whole():
    sheets = (
        table("people", "name email", ("Ana", "nonsense")),
        table("projects", "name lead", ("Churn", "nonsense")),
        table("needs", "project skill level", ("Churn", "Python", "Expert")),
    )
    SkillFactory(name="Python")
    assert planned(*sheets).totals["added"] == 0


def test_what_needs_nothing_rejected_stays():
    LocationFactory(name="Lisbon")
    sheets = (
        table("locations", "name time_zone", ("Porto", "nowhere")),
        table("people", "name email location", ("Ana", ANA, "Lisbon")),
    )
    assert planned(*sheets).totals["added"] == 1


# Rows that are here


def test_a_field_shows_by_name_what_it_was_and_what_it_becomes():
    PersonFactory(email=ANA, team=TeamFactory(name="Data"))
    TeamFactory(name="Risk")
    (change,) = changes("people", "email team", (ANA, "Risk"))
    assert [(one.label, one.old, one.new) for one in change.differences] == [
        ("Team", "Data", "Risk")
    ]


def test_nobody_is_removed_for_not_being_in_the_file():
    PersonFactory(email=ANA)
    PersonFactory(email="bo@example.com")
    assert actions("people", "email", (ANA,)) == ["unchanged"]


def test_absences_of_others_are_not_touched():
    absence = AbsenceFactory()
    PersonFactory(email=ANA)
    days = (absence.starts_on.isoformat(), absence.ends_on.isoformat())
    assert actions("absences", "person starts_on ends_on", (ANA, *days)) == ["added"]


def test_comparing_levels_costs_the_same_for_3_and_30(django_assert_num_queries):
    def sheet(count):
        stated = ExpertiseFactory.create_batch(count, level=2)
        rows = [(one.person.email, one.skill.name, "Expert") for one in stated]
        return table("expertise", "person skill level", *rows)

    few, many = sheet(3), sheet(30)
    with django_assert_num_queries(16) as counted:
        assert planned(few).totals["changed"] == 3
    with django_assert_num_queries(len(counted)):
        assert planned(many).totals["changed"] == 30


def test_comparing_teams_costs_the_same_for_3_and_30(django_assert_num_queries):
    def sheet(count):
        teams = TeamFactory.create_batch(count)
        return table("teams", "name slug", *[(f"New {one}", one.slug) for one in teams])

    few, many = sheet(3), sheet(30)
    with django_assert_num_queries(14) as counted:
        assert planned(few).totals["changed"] == 3
    with django_assert_num_queries(len(counted)):
        assert planned(many).totals["changed"] == 30
