"""What people do to their own profile. `by` is the user, who must be its person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from people.models import Expertise, Level, Person


class OutdatedError(Exception):
    """Somebody saved the row since the page was shown."""


def check_own(person, by):
    if person.user_id is None or person.user_id != by.pk:
        raise PermissionDenied("Only the own profile is edited here.")


@transaction.atomic
def confirm(*, person, by):
    """Say that all of the profile is right, each level included."""
    check_own(person, by)
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(confirmed_at=now)
    person.expertise.update(confirmed_at=now)


@transaction.atomic
def save_new(form_class, data, *, person, by):
    """Make a row of the person from a form; return the form and whether it is saved.

    The person is locked, so that of a form sent twice the second finds the first's
    row.
    """
    check_own(person, by)
    Person.objects.select_for_update().get(pk=person.pk)
    form = form_class(data, instance=form_class.Meta.model(person=person))
    is_saved = form.is_valid()
    if is_saved:
        form.save()
    return form, is_saved


@transaction.atomic
def answer_doubt(*, expertise, level, version, by):
    """Say at which level one still is; `None` is "no longer" and removes it.

    Raises `OutdatedError` if the row is no longer the version that was asked about.
    """
    check_own(expertise.person, by)
    row = Expertise.objects.select_for_update().get(pk=expertise.pk)
    if row.version != version:
        raise OutdatedError
    if level is None:
        row.delete()
        return
    row.level, row.confirmed_at = Level(level), timezone.now()
    row.save()


def remove_own(*, row, by):
    """Remove a skill or absence of the own profile."""
    check_own(row.person, by)
    row.delete()
