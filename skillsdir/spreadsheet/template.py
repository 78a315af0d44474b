"""A workbook to fill in: all sheets, with examples and lists to choose from.

Skills, teams and locations are those of the directory. The line above the headings says
how to fill a sheet in; it is one merged cell, which no importer takes for a row.
"""

from people.table_files import WIDTH, write_row, written_book
from skillsdir.spreadsheet.choices import choices_of
from skillsdir.spreadsheet.directory_rows import rows_of
from skillsdir.spreadsheet.example_rows import HINTS, examples_of
from skillsdir.spreadsheet.kinds import KINDS

# Sheets that begin with what the directory has: others choose from them.
STOCKED = ("teams", "locations", "categories", "skills")
FIRST_ROW = 2
# So many lines more than there are can be filled in with lists to choose from.
SPARE_ROWS = 1_000
HINT_HEIGHT = 48


def template_workbook():
    """An open .xlsx file; closing it removes it."""
    stock = {kind: list(rows_of(kind)) for kind in STOCKED}
    last_rows = {
        kind.name: FIRST_ROW + len(stock.get(kind.name, ())) + SPARE_ROWS
        for kind in KINDS
    }

    def write(book):
        for kind in KINDS:
            write_sheet(book, kind, stock, last_rows)

    return written_book(write)


def write_sheet(book, kind, stock, last_rows):
    sheet = book.add_worksheet(kind.title)
    last_column = len(kind.columns) - 1
    sheet.set_column(0, last_column, WIDTH)
    sheet.freeze_panes(FIRST_ROW, 0)
    hint = book.add_format({"text_wrap": True, "valign": "top", "italic": True})
    sheet.set_row(0, HINT_HEIGHT)
    sheet.merge_range(0, 0, 0, last_column, HINTS[kind.name], hint)
    headings = [column.heading for column in kind.columns]
    write_row(sheet, 1, headings, book.add_format({"bold": True}))
    write_rows(book, sheet, kind, stock)
    for place, column in enumerate(kind.columns):
        if source := choices_of(kind.name, column.name, last_rows):
            list_of = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(
                FIRST_ROW, place, last_rows[kind.name], place, list_of
            )


def write_rows(book, sheet, kind, stock):
    """What the directory has, or else examples, in italics."""
    if rows := stock.get(kind.name):
        for number, row in enumerate(rows, FIRST_ROW):
            write_row(sheet, number, row)
        return
    italic = book.add_format({"italic": True})
    italic_day = book.add_format({"italic": True, "num_format": "yyyy-mm-dd"})
    for number, example in enumerate(examples_of(kind.name, stock), FIRST_ROW):
        row = [example.get(column.name) for column in kind.columns]
        write_row(sheet, number, row, italic, italic_day)
