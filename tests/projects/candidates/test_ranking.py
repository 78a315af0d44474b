"""The order of candidates, looked up only as far as it is asked for."""

from datetime import date

import pytest

from people.models import Person
from projects.candidates import ranking as ranking_module
from projects.candidates.facts import hours_with
from projects.candidates.ranking import Ranking
from projects.candidates.scoring import Need, Parts, Question
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillFactory,
)
from tests.once import rows_of_module

pytestmark = pytest.mark.django_db

WINDOW = (date(2026, 3, 9), date(2026, 4, 3))


def make_people():
    """Sixty people of all levels, busy to a different degree, some with a goal."""
    skills = python, sql = SkillFactory(), SkillFactory()
    for number in range(60):
        person = PersonFactory(name=f"P{number:02}", capacity=100 - number % 7 * 10)
        if number % 5:
            ExpertiseFactory(person=person, skill=python, level=number % 4 + 1)
        if number % 3 == 0:
            ExpertiseFactory(person=person, skill=sql, level=number % 3 + 2)
        if number % 5 == 0:
            LearningGoalFactory(person=person, skill=sql, priority=number % 3 + 1)
        AssignmentFactory(person=person, percent=number % 6 * 10 + 5)
    people = Person.objects.filter(name__startswith="P")
    return skills, list(people.values_list("pk", flat=True))


rows = rows_of_module(make_people)


@pytest.fixture
def skills(rows):
    return rows[0]


@pytest.fixture
def people(rows):
    return rows[1]


@pytest.fixture
def question(skills):
    python, sql = skills
    needs = Need(python.pk, 3, "must", False), Need(sql.pk, 4, "could", True)
    return Question(needs, 50, Parts(60, 25, 10, 5), date(2026, 3, 9))


def no_hours(place, works_from, works_to):
    return None


def ranks(people, question, count, is_exact=None):
    found = Ranking(people, question, WINDOW, no_hours, is_exact).first(count)
    return [(one.person, one.rank) for one in found[0:count]]


@pytest.fixture
def whole(people, question):
    """Everybody in order: the margin is larger than the number of people."""
    return ranks(people, question, len(people))


@pytest.mark.parametrize("margin", [0, 1, 5, 30])
@pytest.mark.parametrize("count", [1, 10, 25, 59, 60])
def test_the_first_are_the_same_however_few_are_looked_up(
    margin, count, people, question, whole, monkeypatch
):
    monkeypatch.setattr(ranking_module, "MARGIN", margin)
    assert ranks(people, question, count) == whole[:count]


@pytest.mark.parametrize("margin", [0, 3, 100])
@pytest.mark.parametrize("is_exact", [True, False])
def test_ranks_of_some_are_those_among_all(
    margin, is_exact, people, question, whole, monkeypatch
):
    monkeypatch.setattr(ranking_module, "MARGIN", margin)
    ranking = Ranking(people, question, WINDOW, no_hours, is_exact)
    shown = ranking.first(len(people))
    some = ranks(people, question, 7, is_exact)
    wanted = {one.person for one in shown[0 : len(people)]}
    assert some == [pair for pair in whole if pair[0] in wanted][:7]
    assert len(shown) == len(wanted) == ranking.counts()[is_exact]


def test_looking_up_takes_one_query(people, question, django_assert_num_queries):
    with django_assert_num_queries(1):
        ranks(people, question, 25)


def test_where_many_are_alike_it_takes_two(
    people, question, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(ranking_module, "MARGIN", 0)
    with django_assert_num_queries(2):
        ranks(people, question, 25)


def test_without_needs_nobody_is_looked_up(people, question, django_assert_num_queries):
    nothing = Question((), 50, question.weights, question.today)
    with django_assert_num_queries(0):
        assert ranks([], nothing, 25) == []


def test_ties_stand_in_the_order_of_names(people, question):
    Person.objects.update(capacity=0)
    nothing = Question(question.needs, 50, Parts(0, 25, 0, 0), question.today)
    turned = list(reversed(people))
    found = [person for person, _ in ranks(turned, nothing, 60)]
    musts = found.index(next(p for p in people if p in found[30:]))
    assert found[:5] == sorted(found[:5], key=people.index)
    assert found[musts:] == sorted(found[musts:], key=people.index)


def test_people_of_one_name_stand_in_the_order_of_their_ids(skills, question):
    twins = [PersonFactory(name="Ana Silva").pk for _ in range(3)]
    for twin in twins:
        ExpertiseFactory(person_id=twin, skill=skills[0], level=3)
    assert ranks(twins[::-1], question, 3) == [
        (twins[0], 1),
        (twins[1], 2),
        (twins[2], 3),
    ]


# Hours


@pytest.fixture
def lead():
    london = LocationFactory(time_zone="Europe/London")
    return PersonFactory(location=london, works_from="08:00", works_to="12:00")


def hours(lead, zones, clocks):
    lead and lead.refresh_from_db()
    return hours_with(lead, zones, WINDOW)(*clocks)


def test_hours_are_those_of_both_working_days(lead):
    zones = {5: "Europe/Berlin"}
    person = PersonFactory(works_from="09:00", works_to="12:00")
    person.refresh_from_db()
    assert hours(lead, zones, (5, person.works_from, person.works_to)) == 3


@pytest.mark.parametrize("place", [None, 6])
def test_hours_of_an_unknown_place_are_unknown(place, lead):
    clocks = (place, lead.works_from, lead.works_to)
    assert hours(lead, {5: "Europe/Berlin"}, clocks) is None


def test_without_a_lead_or_the_place_of_one_hours_are_unknown(lead):
    clocks = (5, lead.works_from, lead.works_to)
    assert hours(None, {5: "Europe/Berlin"}, clocks) is None
    lead.location = None
    lead.save()
    assert hours(lead, {5: "Europe/Berlin"}, clocks) is None
