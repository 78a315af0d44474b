"""The dry run, or the report afterwards, as a workbook."""

from people.table_files import xlsx_file
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action

HEADINGS = ("Where", "What", "Row", "Field", "Before", "After", "Why")
LEFT_OUT = ("Sheet", "Where", "What", "Cells or rows", "First values", "Why")
SUMMARY = ("What", *(str(action).capitalize() for action in Action))


def title_of(noun) -> str:
    """What rows of a noun are called: "Learning goals"."""
    return NOUNS[noun].title


def report(plan) -> bytes:
    """An .xlsx file: a sheet of counts, and one for each action.

    A change has a line for each of its fields. Cells that begin like a formula are
    neutralised.
    """
    sheets = [("Summary", SUMMARY, summary(plan.counts))]
    for action in Action:
        rows = [line for change in plan.only(action) for line in report_lines(change)]
        sheets.append((str(action).capitalize(), HEADINGS, rows))
    for title, is_taken in (("Not taken", False), ("Taken though hidden", True)):
        lines = [left_out_line(e) for e in plan.left_out if e.is_taken == is_taken]
        if lines:
            sheets.append((title, LEFT_OUT, lines))
    with xlsx_file(sheets) as file:
        return file.read()


def summary(counts):
    for noun, of_noun in counts.items():
        yield (title_of(noun), *(of_noun.get(str(action), 0) for action in Action))


def left_out_line(left):
    words = (left.sheet, left.where, left.what, left.count)
    return (*words, " · ".join(left.values), left.why)


def report_lines(change):
    """The lines of a change: all begin with where and what it is."""
    start = (change.place, title_of(change.noun), change.label)
    fields = [(one.label, one.old, one.new) for one in change.differences]
    for field in fields or [("", "", "")]:
        yield (*start, *field, change.why)
