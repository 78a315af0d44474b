"""Work in the background is seen while it goes on, and only then."""

from threading import Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from skillsdir.spreadsheet.writing.background import start_work, undo_import
from skillsdir.spreadsheet.writing.progress import WorkProgress, progress_of
from tests.factories import SpreadsheetImportFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Work:
    """Reports once, then waits until it is let go."""

    def __init__(self, done=42, total=100, words="Adding people"):
        self.said, self.has_said, self.may_end = (done, total, words), Event(), Event()

    def __call__(self, report):
        report(*self.said)
        self.has_said.set()
        self.may_end.wait(10)


@pytest.fixture
def work():
    work = Work()
    yield work
    work.may_end.set()


def test_progress_is_seen_from_another_connection(work):
    thread = start_work(7, work)
    work.has_said.wait(10)
    assert progress_of(7) == WorkProgress(42, 100, "Adding people")
    work.may_end.set()
    thread.join(10)
    assert progress_of(7) is None


def test_progress_is_seen_inside_a_transaction(work):
    def in_transaction(report):
        with transaction.atomic():
            work(report)

    start_work(7, in_transaction)
    work.has_said.wait(10)
    assert progress_of(7).percent == 42


def test_nobody_works_on_what_was_never_started(work):
    start_work(7, work)
    assert progress_of(8) is None


def test_two_cannot_work_on_one_import(work):
    start_work(7, work)
    calls = []
    assert start_work(7, calls.append) is None
    assert calls == []


def test_what_fails_is_no_longer_worked_on(caplog):
    def fail(report):
        report(1, 2)
        raise ValueError("no such row")

    start_work(7, fail).join(10)
    assert progress_of(7) is None
    assert "The work on import 7 failed." in caplog.text


def test_what_somebody_else_has_undone_is_left_as_it_is():
    undone = SpreadsheetImportFactory(status="undone")
    is_done = undo_import(undone.pk, by=None)
    undone.refresh_from_db()
    assert (is_done, undone.status, undone.problem) == (True, "undone", "")


def test_a_killed_connection_is_no_longer_worked_on(work):
    thread = start_work(7, work)
    work.has_said.wait(10)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name LIKE 'import 42/100%%'"
        )
    assert progress_of(7) is None
    work.may_end.set()
    thread.join(10)


def test_reports_in_quick_succession_cost_one_statement():
    counts = []

    def work(report):
        with CaptureQueriesContext(connection) as queries:
            for done in range(1_000):
                report(done, 10_000)
        counts.append(len(queries))

    start_work(7, work).join(10)
    assert counts[0] < 5


@pytest.mark.parametrize(
    ("progress", "percent"),
    [(WorkProgress(), 0), (WorkProgress(1, 3), 33), (WorkProgress(5, 4), 100)],
)
def test_percent_is_whole_and_at_most_a_hundred(progress, percent):
    assert progress.percent == percent


def test_asking_for_progress_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        progress_of(7)
