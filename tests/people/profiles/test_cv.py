"""Skills are found in a paragraph of a CV, and stated at levels that are chosen."""

import pytest

from people.models import Skill
from people.profiles.cv import MOST_SKILLS
from people.skills.merging import merge_skills
from tests.factories import ExpertiseFactory, SkillFactory
from tests.skillsdir.site.test_undo import token_on, undo
from tests.text import text_of

pytestmark = pytest.mark.django_db

CV = "/people/me/cv/"
TEXT = "Expert in Python, then Tableau. Some SQL. Learning Rust. No Scala."


@pytest.fixture
def mia(member):
    return member.person


@pytest.fixture(autouse=True)
def skills():
    names = ("Python", "Rust", "SQL", "Scala", "Tableau")
    return {name: SkillFactory(name=name) for name in names}


def read(client, text=TEXT):
    return client.post(CV, {"text": text})


def save(client, **levels):
    rows = Skill.objects.in_bulk(levels, field_name="slug")
    sent = {f"level-{rows[slug].pk}": level for slug, level in levels.items()}
    return client.post(CV, {"text": TEXT, "save": "1", **sent})


def stated(person):
    rows = person.expertise.order_by("skill__name").values_list("skill__name", "level")
    return list(rows)


def test_my_profile_asks_for_a_text(member_client):
    page = member_client.get("/people/me/").content.decode()
    assert f'action="{CV}"' in page


def test_skills_are_found_and_nothing_is_stated(member_client, mia):
    form = read(member_client).context["form"]
    assert [skill.name for skill in form.skills] == ["Python", "Tableau", "SQL", "Rust"]
    assert not mia.expertise.exists()


def test_no_level_is_chosen_beforehand(member_client):
    page = read(member_client).content.decode()
    assert page.count('<option value="" selected>Choose…</option>') == 4
    assert page.count(" selected>") == 4


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Expert in Python", "The text says Expert."),
        ("Senior Python developer", "Some would read Practitioner in these words."),
        ("Wants to learn Python", "The text speaks of learning it: that is a goal."),
    ],
)
def test_what_the_text_says_of_a_level_stands_beside_it(member_client, text, hint):
    assert hint in text_of(read(member_client, text))


def test_the_words_found_are_marked_and_the_rest_is_told(member_client):
    page = read(member_client)
    assert "<mark>Expert in Python</mark>" in page.content.decode()
    assert "Scala has a “not” before it." in text_of(page)


def test_what_is_stated_already_is_said(member_client, mia, skills):
    ExpertiseFactory(person=mia, skill=skills["SQL"], level=3)
    page = read(member_client)
    assert "On your profile already SQL Practitioner" in text_of(page)
    assert skills["SQL"] not in page.context["form"].skills


def test_only_chosen_levels_are_stated(member_client, mia):
    response = save(member_client, python="4", sql="2", rust="")
    assert response["Location"] == "/people/me/?next=skill#add"
    assert stated(mia) == [("Python", 4), ("SQL", 2)]
    assert mia.expertise.filter(confirmed_at=None).count() == 0


def test_a_level_has_to_be_chosen(member_client, mia):
    page = text_of(save(member_client))
    assert "Choose a level for one of the skills at least." in page


def test_no_other_level_and_no_other_skill_is_stated(member_client, mia):
    page = save(member_client, python="5", scala="3", tableau="2")
    assert "Select a valid choice. 5 is not one" in text_of(page)
    assert stated(mia) == []


def test_sent_twice_they_are_stated_once(member_client, mia):
    save(member_client, python="4")
    save(member_client, python="2", sql="1")
    assert stated(mia) == [("Python", 4), ("SQL", 1)]


def test_all_that_was_stated_is_taken_back_in_one(member_client, mia):
    save(member_client, python="4", sql="2")
    token = token_on(member_client)
    undo(member_client, token)
    assert stated(mia) == []


def test_a_text_without_skills_says_so(member_client):
    page = text_of(read(member_client, "I like cats."))
    assert "No skill of the catalogue is in this text" in page


def test_no_more_skills_are_shown_than_a_form_holds(member_client):
    names = [f"Skill number{at}" for at in range(MOST_SKILLS + 2)]
    for name in names:
        SkillFactory(name=name)
    page = read(member_client, "; ".join(names))
    assert len(page.context["form"].skills) == MOST_SKILLS
    assert "for 2 more" in text_of(page)


def test_users_without_a_profile_state_nothing(directory_admin_client):
    response = directory_admin_client.post(CV, {"text": TEXT})
    assert response.status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_a_cv_costs_the_same_for_few_and_many_skills(
    count, member_client, django_assert_max_num_queries
):
    text = "; ".join(skill.name for skill in SkillFactory.create_batch(count))
    read(member_client, text)
    with django_assert_max_num_queries(9):
        read(member_client, text)


def test_no_level_is_lost_with_a_skill_that_is_merged_meanwhile(member_client, mia):
    skills = Skill.objects.in_bulk(["python", "sql"], field_name="slug")
    sent = {f"level-{skill.pk}": 3 for skill in skills.values()}
    merge_skills(keep=skills["python"], lose=skills["sql"], by=mia.user)
    response = member_client.post(CV, {"text": TEXT, "save": "1", **sent})
    assert "for a skill that is no longer on this list" in text_of(response)
    assert stated(mia) == []


def test_reading_a_text_asks_the_database_fifteen_times_at_most(
    member_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        read(member_client)
