"""Pages and messages that lead to who could take over a booking."""

from datetime import date

import pytest

from tests.factories import AssignmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_the_booking_leads_there(manager_client, booking, path):
    page = manager_client.get(booking.get_absolute_url()).content.decode()
    assert f'href="{path}">Who instead</a>' in page


def test_the_team_of_the_project_leads_there(manager_client, path):
    page = manager_client.get("/projects/churn/").content.decode()
    assert f'href="{path}?next=/projects/churn/">Who instead' in page


def test_declining_leads_there(manager_client, booking, churn, person, skills):
    terms = {"status": "tentative", "ends_on": date(2026, 3, 16), "percent": 40}
    row = AssignmentFactory(
        project=churn, person=person("Ben"), skills=[skills["SQL"]], **terms
    )
    page = manager_client.post(f"{row.get_absolute_url()}decline/", follow=True)
    asked = "percent=40&amp;from=2026-01-05&amp;to=2026-03-16&amp;skill=sql"
    link = f'<a href="/projects/churn/instead/ben/?{asked}">Who instead?</a>'
    html = page.content.decode()
    assert f"Ben is no longer booked here. {link}" in html
    assert 'name="undo"' in html


def test_ending_early_leads_there(manager_client, booking, path):
    sent = {"ends_on": "2026-03-13"}
    page = manager_client.post(f"{booking.get_absolute_url()}end/", sent, follow=True)
    assert f'<a href="{path}">Who instead?</a>' in page.content.decode()


def test_the_words_of_undo_have_no_link_within(manager_client, booking, path):
    sent = {"ends_on": "2026-03-13"}
    page = manager_client.post(f"{booking.get_absolute_url()}end/", sent, follow=True)
    button = page.content.decode().split('name="undo"')[1].split("</button>")[0]
    assert "Who instead?" in button
    assert "<a " not in button


def test_of_a_project_that_is_over_nobody_is_looked_for(
    manager_client, booking, churn, path
):
    type(churn).objects.filter(pk=churn.pk).update(status="closed")
    sent = {"ends_on": "2026-03-06"}
    page = manager_client.post(f"{booking.get_absolute_url()}end/", sent, follow=True)
    assert "The last day is set." in page.content.decode()
    assert "Who instead" not in page.content.decode()
