import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from people.fields import Fold
from people.models import Level, Location, Person, Skill, SkillAlias
from people.spelling.names import fold
from tests.factories import (
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
)
from tests.thoroughness import examples

TODAY = date(2026, 3, 9)


# Slugs


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ana Silva", "ana-silva"),
        ("Zoë Okonkwo-Meyer", "zoe-okonkwo-meyer"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Αλέξης Ζορμπάς", "alexes-zormpas"),
        ("李小龙", "li-xiao-long"),
        ("!!!", "person"),
    ],
)
def test_a_slug_is_made_from_a_name_in_any_script(name, slug):
    assert PersonFactory(name=name).slug == slug


@pytest.mark.django_db
def test_namesakes_get_numbers():
    slugs = [PersonFactory(name="Ana Silva").slug for _ in range(3)]
    assert slugs == ["ana-silva", "ana-silva-2", "ana-silva-3"]


@pytest.mark.django_db
def test_a_slug_stays_when_the_name_changes():
    person = PersonFactory(name="Ana Silva")
    person.name = "Ana Souza"
    person.save()
    assert person.slug == "ana-silva"


@pytest.mark.django_db
def test_a_slug_that_is_given_is_kept():
    assert PersonFactory(name="Ana Silva", slug="boss").slug == "boss"


@pytest.mark.django_db
def test_a_very_long_name_leaves_room_for_a_number():
    slugs = {PersonFactory(name="a" * 200).slug for _ in range(2)}
    assert len(slugs) == 2
    assert max(map(len, slugs)) <= 80


@pytest.mark.django_db
def test_rows_made_in_bulk_get_slugs_too():
    rows = [Location(name=name, time_zone="UTC") for name in ("Rio", "Search")]
    Location.objects.bulk_create(rows)
    assert [row.slug for row in rows] == ["rio", "search-2"]


# Keys


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("C#", "c#"),
        ("A/B testing", "a b testing"),
        ("Research & development", "research and development"),
        ("ＳＱＬ", "sql"),
        ("scikit-learn", "scikit learn"),
    ],
)
def test_a_key_is_the_normalised_name(name, key):
    skill = SkillFactory(name=name)
    skill.refresh_from_db()
    assert skill.key == key


@pytest.mark.django_db
def test_a_key_follows_the_name():
    skill = SkillFactory(name="Tensorflow")
    skill.name = "Keras"
    skill.save()
    assert Skill.objects.get(key="keras") == skill


@pytest.mark.django_db
def test_rows_made_in_bulk_get_keys_too():
    skill = SkillFactory()
    SkillAlias.objects.bulk_create([SkillAlias(skill=skill, name="Big-Data")])
    assert skill.aliases.get().key == "big data"


@pytest.mark.django_db
def test_a_taken_name_is_said_at_the_field():
    SkillAliasFactory(name="sklearn", skill__name="Scikit-learn")
    with pytest.raises(ValidationError, match="is an alias of Scikit-learn already"):
        Skill(name="SKLearn").clean()
    with pytest.raises(ValidationError, match="is the name of a skill already"):
        SkillAlias(name="scikit learn").clean()


@pytest.mark.django_db
def test_an_old_name_may_become_an_alias():
    skill = SkillFactory(name="Tensorflow")
    skill.name = "Keras"
    SkillAlias(name="TensorFlow", skill=skill).clean()


@pytest.mark.django_db
def test_a_self_endorsement_is_said_at_the_field():
    expertise = ExpertiseFactory()
    own = EndorsementFactory.build(expertise=expertise, endorsed_by=expertise.person)
    with pytest.raises(ValidationError) as error:
        own.clean()
    assert list(error.value.message_dict) == ["endorsed_by"]


def insert_alias(skill, name, outcome):
    """Insert the alias in a session of its own, and say how it went."""
    try:
        SkillAlias.objects.create(skill=skill, name=name)
        outcome.append("inserted")
    except IntegrityError:
        outcome.append("refused")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_sessions_cannot_take_one_key_at_once():
    other, outcome = SkillFactory(), []
    rival = threading.Thread(target=insert_alias, args=[other, "Keras", outcome])
    with transaction.atomic():
        SkillFactory(name="keras", category=other.category)
        rival.start()
        rival.join(timeout=0.5)
        assert outcome == []
    rival.join(timeout=10)
    assert outcome == ["refused"]


# Searchable text

ALPHABET = st.one_of(
    st.characters(min_codepoint=0x01, max_codepoint=0x7F),
    st.characters(min_codepoint=0xA0, max_codepoint=0x24F),
    st.characters(min_codepoint=0x300, max_codepoint=0x36F),
    st.characters(min_codepoint=0x370, max_codepoint=0x3FF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x3040, max_codepoint=0x30FF),
)


@pytest.mark.django_db
@examples(300)
@given(text=st.text(ALPHABET, max_size=40))
@example(text="Zoë Okonkwo-Meyer")
@example(text="C++ & C# / .NET")
@example(text="İstanbul ẞ ŉ ǰ Ǆ ﬁ")
@example(text="ΣΊΣΥΦΟΣ ΣΊΣΥΦΟΣ, ς")
def test_the_database_folds_as_python_does(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_fold(%s)", [text])
        assert cursor.fetchone()[0] == fold(text)


@pytest.mark.django_db
def test_the_search_text_of_a_person_is_kept_by_the_database():
    person = PersonFactory(name="Zoë Łuk", job_title="C++ Lead", bio="Likes R.")
    person.name = "Noël"
    person.save()
    person.refresh_from_db()
    assert person.search_text.split() == ["noel", "c++", "lead", "likes", "r"]


@pytest.mark.django_db
def test_a_fold_can_be_asked_for_in_a_query():
    PersonFactory(name="Zoë")
    assert Person.objects.annotate(plain=Fold("name")).get().plain == " zoe "


# Rows in the users' words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("left_on", "is_here"),
    [(None, True), (date(2026, 3, 9), True), (date(2026, 3, 8), False)],
)
def test_the_last_day_still_counts_as_being_here(left_on, is_here):
    PersonFactory(left_on=left_on)
    assert Person.objects.active(TODAY).exists() is is_here


@pytest.mark.django_db
def test_inactive_skills_are_not_offered():
    SkillFactory(is_active=False)
    offered = SkillFactory()
    assert list(Skill.objects.active()) == [offered]


@pytest.mark.django_db
def test_an_unfinished_goal_is_open_or_in_progress():
    person = PersonFactory()
    for status in ("open", "in_progress", "achieved", "dropped"):
        LearningGoalFactory(person=person, status=status)
    unfinished = person.goals.unfinished().values_list("status", flat=True)
    assert set(unfinished) == {"open", "in_progress"}


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_sentence(level):
    assert level.sentence


@pytest.mark.django_db
def test_a_level_can_be_had_from_a_stated_number():
    assert ExpertiseFactory(level=4).get_level() is Level.EXPERT


@pytest.mark.django_db
def test_a_time_zone_must_be_known():
    LocationFactory.build(time_zone="Asia/Kolkata", slug="x").full_clean()
    with pytest.raises(ValidationError, match="is not a time zone"):
        LocationFactory.build(time_zone="Mars/Base", slug="x").full_clean()


@pytest.mark.django_db
def test_categories_are_listed_by_position_then_name():
    for name, position in (("B", 1), ("A", 1), ("C", 0)):
        category = SkillCategoryFactory(name=name, position=position)
    names = type(category).objects.values_list("name", flat=True)
    assert list(names) == ["C", "A", "B"]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [None, -1, 0, 1])
def test_everybody_is_either_active_or_has_left(days):
    today = timezone.localdate()
    person = PersonFactory(left_on=None if days is None else today + timedelta(days))
    is_active, has_left = (
        people.filter(pk=person.pk).exists()
        for people in (Person.objects.active(), Person.objects.left())
    )
    assert (is_active, has_left) == (days != -1, days == -1)
    assert person.has_left is has_left
