"""Nothing that is posted to the own profile makes it fail."""

import pytest

from tests.factories import ExpertiseFactory, LearningGoalFactory
from tests.people.own_pages import ABOUT

pytestmark = pytest.mark.django_db

HOSTILE = (
    *("", "\x00", "a\x00b", "-1", "0", "1e9", "nan", "9" * 30, "2147483648", "python"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "25:00", "<b>", "😀" * 400),
    *("python:9", ":", "R", "++", "(" * 300),
)
GOAL = ("version", "target_level", "priority", "status", "target_on", "motivation")
FIELDS = {
    "/people/me/": ("version", "seen-team", "keep-team", *ABOUT),
    "/people/me/skills/": ("skill", "skill_typed", "offer", "level"),
    "/people/me/skills/python/": ("version", "last_used_on", "years", "note"),
    "/people/me/skills/python/answer/": ("version", "level"),
    "/people/me/goals/": ("skill", "skill_typed", *GOAL),
    "/people/me/goals/{goal}/": GOAL,
    "/people/me/absences/": ("starts_on", "ends_on"),
    f"/people/me/goals/{'9' * 30}/": ("status",),
    f"/people/me/suggestions/{'9' * 30}/": ("answer",),
}


@pytest.mark.parametrize("path", FIELDS)
def test_no_posted_value_makes_the_own_profile_fail(path, member, member_client):
    ExpertiseFactory(person=member.person, skill__name="Python")
    goal = LearningGoalFactory(person=member.person).pk
    good = {"version": 1, "level": 3, "target_level": 3, "priority": 2, **ABOUT}
    for name in FIELDS[path]:
        for hostile in HOSTILE:
            sent = good | {name: hostile}
            response = member_client.post(path.format(goal=goal), sent)
            assert response.status_code in {200, 302, 404}, (name, hostile)
