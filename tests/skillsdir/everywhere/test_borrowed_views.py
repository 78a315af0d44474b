"""Views that Django and packages bring along: which do what ours do by another way.

One that is new fails `test_every_borrowed_view_is_known` until it has a line here, and
until it is clear that attempts, sessions, mails and secrets are kept there as well.
"""

import inspect

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from people.accounts.saving import PasswordOutdated
from people.models import Team
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    SkillFactory,
    SuggestionFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

OURS = ("people", "projects", "skillsdir")
BORROWED = {
    # With our form and links.
    "accounts/reset/": "PasswordResetView",
    # Words alone.
    "accounts/password/changed/": "PasswordChangeDoneView",
    "accounts/reset/sent/": "PasswordResetDoneView",
    "accounts/reset/done/": "PasswordResetCompleteView",
    # What the admin site alone has.
    "admin/": "AdminSite.index",
    "admin/jsi18n/": "AdminSite.i18n_javascript",
    "admin/APPS/": "AdminSite.app_index",
    "admin/ELSE": "AdminSite.catch_all_view",
    "admin/MODEL/": "ModelAdmin.changelist_view",
    "admin/MODEL/<path:object_id>/": "RedirectView",
    # Who saves or removes is judged, and rows are locked: see `LockedChange`.
    "admin/MODEL/add/": "ModelAdmin.add_view",
    "admin/MODEL/<path:object_id>/change/": "ModelAdmin.change_view",
    "admin/MODEL/<path:object_id>/delete/": "ModelAdmin.delete_view",
    "admin/MODEL/<path:object_id>/history/": "ModelAdmin.history_view",
    # The same, for accounts that nobody has yet: it gives no e-mail.
    "admin/auth/user/add/": "UserAdmin.add_view",
}
PASSWORD, NEW = "correct horse battery", "another horse battery"
TYPED = {"old_password": "no", "new_password1": NEW, "new_password2": NEW}
User = get_user_model()


def views(patterns, prefix=""):
    for one in patterns:
        address = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one.callback
        else:
            yield from views(one.url_patterns, address)


def line_of(address):
    """The address as the table has it."""
    for model in admin.site._registry:
        page = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        if address.startswith(page) and address not in BORROWED:
            return f"admin/MODEL/{address.removeprefix(page)}"
    others = {"admin/^(?P<app_label>": "admin/APPS/", "admin/(?P<url>": "admin/ELSE"}
    return next((kept for begin, kept in others.items() if begin in address), address)


def view_behind(callback):
    """The class or function, without what is wrapped around it."""
    bare = inspect.unwrap(callback)
    return getattr(callback, "view_class", getattr(bare, "view_class", bare))


def test_every_borrowed_view_is_known():
    borrowed = {
        line_of(address): view_behind(callback).__qualname__
        for address, callback in views(get_resolver().url_patterns)
        if view_behind(callback).__module__.split(".")[0] not in OURS
    }
    assert borrowed == BORROWED


# The admin site's own


@pytest.fixture
def dora(directory_admin):
    directory_admin.set_password(PASSWORD)
    directory_admin.save()
    return directory_admin


@pytest.fixture
def client(dora):
    return signed_in(dora)


@pytest.mark.parametrize(
    ("page", "ours"),
    [
        ("/admin/password_change/", "/accounts/password/"),
        ("/admin/password_change/done/", "/accounts/password/changed/"),
    ],
)
def test_there_is_one_page_to_choose_another_password(page, ours, client, dora):
    typed = TYPED | {"old_password": PASSWORD}
    for response in (client.get(page), client.post(page, typed)):
        assert response["Location"] == ours
    assert User.objects.get(pk=dora.pk).check_password(PASSWORD)


def test_the_old_password_is_not_guessed_without_end(client):
    for _ in range(5):
        page = client.get("/admin/password_change/", follow=True)
        response = client.post(page.request["PATH_INFO"], TYPED)
    assert response.status_code == 429
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_one_that_changes_meanwhile_is_no_failure(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise PasswordOutdated

    monkeypatch.setattr("people.accounts.forms.NewPasswordForm.save", refuse)
    page = client.get("/admin/password_change/", follow=True)
    typed = TYPED | {"old_password": PASSWORD}
    response = client.post(page.request["PATH_INFO"], typed, follow=True)
    assert "The password was not saved: meanwhile another" in response.text


@pytest.mark.parametrize("page", ["/admin/logout/", "/accounts/logout/"])
def test_signing_out_is_the_same_from_anywhere(page, client):
    client.get(page)
    assert client.get("/people/").status_code == 200
    response = client.post(page)
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response["Location"] == "/accounts/login/"
    assert client.get("/people/").status_code == 302


# From a row to its page


def shortcut(row):
    kind = ContentType.objects.get_for_model(row)
    return f"/admin/r/{kind.pk}/{row.pk}/"


@pytest.mark.parametrize(
    "make",
    [PersonFactory, ProjectFactory, SkillFactory, TeamFactory, AssignmentFactory],
)
def test_a_row_leads_to_its_page(make, client):
    row = make()
    assert client.get(shortcut(row))["Location"] == row.get_absolute_url()


@pytest.mark.parametrize("make", [SavedSearchFactory, SuggestionFactory, UserFactory])
def test_what_has_no_page_here_leads_nowhere(make, client):
    assert client.get(shortcut(make())).status_code == 404


def test_nor_does_what_who_asks_may_not_see():
    staff = signed_in(UserFactory(is_staff=True))
    assert staff.get(shortcut(PersonFactory())).status_code == 404


@pytest.mark.parametrize("page", ["x/1/", "0/1/", "9999999999999999999999/1/", "{}/x/"])
def test_nor_does_nonsense(page, client):
    kind = ContentType.objects.get_for_model(Team)
    assert client.get(f"/admin/r/{page.format(kind.pk)}").status_code == 404
