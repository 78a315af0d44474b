"""Signing in at the organisation's OpenID provider: off unless settings name one.

The authorization code flow with PKCE, state and nonce, begun by a link: a form that led
to another site would need a weaker Content-Security-Policy. Who the provider says
signed in is found among the people by e-mail, if the provider says that it checked the
address.
"""

import logging
from functools import lru_cache

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db.models import Value
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from people.accounts import (
    AccountTaken,
    RoleBackend,
    account_with_email,
    make_account,
    open_account,
)
from people.models import Person

logger = logging.getLogger(__name__)

# Signatures that need the provider's private key: neither "none" nor a shared secret.
SIGNATURES = {
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
} | {"EdDSA"}
# What goes wrong on the way to the provider and back.
FAILURES = (
    AuthlibBaseError,
    JoseError,
    RequestException,
    LookupError,
    RuntimeError,
    ValueError,
)
NEXT = "single_sign_on_next"


class Refused(Exception):
    """The provider knows who it is, but the directory does not let them in."""


@login_not_required
@require_GET
@never_cache
def start(request):
    try:
        response = provider().authorize_redirect(request, return_address(request))
    except FAILURES as error:
        return back(request, "The sign-in service does not answer. Try later.", error)
    request.session[NEXT] = request.GET.get("next", "")
    return response


@login_not_required
@require_GET
@never_cache
def finish(request):
    try:
        claims = read_claims(request)
    except FAILURES as error:
        return back(request, "Signing in was not completed. Try again.", error)
    try:
        user = account_for(claims)
    except Refused as error:
        return back(request, str(error), error)
    next_page = request.session.pop(NEXT, "")
    login(request, user, backend="people.accounts.RoleBackend")
    is_ours = url_has_allowed_host_and_scheme(
        next_page, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(next_page if is_ours else settings.LOGIN_REDIRECT_URL)


def return_address(request):
    return request.build_absolute_uri(reverse("single-sign-on-return"))


def back(request, words, error):
    """To the sign-in page, with the reason; the log has the details."""
    logger.warning("Single sign-on: %s (%r)", words, error)
    messages.error(request, words)
    return redirect(settings.LOGIN_URL)


# The provider


def provider():
    """The client of the provider that settings name, its addresses loaded.

    Raises one of `FAILURES` where the provider does not answer, or not as it should.
    """
    if not settings.SINGLE_SIGN_ON:
        raise Http404("Single sign-on is switched off.")
    names = ("issuer", "client_id", "client_secret")
    client = make_client(*(settings.SINGLE_SIGN_ON[name] for name in names))
    found = client.load_server_metadata()
    if found["issuer"].rstrip("/") != settings.SINGLE_SIGN_ON["issuer"]:
        raise ValueError(f"The provider calls itself {found['issuer']}.")
    offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
    found["id_token_signing_alg_values_supported"] = sorted(SIGNATURES & {*offered})
    return client


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
            "default_timeout": 10,
        },
    )


def read_claims(request):
    """What the provider says of who came back, checked; see `provider` for errors."""
    client = provider()
    wanted = {
        "iss": {"essential": True, "value": client.server_metadata["issuer"]},
        "aud": {"essential": True, "value": client.client_id},
    }
    token = client.authorize_access_token(request, claims_options=wanted)
    claims = token["userinfo"]
    if "email" not in claims:
        more = client.userinfo(token=token)
        # Said by another than the checked token, it must be of the same person.
        if more["sub"] != claims["sub"]:
            raise ValueError("The provider speaks of two people.")
        claims = {**more, **claims}
    return claims


# Who it is


def account_for(claims):
    """Return the account of who the provider says signed in, making one if need be.

    Raises `Refused`, with the words for the reader.
    """
    email = str(claims.get("email") or "")
    verified = claims.get("email_verified")
    # Some providers write the truth as a word.
    if not email or not (verified is True or verified == "true"):
        raise Refused(
            "The sign-in service has not verified your e-mail address. Verify it "
            "there, then try again."
        )
    try:
        user = account_by_email(email, str(claims.get("name") or ""))
    except AccountTaken:
        raise Refused(
            f"More than one account here has the e-mail {email}. Ask the person who "
            "runs this directory."
        ) from None
    if user is None or not RoleBackend().user_can_authenticate(user):
        raise Refused(
            f"Nobody here has the e-mail {email}. Ask the person who runs this "
            "directory to add you."
        )
    # A directory admin may change who a profile belongs to, but not become superuser.
    if user.is_superuser and user.email.casefold() != email.casefold():
        raise Refused("Your account has another e-mail address. Use your password.")
    return user


def account_by_email(email, name):
    """The account of a person who is here, or of anybody where everyone is admitted."""
    with_email = Person.objects.annotate(folded=Lower("email")).filter(
        folded=Lower(Value(email))
    )
    if person := with_email.first():
        return None if person.has_left else open_account(person)
    if settings.SINGLE_SIGN_ON["admits"] != "everyone":
        return None
    return account_with_email(email) or make_account(email, name)
