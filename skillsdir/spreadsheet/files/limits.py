"""How much a spreadsheet may hold, and the account of how much this one does.

Bounds are checked before anything is unpacked as a whole: a small file can claim to be
a billion cells. What kind of file it is its content tells: names lie.
"""

from people.fields import MOST_LETTERS
from skillsdir.spreadsheet.files.sheets import UnreadableFileError, place

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
MAX_TEXT = MOST_LETTERS
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


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = "Open it in its program and save it as .xlsx, .ods or .csv."
PASSWORD = (
    "The file is protected by a password. Open it in its program, save it without the "
    "password, and upload that."
)
# What begins so is known, and no spreadsheet.
FOREIGN = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image or a recording",
    b"BM": "a bitmap image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a rich text document",
    b"\x1f\x8b": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"Rar!": "a compressed archive",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
# Streams of a compound file that is no old workbook; their names are in UTF-16.
COMPOUND_KINDS = {
    "EncryptedPackage": PASSWORD,
    "WordDocument": f"This is a Word document. {SAVE_AS}",
    "PowerPoint Document": f"This is a presentation. {SAVE_AS}",
}


def is_package(content: bytes) -> bool:
    """Return whether it is a zip file, as .xlsx and .ods are; else it is .xls or text.

    Raises `UnreadableFileError` where it is none of them.
    """
    if len(content) > MAX_UPLOAD:
        raise UnreadableFileError(
            f"The file has {len(content) / MEGABYTE:.1f} MB; up to "
            f"{MAX_UPLOAD // MEGABYTE} MB can be read. Split it into several files."
        )
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError("The file is empty.")
    if content.startswith(b"PK"):
        return True
    if content.startswith(COMPOUND):
        refuse_compound(content)
        return False
    refuse_foreign(content)
    return False


def refuse_compound(content):
    for stream, message in COMPOUND_KINDS.items():
        if stream.encode("utf-16-le") in content:
            raise UnreadableFileError(message)


def refuse_foreign(content):
    for signature, called in FOREIGN.items():
        # Two letters begin many a text, too: "BMI;Name".
        if content.startswith(signature) and (len(signature) > 2 or b"\0" in content):
            raise UnreadableFileError(
                f"This is {called}, no spreadsheet. Choose an .xlsx, .xls, .ods or "
                ".csv file."
            )
    if content.startswith(UTF_16):
        return
    if b"\0" in content:
        raise UnreadableFileError(
            "The file is neither a spreadsheet nor text. Choose an .xlsx, .xls, "
            ".ods or .csv file."
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UnreadableFileError(
            "This is a web page or an XML file, no spreadsheet, whatever it is called. "
            f"{SAVE_AS}"
        )
