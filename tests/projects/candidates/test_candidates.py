"""The candidates page: who is on it, what it says of them, and its parameters."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from people.models import Skill
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
)
from tests.people.pages import read
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PATH = "/projects/churn/candidates/"
TODAY = date(2026, 3, 9)
MARK = re.compile(r'data-person="([^"]+)" data-score="(\d+)" data-rank="(\d+)"')


@pytest.fixture
def project(skills):
    """Churn, led by Lea, needs Python, SQL and, with learners, NLP."""
    london = LocationFactory(name="London", time_zone="Europe/London")
    lea = PersonFactory(name="Lea Lead", location=london)
    churn = ProjectFactory(name="Churn", status="staffing", lead=lea)
    for name, priority in (("Python", "must"), ("SQL", "should"), ("NLP", "could")):
        SkillNeedFactory(
            project=churn,
            skill=skills[name],
            priority=priority,
            welcomes_learner=name == "NLP",
        )
    return churn


@pytest.fixture
def people(project, skills):
    """Ann has Python and SQL, Ben is near in Python, Cyd wants NLP, Dan has Go."""
    team, place = TeamFactory(name="Data"), project.lead.location
    ann, ben, cyd, dan = (
        PersonFactory(name=name, team=team, location=place, job_title="Scientist")
        for name in ("Ann", "Ben", "Cyd", "Dan")
    )
    for name, person, level in (
        ("Python", ann, 4),
        ("SQL", ann, 3),
        ("Python", ben, 2),
    ):
        ExpertiseFactory(
            person=person, skill=skills[name], level=level, last_used_on=TODAY
        )
    LearningGoalFactory(person=cyd, skill=skills["NLP"], priority=3)
    ExpertiseFactory(person=dan, skill=SkillFactory(name="Go"))
    AssignmentFactory(person=ben, percent=80, ends_on=date(2026, 4, 3))
    return {"ann": ann, "ben": ben, "cyd": cyd, "dan": dan}


@pytest.fixture
def get(manager_client):
    def get(query="", path=PATH):
        response = manager_client.get(f"{path}?{query}")
        assert response.status_code == 200
        return response

    return get


def marks(response):
    found = MARK.findall(response.content.decode())
    return [(slug, int(points), int(rank)) for slug, points, rank in found]


def slugs(response):
    return [slug for slug, *_ in marks(response)]


# Who is on it


def test_who_could_help_is_ranked_by_points(people, get):
    response = get()
    # Skills: (3 + 2)/6 x 0.9 x 60, and 3/6 x 0.6 x 0.9 x 60; everybody shares hours.
    assert marks(response) == [("ann", 75, 1), ("cyd", 40, 2), ("ben", 31, 3)]
    assert read(response).total == 3


def test_the_team_is_left_out(people, project, get):
    AssignmentFactory(person=people["ann"], project=project, status="tentative")
    assert "ann" not in slugs(get())


def test_who_was_on_the_team_is_back(people, project, get):
    AssignmentFactory(
        person=people["ann"], project=project, ends_on=TODAY - timedelta(1)
    )
    assert "ann" in slugs(get())


def test_people_who_left_are_not_on_it(people, get):
    people["ann"].left_on = date(2026, 3, 8)
    people["ann"].save()
    assert slugs(get()) == ["cyd", "ben"]


def test_needs_that_are_covered_do_not_count(people, project, skills, get):
    holder = ExpertiseFactory(skill=skills["Python"]).person
    AssignmentFactory(person=holder, project=project)
    response = get()
    assert marks(response)[:2] == [("ann", 66, 1), ("cyd", 40, 2)]
    assert [name for name, *_ in heads(response)] == ["SQL", "NLP"]
    assert "ben" not in slugs(response)


def test_a_level_too_far_below_and_an_unwelcome_goal_are_no_help(people, project, get):
    project.needs.update(level=4, welcomes_learner=False)
    people["ben"].expertise.update(level=1)
    assert slugs(get()) == ["ann"]


@pytest.mark.parametrize("status", ["closed", "cancelled"])
def test_a_project_that_is_over_looks_for_nobody(status, people, project, get):
    project.status = status
    project.save()
    response = get()
    assert marks(response) == []
    assert "This project is over" in text_of(response)


def test_a_project_without_needs_says_what_to_do(get):
    ProjectFactory(name="Churn")
    response = get()
    assert "This project has no open need" in text_of(response)
    assert read(response).total == 0


@pytest.mark.looks_again
def test_a_project_whose_needs_are_covered_says_that(project, get):
    ann = PersonFactory(name="Team")
    for need in project.needs.all():
        ExpertiseFactory(person=ann, skill=need.skill, level=4)
    booking = AssignmentFactory(person=ann, project=project, status="tentative")
    assert "Every need of this project is covered" not in text_of(get())
    booking.status = "confirmed"
    booking.save()
    text = text_of(get())
    assert "Every need of this project is covered" in text
    assert "no open need" not in text


def test_where_nobody_comes_near_the_page_says_so(project, get):
    assert "Nobody here comes near these needs" in text_of(get())


HEAD = re.compile(r'<a href="([^"]*)"[^>]* title="([^,"]*), ([^"]*)">')


def heads(response):
    """Of each column for a need: its skill, what is said of it, and its address."""
    found = HEAD.findall(response.content.decode())
    return [(skill, words, unescape(href)) for href, skill, words in found]


# What it says


def card(response, slug):
    html = response.content.decode()
    start = html.index(f'data-person="{slug}"')
    text = re.sub(r"<[^>]*>", " ", html[start : html.index("</tbody>", start)])
    return " ".join(unescape(text).split())


def test_points_stand_beside_each_part(people, get):
    words = card(get(), "ann")
    assert "75.0 of 100 points" in words
    assert "Skills 45 of 60 Free time 25 of 25 Growth 0 of 10" in words
    assert "Shared hours 5 of 5" in words


def test_each_need_is_met_near_or_missing_in_words(people, get):
    response = get()
    assert "met Python 4 Expert · stated only, last used this month" in card(
        response, "ann"
    )
    assert "missing NLP (Practitioner)" in card(response, "ann")
    assert "near Python 2 Working · one level short of Practitioner" in card(
        response, "ben"
    )


def test_evidence_is_told(people, skills, get):
    ended = ProjectFactory(status="closed", outcome="in_use")
    AssignmentFactory(
        project=ended,
        person=people["ann"],
        ends_on=date(2026, 1, 30),
        skills=[skills["Python"]],
    )
    EndorsementFactory(expertise=people["ann"].expertise.get(skill=skills["SQL"]))
    words = card(get(), "ann")
    assert "Expert · used on 1 finished project" in words
    assert "SQL 3 Practitioner · confirmed by a colleague" in words


def test_free_time_says_what_tentative_work_leaves_and_when_more_is_free(people, get):
    AssignmentFactory(person=people["ben"], percent=20, status="tentative")
    words = card(get(), "ben")
    assert "20 % free in the whole period; 0 % if tentative work goes ahead" in words
    assert "100 % free from 6 Apr" in words


def test_what_never_comes_free_is_said_with_the_reason(people, get):
    AssignmentFactory(person=people["ann"], percent=75)
    people["cyd"].capacity = 40
    people["cyd"].save()
    never = "; 50 % never comes free: "
    assert f"25 % free in the whole period{never}some bookings" in card(get(), "ann")
    assert f"40 % free in the whole period{never}works 40 %" in card(get(), "cyd")


def test_when_somebody_is_back_is_said_within_the_sentence(people, get):
    AbsenceFactory(person=people["ann"], starts_on=TODAY, ends_on=date(2026, 4, 10))
    back = "100 % free from 13 Apr (away until 10 Apr)"
    assert f"0 % free in the whole period; {back}" in card(get(), "ann")


def test_who_is_away_or_over_booked_is_free_from_a_day_on(people, get):
    AbsenceFactory(person=people["ann"], starts_on=TODAY, ends_on=date(2026, 4, 10))
    AssignmentFactory(person=people["ben"], percent=40, ends_on=date(2026, 4, 10))
    assert "; 100 % free from 13 Apr (away until 10 Apr)" in card(get(), "ann")
    assert "; over-booked until 3 Apr, 60 % free from 6 Apr" in card(get(), "ben")


def test_who_leaves_within_the_period_is_pointed_out(people, project, get):
    people["ann"].left_on = date(2026, 3, 27)
    people["ann"].save()
    words = "100 % free when here: leaves on 27 Mar, here 15 of 20 days"
    assert words in card(get(), "ann")
    assert "leaves" not in card(get(), "cyd")


def test_who_has_left_when_the_window_begins_is_no_candidate(people, get):
    people["ann"].left_on = date(2026, 3, 27)
    people["ann"].save()
    assert "ann" in slugs(get("from=2026-03-27"))
    assert "ann" not in slugs(get("from=2026-03-28"))


def test_goals_and_hours_are_told(people, get):
    words = card(get(), "cyd")
    assert "wants to learn NLP (next)" in words
    assert "8 a day shared with Lea Lead" in words


def test_hours_of_nobody_knows_where_are_not_known(people, get):
    people["ann"].location = None
    people["ann"].save()
    assert "shared with Lea Lead: not known" in card(get(), "ann")


def test_track_records_are_told_and_give_no_points(people, get):
    before = marks(get())
    for outcome in ("in_use", "not_met"):
        project = ProjectFactory(status="closed", outcome=outcome)
        AssignmentFactory(person=people["ann"], project=project, ends_on=TODAY)
    response = get("percent=1")
    assert "1 of 2 judged projects succeeded · gives no points" in card(response, "ann")
    assert marks(get("from=2026-03-10")) == before


@pytest.mark.looks_again
def test_job_titles_give_no_points(people, get):
    before = marks(get())
    people["cyd"].job_title = "Head of Python, SQL and NLP"
    people["cyd"].save()
    assert marks(get()) == before


def test_one_counterfactual_is_told(people, get):
    response = get()
    assert "Ranks 1st, 35 points ahead of the 2nd." in card(response, "ann")
    assert "Would rank 2nd if 50 % free; is 20 % free." in card(response, "ben")


def test_links_lead_to_booking_with_what_is_asked(people, get):
    html = unescape(get("percent=40").content.decode())
    assert "/churn/book/ann/?percent=40&from=2026-03-09&skill=python&skill=sql" in html
    assert "/churn/book/cyd/?percent=40&from=2026-03-09&learns=nlp" in html


@pytest.mark.parametrize(("asked", "is_learner"), [("", False), ("goal=nlp", True)])
def test_who_is_looked_for_as_a_learner_is_offered_the_seat(
    asked, is_learner, people, get
):
    python = Skill.objects.get(name="Python")
    ExpertiseFactory(person=people["cyd"], skill=python, level=4)
    html = unescape(get(f"percent=40&{asked}").content.decode())
    met = "/churn/book/cyd/?percent=40&from=2026-03-09&skill=python"
    assert (f"{met}&learns=nlp&next" in html) == is_learner
    assert met in html


def test_booking_and_comparing_lead_back_with_all_that_was_asked(people, get):
    html = get("weight_growth=20&percent=40").content.decode()
    asked = "%2Fprojects%2Fchurn%2Fcandidates%2F%3Fweight_growth%3D20%26percent%3D40"
    assert f"skill=sql&amp;next={asked}%23at-1" in html
    back = f"{PATH}?weight_growth=20&amp;percent=40"
    assert f'<input type="hidden" name="next" value="{back}">' in html


def test_ticking_leads_to_the_comparison(people, get):
    html = get().content.decode()
    assert 'id="compare" method="get" action="/people/compare/">' in html
    assert '<input type="hidden" name="project" value="churn">' in html
    assert len(re.findall(r'type="checkbox" name="person".*?form="compare"', html)) == 3


@pytest.mark.parametrize("is_on", [True, False])
def test_the_star_says_who_is_on_the_shortlist(is_on, people, project, get):
    if is_on:
        ShortlistEntryFactory(project=project, person=people["ann"])
    html = get().content.decode()
    star = html[html.index('id="shortlist-ann"') :]
    assert star.startswith(f'id="shortlist-ann" aria-pressed="{str(is_on).lower()}"')


def test_a_cell_says_how_a_need_is_met_without_colour(people, get):
    html = get().content.decode()
    assert 'title="Python: met, Expert"' in html
    assert 'title="Python: near, Working"' in html
    assert 'title="NLP: missing, wants to learn it"' in html


@pytest.mark.looks_again
@pytest.mark.parametrize(("count", "are_turned"), [(1, False), (2, True)])
def test_heads_of_many_columns_are_turned(count, are_turned, people, project, get):
    for _ in range(count):
        SkillNeedFactory(project=project)
    assert ("candidates--many" in get().content.decode()) == are_turned


# The window


def test_the_window_is_the_rest_of_the_project(people, project, get):
    project.starts_on, project.ends_on = date(2026, 1, 5), date(2026, 9, 4)
    project.save()
    AbsenceFactory(person=people["ann"])
    AssignmentFactory(person=people["ann"], percent=90, starts_on=date(2026, 9, 4))
    assert "9 Mar 2026 – 4 Sep 2026" in text_of(get())
    assert "10 % free when here: away 5 of 130 days" in card(get(), "ann")


@pytest.mark.looks_again
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (None, None, "9 Mar 2026 – 5 Apr 2026"),
        (date(2026, 6, 1), None, "1 Jun 2026 – 28 Jun 2026"),
        (date(2026, 6, 1), date(2026, 6, 30), "1 Jun 2026 – 30 Jun 2026"),
        (date(2025, 6, 1), date(2025, 9, 30), "9 Mar 2026 – 5 Apr 2026"),
        (None, date(2031, 1, 1), "9 Mar 2026 – 9 Mar 2028"),
        (date(9999, 12, 1), date(9999, 12, 31), "31 Dec 2100 – 1 Jan 2103"),
    ],
)
def test_the_window_follows_from_the_dates(starts_on, ends_on, words, project, get):
    project.starts_on, project.ends_on = starts_on, ends_on
    project.save()
    assert words in text_of(get())


def test_another_window_can_be_asked_for(people, get):
    response = get("from=2026-04-06&to=2026-04-30")
    assert "6 Apr 2026 – 30 Apr 2026" in text_of(response)
    assert "100 % free in the whole period" in card(response, "ben")


# Weights, percent and fit


def test_weights_of_the_address_are_used_and_stay(people, get):
    response = get("weight_skills=0&weight_availability=80&weight_overlap=20")
    assert [points for _, points, _ in marks(response)] == [110, 100, 52]
    assert "52.0 of 110 points" in card(response, "ben")
    assert 'name="weight_availability" value="80"' in response.content.decode()


def test_each_change_of_the_ranking_is_a_chip(people, get):
    chips = read(get("percent=30&weight_growth=0&fit=exact&skill=python")).chips
    assert chips.keys() == {
        "percent=30",
        "weight_growth=0",
        "fit=exact",
        "skill=python",
    }
    assert chips["weight_growth=0"] == f"{PATH}?percent=30&fit=exact&skill=python"


def test_the_percent_asked_decides_what_is_enough(people, get):
    assert "Free time 25 of 25" in card(get("percent=20"), "ben")
    assert "Free time 5 of 25" in card(get("percent=100"), "ben")


def test_the_usual_percent_stays_out_of_the_address(people, get):
    html = get("percent=30").content.decode()
    assert '<option value="">50 % of a week</option>' in html
    assert '<option value="30" selected>30 % of a week</option>' in html


def test_who_meets_a_need_and_who_comes_near_stand_apart_with_their_ranks(people, get):
    assert marks(get("fit=exact")) == [("ann", 75, 1)]
    assert marks(get("fit=close")) == [("cyd", 40, 2), ("ben", 31, 3)]
    assert "All 3Meet a need 1Come near 2" in text_of(get())


def test_a_fit_of_nobody_leads_back_to_all(people, get):
    people["ann"].delete()
    assert dict(read(get("fit=exact")).ways_out) == {PATH: 2}


# Filters


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("skill=sql", ["ann"]),
        ("skill=python:4", ["ann"]),
        ("skill=python", ["ann", "ben"]),
        ("skill=sql&skill=python:2&match=any", ["ann", "ben"]),
        ("goal=nlp", ["cyd"]),
        ("free=50", ["ann", "cyd"]),
        ("team=data&location=london", ["ann", "cyd", "ben"]),
        ("q=ben", ["ben"]),
        ("q=scientist&tz=Asia/Kolkata&overlap=8", []),
        ("success=50&judged=1", []),
        ("project=churn", []),
    ],
)
def test_filters_of_the_people_list_apply(query, found, people, get):
    response = get(query)
    assert slugs(response) == found
    assert read(response).total == len(found)


def test_ranks_are_among_those_whom_the_filters_leave(people, get):
    assert marks(get("goal=nlp")) == [("cyd", 40, 1)]


def test_an_option_counts_candidates_and_gives_its_count(people, get):
    facets = read(get()).facets
    assert facets["team"] == {"data": 3}
    assert facets["goal"] == {"nlp": 1}
    assert facets["skill"] == {"python": 2, "sql": 1}


def test_ways_out_of_an_empty_result_give_candidates(people, get):
    page = read(get("skill=python&goal=nlp"))
    assert page.ways_out
    for href, count in page.ways_out:
        query = href.partition("?")[2]
        assert len(slugs(get(query))) == count


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("percent=0", "percent"),
        ("percent=lots", "percent"),
        ("weight_skills=-1", "weight_skills"),
        ("weight_growth=101", "weight_growth"),
        ("weight_overlap=1.5", "weight_overlap"),
        ("fit=perfect", "fit"),
        ("skill=cobol", "skill"),
        ("from=2026-04-01&to=2026-03-01", "to"),
        ("to=2026-03-01", "to"),
        ("to=2029-03-01", "to"),
        ("free=0", "free"),
    ],
)
def test_a_wrong_value_is_named_and_nobody_listed(query, name, people, get):
    response = get(query)
    assert marks(response) == []
    assert f"<code>{name}</code>" in response.content.decode()


def test_no_points_at_all_are_refused(people, get):
    parts = ("skills", "availability", "growth", "overlap")
    response = get("&".join(f"weight_{part}=0" for part in parts))
    assert marks(response) == []
    assert "at least one part of the score needs points" in text_of(response)


def test_a_form_without_scripts_gets_the_shared_address(people, manager_client):
    query = "q=&percent=50&weight_skills=70&weight_growth=&add_skill=python&add_level=2"
    response = manager_client.get(f"{PATH}?{query}")
    assert response.url == f"{PATH}?percent=50&weight_skills=70&skill=python:2"


def test_a_fragment_is_the_part_of_the_page(people, manager_client):
    page = manager_client.get(PATH).content.decode()
    fragment = manager_client.get(PATH, headers={"HX-Request": "true"})
    assert without_tokens(fragment.content.decode()).strip() in without_tokens(page)


def without_tokens(html):
    """Each answer has another one against forgery."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_an_act_that_stays_on_the_page_gets_the_whole_of_it(people, manager_client):
    headers = {"HX-Request": "true", "HX-Target": "main"}
    assert 'id="main"' in manager_client.get(PATH, headers=headers).content.decode()


# Needs with nobody


def hints(response):
    html = response.content.decode()
    found = re.findall(r"<li><b>([^<]+)</b>: ([^<]+)</li>", html)
    return dict(found)


def test_a_need_with_nobody_says_what_could_be_eased(people, project, skills, get):
    SkillNeedFactory(project=project, skill=SkillFactory(name="R"), level=4)
    response = get()
    assert hints(response)["R, Expert"] == "nobody here has stated it"
    assert "2 of 4 open needs have no candidate at the level" in text_of(response)
    assert "Under these filters nobody meets 2 of 4 open" in text_of(get("q=ann"))
    assert 'href="/projects/churn/needs/"' in response.content.decode()


def test_needs_are_not_to_blame_where_a_filter_took_everybody(people, get):
    text = text_of(get("q=zzzz"))
    assert "No candidate meets all of these conditions" in text
    assert "have no candidate" not in text
    assert "nobody meets" not in text


def test_a_hint_counts_lower_levels_and_those_who_would_learn(people, project, get):
    project.needs.exclude(skill__name="NLP").delete()
    project.needs.update(welcomes_learner=False)
    ExpertiseFactory(person=people["dan"], skill=project.needs.get().skill, level=2)
    assert hints(get()) == {
        "NLP, Practitioner or above": (
            "1 person at Working: ask for that;"
            " 1 person would learn it: welcome learners"
        )
    }


def test_a_hint_says_who_is_kept_out_by_the_filters(people, get):
    found = hints(get("goal=nlp"))["SQL, Practitioner or above"]
    who = "kept out by the filters or on the team already"
    assert found == f"1 person at this level {who}"


def test_a_hint_does_not_promise_the_team_without_the_filters(people, project, get):
    SkillNeedFactory(project=project, skill=project.needs.first().skill, level=4)
    project.needs.update(people=2)
    AssignmentFactory(person=people["ann"], project=project)
    found = hints(get("goal=nlp"))["Python, Expert"]
    assert found.startswith("1 person at this level kept out by the filters or on")


def test_a_hint_says_who_is_on_the_team_already(people, project, skills, get):
    project.needs.filter(skill=skills["SQL"]).update(people=2)
    AssignmentFactory(person=people["ann"], project=project)
    found = hints(get())["SQL, Practitioner or above"]
    assert found == "1 person at this level on the team already"


def test_the_needs_are_counted_against_the_candidates(people, get):
    words = {skill: words for skill, words, _ in heads(get())}
    asked = "Practitioner or above, {}: 1 of 1 seat open; {}"
    assert words["Python"] == asked.format("must", "1 meets it, 1 comes near")
    assert words["NLP"] == asked.format("could", "0 meet it, 1 wants to learn it")
    assert "must 1 for 1 seat: 1 meets it, 1 comes near" in text_of(get())


def test_the_head_of_a_column_leads_to_those_who_meet_the_need_and_back(people, get):
    python = heads(get("q=scientist&fit=close"))[0]
    assert python[-1] == f"{PATH}?q=scientist&skill=python:3"
    found = get(python[-1].partition("?")[2])
    assert slugs(found) == ["ann"]
    assert heads(found)[0][-1] == f"{PATH}?q=scientist"


# Costs and rights


def crowd(project, skills, count):
    for number in range(count):
        person = PersonFactory(
            name=f"Crowd {number}",
            team=TeamFactory(),
            location=project.lead.location,
        )
        for skill in skills.values():
            ExpertiseFactory(person=person, skill=skill, level=1 + number % 4)
        LearningGoalFactory(person=person, skill=skills["NLP"])
        AssignmentFactory(person=person, percent=30, skills=[skills["SQL"]])


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 12),
        ("skill=python&team=team-0&free=10", 13),
        ("q=crowd&free=10&success=0&judged=1", 15),
        ("fit=close&page=2", 12),
    ],
)
def test_the_page_costs_the_same_for_3_and_30(
    project,
    skills,
    manager_client,
    django_assert_max_num_queries,
    count,
    query,
    queries,
):
    crowd(project, skills, count)
    with django_assert_max_num_queries(queries):
        manager_client.get(f"{PATH}?{query}")


def test_an_empty_result_costs_few_queries(
    people, manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        manager_client.get(f"{PATH}?q=ann&goal=nlp&free=90&tz=Europe/London")


def test_members_may_not_see_candidates(people, member_client):
    assert member_client.get(PATH).status_code == 403


def test_an_unknown_project_has_no_candidates(manager_client):
    assert manager_client.get("/projects/none/candidates/").status_code == 404


# The way there


def test_the_project_leads_managers_to_its_candidates(
    people, manager_client, member_client
):
    link = f'href="{PATH}"'
    assert link in manager_client.get("/projects/churn/").content.decode()
    assert link not in member_client.get("/projects/churn/").content.decode()


def test_a_project_whose_needs_are_met_does_not_look_for_more(
    people, project, manager_client
):
    project.needs.all().delete()
    response = manager_client.get("/projects/churn/")
    assert "Find candidates" not in text_of(response)
