"""The page of one booking: who sees it, and what is done there."""

from datetime import date

import pytest

from projects.bookings.learning import guided_by
from projects.models import Assignment
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningSeatFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
    UserFactory,
)
from tests.projects.bookings.booking_pages import edited, html
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana", user=UserFactory(username="ana"))


@pytest.fixture
def booking(ana):
    """Ana is to give Churn half of a week, tentatively."""
    return AssignmentFactory(
        project=ProjectFactory(name="Churn"),
        person=ana,
        status="tentative",
        starts_on=MONDAY,
        ends_on=FRIDAY,
        created_by=UserFactory(first_name="Olga", last_name="Owner"),
    )


@pytest.fixture
def busy(ana):
    """Ana has 60 % to do elsewhere."""
    return AssignmentFactory(person=ana, percent=60)


@pytest.fixture
def do(manager_client, booking):
    """Press one of the buttons of the page."""

    def press(what, **sent):
        path = f"{booking.get_absolute_url()}{what}/"
        return manager_client.post(path, {"version": booking.version, **sent})

    return press


def saved(row):
    row.refresh_from_db()
    return row


# Who sees it


def test_a_booking_says_what_it_is(manager_client, booking):
    booking.skills.add(SkillFactory(name="Python"))
    page = text_of(manager_client.get(booking.get_absolute_url()))
    for words in ("Ana on Churn tentative", "50 % of a week", "Olga Owner"):
        assert words in page
    assert "Skills usedPython" in page


def test_a_seat_says_what_is_learned_and_from_whom(manager_client):
    seat = LearningSeatFactory(learns__name="Rust", mentor__name="Bo")
    page = text_of(manager_client.get(seat.get_absolute_url()))
    assert "Rust, guided by Bo" in page


def test_the_booked_person_reads_it(booking, ana):
    page = html(signed_in(ana.user).get(booking.get_absolute_url()))
    assert "Olga Owner" in page
    assert page.count("<form") == 2  # to search, to sign out


def test_the_mentor_reads_it(ana):
    seat = LearningSeatFactory(mentor=ana)
    assert signed_in(ana.user).get(seat.get_absolute_url()).status_code == 200


def test_other_members_do_not(member_client, booking):
    assert member_client.get(booking.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("what", ["edit", "confirm", "decline", "shift", "end"])
def test_the_booked_person_changes_nothing(booking, ana, what):
    path = f"{booking.get_absolute_url()}{what}/"
    assert signed_in(ana.user).post(path).status_code == 403
    assert saved(booking).version == 1


def test_a_booking_of_another_project_is_not_found(manager_client, booking):
    ProjectFactory(name="Fraud")
    path = f"/projects/fraud/bookings/{booking.pk}/"
    assert manager_client.get(path).status_code == 404


def test_a_closed_project_offers_nothing_to_do(manager_client, booking):
    booking.project.status, booking.status = "closed", "confirmed"
    booking.project.save()
    booking.starts_on, booking.ends_on = date(2026, 1, 5), date(2026, 2, 27)
    booking.save()
    page = text_of(manager_client.get(booking.get_absolute_url()))
    assert "The project is closed: its bookings stay as they were." in page
    assert "Confirm" not in page


def test_what_a_closed_project_left_open_can_be_ended(do, manager_client, booking):
    booking.project.status, booking.status = "closed", "confirmed"
    booking.project.save()
    booking.save()
    saved(booking)
    page = text_of(manager_client.get(booking.get_absolute_url()))
    assert "this booking was left open, and still takes time" in page
    do("end", ends_on="2026-03-10")
    assert saved(booking).ends_on == date(2026, 3, 10)


# What is done


def test_a_booking_is_confirmed(do, booking):
    assert do("confirm")["Location"] == booking.get_absolute_url()
    assert saved(booking).status == "confirmed"


def test_confirming_twice_is_no_error(do, booking):
    assert [do("confirm").status_code for _ in range(2)] == [302, 302]
    assert saved(booking).version == 2


def test_confirming_too_much_asks_first(do, booking, busy):
    page = text_of(do("confirm"))
    assert "9 Mar 2026 – 13 Mar 2026: 110 % booked of 100 %" in page
    assert "There is too little time: tick to confirm all the same." in page
    assert saved(booking).status == "tentative"


def test_too_much_is_confirmed_on_purpose(do, booking, busy):
    do("confirm", despite_overload="on")
    assert saved(booking).status == "confirmed"


def test_a_booking_is_declined(do, booking):
    assert do("decline")["Location"] == "/projects/churn/"
    assert not Assignment.objects.exists()


def test_declining_twice_is_no_error(do, manager_client):
    do("decline")
    page = manager_client.get(do("decline")["Location"])
    assert "The booking is gone already." in text_of(page)


def test_what_has_begun_is_not_taken_back(do, booking):
    Assignment.objects.update(status="confirmed", starts_on=date(2026, 1, 5))
    assert "end it early instead" in text_of(do("decline", version=2))
    assert Assignment.objects.exists()


def test_on_the_first_day_the_page_says_until_when_it_is_taken_back(
    do, manager_client, booking
):
    Assignment.objects.update(status="confirmed", starts_on=date(2026, 3, 2))
    page = text_of(manager_client.get(booking.get_absolute_url()))
    assert "Take back Today is its first day: from tomorrow on it counts" in page
    assert do("decline", version=2)["Location"] == "/projects/churn/"
    assert not Assignment.objects.exists()


def test_on_the_second_day_the_page_offers_only_an_early_end(manager_client, booking):
    Assignment.objects.update(status="confirmed", starts_on=date(2026, 3, 1))
    page = text_of(manager_client.get(booking.get_absolute_url()))
    assert "Take back" not in page
    assert "End early" in page


@pytest.fixture
def learner(booking, ana):
    names = {"person__name": "Lou", "learns__name": "Rust"}
    return LearningSeatFactory(project=booking.project, mentor=ana, **names)


def test_who_loses_the_mentor_is_told_before_and_after(do, manager_client, learner):
    words = "Lou learns Rust here, guided by Ana: without this booking Lou needs"
    booking = Assignment.objects.get(person__name="Ana")
    assert words in text_of(manager_client.get(booking.get_absolute_url()))
    page = manager_client.get(do("decline")["Location"])
    assert "Ana is no longer booked here. Lou needs another mentor." in text_of(page)


def guided(booking):
    return guided_by(Assignment.objects.for_page().get(pk=booking.pk))


def test_a_mentor_with_another_booking_goes_on_guiding(learner, booking, ana):
    assert guided(booking) == [learner]
    AssignmentFactory(project=booking.project, person=ana)
    assert guided(booking) == []


def test_who_guides_nobody_is_not_looked_at(booking, ana, django_assert_num_queries):
    LearningSeatFactory(mentor=ana)  # on another project
    with django_assert_num_queries(1):
        assert guided(booking) == []


def test_who_loses_the_mentor_takes_two_queries(
    learner, booking, ana, django_assert_num_queries
):
    for _ in range(3):
        LearningSeatFactory(project=booking.project, mentor=ana)
    with django_assert_num_queries(3):
        assert len([one.person.name for one in guided(booking)]) == 4


def test_a_booking_is_shifted(do, booking):
    do("shift", starts_on="2026-03-16")
    assert (saved(booking).starts_on, booking.ends_on) == (
        date(2026, 3, 16),
        date(2026, 3, 20),
    )


def test_a_shift_into_busy_days_asks_first(do, booking, ana):
    later = {"starts_on": date(2026, 3, 16), "percent": 80}
    AssignmentFactory(person=ana, **later)
    page = text_of(do("shift", starts_on="2026-03-16"))
    assert "16 Mar 2026 – 20 Mar 2026: 130 % booked of 100 %" in page
    do("shift", starts_on="2026-03-16", despite_overload="on")
    assert saved(booking).starts_on == date(2026, 3, 16)


def test_a_booking_ends_early(do, booking):
    do("end", ends_on="2026-03-10")
    assert saved(booking).ends_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("what", "day", "words"),
    [
        ("shift", "soon", "Write a day like 9 Mar 2026."),
        ("shift", "", "This field is required."),
        ("end", "2026-03-06", "The last day cannot be before the first."),
        ("end", "2026-04-10", "It ends on 13 Mar 2026 already"),
    ],
)
def test_a_wrong_day_is_named_and_kept(do, booking, what, day, words):
    name = "starts_on" if what == "shift" else "ends_on"
    response = do(what, **{name: day})
    assert words in text_of(response)
    assert f'value="{day}"' in html(response) or not day


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("confirm", {}),
        ("decline", {}),
        ("shift", {"starts_on": "2026-03-16"}),
        ("end", {"ends_on": "2026-03-10"}),
    ],
)
def test_what_was_changed_meanwhile_is_shown_first(
    do, booking, manager_client, what, sent
):
    Assignment.objects.update(percent=20)
    page = manager_client.get(do(what, **sent)["Location"])
    assert "The booking was changed since you opened it: look again." in text_of(page)
    assert saved(booking).version == 2


# Edit


@pytest.fixture
def edit(manager_client, booking):
    def send(sent):
        return manager_client.post(f"{booking.get_absolute_url()}edit/", sent)

    return send


def test_the_form_shows_what_is_saved(manager_client, booking):
    booking.role = "Analyst"
    booking.save()
    page = html(manager_client.get(f"{booking.get_absolute_url()}edit/"))
    assert 'name="role" value="Analyst"' in page
    assert 'name="seen-starts_on" value="2026-03-09"' in page


def test_skills_that_are_used_are_seen_at_once(manager_client, booking, python):
    booking.skills.add(python)
    ExpertiseFactory(person=booking.person, skill=SkillFactory(name="SQL"))
    page = html(manager_client.get(f"{booking.get_absolute_url()}edit/"))
    shown, _, folded = page.partition("<summary>Show 1 more</summary>")
    assert 'value="python"' in shown
    assert 'value="sql"' in folded


def test_terms_are_edited(edit, booking, python):
    SkillNeedFactory(project=booking.project, skill=python)
    edit(edited(booking, role="Lead", percent="20", ends_on="", skills=["python"]))
    assert (saved(booking).role, booking.percent, booking.ends_on) == ("Lead", 20, None)
    assert list(booking.skills.all()) == [python]


def test_a_form_without_a_change_changes_nothing(edit, booking, python):
    booking.skills.add(python)
    assert edit(edited(booking)).status_code == 302
    assert saved(booking).version == 1
    assert list(booking.skills.all()) == [python]


def test_a_seat_keeps_a_mentor_who_has_moved_on(edit, ana, booking, python):
    booking.learns, booking.mentor = python, PersonFactory(name="Bo")
    booking.save()
    edit(edited(booking, role="Junior", seat="python:bo"))
    assert (saved(booking).role, booking.mentor.name) == ("Junior", "Bo")


def test_more_than_there_is_time_for_asks_first(edit, booking, busy):
    page = text_of(edit(edited(booking, percent="70")))
    assert "130 % booked of 100 %, over by 30 %" in page
    edit(edited(booking, percent="70", despite_overload="on"))
    assert saved(booking).percent == 70


def test_the_second_of_two_edits_is_told_and_shown_both(edit, booking):
    first, second = edited(booking, role="Lead"), edited(booking, role="Junior")
    edit(first)
    page = text_of(edit(second))
    assert "Role as saved now: Lead" in page
    assert "Role as you sent it: Junior" in page
    assert saved(booking).role == "Lead"


@pytest.mark.parametrize(("kept", "role"), [("saved", "Lead"), ("yours", "Junior")])
def test_the_manager_chooses_what_stays(edit, booking, kept, role):
    second = edited(booking, role="Junior", percent="20")
    edit(edited(booking, role="Lead"))
    version = saved(booking).version
    edit(second | {"version": version, "keep-role": kept})
    assert (saved(booking).role, booking.percent) == (role, 20)


def test_skills_saved_meanwhile_are_no_less_a_conflict(edit, booking, python):
    rust = SkillFactory(name="Rust")
    for skill in (python, rust):
        ExpertiseFactory(person=booking.person, skill=skill)
    second = edited(booking, skills=["rust"])
    booking.skills.add(python)
    page = text_of(edit(second))
    assert "Skills used as saved now: Python" in page
    assert "Skills used as you sent it: Rust" in page


@pytest.mark.looks_again
@pytest.mark.parametrize(("kept", "name"), [("saved", "Python"), ("yours", "Rust")])
def test_the_manager_chooses_which_skills_stay(edit, booking, python, kept, name):
    for skill in (python, SkillFactory(name="Rust")):
        ExpertiseFactory(person=booking.person, skill=skill)
    booking.skills.add(python)
    sent = {"skills": "rust", "seen-skills": "python", "keep-skills": kept}
    edit(edited(booking) | sent)
    assert [skill.name for skill in booking.skills.all()] == [name]


@pytest.mark.parametrize(("address", "queries"), [("", 13), ("edit/", 13)])
@pytest.mark.parametrize("count", [3, 30])
def test_a_booking_costs_the_same_for_3_and_30(
    manager_client, booking, ana, django_assert_max_num_queries, count, address, queries
):
    for number in range(count):
        row = ExpertiseFactory(person=ana, skill__name=f"Skill of {number}")
        booking.skills.add(row.skill)
        other = AssignmentFactory(person=ana, percent=1, starts_on=MONDAY).project
        SkillNeedFactory(project=other, skill=row.skill)
    with django_assert_max_num_queries(queries):
        manager_client.get(f"{booking.get_absolute_url()}{address}")
