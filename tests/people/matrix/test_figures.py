"""Every figure of the matrix against plain Python over dumped rows."""

from datetime import UTC, datetime

import pytest

from people.models import Expertise, LearningGoal, Person
from tests.people.matrix.organisations import Dump, make_random
from tests.people.matrix.pages import ask_matrix, exported_matrix

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
QUESTIONS = {
    "": {},
    "order=name": {"order": "name"},
    "team=data": {"team": "data"},
    "columns=category:tools": {"category": "tools"},
    "team=pricing&columns=category:methods&order=name": {
        "team": "pricing",
        "category": "methods",
        "order": "name",
    },
}


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 9, 10, tzinfo=UTC))


@pytest.mark.parametrize("seed", range(20))
def test_page_is_what_the_rows_say(seed, member_client):
    make_random(seed)
    for query, terms in QUESTIONS.items():
        expected, page = Dump(**terms), ask_matrix(member_client, query)
        assert (page.skills, page.totals, page.rows) == told(expected), query


def told(dump):
    """Without people or skills there is no table, and so no figures."""
    skills = [one["slug"] for one in dump.skills]
    has_table = skills and dump.people
    return (skills, dump.totals, dump.rows) if has_table else ([], {}, {})


@pytest.mark.parametrize("seed", range(20))
def test_file_is_what_the_rows_say(seed, member_client):
    make_random(seed)
    dump, (head, *rows) = Dump(), exported_matrix(member_client)
    names = [one["name"] for one in dump.skills]
    wanted = [one for one in dump.skills if dump.learners(one["pk"])]
    assert head[5:] == [*names, *(f"{one['name']}, goal" for one in wanted)]
    goals = [dump.skills.index(one) for one in wanted]
    assert [row[4:] for row in rows] == [
        [
            str(count),
            *(digit(level) for level, _ in cells),
            *(digit(cells[at][1]) for at in goals),
        ]
        for count, cells in dump.rows.values()
    ]


def digit(level):
    return str(level or "")


@pytest.mark.parametrize("query", QUESTIONS)
def test_organisation_without_people_has_no_figures(query, directory_admin_client):
    make_random(0)
    LearningGoal.objects.all().delete()
    Expertise.objects.all().delete()
    Person.objects.all().delete()
    page = ask_matrix(directory_admin_client, query)
    assert (page.skills, page.totals, page.rows) == ([], {}, {})
    assert exported_matrix(directory_admin_client, query)[1:] == []


def test_organisation_without_anybody_says_what_to_do(directory_admin_client):
    assert "An admin adds them" in ask_matrix(directory_admin_client).html
