"""Whether what stands below headings, and beside them, bears out what they seem to be.

Two days beside a project or a reason are never when somebody joined and left.
"""

import re

from people.models.skills import SkillKind
from people.spelling.names import fold
from people.words import local_day
from projects.models.choices import Aim, AssignmentStatus, Stage
from skillsdir.spreadsheet.cells.people import says_whether_here
from skillsdir.spreadsheet.cells.periods import last_day_of
from skillsdir.spreadsheet.cells.pieces import without_place
from skillsdir.spreadsheet.cells.projects import is_of_work, outcome_of
from skillsdir.spreadsheet.cells.skills import read_mention
from skillsdir.spreadsheet.columns.headings import (
    heading_words,
    vocabulary,
)
from skillsdir.spreadsheet.columns.periods import holds_spans
from skillsdir.spreadsheet.columns.profiles import LETTERS, Looks
from skillsdir.spreadsheet.nouns import BY_NAME, LISTS
from skillsdir.spreadsheet.nouns.approvals import (
    NO,
    YES,
    Approval,
    approval_of,
    is_at_work,
    speaks_of_approval,
)
from skillsdir.spreadsheet.nouns.bookings import HARD_OR_SOFT
from skillsdir.spreadsheet.nouns.contents import words_for
from skillsdir.spreadsheet.nouns.mapping import NAME_PARTS, OF_PERSON, SPAN_DAYS
from skillsdir.spreadsheet.nouns.projects import STAGES

# The share of a column's cells that says so.
MOSTLY, HARDLY = 0.6, 0.3
LEAVE = frozenset(
    (
        *("leave", "vacation", "absence", "absent", "holiday", "reason", "sick", "off"),
        *("pto", "annual", "urlaub", "abwesenheit", "absenztage", "conge", "leaf"),
        *("vacaciones", "urlaubsart", "abwesenheitsart", "ferien", "elternzeit"),
        *("krank", "krankheit", "maladie", "vacance", "permiso", "enfermedad"),
        *("verlof", "verlofsoort", "verloftype", "vakantie", "ziek", "ziekte"),
        *("ferie", "assenza", "malattia", "urlop", "nieobecnosc", "chorobowe"),
    )
)
COURSES = frozenset(
    (
        *("course", "training", "certification", "certificate", "workshop", "seminar"),
        *("schulung", "kurs", "weiterbildung", "formation", "curso", "cursus", "corso"),
    )
)
HOURS = frozenset(
    ("hour", "worked", "timesheet", "stunden", "stunde", "heure", "hora", "uren", "ore")
)
LENGTHS = frozenset(("length", "duration", "long", "dauer", "duree", "term"))
WORK = frozenset(("task", "activity", "ticket", "issue", "milestone", "sprint"))
# When a form was filled in, which a survey writes into each row.
ANSWERED = frozenset(("timestamp", "completion", "submitted", "submission", "response"))
NAMING_WORDS = frozenset(("name", "employee", "person", "mitarbeiter"))
SALUTATIONS = frozenset(
    ("mr", "ms", "mrs", "miss", "dr", "prof", "herr", "frau", "mme")
)

PLAIN = (Looks.TICK, Looks.NUMBER, Looks.PERCENT, Looks.DAY)
PEOPLE = ("name", "person", "first_name", "last_name", "manager", "lead", "mentor")


def named_by_parts(columns, view):
    """A column “Name” beside one of first names has the last ones.

    Beside both it is the name, once more, where it has the words of both.
    """
    places = {name: n for n, name in columns.items() if name in NAME_PARTS}
    column = next(
        (
            n
            for n, name in columns.items()
            if name in ("name", "person")
            and view.profiles[n].share(Looks.EMAIL) < MOSTLY
        ),
        None,
    )
    if not places or column is None:
        return columns
    if is_whole_name(column, [*places.values()], view):
        return columns | dict.fromkeys(places.values())
    is_bare = len(heading_words(view.lowest[column])) == 1
    if len(places) > 1 or not is_bare:
        return columns | {column: None}
    return columns | {column: next(name for name in NAME_PARTS if name not in places)}


def is_whole_name(column, parts, view):
    """Whether most cells of a column have the words of those beside, and of both."""
    rows = [row for row in view.body if row[column] is not None]
    if len(parts) == 1:
        return view.profiles[column].share(Looks.NAME) >= MOSTLY
    words = [
        [fold(str(row[n] or "")).split() for n in (column, *parts)] for row in rows
    ]
    whole = sum({*first, *last} <= {*name} for name, first, last in words)
    return whole * 2 > len(rows)


def name_by_mailboxes(columns, view):
    """The column of names that no heading says, beside one of e-mails that fit them."""
    fields = {name: n for n, name in columns.items()}
    if "email" not in fields or not fields.keys().isdisjoint(("name", *NAME_PARTS)):
        return {}
    emails = [str(row[fields["email"]] or "") for row in view.body]
    found = {}
    for column, profile in enumerate(view.profiles):
        if columns.get(column) or profile.share(Looks.NAME, Looks.WORDS) < MOSTLY:
            continue
        names = [str(row[column] or "") for row in view.body]
        pairs = [pair for pair in zip(names, emails, strict=True) if all(pair)]
        fitting = sum(fits_mailbox(*pair) for pair in pairs)
        if fitting > len(pairs) * MOSTLY and profile.distinct > MOSTLY:
            found[column] = profile.share(Looks.NAME), fitting
    return {max(found, key=found.get): "name"} if found else {}


UMLAUT = re.compile(r"([aou])e")
# No name has more.
MOST_WORDS = 9


def fits_mailbox(name, email):
    """Whether each part of an address begins a word of the name: asilva, ana.s, as.

    “Tom Silva” has not the mailbox of ana.silva or asilva.
    """
    words, parts = (
        UMLAUT.sub(r"\1", fold(text)).split()
        for text in (name, email.partition("@")[0])
    )
    parts = [part.strip("0123456789") for part in parts]
    parts = [part for part in parts if part]
    if not 1 < len(words) <= MOST_WORDS or not parts:
        return False
    if len(parts) > 1:
        return all(begins_one(part, words) for part in parts)
    (local,) = parts
    rests = [local.replace(word, "", 1) for word in words if word in local]
    is_short = local == "".join(word[0] for word in words)
    return is_short or any(not rest or begins_one(rest, words) for rest in rests)


def begins_one(part, words):
    """Whether letters begin one of the words, some in a row or their initials."""
    rows = ["".join(words[n:]) for n in range(len(words))]
    rows.append("".join(word[0] for word in words))
    return any(row.startswith(part) for row in rows)


def borne_out(kind, columns, view):
    """The columns without those whose cells say that the heading means other things."""
    left = {
        column: name
        if name
        and is_borne_out(name.removeprefix(OF_PERSON), view.profiles[column])
        and not is_other_thing(kind, column, name, view)
        else None
        for column, name in columns.items()
    }
    if kind.name in ("bookings", "projects"):
        left = without_days_of_next(left, view)
    if kind.name == "bookings":
        left |= length_beside(left, view)
    if {*SPAN_DAYS}.isdisjoint(left.values()):
        return left
    return {column: name for column, name in left.items() if name != "span"}


def length_beside(columns, view):
    """The column that says how long a booking is from its first day on."""
    if "starts_on" not in columns.values() or "ends_on" in columns.values():
        return {}
    names = vocabulary(BY_NAME["bookings"])
    for column, profile in enumerate(view.profiles):
        words = heading_words(view.lowest[column])
        is_told = names.get(words) == "span" or words & LENGTHS
        lengths = sum(map(lasts, profile.values))
        is_free = is_told and not columns.get(column)
        if is_free and lengths > len(profile.values) * MOSTLY:
            return {column: "length"}
    return {}


def without_days_of_next(columns, view):
    """The columns without what stands behind a second project: it is of that."""
    names = ("project", "name")
    booked = next((n for n, name in columns.items() if name in names), None)
    others = [
        n
        for n, cell in enumerate(view.lowest)
        if not columns.get(n) and is_other_project(heading_words(cell))
    ]
    if booked is None or not others or others[0] < booked:
        return columns
    return {
        n: None if n > others[0] and name in OF_BOOKING else name
        for n, name in columns.items()
    }


def is_other_project(words):
    names = vocabulary(BY_NAME["bookings"])
    return bool(words & OTHERS) and names.get(words - OTHERS) == "project"


OTHERS = frozenset(("next", "second", "other", "future", "upcoming", "following"))
OF_BOOKING = frozenset((*SPAN_DAYS, "span", "percent", "role", "status"))


def lasts(value):
    return last_day_of(local_day(), value) is not None


def one_of(*choices):
    words = words_for(*choices)
    return lambda value: fold(without_place(value)) in words


# What one cell at least says; “Type” and “Stage” may be of anything.
SAYS = {
    **dict.fromkeys(("ended", "outcome"), outcome_of),
    "length": lasts,
    "aim": one_of(Aim),
    "kind": one_of(SkillKind),
    "stage_reached": one_of(Stage, STAGES),
}


def is_borne_out(name, profile):
    if not profile.filled:
        return True
    if name == "standing":
        return tells_who_is_here(profile)
    if name == "span":
        return holds_spans([*profile.values])
    if name == "approval":
        speaks = speaks_of_approval([*profile.values])
        return speaks and not tells_only_who_is_here(profile)
    if name in SAYS:
        return any(map(SAYS[name], profile.values))
    if name == "email":
        return profile.share(Looks.EMAIL) >= HARDLY
    if name == "name" and profile.share(Looks.EMAIL) >= MOSTLY:
        # Names with their e-mails: `with_names` takes them for these.
        return False
    if name in PEOPLE:
        return (
            profile.share(*PLAIN, Looks.LEVEL, Looks.LETTER) < MOSTLY
            and not profile.looks[Looks.NAMES]
        )
    if name in ("team", "location", "job_title"):
        return holds_groups(profile)
    if name in ("capacity", "percent", "success_rate"):
        if profile.share(Looks.DAY) >= HARDLY:
            # “Availability” may say from when.
            return False
        return any(any(map(str.isdigit, value)) for value in profile.values) or any(
            "time" in value or "half" in value for value in profile.values
        )
    if name == "skill":
        return names_skills(profile)
    if name == "project":
        return profile.share(Looks.LEVEL, Looks.TICK) < MOSTLY
    if name in LISTS:
        spans = sum(
            count
            for value, count in profile.values.items()
            if value[:1].isdigit() and ("year" in value or "yr" in value)
        )
        numbers = profile.share(*PLAIN, Looks.LEVEL)
        numbers += profile.share(Looks.LETTER) * has_grades(profile)
        return numbers < MOSTLY and spans * 2 < profile.filled
    if name in ("joined_on", "left_on", "starts_on", "ends_on", "target_on"):
        return profile.share(Looks.DAY, Looks.NUMBER, Looks.LEVEL) > 0 or any(
            any(map(str.isdigit, value)) for value in profile.values
        )
    return True


def holds_groups(profile):
    """Whether cells may be teams, places or jobs: no numbers, people or salutations."""
    greets = sum(n for v, n in profile.values.items() if v.strip(".") in SALUTATIONS)
    other = profile.share(*PLAIN, Looks.LEVEL, Looks.NAMES)
    if profile.looks[Looks.NAMES]:
        other += profile.share(Looks.NAME)
    return other < MOSTLY and greets * 2 < profile.filled


def tells_who_is_here(profile):
    """Whether cells say so; of numbers one alone may do it by chance, as of 1 to 4.

    “Active” does not, where “Planned” stands below: that is of projects.
    """
    said = {value for value in profile.values if says_whether_here(value)}
    if profile.share(Looks.NUMBER, Looks.LEVEL) >= MOSTLY:
        return len(said) == len(profile.values)
    of_people = {value for value in said if not is_of_work(value)}
    return bool(of_people) or (bool(said) and not speaks_of_work(profile))


def tells_only_who_is_here(profile):
    """Whether “Active” is of a person, and of no request: none was refused or open."""
    said = {*map(approval_of, profile.values)}
    is_plain = not (YES | NO).isdisjoint(profile.values)
    is_held = not is_plain and said <= {None, Approval.GIVEN}
    return is_held and all(map(says_whether_here, profile.values))


def speaks_of_work(profile):
    """Whether a cell says where a project stands, and of no person that one is here."""
    others = (v for v in profile.values if not says_whether_here(v))
    return any(map(is_of_work, others))


def has_grades(profile):
    """Whether single letters grade, as H, M and L; “C” alone is a skill."""
    return not (LETTERS - {"c"}).isdisjoint(profile.values)


def names_skills(profile):
    """Whether a cell is one skill: no number, and hardly ever several."""
    lists = sum(n for v, n in profile.values.items() if may_be_list(v))
    numbers = profile.share(*PLAIN, Looks.LEVEL)
    return lists * 3 < profile.filled and numbers < MOSTLY


def may_be_list(text):
    """Whether a cell says more than the name of a skill: several, or a level."""
    return "," in text or ";" in text or read_mention(text).level is not None


def bare_project(columns, view):
    """The column of projects beside people without headings, before weeks or months."""
    fields = {*columns.values()}
    if "period" not in fields or "person" not in fields or "project" in fields:
        return {}
    first = min(n for n, name in columns.items() if name == "period")
    texts = (Looks.NAME, Looks.WORDS, Looks.TEXT, Looks.SKILL)
    free = [
        n
        for n in range(first)
        if not view.parts[n] and not columns.get(n) and view.profiles[n].filled
    ]
    is_text = len(free) == 1 and view.profiles[free[0]].share(*texts) >= MOSTLY
    return {free[0]: "project"} if is_text else {}


def is_other_thing(kind, column, name, view):
    """Whether a heading says more than a field's name, and cells do not bear it out.

    As "Skill / Name" above people, "Team members", or a title above nothing.
    """
    words = heading_words(view.lowest[column])
    profile = view.profiles[column]
    if name == "leave_type":
        return not any(map(is_at_work, profile.values))
    if kind.name == "projects" and name == "status" and words != {"status"}:
        return sum(map(is_of_work, profile.values)) * 2 < len(profile.values)
    if name == "level_beside" and profile.share(Looks.TICK) >= MOSTLY:
        return True
    if name in LISTS and words & NAMING_WORDS:
        return profile.share(Looks.NAME) >= MOSTLY
    if kind.name == "bookings" and name == "status" and words != {"status"}:
        known = (*HARD_OR_SOFT, *AssignmentStatus.values)
        return profile.values.keys().isdisjoint(known)
    if words in vocabulary(kind):
        return False
    is_empty = not profile.filled and any(each.filled for each in view.profiles)
    return is_empty or (name == "team" and "member" in words)


def lists_people(sheet, rows):
    """Whether names stand below a heading that says so, and none beside that."""
    first = sheet.rows[0][0]
    if first is None or heading_words(first) not in HEADS_OF_NAMES:
        return False
    below = [row[0] for row in rows[1:] if row[0]]
    named = sum(each == Looks.NAME for each in below)
    beside = [each for each in rows[0][1:] if each]
    return named * 2 > len(below) and sum(e == Looks.NAME for e in beside) * 2 < len(
        beside
    )


HEADS_OF_NAMES = {
    w for w, name in vocabulary(BY_NAME["people"]).items() if name == "name"
}
