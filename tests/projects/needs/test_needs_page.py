"""All needs of a project are stated on one page, by as many as like."""

import pytest

from projects.models import SkillNeed
from projects.needs.forms import MOST_ROWS
from tests.factories import (
    ExpertiseFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import row, row_of, rows
from tests.text import text_of

pytestmark = pytest.mark.django_db

NEEDS = "/projects/churn/needs/"


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn")


@pytest.fixture
def python():
    skill = SkillFactory(name="Python")
    SkillAliasFactory(skill=skill, name="Py3")
    return skill


@pytest.fixture
def need(churn, python):
    return SkillNeedFactory(project=churn, skill=python)


def save(client, *sent, **more):
    return client.post(NEEDS, rows(*sent, **more))


def stated(project):
    """The needs in few words, such as `Python 3 1 must`."""
    needs = project.needs.select_related("skill").order_by("skill__name", "level")
    return [
        f"{one.skill.name} {one.level} {one.people} {one.priority}" for one in needs
    ]


# The page


def test_three_rows_are_there_to_be_filled(manager_client, churn):
    page = manager_client.get(NEEDS).content.decode()
    assert '<input type="hidden" name="rows" value="3">' in page
    assert page.count('list="skill-names"') == 3


def test_the_first_empty_row_has_the_focus(manager_client, need):
    page = manager_client.get(NEEDS).content.decode()
    focused = page[page.index(" autofocus") - 400 : page.index(" autofocus")]
    assert 'name="need-1-skill"' in focused


def test_only_what_is_filled_can_be_removed(manager_client, need):
    page = manager_client.get(NEEDS).content.decode()
    assert 'name="need-0-remove"' in page
    assert 'name="need-1-remove"' not in page


def test_names_and_their_other_names_are_offered_once(manager_client, churn, python):
    page = manager_client.get(NEEDS).content.decode()
    assert page.count('<option value="Python" label="Py3"></option>') == 1
    assert page.count('<datalist id="skill-names"') == 1


def test_needs_are_shown_as_they_are(manager_client, need):
    page = manager_client.get(NEEDS).content.decode()
    assert 'name="need-0-skill" value="Python"' in page
    assert 'value="python:3:1:must:0"' in page


def test_needs_of_the_address_are_rows_to_be_saved(manager_client, need):
    SkillFactory(name="SQL")
    asked = "need=sql:2:4&need=python:3:2&need=sql:2&need=pyton&need=sql:9&need=%00"
    page = manager_client.get(f"{NEEDS}?{asked}").content.decode()
    assert 'name="need-1-skill" value="SQL"' in page
    assert 'name="need-1-people" value="4"' in page
    assert '<input type="hidden" name="rows" value="3">' in page
    assert stated(need.project) == ["Python 3 1 must"]


def test_empty_rows_follow_many_needs(manager_client, churn):
    SkillNeedFactory.create_batch(9, project=churn)
    page = manager_client.get(NEEDS).content.decode()
    assert '<input type="hidden" name="rows" value="10">' in page


def test_every_control_has_a_name_of_its_own(manager_client, churn):
    SkillNeedFactory.create_batch(7, project=churn)
    page = manager_client.get(NEEDS).content.decode()
    for name in ("Skill", "Level", "People", "Priority", "Learners welcome", "Remove"):
        assert page.count(f'aria-label="{name}, row 7"') == 1


# Saving


def test_ten_needs_are_stated_at_once(manager_client, churn):
    skills = SkillFactory.create_batch(10)
    response = save(manager_client, *(row(skill.name) for skill in skills))
    assert response["Location"] == "/projects/churn/"
    assert churn.needs.count() == 10


def test_a_need_has_all_that_was_entered(manager_client, churn, python):
    entered = row("Python", level="4", people="2", priority="could")
    save(manager_client, entered | {"welcomes_learner": "on"})
    assert stated(churn) == ["Python 4 2 could"]
    assert churn.needs.get().welcomes_learner


@pytest.mark.parametrize("typed", ["python", " PY3 ", "Py 3"])
def test_a_skill_is_known_by_any_of_its_names(typed, manager_client, churn, python):
    save(manager_client, row(typed))
    assert stated(churn) == ["Python 3 1 must"]


def test_rows_left_empty_are_not_saved(manager_client, churn, python):
    save(manager_client, row(), row("Python"), row())
    assert stated(churn) == ["Python 3 1 must"]


def test_a_need_is_changed_and_another_removed(manager_client, churn, need):
    other = SkillNeedFactory(project=churn)
    sent = [row_of(need, level="2", people="3"), row_of(other, remove="on")]
    response = manager_client.post(NEEDS, rows(*sent), follow=True)
    assert stated(churn) == ["Python 2 3 must"]
    assert "Needs saved: 1 changed, 1 removed." in text_of(response)


def test_saving_nothing_changes_nothing(manager_client, need):
    response = manager_client.post(NEEDS, rows(row_of(need), row()), follow=True)
    assert "No need has changed." in text_of(response)


def test_two_needs_may_change_places(manager_client, churn, need, python):
    other = SkillNeedFactory(project=churn, skill=python, level=2, people=5)
    save(manager_client, row_of(need, level="2"), row_of(other, level="3"))
    assert stated(churn) == ["Python 2 1 must", "Python 3 5 must"]


def test_a_row_that_is_removed_may_hold_anything(manager_client, churn, need):
    save(manager_client, row_of(need, remove="on", skill="?", people="-1"))
    assert stated(churn) == []


def test_what_is_needed_is_told_in_the_history(manager_client, churn, python):
    save(manager_client, row("Python"))
    text = text_of(manager_client.get("/projects/churn/history/"))
    assert "Max Manager asked for 1 person with Python at Practitioner" in text


# Errors


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (row("Pythn"), "“Pythn” is not in the catalogue. Did you mean Python?"),
        (row("Zig"), "“Zig” is not in the catalogue. Ask an admin to add it."),
        (row("Python", people="0"), "greater than or equal to 1"),
        (row("Python", people="1000"), "less than or equal to 999"),
        (row("Python", level="5"), "Select a valid choice."),
        (row("", level="4"), "Which skill? Or tick “Remove”."),
    ],
)
def test_an_error_is_told_and_nothing_is_saved(wrong, message, manager_client, churn):
    SkillFactory(name="Python")
    response = save(manager_client, wrong, row("Python", level="1"))
    assert message in text_of(response)
    assert not churn.needs.exists()


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(manager_client, churn):
    response = save(manager_client, row("Pythn", people="7"), row("Jula"))
    page = response.content.decode()
    assert 'value="Pythn"' in page
    assert 'value="Jula"' in page
    assert 'aria-describedby="id_need-0-skill_error"' in page


def test_a_row_that_is_there_twice_is_told(manager_client, churn, python):
    response = save(manager_client, row("Python"), row("py3", people="2"))
    assert "This is here twice: keep one of the rows." in text_of(response)
    assert not churn.needs.exists()


def test_a_skill_may_be_needed_at_two_levels(manager_client, churn, python):
    save(manager_client, row("Python"), row("Python", level="2"))
    assert stated(churn) == ["Python 2 1 must", "Python 3 1 must"]


def test_an_inactive_skill_is_not_asked_for_anew(manager_client, churn):
    SkillFactory(name="Old tool", is_active=False)
    response = save(manager_client, row("Old tool"))
    assert "“Old tool” is not in the catalogue." in text_of(response)


def test_a_need_of_an_inactive_skill_stays(manager_client, churn):
    old = SkillNeedFactory(project=churn, skill__name="Old", skill__is_active=False)
    save(manager_client, row_of(old, people="2"))
    assert stated(churn) == ["Old 3 2 must"]


# Who meets it, and where learners would sit


def test_each_row_says_how_many_people_meet_it_now(manager_client, need, python):
    for level in (2, 3, 4):
        ExpertiseFactory(skill=python, level=level)
    ExpertiseFactory(skill=python, level=4, person__left_on="2020-01-01")
    page = manager_client.get(NEEDS).content.decode()
    assert '<a href="/people/?skill=python:3">2 people meet it</a>' in page


def test_suggestions_of_many_rows_are_found_at_once(
    manager_client, churn, python, django_assert_max_num_queries
):
    sent = [row(f"Pythn{'n' * number}") for number in range(9)]
    with django_assert_max_num_queries(15):
        page = save(manager_client, *sent, take="need-2-skill:Python").content.decode()
    assert 'name="need-2-skill" value="Python"' in page
    assert 'value="need-1-skill:Python"' in page
    assert not churn.needs.exists()


def test_a_row_being_typed_is_counted_and_nothing_is_saved(
    manager_client, churn, python
):
    ExpertiseFactory(skill=python, level=2)
    sent = [row("py3", level="2"), row("Pythn"), row("python", level="4")]
    page = text_of(save(manager_client, *sent, check="1"))
    assert "1 person meets it" in page
    assert "“Pythn” is not in the catalogue. Did you mean Python?" in page
    assert "Nobody meets it" in page
    assert not churn.needs.exists()


LEARNER = {"welcomes_learner": "on"}


def test_a_learner_without_a_second_seat_is_pointed_out(manager_client, churn, python):
    page = text_of(save(manager_client, row("Python", **LEARNER), check="1"))
    assert "A learner needs a second seat and a mentor: make it 2?" in page


@pytest.mark.parametrize(("people", "is_saved"), [("1", False), ("2", True)])
def test_a_learner_is_welcome_where_there_is_a_second_seat(
    people, is_saved, manager_client, churn, python
):
    page = save(manager_client, row("Python", people=people, **LEARNER), then="")
    assert ("make it 2, or take the tick away" in text_of(page)) is not is_saved
    assert churn.needs.exists() is is_saved


def test_a_need_that_is_so_already_may_stay(manager_client, churn, python):
    old = SkillNeedFactory(project=churn, skill=python, welcomes_learner=True)
    save(manager_client, row_of(old, priority="could"))
    assert stated(churn) == ["Python 3 1 could"]


@pytest.mark.parametrize(
    ("then", "page"), [("project", ""), ("candidates", "candidates/"), ("?", "")]
)
def test_the_button_says_where_one_goes_next(then, page, manager_client, churn, python):
    response = save(manager_client, row("Python"), then=then)
    assert response["Location"] == f"/projects/churn/{page}"


@pytest.mark.parametrize("count", [3, 30])
def test_counting_costs_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    many = SkillNeedFactory.create_batch(count, project=churn)
    sent = [row_of(one) for one in many]
    with django_assert_max_num_queries(11):
        save(manager_client, *sent, check="1")


# More rows


def test_rows_are_added_without_losing_what_was_typed(manager_client, need):
    sent = [row_of(need, people="x"), row("Pythn", priority="could"), row()]
    response = save(manager_client, *sent, more="rows")
    page = response.content.decode()
    assert '<input type="hidden" name="rows" value="6">' in page
    assert 'value="Pythn"' in page
    assert "errorlist" not in page


def test_the_first_added_row_has_the_focus(manager_client, churn):
    page = save(manager_client, row(), row(), more="rows").content.decode()
    focused = page[page.index(" autofocus") - 400 : page.index(" autofocus")]
    assert 'name="need-2-skill"' in focused
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize(
    ("sent", "count", "focused"),
    [
        ([row("Rust"), row(), row()], 3, 1),
        ([row("Rust"), row("Go"), row("C")], 4, 3),
    ],
)
def test_enter_goes_on_to_an_empty_row(sent, count, focused, manager_client, churn):
    page = save(manager_client, *sent, more="next").content.decode()
    assert f'<input type="hidden" name="rows" value="{count}">' in page
    before = page[page.index(" autofocus") - 400 : page.index(" autofocus")]
    assert f'name="need-{focused}-skill"' in before


@pytest.mark.looks_again
def test_there_is_an_end_to_adding_rows(manager_client, churn):
    page = save(manager_client, *[row()] * MOST_ROWS, more="rows").content.decode()
    assert f'<input type="hidden" name="rows" value="{MOST_ROWS}">' in page
    assert "Add three rows" not in page
    assert f"{MOST_ROWS} rows are the most on this page" in page


def test_needs_beyond_those_rows_are_saved_too(manager_client, churn):
    skills = SkillFactory.create_batch(MOST_ROWS + 2)
    save(manager_client, *[row(skill=skill.name) for skill in skills])
    assert churn.needs.count() == MOST_ROWS + 2


@pytest.mark.parametrize("count", [3, 30])
def test_needs_cost_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    many = SkillNeedFactory.create_batch(count, project=churn)
    skills = SkillFactory.create_batch(count)
    changed = [row_of(one, people="2") for one in many]
    added = [row(skill.name) for skill in skills]
    with django_assert_max_num_queries(17):
        assert save(manager_client, *changed, *added).status_code == 302
    assert SkillNeed.objects.filter(people=2).count() == count


@pytest.mark.parametrize("count", [3, 30])
def test_errors_cost_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    wrong = [row(f"Pythn {number}") for number in range(count)]
    with django_assert_max_num_queries(17):
        assert save(manager_client, *wrong).status_code == 200


@pytest.mark.parametrize("count", [3, 30])
def test_adding_rows_costs_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        save(manager_client, *[row("Python")] * count, more="rows")


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    SkillNeedFactory.create_batch(count, project=churn)
    with django_assert_max_num_queries(9):
        manager_client.get(NEEDS)
