"""Files to import, made for tests: good ones, odd ones and hostile ones."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.sax.saxutils import escape

import xlsxwriter

PEOPLE = (
    ("Name", "E-mail", "Team", "Areas of expertise"),
    ("Zoë Okonkwo", "zoe@example.org", "Forecasting", "Python (4); SQL (2)"),
    ("王芳", "fang@example.org", "Pricing", "NLP – expert"),
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANIFEST = "META-INF/manifest.xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out, with the value that was saved."""

    text: str
    value: object = 0


# Excel


def xlsx(sheets, *, hidden=(), merged=None, formats=None):
    """Return an .xlsx of sheets by name, each a list of rows.

    `merged` has ranges by sheet ("A1:C1"), `formats` number formats by type of cell.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    numbers = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm", time: "hh:mm"}
    kept = {
        kind: book.add_format({"num_format": form})
        for kind, form in (numbers | (formats or {})).items()
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                write(sheet, row, column, value, kept)
        for area in (merged or {}).get(name, ()):
            sheet.merge_range(area, "")
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(area.split(":")[0])
            write(sheet, row, column, rows[row][column], kept)
        if name in hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def write(sheet, row, column, value, kept):
    form = kept.get(type(value))
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, (date, time)):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value, form)


def raw_xlsx(sheet_data, *, strings=None, after=""):
    """Return an .xlsx whose only sheet, People, has this XML for its rows."""
    parts = {
        "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData>{after}'
            "</worksheet>"
        ),
    }
    if strings is not None:
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    return packed(parts)


def relations(kind, target):
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def inline(place, text):
    """Return the XML of a cell that holds a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def many_rows(count):
    """Return an .xlsx with a number in so many rows, in the least of space."""
    cells = (f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in count)
    return raw_xlsx("".join(cells))


# OpenDocument


def ods(sheets, *, rows_after=1_000_000):
    """Return an .ods as LibreOffice writes it: with empty rest that is only counted."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(ods_row(cells) for cells in rows)
        + f'<table:table-row table:number-rows-repeated="{rows_after}">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table>"
        for name, rows in sheets.items()
    )
    return raw_ods(tables)


def ods_row(cells):
    rest = f'<table:table-cell table:number-columns-repeated="{16384 - len(cells)}"/>'
    return f"<table:table-row>{''.join(map(ods_cell, cells))}{rest}</table:table-row>"


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    kind, attribute = "string", ""
    if isinstance(value, bool):
        kind = "boolean"
        attribute = f' office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, (int, float)):
        kind, attribute = "float", f' office:value="{value}"'
    elif isinstance(value, date):
        kind, attribute = "date", f' office:date-value="{value.isoformat()}"'
    lines = "".join(
        f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n")
    )
    return (
        f'<table:table-cell office:value-type="{kind}"{attribute}>{lines}'
        "</table:table-cell>"
    )


def table(rows):
    return f'<table:table table:name="People">{rows}</table:table>'


def raw_ods(tables, manifest=""):
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "manifest")
    )
    return packed(
        {
            "mimetype": ODS_TYPE,
            MANIFEST: f"<manifest:manifest{names}>{manifest}</manifest:manifest>",
            "content.xml": (
                f"<office:document-content{names}><office:body><office:spreadsheet>"
                f"{tables}</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


# Text


def csv_file(rows, *, separator=",", encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


# Packages, and what somebody hostile does to them


def packed(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(content, **changes):
    """Return a package with some parts more or others; dots in names as `__`."""
    renamed = {name.replace("__", "."): part for name, part in changes.items()}
    return packed(parts_of(content) | renamed)


def with_entities(content, part):
    """Return a package in which a part declares an external entity."""
    parts = parts_of(content)
    body = parts[part].partition(b"?>")[2] or parts[part]
    return packed(parts | {part: DOCTYPE + body})


def zip_bomb(megabytes=150):
    """Return an .xlsx of some kilobytes whose sheet is megabytes of spaces."""
    return raw_xlsx(" " * (megabytes * 1_000_000))


def lying(content, part, size):
    """Return a package whose table of contents makes a part seem this small."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        actual = package.getinfo(part).file_size
    found = actual.to_bytes(4, "little")
    return content.replace(found, size.to_bytes(4, "little"))


def encrypted_xlsx():
    """Return what Excel makes of a workbook with a password: no zip file at all."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return COMPOUND + bytes(504) + entries


def old_xls():
    return COMPOUND + bytes(504) + "Workbook".encode("utf-16-le").ljust(128, b"\0")


def encrypted_ods():
    entry = (
        '<manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry>"
    )
    return with_parts(raw_ods("", entry), content__xml=b"\x8f\x01\xb2\xff" * 99)


def png():
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
