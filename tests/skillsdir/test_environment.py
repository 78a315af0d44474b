"""Environment variables: what they may say, and what is said of a bad one."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from skillsdir import environment
from skillsdir.environment import (
    read_choice,
    read_contact,
    read_email,
    read_flag,
    read_hosts,
    read_list,
    read_number,
    read_origins,
    read_sender,
    read_single_sign_on,
    read_site_url,
)


@pytest.fixture
def say(monkeypatch):
    """Sets variables; what is not set here is not there."""
    given = {}
    monkeypatch.setattr(environment, "os", SimpleNamespace(environ=given))
    return lambda **values: given.update(values)


# Flags


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_flag_is_up(say, value):
    say(DEBUG=value)

    assert read_flag("DEBUG", False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF"])
def test_flag_is_down(say, value):
    say(DEBUG=value)

    assert read_flag("DEBUG", True) is False


@pytest.mark.parametrize("values", [{}, {"DEBUG": ""}, {"DEBUG": "  "}])
def test_flag_that_is_not_set_is_as_usual(say, values):
    say(**values)

    assert read_flag("DEBUG", True) is True


def test_flag_of_another_word_is_refused_by_name(say):
    say(DEBUG="perhaps")

    with pytest.raises(ImproperlyConfigured, match="DEBUG must be 1 or 0"):
        read_flag("DEBUG", False)


# Lists, choices and numbers


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("a.example", ["a.example"]),
        (" a.example , b.example", ["a.example", "b.example"]),
        ("a.example, ,b.example,", ["a.example", "b.example"]),
        ("", []),
        (" ", []),
    ],
)
def test_list_is_divided_by_commas(say, value, parts):
    say(ALLOWED_HOSTS=value)

    assert read_list("ALLOWED_HOSTS") == parts


def test_list_that_is_not_set_is_as_usual(say):
    assert read_list("ALLOWED_HOSTS", "localhost,127.0.0.1") == [
        "localhost",
        "127.0.0.1",
    ]


def test_choice_is_one_of_those_offered(say):
    say(OIDC_ADMITS="everyone")

    assert read_choice("OIDC_ADMITS", "people", {"people", "everyone"}) == "everyone"


def test_choice_that_is_not_offered_is_named(say):
    say(OIDC_ADMITS="anybody")

    with pytest.raises(ImproperlyConfigured, match="OIDC_ADMITS='anybody'"):
        read_choice("OIDC_ADMITS", "people", {"people", "everyone"})


@pytest.mark.parametrize(("value", "number"), [("7", 7), ("007", 7), ("", 3)])
def test_number_is_whole(say, value, number):
    say(LIMIT=value)

    assert read_number("LIMIT", 3) == number


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "٣", "1_000", "0"])
def test_number_below_the_least_or_none_is_refused(say, value):
    say(LIMIT=value)

    with pytest.raises(ImproperlyConfigured, match="LIMIT must be a whole number from"):
        read_number("LIMIT", 3, at_least=1)


@pytest.mark.parametrize("value", ["11", "9" * 30, "9" * 5000])
def test_number_above_the_most_is_refused(say, value):
    say(LIMIT=value)

    with pytest.raises(ImproperlyConfigured, match="whole number from 0 to 10, not"):
        read_number("LIMIT", 3, at_most=10)


# Hosts and addresses


@pytest.mark.parametrize(
    "host",
    ["skills.example.com", ".example.com", "*", "10.0.0.7", "[::1]", "Web_1", "a.b."],
)
def test_host_is_a_name_alone(say, host):
    say(ALLOWED_HOSTS=f"localhost, {host}")

    assert read_hosts("ALLOWED_HOSTS", "") == ["localhost", host]


@pytest.mark.parametrize("value", [None, "", " ", ","])
def test_hosts_that_are_not_set_are_as_usual(say, value):
    say(**({} if value is None else {"ALLOWED_HOSTS": value}))

    assert read_hosts("ALLOWED_HOSTS", "localhost,[::1]") == ["localhost", "[::1]"]


@pytest.mark.parametrize(
    "host",
    [
        *("https://a.example", "a.example:443", "a.example/", "a.example b.example"),
        *("a..example", "*.a.example", "::1", "käse.example", "."),
    ],
)
def test_what_is_no_host_name_is_refused_by_name(say, host):
    say(ALLOWED_HOSTS=f"localhost,{host}")

    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS takes host names"):
        read_hosts("ALLOWED_HOSTS", "")


@pytest.mark.parametrize(
    ("value", "origins"),
    [
        ("", []),
        ("https://a.example", ["https://a.example"]),
        ("https://a.example/", ["https://a.example"]),
        ("http://a.example:81,https://*.b", ["http://a.example:81", "https://*.b"]),
    ],
)
def test_origins_are_read_as_browsers_send_them(say, value, origins):
    say(CSRF_TRUSTED_ORIGINS=value)

    assert read_origins("CSRF_TRUSTED_ORIGINS") == origins


@pytest.mark.parametrize(
    "origin", ["a.example", "https://a.example/x", "ftp://a", "https://", "http://[x"]
)
def test_what_is_no_origin_is_refused_by_name(say, origin):
    say(CSRF_TRUSTED_ORIGINS=origin)

    with pytest.raises(ImproperlyConfigured, match="CSRF_TRUSTED_ORIGINS"):
        read_origins("CSRF_TRUSTED_ORIGINS")


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("", ""),
        ("https://a.example/", "https://a.example"),
        ("https://a.example/skills/", "https://a.example/skills"),
        (" http://127.0.0.1:8000 ", "http://127.0.0.1:8000"),
    ],
)
def test_own_address_has_no_slash_at_its_end(say, value, address):
    say(SITE_URL=value)

    assert read_site_url() == address


@pytest.mark.parametrize(
    "address",
    ["a.example", "//a.example", "mailto:a@b", "https://a/?b", "https://a/#b"],
)
def test_own_address_of_another_form_is_refused_by_name(say, address):
    say(SITE_URL=address)

    with pytest.raises(ImproperlyConfigured, match="SITE_URL takes an address"):
        read_site_url()


# Mail


@pytest.mark.parametrize("value", ["a@b.example", "Team <a@intranet>", '"A, B" <a@b>'])
def test_sender_is_an_address_with_or_without_a_name(say, value):
    say(DEFAULT_FROM_EMAIL=value)

    assert read_sender("directory@localhost") == value


@pytest.mark.parametrize("value", ["", " "])
def test_sender_that_is_not_set_is_as_usual(say, value):
    say(DEFAULT_FROM_EMAIL=value)

    assert read_sender("directory@localhost") == "directory@localhost"


@pytest.mark.parametrize("value", ["team", "A, B <a@b>", "A <a@b", "@b", "a@b\nTo: c"])
def test_sender_without_an_address_is_refused_by_name(say, value):
    say(DEFAULT_FROM_EMAIL=value)

    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL must be"):
        read_sender("directory@localhost")


def test_without_an_address_no_mail_is_set_up(say):
    assert read_email("") is None


def test_mail_is_printed_where_that_is_usual(say):
    assert read_email("console:")["backend"] == "console"


def test_mail_server_may_listen_anywhere(say):
    say(EMAIL_URL="smtps://mail.example:2525")

    assert read_email("")["port"] == 2525


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example", "smtp:", "http://mail.example", "smtp://"),
        *("smtp://mail.example:many", "smtp://mail.example:99999", "smtp://[::1"),
    ],
)
def test_address_for_mail_that_is_none_is_refused_by_name(say, url):
    say(EMAIL_URL=url)

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        read_email("")


# Single sign-on


def provider(say, **changed):
    values = {"ISSUER": "https://id.example/", "CLIENT_ID": "us", "CLIENT_SECRET": "x"}
    say(**{f"OIDC_{name}": value for name, value in (values | changed).items()})


def test_provider_needs_no_name(say):
    provider(say)

    found = read_single_sign_on()
    assert found["issuer"] == "https://id.example"
    assert found["name"] == "your organisation's account"


def test_provider_admits_people_alone_unless_told(say):
    provider(say)
    assert read_single_sign_on()["admits"] == "people"

    provider(say, ADMITS="everyone")
    assert read_single_sign_on()["admits"] == "everyone"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8080", "[::1]:8080"])
def test_provider_on_this_machine_needs_no_tls(say, host):
    provider(say, ISSUER=f"http://{host}")

    assert read_single_sign_on()["issuer"] == f"http://{host}"


@pytest.mark.parametrize(
    "issuer",
    [
        *(
            "http://id.example",
            "http://localhost.example",
            "http://localhost@id.example",
        ),
        *("ftp://localhost", "id.example", "https://[::1", "https://"),
    ],
)
def test_provider_without_tls_or_address_is_refused_by_name(say, issuer):
    provider(say, ISSUER=issuer)

    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER"):
        read_single_sign_on()


def test_each_missing_part_of_a_provider_is_named(say):
    provider(say, CLIENT_ID=" ", CLIENT_SECRET="")

    words = "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET missing"
    with pytest.raises(ImproperlyConfigured, match=words):
        read_single_sign_on()


# Whom to ask


@pytest.mark.parametrize(
    ("value", "words", "address"),
    [
        ("Ada Byron <ada@example.com>", "Ada Byron", "ada@example.com"),
        ("ada@example.com", "ada@example.com", "ada@example.com"),
        ("the help desk, extension 12", "the help desk, extension 12", ""),
        ("Ada <Löve> <ada@example.com>", "Ada <Löve>", "ada@example.com"),
        ("", "", ""),
    ],
)
def test_contact_is_words_an_address_or_both(say, value, words, address):
    say(CONTACT=value)

    assert read_contact() == {"words": words, "address": address}


@pytest.mark.parametrize(
    "value",
    [
        "Ada <ada@example.com",
        "Ada <ada>",
        "Ada <>a@b>",
        "@",
        "ada@",
        "Ada <a b@example.com>",
    ],
)
def test_contact_with_half_an_address_is_refused_by_name(say, value):
    say(CONTACT=value)

    with pytest.raises(ImproperlyConfigured, match="CONTACT must be"):
        read_contact()
