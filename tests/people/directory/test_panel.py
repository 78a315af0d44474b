"""What the filter panel of the people list offers beside its counts."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from people.directory.filters import next_quarter, quarter_links
from people.directory.levels import level_links
from people.lists.addresses import Address
from people.lists.listing import Option
from people.lists.panel import by_group, choices, skill_picker, split
from tests.factories import LocationFactory, SkillFactory


@pytest.fixture
def on_day(time_machine):
    return lambda year, month, day: time_machine.move_to(
        datetime(year, month, day, 12, tzinfo=UTC), tick=False
    )


def address(query=""):
    return Address("/people/", QueryDict(query))


def options(*counts, selected=()):
    return [
        Option(f"v{place}", f"V{place}", count, is_selected=place in selected)
        for place, count in enumerate(counts)
    ]


def values(rows):
    return [one.value for one in rows]


# Drop-down lists


def test_chosen_entry_is_selected():
    found = choices({"": "any", 50: "half", 100: "all"}, 50)

    assert [one.value for one in found if one.is_selected] == ["50"]


def test_nothing_chosen_selects_the_empty_entry():
    assert choices({"": "any", 50: "half"}, None)[0].is_selected


def test_chosen_value_that_is_not_offered_is_added():
    found = choices({"": "any", 50: "half"}, 37)

    assert [(one.value, one.label) for one in found][-1] == ("37", "37")
    assert found[-1].is_selected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("free=40", '<option value="40" selected>at least 40 %</option>'),
        ("free=37", '<option value="37" selected>37</option>'),
        (
            "tz=Asia/Tokyo&overlap=2",
            '<option value="2" selected>at least 2 h a day</option>',
        ),
        ("sort=free", '<option value="free" selected>Most free time</option>'),
        ("sort=name", '<option value="" selected>Name</option>'),
        ("tz=Asia/Tokyo", '<option value="4" selected>at least 4 h a day</option>'),
    ],
)
def test_panel_shows_what_is_asked_for(member_client, query, entry):
    assert entry in member_client.get(f"/people/?{query}").content.decode()


@pytest.mark.django_db
def test_order_by_level_is_offered_where_a_skill_is_asked_for(member_client):
    SkillFactory(name="Python")

    label = "Level in asked skills"
    assert label in member_client.get("/people/?skill=python").content.decode()
    assert label not in member_client.get("/people/").content.decode()


@pytest.mark.django_db
def test_zones_offered_are_those_of_the_locations(member_client):
    LocationFactory(time_zone="America/New_York")
    LocationFactory(time_zone="America/New_York")

    page = member_client.get("/people/").content.decode()
    assert page.count('<option value="America/New_York"') == 1
    assert "with America/New York" in page
    assert "Asia/Tokyo" not in page


@pytest.mark.django_db
def test_panel_costs_the_same_for_3_and_30_locations(
    member_client, django_assert_max_num_queries, django_assert_num_queries
):
    zones = ["Europe/London", "Asia/Tokyo", "America/New_York"]
    for zone in zones:
        LocationFactory(time_zone=zone)
    with django_assert_max_num_queries(15) as few:
        member_client.get("/people/?tz=Asia/Tokyo")
    for zone in zones * 9:
        LocationFactory(time_zone=zone)
    with django_assert_num_queries(len(few)):
        member_client.get("/people/?tz=Asia/Tokyo")


# Facets


def test_six_most_common_options_are_in_sight():
    first, more = split(options(1, 9, 2, 8, 3, 7, 4, 6))

    assert values(first) == ["v1", "v3", "v4", "v5", "v6", "v7"]
    assert values(more) == ["v0", "v2"]


def test_ticked_option_is_in_sight_however_rare():
    first, _ = split(options(0, 9, 8, 7, 6, 5, 4, 3, selected={0}))

    assert values(first) == ["v0", "v1", "v2", "v3", "v4", "v5"]


def test_more_than_six_ticked_options_are_all_in_sight():
    first, more = split(options(*[1] * 9, selected=range(8)))

    assert (len(first), len(more)) == (8, 1)


WORDS = {"offered": SimpleNamespace(version="0123456789ab")}


def test_skills_to_add_stand_by_category_with_their_counts():
    options = [
        Option("sql", "SQL", 7, group="Languages", position=1),
        Option("tact", "Tact", 1, group="People", position=2),
        Option("go", "Go", 2, group="Languages", position=1),
    ]

    assert skill_picker(WORDS, by_group(options)).counts == "sql:7 go:2 tact:1"


def test_asked_skill_is_not_offered_again():
    asked = Option("go:3", "Go", 1, is_selected=True, group="Languages")

    assert skill_picker(WORDS, [asked]).counts == ""


def test_without_counts_all_skills_are_offered():
    assert skill_picker(WORDS).counts is None
    assert skill_picker(WORDS).names == "/skills/names.0123456789ab.json"


def test_each_level_of_an_asked_skill_is_a_link():
    links = level_links(Option("go:3", "Go", 1), address("skill=go:3&free=40"))

    assert [(level.value, href, chosen) for level, href, chosen in links] == [
        (1, "/people/?skill=go&free=40", False),
        (2, "/people/?skill=go:2&free=40", False),
        (3, "/people/?skill=go:3&free=40", True),
        (4, "/people/?skill=go:4&free=40", False),
    ]


def test_skill_asked_for_without_a_level_is_at_the_lowest():
    links = level_links(Option("go", "Go", 1), address("skill=go"))

    assert [chosen for _, _, chosen in links] == [True, False, False, False]


# Windows


@pytest.mark.parametrize(
    ("day", "this_quarter", "following"),
    [
        ((2026, 1, 1), "2026-01-01 2026-03-31", "2026-04-01 2026-06-30"),
        ((2026, 5, 20), "2026-05-20 2026-06-30", "2026-07-01 2026-09-30"),
        ((2026, 12, 31), "2026-12-31 2026-12-31", "2027-01-01 2027-03-31"),
        ((2028, 2, 29), "2028-02-29 2028-03-31", "2028-04-01 2028-06-30"),
    ],
)
def test_quarters_end_on_their_last_day(on_day, day, this_quarter, following):
    on_day(*day)
    links = dict(quarter_links(address()))

    assert links["This quarter"] == "/people/?from={}&to={}".format(
        *this_quarter.split()
    )
    assert links["Next quarter"] == "/people/?from={}&to={}".format(*following.split())


def test_window_preset_keeps_the_other_filters(on_day):
    on_day(2026, 3, 9)
    links = dict(quarter_links(address("from=2026-01-01&team=data&page=3")))

    assert links["Next 4 weeks"] == "/people/?team=data"
    assert links["This quarter"].startswith("/people/?team=data&from=2026-03-09")


def test_quarters_follow_one_another_all_year():
    first = date(2026, 1, 1)
    firsts = [first := next_quarter(first) for _ in range(4)]

    assert [(day.year, day.month, day.day) for day in firsts] == [
        (2026, 4, 1),
        (2026, 7, 1),
        (2026, 10, 1),
        (2027, 1, 1),
    ]
    assert firsts[0] - timedelta(days=1) == date(2026, 3, 31)
