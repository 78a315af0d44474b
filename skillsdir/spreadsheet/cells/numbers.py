"""Numbers and yes or no, as people write them."""

import re
from math import isfinite

NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,15})?")
GROUPED = re.compile(
    r"(?<=\d)[\s'’\u202f](?=\d{3}\b)|(?<=\d)(?<!\b0),(?=\d{3}(?:\D|$))"
)
ROUGHLY = re.compile(
    r"^(?:about|approx\.?|approximately|around|circa|ca\.?|c\.|~|≈)\s*"
)
# No number is longer.
LONGEST = 40
YES = frozenset(
    (
        *("yes", "y", "true", "t", "x", "✓", "✔", "☑", "✅", "1", "on", "active"),
        *("ja", "j", "oui", "o", "sí", "si", "sì", "sim", "tak", "wahr", "vrai"),
        *("verdadero", "verdadeiro", "vero", "waar", "prawda", "aktiv", "actif"),
    )
)
NO = frozenset(
    (
        *("no", "n", "false", "f", "0", "✗", "✘", "☐", "❌", "off", "inactive"),
        *("nein", "non", "não", "nao", "nee", "nie", "falsch", "faux", "falso"),
        *("onwaar", "fałsz", "inaktiv", "inactif"),
    )
)


# What spreadsheets show where a formula has no value, in English and in German.
ERRORS = frozenset(
    (
        *("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#GETTING_DATA"),
        *("#ERROR!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!"),
    )
)
LIBRE_ERROR = re.compile(r"Err:\d{3}")


def is_error(cell) -> bool:
    """Return whether a cell is no value, but what a spreadsheet shows for none."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return False
    text = cell.strip()
    return text.upper() in ERRORS or LIBRE_ERROR.fullmatch(text) is not None


# What pivot tables write where a cell was empty.
BLANKS = frozenset(
    (
        *("(blank)", "(leer)", "(vide)", "(en blanco)", "(vuoto)", "(leeg)", "(empty)"),
        *("(vazio)", "(em branco)", "(puste)", "(tom)", "(tomt)", "(tyhjä)"),
    )
)


def is_no_value(cell) -> bool:
    """Return whether a cell says that it has none."""
    is_text = isinstance(cell, str) and len(cell) <= LONGEST
    return is_error(cell) or (is_text and cell.strip().casefold() in BLANKS)


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


def yes_no(value) -> bool | None:
    """Return what "yes", "x", 0, "false" and their like say; None if not understood."""
    text = str(value).strip().casefold()
    return True if text in YES else False if text in NO else None
