"""The page of who could take over a booking: what it says, its marks and parameters."""

import re
from datetime import date
from html import unescape

import pytest

from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningSeatFactory,
    LocationFactory,
    PersonFactory,
)
from tests.text import text_of, text_within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PERSON = re.compile(r'data-person="([^"]+)" data-restores="([^"]*)"')
SHORTAGE = re.compile(r'data-shortage="([^"]+)" data-count="(\d+)"')


@pytest.fixture
def ask(manager_client, path):
    def ask(query=""):
        response = manager_client.get(f"{path}?{query}")
        assert response.status_code == 200
        return response.content.decode()

    return ask


def suggested(html):
    """Of each suggestion who it is with what they restore, and what stays open."""
    return [
        (dict(PERSON.findall(part)), dict(SHORTAGE.findall(part)))
        for part in html.split("data-instead=")[1:]
    ]


def test_it_says_why_when_and_what_becomes_of_the_booking(ask):
    text = text_within(ask())
    assert "Who instead of Ana on Churn" in text
    assert "Ana leaves on 18 Mar · 50 % of a week, 19 Mar 2026 – 26 Jun 2026" in text
    assert "Ana’s booking ends on 18 Mar." in text


def test_it_says_which_seats_are_open_without(ask):
    text = text_within(ask())
    assert "Without Ana these seats are open:" in text
    assert "Python must: 0 of 1 found" in text
    assert "SQL should: 0 of 1 found" in text


def test_who_restores_all_stands_before_who_restores_musts_and_shoulds(ask, person):
    person("Should", SQL=4)
    person("Must", Python=3)
    person("All", Python=3, SQL=3)
    assert suggested(ask()) == [
        ({"all": "python sql"}, {}),
        ({"must": "python"}, {"sql": "1"}),
        ({"should": "sql"}, {"python": "1"}),
    ]


def test_where_nobody_alone_restores_all_several_do_together(ask, person):
    person("Should", SQL=4)
    person("Must", Python=3)
    *_, last = suggested(ask())
    assert last == ({"must": "python", "should": "sql"}, {})


def test_several_who_restore_no_more_than_one_are_not_suggested(ask, person):
    person("Must", Python=3)
    person("Other", Python=4)
    assert [len(people) for people, _ in suggested(ask())] == [1, 1]


def test_among_equals_points_of_candidates_decide(ask, person, skills):
    person("Alike", Python=3)
    fresh = person("Fresh")
    today = date(2026, 3, 9)
    ExpertiseFactory(person=fresh, skill=skills["Python"], last_used_on=today)
    assert [[*people] for people, _ in suggested(ask())] == [["fresh"], ["alike"]]


def test_it_says_level_and_free_time_and_hours_with_the_lead(ask, person, churn):
    london = LocationFactory(name="London")
    churn.lead = PersonFactory(name="Lea", location=london)
    churn.save()
    ben = person("Ben", Python=4, SQL=3)
    type(ben).objects.filter(pk=ben.pk).update(location=london)
    AssignmentFactory(person=ben, percent=30)
    text = text_within(ask())
    assert "Hours with Lea" in text
    assert "Python 4 (Expert) SQL 3 (Practitioner) 70 % 8 h a day nothing" in text


def test_days_away_are_told_beside_what_is_free(ask, person):
    ben = person("Ben", Python=4, SQL=3)
    days = {"starts_on": date(2026, 3, 23), "ends_on": date(2026, 3, 27)}
    AbsenceFactory(person=ben, **days)
    assert "100 % when here: away 5 of 72 days" in text_within(ask())


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 31), "40 %; 50 % from 1 Apr"),
        (None, "40 %, never 50 %: some bookings have no end"),
    ],
)
def test_who_is_not_free_enough_is_told_with_the_day_from_which(
    last, words, ask, person
):
    AssignmentFactory(person=person("Ben", Python=3), percent=60, ends_on=last)
    html = ask()
    assert suggested(html) == []
    assert 'data-later="ben"' in html
    assert words in text_within(html)
    assert "Nobody who could take over is free enough" in text_within(html)


def test_who_is_not_free_enough_may_be_later_and_on_the_same_page(ask, person, path):
    ends_on = date(2026, 3, 31)
    AssignmentFactory(person=person("Ben", Python=3), percent=60, ends_on=ends_on)
    html = unescape(ask("next=/availability/"))
    later = "next=/availability/&percent=50&from=2026-04-01"
    assert f'href="{path}?{later.replace("/", "%2F")}"' in html or later in html
    assert suggested(ask(later)) == [({"ben": "python"}, {"sql": "1"})]


def test_less_is_enough_of_who_has_less(ask, person):
    AssignmentFactory(person=person("Ben", Python=3), percent=60)
    assert suggested(ask("percent=40")) == [({"ben": "python"}, {"sql": "1"})]


def test_who_is_on_the_team_or_leaves_before_takes_nothing_over(ask, person, churn):
    status = "tentative"
    AssignmentFactory(project=churn, person=person("Team", Python=1), status=status)
    gone = person("Gone", Python=4)
    type(gone).objects.filter(pk=gone.pk).update(left_on=date(2026, 3, 1))
    assert suggested(ask()) == []


def test_seats_that_others_fill_are_not_lost(ask, person, churn):
    AssignmentFactory(project=churn, person=person("Team", Python=3))
    text = text_within(ask())
    assert "SQL should: 0 of 1 found" in text
    assert "Python must" not in text


def test_a_learner_takes_a_seat_of_who_leaves_beside_a_mentor(
    ask, person, churn, skills
):
    churn.needs.filter(skill=skills["Python"]).update(people=2, welcomes_learner=True)
    AssignmentFactory(project=churn, person=person("Guide", Python=3))
    person("Cyd", wants="Python")
    html = ask()
    assert suggested(html) == [({"cyd": "python"}, {"sql": "1"})]
    assert "learning from Guide" in text_within(html)
    assert 'name="learner" value="cyd:python:guide"' in html


def test_learners_without_a_mentor_then_are_told(ask, person, churn, skills, ana):
    churn.needs.filter(skill=skills["SQL"]).update(people=2, welcomes_learner=True)
    terms = {"learns": skills["SQL"], "mentor": ana}
    LearningSeatFactory(project=churn, person=person("Lou"), **terms)
    text = text_within(ask())
    assert "Lou learns SQL here, guided by Ana, and then needs another mentor." in text


def test_who_fills_no_seat_is_replaced_by_who_could_do_the_same(
    ask, booking, churn, person
):
    AssignmentFactory(project=churn, person=person("Team", Python=3, SQL=3))
    person("Ben", Python=3)
    html = ask()
    assert "Ana fills no seat that others do not" in text_within(html)
    assert suggested(html) == [({"ben": "python"}, {"sql": "1"})]


def test_what_a_booking_uses_is_looked_for_where_nothing_is_needed(
    ask, booking, churn, person, skills
):
    churn.needs.all().delete()
    booking.skills.add(skills["NLP"])
    person("Near", NLP=1)
    person("Ben", NLP=2)
    assert suggested(ask()) == [({"ben": "nlp"}, {})]


def test_a_booking_that_is_over_is_replaced_in_seats_that_are_open(
    ask, booking, person, churn, ana
):
    type(booking).objects.filter(pk=booking.pk).update(ends_on=date(2026, 2, 27))
    type(ana).objects.filter(pk=ana.pk).update(left_on=None)
    person("Ben", Python=3)
    html = ask()
    assert "The booking ended on 27 Feb" in text_within(html)
    assert "Seats that are open, and that Ana could fill" in text_within(html)
    assert suggested(html)[0] == ({"ben": "python"}, {"sql": "1"})


def test_without_anything_to_compare_it_leads_to_candidates(ask, churn):
    churn.needs.all().delete()
    html = ask()
    assert "Nobody can be suggested" in text_within(html)
    days = "percent=50&amp;from=2026-03-19&amp;to=2026-06-26"
    assert f'href="/projects/churn/candidates/?{days}"' in html


def test_other_causes_are_links(ask, ana, path):
    AbsenceFactory(person=ana, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 16))
    html = ask()
    assert "Ana is away 10 Mar – 16 Mar · 50 %" in text_within(html)
    assert "Ana’s booking stays as it is." in text_within(html)
    days = "percent=50&amp;from=2026-03-19&amp;to=2026-06-26"
    assert f'href="{path}?{days}">Ana leaves on 18 Mar: from 19 Mar' in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("percent=lots", "Not understood: percent."),
        ("from=soon", "Not understood: from."),
        ("to=soon", "Not understood: to."),
        ("from=2026-04-01&to=2026-03-20", "Not understood: to."),
        ("percent=0&from=%00&to=1", "Not understood: percent, from, to."),
        ("from=2020-01-06", "9 Mar 2026 – 26 Jun 2026"),
        ("from=2100-12-31&to=", "31 Dec 2100 – open"),
        ("from=2100-12-31&to=2150-01-01", "Not understood: to."),
        ("to=", "19 Mar 2026 – open"),
        ("skill=x&skill=%00&next=//x", "Who instead"),
    ],
)
def test_whatever_is_asked_has_an_answer(query, words, ask, person):
    person("Ben", Python=3)
    assert words in text_within(ask(query))


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_on_a_project_that_is_over_nobody_takes_over(
    status, manager_client, path, churn
):
    type(churn).objects.update(status=status)
    response = manager_client.get(path, follow=True)
    assert response.redirect_chain == [("/projects/churn/", 302)]
    assert f"The project is {status}: nobody is booked on it now." in text_of(response)


def test_members_see_nobody(member_client, path):
    assert member_client.get(path).status_code == 403


def test_a_booking_of_another_project_is_not_found(manager_client, booking):
    other = AssignmentFactory(project__name="Fraud")
    path = f"/projects/churn/bookings/{other.pk}/instead/"
    assert manager_client.get(path).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_it_takes_few_queries_for_many(
    count, ask, person, churn, django_assert_max_num_queries
):
    for number in range(count):
        person(f"P{number}", Python=3)
        busy = person(f"Q{number}", SQL=3)
        AssignmentFactory(person=busy, percent=60, ends_on=date(2026, 4, 1))
    with django_assert_max_num_queries(13):
        ask()
    churn.needs.all().delete()
    with django_assert_max_num_queries(15):
        ask()


# Of who is not booked any more


def test_of_a_booking_that_was_declined_the_address_says_what_it_was(
    manager_client, churn, person, skills
):
    person("Ana", NLP=1)
    person("Ben", NLP=3)
    churn.needs.filter(skill=skills["SQL"]).update(skill=skills["NLP"])
    asked = "percent=40&from=2026-04-01&to=2026-04-30&skill=nlp"
    page = manager_client.get(f"/projects/churn/instead/ana/?{asked}")
    assert "40 % of a week, 1 Apr 2026 – 30 Apr 2026" in text_of(page)
    assert suggested(page.content.decode()) == [({"ben": "nlp"}, {})]
