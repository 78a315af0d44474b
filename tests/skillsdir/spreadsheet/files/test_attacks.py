"""Hostile files and nonsense sent to each step: told, never an error, never markup."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from people.models import Person
from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from tests.factories import SkillCategoryFactory, SkillFactory
from tests.skillsdir.spreadsheet.browser_forms import form_with
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.skillsdir.spreadsheet.workbooks import csv_file, png, zip_bomb
from tests.text import text_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)"
MARKUP = f"{SCRIPT}</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
STEPS = ("sheets", "values", "names", "who")
NONSENSE = (
    {},
    {"seen": "\x00", "sheet-0-kind": "\x00", "sheet-0-header_row": "\x00"},
    {"sheet-0-kind": "people", "sheet-0-header_row": "9" * 400},
    {"sheet-0-kind": "people", "sheet-0-header_row": "-1", "sheet-0-column-0": "x"},
    {"sheet-0-kind": "people", "sheet-0-header_row": "٣", "sheet-0-shown": "x" * 9999},
    {"all-rest": "create", "all-category": "\x00", "all-time_zone": "../../etc"},
    {"default_level": "99", "past_from": "0000-00-00", "current_percent": "1e9"},
)


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


@pytest.fixture
def hostile(db):
    """A draft whose cells, names and headings are all markup."""
    SkillFactory(name="Python", category=SkillCategoryFactory(name=MARKUP))
    draft = upload(
        "people",
        "name email team expertise",
        (MARKUP, "a@example.com", IMAGE, f"Python ({MARKUP}); {IMAGE} (2)"),
        (IMAGE, MARKUP, "", "Python (4)"),
        ("=cmd|'/c calc'!A1", "-1+1@x", "", ""),
    )
    # The sheet of a .csv is called as the file is.
    draft.file_name = f"{SCRIPT}.csv"
    draft.answers["sheets"][SCRIPT] = draft.answers["sheets"].pop("people")
    draft.save()
    make_dry_run(Draft(SpreadsheetImport.objects.get(pk=draft.pk)))
    return draft


def path(draft, step):
    return f"/spreadsheet/{draft.pk}/{step}/"


def send_file(client, content, name="staff.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post("/spreadsheet/", {"file": file})


def is_harmless(response):
    text = response.content.decode()
    return "<script>alert" not in text and "<img src=x" not in text


# Markup from cells


@pytest.mark.parametrize("step", [*STEPS, "check", "discard"])
def test_what_stands_in_cells_is_text_on_each_step(client, hostile, step):
    response = client.get(path(hostile, step))
    assert response.status_code == 200
    assert is_harmless(response)


def test_the_name_of_a_file_is_text_in_the_list_of_imports(client, hostile):
    response = client.get("/spreadsheet/")
    assert is_harmless(response)
    assert f"{SCRIPT}.csv" in text_of(response)


def test_the_reason_of_a_failure_is_text(client, hostile):
    SpreadsheetImport.objects.update(status="failed", problem=f"{MARKUP}\n{IMAGE}")
    response = client.get(f"/spreadsheet/{hostile.pk}/")
    assert is_harmless(response)
    assert "onerror" in text_of(response)


@pytest.mark.parametrize("word", [MARKUP, IMAGE, "\x00", "x" * 9_999])
def test_what_was_looked_for_is_text(client, hostile, word):
    response = client.get(path(hostile, "check"), {"q": word, "noun": word})
    assert response.status_code == 200
    assert is_harmless(response)


@pytest.mark.parametrize("step", ["names", "sheets"])
def test_nonsense_that_was_typed_comes_back_as_text(client, hostile, step):
    dirty = dict.fromkeys(fields_of(client, hostile, step), IMAGE)
    response = client.post(path(hostile, step), dirty)
    assert response.status_code == 200
    assert is_harmless(response)


def fields_of(client, draft, step):
    return form_with(client.get(path(draft, step)), "seen")[1]


def test_formulas_are_text_in_the_download_of_changes(client, hostile):
    content = client.get(f"/spreadsheet/{hostile.pk}/changes.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [
        row
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
    ]
    cells = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


# Nonsense


@pytest.mark.parametrize("data", NONSENSE)
@pytest.mark.parametrize("step", STEPS)
def test_nonsense_is_answered_and_changes_no_answer(client, checked, step, data):
    before = SpreadsheetImport.objects.get(pk=checked.pk).answers
    response = client.post(path(checked, step), data)
    assert response.status_code in (200, 302)
    assert SpreadsheetImport.objects.get(pk=checked.pk).answers == before


@pytest.mark.looks_again
@pytest.mark.parametrize("step", STEPS)
def test_any_value_in_any_field_is_answered(client, checked, step):
    for value in ("\x00", "9" * 5_000, "٣", "use:nobody", "create", "alias", "-1"):
        sent = dict.fromkeys(fields_of(client, checked, step), value)
        response = client.post(path(checked, step), sent)
        assert response.status_code in (200, 302)


@pytest.mark.parametrize("step", [*STEPS, "check", "resume", "progress", "discard"])
@pytest.mark.parametrize("pk", [0, 999_999, 2**31, 2**63, 10**30])
def test_an_import_that_is_not_there_is_not_found(client, step, pk):
    assert client.get(f"/spreadsheet/{pk}/{step}/").status_code == 404


@pytest.mark.parametrize("action", ["apply", "undo", "discard", "check/again"])
def test_nothing_is_done_to_an_import_that_is_not_there(client, checked, action):
    response = client.post(f"/spreadsheet/{2**63}/{action}/")
    assert response.status_code == 404
    assert SpreadsheetImport.objects.exists()


def test_the_answers_of_one_import_do_not_fit_another(client, checked):
    other = upload("people", "name email", ("Zoë", "zoe@example.com"))
    sent = fields_of(client, checked, "values")
    client.post(path(other, "sheets"), sent)
    saved = Answers.from_json(SpreadsheetImport.objects.get(pk=other.pk).answers)
    assert saved.levels == {}


def test_the_dry_run_of_another_import_applies_nothing(client, checked):
    other = upload("people", "name email", ("Zoë", "zoe@example.com"))
    shown = make_dry_run(Draft(SpreadsheetImport.objects.get(pk=other.pk)))
    data = {"dry_run": shown.version, "leave_rejected": "on"}
    client.post(f"/spreadsheet/{checked.pk}/apply/", data)
    assert not Person.objects.exists()
    assert SpreadsheetImport.objects.get(pk=checked.pk).status == "draft"


def test_of_two_windows_the_second_is_told_and_keeps_what_it_chose(client, checked):
    first = fields_of(client, checked, "values")
    token = next(name for name in first if name.startswith("level-"))
    client.post(path(checked, "values"), first | {token: "4"})
    response = client.post(path(checked, "values"), first | {token: "1"})
    assert "another window, saved other answers" in text_of(response)
    saved = Answers.from_json(SpreadsheetImport.objects.get(pk=checked.pk).answers)
    assert [*saved.levels.values()] == [4]


def test_an_import_thrown_away_in_one_window_is_not_found_in_the_other(client, checked):
    sent = fields_of(client, checked, "values")
    client.post(path(checked, "discard"))
    assert client.post(path(checked, "values"), sent).status_code == 404


def test_an_applied_import_has_no_steps_any_more(client, checked):
    SpreadsheetImport.objects.update(status="applied", file=None, sheets=None)
    for step in (*STEPS, "check", "discard"):
        response = client.post(path(checked, step), {})
        assert response.status_code in (302, 405)
    assert SpreadsheetImport.objects.get(pk=checked.pk).status == "applied"


# Files


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("staff.xlsx", png()),
        ("staff.csv", b""),
        ("staff.csv", b"\x00" * 4_000),
        ("staff.ods", b"PK\x03\x04" + b"\xff" * 99),
        ("staff.xlsx", zip_bomb(60)),
        ("staff.csv", b"a," * 40_000),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_reason(client, name, content):
    response = send_file(client, content, name)
    assert response.status_code == 200
    assert 'id="id_file_error"' in response.content.decode()
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "x" * 190 + ".csv", "a\u202eb.csv", "‮.csv"]
)
def test_an_odd_name_of_a_file_is_kept_short_and_without_folders(client, name):
    send_file(client, csv_file([("Name", "E-mail"), ("Bo", "b@example.com")]), name)
    kept = SpreadsheetImport.objects.get().file_name
    assert "/" not in kept
    assert len(kept) <= 200


@pytest.mark.parametrize(
    "rows",
    [
        [("Name",)],
        [("Name", "Name", "Name"), ("a", "b", "c")],
        [("E-mail",), *[("x@x.org",)] * 300],
        [("", "", ""), ("Name", "E-mail", ""), (" ", "\t", "x" * 30_000)],
        [("Name", "Skills"), ("Bo", ";;;(((())))" * 500)],
    ],
)
def test_an_absurd_file_goes_through_all_steps(client, rows):
    SkillFactory(name="Python")
    assert send_file(client, csv_file(rows)).status_code in (200, 302)
    for draft in SpreadsheetImport.objects.all():
        make_dry_run(Draft(draft))
        codes = {client.get(path(draft, step)).status_code for step in STEPS}
        assert codes <= {200, 302}


# Who may


@pytest.mark.parametrize("step", ["apply", "undo", "discard", "check/again", "names"])
def test_a_member_does_nothing_with_an_import(member_client, checked, step):
    response = member_client.post(path(checked, step), {"leave_rejected": "on"})
    assert response.status_code == 403
    assert SpreadsheetImport.objects.get().status == "draft"
    assert DryRun.objects.exists()


@pytest.mark.parametrize("name", ["changes.xlsx", "progress/", "check/", ""])
def test_a_manager_sees_nothing_of_an_import(manager_client, checked, name):
    response = manager_client.get(f"/spreadsheet/{checked.pk}/{name}")
    assert response.status_code == 403


def test_a_member_brings_no_file_in(member_client):
    content = csv_file([("Name", "E-mail"), ("Bo", "b@example.com")])
    assert send_file(member_client, content).status_code == 403
    assert not SpreadsheetImport.objects.exists()


# Figures


def test_hostile_cells_cost_no_more_queries_for_30_than_for_3(
    client, django_assert_num_queries
):
    for count in (3, 30):
        rows = [(f"{MARKUP}{n}", f"no e-mail {n}") for n in range(count)]
        draft = upload("people", "name email", *rows)
        make_dry_run(Draft(SpreadsheetImport.objects.get(pk=draft.pk)))
        with django_assert_num_queries(4):
            assert is_harmless(client.get(path(draft, "check")))


def test_the_list_of_imports_costs_the_same_for_3_and_30(
    client, django_assert_num_queries
):
    for count in (3, 27):
        for _ in range(count):
            upload("people", "name", ("Bo",))
        with django_assert_num_queries(4):
            client.get("/spreadsheet/")


def test_the_download_costs_the_same_for_3_and_30(client, django_assert_num_queries):
    for count in (3, 30):
        draft = upload("people", "name", *[(f"{IMAGE}{n}",) for n in range(count)])
        make_dry_run(Draft(SpreadsheetImport.objects.get(pk=draft.pk)))
        with django_assert_num_queries(3):
            client.get(f"/spreadsheet/{draft.pk}/changes.xlsx")
