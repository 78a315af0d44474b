"""The comparison as a page: for whom, from where, and with which addresses."""

import re
from datetime import date

import pytest

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
BOTH = "person=ann&person=ben"


@pytest.fixture
def ann():
    return PersonFactory(name="Ann", job_title="Statistician")


@pytest.fixture
def ben():
    return PersonFactory(name="Ben")


@pytest.fixture
def successful(ann):
    for _ in range(3):
        project = ProjectFactory(status="closed", outcome="in_use")
        AssignmentFactory(person=ann, project=project, ends_on=date(2026, 2, 6))


def page_of(client, query=""):
    response = client.get(f"/people/compare/?{query}")
    assert response.status_code == 200
    return response


def people_on(response):
    return re.findall(r'data-person="([\w-]+)"', response.content.decode())


def row_of(response, heading):
    """What the cells of the row with that heading say."""
    rows = response.content.decode().split("<tr>")
    row = next(row for row in rows if f">{heading}<" in row)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells]


# Who and how


@pytest.mark.parametrize("client", ["member_client", "manager_client", "admin_client"])
def test_everybody_compares(client, ann, ben, request):
    response = page_of(request.getfixturevalue(client), BOTH)
    assert people_on(response) == ["ann", "ben"]
    assert "2 people" in text_of(response)


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/people/compare/").url.startswith("/accounts/login/?next=")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_comparison_is_only_read(method, member_client):
    assert getattr(member_client, method)("/people/compare/").status_code == 405


def test_page_shows_the_facts(ann, ben, member_client):
    AssignmentFactory(person=ann, project=ProjectFactory(name="Churn"), percent=40)
    LearningGoalFactory(person=ben, skill=SkillFactory(name="SQL"))
    response = page_of(member_client, BOTH)
    assert row_of(response, "Job title") == ["Statistician", "–"]
    assert row_of(response, "Works on now") == ["Churn 40 %", "Nothing"]
    assert row_of(response, "Wants to learn") == ["No goals stated", "SQL Working"]


def test_page_shows_skills_with_level_and_last_use(ann, ben, member_client):
    python = SkillFactory(name="Python")
    ExpertiseFactory(person=ann, skill=python, last_used_on=date(2026, 1, 5))
    cells = row_of(page_of(member_client, BOTH), "Python")
    assert cells == ["3 (Practitioner) Practitioner used Jan 2026", "– not stated"]


def test_page_shows_needs_with_verdicts(ann, ben, member_client):
    need = SkillNeedFactory(
        project=ProjectFactory(name="Churn"), skill=SkillFactory(name="Python")
    )
    ExpertiseFactory(person=ann, skill=need.skill)
    response = page_of(member_client, f"{BOTH}&project=churn")
    assert "For the needs of Churn" in text_of(response)
    assert row_of(response, "Python") == [
        "3 (Practitioner) Practitioner Met",
        "Missing",
    ]
    assert row_of(response, "Needs met") == ["1 of 1", "0 of 1"]


@pytest.mark.parametrize(
    ("client", "query", "may_book"),
    [
        ("manager_client", "&project=churn", True),
        ("member_client", "&project=churn", False),
        ("manager_client", "&project=over", False),
        ("manager_client", "", False),
    ],
)
def test_manager_is_led_to_booking_for_the_project(
    client, query, may_book, ann, ben, request
):
    ProjectFactory(name="Churn")
    ProjectFactory(name="Over", status="closed", outcome="in_use")
    html = page_of(request.getfixturevalue(client), BOTH + query).content.decode()
    assert ("/book/ann/" in html) == may_book
    assert ("/projects/churn/candidates/" in html) == may_book


# Track records


def test_member_sees_no_track_record(successful, ben, member_client):
    text = text_of(page_of(member_client, BOTH))
    assert "succeeded" not in text
    assert text.count("Seen by project managers only") == 2


def test_member_sees_the_own_track_record(member, ann, member_client):
    project = ProjectFactory(status="closed", outcome="in_use")
    AssignmentFactory(person=member.person, project=project)
    response = page_of(member_client, "person=ann&person=mia-member")
    hidden, own = row_of(response, "Success rate")
    assert hidden == "Seen by project managers only"
    assert own.startswith("1 of 1 succeeded")


def test_manager_sees_track_records(successful, ben, manager_client):
    known, unknown = row_of(page_of(manager_client, BOTH), "Success rate")
    assert known == "3 of 3 succeeded plausibly 44–100 %"
    assert unknown == "No judged projects yet"


# Addresses


def test_nobody_asked_for_leads_to_the_list(member_client):
    response = page_of(member_client)
    assert "Choose two to six people" in text_of(response)
    assert b'href="/people/"' in response.content


def test_one_person_is_shown_and_another_can_be_added(ann, ben, member_client):
    response = page_of(member_client, "person=ann&find=ben")
    assert people_on(response) == ["ann"]
    href = "/people/compare/?person=ann&amp;person=ben"
    assert f'<a href="{href}">Add Ben</a>' in response.content.decode()


def test_looking_for_nobody_says_so(ann, member_client):
    text = text_of(page_of(member_client, "person=ann&find=zoe"))
    assert "Nobody else of that name is here." in text


def test_looking_for_somebody_keeps_the_rest(ann, member_client):
    html = page_of(member_client, "person=ann&only=differences").content.decode()
    assert '<input type="hidden" name="person" value="ann">' in html
    assert '<input type="hidden" name="only" value="differences">' in html


def test_six_people_are_enough(member_client):
    for number in range(7):
        PersonFactory(name=f"P{number}")
    query = "&".join(f"person=p{number}" for number in range(7))
    text = text_of(page_of(member_client, query))
    assert "Six people fit side by side. Not shown: P6." in text
    assert "Add somebody" not in text


@pytest.mark.parametrize(
    ("query", "parameter", "way"),
    [
        ("person=zoe", "person", BOTH.replace("&", "&amp;")),
        ("project=nothing", "project", BOTH.replace("&", "&amp;")),
        ("only=sums", "only", BOTH.replace("&", "&amp;")),
    ],
)
def test_value_that_is_not_understood_is_named(
    query, parameter, way, ann, ben, member_client
):
    response = page_of(member_client, f"{BOTH}&{query}")
    html = response.content.decode()
    assert people_on(response) == ["ann", "ben"]
    assert f"<code>{parameter}</code>" in html
    assert f'<a href="/people/compare/?{way}">Go on without it</a>' in html


@pytest.mark.parametrize(
    "query",
    [
        "person=%00",
        "project=%00",
        "find=%00",
        "person=<script>",
        "project=" + "a" * 900,
        "&".join(f"person=p{number}" for number in range(40)),
        "only=%00&find=%25%5f%5c",
    ],
)
def test_hostile_values_are_answered_with_a_page(query, ann, member_client):
    assert b"<script>a" not in page_of(member_client, f"person=ann&{query}").content


def test_differences_only_is_a_link(ann, ben, member_client):
    ExpertiseFactory(person=ann)
    html = page_of(member_client, BOTH).content.decode()
    href = "/people/compare/?person=ann&amp;person=ben&amp;only=differences"
    assert f'href="{href}">Differences only</a>' in html
    text = text_of(page_of(member_client, f"{BOTH}&only=differences"))
    assert "Skills 1 of 1 differ" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Nobody of them has stated a skill."),
        ("only=differences", "No differences: all of them have the same."),
        ("project=churn", "The project has not stated yet what it needs."),
    ],
)
def test_comparison_without_lines_says_why(query, words, ann, ben, member_client):
    ProjectFactory(name="Churn")
    assert words in text_of(page_of(member_client, f"{BOTH}&{query}"))


@pytest.mark.parametrize("query", ["", "project=churn", "find=p", "only=differences"])
def test_page_takes_as_many_queries_for_2_people_as_for_6(
    query, manager_client, django_assert_max_num_queries, django_assert_num_queries
):
    churn = ProjectFactory(name="Churn")
    for number in range(6):
        row = ExpertiseFactory(person=PersonFactory(name=f"P{number}"))
        SkillNeedFactory(project=churn, skill=row.skill)
        AssignmentFactory(person=row.person, project=churn)
    with django_assert_max_num_queries(15) as few:
        page_of(manager_client, f"person=p0&person=p1&{query}")
    everybody = "&".join(f"person=p{number}" for number in range(6))
    with django_assert_num_queries(len(few)):
        page_of(manager_client, f"{everybody}&{query}")


# Ticking


@pytest.mark.parametrize("address", ["/people/", "/availability/", "/skills/python/"])
def test_lists_have_tick_boxes_that_work_without_scripts(address, ann, member_client):
    skill = SkillFactory(name="Python")
    for person in (ann, PersonFactory(name="Ben")):
        ExpertiseFactory(person=person, skill=skill)
    html = member_client.get(address).content.decode()
    form = re.search(r'<form[^>]*action="/people/compare/">.*?</form>', html, re.S)[0]
    assert 'name="person" id="compare-ann" value="ann" aria-label="Tick Ann"' in form
    assert '<button class="button button--quiet" type="submit">' in form


def test_one_holder_of_a_skill_is_nobody_to_compare(ann, member_client):
    ExpertiseFactory(person=ann, skill=SkillFactory(name="Python"))
    assert b"Compare the ticked" not in member_client.get("/skills/python/").content


def test_page_of_a_person_leads_to_a_comparison(ann, member_client):
    html = member_client.get("/people/ann/").content.decode()
    assert 'href="/people/compare/?person=ann">Compare</a>' in html
