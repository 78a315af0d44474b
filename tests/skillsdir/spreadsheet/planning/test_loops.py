"""Files in which somebody would manage themselves, or a team be part of itself."""

import pytest

from people.models import Person, Team
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, TeamFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, told, upload

pytestmark = pytest.mark.django_db
LOOP = "they would manage themselves"
ANA, BEN, CYD = [
    (name, f"{name.lower()}@example.com") for name in ("Ana", "Ben", "Cyd")
]


def here(who, **more):
    name, email = who
    return PersonFactory(name=name, email=email, **more)


def why(*tables, **answers):
    changes = planned(*tables, **answers).changes
    return {label: why for action, label, why in told(changes) if action == "rejected"}


def test_two_new_people_do_not_manage_one_another():
    people = table(
        "people", "name email manager", (*ANA, BEN[1]), (*BEN, ANA[1]), (*CYD, "")
    )
    assert why(people) == {"Ana": LOOP, "Ben": LOOP}


def test_nor_does_one_of_a_file_with_those_who_are_here():
    ben = here(BEN, manager=here(ANA))
    here(CYD, manager=ben)
    assert why(table("people", "name email manager", (*ANA, CYD[1]))) == {"Ana": LOOP}


def test_teams_are_no_loop_either():
    teams = table("teams", "name parent", ("A", "B"), ("B", "C"), ("C", "A"))
    assert set(why(teams).values()) == {"it would be part of itself"}


def test_who_turn_round_may():
    ben = here(BEN, manager=here(ANA))
    draft = upload("people", "name email manager", (*ANA, BEN[1]), (*BEN, "-"))
    apply_plan(draft, by=None)
    assert Person.objects.get(name="Ana").manager == ben
    assert undo_plan(draft, by=None) == []
    assert Person.objects.get(name="Ben").manager.name == "Ana"


def test_what_would_be_a_loop_by_now_is_not_undone():
    top = TeamFactory(name="Top")
    low = TeamFactory(name="Low", parent=top)
    draft = upload("teams", "name parent", ("Low", "-"))
    apply_plan(draft, by=None)
    Team.objects.filter(pk=top.pk).update(parent=low)
    (obstacle,) = undo_plan(draft, by=None)
    assert "part of itself" in obstacle.why
