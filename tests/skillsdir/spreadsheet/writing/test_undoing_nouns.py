"""Undoing, noun by noun: whatever a sheet may hold is taken back as it came."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Location,
    Person,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
)
from people.privacy.erasure import erase
from projects.models import Assignment, Project, SkillNeed
from skillsdir.models import ImportedChange, SpreadsheetImport
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import create, upload
from tests.skillsdir.spreadsheet.whole_directory import everything

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
ANA, BEN = "ana@example.com", "ben@example.com"
# What a file adds, by kind: headings, the row, and the model.
ADDED = {
    "teams": ("name parent", ("Quants", "Data"), Team),
    "locations": ("name time_zone", ("Porto", "Europe/Lisbon"), Location),
    "categories": ("name position", ("Odd skills", 9), SkillCategory),
    "skills": ("name category aliases", ("Scala", "Languages", "Dotty"), Skill),
    "people": ("name email team", ("Cy", "cy@example.com", "Data"), Person),
    "expertise": ("person skill level", (BEN, "Python", "Expert"), Expertise),
    "endorsements": ("person skill endorsed_by", (ANA, "Python", BEN), Endorsement),
    "goals": ("person skill target_level", (BEN, "Python", "Expert"), LearningGoal),
    "absences": (
        "person starts_on ends_on",
        (ANA, "2026-04-01", "2026-04-03"),
        Absence,
    ),
    "projects": ("name team lead", ("Pricing", "Data", ANA), Project),
    "needs": ("project skill level", ("Churn", "Python", "Expert"), SkillNeed),
    "bookings": (
        "person project starts_on percent skills",
        (ANA, "Churn", "2026-03-02", 50, "Python"),
        Assignment,
    ),
}
# What a file changes: headings and the row.
CHANGED = {
    "teams": ("name slug", ("Analytics", "data")),
    "locations": ("name time_zone", ("Lisbon", "UTC")),
    "categories": ("name position", ("Languages", 77)),
    "skills": ("name slug description", ("Snake", "python", "A language")),
    "people": ("email job_title bio capacity", (ANA, "Chief", "-", 40)),
    "expertise": ("person skill level note", (ANA, "Python", "Expert", "Long ago")),
    "projects": ("name summary status", ("Churn", "Who leaves?", "Proposed")),
    "bookings": (
        "person project starts_on percent",
        (BEN, "Churn", "2026-01-05", 10),
    ),
}


@pytest.fixture
def directory():
    """A little of everything, for files to add to and to change."""
    category = SkillCategoryFactory(name="Languages", slug="languages")
    python = SkillFactory(name="Python", slug="python", category=category)
    data = TeamFactory(name="Data", slug="data")
    LocationFactory(name="Lisbon", slug="lisbon", time_zone="Europe/Lisbon")
    ana = PersonFactory(name="Ana", email=ANA, team=data, bio="Hello", slug="ana")
    ben = PersonFactory(name="Ben", email=BEN, slug="ben")
    ExpertiseFactory(person=ana, skill=python, level=2)
    churn = ProjectFactory(name="Churn", slug="churn", status="active")
    day = date(2026, 1, 5)
    AssignmentFactory(person=ben, project=churn, starts_on=day, skills=[python])


def take_in(kind, headings, *rows, **answers):
    draft = upload(kind, headings, *rows, **answers)
    apply_plan(draft, by=None)
    return draft


def taken_back(done):
    assert undo_plan(done, by=None) == []
    return everything()


@pytest.mark.parametrize("kind", ADDED)
def test_what_a_sheet_adds_is_there_and_can_be_taken_back(kind, directory):
    before = everything()
    headings, row, model = ADDED[kind]
    count = model.objects.count()
    done = take_in(kind, headings, row)
    assert model.objects.count() == count + 1
    assert taken_back(done) == before


@pytest.mark.parametrize("kind", CHANGED)
def test_what_a_sheet_changes_can_be_taken_back(kind, directory):
    before = everything()
    done = take_in(kind, *CHANGED[kind])
    assert everything() != before
    assert taken_back(done) == before


@pytest.mark.parametrize("kind", CHANGED)
def test_the_same_sheet_again_changes_nothing(kind, directory):
    take_in(kind, *CHANGED[kind])
    before = everything()
    again = take_in(kind, *CHANGED[kind])
    assert again.counts == {kind: {"unchanged": 1}}
    assert everything() == before


@pytest.mark.parametrize("kind", ADDED)
def test_what_was_taken_back_can_come_in_again(kind, directory):
    headings, row, _ = ADDED[kind]
    done = take_in(kind, headings, row)
    written = everything()
    undo_plan(done, by=None)
    take_in(kind, headings, row)
    assert without_moments(everything()) == without_moments(written)


def without_moments(rows):
    return [
        {name: value for name, value in row.items() if not name.endswith("_at")}
        for of_model in rows.values()
        for row in of_model
    ]


@pytest.mark.parametrize("kind", ["people", "expertise", "goals", "bookings"])
def test_what_was_noted_of_somebody_goes_when_they_are_erased(
    kind, directory, directory_admin
):
    headings, row, _ = ADDED[kind]
    take_in(kind, headings, row)
    change = ImportedChange.objects.filter(noun=kind).get()
    erase(person=change.person, by=directory_admin)
    assert not ImportedChange.objects.filter(noun=kind).exists()


def test_undoing_leaves_what_others_did_meanwhile(directory):
    done = take_in("people", "name email", ("Cy", "cy@example.com"))
    PersonFactory(name="Dee")
    assert undo_plan(done, by=None) == []
    assert [*Person.objects.values_list("name", flat=True)] == ["Ana", "Ben", "Dee"]


def test_two_imports_are_undone_in_any_order_where_they_do_not_meet(directory):
    before = everything()
    first = take_in("people", "email bio", (ANA, "One"))
    second = take_in("people", "email job_title", (ANA, "Two"))
    assert undo_plan(first, by=None) == undo_plan(second, by=None) == []
    assert everything() == before


def test_two_imports_of_one_field_are_undone_last_first(directory):
    first = take_in("people", "email bio", (ANA, "One"))
    second = take_in("people", "email bio", (ANA, "Two"))
    assert [one.why for one in undo_plan(first, by=None)] == [
        "was changed since: about"
    ]
    assert undo_plan(second, by=None) == undo_plan(first, by=None) == []
    assert Person.objects.get(email=ANA).bio == "Hello"


def test_a_manager_among_those_added_is_no_obstacle(directory):
    rows = ("Cy", "cy@example.com", "dee@example.com"), ("Dee", "dee@example.com", "")
    done = take_in("people", "name email manager", *rows)
    assert undo_plan(done, by=None) == []
    assert Person.objects.count() == 2


def test_a_team_that_was_moved_below_a_new_one_goes_back(directory):
    rows = ("Group", ""), ("Data", "Group")
    done = take_in("teams", "name parent", *rows)
    assert Team.objects.get(name="Data").parent.name == "Group"
    assert undo_plan(done, by=None) == []
    assert Team.objects.get(name="Data").parent is None


def test_an_endorsement_of_what_was_added_stands_against_it(directory):
    done = take_in("expertise", "person skill level", (BEN, "Python", "Expert"))
    EndorsementFactory(expertise=Expertise.objects.get(person__email=BEN))
    (obstacle,) = undo_plan(done, by=None)
    assert obstacle.label == "Ben: Python (4)"
    assert obstacle.why == "is referred to since: endorsements"


@pytest.mark.parametrize(
    ("factory", "name"),
    [(ExpertiseFactory, "expertise"), (LearningGoalFactory, "learning goals")],
)
def test_use_of_a_new_skill_stands_against_undoing_it(factory, name, directory):
    done = take_in("skills", "name category", ("Scala", "Languages"))
    factory(skill=Skill.objects.get(name="Scala"))
    (obstacle,) = undo_plan(done, by=None)
    assert (obstacle.place, obstacle.why) == (
        "skills!2",
        f"is referred to since: {name}",
    )


@pytest.mark.parametrize("factory", [SkillNeedFactory, AssignmentFactory])
def test_use_of_a_new_project_stands_against_undoing_it(factory, directory):
    done = take_in("projects", "name", ("Pricing",))
    factory(project=Project.objects.get(name="Pricing"))
    (obstacle,) = undo_plan(done, by=None)
    assert obstacle.label == "Pricing"


def test_an_absence_of_somebody_new_stands_against_undoing_them(directory):
    done = take_in("people", "name email", ("Cy", "cy@example.com"))
    AbsenceFactory(person=Person.objects.get(name="Cy"))
    assert [one.why for one in undo_plan(done, by=None)] == [
        "is referred to since: absences"
    ]


def test_nothing_is_taken_back_while_anything_stands_against_it(directory):
    rows = ("Cy", "cy@example.com", "Quants"), ("Ana", ANA, "Quants")
    names = {"team": create("quants")}
    done = take_in("people", "name email team", *rows, names=names)
    Person.objects.filter(name="Cy").update(bio="Mine")
    written = everything()
    assert undo_plan(done, by=None)
    assert everything() == written


def test_what_undoing_takes_is_kept_when_it_is_refused(directory):
    done = take_in("people", "email bio", (ANA, "One"))
    Person.objects.update(bio="Mine")
    undo_plan(done, by=None)
    assert done.changes.count() == 1
    assert SpreadsheetImport.objects.get().status == "applied"


def test_too_late_is_too_late_even_for_an_open_window(directory):
    done = take_in("people", "email bio", (ANA, "One"))
    long_ago = timezone.now() - timedelta(days=91)
    SpreadsheetImport.objects.update(applied_at=long_ago)
    with pytest.raises(Exception, match="too long ago"):
        undo_plan(done, by=None)
    assert Person.objects.get(email=ANA).bio == "One"


def test_undoing_changes_costs_the_same_for_3_and_30(django_assert_num_queries):
    def changed(count):
        people = PersonFactory.create_batch(count)
        rows = [(person.email, "Chief") for person in people]
        return take_in("people", "email job_title", *rows)

    few, many = changed(3), changed(30)
    with django_assert_num_queries(34) as counted:
        undo_plan(few, by=None)
    with django_assert_num_queries(len(counted)):
        undo_plan(many, by=None)


def test_obstacles_cost_the_same_for_3_and_30(django_assert_num_queries):
    def spoilt(count):
        people = PersonFactory.create_batch(count)
        rows = [(person.email, "Chief") for person in people]
        done = take_in("people", "email job_title", *rows)
        Person.objects.update(job_title="Mine")
        return done

    few, many = spoilt(3), spoilt(30)
    with django_assert_num_queries(14) as counted:
        assert len(undo_plan(few, by=None)) == 3
    with django_assert_num_queries(len(counted)):
        assert len(undo_plan(many, by=None)) == 30


def test_aliases_of_a_new_skill_go_with_it(directory):
    done = take_in("skills", "name category aliases", ("Scala", "Languages", "Dotty"))
    assert undo_plan(done, by=None) == [] == list(SkillAlias.objects.all())
