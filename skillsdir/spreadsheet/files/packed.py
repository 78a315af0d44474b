"""What was read of a file, packed: it is read once, and not for each of its pages."""

import json
import zlib
from dataclasses import fields
from datetime import date, datetime, time

from skillsdir.spreadsheet.files.sheets import Sheet

# Of what is packed: with another form, or in another encoding, a file is read anew.
FORM = 3
NAMES = [field.name for field in fields(Sheet)]
# Cells that JSON has no word for, by the name of their type.
MOMENTS = {kind.__name__: kind.fromisoformat for kind in (date, datetime, time)}


def pack_sheets(sheets: list[Sheet], encoding: str) -> bytes:
    values = [[getattr(sheet, name) for name in NAMES] for sheet in sheets]
    for of_sheet in values:
        of_sheet[-1] = [*of_sheet[-1].items()]
    text = json.dumps([FORM, encoding, values], default=packed_value)
    return zlib.compress(text.encode(), 1)


def packed_value(value):
    if isinstance(value, frozenset):
        return sorted(value)
    return {type(value).__name__: value.isoformat()}


def unpack_sheets(packed: bytes, encoding: str) -> list[Sheet] | None:
    """The sheets, as they were read in that encoding; `None` if they were not."""
    text = zlib.decompress(packed)
    form, read_in, values = json.loads(text, object_hook=unpacked_moment)
    if (form, read_in) != (FORM, encoding):
        return None
    return [unpacked_sheet(*of_sheet) for of_sheet in values]


def unpacked_moment(data):
    ((kind, text),) = data.items()
    return MOMENTS[kind](text)


def unpacked_sheet(name, rows, is_hidden, notes, is_turned, merged, *marks):
    columns, lines, coloured, uncalculated, file, exported_at, links = marks
    return Sheet(
        name,
        [*map(tuple, rows)],
        is_hidden,
        frozenset(notes),
        is_turned,
        tuple(map(tuple, merged)),
        frozenset(columns),
        frozenset(lines),
        frozenset(map(tuple, coloured)),
        frozenset(map(tuple, uncalculated)),
        file,
        exported_at,
        {tuple(place): link for place, link in links},
    )
