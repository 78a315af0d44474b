"""Who may not know how projects ended cannot find it out, from all pages together.

With `OUTCOMES_VISIBLE_TO=managers` two organisations that differ in nothing but how the
projects of others ended tell a member the same, to the byte, wherever they look. With
`everyone` they differ in the pages of projects, in what the week brought, and nowhere
else, and one can count.
"""

import re
from urllib.parse import urlencode

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from people.records.track_record import JUDGED, SUCCESSES, Outcome
from projects.models import Project, ProjectStatus
from tests.conftest import signed_in
from tests.people.directory.exports import exported
from tests.text import text_of
from tests.thoroughness import examples
from tests.two_organisations import (
    NAMES,
    OWN,
    addresses,
    answer,
    end_as,
    everything,
    make_organisation,
    sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
# Each project ends in another way, or in one of the two not at all.
THESE = [*Outcome.values, "", "in_use"]
THOSE = ["", *Outcome.values, "not_met"]
PARAMETERS = {
    "q": ("project", "zebras", "quagas", "python", "own"),
    "status": ProjectStatus.values,
    "skill": ("python", "nothing"),
    "needs": ("open", "none"),
    "team": ("data",),
    "lead": (*NAMES, "mia-member"),
    "outcome": (*Outcome.values, "great"),
    "from": ("2026-01-01", "2026-06-01"),
    "to": ("2026-04-01", "2025-01-01"),
    "sort": ("name", "status", "starts", "-ends", "needs", "outcome", "success"),
    "page": ("1", "2"),
}
pairs = st.sampled_from(sorted(PARAMETERS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(PARAMETERS[name]))
)
queries = st.lists(pairs, max_size=4).map(urlencode)
endings = st.lists(st.sampled_from(["", *Outcome.values]), min_size=8, max_size=8)


@pytest.fixture
def others(member):
    return make_organisation(member)


@pytest.fixture
def for_managers(settings):
    visible = {"OUTCOMES_VISIBLE_TO": "managers"}
    # Short pages, so that lists have more than one.
    settings.DIRECTORY = settings.DIRECTORY | visible | {"PAGE_SIZE": 3}


def differing(others, find):
    """The addresses at which the two organisations tell different things."""
    told = []
    for values in (THESE, THOSE):
        end_as(others, values)
        told.append(find())
    these, those = told
    assert len(these) > 150
    return {one for one in these | those if these.get(one) != those.get(one)}


def test_no_address_tells_a_member_how_others_projects_ended(
    others, member_client, for_managers
):
    assert differing(others, lambda: everything(member_client)) == set()


def test_no_form_that_a_member_sends_tells_or_makes_a_project_their_own(
    others, member, member_client, for_managers
):
    known = []

    def send():
        told = sent(member_client, member)
        known.extend(own for _, own in told.values())
        return told

    assert differing(others, send) == set()
    assert set(map(frozenset, known)) == {frozenset(OWN)}


def test_closing_a_project_tells_a_member_nothing_of_how_it_ended(
    others, member_client, manager_client, for_managers
):
    told = []
    for values in ("in_use", "production"), ("stopped_evidence", ""):
        with transaction.atomic():
            end = dict(zip(("outcome", "stage_reached"), values, strict=True))
            day = {"ends_on": "2026-03-09", "seen": ";", "fit": values[0]}
            closed = manager_client.post("/projects/again/close/", day | end)
            assert closed.status_code == 302
            told.append({path: answer(member_client, path) for path in addresses()})
            transaction.set_rollback(True)
    assert told[0] == told[1]


def test_where_everyone_may_know_it_pages_that_tell_of_projects_alone_tell(
    others, member_client
):
    found = differing(others, lambda: everything(member_client))
    telling = {"projects", "skills", "teams", "insights", "", "mail"}
    assert {one.split("/")[1] for one in found} <= telling
    assert {f"/projects/{one.slug}/" for one in others} | {"/", "/mail/"} <= found


def test_no_question_about_projects_tells_a_member(others, member_client, for_managers):
    @examples(60)
    @given(queries, endings, endings, st.booleans())
    def holds(query, these, those, is_fragment):
        answers = []
        for values in (these, those):
            end_as(others, values)
            page = answer(member_client, "/projects/", query, is_fragment=is_fragment)
            answers.append(page)
        assert answers[0] == answers[1]

    holds()


# What follows from joining pages


def outcomes_told(client):
    """How projects ended, by slug, from the list by outcome and from their pages."""
    found = set()
    for outcome in Outcome:
        html = client.get(f"/projects/?outcome={outcome}").content.decode()
        found |= {(slug, outcome) for slug in re.findall(r'data-project="(.*?)"', html)}
    for slug in Project.objects.values_list("slug", flat=True):
        text = text_of(client.get(f"/projects/{slug}/"))
        # What follows is about others.
        text, _, _ = text.partition("Alike projects")
        found |= {(slug, outcome) for outcome in Outcome if outcome.label in text}
    return dict(found)


def counted(client):
    """Successes and judged projects by person, joined from exports and pages."""
    told = outcomes_told(client)
    ended = {
        name: told.get(slug)
        for name, slug in Project.objects.values_list("name", "slug")
    }
    return {
        person: tuple(
            sum(ended.get(name.partition(" (")[0]) in kind for name in names)
            for kind in (SUCCESSES, JUDGED)
        )
        for person, row in exported(client).items()
        for names in [row["past_projects"].split("; ")]
    }


def rates(client):
    """The same as the site says it, where it does."""
    return {
        person: (int(row["successes"]), int(row["judged"]))
        for person, row in exported(client).items()
        if row["judged"]
    }


def test_who_counts_finds_every_rate_where_outcomes_are_for_everyone(
    others, member_client, manager
):
    end_as(others, THESE)
    assert rates(member_client) == {"mia-member": (1, 1)}
    assert counted(member_client) == rates(signed_in(manager))


def test_who_counts_finds_own_projects_alone_where_they_are_not(
    others, member_client, for_managers
):
    end_as(others, THESE)
    assert outcomes_told(member_client) == dict.fromkeys(OWN, "in_use")
    # Ann worked on one of them.
    found = {
        name: record for name, record in counted(member_client).items() if any(record)
    }
    assert found == {"ann": (1, 1), "mia-member": (1, 1)}


def test_a_manager_is_told_everything(others, manager_client, for_managers):
    end_as(others, ["not_met"] * 8)
    told = outcomes_told(manager_client)
    assert told == dict.fromkeys(OWN, "in_use") | {
        one.slug: "not_met" for one in others
    }
