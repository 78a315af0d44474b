import re
from datetime import date

import pytest
import time_machine

from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.once import rows_of_module
from tests.people.pages import read

pytestmark = pytest.mark.django_db

RADAR, STUDY, PILOT = "fraud-radar", "churn-study", "route-pilot"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def project(name, *skills, **fields):
    made = ProjectFactory(name=name, **fields)
    for skill in skills:
        SkillNeedFactory(project=made, skill=skill)
    return made


def make_world():
    """An active project that lacks people, a staffed one, and one that is over."""
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    lisbon, porto = TeamFactory(name="Lisbon"), TeamFactory(name="Porto")
    ana, bo = PersonFactory(name="Ana Silva"), PersonFactory(name="Bo Berg")
    radar = {"summary": "Alerts for card payments", "team": lisbon, "lead": ana}
    radar |= {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 6, 26)}
    made = project("Fraud radar", python, sql, status="active", **radar)
    made.needs.filter(skill=sql).update(phase="build")
    study = {"outcome": "answered", "team": porto, "lead": bo}
    study |= {"starts_on": date(2024, 1, 8), "ends_on": date(2025, 5, 30)}
    project("Churn study", sql, status="closed", **study)
    pilot = project("Route pilot", sql, status="staffing", team=porto)
    pilot.needs.update(phase="frame")
    AssignmentFactory(project=pilot, person=bo)
    ExpertiseFactory(person=bo, skill=sql)


world = rows_of_module(make_world)


@pytest.fixture
def listed(member_client, world):
    """The slugs that the list shows for a query string."""
    return lambda query: re.findall(
        r'<li class="project-card" data-project="([^"]+)"', html(member_client, query)
    )


def html(client, query=""):
    response = client.get(f"/projects/?{query}", follow=True)
    assert response.status_code == 200
    return response.content.decode()


FILTERS = [
    ("q=radar", [RADAR]),
    ("q=payments", [RADAR]),
    ("q=python", [RADAR]),
    ("q=Ana+Silva", [RADAR]),
    ("q=berg", [STUDY]),
    ("q=silvva", [RADAR]),
    ("status=active", [RADAR]),
    ("skill=python", [RADAR]),
    ("needs=open", [RADAR]),
    ("phase=build", [RADAR]),
    # Nobody is looked for in it any more.
    ("phase=frame", []),
    ("team=lisbon", [RADAR]),
    ("lead=ana-silva", [RADAR]),
    ("outcome=answered", [STUDY]),
    ("from=2025-06-01", [RADAR]),
    ("to=2025-01-01", [STUDY]),
    ("from=2025-01-01&to=2026-01-05", [STUDY, RADAR]),
]


@pytest.mark.parametrize(("query", "slugs"), FILTERS)
def test_a_filter_lists_what_it_matches_and_nothing_else(listed, query, slugs):
    assert listed(query) == slugs


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("status=active&status=closed", [STUDY, RADAR]),
        ("skill=python&skill=sql", [STUDY, RADAR, PILOT]),
        ("phase=frame&phase=build", [RADAR]),
        ("team=lisbon&team=porto", [STUDY, RADAR, PILOT]),
        ("outcome=answered&outcome=in_use", [STUDY]),
    ],
)
def test_values_of_one_parameter_are_alternatives(listed, query, slugs):
    assert listed(query) == slugs


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("q=radar&status=closed", []),
        ("q=sql&needs=open", [RADAR]),
        ("status=active&skill=sql", [RADAR]),
        ("skill=sql&team=porto", [STUDY, PILOT]),
        ("needs=open&team=porto", []),
        ("phase=build&skill=python", [RADAR]),
        ("phase=build&team=porto", []),
        ("team=porto&lead=bo-berg", [STUDY]),
        ("lead=bo-berg&outcome=answered", [STUDY]),
        ("lead=ana-silva&outcome=answered", []),
        ("outcome=answered&from=2025-05-30", [STUDY]),
        ("outcome=answered&from=2025-05-31", []),
        ("to=2026-01-05&status=active", [RADAR]),
        ("to=2026-01-04&status=active", []),
    ],
)
def test_parameters_are_all_to_be_met(listed, query, slugs):
    assert listed(query) == slugs


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("status", "asleep", "“asleep” is not a status here"),
        ("skill", "alchemy", "“alchemy” is not a skill here"),
        ("needs", "closed", "“closed”: write open"),
        ("phase", "idea", "“idea” is not a phase here"),
        ("team", "atlantis", "“atlantis” is not a team here"),
        ("lead", "nobody", "“nobody” is not a person here"),
        ("outcome", "glory", "“glory” is not an outcome here"),
        ("from", "soon", "“soon”: write a day like 2026-03-09"),
        ("to", "1066-10-14", "choose a day between 2000 and 2100"),
        ("sort", "colour", "“colour”: choose one of name"),
        ("page", "last", "“last”"),
        ("lead", "%00", "Null characters are not allowed"),
    ],
)
def test_an_unknown_value_is_named_and_lists_nothing(
    member_client, world, parameter, value, message
):
    page = html(member_client, f"{parameter}={value}")

    assert message in page
    assert 'data-total="0"' in page
    assert "data-project" not in page


def test_empty_values_ask_for_nothing(listed):
    empty = "&".join(f"{name}=" for name in ("q", "status", "needs", "lead", "from"))

    assert listed(f"{empty}&sort=&page=") == [STUDY, RADAR, PILOT]


def test_a_window_that_ends_before_it_starts_is_named(member_client, world):
    page = html(member_client, "from=2026-03-09&to=2026-03-01")

    assert "the window ends before it starts" in page


# Text


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("q=frad", [RADAR]),
        ("q=payemnts", [RADAR]),
        ("q=pyhton", [RADAR]),
        ("q=Radár", [RADAR]),
        ("q=radar+payments", [RADAR]),
        ("q=radar+churn", []),
        ("q=adar", [RADAR]),
    ],
)
def test_text_forgives_typing(listed, query, slugs):
    assert listed(query) == slugs


def test_a_corrected_word_is_said(member_client, world):
    page = html(member_client, "q=pyhton")

    assert "Nothing here says “pyhton”; shown instead: python." in page


def test_text_finds_the_alias_of_a_needed_skill(listed):
    SkillAliasFactory(skill__name="Deep learning", name="Neural networks")
    asked = SkillNeedFactory(skill__name="PyTorch", project__name="Vision")
    SkillAliasFactory(skill=asked.skill, name="Torch")

    assert listed("q=torch") == ["vision"]


# Needs


def test_a_need_is_open_until_enough_people_hold_it(listed):
    SkillNeedFactory(project__name="Pair", skill__name="Go", people=2)

    assert listed("needs=open") == [RADAR, "pair"]


# Order


@pytest.mark.parametrize(
    ("sort", "slugs"),
    [
        ("name", [STUDY, RADAR, PILOT]),
        ("-name", [PILOT, RADAR, STUDY]),
        ("starts", [STUDY, RADAR, PILOT]),
        ("-starts", [RADAR, STUDY, PILOT]),
        ("ends", [STUDY, RADAR, PILOT]),
        ("-ends", [RADAR, STUDY, PILOT]),
        ("status", [PILOT, RADAR, STUDY]),
        ("-status", [STUDY, RADAR, PILOT]),
        ("needs", [RADAR, STUDY, PILOT]),
        ("-needs", [STUDY, PILOT, RADAR]),
    ],
)
def test_each_sort_has_its_order(listed, sort, slugs):
    assert listed(f"sort={sort}") == slugs


@pytest.mark.parametrize("sort", ["-name", "-needs", "-starts"])
def test_the_order_in_force_is_offered(member_client, world, sort):
    assert f'<option value="{sort}" selected>' in html(member_client, f"sort={sort}")


@pytest.mark.parametrize("query", ["lead=bo-berg", "outcome=answered"])
def test_leads_and_outcomes_narrow_each_other(query, member_client, world):
    facets = read(member_client.get(f"/projects/?{query}")).facets
    assert facets["lead"]["bo-berg"] == 1
    assert facets["outcome"] == {"answered": 1}
