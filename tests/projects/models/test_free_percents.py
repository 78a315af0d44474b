"""Free time as the database works it out, against day by day and against Python."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from people.availability.calendar import FOREVER, calendars, first_free, free_percent
from people.models import Person
from projects.models import Assignment
from tests.calendars import (
    DAY,
    MONDAY,
    covers,
    each_day,
    free_on,
    people,
    slowly,
    stored,
    windows,
    works_on,
)
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.thoroughness import examples

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
crews = st.lists(people, min_size=1, max_size=8)
MARCH = MONDAY, MONDAY + DAY * 27


def capacities_of(calendars_by_id):
    return {pk: calendar.capacity for pk, calendar in calendars_by_id.items()}


def free_percents(calendars_by_id, window, **asked):
    capacities = capacities_of(calendars_by_id)
    return Assignment.objects.free_percents(capacities, *window, **asked)


def free_in_march(person):
    capacities = {person.pk: person.capacity}
    return Assignment.objects.free_percents(capacities, *MARCH)[person.pk]


def test_database_finds_the_worst_working_day_of_everybody():
    @examples(120)
    @given(crews, windows)
    def holds(crew, window):
        with stored(crew) as calendars_by_id:
            found = free_percents(calendars_by_id, window)
        assert found == {
            pk: from_the_start(one, *window) for pk, one in calendars_by_id.items()
        }

    holds()


def from_the_start(calendar, start, end):
    """Nothing is free of who joins after the window's first working day."""
    first = next(day for day in each_day(start, start + DAY * 2) if day.weekday() < 5)
    is_late = calendar.joined_on is not None and calendar.joined_on > first
    return 0 if is_late else slowly(calendar, start, end)


def test_nothing_is_free_now_of_who_is_not_here_now():
    @examples(60)
    @given(crews, windows)
    def holds(crew, window):
        with stored(crew) as known:
            capacities = capacities_of(known)
            found = Assignment.objects.free_percents(capacities, *window, now=True)
        for pk, one in known.items():
            is_here = works_on(one, first_working_day(window))
            assert found[pk] == (slowly(one, *window) if is_here else 0)

    holds()


def test_nobody_is_free_after_their_last_day():
    @examples(60)
    @given(crews, windows, st.integers(-5, 40))
    def holds(crew, window, days):
        left_on = MONDAY + DAY * days
        with stored(crew) as staying:
            people = Person.objects.filter(pk__in=staying)
            people.update(left_on=left_on, joined_on=None)
            found = free_percents(staying, window)
        assert found == {
            pk: slowly(replace(one, joined_on=None, left_on=left_on), *window)
            for pk, one in staying.items()
        }

    holds()


def is_gone(calendar, window):
    return calendar.left_on is not None and calendar.left_on < window[0]


def first_working_day(window):
    return next(day for day in each_day(window[0], FOREVER) if day.weekday() < 5)


def glance(crew, window, enough):
    """What the database says of the people, and their calendars with what is free."""
    with stored(crew) as staying:
        here = {pk: one for pk, one in staying.items() if not is_gone(one, window)}
        free = free_percents(here, window, now=True)
        gone = Person.objects.exclude(pk__in=staying)
        gone.update(left_on=window[0] - DAY)
        found = Assignment.objects.free_at_a_glance(*window, enough)
    return found, {pk: (here[pk], free[pk]) for pk in here}


def test_at_a_glance_it_is_the_same_for_everybody_who_is_here():
    @examples(60)
    @given(crews, windows, st.integers(1, 100))
    def holds(crew, window, enough):
        ((people, free_now, _), _, _), known = glance(crew, window, enough)
        short = [free for _, free in known.values() if free < enough]
        assert (people, free_now) == (len(known), len(known) - len(short))

    holds()


def is_free_when_back(calendar, window, enough):
    day = first_working_day(window)
    is_away = any(covers(span, day) for span in calendar.absences)
    return is_away and slowly(calendar, *window) >= enough


def test_at_a_glance_whoever_is_away_and_free_when_back_is_counted():
    @examples(60)
    @given(crews, windows, st.integers(1, 100))
    def holds(crew, window, enough):
        ((_, _, when_back), _, _), known = glance(crew, window, enough)
        found = [is_free_when_back(one, window, enough) for one, _ in known.values()]
        assert when_back == sum(found)

    holds()


def load_of(calendar, day):
    """Confirmed percent on a day that the person works."""
    return (
        calendar.capacity - free_on(calendar, day) if works_on(calendar, day) else None
    )


def test_at_a_glance_whoever_has_too_much_is_told_by_how_much():
    @examples(60)
    @given(crews, windows)
    def holds(crew, window):
        day = first_working_day(window)
        assume(day <= window[1])
        (_, over, _), known = glance(crew, window, 50)
        loads = {pk: load_of(one, day) or 0 for pk, (one, _) in known.items()}
        beyond = {pk: load - known[pk][0].capacity for pk, load in loads.items()}
        assert dict(over) == {pk: by for pk, by in beyond.items() if by > 0}

    holds()


def first_days_of_enough(calendar, window, enough):
    """Percent and day from which on there is enough, within the window or after it."""
    length = window[1] - window[0]
    for day in each_day(window[0], window[1] + DAY):
        if works_on(calendar, day) and slowly(calendar, day, day + length) >= enough:
            return slowly(calendar, day, day + length), day
    return None


def test_at_a_glance_whoever_comes_to_have_enough_is_told_with_the_first_day():
    @examples(120)
    @given(crews, windows, st.integers(1, 100))
    def holds(crew, window, enough):
        assume(first_working_day(window) <= window[1])
        (_, _, coming), known = glance(crew, window, enough)
        days = {
            pk: first_days_of_enough(one, window, enough)
            for pk, (one, free) in known.items()
            if free < enough
        }
        found = {pk: (percent, day) for pk, percent, day in coming}
        assert found == {pk: first for pk, first in days.items() if first}

    holds()


def overloads_of(calendar, window):
    """Percent beyond capacity by day."""
    return {
        day: load_of(calendar, day) - calendar.capacity
        for day in each_day(*window)
        if (load_of(calendar, day) or 0) > calendar.capacity
    }


def test_whoever_has_too_much_is_found_the_earliest_and_then_the_worst_first():
    @examples(60)
    @given(crews, windows)
    def holds(crew, window):
        with stored(crew) as known:
            found = Assignment.objects.overbooked_people(*window)
        over = {pk: overloads_of(one, window) for pk, one in known.items()}
        ranked = [
            (min(days), -max(days.values()), pk) for pk, days in over.items() if days
        ]
        assert found == [pk for _, _, pk in sorted(ranked)]

    holds()


def test_calendars_say_what_stays_if_tentative_work_goes_ahead():
    @examples(80)
    @given(crews, windows)
    def holds(crew, window):
        with stored(crew) as expected:
            found = calendars(capacities_of(expected), *window)
        for pk, one in expected.items():
            free = free_percent(found[pk], *window, with_tentative=True)
            assert free == slowly(one, *window, with_tentative=True)

    holds()


def test_first_free_is_the_same_from_the_database():
    @examples(60)
    @given(crews, st.integers(1, 100), st.integers(1, 40))
    def holds(crew, percent, length):
        with stored(crew) as expected:
            found = calendars(capacities_of(expected), MONDAY, date.max)
        for pk, one in expected.items():
            days = [
                first_free(c, percent, length, since=MONDAY) for c in (found[pk], one)
            ]
            assert days[0] == days[1]

    holds()


def test_nobody_asked_about_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Assignment.objects.free_percents({}, *MARCH) == {}


def test_everybody_takes_one_query(django_assert_num_queries):
    crew = [AssignmentFactory().person for _ in range(5)]
    with django_assert_num_queries(1):
        found = Assignment.objects.free_percents({one.pk: 100 for one in crew}, *MARCH)
    assert set(found.values()) == {50}


def test_cancelled_project_takes_no_time():
    booked = AssignmentFactory(project=ProjectFactory(status="cancelled"))
    assert free_in_march(booked.person) == 100


def test_open_ended_booking_takes_every_later_day():
    booked = AssignmentFactory(starts_on=MONDAY + DAY * 27 - DAY * 2, percent=30)
    assert free_in_march(booked.person) == 70


@pytest.mark.parametrize(("starts_on", "free"), [(5, 100), (4, 20)])
def test_weekend_is_no_working_day(starts_on, free):
    saturday = MONDAY + DAY * 5
    booked = AssignmentFactory(
        starts_on=MONDAY + DAY * starts_on, ends_on=saturday, percent=80
    )
    assert free_in_march(booked.person) == free


def test_load_on_days_of_absence_is_no_load():
    away = AbsenceFactory()
    AssignmentFactory(
        person=away.person, starts_on=away.starts_on, ends_on=away.ends_on
    )
    assert free_in_march(away.person) == 100


def test_window_of_absence_has_nothing_free():
    away = AbsenceFactory(starts_on=MARCH[0], ends_on=MARCH[1])
    assert free_in_march(away.person) == 0


@pytest.mark.parametrize(("gap", "percent", "free"), [(1, 70, 30), (0, 30, 10)])
def test_bookings_add_up_on_days_that_they_share(gap, percent, free):
    person, last = PersonFactory(), MONDAY + DAY * 4
    AssignmentFactory(person=person, ends_on=last, percent=60)
    AssignmentFactory(person=person, starts_on=last + DAY * gap, percent=percent)
    assert free_in_march(person) == free
