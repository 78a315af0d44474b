"""What the columns of a sheet are called, where that takes one row or several."""

import re
from datetime import date

from people.spelling.names import fold
from people.words import local_day
from skillsdir.spreadsheet.cells.levels import (
    are_levels,
    is_level,
    is_level_in_words,
    leading_number,
    marks_level,
    token,
)
from skillsdir.spreadsheet.cells.people import is_figure, is_total
from skillsdir.spreadsheet.cells.skills import without_last_filler
from skillsdir.spreadsheet.columns.evidence import MOSTLY
from skillsdir.spreadsheet.columns.headings import (
    LACKS,
    WISHED,
    count_known,
    heading_words,
)
from skillsdir.spreadsheet.columns.periods import span_of
from skillsdir.spreadsheet.columns.profiles import UNTICKED, Looks, looks_like_name
from skillsdir.spreadsheet.columns.row_roles import names_a_team
from skillsdir.spreadsheet.nouns.words import (
    LAST_SAID,
    LEVELS,
    NOT_SKILLS,
    NOW,
    RATES,
    speaks_of_level,
)

# What stands beside the name of a skill in a heading and is none of it.
CURRENT = (
    *("current level", "current", "as is", "actual", "is", "now", "today", "have"),
    *("self rating", "self assessment", "self", "ist", "heute", "actuel", "huidig"),
    *("attuale", "atual"),
)
TARGET = (
    *("target level", "target", "to be", "wanted", "required", "desired", "goal"),
    *("future", "should", "planned", "soll", "ziel", "cible", "objectif", "objetivo"),
    *("doel", "obiettivo", "need", "wish", "interest", "wants to learn", "to learn"),
)
# In brackets: who says how well somebody knows it.
RATERS = (
    *("lead", "team lead", "manager", "line manager", "supervisor", "boss", "peer"),
    *("colleague", "vorgesetzte", "vorgesetzter", "selbst", "employee", "mitarbeiter"),
)
BESIDE = (
    *("skill level", "proficiency", "level", "rating", "score", "skill", "knowledge"),
    *("competence", "competency", "niveau", "nivel", "livello", "stufe"),
)
LONGEST_QUESTION = 200
EDGES = " \t\n-–—:/|_.,()[]"
SCALE = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")


def titles_of(rows, header_row: int, heading_rows: int = 1) -> list[tuple]:
    """Return the headings above each column, from the top one down; `()` without any.

    A heading above others holds for the columns to its right until the next one.
    """
    width = max(map(len, rows), default=0)
    if header_row < 0:
        return [()] * width
    above = [
        carried(rows[row])
        for row in range(max(0, header_row - heading_rows + 1), header_row)
        if row < len(rows)
    ]
    lowest = rows[header_row] if header_row < len(rows) else ()
    return [
        tuple(
            dict.fromkeys(
                part
                for row in (*above, lowest)
                if column < len(row) and (part := row[column]) not in (None, "")
            )
        )
        for column in range(width)
    ]


def carried(row):
    cells, last = [], None
    for cell in row:
        last = last if cell in (None, "") else cell
        cells.append(last)
    return cells


def title(parts) -> str:
    """Return the headings of a column as one text."""
    return " ".join(" ".join(str(part).split()) for part in parts)


# Say of a list of projects that they go on.
PRESENT = frozenset(
    (
        *("now", "current", "currently", "present", "ongoing", "active", "running"),
        *("working", "aktuell", "aktuelle", "laufende", "actuel", "actual", "attuale"),
    )
)
YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")


def says_present(parts) -> bool:
    return bool(heading_words(title(parts)) & PRESENT)


def days_in_heading(parts) -> tuple:
    """Return first and last day of the years in a heading, if today is none of them."""
    years = sorted(map(int, YEARS.findall(title(parts))))
    if not years or years[0] <= local_day().year <= years[-1]:
        return ()
    return ("starts_on", date(years[0], 1, 1)), ("ends_on", date(years[-1], 12, 31))


def level_in_heading(parts) -> str:
    """Return the level that skills below have, "Expert in", "Basics of"; "" if none."""
    text = without_last_filler(title(parts))
    return text if is_level_in_words(text) else ""


def skill_and_aim(parts, knows) -> tuple[str, bool]:
    """Return the skill that headings name, and whether cells say what is wanted.

    "Python – target", ("Python", "Soll"), "SQL (0–5)", ("Languages", "R", "Current").
    """
    texts = [" ".join(str(part).split()) for part in parts]
    is_target, names = False, []
    for text in texts:
        name, aim = (text, False) if knows(text) else without_aim(text)
        is_target = is_target or aim
        if name:
            names.append(name)
    for name in reversed(names):
        if knows(name):
            return name, is_target
    for text in texts:
        if name := asked_for(text, knows):
            return name, is_target or bool(TO_LEARN.intersection(bare_words(text)))
    return (names[-1] if names else ""), is_target


# A heading of so many words asks something.
QUESTION = 4
TO_LEARN = frozenset(
    ("learn", "improve", "develop", "lernen", "apprendre", "aprender", "imparare")
)


def bare_words(text):
    return [word.strip(EDGES + "?!’'\"“”") for word in text.casefold().split()]


def asked_for(text, knows):
    """Return the skill that a question is about; "" if that cannot be told.

    It stands in brackets at the end, "Your level: [Python]", or is the one name that is
    known of those that begin large: "How good is your Python?"
    """
    inner = text.rpartition("[")[2].rstrip("] ") if text.endswith("]") else ""
    is_aim = inner.casefold() in (*TARGET, *CURRENT, *BESIDE)
    if inner and not is_aim and not is_scale(inner.casefold()):
        return inner
    words = text[:LONGEST_QUESTION].split()
    if len(words) < QUESTION:
        return ""
    words = [word.strip(EDGES + "?!’'\"“”") for word in words]
    found = {}
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            is_inside = any(name in longer for longer in found)
            if name[:1].isupper() and not is_inside and knows(name):
                found[name] = start
    return next(iter(found)) if len(found) == 1 else ""


def without_aim(text):
    """Return a heading without words for now or next, and whether it had one of next.

    A bracket goes where it has nothing but such words, or a scale.
    """
    is_target = False
    for bracket in SCALE.findall(text):
        words = bracket.strip(EDGES).casefold()
        if words in (*TARGET, *CURRENT, *RATERS, *BESIDE) or is_scale(words):
            is_target = is_target or words in TARGET
            text = text.replace(bracket, " ")
    text = " ".join(text.split()).strip(EDGES.replace(")", "").replace("]", ""))
    for words, aim in ((TARGET, True), (CURRENT, False), (BESIDE, False)):
        rest = without_word(text, words)
        if rest != text:
            text, is_target = rest, is_target or aim
    return text, is_target


def without_word(text, words):
    """Return a text without the first of these words at its end or start."""
    low = text.casefold()
    for word in words:
        if low == word:
            return ""
        if low.endswith(word) and not low[-len(word) - 1].isalnum():
            return text[: -len(word)].rstrip(EDGES)
        if low.startswith(word) and not low[len(word)].isalnum():
            return text[len(word) :].lstrip(EDGES)
    return text


STEP = r"\d+\s*=\s*[^=\d]+"
LEGEND = re.compile(rf"{STEP}(?:[,;/]\s*{STEP})*")


def is_scale(words):
    """Whether a bracket of a heading says which numbers stand below: 0-5, "1 to 4".

    Or what they mean: "1=low, 5=high".
    """
    if LEGEND.fullmatch(words):
        return True
    parts = re.split(r"\s*(?:[-–—,;/=]|\bto\b|\bbis\b)\s*", words)
    return bool(words) and all(part.isdecimal() for part in parts if part)


def counts_years(parts):
    """Whether numbers are of years or days, or how far it is from one to another."""
    return bool(heading_words(title(parts)) & OTHER_NUMBERS)


OTHER_NUMBERS = frozenset(
    (
        *("year", "yr", "jahr", "annee", "ano", "anno", "jaar", "month", "hour"),
        *("date", "gap", "delta", "difference", "diff", "deviation", "variance"),
        *("abweichung", "differenz", "lucke", "ecart", "brecha", "scostamento"),
        *("divario", "verschil"),
    )
)


def may_be_people(cells, knows):
    """Whether what stands above columns may be people: no headings and no sums.

    One that surely is something else, as a level or a quarter, speaks for all of them,
    unless half of them look like first and last names.
    """
    texts = [" ".join(str(cell).split()) for cell in cells]
    known = [text for text in texts if count_known([text]) or is_figure(text)]
    rest = [text for text in texts if text not in known]
    others = [text for text in rest if is_surely_other(text, knows)]
    named = sum(looks_like_name(text) for text in rest if text not in others)
    if named and named * 2 >= len(texts):
        return True
    return len(known) * 2 < len(texts) and not others


def is_surely_other(text, knows):
    """Whether a text is of anything but a person: a skill, a level, a job, a time.

    `knows` says whether a skill, a team or a place is called so.
    """
    words = heading_words(text)
    return (
        knows(text)
        or not any(map(str.isalpha, text))
        or is_level(text)
        or bool(span_of(text, local_day().year))
        or names_a_team(text)
        or fold(text).split()[-1:] in ENDS_OF_JOBS
        or (bool(words) and words <= OF_SUMMARIES)
    )


ENDS_OF_JOBS = [
    [word]
    for word in (
        *("scientist", "engineer", "analyst", "developer", "manager", "architect"),
        *("consultant", "lead", "specialist", "owner", "designer", "officer", "intern"),
        *("scientists", "engineers", "analysts", "developers", "managers", "leads"),
        *("entwickler", "analystin", "ingenieur", "berater", "leiter", "leiterin"),
    )
]
OF_SUMMARIES = frozenset(
    (
        *("endorsement", "headcount", "count", "number", "supply", "demand", "have"),
        *("need", "needed", "available", "required", "wanted", "expert", "learner"),
        *("beginner", "novice", "user", "junior", "senior", "mid", "principal", "min"),
        *("max", "licence", "license", "seat", "budget", "cost", "hour", "day", "year"),
        *("current", "target", "now", "future", "today", "before", "after", "interest"),
        *("used", "last", "male", "female", "internal", "external", "onsite", "remote"),
        *("fte", "people", "person", "team", "project", "score", "rank", "trend"),
        *("vote", "mention", "like", "employee", "staff", "price", "usage", "share"),
        *("angebot", "bedarf", "vorhanden", "benotigt", "anzahl", "intern", "extern"),
        *("for", "mentoring", "total", "with", "without", "percent", "plan", "actual"),
    )
)


def is_no_skill(name):
    """Whether what a column is called is no skill: a number, or who rates one."""
    words = heading_words(name)
    if is_level(name):
        return True
    # “AS/400” is one.
    is_plain = bool(words) and not any(map(str.isdigit, name))
    is_rated = is_plain and words <= NOW | LAST_SAID | LEVELS | RATES
    return bool(words & NOT_SKILLS) or is_total(name) or is_rated


def ticked_levels(columns, view):
    """Columns beside a skill that are headed by levels, with a tick in one of each row.

    Where most rows have several they are something else.
    """
    found = [
        n
        for n, (heading, profile) in enumerate(
            zip(view.lowest, view.profiles, strict=True)
        )
        if columns.get(n) in (None, "level")
        and is_level(title([heading]))
        and has_ticks(profile)
    ]
    headings = [title([view.lowest[n]]) for n in found]
    others = {name for n, name in columns.items() if n not in found}
    if "skill" not in others or "level" in others or len(found) < 2:
        return {}
    ticks = [sum(marks_level(row[n]) for n in found) for row in view.body]
    once = sum(count == 1 for count in ticks)
    is_so = once * 2 > sum(map(bool, ticks)) and are_levels(headings)
    return dict.fromkeys(found, "ticked_level") if is_so else {}


def has_ticks(profile):
    """Whether nothing but marks stands in a column, if anything."""
    return all(marks_level(v) or v in (*UNTICKED, "0") for v in profile.values)


def level_in_other_words(columns, view):
    """The column of the level beside a skill that says so in no known heading.

    Its cells are levels, and what it is called speaks of one, or of now: "Attained",
    "Max of rating", "Self". Of several the one counts that was said last.
    """
    fields = {*columns.values()}
    if "skill" not in fields or "level" in fields:
        return {}
    found = {}
    for column, profile in enumerate(view.profiles):
        words = heading_words(view.lowest[column])
        numbered = sum(leading_number(token(v)) is not None for v in profile.values)
        are_graded = numbered * 2 > len(profile.values) > 0
        are_graded = are_graded or profile.share(*GRADES) >= MOSTLY
        is_free = not columns.get(column) and are_graded
        if is_free and speaks_of_level(words) and not words & (LACKS | WISHED):
            found[column] = not words & LAST_SAID
    return {min(found, key=found.get): "level"} if found else {}


GRADES = (Looks.LEVEL, Looks.NUMBER, Looks.LETTER, Looks.PERCENT, Looks.COLOUR)
