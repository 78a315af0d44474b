"""Signing in at a real OpenID provider, which serves on the loopback interface."""

import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests
import time_machine
from authlib.integrations.django_client import DjangoOAuth2App
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from people.accounts.opening import open_account
from people.accounts.single_sign_on.provider import PATIENCE, make_client
from people.models import Identity, Person
from people.rules import account_email
from tests.factories import PersonFactory, UserFactory
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
START = "/accounts/single-sign-on/"
RETURN = "/accounts/single-sign-on/return/"


@pytest.fixture(autouse=True)
def switched_on(single_sign_on):
    return single_sign_on


@pytest.fixture
def person():
    return PersonFactory(name="Zoë van Dijk", email="zoe@example.com")


def consent(provider, client, subject="zoe", path=START, **claims):
    """Sign in at the provider; the address that it sends the browser back to."""
    claims = {"email": "zoe@example.com", "email_verified": True} | claims
    requests.put(f"{provider}/users/{subject}", json=claims, timeout=5)
    asked = client.get(path).headers["Location"]
    answer = requests.post(
        asked, data={"sub": subject}, allow_redirects=False, timeout=5
    )
    return answer.headers["Location"]


def come_back(client, address):
    return client.get(address.removeprefix("http://testserver"), follow=True)


def user_of(client):
    return client.session.get("_auth_user_id")


def test_who_the_provider_knows_is_in(provider, client, person):
    page = come_back(client, consent(provider, client))
    person.refresh_from_db()
    assert page.redirect_chain[-1][0] == "/"
    assert user_of(client) == str(person.user.pk)
    assert [group.name for group in person.user.groups.all()] == ["Members"]


def test_the_e_mail_is_the_same_in_any_case(provider, client, person):
    come_back(client, consent(provider, client, email="ZOE@example.com"))
    assert user_of(client)


def test_the_second_time_it_is_the_same_account(provider, client, person):
    for _ in range(2):
        come_back(client, consent(provider, client))
    assert get_user_model().objects.count() == 1


def test_a_person_keeps_the_account_that_they_have(provider, client, manager):
    claims = {"email": "max@example.com"}
    come_back(client, consent(provider, client, "max", **claims))
    assert user_of(client) == str(manager.pk)


def test_signing_in_leads_to_the_page_that_was_asked_for(provider, client, person):
    asked = consent(provider, client, path=f"{START}?next=/people/%3Ffree=50")
    assert come_back(client, asked).redirect_chain[0][0] == "/people/?free=50"


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "next_page", ["", "https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_signing_in_leads_to_no_other_site(provider, client, person, next_page):
    asked = consent(provider, client, path=f"{START}?next={next_page}")
    assert come_back(client, asked).redirect_chain[0][0] == "/"


@pytest.mark.parametrize("next_page", ["foo", "logout", "people:me", "javascript:x()"])
def test_what_is_no_address_is_no_name_of_a_page(provider, client, person, next_page):
    asked = consent(provider, client, path=f"{START}?next={next_page}")
    answer = client.get(asked.removeprefix("http://testserver"))
    assert answer.headers["Location"] in ("/", next_page)


@pytest.mark.parametrize("said", [False, None])
def test_that_an_e_mail_is_verified_is_said_by_who_says_the_e_mail(
    said, provider, client, person, monkeypatch
):
    more = {"sub": "zoe", "email": "zoe@example.com", "email_verified": said}
    token = {"userinfo": {"sub": "zoe", "email_verified": True}}
    monkeypatch.setattr(
        DjangoOAuth2App, "authorize_access_token", lambda *_, **__: token
    )
    monkeypatch.setattr(DjangoOAuth2App, "userinfo", lambda *_, **__: more)
    come_back(client, consent(provider, client))
    assert user_of(client) is None


@pytest.mark.parametrize("verified", [False, None, "false", 1])
def test_an_unverified_e_mail_is_refused(provider, client, person, verified):
    asked = consent(provider, client, email_verified=verified)
    page = come_back(client, asked)
    assert b"has not verified your e-mail address" in page.content
    assert user_of(client) is None


@pytest.mark.parametrize("email", [None, "", [], 7])
def test_an_e_mail_that_is_none_is_refused(provider, client, email):
    page = come_back(client, consent(provider, client, email=email))
    assert page.status_code == 200
    assert user_of(client) is None


def test_a_verified_e_mail_in_words_is_good_enough(provider, client, person):
    come_back(client, consent(provider, client, email_verified="true"))
    assert user_of(client)


def test_an_unknown_e_mail_is_refused(provider, client):
    page = come_back(client, consent(provider, client))
    assert b"Nobody here has the e-mail zoe@example.com" in page.content
    assert user_of(client) is None
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("admits", ["people", "everyone"])
def test_who_left_is_refused(provider, client, person, switched_on, admits):
    switched_on.SINGLE_SIGN_ON["admits"] = admits
    person.left_on = timezone.localdate() - timedelta(days=1)
    person.save()
    page = come_back(client, consent(provider, client))
    assert b"Nobody here has the e-mail" in page.content
    assert user_of(client) is None


def test_everyone_is_admitted_if_the_settings_say_so(provider, client, switched_on):
    switched_on.SINGLE_SIGN_ON["admits"] = "everyone"
    come_back(client, consent(provider, client, name="Zoë van Dijk"))
    user = get_user_model().objects.get()
    assert user_of(client) == str(user.pk)
    assert [group.name for group in user.groups.all()] == ["Members"]


def test_a_closed_account_is_refused(provider, client, manager):
    manager.is_active = False
    manager.save()
    come_back(client, consent(provider, client, "max", email="max@example.com"))
    assert user_of(client) is None


def test_a_profile_makes_nobody_a_superuser(provider, client, person):
    root = UserFactory(email="root@example.com", is_superuser=True)
    person.user = root
    person.save()
    page = come_back(client, consent(provider, client))
    assert b"Your account has another e-mail address" in page.content
    assert user_of(client) is None


@pytest.mark.parametrize("admits", ["people", "everyone"])
def test_a_changed_e_mail_is_followed(provider, client, person, switched_on, admits):
    switched_on.SINGLE_SIGN_ON["admits"] = admits
    come_back(client, consent(provider, client))
    client.post("/accounts/logout/")
    come_back(client, consent(provider, client, email="zoe.married@example.com"))
    person.refresh_from_db()
    assert user_of(client) == str(person.user.pk)
    assert person.email == account_email(person.user) == "zoe.married@example.com"


def test_who_has_the_old_e_mail_next_does_not_get_the_account(provider, client, person):
    come_back(client, consent(provider, client))
    client.post("/accounts/logout/")
    page = come_back(client, consent(provider, client, subject="other"))
    assert b"somebody else&#x27;s at the sign-in service" in page.content
    assert user_of(client) is None


def test_a_session_goes_on_after_the_e_mail_is_followed(provider, client, person):
    come_back(client, consent(provider, client))
    come_back(client, consent(provider, client, email="zoe.married@example.com"))
    assert client.get("/people/").status_code == 200


def test_signing_in_forgets_no_attempts_at_who_has_the_user_name_for_an_e_mail(
    provider, client, person
):
    """Of Zoë, whose old address is another's by now."""
    open_account(person)
    Person.objects.update(email="zoe.married@example.com")
    open_account(PersonFactory(name="Other Zoë", email="zoe@example.com"))
    typed = {"username": "zoe@example.com", "password": "wrong"}
    client.post("/accounts/login/", typed)
    come_back(client, consent(provider, client, email="zoe.married@example.com"))
    assert user_of(client)
    assert AccessAttempt.objects.get().username == "zoe@example.com-2"


# Accounts with rights


@pytest.fixture
def root():
    account = UserFactory(username="root", email="zoe@example.com", is_superuser=True)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client, name="root", password=PASSWORD, **more):
    typed = {"username": name, "password": password, **more}
    return client.post("/accounts/login/", typed, follow=True)


def test_a_superuser_signs_in_with_the_password_once(provider, client, root):
    page = come_back(client, consent(provider, client, path=f"{START}?next=/skills/"))
    assert user_of(client) is None
    assert "has rights of its own, which no e-mail opens" in page.text
    assert 'value="zoe@example.com"' in page.text
    assert '<input type="hidden" name="next" value="/skills/">' in page.text
    page = sign_in(client, next="/skills/")
    assert page.redirect_chain[-1][0] == "/skills/"
    assert "You can sign in with Example ID from now on." in page.text
    client.post("/accounts/logout/")
    come_back(client, consent(provider, client))
    assert user_of(client) == str(root.pk)


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_nor_does_it_lead_to_another_site(next_page, provider, client, root):
    path = f"{START}?next={quote(next_page)}"
    page = come_back(client, consent(provider, client, path=path))
    page = sign_in(client, next=page.context["next"])
    assert page.redirect_chain[0][0] == "/"


def test_a_wrong_password_connects_nobody(provider, client, root):
    come_back(client, consent(provider, client))
    page = sign_in(client, password="wrong")
    assert (user_of(client), Identity.objects.count()) == (None, 0)
    assert "has rights of its own" in page.text
    sign_in(client)
    assert Identity.objects.get().by_password


def test_it_is_offered_for_ten_minutes(provider, client, root):
    come_back(client, consent(provider, client))
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert "has rights of its own" not in client.get("/accounts/login/").text
        sign_in(client)
    assert user_of(client) == str(root.pk)
    assert not Identity.objects.exists()


def test_who_signs_in_to_another_account_is_told(provider, client, root):
    other = UserFactory(username="other", is_superuser=True)
    other.set_password(PASSWORD)
    other.save()
    come_back(client, consent(provider, client))
    page = sign_in(client, "other")
    assert "knows you by zoe@example.com: not this account’s e-mail" in page.text
    assert not Identity.objects.exists()


def test_who_is_signed_in_already_loses_nothing(provider, client, root, member):
    client.force_login(member)
    come_back(client, consent(provider, client))
    assert user_of(client) == str(member.pk)
    sign_in(client)
    assert (user_of(client), Identity.objects.get().user) == (str(root.pk), root)


def test_of_who_came_as_somebody_else_there_is_the_way_back(provider, client, root):
    come_back(client, consent(provider, client))
    page = client.get("/accounts/login/?next=/skills/").text
    assert f'href="{START}?next=%2Fskills%2F"' in page
    PersonFactory(email="bob@example.com")
    come_back(client, consent(provider, client, "bob", email="bob@example.com"))
    client.post("/accounts/logout/")
    assert "has rights of its own" not in client.get("/accounts/login/").text


@pytest.mark.parametrize("name", ["root", "other"])
def test_what_was_claimed_is_so_once(name, provider, client, root):
    other = UserFactory(username="other")
    other.set_password(PASSWORD)
    other.save()
    come_back(client, consent(provider, client, "evil"))
    sign_in(client, name)
    assert "has rights of its own" not in client.get("/accounts/login/").text
    sign_in(client)
    assert Identity.objects.exists() == (name == "root")


def test_who_has_lost_the_rights_meanwhile_is_told_nothing_untrue(provider, client):
    account = open_account(PersonFactory(email="zoe@example.com"))
    account.set_password(PASSWORD)
    account.is_staff = True
    account.save()
    come_back(client, consent(provider, client))
    get_user_model().objects.update(is_staff=False)
    assert "not this account" not in sign_in(client, "zoe@example.com").text
    assert not Identity.objects.exists()


def test_a_profile_with_its_e_mail_is_tied_to_nothing(provider, client, person, root):
    come_back(client, consent(provider, client))
    person.refresh_from_db()
    assert (user_of(client), person.user) == (None, None)


# Other answers


def test_a_wrong_state_is_refused(provider, client, person):
    asked = consent(provider, client)
    page = come_back(client, asked.replace("state=", "state=x"))
    assert b"Signing in was not completed" in page.content
    assert user_of(client) is None


def test_the_answer_to_another_browser_is_refused(provider, client, person):
    asked = consent(provider, client)
    other = type(client)()
    assert b"Signing in was not completed" in come_back(other, asked).content
    assert user_of(other) is None


def test_an_answer_works_once(provider, client, person):
    asked = consent(provider, client)
    come_back(client, asked)
    client.post("/accounts/logout/")
    assert b"Signing in was not completed" in come_back(client, asked).content


def test_a_wrong_nonce_is_refused(provider, client, person):
    asked = consent(provider, client)
    session = client.session
    (state,) = [key for key in session.keys() if key.startswith("_state_")]  # noqa: SIM118
    session[state]["data"]["nonce"] = "another"
    session.save()
    come_back(client, asked)
    assert user_of(client) is None


def test_a_token_for_another_client_is_refused(provider, client, person, switched_on):
    asked = consent(provider, client)
    client_of_ours = make_client(provider, "directory", "secret")
    client_of_ours.client_id = "another"
    come_back(client, asked)
    assert user_of(client) is None


def test_saying_no_at_the_provider_leads_back(client):
    page = client.get(f"{RETURN}?error=access_denied&state=x", follow=True)
    assert b"Signing in was not completed" in page.content


def test_the_question_has_state_nonce_and_a_challenge(client):
    asked = parse_qs(urlsplit(client.get(START).headers["Location"]).query)
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{RETURN}"]


def test_a_provider_that_is_away_is_said_to_be(client, switched_on):
    switched_on.SINGLE_SIGN_ON["issuer"] = "http://127.0.0.1:9"
    page = client.get(START, follow=True)
    assert b"The sign-in service does not answer" in page.content


def test_a_provider_with_another_name_is_refused(provider, client, switched_on):
    other = provider.replace("127.0.0.1", "localhost")
    make_client(provider, "directory", "secret").server_metadata |= {
        "_loaded_at": 1,
        "issuer": other,
    }
    page = client.get(START, follow=True)
    assert b"The sign-in service does not answer" in page.content


ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ODD = [
    *([1, 2], None, 5, "x", {}, {"issuer": 5}, {"issuer": None}),
    *({"issuer": "ours", name: value} for name in ENDPOINTS for value in (5, "a:b")),
    {"issuer": "ours", **dict.fromkeys(ENDPOINTS, "http://127.0.0.1:9/")}
    | {"id_token_signing_alg_values_supported": [[1]]},
]


@pytest.fixture
def odd_provider(switched_on):
    """A provider that says, of itself and all else, what `said` holds."""
    said = {}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(said["document"]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, args=[0.01]).start()
        said["address"] = f"http://127.0.0.1:{server.server_port}"
        switched_on.SINGLE_SIGN_ON["issuer"] = said["address"]
        yield said
        server.shutdown()


def is_ours(document, address):
    ours = isinstance(document, dict) and document.get("issuer") == "ours"
    return document | {"issuer": address} if ours else document


@pytest.mark.parametrize("document", ODD, ids=str)
@pytest.mark.parametrize("path", [START, f"{RETURN}?code=x&state=y"])
def test_a_provider_that_says_odd_things_is_no_error(
    path, document, client, odd_provider
):
    odd_provider["document"] = is_ours(document, odd_provider["address"])
    page = client.get(path, follow=True)
    assert page.status_code == 200
    assert b"does not answer" in page.content or b"not completed" in page.content


def test_a_provider_that_comes_to_itself_is_asked_again(client, odd_provider):
    odd_provider["document"] = [1, 2]
    client.get(START)
    right = dict.fromkeys(ENDPOINTS, "http://127.0.0.1:9/")
    odd_provider["document"] = right | {"issuer": odd_provider["address"]}
    assert client.get(START).headers["Location"].startswith("http://127.0.0.1:9/")


@pytest.mark.parametrize("answer", [[1, 2], None, {"id_token": 5}, {"id_token": "x.y"}])
def test_odd_answers_on_the_way_back_are_no_error(answer, client, odd_provider):
    page = odd_provider["address"] + "/"
    odd_provider["document"] = dict.fromkeys(ENDPOINTS, page) | {
        "issuer": odd_provider["address"]
    }
    asked = parse_qs(urlsplit(client.get(START).headers["Location"]).query)
    odd_provider["document"] = answer
    back = f"{RETURN}?code=x&state={asked['state'][0]}"
    assert b"Signing in was not completed" in client.get(back, follow=True).content


@pytest.fixture
def hanging_provider(switched_on, monkeypatch):
    """A provider that takes calls and never says a word, until it is closed."""
    monkeypatch.setattr("people.accounts.single_sign_on.provider.PATIENCE", (60, 60))
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        switched_on.SINGLE_SIGN_ON["issuer"] = (
            f"http://127.0.0.1:{server.getsockname()[1]}"
        )
        yield server


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_hangs_holds_two_threads_at_most(hanging_provider):
    statuses = []

    def click():
        statuses.append(Client().get(START).status_code)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    wait_until(lambda: sum(thread.is_alive() for thread in threads) == 2)
    hanging_provider.close()
    for thread in threads:
        thread.join()
    assert statuses == [302] * 8


def test_patience_with_the_provider_is_short():
    assert sum(PATIENCE) <= 5


def test_only_signatures_with_a_private_key_are_taken(provider, client):
    ours = make_client(provider, "directory", "secret")
    offered = requests.get(ours._server_metadata_url, timeout=5).json()
    offered["id_token_signing_alg_values_supported"] = ["none", "HS256", "RS256"]
    ours.server_metadata |= offered | {"_loaded_at": 1}
    client.get(START)
    assert ours.server_metadata["id_token_signing_alg_values_supported"] == ["RS256"]


def test_the_sign_in_page_has_the_button_only_when_switched_on(client, switched_on):
    assert b"Sign in with Example ID" in client.get("/accounts/login/").content
    switched_on.SINGLE_SIGN_ON = None
    assert b"Sign in with Example" not in client.get("/accounts/login/").content
    assert client.get(START).status_code == 404


def test_nothing_secret_is_sent_with_the_question(client):
    assert "secret" not in json.dumps(client.get(START).headers["Location"])
