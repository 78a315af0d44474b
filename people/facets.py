"""Options of a filter, each with the number of rows that choosing it gives.

A facet counts the rows under all *other* filters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and the number of rows that choosing it gives."""

    value: str
    label: str
    count: int
    is_selected: bool = False
    group: str = ""
    position: int = 0
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows that pass all checks, in order, and those that one check alone keeps out."""

    passed: Sequence
    kept_out_by: dict[str, list] = field(default_factory=dict)

    def under_others(self, name):
        """The rows under all filters but one, in no particular order."""
        kept_out = self.kept_out_by.get(name)
        return [*self.passed, *kept_out] if kept_out else self.passed


def sift(rows: Sequence, checks: dict[str, Callable]) -> Sifted:
    """Look at each row once; `checks` are tests of a row by the name of the filter."""
    if not checks:
        return Sifted(rows)
    passed, kept_out_by = [], {name: [] for name in checks}
    for row in rows:
        failed = [name for name, test in checks.items() if not test(row)]
        if not failed:
            passed.append(row)
        elif len(failed) == 1:
            kept_out_by[failed[0]].append(row)
    return Sifted(passed, kept_out_by)
