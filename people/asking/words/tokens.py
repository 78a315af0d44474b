"""A text as the words that the reader of sentences looks at, each with its place."""

import re
from typing import NamedTuple

from people.asking.words.calendar import DECIMAL, MONTHS
from people.spelling.names import fold

# A day, a number, a word (C++ and C# are ones) or a sign that means something. What
# stands between them is passed by. No part can match in two ways. “w/o” is one, and of
# “no-SQL” the stroke belongs to the “no”.
TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?!\w)"
    r"|20\d\d-\d\d(?!\w)"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\w)"
    r"|\d{1,2}\.\d{1,2}\.(?!\w)"
    r"|\d+[.,]\d+(?!\w)"
    r"|\d+(?:[.,]\d+)?"
    r"(?=(?:h|hrs?|hours?|d|days?|weeks?|months?|pct|percent|fte|yrs?|years?)\b)"
    # Of “Python3.11” the version stands by itself.
    r"|[^\W\d_]+(?=\d+\.\d)"
    r"|[wW]/[oOcC](?!\w)|(?<![\w/])[wW]/(?=[ \w])"
    r"|(?<=[a-z] )['’][2-5]\d(?![\w'’])"
    r"|[nN][oO][nN]?-(?=[^\W\d])"
    r"|\.?\w+(?:['’.]\w+)*(?:\+\+|#)?"
    r"|>=|<=|!=|≠|[%&/+,;:()<>≥≤|?!–—-]"
)
BEFORE, AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
LONGEST_MONTH = max(map(len, MONTHS))
DASHES = ("-", "–", "—")
# Extent are not read across these as one name.
BREAKS = {*",;:()|?!<>", ">=", "<=", "!=", "≥", "≤", "≠"}


class Token(NamedTuple):
    """A word or sign: as it is written, folded, and from where to where it stands."""

    text: str
    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    tokens = []
    for match in TOKEN.finditer(text):
        if match[0] in DASHES and is_within_a_word(match, text):
            continue
        tokens.append(Token(match[0], folded(match[0]), *match.span()))
    return tokens


def folded(written):
    """The word by which a token is known: “O'Brien's” is obrien, “.NET” stays."""
    if written in {"w/", "W/"}:
        return "with"
    if written.startswith(".") or not any(letter.isalnum() for letter in written):
        return written.casefold()
    if DECIMAL.fullmatch(written):
        return written
    bare = written.replace("’", "'")
    if bare.startswith("'"):
        # The year of “Jan '27”.
        return f"20{bare[1:]}"
    return fold(bare.removesuffix("'s").replace("'", "")).strip()


def is_within_a_word(dash, text):
    """Whether it is the stroke of “half-time”, not of “1-15 March” or “Jan-Mar”."""
    start, end = dash.span()
    if not (text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()):
        return False
    before = BEFORE.search(text[max(start - LONGEST_MONTH - 1, 0) : start])
    after = AFTER.match(text[end : end + LONGEST_MONTH + 1])
    return not {before[0].lower(), after[0].lower()} <= MONTHS.keys()


def with_denials(tokens):
    """The tokens as typed into a search: the stroke of “-sql” and “!sql” is a “not”.

    In a longer text it is what stands before a point of a list.
    """
    marked = [
        token.text in "-!"
        and following.text[0].isalpha()
        and following.word not in MONTHS
        and token.end == following.start
        and (before is None or before.end < token.start or before.text in "(,;")
        for before, token, following in zip(
            [None, *tokens], tokens, tokens[1:], strict=False
        )
    ]
    return [
        token._replace(text="not", word="not") if is_not else token
        for token, is_not in zip(tokens, [*marked, False], strict=False)
    ]


def name_key_of(tokens):
    """What names are looked up by: the words of the tokens without signs."""
    words = ("and" if token.text == "&" else token.word for token in tokens)
    return " ".join(word for word in words if any(map(is_telling, word)))


def is_telling(letter):
    return letter.isalnum() or letter == "#"
