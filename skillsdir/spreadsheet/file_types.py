"""What kind of file somebody sent, told by its content: names lie."""

from skillsdir.spreadsheet.limits import MAX_UPLOAD, MEGABYTE
from skillsdir.spreadsheet.sheets import UnreadableFileError

ZIP = b"PK\x03\x04"
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
OLD_EXCEL = (
    "This is a workbook of Excel before 2007 (.xls). Open it in Excel or LibreOffice, "
    "save it as .xlsx, and upload that."
)
# Streams of a compound file that is no old workbook; their names are in UTF-16.
COMPOUND_KINDS = {
    "EncryptedPackage": PASSWORD,
    "WordDocument": f"This is a Word document. {SAVE_AS}",
    "PowerPoint Document": f"This is a presentation. {SAVE_AS}",
}


def is_package(content: bytes) -> bool:
    """Return whether it is a zip file, as .xlsx and .ods are; else it is text.

    Raises `UnreadableFileError` where it is neither.
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
        raise UnreadableFileError(compound_message(content))
    refuse_foreign(content)
    return False


def compound_message(content):
    for stream, message in COMPOUND_KINDS.items():
        if stream.encode("utf-16-le") in content:
            return message
    return OLD_EXCEL


def refuse_foreign(content):
    for signature, called in FOREIGN.items():
        # Two letters begin many a text, too: "BMI;Name".
        if content.startswith(signature) and (len(signature) > 2 or b"\0" in content):
            raise UnreadableFileError(
                f"This is {called}, no spreadsheet. Choose an .xlsx, .ods or .csv file."
            )
    if content.startswith(UTF_16):
        return
    if b"\0" in content:
        raise UnreadableFileError(
            "The file is neither a spreadsheet nor text. Choose an .xlsx, .ods or .csv "
            "file."
        )
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UnreadableFileError(
            "This is a web page or an XML file, no spreadsheet, whatever it is called. "
            f"{SAVE_AS}"
        )
