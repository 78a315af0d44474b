"""Weeks and comparison with a keyboard, with scripts and without them."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ticks(page):
    return page.locator('input[name="person"]')


@pytest.mark.parametrize("address", ["/people/", "/availability/"])
@pytest.mark.parametrize("has_scripts", [True, False])
def test_two_people_are_ticked_and_compared(address, has_scripts, open_page):
    page = open_page(address, java_script_enabled=has_scripts)
    chosen = [ticks(page).nth(place).get_attribute("value") for place in (0, 2)]
    for place in (0, 2):
        ticks(page).nth(place).check()
    page.get_by_role("button", name="Compare the ticked").click()
    expect(page.locator("thead [data-person]")).to_have_count(2)
    assert page.url.endswith(f"?person={chosen[0]}&person={chosen[1]}")


def test_a_tick_is_not_a_filter(open_page):
    page = open_page("/people/")
    ticks(page).first.check()
    page.wait_for_timeout(300)
    expect(page.locator("a[data-chip]")).to_have_count(0)
    expect(ticks(page).first).to_be_checked()


def test_ticks_outlive_a_search(open_page):
    page = open_page("/people/")
    ticks(page).nth(1).check()
    person = ticks(page).nth(1).get_attribute("value")
    name = page.locator(f'[data-person="{person}"] h2').inner_text()
    page.get_by_label("Search people").fill(name)
    page.keyboard.press("Enter")
    expect(ticks(page)).to_have_count(1)
    expect(page.locator(f"#compare-{person}")).to_be_checked()


def test_row_of_the_planner_opens_by_keyboard(open_page):
    page = open_page("/availability/")
    row = page.locator("tbody[data-person]").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.locator("details")).to_have_attribute("open", "")


def test_filter_changes_the_planner_in_place(open_page):
    page = open_page("/availability/")
    box = page.locator('input[name="location"]').first
    count = box.get_attribute("data-count")
    box.check()
    expect(page.locator("#results")).to_have_attribute("data-total", count)
    expect(page.locator("tbody[data-person]").first).to_be_visible()
    assert "/availability/?location=" in page.url


def test_what_is_focused_is_not_under_the_button_that_follows(open_page):
    page = open_page("/people/", viewport={"width": 1280, "height": 600})
    ticks(page).first.check()
    page.evaluate("window.scrollTo(0, 0)")
    ticks(page).nth(12).focus()
    bar = page.locator(".compare-bar").bounding_box()
    box = ticks(page).nth(12).bounding_box()
    assert box["y"] + box["height"] <= bar["y"]


def test_comparison_prints_without_its_tools(open_page):
    page = open_page("/people/compare/")
    page.emulate_media(media="print")
    expect(page.locator(".compare-add")).to_be_hidden()
    expect(page.locator(".top-bar")).to_be_hidden()
