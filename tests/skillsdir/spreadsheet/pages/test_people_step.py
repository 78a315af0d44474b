"""The step that asks about people, and what is asked of those who are here."""

import pytest

from people.models import Expertise
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import ExpertiseFactory, PersonFactory
from tests.skillsdir.spreadsheet.browser_forms import send
from tests.skillsdir.spreadsheet.sent_files import upload

pytestmark = pytest.mark.django_db
ROWS = [(f"Ana P{n}", "Boss") for n in range(60)]


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


def looked_at(*args, **answers):
    draft = upload(*args, **answers)
    make_dry_run(Draft(draft))
    return draft


@pytest.fixture
def draft():
    PersonFactory(email="zoe@meridian.example")
    return looked_at("people", "name job_title", *ROWS)


def answers_of(draft):
    return Answers.from_json(SpreadsheetImport.objects.get(pk=draft.pk).answers)


def who(draft):
    return f"/spreadsheet/{draft.pk}/who/"


def test_one_button_answers_for_all_and_goes_on(client, draft):
    response = send(client, who(draft), **{"all-rest": "new"})
    page = client.get(response.url, follow=True)
    assert page.request["PATH_INFO"].endswith("/check/")
    assert len(answers_of(draft).names["person"]) == 60


def test_e_mails_are_asked_for_once(client, draft):
    page = client.get(who(draft)).content.decode()
    assert "ana.p0@meridian.example, ana.p1@meridian.example" in page
    pattern = "{first}.{last}@meridian.example"
    send(client, who(draft), **{"all-rest": "new", "emails-pattern": pattern})
    plan = apply_plan(SpreadsheetImport.objects.get(pk=draft.pk), by=None)
    assert plan.changes[0].after["email"] == "ana.p0@meridian.example"


def test_a_pattern_that_makes_nothing_is_refused(client, draft):
    changes = {"emails-pattern": "other", "emails-own": "x@y"}
    page = send(client, who(draft), **changes).content.decode()
    assert "Before the @ stands a part of the name" in page


def test_names_are_found_on_long_pages(client, draft):
    page = client.get(who(draft), {"q": "p59"}).content.decode()
    assert "1 of 60 with" in page
    assert "Ana P0" not in page.split('id="names"')[1].split("<fieldset")[2]


def test_after_all_are_left_out_nothing_is_the_same_already(client, draft):
    send(client, who(draft), **{"all-rest": "skip"})
    make_dry_run(Draft(SpreadsheetImport.objects.get(pk=draft.pk)))
    page = client.get(f"/spreadsheet/{draft.pk}/check/").content.decode()
    assert "60 entries are left out, as decided" in page
    assert "says the same already" not in page


def test_another_team_is_not_offered_where_there_is_none(client):
    draft = looked_at("people", "name email team", ("Bo", "bo@x.org", "Quants"))
    page = client.get(f"/spreadsheet/{draft.pk}/names/").content.decode()
    assert "Another team" not in page
    assert "A new team" in page


def test_dangerous_changes_are_taken_or_left_on_the_step_of_values(client):
    PersonFactory(name="Ana Silva", email="ana@x.org")
    row = ("ana@x.org", "2031-08-14")
    draft = looked_at("people", "email left_on", row, changes={})
    path = f"/spreadsheet/{draft.pk}/values/"
    page = client.get(path).content.decode()
    assert "Left of 1 person" in page
    assert "Ana Silva: – → 2031-08-14" in page
    send(client, path, **{"changes-left_on": "leave"})
    assert answers_of(draft).changes == {"left_on": False}


def test_what_was_edited_here_is_taken_or_left_on_the_step_of_values(client):
    stated = ExpertiseFactory(
        person__name="Ana", person__email="ana@x.org", skill__name="Python", level=2
    )
    Expertise.objects.update(level=3)
    row = ("ana@x.org", "Python (working)")
    draft = looked_at("people", "email expertise", row, changes={})
    path = f"/spreadsheet/{draft.pk}/values/"
    page = client.get(path).content.decode()
    assert "1 entry was edited here; the file says otherwise" in page
    assert "Ana: Python: Practitioner → Working" in page
    send(client, path, **{"changes-edited": "leave"})
    apply_plan(SpreadsheetImport.objects.get(pk=draft.pk), by=None)
    stated.refresh_from_db()
    assert stated.level == 3
