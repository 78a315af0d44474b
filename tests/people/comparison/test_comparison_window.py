"""What a list asked of everybody's time is asked in the comparison, too."""

import re
from datetime import date

import pytest

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.people.comparison.test_comparison_page import page_of, row_of
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "ann")]
APRIL = "from=2026-04-06&to=2026-04-24"


@pytest.fixture
def ann():
    """Booked for 70 % until the end of April, so that 30 % are free."""
    ann = PersonFactory(name="Ann")
    day = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 4, 30)}
    AssignmentFactory(person=ann, percent=70, **day)
    return ann


@pytest.fixture
def churn():
    project = ProjectFactory(name="Churn", starts_on=date(2026, 3, 9))
    SkillNeedFactory(project=project, skill=SkillFactory(name="Python"))
    return project


def free_words(response):
    """The heading of the row and what it says of Ann."""
    html = response.content.decode()
    heading = re.search(r'<p class="muted small">([^<]*)</p></th>', html)[1]
    words = re.search(r'<p class="person-card__fact">([^<]*)</p>', html)[1]
    return plain(heading), plain(words)


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def hidden(html):
    """What the form leads to the comparison with, apart from ticks."""
    form = re.search(r'<form[^>]*action="/people/compare/">.*?</form>', html, re.S)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_the_window_is_the_one_asked_for(member_client):
    heading, words = free_words(page_of(member_client, f"person=ann&{APRIL}"))
    assert heading == "6 Apr – 24 Apr"
    assert words == "30 % free from 6 Apr"


@pytest.mark.parametrize("name", ["free", "percent"])
def test_the_percent_is_the_one_asked_for(name, member_client):
    response = page_of(member_client, f"person=ann&{APRIL}&{name}=50")
    assert free_words(response) == (
        "50 % asked, 6 Apr – 24 Apr",
        "100 % free from 1 May",
    )


def test_the_percent_of_the_candidates_goes_before_a_filter(member_client):
    heading, _ = free_words(page_of(member_client, "person=ann&free=20&percent=50"))
    assert heading.startswith("50 % asked")


def test_a_window_goes_before_the_days_of_a_project(churn, member_client):
    text = text_of(page_of(member_client, f"person=ann&project=churn&{APRIL}"))
    assert "For the needs of Churn, 6 Apr – 24 Apr." in plain(text)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=tomorrow", "from"),
        ("from=2026-04-06&to=2026-04-01", "to"),
        ("to=2099-01-01", "to"),
        ("free=200", "free"),
        ("percent=x", "percent"),
    ],
)
def test_a_question_that_is_not_understood_is_named(query, parameter, member_client):
    html = page_of(member_client, f"person=ann&{query}").content.decode()
    assert f"<code>{parameter}</code>" in html
    assert 'data-person="ann"' in html


def test_links_of_the_comparison_keep_the_question(member_client):
    PersonFactory(name="Ben")
    html = page_of(member_client, f"person=ben&person=ann&{APRIL}&free=50")
    html = html.content.decode().replace("&amp;", "&")
    assert f'href="/people/compare/?person=ann&{APRIL}&free=50"' in html
    assert '<input type="hidden" name="free" value="50">' in html


@pytest.mark.parametrize("address", ["/people/", "/availability/"])
def test_lists_pass_on_what_they_ask(address, member_client):
    html = member_client.get(f"{address}?{APRIL}&free=20").content.decode()
    asked = {"from": "2026-04-06", "to": "2026-04-24", "free": "20"}
    assert hidden(html) == asked


def test_lists_that_ask_nothing_pass_nothing_on(member_client):
    assert hidden(member_client.get("/people/").content.decode()) == {}


def test_candidates_pass_on_the_percent_they_ask(churn, ann, manager_client):
    ExpertiseFactory(person=ann, skill=churn.needs.get().skill)
    page = manager_client.get(f"/projects/churn/candidates/?{APRIL}&percent=40")
    assert hidden(page.content.decode()) == {
        "project": "churn",
        "from": "2026-04-06",
        "to": "2026-04-24",
        "percent": "40",
        "next": "/projects/churn/candidates/?from=2026-04-06&amp;to=2026-04-24"
        "&amp;percent=40",
    }


def test_the_question_takes_no_queries(
    member_client, django_assert_max_num_queries, django_assert_num_queries
):
    page_of(member_client, "person=ann")
    with django_assert_max_num_queries(15) as without:
        page_of(member_client, "person=ann")
    with django_assert_num_queries(len(without)):
        assert row_of(page_of(member_client, f"person=ann&{APRIL}&free=50"), "Profile")
