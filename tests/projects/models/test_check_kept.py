"""What triggers keep is checked, and put right where they were switched off."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import AbleMentor, HeldSeat, ProjectSkill
from projects.models.free_percents import make_steps_anew, people_astray
from tests.factories import AssignmentFactory, ExpertiseFactory, SkillNeedFactory

pytestmark = pytest.mark.django_db
WORDS = (
    "held seats: {}, able mentors: {}, project skills: {},"
    " people with other free time: {}"
)


def hold_seat():
    """Somebody is booked where their skill is needed."""
    known = ExpertiseFactory(level=4)
    need = SkillNeedFactory(skill=known.skill, level=3)
    terms = {"percent": 60, "status": "confirmed"}
    return AssignmentFactory(project=need.project, person=known.person, **terms)


@pytest.fixture
def unseen():
    """Somebody of whose booking no trigger knows."""
    booking = hold_seat()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM projects_freestep")
        cursor.execute("INSERT INTO projects_freestep VALUES (0, now(), now(), 1)")
    HeldSeat.objects.update(level=1)
    AbleMentor.objects.create(booking=booking, mentor_id=0, learns_id=0)
    ProjectSkill.objects.all().delete()
    return booking.person


def check(**options):
    out = StringIO()
    call_command("check_kept", stdout=out, **options)
    return out.getvalue()


def test_it_fails_and_tells_what_is_astray(unseen):
    with pytest.raises(CommandError, match=WORDS.format(2, 1, 1, 2)):
        check()
    assert HeldSeat.objects.get().level == 1


def test_it_puts_all_right_once(unseen):
    once, twice = check(rebuild=True), check(rebuild=True)
    assert (
        "seats: 2, able mentors: 1, project skills: 1, people with other free time: 2"
        in once
    )
    assert (
        "seats: 0, able mentors: 0, project skills: 0, people with other free time: 0"
        in twice
    )
    assert HeldSeat.objects.get().level == 4


def test_steps_of_some_are_made_anew_alone(unseen):
    make_steps_anew([unseen.pk])
    assert people_astray() == [0]


def test_what_triggers_keep_is_right_by_itself():
    hold_seat()
    nothing = (
        "seats: 0, able mentors: 0, project skills: 0, people with other free time: 0"
    )
    assert nothing in check()


def test_it_looks_at_many_as_often_as_at_few(django_assert_num_queries):
    for _ in range(3):
        hold_seat()
    with CaptureQueriesContext(connection) as captured:
        check()
    few = len(captured)
    for _ in range(27):
        hold_seat()
    with django_assert_num_queries(few):
        check()


@pytest.mark.parametrize("count", [3, 30])
def test_it_puts_many_right_as_quickly_as_few(count, django_assert_num_queries):
    for _ in range(count):
        hold_seat()
    HeldSeat.objects.update(level=1)
    with django_assert_num_queries(8):
        check(rebuild=True)
