"""Who may do what. Roles are Django groups; `people.accounts` loads them with the user.

Members read everything but success rates (and how projects ended, where the site is set
so), and edit their own profile. Project managers staff projects as well. Directory
admins do all that, and enter data in the admin site.
"""

from django.apps import apps
from django.conf import settings

MEMBER = "Members"
MANAGER = "Project managers"
DIRECTORY_ADMIN = "Directory admins"


def roles(user):
    """Return the names of the user's groups; at most one query a request."""
    if not hasattr(user, "role_names"):
        user.role_names = list(user.groups.values_list("name", flat=True))
    return frozenset(user.role_names)


def is_directory_admin(user):
    return user.is_superuser or DIRECTORY_ADMIN in roles(user)


def is_manager(user):
    """May staff projects: a project manager, or a directory admin."""
    return MANAGER in roles(user) or is_directory_admin(user)


def may_open_admin_site(user):
    """Directory admins may; so may accounts that a superuser marked as staff."""
    return user.is_active and (user.is_staff or is_directory_admin(user))


def role_label(user):
    """The user's strongest role in words."""
    if is_directory_admin(user):
        return "directory admin"
    return "project manager" if is_manager(user) else "member"


def may_see_success_rates(user, person=None):
    """Whether the user sees the success rate of `person`, or without one, of anybody.

    Who may not see them may not filter, sort or export by them either.
    """
    if not user.is_authenticated:
        return False
    if settings.DIRECTORY["SUCCESS_RATE_VISIBLE_TO"] == "everyone":
        return True
    is_own = person is not None and person.user_id == user.pk
    return is_own or is_manager(user)


def may_see_outcomes(user):
    """Whether the user sees how all projects ended; if not, how their own ones did.

    See also: `ProjectQuerySet.with_outcomes_for`, which everything about projects that
    shows an outcome, or asks for one, goes by.
    """
    if not user.is_authenticated:
        return False
    is_open = settings.DIRECTORY["OUTCOMES_VISIBLE_TO"] == "everyone"
    return is_open or is_manager(user)


def may_see_history(user, person):
    """Whether the user sees who changed what of the person, levels and bookings too."""
    return is_manager(user) or person.user_id == user.pk


def may_erase(user, person):
    """Whether the user may erase the person, account and all: nobody erases themselves.

    A superuser's account goes with its person, so that takes a superuser.
    """
    account = person.user
    is_safe = account is None or user.is_superuser or not account.is_superuser
    return is_directory_admin(user) and person.user_id != user.pk and is_safe


def may_export_directory(user):
    """Download all that the directory holds, or what it takes to bring files in."""
    return is_directory_admin(user)


def permissions_by_role(user):
    """Return the admin site's permissions that come with a role, as a set of names.

    Accounts are only looked at, to link them to people: who may change an account
    could take any other one over. That stays with superusers.
    """
    if not is_directory_admin(user):
        return set()
    return {
        "auth.view_user",
        "admin.view_logentry",
        *(
            f"{app}.{action}_{model._meta.model_name}"
            for app in ("people", "projects")
            for model in apps.get_app_config(app).get_models()
            for action in model._meta.default_permissions
        ),
    }
