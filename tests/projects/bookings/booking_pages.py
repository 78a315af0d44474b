"""What the tests of bookings send and read."""

import re
from html import unescape

TERMS = {
    "role": "",
    "percent": "50",
    "starts_on": "2026-03-09",
    "ends_on": "2026-03-13",
    "status": "tentative",
    "seat": "",
}


def terms(**changes):
    """The form of a new booking as a browser sends it."""
    return TERMS | changes


def edited(row, **changes):
    """The form of a saved booking as a browser sends it, opened just now."""
    row.refresh_from_db()
    shown = {
        "role": row.role,
        "percent": str(row.percent),
        "starts_on": str(row.starts_on),
        "ends_on": str(row.ends_on or ""),
        "status": row.status,
        "seat": "",
    }
    skills = sorted(skill.slug for skill in row.skills.all())
    seen = {f"seen-{name}": value for name, value in shown.items()}
    seen["seen-skills"] = " ".join(skills)
    return {"version": row.version, **seen, **shown, "skills": skills, **changes}


def html(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def value_of(page, name):
    """The value of an input of the page."""
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])
