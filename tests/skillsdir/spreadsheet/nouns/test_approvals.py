"""What cells say of whether a leave or a booking holds."""

import pytest

from skillsdir.spreadsheet.nouns.approvals import Approval, approval_of, is_planned

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
