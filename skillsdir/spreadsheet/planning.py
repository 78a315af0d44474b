"""The dry run: what the sheets make of the directory."""

from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.changes import Plan


def plan(sheets: list, answers: Answers) -> Plan:
    """Compare the sheets with the directory; writes nothing.

    As many queries for ten rows as for ten thousand. A row that depends on a question
    without an answer is rejected.
    """
    raise NotImplementedError
