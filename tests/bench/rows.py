"""What is measured: pages by name, and beside each list the same answer by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.db import connection
from django.db.models import Count, Q
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from people.models import Person, Skill
from projects.models import NeedPriority, Project, SkillNeed

from . import needs_sql, sql

HAS_SKILL = """
AND p.id IN (SELECT person_id FROM people_expertise
    WHERE skill_id = %({0})s AND level >= %({0}_level)s)
"""
WANTS = f"""
p.id IN (SELECT person_id FROM people_learninggoal
    WHERE skill_id = %(goal)s AND status IN {sql.UNFINISHED})
"""
MENTIONS = """
AND p.id IN (
    SELECT id FROM people_person WHERE search_text LIKE ANY(%({0})s)
    UNION SELECT person_id FROM people_expertise WHERE skill_id IN (
        SELECT id FROM people_skill WHERE search_text LIKE ANY(%({0})s)
        UNION SELECT skill_id FROM people_skillalias
        WHERE search_text LIKE ANY(%({0})s)
    )
    UNION SELECT a.person_id FROM projects_assignment a
        JOIN projects_project p ON p.id = a.project_id
    WHERE p.search_text LIKE ANY(%({0})s)
)
"""
NEAREST = """
SELECT word, similarity(word, %(typo)s) FROM (
    SELECT unnest(string_to_array(sort_name, ' ')) AS word FROM people_person
    UNION SELECT unnest(string_to_array(lower(job_title), ' ')) FROM people_person
    UNION SELECT unnest(string_to_array(search_text, ' ')) FROM people_skill
    UNION SELECT unnest(string_to_array(search_text, ' ')) FROM people_skillalias
    UNION SELECT unnest(string_to_array(search_text, ' ')) FROM projects_project
) words ORDER BY 2 DESC LIMIT 10
"""


@dataclass(frozen=True)
class Measured:
    """A row of the table; `by_hand` gives the same answer and returns its total."""

    name: str
    address: str
    by_hand: Callable | None = None


def measured_pages():
    """The rows that this version has pages for."""
    return [row for row in (*lists(), *pages()) if is_page(row.address)]


def is_page(address):
    try:
        return resolve(address.partition("?")[0])
    except Resolver404:
        return False


def lists():
    python, sql_skill = (Skill.objects.get(slug=slug) for slug in ("python", "sql"))
    skills = {
        "conditions": HAS_SKILL.format("one") + HAS_SKILL.format("other"),
        "one": python.pk,
        "one_level": 3,
        "other": sql_skill.pk,
        "other_level": 2,
        "free": 40,
    }
    goal = most_wanted_skill()
    window = "skill=python:3&skill=sql:2&free=40"
    words = {
        "conditions": MENTIONS.format("first") + MENTIONS.format("second"),
        "first": ["% senior%"],
        "second": ["% forecasting%"],
    }
    yield Measured("all people", "/people/", sql.answer)
    yield Measured(
        "2 skills, window", f"/people/?{window}", lambda: sql.answer(**skills)
    )
    yield Measured(
        "… by success",
        f"/people/?{window}&sort=success",
        lambda: sql.answer(**skills, is_by_rate=True),
    )
    yield Measured(
        "a goal",
        f"/people/?goal={goal.slug}",
        lambda: sql.answer(wants=WANTS, goal=goal.pk),
    )
    text = "/people/?text=1&q="
    yield Measured("text", f"{text}senior+forecasting", lambda: sql.answer(**words))
    yield Measured("text, typo", f"{text}forcasting", corrected)
    asked = quote("senior Python developers in London who want MLOps, free in March")
    read = "skill=python&location=london&goal=mlops&free=50"
    yield Measured("a sentence", f"/people/?{read}")
    yield Measured("… read and shown", f"/people/?{read}&asked={asked}")


def corrected():
    """Looks for the nearest words, then for people who have the right one."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, {"typo": "forcasting"})
        cursor.fetchall()
    return sql.answer(conditions=MENTIONS.format("word"), word=["% forecasting%"])


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
    yield Measured("own profile", "/people/me/")
    yield Measured("skills", "/skills/", needs_sql.catalogue)
    yield Measured("the matrix", "/skills/matrix/")
    yield Measured("… of 500 by 250", "/skills/matrix/?rows=500&across=250")
    needs = f"columns=needs:{demanding.slug}&sort=skills"
    yield Measured("… of 8 needs", f"/skills/matrix/?{needs}")
    yield Measured("projects", "/projects/", needs_sql.projects_by_hand)
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
