"""Which attempts to sign in count as the same, and what a locked-out reader is told.

django-axes counts them, by what was typed and from where, whether or not such an
account exists: so nothing here tells that it does.
"""

import math
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone


def client_address(request):
    """The address that a request comes from, as a string; None on a socket.

    Behind a proxy it is what the proxy added last: the rest anyone can make up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def typed_name(request, credentials):
    """The name of an attempt, alike in any case, cut to what a row can hold."""
    typed = request.POST.get("username") or (credentials or {}).get("username") or ""
    return typed.strip().replace("\0", "").casefold()[:255]


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
