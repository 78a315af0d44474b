"""Rows of a sheet that are none of its rows: totals, legends, groups, headings."""

from enum import StrEnum

from people.spelling.names import fold
from skillsdir.spreadsheet.columns.headings import heading_words

TOTALS = frozenset(
    (
        *("total", "totals", "grand total", "sum", "subtotal", "sub total", "average"),
        *("averages", "avg", "mean", "median", "count", "minimum", "maximum", "min"),
        *("max", "team average", "number of people", "headcount", "coverage"),
        *("summe", "gesamt", "gesamtsumme", "durchschnitt", "mittelwert", "anzahl"),
        *("somme", "moyenne", "suma", "promedio", "media", "totaal", "gemiddelde"),
        *("totale", "somma", "soma", "required level", "target level", "gap", "needed"),
    )
)
COUNTED = frozenset(
    ("people", "person", "persons", "employees", "members", "rows", "entries", "staff")
)
# Words of what people are grouped by.
GROUPS = frozenset(
    (
        *("team", "teams", "group", "department", "dept", "squad", "unit", "chapter"),
        *("tribe", "division", "section", "office", "staff", "engineering", "science"),
        *("scientists", "engineers", "analysts", "analytics", "platform", "operations"),
        *("abteilung", "gruppe", "bereich", "equipe", "service", "equipo", "afdeling"),
        *("developers", "management", "research", "data", "marketing", "sales"),
    )
)
LEGEND = ("=", ":", "*")
LONGEST_GROUP = 60


class Role(StrEnum):
    """Why a row is not one of the sheet's."""

    NOTE = "a note across the sheet"
    HEADING = "the headings again"
    TOTAL = "a total or average"
    LEGEND = "a legend or remark"
    GROUP = "a group"
    UNMAPPED = "nothing in the columns that are taken"


def one_line(cell):
    return "" if cell is None else " ".join(str(cell).split())


def roles_of(rows, answer, key_columns, notes, *, is_team=None) -> dict[int, Role]:
    """Return the rows below the headings that are left out, each with its role.

    `key_columns` name what a row is, `is_team` knows the teams that are here. One cell
    that stands alone is a group where others of its kind have more, and it is no name
    of a person: whoever has no skill yet is not taken for a team.
    """
    first = answer.header_row + 1
    width = len(rows[0]) if rows else 0
    headings = rows[answer.header_row] if answer.header_row >= 0 else (None,) * width
    heading_keys = {n: heading_words(cell) for n, cell in enumerate(headings) if cell}
    taken = taken_columns(answer)
    have_emails = has_emails(rows[first:], key_columns)
    are_lone = most_stand_alone(rows[first:])
    roles = {}
    for number in range(first, len(rows)):
        filled = {n: cell for n, cell in enumerate(rows[number]) if cell is not None}
        if not filled:
            continue
        role = role_of(filled, heading_keys, taken, key_columns)
        if role is None and number in notes:
            role = Role.NOTE
        if role in (None, Role.NOTE) and len(filled) == 1 and not are_lone:
            role = role_of_lone(filled, key_columns, role, have_emails, is_team)
        if role:
            roles[number] = role
    return without_last_groups(roles, len(rows))


def taken_columns(answer):
    return {column for column, name in answer.columns.items() if name}


def has_emails(rows, key_columns):
    """Whether most rows have an e-mail among what names them."""
    having = sum(
        any("@" in one_line(row[n]) for n in key_columns if n < len(row))
        for row in rows
    )
    return having * 2 > sum(any(cell is not None for cell in row) for row in rows)


def most_stand_alone(rows):
    """Whether a row has hardly ever more than one cell."""
    counts = [sum(cell is not None for cell in row) for row in rows]
    return sum(count == 1 for count in counts) * 2 >= sum(map(bool, counts))


def role_of(filled, heading_keys, taken, key_columns):
    if not taken & filled.keys():
        return Role.UNMAPPED
    if repeats_headings(filled, heading_keys):
        return Role.HEADING
    keys = [one_line(filled[n]) for n in key_columns if n in filled]
    if keys and not any("@" in key for key in keys) and is_total(keys[0]):
        return Role.TOTAL
    return None


def repeats_headings(filled, heading_keys):
    """Whether at least two cells, and four of five, say what stands above them."""
    others = 0
    for column, cell in filled.items():
        others += heading_words(cell) != heading_keys.get(column)
        if others * 5 > len(filled):
            return False
    return len(filled) - others > 1


def is_total(text):
    words = fold(text).split()
    if len(words) == 2 and words[0].isdecimal() and words[1] in COUNTED:
        return True
    while words and (words[-1].isdecimal() or words[-1] in ("level", "score", "of")):
        words = words[:-1]
    return " ".join(words) in TOTALS or (len(words) < 4 and words[:1] == ["total"])


def role_of_lone(filled, key_columns, role, have_emails, is_team):
    text = one_line(*filled.values())
    if "@" in text:
        return role
    if len(text) > LONGEST_GROUP or any(sign in text.rstrip(":") for sign in LEGEND):
        return role or Role.LEGEND
    names_group = role == Role.NOTE or have_emails or (is_team and is_team(text))
    if names_group or GROUPS.intersection(fold(text).split()):
        return Role.GROUP
    return role


REMARKS = (Role.LEGEND, Role.NOTE, Role.TOTAL)


def without_last_groups(roles, end):
    """Let a group with no row below it be a remark."""
    for number in sorted(roles, reverse=True):
        below = roles.get(number + 1, Role.LEGEND if number + 1 == end else None)
        if roles[number] == Role.GROUP and below in (
            Role.LEGEND,
            Role.NOTE,
            Role.TOTAL,
        ):
            roles[number] = Role.LEGEND
    return roles
