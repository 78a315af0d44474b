"""What the project list says around its results: facets, chips, ways out, pages."""

import re
from datetime import date
from html import unescape

import pytest

from people.lists.vocabulary import vocabulary
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.marks import facet_marks

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

CHIP = re.compile(r'data-chip="([^"]+)" href="([^"]+)"')


def html(client, address="/projects/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def total(client, address):
    return int(re.search(r'data-total="(\d+)"', html(client, address))[1])


@pytest.fixture
def world():
    """Twelve projects over all statuses, four teams, three skills and two leads."""
    teams = [TeamFactory(slug=f"team-{number}") for number in range(4)]
    skills = [SkillFactory(name=name) for name in ("Python", "SQL", "Go")]
    leads = [PersonFactory(name="Ana Silva"), PersonFactory(name="Bo Berg"), None]
    ExpertiseFactory(person=leads[0], skill=skills[0], level=4)
    statuses = ["proposed", "staffing", "active", "closed", "closed", "cancelled"]
    for number in range(12):
        status = statuses[number % 6]
        one = ProjectFactory(
            team=teams[number % 4],
            lead=leads[number % 3],
            status=status,
            outcome="in_use" if status == "closed" and number < 6 else "",
            starts_on=date(2026, number + 1, 1),
        )
        SkillNeedFactory(project=one, skill=skills[number % 3])
        if number % 2:
            AssignmentFactory(project=one, person=leads[0])


# Facets


@pytest.mark.parametrize(
    "query",
    ["", "status=active&status=staffing", "skill=python", "needs=open", "q=project"],
)
def test_choosing_an_option_gives_the_count_beside_it(member_client, world, query):
    chosen = {part.split("=")[0] for part in query.split("&")}
    facets = facet_marks(html(member_client, f"/projects/?{query}"))
    promises = {one for one in facets if one[0] not in chosen}

    found = {
        (name, value, total(member_client, f"/projects/?{query}&{name}={value}"))
        for name, value, _ in promises
    }

    assert found == promises
    assert {name for name, *_ in promises} >= {"team", "lead", "skill"} - chosen


def test_a_facet_counts_under_all_other_filters(member_client, world):
    one = html(member_client, "/projects/?status=active")
    more = html(member_client, "/projects/?status=active&team=team-0")

    statuses = [count for name, *count in facet_marks(one) if name == "status"]
    assert ["proposed", 2] in statuses
    assert 'value="active" data-count="2" checked' in one
    assert ("team", "team-2") in {found[:2] for found in facet_marks(more)}


def test_a_skill_picked_in_the_form_gets_the_shared_address(member_client, world):
    response = member_client.get("/projects/?q=&add_skill=python&status=&team=")

    assert response.url == "/projects/?skill=python"


# Chips

EVERYTHING = (
    "q=project&status=active&status=closed&needs=open&skill=python&skill=sql"
    "&from=2026-01-01&to=2026-12-31&team=team-0&lead=ana-silva&outcome=in_use"
)


def test_each_chip_takes_exactly_its_value_away(manager_client, world):
    parts = EVERYTHING.split("&")

    chips = CHIP.findall(html(manager_client, f"/projects/?{EVERYTHING}&page=2"))

    assert sorted(key for key, _ in chips) == sorted(parts)
    for key, href in chips:
        left = [part for part in parts if part != key]
        assert unescape(href) == f"/projects/?{'&'.join(left)}"


def test_chips_speak_plain_words(manager_client, world):
    page = html(manager_client, f"/projects/?{EVERYTHING}")

    labels = re.findall(r'data-chip="[^"]+"[^>]*>([^<]+)<', page)
    assert {"“project”", "Active", "Needs Python", "Led by Ana Silva"} <= set(labels)
    assert {"Still looks for people", "Delivered and in use"} <= set(labels)


# Ways out


def test_an_empty_result_offers_each_removal_with_its_count(member_client, world):
    page = html(member_client, "/projects/?status=cancelled&needs=open")

    ways = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> <span[^>]*>(\d+) ', page)
    assert {label for _, label, _ in ways} == {
        "Without “Cancelled”",
        "Without “Still looks for people”",
    }
    for href, _, count in ways:
        assert total(member_client, unescape(href)) == int(count)


SENTENCES = {
    "closed projects that need SQL": "?status=closed&amp;skill=sql",
    "that need SQL": "?skill=sql",
    "proposed projects led by Ana": "?status=proposed&amp;q=Ana",
    # Words that are not understood, and what would find nothing, are but text.
    "zebras and lions": None,
    "closed projects that need Rust": None,
    "cancelled projects that need SQL": None,
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_offered_as_conditions(text, member_client, world):
    page = html(member_client, f"/projects/?q={text}")

    ways = re.findall(r'<a href="/projects/([^"]+)">“[^<]+” as conditions</a>', page)
    assert ways == [SENTENCES[text]] * bool(SENTENCES[text])


def test_an_empty_result_keeps_the_criteria(member_client, world):
    page = html(member_client, "/projects/?status=cancelled&needs=open")

    assert 'value="cancelled" data-count="0" checked' in page
    assert 'data-total="0"' in page


def test_two_wrong_conditions_have_no_single_way_out(member_client, world):
    page = html(member_client, "/projects/?to=2025-01-01&skill=go&q=zzzzzz")

    assert "Dropping one condition is not enough" in page


def test_a_directory_without_projects_says_where_they_come_from(member_client):
    assert "There are no projects yet" in html(member_client)


# Cards


def test_a_card_says_what_is_missing(member_client):
    one = SkillNeedFactory(skill__name="Python", people=3, project__status="active")
    person = ExpertiseFactory(skill=one.skill).person
    AssignmentFactory(project=one.project, person=person)

    page = html(member_client)

    assert "1 of 3 seats found" in page
    assert "Python × 2</li>" in page


def test_a_skill_that_was_asked_for_stands_first(member_client):
    needed = SkillNeedFactory(priority="must", skill__name="SQL").project
    SkillNeedFactory(project=needed, priority="could", skill__name="Python")

    page = html(member_client, "/projects/?skill=python")

    assert re.findall(r"</span>(\w+)</li>", page) == ["Python", "SQL"]
    assert page.count("skill--asked") == 1


def test_a_card_of_a_closed_project_says_how_it_ended(member_client):
    ProjectFactory(status="closed", outcome="in_use")
    ProjectFactory(status="closed")

    page = html(member_client)

    assert '<i class="mark mark--success"></i>Delivered and in use' in page
    assert "No outcome recorded" in page


def test_a_card_writes_its_days_in_full(member_client):
    ProjectFactory(starts_on=date(2026, 3, 9), ends_on=date(2026, 9, 4))
    ProjectFactory(starts_on=date(2026, 3, 10))
    ProjectFactory()

    page = html(member_client)

    assert "9 Mar 2026 – 4 Sep 2026" in page
    assert "10 Mar 2026 – open" in page
    assert "No dates yet" in page


# Pages


@pytest.mark.parametrize(("page", "count"), [(1, 25), (2, 5), (99, 5)])
def test_a_page_holds_25(member_client, page, count):
    ProjectFactory.create_batch(30)

    found = html(member_client, f"/projects/?page={page}")

    assert found.count("data-project=") == count
    assert 'data-announce="30 projects found"' in found


def staffed(count):
    for _ in range(count):
        one = SkillNeedFactory(
            project__status="active",
            project__team=TeamFactory(),
            project__lead=PersonFactory(),
            people=2,
        )
        AssignmentFactory(
            project=one.project, person=ExpertiseFactory(skill=one.skill).person
        )


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 10), ("?q=project&needs=open&sort=needs", 11), ("?q=projekt", 12)],
)
def test_the_list_costs_the_same_for_3_and_30(
    member_client, django_assert_num_queries, count, query, queries
):
    staffed(count)
    vocabulary()

    with django_assert_num_queries(queries):
        html(member_client, f"/projects/{query}")


def test_an_empty_list_costs_few_queries(
    member_client, world, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        html(member_client, "/projects/?status=cancelled&needs=open&q=zzzzzz")
    with django_assert_max_num_queries(15):
        html(member_client, "/projects/?q=closed+projects+that+need+SQL")
