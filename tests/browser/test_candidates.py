"""Changing the ranking of candidates, with and without scripts."""

import pytest
from playwright.sync_api import expect

from projects.models import Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(site):
    project = Project.objects.with_open_needs().earliest("pk")
    return f"{project.get_absolute_url()}candidates/"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_weight_changes_the_points_and_stays_in_the_address(
    has_scripts, path, open_page
):
    page = open_page(path, java_script_enabled=has_scripts)
    page.get_by_label("Free time, points").fill("75")
    page.get_by_label("Free time, points").press("Enter")
    expect(page.locator("[data-chip='weight_availability=75']")).to_be_visible()
    expect(page.locator(".candidate").first).to_contain_text("of 150 points")
    assert page.url.endswith("?weight_availability=75")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_ticked_candidates_are_compared_for_the_project(has_scripts, path, open_page):
    page = open_page(path, java_script_enabled=has_scripts)
    boxes = page.locator(".candidate input[name=person]")
    slugs = [boxes.nth(place).get_attribute("value") for place in (0, 1)]
    for place in (0, 1):
        boxes.nth(place).check()
    page.get_by_role("button", name="Compare the ticked").click()
    page.wait_for_url("**/people/compare/**")
    assert all(f"person={slug}" in page.url for slug in slugs)
