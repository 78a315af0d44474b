"""Signing in at the organisation's OpenID provider: off unless settings name one.

The authorization code flow with PKCE, state and nonce, begun by a link: a form that led
to another site would need a weaker Content-Security-Policy. Whose account it is then,
`people.accounts.identities` says.
"""

import logging
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from people.accounts.identities import Refused, account_for

logger = logging.getLogger(__name__)

# Signatures that need the provider's private key: neither "none" nor a shared secret.
SIGNATURES = {
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
} | {"EdDSA"}
# What goes wrong on the way to the provider and back. What it sends is another's, and
# may be of any shape.
FAILURES = (
    AuthlibBaseError,
    JoseError,
    RequestException,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
NEXT = "single_sign_on_next"
# Seconds to connect, and to wait for an answer.
PATIENCE = (2, 3)
# Of a process with four threads at most two wait for a provider that hangs; who comes
# meanwhile is told so at once.
LINES = BoundedSemaphore(2)


@login_not_required
@require_GET
@never_cache
def start(request):
    try:
        with line():
            response = provider().authorize_redirect(request, return_address(request))
    except FAILURES as error:
        return turn_away(
            request, "The sign-in service does not answer. Try later.", error
        )
    request.session[NEXT] = request.GET.get("next", "")
    return response


@login_not_required
@require_GET
@never_cache
def finish(request):
    try:
        with line():
            claims = read_claims(request)
    except FAILURES as error:
        return turn_away(request, "Signing in was not completed. Try again.", error)
    try:
        user = account_for(claims)
    except Refused as error:
        return turn_away(request, str(error), error)
    next_page = request.session.pop(NEXT, "")
    login(request, user, backend="people.accounts.accounts.RoleBackend")
    is_ours = url_has_allowed_host_and_scheme(
        next_page, {request.get_host()}, require_https=request.is_secure()
    )
    # Not by `redirect`, which takes words for names of pages.
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    return HttpResponseRedirect(next_page if is_ours else home)


def return_address(request):
    return request.build_absolute_uri(reverse("single-sign-on-return"))


def turn_away(request, words, error):
    """To the sign-in page, with the reason; the log has the details."""
    logger.warning("Single sign-on: %s (%r)", words, error)
    messages.error(request, words)
    return redirect(settings.LOGIN_URL)


# The provider


@contextmanager
def line():
    """One of the few conversations with the provider that there may be at once."""
    if not LINES.acquire(timeout=0.2):
        raise RuntimeError("Others wait for the provider already.")
    try:
        yield
    finally:
        LINES.release()


def provider():
    """The client of the provider that settings name, its addresses loaded.

    Raises one of `FAILURES` where the provider does not answer, or not as it should.
    """
    if not settings.SINGLE_SIGN_ON:
        raise Http404("Single sign-on is switched off.")
    names = ("issuer", "client_id", "client_secret")
    client = make_client(*(settings.SINGLE_SIGN_ON[name] for name in names))
    try:
        check_metadata(client.load_server_metadata())
    except FAILURES:
        # What was read is not kept: next time the provider may have come to itself.
        make_client.cache_clear()
        raise
    return client


def check_metadata(metadata):
    """Leave the signatures that we take; raises one of `FAILURES` at what is odd."""
    if metadata["issuer"].rstrip("/") != settings.SINGLE_SIGN_ON["issuer"]:
        raise ValueError(f"The provider calls itself {metadata['issuer']}.")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if urlsplit(metadata[name]).scheme not in ("http", "https"):
            raise ValueError(f"The provider's {name} is no address.")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = sorted(SIGNATURES & {*offered})


@lru_cache(maxsize=4)
def make_client(issuer, client_id, client_secret):
    """Asks nothing yet: the provider's addresses are read at the first sign-in."""
    return OAuth().register(
        "oidc",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


def read_claims(request):
    """What the provider says of who came back, checked; see `provider` for errors."""
    client = provider()
    wanted = {
        "iss": {"essential": True, "value": client.server_metadata["issuer"]},
        "aud": {"essential": True, "value": client.client_id},
    }
    try:
        token = client.authorize_access_token(request, claims_options=wanted)
    except FAILURES:
        # Its keys, too, are read anew.
        client.server_metadata.pop("jwks", None)
        raise
    claims = token["userinfo"]
    if "email" not in claims:
        more = client.userinfo(token=token)
        # Said by another than the checked token, it must be of the same person.
        if more["sub"] != claims["sub"]:
            raise ValueError("The provider speaks of two people.")
        # Whether it is verified is said of this e-mail: by who says the e-mail.
        is_verified = more.get("email_verified")
        claims = {**more, **claims, "email_verified": is_verified}
    if not isinstance(claims["sub"], str):
        raise ValueError("The provider does not say who it is.")
    return claims
