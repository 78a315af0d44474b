"""Rows of a sheet that are none of its rows: totals, legends, groups, headings."""

from enum import StrEnum
from itertools import takewhile

from people.spelling.names import fold
from projects.models.choices import AssignmentStatus
from skillsdir.spreadsheet.cells.people import (
    is_figure,
    is_gone,
    is_total,
    names_nobody,
    says_gone_beside,
)
from skillsdir.spreadsheet.columns import periods
from skillsdir.spreadsheet.columns.headings import (
    count_known,
    heading_words,
    heads_another_table,
)
from skillsdir.spreadsheet.columns.profiles import (
    LONG,
    begins_remark,
    looks_like_remark,
    rows_without_levels,
)
from skillsdir.spreadsheet.nouns.approvals import (
    Approval,
    approval_of,
    is_at_work,
    is_planned,
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
# Begin what explains the rows above.
LEGENDS = frozenset(
    (
        *("legend", "legende", "key", "scale", "skala", "note", "notes", "echelle"),
        *("levels", "leyenda", "legenda", "source", "quelle", "remarks", "anmerkungen"),
        *("rating", "ratings", "level descriptions", "bewertungsskala", "rating scale"),
    )
)
LONGEST_SIGN = 12
# Of a row that sums up others one of so many first texts says so.
MOST_TEXTS = 3


# Kinds with rows that may be a name and no more.
NAMES_ALONE = ("teams", "locations", "categories", "skills")


class Role(StrEnum):
    """Why a row is not one of the sheet's."""

    NOTE = "a note across the sheet"
    HEADING = "the headings again"
    TOTAL = "a total or average"
    LEGEND = "a legend or remark"
    GROUP = "a group"
    NOBODY = "nobody is named yet"
    GONE = "somebody who has left, or was not hired"
    REFUSED = "rejected, cancelled or withdrawn"
    OPEN = "not approved, or not yet"
    UNCLEAR = "whether it was approved is not said in words that are known here"
    AT_WORK = "at work, though elsewhere: no absence"
    ABOVE = "above the headings"
    OTHER = "another table: give it a sheet of its own"
    PROPERTY = "of the skills, and of nobody"
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
    heading_keys = keys_of_headings(headings)
    taken = taken_columns(answer)
    standing = [n for n, name in answer.columns.items() if name == "standing"]
    named = [n for n in key_columns if answer.columns.get(n) in ("name", "person")]
    roles = properties(rows, answer) | below_the_table(rows, first)
    roles |= dict.fromkeys(subtotals(rows, first) - roles.keys(), Role.TOTAL)
    others = rows_of_none(rows, answer.header_row)
    own = [row for n, row in enumerate(rows[first:], first) if n not in others]
    approvals = approvals_of(own, answer, headings)
    have_emails = has_emails(own, key_columns)
    are_lone = answer.kind in NAMES_ALONE or most_stand_alone(
        [rows[n] for n in range(first, len(rows)) if n not in roles]
    )
    for number in range(first, len(rows)):
        if number in roles:
            continue
        filled = {n: cell for n, cell in enumerate(rows[number]) if cell is not None}
        if not filled:
            continue
        role = role_of(filled, heading_keys, taken, key_columns, answer.kind)
        if role is None and has_left(filled, standing, named):
            role = Role.GONE
        if role is None:
            role = next(filter(None, (look(filled) for look in approvals)), None)
        if role is None and number in notes:
            role = Role.NOTE
        if role is None and is_open_seat(filled, answer):
            role = Role.NOBODY
        is_lone = role in (None, Role.NOTE) and len(filled) == 1 and not are_lone
        if is_lone and is_legend(filled):
            role = role or Role.LEGEND
        elif role in (None, Role.NOTE) and names_a_group(filled, answer.kind):
            role = Role.GROUP
        elif is_lone:
            role = role_of_lone(filled, key_columns, role, have_emails, is_team)
        elif role is None and answer.kind == "people" and is_remark(rows[number]):
            role = Role.LEGEND
        if role:
            roles[number] = role
    return without_last_groups(roles, len(rows))


def properties(rows, answer):
    """Rows of a sheet that was turned which say more of its skills: a category."""
    if not answer.is_turned:
        return {}
    skills = [n for n, name in answer.columns.items() if name == "skill_level"]
    found = rows_without_levels(rows, answer.header_row + 1, skills)
    return dict.fromkeys(found, Role.PROPERTY)


def is_open_seat(filled, answer):
    """Whether a row names nobody yet whom it is about, and has no e-mail either."""
    named = {"first_name", "last_name", "email"}
    named.add("name" if answer.kind == "people" else "person")
    cells = [
        one_line(filled.get(n)) for n, name in answer.columns.items() if name in named
    ]
    return names_nobody(" ".join(cells).strip()) and not any("@" in c for c in cells)


def has_left(filled, standing, named):
    """Whether a column says that somebody has left, or brackets behind the name do."""
    left = any(is_gone(filled.get(n)) for n in standing)
    return left or any(says_gone_beside(filled.get(n)) for n in named)


NOT_HELD = {
    Approval.REFUSED: Role.REFUSED,
    Approval.OPEN: Role.OPEN,
    Approval.AT_WORK: Role.AT_WORK,
}


def approvals_of(rows, answer, headings):
    """Functions that give the role of a row whose leave or booking does not hold.

    Where a column approves rows, what it does not approve is left out. A status of
    bookings has words of its own, and what it means by others is said elsewhere: what
    is planned is a booking, and no request.
    """
    names = ("approval", "leave_type")
    columns = [n for n, name in answer.columns.items() if name in names]
    if answer.kind == "bookings":
        columns += [n for n, name in answer.columns.items() if name == "status"]

    def looker(column):
        name, heading = answer.columns[column], headings[column] or ""
        cells = {row[column] for row in rows if row[column] is not None}
        own = {one.value for one in AssignmentStatus} if name == "status" else ()
        told = {cell for cell in cells if fold(one_line(cell)).strip() not in own}
        found = {cell: approval_of(cell, heading) for cell in told}
        if name == "leave_type":
            found = {cell: Approval.AT_WORK for cell in cells if is_at_work(cell)}
        if name == "status":
            found = {cell: one for cell, one in found.items() if not is_planned(cell)}
        approves = name == "approval" and Approval.GIVEN in found.values()

        def look(filled):
            cell = filled.get(column)
            given = found.get(cell)
            is_told = given or (cell is None and not approves) or name != "approval"
            return NOT_HELD.get(given) if is_told else Role.UNCLEAR

        return look

    return [looker(column) for column in columns]


def below_the_table(rows, first):
    """Rows after an empty one that are a legend, or another table with headings.

    A legend goes on until the next empty row, a table to the end. A table also begins
    where a row names again what stands in the first column, and else other headings.
    """
    roles, number = {}, first + 1
    headings = rows[first - 1] if first else ()
    while number < len(rows):
        is_apart = not count_filled(rows[number - 1])
        if heads_another_table(rows[number], headings, is_apart=is_apart):
            others = range(title_above(rows, first, number), len(rows))
            return roles | dict.fromkeys(others, Role.OTHER)
        filled = [cell for cell in rows[number] if cell is not None]
        is_first = not any(cell is not None for cell in rows[number - 1])
        if filled and is_first and begins_legend(filled):
            while number < len(rows) and 0 < count_filled(rows[number]) <= 2:
                roles[number] = Role.LEGEND
                number += 1
        elif is_first and begins_table(rows[number], headings):
            return roles | dict.fromkeys(range(number, len(rows)), Role.OTHER)
        number += 1
    return roles


def begins_table(row, headings):
    """Whether a row has known headings, and not those that stand above it again."""
    filled = {n: cell for n, cell in enumerate(row) if cell is not None}
    known = count_known([*filled.values()])
    is_again = repeats_headings(filled, keys_of_headings(headings))
    return len(filled) > 1 and known * 2 > len(filled) and not is_again


def keys_of_headings(headings):
    return {n: heading_words(cell) for n, cell in enumerate(headings) if cell}


def title_above(rows, first, number):
    """Where the lone cells above a row begin that an empty row sets off."""
    top = number
    while top > first and count_filled(rows[top - 1]) == 1:
        top -= 1
    return top if top > first and not count_filled(rows[top - 1]) else number


def rows_of_none(rows, header_row):
    """Rows below headings that are none of any kind of sheet: what they sum up, or say
    again, tells nothing of the others.

    Where most rows begin like totals, they are what the sheet is about.
    """
    first = header_row + 1
    headings = rows[header_row] if header_row >= 0 else ()
    heading_keys = keys_of_headings(headings)
    found = {*below_the_table(rows, first)}
    totals = subtotals(rows, first)
    for number in range(first, len(rows)):
        filled = {n: cell for n, cell in enumerate(rows[number]) if cell is not None}
        if repeats_headings(filled, heading_keys):
            found.add(number)
        elif begins_like_total([*filled.values()]):
            totals.add(number)
    return found | (totals if len(totals) * 2 < len(rows) - first else set())


def subtotals(rows, first):
    """Rows that sum up what is called so above them: "Ana Silva Total"."""
    above, found = [set() for _ in range(MOST_TEXTS)], set()
    for number, row in enumerate(rows[first:], first):
        for names, cell in zip(above, row, strict=False):
            if isinstance(cell, str):
                name, _, last = cell.rpartition(" ")
                if name in names and fold(last).strip() in SUBTOTALS:
                    found.add(number)
                names.add(cell)
    return found


SUBTOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "sum", "average", "ergebnis", "summe", "suma"),
        *("gesamt", "gesamtergebnis", "mittelwert", "anzahl", "somme", "totale"),
        *("totaal", "razem", "moyenne", "promedio", "resultaat", "resultat"),
    )
)


def begins_like_total(cells):
    """Whether one of the texts before any number says that these sum up others."""
    texts = list(takewhile(lambda cell: isinstance(cell, str), cells))
    texts = [text for text in texts[:MOST_TEXTS] if len(text) <= LONG]
    return any(map(is_total, texts)) and not any("@" in text for text in texts)


def begins_legend(filled):
    return len(filled) <= 2 and fold(one_line(filled[0])).strip() in LEGENDS


def count_filled(row):
    return sum(cell is not None for cell in row)


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
    """Whether a row has hardly ever more than one cell; remarks are none."""
    counts = [count_filled(row) for row in rows if not is_remark(row)]
    return sum(count == 1 for count in counts) * 2 >= sum(map(bool, counts))


def role_of(filled, heading_keys, taken, key_columns, kind):
    if not taken & filled.keys():
        return Role.UNMAPPED
    if repeats_headings(filled, heading_keys):
        return Role.HEADING
    keys = [one_line(filled[n]) for n in key_columns if n in filled]
    if not keys:
        return Role.TOTAL if begins_like_total([*filled.values()]) else None
    sums_up = is_figure if kind == "people" else is_total
    is_sum = sums_up(keys[0]) and not any("@" in key for key in keys)
    return Role.TOTAL if is_sum else None


def repeats_headings(filled, heading_keys):
    """Whether at least two cells, and four of five, say what stands above them."""
    others = 0
    for column, cell in filled.items():
        others += heading_words(cell) != heading_keys.get(column)
        if others * 5 > len(filled):
            return False
    return len(filled) - others > 1


def names_a_group(filled, kind):
    """Whether a lone cell is a month, or ends like a team, where rows are of people."""
    if len(filled) > 1 or kind in (*NAMES_ALONE, "projects"):
        return False
    (cell,) = filled.values()
    return periods.is_long(cell) or names_a_team(cell)


def names_a_team(cell):
    words = fold(one_line(cell)).split()
    return 1 < len(words) < 6 and words[-1] in ENDS_OF_TEAMS


ENDS_OF_TEAMS = ("team", "department", "group", "squad", "unit", "abteilung", "chapter")


def is_legend(filled):
    """Whether a cell says what a sign means: "3 = advanced", or that others do."""
    start, _, rest = one_line(*filled.values()).partition("=")
    says_more = bool(start and rest.strip()) and len(start) <= LONGEST_SIGN
    return says_more or fold(start).strip() in LEGENDS


def role_of_lone(filled, key_columns, role, have_emails, is_team):
    text = one_line(*filled.values())
    if "@" in text and not begins_remark(text):
        return role
    if looks_like_remark(text):
        return role or Role.LEGEND
    names_group = role == Role.NOTE or have_emails or (is_team and is_team(text))
    if names_group or GROUPS.intersection(fold(text).split()):
        return Role.GROUP
    return role


def is_remark(row):
    if count_filled(row) != 1:
        return False
    text = "".join(map(one_line, row))
    return looks_like_remark(text) and ("@" not in text or begins_remark(text))


REMARKS = (Role.LEGEND, Role.NOTE, Role.TOTAL, Role.OTHER)


def without_last_groups(roles, end):
    """Let a group with no row below it be a remark."""
    for number in sorted(roles, reverse=True):
        below = roles.get(number + 1, Role.LEGEND if number + 1 == end else None)
        if roles[number] == Role.GROUP and below in REMARKS:
            roles[number] = Role.LEGEND
    return roles
