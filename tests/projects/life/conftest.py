"""A project in the middle of its life, on a Monday."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import ProjectFactory
from tests.projects.life.life_pages import book


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 10, tzinfo=UTC))


@pytest.fixture
def churn():
    return ProjectFactory(
        name="Churn",
        status="active",
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 6, 26),
    )


@pytest.fixture
def going_on(churn):
    return book(churn, "Ana", date(2026, 3, 2))


@pytest.fixture
def to_come(churn):
    return book(churn, "Ben", date(2026, 6, 1), date(2026, 6, 26), percent=20)
