"""The page of one skill; who may see the skill pages, and what they cost."""

import re
from datetime import date, timedelta

import pytest

from projects.models import ProjectStatus
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
    pytest.mark.looks_again,
]
TODAY = date(2026, 3, 9)


def get(client, path):
    return client.get(path).content.decode()


def test_people_stand_by_level_experts_first_then_by_name(member_client, python):
    for name, level in (("Zoë", 4), ("Abel", 2), ("Bo", 4)):
        ExpertiseFactory(skill=python, level=level, person__name=name)

    page = get(member_client, "/skills/python/")
    holders = page.split('id="holders"')[1].split('id="demand"')[0]
    assert re.findall(r'data-person="([\w-]+)"', holders) == ["bo", "zoe", "abel"]


def test_each_level_links_to_its_filtered_list(member_client, python):
    for level in (1, 3, 4):
        ExpertiseFactory(skill=python, level=level)

    page = get(member_client, "/skills/python/")
    assert 'href="/people/?skill=python:4">Only experts, 1<' in page
    assert 'href="/people/?skill=python:3">Practitioner or above, 2<' in page
    assert 'href="/people/?skill=python">Everyone, 3<' in page


def test_level_shows_its_first_people_only(member_client, python):
    people = PersonFactory.create_batch(26)
    for person in people:
        ExpertiseFactory(skill=python, level=2, person=person)

    page = get(member_client, "/skills/python/")
    assert "The first 25 of 26" in page
    assert page.count("data-person=") == 25


def test_person_who_left_appears_nowhere(member_client, python):
    gone = PersonFactory(name="Gone Away", left_on=TODAY - timedelta(days=1))
    ExpertiseFactory(skill=python, person=gone)
    LearningGoalFactory(skill=python, person=gone)

    assert "Gone Away" not in get(member_client, "/skills/python/")


def test_holder_tells_free_time_and_last_use(member_client, python):
    row = ExpertiseFactory(skill=python, last_used_on=date(2025, 6, 1))
    AssignmentFactory(person=row.person, percent=60)

    page = get(member_client, "/skills/python/")
    assert "40 % free now" in page
    assert "Jun 2025" in page


def test_mentors_are_able_and_the_freest_first(member_client, python):
    for name, level, percent in (("Busy", 4, 80), ("Free", 3, 10), ("New", 2, 5)):
        row = ExpertiseFactory(skill=python, level=level, person__name=name)
        AssignmentFactory(person=row.person, percent=percent)

    page = get(member_client, "/skills/python/")
    mentors = page.split('id="mentors"')[1].split("</section>")[0]
    assert re.findall(r'href="/people/([\w-]+)/"', mentors) == ["free", "busy"]


def test_demand_says_what_is_missing(member_client, python):
    project = ProjectFactory(name="Churn", status=ProjectStatus.STAFFING)
    SkillNeedFactory(project=project, skill=python, people=2, level=3)

    page = get(member_client, "/skills/python/")
    assert 'data-project="churn"' in page
    assert "2 at Practitioner or above, must" in page
    assert "2 open</b>" in page


def test_wish_tells_level_priority_and_day(member_client, python):
    LearningGoalFactory(
        skill=python, target_level=3, priority=3, set_on=date(2026, 2, 2)
    )

    page = get(member_client, "/skills/python/")
    assert "to Practitioner" in page
    assert "Next · since 2 Feb 2026" in page
    assert "no project served it" not in page


def test_inactive_skill_is_shown_with_a_note(member_client):
    SkillFactory(name="Flash", is_active=False)

    assert "no longer offered" in get(member_client, "/skills/flash/")


def test_skill_that_nobody_has_says_so(member_client, python):
    page = get(member_client, "/skills/python/")

    assert "Nobody has stated it yet." in page
    assert "No live project asks for it." in page


# The catalogue, to browse


def test_categories_are_folded_until_something_is_asked(member_client, python):
    category = f'id="category-{python.category.slug}"'
    assert f"{category}>" in get(member_client, "/skills/")
    assert f"{category} open>" in get(member_client, "/skills/?q=python")
    assert f"{category} open>" in get(member_client, f"/skills/?kind={python.kind}")


def test_a_category_says_what_is_in_it(member_client, python):
    SkillNeedFactory(
        skill=python, people=2, project=ProjectFactory(status=ProjectStatus.STAFFING)
    )
    page = get(member_client, "/skills/")
    assert "1 skill · 1 that nobody has · 2 open seats" in page


@pytest.mark.parametrize(
    ("sort", "then"), [("", "people"), ("people", "-people"), ("-people", "people")]
)
def test_a_head_sorts_and_sorts_the_other_way_round(member_client, python, sort, then):
    page = get(member_client, f"/skills/?sort={sort}" if sort else "/skills/")
    assert re.search(rf'href="/skills/\?sort={then}"[^>]*>Have it', page)


def test_of_a_ranking_the_first_show(member_client):
    SkillFactory.create_batch(51)
    page = get(member_client, "/skills/?sort=people")
    first, rest = page.split('id="more-ranked"')
    assert (first.count("catalogue__levels"), rest.count("catalogue__levels")) == (
        50,
        1,
    )


# Who may, and at what cost


@pytest.mark.parametrize("path", ["/skills/", "/skills/python/"])
@pytest.mark.parametrize("who", ["member", "manager", "directory_admin", "admin"])
def test_everybody_who_signed_in_may_look(request, python, path, who):
    assert request.getfixturevalue(f"{who}_client").get(path).status_code == 200


@pytest.mark.parametrize("path", ["/skills/", "/skills/python/"])
def test_stranger_is_sent_to_sign_in(client, python, path):
    response = client.get(path)

    assert response["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", ["/skills/", "/skills/python/"])
def test_skill_pages_only_read(admin_client, python, path):
    assert admin_client.post(path).status_code == 405


def test_unknown_skill_is_not_found(member_client):
    assert member_client.get("/skills/nosuch/").status_code == 404


def fill(skill, count):
    for level in (2, 3, 4):
        for row in ExpertiseFactory.create_batch(count, skill=skill, level=level):
            ExpertiseFactory(person=row.person)
            AbsenceFactory(person=row.person)
            AssignmentFactory(person=row.person)
    LearningGoalFactory.create_batch(count, skill=skill)
    SkillNeedFactory.create_batch(count, skill=skill)


@pytest.mark.parametrize(
    ("path", "most"),
    [("/skills/", 6), ("/skills/?q=pyhton&sort=demand", 9), ("/skills/python/", 15)],
)
def test_queries_are_the_same_for_few_and_many(
    member_client, python, path, most, django_assert_max_num_queries
):
    fill(python, 3)
    member_client.get(path)
    with django_assert_max_num_queries(most) as few:
        member_client.get(path)
    fill(python, 10)
    member_client.get(path)
    with django_assert_max_num_queries(most) as many:
        member_client.get(path)
    assert len(few) == len(many)


def test_who_reads_of_a_skill_can_say_that_they_have_or_want_it(member_client, python):
    page = get(member_client, "/skills/python/")
    for path in ("/people/me/?skill=python", "/people/me/goals/?skill=python"):
        assert f'href="{path}' in page
        assert 'value="Python"' in get(member_client, path)


def test_who_has_no_profile_is_not_sent_to_it(client, python):
    client.force_login(UserFactory())
    assert "/people/me/" not in get(client, "/skills/python/").split("<main")[1]
