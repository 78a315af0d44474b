"""Who is suggested restores the most: against a judge who tries everybody."""

import pytest

from tests.projects.handovers.organisations import (
    PRIORITIES,
    best_of,
    lost_by,
    make_organisation,
)
from tests.thoroughness import how_many

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
    pytest.mark.looks_again,
]
SEEDS = range(how_many(100))


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


def restored_by(suggestion, here):
    """Seats by priority: those that are lost, but for those that stay open."""
    counts = dict.fromkeys(PRIORITIES, 0)
    for need, count in zip(here.needs, lost_by(here), strict=True):
        counts[need.priority] += count
    for open_ in suggestion.shortages:
        counts[open_.need.priority] -= open_.count
    return tuple(counts.values())


@pytest.fixture(params=SEEDS)
def here(request, db):
    return make_organisation(request.param)


@pytest.fixture
def suggestions(here, manager_client):
    page = manager_client.get(f"{here.booking.get_absolute_url()}instead/")
    return page.context["page"].replacements.all


def test_nobody_restores_more_alone_or_together(here, suggestions):
    if not any(lost_by(here)):
        return
    singles = [one for one in suggestions if len(one.deputies) == 1]
    found = [restored_by(one, here) for one in singles]
    assert found == sorted(found, reverse=True)
    assert max(found, default=(0, 0, 0)) == best_of(here, 1, most=9)


def test_several_are_suggested_only_where_they_do_more(here, suggestions):
    if not any(lost_by(here)):
        return
    alone = best_of(here, 1, most=9)
    best = max(best_of(here, size, most=3) for size in (2, 3))
    several = [restored_by(one, here) for one in suggestions if len(one.deputies) > 1]
    assert several == ([best] if best > alone else [])
