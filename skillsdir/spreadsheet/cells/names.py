"""Names of people in the order and the letters in which they are spoken."""

import re
from functools import lru_cache
from unicodedata import category

from people.spelling.names import name_key
from skillsdir.spreadsheet.cells.days import WEEKDAYS
from skillsdir.spreadsheet.cells.periods import MONTHS
from skillsdir.spreadsheet.cells.pieces import squeeze

QUOTES = {'"': '"', "“": "”", "„": "“", "‟": "”", "«": "»", "»": "«", "‹": "›"}
BRACKETS = {"(": ")", "[": "]"}
# Before a name; those that are also names need their dot.
TITLES = frozenset(
    (
        *("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "herr", "frau"),
        *("dott", "dott.ssa", "mme", "mlle", "madame", "monsieur", "sra", "señor"),
        *("señora", "dipl.-ing", "dipl-ing", "dipl.-inf", "dipl.-math", "dipl.-phys"),
        *("dr.-ing", "univ.-prof", "dhr", "mevr", "inż", "h.c"),
    )
)
DOTTED_TITLES = frozenset(
    (
        *("mag.", "ing.", "hr.", "fr.", "sr.", "sig.", "rer.", "nat.", "phil."),
        *("med.", "pol.", "oec.", "habil.", "dipl.", "lic.", "drs.", "ir.", "mgr."),
    )
)
# Behind a comma or at the end, without their dots.
DEGREES = frozenset(
    (
        *("phd", "ph d", "dphil", "md", "m d", "msc", "m sc", "bsc", "b sc", "mba"),
        *("ma", "m a", "ba", "b a", "meng", "m eng", "beng", "b eng", "llm", "ll m"),
        *("cfa", "cpa", "pmp", "frm", "fca", "acca", "cissp"),
    )
)
# Part of a name: they tell a son from his father.
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
PRONOUNS = frozenset(
    (
        *("she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ze"),
        *("hir", "zir", "xe", "xem", "pronouns", "any pronouns", "sie", "ihr", "er"),
        *("ihm", "dey", "elle", "il", "iel", "lui", "ella", "él", "ela", "ele", "dele"),
        *("dela", "lei", "zij", "haar", "hij", "hem", "hen", "hun"),
    )
)
# What mail programs put behind the names of those who are not employed.
MARKERS = frozenset(
    (
        *("ext", "extern", "external", "externe", "externer", "externo", "esterno"),
        *("contractor", "freelance", "freelancer", "guest", "gast", "vendor"),
    )
)
# In brackets they say how somebody works, and nothing of who that is.
HOW = frozenset(
    (
        *("on leave", "leave", "parental leave", "maternity leave", "paternity leave"),
        *("sick leave", "sabbatical", "elternzeit", "mutterschutz", "karenz", "away"),
        *("on sabbatical", "in elternzeit", "in parental leave", "absent", "krank"),
        *("part time", "part-time", "teilzeit", "full time", "full-time", "vollzeit"),
        *("new", "new hire", "new joiner", "neu", "nouveau", "temp", "temporary"),
        *("intern", "internal", "working student", "werkstudent", "trainee", "azubi"),
        *("active", "aktiv", "permanent", "remote", "conge parental", "de baja"),
    )
)
# Begin how long that is so: by themselves, or before a time.
WHILE = "until till since temporarily bis seit jusqu'à depuis dès hasta fino tot sinds"
BEFORE_TIMES = """
    from starts starting joins joining leaves leaving returns back on ab desde dal vanaf
"""
SOON = "monday tuesday wednesday thursday friday soon today tomorrow week month summer"
TIMES = {*MONTHS, *WEEKDAYS, *SOON.split()}
NUMBER = r"(?:[a-z]{1,3}[-.]?)?#?\d{3,}"
LONG_NUMBER, YEAR = re.compile(r"\d{3,}"), re.compile(r"(?:19|20)\d\d")
NUMBERED = re.compile(
    rf"(?:(?:emp|pers|staff)\.?\s)?(?:id|no|nr)?[.:# ]*{NUMBER}", re.I
)
NUMBER_FIRST = re.compile(rf"^{NUMBER}(?:\s*[-–—:|/,]\s*|\s+)(?=[^\W\d_])", re.I)
NUMBER_LAST = re.compile(rf"(?:\s*[-–—:|/,]\s*|\s+#)(?:{NUMBER})|\s\d{{5,}}", re.I)
# Refer to what is said below a list.
FOOTNOTES = "*†‡¹²³⁴⁵ \ufe0f\u200d"
PARTICLES = frozenset(
    (
        *("de", "la", "del", "della", "da", "dos", "das", "do", "di", "van", "von"),
        *("der", "den", "ten", "ter", "zu", "du", "le", "al", "el", "bin", "ibn"),
        *("y", "e", "af", "av"),
    )
)
VOWELS = re.compile("[AEIOUYÀ-ÖØ-Þ]")
LONGEST_NUMBER = 20
# No name is longer; what is longer stays as it is.
LONGEST = 300


@lru_cache(maxsize=50_000)
def person_name(text: str) -> str:
    """Return a name as it is spoken: "OKONKWO, Dr. Zoë (she/her)" is Zoë Okonkwo.

    Titles, degrees, pronouns and marks such as (EXT) go; what else stands in brackets
    may tell namesakes apart, and stays behind the name.
    """
    whole = squeeze(text)
    if len(whole) > LONGEST:
        return whole
    name = without_titles(bare_name(whole))
    name, remark = split_remark(name) if "," in name else (name, "")
    first_part, *others = [part.strip() for part in name.split(",")]
    while others and is_degree(others[-1]):
        others.pop()
    if not first_part or not all(others) or len(others) > 1:
        return whole
    if others and is_generation(others[0]):
        spoken = ", ".join([with_small_letters(first_part), *others])
    elif others:
        spoken = with_small_letters(without_titles(f"{others[0]} {first_part}"))
    else:
        spoken = with_small_letters(first_part)
    if len(name.split()) > 1 and len(spoken.split()) < 2:
        # A name and no more than a degree: it may be something else.
        return whole
    return f"{spoken} {remark}".strip()


def bare_name(text):
    """Return a name without what somebody noted beside it."""
    return without_remarks(without_signs_and_numbers(text))


def plain(text):
    return squeeze(text.replace(".", " ")).casefold()


def is_degree(text):
    """Return whether a text is a degree: MA is one, and Ma a name."""
    words = plain(text)
    return words in DEGREES and (len(words) > 2 or text.strip().isupper())


def is_generation(text):
    return plain(text) in GENERATIONS


def without_quotes(text):
    is_quoted = len(text) > 2 and QUOTES.get(text[0]) == text[-1]
    return text[1:-1].strip() if is_quoted else text


def without_remarks(text):
    """Return a name without pronouns and marks in brackets, wherever they stand."""
    pieces, rest = [], text
    while rest:
        places = [place for sign in BRACKETS if (place := rest.find(sign)) >= 0]
        start = min(places, default=len(rest))
        end = rest.find(BRACKETS[rest[start]], start) + 1 if places else 0
        if not end:
            pieces.append(rest)
            break
        is_kept = not says_no_name(rest[start + 1 : end - 1])
        pieces.append(rest[: end if is_kept else start])
        rest = rest[end:]
    return squeeze("".join(pieces)).replace(" ,", ",")


def without_signs_and_numbers(text):
    """Return a name without footnotes, flags and its number, if any of it is left."""
    bare = text
    if not bare.isascii():
        bare = "".join(sign for sign in bare if category(sign) != "So")
    bare = without_quotes(squeeze(bare).strip(FOOTNOTES))
    if any(map(str.isdigit, bare)):
        bare = NUMBER_FIRST.sub("", bare, count=1)
        bare = bare[: number_end(bare)]
    return bare if any(map(str.isalpha, bare)) else without_quotes(text)


def number_end(text):
    """Where a number at the end begins; else the end."""
    start = max(0, len(text) - LONGEST_NUMBER)
    match = re.search(rf"(?:{NUMBER_LAST.pattern})$", text[start:], re.I)
    return start + match.start() if match else len(text)


def number_beside(text):
    """Return the number of a file that stands beside a name; "" without any."""
    found = [n for n in LONG_NUMBER.findall(text) if not YEAR.fullmatch(n)]
    return found[0] if found and found[0] not in person_name(text) else ""


CALLED = re.compile(r"""[("“„«\[]([^()"“”„«»\[\]]+)[)"”“»\]]""")


@lru_cache(maxsize=50_000)
def ways_of(name: str) -> frozenset[str]:
    """Return keys of all ways to write a name: Lea Böhm (née Richter) as Lea Richter.

    With what stands in brackets or quotes in place of the first or the last name, or
    without it; with ä as a or as ae.
    """
    words = CALLED.sub(" ", name).split()
    ways = [words]
    for inside in CALLED.findall(name[:LONGEST]):
        other = inside.split()[-1:]
        ways += [[*other, *words[1:]], [*words[:-1], *other]] if words[1:] else []
    return frozenset(map(spelt_short, ways)) - {""}


def spelt_short(words):
    key = name_key(" ".join(words))
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def split_remark(text):
    """Return a name, and what stands behind it in brackets."""
    if text[-1:] in BRACKETS.values():
        for opening, closing in BRACKETS.items():
            name, found, inside = text.rpartition(opening)
            if found and inside.endswith(closing):
                return name.strip(), opening + inside
    return text, ""


def says_no_name(text):
    words = [plain(part) for part in re.split(r"[/,|&]", text) if part.strip()]
    if all(word in PRONOUNS for word in words) or plain(text) in MARKERS | HOW:
        return True
    is_share = text.strip()[0].isdigit() and ("%" in text or "fte" in text.casefold())
    return is_share or says_how_long(text) or bool(NUMBERED.fullmatch(text))


def says_how_long(text):
    """Whether words begin like “since”, or like “from” before a day or a month.

    “From Risk” and “back office” may tell namesakes apart.
    """
    first, *others = text.casefold().split()
    has_time = any(map(str.isdigit, text)) or not TIMES.isdisjoint(others)
    is_told = first in BEFORE_TIMES.split() and (has_time or " ".join(others) in HOW)
    return bool(others) and (first in WHILE.split() or is_told)


def without_titles(text):
    """Return a name without what stands before and behind it, if two words remain."""
    words = text.split()
    while len(words) > 1 and is_title(words[0]):
        words.pop(0)
    while (
        len(words) > 2 and is_degree(words[-1].strip(",")) and not words[-1].islower()
    ):
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words) if len(words) > 1 or "," in text else text


def is_title(word):
    small = word.casefold()
    return small.rstrip(".") in TITLES or small in DOTTED_TITLES


def with_small_letters(name):
    """Return "SILVA Ana" and "Ana SILVA" as Ana Silva; what is all capitals stays.

    Short words do not say which part is the surname: JR and AJ are initials, and of
    three words the last may be IBM. A surname in front goes to the end.
    """
    words = name.split()
    loud = [is_loud(word) for word in words]
    if all(loud) or not any(loud):
        return name
    head, tail = loud.index(False), loud[::-1].index(False)
    surname = words[:head] if head else words[len(words) - tail :]
    given = words[head:] if head else words[: len(words) - tail]
    fewest = 3 if len(words) == 2 else 4
    is_clear = not any(map(is_loud, given)) and any(
        says_surname(word, fewest) for word in surname
    )
    return " ".join([*given, *map(small_letters, surname)]) if is_clear else name


def is_loud(word):
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def says_surname(word, fewest):
    """Return whether a word in capitals is no acronym: it is long, and has a vowel."""
    is_long = sum(map(str.isalpha, word)) >= fewest
    return is_long and bool(VOWELS.search(word)) and not is_degree(word)


def small_letters(word):
    """Return SILVA as Silva, O'BRIEN-MEYER as O'Brien-Meyer, MCDONALD as McDonald."""
    if word.casefold() in PARTICLES:
        return word.casefold()
    return "".join(map(small_part, re.split(r"([-'’])", word)))


def small_part(part):
    if part.startswith("MC") and len(part) > 4:
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()
