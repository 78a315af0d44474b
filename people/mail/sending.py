"""Mail to one person after the other: a bad address stops nobody else's."""

from contextlib import contextmanager, suppress
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection

# A ValueError is an address that cannot be written into a mail.
FAILURES = (SMTPException, OSError, ValueError)


class NotMailedError(Exception):
    """The mail could not be sent; says why."""


@contextmanager
def mail_connection():
    """A connection for many mails; raises `NotMailedError` if there is none."""
    mail = get_connection()
    try:
        mail.open()
    except FAILURES as error:
        raise NotMailedError(str(error)) from error
    try:
        yield mail
    finally:
        hang_up(mail)


def send(subject, body, *, to, mail):
    """Send a mail to one address; raises `NotMailedError`."""
    try:
        EmailMessage(subject, body, to=[to], connection=mail).send()
    except FAILURES as error:
        # The next mail begins anew: this one may have ended the conversation.
        hang_up(mail)
        raise NotMailedError(str(error)) from error


def hang_up(mail):
    with suppress(*FAILURES):
        mail.close()
