"""Undoing hangs on nothing that few may see: how projects ended."""

from datetime import timedelta
from itertools import permutations, product
from random import Random

import pytest
from django.utils import timezone

from people.records.track_record import Outcome
from projects.life.changes import reopen
from projects.models import Project
from skillsdir.spreadsheet.nouns.projects import PROJECTS
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import ProjectFactory
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.skillsdir.spreadsheet.writing.test_properties import rolled_back
from tests.text import text_of
from tests.thoroughness import how_many

pytestmark = pytest.mark.django_db
HOW_IT_ENDED = PROJECTS.apart
CLOSED = {"status": "closed", "starts_on": "2026-01-05"}
SEEN = ("status", "sponsor", "ends_on")


def applied(headings, *row):
    draft = upload("projects", f"name {headings}", ("Churn", *row))
    apply_plan(draft, by=None)
    return draft


def record(admin, when=None, **values):
    """What the project's page writes."""
    values |= {"outcome_recorded_by": admin, "outcome_recorded_at": when}
    Project.objects.update(**values)


def objections(done):
    return [one.why for one in undo_plan(done, by=None)]


def ending(project):
    project.refresh_from_db()
    return {name: getattr(project, name) for name in HOW_IT_ENDED}


@pytest.mark.parametrize("is_there", [True, False])
def test_what_was_recorded_since_stays_with_its_name(is_there, admin):
    """Also where the account is deleted by now."""
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied("outcome_note sponsor", "Ask.", "Bank")
    record(admin, timezone.now(), outcome="not_met")
    if not is_there:
        admin.delete()
    assert objections(done) == []
    kept = ending(project)
    assert (kept["outcome"], kept["outcome_note"], project.sponsor) == (
        *("not_met", "Ask."),
        "",
    )
    assert kept["outcome_recorded_by"] == (admin if is_there else None)


@pytest.mark.parametrize("is_there", [True, False])
def test_who_had_recorded_it_has_so_again(is_there, manager, member):
    """And sees it again, where few may; an account that is deleted comes not back."""
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    record(manager, timezone.now() - timedelta(days=9))
    had = ending(project)
    done = applied("outcome_note sponsor", "Typo.", "Bank")
    assert ending(project)["outcome_recorded_by"] is None
    if not is_there:
        manager.delete()
    assert objections(done) == []
    assert ending(project) == had | ({} if is_there else {"outcome_recorded_by": None})


def test_of_an_import_that_did_not_note_all_it_goes_back_to_nobody(manager):
    """It cannot tell what was written since, which whoever has it would read."""
    project = ProjectFactory(name="Churn", outcome="answered", **CLOSED)
    record(manager, timezone.now() - timedelta(days=9))
    done = applied("outcome outcome_recorded_at", "-", "-")
    for change in done.changes.all():
        for name in {*HOW_IT_ENDED} - {"outcome", *HOW_IT_ENDED[-2:]}:
            del change.after[name], change.before[name]
        change.save()
    Project.objects.update(outcome_note="Secret")
    assert objections(done) == []
    kept = ending(project)
    assert (kept["outcome"], kept["outcome_recorded_by"]) == ("answered", None)


def test_of_an_import_that_did_not_note_who_had_it_goes_back(admin):
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied("outcome_note", "Ask.")
    for change in done.changes.all():
        del change.after["outcome_recorded_by"], change.after["outcome_recorded_at"]
        change.save()
    record(admin, done.applied_at - timedelta(days=1))
    assert objections(done) == []
    assert ending(project)["outcome_note"] == ""


def test_the_files_own_moment_goes_back(manager):
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    record(manager, timezone.now() - timedelta(days=9))
    had = ending(project)
    later = timezone.now() + timedelta(days=3)
    assert objections(applied("outcome_recorded_at", later.date().isoformat())) == []
    assert ending(project) == had


def test_what_a_later_file_says_too_stays():
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    done = applied("outcome_note", "Ask.")
    applied("outcome outcome_note", "not_met", "Ask.")
    assert objections(done) == []
    kept = ending(project)
    assert (kept["outcome"], kept["outcome_note"]) == ("not_met", "Ask.")


@pytest.mark.parametrize("is_there", [True, False])
def test_what_was_recorded_between_two_imports_stays(is_there, manager):
    project = ProjectFactory(name="Churn", outcome="in_use", **CLOSED)
    first = applied("outcome_note", "Ask.")
    record(manager, timezone.now(), outcome="not_met")
    if not is_there:
        manager.delete()
    recorded = ending(project)
    second = applied("stage_reached", "Pilot")
    assert objections(first) + objections(second) == []
    assert ending(project) == recorded


@pytest.mark.parametrize("outcome", ["in_use", None])
@pytest.mark.parametrize("stage", ["", "pilot"])
def test_nothing_stays_of_what_the_first_of_two_had_closed(stage, outcome):
    active = {"status": "active", "starts_on": "2026-01-05", "stage_reached": stage}
    project = ProjectFactory(name="Churn", **active)
    had = ending(project)
    first = applied("status outcome", "Closed", outcome)
    second = applied("outcome outcome_note", "not_met", "Ask.")
    assert objections(first) + objections(second) == []
    assert ending(project) == had


LATER = [("stage_reached", "Production"), ("stage_reached", "-")]
LATER += [("outcome stage_reached", "not_met", "Idea")]
CHANGES = [*LATER, ("outcome_note", "Ask."), ("outcome", "-")]
CLOSING = ("status outcome ends_on", "Closed", "in_use", "2026-02-02")


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("others", list(permutations(LATER, 2)), ids=str)
@pytest.mark.parametrize("stage", ["", "pilot"])
def test_nor_does_undoing_pass_for_reopening(stage, others, order):
    """What the undoing of one writes is nobody's edit to those that came later."""
    active = {"status": "active", "starts_on": "2026-01-05", "stage_reached": stage}
    project = ProjectFactory(name="Churn", **active)
    had = ending(project)
    done = [applied("status outcome", "Closed", "in_use")]
    done += [applied(*file) for file in others]
    assert [objections(done[place]) for place in order] == [[], [], []]
    project.refresh_from_db()
    assert (ending(project), project.status) == (had, "active")


@pytest.mark.alike
@pytest.mark.parametrize("others", list(product(CHANGES, repeat=2)), ids=str)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_once_it_goes_on_nobody_has_recorded_how_it_ended(place, others, member):
    """Who did would read what is written of it when it ends again."""
    ProjectFactory(name="Churn", status="active", starts_on="2026-01-05")
    files = [("status", "Closed"), *others]
    done = [applied(*file) for file in files[:place]]
    record(member, timezone.now(), outcome="answered")
    done += [applied(*file) for file in files[place:]]
    assert objections(done[0]) == []
    done.append(applied(*(CLOSING if place == 2 else ("status", "Closed"))))
    for import_ in done[1:]:
        assert objections(import_) == []
        churn = Project.objects.get()
        assert churn.outcome_recorded_by is None
        assert churn.outcome != "answered"
        assert churn.status == "closed" or churn.outcome_recorded_at is None


@pytest.mark.parametrize("file", [("outcome", "-"), ("stage_reached", "Pilot")])
@pytest.mark.parametrize("edited", ["outcome_note", "data", "stage_reached"])
def test_it_goes_back_as_a_whole_or_not_at_all(edited, file, member):
    """What the file did not say counts, too: who recorded the rest would read it."""
    project = ProjectFactory(name="Churn", outcome="stopped_evidence", **CLOSED)
    record(member, timezone.now() - timedelta(days=9))
    done = applied(*file)
    Project.objects.update(**{edited: "idea"})
    edited_so = ending(project)
    assert objections(done) == []
    assert ending(project) == edited_so
    assert edited_so["outcome_recorded_by"] is None


@pytest.mark.parametrize(
    ("file", "has_day"),
    [
        (("outcome_note", "Typo."), True),
        (("outcome_note", "Typo."), False),
        (("stage_reached", "Pilot"), True),
        (("stage_reached", "-"), True),
        (("outcome_recorded_at", "2026-02-02"), True),
    ],
    ids=str,
)
def test_what_the_page_reopened_since_has_no_record(file, has_day, admin, manager):
    """Whoever had recorded it would read why it was cancelled then."""
    closed = {"outcome": "in_use", "stage_reached": "idea"} | CLOSED
    project = ProjectFactory(name="Churn", **closed)
    record(manager, timezone.now() - timedelta(days=9) if has_day else None)
    done = applied(*file)
    reopen(project=project, by=admin)
    had = ending(project) | {"outcome_note": ""}
    assert objections(done) == []
    assert ending(project) == had


def test_what_an_import_added_goes_once_the_later_ones_are_undone():
    first, second = applied("status", "Active"), applied("status", "Closed")
    third = applied("outcome outcome_note", "in_use", "Ask.")
    assert objections(second) + objections(third) + objections(first) == []
    assert not Project.objects.exists()


def test_the_page_says_what_was_not_put_back(admin_client, admin):
    ProjectFactory(name="Churn", status="active", starts_on="2026-01-05")
    done = applied("status ends_on", "Closed", "2026-02-01")
    record(admin, timezone.now(), outcome="not_met")
    assert "Undo this import" in text_of(admin_client.get(f"/spreadsheet/{done.pk}/"))
    assert objections(done) == []
    page = text_of(admin_client.get(f"/spreadsheet/{done.pk}/"))
    assert "but for how a project ended where somebody has recorded that since" in page


def test_lessons_that_were_edited_since_stay():
    project = ProjectFactory(name="Churn", **CLOSED)
    done = applied("outcome_note sponsor", "Ask.", "Bank")
    Project.objects.update(outcome_note="Ask more.")
    assert objections(done) == []
    project.refresh_from_db()
    assert (project.outcome_note, project.sponsor) == ("Ask more.", "")


@pytest.mark.parametrize("outcome", ["", *Outcome.values])
def test_what_was_closed_goes_on_without_an_outcome(outcome, admin):
    """As by reopening: the history tells of it."""
    project = ProjectFactory(name="Churn", status="active", outcome_note="Before.")
    done = applied("status sponsor", "Closed", "Bank")
    record(admin, timezone.now(), outcome=outcome, outcome_note="Ask.")
    assert objections(done) == []
    project.refresh_from_db()
    assert (project.status, project.sponsor, project.outcome) == ("active", "", "")
    assert project.outcome_note == "Ask."
    assert project.outcome_recorded_by is None or not outcome
    assert outcome in project.events.values_list("outcome", flat=True)


def test_reasons_that_do_not_fit_stay_away():
    """They were taken away, and then it ended another way."""
    project = ProjectFactory(name="Churn", data="None.", **CLOSED)
    done = applied("sponsor stopped_data", "Bank", "-")
    applied("outcome", "in_use")
    assert objections(done) == []
    project.refresh_from_db()
    assert (project.sponsor, project.data, project.outcome) == ("", "", "in_use")


def test_what_a_file_added_and_somebody_recorded_is_not_removed(admin):
    done = applied("status outcome", "Closed", "in_use")
    record(admin, timezone.now(), outcome="not_met")
    assert len(objections(done)) == 1
    assert Project.objects.exists()


BEFORE = [{}, *({"outcome": one} for one in Outcome.values), {"data": "None."}]
BEFORE += [{"outcome": "stopped_evidence", "data": "None."}]
FILES = [
    ("sponsor outcome", "Bank", "in_use"),
    ("sponsor outcome_note", "Bank", "Ask."),
    ("sponsor stopped_data", "Bank", "Nothing."),
    ("sponsor stopped_data", "Bank", "-"),
    ("sponsor stage_reached", "Bank", "Pilot"),
    ("status sponsor outcome", "Closed", "Bank", "not_met"),
]
SINCE = [
    {},
    *({"outcome": one, "data": ""} for one in Outcome.values),
    {"outcome_note": "Ask more."},
    {"outcome": "", "data": "Other."},
    {"status": "cancelled", "outcome": "", "outcome_note": "Ask."},
    {"status": "active", "outcome": ""},
]


@pytest.mark.looks_again
@pytest.mark.parametrize("file", FILES, ids=str)
def test_of_two_imports_undone_in_either_order_nothing_stays(file, manager):
    """Where the second has changed the same of what can be seen, it is undone first."""

    def check(before, other, is_oldest_first):
        project = ProjectFactory(name="Churn", **CLOSED | before)
        if before:
            record(manager, timezone.now() - timedelta(days=9))
        had = ending(project)
        done = [applied(*file), applied(*other)]
        for one in done if is_oldest_first else done[::-1]:
            if objections(one):
                assert is_oldest_first
                assert objections(done[1]) + objections(one) == []
                break
        assert ending(project) == had
        assert [str(getattr(project, name)) for name in SEEN] == ["closed", "", "None"]

    every = list(product(BEFORE, FILES, (True, False)))
    for given in Random(len(file[0])).sample(every, how_many(len(every) // 2)):
        rolled_back(lambda given=given: check(*given))


@pytest.mark.looks_again
@pytest.mark.parametrize("file", FILES, ids=str)
def test_it_hangs_on_no_ending_whether_it_is_undone(file, admin):
    """Whatever was recorded before, and since, by the page or in silence."""
    said = {}

    def check(before, since, by):
        project = ProjectFactory(name="Churn", **CLOSED | before)
        done = applied(*file)
        row = {name: value for name, value in since.items() if name != "status"}
        if by:
            record(by, timezone.now(), **row)
        else:
            Project.objects.update(**row)
        Project.objects.update(status=since.get("status", "closed"))
        why = objections(done)
        project.refresh_from_db()
        seen = [str(getattr(project, name)) for name in SEEN]
        said.setdefault(since.get("status"), set()).add((*why, *seen))

    every = list(product(BEFORE, SINCE, (None, admin)))
    for given in Random(len(file[0])).sample(every, how_many(len(every) // 2)):
        rolled_back(lambda given=given: check(*given))
    assert [len(found) for found in said.values()] == [1, 1, 1]


def test_undoing_costs_the_same_for_3_and_30(django_assert_num_queries, admin):
    def recorded(count):
        projects = ProjectFactory.create_batch(count, **CLOSED)
        names = [(project.name, "Ask early", "Bank") for project in projects]
        done = upload("projects", "name outcome_note sponsor", *names)
        apply_plan(done, by=None)
        record(admin, timezone.now(), outcome="in_use")
        return done

    few, many = recorded(3), recorded(30)
    with django_assert_num_queries(35) as counted:
        assert objections(few) == []
    with django_assert_num_queries(len(counted)):
        assert objections(many) == []


def test_later_imports_cost_the_same_for_3_and_30(
    django_assert_num_queries,
):
    def imported(count):
        projects = ProjectFactory.create_batch(count, **CLOSED)
        for note in ("Ask early", "Ask late"):
            names = [(project.name, note) for project in projects]
            done = upload("projects", "name outcome_note", *names)
            apply_plan(done, by=None)
            yield done

    (few, _), (many, _) = imported(3), imported(30)
    with django_assert_num_queries(35) as counted:
        assert objections(few) == []
    with django_assert_num_queries(len(counted)):
        assert objections(many) == []
