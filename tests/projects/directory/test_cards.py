"""What a card of the project list says, and in what order."""

import pytest
from django.contrib.auth.models import User

from projects.directory.listing import project_cards
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
# Cards say the same to everybody, but for outcomes.
READER = User()


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", status="active")


def card(project, **asked):
    [one] = project_cards([project.pk], user=READER, **asked)
    return one


def missing(project, **asked):
    return [tag.name for tag in card(project, **asked).missing]


def needing(project, *names, **fields):
    return [
        SkillNeedFactory(project=project, skill=SkillFactory(name=name), **fields)
        for name in names
    ]


def test_cards_stand_in_the_order_asked_for():
    ids = [one.pk for one in ProjectFactory.create_batch(3)]
    ids = [ids[1], ids[2], ids[0]]

    assert [one.project.pk for one in project_cards(ids, user=READER)] == ids


def test_musts_are_missing_before_shoulds_and_coulds(churn):
    for name, priority in (("Git", "could"), ("SQL", "must"), ("Go", "should")):
        needing(churn, name, priority=priority)

    assert missing(churn) == ["SQL", "Go", "Git"]


def test_number_stands_where_more_than_one_is_missing(churn):
    needing(churn, "SQL", people=3)
    needing(churn, "Go")

    assert missing(churn) == ["SQL × 3", "Go"]


def test_found_people_are_missing_no_more(churn):
    [need] = needing(churn, "SQL", people=3, level=2)
    row = ExpertiseFactory(skill=need.skill, level=2)
    AssignmentFactory(project=churn, person=row.person)

    assert missing(churn) == ["SQL × 2"]


def test_level_that_is_missing_is_told(churn):
    needing(churn, "SQL", level=4)

    assert "(Expert)" in card(churn).missing_list


def test_six_missing_skills_are_in_sight_and_the_others_counted(churn):
    needing(churn, *"ABCDEFGH")

    one = card(churn)
    assert one.missing_list.count("<li") == 6
    assert one.more_missing == 2


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_project_that_is_over_misses_nobody(status):
    project = ProjectFactory(status=status)
    needing(project, "SQL")

    assert missing(project) == []


def test_skill_with_markup_in_its_name_stays_text(churn):
    needing(churn, "R<i>&D")

    assert "R&lt;i&gt;&amp;D" in card(churn).missing_list


def test_cards_cost_the_same_for_3_and_30(django_assert_num_queries):
    def ids(count):
        for need in SkillNeedFactory.create_batch(count, project__status="active"):
            need.project.team, need.project.lead = TeamFactory(), PersonFactory()
            need.project.save()
            AssignmentFactory(project=need.project)
            yield need.project.pk

    few, many = list(ids(3)), list(ids(30))
    with django_assert_num_queries(4):
        [str(one.project.team) for one in project_cards(few, user=READER)]
    with django_assert_num_queries(4):
        [str(one.project.lead) for one in project_cards(many, user=READER)]


def test_no_projects_cost_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert project_cards([], user=READER) == []
