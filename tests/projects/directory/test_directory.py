"""Which projects the list finds, in what order, and what its facets count."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from people.lists.named_filters import NamedRows, natural_order
from people.lists.vocabulary import Named, vocabulary
from projects.directory.filters import ProjectFilterSet, lead_options
from projects.directory.search import search
from projects.models import Project
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)


def found(query, user):
    request = SimpleNamespace(user=user)
    filterset = ProjectFilterSet(QueryDict(query), request=request)
    assert filterset.is_valid()
    return search(filterset)


@pytest.fixture
def ordered(manager):
    """The names of the projects that a query finds, in its order."""

    def ordered(query):
        names = dict(Project.objects.values_list("pk", "name"))
        return [names[pk] for pk in found(query, manager).projects]

    return ordered


@pytest.fixture
def facet(manager):
    """The labels of a facet, each with its count."""
    return lambda query, name: {
        one.label: one.count for one in found(query, manager).facets[name]
    }


# Order


@pytest.mark.django_db
def test_names_stand_without_regard_to_case_and_accents(ordered):
    for name in ("beta", "Ábel", "Abe", "Zeta"):
        ProjectFactory(name=name)

    assert ordered("") == ["Abe", "Ábel", "beta", "Zeta"]
    assert ordered("sort=-name") == ["Zeta", "beta", "Ábel", "Abe"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("starts", ["Early", "Late", "Unknown"]),
        ("-starts", ["Late", "Early", "Unknown"]),
        ("ends", ["Early", "Late", "Unknown"]),
        ("-ends", ["Late", "Early", "Unknown"]),
    ],
)
def test_unknown_days_come_last_either_way(ordered, sort, names):
    for name, year in (("Late", 2027), ("Early", 2026), ("Unknown", None)):
        days = [date(year, month, 1) if year else None for month in (1, 2)]
        ProjectFactory(name=name, starts_on=days[0], ends_on=days[1])

    assert ordered(f"sort={sort}") == names


@pytest.mark.django_db
def test_statuses_stand_from_first_to_last_and_by_name(ordered):
    for name, status in (("B", "closed"), ("A", "active"), ("C", "proposed")):
        ProjectFactory(name=name, status=status)
    ProjectFactory(name="A2", status="proposed")

    assert ordered("sort=status") == ["A2", "C", "A", "B"]


@pytest.mark.django_db
def test_most_open_needs_come_first(ordered):
    for name, needs in (("None", 0), ("Two", 2), ("One", 1)):
        project = ProjectFactory(name=name, status="active")
        SkillNeedFactory.create_batch(needs, project=project)

    assert ordered("sort=needs") == ["Two", "One", "None"]
    assert ordered("sort=-needs") == ["None", "One", "Two"]


# Facets


@pytest.mark.django_db
def test_covered_need_is_not_open(facet):
    need = SkillNeedFactory(project__status="active")
    row = ExpertiseFactory(skill=need.skill, level=4)
    SkillNeedFactory(project__status="staffing")
    AssignmentFactory(project=need.project, person=row.person)

    assert facet("", "needs") == {"Still looks for people": 1}


@pytest.mark.django_db
def test_need_of_a_project_that_is_over_is_not_open(facet):
    SkillNeedFactory(project__status="closed")

    assert facet("", "needs") == {"Still looks for people": 0}


@pytest.mark.django_db
def test_skill_needed_at_two_levels_counts_its_project_once(facet):
    python = SkillFactory(name="Python")
    project = ProjectFactory()
    for level in (2, 4):
        SkillNeedFactory(project=project, skill=python, level=level)

    assert facet("", "skill") == {"Python": 1}


@pytest.mark.django_db
def test_chosen_team_stays_even_if_it_leaves_nothing(facet):
    TeamFactory(name="Data")
    ProjectFactory(team=TeamFactory(name="Web"), status="active")

    assert facet("team=data&status=active", "team") == {"Data": 0, "Web": 1}


@pytest.mark.django_db
def test_leads_stand_by_name(facet):
    for name in ("zoe", "Ada"):
        ProjectFactory(lead=PersonFactory(name=name))
    ProjectFactory(lead=None)

    assert list(facet("", "lead")) == ["Ada", "zoe"]


def rows(**counts):
    return [
        SimpleNamespace(lead=name.lower(), lead_name=name, lead_left_on=None)
        for name, count in counts.items()
        for _ in range(count)
    ]


def test_hundred_leads_are_offered_those_with_most_projects():
    found = lead_options(
        rows(Zoe=2, **{f"L{number:03}": 1 for number in range(120)}), None
    )

    assert (len(found), found[-1].label, found[-1].count) == (100, "Zoe", 2)


def test_chosen_lead_is_offered_whoever_leads_more():
    chosen = Named(1, "quiet", "Quiet")

    found = lead_options(rows(Busy=3), chosen)
    assert [(one.label, one.count, one.is_selected) for one in found] == [
        ("Busy", 3, False),
        ("Quiet", 0, True),
    ]


def test_options_that_nothing_has_are_not_offered():
    teams = NamedRows("team")
    words = {name: Named(pk, name, name) for pk, name in enumerate("abc")}
    teams.parent = SimpleNamespace(vocabulary={"team": words}, criteria={"": []})

    found = teams.options({1: 5})
    assert [(one.label, one.count) for one in found] == [("b", 5)]


def test_choices_keep_their_order_and_rows_stand_by_name():
    statuses = [Named(1, "b", "B", position=1), Named(2, "a", "A", position=2)]
    skills = [Named(1, "b", "B", "Group", 1), Named(2, "a", "A", "Group", 2)]

    assert [one.slug for one in sorted(statuses, key=natural_order)] == ["b", "a"]
    assert [one.slug for one in sorted(skills, key=natural_order)] == ["a", "b"]


# The panel


@pytest.mark.parametrize("sort", ["-name", "-status", "-needs"])
def test_rare_order_is_offered_to_who_asked_for_it(sort):
    filterset = ProjectFilterSet(QueryDict(f"sort={sort}"), request=None)
    assert filterset.is_valid()
    choices = filterset.filters["sort"].panel({}, None)
    offered = {one.value: one for one in choices}

    assert offered[sort].is_selected
    assert set(offered) & {"-name", "-status", "-needs"} == {sort}


# Queries


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "status=proposed&sort=needs", "needs=open"])
def test_search_costs_the_same_for_3_and_30(member, query, django_assert_num_queries):
    for count in (3, 27):
        for project in ProjectFactory.create_batch(count, team=TeamFactory()):
            SkillNeedFactory(project=project)
        vocabulary()
        with django_assert_num_queries(4):
            found(query, member)
