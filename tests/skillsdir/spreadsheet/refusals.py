"""What the reader says to a file that it refuses."""

import pytest

from skillsdir.spreadsheet.reading import UnreadableFileError, read_workbook


def refusal(content, name="people.xlsx"):
    with pytest.raises(UnreadableFileError) as refused:
        read_workbook(content, name)
    return str(refused.value)
