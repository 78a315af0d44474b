"""What cells say of whether a leave or a booking holds, and of who is not away."""

import pytest

from skillsdir.spreadsheet.nouns.approvals import (
    Approval,
    approval_of,
    is_at_work,
    is_planned,
)
from tests.skillsdir.spreadsheet.corpus.cases import results_of

SAID = {
    Approval.GIVEN: (
        "Approved",
        "approved by Bo",
        "genehmigt",
        "Yes",
        "x",
        "Confirmed",
    ),
    Approval.REFUSED: (
        *("Rejected", "Cancelled", "Canceled by employee", "declined", "Withdrawn"),
        *("abgelehnt", "storniert", "Zurückgezogen", "refusé", "rechazada"),
        "Approved, then cancelled",
    ),
    Approval.OPEN: (
        *("Pending", "Pending approval", "requested", "beantragt", "in Prüfung"),
        *("not approved", "nicht genehmigt", "not yet approved", "No", "nein"),
    ),
    None: ("Vacation", "Bo Lind", "Full-time", ""),
}
WORDS = [(word, said) for said, words in SAID.items() for word in words]


@pytest.mark.parametrize(("word", "said"), WORDS)
def test_words_say_whether_it_holds(word, said):
    assert approval_of(word) == said


@pytest.mark.parametrize(
    ("sign", "said"),
    [("✓", Approval.GIVEN), (" ✔ ", Approval.GIVEN), ("❌", Approval.OPEN)],
)
def test_signs_say_it_as_well(sign, said):
    assert approval_of(sign) == said


@pytest.mark.parametrize("word", ["Planned", "proposed", "vorläufig", "Geplant (50 %)"])
def test_what_is_planned_is_no_request(word):
    assert is_planned(word)
    assert not is_planned("requested")


def test_yes_answers_what_the_heading_asks():
    assert approval_of("yes", "Cancelled") == Approval.REFUSED
    assert approval_of("no", "Cancelled") == Approval.GIVEN
    assert approval_of("yes", "Approved") == Approval.GIVEN


AT_WORK = (
    *("Home office", "Homeoffice", "Working from home", "WFH", "Remote work"),
    *("Business trip", "Dienstreise", "On call", "Rufbereitschaft", "Overtime"),
    *("Client visit", "Present", "Mobiles Arbeiten", "Télétravail"),
)
AWAY = (
    *("Vacation", "Urlaub", "Sick leave", "Parental leave", "Training leave"),
    *("Training", "Conference", "Schulung", "Formation", "Opleiding"),
    *("Bildungsurlaub", "Bank holiday", "Jury duty", "Sabbatical", "Office closed"),
)


@pytest.mark.parametrize("word", AT_WORK)
def test_who_works_elsewhere_is_not_away(word):
    assert is_at_work(word)


@pytest.mark.parametrize("word", AWAY)
def test_who_has_leave_is(word):
    assert not is_at_work(word)


ANA = "Ana Silva; starts_on 2027-01-04; ends_on 2027-01-08"
GERMAN, ENGLISH = ("genehmigt", "abgelehnt"), ("Approved", "Denied")
COLUMNS = {
    "Genehmigungsstatus": GERMAN,
    "Bearbeitungsstatus": ("bewilligt", "storniert"),
    "Freigabestatus": GERMAN,
    "Bewilligt": ("ja", "nein"),
    "Urlaubsgenehmigung": ("ja", "nein"),
    "Workflow": ENGLISH,
    "Manager's answer": ("approved", "withdrawn"),
    "Statut de la demande": ("validé", "refusé"),
    "Approved by manager": ("yes", "no"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [False, True])
@pytest.mark.parametrize("heading", COLUMNS)
def test_a_leave_that_was_refused_is_none_whatever_its_column_is_called(heading, kind):
    given, refused = COLUMNS[heading]
    more = (",Type", ",Vacation") if kind else ("", "")
    rows = [
        f"Employee,From,To,{heading}{more[0]}",
        f"Ana Silva,2027-01-04,2027-01-08,{given}{more[1]}",
        f"Bo Lind,2027-01-04,2027-01-08,{refused}{more[1]}",
    ]
    results = results_of({"text": "\n".join(rows)})
    assert results["absences"] == [
        "Ana Silva; starts_on 2027-01-04; ends_on 2027-01-08"
    ]
    assert "3 row" in results["not_taken"]


@pytest.mark.django_db
@pytest.mark.parametrize("heading", ["Leave type", "Type", "Abwesenheitsart", "Reason"])
def test_days_at_work_elsewhere_are_told_and_no_absence(heading):
    rows = [
        f"Employee,{heading},First day off,Last day off,Status",
        "Ana Silva,Vacation,2027-01-04,2027-01-08,approved",
        "Bo Lind,Home office,2027-01-04,2027-01-08,approved",
        "Cy Ray,Business trip,2027-01-04,2027-01-08,approved",
    ]
    results = results_of({"text": "\n".join(rows)})
    assert results["absences"] == [
        "Ana Silva; starts_on 2027-01-04; ends_on 2027-01-08"
    ]
    assert results["not_taken"] == ["3, 4 rows"]
