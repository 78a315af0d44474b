import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from people.models import Person
from tests.bench.database import (
    cluster,
    drop_kept,
    is_database,
    scratch_database,
)
from tests.bench.exports import read_export
from tests.bench.measure import html, measure, session_cookie, visit
from tests.bench.run import measure_sizes


@pytest.fixture(scope="module")
def other_databases(django_db_setup, django_db_blocker):
    """The right to make and drop databases, outside any test's transaction."""
    with django_db_blocker.unblock():
        yield
        drop_kept()
        connection.close()


@pytest.mark.django_db
def test_database_of_the_tests_is_there():
    """Makes pytest-django set it up, even if only this file runs."""


def test_bench_prints_a_row_for_each_page(other_databases):
    output = "\n".join(measure_sizes([30], rounds=2, rows=5))
    machine, *table = output.splitlines()
    assert "cores, Python" in machine
    for words in (
        "2 skills, window",
        "read alone",
        "alike to an idea",
        "what a booking used",
        "Excel, everybody",
        "dry run of the same",
    ):
        assert words in output
    assert {line.split()[0] for line in table if line} == {"people", "30"}


def test_bench_leaves_the_usual_database_alone(other_databases):
    with scratch_database(30):
        assert Person.objects.count() == 30
    assert Person.objects.count() == 0


def test_organisation_is_kept_and_what_is_written_to_its_copy_is_not(other_databases):
    with scratch_database(30):
        salted = get_user_model().objects.get(username="admin").password
        get_user_model().objects.all().delete()
    with scratch_database(30):
        assert get_user_model().objects.get(username="admin").password == salted


def test_page_tells_how_many_it_found_and_what_the_database_spent(other_databases):
    from skillsdir.wsgi import application

    with scratch_database(30):
        cookie = session_cookie("manager")
        page = measure(lambda: visit(application, "/people/", cookie), rounds=2)
        assert page.found == Person.objects.active().count()
        assert page.database is None or page.database > 0
        assert page.size > 5000


def test_download_is_counted_to_its_end_or_not_at_all(other_databases):
    from skillsdir.wsgi import application

    with scratch_database(30):
        ask = (application, "/people/export.csv", session_cookie("manager"))
        found = read_export(*ask)
        assert found.size == len(html(visit(*ask)))
        assert 5 < found.queries <= 15
        with pytest.raises(RuntimeError, match="400"):
            read_export(application, "/people/export.csv?page=x", ask[2])


def test_organisations_of_earlier_days_go(other_databases):
    old = f"{connection.settings_dict['NAME']}_bench_20200101_30_x"
    with cluster() as cursor:
        cursor.execute(f'CREATE DATABASE "{old}"')
    drop_kept(before="20200102")
    assert not is_database(old)
