"""How the benchmark measures and what its table looks like."""

import gzip
from dataclasses import replace
from types import SimpleNamespace

import pytest

from people.models import Person
from tests.bench.measure import (
    Recorder,
    VisitFigures,
    measure,
    session_cookie,
    total_on,
    visit,
)
from tests.bench.rows import demanding_project, is_page
from tests.bench.table import HEADINGS, page_cells, table
from tests.factories import PersonFactory, SkillNeedFactory

ROW = SimpleNamespace(name="all people")
PAGE = VisitFigures(
    *(12.34, 56.78), python=6.0, database=4.0, queries=9, size=22_500, found=1234
)


# The table


def test_line_has_a_cell_for_each_heading():
    after_level, again = (replace(PAGE, python=ms, database=1) for ms in (5, 3))
    line = page_cells(10_000, ROW, PAGE, after_level, again)

    assert line[:5] == ["10,000", "all people", "1,234", "12.3", "56.8"]
    assert line[5:] == ["6.0", "4.0", "9", "22.5", "5.0", "1.0", "3.0", "1.0"]
    assert len(line) == len(page_cells(10_000, ROW, PAGE)) == len(HEADINGS)


def test_what_is_not_known_is_no_figure():
    alone = replace(PAGE, database=None, size=0, found=None)
    assert page_cells(10, ROW, alone)[2::2] == ["", "56.8", "", "", "", ""]


def test_nobody_found_is_a_figure_too():
    assert page_cells(10, ROW, replace(PAGE, found=0))[2] == "0"


def test_columns_are_as_wide_as_their_widest_cell():
    lines = table([("1", "row", "2")], headings=("people", "x", "ms")).splitlines()

    assert lines == ["people  x    ms", "     1  row   2"]


# Measuring


@pytest.mark.django_db
def test_queries_of_one_round_are_counted():
    def ask():
        list(Person.objects.all())
        Person.objects.count()

    assert measure(ask, rounds=2, warm_up=1).queries == 2


@pytest.mark.django_db
def test_page_is_warmed_up_before_it_counts():
    asked = []

    measure(lambda: asked.append(1), rounds=5, warm_up=2)
    assert len(asked) == 7


@pytest.mark.django_db
def test_query_that_fails_is_counted_too():
    recorder = Recorder()

    def fail(*args):
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        recorder(fail, "SELECT 1", (), False, {})
    assert recorder.queries == 1


@pytest.mark.parametrize("packed", [gzip.compress, bytes])
def test_total_is_read_whether_the_page_came_packed_or_not(packed):
    assert total_on(packed(b'<section data-total="12">')) == 12
    assert total_on(packed(b"<p>")) is None


class Body(list):
    is_closed = False

    def close(self):
        self.is_closed = True


def answering(status, body):
    def application(environ, start_response):
        start_response(status, [])
        body.append(environ["QUERY_STRING"].encode())
        return body

    return application


def test_visit_reads_the_page_to_its_end():
    body = Body([b"<p>"])

    assert visit(answering("200 OK", body), "/people/?q=x", cookie="") == b"<p>q=x"
    assert body.is_closed


def test_page_that_is_not_there_stops_the_benchmark():
    with pytest.raises(RuntimeError, match="/people/nobody/: 404"):
        visit(answering("404 Not Found", Body()), "/people/nobody/", cookie="")


@pytest.mark.django_db
def test_cookie_signs_in(client, member):
    client.cookies.load(session_cookie("mia"))

    assert "Mia Member" in client.get("/people/").content.decode()


# What is measured


@pytest.mark.parametrize(
    ("address", "is_there"),
    [("/people/", True), ("/people/?q=x", True), ("/nowhere/?q=x", False)],
)
def test_pages_that_this_version_lacks_are_not_measured(address, is_there):
    assert bool(is_page(address)) is is_there


@pytest.mark.django_db
def test_demanding_project_asks_for_what_is_needed_most():
    rare, common = SkillNeedFactory(), SkillNeedFactory()
    SkillNeedFactory.create_batch(2, skill=common.skill)

    needs = demanding_project(PersonFactory()).needs.order_by("pk")
    assert [need.skill for need in needs] == [common.skill, rare.skill]


@pytest.mark.django_db
def test_demanding_project_is_made_once_for_3_and_30_skills(
    django_assert_num_queries, django_assert_max_num_queries
):
    SkillNeedFactory.create_batch(3)
    lead = PersonFactory()
    with django_assert_max_num_queries(10):
        first = demanding_project(lead)
    SkillNeedFactory.create_batch(27)
    with django_assert_num_queries(1):
        assert demanding_project(lead) == first
