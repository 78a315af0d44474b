"""How much a spreadsheet may hold, and the account of how much this one does.

Bounds are checked before anything is unpacked as a whole: a small file can claim to be
a billion cells.
"""

from skillsdir.spreadsheet.sheets import UnreadableFileError, place

MEGABYTE = 1_000_000
MAX_UPLOAD = 10 * MEGABYTE
# All text of an office document, unpacked: ten times an upload.
MAX_UNPACKED = 100 * MEGABYTE
MAX_PARTS = 2_000
MAX_SHEETS = 50
MAX_ROWS = 20_000
MAX_COLUMNS = 300
# Of all sheets together, empty ones between filled ones included.
MAX_CELLS = 1_000_000
# Of all sheets together, written out by a reader before it drops the empty ones.
MAX_WRITTEN = 2 * MAX_CELLS
# Texts that a workbook says it has, one text in many cells counted each time.
MAX_ANNOUNCED = 5 * MAX_CELLS
# Of one cell: as Excel has it.
MAX_TEXT = 32_767
# Of all cells together: one text can stand in many cells.
MAX_ALL_TEXT = 50 * MEGABYTE


class Tally:
    """Counts what the sheets of a file hold and refuses what is too much."""

    def __init__(self):
        self.sheets = self.cells = self.written = self.text = 0

    def add_sheet(self):
        self.sheets += 1
        if self.sheets > MAX_SHEETS:
            raise UnreadableFileError(
                f"The file has more than {MAX_SHEETS} sheets. Keep those to import."
            )

    def check_position(self, sheet, row, column):
        """Refuse a cell that stands too far down or to the right; from 0."""
        if row >= MAX_ROWS:
            raise UnreadableFileError(
                f"{place(sheet, row)}: the sheet has more than {MAX_ROWS:,} rows. "
                "Split it into several files, or clear what stands far below the "
                "table."
            )
        if column >= MAX_COLUMNS:
            raise UnreadableFileError(
                f"{place(sheet, row, column)}: the sheet has more than {MAX_COLUMNS} "
                "columns. Clear what stands far to the right of the table."
            )

    def check_text(self, sheet, row, column, length, times=1):
        """Refuse a text that is too long, and too many long ones."""
        if length > MAX_TEXT:
            raise UnreadableFileError(
                f"{place(sheet, row, column)}: the cell holds more than {MAX_TEXT:,} "
                "characters. Shorten it; in a text file, look for a missing quotation "
                "mark."
            )
        self.text += length * times
        if self.text > MAX_ALL_TEXT:
            raise UnreadableFileError(
                "The cells hold more than "
                f"{MAX_ALL_TEXT // MEGABYTE} million characters. Split the file."
            )

    def add_cells(self, count):
        self.cells += count
        self.check_cells()

    def set_cells(self, count):
        """Of the one sheet that a text file is, as far as it is read."""
        self.cells = count
        self.check_cells()

    def add_written(self, count):
        self.written += count
        self.check_cells()

    def check_cells(self):
        if self.cells > MAX_CELLS or self.written > MAX_WRITTEN:
            raise UnreadableFileError(
                f"The sheets have more than {MAX_CELLS:,} cells. Keep only the sheets "
                "and columns to import, or split the file."
            )
