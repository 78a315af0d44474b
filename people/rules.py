"""Who may do what. Roles are Django groups, loaded with the user: see `accounts`.

Members read everything but success rates (and how projects ended, where the site is set
so), and edit their own profile. Project managers staff projects as well. Directory
admins do all that, and enter data in the admin site.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import BooleanField, Func, Q

MEMBER = "Members"
MANAGER = "Project managers"
DIRECTORY_ADMIN = "Directory admins"
ROLES = (MEMBER, MANAGER, DIRECTORY_ADMIN)


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


def directory_admins():
    """Accounts in use that are directory admins', by name."""
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(groups__name=DIRECTORY_ADMIN).order_by(
        "last_name", "first_name", "username"
    )


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


def with_seen_rate(user, people):
    """The ids of those of the people whose success rate the user sees.

    Nobody else's is worked out: not even to be thrown away.
    """
    return [one.pk for one in people if may_see_success_rates(user, one)]


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


class IsProtected(Func):
    """Whether an account is above directory admins: of `is_superuser` and its id.

    Superusers are, and who may change accounts: they could make themselves one. What
    directory admins write about people neither opens nor shuts nor mails these
    accounts, and their e-mail is their own. The database decides: its triggers ask too.
    """

    function = "people_is_protected"
    output_field = BooleanField()


def is_protected(account):
    """Asks the database where the account was not loaded with the answer."""
    known = getattr(account, "is_protected", None)
    if account.is_superuser or known is not None:
        return account.is_superuser or known
    mine = get_user_model().objects.filter(pk=account.pk)
    return mine.filter(IsProtected(False, "pk")).exists()


def account_email(account):
    """The e-mail that counts: by which an account is found, mailed and signed in.

    That is the profile's, and nowhere else; without one, and of protected accounts, it
    is the account's own. Django's own code asks for it as well: see `people.apps`.
    """
    profile = followed_profile(account)
    return profile.email if profile else account.email


def profile_name(account):
    """The name of whose account it is; blank without a profile."""
    person = getattr(account, "person", None)
    return person.name if person else ""


def followed_profile(account):
    """The profile whose e-mail is the account's, if any."""
    person = getattr(account, "person", None)
    return person if person and not is_protected(account) else None


def out_of_reach(user, people):
    """Of these people, a queryset, those whose access the user has no say in."""
    if user.is_superuser:
        return people.none()
    return people.filter(IsProtected("user__is_superuser", "user_id"))


def beyond_moving(user, people):
    """Of these people, a queryset, those whose e-mail the user has no say in.

    Nor in whether they are erased: of an account that a superuser has closed no other
    is to follow.
    """
    if user.is_superuser:
        return people.none()
    protected = IsProtected("user__is_superuser", "user_id")
    # By mail to it one chooses a password: whoever moves it has what staff may do.
    others = Q(user__is_staff=True) & ~Q(user=user.pk)
    return people.filter(Q(user__is_active=False) | others | Q(protected))


def may_change_access(user, person):
    """Whether the user may change the person's last day, and so the access."""
    people = type(person)._base_manager.filter(pk=person.pk)
    return not (person.user_id and out_of_reach(user, people).exists())


def may_move(user, person):
    """Whether the user may change the person's e-mail, which an account goes with."""
    people = type(person)._base_manager.filter(pk=person.pk)
    return not (person.user_id and beyond_moving(user, people).exists())


def may_part(user, person):
    """Whether the user may take the person's account away, which closes it.

    Nobody closes their own.
    """
    is_own = person.user_id is not None and person.user_id == user.pk
    return user.is_superuser or (not is_own and may_move(user, person))


def linkable_by(user, accounts):
    """Of these accounts, a queryset, those that the user may link to people.

    What a superuser has given goes to nobody by a directory admin.
    """
    return accounts if user.is_superuser else ungiven(accounts.filter(is_active=True))


def ungiven(accounts):
    """Of these accounts those to which no superuser has given anything."""
    plain = accounts.filter(is_staff=False, user_permissions=None)
    roles = apps.get_model("auth", "Group").objects.exclude(name=MEMBER)
    return plain.exclude(IsProtected("is_superuser", "pk")).exclude(groups__in=roles)


def may_erase(user, person):
    """Whether the user may erase the person, account and all: nobody erases themselves.

    The account goes as well: a protected or a closed one takes a superuser.
    """
    is_other = person.user_id is None or person.user_id != user.pk
    return is_directory_admin(user) and is_other and may_move(user, person)


def may_export_directory(user):
    """Download all that the directory holds, or what it takes to bring files in."""
    return is_directory_admin(user)


def permissions_by_role(user):
    """Return the admin site's permissions that come with a role, as a set of names.

    Accounts are only looked at, to link them to people: who may change an account
    could take any other one over. That stays with superusers, as does what single
    sign-on says against one.
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
            if model._meta.model_name != "verifiedemail"
            for action in model._meta.default_permissions
        ),
    }
