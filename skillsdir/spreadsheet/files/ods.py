"""Looking through the parts of an .ods file before it is read."""

import re

from skillsdir.spreadsheet.files.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    PASSWORD,
    Tally,
)
from skillsdir.spreadsheet.files.packages import DAMAGED, Found, local
from skillsdir.spreadsheet.files.sheets import UnreadableFileError

COUNT = re.compile(r"[0-9]{1,10}")
CELLS = ("table-cell", "covered-table-cell")
HIDDEN = ("collapse", "filter")
VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


def count_in(attributes, name):
    """Return how often something is repeated or how far it spans: 1 unless said."""
    text = attributes.get(name, "1")
    if not COUNT.fullmatch(text):
        raise UnreadableFileError(DAMAGED)
    return int(text)


class DocumentScan:
    """Hears all parts of an .ods file."""

    def __init__(self):
        self.tally = Tally()
        self.found = {}
        # Names of styles of cells that have a colour.
        self.coloured_styles = set()

    @staticmethod
    def order(name):
        """Whether it is encrypted is said in the manifest; what comes first is kept."""
        if name in ("mimetype", "META-INF/manifest.xml"):
            return 0, name
        return (1 if name == "styles.xml" else 2), name

    def scan_for(self, name, root, attributes):
        if root == "manifest":
            return Manifest()
        if root == "document-content" and name == "content.xml":
            return TablesScan(self)
        if root == "document-styles" and name == "styles.xml":
            return CellStyles(self.coloured_styles)
        return None

    def finish(self):
        """There is but one part, and it was looked through."""


class Manifest:
    """Tells whether the document is encrypted."""

    end = data = None

    def start(self, name, attributes):
        if local(name) == "encryption-data":
            raise UnreadableFileError(PASSWORD)


class CellStyles:
    """Finds the styles of cells that have a colour, also by the style they build on."""

    end = data = None

    def __init__(self, coloured):
        self.coloured = coloured
        self.style = None

    def start(self, name, attributes):
        name = local(name)
        if name == "style":
            is_of_cells = attributes.get("style:family") == "table-cell"
            self.style = attributes.get("style:name") if is_of_cells else None
            if attributes.get("style:parent-style-name") in self.coloured:
                self.coloured.add(self.style)
        elif name == "table-cell-properties" and self.style is not None:
            colour = attributes.get("fo:background-color", "").lower()
            if colour in ("transparent", "#ffffff"):
                self.coloured.discard(self.style)
            elif colour:
                self.coloured.add(self.style)


class TablesScan:
    """Checks where the cells of all tables stand, and how much they say.

    Rows and cells are written once and counted: "this, 1,048,576 times".
    """

    def __init__(self, document):
        self.tally: Tally = document.tally
        self.all_found = document.found
        self.coloured_styles = document.coloured_styles
        self.styles = CellStyles(document.coloured_styles)
        # Columns so far, those that have a colour, and the style of a row.
        self.columns, self.coloured_columns, self.row_style = 0, set(), None
        self.name, self.found = "", Found()
        self.cell = None
        self.row = self.column = self.pending = self.length = self.remarks = 0
        self.repeats = 1
        self.last_row = self.last_column = -1
        self.is_filled = False

    def start(self, name, attributes):
        name = local(name)
        if name in CELLS:
            self.start_cell(attributes)
        elif name == "table":
            self.start_table(attributes)
        elif name == "table-row":
            self.start_row(attributes)
        elif name == "table-column":
            self.start_column(attributes)
        elif name == "annotation":
            self.remarks += 1
        elif name == "a" and self.cell is not None:
            self.found.add_link(
                self.row, self.column, attributes.get("xlink:href", "")[:MAX_TEXT]
            )
        elif name in ("style", "table-cell-properties"):
            self.styles.start(name, attributes)
        elif name == "s" and self.cell is not None:
            self.length += count_in(attributes, "text:c")

    def start_table(self, attributes):
        name = attributes.get("table:name", "")
        if self.cell is not None or name in self.all_found:
            raise UnreadableFileError(DAMAGED)
        self.name, self.found = name, Found()
        self.all_found[name] = self.found
        self.tally.add_sheet()
        self.row = self.columns = 0
        self.coloured_columns = set()
        self.last_row = self.last_column = -1

    def start_column(self, attributes):
        first = self.columns
        self.columns += count_in(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in HIDDEN:
            self.found.hide_columns(first, self.columns - 1)
        style = attributes.get("table:default-cell-style-name")
        if style in self.coloured_styles:
            columns = range(first, min(self.columns, MAX_COLUMNS))
            self.coloured_columns.update(columns)

    def start_row(self, attributes):
        if self.cell is not None:
            raise UnreadableFileError(DAMAGED)
        self.repeats = count_in(attributes, "table:number-rows-repeated")
        self.column = self.pending = 0
        self.is_filled = False
        self.row_style = attributes.get("table:default-cell-style-name")
        if attributes.get("table:visibility") in HIDDEN:
            self.found.hide_rows(self.row, self.row + self.repeats - 1)

    def start_cell(self, attributes):
        if self.cell is not None:
            raise UnreadableFileError(DAMAGED)
        self.tally.add_written(self.pending)
        self.cell = attributes
        self.length = len(attributes.get("office:string-value", ""))

    def data(self, text):
        if self.cell is not None and not self.remarks:
            self.length += len(text)

    def end(self, name):
        name = local(name)
        if name in CELLS:
            self.end_cell()
        elif name == "table-row":
            self.end_row()
        elif name == "annotation":
            self.remarks -= 1
        elif name == "table":
            self.tally.add_cells((self.last_row + 1) * (self.last_column + 1))

    def end_cell(self):
        attributes, self.cell = self.cell, None
        count = count_in(attributes, "table:number-columns-repeated")
        kind = attributes.get("office:value-type")
        has_value = any(f"office:{name}" in attributes for name in VALUES)
        is_unsaved = "table:formula" in attributes and not (has_value or kind)
        if has_value or kind == "string" or is_unsaved:
            self.is_filled = True
            self.tally.check_position(self.name, self.row, self.column + count - 1)
            self.last_column = max(self.last_column, self.column + count - 1)
            self.tally.check_text(
                self.name, self.row, self.column, self.length, count * self.repeats
            )
        if is_unsaved:
            self.add_unsaved(count)
        elif not (has_value or self.length) and self.row < MAX_ROWS:
            self.add_coloured(attributes, count)
        self.merge(attributes)
        self.column += count
        # Readers write out empty cells as soon as there is another one behind them.
        self.pending = count

    def add_unsaved(self, count):
        self.tally.check_position(self.name, self.row + self.repeats - 1, 0)
        self.tally.add_written(count * self.repeats)
        for row in range(self.row, self.row + self.repeats):
            columns = range(self.column, self.column + count)
            self.found.unsaved.update((row, column) for column in columns)

    def add_coloured(self, attributes, count):
        style = attributes.get("table:style-name", self.row_style)
        columns = range(self.column, min(self.column + count, MAX_COLUMNS))
        if style is None:
            columns = [n for n in columns if n in self.coloured_columns]
        elif style not in self.coloured_styles:
            return
        last = min(self.row + self.repeats, MAX_ROWS)
        for row in range(self.row, last if columns else 0):
            self.found.add_coloured(row, columns)

    def end_row(self):
        if self.is_filled:
            last = self.row + self.repeats - 1
            self.tally.check_position(self.name, last, 0)
            self.last_row = last
        self.row += self.repeats

    def merge(self, attributes):
        height = count_in(attributes, "table:number-rows-spanned")
        width = count_in(attributes, "table:number-columns-spanned")
        if height > 1 or width > 1:
            bottom, right = self.row + height - 1, self.column + width - 1
            self.found.add_merged(self.row, self.column, bottom, right)
