"""Days behind a project to come are of that one, and not of the project before it."""

import pytest

from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import results_of


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)


DAYS = "starts_on 2026-03-09; ends_on 2027-03-31"
BEFORE = f"Ana Silva; {DAYS}; percent 50; project Churn"
FILES = (
    ("Name,Current project,Until,Next project,From", ["D Next project", "E From"]),
    ("Employee,Project,End,Next project,Start", ["D Next project", "E Start"]),
    ("Name,Project,Until,Next assignment,From", ["D Next assignment", "E From"]),
)


@pytest.mark.parametrize(("headings", "left_out"), FILES)
def test_no_booking_begins_with_the_next_project(headings, left_out):
    row = "Ana Silva,Churn,2027-03-31,Risk,2027-04-01"
    results = results_of({"text": f"{headings}\n{row}"})
    assert results["bookings"] == [BEFORE]
    assert results["not_taken"] == left_out


def test_a_next_project_that_is_called_like_a_skill_is_no_wish():
    SkillFactory(name="Data lake")
    text = "Name,Current project,Until,Next project\nAna Silva,Churn,,Data lake"
    assert "goals" not in results_of({"text": text})


def test_a_next_project_alone_is_booked_on_its_days():
    text = "Name,Next project,From\nAna Silva,Risk,2027-04-01"
    (line,) = results_of({"text": text})["bookings"]
    assert line == "Ana Silva; percent 50; project Risk; starts_on 2027-04-01"
