"""Decisions mean what they were made of, whatever passes to another since."""

import json

import pytest

from people.accounts.forms import POST_OFFICE
from people.accounts.opening import open_account
from people.models import Person, SkillCategory
from people.rules import account_email
from people.skills.merging import merge_skills
from projects.models import Project
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers, Decision, What
from skillsdir.spreadsheet.drafts.drafts import (
    Draft,
    make_dry_run,
    save_answers,
    saved_questions,
)
from skillsdir.spreadsheet.writing.applying import RejectedRowsError, apply_plan
from tests.factories import (
    PersonFactory,
    ProjectFactory,
    SkillCategoryFactory,
    SkillFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    create,
    planned,
    skip,
    table,
    told,
    upload,
    use,
)

pytestmark = pytest.mark.django_db
OLD, NEW, THIRD = "erin@example.com", "erin.m@example.com", "erin.third@example.com"
GIVEN_UP = {"name": "Somebody", "email": THIRD, "slug": "somebody"}


@pytest.fixture
def erin():
    return PersonFactory(name="Erin Ek", email=OLD, slug="erin")


def draft_of(erin, name="Erin Ek"):
    """A row with a new e-mail, of which it was decided that it is Erin."""
    return upload("people", "name email", (name, NEW), names={"person": use(NEW, erin)})


@pytest.mark.parametrize("name", ["Erin Ek", "Bob Bo"])
def test_who_has_the_e_mail_by_now_gets_nothing_of_it(name, erin):
    draft = draft_of(erin)
    Person.objects.update(**GIVEN_UP)
    other = PersonFactory(name=name, email=OLD, slug="erin")
    account = open_account(other)
    apply_plan(draft, by=None)
    for row in (erin, other, account):
        row.refresh_from_db()
    assert (erin.email, erin.name) == (NEW, "Erin Ek")
    assert (other.email, other.name, account_email(account)) == (OLD, name, OLD)


def test_no_password_is_sent_to_the_address_of_somebody_else(erin, client, mailoutbox):
    draft = draft_of(erin)
    Person.objects.update(**GIVEN_UP)
    account = open_account(PersonFactory(name="Erin Ek", email=OLD))
    account.set_password("correct horse")
    account.save()
    apply_plan(draft, by=None)
    client.post("/accounts/reset/", {"email": NEW})
    POST_OFFICE.submit(len, "").result()
    assert not mailoutbox


@pytest.mark.parametrize("name", ["Erin Ek", "Erin", "Bob Bo"])
def test_who_has_the_new_e_mail_by_now_gets_nothing_either(name, erin):
    draft = draft_of(erin)
    other = PersonFactory(name=name, email=NEW)
    with pytest.raises(RejectedRowsError, match=f"{NEW} is {name}’s: give {name} ano"):
        apply_plan(draft, by=None)
    other.refresh_from_db()
    assert other.name == name


def test_who_has_another_name_by_now_is_nobody_new(erin):
    draft = draft_of(erin)
    Person.objects.update(name="Somebody")
    apply_plan(draft, by=None)
    assert Person.objects.get().email == NEW


def test_who_was_left_out_stays_so():
    row = table("people", "name email", ("Erin Ek", NEW))
    PersonFactory(name="Erin", email=NEW)
    assert told(planned(row, names={"person": skip(NEW)}).changes) == [
        ("left out", "Erin Ek", f"“Erin Ek <{NEW}>” is left out, as decided")
    ]


def asked_again(draft):
    """What is asked about the people of a draft, as its pages show it."""
    draft = Draft(SpreadsheetImport.objects.get(pk=draft.pk))
    return saved_questions(make_dry_run(draft), draft.answers).of("person")


def test_who_is_gone_is_asked_about_again(erin):
    draft = draft_of(erin)
    erin.delete()
    other = PersonFactory(name="Erin Ek", email=OLD, slug="erin")
    (question,) = asked_again(draft)
    assert question.answer is None
    assert question.gone
    assert [one.target for one in question.suggestions] == [other.pk]


def test_a_new_answer_takes_the_place_of_one_that_is_gone(erin):
    row = draft_of(erin)
    erin.delete()
    other = PersonFactory(name="Erin Ek", email=OLD)
    draft = Draft(row)
    answers = draft.answers.with_decisions("person", use(NEW, other))
    save_answers(draft, answers, seen=draft.seen)
    (question,) = asked_again(row)
    assert (question.answer, question.gone) == (Decision(What.USE, other.pk), "")


def test_a_stored_decision_that_gives_an_e_mail_is_asked_about_again(erin):
    (question,) = asked_again(draft_of(OLD))
    assert (question.answer, question.gone) == (None, OLD)


def test_who_is_gone_is_said_on_the_page(erin, directory_admin_client):
    draft = draft_of(erin)
    erin.delete()
    PersonFactory(name="Erin Ek", email=OLD)
    asked_again(draft)
    page = directory_admin_client.get(f"/spreadsheet/{draft.pk}/who/").content.decode()
    assert "not in the directory any more. Decide anew." in page


def test_somebody_of_the_same_file_is_meant_until_the_e_mail_is_anothers():
    SkillFactory(name="Python")
    sheets = (
        table("people", "name email", ("Bo Li", "bo@example.com")),
        table("expertise", "person skill level", ("Bobby", "Python", "Expert")),
    )
    names = {"person": use("bobby", "bo@example.com")}
    assert told(planned(*sheets, names=names).changes)[1][:2] == (
        "added",
        "Bo Li: Python",
    )
    PersonFactory(name="Bo Li", email="bo@example.com")
    assert told(planned(*sheets, names=names).changes)[1] == (
        "rejected",
        "Bobby: Python",
        "what “Bobby” was to mean is gone: decide anew",
    )


@pytest.mark.parametrize(
    ("kind", "headings", "row"),
    [
        ("people", "name email job_title", ("Erin Ek", NEW, "Ghost")),
        ("people", "name email manager", ("Ann", "ann@x.org", f"Erin Ek <{NEW}>")),
        ("goals", "person skill", (f"Erin Ek <{NEW}>", "Python")),
    ],
)
def test_somebody_new_is_nobody_who_is_here_by_now(kind, headings, row, erin):
    SkillFactory(name="Python")
    draft = upload(kind, headings, row, names={"person": create(NEW)})
    Person.objects.update(email=NEW)
    with pytest.raises(RejectedRowsError, match=f"{NEW}>” is here by now: decide anew"):
        apply_plan(draft, by=None)
    (question,) = asked_again(draft)
    assert question.answer is None
    assert [one.target for one in question.suggestions] == [erin.pk]


# Rows that say an e-mail, about which nothing was asked


def pass_on(erin):
    Person.objects.update(email=NEW)
    PersonFactory(name="Erin Berg", email=OLD)
    return "Erin Berg’s"


def give_up(erin):
    Person.objects.update(email=NEW)
    return "nobody’s"


def come(erin):
    Person.objects.update(email=THIRD)
    return "Erin Ek’s"


ROWS = [
    ("people", "name email job_title", ("Erin", "{}", "Ghost")),
    ("people", "name email manager", ("Ann", "ann@x.org", "Erin <{}>")),
    ("absences", "person starts_on ends_on", ("{}", "2026-03-09", "2026-03-10")),
]


@pytest.mark.parametrize(("kind", "headings", "row"), ROWS)
@pytest.mark.parametrize(
    ("happen", "email"), [(pass_on, OLD), (give_up, OLD), (come, THIRD)]
)
def test_who_has_an_e_mail_only_since_the_dry_run_gets_nothing_of_it(
    happen, email, kind, headings, row, erin
):
    draft = upload(kind, headings, [cell.format(email) for cell in row])
    make_dry_run(Draft(draft))
    words = f"{email} is {happen(erin)} by now, unlike in the dry run: compare again"
    with pytest.raises(RejectedRowsError, match=words):
        apply_plan(draft, by=None)
    assert not Person.objects.filter(job_title="Ghost").exists()


def test_a_new_dry_run_is_a_new_look(erin):
    draft = upload("people", "name email job_title", ("Erin", OLD, "Chief"))
    make_dry_run(Draft(draft))
    pass_on(erin)
    make_dry_run(Draft(draft))
    apply_plan(draft, by=None)
    assert Person.objects.get(job_title="Chief").name == "Erin"


def test_whoever_was_decided_to_be_meant_still_is(erin):
    draft = draft_of(erin)
    make_dry_run(Draft(draft))
    Person.objects.update(email=NEW)
    apply_plan(draft, by=None)
    assert Person.objects.get().email == NEW


# What else has a name

CHURN = table("projects", "name summary", ("Churn", "Why"))


@pytest.mark.parametrize("now", ["Churn", "Churn 2024"])
def test_a_project_is_meant_whatever_it_is_called_by_now(now):
    meant, other = ProjectFactory.create_batch(2, name="Churn")
    Project.objects.filter(pk=meant.pk).update(name=now, slug="churn-9")
    Project.objects.filter(pk=other.pk).update(slug="churn")
    (change,) = planned(CHURN, names={"project": use("churn", meant)}).changes
    assert (change.pk, change.action) == (meant.pk, "changed")


def test_no_namesake_takes_the_place_of_a_project_that_is_gone():
    meant, _ = ProjectFactory.create_batch(2, name="Churn")
    decided = {"project": use("churn", meant)}
    meant.delete()
    (change,) = planned(CHURN, names=decided).changes
    assert change.why == "what “Churn” was to mean is gone: decide anew"


def skill_of(what, target):
    """What becomes of somebody's “Pyton”, which was decided to mean a skill."""
    names = {"skill": {"pyton": Decision(what, target)}}
    row = table("expertise", "person skill level", (OLD, "Pyton", "Expert"))
    return told(planned(row, names=names).changes)[-1]


@pytest.mark.parametrize("what", [What.USE, What.ALIAS])
def test_a_skill_that_became_part_of_another_is_asked_about_again(what, erin, admin):
    python, meant = SkillFactory(name="Python"), SkillFactory(name="Py")
    decided = meant.pk
    merge_skills(keep=python, lose=meant, by=admin)
    assert skill_of(what, decided)[2] == (
        "what “Pyton” was to mean is gone: decide anew"
    )


def test_a_name_that_another_skill_has_by_now_means_what_was_decided(erin):
    python = SkillFactory(name="Python")
    SkillFactory(name="Pyton")
    assert skill_of(What.USE, python.pk)[1] == "Erin Ek: Python"
    assert skill_of(What.ALIAS, python.pk)[2] == (
        "“Pyton” means Pyton by now: decide anew"
    )


def test_a_new_skill_gets_the_heading_that_was_chosen(erin):
    meant = SkillCategoryFactory(slug="languages")
    SkillCategory.objects.update(slug="tongues")
    SkillCategoryFactory(slug="languages")
    names = {"skill": create("pyton", category=meant.pk)}
    row = table("expertise", "person skill level", (OLD, "Pyton", "Expert"))
    skill, _ = planned(row, names=names).changes
    assert skill.after["category"].pk == meant.pk


# Somebody new

ANN = table("people", "name", ("Ann Lee",))


def as_new(**answers):
    """Ann as she is decided to be somebody new, by who bears the name by now."""
    (question,) = planned(ANN, **answers).questions.of("person")
    return {"person": {question.key: question.as_new()}}


def test_nobody_is_new_twice_by_one_decision():
    names = as_new()
    assert planned(ANN, names=names).totals["added"] == 1
    PersonFactory(name="ANN LEE", email=None)
    made = planned(ANN, names=names)
    assert told(made.changes) == [("rejected", "Ann Lee", "decide what “Ann Lee” is")]
    (question,) = made.questions.open()
    assert [near.label for near in question.namesakes] == ["ANN LEE"]


def test_who_is_new_beside_somebody_of_the_name_is_added():
    PersonFactory(name="Ann Lee")
    names = as_new()
    assert planned(ANN, names=names).totals["added"] == 1
    PersonFactory(name="Ann Lee")
    assert planned(ANN, names=names).totals["rejected"] == 1


def test_who_is_mentioned_is_new_once():
    ProjectFactory(name="Churn")
    sheet = table("bookings", "person project starts_on percent", BOOKED)
    (question,) = planned(sheet).questions.of("person")
    names = {"person": {question.key: question.as_new()}}
    assert planned(sheet, names=names).totals["added"] == 2
    PersonFactory(name="Ann Lee")
    assert planned(sheet, names=names).totals["added"] == 0


BOOKED = ("Ann Lee", "Churn", "2026-03-02", 50)


def test_two_drafts_of_one_file_add_nobody_twice():
    drafts = [upload("people", "name", ("Ann Lee",), names=as_new()) for _ in "12"]
    apply_plan(drafts[0], by=None)
    with pytest.raises(RejectedRowsError):
        apply_plan(drafts[1], by=None)
    assert Person.objects.count() == 1


def test_the_page_asks_anew_who_was_to_be_new():
    draft = Draft(upload("people", "name", ("Ann Lee",), names=as_new()))
    PersonFactory(name="Ann Lee")
    asked = saved_questions(make_dry_run(draft), draft.answers)
    assert [question.answer for question in asked.open()] == [None]


def test_answers_that_are_kept_say_who_was_there():
    decision = Decision(What.CREATE, besides=(7,))
    kept = Answers(names={"person": {"ann": decision}})
    assert Answers.from_json(json.loads(json.dumps(kept.as_json()))) == kept
