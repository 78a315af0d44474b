"""TBD and its kin stand where a name is missing: they are nobody, and it is said."""

import pytest

from skillsdir.spreadsheet.cells.people import names_nobody
from tests.skillsdir.spreadsheet.corpus.cases import results_of

NOBODY = (
    *("TBD", "tba", "N.N.", "NN", "n/a", "Vacant", "Vacant 2", "Open position", "?"),
    *("Open role #3", "To be hired", "To be confirmed", "–", "???", "(vacant)"),
    *("TBD (Data engineer)", "New hire", "Unassigned", "Vakant", "noch offen"),
    *("À pourvoir", "vacature", "To hire"),
)
SOMEBODY = (
    *(
        "Ana Silva",
        "Noah Vacant",
        "Open Ng",
        "Nn Ito",
        "李明",
        "Анна",
        "Bo",
        "Ana (TBD)",
    ),
    *("Hope Newhire", "Libretta", "Nobody Knows"),
)


@pytest.mark.parametrize("text", NOBODY)
def test_a_placeholder_names_nobody(text):
    assert names_nobody(text)


@pytest.mark.parametrize("text", [*SOMEBODY, ""])
def test_a_name_names_somebody(text):
    assert not names_nobody(text)


@pytest.fixture
def today(db, time_machine):
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)


SHEETS = (
    (
        "Project,Name,From,To,FTE\nChurn,Ana Silva,2026-01-05,2026-06-26,1\n"
        "Churn,{},2026-01-05,2026-06-26,1"
    ),
    "Name,Project,Jan 2026,Feb 2026\nAna Silva,Churn,50%,50%\n{},Churn,50%,50%",
    "Name,Team,Role\nAna Silva,Data,Analyst\n{},Data,Analyst",
    (
        "Name,E-mail,Project,Start\nAna Silva,ana@x.example,Churn,2026-01-05\n"
        "{},,Churn,2026-01-05"
    ),
    "First name,Last name,Team\nAna,Silva,Data\n{},,Data",
    (
        "Employee,First day,Last day,Reason\nAna Silva,2026-08-03,2026-08-14,Leave\n"
        "{},2026-08-03,2026-08-14,Leave"
    ),
)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("who", ["TBD", "N.N.", "Open position"])
def test_an_open_seat_is_left_out_and_said(sheet, who, today):
    results = results_of({"text": sheet.format(who)})
    assert [line.partition(";")[0] for line in results["people"]] == ["Ana Silva"]
    assert "3 row" in results["not_taken"]


def test_an_e_mail_says_who_it_is(today):
    text = "Name,E-mail,Team\nTBD,bo@x.example,Data\nAna Silva,ana@x.example,Data"
    assert len(results_of({"text": text})["people"]) == 2


@pytest.mark.parametrize(
    "text",
    ["Project,Status,Lead\nChurn,active,{}", "Name,Manager,Team\nAna Silva,{},Data"],
)
@pytest.mark.parametrize("who", ["TBD", "Vacant", "To be hired"])
def test_whom_nobody_leads_has_no_lead(text, who, today):
    results = results_of({"text": text.format(who)})
    assert who not in str(results)
    assert "refused" not in results
