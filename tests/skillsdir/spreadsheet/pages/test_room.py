"""What is too much to paste, and a disk that is full: said in words, nothing kept."""

import errno
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from skillsdir.models import SpreadsheetImport
from tests.text import text_of

ROW = "Ann Bee\tann@example.com\tPython\n"
# More than Django keeps of a form, and than it keeps of a file without a disk.
MANY = 3_000_000 // len(ROW)
FULL = OSError(errno.ENOSPC, "No space left on device")


def fail(*args, **kwargs):
    raise FULL


@pytest.fixture
def failing_client(directory_admin_client):
    """A client that sees the page of an error, as a browser does."""
    directory_admin_client.raise_request_exception = False
    return directory_admin_client


def test_too_much_to_paste_may_come_as_a_file(failing_client):
    response = failing_client.post("/spreadsheet/", {"rows": ROW * MANY})
    assert response.status_code == 413
    assert "can be sent as a file" in text_of(response)
    assert not SpreadsheetImport.objects.exists()


def test_a_full_disk_is_named_where_a_file_comes_in(failing_client, monkeypatch):
    monkeypatch.setattr(TemporaryUploadedFile, "write", fail, raising=False)
    file = SimpleUploadedFile("people.csv", (ROW * MANY).encode())
    response = failing_client.post("/spreadsheet/", {"file": file})
    assert response.status_code == 507
    assert "disk is full" in text_of(response)
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("page", ["directory", "template"])
def test_a_full_disk_is_named_where_a_workbook_goes_out(
    failing_client, monkeypatch, page
):
    for name in (
        "TemporaryFile",
        "NamedTemporaryFile",
        "mkstemp",
        "SpooledTemporaryFile",
    ):
        monkeypatch.setattr(tempfile, name, fail)
    response = failing_client.get(f"/spreadsheet/{page}.xlsx")
    assert response.status_code == 507
    assert "disk is full" in text_of(response)
