"""How single cells are read, and how values are shown."""

from datetime import UTC, date, datetime, time

import pytest

from people.models import Level, Priority
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.columns.lines import Cell, Table
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import value_words
from skillsdir.spreadsheet.nouns.entities import (
    BlankError,
    CellError,
    Entity,
    SkippedError,
    raw,
)
from skillsdir.spreadsheet.planning.cast import Cast
from skillsdir.spreadsheet.planning.directory import Directory
from skillsdir.spreadsheet.planning.survey import Survey, UndecidedError


def survey(**answers):
    return Survey(Answers(**answers), Directory(), {}, Cast())


def cell(value, heading="x", others=()):
    """A cell of a sheet, and what else its column holds."""
    rows = [(heading,), (value,), *((other,) for other in others)]
    table = Table(Sheet("A", rows), SheetAnswer("people", 0, {}))
    return Cell(value, "A!A2", table, 0)


def read(content, value, **answers):
    return content.read(survey(**answers), cell(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  two   words ", "two words"),
        ("two\nlines", "two lines"),
        (42, "42"),
        (1.5, "1.5"),
        (date(2026, 3, 9), "2026-03-09"),
    ],
)
def test_text_is_one_line(value, text):
    assert read(contents.text(), value) == text


def test_long_text_keeps_its_lines():
    assert read(contents.text(lines=True), " a\r\n\r\nb ") == "a\n\nb"


def test_text_has_a_limit():
    assert read(contents.text(3), "abc") == "abc"
    with pytest.raises(CellError, match="longer than 3"):
        read(contents.text(3), "abcd")


@pytest.mark.parametrize("value", ["ana-silva", "a", "c3po"])
def test_an_address_is_taken_as_it_is(value):
    assert read(contents.slug, value) == value


@pytest.mark.parametrize("value", ["me", "Ana Silva", "ana_silva", "-", "é", "x" * 81])
def test_what_cannot_be_an_address_is_refused(value):
    with pytest.raises(CellError, match="address"):
        read(contents.slug, value)


@pytest.mark.parametrize("value", ["ana@example.com", "ana@sub.example.com "])
def test_an_email_is_taken(value):
    assert read(contents.email, value) == value.strip()


@pytest.mark.parametrize("value", ["ana", "ana@", "@example.com", "a b@example.com"])
def test_what_is_no_email_is_refused(value):
    with pytest.raises(CellError, match="no e-mail address"):
        read(contents.email, value)


@pytest.mark.parametrize(
    "value",
    [
        "Cy Ray <cy@x.example>",
        "mailto:cy@x.example",
        "cy@x.example;",
        "“cy@x.example”",
        "'cy@x.example'",
        "cy@x.example; cy@x.example",
    ],
)
def test_an_email_is_taken_out_of_what_is_around_it(value):
    assert read(contents.email, value) == "cy@x.example"


def test_of_two_emails_none_is_taken():
    with pytest.raises(CellError, match="several e-mail addresses: leave one"):
        read(contents.email, "cy@x.example; bo@x.example")


def test_a_name_is_read_as_it_is_spoken():
    assert read(contents.full_name, "SILVA, Ana") == "Ana Silva"
    with pytest.raises(CellError, match="longer than 200"):
        read(contents.full_name, "x" * 201)


def test_an_email_has_a_limit():
    domain = ".".join(["x" * 60] * 4)
    with pytest.raises(CellError):
        read(contents.email, f"{'a' * 60}@{domain}.com")


def test_a_time_zone_must_be_known():
    assert read(contents.time_zone, "Asia/Kolkata") == "Asia/Kolkata"
    with pytest.raises(CellError, match="not a time zone"):
        read(contents.time_zone, "Kolkata")


@pytest.mark.parametrize(("value", "number"), [(0, 0), ("7", 7), (80.0, 80)])
def test_a_whole_number_is_taken(value, number):
    assert read(contents.whole(0, 80, "number of years"), value) == number


@pytest.mark.parametrize("value", [-1, 81, "many", 1.5, True])
def test_other_numbers_are_refused(value):
    with pytest.raises(CellError, match="no number of years from 0 to 80"):
        read(contents.whole(0, 80, "number of years"), value)


@pytest.mark.parametrize("value", [7, 7.0, "7 years", "7 yrs", "7+", "7 Jahre", "~7"])
def test_years_are_taken_with_their_word(value):
    assert read(contents.years, value) == 7


@pytest.mark.parametrize("value", [81, 1.5, "many", "7 months", True])
def test_other_years_are_refused(value):
    with pytest.raises(CellError, match="no number of years from 0 to 80"):
        read(contents.years, value)


@pytest.mark.parametrize(
    ("value", "number"), [(80, 80), ("80 %", 80), (0.8, 80), ("0", 0)]
)
def test_a_percentage_is_taken(value, number):
    assert read(contents.percentage(), value) == number


@pytest.mark.parametrize("value", ["much", 101, -1])
def test_other_percentages_are_refused(value):
    with pytest.raises(CellError, match="no percentage"):
        read(contents.percentage(), value)


@pytest.mark.parametrize(
    ("value", "heading", "share"),
    [
        ("0.8 FTE", "Workload", 80),
        (32, "Hours per week", 80),
        (4, "Days", 80),
        ("full time", "Contract", 100),
        (40, "Capacity, %", 40),
    ],
)
def test_working_time_is_read_in_the_unit_of_its_column(value, heading, share):
    assert contents.capacity.read(survey(), cell(value, heading)) == share


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.2, "no percentage from 0 to 100: it is 120 %"),
        ("45 h", "it is 113 %"),
        ("Part-time", "does not say how much: write it like 60 %"),
        ("50-60%", "of a range write one end"),
        (40, "write 40 %, 40 hours or 40 days"),
        ("4 people", "write it like 80 %, 0.8 FTE, 4 days or 32 hours"),
    ],
)
def test_working_time_that_is_not_clear_is_refused_with_a_way_out(value, why):
    with pytest.raises(CellError, match=why):
        contents.capacity.read(survey(), cell(value, "Workload"))


@pytest.mark.parametrize("value", ["permanent", "n/a", "-", "flexible"])
def test_words_that_are_no_working_time_are_left_out(value):
    with pytest.raises(BlankError, match="says no working time: left out"):
        read(contents.capacity, value)


def test_percent_of_bookings_may_be_forty():
    assert contents.booked.read(survey(), cell(40, "Allocation", [20])) == 40
    assert contents.booked.read(survey(), cell(20, "Hours")) == 50


@pytest.mark.parametrize(("value", "answer"), [("yes", True), ("No", False)])
def test_yes_and_no_are_taken(value, answer):
    assert read(contents.yes_no, value) is answer


def test_maybe_is_neither():
    with pytest.raises(CellError, match="neither yes nor no"):
        read(contents.yes_no, "maybe")


@pytest.mark.parametrize("value", ["Next", "next", 3, "3"])
def test_a_choice_is_its_value_or_its_label(value):
    assert read(contents.choice(Priority), value) == Priority.HIGH


def test_no_choice_is_told_with_all_there_are():
    with pytest.raises(CellError, match="none of Some day, Soon, Next"):
        read(contents.choice(Priority), "urgent")


@pytest.mark.parametrize("value", ["Expert", "expert ", "EXPERT"])
def test_levels_of_ours_need_no_answer(value):
    assert read(contents.level, value) is Level.EXPERT


def test_other_levels_need_an_answer():
    with pytest.raises(UndecidedError, match="which level “guru” is"):
        read(contents.level, "guru")
    assert read(contents.level, "guru", levels={"guru": 4}) is Level.EXPERT


def test_a_level_of_nought_leaves_the_skill_out():
    with pytest.raises(SkippedError):
        read(contents.level, "none", levels={"none": 0})


def test_a_dash_is_no_level():
    with pytest.raises(SkippedError):
        read(contents.level, "-")


def test_a_tick_says_no_level():
    with pytest.raises(BlankError):
        read(contents.level, "x")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("9 Mar 2026", date(2026, 3, 9)),
        (datetime(2026, 3, 9, 10), date(2026, 3, 9)),
        ("Mar 2026", date(2026, 3, 1)),
    ],
)
def test_days_are_read(value, day):
    assert read(contents.first_day, value) == day


def test_a_month_may_mean_its_last_day():
    assert read(contents.last_day, "Mar 2026") == date(2026, 3, 31)


@pytest.mark.parametrize("value", ["soon", "31/2/2026", date(1800, 1, 1), time(9)])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(CellError, match="no date"):
        read(contents.first_day, value)


@pytest.mark.parametrize("value", ["ongoing", "TBD", "–", "31.12.9999"])
def test_an_open_end_says_no_last_day(value):
    with pytest.raises(BlankError):
        read(contents.last_day, value)


@pytest.mark.parametrize("value", ["ongoing", "31.12.9999"])
def test_nothing_begins_with_an_open_end(value):
    with pytest.raises(CellError, match="no date"):
        read(contents.first_day, value)


def test_a_day_that_could_be_either_waits_for_an_answer():
    with pytest.raises(UndecidedError, match="either way round"):
        read(contents.first_day, "3/4/2026")
    day = read(contents.first_day, "3/4/2026", day_order="month_first")
    assert day == date(2026, 3, 4)


@pytest.mark.parametrize(("value", "clock"), [("9:00", time(9)), (time(8, 30), None)])
def test_times_of_day_are_read(value, clock):
    assert read(contents.clock, value) == (clock or value)


def test_a_moment_has_a_zone():
    day = datetime(2026, 3, 9, tzinfo=UTC)
    assert read(contents.moment, date(2026, 3, 9)) == day
    assert read(contents.moment, "2026-03-09T10:00:00+02:00") == day.replace(hour=8)


# Showing


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (True, "yes"),
        (False, "no"),
        (time(9), "09:00"),
        (date(2026, 3, 9), "2026-03-09"),
        (datetime(2026, 3, 9, 10, tzinfo=UTC), "2026-03-09 10:00"),
        (Level.EXPERT, "Expert"),
        (Entity(label="Ana"), "Ana"),
        (frozenset([Entity(label="SQL"), Entity(label="Go")]), "Go, SQL"),
    ],
)
def test_values_are_shown_in_words(value, text):
    assert value_words(value) == text


def test_what_is_here_is_known_by_its_id_and_what_is_new_by_itself():
    here, new = Entity(7), Entity()
    assert raw(here) == 7
    assert raw(new) is new
    assert raw(frozenset([here, new])) == {7, new}


def test_what_will_be_is_what_is_and_what_the_file_says():
    entity = Entity(1, values={"name": "Ana", "capacity": 100})
    assert entity.current() == {"name": "Ana", "capacity": 100}
    survey().want("people", {"capacity": 80}, "A!1", entity=entity)
    assert entity.current()["capacity"] == 80
