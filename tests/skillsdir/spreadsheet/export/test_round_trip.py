"""Export, import into an empty database: the same directory, every row compared."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.models import SpreadsheetImport
from skillsdir.sample.organisation import make_organisation
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.export.directory import directory_workbook
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.directory.exports import body, export
from tests.skillsdir.spreadsheet.random_directories import fill
from tests.skillsdir.spreadsheet.whole_directory import (
    delete_everything,
    everything,
)
from tests.thoroughness import examples, how_many

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]


def exported():
    with directory_workbook() as file:
        return file.read()


def guessed(sheets):
    """The answers of somebody who takes every guess."""
    guesses = {sheet.name: guess_sheet(sheet) for sheet in sheets}
    return Answers(
        sheets={
            name: SheetAnswer(one.kind, one.header_row, known(one.columns))
            for name, one in guesses.items()
        }
    )


def known(columns):
    return {place: name for place, name in columns.items() if name}


def planned(content, name="directory.xlsx", **answers):
    sheets = read_workbook(content, name)
    return plan(sheets, guessed(sheets).with_(**answers))


def bring_in(content, **how):
    draft = SpreadsheetImport.of(content, "directory.xlsx")
    draft.answers = guessed(read_workbook(content, "directory.xlsx")).as_json()
    draft.save()
    apply_plan(draft, by=None, **how)
    return draft


def done(found):
    """What a plan would change, in words; nothing is the empty list."""
    return [
        (str(one.action), one.place, one.label, one.why, one.differences)
        for one in found.changes
        if one.action != "unchanged"
    ]


@contextmanager
def forgotten():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_random_directories_come_back_as_they_were():
    @examples(20)
    @given(st.data())
    def holds(data):
        with forgotten():
            fill(data)
            before, content = everything(), exported()
            delete_everything()
            bring_in(content)
            assert everything() == before
            assert done(planned(content)) == []

    holds()


def test_what_is_exported_changes_nothing_where_it_comes_from():
    @examples(20)
    @given(st.data())
    def holds(data):
        with forgotten():
            fill(data)
            assert done(planned(exported())) == []

    holds()


def test_one_directory_brought_into_another_can_be_taken_out_again():
    @examples(20)
    @given(st.data(), st.data())
    def holds(here, other):
        with forgotten():
            fill(other)
            content = exported()
            delete_everything()
            fill(here)
            before = everything()
            draft = bring_in(content, leave_rejected=True)
            assert undo_plan(draft, by=None) == []
            assert everything() == before

    holds()


def test_sample_organisation_comes_back_as_it_was():
    people = how_many(60)
    make_organisation(people=people, seed=3, today=date(2026, 3, 9), password="demo")
    before, content = everything(), exported()
    delete_everything()
    bring_in(content)
    assert everything() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_list_of_people_changes_nothing_either(kind, manager_client):
    ann = PersonFactory(name="=Ann", email=None, capacity=60, team=TeamFactory())
    PersonFactory(name="=Ann")
    expertise = ExpertiseFactory(person=ann, skill__name="Deep learning, vision (CNN)")
    LearningGoalFactory(person=ann, skill=expertise.skill, target_level=4)
    ended = ProjectFactory(name="A/B; tests", status="closed", outcome="not_met")
    for project in (ended, ProjectFactory(name="Now / later", status="active")):
        AssignmentFactory(person=ann, project=project)
    content = export(manager_client, kind=kind)
    levels = {str(number): number for number in range(1, 5)}
    assert done(planned(content, f"people.{kind}", levels=levels)) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_matrix_changes_nothing_either(kind, manager_client):
    people = PersonFactory.create_batch(4, team=TeamFactory())
    for number, name in enumerate(["Python", "=R", "Deep learning, vision (CNN)"]):
        skill = SkillFactory(name=name)
        for level, person in enumerate(people[number:], 1):
            ExpertiseFactory(person=person, skill=skill, level=level)
        LearningGoalFactory(person=people[number], skill=skill, target_level=4)
    content = body(manager_client.get(f"/skills/matrix/export.{kind}"))
    levels = {str(number): number for number in range(1, 5)}
    found = planned(content, f"matrix.{kind}", levels=levels)
    assert done(found) == []
    assert len(found.changes) >= 5 + 9 + 3


@pytest.mark.parametrize("bio", ["One\r\nTwo", "A  b \t c", "e\u0301", " x "])
def test_what_only_looks_the_same_changes_nothing(bio):
    PersonFactory(bio=bio)
    assert done(planned(exported())) == []


def test_round_trip_takes_as_many_queries_for_3_people_as_for_30(
    django_assert_num_queries, django_assert_max_num_queries
):
    ExpertiseFactory.create_batch(2)
    ExpertiseFactory(person__email=None)
    few_rows = exported()
    ExpertiseFactory.create_batch(17)
    ExpertiseFactory.create_batch(9, person__email=None)
    many_rows = exported()
    with django_assert_max_num_queries(30) as few:
        planned(few_rows)
    with django_assert_num_queries(len(few)):
        planned(many_rows)
