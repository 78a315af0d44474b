"""A clean file takes four pages: upload, all that is asked on one, dry run, apply."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Expertise, Person
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from tests.factories import PersonFactory, SkillFactory
from tests.skillsdir.spreadsheet.browser_forms import form_with, send
from tests.skillsdir.spreadsheet.workbooks import xlsx
from tests.text import text_of

pytestmark = pytest.mark.django_db

CLEAN = {
    "matrix": "Name,Team,Python,SQL\nAna Silva,Data,3,4\nBo Lind,Data,,1\n",
    "turned": ",Ana Silva,Bo Lind\nPython,3,\nSQL,4,1\n",
    "long": "Name,Skill,Level\nAna Silva,Python,3\nAna Silva,SQL,4\nBo Lind,SQL,1\n",
    "numbered": "Name,Skill 1,Level 1,Skill 2,Level 2\n"
    "Ana Silva,Python,3,SQL,4\nBo Lind,SQL,1,,\n",
    "lists": "Name,Skills\nAna Silva,Python (3); SQL (4)\nBo Lind,SQL (1)\n",
    "groups": "Name,Role,Python,SQL\nData team,,,\nAna Silva,,3,4\nBo Lind,,,1\n",
}


@pytest.fixture
def client(directory_admin_client):
    for name in ("Python", "SQL"):
        SkillFactory(name=name)
    return directory_admin_client


def upload(client, content, name="people.csv"):
    """The address of the draft of a file that was sent by the page."""
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    path = client.post("/spreadsheet/", {"file": file, "text": ""}).url
    return path.removesuffix("sheets/")


def go_on(client, path, **changes):
    """Send the page of the sheets as it stands, and follow to what comes next."""
    response = send(client, f"{path}sheets/", **changes)
    after = client.get(response.url)
    return getattr(after, "url", response.url)


def told(path):
    row = SpreadsheetImport.objects.get(pk=path.strip("/").split("/")[-1])
    dry_run = make_dry_run(Draft(row))
    return dry_run.open_count, dry_run.counts["people"], dry_run.counts["expertise"]


@pytest.mark.parametrize("layout", CLEAN)
def test_one_page_asks_all_of_a_clean_file(layout, client):
    path = upload(client, CLEAN[layout])
    assert go_on(client, path).endswith("/check/")
    assert told(path) == (0, {"added": 2}, {"added": 3})


def test_a_sheet_that_is_left_out_keeps_no_answer_back(client):
    rows = [line.split(",") for line in CLEAN["matrix"].splitlines()]
    content = xlsx({"People": rows, "Notes": [["Levels are 1 to 5"]]})
    path = upload(client, content, "people.xlsx")
    assert go_on(client, path).endswith("/check/")
    assert told(path) == (0, {"added": 2}, {"added": 3})


def test_what_is_not_ticked_is_asked_one_by_one(client):
    path = upload(client, CLEAN["lists"])
    _, sent = form_with(client.get(f"{path}sheets/"), "seen")
    sent.pop("new-person")
    after = client.get(client.post(f"{path}sheets/", sent).url)
    assert after.url.endswith("/who/")


def test_nobody_who_may_be_here_is_new_by_a_tick(client):
    PersonFactory(name="Ana Silva")
    path = upload(client, CLEAN["lists"])
    text = text_of(client.get(f"{path}sheets/"))
    assert "People whom nobody here is called like: Bo Lind" in text
    assert go_on(client, path).endswith("/who/")


def test_other_sheets_are_asked_about_anew(client):
    """What was asked of other columns answers nothing."""
    path = upload(client, CLEAN["matrix"])
    changes = {"sheet-0-column-2": "", "sheet-0-column-3": ""}
    assert go_on(client, path, **changes).endswith(("/names/", "/who/"))
    row = SpreadsheetImport.objects.get()
    assert (row.answers["levels"], row.answers["names"]) == ({}, {})


def test_what_is_not_taken_is_said_on_each_page(client):
    text = "Name,E-mail,Shoe size\nAna,ana@x.example,38\nTotal,,38\n"
    path = upload(client, text)
    go_on(client, path)
    for step in ("sheets/", "check/"):
        page = text_of(client.get(f"{path}{step}"))
        assert "C Shoe size, 1 cell (38): not taken" in page
        assert "Row 3 (Total, 38): a total or average" in page


@pytest.mark.parametrize("count", [3, 30])
def test_a_wide_sheet_takes_as_many_queries(count, client, django_assert_num_queries):
    heads = ",".join(f"Skill{n}" for n in range(count))
    rows = "\n".join(f"P {n},p{n}@x.example" + ",3" * count for n in range(count))
    path = upload(client, f"Name,E-mail,{heads}\n{rows}\n")
    client.get(f"{path}sheets/")
    with django_assert_num_queries(7):
        client.get(f"{path}sheets/")


def test_nothing_came_in_before_it_was_applied(client):
    go_on(client, upload(client, CLEAN["matrix"]))
    assert (Person.objects.count(), Expertise.objects.count()) == (0, 0)
