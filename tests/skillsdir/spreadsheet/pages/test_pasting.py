"""Rows that are pasted come in as those of a file do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from skillsdir.models import SpreadsheetImport
from tests.text import text_of

ROWS = "Name\tE-mail\tTeam\r\nZoë Okonkwo\tzoe@x.example\tPricing\r\n"


def send(client, **data):
    return client.post("/spreadsheet/", data, follow=True)


def test_pasted_rows_become_a_draft(directory_admin_client):
    response = send(directory_admin_client, rows=ROWS)
    draft = SpreadsheetImport.objects.get()
    assert response.redirect_chain == [(f"/spreadsheet/{draft.pk}/sheets/", 302)]
    assert draft.file_name == "Pasted rows.txt"
    assert "Zoë Okonkwo" in text_of(response)


def test_a_file_and_pasted_rows_are_too_much(directory_admin_client):
    file = SimpleUploadedFile("people.csv", b"Name\nAna\n")
    response = send(directory_admin_client, rows=ROWS, file=file)
    assert "Choose a file or paste rows, not both." in text_of(response)
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize("rows", ["", " \r\n\t"])
def test_neither_is_asked_for(directory_admin_client, rows):
    response = send(directory_admin_client, rows=rows)
    assert "Choose a file first. Or paste rows." in text_of(response)


@pytest.mark.parametrize("rows", ["<table>", "%PDF-1", "a" * 40_000])
def test_pasted_nonsense_is_refused_in_words_and_kept(directory_admin_client, rows):
    response = send(directory_admin_client, rows=rows)
    assert response.context["form"].errors["rows"]
    assert rows[:40] in response.content.decode().replace("&lt;", "<").replace(
        "&gt;", ">"
    )
