"""A manager opens a project, states what it needs, moves it and closes it."""

import pytest
from playwright.sync_api import expect

from people.models import Person, Skill
from projects.models import AssignmentStatus, Project
from tests.browser.axe import faults
from tests.browser.days import day
from tests.factories import (
    AssignmentFactory,
    LearningGoalFactory,
    ProjectFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is typed, and the name of the skill that it means.
SKILLS = {
    "Python": "Python",
    "sklearn": "scikit-learn",
    "time series": "Time series analysis",
    "SQL": "SQL",
    "k8s": "Kubernetes",
}


def open_project(page, name):
    page.goto("/projects/")
    page.get_by_role("link", name="Open a project").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("First day").fill(f"{day(-30)}")
    page.get_by_label("Last day").fill(f"{day(60)}")
    page.get_by_role("button", name="Save and state needs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"What does {name} need?")


def state_needs(page, names):
    """Type the skills, one below the other, with nothing but the keyboard."""
    for number, name in enumerate(names, 1):
        expect(page.get_by_label(f"Skill, row {number}", exact=True)).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Escape")
        if number < len(names):
            page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).press("Enter")


def book(project, **fields):
    person = Person.objects.active().filter(assignments=None).first()
    person = person or Person.objects.active().first()
    return AssignmentFactory(
        project=project,
        person=person,
        **{"starts_on": day(-30), "ends_on": day(60), **fields},
    )


def choose(page, name):
    """One of the acts in the menu beside the one that the project waits for."""
    page.get_by_text("More", exact=True).first.click()
    page.get_by_role("link", name=name).click()


def start(page):
    choose(page, "Start the project")
    expect(page.locator("#main")).to_contain_text("Still open")
    page.get_by_role("button", name="Start the project").click()
    expect(page.locator("#main")).to_contain_text("is active.")


def move_last_day(page, last_day):
    choose(page, "Edit the project")
    page.get_by_label("Last day").fill(f"{last_day}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#main")).to_contain_text("1 booking would move")
    page.get_by_role("button", name="Save, and move what is ticked").click()
    expect(page.locator("#main")).to_contain_text("Saved; 1 booking moved along.")


def close(page, name):
    """Close the project as in use; the page says first what becomes of the booking."""
    choose(page, "Close the project")
    page.get_by_text("1 booking ends on the closing day").click()
    expect(page.locator("#main")).to_contain_text(name)
    page.get_by_label("Delivered and in use").check()
    page.get_by_label("Stage reached").select_option("Production")
    page.get_by_label("Lessons").fill("Ask the users first.")
    page.get_by_role("button", name="Close the project").click()
    expect(page.locator("#main")).to_contain_text("is closed.")


def test_a_project_is_opened_staffed_moved_and_closed(open_page):
    page = open_page("/")
    open_project(page, "Leavers")
    state_needs(page, SKILLS)
    expect(page.locator("#main")).to_contain_text("Needs saved: 5 added.")
    for name in SKILLS.values():
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    booking = book(Project.objects.get(name="Leavers"))
    start(page)
    move_last_day(page, day(90))
    close(page, booking.person.name)
    booking.refresh_from_db()
    assert booking.ends_on == day()
    expect(page.locator("#main")).to_contain_text("Ask the users first.")


def test_needs_are_stated_without_scripts(open_page, site):
    project = ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/", java_script_enabled=False)
    page.get_by_label("Skill, row 1", exact=True).fill("sklearn")
    page.get_by_label("Skill, row 2", exact=True).fill("pythonn")
    page.get_by_role("button", name="Add three rows").click()
    expect(page.get_by_label("Skill, row 6", exact=True)).to_be_visible()
    page.get_by_label("Skill, row 4", exact=True).fill("SQL")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#main")).to_contain_text("Did you mean Python")
    page.get_by_label("Skill, row 2", exact=True).fill("python")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#main")).to_contain_text("3 added")
    assert project.needs.count() == 3


def test_enter_goes_on_and_who_meets_it_is_counted_beside(open_page, site):
    ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/")
    page.get_by_label("Skill, row 1", exact=True).fill("Python")
    page.get_by_label("Learners welcome, row 1", exact=True).check()
    says = page.locator("#row-1-says")
    expect(says).to_contain_text("meet it")
    expect(says).to_contain_text("make it 2?")
    page.get_by_label("People, row 1", exact=True).fill("2")
    page.get_by_label("People, row 1", exact=True).press("Enter")
    expect(page.get_by_label("Skill, row 2", exact=True)).to_be_focused()
    expect(says).not_to_contain_text("make it 2?")


def test_who_types_on_while_rows_are_added_keeps_the_row(open_page, site):
    ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/")
    held = []
    page.route("**/needs/", lambda route: held.append(route))
    with page.expect_request("**/needs/"):
        page.get_by_role("button", name="Add three rows").press("Enter")
    second = page.get_by_label("Skill, row 2", exact=True)
    second.press_sequentially("SQ")
    with page.expect_response("**/needs/"):
        held[0].continue_()
    expect(page.get_by_label("Skill, row 6", exact=True)).to_be_visible()
    page.keyboard.type("L")
    expect(second).to_have_value("SQL")


@pytest.mark.parametrize("width", [640, 880])
@pytest.mark.parametrize("path", ["", "proposals/?like=joiners"])
def test_there_is_room_for_a_skill_and_its_remark(path, width, open_page, site):
    SkillNeedFactory(project=ProjectFactory(name="Leavers"), welcomes_learner=True)
    SkillNeedFactory(project=ProjectFactory(name="Joiners"), welcomes_learner=True)
    size = {"width": width, "height": 900}
    page = open_page(f"/projects/leavers/needs/{path}", viewport=size)
    skill, level = (page.locator(".need-rows td").nth(n).bounding_box() for n in (0, 1))
    assert skill["width"] > 500
    assert level["y"] > skill["y"] + 50
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_enter_takes_what_is_offered_and_goes_on(open_page, site):
    ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/")
    for number, typed in enumerate(("sklearn", "SQL", "Pytho", "k8s"), 1):
        field = page.get_by_label(f"Skill, row {number}", exact=True)
        expect(field).to_be_focused()
        field.press_sequentially(typed)
        expect(page.locator(".autocomplete__option:visible").first).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.get_by_label("Skill, row 5", exact=True)).to_be_focused()
    names = [page.get_by_label(f"Skill, row {n}", exact=True) for n in range(1, 5)]
    taken = ["scikit-learn", "SQL", "Python", "Kubernetes"]
    assert [one.input_value() for one in names] == taken


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_is_suggested_is_taken(has_scripts, open_page, site):
    ProjectFactory(name="Leavers")
    path = "/projects/leavers/needs/"
    page = open_page(path, java_script_enabled=has_scripts)
    page.get_by_label("Skill, row 1", exact=True).fill("pythonn")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Take Python in row 1").click()
    expect(page.get_by_label("Skill, row 2", exact=True)).to_be_focused()
    first = page.get_by_label("Skill, row 1", exact=True)
    expect(first).to_have_value("Python")


def test_on_a_phone_what_lacks_stands_beside_its_label(open_page, site):
    project = ProjectFactory(name="Leavers", status="active")
    person = Person.objects.active().filter(expertise__level__gte=2).first()
    row = person.expertise.filter(level__gte=2).first()
    SkillNeedFactory(project=project, skill=row.skill, level=2)
    terms = {"person": person, "status": AssignmentStatus.CONFIRMED}
    AssignmentFactory(project=project, starts_on=day(30), **terms)
    page = open_page("/projects/leavers/", viewport={"width": 390, "height": 844})
    found = page.get_by_text("1 of 1 found").bounding_box()
    assert page.get_by_text("nobody until").bounding_box()["x"] == found["x"]


def test_a_skill_is_offered_by_another_name_of_it(open_page, site):
    ProjectFactory(name="Leavers")
    page = open_page("/projects/leavers/needs/")
    field = page.get_by_role("combobox", name="Skill, row 3", exact=True)
    field.fill("sklearn")
    page.get_by_role("option", name="scikit-learn").click()
    expect(field).to_have_value("scikit-learn")


def test_who_came_to_learn_has_learned_when_the_project_closes(open_page, site):
    rust = Skill.objects.get(name="Julia")
    project = ProjectFactory(name="Leavers", status="active")
    SkillNeedFactory(project=project, skill=rust, welcomes_learner=True)
    seat = book(project, learns=rust, status=AssignmentStatus.CONFIRMED)
    seat.person.goals.filter(skill=rust).delete()
    seat.person.expertise.filter(skill=rust).delete()
    LearningGoalFactory(person=seat.person, skill=rust, target_level=2)
    page = open_page("/projects/leavers/close/")
    page.get_by_label("Question answered").check()
    page.get_by_label("Yes, at Working now").check()
    page.get_by_role("button", name="Close the project").click()
    expect(page.locator("#main")).to_contain_text("Leavers is closed.")
    assert seat.person.expertise.get(skill=rust).level == 2


def errors_in_needs(page):
    page.goto("/projects/leavers/needs/")
    page.get_by_label("Skill, row 1", exact=True).fill("pythonn")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#main")).to_contain_text("Did you mean")


def question_about_moves(page):
    page.goto("/projects/leavers/edit/")
    page.get_by_label("Last day").fill(f"{day(90)}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#main")).to_contain_text("would move")


def learners_without_an_answer(page):
    page.goto("/projects/leavers/close/")
    page.locator("form.panel").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Close the project").click()
    expect(page.locator("#main")).to_contain_text("Choose an answer.")


def test_axe_finds_nothing_where_something_is_asked(open_page, site):
    end = day(60)
    project = ProjectFactory(name="Leavers", status="active", ends_on=end)
    book(project, learns=Skill.objects.get(name="Julia"))
    page = open_page("/")
    for step in (errors_in_needs, question_about_moves, learners_without_an_answer):
        step(page)
        assert faults(page) == []


def test_alike_projects_come_up_while_one_is_typed(open_page, site):
    ProjectFactory(name="Quagga early warning", summary="Quaggas that leave.")
    page = open_page("/projects/new/")
    page.get_by_label("Name", exact=True).press_sequentially("Quagga warning")
    expect(page.get_by_role("link", name="Quagga early warning")).to_be_visible()
    expect(page.locator("#alike-said")).to_contain_text("1 alike project:")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    assert faults(page) == []


def test_why_it_stopped_early_is_asked_of_what_did_alone(open_page, site):
    ProjectFactory(name="Leavers", status="active")
    page = open_page("/projects/leavers/close/")
    asked = page.get_by_label("What did the data not show?")
    expect(asked).to_be_hidden()
    page.get_by_label("Stopped early: the evidence said so").check()
    expect(asked).to_be_visible()
    assert faults(page) == []
