"""What is exported of the people list, read again."""

import csv
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook


def body(response):
    """All bytes of a response, streamed or not."""
    return b"".join(response) if response.streaming else response.content


def export(client, query="", kind="csv"):
    response = client.get(f"/people/export.{kind}?{query}")
    assert response.status_code == 200
    return body(response)


def exported(client, query=""):
    """The rows of the CSV file as dictionaries, by slug, in order."""
    text = export(client, query).decode("utf-8-sig")
    return {row["slug"]: row for row in csv.DictReader(StringIO(text, newline=""))}


def sheet_rows(content, name=0):
    """The rows of a sheet of a workbook, by its number or name."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    find = book.get_sheet_by_index if name == 0 else book.get_sheet_by_name
    return find(name).to_python()
