"""Ticks to compare last while a list is filtered and its pages turned."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOXES = 'input[id^="compare-"]'


def tick(page, *numbers):
    """Tick the boxes of these numbers; the slugs of who is ticked."""
    boxes = [page.locator(BOXES).nth(number) for number in numbers]
    for box in boxes:
        box.click()
    return [box.get_attribute("value") for box in boxes]


def turn_page(page):
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator('.pagination [aria-current="page"]')).to_have_text("2")


def compared(page):
    page.get_by_role("button", name="Compare the ticked").click()
    page.wait_for_url("**/people/compare/**")
    columns = page.locator("th[data-person]")
    return columns.evaluate_all("all => all.map(one => one.dataset.person)")


def test_ticks_last_when_the_page_is_turned(open_page):
    page = open_page("/people/")
    first = tick(page, 0, 3)
    turn_page(page)
    expect(page.get_by_text("2 ticked", exact=True)).to_be_visible()
    second = tick(page, 1)
    assert sorted(compared(page)) == sorted(first + second)


def test_ticks_last_when_the_list_is_filtered(open_page):
    page = open_page("/people/")
    slugs = tick(page, 0, 1)
    page.locator('input[name="location"]').first.check()
    expect(page.locator("a[data-chip]")).to_have_count(1)
    expect(page.get_by_text("2 ticked", exact=True)).to_be_visible()
    assert sorted(compared(page)) == slugs


def test_a_box_is_unticked_for_good(open_page):
    page = open_page("/people/")
    tick(page, 0, 1, 0)
    turn_page(page)
    expect(page.get_by_text("1 ticked", exact=True)).to_be_visible()
    page.go_back()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(1)


def test_a_seventh_tick_is_refused(open_page):
    page = open_page("/people/")
    tick(page, *range(7))
    words = "Six people can be compared: untick somebody first."
    expect(page.locator("[data-ticked]")).to_have_text(words)
    expect(page.locator("#status")).to_have_text(words)
    assert page.locator(f"{BOXES}:checked").count() == 6


def test_all_are_unticked_at_once(open_page):
    page = open_page("/people/")
    tick(page, 0, 1)
    page.get_by_role("link", name="Untick all").click()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(0)
    assert page.url.endswith("/people/")


def test_ticks_last_on_people_free_soon_and_by_week(open_page):
    page = open_page("/availability/")
    slugs = tick(page, 0)
    turn_page(page)
    assert compared(page) == slugs


def test_ticks_are_carried_without_scripts(open_page):
    page = open_page("/people/", java_script_enabled=False)
    first = tick(page, 0, 1)
    compared(page)
    page.get_by_role("link", name="list of people").click()
    turn_page(page)
    second = tick(page, 0)
    assert compared(page) == second + first
