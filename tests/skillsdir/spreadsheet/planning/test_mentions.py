"""What a file says of one row in several places is one statement."""

import pytest

from tests.factories import PersonFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, told

PROJECTS = "name status outcome"
PEOPLE = "name email past_projects"


def changes(noun, *tables):
    return told(one for one in planned(*tables).changes if one.noun == noun)


@pytest.mark.django_db
def test_one_e_mail_in_two_spellings_is_one_person():
    rows = ("Ann", "ann@example.com", ""), ("Ann", "Ann@Example.com", "")
    (found,) = changes("people", table("people", PEOPLE, *rows))
    assert found[:2] == ("added", "Ann")


@pytest.mark.django_db
def test_the_spelling_of_an_e_mail_changes_nobody():
    PersonFactory(name="Ann", email="ann@example.com")
    (found,) = changes(
        "people", table("people", PEOPLE, ("Ann", "ANN@example.com", ""))
    )
    assert found[0] == "unchanged"


@pytest.mark.django_db
def test_an_outcome_in_two_places_is_one_outcome():
    projects = table("projects", PROJECTS, ("Churn", "Closed", "in use"))
    people = table("people", PEOPLE, ("Ann", "ann@example.com", "Churn (in use)"))
    (found,) = changes("projects", projects, people)
    assert found[:2] == ("added", "Churn")


@pytest.mark.django_db
def test_a_mention_of_a_rejected_project_says_why():
    projects = table("projects", PROJECTS, ("Churn", "exploded", "in use"))
    people = table("people", PEOPLE, ("Ann", "ann@example.com", "Churn (in use)"))
    found = changes("projects", projects, people)
    assert len(found) == 2
    assert all("“exploded” is none of" in why for _, _, why in found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("done", "closed"),
        ("Finished", "closed"),
        ("running", "active"),
        ("In progress", "active"),
        ("planned", "proposed"),
        ("canceled", "cancelled"),
        ("Staffing", "staffing"),
    ],
)
def test_a_status_is_understood_as_people_write_it(word, status):
    plan = planned(table("projects", "name status", ("Churn", word)))
    assert plan.changes[0].after["status"] == status
