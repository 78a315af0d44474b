"""Numbers, percentages and yes or no, as people write them."""

import re
from math import isfinite

NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,15})?")
GROUPED = re.compile(
    r"(?<=\d)[\s'’\u202f](?=\d{3}\b)|(?<=\d)(?<!\b0),(?=\d{3}(?:\D|$))"
)
ROUGHLY = re.compile(
    r"^(?:about|approx\.?|approximately|around|circa|ca\.?|c\.|~|≈)\s*"
)
PERCENT = re.compile(r"\s*(?:%|percent|per cent|pct)$")
COUNTS = re.compile(r"(\d{1,4})\s*(?:/|of|out of)\s*(\d{1,4})\b.*")
# No number is longer.
LONGEST = 40
SHARES = {
    "full time": 100,
    "full": 100,
    "fulltime": 100,
    "half time": 50,
    "half": 50,
}
YES = frozenset(
    ("yes", "y", "true", "t", "x", "✓", "✔", "☑", "1", "on", "active", "ja")
)
NO = frozenset(("no", "n", "false", "f", "0", "✗", "✘", "☐", "off", "inactive", "nein"))


def number(value) -> int | float | None:
    """Return the number that a cell is or says: 4, "4.5", "1,250", "3,5"; else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value if isfinite(value) else None
    if len(str(value)) > LONGEST:
        return None
    text = GROUPED.sub("", ROUGHLY.sub("", str(value).strip().casefold()))
    if not NUMBER.fullmatch(text):
        return None
    found = float(text.replace(",", "."))
    return int(found) if found.is_integer() else found


def percent(value, most: int = 100) -> int | None:
    """Return whole percent of 80, "80 %", 0.8 or "6 of 8"; None if it is none of it.

    1 and less are parts of one unless "%" says otherwise.
    """
    text = str(value)[: LONGEST + 1].strip().casefold()
    if match := COUNTS.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        return within(100 * part / whole, most) if whole else None
    if text.replace("-", " ") in SHARES:
        return SHARES[text.replace("-", " ")]
    bare = PERCENT.sub("", text)
    found = number(value if bare == text else bare)
    if found is None:
        return None
    return within(found * 100 if bare == text and 0 < found <= 1 else found, most)


def within(found, most):
    # Halves go up, as people round.
    return int(found + 0.5) if 0 <= found <= most else None


def yes_no(value) -> bool | None:
    """Return what "yes", "x", 0, "false" and their like say; None if not understood."""
    text = str(value).strip().casefold()
    return True if text in YES else False if text in NO else None
