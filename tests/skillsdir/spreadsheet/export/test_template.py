"""The template: what can be chosen, and that its examples come in as they stand."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from people.models import Level
from people.records.track_record import Outcome
from skillsdir.spreadsheet.cells.projects import outcome_of
from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.export.template import choices_of, template_workbook
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS
from skillsdir.spreadsheet.nouns.projects import OUTCOMES
from tests.factories import LocationFactory, SkillFactory, TeamFactory
from tests.people.directory.exports import sheet_rows
from tests.skillsdir.spreadsheet.export.test_round_trip import bring_in, planned

pytestmark = pytest.mark.django_db


def content():
    with template_workbook() as file:
        return file.read()


@pytest.fixture
def stock():
    TeamFactory(name="Pricing")
    LocationFactory(name="Porto")
    for name in ("SQL", "Python", "Forecasting", "Zig"):
        SkillFactory(name=name)


def test_template_has_a_sheet_for_each_kind_with_all_its_columns():
    sheets = read_workbook(content(), "template.xlsx")
    assert [sheet.name for sheet in sheets] == [kind.title for kind in KINDS]
    for sheet, kind in zip(sheets, KINDS, strict=True):
        headings = [column.heading for column in kind.columns]
        assert [*sheet.rows[1]] == headings


def test_importer_finds_the_headings_below_the_hint():
    for sheet in read_workbook(content(), "template.xlsx"):
        found = guess_sheet(sheet)
        assert (BY_NAME[found.kind].title, found.header_row) == (sheet.name, 1)
        assert None not in found.columns.values()
        assert sheet.notes == {0}


@pytest.mark.parametrize("is_stocked", [True, False])
def test_examples_come_in_without_a_question(is_stocked, request):
    if is_stocked:
        request.getfixturevalue("stock")
    found = planned(content())
    assert [one.why for one in found.only("rejected")] == []
    assert found.counts["people"]["added"] == 2


def test_examples_are_there_once_they_came_in(stock):
    template = content()
    bring_in(template)
    totals = planned(template).totals
    assert totals["unchanged"] == sum(totals.values())


def test_catalogue_and_places_are_those_of_the_directory(stock):
    file = content()
    names = {
        title: [row[0] for row in sheet_rows(file, title)[2:]]
        for title in ("Teams", "Locations", "Skills")
    }
    assert names["Teams"] == ["Pricing"]
    assert names["Locations"] == ["Porto"]
    assert sorted(names["Skills"]) == ["Forecasting", "Python", "SQL", "Zig"]


def test_examples_use_skills_of_the_catalogue():
    SkillFactory(name="Zig")
    people = sheet_rows(content(), "People")
    column = people[1].index("Areas of expertise")
    assert people[2][column] == "Zig (Practitioner); Zig (Working)"


# Lists to choose from


def lists(title):
    """The sources of the drop-down lists of a sheet, by column letter."""
    number = [kind.title for kind in KINDS].index(title) + 1
    with ZipFile(BytesIO(content())) as parts:
        xml = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
    found = re.findall(r'sqref="(\w)3:.*?<formula1>(.*?)</formula1>', xml)
    return {letter: source.replace("&quot;", '"') for letter, source in found}


def test_levels_and_skills_are_chosen_from_lists(stock):
    found = lists("Expertise")
    assert found["C"] == f'"{",".join(Level.labels)}"'
    # Two lines above the four skills, and a thousand below.
    assert found["B"] == "'Skills'!$A$3:$A$1007"
    assert found["A"].startswith("'People'!$B$3:")


def test_statuses_and_outcomes_are_chosen_from_lists():
    found = lists("Projects")
    assert '"Proposed,Staffing,Active,Closed,Cancelled"' in found.values()
    assert f'"{",".join(OUTCOMES.values())}"' in found.values()


def test_every_outcome_can_be_chosen_and_is_understood():
    assert [*OUTCOMES] == [*Outcome]
    assert {outcome_of(words): words for words in OUTCOMES.values()} == {
        outcome.value: words for outcome, words in OUTCOMES.items()
    }


COLUMNS = {
    f"{kind.name} {column.name}": column
    for kind in KINDS
    for column in kind.columns
    if column.content
}
CHOSEN = [name for name, column in COLUMNS.items() if column.content.choices]
HOLDERS = {"person": ("people", "B"), "category": ("categories", "A")}
NAMED = [name for name, column in COLUMNS.items() if column.content.noun]


@pytest.mark.parametrize("name", CHOSEN)
def test_list_is_one_that_excel_takes(name):
    words = COLUMNS[name].content.choices
    assert len(",".join(words)) <= 255
    assert not any("," in word for word in words)


@pytest.mark.parametrize("name", NAMED)
def test_names_are_chosen_from_the_column_that_holds_them(name):
    noun = COLUMNS[name].content.noun
    kind, letter = HOLDERS.get(noun, (f"{noun}s", "A"))
    found = choices_of(COLUMNS[name], {one.name: 99 for one in KINDS})
    assert found == f"='{BY_NAME[kind].title}'!${letter}$3:${letter}$100"


def test_other_columns_are_free():
    assert choices_of(BY_NAME["people"].column("bio"), {}) is None


def test_template_takes_as_many_queries_for_3_skills_as_for_30(
    django_assert_num_queries,
):
    SkillFactory.create_batch(3)
    with django_assert_num_queries(5):
        content()
    SkillFactory.create_batch(27)
    with django_assert_num_queries(5):
        content()


def test_admin_downloads_it(admin_client, member_client):
    assert b"".join(admin_client.get("/spreadsheet/template.xlsx")).startswith(b"PK")
    assert member_client.get("/spreadsheet/template.xlsx").status_code == 403
