from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q

from people.models import Person
from people.rules import MEMBER, permissions_by_role

# Django's limit is shorter than an e-mail address may be.
USERNAME_LENGTH = get_user_model()._meta.get_field("username").max_length


class AccountTaken(Exception):
    """Another person signs in with the account that has this e-mail."""


class RoleBackend(ModelBackend):
    """Signs in by user name or e-mail; loads a user, groups and person in one query.

    Permissions come with the role, from code: rows that grant them would have to be
    made after `post_migrate` and be kept alike everywhere.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        user = find_account(username)
        if user is None:
            # As much work as for an account, so that the time taken tells nothing.
            get_user_model()().set_password(password)
            return None
        right = user.check_password(password)
        return user if right and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user):
        """People who left are out, at the next request of a session as well."""
        person = getattr(user, "person", None)
        return super().user_can_authenticate(user) and not (person and person.has_left)

    def get_user(self, user_id):
        names = Group.objects.filter(user=OuterRef("pk")).order_by("name")
        user = (
            get_user_model()
            ._default_manager.annotate(role_names=ArraySubquery(names.values("name")))
            .select_related("person")
            .defer("person__search_text", "person__name_text", "person__sort_name")
            .filter(pk=user_id)
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None

    def get_group_permissions(self, user_obj, obj=None):
        granted = super().get_group_permissions(user_obj, obj)
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return granted
        return granted | permissions_by_role(user_obj)


def find_account(typed):
    """Return the one account that somebody means by a user name or an e-mail.

    The exact user name goes first, then the user name, the account's e-mail and the
    profile's e-mail in any case. Where two accounts fit equally well, neither is meant.
    """
    typed = typed.strip()
    accounts = get_user_model().objects.select_related("person")
    found = list(
        accounts.filter(
            Q(username__iexact=typed)
            | Q(email__iexact=typed)
            | Q(person__email__iexact=typed)
        )
    )
    folded = typed.casefold()
    for fits in (
        lambda user: user.username == typed,
        lambda user: user.username.casefold() == folded,
        lambda user: user.email.casefold() == folded,
        lambda user: True,
    ):
        if meant := [user for user in found if fits(user)]:
            return meant[0] if len(meant) == 1 else None
    return None


@transaction.atomic
def open_account(person):
    """Give the person an account of the group Members, without a password.

    An account of nobody's with the same e-mail is theirs; raises `AccountTaken` if it
    is somebody else's. An account that the person has already stays as it is.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user:
        return person.user
    user = account_with_email(person.email)
    if user is None:
        user = make_account(person.email, person.name)
    elif hasattr(user, "person"):
        raise AccountTaken
    person.user = user
    person.save(update_fields=["user"])
    return user


def account_with_email(email):
    """The account with this e-mail, or with it as its user name; or None."""
    accounts = get_user_model().objects.filter(
        Q(email__iexact=email) | Q(username__iexact=email[:USERNAME_LENGTH])
    )
    if len(accounts) > 1:
        raise AccountTaken
    return accounts[0] if accounts else None


def make_account(email, name):
    first_name, _, last_name = name.partition(" ")
    user = get_user_model()(
        username=email[:USERNAME_LENGTH].lower(),
        email=email,
        first_name=first_name[:150],
        last_name=last_name[:150],
    )
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get(name=MEMBER))
    return user
