"""A workbook as teams keep it for years: 200 rows of people, and every mess at once.

Two title rows above the headings, headings of their own, levels out of ten beside
words and stars, several skills and projects in a cell, three spellings of one skill,
notes across the table, empty rows, people twice, percentages and dates in each manner
of writing; one column of dates that nobody can tell day from month in.
"""

from datetime import date
from io import BytesIO
from itertools import product

import xlsxwriter

TITLE = "Data science – who can do what (please keep up to date!!)"
NOTE = "Levels: 1 = heard of it … 10 = could teach it. Questions? Ask Olga."
HEADINGS = (
    *("Employee", "Mail", "Position", "Dept.", "Office", "Skills / know-how"),
    *("Previous projects (result)", "Success %", "Works on now", "Wants to learn"),
    *("FTE", "Line manager", "With us since", "Shoe size"),
)
# The row of the headings, and that of the first person, as the spreadsheet counts.
HEADING_ROW = 4
FIRST_ROW = 5
ROW_COUNT = 200

FORENAMES = (
    *("Amara", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hugo"),
    *("Ines", "Jonas", "Kavya", "Lars", "Mei", "Nadia", "Oscar", "Petra"),
)
SURNAMES = (
    *("Abara", "Berg", "Castro", "Duval", "Eriksen", "Fischer", "Gupta", "Haddad"),
    *("Ivanova", "Jansen", "Kowalski", "Lindqvist"),
)
TEAMS = ("Analytics", "analytics ", "Data Platform", "Forecasting")
OFFICES = ("Lisbon", "LISBON", "Berlin", "Bangalore")
# The three spellings of scikit-learn; the last is in no catalogue.
SPELLINGS = ("sklearn", "SciKit-Learn", "sci-kit lern")
CELLS = (
    "Python (7/10); SQL (5/10), {spelling} (8/10)",
    "Python: advanced; NLP – expert; A/B testing",
    "SQL 6/10\nC/C++ 4/10\nCI/CD 7/10",
    "R (★★★★), Forecasting (★★)",
    "Quantum annealing (3/10); Time series: basic",
    "Spark, {spelling} – senior;  Docker ;;",
)
PAST = (
    "Churn model (in use) / Pricing (stopped)",
    "Churn model (in use)",
    "",
    "Demand forecast (criteria not met); Churn model (in use)",
)
SUCCESS = (80, "80 %", 0.8, "", "75%")
DAYS = ("2021-03-09", "25/12/2020", date(2019, 7, 1), 43_831, "9 Mar 2022", "")
SHARES = (1, "80 %", 0.6, "", 100, "100%")


def person(name, mail, **cells):
    """A row by heading; what is not named stays empty."""
    return {"Employee": name, "Mail": mail} | cells


SPECIAL = (
    person("Zoe\u0308 Okonkwo", "zoe@example.com", Office="Lisbon"),
    person("王伟", "wang.wei@example.com", Office="Berlin"),
    person("ليلى حداد", "layla@example.com", Office="Berlin"),
    person("Ann Lee", "ann.lee@example.com", **{"Skills / know-how": "Python (9/10)"}),
    # A note across the table, merged; then a row of nothing.
    person("--- new joiners below ---", ""),
    {},
    person("Ann Lee", "Ann.Lee@Example.com", **{"Skills / know-how": "Go (2/10)"}),
    person("Ben Ito", "ben.ito@example.com", FTE="80 %"),
    person("Ben Ito", "ben.ito@example.com", FTE="50 %"),
    # In the directory already, and here without an e-mail.
    person("Cleo Known", "", **{"Dept.": "Analytics", "Position": "Lead analyst"}),
    person("Nobody Knows", "", **{"Dept.": "Analytics"}),
    person("Eve Broken", "eve at example.com"),
    # Neutralised by the tool that it came from; and one that is a formula.
    person("Fay Quoted", "fay@example.com", Position="'+ lead"),
    person("Gil Formula", "gil@example.com", FTE="=0.5+0.3"),
    person("Hal Cleared", "hal@example.com", Office="-"),
    person("Iris Toomuch", "iris@example.com", FTE="250 %"),
    person("Jo Scale", "jo@example.com", **{"Skills / know-how": "Python (wizard)"}),
    person("Kit Spaces", " kit@example.com ", Position="Data\u00a0 engineer"),
    person("", "nameless@example.com"),
)


def regular(place, forename, surname):
    name = f"{forename} {surname}"
    mail = f"{forename}.{surname}@example.com".lower()
    spelling = SPELLINGS[place // len(CELLS) % len(SPELLINGS)]
    return person(
        name if place % 9 else name.upper(),
        mail if place % 7 else f"{mail.capitalize()} ",
        **{
            "Position": ("Data scientist", "ML engineer", "Analyst")[place % 3],
            "Dept.": TEAMS[place % 4],
            "Office": OFFICES[place % 4],
            "Skills / know-how": CELLS[place % 6].format(spelling=spelling),
            "Previous projects (result)": PAST[place % 4],
            "Success %": SUCCESS[place % 5],
            "Works on now": "Pricing 2.0" if place % 5 == 0 else "",
            "Wants to learn": ("Rust", "LLMs", "")[place % 3],
            "FTE": SHARES[place % 6],
            "Line manager": "Ann Lee" if place % 8 == 0 else "",
            "With us since": DAYS[place % 6],
            "Shoe size": 38 + place % 8,
        },
    )


REGULAR = [
    regular(place, *names)
    for place, names in enumerate(product(FORENAMES, SURNAMES))
    if place < ROW_COUNT - len(SPECIAL)
]
ROWS = [*REGULAR[:90], *SPECIAL, *REGULAR[90:]]
PROJECTS = (
    ("Project name", "Client", "Start", "Finish", "State", "Result"),
    ("Churn model", "Marketing", date(2024, 1, 8), date(2024, 9, 30), "done", "in use"),
    ("Pricing", "Sales", "8/1/2024", "6/6/2024", "closed", "stopped"),
    ("Demand forecast", "", "2023-02-01", "2023-12-22", "Closed", "criteria not met"),
    ("Pricing 2.0", "Sales", date(2026, 1, 5), "", "running", ""),
)
MATRIX = (
    ("Who", "Competency", "Proficiency", "Last used"),
    ("zoe@example.com", "Bayesian stats", "expert", "3/4/2025"),
    ("wang.wei@example.com", "Computer Vision", 9, "5/6/2025"),
    ("layla@example.com", "Kafka", "★★★", ""),
)


def place_of(name, heading="Employee"):
    """Where the first person of that name stands: `Team overview!A95`."""
    row = next(n for n, cells in enumerate(ROWS) if cells.get("Employee") == name)
    return f"Team overview!{chr(65 + HEADINGS.index(heading))}{FIRST_ROW + row}"


def write_people(sheet, day):
    sheet.merge_range("A1:N1", TITLE)
    sheet.merge_range("A2:N2", NOTE)
    sheet.write_row(HEADING_ROW - 1, 0, HEADINGS)
    for number, cells in enumerate(ROWS, FIRST_ROW - 1):
        for column, heading in enumerate(HEADINGS):
            write(sheet, number, column, cells.get(heading, ""), day)
        if cells and not cells["Mail"] and cells["Employee"].startswith("---"):
            sheet.merge_range(number, 0, number, 13, cells["Employee"])


def write(sheet, row, column, value, day):
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, str) and value.startswith("="):
        sheet.write_formula(row, column, value, value=0.8)
    else:
        sheet.write(row, column, value)


def messy_workbook():
    """The workbook's bytes, always the same rows."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        write_people(book.add_worksheet("Team overview"), day)
        for name, rows in (("Project list", PROJECTS), ("Skill matrix", MATRIX)):
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    write(sheet, number, column, value, day)
        book.add_worksheet("Read me").write("A1", "Do not delete columns! – Olga")
        book.add_worksheet("Sheet5")
    return file.getvalue()
