"""Files are read into sheets of plain cells, each with its place."""

from skillsdir.spreadsheet.reading import read_workbook


def test_text_file_is_one_sheet_named_for_it():
    (sheet,) = read_workbook("Name;Skills\nAnä;SQL\n".encode(), "people.csv")
    assert sheet.rows == [("Name", "Skills"), ("Anä", "SQL")]
    assert sheet.place(1, 1) == "people!B2"
