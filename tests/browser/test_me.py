"""A member keeps the own profile, and is found by it."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Expertise, Person, Skill
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SKILLS = ("Julia", "Kafka", "Survival analysis")


@pytest.fixture
def tomas(site):
    person = Person.objects.get(user__username="member")
    person.expertise.all().delete()
    person.goals.all().delete()
    return person


def sign_in(page, site, username):
    page.goto(f"{site}/accounts/login/")
    page.get_by_label(re.compile("^(Username|User name|E-mail)")).fill(username)
    page.get_by_label("Password").fill("demo")
    page.keyboard.press("Enter")
    expect(page.locator("#who summary")).to_be_visible()


def sign_out(page):
    page.locator("#who summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()


def add_by_keyboard(page, name):
    """Type the skill, take the first suggestion, choose a level, send."""
    expect(page.get_by_role("combobox", name="Skill", exact=True)).to_be_focused()
    page.keyboard.type(name)
    expect(page.get_by_role("option").first).to_be_visible()
    for key in ("Enter", "Tab", "Space", "ArrowRight", "ArrowRight", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#main")).to_contain_text(f"{name} is on your profile")


def set_goal(page, name):
    page.get_by_role("link", name="Set a goal").click()
    goal = page.locator("#goal-form")
    expect(goal.get_by_role("combobox", name="Skill", exact=True)).to_be_focused()
    page.keyboard.type(name)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    page.keyboard.press("Enter")
    goal.get_by_label("Working").check()
    goal.get_by_label("Priority").select_option("Next")
    goal.get_by_role("button", name="Set this goal").click()
    expect(page.locator("#main")).to_contain_text(f"Goal set: {name}")


def test_a_member_is_found_by_what_the_profile_says(site, page, tomas):
    sign_in(page, site, "member")
    page.goto(f"{site}/people/me/?next=skill")
    for name in SKILLS:
        add_by_keyboard(page, name)
    set_goal(page, "Causal inference")
    page.get_by_role("button", name="All still right").click()
    expect(page.locator("#main")).to_contain_text("confirmed this month")
    sign_out(page)

    sign_in(page, site, "manager")
    slugs = Skill.objects.filter(name__in=SKILLS).values_list("slug", flat=True)
    asked = "&".join(f"skill={slug}:3" for slug in slugs)
    page.goto(f"{site}/people/?{asked}&goal=causal-inference")
    expect(page.locator("[data-person]")).to_have_count(1)
    expect(page.locator(f'[data-person="{tomas.slug}"]')).to_be_visible()


def test_a_skill_is_added_without_scripts(open_page, tomas):
    page = open_page("/people/me/", username="member", java_script_enabled=False)
    page.get_by_label("Skill", exact=True).fill("julia")
    page.get_by_label("Practitioner").check()
    page.get_by_role("button", name="Add and next").click()
    expect(page.locator("#main")).to_contain_text("Julia is on your profile")
    assert tomas.expertise.get().level == 3


def test_what_was_typed_and_not_found_stays(open_page, tomas):
    page = open_page("/people/me/", username="member")
    picker = page.get_by_label("Skill", exact=True)
    picker.fill("pythonn")
    page.get_by_label("Practitioner").check()
    page.get_by_role("button", name="Add and next").click()
    expect(page.locator("#main")).to_contain_text("Did you mean Python")
    expect(picker).to_have_value("pythonn")


def test_what_is_typed_outlasts_what_another_form_does(open_page, tomas):
    page = open_page("/people/me/", username="member")
    page.get_by_label("Job title").fill("Engineer of late")
    page.get_by_role("link", name="Set a goal").click()
    why = page.get_by_label("Why, in a sentence")
    why.fill("For the next project")
    for label in ("First day away", "Last day away"):
        page.get_by_label(label).fill("2027-05-03")
    page.get_by_role("form", name="Add an absence").get_by_role("button").click()
    expect(page.locator("#main")).to_contain_text("3 May 2027 – 3 May 2027")
    expect(page.get_by_label("First day away")).to_have_value("")
    expect(page.get_by_label("Job title")).to_have_value("Engineer of late")
    expect(why).to_have_value("For the next project")


def test_two_windows_are_told_of_each_other(open_page, tomas):
    first = open_page("/people/me/", username="member")
    second = open_page("/people/me/", username="member")
    for page, title in ((first, "Analyst"), (second, "Engineer")):
        page.get_by_label("Job title").fill(title)
        page.get_by_role("button", name="Save").click()
    expect(second.get_by_role("heading", name="Which is right?")).to_be_visible()
    second.get_by_label("Job title as saved now: Analyst").check()
    second.get_by_role("button", name="Save this choice").click()
    expect(second.get_by_label("Job title")).to_have_value("Analyst")


def test_a_colleague_confirms_and_withdraws(open_page, site):
    stated = Expertise.objects.filter(person__user__username="member").first()
    stated.endorsements.all().delete()
    page = open_page(stated.person.get_absolute_url())
    name = f"Confirm {stated.skill}: {stated.get_level_display()}"
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("link", name=f"Change what I say of {stated.skill}").click()
    page.get_by_role("button", name="Withdraw what I said").click()
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_axe_finds_nothing_in_a_conflict(open_page, tomas):
    page = open_page("/people/me/", username="member")
    Person.objects.filter(pk=tomas.pk).update(job_title="Changed meanwhile")
    page.get_by_label("Job title").fill("Engineer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Which is right?")).to_be_visible()
    assert faults(page) == []
