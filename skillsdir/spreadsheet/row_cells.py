"""Reads the cells of one line into the values of a row."""

from skillsdir.spreadsheet.entities import CellError, SkippedError
from skillsdir.spreadsheet.fields import KEPT
from skillsdir.spreadsheet.lines import CLEARED


def read_cells(survey, noun, line, but=()):
    """The values of a line by field, and problems: pairs of a place and what is wrong.

    What is left out as decided has no value; where the row is nothing without it, a
    `SkippedError` is returned in place of the values.
    """
    values, problems = {}, []
    for name in line.cells:
        one = noun.by_name.get(name)
        if one is None or one.read is None or name in but:
            continue
        cell = line.cell(name)
        try:
            if cell.value == CLEARED:
                values[one.target] = cleared(one)
            else:
                values[one.target] = one.read(survey, cell)
        except SkippedError as skipped:
            if name in noun.required:
                return skipped, problems
        except CellError as error:
            problems.append((cell.place, str(error)))
    return values, problems


def cleared(one):
    if one.empty is KEPT:
        raise CellError("cannot be cleared")
    return one.empty


def reject(change, problems, label):
    """Reject a line at its first problem, naming the others as well."""
    (change.place, why), *others = problems
    change.name = label
    change.reject("; ".join([why, *(f"{place}: {more}" for place, more in others)]))


def line_label(line):
    names = ("person", "email", "project", "skill", "name")
    words = [str(line.cells[name])[:80] for name in names if name in line.cells]
    return ": ".join(words) or "a row without a name"
