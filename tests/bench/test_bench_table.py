"""How the benchmark measures and what its table looks like."""

from types import SimpleNamespace

import pytest
from django.db import connection

from people.models import Person
from tests.bench.measure import (
    Recorder,
    VisitFigures,
    measure,
    session_cookie,
    visit,
)
from tests.bench.rows import demanding_project, is_page
from tests.bench.table import HEADINGS, page_cells, table
from tests.factories import PersonFactory, SkillNeedFactory

ROW = SimpleNamespace(name="all people")
PAGE = VisitFigures(median=12.34, p95=56.78, queries=9, database=6.0)
HAND = VisitFigures(median=5.0, p95=6.0, queries=1, database=4.0)


# The table


def test_line_has_a_cell_for_each_heading():
    assert len(page_cells(1000, ROW, PAGE, HAND, found=7)) == len(HEADINGS)
    assert len(page_cells(1000, ROW, PAGE)) == len(HEADINGS)


def test_page_is_compared_with_sql_by_hand():
    line = page_cells(10_000, ROW, PAGE, HAND, found=1234)

    assert line[:6] == ["10,000", "all people", "1,234", "12.3", "56.8", "9"]
    assert line[6:] == ["6.0", "4.0", "1.50"]


def test_page_without_sql_by_hand_has_no_ratio():
    assert page_cells(10, ROW, PAGE)[6:] == ["", "", ""]


def test_nobody_found_is_a_figure_too():
    assert page_cells(10, ROW, PAGE, found=0)[2] == "0"
    assert page_cells(10, ROW, PAGE, found=None)[2] == ""


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
def test_signing_in_is_counted_but_no_part_of_the_answer(member):
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        type(member).objects.get(pk=member.pk)

    assert (recorder.queries, recorder.seconds) == (1, 0)


@pytest.mark.django_db
def test_query_that_fails_is_counted_too():
    recorder = Recorder()

    def fail(*args):
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        recorder(fail, "SELECT 1", (), False, {})
    assert recorder.queries == 1
    assert recorder.seconds > 0


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

    assert visit(answering("200 OK", body), "/people/?q=x", cookie="") == "<p>q=x"
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
