"""What levels and days mean, as it is asked and as it is answered."""

from datetime import date

import pytest

from skillsdir.spreadsheet.answers import (
    SHARED,
    Answers,
    DefaultQuestion,
    LevelQuestion,
    Questions,
)
from skillsdir.spreadsheet.pages.value_forms import ValuesForm, found_at, level_name


def asked(levels=(), defaults=()):
    return Questions([], list(levels), list(defaults), [])


SENIOR = LevelQuestion("senior", 12, 3, None)
WIZARD = LevelQuestion("wizard", 1, None, None)
DEFAULTS = [
    DefaultQuestion("day_order", 2, ["Skills!D2"]),
    DefaultQuestion("default_level", 33, ["People!F6"]),
    DefaultQuestion("current_percent", 1, ["People!I5"]),
    DefaultQuestion("past_from", 3, ["People!G6"]),
    DefaultQuestion("past_to", 3, ["People!G6"]),
]


def answered(data, questions, answers=None):
    form = ValuesForm(data, asked=questions)
    assert form.is_valid(), form.errors
    return form.answers(answers or Answers())


def test_a_guess_is_offered_and_not_taken_for_an_answer():
    form = ValuesForm(asked=asked([SENIOR, WIZARD]))
    assert form[level_name("senior")].initial == 3
    assert form[level_name("wizard")].initial == ""


def test_an_answer_stands_above_the_guess():
    form = ValuesForm(asked=asked([LevelQuestion("senior", 12, 3, 4)]))
    assert form[level_name("senior")].initial == 4


def test_levels_are_answered_by_how_the_file_says_them():
    data = {level_name("senior"): "4", level_name("wizard"): "0"}
    answers = answered(data, asked([SENIOR, WIZARD]))
    assert answers.levels == {"senior": 4, "wizard": 0}


def test_a_level_left_open_stays_open():
    answers = answered({}, asked([SENIOR]), Answers(levels={"senior": 4, "7/10": 3}))
    assert answers.levels == {"7/10": 3}


@pytest.mark.parametrize("level", ["5", "-1", "expert", "3.5", "\x00", "9" * 50])
def test_a_level_is_one_of_ours(level):
    form = ValuesForm({level_name("senior"): level}, asked=asked([SENIOR]))
    assert not form.is_valid()


@pytest.mark.parametrize("token", ["7/10", "★★★★", "very good!", "“a” <b>", "x" * 500])
def test_any_text_can_be_a_level(token):
    question = LevelQuestion(token, 1, None, None)
    answers = answered({level_name(token): "2"}, asked([question]))
    assert answers.levels == {token: 2}


def test_defaults_are_answered():
    data = {
        "day_order": "day_first",
        "default_level": "2",
        "current_percent": str(SHARED),
        "past_from": "2025-01-06",
        "past_to": "2025-03-28",
    }
    answers = answered(data, asked(defaults=DEFAULTS))
    assert (answers.day_order, answers.default_level) == ("day_first", 2)
    assert answers.current_percent == SHARED
    assert (answers.past_from, answers.past_to) == (
        date(2025, 1, 6),
        date(2025, 3, 28),
    )


def test_defaults_may_stay_open():
    answers = answered({}, asked(defaults=DEFAULTS))
    assert answers == Answers()


def test_what_is_not_asked_is_not_shown():
    form = ValuesForm(asked=asked(defaults=DEFAULTS[:1]))
    assert list(form.fields) == ["day_order"]


def test_past_projects_do_not_end_before_they_start():
    data = {"past_from": "2025-03-28", "past_to": "2025-01-06"}
    form = ValuesForm(data, asked=asked(defaults=DEFAULTS))
    assert "past_to" in form.errors


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "2025-02-30", "\x00"])
def test_a_day_is_a_day(day):
    form = ValuesForm({"past_from": day}, asked=asked(defaults=DEFAULTS))
    assert "past_from" in form.errors


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (DefaultQuestion("past_from", 1, ["People!G6"]), "Once, first at People!G6"),
        (DefaultQuestion("past_from", 3, ["People!G6"]), "3 times, first at People!G6"),
        (DefaultQuestion("past_from", 3), "3 times"),
        (DefaultQuestion("past_from"), ""),
    ],
)
def test_it_is_said_where_something_is_asked_for(question, words):
    assert found_at(question) == words
