"""Finding what a file names among what is in the directory, and what comes near."""

import pytest

from people.models import Person, Team
from skillsdir.spreadsheet.answers import NameQuestion
from skillsdir.spreadsheet.nouns.entities import Entity
from skillsdir.spreadsheet.planning.directory import Directory, name_key
from skillsdir.spreadsheet.planning.suggestions import suggest
from skillsdir.spreadsheet.writing.applying import Slugs
from tests.factories import (
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


def found(noun, text, emails=(), names=()):
    """The names of all that bear the name."""
    directory = Directory.load(emails, names)
    return [one.label for one in directory.find(noun, name_key(noun, text))]


@pytest.mark.parametrize(
    "text", ["Scikit-learn", "scikit learn", "SCIKIT_LEARN", "scikitlearn", "sklearn"]
)
def test_a_skill_is_found_by_any_spelling_of_its_names(text):
    SkillAliasFactory(skill=SkillFactory(name="Scikit-learn"), name="sklearn")
    assert found("skill", text) == ["Scikit-learn"]


@pytest.mark.parametrize(("text", "names"), [("C", []), ("C#", ["C#"]), ("C++", [])])
def test_short_names_of_skills_mean_only_themselves(text, names):
    SkillFactory(name="C#")
    assert found("skill", text) == names


def test_a_name_without_spaces_that_two_skills_share_is_both():
    SkillFactory(name="Deep set")
    SkillFactory(name="Dee pset")
    assert len(found("skill", "deepset")) == 2


@pytest.mark.parametrize(
    ("noun", "factory"),
    [
        ("team", TeamFactory),
        ("location", LocationFactory),
        ("project", ProjectFactory),
        ("category", SkillCategoryFactory),
    ],
)
def test_names_are_found_whatever_case_accents_and_spaces(noun, factory):
    factory(name="São João")
    assert found(noun, " sao  JOAO") == ["São João"]
    assert found(noun, "Sao") == []


def test_projects_of_one_name_are_all_found():
    ProjectFactory.create_batch(2, name="Churn")
    assert found("project", "churn") == ["Churn", "Churn"]


def test_people_are_loaded_by_email_and_by_name():
    for name in ("Ana", "Bo", "Cy"):
        PersonFactory(name=name, email=f"{name}@Example.com")
    directory = Directory.load({"ana@example.com"}, {"bo"})
    assert {one.label for one in directory.by_pk["person"].values()} == {"Ana", "Bo"}


def test_managers_and_leads_are_loaded_to_be_shown():
    boss, lead = PersonFactory(name="Boss"), PersonFactory(name="Lead")
    PersonFactory(email="ana@example.com", manager=boss)
    ProjectFactory(lead=lead)
    directory = Directory.load({"ana@example.com"}, set())
    assert {boss.pk, lead.pk} <= directory.by_pk["person"].keys()


def test_loading_costs_the_same_for_few_and_many(django_assert_num_queries):
    for count in (1, 20):
        SkillFactory.create_batch(count)
        emails = {person.email for person in PersonFactory.create_batch(count)}
        with django_assert_num_queries(7):
            Directory.load(emails, set())


@pytest.mark.parametrize(
    ("noun", "factory"), [("team", TeamFactory), ("person", PersonFactory)]
)
def test_a_target_is_an_id_and_never_what_may_pass_to_another(noun, factory):
    row = factory(name="Data Science")
    directory = Directory.load((), (), {row.pk})
    assert directory.target(noun, row.pk).label == "Data Science"
    for passed in (row.slug, row.name, getattr(row, "email", ""), row.pk + 1):
        assert directory.target(noun, passed) is None


@pytest.mark.parametrize(
    ("slug", "email", "target"),
    [("bo", "bo@x.org", "bo"), ("", "bo@x.org", "bo@x.org"), ("", "", "Bo Li")],
)
def test_a_target_that_the_file_adds_is_what_the_file_calls_it(slug, email, target):
    entity = Entity(label="Bo Li", values={"email": email}, slug=slug)
    directory = Directory.load((), ())
    directory.add("person", entity)
    assert directory.target_of("person", entity) == target
    assert directory.target("person", target) is entity


def test_what_is_new_is_found_like_the_rest():
    directory = Directory.load((), ())
    entity = Entity(label="Quants", slug="quants")
    directory.add("team", entity)
    assert directory.find("team", "quants") == [entity]
    assert directory.target("team", "quants") is entity


# Suggestions


def near(noun, name, key=None):
    """What is suggested for a name: pairs of target and label."""
    question = NameQuestion(noun, key or name_key(noun, name), name)
    suggest([question], Directory.load((), {name_key(noun, name)}))
    return [(one.target, one.label) for one in question.suggestions]


@pytest.mark.parametrize(
    ("noun", "factory"),
    [("team", TeamFactory), ("location", LocationFactory), ("project", ProjectFactory)],
)
def test_the_nearest_names_are_suggested(noun, factory):
    row = factory(name="Data science")
    factory(name="Something else")
    assert near(noun, "Data sciences") == [(row.pk, "Data science")]


def test_three_are_suggested_at_most_and_the_nearest_first():
    for number in range(5):
        TeamFactory(name=f"Data team {number}")
    TeamFactory(name="Data team")
    labels = [label for _, label in near("team", "Data teams")]
    assert len(labels) == 3
    assert labels[0] == "Data team"


def test_nothing_near_is_suggested_nothing():
    TeamFactory(name="Data")
    assert near("team", "Zzz") == []


def test_people_are_suggested_with_their_email():
    ana = PersonFactory(name="Ana Silva", email="ana@example.com")
    assert near("person", "Ana Silv") == [(ana.pk, "Ana Silva, ana@example.com")]


def test_all_namesakes_are_suggested():
    for number in range(5):
        PersonFactory(name="Ana Silva", email=f"ana{number}@example.com")
    assert len(near("person", "Ana Silva")) == 5


@pytest.mark.parametrize(
    "name", ["Ana Silva, Data", "Ana Silva <new@example.com>", "ana.silva@example.com"]
)
def test_team_and_email_are_no_part_of_the_name(name):
    ana = PersonFactory(name="Ana Silva")
    assert near("person", name)[0][0] == ana.pk


def test_inactive_skills_are_not_suggested():
    SkillFactory(name="Scikit-learn", is_active=False)
    assert near("skill", "scikit-lear") == []


def test_suggesting_costs_a_query_a_noun(django_assert_num_queries):
    TeamFactory.create_batch(3)
    questions = [NameQuestion("team", f"team x{n}", f"Team x{n}") for n in range(30)]
    directory = Directory.load((), ())
    with django_assert_num_queries(1):
        suggest(questions, directory)


# Addresses


def test_addresses_are_made_of_names_and_numbered():
    TeamFactory(name="Data")
    slugs = Slugs(Team)
    assert [slugs.take("Data"), slugs.take("Data")] == ["data-2", "data-3"]


def test_an_address_that_is_free_is_kept():
    slugs = Slugs(Person)
    assert slugs.keep("ana") == "ana"
    assert slugs.keep("ana") == "ana-2"


def test_addresses_of_pages_are_never_free():
    assert Slugs(Person).take("Compare") == "compare-2"


def test_names_without_letters_get_an_address_too():
    assert Slugs(Person).take("♥")
