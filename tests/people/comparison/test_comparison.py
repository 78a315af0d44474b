"""A few people side by side: lines, verdicts, windows, and who is looked for."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from people.comparison.form import ComparisonForm
from people.comparison.page import Cell, Comparison, people_named
from people.lists.addresses import Address
from people.models import Level
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture
def ann():
    return PersonFactory(name="Ann")


@pytest.fixture
def ben():
    return PersonFactory(name="Ben")


@pytest.fixture
def compare(manager):
    """Compare by query string, as Max, the manager."""

    def compare(query):
        params = QueryDict(query)
        form = ComparisonForm(params)
        form.full_clean()
        address = Address("/people/compare/", params)
        return Comparison(form.cleaned_data, address, user=manager)

    return compare


@pytest.fixture
def both(compare, ann, ben):
    def both(query=""):
        return compare(f"person=ann&person=ben&{query}")

    return both


def names(comparison):
    return [column.person.name for column in comparison.columns]


def levels(comparison):
    """The levels of each line by the name of its skill."""
    return {
        line.skill.name: [cell.level for cell in line.cells]
        for line in comparison.lines
    }


# Who


def test_people_stand_in_the_order_of_the_address(compare, ann, ben):
    assert names(compare("person=ben&person=ann")) == ["Ben", "Ann"]


@pytest.mark.parametrize("count", [1, 6])
def test_people_take_eight_queries(count, compare, django_assert_num_queries):
    slugs = [PersonFactory(name=f"P{number}").slug for number in range(count)]
    with django_assert_num_queries(8):
        compare("&".join(f"person={slug}" for slug in slugs))


def test_person_asked_for_twice_stands_once(compare, ann):
    assert names(compare("person=ann&person=ann&person=")) == ["Ann"]


def test_people_who_left_are_not_compared(compare, ann):
    ann.left_on = MONDAY - DAY
    ann.save()
    assert names(compare("person=ann")) == []


def test_more_than_six_are_named_and_left_out(compare):
    for number in range(8):
        PersonFactory(name=f"P{number}")
    found = compare("&".join(f"person=p{number}" for number in range(8)))
    assert len(found.columns) == 6
    assert [person.name for person in found.left_out] == ["P6", "P7"]


def test_each_column_knows_the_address_without_it(both):
    hrefs = [column.href for column in both("only=differences").columns]
    assert hrefs == [
        "/people/compare/?person=ben&only=differences",
        "/people/compare/?person=ann&only=differences",
    ]


# Skills as lines


def test_without_a_project_every_skill_is_a_line(both, ann, ben):
    ExpertiseFactory(person=ann, skill=SkillFactory(name="Python"), level=3)
    ExpertiseFactory(person=ben, skill=SkillFactory(name="SQL"), level=2)
    assert levels(both()) == {"Python": [3, None], "SQL": [None, 2]}


def test_shared_skills_come_first_then_the_best_known(both, ann, ben):
    for name, person, level in (
        ("Go", ann, 2),
        ("Java", ann, 4),
        ("Rust", ben, 1),
        ("Ada", ben, 2),
    ):
        ExpertiseFactory(person=person, skill=SkillFactory(name=name), level=level)
    rust = ben.expertise.get(skill__name="Rust").skill
    ExpertiseFactory(person=ann, skill=rust, level=1)
    assert list(levels(both())) == ["Rust", "Java", "Ada", "Go"]


def test_skills_of_others_are_no_lines(both):
    ExpertiseFactory()
    assert levels(both()) == {}


def test_cell_knows_the_last_use_and_the_wish(both, ann):
    row = ExpertiseFactory(person=ann, last_used_on=MONDAY)
    LearningGoalFactory(person=ann, skill=row.skill, target_level=4)
    first, second = both().lines[0].cells
    assert (first.last_used_on, first.wants) == (MONDAY, True)
    assert (second.level, second.wants) == (None, False)


@pytest.mark.parametrize("status", ["achieved", "dropped"])
def test_finished_goal_is_no_wish(both, ann, status):
    row = ExpertiseFactory(person=ann)
    LearningGoalFactory(person=ann, skill=row.skill, status=status)
    assert not both().lines[0].cells[0].wants


# Needs as lines


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn", starts_on=MONDAY + DAY * 7)


def test_needs_of_the_project_are_the_lines_musts_first(both, churn, ann):
    for name, priority in (("Go", "could"), ("SQL", "must"), ("R", "should")):
        SkillNeedFactory(
            project=churn, skill=SkillFactory(name=name), priority=priority
        )
    ExpertiseFactory(person=ann)
    assert list(levels(both("project=churn"))) == ["SQL", "R", "Go"]


def test_column_counts_the_needs_that_are_met(both, churn, ann):
    needs = [SkillNeedFactory(project=churn, level=3) for _ in range(3)]
    ExpertiseFactory(person=ann, skill=needs[0].skill, level=3)
    ExpertiseFactory(person=ann, skill=needs[1].skill, level=2)
    met = [column.met for column in both("project=churn").columns]
    assert met == ["1 of 3", "0 of 3"]


def test_without_a_project_nothing_counts_as_met(both, ann):
    ExpertiseFactory(person=ann)
    assert [column.met for column in both().columns] == ["", ""]


@pytest.mark.parametrize(
    ("level", "asked", "verdict"),
    [
        (3, 3, "Met"),
        (4, 3, "Met"),
        (2, 3, "Near: one level short"),
        (2, 4, "Near: two levels short"),
        (1, 4, "Missing: three levels short"),
        (None, 1, "Missing"),
        (3, None, ""),
        (None, None, ""),
    ],
)
def test_verdict_says_met_near_or_missing(level, asked, verdict):
    cell = Cell(level=level and Level(level), asked=asked)
    assert cell.verdict == verdict
    assert cell.is_met == (verdict == "Met")


def test_line_says_what_is_asked(both, churn):
    SkillNeedFactory(project=churn, level=3)
    SkillNeedFactory(project=churn, level=4)
    asked = [line.asked for line in both("project=churn").lines]
    assert asked == ["Practitioner or above", "Expert"]


# Differences


@pytest.mark.parametrize(
    ("ann_has", "ben_has", "is_different"),
    [
        ((3, False), (3, False), False),
        ((3, False), (2, False), True),
        ((3, True), (3, False), True),
        ((0, False), (1, False), True),
    ],
)
def test_differences_are_of_level_or_wish(
    both, ann, ben, ann_has, ben_has, is_different
):
    skill = SkillFactory()
    for person, (level, wants) in ((ann, ann_has), (ben, ben_has)):
        if level:
            ExpertiseFactory(person=person, skill=skill, level=level)
        if wants:
            LearningGoalFactory(person=person, skill=skill, target_level=4)
    assert len(both("only=differences").lines) == is_different


def test_differences_only_still_counts_all_lines(both, ann, ben):
    skill = SkillFactory()
    for person in (ann, ben):
        ExpertiseFactory(person=person, skill=skill)
    ExpertiseFactory(person=ann)
    found = both("only=differences")
    assert (len(found.lines), found.line_count) == (1, 2)


def test_toggle_leads_there_and_back(both):
    here = "/people/compare/?person=ann&person=ben"
    assert both().toggle == f"{here}&only=differences"
    assert both("only=differences").toggle == here


def test_needs_met_are_of_all_needs_even_where_only_differences_show(both, churn):
    SkillNeedFactory(project=churn)
    found = both("project=churn&only=differences")
    assert found.lines == []
    assert [column.met for column in found.columns] == ["0 of 1", "0 of 1"]


# Time


def test_free_time_is_that_of_the_window(both, churn, ann):
    AssignmentFactory(person=ann, percent=40, ends_on=MONDAY + DAY * 6)
    words = [
        [column.card.free_time.words for column in both(query).columns]
        for query in ("", "project=churn")
    ]
    assert words[0] == ["60 % free now", "100 % free now"]
    assert words[1] == ["100 % free from 16 Mar"] * 2


def test_current_work_is_that_of_today(both, ann):
    now = AssignmentFactory(person=ann)
    AssignmentFactory(person=ann, ends_on=MONDAY - DAY)
    AssignmentFactory(person=ann, starts_on=MONDAY + DAY)
    AssignmentFactory(person=ann, project=ProjectFactory(status="cancelled"))
    assert both().columns[0].current == [now]


# Looking for somebody


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an", ["Ana María Pérez", "Ann"]),
        ("perez", ["Ana María Pérez"]),
        ("PÉREZ ana", ["Ana María Pérez"]),
        ("erez", []),
        ("  ", []),
        ("%", []),
        (None, []),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_names(text, found, ann):
    PersonFactory(name="Ana María Pérez")
    assert [person.name for person in people_named(text, but=[])] == found


def test_who_is_compared_already_is_not_found(both):
    PersonFactory(name="Anna")
    found = both("find=an").found
    assert [(person.name, href) for person, href in found] == [
        ("Anna", "/people/compare/?person=ann&person=ben&person=anna")
    ]


def test_looking_for_nobody_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert people_named(" ", but=[]) == []


def test_only_the_first_few_are_found():
    for number in range(9):
        PersonFactory(name=f"Ann {number}")
    assert len(people_named("ann", but=[])) == 6


def test_who_left_is_not_found(ann):
    ann.left_on = MONDAY - DAY
    ann.save()
    assert people_named("ann", but=[]) == []
