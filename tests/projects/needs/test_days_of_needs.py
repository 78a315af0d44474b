"""Needs with a phase and days of their own: which bookings fill them, and when."""

from datetime import date

import pytest
import time_machine

from projects.models import Days, SkillNeed
from projects.needs.coverage import coverage_of
from projects.needs.members import Booked, gap_words, part_words
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import PLAN, row, row_of, rows
from tests.text import text_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 9)
APRIL = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 30)}
NEEDS = "/projects/churn/needs/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


@pytest.fixture
def churn():
    days = {"starts_on": date(2026, 2, 2), "ends_on": date(2026, 6, 26)}
    return ProjectFactory(name="Churn", status="active", **days)


def need_in(churn, **days):
    return SkillNeedFactory(project=churn, skill=SkillFactory(name="Python"), **days)


def book(need, **days):
    row = ExpertiseFactory(skill=need.skill, level=need.level)
    terms = {"project": need.project, "status": "confirmed", "person": row.person}
    return AssignmentFactory(**terms, **days)


def cover_of(need):
    (one,) = coverage_of([need.project], TODAY)[need.project_id].needs
    return one


# Which bookings fill a seat


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "found"),
    [
        (date(2026, 2, 2), date(2026, 3, 31), 0),
        (date(2026, 2, 2), date(2026, 4, 1), 1),
        (date(2026, 4, 30), None, 1),
        (date(2026, 5, 1), None, 0),
    ],
)
def test_bookings_with_one_of_its_days_fill_its_seats(starts_on, ends_on, found, churn):
    need = need_in(churn, **APRIL)
    book(need, starts_on=starts_on, ends_on=ends_on)
    assert cover_of(need).covered == found
    assert SkillNeed.objects.open(TODAY).count() == 1 - found


def test_a_need_whose_days_are_over_looks_for_nobody(churn):
    need = need_in(churn, ends_on=date(2026, 3, 6))
    assert cover_of(need).missing == 0
    assert cover_of(need).words == "Over since 6 Mar 2026"
    assert not SkillNeed.objects.open(TODAY).exists()


def test_a_need_that_is_to_come_looks_for_people(churn):
    need = need_in(churn, **APRIL)
    assert SkillNeed.objects.open(TODAY).get() == need
    assert coverage_of([churn], TODAY)[churn.pk].words == "0 of 1 seat found"


def test_needs_that_are_all_over_count_no_seats(churn):
    need_in(churn, ends_on=date(2026, 3, 6))
    assert (
        coverage_of([churn], TODAY)[churn.pk].words == "The days of all needs are over"
    )


def test_of_a_closed_project_no_need_is_over(churn):
    need = need_in(churn, ends_on=date(2026, 3, 6))
    churn.status = "closed"
    churn.save()
    assert cover_of(need).words == "0 of 1 found"


# Who has a part of the days


def part(*spans, words=part_words, **days):
    project = ProjectFactory.build(
        starts_on=date(2026, 2, 2), ends_on=date(2026, 6, 26)
    )
    booked = [Booked(Days(*span), False, None, None, 40) for span in spans]
    return words(SkillNeed(project=project, **days), booked, TODAY)


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(date(2026, 4, 1), None)], ""),
        ([(date(2026, 4, 1), date(2026, 4, 30))], ""),
        ([(date(2026, 4, 13), None)], "13 Apr 2026 – 30 Apr 2026, 40\xa0%"),
        # From Friday to Monday no day is missing.
        ([(date(2026, 3, 2), date(2026, 4, 10)), (date(2026, 4, 13), None)], ""),
        (
            [(date(2026, 3, 2), date(2026, 4, 3)), (date(2026, 4, 20), None)],
            "1 Apr 2026 – 3 Apr 2026 and 20 Apr 2026 – 30 Apr 2026, 40\xa0%",
        ),
    ],
)
def test_who_has_a_part_of_the_days_is_told(spans, words):
    assert part(*spans, **APRIL) == words


def test_days_that_have_been_are_no_part_that_lacks():
    assert part((date(2026, 3, 9), None), ends_on=date(2026, 4, 30)) == ""


def test_weekends_at_either_end_are_no_part_that_lacks():
    days = {"starts_on": date(2026, 4, 4), "ends_on": date(2026, 4, 12)}
    assert part((date(2026, 4, 6), date(2026, 4, 10)), **days) == ""


def test_the_days_of_a_need_without_own_are_those_of_the_project():
    assert part((date(2026, 3, 2), None)) == ""
    words = "4 May 2026 – 8 May 2026, 40\xa0%"
    assert part((date(2026, 5, 4), date(2026, 5, 8))) == words


def test_a_need_without_days_lasts_for_ever():
    project = ProjectFactory.build()
    need, days = SkillNeed(project=project), Days(TODAY, date(2026, 5, 8))
    for open_end, words in ((None, ""), (days.ends_on, "from 11 May 2026")):
        booked = [Booked(days._replace(ends_on=open_end), False, None, None, 40)]
        assert gap_words(need, booked, TODAY) == words


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([], ""),
        ([(date(2026, 3, 2), None)], ""),
        ([(date(2026, 4, 13), None)], "until 10 Apr 2026"),
        ([(date(2026, 3, 2), date(2026, 4, 3))], "from 6 Apr 2026"),
        (
            [(date(2026, 3, 2), date(2026, 4, 3)), (date(2026, 4, 20), None)],
            "6 Apr 2026 – 17 Apr 2026",
        ),
        (
            [(date(2026, 4, 13), date(2026, 4, 17))],
            "until 10 Apr 2026 and from 20 Apr 2026",
        ),
        ([(date(2026, 3, 9), date(2026, 6, 26))], ""),
    ],
)
def test_days_on_which_nobody_is_there_are_told(spans, words):
    assert part(*spans, words=gap_words) == words


def test_seats_that_are_found_for_some_days_say_so(member_client, churn):
    need = need_in(churn)
    booking = book(need, starts_on=date(2026, 4, 13), ends_on=date(2026, 4, 17))
    text = text_of(member_client.get("/projects/churn/"))
    assert "1 of 1 found nobody until 10 Apr 2026 and from 20 Apr 2026" in text
    assert f"only 13 Apr 2026 – 17 Apr 2026, {booking.percent} %" in text


@pytest.mark.parametrize("count", [3, 30])
def test_to_say_on_which_days_nobody_is_there_takes_no_query(
    count, member_client, churn, django_assert_num_queries
):
    need = need_in(churn)
    for _ in range(count):
        book(need, starts_on=date(2026, 4, 13), ends_on=date(2026, 4, 17))
    with django_assert_num_queries(12):
        member_client.get("/projects/churn/")


def test_of_a_closed_project_no_days_are_said_to_lack(member_client, churn):
    book(need_in(churn), starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 6))
    churn.status = "closed"
    churn.save()
    text = text_of(member_client.get("/projects/churn/"))
    assert "nobody from" not in text
    assert "only " not in text


def test_the_page_tells_phase_days_and_parts(member_client, churn):
    need = need_in(churn, phase="prove", **APRIL)
    book(need, starts_on=date(2026, 4, 13), ends_on=None)
    text = text_of(member_client.get("/projects/churn/"))
    assert "Prove, 1 Apr 2026 – 30 Apr 2026" in text
    assert "only 13 Apr 2026 – 30 Apr 2026" in text


def test_the_page_tells_of_days_that_the_project_has_not(member_client, churn):
    need_in(churn, ends_on=date(2026, 9, 4))
    text = text_of(member_client.get("/projects/churn/"))
    assert "Outside of the project’s days" in text
    assert "The project ends before, on 26 Jun 2026." in text


# The form


def save(client, *sent):
    return client.post(NEEDS, rows(*sent), follow=True)


def test_a_need_gets_a_phase_and_days(manager_client, churn):
    SkillFactory(name="Python")
    save(manager_client, row("Python", phase="frame", ends_on="2026-03-31"))
    need = churn.needs.get()
    assert (need.phase, need.starts_on, need.ends_on) == (
        *("frame", None),
        date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"starts_on": "2026-02-01"}, "The project begins later, on 2 Feb 2026."),
        ({"ends_on": "2026-06-27"}, "The project ends before, on 26 Jun 2026."),
        (
            {"starts_on": "2026-04-02", "ends_on": "2026-04-01"},
            "The last day cannot be before the first.",
        ),
        (
            {"starts_on": "2026-04-04", "ends_on": "2026-04-05"},
            "Nobody works on these days: they are a weekend.",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(days, words, manager_client, churn):
    SkillFactory(name="Python")
    assert words in text_of(save(manager_client, row("Python", **days)))
    assert not churn.needs.exists()


def test_days_that_lie_outside_by_now_may_stay(manager_client, churn):
    need = need_in(churn, ends_on=date(2026, 9, 4))
    sent = {"ends_on": "2026-09-04", "seen": "python:3:1:must:0:::2026-09-04"}
    assert "No need has changed." in text_of(save(manager_client, row_of(need, **sent)))
    more = row_of(need, people="2", **sent)
    assert "1 changed" in text_of(save(manager_client, more))


def test_the_same_is_needed_early_and_later(manager_client, churn):
    SkillFactory(name="Python")
    early, later = row("Python", phase="frame"), row("Python", phase="build")
    save(manager_client, early, later)
    assert [one.phase for one in churn.needs.all()] == ["frame", "build"]


def test_the_same_for_the_same_days_is_there_twice(manager_client, churn):
    SkillFactory(name="Python")
    twice = [row("Python", starts_on="2026-04-01")] * 2
    assert "This is here twice" in text_of(save(manager_client, *twice))


def test_what_is_saved_is_shown(manager_client, churn):
    need_in(churn, phase="build", **APRIL)
    page = manager_client.get(NEEDS).content.decode()
    assert 'value="python:3:1:must:0:build:2026-04-01:2026-04-30"' in page
    assert '<details class="more" open>' in page


def test_the_history_tells_phase_and_days(manager_client, churn):
    SkillFactory(name="Python")
    save(manager_client, row("Python", phase="frame", ends_on="2026-03-31"))
    need = churn.needs.get()
    need.ends_on = date(2026, 4, 30)
    need.save()
    text = text_of(manager_client.get("/projects/churn/history/"))
    assert "(must, to frame, until 31 Mar 2026)" in text
    assert "the last day from 31 Mar 2026 to 30 Apr 2026" in text


# Copied from another project


def test_days_are_copied_as_long_after_the_first_day(manager_client, churn):
    other = ProjectFactory(name="Older", starts_on=date(2025, 2, 3))
    SkillNeedFactory(
        project=other, phase="frame", ends_on=date(2025, 3, 3), skill__name="Python"
    )
    page = manager_client.get(f"{NEEDS}proposals/?like=older").content.decode()
    assert 'value="2026-03-02"' in page
    assert '<option value="frame" selected>' in page


@pytest.mark.parametrize("starts_on", [None, date(2024, 2, 3)])
def test_days_that_the_project_has_not_are_not_copied(starts_on, manager_client, churn):
    other = ProjectFactory(name="Older", starts_on=starts_on)
    SkillNeedFactory(project=other, starts_on=date(2025, 3, 3), skill__name="Python")
    page = manager_client.get(f"{NEEDS}proposals/?like=older").content.decode()
    assert "202" not in page.partition("need-0-starts_on")[2].partition(">")[0]


# The project moves


def edit(client, project, **days):
    project.refresh_from_db()
    days = {
        "starts_on": f"{project.starts_on}",
        "ends_on": f"{project.ends_on}",
        **days,
    }
    sent = PLAN | {"status": "active", "version": project.version} | days
    return text_of(client.post("/projects/churn/edit/", sent, follow=True))


@pytest.fixture
def planned(churn):
    churn.starts_on, churn.ends_on = date(2026, 4, 6), date(2026, 6, 26)
    churn.save()
    return churn


def test_needs_to_come_move_with_the_project(manager_client, planned):
    need = need_in(planned, starts_on=date(2026, 4, 20), ends_on=date(2026, 5, 1))
    words = edit(manager_client, planned, starts_on="2026-04-13", ends_on="2026-07-03")
    need.refresh_from_db()
    assert need.own_days == (date(2026, 4, 27), date(2026, 5, 8))
    assert "Saved; 1 need moved along." in words


def test_a_shorter_project_takes_days_off_the_end(manager_client, planned):
    need = need_in(planned, starts_on=date(2026, 4, 20))
    late = SkillNeedFactory(project=planned, ends_on=date(2026, 6, 12))
    edit(manager_client, planned, ends_on="2026-05-29")
    need.refresh_from_db()
    late.refresh_from_db()
    assert need.own_days == (date(2026, 4, 20), None)
    assert late.own_days == (None, date(2026, 5, 29))


def test_a_need_beyond_a_shorter_project_stays_and_that_is_said(
    manager_client, planned
):
    need = need_in(planned, starts_on=date(2026, 6, 1))
    edit(manager_client, planned, ends_on="2026-05-29")
    need.refresh_from_db()
    assert need.starts_on == date(2026, 6, 1)
    assert "Outside of the project’s days" in text_of(
        manager_client.get("/projects/churn/")
    )


def test_needs_in_a_row_take_each_others_days(manager_client, planned):
    first = need_in(planned, starts_on=date(2026, 4, 6), ends_on=date(2026, 4, 12))
    second = SkillNeedFactory(
        project=planned,
        skill=first.skill,
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 4, 19),
    )
    edit(manager_client, planned, starts_on="2026-04-13", ends_on="2026-07-03")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.own_days == (date(2026, 4, 13), date(2026, 4, 19))
    assert second.own_days == (date(2026, 4, 20), date(2026, 4, 26))


def test_needs_that_would_become_one_stay_as_they_are(manager_client, planned):
    first = need_in(planned, ends_on=date(2026, 6, 5))
    second = SkillNeedFactory(
        project=planned, skill=first.skill, ends_on=date(2026, 6, 12)
    )
    edit(manager_client, planned, ends_on="2026-05-29")
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.ends_on, second.ends_on] == [date(2026, 6, 5), date(2026, 6, 12)]
