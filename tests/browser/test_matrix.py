"""The matrix with a keyboard, on a phone, on paper and without scripts."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATH = "/skills/matrix/"
DESK = {"width": 1280, "height": 900}


def region(page):
    return page.get_by_role("region", name="Levels of people in skills")


def test_head_and_names_stay_while_the_cells_scroll(open_page):
    page = open_page(PATH, viewport=DESK)
    head = page.locator("[data-skill]").last
    name = page.locator("tr[data-person] th").last
    page.locator("tr[data-person] td").last.scroll_into_view_if_needed()
    frame = region(page).bounding_box()
    assert head.bounding_box()["y"] == pytest.approx(frame["y"], abs=2)
    assert name.bounding_box()["x"] == pytest.approx(frame["x"], abs=2)


def test_cells_scroll_by_keyboard(open_page):
    page = open_page(PATH, viewport=DESK)
    region(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(region(page)).not_to_have_js_property("scrollLeft", 0)
    expect(region(page)).not_to_have_js_property("scrollTop", 0)


def test_matrix_scrolls_in_its_frame_on_a_phone(open_page):
    page = open_page(PATH, viewport={"width": 390, "height": 844})
    page.locator("tr[data-person] td").last.scroll_into_view_if_needed()
    assert page.locator("tr[data-person] th").last.bounding_box()["x"] < 20
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("has_scripts", [True, False])
def test_columns_are_chosen_in_the_panel(has_scripts, open_page):
    page = open_page(PATH, viewport=DESK, java_script_enabled=has_scripts)
    page.get_by_label("Which skills").select_option("Programming languages")
    if not has_scripts:
        page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**columns=category:programming-languages**")
    expect(
        page.locator("[data-skill=cobol], [data-skill=python]").first
    ).to_be_visible()


def test_size_outlives_a_change_of_the_filters(open_page):
    page = open_page(f"{PATH}?across=60", viewport=DESK)
    page.get_by_label("In what order").select_option("Skills by name")
    page.wait_for_url("**order=name**")
    assert "across=60" in page.url


def test_paper_has_all_columns_and_no_tools(open_page):
    page = open_page(PATH, viewport={"width": 1047, "height": 740})
    page.emulate_media(media="print")
    expect(page.locator(".planner-bar")).to_be_hidden()
    last = page.locator("[data-skill]").last.bounding_box()
    assert last["x"] + last["width"] <= 1047
