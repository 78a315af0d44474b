"""What the tests of /people/me/ send and read."""

ABOUT = {
    "name": "Mia Member",
    "job_title": "",
    "team": "",
    "location": "",
    "works_from": "09:00",
    "works_to": "17:00",
    "capacity": "100",
    "bio": "",
}


def about(person, **changes):
    """The form about oneself as a browser sends it, opened just now."""
    person.refresh_from_db()
    seen = {f"seen-{name}": value for name, value in ABOUT.items()}
    return {"version": person.version, **seen, **ABOUT, **changes}


def level(row, level, **changes):
    """The form of one skill as a browser sends it, opened just now."""
    row.refresh_from_db()
    seen = {"seen-level": row.level}
    return {"version": row.version, "level": level, **seen, **changes}
