"""Loading the sample organisation writes no history, and stops nobody else's."""

import pytest
from django.core.management import call_command
from django.db import connection
from pghistory.core import event_models

from people.models import Expertise, ExpertiseEvent
from projects.models import Assignment, AssignmentEvent
from skillsdir.sample import organisation
from tests.factories import ExpertiseFactory

pytestmark = pytest.mark.django_db


def events():
    return sum(model.objects.count() for model in event_models())


def test_sample_data_has_no_history():
    call_command("sample_data", people=10)
    assert Expertise.objects.exists()
    assert events() == 0


def test_what_changes_after_loading_is_kept():
    call_command("sample_data", people=10)
    level = Expertise.objects.first()
    level.level = level.level % 4 + 1
    level.save()
    assert ExpertiseEvent.objects.told().count() == 1


@pytest.mark.looks_again
def test_skills_used_that_change_after_loading_are_told():
    call_command("sample_data", people=10)
    booking = Assignment.objects.filter(skills__isnull=False).first()
    booking.skills.clear()
    assert AssignmentEvent.objects.get(pgh_label="changed_to").skills == []


def test_loading_again_empties_the_history():
    call_command("sample_data", people=10)
    Expertise.objects.all().delete()
    assert events()
    call_command("sample_data", people=10)
    assert events() == 0


def test_loading_that_fails_leaves_history_on(monkeypatch):
    monkeypatch.setattr(organisation, "finish_tables", fail)
    with pytest.raises(RuntimeError):
        call_command("sample_data", people=10)
    ExpertiseFactory()
    assert ExpertiseEvent.objects.count() == 1


def fail(models):
    raise RuntimeError("half way")


def test_triggers_find_their_setting():
    """Unset, each row of a large import costs an error that walks through the rest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore')")
        assert cursor.fetchone() == ("{}",)
