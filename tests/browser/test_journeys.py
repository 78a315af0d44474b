"""What a journey costs: clicks and pages loaded, as somebody new would count them."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from people.models import Person, Skill
from projects.models import Project
from tests.browser.axe import faults
from tests.factories import AssignmentFactory, ExpertiseFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date.today()
NEEDS = ("Python", "SQL", "scikit-learn", "Kubernetes")
COUNT = "document.addEventListener('click', () => countClick(), true)"


class Journey:
    """A page that counts what is clicked, or pressed, and what is loaded."""

    def __init__(self, page):
        self.page, self.clicks, self.loads = page, 0, 0
        page.expose_function("countClick", self.click)
        page.add_init_script(COUNT)
        page.on("domcontentloaded", self.load)
        page.goto("/")

    def click(self):
        self.clicks += 1

    def load(self, page):
        self.loads += 1


@pytest.fixture
def journey(open_page):
    return Journey(open_page("/"))


def day(days):
    return (TODAY + timedelta(days=days)).isoformat()


def open_project(page, name):
    page.get_by_role("link", name="Open a project").first.click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type(name)
    page.get_by_label("First day").fill(day(0))
    page.get_by_label("Last day").fill(day(60))
    page.get_by_role("button", name="Save and state needs").click()


def state_needs(page, button):
    """With the keyboard alone, up to the button."""
    for number, name in enumerate(NEEDS, 1):
        expect(page.get_by_label(f"Skill, row {number}", exact=True)).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Escape")
        if number < len(NEEDS):
            page.keyboard.press("Enter")
    page.get_by_role("button", name=button, exact=True).click()


def book_tentatively(name):
    """Three people who between them have what is needed; one has no time for it."""
    project = Project.objects.get(name=name)
    for number, skills in enumerate((NEEDS[:2], NEEDS[2:3], NEEDS[3:])):
        email = f"person-{number}@example.com"
        person = Person.objects.create(name=f"Person {number}", email=email)
        for skill in Skill.objects.filter(name__in=skills):
            ExpertiseFactory(person=person, skill=skill, level=4)
        days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=60)}
        fields = {"person": person, "percent": 60, **days}
        AssignmentFactory(project=project, status="tentative", **fields)
    AssignmentFactory(**fields)
    return project


def test_a_project_is_opened_staffed_confirmed_and_started(journey):
    page = journey.page
    open_project(page, "Leavers")
    state_needs(page, "Save")
    expect(page.locator("#main")).to_contain_text("Needs saved: 4 added.")
    project = book_tentatively("Leavers")
    page.reload()
    expect(page.locator("#main")).to_contain_text("would be over by 20 %")
    page.get_by_role("button", name="Confirm all 3").click()
    page.get_by_label("Confirm all the same").check()
    page.get_by_role("button", name="Confirm all 3").click()
    expect(page.locator("#main")).to_contain_text("are confirmed.")
    assert project.assignments.confirmed().count() == 3
    page.get_by_role("link", name="Start the project").click()
    page.get_by_role("button", name="Start the project").click()
    expect(page.locator("#main")).to_contain_text("Leavers is active.")
    assert journey.clicks <= 12
    assert journey.loads <= 8


@pytest.fixture
def booked(site):
    project = Project.objects.create(name="Leavers", status="staffing")
    return book_tentatively(project.name)


def row_of(page, name):
    return page.locator("li.booking").filter(has_text=name)


def menu_of(page, name):
    page.get_by_text(f"More about the booking of {name}").locator("..").press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_bookings_are_acted_on_where_they_stand(scripts, open_page, booked):
    page = open_page("/projects/leavers/", java_script_enabled=scripts)
    main = page.locator("#main")
    page.get_by_role("button", name="Confirm Person 0").press("Enter")
    expect(main).to_contain_text("Confirmed.")
    menu_of(page, "Person 1")
    row = row_of(page, "Person 1")
    row.get_by_label("New first day").fill(day(7))
    row.get_by_role("button", name="Shift").press("Enter")
    expect(main).to_contain_text("The booking is moved.")
    menu_of(page, "Person 2")
    page.get_by_role("button", name="Decline the booking of Person 2").press("Enter")
    expect(main).to_contain_text("is no longer booked here.")
    expect(row_of(page, "Person 2")).to_have_count(0)
    main.get_by_role("button", name="Undo").press("Enter")
    expect(row_of(page, "Person 2")).to_have_count(1)
    assert page.url.split("#")[0].endswith("/projects/leavers/")


def test_a_menu_closes_with_escape_and_when_one_turns_away(open_page, booked):
    page = open_page("/projects/leavers/")
    more = page.get_by_text("More", exact=True).first
    cancel = page.get_by_role("link", name="Cancel the project")
    more.press("Enter")
    expect(cancel).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(cancel).to_be_hidden()
    expect(more).to_be_focused()
    more.press("Enter")
    page.get_by_role("heading", level=1).click()
    expect(cancel).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_desk(scheme, open_page, booked):
    page = open_page("/projects/leavers/", color_scheme=scheme)
    for summary in ("More", "⋯"):
        page.locator("summary").filter(has_text=summary).first.click()
        assert faults(page) == []
    page.get_by_role("button", name="Confirm all 3").click()
    expect(page.get_by_label("Confirm all the same")).to_be_visible()
    assert faults(page) == []
