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
from xml.parsers import expat

from skillsdir.spreadsheet.files.limits import (
    MAX_PARTS,
    MAX_UNPACKED,
    MEGABYTE,
    PASSWORD,
)
from skillsdir.spreadsheet.files.sheets import UnreadableFileError, place

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


NAMED = 3
MOST_MERGED = 20_000


@dataclass
class Found:
    """Of one sheet; rows and columns count from 0.

    `merged` has (top, left, bottom, right) of merged cells, `errors` what a cell says
    whose formula failed, `unsaved` the first cells whose formula came without value.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    unsaved_count: int = 0

    def add_merged(self, top, left, bottom, right):
        if len(self.merged) == MOST_MERGED:
            raise UnreadableFileError(
                f"A sheet has more than {MOST_MERGED:,} merged cells. Unmerge them, "
                "and repeat in each row what it says."
            )
        self.merged.append((top, left, bottom, right))

    def add_unsaved(self, row, column):
        self.unsaved_count += 1
        if len(self.unsaved) < NAMED:
            self.unsaved.append((row, column))


def refuse_unsaved(found: dict[str, Found]):
    places = [
        place(sheet, row, column)
        for sheet, of_sheet in found.items()
        for row, column in of_sheet.unsaved
    ]
    if places:
        count = sum(of_sheet.unsaved_count for of_sheet in found.values())
        more = f" and {count - NAMED:,} more" if count > NAMED else ""
        raise UnreadableFileError(
            f"{', '.join(places[:NAMED])}{more}: a formula without its value. Open the "
            "file in Excel or LibreOffice, save it, and upload that."
        )
