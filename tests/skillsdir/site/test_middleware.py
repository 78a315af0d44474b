import pytest

pytestmark = pytest.mark.django_db


def test_pages_send_a_strict_content_security_policy(client):
    policy = client.get("/health/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_pages_send_protective_headers(client, header, value):
    assert client.get("/health/").headers[header] == value


def test_pages_give_up_browser_features_that_they_do_not_use(client):
    assert "camera=()" in client.get("/health/").headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("act", "page"),
    [
        ("/people/me/confirm/", "/people/me/"),
        ("/people/me/skills/", "/people/me/"),
        ("/people/me/skills/python/remove/", "/people/me/skills/python/"),
        ("/people/me/absences/7/remove/", "/people/me/"),
        ("/people/me/suggestions/7/", "/people/me/"),
        ("/people/ann/endorse/sql/withdraw/", "/people/ann/endorse/sql/"),
        ("/searches/abc/remove/", "/searches/abc/"),
        ("/projects/churn/bookings/7/confirm/", "/projects/churn/bookings/7/"),
        ("/projects/churn/shortlist/ann/remove/", "/projects/churn/shortlist/ann/"),
        ("/spreadsheet/7/apply/", "/spreadsheet/7/"),
        ("/undo/", "/"),
        ("/accounts/logout/", "/"),
    ],
)
def test_to_read_the_address_of_an_act_leads_to_its_page(member_client, act, page):
    answer = member_client.get(act)
    while answer["Location"] != page:
        assert answer["Location"].startswith(page)
        answer = member_client.get(answer["Location"])
    assert answer.status_code == 302


def test_a_page_still_refuses_what_it_does_not_do(member_client):
    assert member_client.delete("/people/me/").status_code == 405
    assert member_client.head("/people/export.csv").status_code == 405
