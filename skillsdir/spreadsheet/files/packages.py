"""Office documents are zip files of XML: opened with care, and handed on checked.

What is handed on is a new zip file of exactly the parts that were looked through, so
that no reader can find in it what the checks did not.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import unquote
from xml.parsers import expat

from skillsdir.spreadsheet.files.limits import (
    MAX_COLUMNS,
    MAX_PARTS,
    MAX_ROWS,
    MAX_UNPACKED,
    MEGABYTE,
    PASSWORD,
)
from skillsdir.spreadsheet.files.sheets import UnreadableFileError

CHUNK = 1 << 16
ENCRYPTED = 1
# All that the standard library raises on zip files that are broken or strange.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
DAMAGED = (
    "The file is damaged, or did not arrive as a whole. Open it in Excel or "
    "LibreOffice, save it again, and upload that."
)


def open_package(content: bytes) -> zipfile.ZipFile:
    """Return the zip file, once its table of contents is found harmless."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN:
        raise UnreadableFileError(DAMAGED) from None
    entries = package.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MAX_PARTS or len(names) < len(entries):
        raise UnreadableFileError(DAMAGED)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableFileError(PASSWORD)
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        raise UnreadableFileError(
            f"The file unpacks to {size // MEGABYTE:,} MB; up to "
            f"{MAX_UNPACKED // MEGABYTE} MB can be read. Keep only the sheets to "
            "import, without pictures, or split the file."
        )
    return package


def read_chunks(package, entry):
    try:
        with package.open(entry) as part:
            while chunk := part.read(CHUNK):
                yield chunk
    except BROKEN:
        raise UnreadableFileError(DAMAGED) from None


def copy_checked(package: zipfile.ZipFile, order, scan_for) -> io.BytesIO:
    """Look through all parts that are XML and return a zip file of just those.

    `order` sorts their names. `scan_for(name, root, attributes)` gives what hears of
    the elements of a part with this root element, or None where nobody needs to.
    """
    checked = io.BytesIO()
    # Packed again, if lightly: unpacked it would be ten times as much to hold.
    with zipfile.ZipFile(checked, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in sorted(
            package.infolist(), key=lambda entry: order(entry.filename)
        ):
            chunks = read_chunks(package, entry)
            first = next(chunks, b"")
            if entry.filename == "mimetype":
                copy.writestr(entry.filename, first)
            elif looks_like_xml(first):
                part = XmlPart(entry.filename, scan_for)
                with copy.open(entry.filename, "w") as target:
                    for chunk in chain([first], chunks):
                        part.feed(chunk)
                        target.write(chunk)
                    part.feed(b"", True)
    checked.seek(0)
    return checked


def looks_like_xml(first):
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))


class XmlPart:
    """One part of a package on its way through the parser."""

    def __init__(self, name, scan_for):
        self.name = name
        self.scan_for = scan_for
        # As the reader that comes after takes it, whatever the part says of itself.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start_root

    def feed(self, chunk, is_last=False):
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError:
            raise UnreadableFileError(DAMAGED) from None

    def refuse_doctype(self, *details):
        raise UnreadableFileError(
            f"The file declares entities of its own ({self.name}), as no spreadsheet "
            "program does. It is not read, for safety. Save it again in Excel or "
            "LibreOffice."
        )

    def start_root(self, name, attributes):
        scan = self.scan_for(self.name, local(name), attributes)
        self.parser.StartElementHandler = scan and scan.start
        self.parser.EndElementHandler = scan and scan.end
        self.parser.CharacterDataHandler = scan and scan.data


def local(name):
    return name.rpartition(":")[2]


MOST_MERGED = 20_000
# Of cells that are coloured, of links, and of formulas without value: in one sheet.
MOST_MARKED = 20_000
# What an e-mail address can have.
MAX_ADDRESS = 254


@dataclass
class Found:
    """Of one sheet; rows and columns count from 0.

    `merged` has (top, left, bottom, right) of merged cells, `errors` what a cell says
    whose formula failed; for the rest see `Sheet`. `coloured` is of all empty cells,
    also of those outside of what is read.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    coloured: set[tuple[int, int]] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add_merged(self, top, left, bottom, right):
        if len(self.merged) == MOST_MERGED:
            raise UnreadableFileError(
                f"A sheet has more than {MOST_MERGED:,} merged cells. Unmerge them, "
                "and repeat in each row what it says."
            )
        self.merged.append((top, left, bottom, right))

    def add_coloured(self, row, columns):
        room = MOST_MARKED - len(self.coloured)
        self.coloured.update((row, column) for column in columns[:room])

    def add_link(self, row, column, target):
        scheme, _, rest = target.partition(":")
        address = unquote(rest.partition("?")[0]).strip()
        is_mail = scheme.strip().lower() == "mailto" and 0 < len(address) <= MAX_ADDRESS
        if is_mail and len(self.links) < MOST_MARKED:
            self.links[row, column] = address

    def hide_rows(self, first, last):
        self.hidden_rows.update(range(first, min(last + 1, MAX_ROWS)))

    def hide_columns(self, first, last):
        self.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
