"""What a card of the people list says about a person."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from people.directory.cards import person_cards, skill_tags
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.pages import ask

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 10, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ann():
    return PersonFactory(
        name="Ann",
        job_title="Analyst",
        team=TeamFactory(name="Data"),
        location=LocationFactory(name="Bengaluru", time_zone="Asia/Kolkata"),
        confirmed_at=NOW - timedelta(days=40),
    )


def card_of(person, user, **asked):
    return person_cards([person.pk], user=user, **asked)[0]


def card_html(client, query="q=ann"):
    html = ask(client, query).html.split('data-person="ann"')[1].split("\n</li>")[0]
    return " ".join(html.split())


@pytest.mark.parametrize(
    "words",
    [
        *('href="/people/ann/">Ann<', "Analyst"),
        *(">Bengaluru</a>, 15:50 · ", ">Data</a>"),
        *("confirmed 1 month ago", "100 % free now", "No judged projects yet"),
    ],
)
def test_card_says_who_where_and_when(words, ann, manager_client):
    assert words in card_html(manager_client)


@pytest.mark.parametrize(
    ("percent", "words"), [(None, "20 % free now"), (50, "100 % free from 23 Mar")]
)
def test_card_says_when_the_asked_time_is_free(percent, words, ann, manager):
    AssignmentFactory(person=ann, percent=80, ends_on=date(2026, 3, 20))
    assert card_of(ann, manager, percent=percent).free_time.words == words


@pytest.mark.parametrize(
    ("days", "words", "is_stale"),
    [
        (None, "never confirmed", True),
        (3, "confirmed this month", False),
        (9, "confirmed less than a month ago", False),
        (61, "confirmed 2 months ago", False),
        (360, "confirmed 11 months ago", False),
        (365, "confirmed 12 months ago", False),
        (366, "confirmed 12 months ago", True),
    ],
)
def test_card_says_when_the_profile_was_confirmed(days, words, is_stale, ann, manager):
    ann.confirmed_at = days and NOW - timedelta(days=days)
    ann.save()
    card = card_of(ann, manager)
    assert (card.confirmed, card.is_stale) == (words, is_stale)


def test_asked_skills_come_first(ann, manager):
    skills = [SkillFactory(name=name) for name in ("Ada", "Basic", "Cobol")]
    for skill, level in zip(skills, (4, 3, 1), strict=True):
        ExpertiseFactory(person=ann, skill=skill, level=level)
    names = [tag.name for tag in card_of(ann, manager, skills={skills[2].pk}).skills]
    assert names == ["Cobol", "Ada", "Basic"]


def test_asked_goals_come_first_and_finished_ones_not_at_all(ann, manager):
    skills = [SkillFactory(name=name) for name in ("Ada", "Basic", "Cobol")]
    for skill, status in zip(skills, ("open", "in_progress", "achieved"), strict=True):
        LearningGoalFactory(person=ann, skill=skill, status=status)
    names = [tag.name for tag in card_of(ann, manager, goals={skills[1].pk}).goals]
    assert names == ["Basic", "Ada"]


def test_level_is_said_in_words(ann, manager_client):
    ExpertiseFactory(person=ann, skill=SkillFactory(name="Python"), level=4)
    assert 'title="Expert"' in card_html(manager_client)


def test_card_shows_six_skills_and_counts_them_all(ann, manager_client):
    for _ in range(8):
        ExpertiseFactory(person=ann)
    html = card_html(manager_client)
    assert html.count('class="skill') - html.count('class="skill-list') == 6
    assert "all 8<span" in html


def test_name_is_text_and_not_markup(manager_client):
    PersonFactory(name="<b>Bob</b>", job_title="A & B")
    html = ask(manager_client, "").html
    assert "&lt;b&gt;Bob&lt;/b&gt;" in html
    assert "A &amp; B" in html


def test_nobody_has_no_cards(manager, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert person_cards([], user=manager) == []


@pytest.mark.parametrize("count", [1, 12])
def test_cards_of_a_page_take_four_queries(count, manager, django_assert_num_queries):
    people = [ExpertiseFactory().person.pk for _ in range(count)]
    manager.role_names = ["Project managers"]
    with django_assert_num_queries(4):
        assert len(person_cards(people, user=manager)) == count


def test_skills_stand_by_level_then_by_name_in_any_case():
    person = PersonFactory().pk
    for name, level in (("SQL", 2), ("dbt", 3), ("Airflow", 3), ("Excel", 4)):
        ExpertiseFactory(person_id=person, skill=SkillFactory(name=name), level=level)
    has, _ = skill_tags([person])
    assert [tag.name for tag in has[person]] == ["Excel", "Airflow", "dbt", "SQL"]


def test_goals_stand_by_priority_with_their_target_level():
    person = PersonFactory().pk
    for name, priority in (("SQL", 1), ("dbt", 3)):
        skill = SkillFactory(name=name)
        LearningGoalFactory(person_id=person, skill=skill, priority=priority)
    _, wants = skill_tags([person])
    assert [(tag.name, tag.level) for tag in wants[person]] == [("dbt", 2), ("SQL", 2)]


def test_nobody_has_no_tags(django_assert_num_queries):
    assert skill_tags([]) == ({}, {})


def test_cards_stand_in_the_order_asked_for(manager):
    people = [PersonFactory().pk for _ in range(3)]
    turned = people[::-1]
    assert [card.person.pk for card in person_cards(turned, user=manager)] == turned
