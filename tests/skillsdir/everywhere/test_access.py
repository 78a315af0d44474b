"""Who may do what: every address, by every method, for every role.

A new address fails `test_every_address_is_in_the_table` until it has a line here. In
a line each role has three words: for GET (and HEAD), for POST, and for PUT and DELETE.

    ok  a page           no  403, not allowed        --  405, no such method
    in  to the sign-in   ??  404, nothing there      go  on to another page, or done

`{own}` is the slug of who asks; `{goal}`, `{away}`, `{booking}` and `{said}` are the
ids of the own goal, absence, booking and of what a colleague says of the own level;
`{kept}` is the key of an own saved search; `{her_…}` are those of somebody else;
`{draft}` is that of a spreadsheet on its way in. The admin site stands here with its
lists.
"""

from datetime import date

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLPattern

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run
from tests.conftest import signed_in
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    SavedSearchFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SuggestionFactory,
    TeamFactory,
)
from tests.people.directory.exports import body
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.thoroughness import FACTOR

ROLES = ("anonymous", "member", "manager", "directory_admin", "admin")
TABLE = """
address                                anonymous member    manager   admin     superuser
/                                      in in in  ok -- --  ok -- --  ok -- --  ok -- --

/people/                               in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/compare/                       in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/export.csv                     in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/export.xlsx                    in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/ann/                           in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/{own}/                         in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/nobody/                        in in in  ?? -- --  ?? -- --  ?? -- --  ?? -- --
/people/ann/history/                   in in in  no -- --  ok -- --  ok -- --  ok -- --
/people/{own}/history/                 in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/ann/endorse/python/            in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/{own}/endorse/sql/             in in in  no no --  no no --  no no --  no no --
/people/ann/endorse/python/withdraw/   in in in  go go --  go go --  go go --  go go --
/people/me/                            in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/me/data.json                   in in in  ok -- --  ok -- --  ok -- --  ok -- --
/people/me/confirm/                    in in in  go go --  go go --  go go --  go go --
/people/me/steps/                      in in in  go go --  go go --  go go --  go go --
/people/me/digest/                     in in in  go go --  go go --  go go --  go go --
/people/me/cv/                         in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/me/skills/                     in in in  go ok --  go ok --  go ok --  go ok --
/people/me/skills/sql/                 in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/me/skills/python/              in in in  ?? ?? --  ?? ?? --  ?? ?? --  ?? ?? --
/people/me/skills/sql/remove/          in in in  go go --  go go --  go go --  go go --
/people/me/skills/python/remove/       in in in  go ?? --  go ?? --  go ?? --  go ?? --
/people/me/skills/sql/answer/          in in in  go go --  go go --  go go --  go go --
/people/me/goals/                      in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/me/goals/{goal}/               in in in  ok ok --  ok ok --  ok ok --  ok ok --
/people/me/goals/{her_goal}/           in in in  ?? ?? --  ?? ?? --  ?? ?? --  ?? ?? --
/people/me/absences/                   in in in  go ok --  go ok --  go ok --  go ok --
/people/me/absences/{away}/remove/     in in in  go go --  go go --  go go --  go go --
/people/me/absences/{her_away}/remove/ in in in  go ?? --  go ?? --  go ?? --  go ?? --
/people/me/suggestions/{said}/         in in in  go go --  go go --  go go --  go go --
/people/me/suggestions/{her_said}/     in in in  go ?? --  go ?? --  go ?? --  go ?? --

/skills/                               in in in  ok -- --  ok -- --  ok -- --  ok -- --
/skills/python/                        in in in  ok -- --  ok -- --  ok -- --  ok -- --
/insights/                             in in in  ok -- --  ok -- --  ok -- --  ok -- --
/skills/names.0123456789ab.json        in in in  ok -- --  ok -- --  ok -- --  ok -- --
/skills/exchange/                      in in in  ok -- --  ok -- --  ok -- --  ok -- --
/teams/                                in in in  ok -- --  ok -- --  ok -- --  ok -- --
/teams/data/                           in in in  ok -- --  ok -- --  ok -- --  ok -- --
/teams/nothing/                        in in in  ?? -- --  ?? -- --  ?? -- --  ?? -- --
/skills/matrix/                        in in in  ok -- --  ok -- --  ok -- --  ok -- --
/skills/matrix/export.csv              in in in  ok -- --  ok -- --  ok -- --  ok -- --
/skills/matrix/export.xlsx             in in in  ok -- --  ok -- --  ok -- --  ok -- --

/digest/cut/                           ok ok --  ok ok --  ok ok --  ok ok --  ok ok --

/searches/                             in in in  ok -- --  ok -- --  ok -- --  ok -- --
/searches/new/                         in in in  ok ok --  ok ok --  ok ok --  ok ok --
/searches/{kept}/                      in in in  ok -- --  ok -- --  ok -- --  ok -- --
/searches/{kept}/edit/                 in in in  ok ok --  ok ok --  ok ok --  ok ok --
/searches/{kept}/seen/                 in in in  go go --  go go --  go go --  go go --
/searches/{kept}/mend/                 in in in  go go --  go go --  go go --  go go --
/searches/{kept}/remove/               in in in  go go --  go go --  go go --  go go --
/searches/{her_kept}/                  in in in  ok -- --  ok -- --  ok -- --  ok -- --
/searches/{her_kept}/edit/             in in in  ?? ?? --  ?? ?? --  ?? ?? --  ?? ?? --
/searches/{her_kept}/seen/             in in in  go ?? --  go ?? --  go ?? --  go ?? --
/searches/{her_kept}/mend/             in in in  go ?? --  go ?? --  go ?? --  go ?? --
/searches/{her_kept}/remove/           in in in  go go --  go go --  go go --  go go --

/projects/                             in in in  ok -- --  ok -- --  ok -- --  ok -- --
/projects/churn/                       in in in  ok -- --  ok -- --  ok -- --  ok -- --
/projects/churn/history/               in in in  no -- --  ok -- --  ok -- --  ok -- --

/availability/                         in in in  ok -- --  ok -- --  ok -- --  ok -- --
/availability/conflicts/               in in in  ok -- --  ok -- --  ok -- --  ok -- --
/availability/conflicts/export.csv     in in in  ok -- --  ok -- --  ok -- --  ok -- --
/availability/soon/                    in in in  ok -- --  ok -- --  ok -- --  ok -- --

/people/ann/book/                      in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/book/                  in in in  no no --  ok go --  ok go --  ok go --
/projects/churn/book/ann/              in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/bookings/confirm/      in in in no no -- ok ok --  ok ok --  ok ok --
/projects/churn/bookings/{booking}/    in in in  ok -- --  ok -- --  ok -- --  ok -- --
/projects/churn/bookings/{her_booking}/ in in in no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/bookings/{booking}/edit/ in in in no no -- ok ok --  ok ok --  ok ok --
/projects/churn/bookings/{booking}/confirm/ in in in go no -- go go -- go go -- go go --
/projects/churn/bookings/{booking}/decline/ in in in go no -- go go -- go go -- go go --
/projects/churn/bookings/{booking}/shift/ in in in go no -- go ok -- go ok -- go ok --
/projects/churn/bookings/{booking}/change/ in in in go no -- go ok -- go ok -- go ok --
/projects/churn/bookings/{booking}/end/ in in in go no --  go ok --  go ok --  go ok --
/projects/churn/bookings/{booking}/instead/ in in in no no -- ok go -- ok go -- ok go --
/projects/churn/instead/ann/           in in in  no no --  ok go --  ok go --  ok go --

/staffing/                             in in in  no -- --  ok -- --  ok -- --  ok -- --
/people/ann/shortlist/                 in in in  no no --  ok ok --  ok ok --  ok ok --
/people/nobody/shortlist/              in in in  no no --  ?? ?? --  ?? ?? --  ?? ?? --
/projects/churn/shortlist/             in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/shortlist/ann/         in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/shortlist/ann/remove/  in in in  go no --  go go --  go go --  go go --
/projects/churn/shortlist/nobody/      in in in  no no --  ?? ?? --  ?? ?? --  ?? ?? --
/projects/new/                         in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/edit/                  in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/needs/                 in in in  no no --  ok go --  ok go --  ok go --
/projects/churn/needs/proposals/       in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/start/                 in in in  no no --  ok go --  ok go --  ok go --
/projects/churn/close/                 in in in  no no --  ok ok --  ok ok --  ok ok --
/projects/churn/cancel/                in in in  no no --  ok go --  ok go --  ok go --
/projects/churn/reopen/                in in in  no no --  go go --  go go --  go go --
/projects/nothing/edit/                in in in  no no --  ?? ?? --  ?? ?? --  ?? ?? --
/projects/churn/candidates/            in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/candidates/export.csv  in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/team/                  in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/churn/suggestions/{used}/    in in in  no -- --  ok -- --  ok -- --  ok -- --
/projects/nothing/team/                in in in  no -- --  ?? -- --  ?? -- --  ?? -- --
/projects/nothing/candidates/          in in in  no -- --  ?? -- --  ?? -- --  ?? -- --

/suggest/                              in in in  ok -- --  ok -- --  ok -- --  ok -- --
/undo/                                 in in in  go go --  go go --  go go --  go go --

/accounts/login/                       ok ok --  ok ok --  ok ok --  ok ok --  ok ok --
/accounts/logout/                      in in in  go go --  go go --  go go --  go go --
/accounts/password/                    in in in  ok ok --  ok ok --  ok ok --  ok ok --
/accounts/password/changed/            in in in  ok -- --  ok -- --  ok -- --  ok -- --
/accounts/reset/                       ok ok --  ok ok --  ok ok --  ok ok --  ok ok --
/accounts/reset/sent/                  ok -- --  ok -- --  ok -- --  ok -- --  ok -- --
/accounts/reset/xx/yy/                 ok ok ok  ok ok ok  ok ok ok  ok ok ok  ok ok ok
/accounts/reset/done/                  ok -- --  ok -- --  ok -- --  ok -- --  ok -- --
/accounts/single-sign-on/              ?? -- --  ?? -- --  ?? -- --  ?? -- --  ?? -- --
/accounts/single-sign-on/return/       ?? -- --  ?? -- --  ?? -- --  ?? -- --  ?? -- --

/spreadsheet/                          in in in  no no --  no no --  ok ok --  ok ok --
/spreadsheet/{draft}/                  in in in  no -- --  no -- --  go -- --  go -- --
/spreadsheet/{draft}/resume/           in in in  no -- --  no -- --  go -- --  go -- --
/spreadsheet/{draft}/sheets/           in in in  no no --  no no --  ok ok --  ok ok --
/spreadsheet/{draft}/values/           in in in  no no --  no no --  ok go --  ok go --
/spreadsheet/{draft}/names/            in in in  no no --  no no --  ok ok --  ok ok --
/spreadsheet/{draft}/who/              in in in  no no --  no no --  ok ok --  ok ok --
/spreadsheet/{draft}/check/            in in in  no -- --  no -- --  ok -- --  ok -- --
/spreadsheet/{draft}/check/again/      in in in  go no --  go no --  go go --  go go --
/spreadsheet/{draft}/answers.toml      in in in  no -- --  no -- --  ok -- --  ok -- --
/spreadsheet/{draft}/changes.xlsx      in in in  no -- --  no -- --  ok -- --  ok -- --
/spreadsheet/{draft}/apply/            in in in  go no --  go no --  go go --  go go --
/spreadsheet/{draft}/progress/         in in in  no -- --  no -- --  go -- --  go -- --
/spreadsheet/{draft}/undo/             in in in  go no --  go no --  go go --  go go --
/spreadsheet/{draft}/discard/          in in in  no no --  no no --  ok go --  ok go --
/spreadsheet/directory.xlsx            in in in  no -- --  no -- --  ok -- --  ok -- --
/spreadsheet/template.xlsx             in in in  no -- --  no -- --  ok -- --  ok -- --

/help/                                 in in in  ok -- --  ok -- --  ok -- --  ok -- --
/health/                               ok -- --  ok -- --  ok -- --  ok -- --  ok -- --

/admin/                                in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/axes/accessattempt/             in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/expertise/               in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/endorsement/             in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/learninggoal/            in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/personevent/             in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/expertiseevent/          in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/learninggoalevent/       in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/team/                    in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/location/                in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/skillcategory/           in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/skill/                   in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/assignment/            in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/assignmentevent/       in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/skillneedevent/        in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/projectevent/          in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/shortlistentry/        in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/person/                  in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/projects/project/               in in in  no no no  no no no  ok ok ok  ok ok ok
/admin/people/verifiedemail/           in in in  no no no  no no no  no no no  ok ok ok
/admin/auth/group/                     in in in  no no no  no no no  no no no  ok ok ok
/admin/auth/user/                      in in in  no no no  no no no  ok ok ok  ok ok ok
"""
WORDS = {200: "ok", 403: "no", 404: "??", 405: "--"}


def read_table():
    for line in TABLE.strip().splitlines()[1:]:
        if line.strip():
            address, *words = line.split()
            cells = [tuple(words[place : place + 3]) for place in range(0, 15, 3)]
            yield address, dict(zip(ROLES, cells, strict=True))


LINES = dict(read_table())


@pytest.fixture
def colleague(db):
    """Ann, somebody else: with one row of each kind, and a project."""
    ann = PersonFactory(name="Ann", email=None, team=TeamFactory(name="Data"))
    python = SkillFactory(name="Python")
    EndorsementFactory(expertise=ExpertiseFactory(person=ann, skill=python))
    LearningGoalFactory(person=ann, skill=SkillFactory(name="Go"))
    AbsenceFactory(person=ann)
    ann.kept = SavedSearchFactory().key
    tentative = {"status": "tentative", "starts_on": date(2100, 1, 4)}
    booking = AssignmentFactory(person=ann, project__name="Churn", **tentative)
    ShortlistEntryFactory(person=ann, project=booking.project)
    ann.used = SuggestionFactory(project=booking.project).pk
    return ann


@pytest.fixture
def profile(colleague):
    """Make a profile for an account, with one row of each kind."""

    def make(user):
        own = getattr(user, "person", None)
        own = own or PersonFactory(name=f"Own {user.username}", user=user)
        skill = SkillFactory(name="SQL")
        expertise = ExpertiseFactory(person=own, skill=skill)
        EndorsementFactory(expertise=expertise, endorsed_by=colleague, level=1)
        LearningGoalFactory(person=own)
        AbsenceFactory(person=own)
        own.kept = SavedSearchFactory(owner=user).key
        booking = colleague.assignments.get()
        AssignmentFactory(
            person=own,
            project=booking.project,
            status=booking.status,
            starts_on=booking.starts_on,
        )
        return own

    return make


def ids(person, prefix=""):
    endorsement = person.expertise.get().endorsements.get()
    return {
        f"{prefix}goal": person.goals.get().pk,
        f"{prefix}away": person.absences.get().pk,
        f"{prefix}said": endorsement.pk,
        f"{prefix}kept": person.kept,
        f"{prefix}booking": person.assignments.get().pk,
    }


@pytest.fixture
def draft(db):
    """A spreadsheet on its way in, of which nothing is asked."""
    draft = upload("people", "name email", ("Bo", "bo@example.com"))
    make_dry_run(Draft(SpreadsheetImport.objects.get()))
    return draft


@pytest.fixture(params=ROLES)
def reader(request, colleague, profile, draft):
    """A role, its cookies, and what the placeholders of the table stand for."""
    role = request.param
    if role == "anonymous":
        own, cookies = colleague, {}
    else:
        user = request.getfixturevalue(role)
        own, cookies = profile(user), signed_in(user).cookies
    names = {"own": own.slug, **ids(own), **ids(colleague, "her_")}
    names["used"] = colleague.used
    return role, cookies, {**names, "draft": draft.pk}


def word(response):
    if response.status_code == 302:
        to_sign_in = response["Location"].startswith("/accounts/login/?next=")
        return "in" if to_sign_in else "go"
    return WORDS.get(response.status_code, str(response.status_code))


def routes(resolver, prefix=""):
    """All routes but those of the admin site, which stands for itself."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        elif route != "admin/":
            yield from routes(entry, route)


def route_of(address):
    numbers = dict.fromkeys(("goal", "away", "said", "booking", "kept"), 1)
    others = {f"her_{name}": one for name, one in numbers.items()}
    return resolve(
        address.format(own="own", draft=1, used=1, **numbers, **others)
    ).route


def test_every_address_is_in_the_table():
    assert {route_of(address) for address in LINES} >= set(routes(get_resolver()))


@pytest.mark.parametrize("model", admin.site._registry, ids=str)
def test_every_list_of_the_admin_site_is_in_the_table(model):
    assert f"/admin/{model._meta.app_label}/{model._meta.model_name}/" in LINES


def test_each_role_may_do_what_the_table_says(reader):
    role, cookies, names = reader
    found = {}
    for address in LINES:
        # Each address finds everything as it was.
        with transaction.atomic():
            client = Client()
            client.cookies.update(cookies)
            more = ("HEAD", "PUT") if role == "member" or FACTOR else ()
            found[address] = answers(client, address.format(**names), more)
            transaction.set_rollback(True)
    assert found == {address: words[role] for address, words in LINES.items()}


def ask(client, method, path):
    """The response, or that of the admin site's door, which decides who goes on."""
    response = client.generic(method, path)
    # A file that is sent is closed when it has been read.
    body(response)
    door = response.get("Location", "")
    return client.get(door) if door.startswith("/admin/login/") else response


def answers(client, path, more):
    """The words for one address.

    HEAD is to be as GET or refused; PUT as DELETE, or as POST as Django has it: where
    `more` has them.
    """
    found = {
        method: word(ask(client, method, path))
        for method in ("GET", *more, "DELETE", "POST")
    }
    assert found.get("HEAD", "--") in (found["GET"], "--")
    assert found.get("PUT", found["POST"]) in (found["DELETE"], found["POST"])
    return found["GET"], found["POST"], found["DELETE"]
