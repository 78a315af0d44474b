"""Mail to people about who is new on the lists that they keep."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string

from people.accounts.accounts import RoleBackend
from people.mail.sending import mail_each, send
from people.models import Person, SavedSearch
from people.models.history import listed
from people.rules import account_email
from people.searches.saving import check

MOST_NAMES = 10


@dataclass
class Notified:
    """How many saved searches were looked at, and what came of it."""

    searches: int = 0
    with_news: int = 0
    in_trouble: int = 0
    mails: int = 0
    failed: int = 0
    # Whom mails tell what of which search, a line each.
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class News:
    """A saved search with people of whom no mail has told yet."""

    search: SavedSearch
    people: list[int]

    @property
    def words(self):
        return f"“{self.search.name}”, {people_words(len(self.people))}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A saved search that finds nobody any more, of which no mail has told yet."""

    search: SavedSearch
    why: str

    @property
    def words(self):
        return f"“{self.search.name}” finds nobody any more: {self.why}"


@dataclass(frozen=True, slots=True)
class Group:
    """People who are new on the same searches: each name stands in a mail once."""

    searches: tuple[SavedSearch, ...]
    names: list[str]
    more: int

    @property
    def title(self):
        return listed([search.name for search in self.searches])


def people_words(count):
    return f"{count} new {'person' if count == 1 else 'people'}"


def notify(*, site, is_dry_run=False, progress=iter):
    """Count who is new on every saved search, and mail the owners who want it.

    One mail an owner, of each new person once, and once of each search that finds
    nobody any more. `site` is the address of the
    directory, without a slash at its end. Who could not be mailed is told next time.
    A dry run counts, and changes and mails nothing.
    """
    found = Notified()
    users = get_user_model().objects.filter(
        is_active=True, saved_searches__isnull=False
    )
    ids = list(users.order_by("pk").distinct().values_list("pk", flat=True))
    found.mails, found.failed = mail_each(
        progress(ids), lambda pk, mail: tell(pk, found, mail, site, is_dry_run)
    )
    return found


@transaction.atomic
def tell(owner, found, mail, site, is_dry_run):
    """Look at all searches of one owner; returns whether there is a mail.

    One that fails leaves no note.
    """
    searches = SavedSearch.objects.select_for_update(of=["self"], skip_locked=True)
    news, troubles = [], []
    for search in searches.filter(owner=owner).select_related("owner__person"):
        found.searches += 1
        look = check(search)
        news += news_of(search, look)
        troubles += troubles_of(search, look)
    found.with_news += len(news)
    found.in_trouble += len(troubles)
    said = [*news, *troubles]
    address = address_of(owner) if said else None
    if address and not is_dry_run:
        send_news(address, news, troubles, mail, site)
    if address:
        found.lines += [f"{address}: {one.words}" for one in said]
    if is_dry_run:
        transaction.set_rollback(True)
    return bool(address)


def news_of(search, look):
    """Who is new on the search and not told of yet, which is noted."""
    told = set(search.told_people)
    new = [pk for pk in look.new if pk not in told]
    if not new or not search.is_mailed:
        return []
    search.told_people = [*search.told_people, *new]
    search.save(update_fields=["told_people"])
    return [News(search, new)]


def troubles_of(search, look):
    """Why the search finds nobody any more, where that is not told yet; it is noted."""
    why = look.conditions.trouble[:300]
    if why == search.told_trouble or not search.is_mailed:
        return []
    search.told_trouble = why
    search.save(update_fields=["told_trouble"])
    return [Trouble(search, why)] if why else []


def news_groups(news):
    """The people of all searches, each once, by the searches that they are new on."""
    searches, groups = defaultdict(list), defaultdict(list)
    for one in news:
        for pk in one.people:
            searches[pk].append(one.search)
    for pk, theirs in searches.items():
        groups[tuple(theirs)].append(pk)
    shown = [pk for ids in groups.values() for pk in ids[:MOST_NAMES]]
    names = dict(Person.objects.filter(pk__in=shown).values_list("pk", "name"))
    return [
        Group(theirs, [names[pk] for pk in ids[:MOST_NAMES]], len(ids[MOST_NAMES:]))
        for theirs, ids in groups.items()
    ]


def address_of(pk):
    """Where to mail the account by now, which must be let in; None if nowhere."""
    account = RoleBackend().get_user(pk)
    return account_email(account) or None if account else None


def send_news(address, news, troubles, mail, site):
    context = {"groups": news_groups(news), "troubles": troubles, "site": site}
    send(
        mail_subject(news, troubles),
        render_to_string("people/searches/search_mail.txt", context),
        to=address,
        mail=mail,
    )


def mail_subject(news, troubles):
    count = len({pk for one in news for pk in one.people})
    if count:
        return f"{people_words(count)} on your saved searches"
    if len(troubles) == 1:
        return f"Your saved search “{troubles[0].search.name}” finds nobody any more"
    return f"{len(troubles)} of your saved searches find nobody any more"
