"""What becomes of cells that say less, or more, than their column holds."""

from datetime import date

import pytest

from people.models import Expertise, Person, SkillAlias
from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.writing.applying import apply_plan
from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, told, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", email="ana@example.com", capacity=80)


def people(headings, *row, **answers):
    names = f"email {headings}"
    return planned(table("people", names, ("ana@example.com", *row)), **answers).changes


# Names and e-mails


def new_people(headings, *rows):
    apply_plan(upload("people", headings, *rows), by=None)
    return sorted(Person.objects.values_list("name", flat=True))


def test_names_come_in_as_they_are_spoken():
    rows = ("Silva, Ana", "ana@example.com"), ("LIND Bo (EXT)", "bo@example.com")
    assert new_people("name email", *rows) == ["Ana Silva", "Bo Lind"]


def test_a_manager_is_found_however_both_are_written():
    rows = (
        ("Silva, Ana", "ana@example.com", "bo@example.com"),
        ("Lind, Bo", "bo@example.com", None),
    )
    new_people("name email manager", *rows)
    assert Person.objects.get(name="Ana Silva").manager.name == "Bo Lind"


@pytest.mark.parametrize("written", ["Lind, Bo", "Bo Lind", "Dr. Bo Lind", "LIND Bo"])
def test_a_name_that_is_here_stays_however_it_is_turned(written):
    PersonFactory(name=written, email="bo@example.com")
    sheet = table("people", "name email", (written, "bo@example.com"))
    assert told(planned(sheet).changes) == [("unchanged", written, "")]


def test_a_name_that_is_turned_here_can_be_mended():
    PersonFactory(name="Lind, Bo", email="bo@example.com")
    assert new_people("name email", ("Bo Lind", "bo@example.com")) == ["Bo Lind"]


@pytest.mark.parametrize("name", ["Lind, Bo", "LIND Bo", "Bo Lind (she/her)"])
def test_a_name_with_an_address_comes_back_as_it_was(name):
    rows = [(name, "bo@example.com", "bo-lind")]
    assert new_people("name email slug", *rows) == [name]


def test_an_email_among_other_words_means_who_has_it(ana):
    sheet = table(
        "people", "email job_title", ("Ana S <mailto:ana@example.com>;", "Analyst")
    )
    (change,) = planned(sheet).changes
    assert (change.action, change.pk) == ("changed", ana.pk)


def test_an_email_with_quotes_of_its_own_is_found(ana):
    Person.objects.update(email="'ana'@example.com")
    sheet = table("people", "email job_title", ("'ana'@example.com", "Analyst"))
    (change,) = planned(sheet).changes
    assert (change.action, change.pk) == ("changed", ana.pk)


@pytest.mark.parametrize("words", ["n/a", "none", "–"])
def test_words_for_no_email_are_none(ana, words):
    sheet = table("people", "name email", ("Ana", words))
    (question,) = planned(sheet).questions.of("person")
    assert question.suggestions[0].target == ana.pk


# Working time


@pytest.mark.parametrize("words", ["permanent", "n/a", "-"])
def test_other_words_than_working_time_reject_no_row(ana, words):
    (change,) = people("job_title capacity", "Analyst", words)
    assert change.after == {"job_title": "Analyst"}
    assert change.why == f"“{words}” says no working time: left out"


def test_more_than_full_time_is_rejected(ana):
    (change,) = people("capacity", "1.2 FTE")
    assert told([change]) == [
        ("rejected", "Ana", "“1.2 FTE” is no percentage from 0 to 100: it is 120 %")
    ]


def test_hours_are_read_as_their_column_says(ana):
    sheet, answer = table("people", "email capacity", ("ana@example.com", 20))
    sheet.rows[0] = ("E-mail", "Hours per week")
    (change,) = planned((sheet, answer)).changes
    assert change.after == {"capacity": 50}


# Last days


def test_an_open_end_is_none_and_ends_nothing_that_has_one_here():
    person = PersonFactory(email="bo@example.com", left_on=date(2099, 1, 1))
    sheet = table(
        "people",
        "name email left_on",
        ("Ana", "ana@example.com", "ongoing"),
        (person.name, "bo@example.com", "ongoing"),
    )
    added, unchanged = planned(sheet).changes
    assert (added.action, added.after.get("left_on")) == ("added", None)
    assert unchanged.action == "unchanged"


def test_who_is_away_until_an_open_end_is_rejected(ana):
    row = ("ana@example.com", "2026-08-03", "open")
    (change,) = planned(table("absences", "person starts_on ends_on", row)).changes
    assert change.why == "needs a value for “Last day”"


# Levels


@pytest.mark.parametrize("level", ["none", "-"])
def test_a_row_that_says_no_level_states_no_skill(ana, level):
    SkillFactory(name="Python")
    sheet = table(
        "expertise", "person skill level", ("ana@example.com", "Python", level)
    )
    (change,) = planned(sheet, levels={"none": 0}, default_level=2).changes
    assert change.action == "left out"
    assert "means that there is no such skill" in change.why


def test_a_tick_has_the_level_of_those_without_one(ana):
    SkillFactory(name="Python")
    sheet = table("expertise", "person skill level", ("ana@example.com", "Python", "x"))
    assert planned(sheet).questions.defaults[0].name == "default_level"
    (change,) = planned(sheet, default_level=2).changes
    assert (change.action, change.after["level"]) == ("added", 2)


def test_a_tick_changes_no_level_that_is_here(ana):
    ExpertiseFactory(person=ana, skill=SkillFactory(name="Python"), level=3)
    sheet = table("expertise", "person skill level", ("ana@example.com", "Python", "x"))
    assert told(planned(sheet, default_level=2).changes) == [
        ("unchanged", "Ana: Python", "")
    ]


def test_who_is_learning_a_skill_has_a_goal_and_no_level_that_is_known(ana):
    SkillFactory(name="Python")
    sheet = table(
        "people", "email learning_goals", ("ana@example.com", "learning Python")
    )
    assert told(planned(sheet).changes)[1:] == [("added", "Ana: Python", "")]
    changes = people("expertise", "learning Python")
    assert changes[1].why == "decide which level “learning” is"


def test_of_two_names_of_one_skill_the_higher_level_counts(ana):
    skill = SkillFactory(name="C & C++")
    SkillAlias.objects.create(skill=skill, name="C")
    SkillAlias.objects.create(skill=skill, name="C++")
    levels = {"2": 2, "4": 4}
    changes = people("expertise", "C++ (4), C (2)", levels=levels)
    why = "“C++” and “C” are one skill here: the higher level counts"
    assert told(changes)[1:] == [("added", "Ana: C & C++", why)]
    apply_plan(
        upload(
            "people",
            "email expertise",
            ("ana@example.com", "C (2), C++ (4)"),
            levels=levels,
        ),
        by=None,
    )
    assert Expertise.objects.get().level == 4


@pytest.mark.parametrize("names", ["C++ C", "C C++", "C & C++,C"])
@pytest.mark.parametrize("twice", ["", "first", "last"])
def test_of_two_columns_of_one_skill_it_is_asked_which_counts(ana, names, twice):
    skill = SkillFactory(name="C & C++")
    SkillAlias.objects.create(skill=skill, name="C")
    SkillAlias.objects.create(skill=skill, name="C++")
    headings = names.split(",") if "," in names else names.split()
    rows = [("Name", "E-mail", *headings), ("Ana", "ana@example.com", 4, 2)]
    columns = {0: "name", 1: "email", 2: "skill_level", 3: "skill_level"}
    answers = {"levels": {"2": 2, "4": 4}, "twice": twice}
    plan = planned((Sheet("S", rows), SheetAnswer("people", 0, columns)), **answers)
    assert [question.name for question in plan.questions.defaults] == ["twice"]
    levels = [change.after.get("level") for change in plan.changes[1:]]
    assert levels == {"": [None, None], "first": [4], "last": [2]}[twice]


def test_one_name_with_two_levels_is_rejected(ana):
    SkillFactory(name="SQL")
    changes = people("expertise", "SQL (2), SQL (4)", levels={"2": 2, "4": 4})
    assert [str(change.action) for change in changes[1:]] == ["rejected", "rejected"]


# Statuses


@pytest.mark.parametrize("status", ["On hold", "Green"])
def test_what_is_no_status_is_rejected_with_a_way_out(status):
    (change,) = planned(table("projects", "name status", ("Churn", status))).changes
    assert change.action == "rejected"
    assert "write " in change.why


def test_a_status_may_be_called_otherwise():
    (change,) = planned(table("projects", "name status", ("Churn", "läuft"))).changes
    assert change.after["status"] == "active"
