"""The whole directory as a workbook: what stands where."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from people.table_files import xlsx_file
from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.export import directory as exporting
from skillsdir.spreadsheet.export.directory import directory_workbook
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.nouns import KINDS
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.people.directory.exports import export, sheet_rows

pytestmark = pytest.mark.django_db


def content():
    with directory_workbook() as file:
        return file.read()


def rows(title):
    """The rows of a sheet as dictionaries of those cells that hold something."""
    headings, *found = sheet_rows(content(), title)
    return [
        {name: cell for name, cell in zip(headings, row, strict=True) if cell != ""}
        for row in found
    ]


@pytest.fixture
def ann():
    return PersonFactory(name="Ann", email="ann@example.com")


@pytest.fixture
def python():
    languages = SkillCategoryFactory(name="Languages", position=3)
    return SkillFactory(name="Python", category=languages, kind="language")


def test_each_kind_has_a_sheet_even_without_rows():
    sheets = read_workbook(content(), "directory.xlsx")
    assert [sheet.name for sheet in sheets] == [kind.title for kind in KINDS]
    assert [guess_sheet(sheet).kind for sheet in sheets] == [
        kind.name for kind in KINDS
    ]


def test_it_says_when_it_was_made():
    before = datetime.now(UTC).replace(microsecond=0)
    made = {sheet.exported_at for sheet in read_workbook(content(), "directory.xlsx")}
    assert before <= made.pop() <= datetime.now(UTC)
    assert not made


@pytest.mark.parametrize("author", ["", "Ann", "Team Skills Directory of Ann"])
def test_what_others_made_does_not(author):
    with xlsx_file([("Sheet1", ["Name"], [["Ann"]])], {"author": author}) as file:
        (sheet,) = read_workbook(file.read(), "directory.xlsx")
    assert sheet.exported_at is None


def test_importer_understands_every_heading():
    for sheet in read_workbook(content(), "directory.xlsx"):
        columns = guess_sheet(sheet).columns.values()
        assert None not in columns
        assert len(columns) == len({*columns})


def test_people_are_told_in_full():
    PersonFactory(
        name="Ann",
        email="ann@example.com",
        team=TeamFactory(name="Data"),
        location=LocationFactory(name="Lisbon"),
        manager=PersonFactory(name="Zed", email="zed@example.com"),
        bio="Two\nlines",
        works_from=time(9, 30),
        joined_on=date(2020, 2, 1),
        confirmed_at=datetime(2026, 3, 9, 10, 0, 0, 5, tzinfo=UTC),
        stated_success=80,
    )
    assert rows("People")[0] == {
        "Name": "Ann",
        "E-mail": "ann@example.com",
        "Address": "ann",
        "Team": "Data",
        "Location": "Lisbon",
        "Manager": "zed@example.com",
        "Capacity, %": 100,
        "Works from": "09:30:00",
        "Works to": "17:00:00",
        "Joined": date(2020, 2, 1),
        "Confirmed": "2026-03-09T10:00:00.000005+00:00",
        "About": "Two\nlines",
        "Success rate": 80,
    }


def test_people_who_left_are_among_them():
    PersonFactory(name="Gone", left_on=date(2020, 1, 31))
    assert rows("People")[0]["Left"] == date(2020, 1, 31)


def test_catalogue_is_in_its_order_with_its_headings(python):
    SkillAliasFactory(skill=python, name="Python 3")
    SkillAliasFactory(skill=python, name="CPython")
    first = SkillCategoryFactory(name="Zero", position=0)
    SkillFactory(name="Zen", category=first, is_active=False)
    assert [row["Skill"] for row in rows("Skills")] == ["Zen", "Python"]
    assert rows("Skills")[1]["Also called"] == "CPython; Python 3"
    assert rows("Skill categories")[1] == {
        "Category": "Languages",
        "Address": "languages",
        "Order": 3,
    }


def test_levels_are_words_and_skills_names(ann, python):
    ExpertiseFactory(person=ann, skill=python, level=4, years=7, note="Daily")
    assert rows("Expertise") == [
        {
            "Person": "ann@example.com",
            "Skill": "Python",
            "Level": "Expert",
            "Years": 7,
            "Note": "Daily",
        }
    ]


def test_what_colleagues_say_is_told(ann, python):
    expertise = ExpertiseFactory(person=ann, skill=python)
    zed = PersonFactory(email="zed@example.com")
    EndorsementFactory(
        expertise=expertise,
        endorsed_by=zed,
        endorsed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    (row,) = rows("Endorsements")
    assert (row["Person"], row["Skill"]) == ("ann@example.com", "Python")
    assert (row["Confirmed by"], row["Confirmed on"]) == (
        *("zed@example.com", "2026-01-01T00:00:00+00:00"),
    )


def test_goals_are_told_with_those_that_are_over(ann, python):
    day = date(2026, 1, 5)
    LearningGoalFactory(person=ann, skill=python, status="dropped", set_on=day)
    (row,) = rows("Learning goals")
    assert row == {
        "Person": "ann@example.com",
        "Skill": "Python",
        "To level": "Working",
        "Priority": "Soon",
        "Status": "Dropped",
        "Set on": day,
    }


def test_absences_are_days(ann):
    AbsenceFactory(person=ann)
    assert rows("Absences")[0]["Last day"] == date(2026, 3, 13)


def test_projects_with_needs_and_bookings(ann, python):
    project = ProjectFactory(name="Churn", lead=ann, status="closed", outcome="not_met")
    SkillNeedFactory(project=project, skill=python, welcomes_learner=True)
    AssignmentFactory(project=project, person=ann, percent=1, skills=[python])
    assert rows("Projects")[0]["Outcome"] == "Finished, criteria not met"
    assert rows("Skill needs")[0]["Learners welcome"] == "yes"
    booking = rows("Bookings")[0]
    assert [booking[name] for name in ("Percent", "Status", "Skills used")] == [
        *("1 %", "Confirmed", "Python"),
    ]


def test_projects_of_one_name_are_told_apart(ann):
    for project in (ProjectFactory(name="Churn"), ProjectFactory(name="churn")):
        AssignmentFactory(project=project, person=ann)
    AssignmentFactory(project=ProjectFactory(name="Other"), person=ann)
    assert [row["Project"] for row in rows("Bookings")] == [
        *("Churn [churn]", "churn [churn-2]", "Other"),
    ]


def test_formulas_are_neutralised():
    PersonFactory(name="=1+1", job_title="+1", bio="-")
    row = rows("People")[0]
    assert (row["Name"], row["Job title"], row["About"]) == ("'=1+1", "'+1", "'-")


def test_text_that_no_cell_holds_is_left_out_whole():
    PersonFactory(bio="x" * 32_767)
    assert "About" not in rows("People")[0]


def test_days_before_excel_begins_are_text(ann):
    AbsenceFactory(person=ann, starts_on=date(1899, 12, 31))
    assert rows("Absences")[0]["First day"] == "1899-12-31"


def test_kinds_with_many_rows_have_several_sheets(monkeypatch):
    monkeypatch.setattr(exporting, "MAX_ROWS", 3)
    TeamFactory.create_batch(5)
    sheets = read_workbook(content(), "directory.xlsx")
    sizes = {sheet.name: len(sheet.rows) for sheet in sheets if "Teams" in sheet.name}
    assert sizes == {"Teams": 3, "Teams 2": 3, "Teams 3": 2}


def test_export_takes_as_many_queries_for_3_rows_as_for_30(
    django_assert_num_queries, django_assert_max_num_queries
):
    def more(count):
        for _ in range(count):
            expertise = ExpertiseFactory()
            EndorsementFactory(expertise=expertise)
            AssignmentFactory(person=expertise.person, skills=[expertise.skill])

    more(3)
    with django_assert_max_num_queries(25) as few:
        content()
    more(27)
    with django_assert_num_queries(len(few)):
        content()


def test_admin_downloads_it_under_a_name_with_the_day(admin_client):
    response = admin_client.get("/spreadsheet/directory.xlsx")
    name = f"directory-{timezone.localdate()}.xlsx"
    assert b"".join(response).startswith(b"PK")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.django_db(transaction=True)
def test_all_queries_see_the_same_moment():
    TeamFactory(name="Early")
    with exporting.snapshot():
        first = next(exporting.exported_rows(KINDS[0]))
        assert exporting.connection.in_atomic_block
        with exporting.connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            assert (first[0], cursor.fetchone()[0]) == ("Early", "repeatable read")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_importer_understands_the_list_of_people_too(kind, ann, manager_client):
    file = export(manager_client, kind=kind)
    (sheet,) = read_workbook(file, f"people.{kind}")
    found = guess_sheet(sheet)
    assert found.kind == "people"
    assert {"name", "email", "expertise", "past_projects"} <= {*found.columns.values()}
    # A number of successes is no rate.
    assert "success_rate" not in found.columns.values()
