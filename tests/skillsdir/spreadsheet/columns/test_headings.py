"""Headings say what a sheet is and what its columns are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.columns.headings import (
    columns_for,
    count_known,
    heading_words,
)
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS
from tests.thoroughness import examples

BRIEF = (
    *("Name", "E-mail", "Job title", "Team", "Location", "Areas of expertise"),
    *("Past projects", "Success rate", "Current projects", "Wants to learn"),
)


def sheet(*rows, name="Data", notes=()):
    width = max(map(len, rows), default=0)
    rows = [(*row, *[None] * (width - len(row))) for row in rows]
    return Sheet(name, rows, notes=frozenset(notes))


def fields(*headings, name="Data"):
    """Return the fields that these headings are taken for, in their order."""
    found = guess_sheet(sheet(headings, name=name))
    return [found.columns.get(column) for column in range(len(headings))]


def kind(*headings, name="Data"):
    return guess_sheet(sheet(headings, name=name)).kind


@pytest.mark.parametrize("of", KINDS, ids=lambda kind: kind.name)
def test_own_headings_are_recognised_whatever_the_sheet_is_called(of):
    headings = [column.heading for column in of.columns]
    assert kind(*headings) == of.name
    assert fields(*headings) == [column.name for column in of.columns]


@pytest.mark.parametrize("of", KINDS, ids=lambda kind: kind.name)
def test_names_of_fields_are_headings_too(of):
    names = [column.name for column in of.columns]
    assert fields(*names, name=of.title) == names


@pytest.mark.parametrize("of", KINDS, ids=lambda kind: kind.name)
def test_no_two_columns_of_a_kind_share_a_heading(of):
    words = [heading_words(column.heading) for column in of.columns]
    assert len(set(words)) == len(words)


def test_columns_of_the_brief_are_recognised():
    assert kind(*BRIEF) == "people"
    assert None not in fields(*BRIEF)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NAME", "name"),
        ("Full name", "name"),
        ("Employee name", "name"),
        ("Name of employee", "name"),
        ("Data Scientist", "name"),
        ("Email", "email"),
        ("e mail", "email"),
        ("E-Mail-Address", "email"),
        ("Work email:", "email"),
        ("Position", "job_title"),
        ("job_title", "job_title"),
        ("JobTitle", "job_title"),
        ("Dept.", "team"),
        ("Team name", "team"),
        ("Business unit", "team"),
        ("Office", "location"),
        ("Based in", "location"),
        ("Work location", "location"),
        ("Line manager", "manager"),
        ("Manager e-mail", "manager"),
        ("Team lead", "manager"),
        ("FTE", "capacity"),
        ("Capacity (%)", "capacity"),
        ("Start date", "joined_on"),
        ("Date of joining", "joined_on"),
        ("Skills", "expertise"),
        ("Skill(s)", "expertise"),
        ("Skills (1–4)", "expertise"),
        ("Key skills & tools", "expertise"),
        ("Area of expertise", "expertise"),
        ("skillset", "expertise"),
        ("Technologies", "expertise"),
        ("Projects (past)", "past_projects"),
        ("Previous Projects", "past_projects"),
        ("Project history", "past_projects"),
        ("Success rate (%)", "success_rate"),
        ("% successful", "success_rate"),
        ("Success Rate of Past Projects", "success_rate"),
        ("Projects (current)", "current_projects"),
        ("Currently working on", "current_projects"),
        ("Active projects", "current_projects"),
        ("Aspirations", "learning_goals"),
        ("Would like to learn", "learning_goals"),
        ("Learning goals 2026", "learning_goals"),
        ("Skills to learn", "learning_goals"),
        ("Skills and algorithms to learn", "learning_goals"),
        ("Phone", None),
        ("Employee ID", None),
        ("Salary", None),
        ("First name", "first_name"),
        ("Hourly rate", None),
        ("Years of experience", None),
        ("LinkedIn", None),
        ("王", None),
        ("12", None),
    ],
)
def test_heading_of_people_is_recognised(heading, field):
    others = ["E-mail", "Bio"] if field == "name" else ["Who", "Bio"]
    assert fields(*others, heading, name="Staff")[2] == field


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Person", "Skill", "Level"), "expertise"),
        (("Name", "Skill", "Proficiency (1–5)"), "expertise"),
        (("Employee", "Competency", "Rating", "Last used"), "expertise"),
        (("Person", "Skill", "Target level", "Priority"), "goals"),
        (("Person", "Project", "Role", "Allocation %", "From", "To"), "bookings"),
        (("Project", "Client", "Status", "Start", "End", "Outcome"), "projects"),
        (("Project", "Skill", "Level", "How many"), "needs"),
        (("Employee", "First day", "Last day"), "absences"),
        (("Office", "Time zone"), "locations"),
        (("Team", "Parent team"), "teams"),
        (("Skill", "Category", "Synonyms"), "skills"),
        (("Person", "Skill", "Confirmed by", "Date"), "endorsements"),
        (("Foo", "Bar"), None),
        (("Name",), None),
        (("Who", "What"), None),
    ],
)
def test_kind_is_told_by_the_headings(headings, expected):
    assert kind(*headings) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Teams", "teams"),
        ("Offices", "locations"),
        ("Employees", "people"),
        ("Our staff 2026", "people"),
        ("Sheet1", None),
    ],
)
def test_name_of_the_sheet_tells_where_one_heading_does_not(name, expected):
    assert kind("Name", name=name) == expected


def test_name_of_the_sheet_settles_a_tie():
    headings = ("Person", "Skill", "Level", "Note")
    assert kind(*headings, name="Aspirations") == "goals"
    assert kind(*headings, name="Competencies") == "expertise"


# Where the headings stand


@pytest.mark.parametrize("above", range(5))
def test_headings_are_found_below_a_title_and_empty_rows(above):
    rows = [("Skills of our people", None)] + [(None, None)] * above
    found = guess_sheet(sheet(*rows, ("Name", "E-mail"), ("Ana", "ana@example.org")))
    assert (found.kind, found.header_row) == ("people", above + 1)


def test_notes_are_no_headings():
    rows = [("Name", None), ("Name", "E-mail"), ("Ana", "ana@example.org")]
    assert guess_sheet(sheet(*rows, notes=[0])).header_row == 1


def test_headings_of_two_rows_are_the_lower_ones():
    rows = [("Person", None, "Work"), ("Name", "E-mail", "Team")]
    assert guess_sheet(sheet(*rows)).header_row == 1


def test_words_of_headings_further_down_do_not_mislead():
    rows = [BRIEF, *[("Skill", "Level", "Team")] * 5]
    assert guess_sheet(sheet(*rows)).header_row == 0


def test_columns_without_headings_are_no_columns():
    found = guess_sheet(
        sheet((None, "Name", None, "E-mail"), ("x", "Ana", "y", "a@x.org"))
    )
    assert found.columns == {1: "name", 3: "email"}


def test_unknown_headings_are_the_first_row_with_texts():
    found = guess_sheet(sheet(("Report",), (None, None), ("Foo", "Bar"), ("1", "2")))
    assert (found.kind, found.header_row) == (None, 2)
    assert found.columns == {0: None, 1: None}


def test_sheet_of_numbers_has_no_kind():
    assert guess_sheet(sheet((1, 2.5), (3, 4))).kind is None


def test_two_columns_for_one_field_are_both_said():
    """Whoever imports it decides which one counts."""
    assert fields("Name", "Skills", "Expertise") == ["name", "expertise", "expertise"]


def test_close_heading_gives_way_to_an_exact_one():
    assert fields("Name", "Skill notes", "Skills") == ["name", None, "expertise"]


# Remembered headings


def fingerprint(*headings):
    return guess_sheet(sheet(headings)).fingerprint


@pytest.mark.parametrize(
    "headings", [("NAME", "e-mail", "skill"), (" Name ", "E-Mail:", "Skills")]
)
def test_same_headings_have_the_same_fingerprint(headings):
    assert fingerprint(*headings) == fingerprint("Name", "E-mail", "Skills")


@pytest.mark.parametrize(
    "headings",
    [("Name", "Skills", "E-mail"), ("Name", "E-mail"), ("Name", "E-mail", "Foo")],
)
def test_other_headings_have_another_fingerprint(headings):
    assert fingerprint(*headings) != fingerprint("Name", "E-mail", "Skills")


def test_fingerprint_does_not_hang_on_what_stands_above_or_below():
    bare = guess_sheet(sheet(("Name", "E-mail"), ("Ana", "a@example.org")))
    titled = guess_sheet(sheet(("Title",), ("Name", "E-mail"), ("Bo", "b@example.org")))
    assert bare.fingerprint == titled.fingerprint


def test_known_headings_are_counted():
    assert count_known(("Name", "Skills", "Foo", None, 4)) == 2


@pytest.mark.django_db
def test_guessing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert kind(*BRIEF) == "people"


cells = st.none() | st.text(max_size=20) | st.integers() | st.sampled_from(BRIEF)


@examples(200)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_any_sheet_has_a_guess(rows):
    found = guess_sheet(sheet(*rows))
    assert found.kind is None or found.kind in BY_NAME
    count = len(rows) if found.answer.is_turned else 3
    assert all(0 <= column < count for column in found.columns)


OF_WORK = {
    "name": ("Initiative name", "Use case", "Workstream", "Vorhaben", "Engagement"),
    "lead": ("Initiative owner", "Workstream lead", "Leitung", "Project responsible"),
    "team": ("Responsible team", "Verantwortliche Abteilung", "Initiative team"),
    None: ("Initiative score", "Engagement score", "Business case", "In use", "Use"),
}


@pytest.mark.parametrize(
    ("heading", "name"),
    [(heading, name) for name, many in OF_WORK.items() for heading in many],
)
def test_words_for_work_say_little_beside_others(heading, name):
    assert columns_for(BY_NAME["projects"], [heading])[0] == name
