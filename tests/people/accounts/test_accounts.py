"""Signing in by a password."""

from datetime import timedelta
from importlib import import_module

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from people.accounts.accounts import AccountTaken, RoleBackend, find_account
from people.accounts.opening import open_account
from people.models import Person
from people.rules import account_email
from tests.admin_pages import choose
from tests.conftest import signed_in
from tests.factories import AbsenceFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.looks_again

SIGN_IN = "/accounts/login/"
PASSWORD = "correct horse battery"


@pytest.fixture
def mia(member):
    """Mia, who signs in as mia or mia@example.com."""
    member.set_password(PASSWORD)
    member.save()
    return member


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


def sign_in(client, username, password=PASSWORD, **headers):
    typed = {"username": username, "password": password}
    return client.post(SIGN_IN, typed, headers=headers)


def fail(client, username="mia", times=5):
    for _ in range(times):
        response = sign_in(client, username, "wrong")
    return response


@pytest.mark.parametrize(
    "typed",
    [
        "mia",
        "MIA",
        " mia ",
        "mia@example.com",
        "Mia@Example.com",
        "ＭＩＡ",
        "mia＠example.com",
    ],
)
def test_people_sign_in_by_user_name_or_e_mail_in_any_case(typed, mia, client):
    response = sign_in(client, typed)
    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(mia.pk)


def test_capitals_matter_in_the_password(mia, client):
    assert b"do not go together" in sign_in(client, "mia", PASSWORD.upper()).content


def test_an_e_mail_that_two_accounts_have_is_nobody(mia):
    UserFactory.create_batch(2, email="Two@example.com")
    assert find_account("two@example.com") is None
    assert find_account("mia") == mia


def test_nobody_takes_a_user_name_by_an_e_mail(mia):
    UserFactory(email="mia")
    assert find_account("mia") == mia


def test_a_persons_account_goes_before_one_of_nobodys(mia):
    UserFactory(email="mia@example.com")
    UserFactory(username="mia@example.com")
    assert find_account("mia@example.com") == mia


@pytest.mark.parametrize("typed", ["nobody", "nobody@example.com", "%", "", "mi_"])
def test_an_unknown_name_finds_nobody(typed, mia):
    assert find_account(typed) is None


def test_a_closed_account_is_answered_like_a_wrong_password(mia, client):
    mia.is_active = False
    mia.save()
    assert b"do not go together" in sign_in(client, "mia").content


def test_passwords_are_hashed_with_argon2(mia):
    assert mia.password.startswith("argon2")


def test_signing_in_takes_few_queries(mia, client, django_assert_max_num_queries):
    fail(client, times=1)
    with django_assert_max_num_queries(15):
        assert sign_in(client, "mia").status_code == 302


def test_failing_takes_few_queries(mia, client, django_assert_max_num_queries):
    fail(client, times=4)
    with django_assert_max_num_queries(15):
        assert fail(client, times=1).status_code == 429


# Leaving


def test_signing_out_leaves_no_message_to_whoever_comes_next(mia, client):
    client.force_login(mia)
    away = AbsenceFactory(person=mia.person)
    client.post(f"/people/me/absences/{away.pk}/remove/")
    page = client.post("/accounts/logout/", follow=True)
    assert [*page.context["messages"]] == []


def test_who_left_cannot_sign_in(mia, client, yesterday):
    mia.person.left_on = yesterday
    mia.person.save()
    assert b"do not go together" in sign_in(client, "mia").content
    assert "_auth_user_id" not in client.session


def test_on_the_last_day_one_can_still_sign_in(mia, client):
    mia.person.left_on = timezone.localdate()
    mia.person.save()
    assert sign_in(client, "mia").status_code == 302


def test_the_session_of_who_left_ends_at_the_next_request(mia, yesterday):
    client = signed_in(mia)
    assert client.get("/people/").status_code == 200
    mia.person.left_on = yesterday
    mia.person.save()
    assert client.get("/people/").headers["Location"].startswith(SIGN_IN)


# Too many attempts


@pytest.mark.parametrize("username", ["mia", "nobody"])
def test_five_wrong_passwords_lock_out_whether_or_not_the_account_exists(
    username, mia, client
):
    response = fail(client, username)
    assert response.status_code == 429
    assert "Try again in <strong>15 minutes</strong>" in response.content.decode()
    assert 880 < int(response.headers["Retry-After"]) <= 900


def test_four_wrong_passwords_lock_nobody_out(mia, client):
    assert fail(client, times=4).status_code == 200
    assert sign_in(client, "mia").status_code == 302


def test_the_right_password_does_not_help_who_is_locked_out(mia, client):
    fail(client)
    assert sign_in(client, "MIA ").status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_time_to_wait_does_not_begin_anew_with_each_attempt(
    mia, client, time_machine
):
    time_machine.move_to("2026-03-09 12:00Z", tick=False)
    fail(client)
    time_machine.move_to("2026-03-09 12:14:10Z", tick=False)
    assert b"<strong>1 minute</strong>" in sign_in(client, "mia").content
    time_machine.move_to("2026-03-09 12:15:01Z", tick=False)
    assert sign_in(client, "mia").status_code == 302


def test_a_lock_holds_for_one_name_from_one_address(mia, manager, client):
    manager.set_password(PASSWORD)
    manager.save()
    fail(client)
    assert sign_in(client, "max").status_code == 302
    client.logout()
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(client, "mia").status_code == 302


SPELLINGS = [
    "mia",
    "MIA",
    " mia\u3000",
    "ｍｉａ",
    "𝐦ia",
    "𝑚𝒾𝓪",
    "Mia@example.com",
    "mia＠example.com",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_goes_round_a_lock(spelling, mia, client):
    fail(client)
    assert sign_in(client, spelling).status_code == 429


def test_all_spellings_count_as_one(mia, client):
    answers = [fail(client, one, times=1).status_code for one in SPELLINGS[:5]]
    assert answers == [200] * 4 + [429]
    assert AccessAttempt.objects.get().username == "mia"


@pytest.mark.parametrize("blanks", [1, 250, 254, 255, 256, 10_000])
@pytest.mark.parametrize("blank", [" ", "\u3000", "\x1c"])
def test_blanks_before_a_name_do_not_make_it_another(blank, blanks, mia, client):
    fail(client)
    assert sign_in(client, blank * blanks + "mia@example.com").status_code == 429
    assert find_account(blank * blanks + "mia") == mia


@pytest.mark.parametrize("spelling", ["NOBODY", "ｎobody", "𝐧obody "])
def test_spellings_of_nobodys_name_count_as_one(spelling, mia, client):
    fail(client, "nobody", times=4)
    assert fail(client, spelling, times=1).status_code == 429


@pytest.mark.parametrize("look_alike", ["mıa", "mıa@example.com", "MİA"])
def test_the_right_password_opens_nothing_under_a_look_alike(look_alike, mia, client):
    assert b"do not go together" in sign_in(client, look_alike).content
    assert "_auth_user_id" not in client.session


def test_signing_in_forgets_no_attempts_at_the_same_name_in_capitals(mia, client):
    user = UserFactory(username="MIA")
    user.set_password("another battery")
    user.save()
    fail(client, times=4)
    sign_in(client, "MIA", "another battery")
    assert fail(client, times=1).status_code == 429


def test_attempts_at_two_names_that_look_alike_count_apart(mia, client):
    fail(client, "mıa")
    assert sign_in(client, "mia").status_code == 302


def test_another_browser_does_not_go_round_a_lock(mia, client):
    fail(client)
    assert sign_in(client, "mia", user_agent="Another").status_code == 429


def test_a_made_up_proxy_header_does_not_go_round_a_lock(mia, client):
    fail(client)
    headers = {"x_forwarded_for": "192.0.2.9"}
    assert sign_in(client, "mia", **headers).status_code == 429


def test_behind_a_proxy_its_word_on_the_address_counts(mia, client, settings):
    settings.BEHIND_PROXY = True
    client.defaults["HTTP_X_FORWARDED_FOR"] = "10.0.0.1, 192.0.2.9"
    fail(client, times=1)
    assert AccessAttempt.objects.get().ip_address == "192.0.2.9"


@pytest.mark.parametrize(
    ("addresses", "locks"),
    [
        (["2001:db8::1", "2001:db8::ffff:2:3:4"], True),
        (["2001:db8::1", "2001:db8:0:1::1"], False),
        (["192.0.2.7", "::ffff:192.0.2.7"], True),
        (["::ffff:192.0.2.7", "::ffff:192.0.2.8"], False),
    ],
)
def test_addresses_of_one_network_count_as_one(addresses, locks, mia, client):
    client.defaults["REMOTE_ADDR"] = addresses[0]
    fail(client)
    client.defaults["REMOTE_ADDR"] = addresses[1]
    assert sign_in(client, "mia").status_code == (429 if locks else 302)


def test_signing_in_forgets_the_attempts_before_by_whatever_name(mia, client):
    fail(client, "Mia@example.com", times=4)
    sign_in(client, "mia@example.com")
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/password/"])
def test_nothing_is_kept_of_what_is_sent_with_an_attempt(page, mia):
    client = signed_in(RoleBackend().get_user(mia.pk))
    typed = {"username": "mia", "password": "wrong", "old_password": "wrong"}
    chosen = dict.fromkeys(["new_password1", "new_password2"], "a third horse battery")
    for _ in range(2):
        client.post(f"{page}?next=/people/", typed | chosen)
    attempt = AccessAttempt.objects.get()
    assert attempt.failures_since_start == 2
    assert attempt.get_data + attempt.post_data == ""


@pytest.mark.parametrize("typed", ["a third horse battery", "who@example.com"])
def test_nor_is_what_is_nobodys_name(typed, client, directory_admin_client):
    fail(client, typed, times=2)
    fail(client, f" {typed.upper()} ", times=2)
    attempt = AccessAttempt.objects.get()
    assert attempt.failures_since_start == 4
    assert attempt.username.startswith("nobody's ")
    pages = ["", f"{attempt.pk}/change/", f"{attempt.pk}/delete/"]
    for page in pages:
        shown = directory_admin_client.get(f"/admin/axes/accessattempt/{page}")
        assert typed not in shown.text


@pytest.mark.parametrize("email", ["mia@münchen.de", "who@münchen.de"])
def test_spellings_of_a_domain_count_together_whoever_has_it(email, mia, client):
    Person.objects.update(email="mia@münchen.de")
    fail(client, email, times=3)
    fail(client, email.replace("münchen", "xn--mnchen-3ya"), times=2)
    assert sign_in(client, email.upper()).status_code == 429


def test_the_log_tells_from_where_and_no_name(mia, client, caplog):
    caplog.set_level("WARNING", logger="axes")
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    fail(client, times=1)
    assert "203.0.113.9" in caplog.text
    assert "mia" not in caplog.text


def test_what_earlier_versions_kept_of_it_goes(db):
    AccessAttempt.objects.create(failures_since_start=1)
    migration = import_module("people.migrations.0023_rights_in_halves")
    with connection.cursor() as cursor:
        cursor.execute(migration.FORGET)
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_attempts_are_listed_in_few_queries(
    count, directory_admin_client, django_assert_num_queries
):
    for number in range(count):
        AccessAttempt.objects.create(username=f"{number}", failures_since_start=1)
    with django_assert_num_queries(6):
        directory_admin_client.get("/admin/axes/accessattempt/")


def test_an_admin_lets_somebody_try_again(mia, client, directory_admin_client):
    fail(client)
    attempts = AccessAttempt.objects.all()
    url = "/admin/axes/accessattempt/"
    choose(directory_admin_client, url, "let_in_again", attempts)
    assert sign_in(client, "mia").status_code == 302


# New accounts


def test_a_new_account_is_a_members_without_a_password(db):
    user = open_account(PersonFactory(name="Zoë van Dijk", email="Zoe@example.com"))
    assert (user.username, account_email(user)) == (
        "zoe@example.com",
        "Zoe@example.com",
    )
    assert (user.get_full_name(), user.person.name) == ("Zoë van Dijk", "Zoë van Dijk")
    assert not user.has_usable_password()


def test_an_account_is_opened_once(db):
    person = PersonFactory()
    assert open_account(person) == open_account(person)
    assert get_user_model().objects.count() == 1


def test_an_account_of_nobodys_goes_to_who_has_its_e_mail(db):
    account = UserFactory(email="ZOE@example.com")
    assert open_account(PersonFactory(email="zoe@example.com")) == account


def test_nobody_gets_the_account_of_somebody_else(mia):
    boss = UserFactory(email="boss@example.com", is_superuser=True)
    PersonFactory(user=boss)
    with pytest.raises(AccountTaken):
        open_account(PersonFactory(email="boss@example.com"))
