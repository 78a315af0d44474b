"""What was written before there was one form for e-mails: migration 0025."""

from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from people.accounts.accounts import find_account
from people.accounts.opening import open_account
from people.models import Person, PersonEvent
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

User = get_user_model()
MIGRATION = import_module("people.migrations.0025_emails_in_one_form")
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def apps_before():
    loader = MigrationLoader(None)
    return loader.project_state([("people", "0024_own_emails_in_letters")]).apps


@pytest.fixture
def migrate(apps_before):
    def run():
        with connection.schema_editor() as editor:
            MIGRATION.bring_people_into_form(apps_before, editor)
            MIGRATION.bring_what_was_into_form(apps_before, editor)
            MIGRATION.bring_names_into_form(apps_before, editor)

    return run


def write(table, column, value, pk):
    """As patterns of imports did, past all fields."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])


def person_with(email, **values):
    person = PersonFactory(**values)
    write("people_person", "email", email, person.pk)
    return person


def with_account(person):
    account = open_account(person)
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("ana@xn--mnchen-3ya.de", "ana@münchen.de"),
        ("ana@MÜNCHEN.de", "ana@münchen.de"),
        ("ana@straße.de", "ana@xn--strae-oqa.de"),
        ("Ana@Example.COM", "Ana@example.com"),
        ("<ana@x.org>", "ana@x.org"),
        ("mailto:ana@x.org", "ana@x.org"),
        ("(ana@x.org)", "ana@x.org"),
        ("ana@x.org;", "ana@x.org"),
        ("ana@x.org.", "ana@x.org"),
        ("ana@exam\u200bple.com", "ana@example.com"),
        ('"Ana"@x.org', "ana@x.org"),
        ("ana@nowhere", "ana@nowhere"),
    ],
)
def test_an_e_mail_of_before_is_brought_into_form_and_its_history_too(
    before, kept, migrate
):
    person = person_with(before)
    migrate()
    assert Person.objects.get().email == kept
    events = PersonEvent.objects.filter(pgh_obj=person).told()
    assert before == kept or not events.filter(email__startswith=before).exists()


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_history_goes_on_to_be_told(is_changed, migrate, admin_client):
    person = person_with("ana@MÜNCHEN.de")
    if is_changed:
        write("people_person", "email", "ana@münchen.de", person.pk)
        write("people_person", "email", "ana@MÜNCHEN.de", person.pk)
    migrate()
    page = admin_client.get(f"{person.get_absolute_url()}history/").content.decode()
    assert "changed the e-mail from ana@MÜNCHEN.de to ana@münchen.de" in page
    assert ("changed how the e-mail is written" in page) is is_changed


@pytest.mark.parametrize(
    ("before", "is_known"), [("ana@straße.de", False), ("ana@MÜNCHEN.de", True)]
)
def test_a_password_that_was_mailed_elsewhere_is_taken(before, is_known, migrate):
    person = PersonFactory()
    account = with_account(person)
    write("people_person", "email", before, person.pk)
    migrate()
    account.refresh_from_db()
    assert account.check_password(PASSWORD) is is_known
    assert find_account(before) == account


def test_of_two_with_one_mailbox_who_was_written_otherwise_has_none(migrate):
    ana, other = PersonFactory(email="ana@münchen.de"), PersonFactory()
    account, others = with_account(ana), with_account(other)
    write("people_person", "email", "ana@MÜNCHEN.de", other.pk)
    migrate()
    other.refresh_from_db(), others.refresh_from_db()
    assert (other.email, other.user, others.is_active) == (None, None, False)
    assert find_account("ana@xn--mnchen-3ya.de") == account


@pytest.mark.parametrize("values", [{}, {"is_superuser": True}])
@pytest.mark.parametrize("before", ["eve@MÜNCHEN.de", "eve@xn--mnchen-3ya.de"])
def test_a_user_name_of_before_is_brought_into_form(before, values, migrate):
    account = UserFactory(**values)
    write("auth_user", "username", before, account.pk)
    migrate()
    assert User.objects.get().username == "eve@münchen.de"


def test_of_two_user_names_that_would_become_one_the_other_stays(migrate):
    UserFactory(username="eve@münchen.de")
    other = UserFactory()
    write("auth_user", "username", "eve@MÜNCHEN.de", other.pk)
    migrate()
    other.refresh_from_db()
    other.save()
    assert other.username == "eve@MÜNCHEN.de"
    assert find_account("eve@MÜNCHEN.de") == other
