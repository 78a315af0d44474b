from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError
from factory import SelfAttribute, SubFactory

from projects.models import Assignment, Project
from tests.factories import (
    AssignmentFactory,
    ConsideredPersonFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
    SuggestionFactory,
)

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
BACKWARDS = {"starts_on": TUESDAY, "ends_on": MONDAY}
ONE_DAY = {"starts_on": MONDAY, "ends_on": MONDAY}

# Constraint, factory, values refused, values that pass.
CHECKS = [
    ("project_slug_is_not_reserved", ProjectFactory, {"slug": "team"}, {"slug": "t"}),
    ("project_ends_after_it_starts", ProjectFactory, BACKWARDS, ONE_DAY),
    ("project_aim_is_known", ProjectFactory, {"aim": "win"}, {"aim": "build"}),
    ("suggestion_kind_is_known", SuggestionFactory, {"kind": "x"}, {"kind": "team"}),
    (
        "project_status_is_known",
        ProjectFactory,
        {"status": "paused"},
        {"status": "closed"},
    ),
    (
        "project_outcome_is_known",
        ProjectFactory,
        {"status": "closed", "outcome": "great"},
        {"status": "closed", "outcome": "in_use"},
    ),
    (
        "project_stage_reached_is_known",
        ProjectFactory,
        {"stage_reached": "orbit"},
        {"stage_reached": "pilot"},
    ),
    (
        "project_outcome_only_when_closed",
        ProjectFactory,
        {"status": "active", "outcome": "in_use"},
        {"status": "active", "outcome": ""},
    ),
    (
        "project_reasons_only_of_early_stops",
        ProjectFactory,
        {"status": "closed", "outcome": "in_use", "fit": "None."},
        {"status": "closed", "outcome": "stopped_evidence", "fit": "None."},
    ),
    ("skillneed_level_is_known", SkillNeedFactory, {"level": 5}, {"level": 4}),
    (
        "skillneed_priority_is_known",
        SkillNeedFactory,
        {"priority": "wish"},
        {"priority": "could"},
    ),
    ("skillneed_ends_after_it_starts", SkillNeedFactory, BACKWARDS, ONE_DAY),
    ("skillneed_phase_is_known", SkillNeedFactory, {"phase": "idea"}, {"phase": "run"}),
    ("skillneed_needs_somebody", SkillNeedFactory, {"people": 0}, {"people": 1}),
    ("assignment_ends_after_it_starts", AssignmentFactory, BACKWARDS, ONE_DAY),
    (
        "assignment_status_is_known",
        AssignmentFactory,
        {"status": "maybe"},
        {"status": "tentative"},
    ),
    (
        "assignment_percent_is_a_percentage",
        AssignmentFactory,
        {"percent": 101},
        {"percent": 100},
    ),
    (
        "assignment_percent_is_a_percentage",
        AssignmentFactory,
        {"percent": 0},
        {"percent": 1},
    ),
    (
        "assignment_mentor_is_for_a_learner",
        AssignmentFactory,
        {"mentor": SubFactory(PersonFactory)},
        {"mentor": None},
    ),
    (
        "assignment_mentor_is_somebody_else",
        LearningSeatFactory,
        {"mentor": SelfAttribute("person")},
        {"mentor": SubFactory(PersonFactory)},
    ),
]


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=f'"projects_{constraint}"')


@pytest.mark.parametrize(("constraint", "factory", "refused", "passes"), CHECKS)
def test_a_check_refuses_what_it_names(constraint, factory, refused, passes):
    with refused_by(constraint):
        factory(**refused)


@pytest.mark.parametrize(("constraint", "factory", "refused", "passes"), CHECKS)
def test_a_check_lets_the_nearest_value_pass(constraint, factory, refused, passes):
    assert factory(**passes).pk


def test_a_project_does_not_state_a_need_twice():
    need = SkillNeedFactory()
    with refused_by("skillneed_once_per_skill_level_and_days"):
        SkillNeedFactory(project=need.project, skill=need.skill)


@pytest.mark.parametrize(
    "other",
    [
        {"level": 2},
        {"phase": "build"},
        {"starts_on": date(2026, 3, 9)},
        {"ends_on": date(2026, 3, 9)},
    ],
)
def test_a_project_may_need_a_skill_again_at_another_level_or_time(other):
    need = SkillNeedFactory(level=3)
    assert SkillNeedFactory(project=need.project, skill=need.skill, **other).pk


def test_nobody_is_considered_twice_by_one_suggestion():
    row = ConsideredPersonFactory()
    ConsideredPersonFactory(person=row.person)
    with refused_by("consideredperson_once_per_suggestion"):
        ConsideredPersonFactory(suggestion=row.suggestion, person=row.person)


def test_a_learner_may_be_booked_before_there_is_a_mentor():
    assert LearningSeatFactory(mentor=None).pk


@pytest.mark.parametrize("change", [{"percent": 20}, {"role": "Lead"}])
def test_a_change_of_a_booking_makes_a_new_version(change):
    booking = AssignmentFactory()
    Assignment.objects.filter(pk=booking.pk).update(**change)
    booking.refresh_from_db()
    assert booking.version == 2


def test_a_booking_that_is_saved_as_it_is_keeps_its_version():
    booking = AssignmentFactory()
    booking.version = 9
    booking.save()
    booking.refresh_from_db()
    assert booking.version == 1


def test_every_constraint_is_in_one_of_these_tests():
    named = {
        constraint.name
        for model in apps.get_app_config("projects").get_models()
        for constraint in model._meta.constraints
    }
    tested = {row[0] for row in CHECKS} | {
        "skillneed_once_per_skill_level_and_days",
        # tests.projects.shortlists.test_shortlist
        "shortlistentry_once_per_person",
        "consideredperson_once_per_suggestion",
    }
    assert named == {f"projects_{name}" for name in tested}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Café Forecast", "cafe-forecast"), ("Team", "team-2"), ("???", "project")],
)
def test_a_slug_is_made_from_the_name(name, slug):
    assert ProjectFactory(name=name).slug == slug


def test_live_projects_are_neither_closed_nor_cancelled():
    for status in ("proposed", "staffing", "active", "closed", "cancelled"):
        ProjectFactory(status=status)
    live = Project.objects.live().values_list("status", flat=True)
    assert set(live) == {"proposed", "staffing", "active"}


@pytest.mark.parametrize(
    ("booking", "begun"),
    [
        ({"starts_on": MONDAY}, True),
        ({"starts_on": TUESDAY}, False),
        ({"starts_on": MONDAY, "status": "tentative"}, False),
    ],
)
def test_a_confirmed_booking_begins_on_its_first_day(booking, begun):
    AssignmentFactory(**booking)
    assert Assignment.objects.begun(today=MONDAY).exists() is begun


@pytest.mark.parametrize(
    ("booking", "loads"),
    [
        ({"starts_on": MONDAY}, True),
        ({"starts_on": date(2026, 1, 1), "ends_on": MONDAY}, True),
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 8)}, False),
        ({"starts_on": TUESDAY}, False),
        ({"starts_on": MONDAY, "project__status": "cancelled"}, False),
        ({"starts_on": MONDAY, "project__status": "closed"}, True),
    ],
)
def test_a_booking_loads_the_days_that_it_covers(booking, loads):
    AssignmentFactory(**booking)
    assert Assignment.objects.loading(MONDAY, MONDAY).exists() is loads
