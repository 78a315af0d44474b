from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from hypothesis import given
from hypothesis import strategies as st

from people.models import Endorsement, Level, Skill
from people.skills.merging import merge_skills
from people.skills.names import resolve
from people.spelling.names import normalise
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
)
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep():
    return SkillFactory(name="scikit-learn")


@pytest.fixture
def lose():
    return SkillFactory(name="SciKit toolkit")


@pytest.fixture
def merge(keep, lose):
    user = UserFactory()
    return lambda: merge_skills(keep=keep, lose=lose, by=user)


def rows(queryset, *fields):
    return sorted(queryset.values_list(*fields))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("  Scikit-Learn ", "scikit learn"),
        ("scikit\u2011learn", "scikit learn"),
        ("data_science/ops", "data science ops"),
        ("Research & Development", "research and development"),
        ("Ｐｙｔｈｏｎ", "python"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("Node.js", "node.js"),
        ("(R)", "r"),
        ("“?!”", ""),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_key_of_a_name(name, key):
    assert normalise(name) == key


@examples(100)
@given(st.text())
def test_key_of_a_key_is_itself(name):
    assert normalise(normalise(name)) == normalise(name)


@examples(100)
@given(st.text())
def test_key_ignores_case_and_outer_spaces(name):
    assert normalise(f" {name.swapcase().swapcase()}\t") == normalise(
        name.swapcase().swapcase()
    )


def test_names_and_aliases_resolve_exactly(keep):
    SkillAliasFactory(skill=keep, name="sklearn")
    found = resolve(["Scikit Learn", "SKLEARN"])
    assert [result.skill for result in found.values()] == [keep, keep]
    assert {result.how for result in found.values()} == {"exact"}


def test_a_name_resolves_without_its_spaces(keep):
    result = resolve(["ScikitLearn"])["ScikitLearn"]
    assert (result.skill, result.how, result.suggestions) == (keep, "spaces", ())


def test_spaces_may_be_in_the_asked_name():
    skill = SkillFactory(name="GraphQL")
    assert resolve(["graph-ql"])["graph-ql"].skill == skill


def test_two_skills_that_differ_by_spaces_are_not_guessed():
    one, two = SkillFactory(name="on site work"), SkillFactory(name="onsite work")
    result = resolve(["onsitework"])["onsitework"]
    assert result.skill is None
    assert set(result.suggestions) == {one, two}


@pytest.mark.parametrize("name", ["R", "C", "Go", "g o", "C#"])
def test_short_names_suggest_nothing(name):
    for other in ("Rust", "C & C++", "Google Cloud", "Gorm", "Ray", "golang"):
        SkillFactory(name=other)
    result = resolve([name])[name]
    assert (result.skill, result.suggestions) == (None, ())


def test_c_and_its_relatives_are_three_skills():
    skills = {name: SkillFactory(name=name) for name in ("C", "C#", "C++", "R", "Go")}
    found = resolve(skills)
    assert {name: result.skill for name, result in found.items()} == skills


def test_a_typo_is_suggested_and_not_taken(keep):
    result = resolve(["scikit-lern"])["scikit-lern"]
    assert (result.skill, result.how) == (None, None)
    assert result.suggestions == (keep,)


def test_suggestions_are_three_at_most_the_nearest_first():
    for ending in ("", " rules", " checks", " alarms"):
        SkillFactory(name=f"data quality{ending}")
    suggestions = resolve(["data qualty"])["data qualty"].suggestions
    assert suggestions[0].name == "data quality"
    assert len(suggestions) == 3


def test_an_alias_suggests_its_skill_once(keep):
    SkillAliasFactory(skill=keep, name="scikits learn")
    assert resolve(["scikits lerner"])["scikits lerner"].suggestions == (keep,)


def test_an_inactive_skill_resolves_and_is_not_suggested():
    skill = SkillFactory(name="Fortran", is_active=False)
    found = resolve(["fortran", "fortrann"])
    assert found["fortran"].skill == skill
    assert found["fortrann"].suggestions == ()


@pytest.mark.parametrize("name", ["", "  ", "?!"])
def test_a_name_without_letters_means_nothing(name, keep):
    assert resolve([name])[name].skill is None


@pytest.mark.parametrize("count", [3, 30])
def test_resolving_takes_three_queries(count, django_assert_num_queries, keep):
    with django_assert_num_queries(3):
        resolve([f"unknown thing {number}" for number in range(count)])


def test_merging_leaves_the_names_as_aliases(merge, keep, lose):
    SkillAliasFactory(skill=lose, name="sk-kit")
    assert merge().aliases == 2
    assert rows(keep.aliases, "name") == [("SciKit toolkit",), ("sk-kit",)]
    assert not Skill.objects.filter(pk=lose.pk).exists()


def test_merging_moves_expertise(merge, keep, lose):
    expertise = ExpertiseFactory(skill=lose, level=Level.EXPERT)
    assert merge().expertise == 1
    assert rows(keep.expertise, "pk", "level") == [(expertise.pk, Level.EXPERT)]


def test_merging_keeps_the_stronger_of_two_statements(merge, keep, lose):
    person = PersonFactory()
    ExpertiseFactory(person=person, skill=keep, level=2, years=7, note="")
    ExpertiseFactory(
        person=person, skill=lose, level=3, last_used_on=date(2026, 1, 9), note="Daily."
    )
    assert merge().expertise == 1
    assert rows(
        person.expertise, "skill", "level", "last_used_on", "years", "note"
    ) == [(keep.pk, 3, date(2026, 1, 9), 7, "Daily.")]


def test_merging_keeps_the_later_endorsement_of_a_colleague(merge, keep, lose):
    person, colleague, other = PersonFactory(), PersonFactory(), PersonFactory()
    kept = ExpertiseFactory(person=person, skill=keep)
    lost = ExpertiseFactory(person=person, skill=lose)
    days = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2)]
    EndorsementFactory(expertise=kept, endorsed_by=colleague, endorsed_at=days[0])
    EndorsementFactory(expertise=lost, endorsed_by=colleague, endorsed_at=days[1])
    EndorsementFactory(expertise=lost, endorsed_by=other, endorsed_at=days[0])
    merge()
    assert rows(kept.endorsements, "endorsed_by", "endorsed_at") == [
        (colleague.pk, days[1]),
        (other.pk, days[0]),
    ]


def test_merging_moves_endorsements_with_their_expertise(merge, keep, lose):
    endorsement = EndorsementFactory(expertise__skill=lose)
    merge()
    assert Endorsement.objects.get(expertise__skill=keep) == endorsement


def test_merging_keeps_the_more_pressing_goal(merge, keep, lose):
    person = PersonFactory()
    LearningGoalFactory(
        person=person, skill=keep, priority=1, motivation="Mine.", set_on="2025-01-01"
    )
    LearningGoalFactory(
        person=person, skill=lose, priority=3, target_level=4, status="in_progress"
    )
    assert merge().goals == 1
    fields = ("skill", "priority", "target_level", "motivation", "status", "set_on")
    assert rows(person.goals, *fields) == [
        (keep.pk, 3, 4, "Mine.", "in_progress", date(2025, 1, 1))
    ]


def test_merging_keeps_finished_goals_beside_open_ones(merge, keep, lose):
    person = PersonFactory()
    LearningGoalFactory(person=person, skill=keep)
    LearningGoalFactory(person=person, skill=lose, status="achieved")
    merge()
    assert rows(keep.goals, "status") == [("achieved",), ("open",)]


def test_merging_keeps_the_larger_and_stronger_need(merge, keep, lose):
    project = ProjectFactory()
    SkillNeedFactory(project=project, skill=keep, level=3, people=1, priority="must")
    SkillNeedFactory(
        project=project,
        skill=lose,
        level=3,
        people=2,
        priority="could",
        welcomes_learner=True,
    )
    assert merge().needs == 1
    assert rows(project.needs, "skill", "people", "priority", "welcomes_learner") == [
        (keep.pk, 2, "must", True)
    ]


def test_merging_leaves_needs_at_other_levels(merge, keep, lose):
    project = ProjectFactory()
    SkillNeedFactory(project=project, skill=keep, level=3)
    SkillNeedFactory(project=project, skill=lose, level=2)
    merge()
    assert rows(project.needs, "skill", "level") == [(keep.pk, 2), (keep.pk, 3)]


def test_merging_moves_skills_used_on_assignments(merge, keep, lose):
    both = AssignmentFactory(skills=[keep, lose])
    one = AssignmentFactory(skills=[lose])
    assert merge().assignments == 2
    assert list(both.skills.all()) == list(one.skills.all()) == [keep]


def test_merging_is_logged_with_who_did_it(keep, lose):
    user = UserFactory()
    merge_skills(keep=keep, lose=lose, by=user)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (user, str(keep.pk))
    assert "SciKit toolkit" in entry.change_message


def test_a_skill_cannot_be_merged_with_itself(keep):
    with pytest.raises(ValueError, match="itself"):
        merge_skills(keep=keep, lose=keep, by=UserFactory())


def test_a_skill_that_is_gone_cannot_be_merged(merge):
    merge()
    with pytest.raises(ValueError, match="gone"):
        merge()


@pytest.mark.parametrize("pairs", [3, 30])
def test_merging_takes_as_many_queries_for_any_number(
    pairs, merge, keep, lose, django_assert_num_queries
):
    for person in PersonFactory.create_batch(pairs):
        EndorsementFactory(expertise__person=person, expertise__skill=keep)
        EndorsementFactory(expertise__person=person, expertise__skill=lose)
    ContentType.objects.get_for_model(Skill)
    with django_assert_num_queries(30):
        merge()


def test_whoever_learns_the_lost_skill_learns_the_kept_one(merge, keep, lose):
    seat = LearningSeatFactory(learns=lose)
    assert merge().seats == 1
    seat.refresh_from_db()
    assert seat.learns == keep
