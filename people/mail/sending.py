"""Mail to one person after the other: a bad address stops nobody else's."""

import logging
from contextlib import contextmanager, suppress
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import connection

logger = logging.getLogger(__name__)

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


def mail_each(ids, tell):
    """`tell_each` over one connection, which `tell` takes after the id.

    Raises `NotMailedError` if there is no connection.
    """
    with mail_connection() as mail:
        return tell_each(ids, lambda pk: tell(pk, mail))


def tell_each(ids, tell):
    """Have each told; returns how many were, and were not.

    `tell` takes an id and returns whether there was a mail; one that fails stops
    nobody else's, nor does a fault on the way to it, which is logged. Where the
    database is away, that ends it.
    """
    sent = failed = 0
    for pk in ids:
        try:
            sent += tell(pk)
        except NotMailedError:
            failed += 1
        except Exception:
            log_fault(pk)
            failed += 1
    return sent, failed


def log_fault(pk):
    """Log what is being handled; raises it again where the database is away."""
    logger.exception("No mail for id %s", pk)
    if not connection.is_usable():
        raise


def send(subject, body, *, to, mail, headers=None):
    """Send a mail to one address; raises `NotMailedError`."""
    try:
        EmailMessage(subject, body, to=[to], connection=mail, headers=headers).send()
    except FAILURES as error:
        # The next mail begins anew: this one may have ended the conversation.
        hang_up(mail)
        raise NotMailedError(str(error)) from error


def hang_up(mail):
    with suppress(*FAILURES):
        mail.close()
