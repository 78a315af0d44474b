"""The organisation's OpenID provider, and what it says of who came back from there.

The authorization code flow with PKCE, state and nonce.
"""

from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404
from joserfc.errors import JoseError
from requests import RequestException

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
# Seconds to connect, and to wait for an answer.
PATIENCE = (2, 3)
# Of a process with four threads at most two wait for a provider that hangs; who comes
# meanwhile is told so at once.
LINES = BoundedSemaphore(2)


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
