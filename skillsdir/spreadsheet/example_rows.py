"""Examples and hints for each sheet of the template."""

from datetime import date

from people.models import Level

EXAMPLES_LINE = "Lines in italics are examples: write over them."
HINTS = {
    "teams": "One row a team. “Part of” names the larger team, if there is one.",
    "locations": "One row a place. Time zones are written like Europe/Lisbon.",
    "categories": "Headings of the catalogue, in the order in which they are shown.",
    "skills": (
        "The catalogue: one row a skill. Other names of it stand in one cell, with"
        " semicolons between. Skills are found by either."
    ),
    "people": (
        f"One row a person; name and e-mail are enough. {EXAMPLES_LINE} Skills,"
        " projects and goals may stand in one cell, with semicolons between, or on"
        " sheets of their own. Empty cells change nothing, a dash (-) clears. Success"
        " rates are worked out from how projects ended; one that is typed is kept as"
        " stated."
    ),
    "expertise": (
        f"One row a person and skill. {EXAMPLES_LINE} People are named by e-mail."
    ),
    "endorsements": (
        f"One row a colleague who confirms a level. {EXAMPLES_LINE} The level must be"
        " stated under Expertise, or in the directory."
    ),
    "goals": f"One row a skill that somebody wants to learn next. {EXAMPLES_LINE}",
    "absences": (
        f"One row a time away, both days included; no reason is kept. {EXAMPLES_LINE}"
    ),
    "projects": (
        f"One row a project. {EXAMPLES_LINE} Only closed projects have an outcome."
    ),
    "needs": f"One row a project and a skill that it needs. {EXAMPLES_LINE}",
    "bookings": (
        f"One row a person and project. {EXAMPLES_LINE} Percent is of a full-time week;"
        " without a last day the booking is open."
    ),
}
ANA, BEN = "ana@example.com", "ben@example.com"
DONE, RUNNING = "Example churn model", "Example demand forecast"
USUAL_SKILLS = ("Python", "SQL", "Forecasting")
BEGAN, CLOSED, CURRENT = date(2025, 2, 3), date(2025, 9, 26), date(2026, 1, 5)


def examples_of(kind, stock):
    """Rows as dictionaries by column; `stock` are rows of the directory by kind."""
    team = first_name(stock["teams"], "Data science")
    place = first_name(stock["locations"], "Lisbon")
    one, other, wished = skills_for_examples(stock["skills"])
    examples = {
        "teams": [{"name": team}],
        "locations": [{"name": place, "time_zone": "Europe/Lisbon"}],
        "categories": [{"name": "Languages & methods", "position": 1}],
        "skills": [
            {"name": name, "category": "Languages & methods", "is_active": "yes"}
            for name in USUAL_SKILLS
        ],
        "people": example_people(team, place, one, other, wished),
        "projects": example_projects(team),
    }
    return (examples | rows_about(one, other, wished))[kind]


def first_name(rows, otherwise):
    return rows[0][0] if rows else otherwise


def skills_for_examples(rows):
    """Three skills of the catalogue, the usual ones if it has them."""
    names = {row[0] for row in rows}
    if not names or names.issuperset(USUAL_SKILLS):
        return USUAL_SKILLS
    return (sorted(names) * 3)[:3]


def example_people(team, place, one, other, wished):
    ana = {
        "name": "Ana Example",
        "email": ANA,
        "job_title": "Data scientist",
        "team": team,
        "location": place,
        "manager": BEN,
        "capacity": 80,
        "works_from": "09:00",
        "works_to": "17:00",
        "joined_on": date(2024, 3, 1),
        "expertise": f"{one} (Practitioner); {other} (Working)",
        "past_projects": f"{DONE} (in use)",
        "current_projects": RUNNING,
        "learning_goals": wished,
    }
    return [ana, {"name": "Ben Example", "email": BEN, "team": team}]


def example_projects(team):
    done = {
        "name": DONE,
        "team": team,
        "lead": BEN,
        "aim": "Build",
        "status": "Closed",
        "starts_on": BEGAN,
        "ends_on": CLOSED,
        "outcome": "Delivered and in use",
    }
    return [done, {"name": RUNNING, "status": "Active", "starts_on": CURRENT}]


def rows_about(one, other, wished):
    """Rows that refer to the people, projects and skills of the examples."""
    level = Level.PRACTITIONER.label
    booking = {"person": ANA, "percent": 40, "status": "Confirmed"}
    return {
        "expertise": [
            {"person": ANA, "skill": one, "level": level, "years": 4},
            {"person": ANA, "skill": other, "level": Level.WORKING.label},
        ],
        "endorsements": [
            {"person": ANA, "skill": one, "endorsed_by": BEN, "level": level}
        ],
        "goals": [{"person": ANA, "skill": wished, "priority": "Next"}],
        "absences": [
            {"person": ANA, "starts_on": date(2026, 8, 3), "ends_on": date(2026, 8, 14)}
        ],
        "needs": [
            {"project": RUNNING, "skill": one, "level": level, "people": 1},
        ],
        "bookings": [
            booking
            | {"project": DONE, "starts_on": BEGAN, "ends_on": CLOSED, "skills": one},
            booking | {"project": RUNNING, "starts_on": CURRENT},
        ],
    }
