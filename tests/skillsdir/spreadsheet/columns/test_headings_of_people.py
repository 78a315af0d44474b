"""What a sheet and its columns are called against what stands in them."""

import pytest

from tests.skillsdir.spreadsheet.corpus.cases import results_of

pytestmark = pytest.mark.usefixtures("catalogue")


TEAM_LIKE = (
    *("Team", "Our team", "Team Data", "Data Team", "Teams", "Skills", "Skill"),
    *("Catalogue", "Offices", "Projects", "Places", "Skill catalogue"),
)
PEOPLE = (
    "Name,Python,SQL\nAna Silva,3,2\nBo Lind,1,4",
    "Name,Python\nAna Silva,3\nBo Lind,1",
    "Name,Role,Skills\nAna Silva,Analyst,Python (3)\nBo Lind,Analyst,Python (1)",
    "Name,E-mail,Python\nAna Silva,ana@x.example,3\nBo Lind,bo@x.example,1",
    "Name,Rust,Go\nAna Silva,3,2\nBo Lind,1,4",
)


@pytest.mark.parametrize("rows", PEOPLE)
@pytest.mark.parametrize("sheet", TEAM_LIKE)
def test_people_are_people_whatever_their_sheet_is_called(sheet, rows):
    results = results_of({"sheets": {sheet: rows}})
    names = [line.partition(";")[0] for line in results["people"]]
    assert names == ["Ana Silva", "Bo Lind"]
    assert [line[-1] for line in results["skills"]] in (["3", "1"], ["2", "4"])


LISTS = {
    "Teams": ("Name,Part of\nData Science,\nNLP Squad,Data Science", "teams"),
    "Team": ("Name,Lead,Headcount\nData Science,Ana Silva,5", "teams"),
    "Skills": ("Name,Category,Description\nRust,Languages,fast", "skills"),
    "Offices": ("Name,Time zone\nBerlin,Europe/Berlin", "locations"),
}


@pytest.mark.parametrize("sheet", LISTS)
def test_teams_skills_and_places_stay_what_their_sheet_is_called(sheet):
    rows, kind = LISTS[sheet]
    results = results_of({"sheets": {sheet: rows}})
    assert kind in {line.split()[0] for line in results["catalogue"]}
    assert "people" not in results


WISHED = (
    *("Would like to grow in", "Areas for improvement", "Next skills to acquire"),
    *("Interested in", "Skills to deepen", "Möchte lernen", "Curious to explore"),
    *("Desired future skills", "Wants to explore"),
)
LACKED = (
    *("Skill gaps", "No experience in", "Training needed", "Weak in", "Skills needed"),
    *("Missing skills", "Lacks", "Not yet skilled in", "Unfamiliar with"),
    *("Kenntnislücken", "Keine Kenntnisse in", "Weaknesses", "Without knowledge of"),
)
KNOWN_WELL = (
    *("Other skills", "Software development skills", "Non-technical skills", "Tools"),
    *("Knowledge", "Languages spoken to machines", "Strengths"),
)


def people_with(heading):
    text = f"Name,Skills,{heading}\nAna Silva,Python (Expert),NLP (3)"
    return results_of({"text": text})


@pytest.mark.parametrize("heading", WISHED)
def test_what_somebody_wants_to_know_is_a_goal(heading):
    results = people_with(heading)
    assert results["skills"] == ["Ana Silva: Python 4"]
    assert results["goals"] == ["Ana Silva: NLP 3"]


@pytest.mark.parametrize("heading", LACKED)
def test_what_somebody_lacks_is_left_out_and_said(heading):
    results = people_with(heading)
    assert results["skills"] == ["Ana Silva: Python 4"]
    assert results["not_taken"] == [f"C {heading}"]


@pytest.mark.parametrize("heading", KNOWN_WELL)
def test_what_somebody_knows_is_a_skill(heading):
    assert people_with(heading)["skills"] == ["Ana Silva: Python 4, NLP 3"]


def test_a_wish_does_not_push_out_what_is_known():
    text = "Who,Strong in,Would like to grow in\nAna Silva,Python (Expert),NLP (3)"
    results = results_of({"text": text})
    assert results["skills"] == ["Ana Silva: Python 4"]
    assert results["goals"] == ["Ana Silva: NLP 3"]


GRADED = (
    ("Expert in", "Good at", "Basics of"),
    ("Expert", "Intermediate", "Basic"),
    ("Advanced skills in", "Working knowledge of", "Beginner in"),
    ("Experte", "Mittel", "Grundkenntnisse"),
)


@pytest.mark.parametrize("headings", GRADED)
@pytest.mark.parametrize("skill", ["Python", "Rust"])
def test_a_level_above_skills_is_theirs(headings, skill):
    text = f"Name,{','.join(headings)}\nAna Silva,{skill},SQL,NLP\nBo Lind,Java,,R"
    first, second = results_of({"text": text})["skills"]
    highest = "3" if "Advanced" in headings[0] else "4"
    assert first == f"Ana Silva: {skill} {highest}, SQL 2, NLP 1"
    assert second == f"Bo Lind: Java {highest}, R 1"


def test_a_level_of_its_own_goes_before_that_above():
    text = "Name,Expert in,Basics of\nAna Silva,Python (2),SQL"
    assert results_of({"text": text})["skills"] == ["Ana Silva: Python 2, SQL 1"]


NOT_GRADED = (
    "Name,Top skills,Team\nAna Silva,Python,Data",
    "Name,Senior,Skills\nAna Silva,yes,Python",
    "Name,Lead,Skills\nAna Silva,Bo Lind,Python",
)


@pytest.mark.parametrize("text", NOT_GRADED)
def test_other_headings_give_no_level(text):
    results = results_of({"text": text})
    assert results["asked"] == ["default_level"]
    assert results["skills"] == ["Ana Silva: Python 2"]


@pytest.mark.parametrize("people", [1, 30])
def test_levels_above_skills_cost_the_same_for_1_and_30(
    people, django_assert_max_num_queries
):
    rows = [f"Ana {number},Python,SQL" for number in range(people)]
    with django_assert_max_num_queries(90):
        results_of({"text": "\n".join(["Name,Expert in,Basics of", *rows])})
