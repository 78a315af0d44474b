"""The picker of a skill: what it offers, and what it understands."""

import pytest
from django.http import QueryDict

from people.editing.pickers import SkillSelect, offered, skill_names
from tests.factories import SkillAliasFactory, SkillCategoryFactory, SkillFactory

HOSTILE = '"><b>R&D'
ESCAPED = "&quot;&gt;&lt;b&gt;R&amp;D"


def sent(query):
    return SkillSelect().value_from_datadict(QueryDict(query), {}, "skill")


@pytest.mark.django_db
def test_skills_are_offered_category_by_category(both):
    SkillFactory(name="Ada", category=both[0].category)

    assert [name for name, _ in offered()] == ["Ada", "Python", "Forecasting"]


@pytest.mark.django_db
def test_other_names_of_a_skill_can_be_typed(python):
    for name in ("py", "python3"):
        SkillAliasFactory(skill=python, name=name)

    [(*_, also)] = offered()
    assert sorted(also.split(";")) == ["py", "python3"]


@pytest.mark.django_db
def test_skills_no_longer_in_the_catalogue_are_not_offered():
    SkillFactory(is_active=False)

    assert not offered().exists()


@pytest.mark.django_db
def test_skills_that_somebody_has_are_not_offered(both):
    python, forecasting = both

    picker = SkillSelect()
    picker.without = [python.pk]

    assert f'data-counts="{forecasting.slug}"' in picker.render("skill", None)


@pytest.mark.django_db
def test_choice_is_shown_again(both):
    html = SkillSelect().render("skill", ("python", ""))

    assert 'name="skill_typed"' in html
    assert 'value="Python"' in html


@pytest.mark.django_db
def test_text_that_was_typed_is_kept(python):
    html = SkillSelect().render("skill", ("", 'Pyton "3"'))

    assert 'value="Pyton &quot;3&quot;"' in html


@pytest.mark.django_db
def test_nothing_chosen_says_what_to_do(python):
    html = SkillSelect().render("x", None)

    assert 'placeholder="Type a skill, or another name of it…"' in html
    assert 'value=""' in html


@pytest.mark.django_db
def test_shared_list_of_names_says_the_other_ones(python, forecasting):
    SkillAliasFactory(skill=python, name="py")

    html = skill_names()
    assert '<option value="Python" label="py"></option>' in html
    assert '<option value="Forecasting"></option>' in html


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("skill=python", ("python", "")),
        ("skill=python&skill_typed=Go", ("python", "Go")),
        ("skill_typed=%20Go%20", ("", "Go")),
        ("skill=py%00thon&skill_typed=G%00o", ("python", "Go")),
        ("other=python", ("", "")),
    ],
)
def test_choice_and_text_are_both_understood(query, value):
    assert sent(query) == value


def test_endless_text_is_cut():
    _, typed = sent(f"skill_typed={'x' * 5000}")

    assert len(typed) == 200


@pytest.mark.parametrize(
    ("query", "is_there"), [("skill=", True), ("skill_typed=Go", True), ("", False)]
)
def test_either_part_counts_as_an_answer(query, is_there):
    omitted = SkillSelect().value_omitted_from_data(QueryDict(query), {}, "skill")

    assert omitted is not is_there


@pytest.mark.django_db
def test_picker_costs_two_queries_for_3_and_30(django_assert_num_queries):
    for count in (3, 27):
        for skill in SkillFactory.create_batch(count, category=SkillCategoryFactory()):
            SkillAliasFactory(skill=skill)
        with django_assert_num_queries(2):
            SkillSelect().render("skill", ("", ""))


@pytest.mark.django_db
def test_shared_names_cost_one_query_for_3_and_30(django_assert_num_queries):
    for count in (3, 27):
        SkillFactory.create_batch(count)
        with django_assert_num_queries(1):
            skill_names()
