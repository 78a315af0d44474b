"""Applying and undoing from the pages: behind them, once, and never half."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from people.models import Expertise, Person
from projects.bookings.leaving import erase_people
from skillsdir.models import DryRun, ImportedChange, SpreadsheetImport
from skillsdir.spreadsheet.writing import background
from skillsdir.spreadsheet.writing.progress import claim
from tests.conftest import sign_up, signed_in
from tests.factories import ExpertiseFactory, PersonFactory
from tests.skillsdir.spreadsheet.browser_forms import form_with, send
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.text import text_of
from tests.waiting import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


@pytest.fixture
def draft(db):
    """One person to add, and nothing to ask."""
    return upload("people", "name email", ("Ann", "ann@example.com"))


@pytest.fixture
def busy(draft):
    """Somebody works on the draft until the test is over."""
    may_end, has_begun = Event(), Event()

    def work(report):
        report(42, 100, "Writing to the directory")
        has_begun.set()
        may_end.wait(20)

    thread = background.start_work(draft.pk, work)
    has_begun.wait(10)
    yield draft
    may_end.set()
    thread.join(10)


def address(draft, step=""):
    return f"/spreadsheet/{draft.pk}/{step}"


def apply(client, draft):
    return send(client, address(draft, "check/"), "dry_run")


def status(draft):
    return SpreadsheetImport.objects.get(pk=draft.pk).status


def follow(client, response):
    """Where all redirects lead."""
    while response.status_code == 302:
        response = client.get(response["Location"])
    return response


# The dry run


def test_the_dry_run_is_worked_out_when_it_is_asked_for(client, draft):
    text = text_of(follow(client, client.get(address(draft, "check/"))))
    assert "1 entry would be added, 0 changed" in text
    assert DryRun.objects.get().spreadsheet_import == draft


def test_a_draft_leads_to_its_first_open_step(client, draft):
    text = text_of(follow(client, client.get(address(draft))))
    assert "What would change" in text


def test_a_dry_run_that_goes_on_shows_how_far_it_is(client, busy):
    text = text_of(client.get(address(busy, "check/")))
    assert "Writing to the directory 42 %" in text


def test_a_dry_run_that_breaks_off_says_so(client, draft, caplog):
    SpreadsheetImport.objects.update(answers={"sheets": {"people": {"kind": 7}}})
    response = client.get(address(draft, "check/"))
    assert response.status_code in (200, 302)
    assert not DryRun.objects.exists()


@pytest.mark.parametrize("page", ["check/", "sheets/", "resume/", "values/"])
def test_a_dry_run_of_what_is_removed_meanwhile_leads_to_the_imports(
    page, client, draft, directory_admin, caplog
):
    ann, overview = PersonFactory(email="ann@example.com"), "/spreadsheet/"
    response = meanwhile(
        lambda: erase_people(people=[ann], by=directory_admin),
        lambda: client.get(address(draft, page)),
    )
    assert response["Location"] == overview
    assert "This import was removed." in text_of(client.get(overview))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_progress_bar_says_that_its_dry_run_broke_off(client, draft, monkeypatch):
    monkeypatch.setattr(background, "make_dry_run", None)
    response = client.get(address(draft, "check/"), headers={"HX-Request": "true"})
    assert "The dry run broke off" in text_of(response)
    assert response["HX-Retarget"] == response["HX-Reselect"] == "#main"


def test_each_look_of_a_progress_bar_takes_few_queries(
    client, busy, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        client.get(address(busy, "progress/"), headers={"HX-Request": "true"})
    with django_assert_max_num_queries(7):
        client.get(address(busy, "check/"), headers={"HX-Request": "true"})


def test_whoever_may_import_no_more_polls_no_more(client, draft, directory_admin):
    directory_admin.groups.clear()
    response = client.get(address(draft, "check/"), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    assert "ann" not in text_of(response).lower()


# Applying


def test_applying_writes_and_reports(client, draft, directory_admin):
    client.get(address(draft, "check/"))
    text = text_of(follow(client, apply(client, draft)))
    assert Person.objects.get(email="ann@example.com").name == "Ann"
    assert "applied by dana" in text
    assert "1 added, 0 changed" in text


def test_the_report_shows_each_row(client, draft):
    client.get(address(draft, "check/"))
    response = follow(client, apply(client, draft))
    assert 'data-change="added"' in response.content.decode()
    assert "people!2" in text_of(response)


@pytest.fixture
def refused(client, draft):
    """What is shown where another has the e-mail since the dry run."""
    client.get(address(draft, "check/"))
    PersonFactory(name="Ann Other", email="ann@example.com")
    return text_of(follow(client, apply(client, draft)))


def test_a_row_that_is_rejected_only_by_now_is_shown_first(refused, draft):
    assert "1 entry cannot come in as it is." in refused
    assert "The e-mail ann@example.com is Ann Other’s by now" in refused
    assert (status(draft), Person.objects.get().name) == ("draft", "Ann Other")


def shown(client, draft):
    """Address and fields of what applies the dry run that is shown."""
    client.get(address(draft, "check/"))
    page = client.get(address(draft, "check/"))
    action, data = form_with(page, "dry_run")
    return urljoin(address(draft, "check/"), action), data


@pytest.fixture
def level(db):
    """Ann’s level, which a file would raise from Awareness to Practitioner."""
    person = PersonFactory(name="Ann", email="ann@example.com")
    return ExpertiseFactory(person=person, skill__name="Python", level=1)


@pytest.fixture
def overtaken(client, level):
    """A draft that was to be applied; the level was raised since its dry run."""
    row = "Ann", "ann@example.com", "Python (practitioner)"
    draft = upload("people", "name email expertise", row)
    apply_form = shown(client, draft)
    Expertise.objects.update(level=4)
    draft.told = text_of(follow(client, client.post(*apply_form)))
    return draft


def test_what_nobody_was_shown_is_not_written(overtaken, level):
    level.refresh_from_db()
    assert (status(overtaken), level.level) == ("draft", 4)
    assert "The directory was edited since the dry run" in overtaken.told
    assert "Level Expert → Practitioner" in overtaken.told


def test_once_it_was_shown_it_is_written(client, overtaken, level):
    text = text_of(follow(client, apply(client, overtaken)))
    level.refresh_from_db()
    assert (status(overtaken), level.level) == ("applied", 3)
    assert "edited since the dry run" not in text


def test_what_is_there_meanwhile_holds_nothing_up(client, level):
    rows = ("Ann", "ann@example.com", "Python (expert)"), ("Ben", "ben@x.org", None)
    draft = upload("people", "name email expertise", *rows)
    apply_form = shown(client, draft)
    Expertise.objects.update(level=4)
    client.post(*apply_form)
    assert status(draft) == "applied"


def test_comparing_again_takes_it_as_it_is_by_now(refused, client, draft):
    client.post(address(draft, "check/again/"))
    text = text_of(follow(client, client.get(address(draft, "check/"))))
    assert "0 entries would be added, 1 changed" in text


@pytest.mark.parametrize(
    ("noun", "headings", "row"),
    [
        ("people", "name email", ("Ann", "ann@example.com")),
        ("teams", "name", ("Data",)),
    ],
)
def test_people_who_came_in_are_to_be_invited(noun, headings, row, client):
    draft = upload(noun, headings, row)
    client.get(address(draft, "check/"))
    text = text_of(follow(client, apply(client, draft)))
    assert ("Invite those without an account" in text) == (noun == "people")


def test_a_second_click_applies_nothing_twice(client, draft):
    client.get(address(draft, "check/"))
    version = {"dry_run": DryRun.objects.get().version}
    codes = [
        client.post(address(draft, "apply/"), version).status_code for _ in range(3)
    ]
    assert codes == [302] * 3
    assert Person.objects.filter(email="ann@example.com").count() == 1


def test_applying_while_somebody_is_at_it_shows_how_far_it_is(client, busy):
    SpreadsheetImport.objects.update(status="applying")
    text = text_of(follow(client, client.post(address(busy, "apply/"))))
    assert "Writing to the directory 42 %" in text
    assert not Person.objects.exists()


def test_a_reload_while_applying_shows_how_far_it_is(client, busy):
    SpreadsheetImport.objects.update(status="applying")
    for page in ("", "progress/", "check/", "sheets/"):
        text = text_of(follow(client, client.get(address(busy, page))))
        assert "42 %" in text


def test_without_scripts_the_page_loads_itself_again(client, busy):
    html = client.get(address(busy, "progress/")).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html


def test_once_done_htmx_goes_to_the_report(client, draft):
    htmx = {"HX-Request": "true"}
    response = client.get(address(draft, "progress/"), headers=htmx)
    assert response["HX-Redirect"] == address(draft)


@pytest.mark.parametrize("page", ["progress/", "check/"])
def test_the_progress_of_what_was_removed_leads_to_the_imports(page, client, draft):
    there, overview = address(draft, page), reverse("spreadsheet:overview")
    draft.delete()
    response = client.get(there, headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == overview
    assert "This import was removed." in text_of(client.get(overview))


def test_htmx_goes_on_from_a_page_that_is_no_progress_bar(client, applied):
    response = client.get(address(applied), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == address(applied)


def test_applying_that_was_interrupted_is_told_and_repeated(client, draft):
    client.get(address(draft, "check/"))
    SpreadsheetImport.objects.update(status="applying")
    text = text_of(client.get(address(draft)))
    assert "Applying was interrupted Nothing of it came in" in text
    follow(client, client.post(address(draft, "apply/")))
    assert status(draft) == "applied"


def test_a_command_that_applies_it_is_seen(client, draft):
    SpreadsheetImport.objects.update(status="applying")
    with claim(draft.pk):
        text = text_of(follow(client, client.get(address(draft))))
    assert "Writing to the directory" in text


def test_applying_that_failed_says_why_and_is_repeated(client, draft):
    client.get(address(draft, "check/"))
    SpreadsheetImport.objects.update(status="failed", problem="The disk was full.")
    text = text_of(client.get(address(draft)))
    assert "Applying failed" in text
    assert "The disk was full." in text
    follow(client, apply(client, draft))
    assert status(draft) == "applied"


def test_of_two_admins_one_applies(client, draft):
    client.get(address(draft, "check/"))
    version = {"dry_run": DryRun.objects.get().version}
    other = signed_in(sign_up("otto", "Directory admins"))
    client.post(address(draft, "apply/"), version)
    text = text_of(follow(other, other.post(address(draft, "apply/"), version)))
    assert "applied by dana" in text


def click(draft, client, version):
    try:
        return client.post(address(draft, "apply/"), version).status_code
    finally:
        connection.close()


def test_clicks_of_two_admins_at_once_apply_it_once(client, draft):
    client.get(address(draft, "check/"))
    version = {"dry_run": DryRun.objects.get().version}
    other = signed_in(sign_up("otto", "Directory admins"))
    with ThreadPoolExecutor(4) as threads:
        clicks = [threads.submit(click, draft, c, version) for c in [client, other] * 2]
        codes = [one.result() for one in clicks]
    follow(client, client.get(address(draft)))
    assert codes == [302] * 4
    assert ImportedChange.objects.count() == 1
    assert status(draft) == "applied"


def test_a_draft_that_somebody_works_on_is_not_thrown_away(client, busy):
    client.post(address(busy, "discard/"))
    assert SpreadsheetImport.objects.exists()


# Undoing


@pytest.fixture
def applied(client, draft):
    client.get(address(draft, "check/"))
    follow(client, apply(client, draft))
    return draft


def test_undoing_takes_everything_back(client, applied):
    text = text_of(follow(client, client.post(address(applied, "undo/"))))
    assert "This import is undone" in text
    assert not Person.objects.filter(email="ann@example.com").exists()


@pytest.mark.parametrize("is_given", [True, False])
def test_what_undoing_takes_of_passwords_is_said_where_an_email_was_given(
    is_given, client, applied
):
    after = {"email" if is_given else "job_title": "bob@example.com"}
    SpreadsheetImport.objects.get().changes.create(
        noun="people", action="changed", object_id=0, place="People!A2", after=after
    )
    text = text_of(client.get(address(applied)))
    assert ("a password that was chosen meanwhile" in text) == is_given


def test_undoing_keeps_no_rows_of_the_report(client, applied):
    client.post(address(applied, "undo/"))
    assert not DryRun.objects.exists()


def test_undoing_is_refused_with_the_reasons(client, applied):
    Person.objects.filter(email="ann@example.com").update(job_title="Lead")
    text = text_of(follow(client, client.post(address(applied, "undo/"))))
    assert "Not undoneLater edits would be lost:" in text
    assert "people!2: Ann" in text
    assert Person.objects.filter(email="ann@example.com").exists()


def test_undoing_that_breaks_off_says_so(client, applied, caplog):
    ImportedChange.objects.update(noun="nonsense")
    text = text_of(follow(client, client.post(address(applied, "undo/"))))
    assert "Not undoneSomething went wrong" in text
    assert Person.objects.filter(email="ann@example.com").exists()


def test_undoing_twice_undoes_nothing_twice(client, applied):
    client.post(address(applied, "undo/"))
    follow(client, client.post(address(applied, "undo/")))
    assert status(applied) == "undone"


def test_what_came_in_too_long_ago_cannot_be_undone(client, applied):
    long_ago = timezone.now() - timedelta(days=settings.DIRECTORY["UNDO_DAYS"] + 1)
    SpreadsheetImport.objects.update(applied_at=long_ago)
    response = client.get(address(applied))
    assert "It is too long ago" in text_of(response)
    assert "Undo this import" not in text_of(response)


def test_a_draft_cannot_be_undone(client, draft):
    follow(client, client.post(address(draft, "undo/")))
    assert status(draft) == "draft"


def test_the_report_takes_few_queries(client, applied, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(address(applied))
