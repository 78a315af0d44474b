"""A directory admin enters people: few clicks, all within the window."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from people.models import Person, Skill
from projects.models import Project
from tests.browser.axe import LOOKS, faults
from tests.browser.clicks import counted_clicks
from tests.factories import VerifiedEmailFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 900}
SIDEWAYS = """() => [...document.querySelectorAll('.tabular, .results, html')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => [one.className, one.scrollWidth])"""
PAGES = ["", "{}/change/", "add/"]


@pytest.mark.parametrize("address", PAGES)
def test_people_fit_the_window(open_page, site, address):
    person = Person.objects.filter(assignments__isnull=False).first()
    path = f"/admin/people/person/{address.format(person.pk)}"
    page = open_page(path, username="admin", viewport=DESK)
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "people/person/",
        "people/person/{person}/change/",
        "people/skill/{skill}/delete/",
        "people/skill/{skill}/history/",
        "people/verifiedemail/{verified}/change/",
        "people/verifiedemail/{verified}/delete/",
        "auth/user/{user}/password/",
    ],
)
def test_all_can_be_read_in_either_theme(open_page, site, address):
    user = get_user_model().objects.get(username="member")
    skill = Skill.objects.get(slug="python")
    numbers = {"person": user.person.pk, "user": user.pk, "skill": skill.pk}
    path = address.format(verified=VerifiedEmailFactory().pk, **numbers)
    page = open_page(f"/admin/{path}", username="admin")
    found = faults(page, LOOKS[:2])
    assert [fault for fault in found if "color-contrast" in fault] == []


def choose(page, field, text):
    """Click on the field of a row, type and take the first that is found."""
    page.locator(f"#id_{field} + .select2").click()
    # A timer puts the cursor there; keys that come before it would be lost.
    expect(page.locator(".select2-dropdown input")).to_be_focused()
    page.keyboard.type(text)
    option = page.locator(".select2-results__option--highlighted")
    expect(option).to_contain_text(text, ignore_case=True)
    page.keyboard.press("Enter")


def test_a_person_is_entered_with_eighteen_clicks_at_most(open_page, site):
    project = Project.objects.filter(status="active").first()
    page = open_page("/admin/people/person/", username="admin", viewport=DESK)
    with counted_clicks(page) as clicks:
        page.get_by_role("link", name="Add person").click()
        expect(page.locator("#id_name")).to_be_focused()
        page.keyboard.type("Ada Lovelace")
        page.keyboard.press("Tab")
        page.keyboard.type("ada@example.com")
        for number, skill in enumerate(["Python", "SQL", "XGBoost"]):
            choose(page, f"expertise-{number}-skill", skill)
            page.locator(f"#id_expertise-{number}-level").select_option("Expert")
        choose(page, "goals-0-skill", "Kafka")
        choose(page, "assignments-0-project", project.name)
        page.locator("#id_assignments-0-percent").fill("20")
        page.locator("#id_assignments-0-starts_on").fill("01/03/2027")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messagelist, .errorlist")).to_have_text(
            "The person “Ada Lovelace” was added successfully."
        )
    # A level is chosen by the keyboard here: with the mouse it is one click more.
    assert len(clicks) + 3 <= 18
    ada = Person.objects.get(name="Ada Lovelace")
    made = ada.expertise.count(), ada.goals.count(), ada.assignments.count()
    assert made == (3, 1, 1)


def test_e_mails_are_sent_as_they_are_typed(open_page, site):
    """Not as the browser would have them: ß as ss, and letters as code."""
    person = Person.objects.create(name="Eva Lang", email="eva@münchen.de")
    page = open_page(f"/admin/people/person/{person.pk}/change/", username="admin")
    page.locator("#id_job_title").fill("Analyst")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    page.locator("#id_email").fill("eva@straße.de")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("#id_email")).to_have_value("eva@xn--strae-oqa.de")
    person.refresh_from_db()
    assert (person.email, person.job_title) == ("eva@xn--strae-oqa.de", "Analyst")
