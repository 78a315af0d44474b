"""What a journey costs: clicks and pages loaded, as somebody new would count them."""

import pytest
from playwright.sync_api import expect

from people.models import Person, Skill
from projects.models import Assignment, Project
from tests.browser.axe import faults
from tests.browser.days import day, friday_in_two_months, next_monday
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEEDS = ("Python", "SQL", "scikit-learn", "Kubernetes")
BOOKED = ("person__name", "percent", "mentor__name")
COUNT = "document.addEventListener('click', () => countClick(), true)"


class Journey:
    """A page that counts what is clicked, or pressed, and what is loaded."""

    def __init__(self, page, start="/"):
        self.page, self.clicks, self.loads = page, 0, 0
        page.expose_function("countClick", self.click)
        page.add_init_script(COUNT)
        page.on("domcontentloaded", self.load)
        page.goto(start)

    def click(self):
        self.clicks += 1

    def load(self, page):
        self.loads += 1


def able(name, *skills, **fields):
    """Somebody new, an expert in the skills."""
    email = f"{name.lower().replace(' ', '-')}@example.com"
    person = Person.objects.create(name=name, email=email, **fields)
    for skill in Skill.objects.filter(name__in=skills):
        ExpertiseFactory(person=person, skill=skill, level=4)
    return person


@pytest.fixture
def cast(site):
    """Ada could guide Cleo, who wants to learn; Ben has a fifth of the time."""
    able("Ada", *NEEDS)
    days = {"starts_on": next_monday(), "ends_on": friday_in_two_months()}
    AssignmentFactory(person=able("Ben", *NEEDS[:3]), percent=80, **days)
    kubernetes = Skill.objects.get(name="Kubernetes")
    LearningGoalFactory(person=able("Cleo", *NEEDS[:2]), skill=kubernetes)


@pytest.fixture
def journey(cast, open_page):
    return Journey(open_page("/"))


def open_project(page, name):
    page.get_by_role("link", name="Open a project").first.click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type(name)
    page.get_by_label("First day").fill(f"{next_monday()}")
    page.get_by_label("Last day").fill(f"{friday_in_two_months()}")
    page.get_by_role("button", name="Save and state needs").click()


def state_needs(page):
    """With the keyboard alone; the last is for two, of whom one may learn."""
    for number, name in enumerate(NEEDS, 1):
        expect(page.get_by_label(f"Skill, row {number}", exact=True)).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Escape")
        if number < len(NEEDS):
            page.keyboard.press("Enter")
    # Past the days of a part of the project.
    for key in ("Tab", "Tab", "Tab", "2", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_label("Learners welcome, row 4")).to_be_checked()


def book(page, name, *, ticks=(), **choices):
    """In the list of candidates, where the form is opened."""
    page.get_by_role("link", name=f"Book {name}", exact=True).click()
    expect(page.get_by_label("Percent of a week")).to_be_focused()
    for label, choice in choices.items():
        page.get_by_label(label.replace("_", " ")).select_option(label=choice)
    for label in ticks:
        page.get_by_label(label).check()
    page.get_by_role("button", name="Book", exact=True).click()


def find_team(page):
    """Two and a learner; of one more is asked than there is."""
    said = page.locator(".messages")
    book(page, "Ada")
    expect(said).to_contain_text("Ada is booked on Leavers")
    book(page, "Ben", Status="Confirmed", ticks=["Book all the same"])
    expect(said).to_contain_text("Ben is booked on Leavers")
    book(page, "Cleo", Learns_here="Kubernetes, guided by Ada (Expert)")
    expect(said).to_contain_text("Cleo is booked on Leavers")


def solve_conflict(page):
    page.get_by_role("link", name="Availability").first.click()
    page.get_by_role("link", name="Conflicts").click()
    page.locator("#over-ben").get_by_role("button", name="Lower to 20 %").click()
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator("#over-ben")).to_have_count(0)


def confirm_team(page):
    page.get_by_role("link", name="Projects").first.click()
    page.get_by_role("link", name="Leavers", exact=True).first.click()
    page.get_by_role("button", name="Confirm all 2").click()
    expect(page.locator("#main")).to_contain_text("are confirmed.")


def test_a_project_is_opened_staffed_and_confirmed(journey):
    page = journey.page
    open_project(page, "Leavers")
    state_needs(page)
    page.get_by_role("button", name="Save and find candidates").click()
    find_team(page)
    solve_conflict(page)
    confirm_team(page)
    bookings = Assignment.objects.filter(project__name="Leavers").confirmed()
    assert [*bookings.order_by("person__name").values_list(*BOOKED)] == [
        ("Ada", 50, None),
        ("Ben", 20, None),
        ("Cleo", 50, "Ada"),
    ]
    assert journey.clicks <= 30
    assert journey.loads <= 12


@pytest.fixture
def booked(site):
    """Three tentatively, who have what is needed; one has no time for it."""
    project = Project.objects.create(name="Leavers", status="staffing")
    days = {"starts_on": day(), "ends_on": day(60), "percent": 60}
    for number, skills in enumerate((NEEDS[:2], NEEDS[2:3], NEEDS[3:])):
        person = able(f"Person {number}", *skills)
        AssignmentFactory(project=project, person=person, status="tentative", **days)
        for row in person.expertise.all():
            SkillNeedFactory(project=project, skill=row.skill)
    AssignmentFactory(person=person, **days)
    return project


def test_a_team_is_confirmed_all_the_same_and_started(open_page, booked):
    journey = Journey(open_page("/"), "/projects/leavers/")
    page = journey.page
    expect(page.locator("#main")).to_contain_text("would be over by 20 %")
    page.get_by_role("button", name="Confirm all 3").click()
    page.get_by_label("Confirm all the same").check()
    page.get_by_role("button", name="Confirm all 3").click()
    expect(page.locator("#main")).to_contain_text("are confirmed.")
    assert booked.assignments.confirmed().count() == 3
    page.get_by_role("link", name="Start the project").click()
    page.get_by_role("button", name="Start the project").click()
    expect(page.locator("#main")).to_contain_text("Leavers is active.")
    assert journey.clicks <= 5
    assert journey.loads <= 3


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
    row.get_by_label("New first day").fill(f"{day(7)}")
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
