"""What still hangs on people who left is found, marked and no longer counted."""

from datetime import UTC, date, datetime

import pytest

from projects.life.bookings import reopening_of
from projects.needs.coverage import coverage_of
from projects.planner.loose_ends import loose_ends
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import closing
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CONFLICTS = "/availability/conflicts/"
LEFT = date(2026, 5, 1)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 10, tzinfo=UTC))


@pytest.fixture
def gone():
    return PersonFactory(name="Gil Gone", left_on=LEFT)


@pytest.fixture
def churn(gone):
    return ProjectFactory(name="Churn", status="active", lead=gone)


@pytest.fixture
def booking(churn, gone):
    return AssignmentFactory(project=churn, person=gone)


def ends(user, kind):
    (group,) = [one for one in loose_ends(user) if one.slug == kind]
    return [(one.person.name, one.name, one.words) for one in group.ends]


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({}, "End 1 May"),
        ({"ends_on": date(2026, 6, 26)}, "End 1 May"),
        ({"status": "tentative"}, "End 1 May"),
        ({"starts_on": date(2026, 6, 1)}, "Take back"),
    ],
)
def test_bookings_that_go_on_are_found(manager, churn, gone, fields, way):
    AssignmentFactory(project=churn, person=gone, **fields)
    ways = f"{way} · Who instead"
    assert ends(manager, "left-bookings") == [("Gil Gone", "Churn", ways)]


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("active", {"ends_on": LEFT}),
        ("active", {"person__left_on": date(2026, 5, 4)}),
        ("active", {"person__left_on": None}),
        ("cancelled", {"person__left_on": LEFT}),
    ],
)
def test_bookings_that_are_over_or_of_people_here_are_not(manager, status, fields):
    AssignmentFactory(project__status=status, **fields)
    assert ends(manager, "left-bookings") == []


@pytest.mark.parametrize(
    ("status", "count"), [("staffing", 1), ("closed", 0), ("cancelled", 0)]
)
def test_live_projects_without_a_lead_are_found(manager, gone, status, count):
    ProjectFactory(lead=gone, status=status)
    ProjectFactory(lead=PersonFactory())
    assert len(ends(manager, "left-leads")) == count


def test_people_without_a_manager_are_found(manager, directory_admin, gone):
    PersonFactory(name="Ana", manager=gone)
    PersonFactory(manager=gone, left_on=LEFT)
    told = "A directory admin names another manager"
    assert ends(manager, "left-managers") == [("Gil Gone", "Ana", told)]
    way = "Name another manager"
    assert ends(directory_admin, "left-managers") == [("Gil Gone", "Ana", way)]


def test_a_way_out_leads_to_a_page_that_mends_it(manager_client, booking):
    manager_client.post(
        f"{booking.get_absolute_url()}end/", {"ends_on": "2026-05-01", "version": 1}
    )
    booking.refresh_from_db()
    assert booking.ends_on == LEFT


def test_learners_are_told_when_their_mentor_left(manager_client, churn, gone):
    LearningSeatFactory(project=churn, mentor=gone, learns__name="Rust")
    text = text_of(manager_client.get(CONFLICTS))
    assert "Learns Rust from Gil Gone, who left on 1 May" in text


@pytest.mark.parametrize("count", [3, 30])
def test_conflicts_cost_the_same(
    manager_client, gone, count, django_assert_max_num_queries
):
    for _ in range(count):
        PersonFactory(manager=gone)
        AssignmentFactory(person=gone, project=ProjectFactory(lead=gone))
    with django_assert_max_num_queries(15):
        text = text_of(manager_client.get(CONFLICTS))
    assert ("the first 25 of 30" in text) is (count == 30)


# Marks


def test_the_project_page_does_not_count_them_as_working(manager_client, booking):
    AssignmentFactory(project=booking.project, person__name="Ana Here")
    text = text_of(manager_client.get("/projects/churn/"))
    assert "Now 1 booking" in text
    assert "Past 1 booking" in text
    assert "Gil Gone left 1 May 2026 not ended" in text


def test_the_lead_is_marked_and_another_one_asked_for(manager_client, churn):
    text = text_of(manager_client.get("/projects/churn/"))
    assert "Gil Gone left 1 May 2026 Name another lead" in text


@pytest.mark.parametrize("query", ["", "?lead=gil-gone"])
def test_lists_mark_the_lead(member_client, churn, query):
    text = text_of(member_client.get(f"/projects/{query}"))
    assert "led by Gil Gone (left 1 May 2026)" in text
    assert "Gil Gone (left 1 May 2026) (1)" in text


def test_the_profile_marks_the_manager(member_client, gone):
    ana = PersonFactory(name="Ana", manager=gone)
    text = text_of(member_client.get(ana.get_absolute_url()))
    assert "ManagerGil Gone (left 1 May 2026)" in text


@pytest.mark.parametrize("field", ["lead", "person"])
def test_the_admin_site_marks_them_where_it_offers_people(admin_client, gone, field):
    PersonFactory(name="Gil Here")
    model = {"lead": "project", "person": "assignment"}[field]
    query = {"app_label": "projects", "model_name": model, "field_name": field}
    found = admin_client.get("/admin/autocomplete/", query | {"term": "gil"}).json()
    names = {one["text"] for one in found["results"]}
    assert names == {"Gil Gone (left 1 May 2026)", "Gil Here"}


def test_the_admin_site_marks_whom_it_shows(admin_client, churn):
    page = admin_client.get(f"/admin/projects/project/{churn.pk}/change/")
    assert "Gil Gone (left 1 May 2026)" in page.content.decode()


def test_a_shortlist_says_who_is_not_here_any_more(manager_client, churn, gone):
    ShortlistEntryFactory(project=churn, person=gone)
    page = "/projects/churn/shortlist/"
    text = text_of(manager_client.get(page))
    assert "Not here any more Gil Gone left 1 May 2026" in text
    manager_client.post(f"{page}gil-gone/remove/")
    assert not churn.shortlist.exists()


def test_no_hours_are_shared_with_a_lead_who_left(manager_client, churn):
    need = SkillNeedFactory(project=churn)
    ExpertiseFactory(skill=need.skill, level=4, person__name="Cara Candidate")
    text = text_of(manager_client.get("/projects/churn/candidates/"))
    assert "Cara Candidate" in text
    assert "shared with Gil Gone" not in text


def test_reopening_leaves_bookings_of_people_who_left_ended(
    manager_client, booking, gone
):
    gone.left_on = None
    gone.save()
    manager_client.post("/projects/churn/close/", closing([booking]))
    gone.left_on = LEFT
    gone.save()
    booking.project.refresh_from_db()
    assert reopening_of(booking.project).resumed == []


def test_a_team_says_since_when_somebody_of_a_closed_project_left(booking):
    booking.project.status = "closed"
    booking.project.save()
    (member,) = coverage_of([booking.project])[booking.project_id].team
    assert (member.has_left, member.left_on) == (True, LEFT)
