"""A process that is killed while it applies an import leaves nothing half done."""

import subprocess
import sys

import pytest
from django.db import connection

from people.models import Expertise, Person
from people.models.history import ExpertiseEvent
from skillsdir.models import ImportedChange, SpreadsheetImport
from skillsdir.spreadsheet.writing.applying import NotADraftError, apply_plan
from skillsdir.spreadsheet.writing.progress import progress_of
from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.sent_files import upload

pytestmark = pytest.mark.django_db(transaction=True)

# Stops in the middle of writing, says so, and waits to be killed.
APPLY = """
import sys, time, tests
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.writing.applying import apply_plan

def stop(done, total):
    if done > int(sys.argv[2]):
        print(done, flush=True)
        time.sleep(60)

apply_plan(SpreadsheetImport.objects.get(), by=None, progress=stop)
"""
ROWS = 60


@pytest.fixture
def draft():
    SkillFactory(name="Python")
    rows = [(f"P {n}", f"p{n}@example.com", "Python (Expert)") for n in range(ROWS)]
    return upload("people", "name email expertise", *rows)


@pytest.fixture
def process(request, draft):
    """A process in the middle of it: so many rows are written."""
    written = getattr(request, "param", ROWS)
    name = connection.settings_dict["NAME"]
    command = [sys.executable, "-c", APPLY, name, str(written)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
        yield process
        process.kill()


def kill(process):
    process.kill()
    process.wait()
    # The server notices that nobody is there any more.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("process", [0, 2 * ROWS, 3 * ROWS], indirect=True)
def test_nothing_is_half_done(process, draft):
    kill(process)
    models = (Person, Expertise, ImportedChange, ExpertiseEvent)
    assert [model for model in models if model.objects.exists()] == []


def test_it_is_told_and_can_be_repeated(process, draft):
    kill(process)
    draft = SpreadsheetImport.objects.get()
    assert (draft.status, progress_of(draft.pk)) == ("applying", None)
    apply_plan(draft, by=None)
    assert Expertise.objects.count() == ROWS


def test_meanwhile_nobody_else_applies_it(process, draft):
    assert progress_of(draft.pk)
    with pytest.raises(NotADraftError, match="right now"):
        apply_plan(draft, by=None)
