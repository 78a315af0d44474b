import pytest

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from tests.factories import SkillCategoryFactory, SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import KNOWN
from tests.skillsdir.spreadsheet.sent_files import upload

ROWS = (
    ("Ann", "ann@example.com", "Lisbon", "Python (wizard); Pyton (3)"),
    ("Ben", "ben@example.com", "", "Python (wizard)"),
    ("Cleo", "", "", ""),
    ("Eve", "eve at example", "", ""),
)


@pytest.fixture
def staff(db):
    """A draft with something to ask in each step, and one row that is rejected."""
    SkillFactory(name="Python", category=SkillCategoryFactory(name="Languages"))
    return upload("people", "name email location expertise", *ROWS)


@pytest.fixture
def checked(staff):
    """The same draft with its dry run; work behind a page would not see the test's."""
    make_dry_run(Draft(SpreadsheetImport.objects.get(pk=staff.pk)))
    return staff


@pytest.fixture
def catalogue(db, time_machine):
    """The skills that the sheets of the corpus are about, and their day."""
    time_machine.move_to("2026-03-09T12:00:00Z", tick=False)
    for name in KNOWN:
        SkillFactory(name=name)
