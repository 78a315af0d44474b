"""The page of the earliest start: what it says, its marks and its parameters."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from projects.starts import weeks
from projects.starts.model import Shortage
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
    TeamFactory,
)
from tests.text import text_of, text_within

pytestmark = pytest.mark.django_db
WEEK = re.compile(r'data-week="([^"]+)" data-missing="(\d+)"')
START = re.compile(r'data-start="([^"]*)" data-best="([^"]*)"')


@pytest.fixture(autouse=True)
def clock():
    """A Wednesday; Monday is 16 March."""
    with time_machine.travel(datetime(2026, 3, 11, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def ask(manager_client):
    def ask(query=""):
        response = manager_client.get(f"/staffing/?{query}")
        assert response.status_code == 200
        return response.content.decode()

    return ask


@pytest.fixture
def person(skills):
    def person(name, wants=None, busy_until=None, **levels):
        one = PersonFactory(name=name)
        for skill, level in levels.items():
            ExpertiseFactory(person=one, skill=skills[skill], level=level)
        if wants:
            LearningGoalFactory(person=one, skill=skills[wants], target_level=4)
        if busy_until:
            AssignmentFactory(person=one, percent=80, ends_on=busy_until)
        return one

    return person


@pytest.fixture
def churn(skills):
    """Churn needs Python and two with SQL, from 6 April to 26 June: twelve weeks."""
    days = {"starts_on": date(2026, 4, 6), "ends_on": date(2026, 6, 26)}
    project = ProjectFactory(name="Churn", status="staffing", **days)
    SkillNeedFactory(project=project, skill=skills["Python"])
    SkillNeedFactory(
        project=project, skill=skills["SQL"], people=2, welcomes_learner=True
    )
    return project


def start(html):
    """The Monday that is the answer, and the one with the fewest seats open."""
    return START.search(html).groups()


def missing(html):
    return {day: int(count) for day, count in WEEK.findall(html)}


# The answer


def test_the_first_monday_is_told_with_all_before_it(ask, person):
    person("Ana", Python=3, busy_until=date(2026, 3, 31))
    html = ask("need=python:3&weeks=4")
    assert start(html) == ("2026-04-06", "2026-04-06")
    assert list(missing(html).values()) == [1, 1, 1, *[0] * 23]
    words = "Mon 6 Apr 2026 is the first Monday from which the one seat of the musts"
    assert f"{words} can be filled, until 1 May 2026" in text_within(html)


def test_of_a_monday_without_all_it_says_what_lacks(ask, person):
    person("Ana", Python=3, busy_until=date(2026, 3, 20))
    html = ask("need=python:3:3&need=sql&weeks=4")
    assert start(html) == ("", "2026-03-23")
    row = html.split('data-week="2026-03-23" data-missing="3"')[1].split("</tr>")[0]
    assert 'data-shortage="python" data-count="2"' in row
    assert 'data-shortage="sql" data-count="1"' in row


def test_where_no_monday_will_do_the_least_shortage_is_told(ask, person):
    person("Ana", Python=3, busy_until=date(2026, 4, 3))
    text = text_within(ask("need=python:3:2&weeks=1"))
    assert (
        "On none of the next 26 Mondays: at best 1 seat is open, from Mon 6 Apr 2026:"
        " Python (1)"
    ) in text
    assert "1 person has it, 1 of them is free enough then" in text


def test_what_would_help_is_a_list_of_people_of_those_days(ask, person):
    AssignmentFactory(person=person("Ana", Python=3), percent=80)
    html = ask("need=python:3:2&weeks=2&percent=40")
    window = "from=2026-03-16&amp;to=2026-03-27"
    assert f'href="/people/?skill=python:3&amp;{window}&amp;sort=free">1 person' in html
    assert f'href="/people/?skill=python:3&amp;{window}&amp;free=40">Python' in html
    assert "none of them is free enough then" in text_within(html)


def test_a_skill_that_nobody_has_leads_to_who_comes_near(ask, skills):
    html = ask("need=nlp:3")
    assert "Nobody has it at that level" in text_within(html)
    assert 'href="/skills/nlp/"' in html


def test_a_later_week_may_lack_people_again(ask, person):
    ana = person("Ana", Python=3)
    days = {"starts_on": date(2026, 5, 4), "ends_on": date(2026, 5, 8)}
    AssignmentFactory(person=ana, percent=60, **days)
    found = missing(ask("need=python&weeks=2"))
    assert [day for day, count in found.items() if count] == [
        "2026-04-27",
        "2026-05-04",
    ]


def test_the_picture_says_in_words_what_the_table_says(ask, person):
    person("Ana", Python=3, busy_until=date(2026, 3, 31))
    html = ask("need=python:3&weeks=4")
    label = "Open seats by week: 1 from 16 Mar 2026, none from 6 Apr 2026"
    assert f'role="img" aria-label="{label}"' in html
    assert html.count("<title>") == 1 + 26
    assert "<title>23 Mar 2026: 1 open</title>" in html


# Who counts


def test_each_person_takes_three_seats_at_most(ask, person, skills):
    ana = person("Ana", Python=3, SQL=3, NLP=3)
    ExpertiseFactory(person=ana, skill=SkillFactory(name="R"))
    html = ask("need=python&need=sql&need=nlp&need=r")
    assert set(missing(html).values()) == {1}


def test_days_of_absence_are_passed_over_but_not_all_of_them(ask, person):
    days = {"starts_on": date(2026, 3, 16), "ends_on": date(2026, 3, 27)}
    AbsenceFactory(person=person("Ana", Python=3), **days)
    assert list(missing(ask("need=python&weeks=3")).values())[:2] == [0, 0]
    assert list(missing(ask("need=python&weeks=2")).values())[:2] == [1, 0]


def test_what_is_booked_on_days_of_absence_takes_no_time(ask, person):
    ana = person("Ana", Python=3)
    days = {"starts_on": date(2026, 3, 23), "ends_on": date(2026, 3, 27)}
    AbsenceFactory(person=ana, **days)
    AssignmentFactory(person=ana, percent=80, **days)
    assert list(missing(ask("need=python&weeks=2")).values())[:3] == [0, 0, 0]


@pytest.mark.parametrize(
    ("days", "from_the_first"),
    [
        ({"joined_on": date(2026, 3, 24)}, [1, 1, 0]),
        ({"joined_on": date(2026, 3, 23)}, [1, 0, 0]),
        ({"left_on": date(2026, 4, 3)}, [0, 0, 1]),
        ({"left_on": date(2026, 4, 2)}, [0, 1, 1]),
    ],
)
def test_who_is_not_here_for_all_of_it_covers_nothing(
    days, from_the_first, ask, person
):
    ana = person("Ana", Python=3)
    type(ana).objects.filter(pk=ana.pk).update(**days)
    found = missing(ask("need=python&weeks=2"))
    assert list(found.values())[:3] == from_the_first


def test_learners_take_seats_only_if_asked_for_and_guided(ask, person):
    person("Ana", Python=3)
    person("Ben", wants="Python")
    assert start(ask("need=python:3:2"))[0] == ""
    assert start(ask("need=python:3:2&learners=on"))[0] == "2026-03-16"
    assert start(ask("need=python:4:2&learners=on"))[0] == ""


def test_teams_and_locations_narrow_who_is_asked(ask, person):
    ana = person("Ana", Python=3)
    ana.team, ana.location = TeamFactory(name="Data"), LocationFactory(name="Lisbon")
    ana.save()
    TeamFactory(name="Risk")
    assert start(ask("need=python&team=data&location=lisbon"))[0] == "2026-03-16"
    html = ask("need=python&team=risk")
    assert start(html)[0] == ""
    assert "skill=python:2&amp;team=risk&amp;from" in html


def test_mondays_begin_where_they_are_asked_for(ask, person):
    assert min(missing(ask("need=python&from=2026-04-14"))) == "2026-04-20"
    assert min(missing(ask("need=python&from=2026-04-13"))) == "2026-04-13"
    assert min(missing(ask("need=python&from=2020-01-01"))) == "2026-03-16"


# Of a project


def test_a_project_is_asked_for_its_musts_and_its_length(ask, churn, person, skills):
    SkillNeedFactory(project=churn, skill=skills["NLP"], priority="should")
    person("Ana", Python=3)
    html = ask("project=churn")
    assert set(missing(html).values()) == {2}
    assert "For 12 weeks and 50 % of a week each" in text_within(html)
    assert 'data-shortage="nlp"' not in html


def test_the_last_day_is_the_last_working_one(ask, churn):
    churn.ends_on = date(2026, 4, 12)
    churn.save()
    html = ask("project=churn")
    assert "&amp;to=2026-03-20&amp;" in html
    assert "For 1 week and" in text_within(html)


def test_of_work_that_goes_on_the_rest_is_meant(ask, churn):
    churn.status, churn.starts_on = "active", date(2026, 1, 5)
    churn.ends_on = date(2026, 3, 24)
    churn.save()
    assert "For 2 weeks and" in text_within(ask("project=churn"))
    assert "For 5 weeks and" in text_within(ask("project=churn&weeks=5"))


def test_the_confirmed_team_counts_as_if_its_bookings_moved_along(ask, churn, person):
    days = {"starts_on": churn.starts_on, "ends_on": churn.ends_on}
    ana = person("Ana", Python=3)
    AssignmentFactory(project=churn, person=ana, percent=100, **days)
    html = ask("project=churn")
    assert set(missing(html).values()) == {2}
    assert "The confirmed team (1 person) counts as if" in text_within(html)


def test_who_is_booked_elsewhere_when_it_moves_holds_no_seat(ask, churn, person):
    ana = person("Ana", Python=3, busy_until=date(2026, 4, 3))
    days = {"starts_on": churn.starts_on, "ends_on": churn.ends_on}
    AssignmentFactory(project=churn, person=ana, percent=30, **days)
    found = missing(ask("project=churn"))
    assert [found["2026-03-30"], found["2026-04-06"]] == [3, 2]


def test_who_is_booked_beyond_capacity_here_alone_holds_the_seat(ask, churn, person):
    ana = person("Ana", Python=3)
    type(ana).objects.update(capacity=40)
    AssignmentFactory(project=churn, person=ana, percent=50)
    assert set(missing(ask("project=churn")).values()) == {2}


def test_a_learner_of_the_team_keeps_the_seat_beside_the_mentor(
    ask, churn, person, skills
):
    ana, ben = person("Ana", SQL=3), person("Ben")
    AssignmentFactory(project=churn, person=ana)
    AssignmentFactory(project=churn, person=ben, learns=skills["SQL"], mentor=ana)
    assert set(missing(ask("project=churn")).values()) == {1}
    AssignmentFactory(person=ana, percent=80)
    assert set(missing(ask("project=churn")).values()) == {3}


def test_without_learners_nobody_new_learns(ask, churn, person):
    person("Ana", Python=3, SQL=3)
    person("Ben", wants="SQL")
    assert start(ask("project=churn"))[0] == "2026-03-16"
    assert start(ask("project=churn&learners=off"))[0] == ""


def test_the_answer_leads_to_teams_and_to_the_new_days(ask, churn, person):
    person("Ana", Python=3, SQL=3, busy_until=date(2026, 4, 10))
    person("Ben", wants="SQL")
    html = ask("project=churn")
    days = "from=2026-04-13&amp;to=2026-07-03"
    assert f'href="/projects/churn/team/?{days}&amp;percent=50"' in html
    assert f'href="/projects/churn/edit/?{days}"' in html


def test_a_planned_start_that_works_is_the_answer(ask, churn, person):
    for name in ("Ana", "Ben"):
        person(name, Python=3, SQL=3)
    html = ask("project=churn")
    text = text_within(html)
    assert "The planned start, Mon 6 Apr 2026, works: all 3 seats" in text
    words = "filled until 26 Jun 2026 (so does every Monday from 16 Mar 2026)"
    assert words in text
    assert "/team/?from=2026-04-06&amp;to=2026-06-26" in html
    assert "Move the project there" not in text


@pytest.mark.parametrize("count", [3, 30])
def test_a_planned_start_takes_as_many_queries_for_3_and_30(
    count, ask, churn, person, django_assert_max_num_queries
):
    for number in range(count):
        person(f"P{number}", Python=3, SQL=3)
    with django_assert_max_num_queries(15):
        assert "The planned start" in ask("project=churn")


def test_mondays_that_are_alike_are_one_row(ask, churn, person):
    for name in ("Ana", "Ben"):
        person(name, Python=3, SQL=3, busy_until=date(2026, 3, 27))
    text = text_within(ask("project=churn"))
    assert "16 Mar 2026 – 23 Mar 2026 2 Mondays 3 Python 1SQL 2" in text
    assert "30 Mar 2026 – 7 Sep 2026 24 Mondays none" in text
    assert "(so does every Monday from 30 Mar 2026)" in text


def test_without_anything_that_lacks_there_is_no_column_for_it(ask, churn, person):
    for name in ("Ana", "Ben"):
        person(name, Python=3, SQL=3)
    assert "What lacks people" not in text_within(ask("project=churn"))


def test_a_plan_that_is_no_worse_is_not_moved(ask, churn):
    html = ask("project=churn")
    words = "at best 3 seats are open, as from the planned start, Mon 6 Apr 2026:"
    assert words in text_within(html)
    assert "Move the project there" not in html


def test_a_plan_without_an_end_gets_none(ask, churn):
    churn.starts_on = churn.ends_on = None
    churn.save()
    html = ask("project=churn")
    assert 'href="/projects/churn/edit/?from=2026-03-16"' in html
    assert "For 12 weeks and" in text_within(html)


def test_work_that_goes_on_is_not_moved(ask, churn):
    churn.status = "active"
    churn.save()
    assert "Move the project there" not in ask("project=churn")


def test_a_project_that_is_planned_so_is_not_moved(ask, churn):
    churn.needs.all().delete()
    SkillNeedFactory(project=churn)
    churn.starts_on = date(2026, 3, 16)
    churn.save()
    assert "Move the project there" not in ask("project=churn")


def test_needs_without_a_project_open_one(ask, manager_client, person, skills):
    person("Ana", Python=3)
    html = ask("need=python:3&need=sql:2:2&weeks=4")
    address = "/projects/new/?from=2026-03-16&to=2026-04-10&need=python:3&need=sql:2:2"
    assert f'href="{address.replace("&", "&amp;")}"' in html
    form = manager_client.get(address).content.decode()
    assert 'name="starts_on" value="2026-03-16"' in form
    sent = {"name": "Radar", "aim": "prove", "status": "proposed"}
    page = manager_client.post(address, sent, follow=True).content.decode()
    assert 'name="need-0-skill" value="Python"' in page
    assert 'name="need-1-people" value="2"' in page
    assert '<input type="hidden" name="rows" value="3">' in page


# Nothing to tell


def test_without_a_question_projects_are_offered(ask, churn):
    html = ask()
    assert "Say what is needed" in text_within(html)
    assert 'href="/staffing/?project=churn">Churn</a>' in html
    assert "data-week" not in html


def test_a_project_without_needs_says_so(ask):
    ProjectFactory(name="Churn")
    assert "This project has no needs yet" in text_within(ask("project=churn"))


def test_a_project_without_musts_can_begin_on_any_day(ask, churn):
    churn.needs.update(priority="could")
    assert "No need of this project is a must" in text_within(ask("project=churn"))


def test_a_project_that_is_over_begins_never(ask, churn):
    churn.status = "closed"
    churn.save()
    assert "This project is over" in text_within(ask("project=churn"))


def test_nobody_there_leaves_all_seats_open(ask, churn):
    assert set(missing(ask("project=churn")).values()) == {3}


@pytest.mark.looks_again
def test_forty_needs_have_an_answer(ask, person):
    ana = person("Ana")
    skills = SkillFactory.create_batch(40)
    for skill in skills:
        ExpertiseFactory(person=ana, skill=skill)
    html = ask("&".join(f"need={skill.slug}" for skill in skills))
    assert set(missing(html).values()) == {37}


def test_what_could_not_be_proven_is_said(ask, monkeypatch, skills):
    def give_up(needs, *args, **kwargs):
        return Shortage(tuple(need.seats for need in needs), is_proven=False)

    monkeypatch.setattr(weeks, "fewest_open", give_up)
    text = text_within(ask("need=python"))
    assert "Not every week could be proven in time" in text
    assert "1 at most" in text


# Parameters


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("need=pyton", "“pyton” is not a skill here"),
        ("need=python:5", "“python:5”: a level is 1, 2, 3 or 4"),
        ("need=python:x:2", "“python:x:2”: a level is 1, 2, 3 or 4"),
        ("need=python:3:0", "“python:3:0”: ask for 1 to 999 people"),
        ("need=python:3:x", "“python:3:x”: ask for 1 to 999 people"),
        (
            "need=python&need=python:2:3",
            "“Python, Working or above” is asked for twice",
        ),
        ("need=python&weeks=0", "“0”: Write a number"),
        ("need=python&weeks=105", "“105”: Write a number"),
        ("need=python&percent=x", "“x”: "),
        ("need=python&from=lots", "“lots”: write a day like"),
        ("need=python&from=2100-01-01", "“2100-01-01”: choose a day until"),
        ("need=python&learners=maybe", "“maybe”: "),
        ("need=python&team=nowhere", "“nowhere” is not a team here"),
        ("project=nothing", "“nothing” is not a project here"),
        ("project=churn&need=python", "a project has needs of its own"),
        ("add_need=pyton", "“pyton” is not a skill here"),
        ("add_need=python&add_people=0", "“0”: Write a number"),
    ],
)
def test_what_is_not_understood_is_named(query, words, ask, churn):
    html = ask(query)
    assert words in text_within(html)
    assert "data-week" not in html


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("add_need=python&add_level=3&add_people=2&weeks=", "need=python:3:2"),
        ("add_need=&add_level=2&add_people=1&percent=40", "percent=40"),
        ("need=sql&add_need=python&weeks=8", "need=sql:2&need=python:2&weeks=8"),
        ("need=python:2&add_need=python&add_people=3", "need=python:2:3"),
    ],
)
def test_what_the_form_adds_becomes_a_need(sent, address, manager_client, skills):
    response = manager_client.get(f"/staffing/?{sent}")
    assert response.url == f"/staffing/?{address}"


@pytest.mark.parametrize(("count", "is_cut"), [(12, False), (13, True)])
def test_projects_that_wait_are_not_cut_in_silence(count, is_cut, manager_client):
    for number in range(count):
        project = ProjectFactory(name=f"P {number:02}", status="staffing")
        SkillNeedFactory(project=project)
    text = text_of(manager_client.get("/staffing/"))
    assert ("P 11" in text, "P 12" in text) == (True, False)
    assert ("The next 12; all that wait" in text) == is_cut


def test_former_slugs_lead_to_the_address_of_today(manager_client, churn, skills):
    for row in (churn, skills["Python"]):
        row.slug = f"{row.slug}-new"
        row.save()
    assert manager_client.get("/staffing/?project=churn").url.endswith("=churn-new")
    response = manager_client.get("/staffing/?need=python:3:2")
    assert response.url == "/staffing/?need=python-new:3:2"


def test_needs_are_changed_by_links(ask, skills):
    html = ask("need=python:3:2&weeks=4")
    for need in ("python:4:2", "python:3", "python:3:3"):
        assert f'href="/staffing/?need={need}&amp;weeks=4"' in html
    assert 'data-chip="need=python:3:2" href="/staffing/?weeks=4"' in html


@pytest.mark.parametrize(
    "query",
    [
        "need=%00",
        "need=:::&need=",
        "need=python:3:99999999999999999",
        "need=python:\u0663:\u0661",
        "&".join(f"need=p{n}" for n in range(99)),
        "project=%00&weeks=1e9",
        "add_need=%00&add_level=9",
        "need=python&weeks=104&from=2098-01-01&percent=100",
    ],
)
def test_whatever_is_asked_has_an_answer(query, ask, skills):
    assert "Earliest start" in text_within(ask(query))


# Rights, ways there, costs


def test_members_are_told_no_mondays(member_client, churn):
    assert member_client.get("/staffing/?project=churn").status_code == 403


def test_the_project_its_teams_and_availability_lead_there(manager_client, churn):
    link = 'href="/staffing/?project=churn'
    assert f'{link}"' in manager_client.get("/projects/churn/").content.decode()
    teams = manager_client.get("/projects/churn/team/?percent=40").content.decode()
    assert f'{link}&amp;percent=40"' in teams
    assert 'href="/staffing/"' in manager_client.get("/availability/").content.decode()


def test_work_that_goes_on_or_needs_nothing_has_no_such_link(manager_client, churn):
    ProjectFactory(name="Idle", status="staffing")
    churn.status = "active"
    churn.save()
    for slug in ("churn", "idle"):
        page = manager_client.get(f"/projects/{slug}/").content.decode()
        assert "Earliest start" not in page


def test_members_have_no_such_link(member_client, churn):
    assert "/staffing/" not in text_of(member_client.get("/availability/soon/"))


@pytest.mark.parametrize("query", ["project=churn", "need=python:3&need=sql:2:5"])
def test_it_takes_few_queries_for_many_people(
    query, ask, churn, person, skills, django_assert_max_num_queries
):
    for number in range(30):
        one = person(f"P{number}", wants="SQL", Python=3, busy_until=date(2026, 5, 1))
        AssignmentFactory(project=churn, person=one, percent=10)
        SkillNeedFactory(project=churn)
    with django_assert_max_num_queries(15):
        ask(query)
