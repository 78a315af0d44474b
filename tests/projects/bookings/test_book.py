"""/projects/…/book/…/: somebody is booked, and what that changes is seen before."""

import re
from datetime import date

import pytest

from people.models import Level
from projects.models import Assignment
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.bookings.booking_pages import html, terms, value_of
from tests.text import text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.looks_again,
]
PATH = "/projects/churn/book/ana/"


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture(autouse=True)
def churn(ana):
    return ProjectFactory(
        name="Churn", starts_on=date(2026, 3, 9), ends_on=date(2026, 6, 26)
    )


@pytest.fixture
def busy(ana):
    """Ana gives Fraud 60 % of her week."""
    project = ProjectFactory(name="Fraud", status="active")
    return AssignmentFactory(project=project, person=ana, percent=60)


@pytest.fixture
def need(churn, python):
    return SkillNeedFactory(project=churn, skill=python, welcomes_learner=True)


# What is asked


def test_the_days_of_the_project_are_offered(manager_client):
    page = html(manager_client.get(PATH))
    assert value_of(page, "starts_on") == "2026-03-09"
    assert value_of(page, "ends_on") == "2026-06-26"
    assert value_of(page, "percent") == "50"


def test_a_running_project_is_booked_from_today_on(manager_client, churn):
    churn.starts_on = date(2026, 1, 5)
    churn.save()
    page = html(manager_client.get(PATH))
    assert value_of(page, "starts_on") == "2026-03-02"


def test_an_address_fills_the_form(manager_client):
    query = "?percent=20&from=2026-04-06&to=2026-04-10&role=Analyst"
    page = html(manager_client.get(PATH + query))
    names = ("percent", "starts_on", "ends_on", "role")
    found = [value_of(page, name) for name in names]
    assert found == ["20", "2026-04-06", "2026-04-10", "Analyst"]


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("percent=lots", "percent"),
        ("percent=0&from=tomorrow", "percent, from"),
        ("to=2026-02-30", "to"),
        ("from=2026-04-06&to=2026-03-09", "to"),
        ("skill=nothing", "skill"),
        ("learns=python", "learns"),
    ],
)
def test_what_is_not_understood_is_named(manager_client, query, left_out):
    words = f"Not understood in the address, and so left out: {left_out}."
    assert words in text_of(manager_client.get(f"{PATH}?{query}"))


def ticked(page):
    boxes = [part for part in page.split("<input ")[1:] if 'name="skills"' in part]
    return [
        part.split('value="')[1].split('"')[0] for part in boxes if " checked" in part
    ]


def test_skills_of_the_address_are_ticked(manager_client, need):
    SkillFactory(name="Rust")
    page = html(manager_client.get(f"{PATH}?skill=python:3&skill=rust"))
    assert sorted(ticked(page)) == ["python", "rust"]


def test_needed_skills_that_she_has_are_ticked(manager_client, ana, need, churn):
    ExpertiseFactory(person=ana, skill=need.skill, level=Level.WORKING)
    ExpertiseFactory(person=ana, skill__name="Rust")
    SkillNeedFactory(project=churn, skill__name="Go")
    page = html(manager_client.get(PATH))
    assert ticked(page) == ["python"]
    assert "Python, Working" in page


def test_a_seat_of_the_address_is_chosen(manager_client, need, churn):
    bo = PersonFactory(name="Bo")
    ExpertiseFactory(person=bo, skill=need.skill)
    AssignmentFactory(person=bo, project=churn)
    page = html(manager_client.get(f"{PATH}?learns=python"))
    words = '<option value="python:bo" selected>Python, guided by Bo (Practitioner)'
    assert words in page


def test_a_seat_without_a_mentor_says_what_to_do_first(manager_client, need):
    page = text_of(manager_client.get(f"{PATH}?learns=python"))
    assert "could guide a learner of Python: book somebody" in page
    assert "Not understood" not in page


def test_who_has_nothing_to_learn_is_told(manager_client, ana, need):
    ExpertiseFactory(person=ana, skill=need.skill, level=Level.EXPERT)
    page = text_of(manager_client.get(f"{PATH}?learns=python"))
    assert "Nothing to learn here" in page
    assert "left out: learns." in page


# What it changes


def test_free_time_is_told(manager_client, busy):
    page = text_of(manager_client.get(f"{PATH}?percent=30"))
    assert "Free without it40 %" in page
    assert "Free with it10 %" in page


def test_the_last_day_of_who_leaves_is_told(manager_client, ana):
    assert "Last day here" not in text_of(manager_client.get(PATH))
    ana.left_on = date(2026, 3, 31)
    ana.save()
    assert "Last day here31 Mar 2026" in text_of(manager_client.get(PATH))


def test_too_much_is_told_with_days_and_size(manager_client, busy):
    page = text_of(manager_client.get(f"{PATH}?percent=50"))
    words = "9 Mar 2026 – 26 Jun 2026: 110 % booked of 100 %, over by 10 %"
    assert f"More than there is time for {words} Book all the same" in page


def test_tentative_work_is_told_apart(manager_client, busy):
    Assignment.objects.update(status="tentative")
    page = text_of(manager_client.get(f"{PATH}?percent=50"))
    assert "Over-booked if tentative work goes ahead over by 10 %" in page
    assert "More than there is time for" not in page


def test_a_booking_of_the_same_days_is_told(manager_client, ana, churn):
    row = AssignmentFactory(person=ana, project=churn, status="tentative")
    page = html(manager_client.get(PATH))
    words = f'already: <a href="{row.get_absolute_url()}">50 %, 5 Jan 2026 – open</a>'
    assert f"{words}, tentative" in page


def test_the_days_of_the_project_are_told(manager_client):
    page = text_of(manager_client.get(PATH))
    assert "Project runs9 Mar 2026 – 26 Jun 2026" in page


def test_what_hangs_on_her_elsewhere_is_told(manager_client, ana, busy, python):
    ExpertiseFactory(person=ana, skill=python)
    SkillNeedFactory(project=busy.project, skill=python)
    page = text_of(manager_client.get(PATH))
    assert "Fraud 60 %, 5 Jan 2026 – open" in page
    assert "Python (must): nobody else there covers it" in page


def test_where_nothing_hangs_on_her_that_is_told(manager_client, busy, python):
    SkillNeedFactory(project=busy.project, skill=python)
    page = text_of(manager_client.get(PATH))
    assert "No need there hangs on Ana." in page
    assert "enough people" not in page


def test_skills_that_only_she_practises_are_told(manager_client, ana, need):
    ExpertiseFactory(person=ana, skill=need.skill)
    page = text_of(manager_client.get(PATH))
    assert "Only Ana practises" in page
    assert "Python needed by Churn" in page


def test_a_look_books_nobody(manager_client, busy):
    response = manager_client.post(PATH, terms(percent="50", role="Lead", check="1"))
    assert "over by 10 %" in text_of(response)
    assert value_of(html(response), "role") == "Lead"
    assert Assignment.objects.count() == 1


# Booking


def test_somebody_is_booked(manager_client, manager, ana):
    response = manager_client.post(PATH, terms(role="Analyst"))
    made = ana.assignments.get()
    assert (made.role, made.percent, made.status) == ("Analyst", 50, "tentative")
    assert (made.created_by, made.ends_on) == (manager, date(2026, 3, 13))
    assert response["Location"] == "/projects/churn/"


def test_a_form_sent_twice_books_once(manager_client, ana):
    answers = [manager_client.post(PATH, terms())["Location"] for _ in range(2)]
    assert ana.assignments.count() == 1
    assert answers[0] == answers[1]


def test_too_much_is_not_booked_by_accident(manager_client, busy):
    response = manager_client.post(PATH, terms(percent="50", role="Lead"))
    page = html(response)
    assert "There is too little time: tick to book all the same." in page
    assert value_of(page, "role") == "Lead"
    assert Assignment.objects.count() == 1


def test_the_question_about_too_much_is_where_one_goes_on(manager_client, busy):
    page = html(manager_client.post(PATH, terms(percent="50")))
    [field] = re.findall(r"<input[^>]* autofocus[^>]*>", page)
    assert 'name="despite_overload"' in field


ALL_OFF = {
    "away all the time": (
        {"absences": [(date(2026, 2, 26), date(2026, 3, 18))]},
        "Away 9 Mar 2026 – 13 Mar 2026",
    ),
    "before joining": (
        {"joined_on": date(2026, 4, 6)},
        "Not here before 6 Apr 2026, the first day",
    ),
}
MANY_OFF = {
    "away for two days of five": (
        {"absences": [(date(2026, 3, 11), date(2026, 3, 12))]},
        "Away 11 Mar 2026 – 12 Mar 2026",
    ),
    "partly before joining": (
        {"joined_on": date(2026, 3, 12)},
        "Not here before 12 Mar 2026, the first day",
    ),
}


def set_off(person, absences=(), **fields):
    for first, last in absences:
        AbsenceFactory(person=person, starts_on=first, ends_on=last)
    type(person).objects.filter(pk=person.pk).update(**fields)


ASKED = [
    *(
        (status, *off)
        for status in ("tentative", "confirmed")
        for off in ALL_OFF.values()
    ),
    *(("confirmed", *off) for off in MANY_OFF.values()),
]
SAID = [
    *(("tentative", *off) for off in MANY_OFF.values()),
    ("confirmed", {"absences": [(date(2026, 3, 11),) * 2]}, "Away 11 Mar 2026"),
]


@pytest.mark.parametrize(("status", "off", "words"), ASKED)
def test_days_without_work_are_asked_about(manager_client, ana, off, words, status):
    set_off(ana, **off)
    asked = text_of(manager_client.post(PATH, terms(status=status)))
    assert words in asked.partition("Book all the same")[0]
    assert not Assignment.objects.exists()
    manager_client.post(PATH, terms(status=status, despite_overload="on"))
    assert Assignment.objects.get().status == status


@pytest.mark.parametrize(("status", "off", "words"), SAID)
def test_few_days_without_work_are_said(manager_client, ana, off, words, status):
    set_off(ana, **off)
    thought = text_of(manager_client.post(PATH, terms(status=status, check="1")))
    assert words in thought.partition("Percent of a week")[0]
    assert "Book all the same" not in thought
    made = manager_client.post(PATH, terms(status=status), follow=True)
    assert f"2026. {words}." in text_of(made).partition("Ana is booked on Churn")[2]


@pytest.mark.parametrize("days", [(14, 15), (14, 14), (15, 15)])
def test_a_weekend_is_asked_about(manager_client, days):
    first, last = (f"2026-03-{day}" for day in days)
    asked = manager_client.post(PATH, terms(starts_on=first, ends_on=last))
    assert "no working day, but a weekend" in text_of(asked)
    assert not Assignment.objects.exists()


def test_days_without_work_are_told_before_anything_is_sent(manager_client, ana):
    set_off(ana, absences=[(date(2026, 3, 9), date(2026, 3, 13))])
    page = text_of(manager_client.get(f"{PATH}?from=2026-03-12&to=2026-03-13"))
    assert "No day is left on which the work could be done Book all the same" in page


def test_absence_elsewhere_is_not_asked_about(manager_client, ana):
    set_off(ana, absences=[(date(2026, 3, 14), date(2026, 3, 20))])
    manager_client.post(PATH, terms())
    assert Assignment.objects.exists()


def test_too_much_is_booked_on_purpose(manager_client, busy):
    sent = terms(percent="50", despite_overload="on")
    assert manager_client.post(PATH, sent).status_code == 302
    assert Assignment.objects.count() == 2


def test_skills_used_are_booked(manager_client, ana, need):
    manager_client.post(PATH, terms(skills=["python"]))
    assert [skill.name for skill in ana.assignments.get().skills.all()] == ["Python"]


def test_skills_that_nobody_needs_are_booked_too(manager_client, ana):
    SkillFactory(name="Rust")
    manager_client.post(PATH, terms(skills=["rust"]))
    assert [skill.name for skill in ana.assignments.get().skills.all()] == ["Rust"]


def test_booking_costs_the_same_for_3_and_30_skills(
    manager_client, django_assert_max_num_queries
):
    skills = [SkillFactory().slug for _ in range(30)]
    with django_assert_max_num_queries(40):
        assert manager_client.post(PATH, terms(skills=skills)).status_code == 302


def test_a_learner_is_booked_with_a_mentor(manager_client, ana, need, churn):
    bo = AssignmentFactory(person__name="Bo", project=churn).person
    ExpertiseFactory(person=bo, skill=need.skill)
    manager_client.post(PATH, terms(seat="python:bo"))
    made = ana.assignments.get()
    assert (made.learns, made.mentor) == (need.skill, bo)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"percent": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"starts_on": "soon"}, "Write a day like 9 Mar 2026."),
        ({"ends_on": "2026-03-06"}, "The last day cannot be before the first."),
        ({"status": "maybe"}, "Select a valid choice."),
        ({"skills": ["rust"]}, "“rust” is not among these skills."),
        ({"seat": "rust:bo"}, "Select a valid choice."),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_is_kept(manager_client, wrong, words):
    response = manager_client.post(PATH, terms(role="Lead") | wrong)
    assert words in text_of(response)
    assert value_of(html(response), "role") == "Lead"
    assert not Assignment.objects.exists()


def test_nobody_is_booked_on_a_closed_project(manager_client, churn):
    churn.status = "closed"
    churn.save()
    for response in (manager_client.get(PATH), manager_client.post(PATH, terms())):
        page = text_of(response)
        assert "Churn is closed: nobody is booked on it now." in page


def test_there_is_nothing_to_fill_in_for_a_closed_project(manager_client, churn):
    churn.status = "closed"
    churn.save()
    assert 'name="percent"' not in html(manager_client.get(PATH))


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_book_nobody(member_client, method):
    assert getattr(member_client, method)(PATH).status_code == 403


@pytest.mark.parametrize("path", ["/projects/churn/book/bo/", "/projects/no/book/ana/"])
def test_who_is_not_there_is_not_found(manager_client, path):
    assert manager_client.get(path).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_for_3_and_30(
    manager_client, ana, churn, django_assert_num_queries, count
):
    for number in range(count):
        row = ExpertiseFactory(person=ana, skill__name=f"Skill of {number}")
        other = AssignmentFactory(person=ana, percent=1).project
        for project in (churn, other):
            SkillNeedFactory(project=project, skill=row.skill)
    with django_assert_num_queries(12):
        manager_client.get(PATH)


@pytest.mark.parametrize("status", ["tentative", "confirmed"])
def test_what_is_asked_for_is_drawn_as_what_it_is(status, manager_client):
    response = manager_client.post(PATH, terms(status=status, check="1"))
    is_striped = 'fill="url(#hatch)"' in html(response)
    assert is_striped == (status == "tentative")
    assert ("striped is what is tentative" in text_of(response)) == is_striped


# In place, and back


def test_in_a_list_only_the_form_is_taken(manager_client):
    response = manager_client.get(PATH, headers={"HX-Request": "true"})
    assert response.headers["HX-Reselect"] == "#booking-ana"
    assert 'id="booking-ana"' in response.content.decode()
    assert 'hx-target="#main"' in response.content.decode()


def test_what_a_form_in_a_list_would_change_is_shown_below_it(manager_client):
    sent = terms(percent="35", role="Lead", skills=[], check="1")
    response = manager_client.post(PATH, sent, headers={"HX-Request": "true"})
    assert response.headers["HX-Reselect"] == "#booking-ana"
    form, _, below = html(response).partition('id="booking-ana"')[2].partition('"time"')
    assert value_of(form, "role") == "Lead"
    assert "35 % for" in below


def test_a_form_that_is_refused_in_a_list_stays_in_its_place(manager_client, busy):
    sent = terms(percent="100")
    response = manager_client.post(PATH, sent, headers={"HX-Request": "true"})
    assert response.headers["HX-Retarget"] == "#booking-ana"
    assert "There is too little time" in text_of(response)


def test_one_is_back_where_the_form_was_opened(manager_client):
    way = "/projects/churn/candidates/?weight_growth=20#at-1"
    page = html(manager_client.get(PATH, {"next": way}))
    assert value_of(page, "next") == way
    assert manager_client.post(PATH, terms(next=way)).url == way


def test_cancel_leads_nowhere_else(manager_client):
    page = html(manager_client.get(PATH, {"next": "javascript:alert(1)"}))
    assert 'href="javascript' not in page


def test_roles_are_offered_those_of_the_project_first(manager_client, churn):
    for role, project in (("Analyst", None), ("Analyst", None), ("Lead", churn)):
        AssignmentFactory(role=role, **({"project": project} if project else {}))
    page = html(manager_client.get(PATH))
    assert '<option value="Lead"><option value="Analyst">' in page


def test_the_first_field_has_the_focus(manager_client):
    page = html(manager_client.get(PATH))
    assert re.search(r'<input[^>]*name="percent"[^>]* autofocus', page)
    assert page.count(" autofocus") == 1


def test_the_form_says_what_tentative_means(manager_client):
    words = "Tentative is a plan: it takes no time yet."
    assert words in text_of(manager_client.get(PATH))
