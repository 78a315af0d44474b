"""Nobody manages themselves and no team is part of itself, by however many steps."""

from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from people.models import Person, Team
from tests.factories import PersonFactory, TeamFactory

NAMES = "Row 2 › Row 1 › Row 0."
KINDS = [(TeamFactory, "parent"), (PersonFactory, "manager")]


@pytest.fixture(params=KINDS, ids=["teams", "managers"])
def chain(request, db):
    """Five rows, each above the next, and the name of what says so."""
    factory, name = request.param
    rows = [factory(name="Row 0")]
    for at in range(1, 5):
        rows.append(factory(name=f"Row {at}", **{name: rows[-1]}))
    return rows, name


@pytest.mark.parametrize("last", range(5))
def test_the_first_is_below_none_of_its_own(chain, last):
    rows, name = chain
    model = type(rows[0])
    with pytest.raises(IntegrityError, match=r"loop|own"), transaction.atomic():
        model.objects.filter(pk=rows[0].pk).update(**{name: rows[last]})


def test_it_may_be_below_another(chain):
    rows, name = chain
    other = type(rows[0]).objects.create(name="Other", slug="other")
    setattr(rows[0], name, other)
    rows[0].full_clean()
    rows[0].save()
    assert getattr(type(rows[0]).objects.get(pk=rows[0].pk), name) == other


def test_a_form_says_it_at_the_field_with_the_names(chain):
    rows, name = chain
    setattr(rows[0], name, rows[2])
    with pytest.raises(ValidationError) as refused:
        rows[0].full_clean()
    (words,) = refused.value.message_dict[name]
    assert words.endswith(("themselves: " + NAMES, "itself: " + NAMES))


def test_what_turns_round_in_one_statement_is_no_loop(chain):
    rows, name = chain
    model, first, second = type(rows[0]), rows[0], rows[1]
    setattr(first, name, second)
    setattr(second, name, None)
    model.objects.bulk_update([first, second], [name])
    assert getattr(model.objects.get(pk=first.pk), f"{name}_id") == second.pk


def test_an_old_loop_hinders_nothing_else(chain):
    rows, name = chain
    model = type(rows[0])
    table = model._meta.db_table
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_has_no_loop")
        model.objects.filter(pk=rows[0].pk).update(**{name: rows[1]})
        connection.check_constraints()
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_has_no_loop")
    below = model(name="Below", slug="below", **{name: rows[1]})
    below.full_clean()
    below.save()


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_loop_at_once_do_not_both_pass():
    ana, ben = PersonFactory(name="Ana"), PersonFactory(name="Ben")
    refused = []

    def manage(person, manager):
        try:
            Person.objects.filter(pk=person.pk).update(manager=manager)
        except IntegrityError:
            refused.append(person)
        finally:
            connection.close()

    with transaction.atomic():
        Person.objects.filter(pk=ana.pk).update(manager=ben)
        other = Thread(target=manage, args=(ben, ana))
        other.start()
        other.join(0.2)
    other.join()
    assert refused == [ben]


def test_an_admin_is_told_so_in_the_form(admin_client, db):
    data = TeamFactory(name="Data")
    research = TeamFactory(name="Research", parent=data)
    sent = {"name": "Data", "slug": data.slug, "parent": research.pk}
    page = admin_client.post(f"/admin/people/team/{data.pk}/change/", sent)
    assert "A team cannot be part of itself: Research › Data." in page.content.decode()
    assert Team.objects.get(pk=data.pk).parent is None
