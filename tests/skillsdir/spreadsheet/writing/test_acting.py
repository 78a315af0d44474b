"""Who has an import written, and who is erased while it is."""

import pytest
from django.contrib.auth import get_user_model

from people.models import Person
from people.privacy.erasure import erase
from skillsdir.models import DryRun
from skillsdir.spreadsheet.drafts.saved import SavedChanges
from skillsdir.spreadsheet.writing import applying, background
from skillsdir.spreadsheet.writing.background import work_out_dry_run
from tests.conftest import sign_up
from tests.factories import PersonFactory
from tests.people.accounts.test_acting import (
    admin_called,
    choose_password,
    close,
    demote,
    in_thread,
    sign_in,
    sign_out,
    wait_for_lock,
)
from tests.skillsdir.spreadsheet.sent_files import upload

User = get_user_model()


def apply_by(client, import_):
    work_out_dry_run(import_.pk)
    version = DryRun.objects.get(spreadsheet_import=import_).version
    sent = {"dry_run": version, "leave_rejected": "on"}
    client.post(f"/spreadsheet/{import_.pk}/apply/", sent)


@pytest.fixture
def draft():
    row = ("Vera Costa", "vera@example.com")
    return upload("people", "name email", row, by=sign_up("ida", "Directory admins"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["lock_tables", "mark_applied"])
@pytest.mark.parametrize("end", [close, demote, choose_password, sign_out])
def test_no_import_is_written_by_who_ends_meanwhile(name, end, draft, monkeypatch):
    eve = admin_called("Eve")
    real = getattr(applying, name)

    def late(*args):
        in_thread(lambda: end(eve)).join()
        return real(*args)

    monkeypatch.setattr(applying, name, late)
    client = sign_in(eve)
    apply_by(client, draft)
    draft.refresh_from_db()
    assert draft.status == "failed"
    assert not Person.objects.filter(name="Vera Costa").exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_who_is_erased_as_an_import_ends(draft, monkeypatch):
    PersonFactory(name="Vera Costa", email="vera@example.com")
    ida, real, erasing = User.objects.get(username="ida"), background.save_dry_run, []

    def late(*args):
        vera = Person.objects.get(email="vera@example.com")
        erasing.append(in_thread(lambda: erase(person=vera, by=ida)))
        wait_for_lock()
        return real(*args)

    monkeypatch.setattr(background, "save_dry_run", late)
    apply_by(sign_in(ida), draft)
    erasing[0].join()
    kept = [change for run in DryRun.objects.all() for change in SavedChanges.of(run)]
    assert "vera" not in str(kept).lower()
