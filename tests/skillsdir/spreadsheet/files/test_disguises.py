"""Files built so that what is checked is not what is read: none gets through."""

import pytest

from skillsdir.spreadsheet.files.reading import read_workbook
from tests.skillsdir.spreadsheet.files.refusals import refusal
from tests.skillsdir.spreadsheet.workbooks import (
    MAIN,
    OFFICE,
    PEOPLE,
    RELATIONS,
    inline,
    packed,
    parts_of,
    raw_ods,
    raw_xlsx,
    table,
    xlsx,
)

FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(sheets, targets, **parts):
    """Return an .xlsx of these (name, relation) and (relation, target)."""
    names = "".join(
        f'<sheet name="{name}" sheetId="1" r:id="{relation}"/>'
        for name, relation in sheets
    )
    relations = "".join(
        f'<Relationship Id="{relation}" Type="{OFFICE}/worksheet" Target="{target}"/>'
        for relation, target in targets
    )
    own = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
    }
    content = raw_xlsx(f"<row>{inline('A1', 'Name')}</row>")
    return packed(parts_of(content) | own | parts)


def test_workbook_of_the_usual_kind_is_read():
    content = workbook([("People", "r1")], [("r1", "worksheets/sheet1.xml")])
    (sheet,) = read_workbook(content, "people.xlsx")
    assert (sheet.name, sheet.rows) == ("People", [("Name",)])


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "worksheets/SHEET1.xml", "worksheets/sheet1.xml"],
)
def test_path_of_a_sheet_can_be_written_in_several_ways(target):
    content = workbook([("People", "r1")], [("r1", target)])
    assert read_workbook(content, "people.xlsx")[0].rows == [("Name",)]


def test_backslashes_in_paths_are_understood():
    parts = parts_of(xlsx({"People": PEOPLE}))
    content = packed({name.replace("/", "\\"): part for name, part in parts.items()})
    assert read_workbook(content, "people.xlsx")[0].rows == list(PEOPLE)


def test_sheet_by_another_name_is_looked_through():
    """Readers do not mind what the root element or the file is called."""
    part = f'<styleSheet xmlns="{MAIN}"><sheetData>{FAR}</sheetData></styleSheet>'
    targets = [("r1", "styles.xml")]
    content = workbook([("People", "r1")], targets, **{"xl/styles.xml": part})
    assert "People!1048576: the sheet has more than" in refusal(content)


@pytest.mark.parametrize("target", ["sharedStrings.xml", "workbook.xml", "nowhere.xml"])
def test_sheet_that_is_something_else_as_well_is_damage(target):
    part = f'<sst xmlns="{MAIN}"><sheetData>{FAR}</sheetData></sst>'
    content = workbook(
        [("People", "r1")], [("r1", target)], **{"xl/sharedStrings.xml": part}
    )
    assert "The file is damaged" in refusal(content)


def test_sheet_that_is_listed_twice_is_damage():
    """It would be read as often as it is listed, and counted once."""
    targets = [("r1", "worksheets/sheet1.xml"), ("r2", "worksheets/sheet1.xml")]
    content = workbook([("A", "r1"), ("B", "r2")], targets)
    assert "The file is damaged" in refusal(content)


@pytest.mark.parametrize("sheets", [[("A", "r1"), ("B", "r1")], [("A", "r1")] * 2])
def test_relation_that_is_used_twice_is_damage(sheets):
    content = workbook(sheets, [("r1", "worksheets/sheet1.xml")])
    assert "The file is damaged" in refusal(content)


def test_two_sheets_of_one_name_are_damage():
    targets = [("r1", "worksheets/sheet1.xml"), ("r2", "worksheets/sheet2.xml")]
    content = workbook([("A", "r1"), ("A", "r2")], targets)
    assert "The file is damaged" in refusal(content)


def test_two_opendocument_tables_of_one_name_are_damage():
    assert "The file is damaged" in refusal(raw_ods(table("") + table("")))


@pytest.mark.parametrize(
    "inside",
    [
        "<table:table-cell/>",
        '<table:table table:name="Inner"/>',
        "<table:table-row><table:table-cell/></table:table-row>",
    ],
)
def test_table_within_a_cell_is_damage(inside):
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    content = raw_ods(table(f"<table:table-row>{cell}</table:table-row>"))
    assert "The file is damaged" in refusal(content)


def test_prefix_of_the_elements_does_not_matter():
    rows = f"<sheetData>{FAR}</sheetData>".replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}">{rows}</x:worksheet>'
    content = packed(parts_of(raw_xlsx("")) | {SHEET: sheet})
    assert "People!1048576: the sheet has more than" in refusal(content)


@pytest.mark.parametrize("row", ["9" * 9, "9" * 5000, "0", "-1", "", "x", "٣"])
def test_strange_numbers_of_rows_are_damage(row):
    content = raw_xlsx(f'<row r="{row}"><c><v>1</v></c></row>')
    assert "The file is damaged" in refusal(content)


@pytest.mark.parametrize("place", ["A0", "A" + "9" * 40, "A-1", "A٣", "ZZZZ1", "1"])
def test_strange_places_of_cells_are_damage(place):
    content = raw_xlsx(f'<row r="1"><c r="{place}"><v>1</v></c></row>')
    assert "The file is damaged" in refusal(content)


@pytest.mark.parametrize("count", ["9" * 7, "9" * 11, "9" * 5000, "-1", "x", ""])
def test_strange_numbers_of_texts_are_damage(count):
    """Room is made for as many as are announced, or the process ends."""
    parts = parts_of(raw_xlsx('<row><c t="s"><v>0</v></c></row>', strings=["a"]))
    strings = parts["xl/sharedStrings.xml"].decode()
    strings = strings.replace("<sst ", f'<sst uniqueCount="{count}" ')
    content = packed(parts | {"xl/sharedStrings.xml": strings})
    assert "The file is damaged" in refusal(content)


def test_texts_announced_further_inside_are_looked_at():
    strings = '<x><sst uniqueCount="99999999999"><si><t>a</t></si></sst></x>'
    rows = '<row><c t="s"><v>0</v></c></row>'
    content = packed(parts_of(raw_xlsx(rows)) | {"xl/sharedStrings.xml": strings})
    assert "The file is damaged" in refusal(content)


@pytest.mark.parametrize("count", ["9" * 10, "9" * 5000])
def test_strange_counts_harm_nobody(count):
    row = f'<table:table-row table:number-rows-repeated="{count}"><table:table-cell '
    row += 'office:value-type="float" office:value="1"/></table:table-row>'
    assert refusal(raw_ods(table(row))).endswith(".")


@pytest.mark.parametrize("serial", ["1e300", "-1", "-1e9", "99999999", "NaN", "inf"])
def test_days_out_of_all_time_harm_nobody(serial):
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    rows = f'<row><c s="0"><v>{serial}</v></c><c><v>1</v></c></row>'
    part = {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'}
    content = packed(parts_of(raw_xlsx(rows)) | part)
    assert read_workbook(content, "people.xlsx")[0].rows[0][1] == 1


def test_very_many_merged_cells_are_refused():
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 20_003))
    content = raw_xlsx("", after=f"<mergeCells>{merged}</mergeCells>")
    assert "more than 20,000 merged cells" in refusal(content)


def test_merged_cells_that_overlap_take_no_time():
    rows = "<row><c><v>1</v></c></row>" * 20_000
    merged = '<mergeCell ref="A1:A20000"/>' * 20_000
    content = raw_xlsx(rows, after=f"<mergeCells>{merged}</mergeCells>")
    assert len(read_workbook(content, "people.xlsx")[0].rows) == 20_000
