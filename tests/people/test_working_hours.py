"""Working hours that two places share."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from people.models import Person
from people.working_hours import (
    clock_words,
    hours_all_share,
    is_working_day,
    shared_hours,
)
from tests.brute_force import hours_on
from tests.factories import LocationFactory, PersonFactory
from tests.people.pages import listed
from tests.projects.candidates.score_by_hand import shared
from tests.thoroughness import examples

pytestmark = pytest.mark.looks_again

ZONES = (
    *("Europe/London", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"),
    *(
        "Pacific/Auckland",
        "Pacific/Honolulu",
        "America/St_Johns",
        "Australia/Lord_Howe",
    ),
)
NINE, FIVE = time(9), time(17)


def on(day, zone, other, works_from=NINE, works_to=FIVE):
    return shared_hours(zone, works_from, works_to, other, day, day)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 1, 14), 3),
        (date(2026, 3, 16), 4),
        (date(2026, 7, 15), 3),
        (date(2026, 10, 28), 4),
    ],
)
def test_london_and_new_york_share_three_hours_or_four(day, hours):
    assert on(day, "Europe/London", "America/New_York") == hours


def test_smallest_of_start_middle_and_end_counts():
    window = (date(2026, 3, 16), date(2026, 4, 12))
    assert shared_hours("Europe/London", NINE, FIVE, "America/New_York", *window) == 3


def test_half_hour_zones_share_half_hours():
    assert on(date(2026, 1, 14), "Asia/Kolkata", "Europe/London") == 2.5


def test_quarter_hour_zones_share_quarters():
    assert on(date(2026, 1, 14), "Asia/Kathmandu", "Europe/London") == 2.25


def test_shorter_day_shares_fewer_hours():
    found = on(date(2026, 1, 14), "Europe/Lisbon", "Europe/London", works_to=time(13))
    assert found == 4


def test_day_on_the_other_side_of_the_date_line_counts():
    assert on(date(2026, 1, 14), "Pacific/Auckland", "Pacific/Honolulu") == 7


NIGHTS = [
    ("Europe/London", time(22), time(6), "Asia/Tokyo", 6),
    ("Europe/London", time(22), time(6), "Europe/London", 0),
    ("Europe/London", time(16), time(), "America/New_York", 6),
    ("Europe/London", time(22), time(6), "Asia/Kolkata", 2.5),
    ("Pacific/Auckland", time(22), time(6), "Europe/London", 8),
    ("Pacific/Honolulu", time(22), time(6), "Pacific/Auckland", 0),
    ("Pacific/Auckland", time(20), time(4), "Pacific/Honolulu", 0),
    ("Pacific/Kiritimati", time(16), time(), "Pacific/Niue", 2),
]


@pytest.mark.parametrize(("zone", "starts", "ends", "other", "hours"), NIGHTS)
def test_night_shift_ends_on_the_next_day(zone, starts, ends, other, hours):
    assert on(date(2026, 1, 14), zone, other, starts, ends) == hours


def test_two_night_shifts_share_the_night():
    night = time(22), time(6)
    window = (date(2026, 1, 14),) * 2
    zones = "Europe/London", *night, "Europe/Paris"
    assert shared_hours(*zones, *window, night) == 7


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (NINE, FIVE, "09:00–17:00"),
        (time(22), time(6, 30), "22:00–06:30 the next day"),
        (time(16), time(), "16:00–00:00 the next day"),
        (time(), time(8), "00:00–08:00"),
    ],
)
def test_hours_are_told_with_the_day_on_which_they_end(starts, ends, words):
    assert clock_words(starts, ends) == words


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
days_of_work = st.tuples(clocks, clocks).filter(
    lambda pair: pair[0] != pair[1] and is_working_day(*pair)
)
dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@examples(150)
@given(st.sampled_from(ZONES), st.sampled_from(ZONES), dates, days_of_work)
def test_shared_hours_are_those_counted_by_the_minute(zone, other, day, hours):
    assert on(day, zone, other, *hours) == pytest.approx(
        hours_on(day, zone, *hours, other)
    )


@examples(100)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.dates(date(2026, 5, 1), date(2026, 8, 31)),
    days_of_work,
    days_of_work,
)
def test_any_two_working_days_share_what_is_counted(zone, other, day, ours, theirs):
    found = shared_hours(zone, *ours, other, day, day, theirs)
    assert found == pytest.approx(float(shared(day, (zone, *ours), (other, *theirs))))


def test_night_shift_is_kept_and_shown(londoner, member_client):
    londoner.works_from, londoner.works_to = time(22), time(6)
    londoner.save()
    page = member_client.get("/people/lee/").content.decode()
    assert "22:00–06:00 the next day, local time" in page


def test_list_finds_a_night_shift_by_its_hours(londoner, manager_client):
    Person.objects.update(works_from=time(22), works_to=time(6))
    query = "from=2026-01-12&to=2026-01-16&overlap=6"
    assert listed(manager_client, f"tz=Asia/Tokyo&{query}") == ["lee"]
    assert listed(manager_client, f"tz=Europe/London&{query}") == []


@pytest.fixture
def londoner(db):
    london = LocationFactory(name="London", time_zone="Europe/London")
    return PersonFactory(name="Lee", location=london)


def test_list_keeps_who_shares_enough_hours(londoner, manager_client):
    query = "tz=America/New_York&from=2026-03-16&to=2026-03-20"
    assert listed(manager_client, f"{query}&overlap=4") == ["lee"]
    assert listed(manager_client, f"{query}&overlap=4.5") == []


def test_four_hours_a_day_are_asked_for_by_default(londoner, manager_client):
    window = "from=2026-01-12&to=2026-01-16"
    assert listed(manager_client, f"tz=America/New_York&{window}") == []
    assert listed(manager_client, f"tz=Europe/Lisbon&{window}") == ["lee"]


def test_window_of_today_is_asked_for_by_default(londoner, manager_client):
    with time_machine.travel(datetime(2026, 1, 12, tzinfo=UTC), tick=False):
        assert listed(manager_client, "tz=America/New_York&overlap=3.5") == []


def test_person_without_a_location_shares_no_hours(manager_client):
    PersonFactory(name="Nomad")
    assert listed(manager_client, "tz=Europe/London&overlap=0.5") == []


def test_hours_without_a_zone_filter_nobody(londoner, manager_client):
    assert listed(manager_client, "overlap=8") == ["lee"]


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc", "9"])
def test_unknown_zone_is_named_and_nobody_listed(zone, londoner, manager_client):
    response = manager_client.get("/people/", {"tz": zone})
    assert zone in response.content.decode()
    assert listed(manager_client, f"tz={zone}") == []


@given(st.lists(st.tuples(st.sampled_from(ZONES), days_of_work), min_size=2), dates)
@examples(60)
def test_two_of_all_share_what_two_places_share_and_more_share_no_more(people, day):
    people = [(zone, *hours) for zone, hours in people]
    (zone, *hours), (other_zone, *other_hours) = people[:2]
    of_two = hours_all_share(people[:2], day, day)
    assert of_two == shared_hours(
        zone, *hours, other_zone, day, day, tuple(other_hours)
    )
    assert hours_all_share(people, day, day) <= of_two


def test_all_of_three_share_the_hours_that_none_of_them_lacks():
    zones = ("Europe/London", "Europe/Paris", "America/New_York")
    people = [(zone, NINE, FIVE) for zone in zones]
    assert hours_all_share(people, *[date(2026, 1, 14)] * 2) == 2
