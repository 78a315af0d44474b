"""A form sent twice at the same moment makes one row."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.conftest import sign_up, signed_in
from tests.factories import PersonFactory, SkillFactory

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = {
    "/people/me/skills/": {"skill": "python", "level": 3},
    "/people/me/goals/": {"skill": "python", "target_level": 3, "priority": 2},
    "/people/me/absences/": {"starts_on": "2026-04-01", "ends_on": "2026-04-03"},
}


def send(client, path):
    try:
        return client.post(path, FORMS[path]).status_code
    finally:
        connection.close()


@pytest.mark.parametrize("path", FORMS)
def test_clicks_at_once_make_one_row(path):
    SkillFactory(name="Python")
    person = PersonFactory(user=sign_up("mia", "Members"))
    clients = [signed_in(person.user) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, clients, [path] * 4))
    rows = [person.expertise, person.goals, person.absences]
    assert answers == [302] * 4
    assert sum(row.count() for row in rows) == 1
