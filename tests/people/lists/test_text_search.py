"""Finding people by words: where they are looked for, and what a typo stands for."""

import pytest

from people.lists.text_search import understand
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
)
from tests.people.pages import ask, listed

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]


@pytest.fixture(autouse=True)
def people():
    zoe = PersonFactory(
        name="Zoë Okonkwo-Meyer",
        job_title="Principal Statistician",
        bio="Teaches causal inference; likes O'Brien's C++.",
    )
    learning = SkillFactory(name="scikit-learn")
    SkillAliasFactory(skill=learning, name="sklearn")
    ExpertiseFactory(person=zoe, skill=learning)
    ExpertiseFactory(person=zoe, skill=SkillFactory(name="R"))
    AssignmentFactory(person=zoe, project=ProjectFactory(name="Churn forecasting"))
    PersonFactory(name="Ruth Rust", job_title="Engineer")


@pytest.mark.parametrize(
    "text",
    [
        *("zoe", "Zoë", "ZOË", "meyer", "okonkwo meyer", "meyer zoe", "Okonkwo-Meyer"),
        *(
            "statistician",
            "princ stat",
            "causal",
            "obrien o'brien"[7:],
            "C%2B%2B",
        ),
        *("scikit", "scikit-learn", "learn", "sklearn", "churn", "forecast", "r"),
        *("  zoe  ", "zoe churn sklearn causal r", "(zoe)", "zoe,churn"),
    ],
)
def test_words_find_who_has_them_anywhere(text, manager_client):
    assert listed(manager_client, f"text=1&q={text}") == ["zoe-okonkwo-meyer"]


@pytest.mark.parametrize("text", ["zoe rust", "c%23", "le", "x", "oe"])
def test_words_that_somebody_lacks_do_not_find_them(text, manager_client):
    assert "zoe-okonkwo-meyer" not in listed(manager_client, f"text=1&q={text}")


def test_one_letter_is_a_whole_word(manager_client):
    """R is a language, and not the start of Ruth and Rust."""
    assert listed(manager_client, "text=1&q=r") == ["zoe-okonkwo-meyer"]


def test_three_letters_begin_a_word(manager_client):
    assert listed(manager_client, "text=1&q=rus") == ["ruth-rust"]


def test_words_of_a_project_find_whoever_was_booked(manager_client):
    project = ProjectFactory(name="Apollo", status="cancelled")
    AssignmentFactory(
        person=PersonFactory(name="Ben"), project=project, status="tentative"
    )
    assert listed(manager_client, "text=1&q=apollo") == ["ben"]


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("okonkow", "okonkwo"),
        ("statistican", "statistician"),
        ("forcasting", "forecasting"),
        ("skleran", "sklearn"),
        ("chrun", "churn"),
    ],
)
def test_typo_stands_for_the_nearest_word(typo, word, manager_client):
    page = ask(manager_client, f"text=1&q={typo}")
    assert page.people == ["zoe-okonkwo-meyer"]
    assert f"Nothing here says “{typo}”; shown instead: {word}." in page.html


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("statisticians", "statistician"),
        ("engineers", "engineer"),
        ("inferences", "inference"),
        ("churns", "churn"),
        ("meyeres", "meyer"),
    ],
)
def test_a_plural_that_nobody_has_stands_for_its_singular(plural, word, manager_client):
    page = ask(manager_client, f"text=1&q={plural}")
    assert page.people == listed(manager_client, f"text=1&q={word}") != []
    assert f"Nothing here says “{plural}”; shown instead: {word}." in page.html


def test_a_plural_that_somebody_has_is_none_to_be_corrected(manager_client):
    PersonFactory(name="Ada", bio="Leads engineers.")
    assert listed(manager_client, "text=1&q=engineers") == ["ada"]
    assert understand("engineers rus likes").corrections == {}


@pytest.mark.parametrize("text", ["zoe", "statis", "churn forecasting", "rust"])
def test_words_that_exist_are_not_corrected(text, manager_client):
    assert "shown instead" not in ask(manager_client, f"text=1&q={text}").html
    assert understand(text).corrections == {}


@pytest.mark.parametrize("text", ["xqzvkw", "zeo", "日本語日本語"])
def test_words_like_nothing_find_nobody(text, manager_client):
    page = ask(manager_client, f"text=1&q={text}")
    assert page.people == []
    assert "shown instead" not in page.html


@pytest.mark.parametrize("text", ["+", "...", "%20", "'", "%25", "_", "-", "%5C"])
def test_signs_without_letters_find_everybody_or_nobody(text, manager_client):
    assert len(listed(manager_client, f"text=1&q={text}")) in (0, 2)


@pytest.mark.parametrize("text", ["%25oe", "_oe", "z_e", "%5Coe"])
def test_wildcards_are_no_wildcards(text, manager_client):
    assert listed(manager_client, f"text=1&q={text}") == []


def test_text_too_long_is_named(manager_client):
    page = ask(manager_client, f"text=1&q={'a' * 201}")
    assert page.people == []
    assert "<code>q</code>" in page.html


@pytest.mark.parametrize(
    ("text", "queries"), [("zoe churn", 1), ("engineers", 1), ("chrun", 2)]
)
def test_text_is_understood_in_one_query_or_two(
    text, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        understand(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["analyst", "analysts", "data engineers in lisbon"])
def test_plurals_are_looked_up_with_the_words(text, django_assert_num_queries):
    PersonFactory(job_title="Data engineer", bio="An analyst in Lisbon.")
    with django_assert_num_queries(1):
        understand(text)
