"""Who wants to learn what and who could guide, against plain loops over the rows."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from people.models import Expertise, LearningGoal, Person, Skill
from skillsdir.sample.organisation import make_organisation
from tests.brute_force import free_percent
from tests.comings import let_come_and_go
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
)
from tests.text import text_of
from tests.thoroughness import how_many
from tests.world import load_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
LAST = TODAY + timedelta(days=27)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(params=range(how_many(20)))
def world(request):
    """A random organisation, in which some come and go."""
    make_organisation(people=45, seed=request.param, today=TODAY, password="demo")
    let_come_and_go(TODAY)
    people = {one.id: one for one in load_world(TODAY).people}
    return {
        pk: one for pk, one in people.items() if one.left is None or one.left >= TODAY
    }


def wanted(world):
    """Who wants to learn it, by slug of a skill that is offered."""
    found = defaultdict(set)
    for goal in LearningGoal.objects.select_related("skill"):
        is_open = goal.status in ("open", "in_progress")
        if is_open and goal.skill.is_active and goal.person_id in world:
            found[goal.skill.slug].add(goal.person_id)
    return found


def able(world, skill, learners):
    """Who could guide, with what is free and with how many they share an hour."""
    found = {}
    for row in Expertise.objects.filter(skill__slug=skill, level__gte=3):
        one = world.get(row.person_id)
        if one is None or one.id in learners:
            continue
        free = 0 if is_late(one) else free_percent(one, TODAY, LAST)
        if free >= 10:
            shares = sum(share_hours(one, world[other]) for other in learners)
            found[one.id] = (shares, free, row.level)
    return found


def is_late(one):
    return one.joined is not None and one.joined > TODAY


def share_hours(one, other):
    if one.zone is None or other.zone is None:
        return False
    middle = TODAY + timedelta(days=13)
    return all(overlap(day, one, other) >= 1 for day in (TODAY, middle, LAST))


def overlap(day, one, other):
    """Of the working day of one the hours in which the other works, by quarters."""
    last = day if one.works_to > one.works_from else day + timedelta(days=1)
    begin, end = (
        datetime.combine(on, clock, ZoneInfo(one.zone)).astimezone(UTC)
        for on, clock in ((day, one.works_from), (last, one.works_to))
    )
    quarters = range(int((end - begin).total_seconds()) // 900)
    there = ZoneInfo(other.zone)
    clocks = [(begin + timedelta(minutes=15 * n)).astimezone(there) for n in quarters]
    return sum(is_at_work(other, clock.time()) for clock in clocks) / 4


def is_at_work(one, clock):
    if one.works_to > one.works_from:
        return one.works_from <= clock < one.works_to
    return clock >= one.works_from or clock < one.works_to


def listed(client, query=""):
    """The rows of all pages."""
    rows, page = [], 1
    while True:
        response = client.get(f"/skills/exchange/?page={page}&{query}")
        shown = response.context["list"].page
        rows += shown.object_list
        if not shown.has_next():
            return rows
        page += 1


def test_the_page_says_what_the_rows_say(world, manager_client):
    wants = wanted(world)
    rows = listed(manager_client)
    assert {row.skill.slug: row.count for row in rows} == {
        skill: len(people) for skill, people in wants.items()
    }
    for row in rows:
        guides = able(world, row.skill.slug, wants[row.skill.slug])
        best = sorted(guides, key=lambda pk: (*(-n for n in guides[pk]), pk))
        assert [one.person.pk for one in row.guides] == best[:4]
        assert row.guide_count == len(guides)
        assert [(one.shares, one.free) for one in row.guides] == [
            guides[pk][:2] for pk in best[:4]
        ]


def test_most_wanted_come_first(world, manager_client):
    counts = [row.count for row in listed(manager_client)]
    assert counts == sorted(counts, reverse=True)


# Single pages


@pytest.fixture
def lisbon(db):
    return LocationFactory(name="Lisbon", time_zone="Europe/Lisbon")


@pytest.fixture
def sql(lisbon):
    """Ana and Ben want to learn SQL; Cyd is an expert in it."""
    sql = SkillFactory(name="SQL")
    for name in ("Ana", "Ben"):
        person = PersonFactory(name=name, location=lisbon, team=TeamFactory(name=name))
        LearningGoalFactory(person=person, skill=sql)
    cyd = PersonFactory(name="Cyd", location=lisbon, email="cyd@example.com")
    ExpertiseFactory(person=cyd, skill=sql, level=4)
    return sql


@pytest.fixture
def read(member_client):
    def read(query=""):
        response = member_client.get(f"/skills/exchange/?{query}")
        assert response.status_code == 200
        return text_of(response)

    return read


def test_it_names_who_wants_it_and_who_could_guide(read, sql):
    text = read()
    assert "Want to learnAna, Ben" in text
    assert "Cyd 4 Expert, 100 % free, shares hours with all" in text


def test_one_click_writes_to_all_who_want_it(member_client, sql):
    page = member_client.get("/skills/exchange/").content.decode()
    emails = "%2C".join(person.email for person in people_named("Ana", "Ben"))
    assert f'href="mailto:?bcc={emails.replace("%2C", ",")}&amp;subject=' in page


def people_named(*names):
    return [Person.objects.get(name=name) for name in names]


def test_an_address_cannot_slip_a_recipient_in(member_client, sql):
    person = PersonFactory(name="Eve", email="eve&cc=boss@example.com")
    LearningGoalFactory(person=person, skill=sql)
    page = member_client.get("/skills/exchange/").content.decode()
    assert "eve%26cc%3Dboss@example.com" in page


def test_who_has_no_time_guides_nobody(read, sql):
    (cyd,) = people_named("Cyd")
    AssignmentFactory(person=cyd, percent=95, starts_on=TODAY)
    assert "Nobody at Practitioner or above has time just now." in read()


def test_who_works_at_other_hours_is_said_to(read, sql):
    zone = LocationFactory(name="Auckland", time_zone="Pacific/Auckland")
    cyd = people_named("Cyd")[0]
    cyd.location = zone
    cyd.save()
    assert "100 % free, shares no hours" in read()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("team=ana", "Wants to learnAna Could"),
        ("q=sql", "Want to learnAna, Ben"),
        ("location=lisbon", "Want to learnAna, Ben"),
        ("team=nobody", "is not a team here"),
        ("q=python", "No skill meets"),
    ],
)
def test_filters_are_of_those_who_want_to_learn(read, sql, query, expected):
    assert expected in read(query)


def test_without_goals_it_says_what_to_do(read):
    assert "Nobody wants to learn anything yet" in read()


def test_many_take_no_more_queries(member_client, sql, django_assert_max_num_queries):
    for at in range(30):
        skill = SkillFactory(name=f"Skill {at}")
        LearningGoalFactory(skill=skill, person=PersonFactory(name=f"P{at}"))
        ExpertiseFactory(skill=skill, person=PersonFactory(name=f"Q{at}"), level=3)
    with django_assert_max_num_queries(15):
        member_client.get("/skills/exchange/")


def test_no_skill_has_its_address(db):
    assert Skill.objects.create(name="Exchange", category=SkillFactory().category).slug
    assert Skill.objects.get(name="Exchange").slug != "exchange"
