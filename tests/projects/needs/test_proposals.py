"""Needs are proposed out of a brief, or like another project's, and ticked."""

import pytest

from projects.models import SkillNeed
from projects.needs.forms import MOST_ROWS
from tests.factories import (
    ExpertiseFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life.life_pages import row, rows
from tests.skillsdir.site.test_undo import token_on, undo
from tests.text import text_of

pytestmark = pytest.mark.django_db

PROPOSALS = "/projects/churn/needs/proposals/"
BRIEF = "Two data engineers: Spark (expert).\n\nNice to have:\n- Python\nNo Scala."


@pytest.fixture
def churn():
    return ProjectFactory(name="Churn")


@pytest.fixture(autouse=True)
def skills():
    spark = SkillFactory(name="Apache Spark")
    SkillAliasFactory(skill=spark, name="Spark")
    names = ("Python", "Scala")
    return {"Spark": spark, **{name: SkillFactory(name=name) for name in names}}


def paste(client, text):
    return client.post(PROPOSALS, {"text": text})


def proposed(response):
    """Each row in few words, such as `+ Python 3 1 must`; those not ticked have a –."""
    return [
        f"{'+' if one['take'].value() else '–'} {one.typed} "
        f"{one['level'].value()} {one['people'].value()} {one['priority'].value()}"
        for one in response.context["page"].rows
    ]


def ticked(skill, **changes):
    return row(skill, take="on", **changes)


def stated(project):
    needs = project.needs.select_related("skill").order_by("skill__name", "level")
    return [f"{n.skill.name} {n.level} {n.people} {n.priority}" for n in needs]


# Out of a text


def test_a_brief_becomes_rows_to_tick(manager_client, churn):
    found = proposed(paste(manager_client, BRIEF))
    assert found == ["+ Apache Spark 4 2 must", "+ Python 3 1 could"]
    assert not churn.needs.exists()


def test_the_words_found_are_marked_and_the_rest_is_told(manager_client, churn):
    page = paste(manager_client, BRIEF)
    assert "<mark>Spark (expert)</mark>" in page.content.decode()
    assert "Scala has a “not” before it." in text_of(page)


def test_what_is_needed_already_is_said_and_not_ticked(manager_client, churn, skills):
    SkillNeedFactory(project=churn, skill=skills["Python"], level=2, people=3)
    page = paste(manager_client, "Python")
    assert proposed(page) == ["– Python 3 1 must"]
    assert "Needed already: Python, Working, 3 people, must." in text_of(page)


def test_who_could_learn_it_is_given_a_second_seat(manager_client, churn):
    page = paste(manager_client, "You will learn Python")
    assert proposed(page) == ["+ Python 3 2 must"]
    assert page.context["page"].rows.rows[0]["welcomes_learner"].value()


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Senior Python", "Some would read Practitioner in these words"),
        ("Python or Scala", "It stands beside others with an “or”."),
        ("Willing to learn Python", "To be learned there: a learner takes a second"),
    ],
)
def test_what_is_no_field_of_a_need_is_said_beside_it(
    manager_client, churn, text, remark
):
    assert remark in text_of(paste(manager_client, text))


def test_how_many_people_meet_it_is_told(manager_client, churn, skills):
    ExpertiseFactory(skill=skills["Python"], level=4)
    assert "1 person meets it" in text_of(paste(manager_client, "Python expert"))


def test_skills_no_longer_offered_are_not_proposed(manager_client, churn):
    SkillFactory(name="Cobol", is_active=False)
    assert proposed(paste(manager_client, "Cobol")) == []


def test_a_text_without_skills_says_so(manager_client, churn):
    page = text_of(paste(manager_client, "We are nice."))
    assert "No skill of the catalogue is in this text" in page


def test_a_text_that_is_too_long_is_refused(manager_client, churn):
    page = text_of(paste(manager_client, "a" * 20_001))
    assert "at most 20000 characters" in page


def test_no_more_rows_are_shown_than_can_be_sent(manager_client, churn):
    names = [f"Skill number{at}" for at in range(MOST_ROWS + 2)]
    for name in names:
        SkillFactory(name=name)
    page = paste(manager_client, "; ".join(names))
    assert len(proposed(page)) == MOST_ROWS
    assert "for 2 more" in text_of(page)


# Like those of another project


@pytest.fixture
def loyalty(skills):
    project = ProjectFactory(name="Loyalty segments", status="active")
    SkillNeedFactory(project=project, skill=skills["Python"], level=2, people=4)
    SkillNeedFactory(project=project, skill=skills["Scala"], priority="should")
    return project


@pytest.mark.parametrize("typed", ["loyalty-segments", " loyalty SEGMENTS "])
def test_the_needs_of_another_project_are_rows_to_tick(
    manager_client, churn, loyalty, typed
):
    page = manager_client.get(PROPOSALS, {"like": typed})
    assert proposed(page) == ["+ Python 2 4 must", "+ Scala 3 1 should"]


def test_a_need_without_a_seat_for_a_learner_is_copied_without_one(
    manager_client, churn, loyalty
):
    loyalty.needs.update(welcomes_learner=True)
    page = manager_client.get(PROPOSALS, {"like": "loyalty-segments"}).context["page"]
    welcoming = [row["welcomes_learner"].value() for row in page.rows]
    assert welcoming == [True, False]


@pytest.mark.parametrize("typed", ["nothing", "churn", "Empty"])
def test_only_another_project_with_needs_is_copied(manager_client, churn, typed):
    SkillNeedFactory(project=churn)
    ProjectFactory(name="Empty")
    page = text_of(manager_client.get(PROPOSALS, {"like": typed}))
    assert f"No other project with needs is called “{typed}”." in page


def test_of_projects_called_alike_the_address_tells(manager_client, churn, loyalty):
    SkillNeedFactory(project__name="Loyalty segments")
    page = text_of(manager_client.get(PROPOSALS, {"like": "Loyalty segments"}))
    assert "write loyalty-segments or loyalty-segments-2." in page


def test_projects_with_most_skills_in_common_are_offered(
    manager_client, churn, loyalty, skills
):
    other = SkillNeedFactory(skill=skills["Scala"], project__name="Other").project
    page = paste(manager_client, "Python, Scala")
    alike = page.context["beginnings"].alike
    assert [(one.project.name, one.likeness.skills) for one in alike] == [
        ("Loyalty segments", ["Python", "Scala"]),
        (other.name, ["Scala"]),
    ]


def test_how_alike_projects_ended_is_told(manager_client, churn, loyalty):
    loyalty.status, loyalty.outcome = "closed", "in_use"
    loyalty.save()
    assert "Shares Python; same aim · Delivered and in use" in text_of(
        paste(manager_client, "Python")
    )


# Saving


def save(client, *sent, **more):
    return client.post(PROPOSALS, rows(*sent, **more), follow=True)


def test_only_what_is_ticked_is_saved(manager_client, churn):
    sent = [ticked("Python", level="2", people="2"), row("Scala")]
    page = save(manager_client, *sent)
    assert stated(churn) == ["Python 2 2 must"]
    assert "Needs saved: 1 added." in text_of(page)


def test_it_goes_on_to_the_candidates(manager_client, churn):
    sent = rows(ticked("Python"), then="candidates")
    response = manager_client.post(PROPOSALS, sent)
    assert response["Location"] == "/projects/churn/candidates/"


def test_sent_twice_it_is_saved_once(manager_client, churn):
    save(manager_client, ticked("Python"))
    page = save(manager_client, ticked("Python"))
    assert stated(churn) == ["Python 3 1 must"]
    assert "No need has changed." in text_of(page)


def test_what_somebody_else_stated_otherwise_is_told(manager_client, churn, skills):
    SkillNeedFactory(project=churn, skill=skills["Python"], people=5)
    page = save(manager_client, ticked("Python"), ticked("Scala"), text="Python, Scala")
    words = "The project has this need already: Python, Practitioner, 5 people, must."
    assert words in text_of(page)
    assert stated(churn) == ["Python 3 5 must"]
    assert "<mark>Scala</mark>" in page.content.decode()


def test_an_unticked_row_may_hold_anything(manager_client, churn):
    save(manager_client, row("Python", people="none"), ticked("Scala"))
    assert stated(churn) == ["Scala 3 1 must"]


def test_all_that_was_ticked_is_taken_back_in_one(manager_client, churn):
    kept = SkillNeedFactory(project=churn)
    manager_client.post(PROPOSALS, rows(ticked("Python"), ticked("Scala")))
    undo(manager_client, token_on(manager_client))
    assert churn.needs.get() == kept


def test_needs_of_a_project_that_is_over_are_not_taken_back(manager_client, churn):
    manager_client.post(PROPOSALS, rows(ticked("Python")))
    token = token_on(manager_client)
    churn.status = "cancelled"
    churn.save()
    page = text_of(undo(manager_client, token))
    assert "The project is over: its needs stay as they are." in page
    assert SkillNeed.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_proposals_cost_the_same_for_few_and_many(
    count, manager_client, churn, django_assert_max_num_queries
):
    needs = SkillNeedFactory.create_batch(count, project=churn)
    text = "; ".join(need.skill.name for need in needs)
    paste(manager_client, text)
    with django_assert_max_num_queries(13):
        paste(manager_client, text)
