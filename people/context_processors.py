from django.conf import settings

from people import rules
from people.paths import mail_link


def role(request):
    """What the top bar says of the user, beside the name, and offers them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"role": "", "is_directory_admin": False, "may_open_admin_site": False}
    return {
        "role": rules.role_label(user),
        "is_directory_admin": rules.is_directory_admin(user),
        "may_open_admin_site": rules.may_open_admin_site(user),
    }


def help_at_hand(request):
    """Whom to ask where a page turns somebody away: names, with links to write to.

    Who is not signed in is told of nobody but of the contact that the site is given. It
    costs a query where a page shows it.
    """
    contact, user = settings.CONTACT, getattr(request, "user", None)
    if contact["words"]:
        return {"helpers": [helper(contact["words"], contact["address"])]}
    is_known = user is not None and user.is_authenticated
    return {"helpers": admins_by_name if is_known else []}


def admins_by_name():
    return [
        helper(user.get_full_name() or user.get_username(), user.email)
        for user in rules.directory_admins()[:3]
    ]


def helper(name, address):
    return {"name": name, "link": mail_link([address]) if address else ""}
