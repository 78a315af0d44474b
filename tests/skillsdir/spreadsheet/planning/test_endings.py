"""How a project ended, which few may see, decides over nothing that others see."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from people.models import Person
from people.records.track_record import Outcome
from projects.models import ENDING, REASONS, Assignment, Project
from skillsdir.spreadsheet.answers import Answers, SheetAnswer
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run, totals
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import AssignmentFactory, PersonFactory, ProjectFactory
from tests.skillsdir.spreadsheet.sent_files import planned, table, upload
from tests.skillsdir.spreadsheet.writing.test_properties import rolled_back, take_in
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 2, 1, tzinfo=UTC)
LESSONS = {"stage_reached": "pilot", "outcome_note": "Ask early."}
REASON = {"data": "None."}
LIVE = [{}, LESSONS, REASON, LESSONS | REASON]
CLOSED = [
    *LIVE,
    *({"outcome": one} for one in Outcome),
    *({"outcome": one, "outcome_recorded_at": MOMENT} | LESSONS for one in Outcome),
    {"outcome": "stopped_evidence"} | REASON,
    {"outcome": "stopped_evidence", "signal": "None.", "fit": "No."} | LESSONS,
]
ENDINGS = {"active": LIVE, "cancelled": LIVE, "closed": CLOSED}
HIDDEN = {*ENDING, "outcome_recorded_at", "outcome_recorded_by", "over_at", "version"}
COLUMNS = (
    *("name", "summary", "sponsor", "status", "ends_on", "outcome", "stage_reached"),
    *("outcome_note", "stopped_data", "stopped_signal", "outcome_recorded_at"),
)
PEOPLE = ("email", "past_projects")
DAYS = {"past_from": date(2026, 1, 5), "past_to": date(2026, 2, 27)}


@pytest.fixture
def churn():
    project = ProjectFactory(name="Churn", starts_on=date(2026, 1, 5))
    AssignmentFactory(project=project, starts_on=date(2026, 1, 5))
    PersonFactory(email="ana@example.com")
    return project


def end_project(project, status, ending):
    blank = {"outcome": "", "stage_reached": "", "outcome_note": ""}
    blank |= dict.fromkeys(REASONS, "") | {"outcome_recorded_at": None}
    Project.objects.filter(pk=project.pk).update(**blank | {"status": status} | ending)


def rows_of(model, hidden):
    names = {field.attname for field in model._meta.concrete_fields} - hidden
    return [*model.objects.order_by("pk").values(*sorted(names))]


def seen():
    """What members see of projects and bookings."""
    bookings = rows_of(Assignment, {"id", "version"})
    return rows_of(Project, HIDDEN), sorted(bookings, key=str)


def seen_after(project, status, act):
    """What is seen after it, and what it says, for each ending that nobody sees."""
    found = []

    def check(ending):
        end_project(project, status, ending)
        said = act()
        found.append((*seen(), said))

    for ending in ENDINGS[status]:
        rolled_back(lambda ending=ending: check(ending))
    return found


def is_rejecting(found):
    return bool(found.totals["rejected"])


FILES = {
    "another sponsor": ("name sponsor outcome", ("Churn", "Bank", "answered")),
    "reasons": ("name summary stopped_data", ("Churn", "Who goes", "None.")),
    "reasons and lessons": (
        "name sponsor stopped_fit outcome_note stage_reached",
        ("Churn", "Bank", "No.", "Ask.", "Production"),
    ),
    "it closes": (
        "name status ends_on outcome",
        ("Churn", "Closed", "2026-03-08", "Delivered and in use"),
    ),
    "it stopped early": (
        "name status outcome stopped_data sponsor",
        ("Churn", "Closed", "stopped_evidence", "None.", "Bank"),
    ),
    "no outcome": ("name summary outcome", ("Churn", "Who goes", "-")),
    "it contradicts itself": (
        "name sponsor outcome stopped_data",
        ("Churn", "Bank", "in_use", "None."),
    ),
    "it goes on": ("name summary status", ("Churn", "Who goes", "Active")),
}


@pytest.mark.alike
@pytest.mark.parametrize("status", ENDINGS)
@pytest.mark.parametrize("file", FILES)
def test_with_what_is_rejected_left_out_the_same_is_seen(file, status, churn):
    def act():
        draft = upload("projects", *FILES[file])
        return is_rejecting(apply_plan(draft, by=None, leave_rejected=True))

    first, *others = seen_after(churn, status, act)
    assert others == [first] * len(others)


in_brackets = pytest.mark.parametrize("outcome", ["in use", "stopped early", "stopped"])


@pytest.mark.alike
@in_brackets
@pytest.mark.parametrize("leave_rejected", [True, False])
def test_an_outcome_in_brackets_books_all_the_same(outcome, leave_rejected, churn):
    row = ("ana@example.com", f"Churn ({outcome})")

    def act():
        draft = upload("people", " ".join(PEOPLE), row, **DAYS)
        apply_plan(draft, by=None, leave_rejected=leave_rejected)

    first, *others = seen_after(churn, "closed", act)
    assert others == [first] * len(others)
    assert len(first[1]) == 2


@in_brackets
def test_a_draft_is_applied_whatever_was_recorded_since_it_was_checked(outcome, churn):
    row = ("ana@example.com", f"Churn ({outcome})")
    end_project(churn, "closed", {})
    draft = upload("people", " ".join(PEOPLE), row, **DAYS)
    checked = make_dry_run(Draft(draft))
    assert not totals(checked.counts)["rejected"]

    def act():
        draft.refresh_from_db()
        return is_rejecting(apply_plan(draft, by=None))

    first, *others = seen_after(churn, "closed", act)
    assert others == [first] * len(others)
    assert (len(first[1]), first[2]) == (2, False)


@in_brackets
def test_the_command_takes_it_in_whatever_is_recorded(outcome, churn, tmp_path):
    ana = Person.objects.get(email="ana@example.com")
    file = tmp_path / "people.csv"
    rows = ["Name,E-mail,Past projects", f"{ana.name},{ana.email},Churn ({outcome})"]
    file.write_text("\n".join([*rows, "Bob Berg,bob@example.com,"]))

    def act():
        call_command("import_people", file, apply=True, verbosity=0, **DAYS)
        return Person.objects.filter(email="bob@example.com").exists()

    first, *others = seen_after(churn, "closed", act)
    assert others == [first] * len(others)
    assert (len(first[1]), first[2]) == (2, True)


def test_what_the_file_itself_contradicts_is_rejected_whatever_is_recorded(churn):
    listed = [("ana@example.com", "Churn (in use)")]
    cells = [tuple(map({"name": "Churn", "outcome": "answered"}.get, COLUMNS))]
    said = set()

    def act():
        found, _ = take_in(*understood(cells, listed, ""))
        said.update(one.why for one in found.only("rejected"))
        return is_rejecting(found)

    assert all(told for *_, told in seen_after(churn, "closed", act))
    words = "a sheet says that it ended otherwise: Question answered, decision informed"
    assert said == {words}


def test_outcomes_in_brackets_cost_the_same_for_3_and_30(django_assert_num_queries):
    def listed(count):
        ana = PersonFactory()
        done = {"status": "closed", "outcome": "not_met"}
        projects = ProjectFactory.create_batch(count, **done)
        names = "; ".join(f"{project.name} (in use)" for project in projects)
        return table("people", " ".join(PEOPLE), (ana.email, names))

    few, many = listed(3), listed(30)
    with django_assert_num_queries(15) as counted:
        assert len(planned(few, **DAYS).only("left out")) == 3
    with django_assert_num_queries(len(counted)):
        assert len(planned(many, **DAYS).only("left out")) == 30


# Any file

VALUES = {
    "name": ("Churn",),
    "summary": ("Who goes",),
    "sponsor": ("Bank",),
    "status": ("Closed", "Active", "Cancelled"),
    "ends_on": ("2026-02-02", "2026-03-01"),
    "outcome": (*Outcome.values, "-"),
    "stage_reached": ("Pilot", "Production", "-"),
    "outcome_note": ("Ask early.", "Ask late.", "-"),
    "outcome_recorded_at": ("2026-02-01", "2026-02-02", "-"),
} | dict.fromkeys(("stopped_data", "stopped_signal"), ("None.", "No.", "-"))
cells = [
    st.sampled_from(VALUES[name] + (None,) * (name != "name") * 2 * len(VALUES[name]))
    for name in COLUMNS
]
lists = st.sampled_from(
    (None, "Churn", "Churn (in use)", "Churn (stopped early)", "Churn (not met)")
)
files = st.tuples(
    st.lists(st.tuples(*cells), max_size=3),
    st.lists(st.tuples(st.just("ana@example.com"), lists), max_size=1),
    st.sampled_from(("", "first", "last")),
)


def understood(rows, listed, twice):
    found = {"projects": (COLUMNS, rows), "people": (PEOPLE, listed)}
    sheets = [Sheet(kind, [(*names,), *rows]) for kind, (names, rows) in found.items()]
    columns = {
        kind: SheetAnswer(kind, 0, dict(enumerate(names)))
        for kind, (names, _) in found.items()
    }
    return sheets, Answers(sheets=columns, twice=twice, **DAYS)


@pytest.mark.alike
@pytest.mark.parametrize(
    "rows",
    [
        [{"sponsor": "Bank", "stopped_data": "None."}],
        [{"sponsor": "Bank"}, {"stopped_data": "None."}],
        [{"sponsor": "Bank", "stopped_data": "-"}, {"stopped_data": "None."}],
        [{"sponsor": "Bank"}, {"outcome": "answered"}],
        [{"sponsor": "Bank", "outcome": "-"}, {"outcome": "in_use"}],
        [{"sponsor": "Bank", "outcome_recorded_at": "-"}],
        [{"sponsor": "Bank", "outcome": "-"}],
    ],
)
@pytest.mark.parametrize("twice", ["", "first", "last"])
def test_an_outcome_in_brackets_decides_over_no_row_of_a_sheet(rows, twice, churn):
    cells = [tuple(map(({"name": "Churn"} | row).get, COLUMNS)) for row in rows]
    listed = [("ana@example.com", "Churn (in use)")]

    def act():
        found, _ = take_in(*understood(cells, listed, twice))
        return is_rejecting(found)

    first, *others = seen_after(churn, "closed", act)
    assert others == [first] * len(others)


def written():
    return rows_of(Project, {"over_at", "version"}), seen()


@pytest.mark.looks_again
@pytest.mark.parametrize("status", ENDINGS)
def test_no_file_tells_how_it_ended(status, churn):
    kinds = set()

    @examples(40)
    @given(files)
    def holds(file):
        def act():
            before, (all_before, _) = seen(), written()
            found, _ = take_in(*understood(*file))
            kinds.add((seen() != before, written()[0] != all_before))
            return is_rejecting(found)

        first, *others = seen_after(churn, status, act)
        assert others == [first] * len(others)

    holds()
    # Some write nothing, some what is seen and what is not.
    assert kinds >= {(False, False), (True, True)}


@pytest.mark.looks_again
@pytest.mark.parametrize("status", ENDINGS)
def test_any_such_file_is_undone(status, churn):
    @examples(20)
    @given(files)
    def holds(file):
        def act():
            before = written()
            _, import_ = take_in(*understood(*file))
            assert undo_plan(import_, by=None) == []
            assert written() == before

        seen_after(churn, status, act)

    holds()
