import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "DEFAULT_FROM_EMAIL",
    "DEBUG",
    "EMAIL_URL",
    "EMBEDDED_DIR",
    "HTTPS",
    "OUTCOMES_VISIBLE_TO",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_ISSUER",
    "SEARCHES_PER_MINUTE",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SESSION_HOURS",
    "SIGN_IN_WAIT_MINUTES",
    "SITE_URL",
    "SUCCESS_RATE_VISIBLE_TO",
    "TIME_ZONE",
)
SINGLE_SIGN_ON = {
    "OIDC_ISSUER": "https://id.example/realm/",
    "OIDC_CLIENT_ID": "directory",
    "OIDC_CLIENT_SECRET": "secret",
}


@pytest.fixture
def load(monkeypatch):
    """The settings as a fresh process with only these variables would see them."""

    def load(**environment):
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "skillsdir" / "settings.py"))

    return load


def test_a_missing_secret_key_stops_the_start(load):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        load()


def test_debug_makes_a_secret_key_up_for_each_process(load):
    assert load(DEBUG="1")["SECRET_KEY"] != load(DEBUG="1")["SECRET_KEY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("HTTPS", "2"),
        ("TIME_ZONE", "Mars/Base"),
        ("DATABASE_URL", "mysql://localhost/skills"),
        ("DATABASE_URL", "nonsense"),
        ("SUCCESS_RATE_VISIBLE_TO", "nobody"),
        ("OUTCOMES_VISIBLE_TO", "members"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://mail.example:none"),
        ("SEARCHES_PER_MINUTE", "-1"),
        ("SESSION_HOURS", "²"),
        ("SIGN_IN_ATTEMPTS", "0"),
        ("SESSION_HOURS", "99999999999999"),
        ("SIGN_IN_WAIT_MINUTES", "99999999999999"),
        ("SITE_URL", "skills.example"),
        ("DEFAULT_FROM_EMAIL", "nobody"),
        ("ALLOWED_HOSTS", "https://skills.example"),
        ("CSRF_TRUSTED_ORIGINS", "skills.example"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("SECRET_KEY", " "),
    ],
)
def test_a_bad_value_stops_the_start_and_names_the_variable(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{"SECRET_KEY": "x"} | {name: value})


def seen_by(load, rates, outcomes):
    visible = {"SUCCESS_RATE_VISIBLE_TO": rates, "OUTCOMES_VISIBLE_TO": outcomes}
    directory = load(DEBUG="1", **visible)["DIRECTORY"]
    return {name: directory[name] for name in visible}


def test_outcomes_are_for_everyone_and_rates_for_managers_unless_told_otherwise(load):
    directory = load(DEBUG="1")["DIRECTORY"]
    assert directory["OUTCOMES_VISIBLE_TO"] == "everyone"
    assert directory["SUCCESS_RATE_VISIBLE_TO"] == "managers"


@pytest.mark.parametrize(
    ("rates", "outcomes"),
    [("managers", "everyone"), ("managers", "managers"), ("everyone", "everyone")],
)
def test_who_sees_rates_and_outcomes_is_set_apart(load, rates, outcomes):
    assert list(seen_by(load, rates, outcomes).values()) == [rates, outcomes]


def test_rates_for_everyone_where_outcomes_are_hidden_stop_the_start(load):
    words = "SUCCESS_RATE_VISIBLE_TO=everyone would tell what OUTCOMES_VISIBLE_TO"
    with pytest.raises(ImproperlyConfigured, match=words):
        seen_by(load, "everyone", "managers")


def test_https_is_on_unless_debugging_or_told_otherwise(load):
    assert load(SECRET_KEY="x")["SESSION_COOKIE_SECURE"]
    assert not load(DEBUG="1")["SECURE_SSL_REDIRECT"]
    assert not load(SECRET_KEY="x", HTTPS="0")["SECURE_SSL_REDIRECT"]


def test_cookies_are_of_this_host_alone_where_there_is_https(load):
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
    secure, plain = load(SECRET_KEY="x"), load(DEBUG="1")
    assert [secure[name] for name in names] == ["__Host-sessionid", "__Host-csrftoken"]
    assert [plain[name] for name in names] == ["sessionid", "csrftoken"]


def test_without_mail_settings_mail_is_printed_on_plain_http_alone(load):
    printed = load(DEBUG="1")
    assert printed["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert printed["CAN_MAIL"]
    assert not load(SECRET_KEY="x")["CAN_MAIL"]


@pytest.mark.parametrize(
    ("scheme", "port", "starts_tls", "is_tls"),
    [
        ("smtp", 25, False, False),
        ("smtp+tls", 587, True, False),
        ("smtps", 465, False, True),
    ],
)
def test_email_url_names_a_mail_server(load, scheme, port, starts_tls, is_tls):
    mail = load(DEBUG="1", EMAIL_URL=f"{scheme}://me%40x:p%3Aw@mail.example")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example", port)
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (starts_tls, is_tls)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("me@x", "p:w")


def test_single_sign_on_is_off_unless_set_up(load):
    assert load(DEBUG="1")["SINGLE_SIGN_ON"] is None


def test_single_sign_on_needs_three_variables(load):
    found = load(DEBUG="1", **SINGLE_SIGN_ON)["SINGLE_SIGN_ON"]
    assert found["issuer"] == "https://id.example/realm"
    assert found["admits"] == "people"


@pytest.mark.parametrize("missing", SINGLE_SIGN_ON)
def test_single_sign_on_set_up_by_half_stops_the_start(load, missing):
    rest = {name: value for name, value in SINGLE_SIGN_ON.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=f"{missing} missing"):
        load(DEBUG="1", **rest)


def test_a_provider_without_tls_stops_the_start(load):
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER must begin with"):
        load(DEBUG="1", **SINGLE_SIGN_ON | {"OIDC_ISSUER": "http://id.example"})


def test_without_a_database_url_the_embedded_server_is_used(load):
    database = load(DEBUG="1")["DATABASES"]["default"]
    assert database["ENGINE"] == "skillsdir.embedded"


def test_database_url_names_a_server_and_may_carry_options(load):
    url = "postgresql://ann:pw@db.example:5433/skills?connect_timeout=9"
    database = load(DEBUG="1", DATABASE_URL=url)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"]) == ("db.example", 5433)
    assert database["OPTIONS"]["connect_timeout"] == 9
    assert database["OPTIONS"]["options"].startswith("-c jit=off ")


def test_importing_settings_starts_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("EMBEDDED_DIR", str(tmp_path / "postgres"))
    command = [sys.executable, "-c", "import skillsdir.settings"]
    subprocess.run(command, cwd=ROOT, check=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"), [("jit", "off"), ("max_parallel_workers_per_gather", "0")]
)
def test_no_connection_compiles_or_has_workers(name, value):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)
