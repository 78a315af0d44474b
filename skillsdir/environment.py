"""Reading environment variables; a bad value stops the start and names itself."""

import os
import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.utils import get_random_secret_key
from django.core.validators import validate_email

# A name without scheme, port and path; a dot in front: its subdomains too.
HOST = re.compile(
    r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]", re.IGNORECASE
)


def read_flag(name, default):
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return default


def read_list(name, default=""):
    parts = map(str.strip, os.environ.get(name, default).split(","))
    return [part for part in parts if part]


def read_hosts(name, default):
    hosts = read_list(name) or default.split(",")
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} takes host names alone, as skills.example.com, not {host!r}."
            )
    return hosts


def read_origins(name):
    """Origins as browsers send them: without a path, were it a slash."""
    return [read_web_address(name, part, is_origin=True) for part in read_list(name)]


def read_web_address(name, address, *, is_origin=False):
    """The address of a site without a slash at its end."""
    parts, _ = split_address(name, address)
    more = parts.query or parts.fragment or (is_origin and parts.path.strip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or more:
        kind = "origins" if is_origin else "an address"
        raise ImproperlyConfigured(
            f"{name} takes {kind} as https://skills.example.com, not {address!r}."
        )
    return address.rstrip("/")


def read_site_url():
    """The directory's own address, or nothing where none is set."""
    address = os.environ.get("SITE_URL", "").strip()
    return address and read_web_address("SITE_URL", address)


def read_sender(default):
    value = os.environ.get("DEFAULT_FROM_EMAIL", "").strip() or default
    address = parseaddr(value)[1]
    is_whole = value == address or value.endswith(f"<{address}>")
    if not (is_whole and re.fullmatch(r"[^@\s]+@[^@\s]+", address)):
        raise ImproperlyConfigured(
            f"DEFAULT_FROM_EMAIL must be an e-mail address, alone or as in “Skills "
            f"<skills@example.com>”, not {value!r}."
        )
    return value


def read_choice(name, default, choices):
    value = os.environ.get(name) or default
    if value not in choices:
        few = f" It takes {', '.join(sorted(choices))}." if len(choices) < 10 else ""
        raise ImproperlyConfigured(f"{name}={value!r} is not known.{few}")
    return value


def read_visibility():
    """Who sees success rates and how projects ended, by the names of the settings.

    A rate tells how projects ended, so it cannot be for everybody where that is not.
    """
    readers = {"managers", "everyone"}
    rates = read_choice("SUCCESS_RATE_VISIBLE_TO", "managers", readers)
    outcomes = read_choice("OUTCOMES_VISIBLE_TO", "everyone", readers)
    if rates == "everyone" and outcomes == "managers":
        raise ImproperlyConfigured(
            "SUCCESS_RATE_VISIBLE_TO=everyone would tell what "
            "OUTCOMES_VISIBLE_TO=managers hides: a success rate is counted from how "
            "projects ended. Set both to managers, or OUTCOMES_VISIBLE_TO to everyone."
        )
    return {"SUCCESS_RATE_VISIBLE_TO": rates, "OUTCOMES_VISIBLE_TO": outcomes}


def read_number(name, default, at_least=0, at_most=1_000_000_000):
    value = os.environ.get(name) or str(default)
    is_whole = re.fullmatch("[0-9]{1,20}", value)
    if not (is_whole and at_least <= int(value) <= at_most):
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {at_least} to {at_most:,}, "
            f"not {value!r}."
        )
    return int(value)


def read_secret_key(debug):
    value = os.environ.get("SECRET_KEY", "")
    if value.strip():
        return value
    if debug:
        return get_random_secret_key()
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Give it a long random value, or DEBUG=1 on your "
        "own machine."
    )


def read_database(var_dir):
    """Django's settings for DATABASE_URL, or else for the embedded server below var."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "skillsdir.embedded",
            "NAME": "skillsdir",
            "EMBEDDED_DIR": Path(
                os.environ.get("EMBEDDED_DIR") or var_dir / "postgres"
            ).absolute(),
            "EMBEDDED_SETTINGS": {
                "shared_buffers": "256MB",
                "random_page_cost": "1.1",
                "fsync": "on" if read_flag("EMBEDDED_FSYNC", True) else "off",
            },
        }
    try:
        database = dj_database_url.parse(url)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    if database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    if not (database["NAME"] or database.get("OPTIONS", {}).get("service")):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database: postgresql://user:password@host:port/name."
        )
    return database


def split_address(name, address):
    """The parts of an address, its port among them."""
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from None


def read_email(default):
    """How to send mail, from EMAIL_URL: smtp+tls://user:password@host:587 or console:

    Returns a dictionary of parts, or None where no mail is set up.
    """
    url = os.environ.get("EMAIL_URL") or default
    if not url:
        return None
    parts, port = split_address("EMAIL_URL", url)
    usual_ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme != "console" and not (
        parts.scheme in usual_ports and parts.hostname
    ):
        raise ImproperlyConfigured(
            "EMAIL_URL must be console: or name a host behind smtp://, smtp+tls:// or "
            "smtps://."
        )
    return {
        "backend": "console" if parts.scheme == "console" else "smtp",
        "host": parts.hostname or "",
        "port": port or usual_ports.get(parts.scheme, 0),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starts_tls": parts.scheme == "smtp+tls",
        "is_tls": parts.scheme == "smtps",
    }


def read_contact():
    """Who helps with accounts and rights, in words, and an address if there is one."""
    value = os.environ.get("CONTACT", "").strip()
    both = re.fullmatch("(.*)<(.*)>", value)
    words, address = both.groups() if both else (value, value if "@" in value else "")
    try:
        validate_email(address or "nobody@example.com")
    except ValidationError:
        raise ImproperlyConfigured(
            f"CONTACT must be words, an e-mail address, or both as in "
            f"“Ada Lovelace <ada@example.com>”, not {value!r}."
        ) from None
    return {"words": words.strip() or address, "address": address}


def read_single_sign_on():
    """The OpenID provider to sign in at, or None; nothing is asked of it here."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    values = [os.environ.get(name, "").strip() for name in names]
    if not any(values):
        return None
    if not all(values):
        missing = [name for name, value in zip(names, values, strict=True) if not value]
        raise ImproperlyConfigured(
            f"Single sign-on is set up by half: {' and '.join(missing)} missing."
        )
    issuer, _ = split_address("OIDC_ISSUER", values[0])
    is_here = issuer.hostname in {"localhost", "127.0.0.1", "::1"}
    schemes = {"http", "https"} if is_here else {"https"}
    if not issuer.hostname or issuer.scheme not in schemes:
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https:// and a host.")
    return {
        "issuer": values[0].rstrip("/"),
        "client_id": values[1],
        "client_secret": values[2],
        # On the button: "Sign in with …".
        "name": os.environ.get("OIDC_NAME") or "your organisation's account",
        "admits": read_choice("OIDC_ADMITS", "people", {"people", "everyone"}),
    }
