"""Learning goals, and whether anything has come of them."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from people.models import related
from people.words import local_day

UNSERVED_AFTER = timedelta(days=183)


def with_service(goals):
    """Annotate goals with `is_unserved`: half a year old, and no project since.

    A booking that has begun serves the goal if it uses the skill and lasted beyond
    the day on which the goal was set.
    """
    today = local_day()
    serving = (
        related("assignments")
        .begun(today)
        .filter(
            Q(ends_on=None) | Q(ends_on__gt=OuterRef("set_on")),
            person=OuterRef("person"),
            skills=OuterRef("skill"),
        )
    )
    is_old = Q(set_on__lt=today - UNSERVED_AFTER)
    return goals.annotate(is_unserved=Q(is_old & ~Exists(serving)))
