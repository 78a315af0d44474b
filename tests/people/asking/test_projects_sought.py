"""Sentences about projects, asked where people are: a link, and nothing asked for."""

import pytest

from tests.people.asking.said import query_of

SOUGHT = {
    "projects starting in January": "from=2027-01-01",
    "which projects need SQL?": "skill=sql",
    "show me all projects with Python and docker": "skill=python&skill=docker",
    "projects that need a SQL expert in March": (
        "skill=sql&from=2027-03-01&to=2027-03-31"
    ),
    "open needs in NLP": "needs=open&skill=natural-language-processing",
    "unfilled seats for docker": "needs=open&skill=docker",
    "finished projects of Data Engineering": "status=closed&team=data-engineering",
    "active projects with R": "status=active&skill=r",
    "projects with churn": "q=churn",
    "running projects": "status=active",
    "show me all open needs": "needs=open",
    "vacant seats for zebras": "needs=open&q=zebras",
    "Hi Ana, which projects need SQL? Kind regards, Bob": "skill=sql",
    "projects led by Ana Silva": "q=Ana Silva",
    "active projects managed by Ruby Okafor": "status=active&q=Ruby Okafor",
}


@pytest.mark.parametrize("text", SOUGHT)
def test_projects_are_offered_on_their_own_page(text, reading_of):
    reading = reading_of(text)
    [left] = [one for one in reading.left_out if one.offers]
    [offer] = left.offers
    assert query_of(offer) == SOUGHT[text]
    assert (reading.pairs, reading.rest_text) == ([], "")
    assert left.reason.startswith("asks for projects")


def test_what_projects_are_not_is_named_beside_the_link(reading_of):
    reasons = [one.reason for one in reading_of("projects without SQL").left_out]
    assert any("no “not”" in reason for reason in reasons)


BESIDE = {
    "open positions in Berlin": "Berlin",
    "projects with SQL, 4 hours with London": "4 hours with London",
    "which projects need SQL, free half-time": "free, half-time",
    "free seats for SQL": "",
}


@pytest.mark.parametrize("text", BESIDE)
def test_what_only_people_have_is_named_beside_the_link(text, reading_of):
    left = [one for one in reading_of(text).left_out if "not of projects" in one.reason]
    assert ", ".join(text[slice(*one.span)] for one in left) == BESIDE[text]


# Of people.
OF_PEOPLE = {
    "at least 5 finished projects": "judged=5",
    "successful projects over 80 %": "success=80",
    "project churn": "project=churn-early-warning",
    "who has open time and needs SQL": "skill=sql",
    "programs in Python": "skill=python",
    "projects engineer in Berlin": "location=berlin",
    "upcoming projects people in Berlin": "location=berlin",
    "roles in Berlin": "location=berlin",
    "SQL projects": "skill=sql",
    "projects of Ana Silva": "",
    "projects": "",
}


@pytest.mark.parametrize("text", OF_PEOPLE)
def test_what_is_about_people(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == OF_PEOPLE[text]
    assert not any("asks for projects" in one.reason for one in reading.left_out)


def test_the_link_leads_to_such_projects(member_client, organisation):
    page = member_client.get("/people/", {"q": "which projects need SQL"}, follow=True)
    [remark] = page.context["list"].asked.remarks
    [(label, href)] = remark.links
    assert (label, href) == ("projects: SQL", "/projects/?skill=sql")
    assert member_client.get(href).status_code == 200
