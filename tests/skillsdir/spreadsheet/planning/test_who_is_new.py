"""Small files about people, and what is asked, added and left out of each."""

from dataclasses import replace
from datetime import date

import pytest

from people.models import Person, PersonEvent
from skillsdir.spreadsheet.answers import Decision, What
from skillsdir.spreadsheet.cells.email_patterns import find_pattern_fault, made_email
from skillsdir.spreadsheet.options import Unknown, answered
from skillsdir.spreadsheet.planning.plan import plan
from tests.factories import (
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.skillsdir.spreadsheet.sent_files import (
    answers_for,
    create,
    planned,
    skip,
    table,
    told,
    use,
)

pytestmark = pytest.mark.django_db
ANA = "ana@x.example"


@pytest.fixture(autouse=True)
def python():
    return SkillFactory(name="Python")


def asked(*tables, **answers):
    return [one.key for one in planned(*tables, **answers).questions.of("person")]


def people(headings, *rows):
    return table("people", headings, *rows)


def skills(*who, headings="person skill level"):
    return table("expertise", headings, *((*one, "Python", "Expert") for one in who))


def added(*tables, **answers):
    plan = planned(*tables, **answers)
    return [one.label for one in plan.only("added") if one.noun == "people"]


LEAD = table("projects", "name lead", ("Churn", "Ana Silva"))


@pytest.mark.parametrize(
    ("sheet", "key", "name"),
    [
        (people("name", ("Ana Silva",)), "ana silva", "Ana Silva"),
        (people("name team", ("Ana Silva", "")), "ana silva", "Ana Silva"),
        (skills(("Ana Silva",)), "ana silva", "Ana Silva"),
        (skills((ANA,)), ANA, "Ana"),
        (skills(("ana.de-silva2@x.org",)), "ana.de-silva2@x.org", "Ana De Silva"),
        (skills((f"Ana Silva <{ANA}>",)), ANA, "Ana Silva"),
        (LEAD, "ana silva", "Ana Silva"),
        (people("name email manager", ("Bo", "b@x.org", ANA)), ANA, "Ana"),
    ],
)
def test_somebody_new_is_offered_wherever_people_are_named(sheet, key, name):
    (question,) = planned(sheet).questions.of("person")
    assert (question.key, What.CREATE in question.options) == (key, True)
    assert name in added(sheet, names={"person": create(key)})


def test_an_e_mail_alone_is_called_as_the_file_says_elsewhere():
    sheets = skills((ANA,)), skills((f"Ana Silva <{ANA}>",))
    tables = [sheets[0], (sheets[1][0].__class__("b", sheets[1][0].rows), sheets[1][1])]
    assert added(*tables, names={"person": create(ANA)}) == ["Ana Silva"]


@pytest.mark.parametrize(
    ("rows", "here", "keys"),
    [
        ([("Ana Silva", ANA)], None, []),
        ([("ANA SILVA", ANA)], None, []),
        (
            [("Ana Silva", ANA), ("Ana Silva", "b@x.org")],
            None,
            ["b@x.org", "ana silva"],
        ),
        ([("Ana Silva", ANA)], "c@x.org", [ANA, "ana silva"]),
        ([("Ana Silva", ANA)], ANA, []),
        ([("Bo Li", ANA)], None, ["ana silva"]),
    ],
)
def test_a_name_that_one_row_of_the_file_bears_alone_is_that_one(rows, here, keys):
    if here:
        PersonFactory(name="Ana Silva", email=here)
    assert asked(people("name email", *rows), LEAD) == keys


def test_a_row_that_is_asked_about_is_asked_about_once():
    (question,) = planned(people("name", ("Ana Silva",)), LEAD).questions.of("person")
    assert question.count == 2


def test_who_is_left_out_is_left_out_everywhere():
    names = {"person": skip("ana silva")}
    plan = planned(people("name", ("Ana Silva",)), skills(("Ana Silva",)), names=names)
    assert {str(one.action) for one in plan.changes} == {"left out"}
    assert plan.totals["unchanged"] == 0


# Twice in one file


def test_names_that_differ_in_case_and_accents_are_one_and_the_first_counts():
    rows = ("Kerstin Blöm", ANA), ("kerstin blom", ANA.upper())
    plan = planned(people("name email", *rows))
    assert told(plan.changes) == [
        ("added", "Kerstin Blöm", "also at people!3, there as “kerstin blom”")
    ]


@pytest.mark.parametrize(("twice", "job"), [("first", "A"), ("last", "B")])
def test_what_differs_is_asked_and_decided(twice, job):
    sheet = people("name email job_title", ("Bo", ANA, "A"), ("Bo", ANA, "B"))
    open_ = planned(sheet)
    assert [one.name for one in open_.questions.defaults] == ["twice"]
    (change,) = planned(sheet, twice=twice).changes
    assert (change.action, change.after["job_title"]) == ("added", job)


def test_namesakes_without_e_mail_are_told_apart_by_what_else_is_said():
    rows = ("Ana Silva", "Analyst"), ("Ana Silva", "Engineer")
    sheet = people("name job_title", *rows)
    keys = asked(sheet)
    assert keys == ["ana silva | analyst", "ana silva | engineer"]
    assert len(added(sheet, names={"person": create(keys[0]) | create(keys[1])})) == 2


def test_one_of_the_file_may_be_another_one_further_down():
    sheet = people("name team", ("A. Silva", ""), ("Ana Silva", ""))
    names = use("a silva", "ana silva") | create("ana silva")
    plan = planned(sheet, names={"person": names}, twice="last")
    assert [str(one.action) for one in plan.changes] == ["added"]


# Who is here


def test_a_namesake_of_the_same_team_is_likely_and_comes_first():
    PersonFactory(name="Ana Silva", team=TeamFactory(name="Risk"))
    ana = PersonFactory(name="Ana Silva", team=TeamFactory(name="Data"))
    sheet = people("name team", ("Ana Silva", "data"))
    (question,) = planned(sheet).questions.of("person")
    assert question.likely == question.suggestions[0].target == ana.pk


# E-mails


@pytest.mark.parametrize(
    ("pattern", "name", "email"),
    [
        ("{first}.{last}@x.org", "Ana Silva", "ana.silva@x.org"),
        ("{first}.{last}@x.org", "Silva, Ana", "ana.silva@x.org"),
        ("{f}{last}@x.org", "Dr. Jörg van der Weiß", "jvanderweiss@x.org"),
        ("{first}@x.org", "Zoë O'Brien", "zoe@x.org"),
        ("{last}{f}@x.org", "Prof. Dr.-Ing. Ana M. Silva, PhD", "silvaa@x.org"),
        ("{first}.{last}@x.org", "Cher", ""),
        ("{first}@x.org", "-", ""),
    ],
)
def test_e_mails_are_made_of_names(pattern, name, email):
    assert made_email(pattern, name) == email


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "x", "ana@x.org", "{x}@x.org", "{first}", "{first}@{last}.org"),
        *("{first@x.org", "{}@x.org", "{first.real}@x.org", "{first!r}@x.org"),
        *(
            "{first:9}@x.org",
            "<{first}@x.org>",
            "mailto:{first}@x.org",
            "{first}@x.org.",
        ),
        *("({first}@x.org)", "{first}@x.org;", '"{first}"@x.org', "Ana<{first}@x.org>"),
        *("{first}@x.org?subject=hi", "{first}@-x.org", "{first}@\u212aelvin.org"),
        *("{first}ö@x.org", "{first} {last}@x.org", "{first}@" + "d." * 130 + "org"),
    ],
)
def test_a_pattern_that_makes_no_e_mails_is_refused(pattern):
    assert find_pattern_fault(pattern)


@pytest.mark.parametrize(
    ("pattern", "email"),
    [
        ("{first}@xn--mnchen-3ya.de", "ana@münchen.de"),
        ("{first}@MÜNCHEN.de", "ana@münchen.de"),
        ("{first}@straße.de", "ana@xn--strae-oqa.de"),
        ("{first}@EXAMPLE.com", "ana@example.com"),
    ],
)
def test_a_made_e_mail_is_kept_and_looked_for_as_all_are(pattern, email):
    assert find_pattern_fault(pattern) == ""
    sheet = people("name", ("Ana Silva",))
    given = {"email_pattern": pattern, "names": {"person": create("ana silva")}}
    (change,) = planned(sheet, **given).changes
    assert change.after["email"] == email
    PersonFactory(name="Ana Other", email=email)
    ((_, why),) = planned(sheet, **given).questions.emails.without
    assert why == f"{email} is that of Ana Other"


@pytest.mark.parametrize("pattern", ["<{first}@x.org>", "{first}@x.org."])
def test_what_an_old_pattern_makes_is_an_e_mail_and_nothing_else(pattern):
    answers = {"email_pattern": pattern, "names": {"person": create("ana silva")}}
    plan = planned(people("name", ("Ana Silva",)), **answers)
    assert "email" not in plan.changes[0].after
    assert "no e-mail address" in plan.changes[0].why


def test_new_people_get_e_mails_that_nobody_else_has_or_would_have():
    PersonFactory(name="Bo", email="BO.LI@x.org")
    names = ["Ana Silva", "Bo Li", "Cy Ray", "Cy Ray | b"]
    sheet = people(
        "name slug", *((n.split(" |")[0], f"s{i}") for i, n in enumerate(names))
    )
    made = planned(
        sheet,
        email_pattern="{first}.{last}@x.org",
        names={"person": create("[s3]")},
    )
    emails = [one.after.get("email") for one in made.changes]
    assert emails == ["ana.silva@x.org", None, None, None]
    assert [why for _, why in made.questions.emails.without] == [
        "bo.li@x.org is that of Bo",
        *["cy.ray@x.org would be that of 2 people"] * 2,
    ]


@pytest.mark.parametrize(
    ("rows", "count"), [([("Ana Silva", ANA)], 0), ([("Ana Silva", None)], 1)]
)
def test_e_mails_are_asked_for_only_where_some_come_without(rows, count):
    question = planned(people("name email", *rows)).questions.emails
    assert (question.count if question else 0) == count


# Changes of who is here

FIELDS = "name email joined_on left_on capacity job_title"
ROW = ("Ana Souza", ANA, "2020-01-01", "2031-01-01", "50", "Chief")


@pytest.fixture
def ana():
    return PersonFactory(name="Ana Silva", email=ANA, joined_on=date(2019, 2, 1))


def test_dangerous_changes_are_asked_a_field_at_a_time(ana):
    made = planned(people(FIELDS, ROW), changes={})
    assert made.only("rejected") == made.changes
    assert [(one.name, one.count) for one in made.questions.changes] == [
        *(("name", 1), ("capacity", 1), ("joined_on", 1), ("left_on", 1))
    ]
    assert made.questions.changes[2].examples == [
        ("Ana Silva", "2019-02-01", "2020-01-01")
    ]
    assert len(made.questions.open()) == 4


def test_what_is_left_as_it_is_stays_and_the_rest_comes_in(ana):
    left = dict.fromkeys(("name", "capacity", "joined_on", "left_on"), False)
    (change,) = planned(people(FIELDS, ROW), changes=left | {"capacity": True}).changes
    assert set(change.after) == {"capacity", "job_title"}
    assert change.why == "left as it is, as decided: name, joined, left"


def test_a_row_of_which_all_is_left_is_left_out(ana):
    sheet = people("email left_on", (ANA, "2031-01-01"))
    (change,) = planned(sheet, changes={"left_on": False}).changes
    assert change.action == "left out"


def test_nothing_is_asked_of_changes_in_an_empty_directory():
    assert planned(people(FIELDS, ROW), changes={}).questions.open() == []


# The command line


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 0),
        ({"people": "create"}, 1),
        ({"people": "create", "namesakes": "create"}, 2),
        ({"people": "skip", "namesakes": "same"}, 0),
    ],
)
def test_options_decide_about_people(options, count):
    PersonFactory(name="Ana Silva", email=ANA)
    tables = [people("name", ("Ana Silva",), ("Bo Li",)), skills(("Bo Li",))]
    sheets = [sheet for sheet, _ in tables]
    answers = answered(sheets, answers_for(tables), unknown=Unknown(**options))
    made = plan(sheets, answers)
    assert len([c for c in made.only("added") if c.noun == "people"]) == count
    assert bool(made.totals["rejected"]) is (len(options) < 2)


@pytest.mark.parametrize("count", [3, 30])
def test_asking_costs_the_same_for_few_and_many(count, django_assert_max_num_queries):
    rows = [(f"Ana P{n}", "Data") for n in range(count)]
    with django_assert_max_num_queries(20):
        planned(people("name team", *rows), email_pattern="{first}.{last}@x.org")


def test_a_decision_keeps_who_is_new_in_a_second_import():
    names = {"person": {"ana silva": Decision(What.CREATE)}}
    assert added(people("name", ("Ana Silva",)), names=names) == ["Ana Silva"]
    assert not Person.objects.exists()


# Under a new name and a new e-mail


@pytest.fixture
def ana_berg():
    return PersonFactory(name="Ana Berg", email="ana.berg@x.org")


MARRIED = [("Ana Weiss", "ana.weiss@x.org"), ("Ana Weiss", "ana.berg@x.org")]


@pytest.mark.parametrize("rows", [MARRIED, MARRIED[::-1]])
def test_who_is_called_so_by_another_row_of_the_file_is_asked_about(rows, ana_berg):
    asked = planned(people("name email", *rows)).questions.of("person")
    (question,) = [one for one in asked if one.key == "ana.weiss@x.org"]
    assert [near.target for near in question.namesakes] == [ana_berg.pk]
    assert question.answer is None


def test_whoever_was_decided_to_be_here_is_offered_for_another_row(ana_berg):
    sheet, answer = people("name", ("Ana Weiss",))
    staff = replace(sheet, name="Staff"), answer
    rows = people("name email", ("Ana Weiss", "ana.weiss@x.org"))
    asked = planned(staff, rows, names={"person": use("ana weiss", ana_berg)}).questions
    (question,) = [one for one in asked.of("person") if "@" in one.key]
    assert ana_berg.pk in [near.target for near in question.namesakes]


def test_whom_the_file_still_calls_as_somebody_here_is_asked_about(ana_berg):
    ProjectFactory(name="Churn")
    row = "Ana Berg <ana.weiss@x.org>", "Churn", "2026-03-02", 50
    asked = planned(
        people("name email", ("Ana Weiss", "ana.weiss@x.org")),
        table("bookings", "person project starts_on percent", row),
    ).questions.of("person")
    (question,) = [one for one in asked if one.key == "ana.weiss@x.org"]
    assert question.bearers == (ana_berg.pk,)


@pytest.fixture
def married(ana_berg):
    """Ana, who has given herself another name, e-mail and team since."""
    values = {"name": "Ana Weiss", "email": "ana.weiss@x.org"}
    Person.objects.update(team=TeamFactory(name="Risk"), **values)
    return ana_berg


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("name email team", ("Ana Berg", "ANA.Berg@x.org", "Data")),
        ("email job_title", ("ana.berg@x.org", "Analyst")),
    ],
)
def test_who_had_the_e_mail_of_a_row_is_asked_about(headings, row, married):
    (question,) = planned(people(headings, row)).questions.of("person")
    assert (question.answer, question.bearers) == (None, (married.pk,))


def test_who_had_the_e_mail_of_a_mention_is_offered_as_a_namesake(married):
    sheet = skills(["Ana Berg <ana.berg@x.org>"])
    (question,) = planned(sheet).questions.of("person")
    assert question.bearers == (married.pk,)


def test_whoever_had_the_e_mail_by_an_import_that_was_undone_has_not_had_it(married):
    PersonEvent.objects.update(email_is_taken_back=True)
    row = "Ana Berg", "ana.berg@x.org"
    assert not asked(people("name email", row))
