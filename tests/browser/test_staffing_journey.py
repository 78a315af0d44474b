"""From a project's needs to two success rates, with scripts and without them."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Person, Skill
from projects.models import Assignment, Project
from tests.browser.days import day, friday_in_two_months
from tests.factories import AssignmentFactory, ExpertiseFactory, ProjectFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEEDS = ["Python", "SQL", "scikit-learn", "Time series analysis", "Kubernetes"]


def newcomer(name, skills):
    """Somebody who has these skills, and failed with a project on which they did."""
    lead = Person.objects.get(user__username="manager")
    person = Person.objects.create(
        name=name, email=f"{name.lower()}@example.com", location=lead.location
    )
    for skill in (skills := Skill.objects.filter(name__in=skills)):
        ExpertiseFactory(person=person, skill=skill, last_used_on=day())
    past = ProjectFactory(status="closed", outcome="not_met", ends_on=day(-1))
    AssignmentFactory(project=past, person=person, skills=skills, ends_on=day(-1))
    return person


@pytest.fixture
def ada(site):
    """Has all the time, and but for one all that is needed."""
    return newcomer("Ada", NEEDS[:4])


@pytest.fixture
def ben(site):
    """Has all that is needed, and a fifth of the time."""
    person = newcomer("Ben", NEEDS)
    other = Project.objects.filter(status="active").first()
    AssignmentFactory(
        project=other,
        person=person,
        percent=80,
        starts_on=day(),
        ends_on=friday_in_two_months(),
    )
    return person


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, open_page, ada, ben):
    return open_page("/projects/new/", java_script_enabled=request.param)


@pytest.fixture
def main(page):
    return page.locator("#main")


def press(page, button):
    """Press a button with the keyboard."""
    page.get_by_role("button", name=button, exact=True).press("Enter")


def ranked(page):
    """Who is shown, best first."""
    return page.locator("[data-rank]").evaluate_all(
        "them => them.map(one => one.dataset.person)"
    )


@pytest.fixture
def candidates(page, main):
    """The candidates of a project that was just opened, with five needs."""
    page.get_by_label("Name", exact=True).fill("Leavers")
    page.get_by_label("First day").fill(f"{day(-7)}")
    page.get_by_label("Last day").fill(f"{friday_in_two_months()}")
    press(page, "Save and state needs")
    press(page, "Add three rows")
    for row, name in enumerate(NEEDS, 1):
        page.get_by_label(f"Skill, row {row}", exact=True).fill(name)
    press(page, "Save and find candidates")
    expect(main.get_by_role("heading", level=1)).to_have_text("Candidates for Leavers")
    return page


def compare_best(page, main):
    """The best three, side by side."""
    for place in range(3):
        page.locator('input[name="person"]').nth(place).press("Space")
    press(page, "Compare the ticked")
    expect(page.locator("thead [data-person]")).to_have_count(3)
    assert "person=ada&person=ben&person=" in page.url
    assert "project=leavers" in page.url
    met = main.get_by_role("row", name="Needs met").get_by_role("cell")
    expect(met).to_contain_text(["4 of 5", "5 of 5", re.compile("[0-2] of 5")])


def book_compared(page, name):
    page.get_by_role("link", name=f"Book {name}").press("Enter")
    expect(page.get_by_label("Percent of a week")).to_have_value("50")
    press(page, "Book")


def press_on_project(page, button):
    page.goto("/projects/leavers/")
    press(page, button)


def book_both(page, main, ben):
    """Ada at once; Ben, beside whom one is again, is warned of: too little time."""
    address = page.url
    book_compared(page, "Ada")
    expect(main).to_contain_text("Ada is booked on Leavers, tentatively: 50 %")
    press_on_project(page, "Confirm Ada")
    expect(main).to_contain_text("Confirmed.")
    page.goto(address)
    book_compared(page, "Ben")
    warning = page.get_by_role("alert").filter(has_text="all the same")
    expect(warning).to_contain_text("130 % booked of 100 %, over by 30 %")
    last = friday_in_two_months()
    expect(warning).to_contain_text(f"– {last.day} {last:%b %Y}")
    assert not ben.assignments.filter(project__name="Leavers").exists()
    page.get_by_label("Book all the same").press("Space")
    press(page, "Book")
    expect(main).to_contain_text("Ben is booked")
    press_on_project(page, "Confirm Ben")
    page.get_by_label("Confirm all the same").press("Space")
    press(page, "Confirm")
    expect(main).to_contain_text("Confirmed.")


def close_well(page, main):
    page.get_by_text("More", exact=True).first.press("Enter")
    page.get_by_role("link", name="Close the project").press("Enter")
    page.get_by_label("Delivered and in use").press("Space")
    page.get_by_label("Stage reached").select_option("Production")
    page.get_by_label("Lessons").fill("Ask the users first.")
    press(page, "Close the project")
    expect(main).to_contain_text("Leavers is closed.")


def test_a_weight_changes_order_and_address(candidates):
    assert ranked(candidates)[:2] == ["ada", "ben"]
    weight = candidates.get_by_label("Free time, points")
    weight.fill("0")
    weight.press("Enter")
    expect(candidates.locator("[data-rank]").first).to_have_attribute(
        "data-person", "ben"
    )
    assert "weight_availability=0" in candidates.url


def test_two_are_compared_booked_and_succeed(candidates, main, ben):
    page = candidates
    compare_best(page, main)
    book_both(page, main, ben)
    close_well(page, main)
    bookings = Assignment.objects.filter(project__name="Leavers", ends_on=day())
    assert bookings.confirmed().count() == 2
    expect(main).to_contain_text("Ask the users first.")
    for name in ("Ada", "Ben"):
        main.get_by_role("link", name=name, exact=True).first.press("Enter")
        expect(main).to_contain_text("1 of 2 judged projects succeeded")
        page.go_back()
