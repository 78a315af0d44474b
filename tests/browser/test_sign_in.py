import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("username", ["admin", "manager", "member"])
def test_the_sample_sign_ins_lead_to_the_home_page(username, site, page):
    page.goto(f"{site}/people/")
    page.get_by_label("User name or e-mail").fill(username)
    page.get_by_label("Password").fill("demo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.url == f"{site}/people/"


def test_signing_out_closes_the_site(open_page):
    page = open_page("/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/people/")
    assert "/accounts/login/" in page.url
