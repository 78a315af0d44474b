import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client


@pytest.fixture
def site(live_server, django_user_model):
    """The running site with a sample organisation; its address."""
    call_command("sample_data", people=60, seed=1, verbosity=0)
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
