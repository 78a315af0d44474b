"""What the database says of candidates: evidence, goals, counts."""

from datetime import UTC, date, datetime, timedelta
from math import inf

import pytest
import time_machine

from projects.candidates.facts import look_up
from projects.candidates.scoring import Held, Need, Parts, Question
from projects.models import Project
from tests.ended import ended
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 9, 10, tzinfo=UTC)
TODAY = NOW.date()
WEIGHTS = Parts(60, 25, 10, 5)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def stated():
    """Somebody's Python, at Practitioner, used a year ago."""
    return ExpertiseFactory(
        skill=SkillFactory(name="Python"), last_used_on=date(2025, 3, 9)
    )


@pytest.fixture
def found(stated):
    """Look up the person, or other people, for a need of Python at Practitioner."""

    def found(*people, level=3):
        need = Need(stated.skill_id, level, "must", True)
        question = Question((need,), 50, WEIGHTS, TODAY)
        ids = [person.pk for person in people or (stated.person,)]
        return look_up(
            ids, question, (TODAY, TODAY), lambda *_: 8, limit=100, least=-inf
        )

    return found


@pytest.fixture
def facts(found, stated):
    return lambda: found().known[stated.person_id].facts


def used(stated, **fields):
    project = ProjectFactory(status=fields.pop("project_status", "closed"))
    days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 6)}
    return AssignmentFactory(
        project=project, person=stated.person, skills=[stated.skill], **(days | fields)
    )


def test_levels_come_with_their_last_day_of_use(stated, facts):
    assert facts().held == {stated.skill_id: Held(3, date(2025, 3, 9), 0)}


def test_a_skill_used_on_finished_projects_counts_each_once(stated, facts):
    once = used(stated)
    AssignmentFactory(project=once.project, person=stated.person, skills=[stated.skill])
    used(stated)
    assert facts().used == {stated.skill_id: 2}


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "tentative"},
        {"project_status": "active"},
        {"project_status": "cancelled"},
        {"starts_on": date(2026, 3, 10), "ends_on": None},
    ],
)
def test_other_bookings_are_no_evidence(fields, stated, facts):
    used(stated, **fields)
    assert facts().used == {}


def test_what_was_to_begin_after_its_last_day_is_no_evidence(stated, facts):
    booking = used(stated)
    Project.objects.filter(pk=booking.project_id).update(ends_on=date(2026, 1, 4))
    assert facts().used == {}


@pytest.mark.parametrize(("hour", "count"), [(22, 0), (23, 1)])
def test_what_was_to_begin_when_it_was_over_is_no_evidence(
    hour, count, stated, facts, settings
):
    """It was over on the evening before, or past midnight in the house's own time."""
    settings.TIME_ZONE = "Europe/Berlin"
    booking = used(stated)
    ended(booking.project, datetime(2026, 1, 4, hour, tzinfo=UTC))
    assert facts().used.get(stated.skill_id, 0) == count


def test_of_what_nobody_knows_when_it_was_over_is_no_evidence(stated, facts):
    booking = used(stated)
    ended(booking.project, None)
    assert facts().used == {}


@pytest.mark.parametrize(
    ("levels", "confirmed"), [([], 0), ([1, 2], 0), ([2, 4], 3), ([3], 3)]
)
def test_what_a_colleague_suggests_is_known_as_confirming_it_or_not(
    levels, confirmed, stated, facts
):
    for level in levels:
        EndorsementFactory(expertise=stated, level=level)
    assert facts().held[stated.skill_id].endorsed == confirmed


@pytest.mark.parametrize(("days", "level"), [(730, 3), (731, 0)])
def test_a_confirmation_lapses(days, level, stated, facts):
    EndorsementFactory(expertise=stated, endorsed_at=NOW - timedelta(days=days))
    assert facts().held[stated.skill_id].endorsed == level


@pytest.mark.parametrize(
    ("status", "wants"),
    [("open", [3]), ("in_progress", [3]), ("achieved", []), ("dropped", [])],
)
def test_unfinished_goals_count(status, wants, stated, facts):
    LearningGoalFactory(
        person=stated.person,
        skill=stated.skill,
        target_level=4,
        priority=3,
        status=status,
    )
    assert list(facts().wants.values()) == wants


def test_free_time_is_that_of_the_window(stated, facts):
    AssignmentFactory(person=stated.person, percent=30)
    assert facts().free == 70


def test_the_most_possible_is_with_all_else_at_its_best(stated, found):
    used(stated)
    (known,) = found().known.values()
    assert known.most == pytest.approx(60 + 25 + 5)
    (near,) = found(level=4).known.values()
    assert near.most == pytest.approx(0.6 * 60 + 25 + 5)


def test_counts_are_of_those_asked_about(stated, found):
    other = ExpertiseFactory(skill=stated.skill, level=2).person
    LearningGoalFactory(person=other, skill=stated.skill, target_level=4)
    counts = found(stated.person, other)
    skill = stated.skill_id
    assert counts.levels == {(skill, 3): 1, (skill, 2): 1, (skill, 0): 1}
    assert counts.exact == 1


def test_what_they_lack_is_counted_of_everybody_here(stated, found):
    skill = stated.skill
    gone = PersonFactory(left_on=TODAY - timedelta(days=1))
    ExpertiseFactory(skill=skill, level=4, person=gone)
    low = ExpertiseFactory(skill=skill, level=1).person
    assert found(low).everywhere == {(skill.pk, 3): 1, (skill.pk, 1): 1}
    assert found(stated.person).everywhere == {}


def test_it_is_one_query(stated, found, django_assert_num_queries):
    with django_assert_num_queries(1):
        found()
