import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PYTHON = 'a[data-chip="skill=python"]'


def shown(page):
    return page.locator("[data-person]").evaluate_all(
        "cards => cards.map(card => card.dataset.person)"
    )


def test_a_skill_is_chosen_by_typing_and_enter(open_page):
    page = open_page("/people/")
    page.get_by_label("Add a skill").fill("pyth")
    expect(page.get_by_role("option", name="Python").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(PYTHON)).to_be_visible()
    assert page.url.endswith("/people/?skill=python")


def test_a_skill_is_found_by_an_alias(open_page):
    page = open_page("/people/")
    page.get_by_label("Add a skill").fill("sklearn")
    expect(page.get_by_role("option", name="scikit-learn")).to_be_visible()


def test_a_tick_changes_the_results_and_the_address(open_page):
    page = open_page("/people/")
    box = page.locator('input[name="location"]').first
    count = box.get_attribute("data-count")
    box.check()
    expect(page.locator("#results")).to_have_attribute("data-total", count)
    assert "location=" in page.url


def test_the_new_count_is_announced(open_page):
    page = open_page("/people/")
    page.locator('input[name="location"]').first.check()
    expect(page.locator("#status")).to_contain_text("found")


def test_the_export_follows_a_tick(open_page):
    page = open_page("/people/")
    box = page.locator('input[name="location"]').first
    box.check()
    expect(page.locator("a[data-chip]")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert str(len(lines) - 1) == box.get_attribute("data-count")


def test_going_back_brings_the_earlier_results_back(open_page):
    page = open_page("/people/")
    before = shown(page)
    page.locator('input[name="location"]').first.check()
    expect(page.locator("a[data-chip]")).to_have_count(1)
    page.go_back()
    expect(page.locator("a[data-chip]")).to_have_count(0)
    assert shown(page) == before


def test_swapped_results_are_those_of_a_reload(open_page):
    page = open_page("/people/")
    page.locator('input[name="location"]').first.check()
    expect(page.locator("a[data-chip]")).to_have_count(1)
    swapped = shown(page), page.locator("#results").get_attribute("data-total")
    page.reload()
    assert swapped == (
        shown(page),
        page.locator("#results").get_attribute("data-total"),
    )


def test_the_focus_stays_on_the_control_that_was_used(open_page):
    page = open_page("/people/")
    box = page.locator('input[name="location"]').first
    name = box.get_attribute("id")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("a[data-chip]")).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == name


def test_the_list_is_filtered_without_scripts(open_page):
    page = open_page("/people/", java_script_enabled=False)
    page.get_by_label("Add a skill").fill("Python")
    page.select_option("#add-level", "2")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator('a[data-chip="skill=python:2"]')).to_be_visible()
    assert page.url.endswith("/people/?skill=python:2")


def test_a_chip_is_a_plain_link_without_scripts(open_page):
    page = open_page("/people/?skill=python", java_script_enabled=False)
    page.locator(PYTHON).click()
    expect(page.locator(PYTHON)).to_have_count(0)
    assert page.url.endswith("/people/")


def test_the_filters_fold_on_a_phone(open_page):
    page = open_page("/people/?free=20", viewport={"width": 390, "height": 800})
    expect(page.locator("#free")).to_be_hidden()
    page.get_by_text("1 active").click()
    expect(page.locator("#free")).to_be_visible()


def test_a_manager_reaches_a_profile_with_the_keyboard_alone(open_page):
    page = open_page("/people/?sort=free")
    first = page.locator("[data-person] a").first
    for _ in range(120):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Expertise", exact=True)).to_be_visible()


def test_names_of_skills_are_asked_for_when_one_is_to_be_chosen(open_page):
    page, asked = open_page("/people/"), []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [url for url in asked if "/skills/names." in url]
    page.get_by_label("Add a skill").focus()
    expect(page.get_by_role("combobox", name="Add a skill")).to_be_focused()
    assert [url for url in asked if "/skills/names." in url]


def test_half_a_name_is_not_sent_along(open_page):
    page = open_page("/people/")
    page.get_by_label("Add a skill").press_sequentially("pyt")
    page.locator('input[name="location"]').first.check()
    expect(page.locator("a[data-chip]")).to_have_count(1)
    assert "add_skill" not in page.url
    assert "skill=" not in page.url


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_filters_are_one_link_from_the_results(has_scripts, open_page):
    page = open_page("/people/", java_script_enabled=has_scripts)
    page.get_by_role("link", name="Skip to the filters").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#filters-panel')")


def test_what_is_printed_is_people_and_what_was_asked(open_page):
    page = open_page("/people/?free=10")
    page.emulate_media(media="print")
    for shown in (".person-card", ".chip", ".page-head__count"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".page-head__tools", ".person-card input", ".compare-bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".pagination")).to_have_attribute("data-page", "Page 1 of 2")
