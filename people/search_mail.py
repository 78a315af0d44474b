"""Mail to people about who is new on the lists that they keep."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string

from people.accounts import RoleBackend
from people.mailing import NotMailedError, mail_connection, send
from people.models import Person, SavedSearch
from people.saved_searches import check

MOST_NAMES = 10


@dataclass
class Notified:
    """How many saved searches were looked at, and what came of it."""

    searches: int = 0
    with_news: int = 0
    mails: int = 0
    failed: int = 0
    # Whom mails tell of which search, a line each.
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class News:
    """A saved search with people of whom no mail has told yet."""

    search: SavedSearch
    people: list[int]
    names: list[str]

    @property
    def more(self):
        return len(self.people) - len(self.names)

    @property
    def words(self):
        return f"“{self.search.name}”, {people_words(len(self.people))}"


def people_words(count):
    return f"{count} new {'person' if count == 1 else 'people'}"


def notify(*, site, is_dry_run=False, progress=iter):
    """Count who is new on every saved search, and mail the owners who want it.

    One mail an owner, and of each new person once. `site` is the address of the
    directory, without a slash at its end. Who could not be mailed is told next time.
    A dry run counts, and changes and mails nothing.
    """
    found = Notified()
    users = get_user_model().objects.filter(
        is_active=True, saved_searches__isnull=False
    )
    ids = list(users.order_by("pk").distinct().values_list("pk", flat=True))
    with mail_connection() as mail:
        for pk in progress(ids):
            try:
                tell(pk, found, mail, site, is_dry_run)
            except NotMailedError:
                found.failed += 1
    return found


@transaction.atomic
def tell(owner, found, mail, site, is_dry_run):
    """Look at all searches of one owner; a mail that fails leaves no note."""
    searches = SavedSearch.objects.select_for_update(of=["self"], skip_locked=True)
    news = []
    for search in searches.filter(owner=owner).select_related("owner"):
        found.searches += 1
        told = set(search.told_people)
        new = [pk for pk in check(search).new if pk not in told]
        if new and search.is_mailed:
            search.told_people = [*told, *new]
            search.save(update_fields=["told_people"])
            news.append(News(search, new, names_of(new[:MOST_NAMES])))
    found.with_news += len(news)
    if news and (address := address_of(news[0].search.owner)):
        if not is_dry_run:
            send_news(address, news, mail, site)
        found.mails += 1
        found.lines += [f"{address}: {one.words}" for one in news]
    if is_dry_run:
        transaction.set_rollback(True)


def names_of(people):
    return list(Person.objects.filter(pk__in=people).values_list("name", flat=True))


def address_of(user):
    """Where to mail the owner, who must still be let in; None if nowhere."""
    may_enter = RoleBackend().user_can_authenticate(user)
    return user.email if may_enter and user.email else None


def send_news(address, news, mail, site):
    count = len({pk for one in news for pk in one.people})
    send(
        f"{people_words(count)} on your saved searches",
        render_to_string("people/search_mail.txt", {"news": news, "site": site}),
        to=address,
        mail=mail,
    )
