"""The three sign-ins of the sample organisation."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from skillsdir.sample.content import EMAIL_DOMAIN
from skillsdir.sample.workers import CAST


@dataclass(frozen=True)
class SignIn:
    """Who signs in as what; `worker` is a place in the list of people."""

    username: str
    group: str
    worker: int | None = None


SIGN_INS = (
    SignIn("admin", "Directory admins"),
    SignIn("manager", "Project managers", 0),
    SignIn("member", "Members", 1),
)


def make_accounts():
    """Create the users, without a password yet, and return them by username."""
    users = {}
    for sign_in in SIGN_INS:
        is_admin = sign_in.worker is None
        name = "Sample Admin" if is_admin else CAST[sign_in.worker][0]
        first_name, last_name = name.split()
        user = get_user_model().objects.create(
            username=sign_in.username,
            first_name=first_name,
            last_name=last_name,
            # Of the others it is the profile's.
            email=f"{sign_in.username}@{EMAIL_DOMAIN}" if is_admin else "",
            password=make_password(None),
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        user.groups.add(Group.objects.get_or_create(name=sign_in.group)[0])
        users[sign_in.username] = user
    return users


def set_passwords(users, password):
    """When they have their profiles: an account that is linked loses its password."""
    for user in users.values():
        user.password = make_password(password)
        user.save(update_fields=["password"])


def password_fits(password):
    """Whether one signs in as `member` with it."""
    member = get_user_model().objects.filter(username="member").first()
    return member is not None and member.check_password(password)
