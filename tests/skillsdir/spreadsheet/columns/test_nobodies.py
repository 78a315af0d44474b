"""What stands where people, their capacity or their team would, and is none of it."""

import pytest

from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


PEOPLE = ["Ana Silva", "Bo Lind"]
SKILLS = ["Ana Silva: Python 3, SQL 2", "Bo Lind: Python 2, SQL 4"]
BESIDE = (
    ("Category", "Languages", "Languages"),
    ("Type", "Core", "Core"),
    ("What for", "general programming", "querying"),
    ("# >=3", "1", "1"),
    (">= 3", "1", "1"),
    ("Average", "2.5", "3"),
)


@pytest.mark.parametrize("column", BESIDE, ids=lambda column: column[0])
def test_a_column_beside_people_that_is_of_skills_is_nobody(column):
    heading, *cells = column
    head = f"Tool,{heading},Ana Silva,Bo Lind"
    rows = f"Python,{cells[0]},3,2\nSQL,{cells[1]},2,4"
    results = results_of({"text": f"{head}\n{rows}"})
    assert (results["people"], results["skills"]) == (PEOPLE, SKILLS)
    assert results["not_taken"] == ["B row"]


SUMS = ("Coverage", "Total", "Average", "Required", "# >=3")


@pytest.mark.parametrize("row", SUMS)
def test_a_row_below_skills_that_counts_is_no_skill(row):
    text = f"Skill,Ana Silva,Bo Lind\nPython,3,2\nSQL,2,4\n{row},2,2"
    results = results_of({"text": text})
    assert (results["people"], results["skills"]) == (PEOPLE, SKILLS)
    assert "catalogue" not in results


AVAILABLE = (
    ("15/01/2027", "now"),
    ("2027-01-15", "2027-02-01"),
    ("Immediate", "15-Jan-2027"),
)


@pytest.mark.parametrize("cells", AVAILABLE)
@pytest.mark.parametrize("heading", ["Availability", "Next availability"])
def test_a_day_from_which_somebody_is_free_is_no_capacity(heading, cells):
    rows = f"Ana Silva,{cells[0]},3,2\nBo Lind,{cells[1]},2,4"
    results = results_of({"text": f"Name,{heading},Python,SQL\n{rows}"})
    assert (results["people"], results["skills"]) == (PEOPLE, SKILLS)
    assert results["not_taken"] == [f"B {heading}"]


def test_letters_that_grade_are_no_goals():
    text = "Name,Python,Interest,SQL,Interest\nAna Silva,3,H,2,L\nBo Lind,2,H,4,M"
    results = results_of({"text": text})
    assert results["skills"] == SKILLS
    assert results["not_taken"] == ["C Interest", "E Interest"]


def test_a_lone_letter_may_be_a_skill():
    SkillFactory(name="C")
    text = "Name,Skills\nAna Silva,C\nBo Lind,C"
    assert len(results_of({"text": text})["skills"]) == 2


def test_people_with_their_roles_are_no_team():
    cells = '"Ana Silva (lead), Bo Lind (DE 50%)"'
    text = f"Project,Team,Status\nChurn,{cells},running\nRisk,Bo Lind,finished"
    results = results_of({"text": text})
    assert results["projects"] == ["Churn; status active", "Risk; status closed"]
    assert results["not_taken"] == ["B Team"]


def test_who_a_task_is_assigned_to_is_somebody_and_the_task_is_nobody():
    text = "Key,Summary,Assignee,Skills\nD-1,Build churn model,Ana Silva,Python\n"
    results = results_of({"text": f"{text}D-2,Tune SQL,Bo Lind,SQL"})
    assert results["people"] == PEOPLE


HEADINGS = (
    "Python (1=low, 5=high)",
    "Python (0 = none; 4 = expert)",
    "Python (lead)",
    "Python (manager)",
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_bracket_on_how_it_was_rated_is_no_part_of_a_skill(heading):
    results = results_of({"text": f'Name,"{heading}",SQL\nAna,3,2\nBo,1,4'})
    assert results["skills"] == ["Ana: Python 3, SQL 2", "Bo: Python 1, SQL 4"]


def test_two_who_rate_and_disagree_are_asked_about():
    text = "Name,Python (self),Python (lead)\nAna Silva,4,3\nBo Lind,2,2"
    assert results_of({"text": text})["asked"] == ["twice"]


def test_false_says_that_somebody_has_no_skill():
    rows = "Name,Python,SQL\nAna Silva,TRUE,FALSE\nBo Lind,FALSE,TRUE"
    results = results_of({"text": rows})
    assert results["skills"] == ["Ana Silva: Python 2", "Bo Lind: SQL 2"]
    assert "refused" not in results


def test_percent_as_a_spreadsheet_keeps_them_are_levels():
    results = results_of({"xlsx": "Name,Python,SQL\nAna,0.8,0.6\nBo,0.4,1"})
    assert results["skills"] == ["Ana: Python 3, SQL 3", "Bo: Python 2, SQL 4"]


def test_numbers_above_one_that_are_no_levels_stay_none():
    results = results_of({"text": "Name,Python,SQL\nAna,12.4,3\nBo,0.3,4"})
    assert results["not_taken"] == ["B Python"]
