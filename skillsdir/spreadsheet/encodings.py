"""Which encoding a text file has: found out, for no such file says it."""

import re

from charset_normalizer import from_bytes

from skillsdir.spreadsheet.file_types import UTF_16
from skillsdir.spreadsheet.sheets import UnreadableFileError

WESTERN = "cp1252"
# What spreadsheet programs have saved text in, by country, beside UTF-8.
CANDIDATES = (
    *(WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("shift_jis", "gb18030", "big5", "euc_kr"),
)
# Enough to tell, and quick.
SAMPLE = 1 << 16
# Two guesses this close are equally good: Western text is by far the most common.
CLOSE = 0.05
# Polish or Czech read as Western: signs that stand in no word.
SIGN_IN_WORD = re.compile(r"[^\W\d_][£³¯¿¥¹]|[£³¯¿¥¹][^\W\d_]")


def decode(content: bytes) -> str:
    """Return the text of a file: UTF-8 where it can be, else by its letters."""
    if content.startswith(UTF_16):
        return decode_as(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    utf_8 = sum(map(is_utf_8, lines))
    if utf_8 > len(lines) - utf_8:
        # Several programs have written to it.
        return "\n".join(
            line.decode("utf-8-sig" if is_utf_8(line) else WESTERN, "replace")
            for line in content.split(b"\n")
        )
    return decode_as(content, encoding_of(b"\n".join(lines)[:SAMPLE]))


def is_utf_8(line):
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(sample):
    guesses = from_bytes(sample, cp_isolation=CANDIDATES)
    best = guesses.best()
    if best is None:
        return WESTERN
    if any(
        guess.encoding == WESTERN or WESTERN in guess.could_be_from_charset
        for guess in guesses
        if guess.chaos <= best.chaos + CLOSE
    ):
        text = sample.decode(WESTERN, "replace")
        return "cp1250" if SIGN_IN_WORD.search(text) else WESTERN
    return best.encoding


def decode_as(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"Line {line:,} of the file has letters that cannot be made out. Save it "
            "as “CSV UTF-8”, or as .xlsx, and upload that."
        ) from None
