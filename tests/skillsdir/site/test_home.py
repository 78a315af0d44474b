"""The home page: figures, projects and people, and what they agree with."""

import re
from datetime import date, timedelta

import pytest

from people.models import Level
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
    pytest.mark.looks_again,
]
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def get(client, path="/"):
    return client.get(path).content.decode()


def figure(page, label):
    found = re.search(rf"<dt>{label}</dt>\s*<dd>(?:<a[^>]*>)?(\d+)", page)
    return int(found[1])


def section(page, name):
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def people_in(page, name):
    return re.findall(r'data-person="([\w-]+)"', section(page, name))


def projects_in(page, name):
    return re.findall(r'data-project="([\w-]+)"', section(page, name))


def total(page):
    return int(re.search(r'data-total="(\d+)"', page)[1])


# Figures


def test_figures_equal_the_lists_they_link_to(admin_client):
    for percent in (20, 50, 60, 100):
        AssignmentFactory(percent=percent)
    PersonFactory(left_on=TODAY - DAY)
    PersonFactory(capacity=40)

    page = get(admin_client)
    assert figure(page, "People") == total(get(admin_client, "/people/")) == 5
    free = total(get(admin_client, "/people/?free=50"))
    assert figure(page, "Free now") == free == 2


def test_who_is_away_or_has_not_joined_is_not_free_now(admin_client):
    PersonFactory()
    AbsenceFactory(starts_on=TODAY - DAY, ends_on=TODAY + DAY * 11)
    AbsenceFactory(starts_on=TODAY, ends_on=TODAY + DAY * 60)
    PersonFactory(joined_on=TODAY + DAY * 40)
    for last in (TODAY, TODAY + DAY * 2, TODAY + DAY * 11):
        AbsenceFactory(
            person__joined_on=TODAY + DAY, starts_on=TODAY - DAY, ends_on=last
        )

    page = get(admin_client)
    assert figure(page, "Free now") == 1
    assert "1 more when back from being away" in page
    assert total(get(admin_client, "/people/?free=50")) == 2


@pytest.mark.parametrize(
    ("joins_in", "is_coming"), [(1, True), (28, True), (29, False), (40, False)]
)
def test_who_joins_within_four_weeks_is_coming_free(admin_client, joins_in, is_coming):
    person = PersonFactory(joined_on=TODAY + DAY * joins_in)

    page = get(admin_client)
    assert (figure(page, "Free now"), figure(page, "Free soon")) == (0, is_coming)
    listed = people_in(get(admin_client, "/people/?free=50"), "results")
    assert person.slug not in listed


def test_soon_tells_absence_and_joining(admin_client):
    AbsenceFactory(starts_on=TODAY, ends_on=date(2026, 3, 20))
    PersonFactory(joined_on=date(2026, 3, 16))

    soon = section(get(admin_client), "soon")
    assert "100 % free from 23 Mar (away until 20 Mar)" in soon
    assert "Joins 16 Mar: 100 % free from then" in soon


def test_open_projects_equal_the_list_they_link_to(admin_client):
    covered, _ = SkillNeedFactory.create_batch(2)
    row = ExpertiseFactory(skill=covered.skill, level=Level.EXPERT)
    AssignmentFactory(project=covered.project, person=row.person)
    SkillNeedFactory(project__status="cancelled")

    page = get(admin_client)
    listed = total(get(admin_client, "/projects/?needs=open"))
    assert figure(page, "Projects looking for people") == listed == 1


def test_search_goes_to_the_people_list(member_client):
    page = get(member_client)

    assert re.search(r'<form[^>]*method="get"[^>]*action="/people/"', page)
    assert 'name="q"' in page


# People free soon


@pytest.mark.parametrize(
    ("ends_in", "is_coming"),
    [(0, True), (26, True), (27, True), (28, False), (None, False)],
)
def test_coming_free_is_within_four_weeks(admin_client, ends_in, is_coming):
    ends_on = None if ends_in is None else TODAY + DAY * ends_in
    AssignmentFactory(percent=80, ends_on=ends_on)

    assert figure(get(admin_client), "Free soon") == is_coming


def test_who_is_free_now_does_not_come_free(admin_client):
    AssignmentFactory(percent=50, ends_on=TODAY + DAY)

    page = get(admin_client)
    assert figure(page, "Free soon") == 0
    assert "Nobody comes free within four weeks" in page


def test_time_that_is_taken_again_does_not_come_free(admin_client):
    first = AssignmentFactory(percent=80, ends_on=date(2026, 3, 13))
    AssignmentFactory(person=first.person, percent=80, starts_on=date(2026, 3, 30))

    assert figure(get(admin_client), "Free soon") == 0


def test_tentative_bookings_take_no_time(admin_client):
    AssignmentFactory(percent=100, status="tentative")

    assert figure(get(admin_client), "Free now") == 1


@pytest.mark.parametrize(("days", "is_coming"), [(27, True), (28, False)])
def test_back_from_four_weeks_away_is_coming_free(admin_client, days, is_coming):
    AbsenceFactory(starts_on=TODAY - DAY, ends_on=TODAY + DAY * days)

    assert figure(get(admin_client), "Free soon") == is_coming


def test_soon_tells_percent_day_and_skills(admin_client):
    row = ExpertiseFactory(level=4, skill__name="Python")
    AssignmentFactory(person=row.person, percent=70, ends_on=date(2026, 3, 20))

    soon = section(get(admin_client), "soon")
    assert "100 % free from 23 Mar" in soon
    assert "Python" in soon


def test_soon_lists_the_earliest_eight(admin_client):
    for days in range(9, 0, -1):
        AssignmentFactory(
            percent=80, ends_on=TODAY + DAY * days, person__name=f"P{days}"
        )

    page = get(admin_client)
    assert people_in(page, "soon")[0] == "p1"
    assert len(people_in(page, "soon")) == 8
    assert "the first 8 of 9" in page


# Projects looking for people


def need(name, starts_in=None, **fields):
    starts_on = None if starts_in is None else TODAY + DAY * starts_in
    project = ProjectFactory(name=name, starts_on=starts_on)
    return SkillNeedFactory(project=project, **fields)


def test_missing_musts_come_first_then_the_soonest_start(admin_client):
    need("Undated")
    need("Later", 20)
    need("Sooner", 3)
    need("Could", 1, priority="could")

    found = projects_in(get(admin_client), "openings")
    assert found == ["sooner", "later", "undated", "could"]


def test_project_past_its_end_comes_last(admin_client):
    overdue = need("Overdue", -90).project
    need("Could", 1, priority="could")
    type(overdue).objects.filter(pk=overdue.pk).update(ends_on=TODAY - DAY)

    assert projects_in(get(admin_client), "openings") == ["could", "overdue"]


def test_openings_are_six_at_most(admin_client):
    for number in range(7):
        need(f"Project {number}", 3)

    page = get(admin_client)
    assert len(projects_in(page, "openings")) == 6
    assert "All 7" in section(page, "openings")


def test_opening_names_skill_and_people_missing(admin_client):
    need("Churn", 3, people=2, skill=SkillFactory(name="Python"))

    openings = section(get(admin_client), "openings")
    assert "2 open seats" in openings
    assert "Python × 2" in openings
    assert "starts 12 Mar" in openings


# Who may, and at what cost


@pytest.mark.parametrize("who", ["member", "manager", "directory_admin", "admin"])
def test_everybody_who_signed_in_has_a_home(request, who):
    assert request.getfixturevalue(f"{who}_client").get("/").status_code == 200


def test_stranger_is_sent_to_sign_in(client):
    assert client.get("/")["Location"] == "/accounts/login/?next=/"


def test_home_only_reads(admin_client):
    assert admin_client.post("/").status_code == 405


def test_empty_directory_has_a_home(admin_client):
    page = get(admin_client)

    assert figure(page, "People") == 0
    assert "No project is looking for people" in page


def test_nobody_reads_success_rates_here(manager_client):
    AssignmentFactory(project__status="closed", project__outcome="in_use")

    assert "succeeded" not in get(manager_client)


def fill(count):
    for number in range(count):
        row = ExpertiseFactory()
        AssignmentFactory(person=row.person, percent=80, ends_on=TODAY + DAY * number)
        AssignmentFactory(person=row.person, percent=40)
        SkillNeedFactory(skill=row.skill)
        ProjectFactory(status="closed")


def test_queries_are_the_same_for_few_and_many(
    manager_client, django_assert_max_num_queries
):
    fill(3)
    with django_assert_max_num_queries(15) as few:
        get(manager_client)
    fill(27)
    with django_assert_max_num_queries(15) as many:
        get(manager_client)
    assert len(few) == len(many)
