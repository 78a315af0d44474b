"""The exchange: who is named, who is written to, and what is said where nobody is."""

from datetime import date, timedelta

import pytest

from people.exchange.meetings import UNKNOWN, clocks_of
from people.models import Expertise, Person, Skill
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
LAST = TODAY + timedelta(days=27)


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
    assert "1 could, and none of them has time in the next four weeks." in read()


def test_where_nobody_has_the_skill_so_well_no_time_is_blamed(read, sql):
    Expertise.objects.update(level=2)
    assert "Nobody else is at Practitioner or above yet." in read()


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


def want(names):
    """Somebody wants to learn each of these skills, and somebody could guide."""
    for name in names:
        skill = SkillFactory(name=name)
        LearningGoalFactory(skill=skill, person=PersonFactory())
        ExpertiseFactory(skill=skill, person=PersonFactory(), level=3)


def test_thirty_skills_ask_as_often_as_three(
    member_client, sql, django_assert_max_num_queries, django_assert_num_queries
):
    want(["A", "B", "C"])
    member_client.get("/skills/exchange/")  # names that are new are read once
    with django_assert_max_num_queries(15) as few:
        member_client.get("/skills/exchange/")
    asked = len(few)
    want(f"Skill {at}" for at in range(27))
    member_client.get("/skills/exchange/")
    with django_assert_num_queries(asked):
        member_client.get("/skills/exchange/")


def test_who_is_erased_meanwhile_is_left_out(lisbon, sql, django_assert_num_queries):
    (ana,) = people_named("Ana")
    with django_assert_num_queries(1):
        clocks = clocks_of({ana.pk, 0})
    assert clocks[ana.pk][0] == "Europe/Lisbon"
    assert clocks[0] == UNKNOWN


def test_no_skill_has_its_address(db):
    assert Skill.objects.create(name="Exchange", category=SkillFactory().category).slug
    assert Skill.objects.get(name="Exchange").slug != "exchange"


def test_names_are_text(member_client, sql):
    eve = PersonFactory(name="<i>Eve", email="eve@example.com")
    LearningGoalFactory(person=eve, skill=sql)
    ExpertiseFactory(person=PersonFactory(name="<i>Gil"), skill=sql, level=3)
    page = member_client.get("/skills/exchange/").content.decode()
    assert "&lt;i&gt;Eve" in page
    assert "&lt;i&gt;Gil" in page
    assert "<i>" not in page


def test_fewer_than_all_are_named_and_the_first_are_written_to(member_client, sql):
    for number in range(50):
        LearningGoalFactory(
            person=PersonFactory(
                name=f"Zed {number}", email=f"zed{number}@example.com"
            ),
            skill=sql,
        )
    page = member_client.get("/skills/exchange/").content.decode()
    assert "44 more" in page
    assert "Write to 40 of 52" in page
    assert page.split('href="mailto:?bcc=')[1].split("&")[0].count("@") == 40


def test_who_has_no_email_is_not_said_to_be_written_to(read, sql):
    Person.objects.filter(name="Ben").update(email=None)
    assert "Write to 1 of 2" in read()


def test_a_guide_without_email_is_not_said_to_be_written_to(member_client, sql):
    Person.objects.filter(name="Cyd").update(email=None)
    page = member_client.get("/skills/exchange/").content.decode()
    assert "Write to both" in page
    assert "Cyd too" not in page


def test_the_most_pressing_come_first_and_then_the_first_by_name(
    read, sql, django_assert_num_queries
):
    for name, priority in [("Zoe", 3), ("Ábel", 2), ("Abe", 1)]:
        LearningGoalFactory(
            person=PersonFactory(name=name), skill=sql, priority=priority
        )
    assert "Want to learnZoe, Ábel, Ana, Ben, Abe" in read()
