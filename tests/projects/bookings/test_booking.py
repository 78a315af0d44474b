"""Booking: propose, confirm, decline, shift, end early, change."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from people.editing.versions import OutdatedError
from projects.bookings import changes as booking
from projects.bookings.changes import OverloadError
from projects.models import Assignment, Project
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY, FRIDAY, NEXT_FRIDAY = date(2026, 3, 9), date(2026, 3, 13), date(2026, 3, 20)
TODAY = date(2026, 3, 2)
WEEK = {"starts_on": MONDAY, "ends_on": FRIDAY}


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture
def churn(db):
    return ProjectFactory(name="Churn")


@pytest.fixture
def book(ana, churn, manager):
    """Propose Ana for Churn, half of a week unless told otherwise."""

    def propose(**terms):
        terms = {"percent": 50, **WEEK, **terms}
        return booking.propose(project=churn, person=ana, by=manager, **terms)

    return propose


@pytest.fixture
def busy(ana):
    """Ana has a confirmed booking of 60 % from Wednesday on."""
    wednesday = {"starts_on": date(2026, 3, 11), "project__name": "Fraud"}
    return AssignmentFactory(person=ana, percent=60, **wednesday)


def saved(row):
    row.refresh_from_db()
    return row


# Propose


def test_a_proposal_is_tentative_and_says_who_made_it(book, manager):
    made = saved(book(role="Analyst"))
    assert (made.status, made.role, made.percent) == ("tentative", "Analyst", 50)
    assert made.created_by == manager


def test_a_booking_may_be_confirmed_from_the_start(book):
    assert book(status="confirmed").status == "confirmed"


def test_a_proposal_has_the_skills_used(book, python):
    assert list(book(skills=[python]).skills.all()) == [python]


def test_sent_twice_it_books_once(book):
    assert book(percent=60) == book(percent=60)
    assert Assignment.objects.count() == 1


def test_another_share_is_another_booking(book):
    assert book(percent=40) != book(percent=50)


def test_who_may_not_staff_books_nobody(ana, churn, member):
    with pytest.raises(PermissionDenied):
        booking.propose(project=churn, person=ana, by=member, percent=50, **WEEK)


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_nobody_is_booked_on_what_is_over(book, churn, status):
    churn.status = status
    churn.save()
    with pytest.raises(ValidationError, match=f"Churn is {status}"):
        book()


def test_nobody_is_booked_who_has_left(book, ana):
    ana.left_on = date(2026, 2, 27)
    ana.save()
    with pytest.raises(ValidationError, match="Ana has left"):
        book()


@pytest.mark.parametrize("ends_on", [FRIDAY, None])
def test_a_booking_ends_before_somebody_leaves(book, ana, ends_on):
    ana.left_on = date(2026, 3, 12)
    ana.save()
    with pytest.raises(ValidationError, match="Ana leaves on 12 Mar 2026"):
        book(ends_on=ends_on)


@pytest.mark.parametrize(
    "terms", [{"percent": 0}, {"ends_on": date(2026, 3, 8)}, {"status": "maybe"}]
)
def test_what_the_database_refuses_is_an_error_at_its_field(book, terms):
    with pytest.raises(ValidationError) as error:
        book(**terms)
    assert list(error.value.message_dict) == list(terms)


# Over-allocation


def test_too_much_is_refused_with_days_and_size(book, busy):
    with pytest.raises(OverloadError) as error:
        book(percent=50)
    words = "11 Mar 2026 – 13 Mar 2026: 110 % booked of 100 %, over by 10 %"
    assert str(error.value) == words
    assert Assignment.objects.count() == 1


def test_too_much_is_booked_on_purpose(book, busy):
    assert book(percent=50, despite_overload=True).pk


def test_what_just_fits_is_booked(book, busy):
    assert book(percent=40).pk


def test_tentative_work_of_others_does_not_refuse(book, busy):
    Assignment.objects.update(status="tentative")
    assert book(percent=50).pk


def test_cancelled_work_takes_no_time(book, busy):
    busy.project.status = "cancelled"
    busy.project.save()
    assert book(percent=50).pk


# Confirm


def test_a_booking_is_confirmed(book, manager):
    made = book()
    booking.confirm(booking=made, by=manager, version=1)
    assert saved(made).status == "confirmed"


def test_confirming_twice_does_nothing_twice(book, manager):
    made = book()
    for _ in range(2):
        booking.confirm(booking=made, by=manager, version=1)
    assert saved(made).version == 2


def test_confirming_looks_at_the_load_anew(book, ana, manager):
    made = book()
    AssignmentFactory(person=ana, percent=60)
    with pytest.raises(OverloadError, match="110 % booked"):
        booking.confirm(booking=made, by=manager)
    assert saved(made).status == "tentative"


def test_a_booking_does_not_count_against_itself(book, manager):
    made = book(percent=100)
    assert booking.confirm(booking=made, by=manager).status == "confirmed"


def test_what_was_changed_since_it_was_shown_is_not_confirmed(book, manager):
    made = book()
    booking.shift(booking=made, starts_on=date(2026, 3, 10), by=manager)
    with pytest.raises(OutdatedError):
        booking.confirm(booking=made, by=manager, version=1)


# Decline


def test_a_proposal_is_declined(book, manager):
    booking.decline(booking=book(), by=manager)
    assert not Assignment.objects.exists()


def test_what_has_not_begun_is_taken_back(book, manager):
    booking.decline(booking=book(status="confirmed"), by=manager)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("ends_on", [TODAY, FRIDAY, None])
def test_on_its_first_day_a_booking_is_taken_back(ends_on, ana, manager):
    begun = AssignmentFactory(person=ana, starts_on=TODAY, ends_on=ends_on)
    booking.decline(booking=begun, by=manager)
    assert not Assignment.objects.exists()


def test_what_was_confirmed_by_mistake_leaves_no_record(book, ana, manager):
    made = book(starts_on=TODAY, status="confirmed")
    booking.decline(booking=made, by=manager)
    assert not list(Assignment.objects.worked(TODAY))


def test_from_its_second_day_on_a_booking_stays(manager):
    begun = AssignmentFactory(starts_on=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="end it early instead"):
        booking.decline(booking=begun, by=manager)


def test_closing_on_the_first_day_has_judged_the_booking(manager):
    begun = AssignmentFactory(starts_on=TODAY)
    Project.objects.update(status="closed")
    with pytest.raises(ValidationError, match="end it early instead"):
        booking.decline(booking=begun, by=manager)


def test_tentative_work_is_declined_on_any_day(manager):
    late = AssignmentFactory(starts_on=date(2026, 1, 5), status="tentative")
    booking.decline(booking=late, by=manager)
    assert not Assignment.objects.exists()


def test_a_learner_is_taken_back_on_the_first_day(manager):
    seat = LearningSeatFactory(starts_on=TODAY)
    booking.decline(booking=seat, by=manager)
    assert not Assignment.objects.exists()


def test_the_learner_stays_when_the_mentor_is_taken_back(ana, manager):
    guide = AssignmentFactory(person=ana, starts_on=TODAY)
    seat = LearningSeatFactory(project=guide.project, mentor=ana)
    booking.decline(booking=guide, by=manager)
    assert Assignment.objects.get().pk == seat.pk


# Shift and end early


def test_a_shifted_booking_stays_as_long(book, manager):
    made = book()
    booking.shift(booking=made, starts_on=date(2026, 3, 16), by=manager)
    assert (saved(made).starts_on, made.ends_on) == (date(2026, 3, 16), NEXT_FRIDAY)


def test_an_open_booking_stays_open(book, manager):
    made = book(ends_on=None)
    booking.shift(booking=made, starts_on=date(2026, 3, 16), by=manager)
    assert (saved(made).starts_on, made.ends_on) == (date(2026, 3, 16), None)


def test_a_shift_into_busy_days_is_refused(book, busy, manager):
    made = book(percent=50, ends_on=date(2026, 3, 10))
    with pytest.raises(OverloadError, match="11 Mar 2026: 110 %"):
        booking.shift(booking=made, starts_on=date(2026, 3, 10), by=manager)


@pytest.fixture
def off(ana):
    """Ana is away in the week of 16 March."""
    return AbsenceFactory(
        person=ana, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 20)
    )


def test_a_shift_into_an_absence_is_asked_about(book, off, manager):
    row = book()
    with pytest.raises(OverloadError, match="Away 16 Mar 2026 – 20 Mar 2026"):
        booking.shift(booking=row, starts_on=date(2026, 3, 16), by=manager)


def test_confirming_asks_about_an_absence(book, off, manager):
    row = book(ends_on=date(2026, 3, 17))
    with pytest.raises(OverloadError, match="Away 16 Mar 2026 – 17 Mar 2026"):
        booking.confirm(booking=row, by=manager)
    assert booking.confirm(booking=row, by=manager, despite_overload=True).pk


def test_extending_into_an_absence_is_asked_about(book, off, manager):
    row = book(status="confirmed")
    with pytest.raises(OverloadError, match="Away 16 Mar 2026 – 17 Mar 2026"):
        booking.change(booking=row, by=manager, ends_on=date(2026, 3, 17))


def test_extending_a_plan_into_an_absence_is_not(book, off, manager):
    row, last = book(), date(2026, 3, 17)
    assert booking.change(booking=row, by=manager, ends_on=last).ends_on == last


def test_a_role_is_changed_during_an_absence_without_a_question(book, off, manager):
    row = book(ends_on=date(2026, 3, 16), despite_overload=True)
    assert booking.change(booking=row, by=manager, role="Lead").role == "Lead"


def test_a_shift_beyond_all_calendars_is_refused(book, manager):
    with pytest.raises(ValidationError, match="nearer to today"):
        booking.shift(booking=book(), starts_on=date.max, by=manager)


def test_a_shift_sent_twice_moves_once(book, manager):
    made = book()
    for _ in range(2):
        booking.shift(booking=made, starts_on=date(2026, 3, 16), by=manager, version=1)
    assert saved(made).ends_on == NEXT_FRIDAY


def test_a_booking_ends_early(book, manager):
    made = book()
    booking.end_early(booking=made, ends_on=MONDAY, by=manager)
    assert saved(made).ends_on == MONDAY


def test_an_open_booking_gets_an_end(book, manager):
    made = book(ends_on=None)
    booking.end_early(booking=made, ends_on=FRIDAY, by=manager)
    assert saved(made).ends_on == FRIDAY


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_a_booking_that_its_project_left_open_ends(book, manager, status):
    made = book(ends_on=None)
    Project.objects.update(status=status)
    booking.end_early(booking=made, ends_on=FRIDAY, by=manager)
    assert saved(made).ends_on == FRIDAY


def test_a_booking_of_somebody_who_left_ends_with_their_last_day(book, manager, ana):
    made = book(ends_on=None, starts_on=date(2026, 2, 2))
    ana.left_on = date(2026, 2, 27)
    ana.save()
    with pytest.raises(ValidationError, match="leaves on 27 Feb 2026"):
        booking.end_early(booking=made, ends_on=MONDAY, by=manager)
    booking.end_early(booking=made, ends_on=ana.left_on, by=manager)
    assert saved(made).ends_on == ana.left_on


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (NEXT_FRIDAY, "It ends on 13 Mar 2026 already"),
        (date(2026, 3, 8), "cannot be before the first"),
    ],
)
def test_a_booking_does_not_end_late_or_before_it_starts(book, manager, day, words):
    with pytest.raises(ValidationError, match=words):
        booking.end_early(booking=book(), ends_on=day, by=manager)


# Change


def test_the_terms_are_changed(book, manager, python):
    made = book()
    booking.change(
        booking=made, by=manager, version=1, role="Lead", percent=20, skills=[python]
    )
    assert (saved(made).role, made.percent) == ("Lead", 20)
    assert list(made.skills.all()) == [python]


def test_skills_stay_unless_they_are_named(book, manager, python):
    made = book(skills=[python])
    booking.change(booking=made, by=manager, role="Lead")
    assert made.skills.count() == 1


def test_a_larger_share_is_looked_at(book, busy, manager):
    made = book(percent=40)
    with pytest.raises(OverloadError):
        booking.change(booking=made, by=manager, percent=50)


def test_who_has_too_much_already_may_get_another_role(book, busy, manager):
    made = book(percent=50, despite_overload=True)
    booking.change(booking=made, by=manager, role="Lead", percent=50)
    assert saved(made).role == "Lead"


@pytest.mark.parametrize(
    "write",
    [
        booking.confirm,
        booking.decline,
        lambda **kwargs: booking.shift(starts_on=FRIDAY, **kwargs),
        lambda **kwargs: booking.end_early(ends_on=MONDAY, **kwargs),
        lambda **kwargs: booking.change(role="Lead", **kwargs),
    ],
)
def test_members_change_no_booking_not_even_their_own(write, book, member, ana):
    ana.user = None
    with pytest.raises(PermissionDenied):
        write(booking=book(), by=member)


def test_booking_somebody_busy_costs_as_much(book, ana, django_assert_max_num_queries):
    for _ in range(30):
        AssignmentFactory(person=ana, percent=1)
    with django_assert_max_num_queries(10):
        book()
