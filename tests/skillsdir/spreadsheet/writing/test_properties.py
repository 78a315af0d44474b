"""What holds of any file: it does no harm, comes in once, and goes out again."""

import itertools
from datetime import date, datetime, time

import pytest
import time_machine
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from people.models import SkillCategory
from people.records.track_record import Outcome
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers, Decision, SheetAnswer, What
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.nouns import BY_NOUN, KINDS, NOUNS
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import WriteProgress, write_changes
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.thoroughness import examples, how_many

pytestmark = pytest.mark.django_db

EMAILS = ("ann@x.org", "ben@x.org", "cyd@x.org", "dan@x.org", "eve@x.org")
NAMES = ("Ann", "Ben", "Cyd", "Dan", "Eve Ott")
SKILLS = ("Python", "SQL", "Go", "Haskell")
PROJECTS = ("Churn", "Pricing", "Fraud", "Maps")
LEVELS = ("Awareness", "Working", "Practitioner", "Expert", "senior")
DAYS = ("2025-01-06", "2025-06-30", "2026-03-02", "2026-04-30", "2027-01-01")


def listed(names, remarks):
    """Cells with some of the names, with and without something in brackets."""
    remark = st.sampled_from(["", *(f" ({one})" for one in remarks)])
    one = st.tuples(st.sampled_from(names), remark).map("".join)
    return st.lists(one, min_size=1, max_size=3).map("; ".join)


def of(*values):
    return st.sampled_from(values)


# Cells that mean something, by field; what is not here has cells of any sort.
CELLS = {
    "email": of(*EMAILS),
    "person": of(*EMAILS),
    "manager": of(*EMAILS),
    "lead": of(*EMAILS),
    "endorsed_by": of(*EMAILS),
    "mentor": of(*EMAILS),
    "skill": of(*SKILLS),
    "learns": of(*SKILLS),
    "project": of(*PROJECTS),
    "team": of("Data", "Risk", "Quants"),
    "parent": of("Data", "Risk", "Quants"),
    "location": of("Lisbon", "Porto"),
    "time_zone": of("Europe/Lisbon", "Asia/Kolkata"),
    "category": of("Languages", "Methods"),
    "level": of(*LEVELS),
    "target_level": of(*LEVELS),
    "expertise": listed(SKILLS, LEVELS),
    "learning_goals": listed(SKILLS, LEVELS),
    "skills": listed(SKILLS, []),
    "aliases": of("Py", "Py; SQL", "Golang"),
    "past_projects": listed(PROJECTS, ["in use", "stopped", "2021"]),
    "current_projects": listed(PROJECTS, []),
    "capacity": of("80 %", 0.5, 100),
    "percent": of("40 %", 0.5, 100),
    "success_rate": of(80, "75 %"),
    "works_from": of("8:00", "9:30"),
    "works_to": of("16:00", "7:00"),
    "outcome": of(*Outcome.values),
    "status": of("Closed", "Active", "Open", "Achieved", "Confirmed", "Tentative"),
    "priority": of("Next", "Soon", "Must", "Could"),
    "people": of(1, 2),
    "years": of(1, 20),
    "slug": of("one", "two", "three"),
}
CELLS |= dict.fromkeys(
    ("starts_on", "ends_on", "set_on", "target_on", "last_used_on", "joined_on"),
    of(*DAYS),
)
CELLS |= dict.fromkeys(
    ("left_on", "confirmed_at", "endorsed_at", "answered_at", "outcome_recorded_at"),
    of(*DAYS),
)
NAMES_OF = {"skills": SKILLS, "projects": PROJECTS, "people": NAMES}
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12
).map(str.strip)
anything = st.one_of(
    st.none(),
    words,
    st.integers(-(10**9), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2500, 1, 1)),
    st.times().map(lambda one: one.replace(microsecond=0)),
    of("-", "=1+1", "'-", "@", "1/2/2026", "9:00", "Python (4)", "(", ")", ";", "–"),
    of(time(9), datetime(2026, 3, 9, 10), "x" * 400, "ann@x.org", "Ann <ann@x.org>"),
)


def cell(kind, name):
    """A cell of a column: mostly sensible, sometimes empty, seldom `-`."""
    if name == "name":
        return of(*NAMES_OF.get(kind, ("Data", "Quants", "Lisbon", "Porto")))
    sensible = CELLS.get(name, words)
    return st.one_of(*[sensible] * 5, st.none(), of(None, None, "-"))


def sheets(cells):
    """Some sheets of any kind, with answers that leave no question open."""

    def sheet(kind):
        names = [column.name for column in kind.columns]
        row = st.tuples(*(cells(kind.name, name) for name in names))
        rows = st.lists(row, min_size=1, max_size=4)
        return rows.map(lambda rows: (kind.name, tuple(names), rows))

    return st.lists(
        of(*KINDS).flatmap(sheet), min_size=1, max_size=4, unique_by=lambda one: one[0]
    )


def decisions():
    """What is decided of all the names there are in `CELLS`."""
    languages = SkillCategory.objects.get(name="Languages").pk
    return {
        "skill": {"haskell": Decision(What.CREATE, category=languages)},
        "project": {"fraud": Decision(What.CREATE), "maps": Decision(What.SKIP)},
        "team": {"quants": Decision(What.CREATE)},
        "location": {"porto": Decision(What.CREATE, time_zone="Europe/Lisbon")},
        "person": {
            **{email: Decision(What.CREATE) for email in EMAILS},
            **{name.casefold(): Decision(What.SKIP) for name in NAMES},
        },
    }


def understood(found):
    """Sheets and answers of what was made up."""
    answers = Answers(
        sheets={
            kind: SheetAnswer(kind, 0, dict(enumerate(names)))
            for kind, names, _ in found
        },
        levels={"senior": 3},
        day_order="day_first",
        default_level=2,
        current_percent=0,
        past_from=date(2024, 1, 1),
        past_to=date(2025, 12, 31),
        names=decisions(),
    )
    return [Sheet(kind, [names, *rows]) for kind, names, rows in found], answers


@pytest.fixture
def directory():
    """Two of everything that the files mention."""
    with time_machine.travel(datetime(2026, 3, 9, 10), tick=False):
        team, place = TeamFactory(name="Data"), LocationFactory(name="Lisbon")
        category = SkillCategoryFactory(name="Languages")
        python = SkillFactory(name="Python", category=category)
        SkillFactory(name="SQL", category=category)
        SkillFactory(name="Go", category=category)
        churn = ProjectFactory(name="Churn", status="closed", ends_on=date(2025, 3, 1))
        ProjectFactory(name="Pricing", status="active", starts_on=date(2026, 1, 5))
        ann = PersonFactory(name="Ann", email="ann@x.org", team=team, location=place)
        PersonFactory(name="Ben", email="ben@x.org", manager=ann)
        ExpertiseFactory(person=ann, skill=python, level=2)
        LearningGoalFactory(person=ann, skill=python, set_on=date(2025, 1, 6))
        AssignmentFactory(person=ann, project=churn, starts_on=date(2025, 1, 6))
        yield


# Written by the site itself, and counted up whatever is written.
NO_CONTENT = {"version", "reminded_at"}


def contents():
    """Every row of every table that an import writes."""
    found = {}
    for noun in NOUNS.values():
        for model in (noun.model, *noun.lists.values()):
            fields = [
                field.attname
                for field in model._meta.concrete_fields
                if not field.generated and field.name not in NO_CONTENT
            ]
            found[model] = {*model.objects.values_list(*fields)}
    return found


def take_in(sheets, answers):
    """Write what can be written, and return the import."""
    found = plan(sheets, answers)
    import_ = SpreadsheetImport.of(b"", "made up.csv")
    import_.save()
    write_changes(found, import_, None, WriteProgress(found, None))
    SpreadsheetImport.objects.filter(pk=import_.pk).update(
        file=None, sheets=None, status="applied", applied_at=datetime.now().astimezone()
    )
    return found, import_


def rolled_back(check):
    """Run a check and put the database back, whatever it wrote."""
    with transaction.atomic():
        check()
        transaction.set_rollback(True)


def test_any_file_comes_in_once_and_goes_out_again(directory):
    numbers = itertools.count()

    @examples(40)
    @given(sheets(cell))
    def holds(found):
        def check():
            before = contents()
            _, import_ = take_in(*understood(found))
            written = contents()
            again = plan(*understood(found))
            assert again.totals["added"] == again.totals["changed"] == 0
            assert undo_plan(import_, by=None) == []
            assert contents() == before
            if written != before:
                next(numbers)

        rolled_back(check)

    holds()
    # Not all of what is made up comes to nothing.
    assert next(numbers) > how_many(40) / 2


def test_no_file_does_any_harm(directory):
    @examples(40)
    @given(sheets(lambda kind, name: st.one_of(anything, cell(kind, name))))
    def holds(found):
        def check():
            made, import_ = take_in(*understood(found))
            assert all(change.label is not None for change in made.changes)
            assert all(change.differences is not None for change in made.changes)
            assert undo_plan(import_, by=None) == []

        rolled_back(check)

    holds()


def test_nothing_is_made_of_names_that_nobody_decided_about(directory):
    named = {noun.name for noun in BY_NOUN.values()} - {"categories"}

    @examples(20)
    @given(sheets(cell))
    def holds(found):
        sheets, answers = understood(found)
        made = plan(sheets, Answers(sheets=answers.sheets))
        added = [one for one in made.only("added") if one.noun in named]
        assert all(change.line for change in added)
        assert bool(made.questions.open()) <= bool(made.only("rejected"))

    holds()
