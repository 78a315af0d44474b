"""A small directory, laid out in every way that people do, comes in as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.nouns.base import Action
from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import KNOWN, answer_all
from tests.skillsdir.spreadsheet.workbooks import xlsx
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

FIRST = ("Ana", "Bo", "Zoë", "Kerstin", "João", "Mia", "Ulf", "Jean-Luc")
LAST = ("Silva", "Lind", "Okonkwo", "Blöm", "de Vries", "O’Neil", "Müller", "García")
TEAMS = ("Forecasting", "Pricing", "Vision")
people = st.lists(
    st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)),
    min_size=2,
    max_size=6,
    unique=True,
)
skills = st.lists(st.sampled_from(KNOWN), min_size=2, max_size=5, unique=True)


@st.composite
def directories(draw):
    """Levels by skill, by first and last name; everybody has a skill at least."""
    columns = draw(skills)
    levels = st.dictionaries(
        st.sampled_from(columns), st.integers(1, 4), min_size=1, max_size=len(columns)
    )
    return {who: draw(levels) for who in draw(people)}


def skills_in(directory):
    return sorted({skill for levels in directory.values() for skill in levels})


def email_of(who):
    return f"{FIRST.index(who[0])}.{LAST.index(who[1])}@x.example"


def matrix(directory):
    names = skills_in(directory)
    rows = [
        (" ".join(who), *map(levels.get, names)) for who, levels in directory.items()
    ]
    return {"Matrix": [("Name", *names), *rows]}


def matrix_with_emails(directory):
    rows = matrix(directory)["Matrix"]
    emails = ["E-mail", *map(email_of, directory)]
    return {
        "Matrix": [
            (name, email, *rest)
            for (name, *rest), email in zip(rows, emails, strict=True)
        ]
    }


def matrix_of_two_names(directory):
    names = skills_in(directory)
    rows = [(*who, *map(levels.get, names)) for who, levels in directory.items()]
    return {"Staff": [("First name", "Last name", *names), *rows]}


def last_names_first(directory):
    names = skills_in(directory)
    rows = [
        (f"{last}, {first}", *map(levels.get, names))
        for (first, last), levels in directory.items()
    ]
    return {"Sheet1": [("Employee", *names), *rows]}


def turned(directory):
    rows = matrix(directory)["Matrix"]
    (_, *who), *rest = zip(*rows, strict=True)
    return {"Sheet1": [("Skill", *who), *rest]}


def long_list(directory):
    rows = [
        (" ".join(who), skill, level)
        for who, levels in directory.items()
        for skill, level in levels.items()
    ]
    return {"Sheet1": [("Employee", "Skill", "Level"), *rows]}


def filled_down(directory):
    rows = [
        (None if number else " ".join(who), skill, level)
        for who, levels in directory.items()
        for number, (skill, level) in enumerate(levels.items())
    ]
    return {"Sheet1": [("Name", "Skill", "Level"), *rows]}


def numbered_columns(directory):
    most = max(map(len, directory.values()))
    heads = [f"{word} {n}" for n in range(1, most + 1) for word in ("Skill", "Level")]
    rows = [
        (" ".join(who), *(cell for pair in levels.items() for cell in pair))
        for who, levels in directory.items()
    ]
    return {"Sheet1": [("Name", *heads), *rows]}


def lists_in_cells(directory):
    rows = [
        (" ".join(who), "; ".join(f"{skill} ({n})" for skill, n in levels.items()))
        for who, levels in directory.items()
    ]
    return {"Sheet1": [("Name", "Skills"), *rows]}


def sheets_of_teams(directory):
    teams = [dict([*directory.items()][n::2]) for n in range(2)]
    return {
        name: matrix(team)["Matrix"]
        for name, team in zip(TEAMS, teams, strict=False)
        if team
    }


def sheets_of_people(directory):
    return {
        " ".join(who): [("Skill", "Level"), *levels.items()]
        for who, levels in directory.items()
    }


LAYOUTS = (
    *(matrix, matrix_with_emails, matrix_of_two_names, last_names_first, turned),
    *(long_list, filled_down, numbered_columns, lists_in_cells, sheets_of_teams),
    sheets_of_people,
)


@pytest.fixture(autouse=True)
def catalogue(db):
    for name in KNOWN:
        SkillFactory(name=name)


def changes_in(sheets):
    made, _ = answer_all(read_workbook(xlsx(sheets), "staff.xlsx"))
    assert not [each for each in made.changes if each.action == Action.REJECTED]
    return made.changes


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@examples(60)
@given(directory=directories())
def test_a_directory_comes_in_as_it_was_however_it_is_laid_out(layout, directory):
    found = {" ".join(who): {} for who in directory}
    changes = changes_in(layout(directory))
    for change in changes:
        if change.noun == "expertise":
            skill, level = change.values["skill"], change.after["level"]
            found[str(change.values["person"])][str(skill)] = int(level)
    assert found == {" ".join(who): levels for who, levels in directory.items()}
    assert sum(change.noun == "people" for change in changes) == len(directory)


MONDAY = date(2026, 1, 5)
weeks = st.lists(st.integers(0, 10).map(lambda n: 10 * n), min_size=3, max_size=8)


@examples(60)
@given(shares=st.lists(weeks.filter(any), min_size=1, max_size=4))
def test_weekly_shares_come_in_as_bookings_of_those_weeks(shares):
    count = max(map(len, shares))
    mondays = [MONDAY + timedelta(weeks=n) for n in range(count)]
    rows = [
        (f"{FIRST[n]} {LAST[n]}", "Churn", *(f"{share}%" for share in of_person))
        for n, of_person in enumerate(shares)
    ]
    changes = changes_in({"Plan": [("Name", "Project", *mondays), *rows]})
    found = {
        (str(change.values["person"]), monday): change.after["percent"]
        for change in changes
        if change.noun == "bookings"
        for monday in mondays
        if change.after["starts_on"] <= monday <= change.after["ends_on"]
    }
    assert found == {
        (f"{FIRST[n]} {LAST[n]}", monday): share
        for n, of_person in enumerate(shares)
        for monday, share in zip(mondays, of_person, strict=False)
        if share
    }
