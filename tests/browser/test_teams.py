"""Suggested teams: somebody locked in, somebody left out, booked and taken back."""

import pytest
from playwright.sync_api import expect

from projects.models import Assignment
from tests.factories import (
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path(site):
    """A project that needs two skills, each of which two people have."""
    project = ProjectFactory(name="Two seats", status="staffing")
    for number in range(2):
        skill = SkillNeedFactory(project=project, skill__name=f"Seat {number}").skill
        for name in ("Ann", "Bob"):
            person = PersonFactory(name=f"{name} {number}")
            ExpertiseFactory(person=person, skill=skill)
    return f"{project.get_absolute_url()}team/"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_team_is_made_to_fit_and_booked_and_taken_back(has_scripts, path, open_page):
    page = open_page(path, java_script_enabled=has_scripts)
    team = page.locator("[data-team='1']")
    expect(team.locator("[data-person]")).to_have_count(2)
    for act, parameter in (("Exclude", "without"), ("Lock", "with")):
        row = team.locator("[data-person]").first
        chip = f"[data-chip='{parameter}={row.get_attribute('data-person')}']"
        row.get_by_role("link", name=act).press("Enter")
        expect(page.locator(chip)).to_be_visible()
    team.get_by_role("button", name="Book team 1 tentatively").press("Enter")
    expect(page.locator(".messages")).to_contain_text(
        "booked on Two seats, tentatively"
    )
    assert Assignment.objects.filter(project__name="Two seats").count() == 2
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".messages")).not_to_contain_text("tentatively.")
    assert not Assignment.objects.filter(project__name="Two seats").exists()
