"""A workbook that comes in again and again while people edit the directory.

Beside it runs the plainest account of what each cell has to be.
"""

from copy import deepcopy
from datetime import date, timedelta

import pghistory
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.models import Expertise, Person, Skill
from projects.models import Assignment, SkillNeed
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import EDITED
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, ProjectFactory, SkillFactory
from tests.skillsdir.spreadsheet.sent_files import answers_for, table
from tests.skillsdir.spreadsheet.workbooks import xlsx
from tests.skillsdir.spreadsheet.writing.test_properties import contents, rolled_back
from tests.thoroughness import examples

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
# What says which row it is; what cells may say; what of the former is edited here.
COLUMNS = {
    "people": ("name email", {"job_title": ["Analyst", "Lead"]}, {}),
    "expertise": ("person skill", {"level": [1, 2, 3], "note": ["a", "b"]}, {}),
    "needs": ("project skill level", {"people": [1, 2]}, {"level": [3, 2]}),
    "bookings": (
        "person project starts_on",
        {"percent": [20, 30, 50]},
        {"starts_on": [MONDAY, TUESDAY]},
    ),
}
STAFF = {"ann@x.org": "Ann", "ben@x.org": "Ben"}
SKILLS = ("Python", "SQL")
ROWS = [
    *(("people", (name, email)) for email, name in STAFF.items()),
    *(("expertise", (email, skill)) for email in STAFF for skill in SKILLS),
    *(("needs", ("Churn", skill, 3)) for skill in SKILLS),
    *(("bookings", (email, "Churn", MONDAY)) for email in STAFF),
]
# Of these nothing tells but what an import wrote.
NOTED = {"job_title", "note"}


def stored(row):
    """The rows of the directory, of which there is one or none."""
    noun, key = row
    if noun == "people":
        return Person.objects.filter(email=key[1])
    if noun == "expertise":
        return Expertise.objects.filter(person__email=key[0], skill__name=key[1])
    if noun == "needs":
        return SkillNeed.objects.filter(skill__name=key[1])
    return Assignment.objects.filter(person__email=key[0])


def said(row, cells):
    """What a line says of its row, with what is edited here of the key."""
    names, _, moved = COLUMNS[row[0]]
    key = dict(zip(names.split(), row[1], strict=True))
    return cells | {name: key[name] for name in moved}


class Account:
    """What is here and there, and whose it is."""

    def __init__(self):
        self.here, self.there = {}, {}
        # Fields that people here wrote last, rows that they took away, and what
        # imports wrote.
        self.edited, self.gone, self.written = set(), set(), {}

    def differing(self, row):
        cells = said(row, self.there[row])
        return {name for name in cells if cells[name] != self.here[row][name]}

    def is_edited(self, row, name):
        if name in NOTED:
            held = self.here[row][name]
            return self.written.get((row, name), held) != held
        return (row, name) in self.edited

    def asked(self):
        """The fields that are asked about, by row; of rows that are gone, none."""
        found = {row: set() for row in self.gone & self.there.keys()}
        for row in self.there.keys() & self.here.keys():
            fields = {one for one in self.differing(row) if self.is_edited(row, one)}
            if fields:
                found[row] = fields
        return found

    def take_in(self, is_taken):
        asked = {} if is_taken else self.asked()
        for row in self.there.keys() - (asked.keys() - self.here.keys()):
            cells = said(row, self.there[row])
            is_here = row in self.here
            names = self.differing(row) if is_here else cells.keys()
            for name in names - asked.get(row, set()):
                self.here.setdefault(row, {})[name] = cells[name]
                self.written[row, name] = cells[name]
                self.edited.discard((row, name))
            self.gone.discard(row)


def edit_there(account, draw, row):
    """Somebody writes a line of the workbook, or strikes it."""
    if draw(st.integers(0, 5)) == 0:
        account.there.pop(row, None)
    else:
        values = COLUMNS[row[0]][1].items()
        account.there[row] = {name: draw(st.sampled_from(few)) for name, few in values}


def edit_here(account, draw, row):
    """Somebody edits a row here, takes it away, or states a level."""
    _, fields, moved = COLUMNS[row[0]]
    with pghistory.context(user=1):
        if row in account.here and row[0] != "people" and draw(st.booleans()):
            stored(row).get().delete()
            account.here.pop(row)
            account.edited -= {(row, name) for name in fields | moved}
            account.gone.add(row)
        elif row in account.here:
            name = draw(st.sampled_from([*fields, *moved]))
            write_here(
                account, row, name, draw(st.sampled_from((fields | moved)[name]))
            )
        elif row[0] == "expertise":
            add_level(account, row)


def write_here(account, row, name, value):
    if account.here[row][name] != value:
        stored(row).update(**{name: value})
        account.here[row][name] = value
        account.edited.add((row, name))


def add_level(account, row):
    email, skill = row[1]
    person, skill = Person.objects.get(email=email), Skill.objects.get(name=skill)
    Expertise.objects.create(person=person, skill=skill, level=4, note="own")
    account.here[row] = {"level": 4, "note": "own"}
    account.gone.discard(row)
    account.edited.add((row, "level"))
    account.written.pop((row, "note"), None)


def bring_in(account, is_taken):
    """Import the workbook as the pages do; the import."""
    tables = [lines_of(account, noun) for noun in COLUMNS]
    content = xlsx({sheet.name: sheet.rows for sheet, _ in tables})
    draft = SpreadsheetImport.of(content, "weekly.xlsx")
    levels = {str(level): level for level in range(1, 5)}
    answers = answers_for(tables, levels=levels, changes={EDITED: is_taken})
    check_asked(account, plan(Draft(draft).sheets, answers.with_(changes={})))
    draft.answers = answers.as_json()
    draft.save()
    make_dry_run(Draft(draft))
    apply_plan(draft, by=None)
    again = plan([sheet for sheet, _ in tables], answers)
    assert again.totals["added"] == again.totals["changed"] == 0
    # Triggers know the time of the transaction alone.
    earlier = timezone.now() - timedelta(hours=1)
    SpreadsheetImport.objects.filter(pk=draft.pk).update(applied_at=earlier)
    return draft


def lines_of(account, noun):
    names, fields, _ = COLUMNS[noun]
    lines = [
        (*row[1], *(account.there[row][name] for name in fields))
        for row in rows_there(account, noun)
    ]
    return table(noun, f"{names} {' '.join(fields)}", *lines)


def rows_there(account, noun):
    return [row for row in ROWS if row[0] == noun and row in account.there]


def check_asked(account, undecided):
    places = {
        f"{noun}!{number}": row
        for noun in COLUMNS
        for number, row in enumerate(rows_there(account, noun), 2)
    }
    asked = {places[one.place] for one in undecided.only("rejected")}
    assert asked == account.asked().keys()


def check_here(account):
    for row in ROWS:
        held = [account.here[row]] if row in account.here else []
        names = held[0] if held else ["pk"]
        assert [*stored(row).values(*names)] == held, row


def start():
    """Two people and a project, and a first import, of their job titles."""
    account = Account()
    for email, name in STAFF.items():
        PersonFactory(email=email, name=name, job_title="")
        account.here["people", (name, email)] = {"job_title": ""}
        account.there["people", (name, email)] = {"job_title": "Analyst"}
    ProjectFactory(name="Churn", status="active", starts_on=date(2026, 1, 5))
    for skill in SKILLS:
        SkillFactory(name=skill)
    bring_in(account, is_taken=True)
    account.take_in(is_taken=True)
    return account


def live_a_week(account, draw):
    for edit in (edit_there, edit_here):
        for row in draw(st.lists(st.sampled_from(ROWS), max_size=5, unique=True)):
            edit(account, draw, row)
    is_taken, is_undone = draw(st.booleans()), draw(st.integers(0, 3)) == 0
    before, rows = deepcopy(account), is_undone and contents()
    import_ = bring_in(account, is_taken)
    account.take_in(is_taken)
    check_here(account)
    if is_undone:
        assert undo_plan(import_, by=None) == []
        assert contents() == rows
        vars(account).update(vars(before))


def test_each_cell_is_as_whoever_wrote_it_last_says(db):
    first = start()

    @examples(20)
    @given(st.data())
    def holds(data):
        def check():
            account = deepcopy(first)
            for _ in range(2):
                live_a_week(account, data.draw)

        rolled_back(check)

    holds()
