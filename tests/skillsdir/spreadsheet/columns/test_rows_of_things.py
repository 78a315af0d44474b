"""Tasks, risks and servers are no projects, and nobody."""

import pytest

from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.files.sheets import Sheet

DAYS = "2026-12-07|2027-01-01"
THINGS = (
    "Summary|Issue key|Status|Project name|Assignee\nBuild|C-1|Done|Churn|Ana Moura",
    "Key|Summary|Status|Project|Assignee\nC-1|Build|Done|Churn|Ana Moura",
    "Task|Project|Status|Owner\nBuild|Churn|Done|Ana Moura",
    "Risk|Project|Status|Owner\nData late|Churn|Closed|Ana Moura",
    "Action|Project|Owner|Due|Status\nCall|Churn|Ana Moura|2026-12-10|Done",
    f"Deliverable|Project|Start|End|Owner\nReport|Churn|{DAYS}|Ana Moura",
    "Change request|Project|Status|Requested by\nCR-1|Churn|Closed|Ana Moura",
    "Invoice|Project|Status|Client\n1|Churn|Open|Bank",
    "Contract|Client|Project|Status\nK-1|Bank|Churn|Open",
    "Decision|Project|Date|Status\nGo|Churn|2026-12-10|Closed",
    "Aufgabe|Projekt|Status|Verantwortlich\nBauen|Churn|Done|Ana Moura",
    f"ID|Name|Duration|Start|Finish|Predecessors\n2|Train|20 days|{DAYS}|1",
    f"WBS|Name|Start|Finish|Project\n1.1|Train|{DAYS}|Churn",
    f"Name|Start|Finish|Resource\nBuild features|{DAYS}|Ana Moura",
    "Name|Status|Owner\nserver-01|Active|Ana Moura",
    "Title|Status|Owner|Due\nBuy milk|Active|Ana Moura|2026-12-11",
    "Name|Status|Responsible\nlaptop 4|Closed|Ana Moura",
)
THINGS += (
    "Summary|Issue key|Status|Project|Lead|Skills\nBuild it|C-1|In Progress|A|Bo|SQL",
    f"ID|Active|Task Mode|Name|Start|Finish|Predecessors\n1|Yes|Auto|Train|{DAYS}|2",
    "Form|||\nName:|Ana Moura||\nSkill|None|Basic|Expert\nSQL|||x\nPython|x||",
)
PROJECTS = (
    f"Project|Status|Lead|Start|End|Next milestone|Risk\nLake|Active|Bo|{DAYS}|x|High",
    "Project|Deliverables|Status|Owner\nChurn|Report|Active|Ana Moura",
    "Name|Client|Status|Project manager\nChurn|Telco|Active|Ana Moura",
    f"Name|Status|Start date|End date|Owner\nChurn|Active|{DAYS}|Ana Moura",
    "Programme|Project|Status|Owner\nRetail|Churn|Active|Ana Moura",
    "No.|Project|Status|Open tasks\n1|Churn|Active|3",
)
TWO = ("Churn", "Lake")
# Projects once each, whatever stands beside; {} is what is called so.
ONCE_EACH = (
    *("{}|Issues / risks|Lead|Status\n{}|late|Bo Lind|Active\n{}||Di Fox|Planned",),
    *("{}|Jira ticket|Lead\n{}|C-1|Bo Lind\n{}|C-2|Di Fox",),
    *("{}|Assignee|Status\n{}|Bo Lind|Active\n{}|Di Fox|Closed",),
    *("Key|{}|Lead|Status\nC-1|{}|Bo Lind|Active\nC-2|{}|Di Fox|Planned",),
    *("Order|{}|Status|Start\n1|{}|Active|2026-12-07\n2|{}|Planned|2027-01-01",),
    *("Cost|{}|Lead\n900|{}|Bo Lind\n800|{}|Di Fox",),
)
BARE = (
    *("Name|Lead|Status\n{}|Bo Lind|Active\n{}|Di Fox|Planned",),
    *("Title|Lead|Start|End\n{}|Bo Lind|{days}\n{}|Di Fox|{days}",),
    *("Name|Projektleiter|Beginn|Ende\n{}|Bo Lind|{days}\n{}|Di Fox|{days}",),
    *("ID|Name|Status|Start\n1|{}|Active|2026-12-07\n2|{}|On hold|2027-01-01",),
    *("Name|Summary|Start\n{}|Less churn|2026-12-07\n{}|A lake|2027-01-01",),
)


def kind_of(text, name="Sheet1"):
    return guess_sheet(Sheet(name, cells(text)), ("Python", "SQL").__contains__).kind


def cells(text):
    return [tuple(c or None for c in line.split("|")) for line in text.split("\n")]


@pytest.mark.parametrize("text", THINGS)
def test_rows_of_things_are_no_projects_and_nobody(text):
    assert kind_of(text) is None


@pytest.mark.parametrize("text", PROJECTS)
def test_rows_of_projects_are_whatever_they_say_of_things(text):
    assert kind_of(text) == "projects"


@pytest.mark.parametrize("text", ONCE_EACH)
@pytest.mark.parametrize("heading", ["Project", "Project name", "Projekt"])
def test_projects_once_each_are_projects_whatever_stands_beside(text, heading):
    assert kind_of(text.format(heading, *TWO)) == "projects"


@pytest.mark.parametrize("text", BARE)
def test_a_bare_name_is_a_projects_where_something_beside_says_so(text):
    assert kind_of(text.format(*TWO, days=DAYS)) == "projects"


def test_whoever_bears_a_bare_name_has_a_lead_and_no_project():
    rows = "Ana Moura|Bo Lind|Active\nCy Ray|Di Fox|Left"
    assert kind_of(f"Name|Lead|Status\n{rows}") == "people"


def test_a_status_that_only_work_has_says_of_nobody_that_they_are_here():
    assert kind_of("Name|Status\nChurn|Active\nLake|Planned") is None
    assert kind_of("Name|Status\nAna Moura|Active\nBo Lind|Left") == "people"


def test_a_task_of_a_project_that_no_other_task_has_is_none():
    rows = "C-1|Build|Done|Churn|Bo Lind\nC-2|Ship|Done|Lake|Di Fox"
    assert kind_of(f"Key|Summary|Status|Project|Assignee\n{rows}") is None


@pytest.mark.parametrize("who", ["Assignee", "Assigned to"])
def test_whoever_is_assigned_to_a_project_is_booked(who):
    text = f"{who}|Project|From|To|%\nAna Moura|Churn|{DAYS}|50\nBo Lind|Lake|{DAYS}|5"
    assert kind_of(text) == "bookings"


def test_a_sheet_or_a_title_that_speaks_of_projects_says_so_of_names():
    rows = "Name|Status|Owner\nChurn|Active|Ana Moura"
    assert kind_of(rows, "Projects 2026") == "projects"
    assert kind_of(f"Our projects||\n{rows}") == "projects"


def test_who_does_a_task_of_a_project_is_booked_where_days_say_when():
    text = f"Person|Project|Task|From|To|%\nAna Moura|Churn|Modelling|{DAYS}|50"
    assert kind_of(text) == "bookings"


OF_PEOPLE = (
    *("Name|Python|Ticket handling|Issue tracking\n{}|3|2|1\n{}|1|4|2",),
    *("Name|Python|Backlog management\n{}|3|2\n{}|1|4",),
    *("Name|Sprint capacity|Python|SQL\n{}|40|3|2\n{}|20|1|4",),
    *("Name|Role|Sprint\n{}|Analyst|12\n{}|Engineer|12",),
    *("Name|E-mail|Issue\n{}|a@x.example|none\n{}|b@x.example|late",),
)


@pytest.mark.parametrize("text", OF_PEOPLE)
def test_people_who_work_in_sprints_and_tickets_are_people(text):
    assert kind_of(text.format("Ana Moura", "Bo Lind")) == "people"


HEADED = ("Imię i nazwisko|Stanowisko|Dział", "Wer|Was|Wo", "Team|Owner|Status")


@pytest.mark.parametrize("headings", HEADED)
@pytest.mark.parametrize("said", ["Team Lead", "Project manager", "2 - Left", "Active"])
def test_a_row_of_somebody_below_others_is_none_of_headings(headings, said):
    rows = "\n".join(f"{who}|{said}|Data" for who in ("Ana Moura", "Bo Lind", "Cy Ray"))
    read = guess_sheet(Sheet("Sheet1", cells(f"{headings}\n{rows}")))
    assert read.answer is None or read.answer.header_row == 0


NO_CATALOGUE = (
    f"Name|From|To|Category\nAna Moura|{DAYS}|A\nBo Lind|{DAYS}|B",
    "Name|Risk|Pricing|Sales|Key account|Status|Order\nAna Moura|3|2|1|1|2|2",
    "Name|Description|Owner|Status\nChurn|Less|Ana Moura|Active",
)


@pytest.mark.parametrize("text", NO_CATALOGUE)
def test_people_and_tasks_are_no_skills_and_no_categories(text):
    assert kind_of(text) is None


VENDORS = "Vendor|Licence|Hosting|Support|Remark"
CATALOGUE = (
    ("Name|Category|Description\nDeep Learning|Methods|Nets", "skills"),
    (f"Name|Category|{VENDORS}\nAirflow|Tools|Apache|free|here|it|none", "skills"),
    ("Team|Part of\nData|Research", "teams"),
)


STARTED = (
    *("Status|Active|Active", "Status|Active|On leave", "Status|Active|Left"),
    *("Level|3|4", "Status|Employed|Terminated"),
)


@pytest.mark.parametrize("beside", STARTED)
@pytest.mark.parametrize("who", ["Name", "Employee"])
def test_people_who_started_are_people_and_no_leave_and_no_projects(who, beside):
    heading, *cells_beside = beside.split("|")
    ana, bo = cells_beside
    rows = f"Ana Moura|2020-01-06|{ana}\nBo Lind|2021-01-04|{bo}"
    assert kind_of(f"{who}|Start date|{heading}\n{rows}") == "people"


BESIDE_TYPE = (
    "Team|Data|Risk",
    "Role|Analyst|Lead",
    "Location|Porto|Riga",
    "FTE|1|0.8",
)


@pytest.mark.parametrize("beside", BESIDE_TYPE)
@pytest.mark.parametrize("heading", ["Type", "Kind", "Contract type"])
def test_the_type_of_a_contract_makes_nobody_a_skill_or_a_project(heading, beside):
    field, ana, bo = beside.split("|")
    rows = f"Ana Moura|{ana}|Permanent\nBo Lind|{bo}|Contractor"
    assert kind_of(f"Name|{field}|{heading}\n{rows}") == "people"


CALLED = {
    "teams": "Name|Cost centre|Site|Budget|Headcount\nData|4711|Porto|100|5",
    "skills": "Name|Description|Owner|Status\nPython|Code|Ana Moura|Active",
    "locations": "Name|Country|Opened|Closed\nPorto|PT|2020-01-06|2021-01-04",
}


@pytest.mark.parametrize("kind", CALLED)
def test_a_catalogue_may_be_told_by_the_name_of_its_sheet(kind):
    assert kind_of(CALLED[kind], kind.capitalize()) == kind


@pytest.mark.parametrize(("text", "kind"), CATALOGUE)
def test_a_catalogue_is_one(text, kind):
    assert kind_of(text) == kind


OF_OWNERS = (
    "Bucket|Task|Assigned to|Progress|Due\nData|Train|{}|In Progress|2026-09-19",
    "Opportunity|Account|Owner|Stage|Amount\nChurn|A Ltd|{}|Active|3392",
)


@pytest.mark.parametrize("text", OF_OWNERS)
def test_where_a_task_stands_is_nobody(text):
    heads, row = text.split("\n")
    rows = [row.format(who) for who in ("Ana Moura", "Bo Lind", "Cy Ray")]
    rows[1] = rows[1].replace("In Progress", "To Do").replace("Active", "Rejected")
    assert kind_of("\n".join([heads, *rows])) is None


@pytest.mark.parametrize("heads", ["Name|Result|Date", "Name|Ergebnis|Datum"])
def test_who_passed_a_test_is_no_project(heads):
    rows = "Ana Moura|success|2026-01-05\nBo Lind|erfolgreich|2026-01-06"
    assert kind_of(f"{heads}\n{rows}") is None
    rows = "Churn|success|Closed\nLake||Active"
    assert kind_of(f"Name|Result|Status\n{rows}") == "projects"


WORK = ("Initiative", "Workstream", "Use case", "Vorhaben", "Engagement")
BESIDE_WORK = (
    *("Owner|Status", "Lead|State", "Verantwortlich|Status", "Responsable|Statut"),
    *("Responsible|Estado", "Kierownik projektu|Stan", "Leitung|Status"),
)


@pytest.mark.parametrize("beside", BESIDE_WORK)
@pytest.mark.parametrize("heading", WORK)
def test_work_is_a_project_whatever_it_is_called(heading, beside):
    text = f"{heading}|{beside}\nChurn|Bo Lind|Active\nLake|Di Fox|Closed"
    read = guess_sheet(Sheet("Sheet1", cells(text))).answer
    assert (read.kind, read.columns) == (
        "projects",
        {0: "name", 1: "lead", 2: "status"},
    )


@pytest.mark.parametrize("heading", WORK)
def test_what_is_graded_is_a_skill_though_projects_are_called_so(heading):
    text = f"Name|Python|{heading}|SQL\nAna Moura|3|2|1\nBo Lind|1|4|2"
    read = guess_sheet(Sheet("Sheet1", cells(text)), ("Python", "SQL").__contains__)
    assert read.answer.columns[2] == "skill_level"


@pytest.mark.parametrize("stages", ["Build|Design", "1 - Build|2 - Design", "MVP|G2"])
def test_a_stage_in_words_of_others_keeps_no_project_out(stages):
    first, other = stages.split("|")
    rows = f"Churn|{first}|Bo Lind\nLake|{other}|Di Fox"
    read = guess_sheet(Sheet("Sheet1", cells(f"Project|Stage|Lead\n{rows}"))).answer
    assert read.columns == {0: "name", 2: "lead"}


LED = (
    "Project|Status|Open tasks|Start|End|{}|Skills\nLake|w toku|9|{}|Bo Lind|SQL, R",
    "Assignment|Project status|{}|Start|End\nGDPR Cleanup|Active|Bo Lind|{}",
)


@pytest.mark.parametrize("who", ["Project lead", "Projectleider", "Owner"])
@pytest.mark.parametrize("text", LED)
def test_whoever_leads_a_project_is_not_booked_on_it(text, who):
    heads, row = text.split("\n")
    assert kind_of(f"{heads.format(who)}\n{row.format(DAYS)}") == "projects"


STAFFED = (
    "Worker|Project name|Project status|Client|Start|To\n{}|Lake|Planned|A Ltd|{}",
    "Osoba|Projekt|Klient|Od|Do|Stan\n{}|Lake|A Ltd|{}|Planned",
)


@pytest.mark.parametrize("text", STAFFED)
def test_who_stands_beside_a_project_is_booked_on_it(text):
    assert kind_of(text.format("Bo Lind", DAYS)) == "bookings"
