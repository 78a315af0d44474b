import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.databases import connected_to, copy, drop


@pytest.fixture(scope="session")
def sample(django_db_setup, django_db_blocker):
    """The name of a database with a sample organisation."""
    name = f"{connection.settings_dict['NAME']}_sample"
    with django_db_blocker.unblock():
        copy(connection.settings_dict["TEST"]["TEMPLATE"], name)
        with connected_to(name):
            call_command("sample_data", people=60, seed=1, verbosity=0)
    yield name
    with django_db_blocker.unblock():
        drop(name)


@pytest.fixture
def site(sample, live_server):
    """The running site with a sample organisation; its address."""
    copy(sample, connection.settings_dict["NAME"])
    return live_server.url


@pytest.fixture
def open_page(site, chromium, django_user_model):
    """Open an address as one of the sample's sign-ins; options are the browser's."""
    contexts = []

    def open_page(path, *, username="manager", **options):
        context = chromium.new_context(base_url=site, **options)
        contexts.append(context)
        client = Client()
        client.force_login(django_user_model.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": site}]
        )
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
