"""Who acts: a request is judged when it writes, not when it begins.

In between it may wait, for a row or for an import. Whoever asked may be closed, parted,
demoted or signed out by then.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection

from people.accounts.accounts import RoleBackend, accounts_with
from people.rules import is_protected, roles

ACTING = ContextVar("acting", default=None)


class StandingChanged(PermissionDenied):
    """Who acts is not as they were when their request began."""

    def __init__(self):
        super().__init__(
            "Meanwhile the account that asked for it was changed, or signed out."
        )


@contextmanager
def acting(request):
    """Have all that is written judged by the account and the session of the request."""
    token = ACTING.set(request)
    try:
        yield
    finally:
        ACTING.reset(token)


def judge_again():
    """Raise `StandingChanged` unless who acts still is who they were.

    Called in the transaction that writes, when it has the rows that it may wait for:
    until its end the account, its person and its rights stay as they are. Commands act
    for nobody.
    """
    if request := acting_request():
        hold_account(request.user.pk)
        check_standing(request)


def judge_in_passing():
    """As `judge_again`, but keeps nobody waiting: what takes long judges at its end."""
    if request := acting_request():
        check_standing(request)


def judge_rights():
    """At the end of what takes long, and may have changed the own person itself."""
    if request := acting_request():
        hold_account(request.user.pk)
        if not keeps_rights(request, account_now(request)):
            raise StandingChanged


def acting_request():
    request = ACTING.get()
    return request if request and request.user.is_authenticated else None


def hold_account(pk):
    """Lock it with its person and its rights, in the order of who links the two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_hold_account(%s)", [pk])


def check_standing(request):
    user, now = request.user, account_now(request)
    is_same = (
        keeps_rights(request, now)
        and RoleBackend().user_can_authenticate(now)
        and now.get_session_auth_hash() == user.get_session_auth_hash()
    )
    if not is_same:
        raise StandingChanged


def account_now(request):
    return accounts_with.first(request.user.pk)


def keeps_rights(request, now):
    """Whether the account may what it might, and the session is there."""
    session = Session.objects.filter(session_key=request.session.session_key)
    return now and rights_of(now) == rights_of(request.user) and session.exists()


def rights_of(user):
    flags = user.is_active, user.is_staff, user.is_superuser, is_protected(user)
    return *flags, user.password, roles(user)


def stay_signed_in(request):
    """Keep the session: its reader is changing the e-mail of the own account.

    Called in the transaction that does so, and that has judged who acts.
    """
    user = account_now(request)
    if keeps_rights(request, user) and RoleBackend().user_can_authenticate(user):
        update_session_auth_hash(request, user)
        request.user = user
