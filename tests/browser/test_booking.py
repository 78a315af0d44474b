"""A manager books somebody who has too little time, on purpose; scripts are off."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.models import Person
from projects.models import Assignment, Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tomas(site):
    """The member, who gives another project all of the time from next month on."""
    person = Person.objects.get(user__username="member")
    person.assignments.all().delete()
    Assignment.objects.create(
        person=person,
        project=Project.objects.filter(status="active").last(),
        percent=person.capacity,
        starts_on=timezone.localdate() + timedelta(days=30),
        status="confirmed",
    )
    return person


@pytest.fixture
def page(open_page, tomas):
    """The page of an active project."""
    project = Project.objects.filter(status="active").first()
    return open_page(project.get_absolute_url(), java_script_enabled=False)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def book(page, tomas):
    page.get_by_role("link", name="Book somebody").click()
    page.get_by_label("Search people", exact=True).fill(tomas.name)
    press(page, "Search")
    page.get_by_role("link", name=tomas.name, exact=True).click()
    page.get_by_label("Last day, if known").fill("")
    press(page, "Book")


def test_somebody_is_booked_on_purpose_and_confirmed(page, tomas):
    book(page, tomas)
    warning = page.get_by_role("alert").filter(has_text="over by 50 %")
    expect(warning).to_contain_text("There is too little time")
    for button, said in (("Book", "is booked on"), ("Confirm", "Confirmed.")):
        page.get_by_label(f"{button} all the same").check()
        press(page, button)
        expect(page.get_by_text(said).first).to_be_visible()
        page.goto(tomas.assignments.latest("pk").get_absolute_url())
    assert tomas.assignments.confirmed().count() == 2


def test_the_booked_person_sees_it_and_who_made_it(page, tomas, open_page):
    book(page, tomas)
    page.get_by_label("Book all the same").check()
    press(page, "Book")
    own = open_page("/people/me/", username="member")
    booked = own.get_by_role("region", name="What I am booked on")
    expect(booked).to_contain_text("Booked by Harriet Okonkwo")
    booked.get_by_role("link", name="50 %").click()
    expect(own.get_by_text("Booked by")).to_be_visible()
