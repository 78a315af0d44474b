"""Somebody of whom every table knows something, under a name found nowhere else."""

from datetime import date

from axes.models import AccessAttempt
from django.contrib.admin.models import CHANGE, LogEntry

from people.models import UndoRecord
from tests.conftest import sign_up
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ConsideredPersonFactory,
    EndorsementFactory,
    ExpertiseFactory,
    IdentityFactory,
    ImportedChangeFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SpreadsheetImportFactory,
    TeamFactory,
    VerifiedEmailFactory,
)

NAME = "Zyxwva Özil"
WORD = "zyxwva"


def make_profile():
    """The person, with a row in each table that can refer to people or accounts."""
    user = sign_up(WORD, "Members", first_name="Zyxwva", email=f"{WORD}@example.com")
    person = PersonFactory(
        name=NAME,
        email=f"{WORD}@example.com",
        user=user,
        job_title="Zyxwva’s title",
        bio="I am Zyxwva.",
        team=TeamFactory(name="Data"),
        location=LocationFactory(name="Lisbon"),
        manager=PersonFactory(name="Her Manager"),
    )
    # Married since.
    person.slug = "zyxwva-married"
    person.save()
    add_skills(person)
    add_work(person, user)
    PersonFactory(name="Her Report", manager=person)
    SavedSearchFactory(owner=user, name="Zyxwva’s list")
    IdentityFactory(user=user, subject=WORD)
    VerifiedEmailFactory(user=user, subject=WORD)
    UndoRecord.objects.create(user=user, was=[], made=[{"note": WORD}])
    AccessAttempt.objects.create(
        username=WORD, ip_address="192.0.2.1", failures_since_start=1
    )
    add_import(person, user)
    LogEntry.objects.log_actions(user.pk, [person], CHANGE, f"Changed {NAME}.")
    return person


def add_skills(person):
    python = SkillFactory(name="Python")
    expertise = ExpertiseFactory(person=person, skill=python, note="Zyxwva’s note")
    EndorsementFactory(expertise=expertise, note="Zyxwva is good")
    EndorsementFactory(
        expertise=ExpertiseFactory(person=PersonFactory(name="A Colleague")),
        endorsed_by=person,
        note="Says Zyxwva",
    )
    expertise.level = 4
    expertise.save()
    LearningGoalFactory(person=person, skill=SkillFactory(name="Go"), motivation=WORD)
    AbsenceFactory(person=person)


def add_import(person, user):
    done = SpreadsheetImportFactory(
        uploaded_by=user, applied_by=user, undone_by=user, status="applied"
    )
    ImportedChangeFactory(
        spreadsheet_import=done, person=person, after={"job_title": "Zyxwva’s title"}
    )


def add_work(person, user):
    churn = ProjectFactory(
        name="Churn",
        lead=person,
        status="closed",
        outcome="in_use",
        outcome_recorded_by=user,
    )
    ConsideredPersonFactory(
        person=person,
        facts={"note": WORD},
        answer={"rank": 1},
        suggestion__made_by=user,
    )
    ShortlistEntryFactory(
        project=churn, person=person, note="Zyxwva would fit", added_by=user
    )
    AssignmentFactory(
        project=churn,
        person=person,
        role="Zyxwva’s role",
        created_by=user,
        skills=[SkillFactory(name="SQL")],
        learns=SkillFactory(name="Rust"),
        mentor=PersonFactory(name="Her Mentor"),
    )
    LearningSeatFactory(project=churn, mentor=person, ends_on=date(2026, 2, 27))
