"""An answer that hangs on levels of a few skills, and one that is kept for each."""

import pytest
from django.db import connection, transaction

from people.database.by_skill import fetch_by_skill
from people.database.tables import LevelsOf
from people.database.unchanged import fetch_rows, forget, while_unchanged
from people.models import Expertise
from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory, TeamFactory
from tests.people.database.test_unchanged import run

LEVELS = "SELECT person_id, skill_id, level FROM people_expertise ORDER BY 1, 2"
COUNTS = """
SELECT 'level', skill_id, count(*) FROM counted_levels GROUP BY skill_id
"""
PEOPLE = "SELECT 'people', NULL, count(DISTINCT person_id) FROM people_expertise"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()


@pytest.fixture
def python():
    return ExpertiseFactory(skill=SkillFactory(name="Python"), level=2)


@pytest.fixture
def sql():
    return ExpertiseFactory(skill=SkillFactory(name="SQL"), level=3)


def row(stated):
    return stated.person_id, stated.skill_id, stated.level


def levels_of(*stated):
    return fetch_rows(LevelsOf([one.skill_id for one in stated], LEVELS))


def counts(*stated):
    """Of all skills; and of those given, how many people have any."""
    return fetch_by_skill(
        [one.skill_id for one in stated],
        (f"{COUNTS} UNION ALL {PEOPLE}", ()),
        lambda: (COUNTS, ()),
        lambda row: row[1],
    )


def counted():
    """What `counts` has to say of all skills."""
    stated = Expertise.objects.values_list("skill", flat=True)
    return {("level", skill, len([*stated.filter(skill=skill)])) for skill in stated}


def test_levels_of_other_skills_are_not_seen(python, sql):
    assert levels_of(python) == [row(python)]
    assert levels_of(python, sql) == [row(python), row(sql)]
    assert levels_of() == []
    begins_with = f"\nWITH known AS ({LEVELS}) TABLE known"
    assert fetch_rows(LevelsOf([sql.skill_id], begins_with)) == [row(sql)]


def test_and_whatever_becomes_of_them_the_answer_is_kept(python, sql):
    before = levels_of(python)
    Expertise.objects.filter(pk=sql.pk).update(level=4)
    ExpertiseFactory(skill=sql.skill)
    sql.delete()
    assert levels_of(python) is before


CHANGES = {
    "level": lambda one: Expertise.objects.filter(pk=one.pk).update(level=4),
    "add": lambda one: ExpertiseFactory(skill=one.skill),
    "remove": lambda one: one.delete(),
    "away": lambda one: Expertise.objects.filter(pk=one.pk).update(
        skill=SkillFactory()
    ),
    "here": lambda one: Expertise.objects.exclude(pk=one.pk).update(skill=one.skill),
    "whose": lambda one: Expertise.objects.filter(pk=one.pk).update(
        person=PersonFactory()
    ),
    "all": lambda one: run("TRUNCATE people_expertise CASCADE"),
    "twice in a transaction": transaction.atomic(
        lambda one: [one.person.expertise.update(level=at) for at in (1, 4)]
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_their_own_are_seen_at_once(python, sql, change):
    before = levels_of(python)
    counts(python)
    change(python)

    rows = Expertise.objects.filter(skill=python.skill_id).order_by("person")
    assert levels_of(python) == [row(one) for one in rows] != before
    people = len({one.person_id for one in rows})
    assert {*counts(python)} == counted() | {("people", None, people)}


def test_of_what_is_counted_by_skill_what_has_changed_is_asked(
    python, sql, django_assert_num_queries
):
    """Tables, skills and the rows of the changed ones: three questions, then one."""
    before = counts(sql)
    (other,) = (one for one in before if one[1] == sql.skill_id)
    ExpertiseFactory(skill=python.skill)
    with django_assert_num_queries(3):
        after = counts(sql)
    with django_assert_num_queries(1):
        assert counts(sql) is after
    assert {one for one in after if one[1]} == counted() != {*before}
    assert any(one is other for one in after)


def test_levels_that_are_there_after_all_are_gone_are_seen(python):
    """In one transaction: they were noted before, and have to be once more."""
    before = levels_of(python)
    with transaction.atomic():
        python.person.expertise.update(level=1)
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("TRUNCATE people_expertise CASCADE")
        assert levels_of(python) == []
        again = python.person.expertise.create(skill=python.skill, level=4)
    assert levels_of(python) == [row(again)] != before
    run("TRUNCATE people_expertise CASCADE")
    assert levels_of(python) == []


def test_what_is_taken_back_is_no_change(python, sql):
    before, each = levels_of(python), counts(sql)
    with transaction.atomic():
        Expertise.objects.update(level=4)
        assert levels_of(python)[0][2] == 4
        transaction.set_rollback(True)

    assert levels_of(python) is before
    assert counts(sql) is each


def test_other_tables_are_hung_on_as_ever(python):
    def named():
        sql = f"SELECT level, name FROM ({LEVELS}) AS one, people_team"
        return fetch_rows(LevelsOf([python.skill_id], sql))

    assert named() == []
    TeamFactory(name="Data")
    assert named() == [(2, "Data")]
    assert named() is named()


def test_a_view_sees_all_levels_and_hangs_on_all(python, sql):
    run(f"CREATE VIEW view_of_levels AS {LEVELS}")

    def seen():
        return fetch_rows(LevelsOf([python.skill_id], "TABLE view_of_levels"))

    assert seen() == [row(python), row(sql)]
    Expertise.objects.filter(pk=sql.pk).update(level=1)
    assert seen() == [row(python), (*row(sql)[:2], 1)]


def test_within_another_question_it_hangs_on_these_skills_too(python, sql):
    asked = while_unchanged(lambda: [*levels_of(python)])
    before = asked()
    Expertise.objects.filter(pk=sql.pk).update(level=1)
    assert asked() is before
    Expertise.objects.filter(pk=python.pk).update(level=1)
    assert asked() == [(*row(python)[:2], 1)]


def test_within_another_question_what_is_counted_hangs_on_all_levels(python, sql):
    asked = while_unchanged(lambda: [*counts(python)])
    asked()
    Expertise.objects.filter(pk=sql.pk).delete()
    assert {one for one in asked() if one[1]} == counted()


@pytest.mark.parametrize("trigger", ["people_note_change", "people_note_level"])
def test_where_changes_are_not_noted_nothing_is_kept(python, sql, trigger):
    run(f"ALTER TABLE people_expertise DISABLE TRIGGER {trigger}")

    assert levels_of(python) is not levels_of(python)
    assert counts(python) is not counts(python)


def test_notes_are_put_together_and_none_is_lost(python, sql):
    """By who comes to it, for all skills."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
    for number in range(400):
        level = 1 + number % 4
        Expertise.objects.filter(pk=python.pk).update(level=level)
        assert levels_of(python) == [(*row(python)[:2], level)]
    (rows,) = fetch_rows("SELECT count(*) FROM people_levelchange")

    assert rows[0] < 400
