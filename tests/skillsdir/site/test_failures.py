"""What breaks under a page is told by its kind, wherever it breaks."""

import errno
from contextlib import contextmanager

import psycopg2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import InterfaceError, OperationalError, connection
from xlsxwriter.exceptions import FileCreateError

from tests.factories import ExpertiseFactory, PersonFactory
from tests.text import text_of

FULL = OSError(errno.ENOSPC, "No space left on device")


def database_error(state, kind=OperationalError):
    """As Django raises it, with the driver's own behind it."""

    class Cause(psycopg2.Error):
        pgcode = state

    error = kind("The database says so")
    error.__cause__ = Cause()
    return error


@pytest.fixture
def failing(monkeypatch, member_client):
    """Let the page of oneself fail; gives how it is answered."""
    member_client.raise_request_exception = False

    def answer(error, method="get"):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("people.profiles.views.person_of", fail)
        return getattr(member_client, method)("/people/me/")

    return answer


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (database_error(None), 503),
        (database_error("57P01"), 503),
        (database_error("53300"), 503),
        (database_error("08006"), 503),
        (InterfaceError("connection already closed"), 503),
        # Of the driver itself, as where a half-read answer is closed.
        (psycopg2.OperationalError("server closed the connection"), 503),
        (psycopg2.InterfaceError("connection already closed"), 503),
        (database_error("40P01"), 503),
        (database_error("40001"), 503),
        (database_error("55P03"), 503),
        (database_error("53100"), 507),
        (FULL, 507),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
        (OSError(errno.EACCES, "Permission denied"), 500),
        # Bugs, though the driver files them under the same name.
        (database_error("54001"), 500),
        (database_error("42P01"), 500),
        (OperationalError("of nobody's"), 500),
        (ValueError("x"), 500),
    ],
)
def test_a_failure_is_answered_by_its_kind(error, status, failing):
    assert failing(error).status_code == status


def test_a_full_disk_is_told_through_what_fails_behind_it(failing):
    try:
        raise FileCreateError(FULL) from FULL
    except FileCreateError as error:
        response = failing(error)
    assert response.status_code == 507
    assert "Its disk is full" in text_of(response)


def test_who_reads_is_asked_to_wait_and_comes_back(failing):
    response = failing(database_error("57P01"))
    assert response.headers["Retry-After"] == "15"
    assert b'http-equiv="refresh"' in response.content


def test_who_writes_is_asked_to_go_back_to_what_was_typed(failing):
    response = failing(database_error("40P01"), "post")
    assert "what you typed is still there" in text_of(response)
    assert b'http-equiv="refresh"' not in response.content


# The database goes while a page is made


@contextmanager
def killed_at(number):
    """Let the server end the connection before that query; gives those there were."""
    seen = []

    def wrapper(execute, sql, *rest):
        seen.append(sql)
        if len(seen) == number:
            with psycopg2.connect(**connection.get_connection_params()) as other:
                pid = connection.connection.info.backend_pid
                other.cursor().execute(f"SELECT pg_terminate_backend({pid}, 5000)")
            other.close()
        return execute(sql, *rest)

    try:
        with connection.execute_wrapper(wrapper):
            yield seen
    finally:
        connection.close()


PAGES = [
    ("get", "/people/", {}),
    ("get", "/people/ann/", {}),
    ("get", "/people/export.csv", {}),
    ("get", "/people/export.xlsx", {}),
    ("get", "/nothing/", {}),
    ("post", "/people/me/skills/", {"skill": "python", "level": 3}),
    ("post", "/searches/new/", {"name": "Snakes", "query": "skill=python"}),
]


@pytest.mark.looks_again
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("method", "path", "data"), PAGES)
def test_whichever_query_the_database_dies_at_is_answered_503(
    method, path, data, manager_client
):
    ExpertiseFactory(person=PersonFactory(name="Ann"), skill__name="Python")
    manager_client.raise_request_exception = False
    send = getattr(manager_client, method)
    answers, seen, number = [], [...], 0
    # One query further each time, until the page ends before it.
    while len(seen) >= number:
        number += 1
        with killed_at(number) as seen:
            response = send(path, data)
        answers.append(response.status_code)
        response.close()
    assert set(answers[:-1]) == {503}
    assert answers[-1] < 500


@pytest.mark.django_db(transaction=True)
def test_a_file_that_breaks_off_does_not_end_as_if_it_were_whole(
    monkeypatch, manager_client
):
    monkeypatch.setattr("people.table_files.ROWS_A_CHUNK", 1)
    monkeypatch.setattr("people.directory.export.BATCH", 1)
    PersonFactory.create_batch(3)
    response = manager_client.get("/people/export.csv")
    with pytest.raises(OperationalError), killed_at(1):
        list(response)


# No room for a file


@pytest.mark.django_db
def test_an_upload_that_does_not_fit_on_the_disk_is_told_so(
    monkeypatch, directory_admin_client, settings
):
    def full(*args):
        raise FULL

    directory_admin_client.raise_request_exception = False
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    file = SimpleUploadedFile("staff.csv", b"Name\n" * 100)
    response = directory_admin_client.post("/spreadsheet/", {"file": file})
    assert response.status_code == 507
