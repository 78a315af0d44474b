"""A candidate's facts in words."""

from datetime import date

import pytest

from people.lists.markup import bar
from people.models import Level, Skill
from projects.candidates.cards import (
    Fit,
    age_words,
    backing_words,
    counterfactual_words,
    fit_of,
    ordinal,
    points_words,
)
from projects.candidates.markup import fit_list, number, points_table
from projects.candidates.ranking import Counterfactual, Ranked
from projects.candidates.scoring import Facts, Held, Need, Parts, Question
from projects.models import SkillNeed

TODAY = date(2026, 3, 9)
PYTHON = Need(1, 3, "must", False)
ASKED = Question((PYTHON,), 50, Parts(60, 25, 10, 5), TODAY)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "last use not stated"),
        (date(2026, 3, 1), "last used this month"),
        (date(2026, 2, 28), "last used less than a month ago"),
        (date(2026, 2, 9), "last used 1 month ago"),
        (date(2025, 3, 9), "last used 12 months ago"),
        (date(2024, 3, 10), "last used 23 months ago"),
        (date(2024, 3, 9), "last used 2 years ago"),
        (date(2021, 6, 1), "last used 4 years ago"),
    ],
)
def test_age_is_told_in_months_and_then_in_years(day, words):
    assert age_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("held", "used", "words"),
    [
        (Held(3), 0, "stated only"),
        (Held(3, endorsed=3), 0, "confirmed by a colleague"),
        (Held(3), 1, "used on 1 finished project"),
        (Held(3, endorsed=4), 4, "used on 4 finished projects"),
    ],
)
def test_the_strongest_evidence_is_told(held, used, words):
    assert backing_words(held, used) == words


def fit(needed, **facts):
    need = SkillNeed(skill=Skill(pk=1, name="Python"), level=needed)
    return fit_of(need, Facts(**facts), TODAY)


@pytest.mark.parametrize(
    ("needed", "level", "state", "words"),
    [
        (3, 4, "met", "stated only, last used this month"),
        (3, 3, "met", "stated only, last used this month"),
        (3, 2, "near", "one level short of Practitioner, stated only"),
        (4, 2, "near", "two levels short of Expert, stated only"),
        (4, 1, "missing", "Expert"),
    ],
)
def test_a_need_is_met_near_or_missing(needed, level, state, words):
    found = fit(needed, held={1: Held(level, TODAY)})
    assert (found.state, found.level) == (state, level)
    assert found.words.startswith(words)


def test_a_skill_that_is_not_stated_is_missing():
    assert fit(1) == Fit("missing", "Python", None, "Awareness")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th")),
        *((12, "12th"), (13, "13th"), (21, "21st"), (102, "102nd"), (111, "111th")),
    ],
)
def test_ordinals(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("points", "words"),
    [(1, "1 point"), (0.98, "1 point"), (1.25, "1.2 points"), (10, "10 points")],
)
def test_points_have_one_place_where_it_says_anything(points, words):
    assert points_words(points) == words


def what_if(change=None, *, rank=5, lead=None, **facts):
    one = Ranked(7, rank, Facts(**facts), change, lead)
    return counterfactual_words(one, ASKED, {1: "Python"})


def test_the_change_is_told_with_what_is_now():
    assert (
        what_if(Counterfactual(2, Facts()), free=30)
        == "Would rank 2nd if 50 % free; is 30 % free."
    )
    some = {"days_here": 3, "days": 18}
    assert (
        what_if(Counterfactual(2, Facts()), free=60, **some)
        == "Would rank 2nd if here on all 18 days; is here on 3."
    )
    assert (
        what_if(Counterfactual(2, Facts()), free=30, **some)
        == "Would rank 2nd if 50 % free on all 18 days; is 30 % free, here on 3."
    )
    assert (
        what_if(Counterfactual(1, Facts(), PYTHON), held={1: Held(2)})
        == "Would rank 1st if Practitioner in Python; is Working."
    )
    assert (
        what_if(Counterfactual(3, Facts(), PYTHON))
        == "Would rank 3rd if Practitioner in Python; not stated now."
    )


def test_who_cannot_move_up_is_told_so():
    assert what_if() == "No single change would move this candidate up."
    assert what_if(rank=1, lead=4.25) == "Ranks 1st, 4.2 points ahead of the 2nd."
    assert what_if(rank=1) == "The only candidate."


def test_who_leads_by_the_order_of_ties_only_is_told_so():
    assert what_if(rank=1, lead=0) == "Ranks 1st, with as many points as the 2nd."


# HTML


def test_bars_have_one_scale():
    html = points_table(Parts(30, 12.5, 0, 5), Parts(60, 25, 10, 5))
    assert 'd="M0 0h100v8H0z"' in html
    assert 'd="M0 0h50v8H0z"' in html
    assert 'd="M0 0h20.83v8H0z"' in html


def test_the_numbers_say_what_the_bars_show():
    html = points_table(Parts(30, 12.5, 0, 5), Parts(60, 25, 10, 5))
    assert "<dt>Skills</dt>" in html
    assert "<b>30</b> of 60" in html
    assert "<b>12.5</b> of 25" in html


def test_weights_of_one_part_alone_are_drawn():
    assert "<b>0</b> of 0" in points_table(Parts(0, 9, 0, 0), Parts(0, 9, 0, 0))


def test_a_bar_is_hidden_from_who_hears_the_page():
    assert 'aria-hidden="true"' in bar(1, 2)
    assert number(41.0) == "41"


def test_needs_stand_in_the_order_of_how_well_they_are_met():
    fits = [
        Fit("missing", "R", None, "Expert"),
        Fit("near", "SQL", Level.WORKING, "one level short"),
        Fit("met", "Python", Level.EXPERT, "stated only"),
        Fit("missing", "Go", Level.AWARENESS, "Expert"),
    ]
    html = fit_list(fits)
    assert html.index("Python") < html.index("SQL") < html.index("R <")
    assert html.count("missing</dt>") == 1
    assert 'Go <span class="muted">(is Awareness, needs Expert)' in html


def test_names_of_skills_are_escaped():
    html = fit_list([Fit("met", "<b>&", Level.EXPERT, "stated only")])
    assert "&lt;b&gt;&amp;" in html
