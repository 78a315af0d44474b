"""What is measured: pages by name."""

from typing import NamedTuple
from urllib.parse import quote

from django.db.models import Count, Q
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from people.models import Person, Skill
from projects.models import NeedPriority, Project, SkillNeed


class Measured(NamedTuple):
    name: str
    address: str
    # The user name of whom it is for.
    reader: str = "manager"


def measured_pages():
    """The rows that this version has pages for."""
    return [row for row in (*lists(), *pages()) if is_page(row.address)]


def is_page(address):
    try:
        return resolve(address.partition("?")[0])
    except Resolver404:
        return False


def lists():
    window = "skill=python:3&skill=sql:2&free=40"
    yield Measured("all people", "/people/")
    yield Measured("all by success", "/people/?sort=-success")
    yield Measured("2 skills, window", f"/people/?{window}")
    yield Measured("… by success", f"/people/?{window}&sort=success")
    yield Measured("a goal", f"/people/?goal={most_wanted_skill().slug}")
    yield Measured("text", "/people/?text=1&q=senior+forecasting")
    yield Measured("text, typo", "/people/?text=1&q=forcasting")
    asked = quote("senior Python developers in London who want MLOps, free in March")
    read = "skill=python&location=london&goal=mlops&free=50"
    yield Measured("a sentence", f"/people/?{read}")
    yield Measured("… read and shown", f"/people/?{read}&asked={asked}")


def most_wanted_skill():
    open_goals = Q(goals__status__in=("open", "in_progress"))
    return Skill.objects.annotate(wanted=Count("goals", filter=open_goals)).latest(
        "wanted", "pk"
    )


def pages():
    person = Person.objects.get(slug="tomas-nogueira")
    yield Measured("a person", f"/people/{person.slug}/")
    project = Project.objects.annotate(crew=Count("assignments")).latest("crew", "pk")
    yield Measured("a project", f"/projects/{project.slug}/")
    demanding = demanding_project(person)
    yield Measured("candidates, 8 needs", f"/projects/{demanding.slug}/candidates/")
    yield Measured("teams, 8 needs", f"/projects/{demanding.slug}/team/")
    yield Measured("earliest start, 12 needs", earliest_start())
    yield Measured("home", "/")
    yield Measured("… of a member", "/", "member")
    yield Measured("own profile", "/people/me/")
    yield Measured("skills", "/skills/")
    yield Measured("the matrix", "/skills/matrix/")
    yield Measured("… of 500 by 250", "/skills/matrix/?rows=500&across=250")
    needs = f"columns=needs:{demanding.slug}&sort=skills"
    yield Measured("… of 8 needs", f"/skills/matrix/?{needs}")
    yield Measured("projects", "/projects/")
    yield Measured("… that look for people", "/projects/?needs=open")
    stopped = "/projects/?outcome=stopped_evidence"
    yield Measured("… that did not work", stopped)
    yield Measured("… and say “customers”", f"{stopped}&q=customers")
    yield Measured("open a project", "/projects/new/")
    yield Measured("availability", "/availability/")
    yield Measured("conflicts", "/availability/conflicts/")
    yield Measured("exchange", "/skills/exchange/")
    yield Measured("teams", "/teams/")
    for about in ("skills", "time", "people", "projects", "trend"):
        yield Measured(f"insights: {about}", f"/insights/?about={about}")
    people = Person.objects.active().values_list("slug", flat=True)[:6]
    chosen = "&".join(f"person={slug}" for slug in people)
    yield Measured("a comparison", f"/people/compare/?{chosen}")


def earliest_start():
    """When work could begin that needs the twelve skills that projects need most."""
    needs = "&".join(
        f"need={skill.slug}:{2 + number % 3}:{1 + number % 3}"
        for number, skill in enumerate(most_needed_skills(12))
    )
    return f"/staffing/?{needs}&weeks=12&learners=on"


def most_needed_skills(count):
    skills = Skill.objects.annotate(demand=Count("needs"))
    return skills.order_by("-demand", "pk")[:count]


def demanding_project(lead):
    """A project that looks for the eight skills that projects need most."""
    project, is_new = Project.objects.get_or_create(
        name="All that everybody needs",
        defaults={"status": "staffing", "lead": lead, "starts_on": localdate()},
    )
    if is_new:
        SkillNeed.objects.bulk_create(
            SkillNeed(
                project=project,
                skill=skill,
                level=2 + number % 3,
                priority=NeedPriority.values[number % 3],
                welcomes_learner=number % 2 == 0,
            )
            for number, skill in enumerate(most_needed_skills(8))
        )
    return project
