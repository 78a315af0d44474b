"""Skills are chosen by typing: what is understood, and what a browser keeps of it."""

import pytest

from people.lists.vocabulary import vocabulary
from tests.factories import ExpertiseFactory, SkillAliasFactory, SkillFactory
from tests.marks import facet_marks

pytestmark = pytest.mark.django_db


@pytest.fixture
def sklearn():
    skill = SkillFactory(name="scikit-learn", slug="scikit-learn")
    SkillAliasFactory(skill=skill, name="sklearn")
    ExpertiseFactory(skill=skill, level=2)
    return skill


def names_address():
    return f"/skills/names.{vocabulary()['offered'].version}.json"


@pytest.mark.parametrize(
    "typed",
    ["scikit-learn", "Scikit learn", "SKLEARN", " sklearn ", "ScikitLearn", "sk/learn"],
)
@pytest.mark.parametrize(
    ("path", "picker", "asked"),
    [
        ("/people/", "add_skill", "skill=scikit-learn"),
        ("/people/", "add_goal", "goal=scikit-learn"),
        ("/availability/", "add_skill", "skill=scikit-learn"),
        ("/projects/", "add_skill", "skill=scikit-learn"),
        ("/skills/matrix/", "add_show", "show=scikit-learn"),
        ("/staffing/", "add_need", "need=scikit-learn:2"),
    ],
)
def test_any_name_of_a_skill_is_understood(
    path, picker, asked, typed, manager_client, sklearn
):
    response = manager_client.get(path, {picker: typed})
    assert response["Location"] == f"{path}?{asked}"


def test_a_name_is_understood_at_a_level(member_client, sklearn):
    response = member_client.get("/people/?add_skill=sklearn&add_level=3")
    assert response["Location"] == "/people/?skill=scikit-learn:3"


@pytest.mark.parametrize(
    ("names", "typed", "asked"),
    [
        (("Py Torch", "PyTorch"), "pytorch", "pytorch"),
        (("Py Torch", "PyTorch"), "Py-Torch", "py-torch"),
        (("Py Torch", "PyTorch"), "PyTor ch", "PyTor%20ch"),
        (("Go",), "G o", "G%20o"),
    ],
)
def test_spaces_matter_where_names_are_short_or_differ_in_them(
    names, typed, asked, member_client
):
    for name in names:
        SkillFactory(name=name)
    response = member_client.get("/people/", {"add_skill": typed})
    assert response["Location"] == f"/people/?skill={asked}"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("sikit", "."), ("scikit-lern", ", but scikit-learn is.")],
)
def test_what_is_no_name_of_a_skill_is_said(typed, hint, member_client, sklearn):
    response = member_client.get(f"/people/?add_skill={typed}&add_goal=", follow=True)
    assert f"“{typed}” is not a skill here{hint}" in response.content.decode()


def test_what_may_be_meant_is_a_link_that_keeps_the_rest(member_client, sklearn):
    asked = "/people/?free=50&skill=scikit-lern:3&skill=sikit"
    page = member_client.get(asked).content.decode()
    href = "/people/?free=50&amp;skill=scikit-learn:3&amp;skill=sikit"
    assert f'<a href="{href}">Take that</a>, or <a href="/people/?free=50">' in page


def test_a_page_holds_counts_and_no_names_of_what_can_be_added(member_client, sklearn):
    page = member_client.get("/people/").content.decode()
    assert ("skill", "scikit-learn", 1) in facet_marks(page)
    assert "sklearn" not in page
    assert f'data-names="{names_address()}"' in page


def test_names_are_kept_by_the_browser_alone(member_client, sklearn):
    response = member_client.get(names_address())
    assert response.json() == {"scikit-learn": ["scikit-learn", "sklearn"]}
    assert "immutable" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_names_of_an_older_version_are_those_of_today_and_not_kept(
    member_client, sklearn
):
    former = names_address()
    SkillFactory(name="Rust", slug="rust")
    response = member_client.get(former)
    assert "rust" in response.json()
    assert response["Cache-Control"] == "no-store"


def test_a_new_name_gives_a_new_address(sklearn):
    former = names_address()
    SkillAliasFactory(skill=sklearn, name="sk-learn")
    assert names_address() != former


def test_skills_no_longer_offered_are_not_among_the_names(member_client, sklearn):
    SkillFactory(name="Flash", slug="flash", is_active=False)
    assert "flash" not in member_client.get(names_address()).json()


@pytest.mark.parametrize(
    "path",
    [
        *("/people/", "/availability/", "/projects/", "/skills/", "/skills/matrix/"),
        *("/skills/exchange/", "/staffing/"),
    ],
)
def test_results_come_before_the_filters(path, manager_client, sklearn):
    page = manager_client.get(path).content.decode()
    assert page.index('id="results"') < page.index('id="filters-panel"')
    assert page.index("Skip to the filters") < page.index('id="rows"')
