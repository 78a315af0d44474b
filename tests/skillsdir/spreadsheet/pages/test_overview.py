"""/spreadsheet/: files come in, or it is said why not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Person
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.files.limits import MAX_UPLOAD
from tests.skillsdir.spreadsheet.workbooks import (
    PEOPLE,
    csv_file,
    encrypted_ods,
    encrypted_xlsx,
    many_rows,
    ods,
    old_xls,
    png,
    with_entities,
    xlsx,
    zip_bomb,
)
from tests.text import text_of

pytestmark = pytest.mark.looks_again

GOOD = xlsx({"People": PEOPLE})


def send_file(client, content, name="people.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post("/spreadsheet/", {"file": file}, follow=True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (GOOD, "people.xlsx"),
        (ods({"People": PEOPLE}), "people.ods"),
        (csv_file(PEOPLE), "people.csv"),
        (csv_file(PEOPLE[:2], separator=";", encoding="cp1252"), "people.csv"),
    ],
    ids=["xlsx", "ods", "csv", "windows"],
)
def test_a_file_becomes_a_draft(directory_admin_client, content, name):
    response = send_file(directory_admin_client, content, name)
    draft = SpreadsheetImport.objects.get()
    assert response.redirect_chain == [(f"/spreadsheet/{draft.pk}/sheets/", 302)]
    assert (draft.file_name, draft.status) == (name, "draft")


def test_a_draft_knows_who_sent_it(directory_admin_client, directory_admin):
    send_file(directory_admin_client, GOOD)
    assert SpreadsheetImport.objects.get().uploaded_by == directory_admin


HOSTILE = {
    "empty": (b"", "The file is empty."),
    "picture": (png(), "This is a PNG image"),
    "password": (encrypted_xlsx(), "password"),
    "password ods": (encrypted_ods(), "password"),
    "old": (old_xls(), "xlsx"),
    "bomb": (zip_bomb(), "unpack"),
    "entities": (with_entities(GOOD, "xl/workbook.xml"), "entit"),
    "rows": (many_rows([1, 1_048_576]), "20,000 rows"),
    "half": (GOOD[:-40], "The file is damaged, or did not arrive as a whole."),
    "long cell": (b"Name,E-mail\n" + b"x" * 1_000_000 + b",a@b.c\n", "people!A2"),
    "program": (b"MZ\x90\x00" + bytes(99), "This is a program"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_bad_file_is_refused_in_words(directory_admin_client, kind):
    content, words = HOSTILE[kind]
    response = send_file(directory_admin_client, content)
    assert response.status_code == 200
    assert words in text_of(response)
    assert 'class="errorlist"' in response.content.decode()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_bad_file_leaves_nothing_behind(directory_admin_client, kind):
    send_file(directory_admin_client, HOSTILE[kind][0])
    assert not SpreadsheetImport.objects.exists()
    assert not Person.objects.exists()


def test_a_file_that_is_too_large_is_refused(directory_admin_client):
    response = send_file(directory_admin_client, bytes(MAX_UPLOAD + 1))
    assert "The file is larger than 10 MB." in text_of(response)


def test_a_file_just_within_the_limit_is_looked_at(directory_admin_client):
    response = send_file(directory_admin_client, bytes(MAX_UPLOAD))
    assert "The file is empty." in text_of(response)


def test_no_file_at_all_is_asked_for(directory_admin_client):
    response = directory_admin_client.post("/spreadsheet/", {})
    assert "Choose a file first." in text_of(response)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 190 + ".xlsx", "<b>.xlsx"])
def test_any_name_of_a_file_is_only_text(directory_admin_client, name):
    response = send_file(directory_admin_client, GOOD, name)
    assert response.status_code == 200
    assert (
        "<b>" not in response.content.decode().split("<main")[1].split("page-head")[1]
    )


def test_limits_are_told_before(directory_admin_client):
    text = text_of(directory_admin_client.get("/spreadsheet/"))
    assert "at most 10 MB and 20,000 rows a sheet" in text


def test_without_imports_it_is_told_how_to_begin(directory_admin_client):
    text = text_of(directory_admin_client.get("/spreadsheet/"))
    assert "Nothing yet. A file with headings is enough" in text


def test_imports_are_listed_with_who_and_what(directory_admin_client, directory_admin):
    SpreadsheetImport.objects.create(
        file_name="staff.xlsx",
        size=9,
        status="applied",
        counts={"people": {"added": 3, "rejected": 1}},
        uploaded_by=directory_admin,
    )
    text = text_of(directory_admin_client.get("/spreadsheet/"))
    assert "staff.xlsx" in text
    assert "dana" in text
    assert "3 added, 0 changed, 1 rejected" in text


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_takes_as_many_queries_for_thirty_imports(
    directory_admin_client, directory_admin, count, django_assert_num_queries
):
    draft = {"size": 9, "uploaded_by": directory_admin}
    SpreadsheetImport.objects.bulk_create(
        SpreadsheetImport(file_name=f"{n}.xlsx", **draft) for n in range(count)
    )
    with django_assert_num_queries(4):
        directory_admin_client.get("/spreadsheet/")


@pytest.mark.parametrize("reader", ["member_client", "manager_client"])
def test_only_directory_admins_bring_files_in(request, reader):
    client = request.getfixturevalue(reader)
    assert send_file(client, GOOD).status_code == 403
    assert not SpreadsheetImport.objects.exists()


def test_the_admin_site_leads_to_it(directory_admin_client):
    assert (
        'href="/spreadsheet/"' in directory_admin_client.get("/admin/").content.decode()
    )
