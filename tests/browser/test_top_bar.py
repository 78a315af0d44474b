"""The search in the top bar, the menu, and the way past the filters, by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The last control of the panel before the way past it.
LAST_FILTER = """() => [...document.querySelectorAll(
    "#filters-panel :is(input, select, summary, a:not(.skip-link))"
)].filter((one) => one.checkVisibility() && !one.closest(".filters__apply"))
    .at(-1).focus()"""


def test_slash_leads_to_the_search_and_enter_to_who_is_meant(open_page):
    page = open_page("/projects/")
    page.keyboard.press("/")
    with page.expect_response("**/suggest/?q=Harriet"):
        page.keyboard.type("Harriet")
    expect(page.get_by_role("option").first).to_contain_text("person")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/harriet*/")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_without_a_choice_the_people_list_is_asked(has_scripts, open_page):
    page = open_page("/skills/", java_script_enabled=has_scripts)
    page.get_by_label("Search people, skills and projects").fill("python")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?skill=python&asked=python")


def test_a_slash_that_is_typed_stays_one(open_page):
    page = open_page("/people/")
    page.locator("#q").press_sequentially("a/b")
    assert page.locator("#q").input_value() == "a/b"


def test_escape_closes_the_menu(open_page):
    page = open_page("/people/")
    page.locator("#who summary").press("Enter")
    page.get_by_role("link", name="My profile").press("Escape")
    expect(page.locator("#who summary")).to_be_focused()
    expect(page.get_by_role("link", name="My profile")).to_be_hidden()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_first_person_is_two_tabs_from_the_last_filter(has_scripts, open_page):
    page = open_page("/people/?sort=free", java_script_enabled=has_scripts)
    page.evaluate(LAST_FILTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#rows"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#rows')")
