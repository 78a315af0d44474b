"""Days and times as files have them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.days import (
    DayOrder,
    day_in,
    moment_in,
    order_of,
    refusal,
    says_none,
    time_in,
)
from tests.thoroughness import examples

MARCH_9 = date(2026, 3, 9)
anything = (
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    *(st.dates(), st.datetimes(), st.times()),
)
days = st.dates(date(1969, 1, 1), date(2068, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        MARCH_9,
        datetime(2026, 3, 9, 23, 59),
        "2026-03-09",
        " 2026-03-09 ",
        "2026/3/9",
        "2026.03.09",
        "20260309",
        "9.3.2026",
        "09.03.26",
        "9. 3. 2026",
        "9 Mar 2026",
        "9 March 2026",
        "09-Mar-26",
        "9-MAR-2026",
        "9th of March 2026",
        "Mon, 9 Mar 2026",
        "Monday 9 March 2026",
        "March 9, 2026",
        "Mar 9th 2026",
        "2026-03-09T10:30:00",
        "2026-03-09T10:30:00+00:00",
        "2026-03-09 10:30",
        "9 Mar 2026, 10:30 pm",
        46090,
        46090.75,
        "46090",
        "46090.5",
        "46090,5",
        "Montag, 9. März 2026",
        "9. März 2026",
        "9 mars 2026",
        "lundi 9 mars 2026",
        "9 de marzo de 2026",
        "9 de março de 2026",
        "9 maart 2026",
        "9 mrt 2026",
        "9 marzo 2026",
        "9 marca 2026 r",
        "2026年3月9日",
        "since 9.3.2026",
        "ab 9.3.2026",
    ],
)
def test_day_is_understood(value):
    assert day_in(value) == MARCH_9


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "soon", True, 12, -1, 99_999_999, 1e300, float("nan")),
        *("30 Feb 2026", "2026-02-30", "32.1.2026", "13/13/2026", "2026-13-01"),
        *("9 Mag 26 x", "marketing 2026", "March", "Q5 2026", "0/0/2026", "x" * 9999),
        "9 Mar 2026 and later",
        *("Mar 26", "26 Mar", "KW 12", "W12", "W60 2026", "FY26", "FY 2026", "H3 2026"),
    ],
)
def test_what_is_no_day_is_none(value):
    assert day_in(value) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("Mar 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("March 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("Sept. 2026", date(2026, 9, 1), date(2026, 9, 30)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026 Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("Mar-19", date(2019, 3, 1), date(2019, 3, 31)),
        ("Mar '26", date(2026, 3, 1), date(2026, 3, 31)),
        ("Q1/26", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q1 26", date(2026, 1, 1), date(2026, 3, 31)),
        ("1. Quartal 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("T1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("H1 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("2H26", date(2026, 7, 1), date(2026, 12, 31)),
        ("W12 2026", date(2026, 3, 16), date(2026, 3, 22)),
        ("KW12/2026", date(2026, 3, 16), date(2026, 3, 22)),
        ("KW 12/26", date(2026, 3, 16), date(2026, 3, 22)),
        ("2026-W12", date(2026, 3, 16), date(2026, 3, 22)),
        ("2026年3月", date(2026, 3, 1), date(2026, 3, 31)),
        ("März 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("juillet 2026", date(2026, 7, 1), date(2026, 7, 31)),
        ("2026 March", date(2026, 3, 1), date(2026, 3, 31)),
        ("since 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("seit März 2019", date(2019, 3, 1), date(2019, 3, 31)),
        ("end of March 2026", date(2026, 3, 31), date(2026, 3, 31)),
        ("Ende März 2026", date(2026, 3, 31), date(2026, 3, 31)),
        ("fin 2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("early 2026", date(2026, 1, 1), date(2026, 1, 1)),
        ("mid March 2026", date(2026, 3, 15), date(2026, 3, 15)),
        ("mid-March 2026", date(2026, 3, 15), date(2026, 3, 15)),
        ("Mitte 2026", date(2026, 7, 1), date(2026, 6, 30)),
        ("mid Q1 2026", date(2026, 2, 1), date(2026, 1, 31)),
        (2026, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_month_quarter_and_year_have_ends(value, first, last):
    assert day_in(value) == first
    assert day_in(value, last=True) == last


# Twelve each
NAMES = """
    Januar Februar März April Mai Juni Juli August September Oktober November
    Dezember
    janvier février mars avril mai juin juillet août septembre octobre novembre
    décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro
    novembro dezembro
    januari februari maart april mei juni juli augustus september oktober
    november december
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre
    novembre dicembre
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
    października listopada grudnia
    Jan. Feb. Mrz. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.
    janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.
    ene feb mar abr may jun jul ago sep oct nov dic
    gen feb mar apr mag giu lug ago set ott nov dic
"""
MONTH_NAMES = NAMES.split()


@pytest.mark.parametrize("first", range(0, len(MONTH_NAMES), 12))
def test_months_are_known_in_other_languages(first):
    found = [day_in(f"9 {name} 2026") for name in MONTH_NAMES[first : first + 12]]
    assert found == [date(2026, month, 9) for month in range(1, 13)]


@pytest.mark.parametrize(
    "value",
    [
        *("ongoing", "Present", "TBD", "open", "n/a", "–", "today", "heute", "laufend"),
        *("unbefristet", "en cours", "31.12.9999", date(9999, 12, 31), "9999-12-31"),
    ],
)
def test_words_say_that_there_is_no_last_day(value):
    assert says_none(value, last=True)


@pytest.mark.parametrize("value", ["2026-03-09", "soon", "", None, 46090, MARCH_9])
def test_days_and_other_words_do_not_say_that_there_is_none(value):
    assert not says_none(value, last=True)
    assert not says_none("ongoing")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("FY26", "is a fiscal year: write a day of it, like 2026-03-09"),
        ("Mar 26", "write 2026-03 for the month, or 2026-03-26 for the day"),
        ("KW 12", "no date without its year: write it like W12 2026"),
        ("soon", "no date: write it like 2026-03-09"),
    ],
)
def test_what_is_no_day_is_refused_with_a_way_out(value, why):
    assert why in refusal(value)


# Day or month first


@pytest.mark.parametrize("value", ["9/3/2026", "09/03/2026", "9-3-2026", "9/3/26"])
def test_ambiguous_day_is_read_as_told(value):
    assert day_in(value) is day_in(value, DayOrder.AMBIGUOUS) is None
    assert day_in(value, DayOrder.DAY_FIRST) == MARCH_9
    assert day_in(value, DayOrder.MONTH_FIRST) == date(2026, 9, 3)


@pytest.mark.parametrize("order", [None, *DayOrder])
@pytest.mark.parametrize("value", ["23/3/2026", "3/23/2026", "23-03-26"])
def test_day_that_can_be_read_only_one_way_needs_no_order(value, order):
    assert day_in(value, order) == date(2026, 3, 23)


def test_day_and_month_that_are_the_same_need_no_order():
    assert day_in("3/3/2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["9/3/2026", "23/3/2026"], DayOrder.DAY_FIRST),
        (["9/3/2026", "3/23/2026"], DayOrder.MONTH_FIRST),
        (["9/3/2026", "3/3/2026"], DayOrder.AMBIGUOUS),
        (["23/3/2026", "3/23/2026", "9/3/2026"], DayOrder.AMBIGUOUS),
        (["23/3/2026", "3/23/2026"], None),
        (["9/3/2026 10:30", "23/3/2026 9:00"], DayOrder.DAY_FIRST),
        (["2026-03-09", "9 Mar 2026", MARCH_9, 46090, None, "x"], None),
        (["9.3.2026"], None),
        (["3/3/2026"], None),
        ([], None),
    ],
)
def test_order_is_found_out_over_a_column(values, order):
    assert order_of(values) == order


@pytest.mark.parametrize(
    ("text", "year"), [("1/1/68", 2068), ("1/1/69", 1969), ("1/1/00", 2000)]
)
def test_years_of_two_digits_are_near_ours(text, year):
    assert day_in(text) == date(year, 1, 1)


FORMS = ("%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y", "%d-%b-%y", "%Y%m%d")


@examples(100)
@given(days, st.sampled_from(FORMS))
def test_any_day_reads_back_from_any_form(day, form):
    assert day_in(day.strftime(form)) == day


@examples(100)
@given(days)
def test_any_day_reads_back_with_its_order(day):
    assert day_in(f"{day:%d/%m/%Y}", DayOrder.DAY_FIRST) == day
    assert day_in(f"{day:%m/%d/%Y}", DayOrder.MONTH_FIRST) == day


@examples(100)
@given(st.integers(18_264, 73_415))
def test_any_serial_number_is_its_day(serial):
    if not 1950 <= serial <= 2100:
        assert day_in(serial) == date(1899, 12, 30) + timedelta(days=serial)


@pytest.mark.looks_again
@examples(400)
@given(st.one_of(*anything), st.sampled_from([None, *DayOrder]), st.booleans())
def test_any_cell_is_a_day_or_none(value, order, last):
    assert day_in(value, order, last=last) is None or day_in(value, order, last=last)
    order_of([value])
    assert says_none(value) in (True, False)
    assert refusal(value)


# Moments


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-03-09T10:30:00", datetime(2026, 3, 9, 10, 30)),
        ("2026-03-09 10:30", datetime(2026, 3, 9, 10, 30)),
        ("2026-03-09T10:30:00Z", datetime(2026, 3, 9, 10, 30, tzinfo=UTC)),
        (
            "2026-03-09T10:30:00+01:00",
            datetime(2026, 3, 9, 10, 30, tzinfo=timezone(timedelta(hours=1))),
        ),
        (datetime(2026, 3, 9, 10, 30), datetime(2026, 3, 9, 10, 30)),
        ("23/3/2026 10:30 pm", datetime(2026, 3, 23, 22, 30)),
        ("9 Mar 2026 9:05", datetime(2026, 3, 9, 9, 5)),
        (46090.5, datetime(2026, 3, 9, 12)),
        ("2026-03-09", MARCH_9),
        (MARCH_9, MARCH_9),
        (46090, MARCH_9),
        ("9/3/2026 10:30", None),
        ("10:30", None),
        ("soon", None),
        (None, None),
    ],
)
def test_moment_is_understood(value, moment):
    assert moment_in(value) == moment


@examples(100)
@given(st.datetimes(datetime(1900, 1, 1), timezones=st.none() | st.just(UTC)))
def test_any_moment_reads_back_from_iso(moment):
    assert moment_in(moment.isoformat()) == moment


@examples(300)
@given(st.one_of(*anything))
def test_any_cell_is_a_moment_or_none(value):
    assert isinstance(moment_in(value, DayOrder.DAY_FIRST), (date, type(None)))


# Times of day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time(9, 30), time(9, 30)),
        (datetime(2026, 3, 9, 9, 30), time(9, 30)),
        ("9:30", time(9, 30)),
        ("09:30:00", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9:30 am", time(9, 30)),
        ("9:30 p.m.", time(21, 30)),
        ("12 am", time(0)),
        ("12 PM", time(12)),
        ("9", time(9)),
        (9, time(9)),
        ("17h", time(17)),
        (0.395833333333, time(9, 30)),
        (0.75, time(18)),
        ("24:00", time(0)),
        ("24:30", None),
        ("13 pm", None),
        ("9:75", None),
        ("noon", None),
        (17.5, None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_time_of_day_is_understood(value, expected):
    assert time_in(value) == expected


@examples(100)
@given(st.times().map(lambda moment: moment.replace(microsecond=0)))
def test_any_time_reads_back(moment):
    assert time_in(moment.isoformat()) == moment


@examples(300)
@given(st.one_of(*anything))
def test_any_cell_is_a_time_or_none(value):
    assert isinstance(time_in(value), (time, type(None)))


NO_DAYS = ("0000-00-00", "00.00.0000", "00/00/0000", "1900-01-01", "01.01.1900")


@pytest.mark.parametrize("value", [*NO_DAYS, date(1899, 12, 30), date(1900, 1, 1)])
def test_a_day_before_all_others_is_none(value):
    assert says_none(value)
    assert says_none(value, last=True)


@pytest.mark.parametrize("value", ["1901-01-01", date(1800, 1, 1), "2020-01-06"])
def test_a_day_long_ago_is_one(value):
    assert not says_none(value, last=True)
