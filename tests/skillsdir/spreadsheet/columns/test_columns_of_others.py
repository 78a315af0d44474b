"""A column is a field of the person only if its heading and its cells say so."""

import pytest

from skillsdir.spreadsheet.columns.guessing import guess_sheet
from skillsdir.spreadsheet.columns.headings import columns_for
from skillsdir.spreadsheet.files.sheets import Sheet
from skillsdir.spreadsheet.nouns import BY_NAME

SKILLS = ("Python", "SQL")


def read(headings, *rows):
    """The kind of a sheet, and the field of each of its headings."""
    headings = tuple(headings.split("|"))
    found = guess_sheet(Sheet("Sheet1", [headings, *rows]), SKILLS.__contains__)
    fields = found.answer.columns
    return found.kind, {headings[n]: fields.get(n) for n in range(len(headings))}


OWN_TIME = (
    *("FTE 2026", "Contracted hours per week", "Workload in %", "Availability (%)"),
    *("Vertragliche Wochenstunden", "How many hours per week do you work?", "FTE (h)"),
    *("Total capacity", "Current FTE", "Weekly workload", "Capacity for projects"),
    *(
        "Capacity h/week",
        "Kapazität h/Woche",
        "Consultant hours per week",
        "Worker FTE",
    ),
)
OTHER_TIME = (
    *("How many hours per week can you mentor?", "Mentoring hours per week"),
    *("Study hours per week", "Free hours per week", "Hours per week on call"),
    *("Max. overtime per week (h)", "Hours per week for training"),
    *("Availability for travel", "On-call availability", "Commute hours per week"),
    *("Availability (from Bookings)", "Teaching workload", "Volunteering days a week"),
    *("Capacity of laptop", "Meetings, hours per week", "Bonus percentage"),
)


@pytest.mark.parametrize("heading", OWN_TIME)
def test_the_working_time_of_a_person_is_known(heading):
    assert columns_for(BY_NAME["people"], [heading])[0] == "capacity"


@pytest.mark.parametrize("heading", OTHER_TIME)
def test_the_time_of_something_else_is_no_working_time(heading):
    assert columns_for(BY_NAME["people"], [heading])[0] != "capacity"
    assert columns_for(BY_NAME["bookings"], [heading])[0] != "percent"


OF_WORKERS = {"location": "location", "FTE": "capacity", "hire date": "joined_on"}
OF_WORKERS |= {"status": "standing", "skills": "expertise"}


@pytest.mark.parametrize("who", ["Worker", "Employee", "Staff"])
@pytest.mark.parametrize("what", OF_WORKERS)
def test_what_is_said_of_a_worker_is_no_name(who, what):
    found = columns_for(BY_NAME["people"], [f"{who} {what}"])
    assert found.get(0) == OF_WORKERS[what]


WHO_AND_WHERE = ("Lead", "Manager", "Supervisor", "Team", "Department", "Location")


@pytest.mark.parametrize("heading", WHO_AND_WHERE)
@pytest.mark.parametrize("cells", [(3, 4), ("Y", "N"), (100231, 100232), ("2", "1")])
def test_numbers_and_ticks_in_a_list_are_nobody_and_no_team(heading, cells):
    rows = [("Ana Moura", "Python", 4, cells[0]), ("Bo Lind", "SQL", 2, cells[1])]
    kind, fields = read(f"Name|Skill|Level|{heading}", *rows)
    assert kind == "expertise"
    assert fields[heading] is None


@pytest.mark.parametrize("heading", WHO_AND_WHERE)
def test_names_in_a_list_are(heading):
    rows = [(*row, "Eva Berg") for row in (("Ana Moura", "Python", 4),) * 3]
    field = read(f"Name|Skill|Level|{heading}", *rows)[1][heading]
    assert field.startswith("person.")


NOW = (
    *("Level achieved", "Level (attained)", "Competence level", "Final level"),
    *("Calibrated level", "Evaluation", "Mark", "Ability", "Max of Proficiency"),
    *("Average of Level", "Present level", "As-is", "Status quo", "Self", "Attained"),
    *("Competency rating", "Erreichtes Level", "Kenntnisniveau", "Manager rating"),
    *("Niveau acquis", "Reached", "Team lead score", "Istbewertung", "Agreed level"),
)


@pytest.mark.parametrize("heading", NOW)
def test_what_somebody_can_is_the_level_beside_what_is_to_be_reached(heading):
    rows = [("Ana Moura", "Python", 2, 4), ("Bo Lind", "SQL", 3, 4)]
    kind, fields = read(f"Employee|Skill|{heading}|Target level", *rows)
    assert (kind, fields[heading]) == ("expertise", "level")
    assert fields["Target level"] == "target"


def test_levels_with_words_of_their_own_are_levels():
    rows = [
        ("Ana Moura", "Python", "Level 4 - Enable", "Level 5 - Ensure"),
        ("Bo Lind", "SQL", "Level 2 - Assist", "Level 3 - Apply"),
    ]
    fields = read("Employee|Skill|Attained level|Target level", *rows)[1]
    assert fields["Attained level"] == "level"


def test_numbers_are_no_skills():
    rate = "Rate your skill (0 = none, 4 = expert)"
    rows = [(f"a{n}@x.example", "Ana Moura", 3, 2) for n in (1, 1, 2)]
    kind, fields = read(f"Email|Name|{rate} [Python]|{rate} [SQL]", *rows)
    assert (kind, [*fields.values()][2:]) == ("people", ["skill_level"] * 2)


NOT_NOW = ("Previous level", "Importance rating", "Interest level", "Minimum score")


@pytest.mark.parametrize("heading", [*NOT_NOW, "Priority", "Gap", "Peer", "Expected"])
def test_what_it_was_or_should_be_is_no_level(heading):
    rows = [("Ana Moura", "Python", 2, 4), ("Bo Lind", "SQL", 3, 4)]
    fields = read(f"Employee|Skill|{heading}|Target level", *rows)[1]
    assert fields[heading] not in ("level", "manager", "person.manager")


@pytest.mark.parametrize(
    ("headings", "level"),
    [
        ("Self|Lead", "Self"),
        ("Self|Manager", "Self"),
        ("Self|Peer|Manager|Final", "Final"),
        ("Peer|Agreed score|Own score", "Agreed score"),
        ("Level|Self|Lead", "Level"),
    ],
)
def test_of_several_who_rate_the_last_word_counts(headings, level):
    rows = [("Ana Moura", "Python", 2, 3, 4, 3), ("Bo Lind", "SQL", 3, 4, 1, 3)]
    width = 3 + headings.count("|")
    kind, fields = read(f"Name|Skill|{headings}", *(row[:width] for row in rows))
    assert kind == "expertise"
    assert [name for name, field in fields.items() if field == "level"] == [level]


def test_a_team_called_like_a_skill_does_not_turn_the_sheet():
    rows = [("Ana Moura", "SQL", "50%"), ("Bo Lind", "SQL", "20%")]
    kind, fields = read("Name|Team|Share of home office", *rows)
    assert (kind, fields["Name"], fields["Team"]) == ("people", "name", "team")


SIGNS = (
    *(("XL", "S"), ("🟢", "🚀"), ("--", "++"), ("⬛⬛", "⬛⬜"), ("3️⃣", "1️⃣")),
    *((88, 64), (35, 100), ("☆☆☆", "★★☆"), ("3*", "'2"), ("👍", "👎")),
)


@pytest.mark.parametrize("cells", SIGNS)
@pytest.mark.django_db
def test_a_skill_is_taken_whatever_signs_stand_below(cells, django_assert_num_queries):
    rows = [("Ana Moura", 3, cells[0]), ("Bo Lind", 4, cells[1])]
    with django_assert_num_queries(0):
        kind, fields = read("Name|Python|SQL", *rows)
    assert (kind, fields["SQL"]) == ("people", "skill_level")


@pytest.mark.parametrize("cells", [(12.4, 0.3), (250, 1200), ("since May", "no idea")])
def test_what_is_no_sign_is_not(cells):
    rows = [("Ana Moura", 3, cells[0]), ("Bo Lind", 4, cells[1])]
    assert read("Name|Python|SQL", *rows)[1]["SQL"] is None
