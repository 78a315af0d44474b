"""What each sheet is, as it is asked and as it is sent."""

import pytest

from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.pages.sheet_forms import sent_forms, sheet_forms
from tests.factories import TeamFactory

pytestmark = pytest.mark.django_db

ROWS = [
    ("Our team", None, None, None),
    ("Name", "E-mail", "Shoe size", None),
    ("Ann", "ann@example.com", 38, None),
    ("Ben", "ben@example.com", None, None),
]
ANSWER = SheetAnswer("people", 1, {0: "name", 1: "email"})
SENT = {
    "sheet-0-kind": "people",
    "sheet-0-header_row": "2",
    "sheet-0-heading_rows": "1",
    "sheet-0-shown": "people 2 1",
    "sheet-0-column-0": "name",
    "sheet-0-column-1": "email",
    "sheet-0-column-2": "",
}


@pytest.fixture
def sheets():
    return [Sheet("Staff", ROWS)]


@pytest.fixture
def answers():
    return Answers(sheets={"Staff": ANSWER})


@pytest.fixture
def send(sheets, answers):
    """The form of the one sheet, sent with what is told different."""
    return lambda **changes: sent_forms(
        sheets,
        answers,
        SENT | {f"sheet-0-{name}": value for name, value in changes.items()},
    )[0]


def test_columns_come_with_letter_heading_and_first_values(sheets, answers):
    rows = sheet_forms(sheets, answers)[0].rows()
    assert [row.letters for row in rows] == ["A", "B", "C"]
    assert [row.heading for row in rows] == ["Name", "E-mail", "Shoe size"]
    assert rows[0].examples == ["Ann", "Ben"]


def test_columns_without_a_cell_are_not_asked(sheets, answers):
    assert "column-3" not in sheet_forms(sheets, answers)[0].fields


def test_rows_count_from_one_as_in_the_spreadsheet(sheets, answers):
    assert sheet_forms(sheets, answers)[0]["header_row"].initial == 2


def test_a_sheet_without_an_answer_is_left_out(sheets):
    form = sheet_forms(sheets, Answers())[0]
    assert form["kind"].initial == ""


def test_what_is_sent_becomes_the_answer(send):
    form = send(**{"column-2": "bio"})
    assert form.is_valid()
    assert form.chosen() == SheetAnswer("people", 1, {0: "name", 1: "email", 2: "bio"})


def test_a_sheet_left_out_keeps_no_columns(send):
    form = send(kind="")
    assert form.is_valid()
    assert form.chosen() == SheetAnswer("")


@pytest.mark.parametrize("change", [{"kind": "expertise"}, {"header_row": "3"}])
def test_another_kind_or_row_asks_for_its_columns_first(send, change):
    assert not send(**change).is_bound


def test_columns_of_another_kind_are_guessed(sheets, answers, send):
    form = send(kind="absences")
    assert form["column-0"].initial == "person"
    assert form["column-2"].initial == ""


def test_columns_that_were_shown_for_the_new_kind_are_taken(send):
    form = send(kind="expertise", shown="expertise 2", **{"column-0": "person"})
    form.full_clean()
    assert "column-0" not in form.errors


@pytest.mark.parametrize("row", ["-1", "99", "", "two", "9" * 30, "1.5"])
def test_a_row_that_is_none_is_refused_and_breaks_nothing(send, row):
    form = send(header_row=row)
    assert form.is_bound
    assert form.errors["header_row"]
    assert form.rows()


@pytest.mark.parametrize("field", ["password", "user", "slug; DROP TABLE", "\x00"])
def test_a_column_is_only_what_the_kind_has(send, field):
    assert "column-0" in send(**{"column-0": field}).errors


def test_a_kind_that_is_none_is_refused(send):
    form = send(kind="password", shown=" 2")
    assert "kind" in form.errors


def test_long_cells_are_cut_in_the_examples(answers):
    sheet = Sheet("Staff", [*ROWS[:2], ("x" * 500, "y\n\nz", 1, None)])
    rows = sheet_forms([sheet], answers)[0].rows()
    assert len(rows[0].examples[0]) == 60
    assert rows[1].examples == ["y z"]


def test_one_heading_twice_has_to_be_put_right():
    sheet = Sheet("Staff", [("Name", "Name"), ("Ann", "Lee")])
    data = {"sheet-0-kind": "people", "sheet-0-header_row": "1"}
    form = sent_forms([sheet], Answers(), data)[0]
    assert "2 columns are mapped to “Name”" in form.problem


def test_it_is_said_which_e_mails_names_are_linked_to():
    answers = Answers(sheets={"Staff": SheetAnswer("people", 0, {0: "name"})})
    rows, links = [("Name",), ("Ann",)], {(1, 0): "ann@example.com"}
    linked, plain = Sheet("Staff", rows, links=links), Sheet("Staff", rows)
    (one,), (other,) = sheet_forms([linked], answers), sheet_forms([plain], answers)
    assert (one.linked_emails(), other.linked_emails()) == (["ann@example.com"], [])


@pytest.mark.parametrize(("team", "roles"), [("Risk", ["a group"]), ("Data", [])])
def test_a_row_that_names_a_team_here_is_a_group(team, roles):
    TeamFactory(name=team)
    rows = [("Name", "Role"), ("Risk", None), ("Ann", "Analyst"), ("Ben", "Lead")]
    answer = SheetAnswer("people", 0, {0: "name", 1: "job_title"})
    (form,) = sheet_forms([Sheet("Staff", rows)], Answers(sheets={"Staff": answer}))
    assert [*map(str, form.roles.values())] == roles
