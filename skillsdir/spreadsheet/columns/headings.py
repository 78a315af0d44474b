"""What the headings of a sheet say: which field each column is."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from people.spelling.names import fold
from skillsdir.spreadsheet.cells.shares import UNITS
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS, LISTS
from skillsdir.spreadsheet.nouns.base import Noun
from skillsdir.spreadsheet.nouns.columns import ENDS_ON, STARTS_ON
from skillsdir.spreadsheet.nouns.mapping import NAME_PARTS
from skillsdir.spreadsheet.nouns.words import BESIDE_SHARES, NOT_LEVELS

# Letters of a heading that are looked at.
LONGEST = 200
# Shorter words are not taken for misspelt ones, nor words that differ by more.
SHORTEST_MISSPELT, SIMILAR = 6, 0.82
CAMEL = re.compile(r"([a-z])([A-Z])")
DIGITS = re.compile(r"\d+")
PUNCTUATION = re.compile(r"[^\w+#]+|_")
JOINED = re.compile(r"\b(first|last|middle|given|family)name\b")
FILLERS = frozenset(("the", "of", "a", "an", "and", "or", "your", "my", "please", "s"))
# Say little alone: a longer heading is not recognised by one of them.
WEAK = frozenset(
    (
        *("address", "area", "by", "client", "comment", "contact", "count", "date"),
        *("description", "email", "experience", "from", "function", "grade", "group"),
        *("heading", "level", "name", "note", "number", "owner", "percent", "place"),
        *("role", "summary", "time", "title", "to", "tool", "type", "used", "who"),
        *("worker", "nom", "nome", "naam", "nombre", "responsible", "verantwortlich"),
        *("initiative", "workstream", "engagement", "use", "case", "leitung"),
    )
)
# Beside “name” in a heading they say that it is the whole one, and nobody else's.
OF_NAMES = frozenset(
    (
        *("name", "nom", "nome", "naam", "nombre", "legal", "official", "preferred"),
        *("full", "whole", "complete", "display", "employee", "worker", "colleague"),
        *("staff", "member", "team", "person", "people", "resource", "consultant"),
        *("candidate", "applicant", "contributor", "contractor", "associate"),
        *("analyst", "engineer", "developer", "scientist", "expert", "specialist"),
        *("participant", "respondent", "attendee", "trainee", "learner", "assignee"),
        *("talent", "vor", "zuname", "what", "is", "enter", "local", "english"),
        *("latin", "current"),
        *("surname", "prenom", "vorname", "nachname", "cognome", "apellido", "et", "e"),
        *("y", "und", "en", "du", "de", "del", "des", "der", "di", "do", "ihr", "dein"),
        *("votre", "mitarbeiter", "collaborateur", "personne", "persona"),
    )
)
# Mean something that the directory does not hold.
OTHER = frozenset(
    (
        *("age", "birthday", "code", "cost", "family", "first", "gender", "given"),
        *("id", "internal", "last", "mobile", "number", "phone", "photo", "picture"),
        *("salary", "surname", "tel", "telephone", "url", "task", "company", "file"),
        *("course", "customer", "activity", "supplier", "vendor", "product", "event"),
        *("emergency", "spouse", "kin", "beneficiary", "prefix", "suffix"),
    )
)
# Say of skills that somebody has them not, and that somebody would like to.
LACKS = frozenset(
    (
        *("no", "not", "without", "never", "lack", "lacking", "lacked", "gap"),
        *("missing", "weak", "weakness", "weaknesse", "weaker", "unfamiliar", "need"),
        *("needed", "needing", "untrained", "nicht", "kein", "keine", "ohne", "fehlt"),
        *("fehlend", "fehlende", "lucke", "lucken", "wissenslucken", "kenntnislucken"),
        *("schwache", "sans", "lacune", "manque", "sin", "falta", "carencia", "senza"),
        *("lacuna", "zonder", "geen", "sem"),
    )
)
WISHED = frozenset(
    (
        *("want", "wanted", "wish", "goal", "interest", "interested", "target"),
        *("would", "aspiration", "aspire", "aspiring", "grow", "growing", "future"),
        *("improve", "improvement", "develop", "learn", "learning", "acquire"),
        *("deepen", "explore", "curious", "next", "hope", "lernen", "lernziel"),
        *("lernwunsch", "mochte", "wunsch", "apprendre", "souhaite", "souhait"),
        *("aprender", "imparare", "interesse", "leren"),
    )
)
# What days may be of, by kind: of anything else they are none of its own.
OF_WORK = frozenset(
    (
        *("project", "projekt", "projet", "proyecto", "progetto", "projeto"),
        *("assignment", "engagement", "booking", "allocation", "staffing", "einsatz"),
        *("mission", "client", "work", "package", "need", "demand", "seat"),
    )
)
OWN_DAYS = {
    "people": frozenset(
        (
            *("employment", "employee", "employed", "person", "staff", "member"),
            *("work", "working", "worked", "job", "firm", "organisation"),
            *(
                "organization",
                "here",
                "with",
                "us",
                "continuous",
                "service",
                "original",
            ),
        )
    ),
    "absences": frozenset(
        (
            *("leave", "leaf", "vacation", "absence", "absent", "holiday", "sick"),
            *("off", "out", "away", "pto", "annual", "office", "request", "requested"),
            *("urlaub", "abwesenheit", "conge", "vacacione", "vacaciones", "verlof"),
            *("ferie", "assenza", "krank", "sickness", "parental"),
        )
    ),
    **dict.fromkeys(("bookings", "projects", "needs"), OF_WORK),
}
FULL_NAME = frozenset(("full", "name"))
WHO = ("name", "person")
# Stand beside a day and say nothing of what it is of.
BESIDE_DAYS = frozenset(
    (
        *("date", "day", "on", "at", "in", "by", "time", "month", "week", "quarter"),
        *("year", "planned", "expected", "estimated", "actual", "current", "latest"),
        *("tentative", "revised", "target", "approx", "approximate", "yyyy", "dd"),
        *("mm", "de", "du", "des", "der", "d", "del", "la", "le", "di", "do", "da"),
        *("van", "den", "datum", "fecha", "data", "geplant", "if", "any", "known"),
    )
)


def columns_for(kind: Noun, cells) -> dict[int, str | None]:
    """Return the field of each column that these headings name, or None.

    What is close to a heading counts only where nothing else has it; a field of the
    person counts in other sheets of people where the kind itself has none.
    """
    names = vocabulary(kind)
    keys = {i: heading_words(cell) for i, cell in enumerate(cells) if is_heading(cell)}
    columns = {i: names.get(key) for i, key in keys.items()}
    exact = set(columns.values())
    for guess in (closest, misspelt):
        for i, key in keys.items():
            if columns[i] is None:
                near = guess(kind, key)
                taken = exact if near in MORE_THAN_ONE else columns.values()
                is_free = near == "person" or near not in taken
                columns[i] = near if is_free else None
    if kind.about == "person":
        of_people = vocabulary(BY_NAME["people"])
        for i, key in keys.items():
            name = of_people.get(key)
            if columns[i] is None and name in OF_THE_PERSON:
                columns[i] = f"person.{name}"
    return columns


def is_heading(cell):
    """Whether a cell may say what stands below: no number, no percent."""
    text = "" if cell is None else str(cell)
    return bool(text) and (
        any(map(str.isalpha, text)) or not any(map(str.isdigit, text))
    )


# A list may stand in several columns; a person in one of names and one of e-mails.
MORE_THAN_ONE = LISTS | {"person"}
# What other sheets may say of the person; days and percents there mean something else.
OF_THE_PERSON = ("team", "location", "job_title", "manager")


@lru_cache(20_000)
def misspelt(kind, key):
    """Return the field of a heading that is one or two letters off: "Deparment"."""
    word = next(iter(key)) if len(key) == 1 else ""
    if len(word) < SHORTEST_MISSPELT or not word.isalpha():
        return None
    known = {
        next(iter(words)): name
        for words, name in vocabulary(kind).items()
        if len(words) == 1
    }
    near = get_close_matches(word, known, n=1, cutoff=SIMILAR)
    if not near or near[0].startswith(word[:-2]) or word.startswith(near[0]):
        # Another form of a word says another thing: "Successes", "Managers".
        return None
    return known[near[0]]


def count_known(cells) -> int:
    """Return how many of these cells are headings of any kind."""
    keys = {heading_words(cell[:LONGEST]) for cell in cells if isinstance(cell, str)}
    return sum(any(key in vocabulary(kind) for kind in KINDS) for key in keys)


def heads_another_table(cells, headings, *, is_apart=False):
    """Whether a row has headings, not all of them those that stand above its cells.

    Its first cell says what a row is, as the heading above does; where an empty row is
    between them it may say so otherwise: Name, Employee.
    """
    filled = [
        (cell, above) for cell, above in zip(cells, headings, strict=False) if cell
    ]
    if len(filled) < 2 or all(are_same(*pair) for pair in filled):
        return False
    first, above = map(heading_words, filled[0])
    if first == above:
        return bool(first)
    of_people = vocabulary(BY_NAME["people"])
    names_people = {of_people.get(first), of_people.get(above)} <= {"name", "email"}
    return is_apart and names_people and not any(map(has_value, cells))


def are_same(cell, above):
    """Whether two headings have the same words and numbers: no other month or year."""
    numbers, others = (DIGITS.findall(str(text)) for text in (cell, above))
    return heading_words(cell) == heading_words(above) and numbers == others


def has_value(cell):
    """Whether a cell holds what headings seldom do: a number, an e-mail."""
    text = "" if cell is None else str(cell)
    return "@" in text or any(map(str.isdigit, text))


@lru_cache(4096)
def heading_words(heading) -> frozenset[str]:
    """Return the words of a heading in the singular, in no order, without fillers."""
    text = CAMEL.sub(r"\1 \2", str(heading or "")[:LONGEST]).replace("%", " percent ")
    text = fold(text)
    text = JOINED.sub(r"\1 name", text) if "name" in text else text
    words = PUNCTUATION.sub(" ", text).replace("e mail", " email ").split()
    return frozenset(
        singular(word) for word in words if word not in FILLERS and not word.isdecimal()
    )


def singular(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def vocabulary(kind: Noun) -> dict[frozenset[str], str]:
    names = {}
    for column in kind.offered:
        if column.name == "period":
            # Only a week or a month itself heads one, see `shapes.spread_periods`.
            continue
        for words in column.headings:
            names.setdefault(heading_words(words), column.name)
    return names


@cache
def titles(kind):
    return {heading_words(words) for words in (kind.title, kind.name, *kind.also)}


@lru_cache(20_000)
def closest(kind, key):
    """Return the field most of whose words stand in a longer heading."""
    names = vocabulary(kind)
    within = [words for words in names if words and words <= key]
    parts = [words for words in within if names[words] in NAME_PARTS]
    if len({names[words] for words in parts}) > 1:
        # Both are asked for: “Your name (first and last)”.
        return names.get(FULL_NAME)
    if any(key - words <= OF_NAMES for words in parts):
        return names[parts[0]]
    if {"first", "last"} <= key:
        key -= {"first", "last"}
    if key & OTHER:
        return None
    strong = [words for words in within if words - WEAK]
    if not strong and frozenset(("email",)) in names:
        # “Resource name” is one of people, and of no project.
        # A word in other letters is the same in another language.
        others = {word for word in key - OF_NAMES if word.isascii()}
        bare = {"email"} if others else OF_NAMES | {"email"}
        strong = [words for words in within if words <= bare]
    best = max(
        strong,
        # “Employee location” is where, and not who.
        key=lambda words: (len(words - WEAK), len(words), names[words] not in WHO),
        default=None,
    )
    name = best and names[best]
    if name and is_other_day(kind, name, best, key - best):
        return None
    if name in ("capacity", "percent") and not key - best <= beside_shares(kind):
        return None
    of_skills = kind.name in ("expertise", "endorsements")
    if name == "level" and of_skills and key & (NOT_LEVELS | WISHED):
        return None
    if name == "expertise" and key & (LACKS | WISHED):
        return None if key & LACKS else "learning_goals"
    return name


def is_other_day(kind, name, words, rest):
    """Whether a heading says of something else when that begins or ends.

    "In role since", "End of probation": words that say no more than when are of what
    stands beside them; "joined" and the like are of the person, if no other field is.
    """
    own = OWN_DAYS.get(kind.name)
    if own is None or kind.column(name).content not in DAYS:
        return False
    rest = rest - own - BESIDE_DAYS
    if words <= bare_days():
        return bool(rest)
    fields = {w: vocabulary(kind).get(frozenset((w,)), WHO[0]) for w in rest}
    return any(name not in WHO or w in OF_WORK for w, name in fields.items())


@cache
def beside_shares(kind):
    """Words that leave working time what it is: units, and other words for it."""
    names = vocabulary(kind).items()
    own = BESIDE_DAYS | OF_WORK | OWN_DAYS["people"]
    same = [words for words, name in names if name in ("capacity", "percent")]
    return BESIDE_SHARES.union(own, *same, *map(heading_words, UNITS))


DAYS = (STARTS_ON.content, ENDS_ON.content)


@cache
def bare_days():
    """Words that say when something begins or ends, and not what."""
    headings = (*STARTS_ON.headings, *ENDS_ON.headings)
    words = map(heading_words, headings)
    return frozenset(("since", "entry", "exit")).union(*words)
