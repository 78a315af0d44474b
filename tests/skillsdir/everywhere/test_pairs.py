"""What is done and taken back leaves the rest as it was, or says before what it costs.

A table of pairs: each does something and takes it back; all that the directory knows
is compared before and after. What cannot come back is told on the page that does it.
"""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.http import QueryDict
from django.utils.http import urlencode

from people.models import Skill, SkillCount, UndoRecord
from people.models.history import HistoryEvent
from people.profiles.endorsing import suggestions
from projects.bookings import changes as bookings
from projects.life import changes as project_changes
from projects.shortlists import shortlists as shortlisting
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.admin_pages import change, choose
from tests.factories import (
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import closing
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 5, 4)
# What the site notes itself, at each save.
NOTED = {"version", "confirmed_at", "reminded_at"}
ANA, CHURN = "/admin/people/person/{}/change/", "/projects/churn/"


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 10, tzinfo=UTC))


@pytest.fixture
def ana(member):
    """A member who learns Rust, with a goal, and knows some Python."""
    ana = member.person
    rust, python = SkillFactory(name="Rust"), SkillFactory(name="Python")
    LearningGoalFactory(person=ana, skill=rust, target_level=2, status="in_progress")
    LearningGoalFactory(person=ana, skill=python, target_level=4)
    EndorsementFactory(
        expertise=ExpertiseFactory(person=ana, skill=python, level=2), level=3
    )
    return ana


@pytest.fixture
def churn(ana):
    """A project on which Ana learns Rust; another person is shortlisted."""
    churn = ProjectFactory(name="Churn", status="active", ends_on=date(2026, 9, 30))
    rust = Skill.objects.get(name="Rust")
    SkillNeedFactory(project=churn, skill=rust, people=2, welcomes_learner=True)
    mentor = ExpertiseFactory(skill=rust, level=4).person
    LearningSeatFactory(
        project=churn, person=ana, learns=rust, mentor=mentor, skills=[rust]
    )
    ShortlistEntryFactory(project=churn, note="Knows the data")
    return churn


@pytest.fixture
def world(request, churn, ana):
    """Who does it, and what it is done to."""
    clients = ("member_client", "manager_client", "admin_client")
    found = {name: request.getfixturevalue(name) for name in clients}
    by = request.getfixturevalue("manager")
    seat = churn.assignments.get()
    return found | {"ana": ana, "churn": churn, "by": by, "seat": seat}


def picture():
    """All rows that people write, by table; of counts only the sums stay the same."""
    found = {}
    for model in [*apps.get_app_config("people").get_models(), *project_models()]:
        if issubclass(model, (HistoryEvent, UndoRecord, SkillCount)):
            continue
        names = [f.attname for f in model._meta.concrete_fields if f.name not in NOTED]
        rows = model._base_manager.order_by("pk").values(*names)
        found[model.__name__] = list(rows)
        for field in model._meta.many_to_many:
            through = getattr(model, field.name).through._base_manager
            found[field.name] = sorted(through.values_list()[:1000])
    return found


def project_models():
    return apps.get_app_config("projects").get_models()


# Pairs


def close(seat, manager_client, learned="no", **others):
    sent = closing([seat], outcome_note="", **{f"learned-{seat.pk}": learned})
    assert manager_client.post(f"{CHURN}close/", sent).status_code == 302


def cancel(manager_client, **others):
    assert manager_client.post(f"{CHURN}cancel/").status_code == 302


def reopen(manager_client, **others):
    assert manager_client.post(f"{CHURN}reopen/").status_code == 302


def leave(ana, admin_client, **others):
    change(admin_client, ANA.format(ana.pk), left_on="2026-05-01")
    assert type(ana).objects.get(pk=ana.pk).has_left


def come_back(ana, admin_client, **others):
    assert change(admin_client, ANA.format(ana.pk), left_on="").status_code == 302


def end_seat(seat, by, **others):
    bookings.end_early(booking=seat, ends_on=TODAY, by=by)


def go_on(seat, by, **others):
    bookings.change(booking=seat, by=by, ends_on=None)


def make_tentative(seat, by, **others):
    bookings.change(booking=seat, by=by, status="tentative")


def confirm(seat, by, **others):
    bookings.confirm(booking=seat, by=by)


def shift(seat, by, **others):
    bookings.shift(booking=seat, starts_on=date(2026, 6, 1), by=by)


def shift_back(seat, by, **others):
    bookings.shift(booking=seat, starts_on=date(2026, 1, 5), by=by)


def goal_status(status):
    def set_status(ana, member_client, **others):
        goal = ana.goals.get(skill__name="Rust")
        sent = {"target_level": 2, "priority": 2, "status": status}
        page = f"/people/me/goals/{goal.pk}/"
        member_client.post(page, sent | {"version": goal.version})

    return set_status


def level(level):
    def state(ana, member_client, **others):
        row = ana.expertise.get(skill__name="Python")
        sent = {"level": level, "version": row.version}
        member_client.post("/people/me/skills/python/", sent)

    return state


def stop_offering(admin_client, **others):
    choose(admin_client, "/admin/people/skill/", "deactivate", Skill.objects.all())


def offer_again(admin_client, **others):
    for skill in Skill.objects.all():
        page = f"/admin/people/skill/{skill.pk}/change/"
        assert change(admin_client, page, is_active="on").status_code == 302


def import_levels(ana, **others):
    ana.draft = upload("people", "email expertise", (ana.email, "Python (Expert)"))
    apply_plan(ana.draft, by=None)


def take_import_back(ana, **others):
    assert undo_plan(ana.draft, by=None) == []


def shortlist(ana, churn, by, **others):
    shortlisting.add(project=churn, person=ana, by=by)


def take_off(ana, churn, **others):
    shortlisting.remove_from_shortlist(project=churn, person=ana)


def book(ana, churn, by, **others):
    days = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 5)}
    bookings.propose(project=churn, person=ana, by=by, percent=10, **days)


def decline(churn, by, **others):
    booking = churn.assignments.order_by("-pk").first()
    bookings.decline(booking=booking, by=by)


PAIRS = {
    "close and reopen": (close, reopen),
    "cancel and reopen": (cancel, reopen),
    "leave and come back": (leave, come_back),
    "end a learner's seat and let it go on": (end_seat, go_on),
    "confirmed, tentative, confirmed": (make_tentative, confirm),
    "shift and shift back": (shift, shift_back),
    "achieve a goal and open it": (goal_status("achieved"), goal_status("in_progress")),
    "drop a goal and open it": (goal_status("dropped"), goal_status("in_progress")),
    "a level up and back": (level(4), level(2)),
    "a level down and back": (level(1), level(2)),
    "stop offering skills and offer them": (stop_offering, offer_again),
    "import and undo": (import_levels, take_import_back),
    "shortlist and take off": (shortlist, take_off),
    "book and decline": (book, decline),
}


@pytest.mark.parametrize(("do", "take_back"), PAIRS.values(), ids=PAIRS)
def test_taken_back_everything_is_as_it_was(do, take_back, world):
    before, suggested = picture(), set(suggestions())
    do(**world)
    assert picture() != before
    take_back(**world)
    assert picture() == before
    assert set(suggestions()) == suggested


# What does not come back is told before


def test_closing_tells_what_reopening_does_not_bring_back(manager_client, churn):
    LearningSeatFactory(project=churn, starts_on=date(2026, 6, 1))
    text = text_of(manager_client.get(f"{CHURN}close/"))
    assert "Reopening the project brings back its days and what ends now" in text


def test_reopening_tells_of_levels_and_goals_that_stay(world, manager_client, ana):
    close(learned="2", **world)
    text = text_of(manager_client.get(f"{CHURN}reopen/"))
    assert "levels that were raised and goals that were achieved" in text
    reopen(**world)
    assert ana.goals.get(skill__name="Rust").status == "achieved"
    ana.expertise.filter(skill__name="Rust").update(level=1)
    assert ana.goals.get(skill__name="Rust").status == "in_progress"


def test_marking_as_left_tells_that_bookings_stay_ended(admin_client, ana):
    page = choose(admin_client, "/admin/people/person/", "mark_as_left", [ana])
    assert "If somebody comes back" in text_of(page)


def test_taking_somebody_off_a_shortlist_tells_that_the_note_goes(
    manager_client, churn
):
    page = manager_client.get(f"{CHURN}shortlist/")
    assert "The note goes with the name." in text_of(page)


def test_removing_a_skill_tells_that_what_colleagues_say_goes(member_client, ana):
    page = member_client.get("/people/me/skills/python/")
    assert "What colleagues say of it goes too." in text_of(page)


def test_starting_and_planning_again_keeps_the_needs(manager, churn):
    before = picture()
    for status in ("staffing", "active"):
        churn.refresh_from_db()
        data = {"name": "Churn", "aim": "prove", "version": churn.version}
        days = {"ends_on": "2026-09-30", "status": status}
        sent = QueryDict(urlencode(data | days))
        assert project_changes.edit(project=churn, data=sent, by=manager).is_saved
    assert picture() == before
