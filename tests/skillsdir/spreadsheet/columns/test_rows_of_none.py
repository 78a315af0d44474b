"""What a row of none says tells nothing of the others: their unit, days or kind."""

import pytest

from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


HOURS = "Name,Project,W12 2026,W13 2026\nAna,Churn,20,40\nBo,Risk,40,8\n"
PARTS = "Name,Project,Jan 2026,Feb 2026\nAna,Churn,0.5,1\nBo,Risk,1,1\nCy,Risk,1,1\n"
DAYS = "Name,Project,Jan 2026,Feb 2026\nAna,Churn,11,20\nBo,Risk,5,10\n"
LONG = "Name,Project,Jan 2026,Feb 2026\n" + "".join(
    f"Person {letter},Churn,160,80\n" for letter in "ABCDEFGHIJ"
)
BOOKED = "Project,Employee,Start,End,FTE\nChurn,Ana,2026-01-05,2026-06-26,0.5\n"
BY_DAYS = "Employee,Project,Start,End,%\nAna,Churn,3/15/2026,4/2/2026,50\n"
FULL = "Name,Capacity\nAna,32\nBo,40\n"
ENDS = (
    (HOURS, "Total,,60,48\n"),
    (HOURS, "Summe,,60,48\n"),
    (HOURS, "Average,,30,24\n"),
    (HOURS, ",Total,60,48\n"),
    (HOURS, "Name,Project,W12 2026,W13 2026\nTotal,,600,480\n"),
    (HOURS, "\nLegend,,,\n40 %,is two days,,\n"),
    (PARTS, "Total,,2.5,3\n"),
    (PARTS, "3 people,,2.5,3\n"),
    (PARTS, "Σ,,2.5,3\n"),
    (DAYS, "Grand total,,16,30\n"),
    (LONG, "Total,,1600,800\n"),
    (BOOKED, ",Total,,,40\n"),
    (BOOKED, "Subtotal,,,,12.5\n"),
    (BY_DAYS, "Total,,25/12/2026,,50\n"),
    (FULL, "Total,72\n"),
    (FULL, "Average,36\n"),
)


def come_of(text):
    results = results_of({"text": text})
    return {name: results.get(name) for name in ("people", "bookings", "asked")}


@pytest.mark.parametrize(("rows", "end"), ENDS)
def test_a_last_row_changes_nothing_of_others(rows, end):
    assert come_of(rows + end) == come_of(rows)


def test_hours_are_hours_above_their_total():
    bookings = come_of(f"{HOURS}Total,,60,48\n")["bookings"]
    assert [line.rpartition(" ")[2] for line in bookings] == ["50", "100", "100", "20"]


MEDIA = "Team,Name,Project,W12 2026,W13 2026\n"
MEDIA += "Media,Ana,Churn,20,40\nMedia,Bo,Risk,8,8\n"


@pytest.mark.parametrize("rows", [MEDIA, HOURS.replace("Ana", "Max Total")])
def test_people_and_teams_are_no_totals(rows):
    assert come_of(rows)["bookings"][0].endswith("percent 50")


def test_a_heading_again_approves_no_leave():
    rows = "Employee,First day,Last day,Approved\nAna,2026-08-03,2026-08-14,\n"
    again = "Employee,First day,Last day,Approved\nBo,2026-08-03,2026-08-14,\n"
    found = results_of({"text": rows + again})["absences"]
    assert [line.partition(";")[0] for line in found] == ["Ana", "Bo"]


@pytest.mark.parametrize("end", ["", "Total,,2.5,3\n" * 30])
def test_totals_cost_no_query(end, django_assert_num_queries):
    with django_assert_num_queries(37):
        come_of(PARTS + end)


ROWS = ("Total,,,1.9", ",,Total,1.9", "Sum,,,", ",Total,,1.9", ",,Grand total,2")


@pytest.mark.parametrize("row", ROWS)
def test_a_total_may_stand_in_any_column(row):
    booked = "Month,Employee,Project,FTE\n2026-01,Ana,Churn,0.5\n"
    results = results_of({"text": f"{booked}{row}"})
    assert results["bookings"] == results_of({"text": booked})["bookings"]
    assert "refused" not in results
