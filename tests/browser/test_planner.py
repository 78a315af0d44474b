"""Weeks and comparison with a keyboard, with scripts and without them."""

from urllib.parse import parse_qs, urlsplit

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
    page.get_by_label("Search people", exact=True).fill(name)
    page.keyboard.press("Enter")
    expect(ticks(page)).to_have_count(1)
    expect(page.locator(f"#compare-{person}")).to_be_checked()


def test_row_of_the_planner_opens_by_keyboard(open_page):
    page = open_page("/availability/")
    row = page.locator("tr[data-person]").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.locator("details")).to_have_attribute("open", "")


def test_filter_changes_the_planner_in_place(open_page):
    page = open_page("/availability/")
    box = page.locator('input[name="location"]').first
    count = box.get_attribute("data-count")
    box.check()
    expect(page.locator("#results")).to_have_attribute("data-total", count)
    expect(page.locator("tr[data-person]").first).to_be_visible()
    assert "/availability/?location=" in page.url


DESK = {"width": 1280, "height": 900}


def test_planner_keeps_its_head(open_page):
    page = open_page("/availability/", viewport=DESK)
    page.locator("tr[data-person]").last.scroll_into_view_if_needed()
    assert page.get_by_role("columnheader").first.bounding_box()["y"] == 0


def test_planner_scrolls_in_its_frame_on_a_phone(open_page):
    page = open_page("/availability/", viewport={"width": 390, "height": 844})
    person = page.locator("tr[data-person] th").first
    page.locator("tr[data-person] td").last.scroll_into_view_if_needed()
    assert person.bounding_box()["x"] < 20
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_wide_window_shows_half_a_year(open_page):
    wide = {"width": 1920, "height": 1000}
    page = open_page("/availability/?weeks=26", viewport=wide)
    last = page.get_by_role("columnheader").last.bounding_box()
    assert last["x"] + last["width"] <= 1920


def test_weeks_are_booked_by_keyboard(open_page):
    page = open_page("/availability/")
    weeks = page.locator("tr[data-person]").nth(1).locator("td a")
    first, last = (
        parse_qs(urlsplit(weeks.nth(n).get_attribute("href")).query) for n in (2, 4)
    )
    weeks.first.focus()
    for key in (
        "ArrowRight",
        "ArrowRight",
        "Shift+ArrowRight",
        "Shift+ArrowRight",
        "Enter",
    ):
        page.keyboard.press(key)
    page.wait_for_url("**/book/**")
    page.locator("tbody a").first.click()
    expect(page.get_by_label("First day")).to_have_value(first["from"][0])
    expect(page.get_by_label("Last day, if known")).to_have_value(last["to"][0])


def test_row_of_weeks_is_one_stop_of_the_tab_key(open_page):
    page = open_page("/availability/")
    rows = page.locator("tr[data-person]")
    rows.first.locator("td a").nth(0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(rows.nth(1).locator("input")).to_be_focused()


def test_weeks_are_booked_by_dragging(open_page):
    page = open_page("/availability/")
    weeks = page.locator("tr[data-person]").nth(1).locator("td")
    last = parse_qs(urlsplit(weeks.nth(3).locator("a").get_attribute("href")).query)
    weeks.nth(1).hover()
    page.mouse.down()
    weeks.nth(3).hover()
    page.mouse.up()
    page.wait_for_url(f"**/book/**to={last['to'][0]}*")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_conflict_is_resolved_in_place_and_brought_back(
    has_scripts, overbooked, open_page
):
    page = open_page("/availability/conflicts/", java_script_enabled=has_scripts)
    count = page.locator(".page-head__count")
    for button, left in (("Lower to 40 %", 8), ("Undo", 9)):
        page.get_by_role("button", name=button).first.click()
        expect(count).to_have_text(f"{left} people over-booked")
    assert "/availability/conflicts/" in page.url


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
