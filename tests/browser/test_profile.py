"""A profile answers at a glance, is acted upon in place, and prints."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Person
from tests.browser.axe import faults
from tests.browser.clicks import counted_clicks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def tomas(site):
    return Person.objects.get(user__username="member")


def pages_printed(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))


def test_a_profile_prints_on_two_pages_without_what_one_clicks(open_page, tomas):
    page = open_page(tomas.get_absolute_url(), viewport=DESK)
    assert pages_printed(page) <= 2
    page.emulate_media(media="print")
    for words in ("Other level", "Near in skills", "Help and privacy", "Book", "More"):
        expect(page.get_by_text(words, exact=True).first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_the_answers_leave_no_hole(open_page, tomas, width):
    page = open_page(tomas.get_absolute_url(), viewport={**DESK, "width": width})
    boxes = page.locator(".answers__one").evaluate_all(
        "all => all.map((one) => one.offsetWidth * one.offsetHeight)"
    )
    strip = page.locator(".answers").bounding_box()
    assert sum(boxes) == pytest.approx(strip["width"] * strip["height"], rel=0.02)


def test_a_level_is_confirmed_in_place_and_taken_back(open_page, tomas):
    stated = tomas.expertise.order_by("-level", "pk").first()
    stated.endorsements.all().delete()
    page = open_page(tomas.get_absolute_url(), viewport=DESK)
    page.evaluate("window.isSamePage = true")
    confirm = page.get_by_role("button", name=f"Confirm {stated.skill}:")
    confirm.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You confirmed it")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(confirm).to_be_attached()
    assert page.evaluate("isSamePage") is True
    assert faults(page) == []


def test_a_quarter_of_a_profile_costs_six_clicks_at_most(open_page, tomas):
    tomas.goals.all().delete()
    row = tomas.expertise.filter(level__lt=4).select_related("skill").first()
    page = open_page("/people/me/", username="member", viewport=DESK)
    with counted_clicks(page) as clicks:
        levels = page.get_by_role("form", name=f"Level in {row.skill}")
        levels.get_by_role("button", name="4 Expert").click()
        expect(page.locator("#main")).to_contain_text(f"{row.skill} is now Expert (was")
        page.get_by_role("link", name="Set a goal").click()
        goal = page.locator("#goal-form")
        expect(goal.get_by_role("combobox", name="Skill")).to_be_focused()
        page.keyboard.type("Causal inf")
        expect(page.get_by_role("option", name="Causal inference")).to_be_visible()
        page.keyboard.press("Enter")
        goal.get_by_label("Working").check()
        page.get_by_role("button", name="Set this goal").click()
        expect(page.locator("#main")).to_contain_text("Goal set: Causal inference")
        page.get_by_role("button", name="All still right").click()
        expect(page.locator("#main")).to_contain_text("confirmed this month")
    assert len(clicks) <= 6
    assert tomas.goals.get().skill.name == "Causal inference"


def test_no_act_throws_away_what_is_typed_about_oneself(open_page, tomas):
    page = open_page("/people/me/", username="member", viewport=DESK)
    page.get_by_label("About you").fill("Twelve years of churn")
    page.get_by_role("form", name="Level in").first.get_by_role("button").first.click()
    expect(page.locator(".messages")).to_be_visible()
    expect(page.get_by_label("About you")).to_have_value("Twelve years of churn")
    page.get_by_role("button", name="All still right").click()
    expect(page.locator("#main")).to_contain_text("confirmed this month")
    tomas.refresh_from_db()
    assert tomas.bio == "Twelve years of churn"
