"""Forms of rows that two people edit at once: what differs, in words."""

from datetime import date, time

import pytest

from people.editing.versions import save_locked
from people.models import Expertise, Person
from people.profiles.forms import AboutForm, ExpertiseForm, GoalForm
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def shown(form_class, row, **changed):
    """What a page that shows the row sends, with some fields changed."""
    form = form_class(instance=row)
    values = {name: form.saved_text(name) for name in form.own_fields()}
    return {**form.seen(), **values, "version": row.version, **changed}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def conflict(form_class, row, meanwhile, **mine):
    """The form of somebody whose row was changed meanwhile, checked."""
    sent = shown(form_class, row, **mine)
    type(row).objects.filter(pk=row.pk).update(**meanwhile)
    form = form_class(sent, instance=fresh(row))
    assert form.is_valid()
    return form


def differences(form):
    return {
        one.name: (one.saved, one.yours, one.is_yours) for one in form.differences()
    }


@pytest.fixture
def ann():
    return fresh(PersonFactory(name="Ann", job_title="Analyst"))


@pytest.mark.parametrize(
    ("form_class", "factory", "meanwhile"),
    [
        (AboutForm, PersonFactory, {"job_title": "Builder"}),
        (ExpertiseForm, ExpertiseFactory, {"level": 4}),
        (GoalForm, LearningGoalFactory, {"priority": 3}),
    ],
)
def test_each_saved_change_raises_the_version(form_class, factory, meanwhile):
    row = fresh(factory())
    type(row).objects.filter(pk=row.pk).update(**meanwhile)

    assert fresh(row).version == row.version + 1


def test_form_that_was_not_changed_has_no_differences(ann):
    form = AboutForm(shown(AboutForm, ann), instance=ann)

    assert form.is_valid()
    assert form.differences() == []


def test_change_without_anybody_elses_is_no_conflict(ann):
    form = AboutForm(shown(AboutForm, ann, job_title="Builder"), instance=ann)

    assert form.is_valid()
    assert not form.is_conflict


def test_both_values_are_told(ann):
    form = conflict(AboutForm, ann, {"job_title": "Boss"}, job_title="Builder")

    assert form.is_conflict
    assert differences(form) == {"job_title": ("Boss", "Builder", True)}


def test_what_one_did_not_touch_is_not_ones_own(ann):
    form = conflict(AboutForm, ann, {"job_title": "Boss"}, bio="Hello")

    assert differences(form) == {
        "job_title": ("Boss", "Analyst", False),
        "bio": ("nothing", "Hello", True),
    }


def test_the_same_change_by_both_is_no_conflict(ann):
    form = conflict(AboutForm, ann, {"job_title": "Boss"}, job_title="Boss")

    assert not form.is_conflict


def test_emptied_field_is_told_as_nothing(ann):
    form = conflict(AboutForm, ann, {"job_title": "Boss"}, job_title="")

    assert differences(form)["job_title"] == ("Boss", "nothing", True)


def test_times_are_told_as_on_a_clock(ann):
    form = conflict(AboutForm, ann, {"works_to": time(18)}, works_to="16:30")

    assert differences(form)["works_to"] == ("18:00", "16:30", True)


def test_days_are_told_in_words():
    row = fresh(ExpertiseFactory(last_used_on=date(2025, 1, 2)))
    changed = {"last_used_on": date(2025, 3, 9)}

    form = conflict(ExpertiseForm, row, changed, last_used_on="2025-12-24")
    assert differences(form)["last_used_on"] == ("9 Mar 2025", "24 Dec 2025", True)


def test_levels_are_told_by_their_names():
    form = conflict(ExpertiseForm, fresh(ExpertiseFactory()), {"level": 4}, level="2")

    assert differences(form)["level"] == ("Expert", "Working", True)


def test_choices_are_told_as_they_are_offered():
    goal = fresh(LearningGoalFactory())
    form = conflict(GoalForm, goal, {"status": "in_progress"}, status="achieved")

    assert differences(form)["status"] == ("In progress", "Achieved", True)


def test_rows_are_told_by_their_names(ann):
    data, web = TeamFactory(name="Data"), TeamFactory(name="Web")
    form = conflict(AboutForm, ann, {"team": data}, team=str(web.pk))

    assert differences(form)["team"] == ("Data", "Web", True)


def test_kept_value_takes_the_place_of_ones_own(ann):
    sent = shown(AboutForm, ann, job_title="Builder")
    Person.objects.filter(pk=ann.pk).update(job_title="Boss")
    sent["keep-job_title"] = "saved"

    form = AboutForm(sent, instance=fresh(ann))
    assert form.is_valid()
    assert form.cleaned_data["job_title"] == "Boss"
    assert not form.is_conflict


def test_form_without_a_version_is_refused(ann):
    sent = shown(AboutForm, ann)
    del sent["version"]

    assert "version" in AboutForm(sent, instance=ann).errors


def test_conflict_saves_nothing(ann):
    sent = shown(AboutForm, ann, job_title="Builder")
    Person.objects.filter(pk=ann.pk).update(job_title="Boss")

    _, is_saved = save_locked(AboutForm, sent, row=ann)
    assert (is_saved, fresh(ann).job_title) == (False, "Boss")


def test_row_that_is_gone_is_not_saved():
    row = fresh(ExpertiseFactory())
    sent = shown(ExpertiseForm, row, level="4")
    row.delete()
    row.pk = -1

    with pytest.raises(Expertise.DoesNotExist):
        save_locked(ExpertiseForm, sent, row=row)


def test_saving_costs_the_same_for_3_and_30_teams(
    ann, django_assert_max_num_queries, django_assert_num_queries
):
    teams = TeamFactory.create_batch(3)
    sent = shown(AboutForm, ann, job_title="Boss", team=str(teams[0].pk))
    with django_assert_max_num_queries(16) as few:
        save_locked(AboutForm, sent, row=ann)
    teams = TeamFactory.create_batch(27)
    again = shown(AboutForm, fresh(ann), job_title="Cook", team=str(teams[0].pk))
    with django_assert_num_queries(len(few)):
        save_locked(AboutForm, again, row=ann)
