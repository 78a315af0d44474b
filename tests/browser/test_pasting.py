"""Texts are pasted, read and ticked, with and without scripts."""

import pytest
from playwright.sync_api import expect

from people.models import Person
from tests.browser.axe import faults
from tests.factories import ProjectFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BRIEF = "Two data engineers with Spark, expert in SQL.\nIdeally Docker or Kubernetes."


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_brief_becomes_needs_in_one_go(open_page, site, has_scripts):
    project = ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/", java_script_enabled=has_scripts)
    page.get_by_text("Paste a brief, or copy from another project").click()
    page.get_by_label("A brief, a job advert or a list").fill(BRIEF)
    page.get_by_role("button", name="Find the skills in it").click()
    page.get_by_role("checkbox", name="Kubernetes", exact=True).uncheck()
    assert not has_scripts or faults(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#main")).to_contain_text("3 added")
    assert project.needs.get(skill__name="SQL").level == 4


def test_needs_are_copied_by_keyboard_and_taken_back(open_page, site):
    project = ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/proposals/")
    field = page.get_by_role("combobox", name="Another project")
    field.fill("churn early")
    field.press("Enter")
    field.press("Enter")
    heading = page.get_by_role(
        "heading", name="Needs like those of Churn early warning"
    )
    expect(heading).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator("#main")).to_contain_text("added")
    assert project.needs.exists()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#main")).to_contain_text("Taken back")
    assert not project.needs.exists()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_skills_of_a_cv_are_stated_at_chosen_levels(open_page, site, has_scripts):
    person = Person.objects.get(user__username="member")
    person.expertise.all().delete()
    options = {"username": "member", "java_script_enabled": has_scripts}
    page = open_page("/people/me/", **options)
    page.get_by_text("Paste from a CV").click()
    page.get_by_label("A paragraph or a list out of your CV").fill("Expert in Julia, R")
    page.get_by_role("button", name="Find my skills in it").click()
    page.get_by_label("Level in Julia").select_option("Practitioner")
    assert not has_scripts or faults(page) == []
    page.get_by_role("button", name="Save the chosen levels").click()
    expect(page.locator("#main")).to_contain_text("On your profile now: Julia.")
    assert [(row.skill.name, row.level) for row in person.expertise.all()] == [
        ("Julia", 3)
    ]
