"""Which column may be which field, and why a mapping cannot stand."""

from collections import Counter

from skillsdir.spreadsheet.nouns import BY_NAME, SEVERAL

# A field that two columns may fill: one with names, one with e-mails.
WHO = "person"
NAME_PARTS = ("first_name", "last_name")
# What a cell with two days gives.
SPAN_DAYS = ("starts_on", "ends_on")
# How a column of another sheet says that it is of the person of the row.
OF_PERSON = "person."


def find_problem(answer):
    """Why columns cannot be as they were answered; "" if they can."""
    kind = BY_NAME.get(answer.kind)
    if kind is None:
        return f"there is no kind of sheet called “{answer.kind}”"
    used = Counter(answer.columns.values())
    for name, count in used.items():
        if find_column(kind, name) is None:
            return f"sheets of {kind.title.lower()} have no field “{name}”"
        if name not in SEVERAL and count > (2 if name == WHO else 1):
            heading = find_column(kind, name).heading
            return f"{count} columns are mapped to “{heading}”: leave all but one out"
    if "name" in used and used.keys() & set(NAME_PARTS):
        return "names stand in a column of their own and in two parts: leave one out"
    if "span" in used and used.keys() & set(SPAN_DAYS):
        return "days stand in columns of their own and two in one cell: leave one out"
    if "period" in used and answer.values.get("year") == "":
        return "weeks and months name no year, and would be over this year: say which"
    return missing_key(kind, {*used, *answer.values, answer.groups})


def find_column(kind, name):
    """The column of a kind, or of the person of its rows, by its name; or `None`."""
    if name.startswith(OF_PERSON) and kind.about == "person":
        kind, name = BY_NAME["people"], name.removeprefix(OF_PERSON)
        if name not in kind.by_name:
            return None
    return next((column for column in kind.offered if column.name == name), None)


def missing_key(kind, used):
    if used & set(NAME_PARTS):
        used |= {"name", WHO}
    if "span" in used:
        used |= {*SPAN_DAYS}
    if "period" in used:
        # Days stand in the headings, and cells may name the project.
        used |= {"project"}
    for names in kind.keys:
        if not names & used:
            headings = " or ".join(
                kind.column(name).heading for name in sorted(names, reverse=True)
            )
            return f"no column is mapped to {headings}: nothing says what a row is"
    return ""
