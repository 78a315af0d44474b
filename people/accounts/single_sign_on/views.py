"""Signing in at the organisation's OpenID provider: off unless settings name one.

It begins by a link: a form that led to another site would need a weaker
Content-Security-Policy. Whose account it is then, `identities` says.
"""

import logging
from time import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.accounts.single_sign_on.claims import Refused
from people.accounts.single_sign_on.identities import (
    PasswordFirst,
    account_for,
    connect,
)
from people.accounts.single_sign_on.provider import (
    FAILURES,
    line,
    provider,
    read_claims,
)

logger = logging.getLogger(__name__)
NEXT = "single_sign_on_next"
# Who came for an account with rights, and how many seconds they have for its password.
CLAIMED, CLAIM_LASTS = "single_sign_on_claimed", 600


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
    request.session.pop(CLAIMED, None)
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
    next_page = request.session.pop(NEXT, "")
    try:
        user = account_for(claims)
    except PasswordFirst as first:
        request.session[CLAIMED] = [time(), *first.claim]
        return redirect_to_login(next_page)
    except Refused as error:
        return turn_away(request, str(error), error)
    login(request, user, backend="people.accounts.accounts.RoleBackend")
    is_ours = url_has_allowed_host_and_scheme(
        next_page, {request.get_host()}, require_https=request.is_secure()
    )
    # Not by `redirect`, which takes words for names of pages.
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    return HttpResponseRedirect(next_page if is_ours else home)


def claim_of(request):
    """The account, and the subject and e-mail that came for it not long ago; or None.

    Asked for before signing in: who is another begins a new session.
    """
    since, *claim = request.session.get(CLAIMED, [0])
    is_new = 0 <= time() - since < CLAIM_LASTS
    return claim if is_new and settings.SINGLE_SIGN_ON else None


def grant(claim, request):
    """Have the provider open the account that was signed in to with its password."""
    request.session.pop(CLAIMED, None)
    pk, subject, email = claim
    if request.user.pk != pk:
        words = f"The sign-in service knows you by {email}: not this account’s e-mail."
        messages.warning(request, words)
    elif connect(request.user, subject, email):
        name = settings.SINGLE_SIGN_ON["name"]
        messages.success(request, f"You can sign in with {name} from now on.")


def return_address(request):
    return request.build_absolute_uri(reverse("single-sign-on-return"))


def turn_away(request, words, error):
    """To the sign-in page, with the reason; the log has the details."""
    logger.warning("Single sign-on: %s (%r)", words, error)
    messages.error(request, words)
    return redirect(settings.LOGIN_URL)
