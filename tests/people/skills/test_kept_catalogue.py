"""What is kept of the catalogue is never older than the database."""

import pytest
from django.db import transaction

from people.lists.vocabulary import vocabulary
from people.models import Skill, SkillAlias, SkillCategory
from people.skills.catalogue import catalogue
from tests.factories import SkillAliasFactory, SkillCategoryFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(member_client):
    """The page as it is; narrowed by words, it tells what it knows of each skill."""
    SkillFactory(name="Python", description="A language.", category__name="Languages")
    SkillAliasFactory(skill__name="Python DSL", name="PS")
    member_client.get("/skills/?q=pyth")
    return lambda: member_client.get("/skills/?q=pyth").content.decode()


def test_it_is_read_once(django_assert_num_queries):
    SkillFactory()
    with django_assert_num_queries(4):
        catalogue(vocabulary()["stamp"])
    with django_assert_num_queries(1):
        assert len(catalogue(vocabulary()["stamp"]).skills) == 1


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (lambda: SkillFactory(name="Python 4"), ">Python 4</a>"),
        (lambda: python().update(name="Pythonic"), ">Pythonic</a>"),
        (lambda: python().update(description="A <snake>."), "A &lt;snake&gt;."),
        (lambda: python().update(slug="py-3"), 'href="/skills/py-3/"'),
        (
            lambda: SkillAlias.objects.create(skill=python().get(), name="Py"),
            "also: Py",
        ),
        (lambda: SkillAlias.objects.update(name="Sparky"), "also: Sparky"),
        (lambda: languages().update(name="Tongues"), "<h2>Tongues</h2>"),
        (lambda: SkillCategoryFactory(name="Empty"), "Empty"),
    ],
)
def test_a_change_is_seen_at_once(page, change, shown):
    assert shown not in page()
    change()
    assert shown in page()


def test_what_is_offered_no_more_goes_at_once(page):
    python().update(is_active=False)
    assert ">Python</a>" not in page()


def test_what_is_taken_back_was_never_kept(page):
    with transaction.atomic():
        python().update(name="Pythonic")
        assert ">Pythonic</a>" in page()
        transaction.set_rollback(True)
    assert ">Python</a>" in page()


def python():
    return Skill.objects.filter(slug="python")


def languages():
    return SkillCategory.objects.filter(name="Languages")
