"""The candidates of a project: ranked, compared and booked, where they stand."""

import pytest
from playwright.sync_api import expect

from projects.models import Assignment
from tests.factories import AssignmentFactory, ExpertiseFactory, SkillNeedFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EITHER = pytest.mark.parametrize("has_scripts", [True, False])


@pytest.fixture
def path(project):
    return f"{project.get_absolute_url()}candidates/"


def first_rows(page, count):
    """Slugs of the first candidates."""
    rows = page.locator("[data-rank]")
    return [rows.nth(place).get_attribute("data-person") for place in range(count)]


@EITHER
def test_a_weight_changes_the_points_and_stays_in_the_address(
    has_scripts, path, open_page
):
    page = open_page(path, java_script_enabled=has_scripts)
    page.get_by_label("Free time, points").fill("75")
    page.get_by_label("Free time, points").press("Enter")
    expect(page.locator("[data-chip='weight_availability=75']")).to_be_visible()
    page.locator(".why summary").first.click()
    expect(page.locator(".why").first).to_contain_text("of 150 points")
    assert page.url.endswith("?weight_availability=75")


@EITHER
def test_ticked_candidates_are_compared_for_the_project(has_scripts, path, open_page):
    page = open_page(path, java_script_enabled=has_scripts)
    slugs = first_rows(page, 2)
    for slug in slugs:
        page.locator(f"#compare-{slug}").check()
    page.get_by_role("button", name="Compare the ticked").click()
    page.wait_for_url("**/people/compare/**")
    assert all(f"person={slug}" in page.url for slug in slugs)


def test_a_wide_window_is_used(path, open_page):
    page = open_page(path, viewport={"width": 1920, "height": 1080})
    assert page.locator("#results").bounding_box()["width"] > 1300


@EITHER
def test_somebody_is_booked_and_one_is_back_with_all_that_was_asked(
    has_scripts, path, open_page, project, crowd
):
    asked = f"{path}?weight_growth=20"
    page = open_page(asked, java_script_enabled=has_scripts)
    (slug,) = first_rows(page, 1)
    name = page.locator(f"[data-person={slug}] th a").inner_text()
    page.get_by_role("link", name=f"Book {name}").press("Enter")
    expect(page.get_by_label("Percent of a week")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text(f"{name} is booked on")
    expect(page.locator(f"[data-person={slug}]")).to_have_count(0)
    assert page.url.partition("#")[0].endswith(asked)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(f"[data-person={slug}]")).to_be_visible()
    assert not project.assignments.filter(person__slug=slug).exists()


@EITHER
def test_one_booking_is_confirmed_where_it_is_said(
    has_scripts, path, open_page, project, crowd
):
    page = open_page(path, java_script_enabled=has_scripts)
    page.get_by_role("link", name="Book ").first.press("Enter")
    page.get_by_role("button", name="Book", exact=True).press("Enter")
    said = page.locator(".messages")
    expect(said).to_contain_text(", tentatively: ")
    said.get_by_role("button", name="Confirm", exact=True).press("Enter")
    expect(said).to_contain_text("Confirmed.")
    assert project.assignments.latest("pk").status == "confirmed"
    assert page.url.endswith(path)


def test_what_somebody_meets_stands_below_the_name(path, open_page, crowd):
    page = open_page(path, viewport={"width": 640, "height": 900})
    for row in page.locator("tr:has(.candidate__who)").all()[1:7]:
        book = row.locator(".candidate__do").bounding_box()
        for cell in row.locator("td:not(.candidate__do):visible").all():
            assert cell.bounding_box()["y"] > book["y"] + book["height"] / 2


def test_no_name_of_many_needs_is_cut(path, open_page, project, crowd):
    for name in ("Feature engineering", "Dashboard design", "Monitoring models"):
        for part in ("early", "again"):
            SkillNeedFactory(project=project, skill__name=f"{name} {part}")
    page = open_page(path, viewport={"width": 1280, "height": 900})
    names = page.locator(".candidates--many .need-head__name")
    assert names.count() > 5
    cut = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
    assert names.evaluate_all(cut) == 0


def test_what_is_said_is_in_sight_for_ten_seconds(path, open_page, crowd):
    page = open_page(path)
    said = page.locator(".messages")
    page.locator(".star[aria-pressed=false]").first.press("Enter")
    expect(said).to_have_css("position", "sticky")
    top = "(one) => getComputedStyle(one).insetBlockStart"
    assert said.evaluate(top) == "8px"
    page.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    assert said.evaluate(top) == "auto"


def test_a_form_in_the_list_keeps_what_is_chosen(path, open_page, crowd):
    page = open_page(path)
    page.get_by_role("link", name="Book ").first.press("Enter")
    percent, role = page.get_by_label("Percent of a week"), page.get_by_label("Role")
    percent.fill("15")
    role.fill("Reviewer")
    page.get_by_role("button", name="Show what it changes").press("Enter")
    expect(page.get_by_text("15 % for")).to_be_visible()
    starred = page.locator(".star[aria-pressed=true]")
    count = starred.count()
    page.locator(".star[aria-pressed=false]").last.press("Enter")
    expect(starred).to_have_count(count + 1)
    expect(percent).to_have_value("15")
    expect(role).to_have_value("Reviewer")
    page.get_by_role("button", name="Book", exact=True).press("Enter")
    expect(page.locator(".messages")).to_contain_text("is booked on")
    expect(percent).to_have_count(0)
    assert Assignment.objects.latest("pk").percent == 15


def test_a_form_in_the_list_closes_by_escape(path, open_page, crowd):
    page = open_page(path)
    link = page.get_by_role("link", name="Book ").first
    link.press("Enter")
    expect(page.get_by_label("Percent of a week")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Percent of a week")).to_have_count(0)
    expect(link).to_be_focused()


def test_too_little_time_is_asked_about_in_the_list(path, open_page, crowd):
    for person in crowd:
        AssignmentFactory(person=person, percent=person.capacity)
    page = open_page(f"{path}?q={crowd[0].slug}")
    page.get_by_role("link", name="Book ").first.press("Enter")
    expect(page.get_by_label("Percent of a week")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is too little time")).to_be_visible()
    page.get_by_label("Book all the same").press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("is booked on")
    assert page.url.endswith(f"candidates/?q={crowd[0].slug}")


def test_a_list_that_became_short_is_in_sight(project, open_page):
    project.needs.all().delete()
    filled, other = SkillNeedFactory.create_batch(2, project=project, people=1, level=3)
    ExpertiseFactory.create_batch(12, skill=filled.skill, level=4)
    ExpertiseFactory(skill=other.skill, level=2)
    page = open_page(
        f"{project.get_absolute_url()}candidates/",
        viewport={"width": 1280, "height": 600},
    )
    row = page.locator("[data-rank='12']")
    row.get_by_role("link", name="Book").click()
    row.get_by_label("Status").select_option("confirmed")
    row.get_by_role("button", name="Book", exact=True).click()
    expect(page.locator("[data-rank]")).to_have_count(1)
    expect(page.get_by_role("heading", name="Candidates for")).to_be_in_viewport()


@EITHER
def test_ticked_candidates_are_booked_together(has_scripts, path, open_page, crowd):
    AssignmentFactory(person=crowd[1], percent=crowd[1].capacity)
    ticks = "&".join(f"compare={person.slug}" for person in crowd[:2])
    page = open_page(f"{path}?{ticks}", java_script_enabled=has_scripts)
    page.get_by_role("button", name="Book tentatively").press("Enter")
    page.get_by_label("Book all the same").press("Space")
    page.locator("#together").get_by_role("button").first.press("Enter")
    expect(page.locator(".messages")).to_contain_text("tentatively")
    expect(page.locator(f"[data-person={crowd[0].slug}]")).to_have_count(0)
    assert Assignment.objects.filter(person__in=crowd[:2], percent=50).count() == 2
    assert "compare" not in page.url


@EITHER
def test_the_shortlist_is_one_press_there_and_one_back(
    has_scripts, path, open_page, crowd
):
    page = open_page(f"{path}?weight_growth=20", java_script_enabled=has_scripts)
    star = page.locator(f"#shortlist-{crowd[0].slug}")
    for is_on in ("true", "false"):
        star.press("Enter")
        expect(star).to_have_attribute("aria-pressed", is_on)
    if has_scripts:
        expect(star).to_be_focused()
    assert "candidates/?weight_growth=20" in page.url
