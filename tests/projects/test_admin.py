from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from people.models import Person
from projects.models import Assignment, Project, SkillNeed
from tests.admin_pages import (
    change,
    choose,
    count_queries,
    errors_at_fields,
    new_rows,
)
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
    UserFactory,
)

PEOPLE = "/admin/people/person/"
PROJECTS = "/admin/projects/project/"
BOOKINGS = "/admin/projects/assignment/"


def booked(**values):
    """A booking that loads today."""
    return AssignmentFactory(starts_on=timezone.localdate(), **values)


# Lists


@pytest.mark.parametrize("url", [PEOPLE, PROJECTS, BOOKINGS])
def test_a_list_of_30_costs_no_more_than_one_of_3(
    admin_client, url, django_assert_max_num_queries
):
    counts = []
    for rows in (3, 27):
        for _ in range(rows):
            lead = PersonFactory()
            project = ProjectFactory(lead=lead, team=TeamFactory())
            SkillNeedFactory(project=project)
            booked(project=project)
        counts.append(count_queries(admin_client, url, django_assert_max_num_queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("owner", ["person", "project"])
def test_a_page_with_30_bookings_costs_no_more_than_one_with_3(
    admin_client, owner, django_assert_max_num_queries
):
    counts = []
    for rows in (3, 30):
        row = {"person": PersonFactory, "project": ProjectFactory}[owner]()
        for _ in range(rows):
            skills = SkillFactory.create_batch(2)
            booked(**{owner: row}, skills=skills, created_by=UserFactory())
        url = {"person": PEOPLE, "project": PROJECTS}[owner] + f"{row.pk}/change/"
        counts.append(count_queries(admin_client, url, django_assert_max_num_queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("load=over", {"Over"}),
        ("load=none", {"Idle", "Asked"}),
        ("load=nonsense", {"Over", "Full", "Idle", "Asked"}),
        ("load=over&stay=left", set()),
    ],
)
def test_people_are_filtered_by_todays_load(admin_client, query, names):
    booked(person=PersonFactory(name="Over", capacity=60), percent=61)
    booked(person=PersonFactory(name="Full", capacity=60), percent=60)
    booked(person=PersonFactory(name="Asked"), status="tentative")
    booked(person=PersonFactory(name="Idle"), project__status="cancelled")
    listed = admin_client.get(f"{PEOPLE}?{query}").context["cl"].result_list
    assert {person.name for person in listed} == names


def test_absence_makes_nobody_over_booked(admin_client):
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today + timedelta(days=7)}
    away, comes = PersonFactory(name="Away"), PersonFactory(name="Comes")
    AbsenceFactory(person=away, **days)
    Person.objects.filter(pk=comes.pk).update(joined_on=today + timedelta(days=7))
    for person in (away, comes, PersonFactory(name="Over")):
        booked(person=person, percent=100), booked(person=person, percent=50)
    listed = admin_client.get(f"{PEOPLE}?load=over").context["cl"].result_list
    assert [person.name for person in listed] == ["Over"]
    page = admin_client.get(PEOPLE).content.decode()
    assert page.count("150/100 %, not here") == 2


def test_the_list_of_projects_counts_needs_and_bookings(admin_client):
    need = SkillNeedFactory()
    AssignmentFactory.create_batch(2, project=need.project)
    row = admin_client.get(PROJECTS).context["cl"].result_list[0]
    assert (row.need_count, row.booking_count) == (1, 2)


# Entering data


def test_a_project_is_entered_on_one_page(directory_admin_client, directory_admin):
    skill, person = SkillFactory(), PersonFactory()
    need = {"skill": skill.pk, "level": 3, "people": 2, "priority": "must"}
    booking = {"person": person.pk, "percent": 40, "status": "tentative"}
    booking |= {"starts_on": "09/03/2026", "skills": [skill.pk]}
    values = {"name": "Churn"} | new_rows("needs", need)
    values |= new_rows("assignments", booking)
    response = change(directory_admin_client, f"{PROJECTS}add/", **values)
    assert response.status_code == 302
    assert SkillNeed.objects.get().project.slug == "churn"
    assert Assignment.objects.get().created_by == directory_admin


def test_a_booking_is_entered_on_the_page_of_its_person(admin_client, admin):
    person, project = PersonFactory(), ProjectFactory()
    booking = {"project": project.pk, "percent": 40, "status": "confirmed"}
    rows = new_rows("assignments", booking | {"starts_on": "2026-03-09"})
    assert (
        change(admin_client, f"{PEOPLE}{person.pk}/change/", **rows).status_code == 302
    )
    assert person.assignments.get().created_by == admin


ASKED = {"percent": 60, "status": "tentative"}
ASKED |= {"starts_on": "2026-03-09", "ends_on": "2026-03-13"}


@pytest.fixture
def absent():
    return AbsenceFactory().person


def test_a_booking_on_days_of_absence_is_asked_about(admin_client, absent):
    values = ASKED | {"project": ProjectFactory().pk, "person": absent.pk}
    response = change(admin_client, f"{BOOKINGS}add/", **values)
    words = errors_at_fields(response)["despite_overload"][0]
    assert words.startswith("Away 9 Mar 2026 – 13 Mar 2026")
    change(admin_client, f"{BOOKINGS}add/", **values, despite_overload="on")
    assert absent.assignments.count() == 1


@pytest.mark.looks_again
@pytest.mark.parametrize("owner", ["person", "project"])
def test_a_row_on_days_of_absence_is_asked_about(admin_client, absent, owner):
    rows = {"person": absent, "project": ProjectFactory()}
    other = "project" if owner == "person" else "person"
    url = {"person": PEOPLE, "project": PROJECTS}[owner] + f"{rows[owner].pk}/change/"
    row = ASKED | {other: rows[other].pk}
    response = change(admin_client, url, **new_rows("assignments", row))
    assert "despite_overload" in errors_at_fields(response)
    row["despite_overload"] = "on"
    change(admin_client, url, **new_rows("assignments", row))
    assert absent.assignments.count() == 1


def test_too_much_is_asked_about_on_the_page_of_a_booking(admin_client):
    booking = AssignmentFactory(percent=40)
    AssignmentFactory(person=booking.person, percent=60)
    url = f"{BOOKINGS}{booking.pk}/change/"
    response = change(admin_client, url, percent=50)
    assert "over by 10 %" in errors_at_fields(response)["despite_overload"][0]
    assert change(admin_client, url, role="Lead").status_code == 302


def test_a_booking_of_its_own_page_knows_who_made_it(admin_client, admin):
    values = {"project": ProjectFactory().pk, "person": PersonFactory().pk}
    change(admin_client, f"{BOOKINGS}add/", **values)
    assert Assignment.objects.get().created_by == admin


def test_who_changes_a_booking_did_not_make_it(admin_client):
    maker = UserFactory()
    booking = AssignmentFactory(created_by=maker)
    change(admin_client, f"{BOOKINGS}{booking.pk}/change/", percent=20)
    rows = {"assignments-0-percent": 30}
    change(admin_client, f"{PROJECTS}{booking.project_id}/change/", **rows)
    booking.refresh_from_db()
    assert (booking.percent, booking.created_by) == (30, maker)


def test_an_outcome_knows_who_recorded_it_and_when(admin_client, admin):
    project = ProjectFactory(status="closed")
    before = timezone.now()
    change(admin_client, f"{PROJECTS}{project.pk}/change/", outcome="in_use")
    project.refresh_from_db()
    assert project.outcome_recorded_by == admin
    assert project.outcome_recorded_at >= before


def test_an_outcome_that_stays_keeps_its_record(admin_client):
    recorder = UserFactory()
    project = ProjectFactory(
        status="closed", outcome="in_use", outcome_recorded_by=recorder
    )
    change(admin_client, f"{PROJECTS}{project.pk}/change/", summary="Longer.")
    project.refresh_from_db()
    assert (project.summary, project.outcome_recorded_by) == ("Longer.", recorder)


@pytest.mark.parametrize(
    "changed",
    [{"outcome": "not_met"}, {"outcome_note": "Zebras."}, {"stage_reached": "idea"}],
    ids=lambda changed: next(iter(changed)),
)
def test_whoever_changes_how_it_ended_recorded_it(admin_client, admin, changed):
    project = ProjectFactory(
        status="closed", outcome="in_use", outcome_recorded_by=UserFactory()
    )
    change(admin_client, f"{PROJECTS}{project.pk}/change/", **changed)
    project.refresh_from_db()
    assert project.outcome_recorded_by == admin


def test_an_outcome_that_is_taken_back_has_no_record(admin_client):
    project = ProjectFactory(
        status="closed", outcome="in_use", outcome_recorded_at=timezone.now()
    )
    change(admin_client, f"{PROJECTS}{project.pk}/change/", outcome="")
    assert Project.objects.get().outcome_recorded_at is None


@pytest.mark.looks_again
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"slug": "candidates"}, "slug"),
        ({"starts_on": "2026-03-09", "ends_on": "2026-03-08"}, "ends_on"),
        ({"outcome": "in_use"}, "outcome"),
    ],
)
def test_what_a_constraint_refuses_is_said_at_its_field(admin_client, values, field):
    url = f"{PROJECTS}{ProjectFactory().pk}/change/"
    assert list(errors_at_fields(change(admin_client, url, **values))) == [field]


@pytest.mark.parametrize("kept", [0, 1], ids=["sent twice", "there already"])
def test_a_repeated_need_is_said_at_the_field(admin_client, kept):
    skill, project = SkillFactory(), ProjectFactory()
    SkillNeedFactory.create_batch(kept, project=project, skill=skill, level=3)
    need = {"skill": skill.pk, "level": 3, "people": 1, "priority": "must"}
    rows = new_rows("needs", *[need] * (2 - kept), kept=kept)
    response = change(admin_client, f"{PROJECTS}{project.pk}/change/", **rows)
    assert list(errors_at_fields(response)) == ["level"]


def test_days_of_a_need_are_days_of_the_project(admin_client):
    skill, project = SkillFactory(), ProjectFactory(ends_on=date(2026, 3, 9))
    need = {"skill": skill.pk, "level": 3, "people": 1, "priority": "must"}
    rows = new_rows("needs", need | {"ends_on": "2026-03-10"})
    response = change(admin_client, f"{PROJECTS}{project.pk}/change/", **rows)
    assert list(errors_at_fields(response)) == ["ends_on"]


def test_days_of_a_need_that_lie_outside_by_now_may_stay(admin_client):
    project = ProjectFactory(ends_on=date(2026, 3, 9))
    SkillNeedFactory(project=project, ends_on=date(2026, 3, 10))
    change(admin_client, f"{PROJECTS}{project.pk}/change/", summary="Longer.")
    project.refresh_from_db()
    assert project.summary == "Longer."


def test_a_booking_that_ends_first_is_said_at_the_field(admin_client):
    booking = AssignmentFactory(starts_on=date(2026, 3, 9))
    url = f"{BOOKINGS}{booking.pk}/change/"
    response = change(admin_client, url, ends_on="2026-03-08", percent=101)
    assert set(errors_at_fields(response)) == {"ends_on", "percent"}


# Actions


def test_only_tentative_assignments_are_confirmed(directory_admin_client):
    asked, sure = AssignmentFactory(status="tentative"), AssignmentFactory()
    choose(directory_admin_client, BOOKINGS, "confirm", [asked, sure])
    assert Assignment.objects.confirmed().count() == 2
    assert LogEntry.objects.get().object_id == str(asked.pk)


def test_marking_as_left_shows_what_will_happen(admin_client):
    booking = booked()
    response = choose(admin_client, PEOPLE, "mark_as_left", [booking.person])
    html = response.content.decode()
    assert str(booking) in html
    assert timezone.localdate().strftime("%d/%m/%Y") in html


def test_people_are_marked_as_left(directory_admin_client):
    booking = booked()
    today = timezone.localdate()
    answers = {"left_on": today, "apply": "1"}
    client = directory_admin_client
    choose(client, PEOPLE, "mark_as_left", [booking.person], **answers)
    booking.refresh_from_db()
    assert booking.ends_on == booking.person.left_on == today
    assert LogEntry.objects.get().object_id == str(booking.person_id)


@pytest.mark.parametrize("left_on", ["", "soon", "2020-01-01"])
def test_a_day_that_cannot_be_is_said_at_the_field(admin_client, left_on):
    person = PersonFactory(joined_on=date(2021, 1, 1))
    answers = {"left_on": left_on, "apply": "1"}
    response = choose(admin_client, PEOPLE, "mark_as_left", [person], **answers)
    assert list(response.context["form"].errors) == ["left_on"]
    assert Person.objects.get().left_on is None


def test_reasons_of_what_did_not_stop_early_are_refused(admin_client):
    project = ProjectFactory(status="closed", outcome="in_use")
    url = f"{PROJECTS}{project.pk}/change/"
    response = change(admin_client, url, signal="None at all.")
    assert "of one that did alone" in response.content.decode()
