"""Files that cannot be read are refused in words, with the place, and quickly."""

import io
import tracemalloc
import zipfile
from contextlib import suppress
from encodings.aliases import aliases

import pytest

from skillsdir.spreadsheet.files.limits import MAX_UPLOAD
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from tests.skillsdir.spreadsheet.files.refusals import refusal
from tests.skillsdir.spreadsheet.workbooks import (
    ODS_TYPE,
    PEOPLE,
    encrypted_ods,
    encrypted_xlsx,
    lying,
    ods,
    old_xls,
    packed,
    parts_of,
    png,
    raw_ods,
    raw_xlsx,
    table,
    with_entities,
    with_parts,
    xlsx,
    zip_bomb,
)

GOOD = xlsx({"People": PEOPLE})
GOOD_ODS = ods({"People": PEOPLE})
SHEET = "xl/worksheets/sheet1.xml"
ODT_TYPE = ODS_TYPE.replace("spreadsheet", "text")


# Not a spreadsheet


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"\xff\xfe", "The file is empty."),
        (bytes(1000), "The file is empty."),
        (png(), "This is a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "This is a JPEG image"),
        (b"GIF89a" + bytes(99), "This is a GIF image"),
        (b"%PDF-1.7\n" + bytes(99), "This is a PDF document"),
        (b"{\\rtf1 Name}", "This is a rich text document"),
        (b"\x7fELF" + bytes(99), "This is a program"),
        (b"MZ\x90\x00" + bytes(99), "This is a program"),
        (b"\x1f\x8b\x08" + bytes(99), "This is a compressed archive"),
        (b"<html><table><tr><td>Name", "This is a web page or an XML file"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "a web page or an XML file"),
        (b"Name\x00\x01\x02Ana", "neither a spreadsheet nor text"),
    ],
)
def test_other_files_are_called_what_they_are(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"a.txt": "x"}, "a zip file, but no spreadsheet"),
        ({"word/document.xml": "<x/>"}, "a Word document"),
        ({"ppt/presentation.xml": "<x/>"}, "a presentation"),
        ({"xl/workbook.bin": b"\x83\x01"}, "a binary workbook (.xlsb)"),
        ({"Index/Document.iwa": b"\0"}, "a Numbers document"),
        (
            {"mimetype": ODS_TYPE[:-11] + "text", "content.xml": "<x/>"},
            "no spreadsheet",
        ),
    ],
)
def test_other_packages_are_called_what_they_are(parts, words):
    assert words in refusal(packed(parts))


def test_text_that_begins_like_a_program_is_text():
    (sheet,) = read_workbook(b"BMI,MZ\n1,2\n", "a.csv")
    assert sheet.rows[0] == ("BMI", "MZ")


def test_too_large_a_file_is_not_looked_at():
    assert "up to 10 MB can be read" in refusal(b"a" * (MAX_UPLOAD + 1))


@pytest.mark.parametrize("make", [xlsx, ods])
def test_workbook_without_cells_says_so(make):
    assert "nothing in any cell" in refusal(make({"People": []}))


@pytest.mark.parametrize("content", [b",,,\n,,\n", b'"",""', b";;"])
def test_text_without_cells_says_so(content):
    assert "nothing in any cell" in refusal(content, "a.csv")


# Locked or broken


@pytest.mark.parametrize("make", [encrypted_xlsx, encrypted_ods])
def test_password_is_named_as_the_reason(make):
    assert "protected by a password" in refusal(make())


def test_encrypted_zip_file_is_refused():
    content = bytearray(GOOD)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "protected by a password" in refusal(bytes(content))


def test_old_workbook_that_is_none_says_how_to_save_it():
    assert "save it as .xlsx" in refusal(old_xls(), "people.xls")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("content", [GOOD, GOOD_ODS], ids=["xlsx", "ods"])
def test_half_a_file_is_damaged(content, share):
    assert "The file is damaged" in refusal(content[: int(len(content) * share)])


@pytest.mark.parametrize(
    "sheet",
    [b"<worksheet><sheetData>", b"<worksheet", b"\xff\xfe<\x00w", b"<a></b>"],
)
def test_sheet_of_broken_xml_is_damaged(sheet):
    assert "The file is damaged" in refusal(with_parts(GOOD, **{SHEET: sheet}))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="1A"><v>1</v></c>',
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="AAAA1"><v>1</v></c>',
    ],
)
def test_cell_that_makes_no_sense_is_damage(cells):
    assert "The file is damaged" in refusal(raw_xlsx(f"<row>{cells}</row>"))


@pytest.mark.parametrize("count", ["-1", "x", "1.5", ""])
def test_count_that_makes_no_sense_is_damage(count):
    row = f'<table:table-row table:number-rows-repeated="{count}"/>'
    assert "The file is damaged" in refusal(raw_ods(table(row)))


def test_part_that_is_there_twice_is_damage():
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(SHEET.upper(), b"<worksheet/>")
    assert "The file is damaged" in refusal(buffer.getvalue())


@pytest.mark.parametrize("place", range(0, len(GOOD), 331))
def test_single_wrong_byte_harms_nobody(place):
    """Whether it is read or refused, it is one of the two."""
    content = GOOD[:place] + bytes([GOOD[place] ^ 0xFF]) + GOOD[place + 1 :]
    with suppress(UnreadableFileError):
        assert read_workbook(content, "people.xlsx")


# Attacks


def test_zip_bomb_is_not_unpacked():
    bomb = zip_bomb()
    tracemalloc.start()
    assert "unpacks to 150 MB; up to 100 MB" in refusal(bomb)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_zip_bomb_that_lies_about_its_size_is_damage():
    bomb = lying(raw_xlsx(" " * 3_000_000), SHEET, 1000)
    assert "The file is damaged" in refusal(bomb)


@pytest.mark.looks_again
def test_thousands_of_parts_are_refused():
    parts = {f"xl/media/{i}": "" for i in range(3_000)}
    assert "The file is damaged" in refusal(packed(parts))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_in_excel_files_are_refused(part):
    assert f"entities of its own ({part})" in refusal(with_entities(GOOD, part))


@pytest.mark.parametrize("part", ["content.xml", "META-INF/manifest.xml"])
def test_entities_in_opendocument_files_are_refused(part):
    assert f"entities of its own ({part})" in refusal(with_entities(GOOD_ODS, part))


def in_encoding(name, part, content):
    """A workbook with a part that says it has another encoding."""
    xml = parts_of(content)[part].partition(b"?>")[2] or parts_of(content)[part]
    says = f'<?xml version="1.0" encoding="{name}"?>'.encode()
    return packed(parts_of(content) | {part: says + xml})


@pytest.mark.looks_again
@pytest.mark.parametrize("name", [*sorted(set(aliases.values())), "x", "utf8", ""])
@pytest.mark.parametrize(
    ("content", "part"), [(GOOD, SHEET), (GOOD_ODS, "content.xml")], ids=["xlsx", "ods"]
)
def test_a_part_is_read_whatever_encoding_it_claims_or_refused(
    content, part, name, caplog
):
    with suppress(UnreadableFileError):
        read_workbook(in_encoding(name, part, content), "staff.xlsx")
    assert not caplog.records


@pytest.mark.parametrize("error", [ValueError, LookupError, TypeError, MemoryError])
def test_an_error_of_a_reader_is_told_in_words_and_in_the_log(
    error, monkeypatch, caplog
):
    def fail(content):
        raise error("odd")

    monkeypatch.setattr("skillsdir.spreadsheet.files.reading.read_office", fail)
    assert "Something in the file cannot be read here" in refusal(GOOD)
    assert "odd" in caplog.text


def test_entities_in_another_encoding_are_refused():
    sheet = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    content = with_parts(GOOD, **{SHEET: sheet.encode("utf-16")})
    assert "entities of its own" in refusal(content)


def test_billion_laughs_are_refused():
    lol = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    sheet = f'<!DOCTYPE a [<!ENTITY l0 "lol">{lol}]><worksheet>&l9;</worksheet>'
    assert "entities of its own" in refusal(with_parts(GOOD, **{SHEET: sheet}))
