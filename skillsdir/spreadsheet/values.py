"""What stands in one cell, as a plain value."""

import re
import unicodedata
from datetime import datetime, timedelta

# A cell that was kept from becoming a formula on the way out.
NEUTRALISED = re.compile(r"'+[=+\-@]")


def plain_cell(value):
    """Return the cell as text, a number, a date or a time; None where it is empty.

    Whole numbers become `int`: spreadsheets store 4 as 4.0.
    """
    if isinstance(value, str):
        return plain_text(value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, timedelta):
        return (datetime.min + value).time() if value < timedelta(days=1) else None
    return value


def plain_text(text):
    text = unicodedata.normalize("NFC", text).strip()
    return text[1:] if NEUTRALISED.match(text) and text != "'-" else text
