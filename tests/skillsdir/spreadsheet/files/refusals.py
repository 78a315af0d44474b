"""What the reader says to a file that it refuses."""

import pytest

from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError


def refusal(content, name="people.xlsx"):
    with pytest.raises(UnreadableFileError) as refused:
        read_workbook(content, name)
    return str(refused.value)
