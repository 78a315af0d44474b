"""The page of suggested teams: what it says, its marks and its parameters."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from projects.models import Assignment
from projects.teams.members import SuggestedTeam
from projects.teams.model import OpenNeed, Suggested
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)
from tests.text import text_of, text_within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PATH = "/projects/churn/team/"
MEMBER = re.compile(
    r'data-person="([^"]+)" data-holds="([^"]*)" data-learns="([^"]*)"'
    r' data-mentor="([^"]*)"'
)


@pytest.fixture
def churn(skills):
    """Churn needs Python and, two of them with learners, SQL."""
    project = ProjectFactory(name="Churn", status="staffing")
    SkillNeedFactory(project=project, skill=skills["Python"])
    SkillNeedFactory(
        project=project, skill=skills["SQL"], people=2, welcomes_learner=True
    )
    return project


@pytest.fixture
def people(churn, person):
    """Ana and Ben hold Python and SQL, Cyd would learn SQL."""
    return [person("Ana", Python=3), person("Ben", SQL=3), person("Cyd", wants="SQL")]


@pytest.fixture
def ask(manager_client):
    def ask(query=""):
        response = manager_client.get(f"{PATH}?{query}")
        assert response.status_code == 200
        return response.content.decode()

    return ask


def first(html):
    return html.split("data-team=")[1]


def first_team(html):
    """The marks of the people on the first team, by slug."""
    return {slug: tuple(marks) for slug, *marks in MEMBER.findall(first(html))}


def test_a_team_says_who_holds_what_and_who_learns_what_of_whom(ask, people):
    html = ask()
    assert first_team(html) == {
        "ana": ("python", "", ""),
        "ben": ("sql", "", ""),
        "cyd": ("", "sql", "ben"),
    }
    assert 'data-team="1" data-status="optimal" data-objective="' in html
    assert "data-shortage" not in first(html)


def test_an_alternative_says_who_of_the_others_could_take_its_open_seats(
    ask, people, person
):
    for name in ("Dan", "Eve"):
        person(name, SQL=3)
    other = ask("most=2").split("data-team=")[2]
    assert "others; unlike team 1 it leaves Python (must) open" in text_within(other)
    assert 'data-shortage="python" data-count="1"' in other
    assert "Ana: Practitioner, could hold it" in text_within(other)


def test_a_team_that_is_a_part_of_another_is_not_shown(ask, people):
    html = ask()
    assert html.count("data-team=") == 1
    assert "1 found" in text_within(html)
    assert "Team 2 is not shown: all its people are on one above" in text_within(html)


def test_it_says_what_goes_without_each(ask, people):
    assert "Ana Python 3 Practitioner 100 % Python would stay open" in text_within(
        ask()
    )


def test_who_is_not_here_on_all_days_has_that_said(ask, people):
    ana, *_ = people
    AbsenceFactory(person=ana, starts_on="2026-04-06", ends_on="2026-04-10")
    html = ask("from=2026-04-01&to=2026-04-30")
    assert "Ana Python 3 Practitioner 100 % here on 17 of 22 days" in text_within(html)
    assert text_within(html).count("here on") == 1


def test_an_exclusion_leaves_a_seat_open_and_says_who_could_take_it(ask, people):
    html = ask("without=ana")
    assert "ana" not in first_team(html)
    assert 'data-shortage="python" data-count="1"' in html
    assert "Ana: Practitioner, could hold it" in text_within(html)


def test_who_is_locked_in_is_on_the_team(ask, people, person):
    AbsenceFactory(person=person("Eve", Python=3))
    assert "eve" not in first_team(ask())
    html = ask("with=eve")
    assert first_team(html)["eve"] == ("python", "", "")
    assert f'href="{PATH}">Unlock' in html


def test_lock_and_exclude_are_links_that_keep_the_rest(ask, people):
    html = ask("percent=40")
    assert f'href="{PATH}?percent=40&amp;with=ana">Lock' in html
    assert f'href="{PATH}?percent=40&amp;without=ana">Exclude' in html


def test_of_who_cannot_be_locked_in_it_says_why(ask, people, person):
    AssignmentFactory(person=person("Eve", Python=3), percent=80)
    person("Fay")
    text = text_within(ask("with=eve&with=fay"))
    assert "Eve is 20 % free, not 50 %." in text
    assert "Fay could take no open seat, or is on the project already." in text


def test_more_who_are_locked_in_than_there_are_seats_are_told(ask, people, person):
    person("Eve", Python=3)
    person("Near", Python=2)
    text = text_within(ask("with=ana&with=eve&with=near"))
    assert "could take no seat beside the others." in text
    assert "Near could take no open seat" in text


def test_without_learners_nobody_learns(ask, people):
    html = ask("learners=off")
    assert "cyd" not in first_team(html)
    assert 'data-shortage="sql" data-count="1"' in html
    assert "Cyd: would learn it" in text_within(html)


def test_a_small_team_leaves_seats_open(ask, people):
    html = ask("most=1")
    assert len(first_team(html)) == 1
    assert "data-shortage" in html
    assert 'data-team="2"' not in html


def test_a_large_team_that_there_is_not_is_told(ask, people):
    assert "There are seats or people for 3 only." in text_within(ask("least=9"))


def test_who_has_too_little_time_comes_later(ask, people, churn, skills):
    ends_on = date(2026, 3, 31)
    AssignmentFactory(person=people[0], percent=80, ends_on=ends_on)
    html = ask()
    assert "ana" not in first_team(html)
    assert "Ana: free from 1 Apr" in text_within(html)
    assert "ana" in first_team(ask("percent=20"))
    assert "ana" in first_team(ask("from=2026-04-01&to=2026-04-30"))


def test_who_is_a_level_short_is_near(ask, people, person):
    person("Dan", Python=2)
    assert "Dan: Working, one level short" in text_within(ask("without=ana"))


def test_a_need_that_nobody_has_stated_is_a_shortage(ask, people, churn, skills):
    SkillNeedFactory(project=churn, skill=skills["NLP"], people=2, priority="could")
    html = ask()
    assert 'data-shortage="nlp" data-count="2"' in html
    assert "Nobody here comes near it." in text_within(html)


def test_musts_of_one_person_alone_are_named(ask, people, person):
    assert "Only Ana has Python; only Ben has SQL" in text_within(ask())


def test_it_says_how_broad_and_how_deep_the_team_is(ask, people, churn, skills):
    SkillNeedFactory(project=churn, skill=skills["NLP"], priority="could")
    category = skills["NLP"].category.name
    text = text_within(ask())
    assert "Practitioner or above in 2 of 3 needed skills; nobody in NLP" in text
    assert f"NLP ({category}). Nobody to stand in for another." in text


def test_the_hours_that_all_work_are_those_of_the_whole_team(ask, people):
    lisbon = LocationFactory(name="Lisbon", time_zone="Europe/Lisbon")
    warsaw = LocationFactory(name="Warsaw", time_zone="Europe/Warsaw")
    for one, place in zip(people, (lisbon, lisbon, warsaw), strict=True):
        one.location = place
        one.save()
    assert "7 hours a day" in text_within(ask())
    people[0].location = None
    people[0].save()
    assert "Not known: Ana without a place of work" in text_within(ask())


def test_it_tells_who_worked_together_and_took_something_to_production(ask, people):
    fraud = ProjectFactory(name="Fraud", status="closed", stage_reached="production")
    for one in people[:2]:
        AssignmentFactory(project=fraud, person=one, ends_on=date(2026, 2, 1))
    text = text_within(first(ask()))
    assert "1 project on which some of them worked together Fraud: Ana and Ben" in text
    assert "Took to productionAna and Ben" in text


def test_confirmed_bookings_take_seats_and_tentative_ones_do_not(ask, people, churn):
    AssignmentFactory(project=churn, person=people[0])
    AssignmentFactory(project=churn, person=people[1], status="tentative")
    html = ask()
    assert first_team(html).keys() == {"ben", "cyd"}
    assert "2 of 2 open seats taken, 1 of them learning" in text_within(html)
    assert "Ben tentative already" in text_within(html)


def test_who_is_there_already_may_guide_a_learner(ask, people, churn):
    AssignmentFactory(project=churn, person=people[1])
    assert first_team(ask())["cyd"] == ("", "sql", "ben")


def test_alternatives_differ_by_two_people(ask, people, person):
    for name in ("Dan", "Eve"):
        person(name, Python=3, SQL=3)
    html = ask()
    teams = [
        {slug for slug, *_ in MEMBER.findall(part)}
        for part in html.split("data-team=")[1:]
    ]
    assert len(teams) == 3
    assert all(
        max(len(one - other), len(other - one)) >= 2
        for one in teams
        for other in teams
        if one is not other
    )


def test_weights_of_the_candidates_change_who_is_best(ask, churn, person, skills):
    SkillNeedFactory(project=churn, skill=skills["NLP"])
    london = LocationFactory(time_zone="Europe/London")
    lead = PersonFactory(name="Lea", location=london)
    churn.lead = lead
    churn.save()
    near, good = person("Near", NLP=3), person("Good")
    near.location = london
    near.save()
    ExpertiseFactory(
        person=good, skill=skills["NLP"], level=3, last_used_on=date(2026, 3, 1)
    )
    assert first_team(ask("weight_overlap=0")).keys() == {"good"}
    assert first_team(ask("weight_overlap=100")).keys() == {"near"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("with=nobody", "“nobody” is nobody here"),
        ("with=ana&without=ana", "Ana cannot be both with and without"),
        ("least=5&most=2", "a team of at least 5 people is larger"),
        ("with=ana&with=ben&most=1", "2 people are to be on the team"),
        ("most=0", "“0”: Write a number"),
        ("learners=maybe", "“maybe”: "),
        ("percent=x", "“x”: "),
        ("from=2026-05-01&to=2026-04-01", "the window ends before it starts"),
    ],
)
def test_what_is_not_understood_is_named(query, words, ask, people):
    html = ask(query)
    assert words in text_within(html)
    assert "data-team=" not in html


def test_a_former_slug_leads_to_the_address_of_today(manager_client, people):
    people[0].slug = "ana-new"
    people[0].save()
    response = manager_client.get(f"{PATH}?with=ana")
    assert response.url == f"{PATH}?with=ana-new"


def test_a_project_without_needs_says_so(manager_client):
    ProjectFactory(name="Churn")
    assert "no needs yet" in text_of(manager_client.get(PATH))


def test_a_project_that_is_over_looks_for_nobody(ask, people, churn):
    churn.status = "cancelled"
    churn.save()
    assert "This project is over" in text_within(ask())


def test_a_project_with_all_it_needs_says_so(ask, people, churn, person):
    AssignmentFactory(project=churn, person=person("Full", Python=4, SQL=4))
    AssignmentFactory(project=churn, person=people[1])
    assert "Every need of this project is covered" in text_within(ask())


def test_nobody_there_is_an_empty_team_with_all_that_is_missing(ask, churn):
    html = ask()
    assert html.count("data-team=") == 1
    assert 'data-shortage="sql" data-count="2"' in html


def test_everybody_excluded_is_an_empty_team(ask, people):
    html = ask("without=ana&without=ben&without=cyd")
    assert first_team(html) == {}
    assert "Nobody who is free enough could take an open seat." in text_within(html)


def test_it_takes_few_queries_for_many_people(
    ask, people, person, skills, churn, django_assert_max_num_queries
):
    SkillNeedFactory(project=churn, skill=skills["NLP"], people=3)
    for number in range(30):
        person(f"P{number}", Python=3, NLP=2)
    with django_assert_max_num_queries(15):
        ask("with=ana&without=p1")


def test_a_project_without_open_needs_takes_few_queries(
    ask, churn, django_assert_max_num_queries
):
    churn.needs.all().delete()
    with django_assert_max_num_queries(12):
        ask()


def test_teams_that_fill_all_seats_ask_for_no_calendars(
    ask, people, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13):
        ask("percent=40")


def test_the_best_found_in_time_says_how_far_from_the_best_it_may_be():
    facts = SimpleNamespace(needs=[OpenNeed(people=1, price=1000)])
    filterset = SimpleNamespace(criteria={})
    background = SimpleNamespace(
        facts=facts, filterset=filterset, people={}, present=[], best=60
    )
    team = Suggested({}, {}, (0,), objective=60, bound=113)
    shown = SuggestedTeam(1, team, background, address=None)
    assert shown.status == "feasible"
    assert shown.status_words == "Best found, within 5 % of the best, after 3 seconds"


@pytest.mark.parametrize(
    "query",
    [
        "with=%00",
        "with=&without=",
        "&".join(f"with=p{n}" for n in range(30)),
        "least=99999999999999",
        "most=-1",
        "percent=0",
        "percent=1e9",
        "weight_skills=0&weight_availability=0&weight_growth=0&weight_overlap=0",
        "weight_skills=0&weight_availability=0&weight_overlap=0",
        "learners=&fit=exact&page=7&sort=x",
        "skill=python:9&q=%F0%9F%92%A9",
        "from=2100-12-31&to=2100-12-31",
    ],
)
def test_whatever_is_asked_has_an_answer(query, ask, people):
    assert "Suggested teams for" in text_within(ask(query))


def test_members_see_no_teams(member_client, churn):
    assert member_client.get(PATH).status_code == 403


def test_the_project_and_its_candidates_lead_there(manager_client, people):
    assert f'href="{PATH}"' in manager_client.get("/projects/churn/").content.decode()
    page = manager_client.get("/projects/churn/candidates/?percent=40&fit=exact")
    assert f'href="{PATH}?percent=40"' in page.content.decode()


# Booking


def form_of(html, place=1):
    """What the form of a team sends."""
    team = html.split("data-team=")[place]
    pairs = re.findall(r'name="([^"]+)" value="([^"]*)"', team.split("<form")[1])
    sent = {}
    for name, value in pairs:
        sent.setdefault(name, []).append(value)
    return sent


@pytest.fixture
def book(manager_client, ask):
    def book(query=""):
        return manager_client.post("/projects/churn/book/", form_of(ask(query)))

    return book


def test_a_team_is_booked_tentatively_with_seats_and_mentors(book, people):
    assert book("percent=40").url == "/projects/churn/"
    booked = Assignment.objects.order_by("person__name")
    assert list(
        booked.values_list("person__slug", "learns__slug", "mentor__slug", "percent")
    ) == [
        ("ana", None, None, 40),
        ("ben", None, None, 40),
        ("cyd", "sql", "ben", 40),
    ]
    assert {one.status for one in booked} == {"tentative"}


def test_what_is_booked_is_shown_before(ask, people, churn):
    churn.ends_on = date(2026, 6, 26)
    churn.save()
    words = "Ana, Ben, Cyd: 50 % each, 9 Mar 2026 – 26 Jun 2026"
    assert words in text_within(ask())


@pytest.mark.looks_again
def test_nothing_is_booked_twice(manager_client, ask, people):
    sent = form_of(ask())
    for _ in range(2):
        manager_client.post("/projects/churn/book/", sent)
    assert Assignment.objects.count() == 3
    assert "All of them are booked tentatively." in text_within(ask())


def test_one_click_takes_all_of_it_back(book, manager_client, people):
    book()
    page = manager_client.get("/projects/churn/").content.decode()
    token = re.search(r'name="undo" value="([^"]+)"', page)[1]
    manager_client.post("/undo/", {"undo": token})
    assert not Assignment.objects.exists()


def test_days_off_are_asked_about_and_seats_are_kept(ask, manager_client, people):
    sent = form_of(ask())
    away = {"starts_on": "2026-01-01", "ends_on": "2027-12-31"}
    AbsenceFactory(person=people[0], **away)
    page = manager_client.post("/projects/churn/book/", sent).content.decode()
    assert 'name="learner" value="cyd:sql:ben"' in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "seat", ["cyd", "cyd:sql:nobody", "cyd:x:ben", "cyd:python:ben"]
)
def test_a_seat_that_is_not_there_books_nobody(seat, manager_client, ask, people):
    sent = form_of(ask()) | {"learner": [seat]}
    manager_client.post("/projects/churn/book/", sent)
    assert not Assignment.objects.exists()
