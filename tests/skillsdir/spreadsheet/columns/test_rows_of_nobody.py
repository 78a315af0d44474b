"""Rows and columns beside people that sum up, describe, remark on or wait for them."""

import pytest

from skillsdir.spreadsheet.cells.people import is_figure, names_nobody
from tests.factories import LocationFactory, TeamFactory
from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


HEAD = "Name,Python,SQL\nAna Silva,3,2\nBo Lind,1,4"
PEOPLE = ["Ana Silva", "Bo Lind"]
FIGURES = (
    *("Group average", "Dept. avg", "Ø", "Ø Abteilung", "∑ all", "Std. deviation"),
    *(
        "Delta vs target",
        "Gap",
        "Gap to benchmark",
        "Weights",
        "Gewichtung",
        "Max level",
    ),
    *("Demand", "Demand 2027", "Expected demand", "Needed", "Supply", "Nachfrage"),
    *("Strategic importance", "Priority (business)", "Min required", "# of experts"),
    *("Number of experts", "Count of people", "Required level 2027", "Bus factor"),
    *("Team median", "Durchschnitt Abteilung", "Kategorie", "Bedarf 2027", "Min / Max"),
)
NAMES = ("Ana Silva", "Max Weber", "Min Li", "Bo", "Otto Weight", "Teamer", "Rita Gap")
NAMES += ("Øyvind Ås", "Ørjan", "øystein bø", "Σοφία Ρήγα", "Max Mittel", "Max Factor")


@pytest.mark.parametrize("text", FIGURES)
@pytest.mark.parametrize("cells", ["2,3", "0.5,0.5", "50%,50%"])
def test_a_row_that_sums_up_or_weighs_is_nobody(text, cells):
    found = results_of({"text": f"{HEAD}\n{text},{cells}"})
    assert found["people"] == PEOPLE
    assert found["not_taken"] == ["4 row"]


@pytest.mark.parametrize("text", NAMES)
def test_names_are_no_figures(text):
    assert not is_figure(text)


LAST = ("Total", "Ergebnis", "total", "Résultat", "Subtotal")


@pytest.mark.parametrize("word", LAST)
def test_the_total_of_somebody_is_nobody(word):
    rows = f"Ana Silva,Python,4\n,SQL,3\nAna Silva {word},,4\nBo Lind,R,2"
    rows += f"\nBo Lind {word},,2"
    found = results_of({"text": f"Name,Skill,Level\n{rows}"})
    assert found["people"] == PEOPLE
    assert found["skills"] == ["Ana Silva: Python 4, SQL 3", "Bo Lind: R 2"]


def test_the_total_of_a_team_is_nobody():
    rows = "Risk,Ana Silva,4\nRisk Total,,4\nData,Bo Lind,2\nData Total,,2"
    found = results_of({"text": f"Team,Name,Python\n{rows}"})
    assert found["people"] == ["Ana Silva; team Risk", "Bo Lind; team Data"]
    assert "refused" not in found


@pytest.mark.parametrize("blank", ["(blank)", "(Leer)", "(vide)", "(en blanco)"])
def test_what_a_pivot_shows_for_no_value_is_none(blank):
    rows = f"{blank},Ana Silva,{blank}\nRisk,{blank},2\nRisk,Bo Lind,2"
    found = results_of({"text": f"Team,Name,Python\n{rows}"})
    assert found["people"] == ["Ana Silva", "Bo Lind; team Risk"]
    assert found["skills"] == ["Bo Lind: Python 2"]


def test_no_value_is_not_what_stands_above():
    rows = "Risk,Ana Silva,4\n(blank),Bo Lind,2\nData,Cy Ray,3\n,Di Fox,1"
    found = results_of({"text": f"Team,Name,Python\n{rows}"})
    assert found["people"][1:] == ["Bo Lind", "Cy Ray; team Data", "Di Fox; team Data"]
    rows = "Ana Silva,Python,4\n,SQL,3\n(Leer),R,2"
    found = results_of({"text": f"Name,Skill,Level\n{rows}"})
    assert found["skills"] == ["Ana Silva: Python 4, SQL 3"]


SEATS = (
    *("Vacant – Analyst", "Vacancy: ML engineer", "TBD - lead", "N.N. - Risk"),
    *("Unfilled seat 3", "vacant data engineer", "Contractor B", "Intern (summer)"),
    *("Werkstudent 2", "Freelancer (tbc)", "Resource 4", "Offen: Data Scientist"),
)
SOMEBODY = (
    "Opal Lind",
    "Ana Vacant",
    "Student Jones",
    "Bo Temp",
    "Person A",
    "Bo (UK)",
)


@pytest.mark.parametrize("text", SEATS)
def test_an_open_seat_is_nobody(text):
    found = results_of({"text": f'{HEAD}\n"{text}",,2'})
    assert (found["people"], found["not_taken"]) == (PEOPLE, ["4 row"])


@pytest.mark.parametrize("text", SOMEBODY)
def test_names_are_no_seats(text):
    assert not names_nobody(text)


FOOTERS = (
    *("◌ no ● yes ◐ partly", "† left in May", "*) with PySpark", "3) since the reorg"),
    *(
        "© Example 2026",
        "Keep it up to date!",
        "Who is missing?",
        "Contact the HR desk",
    ),
    *(
        "No further people below",
        "Sources: survey, talks",
        "n = 2",
        "Filters: none set",
    ),
    *("Bei Fragen an die Leitung wenden", "Incl. the people of the Lisbon office"),
)


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize(
    "other", ["", "Confidential", "Printed on 1 March by HR", "Ø = 3"]
)
def test_one_footer_or_several_are_nobody(footer, other):
    rows = f'{HEAD}\n"{footer}",,\n"{other}",,\n"{footer}",,'
    assert results_of({"text": rows})["people"] == PEOPLE


def test_people_without_a_skill_yet_stay_people_above_footers():
    rows = f"{HEAD}\nCy Ray*,,\nDi Fox,,\nEd Poe,,\nUpdated 03/2026,,"
    found = results_of({"text": rows})
    assert found["people"] == [*PEOPLE, "Cy Ray", "Di Fox", "Ed Poe"]


# Summaries of skills


SUMMARIES = (
    *("NLP,Vision", "Q3 2026,Q4 2026", "2027,2028", "Beginner,Expert", "R,Java,Ops"),
    *("Data Analyst,Data Engineer", "Supply,Demand", "Before,After", "Mid,Senior"),
    *("Vision team,Risk team", "Votes", "Employees,Required", "Jan 2027,Feb 2027"),
    *("Angebot,Bedarf", "Lead Engineer,Team Lead", "Novice,User,Expert"),
)


@pytest.mark.parametrize("heads", SUMMARIES)
def test_what_stands_above_a_summary_is_nobody(heads):
    count = heads.count(",") + 1
    rows = [f"{skill}{',2' * count}" for skill in ("Python", "SQL", "Spark")]
    found = results_of({"text": "\n".join([f"Skill,{heads}", *rows])})
    assert "people" not in found
    assert "skills" not in found


@pytest.mark.parametrize("heads", ["Risk,Ops", "Porto,Riga", "Porto,Elsewhere"])
def test_a_team_or_a_place_above_a_summary_is_nobody(heads):
    TeamFactory(name="Risk")
    LocationFactory(name="Porto")
    text = f"Skill,{heads}\nPython,2,3\nSQL,1,2\nSpark,3,3"
    assert "people" not in results_of({"text": text})


ACROSS = (
    *("Ana Silva,Bo Lind", "Ana,Bo", "Ana Silva,Bo Lind,Average", "Ana,Bo,Total"),
    *("Ana Silva,Bo Lind,Q3 target", "Category,Ana Silva,Bo Lind"),
    *("Ana Silva,Bo Lind,Target,Gap", "Ana,Bo Lind,Cy Ray,Average,Total"),
)


@pytest.mark.parametrize("heads", ACROSS)
def test_people_across_are_people(heads):
    names = heads.split(",")
    cells = ["Core" if name == "Category" else "2" for name in names]
    rows = [",".join([skill, *cells]) for skill in ("Python", "SQL", "Spark")]
    found = results_of({"text": "\n".join([f"Skill,{heads}", *rows])})
    first = [name for name in names if name.startswith(("Ana", "Bo", "Cy"))]
    assert found["people"] == first


@pytest.mark.parametrize("heading", ["Licences", "Open to mentoring", "Seats"])
@pytest.mark.parametrize("skills", [("Tableau", "Java"), ("NLP", "Machine learning")])
def test_a_list_of_people_with_a_tool_each_is_no_matrix_across(heading, skills):
    rows = f"Ana Silva,{skills[0]},2\nBo Lind,{skills[1]},1"
    found = results_of({"text": f"Name,Main tool,{heading}\n{rows}"})
    assert [line.partition(";")[0] for line in found["people"]] == PEOPLE


@pytest.mark.parametrize("count", [1, 20])
def test_who_is_nobody_costs_no_query(count, django_assert_max_num_queries):
    rows = "".join(
        f"\nCount of {n},2,2\nVacant – {n},,\n* note {n},," for n in range(count)
    )
    with django_assert_max_num_queries(80):
        results_of({"text": HEAD + rows})
