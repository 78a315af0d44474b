"""How a sample organisation is made: again, in any size, and beside foreign rows."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from people.models import Person
from projects.models import Assignment, Project
from skillsdir.sample.content import project_title
from skillsdir.sample.organisation import COLUMNS, is_here, make_organisation
from tests.factories import PersonFactory, ProjectFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def make(people=120, seed=1, today=TODAY):
    return make_organisation(people=people, seed=seed, today=today, password="demo")


@pytest.fixture
def organisation():
    make()


def snapshot():
    """All rows of all tables, without what the moment of making decides."""
    return {
        model: list(model.objects.order_by("pk").values_list(*columns.split()))
        for model, columns in COLUMNS.items()
    }


@pytest.mark.looks_again
def test_the_same_seed_and_day_give_the_same_rows():
    make(people=60)
    first = snapshot()
    make(people=60)
    assert snapshot() == first


@pytest.mark.parametrize(
    "other", [{"seed": 2}, {"today": TODAY + timedelta(days=1)}], ids=str
)
def test_another_seed_or_day_gives_other_rows(other):
    make(people=30)
    first = snapshot()
    make(people=30, **other)
    assert snapshot() != first


@pytest.mark.parametrize("people", [2, 3, 30, 700])
def test_any_number_of_people_holds_every_constraint(people):
    counts = make(people=people)
    connection.check_constraints()
    assert Person.objects.count() == counts["people"] == people


@pytest.mark.looks_again
def test_about_two_in_three_judged_projects_succeeded():
    make(people=600)
    judged = Project.objects.filter(
        outcome__in=("in_use", "answered", "not_met", "not_adopted")
    )
    successes = judged.filter(outcome__in=("in_use", "answered")).count()
    assert 0.6 < successes / judged.count() < 0.73


@pytest.mark.parametrize(
    "factory", [PersonFactory, TeamFactory, ProjectFactory, UserFactory]
)
def test_foreign_rows_are_refused_and_left(factory):
    row = factory()
    with pytest.raises(CommandError, match=f"holds the .* “{row}”"):
        call_command("sample_data")
    assert not is_here()
    row.refresh_from_db()


def test_a_foreign_row_beside_the_sample_is_refused_too(organisation):
    PersonFactory(name="Real Person")
    with pytest.raises(CommandError, match="Real Person"):
        call_command("sample_data", people=10)
    assert Person.objects.count() == 121


def test_somebody_foreign_without_an_email_is_refused_too(organisation):
    PersonFactory(name="Ana Silva", email=None)
    with pytest.raises(CommandError, match="Ana Silva"):
        call_command("sample_data", people=10)
    assert Person.objects.count() == 121


def test_keep_refuses_foreign_rows():
    PersonFactory()
    with pytest.raises(CommandError):
        call_command("sample_data", keep=True)


def test_keep_leaves_the_organisation_and_what_was_added(capsys):
    call_command("sample_data", people=10)
    PersonFactory(name="Added")
    call_command("sample_data", keep=True)
    assert "kept" in capsys.readouterr().out
    assert Person.objects.count() == 11


@pytest.mark.looks_again
def test_the_command_run_twice_replaces_what_it_made(capsys):
    call_command("sample_data", people=10)
    call_command("sample_data", people=12)
    assert Person.objects.count() == 12
    assert get_user_model().objects.count() == 3


def test_sign_ins_are_printed(capsys, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "correct horse")
    call_command("sample_data", people=10)
    out = capsys.readouterr().out
    assert "Sign in as manager (Project managers), password correct horse" in out


def test_a_password_that_does_not_fit_is_not_printed(capsys, monkeypatch):
    call_command("sample_data", people=10)
    monkeypatch.setenv("DEMO_PASSWORD", "another")
    call_command("sample_data", keep=True)
    assert capsys.readouterr().out.endswith("(Members), password (changed since)\n")


@pytest.mark.looks_again
def test_today_is_today_unless_given():
    call_command("sample_data", people=30)
    latest = Assignment.objects.latest("starts_on").starts_on
    assert latest > timezone.localdate()


@pytest.mark.parametrize("people", ["1", "-5", "many"])
def test_too_few_people_are_refused(people):
    with pytest.raises(CommandError, match="--people"):
        call_command("sample_data", "--people", people)


def test_rows_can_be_added_after_the_sample(organisation):
    assert PersonFactory().pk == 121
    assert ProjectFactory().pk == Project.objects.count()


def test_project_names_are_unique_however_many():
    names = [project_title(number)[1] for number in range(60_000)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 200
