"""Days out of any plan: the admin site refuses them, and pages bear them.

Rows may hold such days all the same: from before, or from raw SQL.
"""

from datetime import date

import pytest

from people.models import Person
from tests.admin_pages import address, change, choose, errors_at_fields, new_rows
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import PLAN, closing

WORDS = "Choose a day from 1 Jan 1900 to 1 Jan 2200."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

LAST, FIRST = date.max, date.min
DAYS = {
    "last days": (date(9999, 12, 30), LAST),
    "from the last days on": (date(9999, 12, 30), None),
    "from the first day on": (FIRST, None),
    "always": (FIRST, LAST),
    "until the end": (date(2026, 3, 2), LAST),
}
PAGES = [
    "/",
    "/people/",
    "/people/?from=2026-03-09&to=2026-04-03&free=20",
    "/people/?from=2100-12-01&to=2100-12-31&free=20",
    "/people/ana/",
    "/people/ana/history/",
    "/people/ana/book/",
    "/people/compare/?person=ana&person=ben",
    "/people/export.csv",
    "/people/export.xlsx",
    "/spreadsheet/directory.xlsx",
    "/people/me/",
    "/people/me/data.json",
    "/projects/",
    "/projects/?sort=-starts",
    "/projects/churn/",
    "/projects/churn/history/",
    "/projects/churn/edit/",
    "/projects/churn/needs/",
    "/projects/churn/close/",
    "/projects/churn/cancel/",
    "/projects/churn/candidates/",
    "/projects/churn/team/",
    "/staffing/?project=churn",
    "/staffing/?need=python:3&weeks=104",
    "/projects/churn/book/",
    "/projects/churn/book/ben/",
    "/projects/churn/book/ben/?starts_on=9999-12-30",
    "/projects/churn/book/ben/?from=2100-12-31",
    "/projects/churn/bookings/{booking}/",
    "/projects/churn/bookings/{booking}/edit/",
    "/projects/churn/bookings/{booking}/instead/",
    "/projects/churn/instead/ana/?from=2100-12-31&to=2100-12-31",
    "/projects/churn/shortlist/",
    "/people/ana/shortlist/",
    "/projects/churn/book/lou/",
    "/searches/",
    "/skills/go/",
    "/skills/",
    "/skills/python/",
    "/teams/",
    "/skills/exchange/",
    "/insights/?about=trend",
    "/availability/",
    "/availability/?from=2100-12-28",
    "/availability/conflicts/",
    "/availability/soon/",
    "/admin/projects/assignment/",
    "/admin/projects/assignment/{booking}/change/",
    "/admin/people/person/",
    "/admin/projects/project/",
]


@pytest.fixture
def monday(time_machine):
    time_machine.move_to("2026-03-09T10:00:00Z", tick=False)


@pytest.fixture(params=DAYS, ids=str)
def booking(request):
    """Ana is booked on Churn for absurd days, twice; Ben is away as long."""
    days = dict(zip(("starts_on", "ends_on"), DAYS[request.param], strict=True))
    names = ("Ana", "Ben", "Lou")
    ana, ben, lou = (PersonFactory(name=n, location=LocationFactory()) for n in names)
    python = SkillFactory(name="Python")
    churn = ProjectFactory(name="Churn", status="active", lead=lou, **days)
    SkillNeedFactory(project=churn, skill=python)
    for person in (ana, ben):
        ExpertiseFactory(person=person, skill=python, level=3)
    LearningGoalFactory(person=ben, skill=SkillFactory(name="Go"))
    AbsenceFactory(person=ben, starts_on=days["starts_on"], ends_on=LAST)
    AbsenceFactory(person=lou, starts_on=FIRST, ends_on=date(9999, 12, 30))
    for person in (ben, lou):
        AssignmentFactory(person=person, **days)
    AssignmentFactory(person=ana, project=ProjectFactory(), percent=80, **days)
    return AssignmentFactory(person=ana, project=churn, percent=60, **days)


def status_of(client, path, data):
    """The status, once all of an answer has come that comes piece by piece."""
    response = client.get(path) if data is None else client.post(path, data)
    b"".join(response)
    return response.status_code


@pytest.fixture
def ask(admin_client):
    """Statuses by path, of those that are neither a page nor lead to one."""
    admin_client.raise_request_exception = False

    def statuses(paths, data=None):
        found = {path: status_of(admin_client, path, data) for path in paths}
        return {path: code for path, code in found.items() if code not in (200, 302)}

    return statuses


def test_no_page_breaks(booking, ask):
    assert ask(page.format(booking=booking.pk) for page in PAGES) == {}


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("confirm", {}),
        ("shift", {"starts_on": "2026-03-16", "despite_overload": "on"}),
        ("end", {"ends_on": "2026-03-10"}),
        ("decline", {}),
        ("edit", {"starts_on": "9999-12-30", "status": "tentative"}),
        ("instead", {"person": "ben"}),
        ("instead", {"person": "lou", "from": "2100-12-31", "to": ""}),
    ],
)
def test_whatever_is_done_with_such_a_booking_is_answered(what, sent, booking, ask):
    assert ask([f"{booking.get_absolute_url()}{what}/"], sent) == {}


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("edit", PLAN | {"starts_on": "2026-03-16", "version": 1}),
        ("close", closing(ends_on="2026-03-09")),
        ("cancel", {}),
        ("start", {}),
    ],
)
def test_whatever_is_done_with_such_a_project_is_answered(what, sent, booking, ask):
    assert ask([f"/projects/churn/{what}/"], sent) == {}


# The admin site


@pytest.mark.parametrize("day", ["9999-12-30", "2200-01-02", "1899-12-31"])
@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (AssignmentFactory, ["starts_on", "ends_on"]),
        (ProjectFactory, ["starts_on", "ends_on"]),
        (PersonFactory, ["joined_on", "left_on"]),
    ],
)
def test_the_admin_site_refuses_days_out_of_any_plan(
    factory, fields, day, admin_client
):
    row = factory()
    sent = dict.fromkeys(fields, day)
    response = change(admin_client, address(type(row), f"{row.pk}/change/"), **sent)
    errors = errors_at_fields(response)
    assert [errors[name] for name in fields] == [[WORDS], [WORDS]]


def test_the_admin_site_refuses_them_on_inlines_too(admin_client):
    ana = PersonFactory()
    away = new_rows("absences", {"starts_on": "9999-12-30", "ends_on": "9999-12-31"})
    url = address(Person, f"{ana.pk}/change/")
    response = change(admin_client, url, **away)
    assert errors_at_fields(response)["starts_on"] == [WORDS]


def test_nobody_leaves_on_such_a_day(admin_client):
    answers = {"left_on": "9999-12-30", "apply": "1"}
    url = address(Person)
    response = choose(admin_client, url, "mark_as_left", [PersonFactory()], **answers)
    assert response.context["form"].errors == {"left_on": [WORDS]}


@pytest.mark.parametrize("day", ["1900-01-01", "1987-05-04", "2200-01-01"])
def test_the_admin_site_takes_what_files_may_hold(day, admin_client):
    ana = PersonFactory()
    url = address(Person, f"{ana.pk}/change/")
    assert change(admin_client, url, joined_on=day).status_code == 302
