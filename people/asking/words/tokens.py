"""A text as the words that the reader of sentences looks at, each with its place."""

import re
from itertools import pairwise
from typing import NamedTuple

from people.asking.words.calendar import BETWEEN_DAYS, DECIMAL, MONTHS, WEEKDAYS
from people.asking.words.lookalikes import is_said_as_day
from people.spelling.names import fold

MONTH = f"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
# A day, a number, a word (C++ and C# are ones) or a sign that means something. What
# stands between them is passed by. No part can match in two ways. “w/o” is one, and of
# “no-SQL” the stroke belongs to the “no”.
TOKEN = re.compile(
    r"\d{4}[-./]\d\d?[-./]\d\d?(?!\w)"
    r"|20\d\d[-/]\d\d(?!\w)|20\d\d-[wW]\d\d(?!\w)|20\d\d[01]\d[0-3]\d(?!\w)"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\w)"
    r"|\d{1,2}-\d{1,2}-20\d\d(?!\w)|\d\d-\d\d-\d\d(?!\w)"
    r"|\d{1,2}\.\d{1,2}\.(?!\w)"
    r"|\d+[.,]\d+(?!\w)"
    r"|\d+(?:[.,]\d+)?"
    r"(?=(?:h|hrs?|hours?|d|days?|weeks?|months?|pct|percent|fte|yrs?|years?)\b)"
    # “4Jan27”, “Q1’27”
    rf"|\d{{1,2}}(?=\.?{MONTH}(?:(?:20)?\d\d)?\b)|(?<=\d){MONTH}(?=\d\d\b)"
    rf"|(?:{MONTH}|[qQhH][1-4])(?=['’.]?20\d\d\b|['’.]\d\d\b)|(?<=\d)\.\.\.?(?=\d)"
    # What is “rust-free” is not free.
    r"|[^\W\d_]{3,}-free(?!\w)"
    # Of “Python3.11” the version stands by itself.
    r"|[^\W\d_]+(?=\d+\.\d)"
    r"|[wW]/[oOcC](?!\w)|(?<![\w/])[wW]/(?=[ \w])"
    r"|(?:(?<=[a-z\d] )|(?<=[a-z\d]))['’][2-5]\d(?![\w'’])"
    r"|[nN][oO][nN]?-(?=[^\W\d])"
    r"|(?:(?<!\w)\.)?\w+(?:['’.]\w+)*(?:\+\+|#)?"
    r"|>=|<=|=>|=<|!=|≠|[%&/+,;:()<>≥≤|?!–—-]|=(?=\s*[1-4](?!\w|-|[.,]\d))"
)
DAY_BEFORE = re.compile(r"(?<![\w./])\d{1,2}(?:st|nd|rd|th)?$")
# Behind these a point ends no sentence.
SHORTENED = {
    *("approx", "min", "max", "incl", "excl", "resp", "vs", "etc", "dept"),
    *("st", "dr", "mr", "mrs", "ms", "prof", "sr", "jr", "ca", "bzw", "inkl"),
    *("eg", "ie", "exp", "yrs", "yr", "hrs", "hr", "wk", "avg", "est", "cal"),
    *("adv", "avail", "pref", "req"),
}
NUMBER = {"no", "nr"}
GOING_ON = {"or", "otherwise", "alternatively", "else"}
# “e.g”, “w.e.f”, “Ph.D”
EDGES = {"from", "since", "to", "until", "till", "til"}
INITIALS = re.compile(r"[^\W\d]{1,2}(?:\.[^\W\d]{1,2})+")
STOP = re.compile(r"\.+\s")
# What a point of a list begins with: “1.” or “1)”, but not “level 2. Then”, “(3)” or
# “4. January”; a bullet; a dash at the beginning of a line.
POINT = re.compile(
    r"(?<!\S)(?:(?<!level )(?<!lvl )(?<!version )(?P<number>\d\d?)"
    rf"(?:\)|\.(?=\s)(?!\s*{MONTH}\b))|[•▪◦‣·*](?=\s))|^[ \t]*[-–—](?=\s)",
    re.MULTILINE,
)
BULLET = "•"
BEFORE, AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
LONGEST_MONTH = max(map(len, MONTHS))
DASHES = ("-", "–", "—")
STROKES = (*DASHES, "/")
# Words are not read across these as one name.
BREAKS = {*",;:()|?!<>=", ">=", "<=", "!=", "≥", "≤", "≠"}


class Token(NamedTuple):
    """A word or sign: as it is written, folded, and from where to where it stands."""

    text: str
    word: str
    start: int
    end: int
    line: int = 0


def tokens_of(text: str) -> list[Token]:
    tokens, line, end = [], 0, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        if match[0] in STROKES and is_within_a_word(match, text):
            continue
        word = "/" if is_behind_month(match, text) else folded(match[0])
        tokens.append(Token(match[0], word, *match.span(), line))
    return tokens


def is_behind_month(dash, text):
    """Whether it is the stroke of “Jan-4” or “Jan-27”, and not of “Jan - 30 %”."""
    start, end = dash.span()
    if dash[0] not in DASHES or not text[end : end + 1].isdecimal():
        return False
    before = BEFORE.search(text[max(start - LONGEST_MONTH - 1, 0) : start])
    return bool(before) and before[0].lower() in MONTHS


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
    """Whether it is the stroke of “half-time”, not of “1-15 March” or “Jan-Mar”.

    That of “4-Jan” and “4/Jan” is one, too.
    """
    start, end = dash.span()
    after = AFTER.match(text[end : end + LONGEST_MONTH + 1])
    if after and after[0].lower() in MONTHS and DAY_BEFORE.search(text[:start][-5:]):
        return True
    is_within = text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
    if dash[0] == "/" or not is_within:
        return False
    before = BEFORE.search(text[max(start - LONGEST_MONTH - 1, 0) : start])
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


def with_stops(text, tokens):
    """The tokens with a question mark for each full stop, behind which others begin."""
    tokens = without_colons([*without_point(without_bullets(text, tokens))])
    plain = tokens[:1]
    for before, token in pairwise(tokens):
        if STOP.match(text, before.end) and ends_sentence(before, token):
            plain.append(Token("?", "?", before.end, before.end + 1))
        plain.append(token)
    return plain


def without_bullets(text, tokens):
    """The tokens of “1. SQL 2. R” and “• SQL • R” as those of “SQL; R”."""
    bullets, before, end = bullets_of(text), ":", 0
    for token in tokens:
        while bullets and bullets[0][0] <= token.start:
            start, end = bullets.pop(0)
            if before != ":":
                yield Token(";", BULLET, start, end)
        if token.start >= end:
            yield token
            before = token.text if end else before


def bullets_of(text):
    """Where what begins the points of lists stands; numbers are those from one on."""
    found, count = [], 0
    for point in POINT.finditer(text):
        if number := point["number"]:
            before = text[: point.start()].rstrip(" \t")[-1:]
            is_first = number == "1" and before in ("", "\n", *BREAKS)
            if not is_first and (not count or int(number) != count + 1):
                continue
            count = int(number)
        found.append(point.span())
    return found


def without_point(tokens):
    """The tokens; the last point of “Python 3.11. Then” is none of a day."""
    tokens = [*tokens]
    words = [token.word for token in tokens]
    for place, token in enumerate(tokens):
        bare = token.text.removesuffix(".")
        is_behind = place and any(map(str.isalpha, words[place - 1]))
        following = "".join(words[place + 1 : place + 2])
        is_day = following in BETWEEN_DAYS or is_said_as_day(words, place)
        if is_behind and bare != token.text and DECIMAL.fullmatch(bare) and not is_day:
            token = token._replace(text=bare, word=bare, end=token.end - 1)
        yield token


def without_colons(tokens):
    """The tokens of “From: 1 Feb” as those of “From 1 Feb”."""
    befores, afters = [None, *tokens], [*tokens[1:], None]
    colons = map(is_edge, befores, tokens, afters)
    return [one for one, is_colon in zip(tokens, colons, strict=True) if not is_colon]


def is_edge(before, token, after):
    """Whether a colon stands between “from” and a day."""
    if token.text != ":" or before is None or after is None:
        return False
    is_day = after.text[0].isdecimal() or after.word in {*MONTHS, *WEEKDAYS}
    return before.word in EDGES and is_day


def ends_sentence(token, following):
    """Whether a point between is a full stop: not of “approx. 50 %” or “4. January”."""
    is_letter = len(token.word) == 1 and token.word.isalpha()
    # “R. Kumar” and “r. kumar”, but not “knows R. docker too”
    is_skill = token.text.isupper() and following.text[0].islower()
    is_month = token.word in MONTHS and following.text[0].isdecimal()
    is_day = token.text.isdecimal() and following.word in {*MONTHS, "of"}
    is_window = token.word in {*MONTHS, *WEEKDAYS} and following.word in BETWEEN_DAYS
    is_short = token.word in SHORTENED or INITIALS.fullmatch(token.text)
    is_short = is_short or (token.word in NUMBER and following.text.isdecimal())
    is_date = is_month or is_day or is_window
    goes_on = is_date or is_short or following.word in GOING_ON
    return not (goes_on or (is_letter and not is_skill))


def name_key_of(tokens):
    """What names are looked up by: the words of the tokens without signs."""
    words = ("and" if token.text == "&" else token.word for token in tokens)
    return " ".join(word for word in words if any(map(is_telling, word)))


def is_telling(letter):
    return letter.isalnum() or letter == "#"
