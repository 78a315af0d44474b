"""The page of the matrix: which people and skills it shows, and where it leads."""

from html import unescape

import pytest

from people.models import SkillCategory
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.people.directory.exports import sheet_rows
from tests.people.matrix.pages import FIGURE, ask_matrix, exported_matrix
from tests.people.pages import ask
from tests.text import text_within

pytestmark = pytest.mark.django_db
PATH = "/skills/matrix/"


@pytest.fixture
def python():
    return SkillFactory(
        name="Python", category=SkillCategoryFactory(name="Programming")
    )


@pytest.fixture
def rust(python):
    return SkillFactory(name="Rust", category=python.category)


@pytest.fixture
def ann(python, rust):
    """Ann of Data is an expert in Python and wants to reach 3 in Rust, from 1."""
    ann = PersonFactory(name="Ann", team=TeamFactory(name="Data"))
    ExpertiseFactory(person=ann, skill=python, level=4)
    ExpertiseFactory(person=ann, skill=rust, level=1)
    LearningGoalFactory(person=ann, skill=rust, target_level=3)
    return ann


@pytest.fixture
def bo(python):
    """Bo works with Python."""
    bo = PersonFactory(name="Bo")
    ExpertiseFactory(person=bo, skill=python, level=2)
    return bo


# Cells


def test_cell_is_a_digit_in_its_hue_and_a_goal_is_a_sign_with_words(ann, member_client):
    html = ask_matrix(member_client).html
    assert '<td class="level--4">4<td class="level--1">1<span' in html
    assert " wants to reach </span><b aria-hidden" in html


def test_what_is_not_stated_is_empty_and_the_caption_says_so(bo, ann, member_client):
    page = ask_matrix(member_client)
    assert page.rows["bo"] == (1, [(2, 0), (0, 0)])
    assert "An empty cell is not stated" in page.html


def test_names_are_escaped(member_client):
    ExpertiseFactory(person__name="<b>Eve", skill__name="<i>Skill")
    html = ask_matrix(member_client).html
    assert "&lt;b&gt;Eve" in html
    assert "&lt;i&gt;Skill" in html
    assert "<b>Eve" not in html


# People


def test_filters_of_the_people_list_hold(ann, bo, member_client):
    assert list(ask_matrix(member_client, "team=data").rows) == ["ann"]
    assert list(ask_matrix(member_client, "skill=python:3").rows) == ["ann"]
    assert list(ask_matrix(member_client, "goal=rust").rows) == ["ann"]


@pytest.mark.looks_again
def test_people_are_turned_like_pages_and_figures_stay(python, member_client, settings):
    for name in map(str, range(51)):
        ExpertiseFactory(person__name=f"P {name}", skill=python)
    first, second = (ask_matrix(member_client, f"page={page}") for page in (1, 2))
    assert (len(first.rows), len(second.rows)) == (50, 2)
    assert first.totals == second.totals
    assert len(ask_matrix(member_client, "rows=100").rows) == 52


def test_people_who_know_most_of_the_skills_come_first(ann, bo, member_client):
    by_skills = [*ask_matrix(member_client, "sort=skills").rows]
    assert by_skills == ["ann", "bo", "mia-member"]
    turned = [*ask_matrix(member_client, "sort=-skills").rows]
    assert turned == ["mia-member", "bo", "ann"]
    held = [*ask_matrix(member_client, "sort=skills&show=rust").rows]
    assert held == ["ann", "bo", "mia-member"]


# Columns


def test_most_held_skill_comes_first(ann, bo, rust, member_client):
    assert ask_matrix(member_client).skills == ["python", "rust"]
    for _ in range(2):
        ExpertiseFactory(skill=rust)
    assert ask_matrix(member_client).skills == ["rust", "python"]
    assert ask_matrix(member_client, "order=name").skills == ["python", "rust"]


def test_category_has_the_skills_that_nobody_states(ann, python, member_client):
    SkillFactory(name="Ada", category=python.category)
    SkillFactory(name="Cobol", category=python.category, is_active=False)
    page = ask_matrix(member_client, "columns=category:programming&order=name")
    assert page.skills == ["ada", "python", "rust"]


def test_category_is_found_by_its_old_slug(ann, member_client):
    SkillCategory.objects.filter(name="Programming").update(slug="code")
    response = member_client.get(f"{PATH}?columns=category:programming")
    assert response.url == f"{PATH}?columns=category:code"


def test_needs_of_a_project_are_columns_with_their_levels(
    ann, bo, python, rust, member_client
):
    churn = ProjectFactory(name="Churn")
    SkillNeedFactory(project=churn, skill=python, level=3)
    SkillNeedFactory(project=churn, skill=python, level=4)
    page = ask_matrix(member_client, "columns=needs:churn")
    assert page.skills == ["python"]
    assert page.totals["Level needed"] == ["3, 4"]
    assert page.totals["At that level"] == ["1"]


def test_skills_are_shown_by_name_alone_or_beside_others(ann, rust, member_client):
    ada = SkillFactory(name="Ada")
    page = ask_matrix(member_client, "show=rust")
    assert (page.skills, page.rows["ann"]) == (["rust"], (1, [(1, 3)]))
    page = ask_matrix(member_client, f"show={ada.slug}&columns=category:programming")
    assert page.skills == ["python", "rust", "ada"]
    assert 'data-chip="show=ada"' in page.html


def test_skill_is_added_without_scripts(ann, member_client):
    response = member_client.get(f"{PATH}?show=python&add_show=rust&columns=")
    assert response.url == f"{PATH}?show=python&show=rust"


@pytest.mark.looks_again
def test_skills_are_turned_and_the_rest_of_the_address_stays(python, member_client):
    for number in range(31):
        ExpertiseFactory(skill__name=f"S {number:02}", skill__category=python.category)
    page = ask_matrix(member_client, "order=name&columns_page=2&sort=-name")
    assert page.skills == ["s-30"]
    assert "Skills 31–31 of 31" in text_within(page.html)
    assert len(ask_matrix(member_client, "across=60").skills) == 31


def test_another_size_begins_at_the_first_page_of_both(ann, member_client):
    html = ask_matrix(member_client, "columns_page=2&page=3&order=name").html
    assert f'href="{PATH}?order=name&amp;rows=100"' in html


# Totals


@pytest.mark.looks_again
def test_figure_leads_to_as_many_people(ann, bo, member_client):
    page = ask_matrix(member_client, "team=data&match=all&order=name")
    found = [(unescape(href), int(n)) for href, n in FIGURE.findall(page.html)]
    assert len(found) == 4
    for href, count in found:
        assert ask(member_client, href.partition("?")[2]).total == count
        assert "order=" not in href


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("skill=python&match=any", {"goal=rust"}),
        ("goal=rust", {"skill=python", "skill=python:2", "skill=rust"}),
    ],
)
def test_figure_that_no_list_shows_leads_nowhere(
    query, expected, ann, bo, member_client
):
    page = ask_matrix(member_client, query)
    hrefs = [unescape(href) for href, _ in FIGURE.findall(page.html)]
    assert {href.rpartition("&")[2] for href in hrefs} == expected


# What is wrong, and what is empty


@pytest.mark.parametrize(
    "query",
    [
        *("columns=x", "columns=category:x", "columns=needs:x", "columns=held:x"),
        *("columns=needs:%00", "show=x", "order=x", "rows=7", "across=x", "sort=x"),
        "columns_page=x",
    ],
)
def test_value_that_is_not_understood_lists_nothing(query, ann, member_client):
    page = ask_matrix(member_client, query)
    assert f"<code>{query.partition('=')[0]}</code>" in page.html
    assert (page.skills, page.rows) == ([], {})


def test_people_without_skills_are_told_where_to_state_them(member_client):
    html = ask_matrix(member_client).html
    assert "Nobody of them has stated a skill" in html
    assert 'href="/people/me/"' in html


def test_project_without_needs_leads_back(ann, member_client):
    ProjectFactory(name="Churn")
    html = ask_matrix(member_client, "columns=needs:churn&team=data").html
    assert "Churn has not stated what it needs" in html
    assert f'href="{PATH}?team=data"' in html


def test_nobody_found_offers_ways_out(ann, member_client):
    html = ask_matrix(member_client, "skill=python:4&skill=rust:2").html
    assert "Nobody meets all of these conditions" in html
    assert f'<a href="{PATH}?skill=python:4">' in html


# Links from elsewhere


def test_people_list_leads_to_the_matrix_of_its_filters(ann, member_client):
    html = ask(member_client, "team=data&rows=compact&page=1&compare=ann").html
    assert f'href="{PATH}?team=data"' in html


def test_catalogue_leads_to_the_matrix(member_client):
    assert f'href="{PATH}"' in member_client.get("/skills/").content.decode()


def test_project_and_its_candidates_lead_to_who_has_what(python, manager_client):
    SkillNeedFactory(project=ProjectFactory(name="Churn"), skill=python)
    link = f'href="{PATH}?columns=needs:churn"'
    assert link in manager_client.get("/projects/churn/").content.decode()
    assert link in manager_client.get("/projects/churn/candidates/").content.decode()


# Files


def test_csv_has_digits_and_goals_of_their_own(ann, member_client):
    head, row = exported_matrix(member_client, "team=data")
    assert head == [
        *("Name", "E-mail", "Team", "Location", "Number of skills"),
        *("Python", "Rust", "Rust, goal"),
    ]
    assert row == ["Ann", ann.email, "Data", "", "2", "4", "1", "3"]


def test_excel_has_numbers_and_a_sheet_of_sums(ann, bo, member_client):
    content = b"".join(member_client.get(f"{PATH}export.xlsx?sort=skills"))
    _, row, *_ = sheet_rows(content)
    assert row[4:] == [2, 4, 1, 3]
    assert sheet_rows(content, "Skills")[1:] == [
        ["Python", "Programming", 2, 2, 0],
        ["Rust", "Programming", 1, 0, 1],
    ]


@pytest.mark.looks_again
def test_files_have_everybody_and_every_skill(python, member_client):
    for number in range(51):
        ExpertiseFactory(skill__name=f"S {number}", skill__category=python.category)
    head, *rows = exported_matrix(member_client, "page=2&columns_page=2&rows=50")
    assert (len(head), len(rows)) == (5 + 51, 52)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_name_of_a_skill_is_no_formula(kind, member_client):
    ExpertiseFactory(skill__name="=1+1", person__name="@SUM(A1)")
    response = member_client.get(f"{PATH}export.{kind}")
    content = b"".join(response)
    cells = content.decode() if kind == "csv" else str(sheet_rows(content))
    assert "'=1+1" in cells
    assert "'@SUM" in cells


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_what_is_not_understood_is_refused(kind, member_client):
    response = member_client.get(f"{PATH}export.{kind}?columns=x")
    assert response.status_code == 400
    assert "is not held" in response.content.decode()
