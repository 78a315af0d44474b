import re

import pytest
from django.db import connection

from people.models import Person
from tests.bench.database import scratch_database
from tests.bench.exports import read_export
from tests.bench.measure import session_cookie, visit
from tests.bench.rows import measured_pages
from tests.bench.run import measure_sizes


@pytest.fixture
def other_databases(django_db_setup, django_db_blocker):
    """The right to make and drop databases, outside any test's transaction."""
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.mark.django_db
def test_database_of_the_tests_is_there():
    """Makes pytest-django set it up, even if only this file runs."""


def test_bench_prints_a_row_for_each_page(other_databases):
    output = "\n".join(measure_sizes([40], rounds=2, rows=5))
    machine, *table = output.splitlines()
    assert "cores, Python" in machine
    for words in (
        "2 skills, window",
        "read alone",
        "alike to an idea",
        "Excel, everybody",
        "dry run of the same",
    ):
        assert words in output
    assert {line.split()[0] for line in table if line} == {"people", "40"}


def test_bench_leaves_the_usual_database_alone(other_databases):
    with scratch_database(30):
        assert Person.objects.count() == 30
    assert Person.objects.count() == 0


def test_sql_by_hand_finds_as_many_people_as_the_page(other_databases):
    from skillsdir.wsgi import application

    with scratch_database(150):
        cookie = session_cookie("manager")
        for row in filter(lambda row: row.by_hand, measured_pages()):
            html = visit(application, row.address, cookie)
            total = re.search(r'data-total="(\d+)"', html)[1]
            assert int(total) == row.by_hand(), row.name


def test_download_is_counted_to_its_end_or_not_at_all(other_databases):
    from skillsdir.wsgi import application

    with scratch_database(30):
        ask = (application, "/people/export.csv", session_cookie("manager"))
        found = read_export(*ask)
        assert found.size == len(visit(*ask).encode())
        assert 5 < found.queries <= 15
        with pytest.raises(RuntimeError, match="400"):
            read_export(application, "/people/export.csv?page=x", ask[2])
