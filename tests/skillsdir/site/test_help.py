"""/help/: every weight on it is the one that the site calculates with."""

import re

import pytest
from django.conf import settings as site

from people.models import Level
from tests.text import text_of

HELP = "/help/"


@pytest.fixture
def text(member_client):
    return text_of(member_client.get(HELP))


@pytest.mark.parametrize("level", list(Level), ids=str)
def test_help_says_what_each_level_means(level, text):
    assert f"{level.label}{level.sentence}" in text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SHRINK", 17, "17 average projects"),
        ("WILSON_Z", 2.5, "z = 2.5"),
        ("MIN_JUDGED", 5, "Below 5 judged projects"),
        ("STALE_DAYS", 77, "after 77 days"),
        ("REMIND_DAYS", 66, "every 66 days"),
        ("UNUSED_DAYS", 88, "used for 88 days"),
        ("ENDORSED_DAYS", 99, "last 99 days"),
        ("DRAFT_DAYS", 5, "5 days at most"),
        ("UNDO_DAYS", 44, "undoing needs 44 days"),
        ("CHECK_SEARCH_HOURS", 3, "that is 3 h or more"),
        ("NEW_AGAIN_DAYS", 3, "after 3 days or more off the list"),
        ("OVERLAP_HOURS", 6, "asks for 6 hours"),
        ("WINDOW_DAYS", 14, "14 in all"),
        ("LEARNERS_PER_MENTOR", 4, "at most 4 beside each holder"),
        ("FRESH_MONTHS", 9, "up to 9 months"),
        ("FRESHNESS_SLOPE", 0.02, "2 % less a month"),
        ("FRESHNESS_FLOOR", 0.35, "down to 35 %"),
        ("FRESHNESS_UNKNOWN", 0.7, "unknown 70 %"),
        ("CLOSENESS", (1, 0.55, 0.2), "One level short55 %"),
        ("NEED_WEIGHTS", {"must": 8, "should": 2, "could": 1}, "Must 8"),
        ("AWAY_ASKED_PERCENT", 33, "more than 33 % are off"),
        ("TEAM_PRICES", {"person": 7, "must": 5, "should": 3, "could": 1}, "7 points"),
        ("TEAM_SECONDS", 9, "longer than 9 seconds"),
        ("START_WEEKS", 7, "has said it, 7 weeks"),
        ("ALIKE_AT_LEAST", 44, "of which 44 is the least that is shown"),
        ("ALIKE_POINTS", {"skills": 41, "words": 3, "name": 2, "aim": 1}, "Skills: 41"),
        ("ENGINEERING", ["Plumbing", "Wiring"], "a skill of Plumbing, Wiring"),
        ("ASKED_PERCENT", 35, "35 % unless you choose"),
        ("EVIDENCE", {"stated": 0.8, "endorsed": 0.9, "used": 1}, "stated only 80 %"),
    ],
)
def test_help_prints_the_weights_in_force(name, value, words, member_client, settings):
    settings.DIRECTORY = settings.DIRECTORY | {name: value}
    assert words in text_of(member_client.get(HELP))


def test_help_prints_the_points_of_the_score(member_client, settings):
    points = {"skills": 41, "availability": 31, "growth": 21, "overlap": 7}
    settings.DIRECTORY = settings.DIRECTORY | {"SCORE_WEIGHTS": points}
    page = member_client.get(HELP).content.decode()
    assert all(f'<td class="number">{one}</td>' in page for one in points.values())


def test_help_gives_the_ranges_of_wilson(text):
    assert "3 of 3 succeeded: 100 %, plausible range 44–100 %" in text
    assert "6 of 8 succeeded: 75 %, plausible range 41–93 %" in text
    assert "18 of 20 succeeded: 90 %, plausible range 70–97 %" in text


def test_help_says_who_sees_success_rates(text):
    assert "seen by the person, by project managers and by directory admins" in text
    assert "For nobody else does the site work one out" in text


def test_help_says_that_members_can_count_where_they_see_how_projects_ended(text):
    assert "anybody who goes through the projects of a person can count" in text
    assert "the list counts outcomes of the projects that somebody leads" in text


def test_help_says_of_which_projects_members_know_how_they_ended(
    member_client, settings
):
    visible = {"OUTCOMES_VISIBLE_TO": "managers"}
    settings.DIRECTORY = settings.DIRECTORY | visible
    text = text_of(member_client.get(HELP))
    assert "nothing that a member can fetch tells how they ended" in text
    assert "a confirmed booking of theirs began before they were over" in text
    assert "can count" not in text


def test_help_says_so_where_everybody_sees_them(member_client, settings):
    visible = {"SUCCESS_RATE_VISIBLE_TO": "everyone"}
    settings.DIRECTORY = settings.DIRECTORY | visible
    assert "Here everybody sees success rates" in text_of(member_client.get(HELP))


def test_every_weight_is_on_the_page_or_no_weight():
    """A new entry of the settings is to be explained, or named here."""
    explained = {
        mark.args[1][number][0]
        for mark in test_help_prints_the_weights_in_force.pytestmark
        for number in range(len(mark.args[1]))
    }
    elsewhere = {"SUCCESS_RATE_VISIBLE_TO", "OUTCOMES_VISIBLE_TO"}
    elsewhere |= {"SCORE_WEIGHTS", "PAGE_SIZE"}
    assert set(site.DIRECTORY) <= explained | elsewhere


def test_what_is_never_used_is_named(text):
    assert "job title, grade, age, gender, photo, success rate" in text


def test_help_begins_with_what_one_comes_to_do(member_client):
    page = member_client.get(HELP).content.decode()
    assert page.index("How do I …") < page.index('id="levels"')
    assert '<a href="/skills/exchange/">find a mentor' in page


@pytest.mark.parametrize(
    ("who", "tasks"),
    [
        ("member_client", {"find-people": 1, "staff": 0, "keep": 0}),
        ("manager_client", {"find-people": 1, "staff": 1, "keep": 0}),
        ("admin_client", {"find-people": 1, "staff": 1, "keep": 1}),
    ],
)
def test_help_offers_what_the_reader_may_do(who, tasks, request):
    page = request.getfixturevalue(who).get(HELP).content.decode()
    assert {one: page.count(f'data-tasks="{one}"') for one in tasks} == tasks


def test_every_link_within_help_leads_somewhere(admin_client):
    page = admin_client.get(HELP).content.decode()
    templates = (site.BASE_DIR / "templates").rglob("*.html")
    elsewhere = "".join(path.read_text() for path in templates)
    asked = re.findall(r'href="#([\w-]+)"', page)
    asked += re.findall(r"{% url 'help' %}#([\w-]+)", elsewhere)
    assert {"privacy", "engineers"} <= set(asked)
    assert set(asked) - {"main"} <= set(re.findall(r' id="([\w-]+)"', page))


def test_every_page_leads_to_help(member_client):
    assert 'href="/help/"' in member_client.get("/people/").content.decode()


def test_help_needs_a_sign_in(db, client):
    assert client.get(HELP)["Location"] == "/accounts/login/?next=/help/"


def test_help_costs_no_query_of_its_own(member_client, django_assert_num_queries):
    with django_assert_num_queries(2):
        member_client.get(HELP)
