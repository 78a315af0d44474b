"""How letters are saved is asked for a text file that does not say it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft
from tests.text import text_of

FRENCH = "Name;E-mail\nHélène Lefèvre;h@x.example\n"


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


def send(client, content):
    file = SimpleUploadedFile("people.csv", content)
    response = client.post("/spreadsheet/", {"file": file}, follow=True)
    return response, SpreadsheetImport.objects.get()


def test_readings_are_offered_with_what_letters_become(client):
    response, _ = send(client, FRENCH.encode("cp1252"))
    text = text_of(response)
    assert "Western European (Windows): Hélène Lefèvre" in text
    assert "Central European (Windows): Hélčne Lefčvre" in text
    assert "More than one way of reading the file makes sense." in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_nothing_is_asked_of_a_file_that_says_it(client, encoding):
    response, _ = send(client, FRENCH.encode(encoding))
    assert response.context["letters"] is None


def test_what_is_chosen_is_how_the_file_is_read(client):
    response, draft = send(client, FRENCH.encode("cp1252"))
    data = {"encoding": "cp1250", "seen": response.context["seen"]}
    answer = client.post(f"/spreadsheet/{draft.pk}/sheets/", data, follow=True)
    draft.refresh_from_db()
    assert draft.answers["encoding"] == "cp1250"
    assert Draft(draft).sheets[0].rows[1][0] == "Hélčne Lefčvre"
    assert answer.context["letters"].initial == {"encoding": "cp1250"}


def test_an_encoding_that_cannot_be_changes_nothing(client):
    _, draft = send(client, FRENCH.encode("cp1252"))
    client.post(f"/spreadsheet/{draft.pk}/sheets/", {"encoding": "idna"})
    draft.refresh_from_db()
    assert draft.answers["encoding"] == ""


@pytest.mark.django_db
def test_the_command_tells_what_it_took(tmp_path, capsys):
    path = tmp_path / "people.csv"
    path.write_bytes(FRENCH.encode("cp1252"))
    call_command("import_people", path)
    assert "Read as cp1252 (or cp1250?); see --encoding" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_can_be_told(tmp_path, capsys):
    path = tmp_path / "people.csv"
    path.write_bytes(FRENCH.encode("cp1252"))
    call_command("import_people", path, encoding="cp1252")
    assert "Read as" not in capsys.readouterr().out
