"""What tests write for good is taken back."""

from contextlib import closing

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection

from tests.filled_profile import make_profile
from tests.restoring import copied, look, tables, take_back

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fresh():
    found = look()
    if found is None:
        pytest.skip("the tests' user is no superuser")
    return found


def content():
    return {name: copied(name) for name in tables()}


def test_rows_and_sequences_are_as_they_were(fresh):
    before = content()
    make_profile()
    Permission.objects.filter(codename__startswith="delete").delete()
    Group.objects.filter(name="Members").update(name="Nobody")
    assert take_back(fresh)
    assert content() == before
    assert look().sequences == fresh.sequences


def test_it_is_taken_back_once_more(fresh):
    before = content()
    for _ in range(2):
        Group.objects.all().delete()
        assert take_back(fresh)
    assert content() == before


def test_who_is_still_there_is_sent_away(fresh):
    before = content()
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE auth_group SET name = name || '!'")
        assert take_back(fresh)
        assert not other.is_usable()
    assert content() == before


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE people_person DISABLE TRIGGER USER",
        "DROP INDEX person_by_text",
        "ALTER TABLE people_person ADD COLUMN more int",
        "CREATE TABLE more (id int)",
        "DROP TRIGGER people_team_has_no_loop ON people_team",
    ],
)
def test_more_than_rows_is_seen(change, fresh):
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert not take_back(fresh)
