"""What the tests of a project's life send, as a browser does."""

from datetime import date

from tests.factories import AssignmentFactory, PersonFactory
from tests.text import text_of

PROJECT = "/projects/churn/"
TODAY = date(2026, 5, 4)

PLAN = {
    "name": "Churn",
    "summary": "",
    "sponsor": "",
    "team": "",
    "lead": "",
    "aim": "prove",
    "status": "staffing",
    "starts_on": "2026-04-06",
    "ends_on": "2026-06-26",
    "success_criteria": "",
}
NEED = {"level": "3", "people": "1", "priority": "must"}


def plan(project, **changes):
    """The form of a project whose values are those of `PLAN`, opened just now."""
    project.refresh_from_db()
    seen = {f"seen-{name}": value for name, value in PLAN.items()}
    return {"version": project.version, **seen, **PLAN, **changes}


def row(skill="", **changes):
    return {"skill": skill, **NEED, **changes}


def row_of(need, **changes):
    """A need as the page shows it, and what is changed there."""
    need.refresh_from_db()
    key = f"{need.level}:{need.people}:{need.priority}:{int(need.welcomes_learner)}"
    shown = {
        "pk": need.pk,
        "seen": f"{need.skill.slug}:{key}",
        "skill": need.skill.name,
        "level": need.level,
        "people": need.people,
        "priority": need.priority,
        **({"welcomes_learner": "on"} if need.welcomes_learner else {}),
    }
    return shown | changes


def rows(*rows, **more):
    """The form of all needs."""
    sent = {
        f"need-{number}-{name}": value
        for number, one in enumerate(rows)
        for name, value in one.items()
    }
    return {"rows": len(rows), **sent, **more}


def ending(ended=(), removed=()):
    """What a page that closes a project has shown, of bookings in name order."""
    ids = [",".join(str(one.pk) for one in of) for of in (ended, removed)]
    return ";".join(ids)


def closing(ended=(), removed=(), **changes):
    return {
        "ends_on": "2026-05-04",
        "outcome": "in_use",
        "stage_reached": "production",
        "outcome_note": "Ask the users first.",
        "seen": ending(ended, removed),
        **changes,
    }


def book(project, name, start, end=None, **fields):
    person = PersonFactory(name=name)
    return AssignmentFactory(
        project=project, person=person, starts_on=start, ends_on=end, **fields
    )


def post(client, page, data=None, **options):
    return client.post(f"{PROJECT}{page}/", data or {}, **options)


def page_text(client, page=""):
    return text_of(client.get(f"{PROJECT}{page}"))
