import pytest

from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import (
    KNOWN,
    RESULTS,
    load_cases,
    results_of,
)

CASES = dict(load_cases())


@pytest.fixture(autouse=True)
def catalogue(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)
    for name in KNOWN:
        SkillFactory(name=name)


@pytest.mark.alike
@pytest.mark.parametrize("name", CASES)
def test_a_file_comes_in_as_a_person_would_expect(name):
    case = CASES[name]
    expected = {key: case[key] for key in RESULTS if key in case}
    assert results_of(case) == expected
