"""How the people list reads its parameters: what counts, what is left open."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from people.directory.filters import PersonFilterSet
from people.directory.levels import Asked
from people.lists.vocabulary import Named
from tests.factories import ProjectFactory, SkillFactory, TeamFactory

GO = Named(1, "go", "Go")


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False)


def read(query, user=None):
    request = SimpleNamespace(user=user or AnonymousUser())
    form = PersonFilterSet(QueryDict(query), request=request).form
    form.full_clean()
    return form


def cleaned(query, user=None):
    form = read(query, user)
    assert not form.errors
    return form.cleaned_data


def error(query, name):
    [message] = read(query).errors[name]
    return message


# Levels


@pytest.mark.parametrize(
    ("level", "value", "label"),
    [
        (1, "go", "Go"),
        (2, "go:2", "Go, Working or above"),
        (3, "go:3", "Go, Practitioner or above"),
        (4, "go:4", "Go, Expert"),
    ],
)
def test_asked_skill_has_a_value_and_words(level, value, label):
    asked = Asked(GO, level)

    assert asked.value == value
    assert asked.label == label


def test_level_or_above_will_do():
    assert list(Asked(GO, 3).levels) == [3, 4]


@pytest.mark.django_db
def test_skill_without_a_level_is_asked_for_at_any():
    SkillFactory(name="Go")

    [asked] = cleaned("skill=go")["skill"]
    assert (asked.skill.name, asked.level) == ("Go", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["0", "5", "03", "3:3", "three"])
def test_level_is_one_of_four(level):
    SkillFactory(name="Go")

    assert (
        error(f"skill=go:{level}", "skill") == f"“go:{level}”: a level is 1, 2, 3 or 4"
    )


# Values that may come several times


@pytest.mark.django_db
def test_value_that_comes_twice_counts_once():
    for name in ("Data", "Web"):
        TeamFactory(name=name)

    found = cleaned("team=web&team=data&team=web&team=")["team"]
    assert [one.slug for one in found] == ["web", "data"]


@pytest.mark.django_db
def test_twenty_values_are_enough():
    SkillFactory.create_batch(21)
    form = read("&".join(f"goal=skill-{n}" for n in range(21)))

    assert form.errors["goal"] == ["choose at most 20"]


@pytest.mark.django_db
def test_each_unknown_name_is_told():
    form = read("team=mars&team=venus")

    assert form.errors["team"] == [
        "“mars” is not a team here",
        "“venus” is not a team here",
    ]


# Windows


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("", date(2026, 3, 9), date(2026, 4, 5)),
        ("from=2026-06-01", date(2026, 6, 1), date(2026, 6, 28)),
        ("to=2026-03-09", date(2026, 3, 9), date(2026, 3, 9)),
        ("from=2026-01-01&to=2028-01-02", date(2026, 1, 1), date(2028, 1, 2)),
    ],
)
def test_window_is_filled_up(query, start, end):
    assert cleaned(query)["window"] == (start, end)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=2026-05-02&to=2026-05-01", "the window ends before it starts, on 2026-"),
        ("to=2026-03-08", "the window ends before it starts, on 2026-03-09"),
        ("from=2026-01-01&to=2028-01-03", "choose a window of at most two years"),
        ("to=2101-01-01", "choose a day between 2000 and 2100"),
        ("to=09.03.2026", "write a day like 2026-03-09"),
    ],
)
def test_window_that_cannot_be_is_explained(query, message):
    assert error(query, "to").startswith(message)


# What is left open


@pytest.mark.django_db
def test_what_is_not_asked_for_has_the_usual_value(settings):
    settings.DIRECTORY = settings.DIRECTORY | {"OVERLAP_HOURS": 3, "MIN_JUDGED": 5}

    found = cleaned("match=&sort=&page=&overlap=&judged=")
    usual = {"match": "all", "overlap": 3, "judged": 5, "sort": "name", "page": 1}
    assert {name: found[name] for name in usual} == usual


@pytest.mark.django_db
def test_stranger_may_not_sort_by_success_either_way():
    words = "success rates are seen by project managers only"

    assert error("sort=success", "sort") == words
    assert error("sort=-success", "sort") == words


@pytest.mark.django_db
def test_manager_sorts_by_success(manager):
    assert cleaned("sort=-success", manager)["sort"] == "-success"


# Queries


@pytest.mark.django_db
def test_names_of_3_and_30_rows_are_read_at_the_same_cost(
    django_assert_max_num_queries, django_assert_num_queries
):
    for number in range(3):
        TeamFactory(name=f"T{number}")
    with django_assert_max_num_queries(2) as few:
        cleaned("team=t0&team=t1")
    for number in range(3, 30):
        TeamFactory(name=f"T{number}")
    with django_assert_num_queries(len(few)):
        cleaned("&".join(f"team=t{number}" for number in range(20)))


@pytest.mark.django_db
def test_project_is_looked_up_alone(django_assert_num_queries):
    projects = ProjectFactory.create_batch(3)
    with django_assert_num_queries(1):
        found = cleaned(f"project={projects[1].slug}")["project"]
    assert (found.pk, found.name) == (projects[1].pk, projects[1].name)
