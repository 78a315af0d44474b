"""One skill or goal of one's own: change, remove, and two windows at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import EndorsementFactory, ExpertiseFactory, LearningGoalFactory
from tests.people.profiles.own_pages import about, level
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def mia(member):
    return member.person


@pytest.fixture
def stated(mia, python):
    return ExpertiseFactory(person=mia, skill=python, level=2)


def test_a_level_is_changed_with_what_stands_behind_it(member_client, stated):
    sent = level(stated, 3, last_used_on="2026-02-01", years="4", note="Daily")
    member_client.post("/people/me/skills/python/", sent)
    stated.refresh_from_db()
    assert (stated.level, stated.years, stated.note) == (3, 4, "Daily")
    assert (stated.last_used_on, stated.confirmed_at) == (date(2026, 2, 1), NOW)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"last_used_on": "2026-03-03"}, "Choose a day that has been."),
        ({"last_used_on": "soon"}, "Write a day like 9 Mar 2026."),
        ({"years": "81"}, "Years of use cannot be more than 80."),
        ({"level": ""}, "Choose the sentence that fits."),
    ],
)
def test_a_wrong_value_is_named_and_the_rest_is_kept(
    member_client, stated, wrong, message
):
    sent = level(stated, 3, note="Kept note") | wrong
    response = member_client.post("/people/me/skills/python/", sent)
    assert message in text_of(response)
    assert "Kept note" in response.content.decode()


def test_a_skill_is_removed(member_client, mia, stated):
    member_client.post("/people/me/skills/python/remove/")
    assert not mia.expertise.exists()


def test_a_goal_is_set(member_client, mia, python):
    goal = {"skill": "python", "target_level": 3, "priority": 3, "motivation": "Fun"}
    member_client.post("/people/me/goals/", goal | {"target_on": "2026-12-01"})
    saved = mia.goals.get()
    assert (saved.skill, saved.target_level, saved.priority) == (python, 3, 3)
    assert (saved.target_on, saved.status) == (date(2026, 12, 1), "open")


def test_a_goal_sent_twice_is_set_once(member_client, mia, python):
    goal = {"skill": "python", "target_level": 3, "priority": 3, "motivation": "Fun"}
    for _ in range(2):
        assert member_client.post("/people/me/goals/", goal).status_code == 302
    assert mia.goals.count() == 1


def test_a_second_open_goal_for_a_skill_is_refused(member_client, mia):
    goal = LearningGoalFactory(person=mia, target_level=2)
    again = {"skill": goal.skill.slug, "target_level": 4, "priority": 1}
    response = member_client.post("/people/me/goals/", again)
    assert "There is an open goal for this skill already." in text_of(response)


def test_a_goal_is_changed(member_client, mia):
    goal = LearningGoalFactory(person=mia)
    sent = {"version": 1, "target_level": 4, "priority": 3, "status": "achieved"}
    member_client.post(f"/people/me/goals/{goal.pk}/", sent)
    goal.refresh_from_db()
    assert (goal.target_level, goal.priority, goal.status) == (4, 3, "achieved")


def test_the_second_of_two_saves_is_told_and_shown_both(member_client, mia):
    first = about(mia, job_title="Analyst")
    second = about(mia, job_title="Engineer")
    member_client.post("/people/me/", first)
    page = text_of(member_client.post("/people/me/", second))
    assert "Job title as saved now: Analyst" in page
    assert "Job title as you sent it: Engineer" in page


def test_the_second_of_two_saves_overwrites_nothing(member_client, mia):
    first = about(mia, job_title="Analyst")
    second = about(mia, job_title="Engineer")
    member_client.post("/people/me/", first)
    member_client.post("/people/me/", second)
    mia.refresh_from_db()
    assert mia.job_title == "Analyst"


@pytest.mark.parametrize(("kept", "title"), [("yours", "Engineer"), ("saved", "Boss")])
def test_the_person_chooses_what_stays(member_client, mia, kept, title):
    opened = about(mia, job_title="Engineer", bio="Mine")
    mia.job_title = "Boss"
    mia.save()
    choice = opened | {"version": 2, "keep-job_title": kept, "keep-bio": "yours"}
    member_client.post("/people/me/", choice)
    mia.refresh_from_db()
    assert (mia.job_title, mia.bio) == (title, "Mine")


def test_what_one_did_not_touch_stays_as_it_is_saved(member_client, mia):
    opened = about(mia, bio="Mine")
    mia.job_title = "Boss"
    mia.save()
    page = member_client.post("/people/me/", opened).content.decode()
    assert 'name="keep-job_title" value="saved" checked' in page
    assert 'name="keep-bio" value="yours" checked' in page


def test_a_form_sent_twice_is_no_conflict(member_client, mia):
    sent = about(mia, job_title="Analyst")
    responses = [member_client.post("/people/me/", sent) for _ in range(2)]
    assert [response.status_code for response in responses] == [302, 302]


def test_two_windows_with_one_skill_are_told(member_client, mia, stated):
    first, second = level(stated, 3), level(stated, 4)
    member_client.post("/people/me/skills/python/", first)
    page = text_of(member_client.post("/people/me/skills/python/", second))
    stated.refresh_from_db()
    assert "Level as saved now: Practitioner" in page
    assert "Level as you sent it: Expert" in page
    assert stated.level == 3


def test_a_confirmed_profile_is_no_conflict(member_client, mia, stated):
    sent = about(mia, job_title="Analyst")
    member_client.post("/people/me/confirm/")
    assert member_client.post("/people/me/", sent).status_code == 302


def test_confirming_confirms_each_level(member_client, mia, stated):
    member_client.post("/people/me/confirm/")
    mia.refresh_from_db()
    stated.refresh_from_db()
    assert (mia.confirmed_at, stated.confirmed_at) == (NOW, NOW)


def test_all_still_right_saves_what_was_typed(member_client, mia, stated):
    sent = about(mia, bio="Knows churn", confirm="1")
    response = member_client.post("/people/me/", sent)
    mia.refresh_from_db()
    assert (mia.bio, mia.confirmed_at) == ("Knows churn", NOW)
    assert response["Location"] == "/people/me/"


def test_what_cannot_be_saved_is_not_confirmed_and_not_lost(member_client, mia):
    sent = about(mia, works_to="08:00", bio="Knows churn", confirm="1")
    response = member_client.post("/people/me/", sent)
    mia.refresh_from_db()
    assert "Not confirmed yet" in text_of(response)
    assert "Knows churn" in response.content.decode()
    assert mia.confirmed_at is None


def test_the_button_that_confirms_belongs_to_the_form_with_text(member_client):
    page = member_client.get("/people/me/").content.decode()
    assert 'form="about-me" name="confirm"' in page


def asked(client):
    return "to look at" in text_of(client.get("/people/me/"))


@pytest.mark.parametrize(("days", "is_asked"), [(548, False), (549, True)])
def test_a_skill_unused_for_18_months_is_asked_about(
    member_client, stated, days, is_asked
):
    stated.last_used_on = NOW.date() - DAY * days
    stated.save()
    assert asked(member_client) is is_asked


@pytest.mark.parametrize(("days", "is_asked"), [(365, False), (366, True)])
def test_a_skill_without_a_date_is_asked_about_in_a_stale_profile(
    member_client, mia, stated, days, is_asked
):
    mia.confirmed_at = NOW - DAY * days
    mia.save()
    assert asked(member_client) is is_asked


@pytest.mark.parametrize(("answer", "left"), [("2", [2]), ("3", [3]), ("0", [])])
def test_an_answer_is_kept_and_not_asked_for_again(
    member_client, mia, stated, answer, left
):
    sent = {"version": 1, "level": answer}
    member_client.post("/people/me/skills/python/answer/", sent)
    assert [row.level for row in mia.expertise.all()] == left
    assert not asked(member_client)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("3", "Python is now Practitioner (was Working)."),
        ("2", "Python is still Working."),
        ("0", "Python is no longer on your profile."),
    ],
)
def test_an_answer_says_what_the_level_was(member_client, stated, answer, words):
    sent = {"version": 1, "level": answer}
    path = "/people/me/skills/python/answer/"
    assert words in text_of(member_client.post(path, sent, follow=True))


def test_an_answer_about_a_level_that_changed_is_not_taken(member_client, stated):
    opened = {"version": 1, "level": "2"}
    stated.level = 4
    stated.save()
    response = member_client.post("/people/me/skills/python/answer/", opened)
    stated.refresh_from_db()
    assert response["Location"] == "/people/me/skills/python/"
    assert stated.level == 4


@pytest.mark.parametrize("answer", ["", "5", "x"])
def test_an_answer_that_is_none_changes_nothing(member_client, stated, answer):
    sent = {"version": 1, "level": answer}
    member_client.post("/people/me/skills/python/answer/", sent)
    stated.refresh_from_db()
    assert stated.level == 2


def test_stating_another_level_answers_what_colleagues_said(stated):
    said = EndorsementFactory(expertise=stated, level=2)
    stated.level = 3
    stated.save()
    said.refresh_from_db()
    assert said.answered_at is not None


def test_a_skill_removed_in_another_window_is_not_found(member_client, stated):
    sent = level(stated, 3)
    member_client.post("/people/me/skills/python/remove/")
    response = member_client.post("/people/me/skills/python/", sent)
    assert response.status_code == 404
