from collections import defaultdict
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from people.models import Person
from projects.models import Assignment, Project
from tests.databases import keep, make_migrated, put_back
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    ProjectFactory,
    SkillNeedFactory,
)
from tests.organisations import hash_sources


@pytest.fixture(scope="session")
def sample(django_db_setup, django_db_blocker):
    """The name of a database with a sample organisation."""
    version = f"site_{hash_sources()}_{timezone.localdate():%m%d}"
    make = partial(call_command, "sample_data", people=60, seed=1, verbosity=0)
    with django_db_blocker.unblock():
        return keep(version, version, make, make_migrated())


@pytest.fixture
def site(sample, live_server):
    """The running site with a sample organisation; its address."""
    put_back(sample)
    return live_server.url


@pytest.fixture
def project(site):
    return Project.objects.with_open_needs().earliest("pk")


@pytest.fixture
def crowd(project):
    """Twelve who meet a need of the project, all of them with time."""
    need = SkillNeedFactory(project=project, people=20)
    return [ExpertiseFactory(skill=need.skill, level=4).person for _ in range(12)]


@pytest.fixture
def overbooked(site):
    """Nine people have two bookings of 60 %, and nobody else has too much."""
    Assignment.objects.all().delete()
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today + timedelta(days=30)}
    projects = ProjectFactory.create_batch(2, status="active", **days)
    people = Person.objects.active().filter(capacity=100, absences=None)[:9]
    for person in people:
        for project in projects:
            terms = {"project": project, "percent": 60, "status": "confirmed"}
            AssignmentFactory(person=person, **terms, **days)
    return people


@pytest.fixture(scope="session")
def spare_windows():
    """Windows that no test uses now, by their options: a new one takes half a second.

    They keep the files that a browser may keep, and nothing else; the site writes
    nothing there but cookies.
    """
    return defaultdict(list)


@pytest.fixture
def open_page(site, chromium, django_user_model, spare_windows):
    """Open an address as one of the sample's sign-ins; options are the browser's."""
    used = []

    def open_page(path, *, username="manager", **options):
        spare = spare_windows[str(sorted(options.items()))]
        new = partial(chromium.new_context, base_url=site, **options)
        window = spare.pop() if spare else new()
        used.append((spare, window))
        client = Client()
        client.force_login(django_user_model.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        window.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": site}]
        )
        page = window.new_page()
        page.goto(path)
        return page

    yield open_page
    for spare, window in used:
        for page in window.pages:
            page.close()
        window.clear_cookies()
        spare.append(window)
