"""Answers are saved once, and never over those of somebody else."""

import pytest

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, OutdatedError, save_answers
from tests.skillsdir.spreadsheet.sent_files import upload


@pytest.fixture
def draft(db):
    upload("people", "name email", ("Ann", "ann@example.com"))
    return opened()


def opened():
    """The draft as another window has it."""
    return Draft(SpreadsheetImport.objects.get())


def test_a_draft_reads_its_file(draft):
    assert draft.sheets[0].rows[1] == ("Ann", "ann@example.com")


def test_a_file_is_read_once(draft):
    sheets = draft.sheets
    SpreadsheetImport.objects.update(file=b"\0")
    assert opened().sheets == sheets


def test_answers_are_saved(draft):
    save_answers(draft, draft.answers.with_(default_level=2), seen=draft.seen)
    assert opened().answers.default_level == 2


def test_the_same_answers_twice_are_no_conflict(draft):
    seen = draft.seen
    answers = draft.answers.with_(default_level=2)
    save_answers(draft, answers, seen=seen)
    save_answers(opened(), answers, seen=seen)
    assert opened().answers == answers


def test_other_answers_meanwhile_are_a_conflict(draft):
    other = opened()
    save_answers(other, other.answers.with_(default_level=3), seen=other.seen)
    answers = draft.answers.with_(default_level=2)
    with pytest.raises(OutdatedError):
        save_answers(draft, answers, seen=draft.seen)
    assert opened().answers.default_level == 3


def test_after_a_conflict_one_can_send_again(draft):
    other = opened()
    save_answers(other, other.answers.with_(default_level=3), seen=other.seen)
    answers = draft.answers.with_(default_level=2)
    with pytest.raises(OutdatedError):
        save_answers(draft, answers, seen=draft.seen)
    save_answers(draft, answers, seen=draft.seen)
    assert opened().answers.default_level == 2


def test_what_is_applied_takes_no_answers(draft):
    SpreadsheetImport.objects.update(status="applied", file=None, sheets=None)
    with pytest.raises(SpreadsheetImport.DoesNotExist):
        save_answers(draft, draft.answers, seen=draft.seen)


def test_what_stands_for_the_answers_survives_the_database(draft):
    columns = dict.fromkeys(range(12), "bio")
    sheet = draft.answers.sheets["people"]
    sheets = {"people": type(sheet)("people", 0, columns)}
    save_answers(draft, draft.answers.with_(sheets=sheets), seen=draft.seen)
    assert draft.seen == opened().seen


def test_saving_takes_three_queries(draft, django_assert_num_queries):
    # A savepoint more than on a page, for the test is a transaction itself.
    with django_assert_num_queries(4):
        save_answers(draft, draft.answers.with_(default_level=2), seen=draft.seen)
