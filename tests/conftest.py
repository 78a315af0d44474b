"""The fixtures that all tests share, and how the tests are kept quick.

- Databases are copied, not built: `tests/databases.py`. What a test writes for good is
  taken back row by row: `tests/restoring.py`; all others roll back.
- Property tests, the walk and the looks of pages try a quarter of what they know:
  `tests/thoroughness.py`. `make long` tries all of it.
- Coverage slows Python by half, so it is counted while tests of single things run, and
  not by those that look again at what others are about: four folders, tests that count
  queries, modules and tests marked `looks_again`, and for most parameters of tests
  marked `alike`. Tests are read and made ready without it.
- One browser a process, signed in by cookie; passwords are hashed in no time, and the
  server of the tests forgets all at a crash: `tests/__init__.py`.
"""

import gc
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import requests
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone

from people.accounts.single_sign_on.provider import make_client
from tests.databases import make_migrated, restore
from tests.factories import PersonFactory, UserFactory

User = get_user_model()
TESTS = Path(__file__).parent
LOOK_EVERYWHERE = ("bench", "browser", "skillsdir/everywhere", "walk")
KEPT_AT_THE_END = ", ".join(
    f"projects_{what}_keeps_{kept}"
    for kept, of in {
        "seats": ("need", "booking", "level", "change"),
        "skills": ("need", "booking", "use", "change"),
    }.items()
    for what in of
)
# Migrations are not counted; the others do something as soon as they are imported.
AT_IMPORT = re.compile(r"\.migrations|\.wsgi$|__main__$")
TRACERS = []
# The first is the same without windows, and quicker by a quarter.
CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)


def find_chromium():
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUMS)), None
    )


def pytest_collection_modifyitems(config, items):
    count_some_of_many(items)
    if find_chromium():
        return
    reason = "no Chromium on PATH, and CHROMIUM= names none"
    for item in items:
        if not item.get_closest_marker("browser"):
            continue
        if os.environ.get("REQUIRE_BROWSER") == "1":
            raise pytest.UsageError(f"REQUIRE_BROWSER=1, but {reason}.")
        item.add_marker(pytest.mark.skip(reason=reason))


def count_some_of_many(items):
    """Of parameters that are alike three to five are counted, of many each tenth."""
    tests = defaultdict(list)
    for item in items:
        if item.get_closest_marker("alike"):
            tests[item.nodeid.partition("[")[0]].append(item)
    for cases in tests.values():
        step = min(max(len(cases) // 3, 1), 10)
        for item in (item for place, item in enumerate(cases) if place % step):
            item.add_marker(pytest.mark.looks_again)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Read the tests without coverage, and what they test before, with it."""
    if sys.gettrace():
        import_product()
    with tracing():
        return (yield)


def import_product():
    for app in map(import_module, ("people", "projects", "skillsdir")):
        for module in walk_packages(app.__path__, f"{app.__name__}."):
            if not AT_IMPORT.search(module.name):
                import_module(module.name)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    # What has been read by now stays: the collector need not look at it again, and need
    # not come after every page.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop():
    """Without coverage, but for what `pytest_pyfunc_call` lets be counted."""
    with tracing() as tracers:
        TRACERS[:] = tracers
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    with tracing(*([] if looks_again(pyfuncitem) else TRACERS)):
        return (yield)


def looks_again(item):
    """Whether others are about what this looks at."""
    if item.get_closest_marker("looks_again"):
        return True
    path = item.path.relative_to(TESTS).as_posix()
    is_count = any(name.endswith("num_queries") for name in item.fixturenames)
    return is_count or path.startswith(LOOK_EVERYWHERE)


@contextmanager
def tracing(here=None, in_threads=None):
    """Count coverage by these, or not at all; those of before, which come back.

    pytest-cov's own marker stops one of a worker's two alone.
    """
    before = sys.gettrace(), threading.gettrace()
    sys.settrace(here)
    threading.settrace(in_threads)
    try:
        yield before
    finally:
        sys.settrace(before[0])
        threading.settrace(before[1])


def pytest_terminal_summary(terminalreporter):
    if not find_chromium():
        terminalreporter.write_line("Browser tests skipped: no Chromium found.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """The test database is a copy of the migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = make_migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; what a test has written for good goes with the whole of it.

    Django would empty fifty tables instead, those that migrations fill among them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore_unless_replaced)
        yield
    with django_db_blocker.unblock():
        # Nobody else holds on to the database that Django drops now.
        restore()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem):
    global replaces_database
    # That of the browser, and no other that is called so.
    names = getattr(nextitem, "fixturenames", ())
    replaces_database = {"site", "sample", "live_server"} <= {*names}


def restore_unless_replaced(test):
    # The next test puts the sample organisation in the place of the database anyway.
    if not replaces_database:
        restore()


@pytest.fixture(scope="session")
def chromium():
    """A real browser, one for all tests of a process."""
    # Playwright's own event loop makes Django think that it runs inside async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=flags
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A blank page of its own window, cookies and all."""
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.fixture(autouse=True)
def kept_at_once(request):
    """Kept rows are written at the end of a transaction: most tests never end one."""
    marker = request.node.get_closest_marker("django_db")
    if marker or "db" in request.fixturenames:
        request.getfixturevalue("db")
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(f"SET CONSTRAINTS {KEPT_AT_THE_END} IMMEDIATE")


@pytest.fixture
def monday(time_machine):
    """A day like any other: it stands still at ten in the morning."""
    time_machine.move_to(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False)


# Single sign-on


@pytest.fixture(scope="session")
def provider():
    """A real OpenID provider on the loopback interface; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    # In a process of its own: here its libraries' warnings would be errors.
    module = [sys.executable, "-m", "oidc_provider_mock"]
    command = [*module, "--port", port, "--require-nonce", "true"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                requests.get(address, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture
def single_sign_on(provider, settings):
    """The settings, with signing in at the provider switched on."""
    settings.SINGLE_SIGN_ON = {
        "issuer": provider,
        "client_id": "directory",
        "client_secret": "secret",
        "name": "Example ID",
        "admits": "people",
    }
    make_client.cache_clear()
    return settings


# The fixed cast


def sign_up(username, group, **fields):
    user = UserFactory(username=username, **fields)
    user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def signed_in(user):
    """A client with a session of that account.

    `force_login` makes the same of it, and asks the database fifteen times.
    """
    user.last_login = timezone.now()
    User.objects.filter(pk=user.pk).update(last_login=user.last_login)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.fixture
def member(db):
    """Mia, a data scientist: keeps her own profile, browses the rest."""
    user = sign_up("mia", "Members")
    PersonFactory(
        name="Mia Member", slug="mia-member", email="mia@example.com", user=user
    )
    return user


@pytest.fixture
def manager(db):
    """Max, a project manager: staffs projects, sees success rates."""
    user = sign_up("max", "Project managers")
    PersonFactory(
        name="Max Manager", slug="max-manager", email="max@example.com", user=user
    )
    return user


@pytest.fixture
def directory_admin(db):
    """Dana, a directory admin without a profile: enters data in the admin site."""
    return sign_up("dana", "Directory admins", is_staff=True)


@pytest.fixture
def admin(db):
    """Ada, a directory admin who is a superuser too, and has no profile."""
    return sign_up("ada", "Directory admins", is_staff=True, is_superuser=True)


@pytest.fixture
def member_client(member):
    return signed_in(member)


@pytest.fixture
def manager_client(manager):
    return signed_in(manager)


@pytest.fixture
def directory_admin_client(directory_admin):
    return signed_in(directory_admin)


@pytest.fixture
def admin_client(admin):
    return signed_in(admin)
