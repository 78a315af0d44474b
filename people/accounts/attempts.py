"""Which attempts to sign in count as the same, and what a locked-out reader is told.

django-axes counts them, by whose account was meant and from where. Names of nobody's
count as well: so nothing that a reader sees tells whether there is an account.
"""

import math
from ipaddress import IPv6Network, ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.accounts.accounts import find_account
from people.rules import IsProtected
from people.spelling.emails import fold_email, plain_name

# No user name has a blank.
NOBODYS = "nobody's "


def client_address(request):
    """The address that a request comes from, as a string; None on a socket.

    Behind a proxy it is what the proxy added last: the rest anyone can make up. Of
    IPv6 it is the network: whoever has one address of it has all.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        sender = ip_address(address)
    except ValueError:
        return None
    if sender.version == 6:
        network = IPv6Network((int(sender), 64), strict=False)
        sender = sender.ipv4_mapped or network.network_address
    return str(sender)


def typed_name(request, credentials):
    """The name under which an attempt counts; looked up once a request.

    With a password it is what somebody typed. Without, it is the user name of who has
    signed in, by whatever door, which may be the e-mail of another by now. Nothing else
    that is sent counts: any page can be sent a name.
    """
    credentials = credentials or {}
    typed = credentials.get("username") or ""
    if "password" not in credentials:
        return typed
    names = vars(request).setdefault("attempt_names", {})
    if typed not in names:
        names[typed] = attempt_name(typed)
    return names[typed]


def attempt_name(typed):
    """The user name of the account that is meant, else a hash of what was typed.

    So all spellings that lead to an account count together, its e-mail as well; those
    that lead to another, with the same user name in capitals, do not. What is nobody's
    name may be a password in the wrong field: its spellings count alike, unseen.
    """
    user = find_account(typed)
    return user.get_username() if user else nobodys_name(typed)


def nobodys_name(typed):
    name = fold_email(plain_name(typed))
    return NOBODYS + salted_hmac("people.accounts.attempts", name).hexdigest()


def locked_out(request, response, credentials):
    """Say how long to wait, on the page for too many attempts."""
    attempt = (
        AccessAttempt.objects.filter(
            username=typed_name(request, credentials),
            ip_address=client_address(request),
        )
        .order_by("-attempt_time")
        .first()
    )
    last = attempt.attempt_time if attempt else timezone.now()
    left = last + settings.AXES_COOLOFF_TIME - timezone.now()
    seconds = max(1, math.ceil(left.total_seconds()))
    page = render(
        request,
        "registration/locked_out.html",
        {"minutes": math.ceil(seconds / 60)},
        status=settings.AXES_HTTP_RESPONSE_CODE,
    )
    page.headers["Retry-After"] = str(seconds)
    page.headers["Cache-Control"] = "no-store"
    return page


def keep_nothing_sent(instance, **_):
    """What is sent along with an attempt may be a password, in any field.

    As a receiver it is called before an attempt is saved.
    """
    instance.get_data = instance.post_data = ""


def attempts_within_reach(user, attempts):
    """Of these attempts, a queryset, those that the user may let try again.

    At accounts with rights a superuser alone: else a directory admin could guess on.
    """
    if user.is_superuser:
        return attempts
    has_rights = Q(is_staff=True) | Q(IsProtected("is_superuser", "pk"))
    accounts = get_user_model().objects.filter(has_rights)
    return attempts.exclude(username__in=accounts.values("username"))
