"""How much and until when, said behind a project in a list, and in headings."""

import pytest

from skillsdir.spreadsheet.cells.people import names_nobody
from skillsdir.spreadsheet.cells.projects import projects_in
from tests.skillsdir.spreadsheet.corpus.cases import results_of

SAID = (
    ("Churn (50%)", 50, "", ""),
    ("Churn 100 %", 100, "", ""),
    ("Churn: 50 %", 50, "", ""),
    ("Churn – 0.5 FTE", 50, "", ""),
    ("Churn @20%", 20, "", ""),
    ("Churn, 50%", 50, "", ""),
    ("Churn (2 days/week)", 40, "", ""),
    ("Churn (until 30.06.2026)", None, "", "2026-06-30"),
    ("Churn (bis Juni 2026)", None, "", "2026-06-30"),
    ("Churn (since 2026-01-05)", None, "2026-01-05", ""),
    ("Churn (50%, until June 2026)", 50, "", "2026-06-30"),
    ("Churn (50% until June 2026)", 50, "", "2026-06-30"),
    ("Churn 20% from 01.04.2026", 20, "2026-04-01", ""),
    ("Churn (5 Jan - 26 Jun 2026)", None, "2026-01-05", "2026-06-26"),
    ("Churn (Q1 2026)", None, "2026-01-01", "2026-03-31"),
    ("Churn - 30 % - lead", 30, "", ""),
    ("Churn until 2026-06-30", None, "", "2026-06-30"),
)


@pytest.mark.parametrize(("text", "percent", "first", "last"), SAID)
def test_share_and_days_are_none_of_the_name(text, percent, first, last):
    (mention,) = projects_in(text)
    days = {name: f"{day}" for name, day in mention.days}
    assert (mention.name, mention.percent) == ("Churn", percent)
    assert (days.get("starts_on", ""), days.get("ends_on", "")) == (first, last)


NAMES = (
    *("Churn", "Churn 2026", "Churn (phase 2)", "Plan 50", "Go to 2030"),
    *("Migration from 2020", "From SAP to S4", "Renewables 100", "Churn (EMEA)"),
    *("Until Dawn", "Churn - phase 2"),
)


@pytest.mark.parametrize("text", NAMES)
def test_names_stay_whole(text):
    (mention,) = projects_in(text)
    assert (mention.name, mention.percent, mention.days) == (text, None, ())


UNCLEAR = ("03/04/2026", "until 03/04/2026", "120%", "from 99.99.2026")


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_is_not_clear_is_named_and_books_nobody(said, db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)
    text = f'Name,Current projects\nAna Silva,"Churn ({said}); Risk"'
    results = results_of({"text": text})
    why = f"“{said}” is no share or day that is clear"
    assert results["refused"] == [f"B2 Ana Silva: Churn: {why}"]
    assert [line.partition(";")[0] for line in results["bookings"]] == ["Ana Silva"]


@pytest.mark.parametrize("again", ["5% ", "(5%) ", "from 1 ", "- 5% ", "to be "])
def test_a_very_long_entry_is_read_soon(again):
    text = f"Churn {again * 5_000}"
    assert not names_nobody(text)
    assert len(projects_in(text)) == 1


def test_an_outcome_beside_days_is_one():
    (mention,) = projects_in("Churn (in use, until 06/2024)")
    assert (mention.name, mention.outcome) == ("Churn", "in_use")


def test_shares_in_a_list_are_booked(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)
    text = 'Name,Current projects\nAna Silva,"Churn (50%); Risk (20%, rollout)"'
    results = results_of({"text": text})
    assert results["projects"] == ["Churn; status active", "Risk; status active"]
    assert [line[-2:] for line in results["bookings"]] == ["50", "20"]
    assert "asked" not in results


HEADINGS = (
    *(("% Allocated", 50), ("Allocated %", 50), ("Booked (%)", 50), ("Effort", "50%")),
    *(("Days per week", 2.5), ("Hours/week", 20), ("Hrs/wk", 20), ("% of time", 50)),
    *(("FTE %", 50), ("Planned %", 50), ("Stunden pro Woche", 20)),
    *(("Jours par semaine", 2.5), ("Weekly hours", 20)),
)


@pytest.mark.parametrize(("heading", "half"), HEADINGS)
def test_shares_under_everyday_headings(heading, half, db):
    whole = "100%" if isinstance(half, str) else half * 2
    rows = [f"Ana Silva,Churn,2026-03-15,{whole}", f"Bo Lind,Churn,2026-03-15,{half}"]
    text = "\n".join([f"Employee,Project,Start,{heading}", *rows])
    found = results_of({"text": text})["bookings"]
    assert [line.rpartition(" ")[2] for line in found] == ["100", "50"]


@pytest.mark.parametrize("heading", ["% Allocated", "Booked (%)"])
def test_what_people_are_booked_for_is_no_capacity(heading, db):
    text = f"Name,E-mail,{heading}\nAna Silva,ana@x.example,40"
    results = results_of({"text": text})
    assert results["people"] == ["Ana Silva; email ana@x.example"]
    assert results["not_taken"] == [f"C {heading}"]


def test_hours_of_days_stay_a_time_sheet(db):
    text = "Employee,Project,Date,Hours\nAna Silva,Churn,2026-01-05,7.5"
    assert results_of({"text": text})["not_taken"] == ["the whole sheet"]
