"""Sample organisations that tests look at: each is made once and then copied."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from people.models import Person
from skillsdir.sample.organisation import make_organisation
from tests.databases import keep, make_migrated, put_in_place, restore

SOURCES = ("people", "projects", "skillsdir")


def organisations(today, read=lambda: None, *, seeds, people=45, is_plain=False):
    """A fixture: what `read` makes of one organisation after another, the database.

    It is there for all tests of a module, each of which rolls back, and gone again
    afterwards. Unless plain, some of its people are about to come, and some to go.
    """

    @pytest.fixture(scope="module", params=seeds)
    def organisation(request, django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), at_ten(today):
            put_in_place(make_once(people, request.param, today, is_plain))
            found = read()
        yield found
        with django_db_blocker.unblock():
            restore()

    return organisation


def at_ten(today):
    """The clock stands at ten of that day."""
    moment = datetime.combine(today, time(10), tzinfo=UTC)
    return time_machine.travel(moment, tick=False)


def make_once(people, seed, today, is_plain):
    """A database with such an organisation; its name."""

    def make():
        make_organisation(people=people, seed=seed, today=today, password="demo")
        if not is_plain:
            let_come_and_go(today)

    version = f"sample_{hash_sources()}"
    kind = "_plain" if is_plain else ""
    name = f"{version}_{people}_{seed}_{today:%m%d}{kind}"
    return keep(name, version, make, make_migrated())


@cache
def hash_sources():
    files = (
        file
        for folder in SOURCES
        for file in sorted((settings.BASE_DIR / folder).rglob("*"))
        if file.is_file() and file.suffix != ".pyc"
    )
    content = b"".join(file.read_bytes() for file in (*files, Path(__file__)))
    return hashlib.sha256(content).hexdigest()[:8]


def let_come_and_go(today):
    """Let every tenth person join in these weeks, and every tenth leave in them."""
    staying = Person.objects.filter(left_on=None).order_by("pk")
    for place, person in enumerate(staying):
        day = today + timedelta(days=place % 37)
        if place % 10 == 0:
            Person.objects.filter(pk=person.pk).update(joined_on=day)
        elif place % 10 == 5:
            Person.objects.filter(pk=person.pk).update(left_on=day)
