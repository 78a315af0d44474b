"""The steps from the file to its dry run: what each asks, keeps and refuses."""

import pytest

from people.models import Person, Skill
from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers, Decision, What
from skillsdir.spreadsheet.pages.value_forms import level_name
from tests.factories import PersonFactory, SkillFactory
from tests.skillsdir.spreadsheet.browser_forms import form_with, send
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.text import text_of

STEPS = ("sheets", "values", "names", "who", "check")


@pytest.fixture
def client(directory_admin_client):
    return directory_admin_client


def path(draft, step):
    return f"/spreadsheet/{draft.pk}/{step}/"


def answers_of(draft):
    return Answers.from_json(SpreadsheetImport.objects.get(pk=draft.pk).answers)


# All steps


@pytest.mark.parametrize("step", STEPS)
def test_each_step_says_which_file_and_what_is_open(client, checked, step):
    text = text_of(client.get(path(checked, step)))
    assert "people.csv" in text
    assert "2 Levels, days, changes 1 open" in text
    assert "3 Names 2 open" in text


@pytest.mark.parametrize("step", STEPS)
def test_a_step_takes_few_queries(client, checked, step, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(path(checked, step))


@pytest.mark.parametrize("count", [3, 30])
def test_names_take_as_many_queries_for_thirty(
    client, count, django_assert_num_queries
):
    SkillFactory(name="Python")
    skills = "; ".join(f"Odd {n} (2)" for n in range(count))
    draft = upload("people", "name email expertise", ("Ann", "a@example.com", skills))
    client.get(path(draft, "names"))
    send_sheet(client, draft)
    with django_assert_num_queries(6):
        client.get(path(draft, "names"))


def send_sheet(client, draft):
    """Something sent has its dry run worked out at once."""
    return client.post(path(draft, "values"), {"seen": "x"})


@pytest.mark.parametrize("step", STEPS)
def test_what_is_applied_has_no_steps(client, checked, step):
    SpreadsheetImport.objects.update(status="applied", file=None, sheets=None)
    response = client.get(path(checked, step))
    assert response["Location"] == f"/spreadsheet/{checked.pk}/"


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_that_is_gone_is_not_found(client, checked, step):
    assert client.get(f"/spreadsheet/{checked.pk + 1}/{step}/").status_code == 404


# Sheets and columns


def test_a_sheet_is_shown_with_its_guess(client, staff):
    text = text_of(client.get(path(staff, "sheets")))
    assert "A Name" in text
    assert "Ann · Ben · Cleo" in text


def test_columns_are_saved(client, staff):
    response = send(client, path(staff, "sheets"), **{"sheet-0-column-2": ""})
    assert response["Location"] == f"/spreadsheet/{staff.pk}/resume/?after=values"
    sheet = answers_of(staff).sheets["people"]
    assert sheet.columns == {0: "name", 1: "email", 3: "expertise"}


def test_two_columns_for_one_field_are_refused_and_stay(client, staff):
    response = send(client, path(staff, "sheets"), **{"sheet-0-column-2": "name"})
    assert "2 columns are mapped to “Name”" in text_of(response)
    _, data = form_with(response, "seen")
    assert data["sheet-0-column-2"] == "name"


def test_a_sheet_without_a_key_is_refused(client, staff):
    columns = {"sheet-0-column-0": "", "sheet-0-column-1": ""}
    text = text_of(send(client, path(staff, "sheets"), **columns))
    assert "no column is mapped to Name or E-mail" in text


def test_a_file_with_nothing_to_take_in_is_refused(client, staff):
    response = send(client, path(staff, "sheets"), **{"sheet-0-kind": ""})
    assert "Say of at least one sheet what it is." in text_of(response)


def test_another_kind_shows_its_columns(client, staff):
    changes = {"sheet-0-kind": "expertise", "look": "1"}
    response = send(client, path(staff, "sheets"), **changes)
    assert "Last used" in text_of(response)
    assert answers_of(staff).sheets["people"].kind == "people"


def test_another_kind_is_not_saved_with_the_columns_of_the_first(client, staff):
    send(client, path(staff, "sheets"), **{"sheet-0-kind": "expertise"})
    assert answers_of(staff).sheets["people"].kind == "people"


# Levels and days


def test_a_level_is_asked_once_with_its_count(client, checked):
    text = text_of(client.get(path(checked, "values")))
    assert "wizard 2 times" in text


def test_a_level_is_saved(client, checked):
    response = send(client, path(checked, "values"), **{level_name("wizard"): "4"})
    assert response["Location"] == f"/spreadsheet/{checked.pk}/resume/?after=names"
    assert answers_of(checked).levels["wizard"] == 4


def test_a_level_that_is_none_is_refused(client, checked):
    response = send(client, path(checked, "values"), **{level_name("wizard"): "9"})
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()


# Names


def decide(client, draft, step, what, **more):
    """Decide about the first name of the page."""
    _, data = form_with(client.get(path(draft, step)), "seen")
    other = next(name for name in data if name.endswith("-other"))
    prefix = other.removesuffix("other")
    changes = {prefix + name: value for name, value in more.items()}
    return send(client, path(draft, step), **{f"{prefix}what": what}, **changes)


def test_a_name_is_asked_once_with_its_suggestions(client, checked):
    text = text_of(client.get(path(checked, "names")))
    assert "PytonOnce, first at people!D2" in text
    assert "Python" in text


def test_a_name_is_decided_and_the_next_noun_asked(client, checked):
    python = Skill.objects.get(name="Python").pk
    response = decide(client, checked, "names", f"use:{python}", remember="on")
    assert response["Location"].endswith("/names/?noun=location&page=1")
    answer = answers_of(checked).decided("skill", "pyton")
    assert answer == Decision(What.ALIAS, python)


def test_names_left_open_do_not_hold_anybody_up(client, checked):
    response = send(client, f"{path(checked, 'names')}?noun=location")
    assert response["Location"] == f"/spreadsheet/{checked.pk}/resume/?after=people"


def test_what_is_typed_and_unknown_stays(client, checked):
    response = decide(client, checked, "names", "other", other="Pythonn 9")
    assert "There is no skill “Pythonn 9”." in text_of(response)
    assert 'value="Pythonn 9"' in response.content.decode()


def test_all_that_are_open_are_left_out_at_once(client, checked):
    send(client, path(checked, "names"), **{"all-rest": "skip"})
    assert answers_of(checked).decided("skill", "pyton") == Decision(What.SKIP)


def test_people_are_asked_apart(client, checked):
    text = text_of(client.get(path(checked, "who")))
    assert "Cleo" in text
    assert "Pyton" not in text


def test_somebody_typed_by_e_mail_is_shown_by_name_whoever_has_it_later(
    client, checked
):
    bo = PersonFactory(name="Bo Li", email="bo@example.com")
    decide(client, checked, "who", "other", other="BO@example.com")
    Person.objects.update(email="bo.li@example.com")
    zoe = PersonFactory(name="Zoe", email="bo@example.com")
    page = client.get(path(checked, "who")).content.decode()
    assert f'value="use:{bo.pk}"' in page
    assert "Bo Li, bo.li@example.com" in page
    assert f"use:{zoe.pk}" not in page


def test_where_nothing_is_asked_it_says_so(client):
    draft = upload("people", "name email", ("Ann", "ann@example.com"))
    send_sheet(client, draft)
    for step in ("values", "names", "who"):
        assert "Nothing to ask here" in text_of(client.get(path(draft, step)))


# Two windows


def test_answers_of_another_window_are_not_lost(client, checked):
    _, data = form_with(client.get(path(checked, "values")), "seen")
    send(client, path(checked, "values"), **{level_name("wizard"): "4"})
    response = client.post(path(checked, "values"), data | {level_name("wizard"): "2"})
    assert "saved other answers for this file meanwhile" in text_of(response)
    assert answers_of(checked).levels["wizard"] == 4


def test_after_that_one_can_send_ones_own_again(client, checked):
    _, data = form_with(client.get(path(checked, "values")), "seen")
    send(client, path(checked, "values"), **{level_name("wizard"): "4"})
    data[level_name("wizard")] = "2"
    _, data = form_with(client.post(path(checked, "values"), data), "seen")
    client.post(path(checked, "values"), data)
    assert answers_of(checked).levels["wizard"] == 2


def test_the_same_sent_twice_is_fine(client, checked):
    _, data = form_with(client.get(path(checked, "values")), "seen")
    codes = [client.post(path(checked, "values"), data).status_code for _ in range(2)]
    assert codes == [302, 302]


# Leaving and coming back


@pytest.mark.parametrize(
    ("after", "step"),
    [("", "values"), ("names", "names"), ("people", "who"), ("nonsense", "values")],
)
def test_one_goes_on_where_something_is_open(client, checked, after, step):
    response = client.get(f"{path(checked, 'resume')}?after={after}")
    assert response["Location"] == path(checked, step)


def test_a_draft_is_thrown_away_once_that_is_confirmed(client, checked):
    assert "Throw this draft away?" in text_of(client.get(path(checked, "discard")))
    assert SpreadsheetImport.objects.exists()
    client.post(path(checked, "discard"))
    assert not SpreadsheetImport.objects.exists()
    assert not DryRun.objects.exists()
