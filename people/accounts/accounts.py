import logging
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, Q, Subquery, Value
from django.utils.crypto import salted_hmac

from people.accounts.names import has_rights, is_set_apart, known_emails
from people.accounts.saving import PasswordOutdated
from people.database.compiled import CompiledQuery
from people.fields import AsciiLower
from people.models import Person, PersonEvent, VerifiedEmail
from people.rules import (
    IsProtected,
    account_email,
    followed_profile,
    is_protected,
    permissions_by_role,
)
from people.spelling.emails import fold_case, fold_email, is_same_email, plain_name
from people.words import local_day

logger = logging.getLogger(__name__)


def events_with_another_email(person, email):
    """Ids of the history in which the person had another e-mail, the latest first."""
    events = PersonEvent.objects.filter(pgh_obj=person).order_by("-pgh_id")
    # Most are written alike: to compare those costs less than to fold them.
    others = events.exclude(email=email).exclude(email__folded=AsciiLower(email))
    return others.values("pgh_id")


class EmailChanges(Func):
    """How often the own e-mail of an account has changed, by its id."""

    function = "people_email_changes"
    output_field = IntegerField()


# Accounts with their person, whether they are protected, and since when they have the
# e-mail: see `owner_of`.
KNOWN = (
    get_user_model()
    ._default_manager.annotate(
        is_protected=IsProtected("is_superuser", "pk"),
        email_changes=EmailChanges("pk"),
        email_since=Subquery(
            events_with_another_email(OuterRef("person"), OuterRef("person__email"))[:1]
        ),
    )
    .select_related("person")
)
# Those with their roles: every request asks for one of them, and putting this together
# takes longer than the answer.
ACCOUNTS = KNOWN.annotate(
    role_names=ArraySubquery(
        Group.objects.filter(user=OuterRef("pk")).order_by("name").values("name")
    )
).defer("person__search_text", "person__name_text", "person__sort_name")


@CompiledQuery
def accounts_with(pk):
    return ACCOUNTS.filter(pk=pk)


class AccountTaken(Exception):
    """The account with this e-mail is another's, or closed; or there is no e-mail."""


class RoleBackend(ModelBackend):
    """Signs in by user name or e-mail; loads a user, groups and person in one query.

    Permissions come with the role, from code: rows that grant them would have to be
    made after `post_migrate` and be kept alike everywhere.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        users = find_accounts(username)
        if not users:
            # As much work as for an account, so that the time taken tells nothing.
            get_user_model()().set_password(password)
            return None
        try:
            right = [user for user in users if user.check_password(password)]
        except PasswordOutdated:
            # Its hash was to be made anew.
            return self.authenticate(request, username, password)
        return next(filter(self.user_can_authenticate, right), None)

    def user_can_authenticate(self, user):
        """People who left are out, at the next request of a session as well.

        So are visitors who are not admitted any more. Protected accounts are not shut
        by what directory admins write about people.
        """
        if not self.is_open(user):
            return False
        return not is_visitor(user) or admits_visitor(user.email)

    def is_open(self, user):
        """Whether nobody closed it and nobody left, admitted or not."""
        if not super().user_can_authenticate(user):
            return False
        if is_protected(user):
            return True
        if hasattr(user, "person"):
            return not user.person.has_left
        return not is_left_behind(user)

    def get_user(self, user_id):
        user = accounts_with.first(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def get_group_permissions(self, user_obj, obj=None):
        granted = super().get_group_permissions(user_obj, obj)
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return granted
        return granted | permissions_by_role(user_obj)


# Accounts without a profile


def is_left_behind(user):
    """Whether it is known by an e-mail that somebody who left has or had."""
    return has_left_behind(known_emails(user))


def has_left_behind(emails):
    """Whether somebody who left has or had one of the e-mails."""
    emails = {fold_email(email) for email in emails}
    if not emails:
        return False
    events = PersonEvent.objects.filter(email_is_taken_back=False)
    had = events.filter(email__folded__in=emails).values("pgh_obj")
    people = Person.objects.filter(Q(email__folded__in=emails) | Q(pk__in=had))
    return people.filter(left_on__lt=local_day()).exists()


def is_visitor(user):
    """Whether single sign-on alone lets them in: no profile, superuser or password.

    Who came by it stays a visitor when it is switched off.
    """
    if hasattr(user, "person") or has_rights(user) or user.has_usable_password():
        return False
    return bool(settings.SINGLE_SIGN_ON) or user.identities.exists()


def admits_visitor(email):
    """Whether who has the e-mail stays without a profile."""
    return admits_everyone() and person_with_email(email) is None


def admits_everyone():
    sign_on = settings.SINGLE_SIGN_ON
    return bool(sign_on) and sign_on["admits"] == "everyone"


def person_with_email(email):
    return Person.objects.filter(email__folded=fold_email(email)).first()


# Sessions


def session_hash(user, secret=None):
    """What ends an account's sessions when it changes: the password, and whose it is.

    Stands in for the method of Django's own account, which knows of the password only:
    see `people.apps`.
    """
    salt = "people.accounts.accounts.session_hash"
    value = f"{user.password} {owner_of(user)}"
    return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


def owner_of(account):
    """Who has the account, and by this e-mail since when: that never comes back."""
    profile = followed_profile(account)
    if profile is None:
        return f"{fold_email(account.email)} {email_changes(account) or ''}".strip()
    if hasattr(account, "email_since"):
        since = account.email_since
    else:
        events = events_with_another_email(profile, Value(profile.email))
        since = events.values_list("pgh_id", flat=True).first()
    return f"{fold_email(profile.email)} {profile.pk} {since}"


def email_changes(account):
    if hasattr(account, "email_changes"):
        return account.email_changes
    accounts = get_user_model().objects.filter(pk=account.pk)
    return accounts.values_list(EmailChanges("pk"), flat=True).first()


def is_current(identity):
    """Whether the account is still whose it was, by the e-mail it was linked by.

    As of sessions and links: an e-mail that comes back revives nothing. Nor does one
    that was linked before it was kept who had the account: it waits for the e-mail.
    """
    user = identity.user
    is_same = is_same_email(identity.email, account_email(user))
    return is_same and identity.holder == holder_of(user)


def holder_of(user):
    """`owner_of`, of which nobody reads an e-mail; never blank."""
    return sha256(owner_of(user).encode()).hexdigest()


# Choosing a password by mail


def is_claimed(email, account=None):
    """Whether single sign-on says that somebody else reads mail to the e-mail by now.

    As where two swap their mailboxes, and neither e-mail is free. What a stranger comes
    with counts against an account that somebody else is known by: any other may be
    theirs. So does another e-mail of the account's own subject. Without an account it
    is asked of one to come. While single sign-on is switched off nobody knows.
    """
    if not email or not settings.SINGLE_SIGN_ON:
        return False
    ours = {"issuer": settings.SINGLE_SIGN_ON["issuer"]}
    own = account and account.identities.filter(**ours).first()
    verified = VerifiedEmail.objects.filter(**ours)
    others = verified.filter(email__folded=fold_email(email))
    if account:
        others = others.exclude(user=account)
    if not own:
        return others.filter(is_known=True).exists()
    if is_current(own):
        # Not this one, or not known which.
        of_own = verified.filter(subject=own.subject)
        if of_own.exclude(email__folded=fold_email(email)).exists():
            return True
    return others.exclude(subject=own.subject).exists()


def may_choose_password(user):
    """Whether a mail may let them: not where they could not sign in with it.

    Who was invited and has no password yet may. Where single sign-on is switched on
    they may not: a password would be a way around it. Nor where somebody else reads it,
    and as that is never sure, by no mail to an account with rights then.
    """
    is_needed = user.has_usable_password() and not has_rights(user)
    is_needed = is_needed or not settings.SINGLE_SIGN_ON
    may_enter = is_needed and RoleBackend().user_can_authenticate(user)
    if not may_enter or not is_claimed(account_email(user), user):
        return may_enter
    logger.warning("Single sign-on: the e-mail of %s is somebody else's by now", user)
    return False


class PasswordLinks(PasswordResetTokenGenerator):
    """The links in mails, which are worth no more than asking for another one.

    They are for who had the account then: not for whose it is with the same e-mail.
    """

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)} {owner_of(user)}"

    def check_token(self, user, token):
        return super().check_token(user, token) and may_choose_password(user)


password_links = PasswordLinks()


# Looking for an account


def find_account(typed):
    """Return the one account that somebody means by a user name or an e-mail."""
    return next(iter(find_accounts(typed)), None)


def find_accounts(typed):
    """Return the accounts that somebody may mean: with a password, the first it opens.

    An e-mail goes before user names, which may be somebody's address of long ago; that
    of a person before one of nobody's, and the exact user name before the same in other
    case. Open protected accounts go before all, and what is set apart before others
    that have the e-mail: nobody's profile stands in their way. Nor does their user name
    alone stand in the way of whoever has it for an e-mail: that is the second. Where
    two accounts fit equally well, neither is meant.
    """
    name = plain_name(typed)
    key, known = accounts_meant_by(name)
    is_email = "@" in key

    def has_email(user):
        return is_email and fold_case(account_email(user)) == key

    def distance(user):
        return [
            is_email and not (user.is_protected and user.is_active),
            not has_email(user),
            has_email(user) and not is_set_apart(user),
            has_email(user) and not followed_profile(user),
            user.username != name,
        ]

    groups = known, filter(has_email, known)
    found = dict.fromkeys(nearest(users, distance) for users in groups)
    return [user for user in found if user]


def accounts_meant_by(name):
    """The folded name as an e-mail would be kept, and the accounts known by either."""
    key = fold_email(name)
    # A user name may be one that was cut, or has stayed as it was.
    users = [user for one in {key, fold_case(name)} for user in accounts_known_by(one)]
    return key, list({user.pk: user for user in users}.values())


def account_with_email(email):
    """The account with this e-mail, or None.

    A user name leads to none, even if it is the e-mail: it may be that of who had the
    address before, and roles and links may go with it. Raises `AccountTaken` where
    several have the e-mail.
    """
    key = fold_email(email)
    known = accounts_known_by(key)
    users = [user for user in known if fold_case(account_email(user)) == key]
    account = nearest(
        users,
        lambda user: [not is_set_apart(user), not followed_profile(user)],
    )
    if users and account is None:
        raise AccountTaken
    return account


def accounts_known_by(key):
    """Accounts that have the folded text for a user name, or for their e-mail.

    One query, which asks three indexes for ids: in one condition on both tables none
    would be of use.
    """
    users = get_user_model().objects
    ids = users.filter(username__folded=key).values("pk")
    if "@" in key:
        own = users.filter(email__folded=key).values("pk")
        profiles = Person.objects.filter(email__folded=key).order_by().values("user")
        ids = ids.union(own, profiles)
    return [
        user
        for user in KNOWN.filter(pk__in=ids)
        if key in (fold_case(user.username), fold_case(account_email(user)))
    ]


def nearest(users, distance):
    """The account that is nearer than all others; None without such a one."""
    first, *others = sorted(users, key=distance) or [None]
    is_tie = others and distance(first) == distance(others[0])
    return None if is_tie else first


def lock_account(pk):
    """The account as it is, and stays until the transaction ends."""
    list(get_user_model().objects.select_for_update().filter(pk=pk).values_list("pk"))
    # Locked first: what was asked along with waiting may be of before.
    return KNOWN.get(pk=pk)
