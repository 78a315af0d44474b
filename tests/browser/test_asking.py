"""A sentence typed into the box of the people list, by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_sentence_becomes_chips(has_scripts, open_page):
    page = open_page("/people/", java_script_enabled=has_scripts)
    page.get_by_label("Search people", exact=True).fill("Python in Lisbon, not SQL")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?skill=python&location=lisbon&asked=*")
    expect(page.locator("[data-chip]")).to_have_count(2)
    expect(page.locator("#results")).to_contain_text("“not SQL”: cannot be asked for")
    expect(page.locator("#q")).to_have_value("")


def test_what_is_left_out_is_announced(open_page):
    page = open_page("/people/")
    page.locator("#q").fill("Python, not SQL")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("“not SQL” cannot be asked for")


def test_a_suggestion_ends_the_sentence_and_asks(open_page):
    page = open_page("/people/")
    page.locator("#q").press_sequentially("lisb")
    expect(page.get_by_role("option").first).to_contain_text("Lisbon")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?location=lisbon&asked=*")


def test_a_filter_ticked_later_keeps_the_sentence(open_page):
    page = open_page("/people/?q=Python+not+SQL")
    page.locator("#location-lisbon").check()
    page.wait_for_url("**location=lisbon**")
    expect(page.locator("#results")).to_contain_text("You asked: Python not SQL")


def test_asking_differently_takes_the_place_of_what_was_asked(open_page):
    page = open_page("/people/?q=Python+in+Lisbon")
    page.get_by_text("Ask differently").click()
    page.get_by_label("The sentence").fill("Python in London")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?skill=python&location=london&asked=*")
