"""A project's life is changed by several people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from projects.models import Project
from tests.conftest import sign_up, signed_in
from tests.factories import AssignmentFactory, ProjectFactory
from tests.projects.life.life_pages import PLAN, closing, plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss():
    return sign_up("max", "Project managers")


def at_once(user, *requests):
    """Post to the paths at the same moment; the status of each answer."""

    def send(request):
        try:
            return signed_in(user).post(*request).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as threads:
        return list(threads.map(send, requests))


def test_clicks_at_once_open_one_project(boss):
    answers = at_once(boss, *[("/projects/new/", PLAN)] * 4)
    assert answers == [302] * 4
    assert Project.objects.count() == 1


def test_of_two_plans_at_once_one_is_told_of_the_other(boss):
    churn = ProjectFactory(name="Churn", status="staffing")
    plans = [plan(churn, summary=words) for words in ("Mine", "Theirs")]
    answers = at_once(boss, *(("/projects/churn/edit/", one) for one in plans))
    churn.refresh_from_db()
    assert sorted(answers) == [200, 302]
    assert churn.version == 2


def test_closing_and_cancelling_at_once_do_one_of_them(boss):
    churn = ProjectFactory(name="Churn", status="active")
    booking = AssignmentFactory(project=churn)
    sent = closing([booking], ends_on=date.today().isoformat())
    at_once(boss, ("/projects/churn/close/", sent), ("/projects/churn/cancel/",))
    churn.refresh_from_db()
    booking.refresh_from_db()
    assert churn.status in {"closed", "cancelled"}
    assert (booking.ends_on is None) == (churn.status == "cancelled")
    assert bool(churn.outcome) == (churn.status == "closed")
