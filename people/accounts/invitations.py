"""Inviting people who have a profile to sign in."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from people.accounts.accounts import AccountTaken, is_claimed, password_links
from people.accounts.acting import judge_again
from people.accounts.opening import give_account
from people.database.turns import once_more
from people.mail.sending import NotMailedError, log_fault, mail_connection, send
from people.models import Person


@dataclass
class Invitations:
    """What came of inviting some people: who was, and who was not for what reason.

    Accounts of nobody's that had the e-mail of who was are `closed`.
    """

    sent: list[Person] = field(default_factory=list)
    closed: list = field(default_factory=list)
    skipped: dict[str, list[Person]] = field(default_factory=dict)

    def skip(self, person, reason):
        self.skipped.setdefault(reason, []).append(person)


def invite(people, *, address):
    """Open an account for each person without one, and mail how to get in.

    `address` makes a path a whole address. Who could not be mailed gets no account,
    and so may be invited again; who has an account is not bothered twice.
    """
    invitations = Invitations()
    try:
        with mail_connection() as mail:
            for person in people:
                invite_one(person, mail, address, invitations)
    except NotMailedError as error:
        for person in people:
            invitations.skip(person, f"no mail can be sent ({error})")
    return invitations


def invite_one(person, mail, address, invitations):
    try:
        user, reason = open_and_mail(person, mail, address)
    except AccountTaken:
        invitations.skip(person, "another's account, or a closed one, has this e-mail")
    except NotMailedError as error:
        invitations.skip(person, f"the mail could not be sent ({error})")
    except PermissionDenied:
        raise
    except Exception:
        log_fault(person.pk)
        invitations.skip(person, "a fault came between, which is logged")
    else:
        if reason:
            return invitations.skip(person, reason)
        invitations.sent.append(person)
        if hasattr(user, "in_place_of"):
            invitations.closed.append(user.in_place_of)


@once_more
@transaction.atomic
def open_and_mail(person, mail, address):
    """The person's new account, or none and the reason against one.

    Nothing waits for anything any more once it is mailed.
    """
    # Of two invitations sent at once, the second finds the account.
    person = Person.objects.select_for_update().get(pk=person.pk)
    judge_again()
    if reason := reason_against(person):
        return None, reason
    user = give_account(person)
    send_invitation(person, user, mail, address)
    return user, None


def reason_against(person):
    if person.user_id:
        return "has an account already"
    if person.has_left:
        return "has left"
    if not person.email:
        return "has no e-mail"
    if is_claimed(person.email):
        return "single sign-on says that this e-mail is somebody else's by now"
    return None


def send_invitation(person, user, mail, address):
    """Mail what lets a person in; with single sign-on nobody needs a password."""
    link = None
    if not settings.SINGLE_SIGN_ON:
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        token = password_links.make_token(user)
        link = address(reverse("password_reset_confirm", args=[uid, token]))
    context = {
        "person": person,
        "link": link,
        "sign_in": address(reverse("login")),
        "single_sign_on": settings.SINGLE_SIGN_ON,
    }
    subject = render_to_string("registration/invitation_subject.txt").strip()
    body = render_to_string("registration/invitation_mail.txt", context)
    send(subject, body, to=person.email, mail=mail)
