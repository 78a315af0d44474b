"""A workbook to fill in: all sheets, with examples and lists to choose from.

Skills, teams and locations are those of the directory. The line above the headings says
how to fill a sheet in; it is one merged cell, which no importer takes for a row.
"""

from people.table_files import WIDTH, write_row, written_book
from skillsdir.spreadsheet.export.directory import exported_rows
from skillsdir.spreadsheet.files.sheets import column_letters
from skillsdir.spreadsheet.nouns import BY_NAME, BY_NOUN, KINDS
from skillsdir.spreadsheet.nouns.catalogue import USUAL_SKILLS

# Sheets that begin with what the directory has: others choose from them.
STOCKED = ("teams", "locations", "categories", "skills")
FIRST_ROW = 2
# So many lines more than there are can be filled in with lists to choose from.
SPARE_ROWS = 1_000
HINT_HEIGHT = 48


def template_workbook():
    """An open .xlsx file; closing it removes it."""
    stock = {kind: list(exported_rows(BY_NAME[kind])) for kind in STOCKED}
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
    sheet.merge_range(0, 0, 0, last_column, kind.hint, hint)
    headings = [column.heading for column in kind.columns]
    write_row(sheet, 1, headings, book.add_format({"bold": True}))
    write_rows(book, sheet, kind, stock)
    for place, column in enumerate(kind.columns):
        if source := choices_of(column, last_rows):
            list_of = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(
                FIRST_ROW, place, last_rows[kind.name], place, list_of
            )


def choices_of(column, last_rows):
    """The words to choose from, or the range of cells that holds them; or `None`.

    `last_rows` are the last rows of the sheets, by kind.
    """
    content = column.content
    if content and content.noun:
        return range_of_names(content.noun, last_rows)
    return list(content.choices) if content and content.choices else None


def range_of_names(noun, last_rows):
    """The cells below the heading that rows are named by, as a formula."""
    kind, name = BY_NOUN[noun], "email" if noun == "person" else "name"
    letter = column_letters(kind.columns.index(kind.column(name)))
    return f"='{kind.title}'!${letter}$3:${letter}${last_rows[kind.name] + 1}"


def write_rows(book, sheet, kind, stock):
    """What the directory has, or else examples, in italics."""
    if rows := stock.get(kind.name):
        for number, row in enumerate(rows, FIRST_ROW):
            write_row(sheet, number, row)
        return
    italic = book.add_format({"italic": True})
    italic_day = book.add_format({"italic": True, "num_format": "yyyy-mm-dd"})
    for number, row in enumerate(example_rows(kind, names_from(stock)), FIRST_ROW):
        write_row(sheet, number, row, italic, italic_day)


def example_rows(kind, names):
    for example in kind.examples:
        cells = [example.get(column.name) for column in kind.columns]
        yield [
            cell.format(**names) if isinstance(cell, str) else cell for cell in cells
        ]


def names_from(stock):
    """What examples name: of the directory, or the usual."""
    skills = sorted(row[0] for row in stock["skills"])
    if not skills or set(USUAL_SKILLS).issubset(skills):
        skills = USUAL_SKILLS
    return {
        "team": stock["teams"][0][0] if stock["teams"] else "Data science",
        "location": stock["locations"][0][0] if stock["locations"] else "Lisbon",
        **dict(zip(("skill", "other", "wish"), skills * 3, strict=False)),
    }
