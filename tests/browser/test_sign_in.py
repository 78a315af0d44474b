import pytest
import requests
from playwright.sync_api import expect

from people.models import Person
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("username", ["admin", "manager", "member"])
def test_the_sample_sign_ins_lead_to_the_home_page(username, site, page):
    page.goto(f"{site}/people/")
    page.get_by_label("User name or e-mail").fill(username)
    page.get_by_label("Password").fill("demo")
    page.keyboard.press("Enter")
    expect(page.locator("#who summary")).to_be_visible()
    assert page.url == f"{site}/people/"


def test_signing_out_closes_the_site(open_page):
    page = open_page("/")
    page.locator("#who summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#who")).to_have_count(0)
    page.goto("/people/")
    assert "/accounts/login/" in page.url


def fail_to_sign_in(page, times):
    for _ in range(times):
        page.get_by_label("User name or e-mail").fill("nobody")
        page.get_by_label("Password").fill("wrong")
        with page.expect_navigation():
            page.keyboard.press("Enter")


def test_axe_finds_nothing_on_the_pages_of_accounts(site, page, single_sign_on):
    for path in ("login/", "reset/", "reset/sent/", "reset/x/x/", "reset/done/"):
        page.goto(f"{site}/accounts/{path}")
        assert faults(page) == []


def test_axe_finds_nothing_when_locked_out(site, page):
    page.goto(f"{site}/accounts/login/")
    fail_to_sign_in(page, 5)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Too many attempts to sign in"
    )
    assert faults(page) == []


def test_one_signs_in_at_the_provider_and_is_back(site, page, single_sign_on):
    email = Person.objects.get(user__username="member").email
    claims = {"email": email, "email_verified": True}
    issuer = single_sign_on.SINGLE_SIGN_ON["issuer"]
    requests.put(f"{issuer}/users/member", json=claims, timeout=5)
    page.goto(f"{site}/skills/")
    page.get_by_role("link", name="Sign in with Example ID").click()
    page.locator("input[name=sub]").fill("member")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/skills/")
