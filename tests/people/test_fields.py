"""Fields of our own: addresses, keys, versions and the array of ids."""

import pytest
from django.db import connection
from django.db.models import F

from people.fields import Ids, KeptEmailField, NormalisedField, VersionField
from people.models import Person, Skill, Team
from tests.factories import PersonFactory, SkillFactory, TeamFactory


def rebuilt(field):
    """The field as a migration would make it anew."""
    _, _, args, kwargs = field.deconstruct()
    return type(field)(*args, **kwargs)


# Addresses


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Me", "Compare", "new", "Export", "IMPORT"])
def test_somebody_called_like_a_page_gets_another_address(name):
    person = PersonFactory(name=name)

    assert person.slug == f"{name.lower()}-2"


@pytest.mark.django_db
def test_name_without_letters_gets_the_address_of_its_kind():
    assert PersonFactory(name="???").slug == "person"
    assert TeamFactory(name="!!!").slug == "team-2"


@pytest.mark.django_db
def test_first_free_number_is_taken():
    for slug in ("ana", "ana-2", "ana-4"):
        PersonFactory(name="Ana", slug=slug)

    assert PersonFactory(name="Ana").slug == "ana-3"


@pytest.mark.django_db
def test_longer_name_that_begins_alike_takes_no_number():
    PersonFactory(name="Anabel")

    assert PersonFactory(name="Ana").slug == "ana"


@pytest.mark.django_db
def test_two_kinds_may_have_one_address():
    assert TeamFactory(name="Go").slug == SkillFactory(name="Go").slug == "go"


@pytest.mark.django_db
def test_cut_address_does_not_end_with_a_dash():
    person = PersonFactory(name=f"{'a' * 71} b")

    assert person.slug == "a" * 71


@pytest.mark.django_db
def test_free_number_costs_a_lock_and_a_query_for_3_and_30(django_assert_num_queries):
    field = Person._meta.get_field("slug")
    PersonFactory.create_batch(3, name="Ana")
    with django_assert_num_queries(2):
        assert field.first_free(Person(name="Ana")) == "ana-4"
    PersonFactory.create_batch(27, name="Ana")
    with django_assert_num_queries(2):
        assert field.first_free(Person(name="Ana")) == "ana-31"


def test_migrations_rebuild_an_address_field():
    field = rebuilt(Team._meta.get_field("slug"))

    assert (field.of, field.max_length, field.unique, field.blank) == (
        "name",
        80,
        True,
        True,
    )


# Keys and versions


def test_key_is_that_of_the_field_it_is_made_of():
    skill = Skill(name="A/B  tests")
    field = Skill._meta.get_field("key")

    assert field.pre_save(skill, add=True) == "a b tests"
    assert skill.key == "a b tests"


def test_migrations_rebuild_a_key_field():
    field = rebuilt(NormalisedField(of="title", max_length=50))

    assert (field.of, field.max_length, field.editable) == ("title", 50, False)


@pytest.mark.django_db
def test_every_row_begins_with_version_1():
    assert Person.objects.get(pk=PersonFactory().pk).version == 1


@pytest.mark.django_db
def test_sql_of_others_is_counted_too():
    person = PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET bio = 'x' WHERE id = %s", [person.pk])

    person.refresh_from_db()
    assert person.version == 2


@pytest.mark.django_db
def test_saving_what_is_there_already_is_no_new_version():
    person = PersonFactory()
    person.save()

    person.refresh_from_db()
    assert person.version == 1


def test_no_form_shows_a_version():
    assert not VersionField().editable


# Arrays of ids


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Ids, list, set, tuple])
def test_rows_are_found_by_any_collection_of_ids(kind):
    first, _, third = PersonFactory.create_batch(3)
    ids = kind([third.pk, first.pk])

    assert set(Person.objects.filter(pk__any=ids)) == {first, third}


@pytest.mark.django_db
def test_no_ids_find_nobody():
    PersonFactory()

    assert not Person.objects.filter(pk__any=Ids([])).exists()
    assert not Person.objects.filter(team_id__any=[]).exists()


@pytest.mark.django_db
def test_null_is_in_no_array():
    team = TeamFactory()
    PersonFactory(team=None)
    inside = PersonFactory(team=team)

    assert list(Person.objects.filter(team_id__any=[team.pk])) == [inside]


def test_array_holds_numbers_alone():
    with pytest.raises(ValueError, match="invalid literal"):
        str(Person.objects.filter(pk__any=["1) OR (1=1"]).query)


@pytest.mark.django_db
def test_30_ids_are_one_constant_as_3_are(django_assert_num_queries):
    people = PersonFactory.create_batch(30)
    with django_assert_num_queries(1) as few:
        list(Person.objects.filter(pk__any=Ids([one.pk for one in people[:3]])))
    with django_assert_num_queries(1) as many:
        list(Person.objects.filter(pk__any=Ids([one.pk for one in people])))
    assert few[0]["sql"].count("ANY") == many[0]["sql"].count("ANY") == 1


# E-mails


def save(email):
    person = PersonFactory()
    person.email = email
    person.save(update_fields=["email"])
    assert person.email == "ana@münchen.de"


def write_in_bulk(email):
    (person,) = Person.objects.bulk_create([PersonFactory.build(email=email)])
    assert person.email == "ana@münchen.de"


def update_in_bulk(email):
    person = PersonFactory()
    person.email = email
    Person.objects.bulk_update([person], ["email"])


def update(email):
    PersonFactory()
    Person.objects.update(email=email)


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["ana@MÜNCHEN.de", "ana@xn--mnchen-3ya.de"])
@pytest.mark.parametrize("write", [save, write_in_bulk, update_in_bulk, update])
def test_an_e_mail_is_kept_and_found_in_one_form(write, email):
    write(email)
    assert Person.objects.values_list("email", flat=True).get() == "ana@münchen.de"
    assert Person.objects.filter(email=email).exists()
    assert Person.objects.filter(email__in=[email, "x@example.com"]).exists()


@pytest.mark.django_db
def test_an_e_mail_may_be_worked_out_by_the_database():
    person = PersonFactory(name="ana@example.com", email=None)
    person.email = F("name")
    person.save()
    person.refresh_from_db()
    assert person.email == "ana@example.com"


def test_a_field_of_e_mails_may_be_made_anew():
    field = rebuilt(KeptEmailField(null=True))
    assert field.get_prep_value(None) is None
    assert field.get_prep_value("ana@MÜNCHEN.de") == "ana@münchen.de"
