"""Nothing that anybody sends to any address makes it fail.

Every run walks the same way: `EXAMPLES=7` goes further, `WALK_SEED=2` elsewhere.
"""

import logging
import os
from types import SimpleNamespace

import pytest

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from skillsdir.spreadsheet.writing import background as work
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.thoroughness import how_many
from tests.walk import hostile
from tests.walk.walker import Walk

REQUESTS = how_many(1_500)
SEED = int(os.environ.get("WALK_SEED") or 1)
OPEN = ("/accounts/", "/health/")
UNESCAPED = hostile.UNESCAPED.encode()


@pytest.fixture
def at_once(monkeypatch):
    """Do what goes on behind a page before it is answered."""

    def start(import_id, do):
        do(lambda *report: None)
        return SimpleNamespace(join=lambda seconds: None, is_alive=lambda: False)

    monkeypatch.setattr(work, "start_work", start)


@pytest.fixture
def silence():
    """Thousands of bad requests are no news."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def rows(db, member, manager):
    """One row of each kind, and one of each of a member's own."""
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    places = {
        "team": TeamFactory(name="Data"),
        "location": LocationFactory(name="Lisbon"),
    }
    ann = PersonFactory(name="Ann", email=None, **places)
    churn = ProjectFactory(name="Churn", status="active", lead=ann)
    fraud = ProjectFactory(name="Fraud", status="staffing", lead=ann)
    SkillNeedFactory(project=fraud, skill=python, welcomes_learner=True)
    for person in (ann, member.person, manager.person):
        own = ExpertiseFactory(person=person, skill=python if person == ann else sql)
        LearningGoalFactory(person=person, skill=sql if person == ann else python)
        EndorsementFactory(expertise=own, level=1)
        AbsenceFactory(person=person)
        AssignmentFactory(person=person, project=churn)
        ShortlistEntryFactory(person=person, project=fraud)
        SavedSearchFactory(owner=person.user) if person.user else SavedSearchFactory()
    draft = upload("people", "name email expertise", ("Bo", "bo@example.com", "Pyton"))
    make_dry_run(Draft(SpreadsheetImport.objects.get(pk=draft.pk)))


def judge(role, path, response, content):
    """What is wrong with an answer, in words; nothing if all is well."""
    status = response.status_code
    if status >= 500:
        yield f"status {status}: {path.split('?')[0]}"
    if (
        "html" in response.get("Content-Type", "")
        and hostile.UNESCAPED.encode() in content
    ):
        yield f"unescaped: {path}"
    if role == "anonymous" and status == 200 and not path.startswith(OPEN):
        yield f"open to anybody: {path}"
    if role in ("member", "manager") and status == 200 and path.startswith(Walk.inside):
        yield f"open to the {role}: {path}"


@pytest.mark.ignore_template_errors
def test_nothing_that_is_sent_makes_a_page_fail(
    rows, member, manager, directory_admin, admin, at_once, silence, settings
):
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, 0)
    actors = {
        "anonymous": None,
        "member": member,
        "manager": manager,
        "directory admin": directory_admin,
        "superuser": admin,
    }
    walk = Walk(actors, SEED, judge)
    walk.go(REQUESTS)
    logging.disable(logging.NOTSET)
    print("", dict(walk.counts), dict(walk.statuses), sep="\n")
    assert not walk.failures, "\n\n".join(
        f"{k}\n    {r}" for k, r in walk.failures.items()
    )
