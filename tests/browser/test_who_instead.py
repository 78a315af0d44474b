"""From needs to a team, of which one leaves and somebody else takes over."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.availability.calendar import next_working_day
from people.models import Person
from projects.models import Assignment
from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SKILLS = ["Beekeeping", "Falconry"]
NAMES = ["Ada", "Ben", "Cyd"]
DAY = timedelta(days=1)


def day(number):
    return timezone.localdate() + DAY * number


@pytest.fixture
def people(site):
    """Three who have both skills; nobody else has."""
    skills = [SkillFactory(name=name) for name in SKILLS]
    people = [PersonFactory(name=name) for name in NAMES]
    for person in people:
        for skill in skills:
            ExpertiseFactory(person=person, skill=skill)
    return people


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, open_page, people):
    return open_page("/projects/new/", java_script_enabled=request.param)


def press(page, role, name):
    page.get_by_role(role, name=name, exact=True).press("Enter")


def first_of_team(page):
    return page.locator("[data-team='1'] [data-person]").first


@pytest.fixture
def suggested(page):
    """Teams for a project that was just opened, with two needs."""
    page.get_by_label("Name", exact=True).fill("Moving house")
    page.get_by_label("First day").fill(day(0).isoformat())
    page.get_by_label("Last day").fill(day(90).isoformat())
    press(page, "button", "Save and state needs")
    for row, name in enumerate(SKILLS, 1):
        page.get_by_label(f"Skill, row {row}", exact=True).fill(name)
    press(page, "button", "Save and find candidates")
    press(page, "link", "Suggested teams")
    return page


@pytest.fixture
def booked(suggested):
    """One is left out and the next locked in, who is booked then."""
    for act, parameter in (("Exclude", "without"), ("Lock", "with")):
        row = first_of_team(suggested)
        chip = f"[data-chip='{parameter}={row.get_attribute('data-person')}']"
        row.get_by_role("link", name=act).press("Enter")
        expect(suggested.locator(chip)).to_be_visible()
    suggested.get_by_role("button", name="Book team 1 tentatively").press("Enter")
    expect(suggested.locator(".messages")).to_contain_text("booked on Moving house")
    return Assignment.objects.get(project__name="Moving house")


@pytest.fixture
def page_of_conflict(booked, page):
    """Who was booked leaves in a fortnight; the conflicts tell of it."""
    Person.objects.filter(pk=booked.person_id).update(left_on=day(14))
    page.goto("/availability/conflicts/")
    row = page.locator(f"li[data-person='{booked.person.slug}']")
    row.get_by_role("link", name="Who instead").press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"Who instead of {booked.person.name}")
    return page


def test_who_leaves_is_replaced_by_one_click_and_that_is_taken_back(
    page_of_conflict, booked
):
    page, first = page_of_conflict, page_of_conflict.locator("[data-instead='1']")
    expect(first.locator("[data-shortage]")).to_have_count(0)
    name = first.locator("th a").inner_text()
    first.get_by_role("button", name="Book instead").press("Enter")
    expect(page.locator(".messages")).to_contain_text(f"{name} is booked on Moving")
    expect(page.get_by_role("heading", level=1)).to_have_text("Conflicts")
    new = Assignment.objects.get(project__name="Moving house", person__name=name)
    booked.refresh_from_db()
    assert booked.ends_on < next_working_day(day(15)) == new.starts_on
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Taken back")
    assert not Assignment.objects.filter(pk=new.pk).exists()
