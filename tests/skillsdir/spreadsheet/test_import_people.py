"""The command: a dry run unless told otherwise, and all or nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from people.models import Expertise, Person, Skill, Team
from people.table_files import xlsx_file
from skillsdir.models import SpreadsheetImport
from tests.factories import SkillFactory

pytestmark = pytest.mark.django_db

FILE = """Full name,Mail,Skills
Bo Li,bo@example.com,Python (Expert)
Cy Young,cy@example.com,Python (Working); SQL (Working)
"""


@pytest.fixture
def file(tmp_path):
    SkillFactory(name="Python")
    SkillFactory(name="SQL")
    path = tmp_path / "staff.csv"
    path.write_text(FILE)
    return path


def run(file, *options):
    output = StringIO()
    call_command("import_people", str(file), *options, stdout=output, stderr=output)
    return output.getvalue()


def refused(file, *options):
    output = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_people", str(file), *options, stdout=output, stderr=output)
    return output.getvalue() + str(error.value)


def write(file, line):
    file.write_text(FILE + line)
    return file


def test_it_is_a_dry_run_unless_told_otherwise(file):
    assert run(file) == "People: 2 added\nExpertise: 3 added\n"
    assert not Person.objects.exists()
    assert not SpreadsheetImport.objects.exists()


def test_answers_of_the_wizard_are_taken(file, admin_client, tmp_path):
    file.write_text("Name,Mail,Skills\nBo Li,bo@example.com,Python (wizard)\n")
    answers = {"levels": {"wizard": 3}, "sheets": {}, "past_from": None}
    draft = SpreadsheetImport.of(file.read_bytes(), "staff.csv")
    draft.answers = answers
    draft.save()
    path = tmp_path / "answers.toml"
    path.write_bytes(admin_client.get(f"/spreadsheet/{draft.pk}/answers.toml").content)
    assert "Rows rejected: 1" in refused(file)
    assert run(file, "--answers", str(path)).endswith("Expertise: 1 added\n")


def test_a_file_that_holds_no_answers_is_refused(file, tmp_path):
    path = tmp_path / "answers.toml"
    for text in ("levels = 3", "sheets = {A = 1}", "nonsense", "colour = 'red'"):
        path.write_text(text)
        assert "holds no answers" in refused(file, "--answers", str(path))


def test_a_layout_is_told_by_options(file):
    file.write_text(",Bo Li,Cy Ho\nPython,3,\nSQL,,4\n")
    options = ("--kind", "people", "--turned", "--unknown-people", "create")
    text = run(file, *options, "--all", "job_title=Analyst", "--levels", "1-4")
    assert text == "People: 2 added\nExpertise: 2 added\n"


def test_it_is_applied_when_told_so(file):
    run(file, "--apply", "-v0")
    assert Expertise.objects.count() == 3
    assert SpreadsheetImport.objects.get().status == "applied"


def test_the_same_file_again_changes_nothing(file):
    run(file, "--apply", "-v0")
    assert run(file) == "People: 2 unchanged\nExpertise: 3 unchanged\n"


def test_nothing_is_written_where_a_row_is_rejected(file):
    text = refused(write(file, "Dee,nonsense,\n"), "--apply", "-v0")
    assert "staff!B4, Dee: “nonsense” is no e-mail address" in text
    assert "Nothing was written" in text
    assert not Person.objects.exists()


def test_rejected_rows_leave_no_draft(file):
    refused(write(file, "Dee,nonsense,\n"), "--apply", "-v0")
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.looks_again
@pytest.mark.parametrize(
    ("scale", "value", "level"),
    [("1-5", "5", 4), ("1-10", "10", 4), ("1-5", "1", 1), ("words", "senior", 3)],
)
def test_levels_are_on_the_scale_that_is_told(scale, value, level, file):
    write(file, f"Dee,dee@example.com,Python ({value})\n")
    refused(file)
    run(file, "--levels", scale, "--apply", "-v0")
    assert Expertise.objects.get(person__name="Dee").level == level


def test_unknown_skills_fail_unless_told_otherwise(file):
    write(file, "Dee,dee@example.com,Juggling (Expert)\n")
    assert "decide what “Juggling” is" in refused(file, "--apply", "-v0")
    run(file, "--unknown-skills", "skip", "--apply", "-v0")
    assert Person.objects.count() == 3
    assert Skill.objects.count() == 2


def test_unknown_skills_are_created_under_a_heading_of_their_own(file):
    write(file, "Dee,dee@example.com,Juggling (Expert)\n")
    run(file, "--unknown-skills", "create", "--apply", "-v0")
    assert Skill.objects.get(name="Juggling").category.name == "Imported"


def test_teams_are_created_when_told_so(file):
    file.write_text("Name,E-mail,Team\nBo,bo@example.com,Quants\n")
    refused(file)
    run(file, "--unknown-names", "create", "--apply", "-v0")
    assert Team.objects.get().people.count() == 1


def test_a_column_is_mapped_by_its_heading(file):
    file.write_text("Name,E-mail,Blurb\nBo,bo@example.com,Hello\n")
    run(file, "--map", "Blurb=bio", "--apply", "-v0")
    assert Person.objects.get().bio == "Hello"


def test_a_column_is_left_out(file):
    run(file, "--map", "Skills=", "--apply", "-v0")
    assert Person.objects.count() == 2
    assert not Expertise.objects.exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--map", "Nowhere=bio"], "No sheet has a heading “Nowhere”"),
        (["--map", "Skills=magic"], "“magic” is no field of people"),
        (["--sheet", "Staff"], "There is no sheet “Staff”"),
        (["--map", "nonsense"], "--map"),
    ],
)
def test_options_that_do_not_fit_are_told(options, why, file):
    assert why in refused(file, *options)


def test_a_file_without_known_headings_is_told(file):
    file.write_text("foo,bar\n1,2\n")
    assert "No sheet was recognised" in refused(file)


def test_a_missing_file_is_told(tmp_path):
    assert "cannot be read" in refused(tmp_path / "nowhere.csv")


def test_an_unreadable_file_is_told(file):
    file.write_bytes(b"")
    assert "empty" in refused(file)


def test_the_report_is_a_workbook(file, tmp_path):
    path = tmp_path / "report.xlsx"
    refused(write(file, "=Dee(),nonsense,\n"), "--report", str(path))
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names[0] == "Summary"
    (_, row) = book.get_sheet_by_name("Rejected").to_python()
    assert row[2].endswith("Dee()")
    assert row[2].startswith("'=")


def test_the_report_tells_each_field(file, tmp_path):
    path = tmp_path / "report.xlsx"
    run(file, "--report", str(path))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Added").to_python()
    assert ["staff!2", "People", "Bo Li", "E-mail", "", "bo@example.com", ""] in rows


def test_only_the_named_sheet_is_read(file, tmp_path):
    path = tmp_path / "book.xlsx"
    headings = ("Name", "E-mail")
    sheets = [
        ("People", headings, [("Bo", "bo@example.com")]),
        ("More people", headings, [("Cy", "cy@example.com")]),
        ("Notes", ("Foo", "Bar"), [("1", "2")]),
    ]
    with xlsx_file(sheets) as book:
        path.write_bytes(book.read())
    text = run(path, "--sheet", "People")
    assert (
        "Not taken from More people: the whole sheet, 2 rows (Name, E-mail, Cy)" in text
    )
    assert "Not taken from Notes: the whole sheet, 2 rows (Foo, Bar, 1)" in text
    assert text.endswith("\nPeople: 1 added\n")
    assert "People: 2 added" in run(path)


def test_our_own_list_of_people_comes_in_again_elsewhere(file):
    file.write_text(
        "link,slug,name,email,location,time_zone,expertise,successes,judged\n"
        "https://x.example/people/bo/,bo,Bo Li,bo@example.com,Lima,America/Lima,"
        "Python (4); SQL (1),2,3\n"
    )
    run(file, "--unknown-names", "create", "--apply")
    person = Person.objects.get()
    assert person.location.time_zone == "America/Lima"
    levels = person.expertise.order_by("-level").values_list("skill__name", "level")
    assert list(levels) == [("Python", 4), ("SQL", 1)]
