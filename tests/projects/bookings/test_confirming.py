"""Confirming many bookings at once in the admin site asks before it over-books."""

from datetime import date

import pytest

from projects.bookings.changes import lock_tentative, overbookings
from projects.models import Assignment
from tests.admin_pages import choose
from tests.conftest import signed_in
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.text import text_of

pytestmark = pytest.mark.django_db
BOOKINGS = "/admin/projects/assignment/"
MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def ana():
    return PersonFactory(name="Ana Amado")


def ask(person, percent=60, first=MONDAY, last=FRIDAY, **fields):
    """A tentative booking of one week, unless told otherwise."""
    fields = {"status": "tentative", "starts_on": first, "ends_on": last} | fields
    return AssignmentFactory(person=person, percent=percent, **fields)


def words(*bookings):
    return [one.words for one in overbookings(bookings)]


# Who would have too much


def test_what_fits_over_books_nobody(ana):
    assert words(ask(ana), ask(ana, percent=40)) == []


def test_bookings_that_are_too_much_together_are_found(ana):
    days = "9 Mar 2026 – 13 Mar 2026: 120 % booked of 100 %, over by 20 %"
    assert words(ask(ana), ask(ana)) == [f"Ana Amado: {days}"]


def test_what_is_confirmed_already_counts(ana):
    AssignmentFactory(person=ana, percent=70, starts_on=date(2026, 3, 12))
    days = "12 Mar 2026 – 13 Mar 2026: 130 % booked of 100 %, over by 30 %"
    assert words(ask(ana)) == [f"Ana Amado: {days}"]


def test_what_stays_tentative_does_not_count(ana):
    ask(ana)
    assert words(ask(ana)) == []


def test_bookings_one_after_the_other_fit(ana):
    later = ask(ana, first=date(2026, 3, 16), last=None)
    assert words(ask(ana), later) == []


def test_conflicts_of_other_days_are_not_asked_about(ana):
    for _ in range(2):
        ask(ana, first=date(2026, 3, 16), last=None, status="confirmed")
    assert words(ask(ana)) == []


@pytest.mark.parametrize("status", ["tentative", "confirmed"])
def test_cancelled_work_takes_no_time(status, ana):
    gone = ask(ana, status=status, project=ProjectFactory(status="cancelled"))
    assert words(ask(ana), gone) == []


def test_an_open_booking_is_too_much_without_end(ana):
    found = words(ask(ana, last=None), ask(ana, last=None))
    assert found == [
        "Ana Amado: 9 Mar 2026 – open: 120 % booked of 100 %, over by 20 %"
    ]


def test_people_come_in_name_order_each_with_a_capacity():
    for name in ("Zoe Zorn", "Bo Berg"):
        ask(PersonFactory(name=name, capacity=40))
    found = overbookings(Assignment.objects.all())
    assert [one.person.name for one in found] == ["Bo Berg", "Zoe Zorn"]


@pytest.mark.parametrize("people", [3, 30])
def test_many_cost_as_much_as_few(people, django_assert_num_queries):
    for _ in range(people):
        ask(PersonFactory(capacity=20))
    with django_assert_num_queries(5):
        assert len(overbookings(lock_tentative(Assignment.objects.all()))) == people


def test_only_tentative_bookings_are_locked(ana):
    asked, _ = ask(ana), ask(ana, status="confirmed")
    assert lock_tentative(Assignment.objects.all()) == [asked]
    assert lock_tentative(Assignment.objects.confirmed()) == []


# Days on which nothing is done


@pytest.mark.parametrize(
    ("absences", "told"),
    [
        ([(MONDAY, FRIDAY)], "9 Mar 2026 – 13 Mar 2026"),
        ([(MONDAY, MONDAY), (date(2026, 3, 10), FRIDAY)], "9 Mar 2026 – 13 Mar 2026"),
        ([(date(2026, 3, 12), date(2026, 3, 30))], "12 Mar 2026 – 13 Mar 2026"),
    ],
)
def test_days_of_absence_are_found(ana, absences, told):
    for first, last in absences:
        AbsenceFactory(person=ana, starts_on=first, ends_on=last)
    [one] = words(ask(ana, project=ProjectFactory(name="Churn")))
    assert one.startswith(f"Ana Amado: Away {told} (Churn)")


def test_a_day_off_within_a_week_is_no_question(ana):
    AbsenceFactory(person=ana, starts_on=FRIDAY, ends_on=date(2026, 3, 30))
    assert words(ask(ana)) == []


def test_days_before_joining_are_found():
    ana = PersonFactory(name="Ana Amado", joined_on=date(2026, 3, 11))
    [one] = words(ask(ana, project=ProjectFactory(name="Churn")))
    assert one == "Ana Amado: Not here before 11 Mar 2026, the first day (Churn)"


def test_a_weekend_is_found(ana):
    saturday, sunday = date(2026, 3, 14), date(2026, 3, 15)
    [one] = words(ask(ana, first=saturday, last=sunday))
    assert "14 Mar 2026 – 15 Mar 2026: no working day, but a weekend" in one


# The page


def confirm(client, rows, **answers):
    return choose(client, BOOKINGS, "confirm", rows, **answers)


def seen(response):
    return {"apply": "1", "seen": response.context["form"]["seen"].value()}


@pytest.fixture
def too_much(ana):
    return [ask(ana), ask(ana)]


def count_confirmed():
    return Assignment.objects.confirmed().count()


def test_too_much_is_asked_about_first(too_much, directory_admin_client):
    page = text_of(confirm(directory_admin_client, too_much))
    assert "Ana Amado 9 Mar 2026 – 13 Mar 2026: 120 % booked of 100 %, over" in page
    assert "Confirm all the same" in page
    assert count_confirmed() == 0


def test_too_much_is_not_confirmed_without_a_tick(too_much, directory_admin_client):
    asked = confirm(directory_admin_client, too_much)
    page = confirm(directory_admin_client, too_much, **seen(asked))
    assert "Tick to book people all the same." in text_of(page)
    assert count_confirmed() == 0


def test_too_much_is_confirmed_on_purpose(too_much, directory_admin_client):
    answers = seen(confirm(directory_admin_client, too_much))
    answers["despite_overload"] = "on"
    page = confirm(directory_admin_client, too_much, **answers)
    assert "Bookings confirmed: 2." in text_of(page)
    assert count_confirmed() == 2


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_what_is_over_is_left_as_it_was(status, ana, admin_client):
    """To have worked on a project lets one know how it ended."""
    over = ask(ana, project=ProjectFactory(status=status))
    page = text_of(confirm(admin_client, [over, ask(ana)]))
    assert "Bookings confirmed: 1." in page
    assert "Left as they were, as their projects are over: 1." in page
    over.refresh_from_db()
    assert over.status == "tentative"


def test_confirming_on_purpose_twice_does_nothing_twice(too_much, admin_client):
    answers = seen(confirm(admin_client, too_much)) | {"despite_overload": "on"}
    pages = [confirm(admin_client, too_much, **answers) for _ in range(2)]
    assert "Bookings confirmed: 0." in text_of(pages[1])
    assert {row.version for row in Assignment.objects.all()} == {2}


def test_what_has_become_worse_is_asked_about_anew(too_much, ana, admin_client):
    answers = seen(confirm(admin_client, too_much)) | {"despite_overload": "on"}
    ask(ana, status="confirmed")
    page = text_of(confirm(admin_client, too_much, **answers))
    assert "180 % booked of 100 %" in page
    assert "Tick to book" not in page
    assert count_confirmed() == 1


def test_who_may_not_change_bookings_confirms_none(too_much, manager):
    assert confirm(signed_in(manager), too_much).status_code != 500
    assert count_confirmed() == 0
