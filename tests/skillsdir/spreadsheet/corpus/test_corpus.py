import pytest

from tests.skillsdir.spreadsheet.corpus.cases import (
    RESULTS,
    load_cases,
    results_of,
)

pytestmark = pytest.mark.usefixtures("catalogue")
CASES = dict(load_cases())


@pytest.mark.alike
@pytest.mark.parametrize("name", CASES)
def test_a_file_comes_in_as_a_person_would_expect(name):
    case = CASES[name]
    expected = {key: case[key] for key in RESULTS if key in case}
    assert results_of(case) == expected
