"""No file that somebody changed makes reading fail: it is read, or refused in words.

Every run changes the same files: `EXAMPLES=15` tries more, `WALK_SEED=2` others.
"""

import logging
import os
from collections import Counter
from random import Random

import pytest

from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from tests.skillsdir.spreadsheet.workbooks import PEOPLE, csv_file, ods, xlsx
from tests.thoroughness import how_many
from tests.walk.mutations import mutated

FILES = how_many(100)
SEED = int(os.environ.get("WALK_SEED") or 1)


def read(content):
    """What became of a file: the count of its sheets, or why it is refused."""
    try:
        return f"{len(read_workbook(content, 'staff.xlsx'))} read"
    except UnreadableFileError as error:
        return str(error)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "good",
    [
        xlsx({"People": PEOPLE, "Teams": PEOPLE}, merged={"People": ["A1:B1"]}),
        ods({"People": PEOPLE, "Teams": PEOPLE}),
        csv_file(PEOPLE),
    ],
    ids=["xlsx", "ods", "csv"],
)
def test_a_changed_file_is_read_or_refused_in_words(good, caplog):
    random, answers = Random(SEED), Counter()
    with caplog.at_level(logging.ERROR):
        for number in range(FILES):
            answers[read(mutated(good, random))] += 1
            assert not caplog.records, f"the changed file no. {number}"
    print("", *answers.most_common(12), sep="\n")
    assert any("read" in answer for answer in answers)
