"""Access that was refused, as one line of the log with the id of who asked.

A filter and no page of its own: Django logs every refusal already, without saying whom.
"""


def name_who_asked(record):
    """Take the traceback from a refusal's record, add the method and the account's id.

    Names and e-mails stay out of the log, and so does the query of the address.
    """
    if record.name == "django.security.DisallowedHost":
        # As whoever looks for servers asks: it tells the host, and that is all.
        record.exc_info = None
    request = getattr(record, "request", None)
    if getattr(record, "status_code", None) != 403 or request is None:
        return True
    user = getattr(request, "user", None)
    who = f"user {user.pk}" if user and user.pk else "nobody signed in"
    record.msg = f"{record.getMessage()}, {request.method} by {who}"
    record.args = record.exc_info = None
    return True
