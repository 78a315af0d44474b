"""A workbook as teams keep it comes in by the browser, is found, and goes again."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Person
from tests.browser.axe import faults, faults_in_some_looks
from tests.factories import PersonFactory, TeamFactory
from tests.skillsdir.spreadsheet import messy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MESSY = {
    "name": "messy.xlsx",
    "mimeType": "application/octet-stream",
    "buffer": messy.messy_workbook(),
}
SMALL = {
    "name": "small.csv",
    "mimeType": "text/csv",
    "buffer": b"Name,E-mail,Skills\nAnn,ann@small.example,Basket weaving (Expert)\n",
}
SUGGESTED = ("sci-kit lern", "Bayesian stats")


@pytest.fixture
def cleo(site):
    """Somebody of the file who is here already, in the same team."""
    team = TeamFactory(name="Analytics")
    return PersonFactory(name="Cleo Known", email="cleo@example.com", team=team)


@pytest.fixture
def admin_page(open_page):
    return lambda path="/spreadsheet/", **options: open_page(
        path, username="admin", **options
    )


def go_on(page):
    page.get_by_role("button", name="Save and go on").click()


def upload(page, file=MESSY):
    page.get_by_label("Spreadsheet").set_input_files([file])
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.get_by_role("heading", name="What is in the file?")).to_be_visible()


def explain_levels_and_days(page):
    expect(page.get_by_role("heading", name="Levels", exact=True)).to_be_visible()
    page.get_by_label("wizard 1 time").select_option("4 Expert")
    page.get_by_label("3/4 is 3 April (day first)").check()
    page.get_by_label("Skills without a level").select_option("2 Working")
    page.get_by_label("How much of a week").select_option("50 %")
    page.get_by_label("First day of past projects").fill("2024-01-08")
    go_on(page)


def explain_skills(page):
    for name in SUGGESTED:
        page.get_by_role("group", name=name).get_by_role("radio").first.check()
    annealing = page.get_by_role("group", name="Quantum annealing")
    annealing.get_by_label("Add it to the catalogue").check()
    annealing.get_by_label("Category of the new skill").select_option(index=1)
    go_on(page)


def explain_places(page):
    place = page.get_by_role("group", name="Bangalore")
    place.get_by_label("A new location").check()
    place.get_by_label("Time zone").fill("Asia/Kolkata")
    go_on(page)


def explain_people(page):
    cleo = page.get_by_role("group", name="Cleo Known")
    cleo.get_by_role("radio", name=re.compile("cleo@example.com")).check()
    page.get_by_role("group", name="Nobody Knows").get_by_label("Leave it out").check()
    go_on(page)


def answer_what_came_up(page):
    """A level of a skill that was unknown before."""
    page.get_by_role("link", name=re.compile("Answer")).click()
    page.get_by_label("3/10 30 times").select_option("1 Awareness")
    go_on(page)


def walk(page):
    """From the upload to the dry run, every question answered."""
    upload(page)
    # A team that is like none here is new, unless that is unticked.
    expect(page.locator("[name=new-team]")).to_be_checked()
    go_on(page)
    explain_levels_and_days(page)
    explain_skills(page)
    explain_places(page)
    explain_people(page)
    answer_what_came_up(page)
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()


def apply(page):
    page.get_by_label("Leave the rejected entries out").check()
    page.get_by_role("button", name="Apply these changes").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()


def found(page, query):
    page.goto(f"/people/?{query}")
    return int(page.locator("#results").get_attribute("data-total"))


def having(skill):
    return sum(skill in str(row.get("Skills / know-how")) for row in messy.ROWS)


def shown_place(name, heading):
    return messy.place_of(name, heading).replace(" ", "\N{NO-BREAK SPACE}")


def test_a_messy_workbook_comes_in_is_found_and_goes_again(admin_page, cleo):
    page = admin_page()
    before = found(page, "skill=scikit-learn"), Person.objects.count()
    page.goto("/spreadsheet/")
    walk(page)
    apply(page)
    report = page.url
    spellings = sum(map(having, messy.SPELLINGS))
    assert found(page, "skill=scikit-learn") == before[0] + spellings
    assert found(page, "skill=quantum-annealing") == having("Quantum annealing")
    assert found(page, "q=王伟") == 1
    page.goto(report)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("This import is undone")).to_be_visible()
    assert (found(page, "skill=scikit-learn"), Person.objects.count()) == before


def test_the_journey_needs_no_scripts(admin_page, cleo):
    page = admin_page(java_script_enabled=False)
    walk(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a workbook").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("link", name="See why").click()
    for name, heading in (("Eve Broken", "Mail"), ("Iris Toomuch", "FTE")):
        row = page.get_by_role("row", name=name)
        expect(row).to_contain_text(shown_place(name, heading))
    apply(page)


def test_another_kind_shows_its_columns_at_once(admin_page):
    page = admin_page()
    upload(page)
    matrix = page.get_by_role("region", name="Skill matrix")
    matrix.get_by_label("What one row of it is").select_option("Absences")
    expect(matrix.get_by_label("Column D, Last used")).to_contain_text("First day")
    people = page.get_by_role("region", name="Team overview", exact=True)
    expect(people.get_by_label("Column B, Mail")).to_have_value("email")


FOCUSED = """(() => {
    const focused = document.activeElement;
    return focused.labels?.[0]?.innerText ?? focused.innerText;
})()"""


def tab_to(page, name):
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in (page.evaluate(FOCUSED) or ""):
            return
    pytest.fail(f"The keyboard does not reach “{name}”.")


def press(page, name, heading):
    """Press a button by the keyboard, and wait for the page that follows."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_the_journey_needs_no_mouse_and_breaks_no_policy(admin_page):
    page, said = admin_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_label("Spreadsheet").set_input_files([SMALL])
    press(page, "Upload and look at it", "What is in the file?")
    press(page, "Save and go on", "Names that the directory does not know")
    tab_to(page, "Another skill")
    for key in ("ArrowDown", "Tab", "ArrowDown"):
        page.keyboard.press(key)
    press(page, "Save and go on", "What would change")
    press(page, "Apply these changes", "Undo")
    assert [line for line in said if "Content Security" in line] == []


def test_axe_finds_nothing_on_the_way(admin_page):
    page = admin_page()
    found = faults(page)
    upload(page)
    steps = ("sheets", "values", "names", "who", "check", "discard")
    for number, step in enumerate(steps):
        page.goto(re.sub(r"/\w+/$", f"/{step}/", page.url))
        found += faults_in_some_looks(page, number)
    assert found == []


def test_no_step_scrolls_sideways_on_a_small_phone(admin_page):
    page = admin_page(viewport={"width": 320, "height": 640})
    upload(page)
    for step in ("sheets", "values", "names", "who", "check"):
        page.goto(re.sub(r"/\w+/$", f"/{step}/", page.url))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, step
