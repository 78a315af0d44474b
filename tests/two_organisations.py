"""An organisation as a member finds it, and all that they can fetch of it.

Two of them that differ in nothing but how projects ended tell a member the same, as far
as the site keeps that from members.
"""

import re
from datetime import UTC, date, datetime
from html import unescape
from itertools import cycle, islice, product
from urllib.parse import quote, urljoin

from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from django.utils import timezone

from people.models import Person, SavedSearch, Team
from people.records.track_record import Outcome
from people.searches.saving import look_at
from projects.models import REASONS, Project
from tests.digests import age_history
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LearningSeatFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SavedSearchFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
    UserFactory,
)
from tests.marks import facet_marks
from tests.people.directory.exports import body
from tests.thoroughness import FACTOR

NAMES = ("ann", "ben", "cyd", "dan")
OWN = ("own", "led", "noted")
OVER = date(2026, 2, 1)
NO_ENDING = {"stage_reached": "", "outcome_note": "", "outcome_recorded_at": None}
NO_ENDING |= {"outcome_recorded_by": None, "signal": "", "data": "", "fit": ""}
NOTES = ("Zebras sell better.", "Quaggas are extinct.")
VARYING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"'
    rb'|name="undo" value="[-\w]+"|id="undo-[-\w]+"',
    re.IGNORECASE,
)
# Of a search that was saved just now.
KEY = re.compile(r"(?<=^/searches/)[-\w]{16}(?=/$)")
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')
ORDERS = re.compile(r'<select id="sort".*?</select>', re.DOTALL)
VALUE = re.compile(r'<option value="([^"]+)"')
# The words of notes, and what is understood without being offered.
WORDS = [
    *(("q", word) for word in ("zebras", "extinct", "quagas", "project")),
    *(("outcome", value) for value in Outcome.values),
    *(("sort", one) for one in ("success", "-success", "outcome")),
    *(("success", "50"), ("judged", "1"), ("lead", "ann"), ("project", "project-0")),
]
# What no link leads to: forms are filled in.
ASKED = (
    "/people/compare/?person=ann&person=ben&person=mia-member&project=project-0",
    "/people/compare/?person=ann&person=ben&only=differences&find=project",
    "/people/export.csv?project=project-0",
    "/people/export.xlsx?q=zebras",
    "/searches/new/?success=80&sort=success",
)
LEADS_AWAY = ("/static/", "/admin/", "/accounts/logout/", "//")
# What a form for projects or bookings may ask for.
SENT = {
    "name": "Mine",
    "status": "confirmed",
    "aim": "prove",
    "percent": "50",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-06",
    "outcome": "in_use",
    "outcome_note": "Mine.",
    "level": "1",
    "query": "success=80",
    "version": "1",
}
# Saved under these, and asked again by the home page, their own pages and by mail.
SAVED = ("", "success=80", "sort=success", "outcome=in_use", "project=project-0")


def make_organisation(member):
    """Projects of others that are over; of the member's own there are three.

    Mia worked on one, leads one and recorded the end of one. She has a part in some of
    the others, too, that makes none of them her own.
    """
    team, place = TeamFactory(name="Data"), LocationFactory(name="Lisbon")
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    people = [
        PersonFactory(name=name.title(), team=team, location=place) for name in NAMES
    ]
    for level, person in enumerate(people, 1):
        ExpertiseFactory(person=person, skill=python, level=level)
        LearningGoalFactory(person=person, skill=sql)
    make_own(member, people[0], python)
    others = [past_project(number, people, python) for number in range(8)]
    add_parts(others, member.person, python)
    # These have lessons as well: why it was cancelled, and what was learned before.
    ProjectFactory(name="Dropped", status="cancelled", lead=people[0])
    ProjectFactory(name="Again", status="active", lead=people[0])
    close_this_week(others)
    return others


def close_this_week(projects):
    """The database's clock does not stand still: all before happened a year ago."""
    age_history(days=400)
    ids = [project.pk for project in projects]
    Project.objects.filter(pk__in=ids).update(status="closed")


def past_project(number, people, skill):
    lead, colleague = people[number % 4], people[(number // 2 + 1) % 4]
    # Two of them have one name.
    project = ProjectFactory(name=f"Project {number % 7}", status="active", lead=lead)
    SkillNeedFactory(project=project, skill=skill)
    for person in {lead, colleague}:
        AssignmentFactory(project=project, person=person, ends_on=OVER, skills=[skill])
    return project


def make_own(member, colleague, skill):
    own = {"status": "closed", "outcome": "in_use", "outcome_note": "Ours."}
    project = ProjectFactory(name="Own", **own)
    for person in (member.person, colleague):
        AssignmentFactory(project=project, person=person, skills=[skill])
    ProjectFactory(name="Led", lead=member.person, **own)
    ProjectFactory(name="Noted", outcome_recorded_by=member, **own)
    row = ExpertiseFactory(person=member.person, skill=skill)
    EndorsementFactory(expertise=row, endorsed_by=colleague, level=1)
    LearningGoalFactory(person=member.person)
    AbsenceFactory(person=member.person)
    # Whoever has the address of somebody else's may look at it, too.
    for owner, query in product((member, UserFactory(), manager()), SAVED):
        SavedSearchFactory(owner=owner, query=query, name=f"List {query}")


def add_parts(others, person, skill):
    """Tentative, to come, as a mentor, on a shortlist: none of that is work on it."""
    to_come = {"starts_on": date(2026, 4, 6)}
    AssignmentFactory(project=others[0], person=person, status="tentative")
    AssignmentFactory(project=others[1], person=person, **to_come)
    LearningSeatFactory(
        project=others[2], person=others[2].lead, mentor=person, learns=skill
    )
    ShortlistEntryFactory(project=others[3], person=person)


def end_as(projects, values):
    """Give the closed projects these outcomes, with all that is recorded beside.

    They are written in another order each time, which no list may follow.
    """
    recorders = [UserFactory(first_name=name) for name in ("Olga", "Piet")]
    ended = list(enumerate(zip(projects, values, strict=True)))
    for place, (project, outcome) in sorted(ended, key=lambda one: one[1][1]):
        end = ending(outcome, place, recorders) if outcome else NO_ENDING
        Project.objects.filter(pk=project.pk).update(outcome=outcome, **end)
    # What a spreadsheet stated is no more for everybody than what was counted.
    stated = 10 * values.count("in_use")
    Person.objects.filter(slug__in=NAMES).update(stated_success=stated)
    lessons = NOTES[bool(values[0])]
    Project.objects.filter(slug__in=("dropped", "again")).update(outcome_note=lessons)
    look_as_manager()


def manager():
    return UserFactory(is_superuser=True, first_name="Mona")


def look_as_manager():
    """Note on every saved search what a manager finds: its owner was one before.

    One of them is new, so that a look with a manager's rights has something to tell.
    """
    somebody = manager()
    for search in SavedSearch.objects.all():
        people = look_at(search, somebody).people or []
        search.known_people = people[1:]
        search.told_people = people[2:]
        search.gone_people = people[1:2]
        search.gone_since = [timezone.localdate()] * len(search.gone_people)
        search.new_count = len(people)
        search.save()


def ending(outcome, place, recorders):
    kind = len(outcome) + place
    stopped = outcome == "stopped_evidence"
    return {
        **dict.fromkeys(REASONS, NOTES[kind % 2] if stopped else ""),
        "stage_reached": ("", "pilot", "production")[kind % 3],
        "outcome_note": NOTES[kind % 2],
        "outcome_recorded_by": recorders[kind % 2],
        "outcome_recorded_at": datetime(2026, 2, 1 + kind, tzinfo=UTC),
    }


# All that can be fetched


def answer(client, path, query="", *, is_fragment=False):
    headers = {"HX-Request": "true"} if is_fragment else {}
    # How rows are shown was chosen on a page before.
    client.cookies.pop("rows", None)
    return told_by(client.get(path, QUERY_STRING=query, headers=headers))


def told_by(response):
    """Status, headers and body of an answer, without what differs from time to time."""
    headers = dict(response.headers)
    if location := headers.get("Location"):
        headers["Location"] = KEY.sub("", location)
    return response.status_code, headers, VARYING.sub(b"", body(response))


def everything(client):
    """What the client is told at each address, and in all mail that goes out.

    Every address of the site with everything in its places, what pages link to from
    there, and every option of every list.
    """
    told = {}
    with transaction.atomic():
        waiting = [*addresses(), *ASKED]
        while waiting:
            path, _, query = (address := waiting.pop()).partition("?")
            if address in told:
                continue
            told[address] = answer(client, path, query)
            html = told[address][2].decode(errors="replace")
            if 'id="results"' in html and not query:
                told[f"{path} in part"] = answer(client, path, is_fragment=True)
            waiting += further(path, html, is_filtered=bool(query))
        told["/mail/"] = mails()
        # Home and mails count saved searches anew.
        transaction.set_rollback(True)
    return told


def sent(client, user):
    """What the client is told who sends a form to each address; nothing of it stays.

    With the projects that are the user's own by then.
    """
    data = SENT | dict.fromkeys(("lead", "person", "mentor"), user.person.pk)
    told = {}
    for path in addresses():
        if not path.startswith("/accounts/"):
            with transaction.atomic():
                told[path] = told_by(client.post(path, data)), own_projects(user)
                transaction.set_rollback(True)
    return told


def own_projects(user):
    known = Project.objects.with_outcomes_for(user).filter(shows_outcome=True)
    return set(known.values_list("slug", flat=True))


def addresses():
    """All addresses but the admin site's, with all that may stand in their places."""
    people = Person.objects.values_list("slug", flat=True)
    projects = Project.objects.values_list("slug", flat=True)
    skills = ("python", "sql")
    teams = Team.objects.values_list("slug", flat=True)
    slugs = {"people": people, "projects": projects, "skills": skills, "teams": teams}
    values = {"person": people, "skill": skills, "uidb64": "x", "token": "x"}
    values["version"] = "x"
    values["key"] = SavedSearch.objects.values_list("key", flat=True)
    # A booking of the member; to goals, absences and seats their pages link.
    own = Person.objects.get(slug="mia-member").assignments
    values["pk"] = own.filter(project__slug="project-0").values_list("pk", flat=True)
    for route in routes(get_resolver()):
        values["slug"] = slugs.get(route.split("/")[0], ())
        places = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for chosen in side_by_side([[*values[place]] for place in places]):
            yield "/" + re.sub(r"<[^>]+>", "{}", route).format(*chosen)


def side_by_side(columns):
    """Each value of a column with one of the others; with `EXAMPLES=1` with each."""
    if FACTOR >= 1 or len(columns) < 2:
        return product(*columns)
    return islice(zip(*map(cycle, columns), strict=True), max(map(len, columns)))


def routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        elif route != "admin/":
            yield from routes(entry, route)


def further(path, html, *, is_filtered):
    """Where a page leads to: from a filtered one only to what is not."""
    for href in LINK.findall(html):
        address = urljoin(path, unescape(href))
        is_page = address.startswith("/") and not address.startswith(LEADS_AWAY)
        if is_page and not (is_filtered and "?" in address):
            yield address
    if 'id="results"' in html and not is_filtered:
        offered = [mark[:2] for mark in facet_marks(html)]
        for name, value in [*offered, *orders(html), *WORDS]:
            yield f"{path}?{name}={quote(unescape(value))}"


def orders(html):
    select = ORDERS.search(html)
    return [("sort", one) for one in VALUE.findall(select[0])] if select else []


def mails():
    """All that the timers send: of saved searches, reminders, and of the week."""
    before = len(mail.outbox)
    for command in ("notify_saved_searches", "remind_stale", "send_digest"):
        others = len(mail.outbox)
        call_command(command, "--site", "https://skills.example.com", verbosity=0)
        assert len(mail.outbox) > others, command
    return [(one.to, one.subject, one.body) for one in mail.outbox[before:]]
