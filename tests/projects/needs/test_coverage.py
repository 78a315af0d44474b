from datetime import date, timedelta
from random import Random

import pytest

from people.models import Level
from projects.models import AssignmentStatus, ProjectStatus, SkillNeed
from projects.needs.counted import counted_coverage
from projects.needs.coverage import Coverage, NeedCoverage, cover, coverage_of
from projects.needs.members import Member
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillNeedFactory,
)

pytestmark = pytest.mark.looks_again

TODAY = date(2026, 3, 9)
IN_SPRING = date(2026, 5, 4)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ANA = Member(1, "Ana", "ana", is_tentative=False, has_left=False)
BO = Member(2, "Bo", "bo", is_tentative=True, has_left=False)
CY = Member(3, "Cy", "cy", is_tentative=False, has_left=False)
PYTHON = 7


def need(**fields):
    return SkillNeed(pk=1, skill_id=PYTHON, **{"level": 3, "people": 2} | fields)


def covered(levels, goals=None, team=(ANA, BO, CY), **fields):
    by_key = {(person.pk, PYTHON): level for person, level in levels.items()}
    goals = {(person.pk, PYTHON): level for person, level in (goals or {}).items()}
    return cover(need(**fields), team, by_key, goals)


def names(holders):
    return [holder.member.name for holder in holders]


# One need


def test_a_holder_has_the_level_or_more():
    one = covered({ANA: 3, BO: 2, CY: 4})

    assert names(one.holders) == ["Cy", "Ana"]


def test_somebody_one_level_short_is_near():
    one = covered({ANA: 2, BO: 1})

    assert names(one.near) == ["Ana"]
    assert one.near[0].level == Level.WORKING


def test_nobody_is_near_without_a_stated_level():
    assert covered({}, level=1).near == ()


def test_wishing_are_those_who_want_it_and_do_not_hold_it():
    one = covered({ANA: 3}, goals={ANA: 4, CY: 2})

    assert names(one.wishing) == ["Cy"]


def test_confirmed_holders_come_before_tentative_ones():
    assert names(covered({BO: 4, CY: 3}).holders) == ["Cy", "Bo"]


@pytest.mark.parametrize(
    ("levels", "found", "missing", "tentative"),
    [
        ({}, 0, 2, 0),
        ({ANA: 3}, 1, 1, 0),
        ({ANA: 3, BO: 3}, 1, 1, 1),
        ({ANA: 3, BO: 3, CY: 3}, 2, 0, 0),
    ],
)
def test_a_need_counts_each_person_once_and_none_beyond_it(
    levels, found, missing, tentative
):
    one = covered(levels)

    assert (one.covered, one.missing) == (found, missing)
    assert one.tentative == tentative


def test_the_only_holder_of_a_must_is_a_bus_factor_of_one():
    assert covered({ANA: 3}, priority="must").sole_holder == ANA
    assert covered({ANA: 3}, priority="should").sole_holder is None
    assert covered({ANA: 3, BO: 3}, priority="must").sole_holder is None


# One project


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("active", "1 of 2 seats found"),
        ("closed", "Asked for 2 seats"),
        ("cancelled", "Asked for 2 seats"),
    ],
)
def test_coverage_says_in_words_how_many_were_found(status, words):
    assert Coverage(status, needs=(covered({ANA: 3}),)).words == words


def test_coverage_tells_tentative_people_apart():
    coverage = Coverage("active", needs=(covered({ANA: 3, BO: 3}),))

    assert coverage.words == "1 of 2 seats found · 1 more once confirmed"
    assert Coverage("active").words == "No needs stated"


def test_only_live_projects_have_open_needs():
    needs = (NeedCoverage(need()),)

    assert len(Coverage("staffing", needs=needs).open_needs) == 1
    assert Coverage("closed", needs=needs).open_needs == []


# Who is on the team


def found(project):
    return coverage_of([project], TODAY)[project.pk].found


def staffed(project_status="active", person=None, **booking):
    """A project that needs one skill, and a person who holds it, booked on it."""
    asked = SkillNeedFactory(project__status=project_status)
    person = person or PersonFactory()
    ExpertiseFactory(person=person, skill=asked.skill, level=asked.level)
    AssignmentFactory(project=asked.project, person=person, **booking)
    return asked.project


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("booking", "count"),
    [
        ({"ends_on": YESTERDAY}, 0),
        ({"ends_on": TODAY}, 1),
        ({"starts_on": TOMORROW}, 1),
        ({"status": AssignmentStatus.TENTATIVE}, 0),
    ],
)
def test_seats_of_a_live_project_are_filled_by_who_is_not_over(booking, count):
    assert found(staffed(**booking)) == count


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "count"), [("closed", 1), ("cancelled", 0)])
def test_a_closed_project_keeps_its_team_and_a_cancelled_one_has_none(status, count):
    assert found(staffed(status, ends_on=YESTERDAY)) == count


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "count"), [("active", 0), ("closed", 1)])
def test_people_who_left_count_in_history_only(status, count):
    assert found(staffed(status, PersonFactory(left_on=YESTERDAY))) == count


@pytest.mark.django_db
def test_a_person_booked_twice_counts_once_and_as_confirmed():
    project = staffed()
    person = project.assignments.get().person
    AssignmentFactory(project=project, person=person, status="tentative")

    (member,) = coverage_of([project], TODAY)[project.pk].team

    assert not member.is_tentative


@pytest.mark.django_db
def test_one_person_may_cover_several_needs():
    project = staffed()
    other = SkillNeedFactory(project=project)
    person = project.assignments.get().person
    ExpertiseFactory(person=person, skill=other.skill, level=other.level)

    assert found(project) == 2


@pytest.mark.django_db
def test_goals_that_are_done_teach_nobody():
    asked = SkillNeedFactory()
    goal = LearningGoalFactory(skill=asked.skill, status="achieved")
    AssignmentFactory(project=asked.project, person=goal.person)

    (one,) = coverage_of([asked.project], TODAY)[asked.project_id].needs

    assert one.wishing == ()


@pytest.mark.django_db
def test_needs_are_listed_by_priority():
    project = ProjectFactory()
    for priority in ("could", "must", "should"):
        SkillNeedFactory(project=project, priority=priority)

    needs = coverage_of([project], TODAY)[project.pk].needs

    assert [one.need.priority for one in needs] == ["must", "should", "could"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 30])
def test_coverage_costs_four_queries(count, django_assert_num_queries):
    projects = [staffed() for _ in range(count)]

    with django_assert_num_queries(4):
        coverage_of(projects, TODAY)


# Seats of learners


def learner(pk, mentor=ANA, **fields):
    learns = frozenset({(PYTHON, mentor.pk, False)})
    return Member(pk, f"L{pk}", f"l{pk}", False, False, learns)._replace(**fields)


@pytest.mark.parametrize(
    ("people", "holders", "learners", "found", "learning"),
    [
        (3, [3], 1, 2, 1),
        (3, [3], 4, 3, 2),
        (4, [3], 4, 3, 2),  # two learners for a mentor
        (6, [3, 4], 5, 6, 4),
        (1, [], 1, 0, 0),  # a learner alone holds nothing
        (1, [3], 1, 1, 0),
        (2, [3, 3], 1, 2, 0),  # holders come first
        (2, [], 2, 0, 0),
    ],
)
def test_learners_fill_seats_beside_holders(people, holders, learners, found, learning):
    team = [Member(pk, f"H{pk}", "", False, False) for pk in range(1, 1 + len(holders))]
    levels = dict(zip(team, holders, strict=True)) | {CY: 3}
    learn = [learner(20 + pk, CY if not team else team[0]) for pk in range(learners)]

    one = covered(levels, team=(*team, *learn), people=people, welcomes_learner=True)

    assert (one.covered, one.learning) == (found, learning)
    assert one.missing == people - found


SEAT = frozenset({(PYTHON, ANA.pk, False)})


@pytest.mark.parametrize(
    ("mentor_level", "fields", "learns", "learning"),
    [
        (3, {}, SEAT, 1),
        (3, {"welcomes_learner": False}, SEAT, 0),
        (2, {"level": 2}, SEAT, 0),  # no mentor below Practitioner
        (3, {"level": 4}, SEAT, 0),  # nobody holds it whom one could learn beside
        (3, {}, frozenset(), 0),
        (3, {}, frozenset({(PYTHON, 99, False)}), 0),  # a mentor elsewhere
        (3, {}, frozenset({(PYTHON + 1, ANA.pk, False)}), 0),
    ],
)
def test_a_seat_takes_a_welcome_and_a_mentor(mentor_level, fields, learns, learning):
    team = (ANA, learner(9, learns=learns))

    one = covered({ANA: mentor_level}, team=team, **{"welcomes_learner": True} | fields)

    assert one.learning == learning


def test_coverage_tells_who_of_those_found_is_learning():
    seat = frozenset({(PYTHON, ANA.pk, True)})
    team = (ANA, learner(8), learner(9, is_tentative=True, learns=seat))

    one = covered({ANA: 3}, team=team, people=3, welcomes_learner=True)

    assert one.words == "2 of 3 found, 1 of them learning · 1 more once confirmed"
    assert Coverage("active", needs=(one,)).words == (
        "2 of 3 seats found, 1 of them learning · 1 more once confirmed"
    )


def test_a_tentative_mentor_leaves_the_seat_of_a_confirmed_learner_open():
    team = (ANA, BO, learner(8, BO))

    one = covered({ANA: 3, BO: 3}, team=team, people=3, welcomes_learner=True)

    assert (one.covered, one.tentative) == (1, 2)
    assert one.learners[0].mentor == BO


def test_a_tentative_booking_alone_makes_nobody_a_learner_for_sure():
    maybe = learner(8, learns=frozenset({(PYTHON, ANA.pk, True)}))

    one = covered({ANA: 3}, team=(ANA, maybe), welcomes_learner=True)

    assert (one.covered, one.learning, one.tentative) == (1, 0, 1)


def test_without_the_mentor_the_learner_fills_no_seat():
    one = covered({ANA: 3, BO: 3}, team=(ANA, BO, learner(9)), welcomes_learner=True)

    assert one.without(ANA.pk).learners == ()
    assert len(one.without(BO.pk).filled) == 2


# The same rule in the database


def random_need(random, people):
    """A need of any project, with bookings of any kind on it."""
    one = SkillNeedFactory(
        project__status=random.choice(ProjectStatus.values),
        level=random.randint(1, 4),
        people=random.randint(1, 6),
        welcomes_learner=random.random() < 0.8,
        **random_days(random),
    )
    if random.random() < 0.3:
        SkillNeedFactory(project=one.project, skill=one.skill, level=one.level % 4 + 1)
    for person in people:
        if level := random.choice([0, 0, 1, 1, 2, 3, 4, 4]):
            ExpertiseFactory(person=person, skill=one.skill, level=level)
    for person in random.choices(people, k=random.randint(0, 12)):
        AssignmentFactory(
            project=one.project,
            person=person,
            **random.choice(BOOKED),
            status=random.choice(["confirmed"] * 4 + ["tentative"]),
            **random_seat(random, one.skill, person, people),
        )
    return one


BOOKED = [
    {"starts_on": starts_on, "ends_on": ends_on}
    for starts_on in (date(2026, 1, 5), YESTERDAY, TODAY, IN_SPRING)
    for ends_on in (None, None, YESTERDAY, TODAY, TOMORROW, IN_SPRING)
    if ends_on is None or ends_on >= starts_on
]


LAST_DAYS = (None, None, None, None, TODAY, YESTERDAY)


def random_days(random):
    """Days of its own, or none, on either side of today."""
    days = (YESTERDAY - timedelta(days=1), YESTERDAY, TODAY, TOMORROW, IN_SPRING, None)
    starts_on, ends_on = random.choice([None, *days]), random.choice([None, *days])
    if starts_on and ends_on and ends_on < starts_on:
        starts_on, ends_on = ends_on, starts_on
    return {"starts_on": starts_on, "ends_on": ends_on}


def random_seat(random, skill, person, people):
    """Whether somebody learns the skill, another or none; guided by anybody or not."""
    learns = random.choice([skill] * 5 + [None])
    mentor = random.choice([*people, None]) if learns else None
    return {"learns": learns, "mentor": None if mentor == person else mentor}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_the_database_fills_the_same_seats(seed):
    people = [PersonFactory(left_on=day) for day in LAST_DAYS]
    random = Random(seed)
    projects = [random_need(random, people).project for _ in range(45)]

    of_project = coverage_of(projects, TODAY)

    needs = [one for of in of_project.values() for one in of.needs]
    filled = SkillNeed.objects.filling(TODAY).values_list("pk", "found", "learning")
    expected = {
        (one.need.pk, one.covered, one.learning)
        for one in needs
        if one.covered and one.need.project.status != ProjectStatus.CANCELLED
    }
    assert {row for row in filled if row[1]} == expected
    everybody = SkillNeed.objects.filling(TODAY, with_tentative=True)
    assert set(everybody.values_list("pk", "found")) == {
        (one.need.pk, sum(one.seats))
        for one in needs
        if one.holders and one.need.project.status != ProjectStatus.CANCELLED
    }
    open_needs = {one.need.pk for of in of_project.values() for one in of.open_needs}
    assert open_needs == set(SkillNeed.objects.open(TODAY).values_list("pk", flat=True))
    assert any(one.learning for one in needs)


def said(coverage):
    """What a card of the list takes from the coverage of a project."""
    needs = [
        (one.need, one.level, one.covered, one.learning, one.tentative, one.over_since)
        for one in coverage.needs
    ]
    missing = [(one.need, one.missing) for one in coverage.open_needs]
    return coverage.words, coverage.seats_nobody_has, needs, missing


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_lists_say_the_same_without_names(seed):
    people = [PersonFactory(left_on=day) for day in LAST_DAYS]
    random = Random(seed)
    projects = {random_need(random, people).project for _ in range(45)}

    counted, whole = counted_coverage(projects), coverage_of(projects)

    assert counted.keys() == whole.keys() == {one.pk for one in projects}
    for pk in whole:
        assert said(counted[pk]) == said(whole[pk])
    assert any(one.learning for of in counted.values() for one in of.needs)


@pytest.mark.django_db
def test_a_project_counts_its_missing_people_as_the_list_does():
    people, random = PersonFactory.create_batch(5), Random(1)
    projects = [random_need(random, people).project for _ in range(15)]
    live = [project for project in projects if project.is_live]

    coverage = coverage_of(live).values()

    missing = {one.need.pk: one.missing for of in coverage for one in of.needs}
    needs = SkillNeed.objects.filter(project__in=live).with_missing()
    assert missing == dict(needs.values_list("pk", "missing"))
