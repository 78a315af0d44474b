"""Options of `import_people`, and how it ends: status 0, or 1 with the reason."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people.models import Expertise, Person, Skill, Team
from projects.models import Assignment
from skillsdir.models import RememberedMapping, SpreadsheetImport
from tests.factories import PersonFactory, ProjectFactory, SkillFactory

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
HEADINGS = "Name,E-mail,Skills,Current projects,Past projects,Joined\n"


@pytest.fixture
def ask(tmp_path):
    """Run the command for lines of people; return what it says and whether it fails."""
    path = tmp_path / "staff.csv"

    def run(lines, *options):
        path.write_text(HEADINGS + lines)
        said = StringIO()
        try:
            call_command("import_people", str(path), *options, stdout=said, stderr=said)
        except CommandError as error:
            return said.getvalue() + str(error), True
        return said.getvalue(), False

    return run


def bo(skills="", current="", past="", joined=""):
    return f"Bo,bo@example.com,{skills},{current},{past},{joined}\n"


@pytest.fixture
def python():
    return SkillFactory(name="Python")


def test_a_skill_without_a_level_needs_one(ask, python):
    text, fails = ask(bo("Python"))
    assert fails
    assert "no level is given" in text


@pytest.mark.parametrize("level", [1, 4])
def test_a_level_for_all_that_have_none(ask, python, level):
    text, fails = ask(bo("Python"), "--default-level", str(level), "--apply", "-v0")
    assert not fails, text
    assert Expertise.objects.get().level == level


@pytest.mark.parametrize("level", ["0", "5", "x"])
def test_a_level_that_is_none_is_refused(ask, python, level):
    text, fails = ask(bo("Python"), "--default-level", level)
    assert fails
    assert "--default-level" in text


def test_a_level_in_the_cell_counts_more_than_that_for_the_rest(ask, python):
    ask(bo("Python (Expert)"), "--default-level", "1", "--apply", "-v0")
    assert Expertise.objects.get().level == 4


def test_a_current_project_needs_its_percent(ask):
    ProjectFactory(name="Churn", status="active")
    text, fails = ask(bo(current="Churn"))
    assert fails
    assert "no percent is given" in text


@pytest.mark.parametrize(("percent", "booked"), [("30", 30), ("0", 100)])
def test_a_percent_for_all_current_projects(ask, percent, booked):
    ProjectFactory(name="Churn", status="active")
    text, fails = ask(bo(current="Churn"), "--percent", percent, "--apply", "-v0")
    assert not fails, text
    assert Assignment.objects.get().percent == booked


def test_past_projects_without_days_take_those_given(ask):
    ProjectFactory(name="Churn", status="closed", starts_on=None, ends_on=None)
    days = "--past-from", "2024-01-01", "--past-to", "2024-06-30"
    text, fails = ask(bo(past="Churn"), *days, "--apply", "-v0")
    assert not fails, text
    booking = Assignment.objects.get()
    assert (str(booking.starts_on), str(booking.ends_on)) == (days[1], days[3])


@pytest.mark.parametrize("day", ["2024-13-01", "soon", ""])
def test_a_day_that_is_none_is_refused(ask, day):
    text, fails = ask(bo(), "--past-from", day)
    assert fails
    assert "--past-from" in text


@pytest.mark.parametrize(
    ("order", "day"), [("day_first", "2024-04-03"), ("month_first", "2024-03-04")]
)
def test_days_either_way_round_are_read_as_told(ask, order, day):
    text, fails = ask(bo(joined="3/4/2024"), "--days", order, "--apply", "-v0")
    assert not fails, text
    assert str(Person.objects.get().joined_on) == day


def test_days_either_way_round_are_never_guessed(ask):
    text, fails = ask(bo(joined="3/4/2024"))
    assert fails
    assert "decide which comes first" in text


def test_unknown_projects_are_made_when_told_so(ask):
    options = "--unknown-names", "create", "--percent", "50", "--apply", "-v0"
    text, fails = ask(bo(current="Churn"), *options)
    assert not fails, text
    assert Assignment.objects.get().project.name == "Churn"


def test_unknown_projects_are_left_out_when_told_so(ask):
    options = "--unknown-names", "skip", "--percent", "50", "--apply", "-v0"
    text, fails = ask(bo(current="Churn"), *options)
    assert not fails, text
    assert Person.objects.exists()
    assert not Assignment.objects.exists()


def test_somebody_of_a_known_name_is_never_taken_for_them(ask):
    PersonFactory(name="Bo", email="other@example.com", team=None)
    _, fails = ask(bo(), "--unknown-names", "create", "--apply", "-v0")
    assert fails
    assert Person.objects.count() == 1


def test_what_fails_writes_nothing_at_all(ask, python):
    lines = bo("Python (Expert)") + "Cy,nonsense,,,,\n"
    _, fails = ask(lines, "--unknown-names", "create", "--apply", "-v0")
    assert fails
    rows = (Person, Team, Skill.objects.exclude(pk=python.pk), SpreadsheetImport)
    assert not any(getattr(one, "objects", one).exists() for one in rows)


def test_many_rejections_are_counted_and_not_all_listed(ask):
    text, _ = ask("".join(f"P{n},nonsense {n},,,,\n" for n in range(25)))
    assert "and 5 more; --report lists all of them" in text
    assert "Rows rejected: 25. Nothing was written." in text


def test_a_dry_run_remembers_nothing(ask):
    ask(bo())
    assert not RememberedMapping.objects.exists()


def test_what_columns_mean_is_remembered_once_applied(ask):
    ask(bo(), "--apply", "-v0")
    assert RememberedMapping.objects.get().kind == "people"


@pytest.mark.parametrize("option", ["--levels", "--unknown-skills", "--unknown-names"])
def test_words_that_are_no_choice_are_refused(ask, option):
    text, fails = ask(bo(), option, "nonsense")
    assert fails
    assert "invalid choice" in text


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_people", str(tmp_path))


def test_the_process_ends_with_status_1_when_refused(tmp_path):
    command = [sys.executable, "manage.py", "import_people", str(tmp_path / "none.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be read" in done.stderr


def test_a_dry_run_costs_the_same_for_3_and_30(
    ask, python, django_assert_max_num_queries, django_assert_num_queries
):
    def lines(count):
        rows = (f"P{n},p{n}@example.com,Python (2),,,\n" for n in range(count))
        return "".join(rows)

    with django_assert_max_num_queries(25) as few:
        ask(lines(3))
    with django_assert_num_queries(len(few)):
        ask(lines(30))
