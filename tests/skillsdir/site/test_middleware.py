import contextlib
import gzip

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


GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_compressed_for_browsers_that_take_it(member_client):
    plain = member_client.get("/help/")
    compressed = member_client.get("/help/", headers=GZIP)
    assert compressed["Content-Encoding"] == "gzip"
    assert int(compressed["Content-Length"]) == len(compressed.content)
    assert gzip.decompress(compressed.content).startswith(plain.content[:900])


def test_a_page_is_sent_as_it_is_to_others_and_caches_tell_them_apart(member_client):
    response = member_client.get("/help/")
    assert "Content-Encoding" not in response
    assert "Accept-Encoding" in response["Vary"]


def test_a_compressed_page_has_another_length_each_time(member_client):
    lengths = {
        len(member_client.get("/accounts/password/", headers=GZIP).content)
        for _ in range(5)
    }
    assert len(lengths) > 1


def test_an_export_is_compressed_while_it_is_made(member_client):
    response = member_client.get("/people/export.csv", headers=GZIP)
    text = gzip.decompress(b"".join(response)).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("link,slug,")
    assert "Content-Length" not in response


def test_an_excel_file_is_not_compressed_twice(member_client):
    with contextlib.closing(
        member_client.get("/people/export.xlsx", headers=GZIP)
    ) as response:
        assert b"".join(response).startswith(b"PK")
        assert "Content-Encoding" not in response
