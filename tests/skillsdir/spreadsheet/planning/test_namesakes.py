"""A row that calls somebody here as another is called is a question."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.accounts.opening import open_account
from people.models import Person
from skillsdir.spreadsheet.planning.cast import Namesakes
from skillsdir.spreadsheet.writing.applying import RejectedRowsError, apply_plan
from tests.factories import PersonFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, upload

pytestmark = pytest.mark.django_db

ANAS = "ana@example.com"
WAYS = [
    *("Costa, Ana", "COSTA Ana", "Dr. Ana Costa", "Ana  COSTA", "Ana Costa (she/her)"),
    *("Ana M. Costa", "Ana Costa (DS)", "Ana Maria Costa, PhD"),
]


@pytest.fixture
def ana():
    """Ana Silva, beside Ana Costa."""
    PersonFactory(name="Ana Costa", slug="ana-costa", email=None)
    return PersonFactory(name="Ana Silva", slug="ana-silva", email=ANAS)


def is_asked(headings, *rows):
    plan = planned(table("people", headings, *rows))
    return str(plan.changes[0].action) == "rejected" and bool(
        plan.questions.of("person")
    )


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("slug", ["ana-silva", ""])
def test_another_is_called_so_however_it_is_written(name, slug, ana):
    assert is_asked("name email slug", (name, ANAS, slug))


@pytest.mark.parametrize("name", WAYS)
def test_so_is_who_has_the_address(name, ana):
    assert is_asked("name slug", (name, "ana-silva"))


@pytest.mark.parametrize("name", ["Ana Costa", "Costa, Ana", "Ana M. Costa"])
def test_the_other_may_have_the_longer_name(name, ana):
    Person.objects.filter(slug="ana-costa").update(name="Ana Maria M. Costa")
    assert is_asked("name email", (name, ANAS))


@pytest.mark.parametrize(
    "name", ["Silva, Ana", "Dr. Ana Silva", "Ana M. Silva", "Ana", "Ana Silva Costa"]
)
def test_no_form_of_the_own_name_is_asked_about(name, ana):
    assert not is_asked("name email", (name, ANAS))


def test_a_new_name_that_nobody_has_is_taken(ana):
    assert not is_asked("name email", ("Ana Souza", ANAS))


@pytest.mark.parametrize("name", ["'", "??", "★", "\u200b", "..."])
def test_a_name_without_letters_is_asked_about(name, ana):
    assert is_asked("name email", (name, ANAS))


def test_but_not_if_it_is_the_own():
    PersonFactory(name="★", email=ANAS)
    assert not is_asked("name email job_title", ("★", ANAS, "Chief"))


def test_nor_is_a_dash_which_clears_nothing(ana):
    assert not is_asked("name email", ("-", ANAS))


@pytest.mark.parametrize("other", ["Ana Lima", "Lima, Ana", "Ana B. Lima"])
def test_another_row_of_the_file_may_be_called_so(other, ana):
    rows = ("Ana Lima", ANAS), (other, "lima@example.com")
    assert is_asked("name email", *rows)


def test_rows_about_the_same_person_are_no_others(ana):
    rows = ("Ana Lima", ANAS, "ana-silva"), ("Ana B. Lima", "", "ana-silva")
    assert not is_asked("name email slug", *rows)


def test_who_has_left_is_asked_about_whatever_the_name(ana):
    yesterday = timezone.localdate() - timedelta(days=1)
    Person.objects.filter(pk=ana.pk).update(left_on=yesterday)
    assert is_asked("name email", ("Ana Lima", ANAS))


def test_nobody_gets_an_account_by_the_way_a_name_is_written(ana, directory_admin):
    open_account(ana)
    row = ("Costa, Ana", ANAS, "ana-silva")
    with pytest.raises(RejectedRowsError):
        apply_plan(upload("people", "name email slug", row), by=directory_admin)
    assert Person.objects.get(user__isnull=False).name == "Ana Silva"


def test_asking_costs_the_same_for_3_and_30(ana):
    def count(many):
        rows = [(f"Ana Souza {n}", f"a{n}@example.com") for n in range(many)]
        for number, (_, email) in enumerate(rows):
            PersonFactory(name=f"Ana Sousa{many} {number}", email=email + str(many))
        rows = [(name, email + str(many)) for name, email in rows]
        with CaptureQueriesContext(connection) as asked:
            planned(table("people", "name email", *rows))
        return len(asked)

    assert count(3) == count(30)


@pytest.mark.parametrize(
    ("name", "is_other"),
    [
        ("Ana Costa", True),
        ("Ana Maria Costa", True),
        ("Costa Ana", True),
        ("Ana", False),
        ("Ana Lima", False),
        ("", False),
    ],
)
def test_one_word_of_two_tells_nobody_apart(name, is_other):
    found = Namesakes([(frozenset([1]), "Ana Costa"), (frozenset([2]), "Ana")])
    assert found.has_other(name, {3}) is is_other
