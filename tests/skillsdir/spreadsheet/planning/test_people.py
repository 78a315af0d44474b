"""A sheet of people: who is who, what changes, what is asked, what is refused."""

from datetime import date, time

import pytest

from people.accounts.opening import open_account
from people.models import Person
from skillsdir.spreadsheet.answers import What
from skillsdir.spreadsheet.writing.applying import RejectedRowsError, apply_plan
from tests.factories import LocationFactory, PersonFactory, TeamFactory
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


@pytest.fixture
def ana():
    return PersonFactory(
        name="Ana Silva", email="ana@example.com", team=TeamFactory(name="Data")
    )


def people(headings, *rows, **answers):
    return planned(table("people", headings, *rows), **answers)


def only(plan):
    (change,) = plan.changes
    return change


def differences(change):
    return {one.name: (one.old, one.new) for one in change.differences}


# Matching


def test_somebody_new_is_added():
    change = only(people("name email", ("Bo Li", "bo@example.com")))
    assert (change.action, change.label, change.place) == (
        "added",
        "Bo Li",
        "people!2",
    )


def test_somebody_here_is_found_by_email_whatever_its_case(ana):
    change = only(people("name email job_title", ("Ana Silva", "ANA@example.com", "X")))
    assert change.action == "changed"
    assert differences(change)["job_title"] == ("", "X")


def test_a_new_name_under_a_known_email_is_a_change(ana):
    change = only(people("name email", ("Ana Souza", "ana@example.com")))
    assert differences(change) == {"name": ("Ana Silva", "Ana Souza")}


LEFT = date(2020, 1, 1)
ANAS, BOS = "ana@example.com", "bo@example.com"


@pytest.mark.parametrize(
    ("left_on", "typed", "is_asked"),
    [
        (None, "Zora Neumann", True),
        (None, "Bo Li", True),
        (None, "Silva Li", False),
        (None, "Ana Costa", True),
        (LEFT, "Zora Neumann", True),
        (LEFT, "Silva Li", True),
        (LEFT, "Ana Costa", True),
        (LEFT, "Silva, Ana", False),
        (LEFT, "AnaSilva", False),
    ],
)
def test_an_e_mail_that_another_may_have_by_now_is_a_question(
    left_on, typed, is_asked, ana
):
    PersonFactory(name="Bo Li", email=BOS)
    PersonFactory(name="Ana Costa", email=None)
    Person.objects.filter(pk=ana.pk).update(left_on=left_on)
    plan = people("name email", (typed, ANAS))
    assert [one.key for one in plan.questions.of("person")] == [ANAS] * is_asked
    assert (only(plan).action == "rejected") is is_asked


def test_who_has_the_e_mail_may_be_called_otherwise_if_somebody_says_so(ana):
    Person.objects.update(left_on=LEFT)
    row = ("Zora Neumann", ANAS)
    (question,) = people("name email", row).questions.of("person")
    assert [one.target for one in question.suggestions] == [ana.pk]
    plan = people("name email", row, names={"person": use(ANAS, ana)})
    assert differences(only(plan)) == {"name": ("Ana Silva", "Zora Neumann")}


def test_who_has_the_e_mail_is_no_namesake_for_that(ana):
    (question,) = people("name email", ("Al Smith", ANAS)).questions.of("person")
    assert [one.target for one in question.suggestions] == [ana.pk]
    assert (question.namesakes, question.likely) == ([], "")


@pytest.mark.parametrize("typed", ["Al Smith", "Ana Costa"])
def test_no_account_goes_to_who_has_its_e_mail_now_without_a_word(typed, ana):
    PersonFactory(name="Ana Costa", email=None)
    open_account(ana)
    with pytest.raises(RejectedRowsError, match=f"decide what “{typed}"):
        apply_plan(upload("people", "name email", (typed, ANAS)), by=None)
    ana.refresh_from_db()
    assert ana.name == "Ana Silva"


def test_e_mails_that_two_have_swapped_are_taken_from_nobody(ana):
    bo = PersonFactory(name="Bo Li", email=BOS)
    rows = ("Ana Silva", BOS), ("Bo Li", ANAS)
    plan = people("name email", *rows, names={"person": use(BOS, ana) | use(ANAS, bo)})
    assert [change.why for change in plan.changes] == [
        "bo@example.com is Bo Li’s: give Bo Li another e-mail first",
        "ana@example.com is Ana Silva’s: give Ana Silva another e-mail first",
    ]


def test_who_left_is_not_taken_for_somebody_else_with_a_skill_either(ana):
    Person.objects.update(left_on=LEFT)
    row = (f"Zora Neumann <{ANAS}>", "Python", "3")
    plan = planned(table("expertise", "person skill level", row))
    assert [one.key for one in plan.questions.of("person")] == [ANAS]


def test_the_same_again_is_unchanged(ana):
    change = only(
        people("name email team", ("Ana Silva", "ana@example.com", "  data "))
    )
    assert change.action == "unchanged"


def test_without_email_a_name_is_a_question_and_never_a_match(ana):
    plan = people("name job_title", ("Ana Silva", "Chief"))
    (question,) = plan.questions.of("person")
    assert only(plan).action == "rejected"
    assert [one.target for one in question.suggestions] == [ana.pk]
    assert question.options == (What.USE, What.CREATE, What.SKIP)


def test_without_email_the_answer_says_who_it_is(ana):
    plan = people(
        "name job_title",
        ("Ana Silva", "Chief"),
        names={"person": use("ana silva", ana)},
    )
    assert differences(only(plan)) == {"job_title": ("", "Chief")}


def test_namesakes_of_two_teams_are_two_questions(ana):
    plan = people("name team", ("Ana Silva", "Data"), ("Ana Silva", "Risk"))
    assert [one.key for one in plan.questions.of("person")] == [
        "ana silva | data",
        "ana silva | risk",
    ]


def test_an_unknown_email_of_a_known_name_and_team_is_a_question(ana):
    plan = people("name email team", ("Ana Silva", "new@example.com", "Data"))
    (question,) = plan.questions.of("person")
    assert question.key == "new@example.com"
    assert What.CREATE in question.options
    assert only(plan).action == "rejected"


def test_the_same_person_with_a_new_email_gets_it(ana):
    plan = people(
        "name email",
        ("Ana Silva", "new@example.com"),
        names={"person": use("new@example.com", ana)},
    )
    assert differences(only(plan)) == {"email": ("ana@example.com", "new@example.com")}


def test_a_namesake_may_be_somebody_new(ana):
    plan = people(
        "name email",
        ("Ana Silva", "other@example.com"),
        names={"person": create("other@example.com")},
    )
    assert only(plan).action == "added"


@pytest.mark.parametrize("typed", ["bo@xn--bcher-kva.de", "bo@BÜCHER.de"])
def test_a_domain_is_kept_in_letters_however_it_is_written(typed, ana):
    sheet = table("people", "name email", ("Bo", typed))
    assert only(planned(sheet)).values["email"] == "bo@bücher.de"


OTHERWISE = [
    *("eve@xn--mnchen-3ya.de", "EVE@MÜNCHEN.de", "Eve <eve@XN--MNCHEN-3YA.DE>"),
    "mailto:eve@MÜNCHEN.de",
]


@pytest.mark.parametrize("typed", OTHERWISE)
def test_somebody_here_is_found_by_the_mailbox_however_it_is_written(typed):
    PersonFactory(name="Eve Old", email="eve@münchen.de")
    draft = upload("people", "name email job_title", ("Eve Old", typed, "Chief"))
    (change,) = apply_plan(draft, by=None).changes
    assert differences(change) == {"job_title": ("", "Chief")}
    assert Person.objects.get().job_title == "Chief"


@pytest.mark.parametrize("typed", OTHERWISE)
def test_another_sheet_means_who_has_the_mailbox(typed):
    eve = PersonFactory(name="Eve Old", email="eve@münchen.de")
    change = only(planned(table("projects", "name lead", ("Churn", typed))))
    assert change.after["lead"].pk == eve.pk


@pytest.mark.parametrize("typed", OTHERWISE[:2])
def test_a_mailbox_of_somebody_who_is_called_otherwise_is_a_question(typed):
    PersonFactory(name="Eve Old", email="eve@münchen.de")
    plan = people("name email", ("Evelyn Older", typed))
    (question,) = plan.questions.of("person")
    assert question.key == "eve@münchen.de"
    assert only(plan).action == "rejected"


@pytest.mark.parametrize("email", ["bö@example.com", "bo@@example.com", "bo@example"])
def test_who_is_new_in_another_sheet_has_an_e_mail_that_can_be_mailed(email, ana):
    sheet = table("projects", "name lead", ("Churn", f"Bo <{email}>"))
    plan = planned(sheet, names={"person": create(email)})
    assert "people" not in {one.noun for one in plan.changes}
    assert f"“{email}”" in told(plan.changes)[0][2]


@pytest.mark.parametrize(
    ("here", "typed"),
    [
        ("Conan O’Brien", "Conan O'Brien"),
        ("Conan O'Brien", "Conan OBrien"),
        ("Jonas Weiß", "Jonas Weiss"),
        ("Freja Kjær", "FREJA KJAER"),
        ("Jean-Luc Petit", "Jean Luc Petit"),
        ("Jean‑Luc Petit", "Jean\u00adLuc\u00a0Petit"),
    ],
)
def test_a_name_written_otherwise_is_a_namesake(here, typed):
    person = PersonFactory(name=here)
    plan = people("name email", (typed, "new@example.com"))
    (question,) = plan.questions.of("person")
    assert question.key == "new@example.com"
    assert question.suggestions[0].target == person.pk


def test_a_namesake_in_another_team_is_somebody_new_without_a_question(ana):
    TeamFactory(name="Risk")
    plan = people("name email team", ("Ana Silva", "other@example.com", "Risk"))
    assert only(plan).action == "added"
    assert not plan.questions.names


def test_who_is_skipped_is_left_alone(ana):
    plan = people(
        "name job_title", ("Ana Silva", "X"), names={"person": skip("ana silva")}
    )
    assert only(plan).action == "left out"
    assert "as decided" in only(plan).why


def test_a_decision_about_somebody_who_is_gone_counts_no_more():
    plan = people(
        "name job_title",
        ("Ana Silva", "X"),
        names={"person": use("ana silva", "gone@example.com")},
    )
    assert only(plan).action == "rejected"
    assert "decide anew" in only(plan).why


# Twice in the file


def test_people_twice_become_one_where_they_agree():
    plan = people(
        "name email job_title bio",
        ("Bo Li", "bo@example.com", "Analyst", None),
        ("Bo Li", "bo@example.com", None, "Hello"),
    )
    assert differences(only(plan))["bio"] == ("", "Hello")
    assert only(plan).why == "also at people!3"


def test_people_twice_are_rejected_with_both_places_where_they_differ():
    plan = people(
        "name email job_title",
        ("Bo Li", "bo@example.com", "Analyst"),
        ("Bo Li", "bo@example.com", "Engineer"),
    )
    assert [one.action for one in plan.changes] == ["rejected", "rejected"]
    why = plan.changes[0].why
    assert "people!2 and people!3" in why
    assert "job title is “Analyst” and “Engineer”" in why


# Cells


def test_empty_cells_change_nothing(ana):
    Person.objects.update(job_title="Chief", bio="Long story")
    plan = people("email job_title bio team", ("ana@example.com", None, "", None))
    assert only(plan).action == "unchanged"


def test_a_dash_clears(ana):
    Person.objects.update(job_title="Chief")
    change = only(people("email job_title team", ("ana@example.com", "-", "-")))
    assert differences(change) == {"job_title": ("Chief", ""), "team": ("Data", "")}


def test_what_must_be_there_is_not_cleared(ana):
    change = only(people("email name", ("ana@example.com", "-")))
    assert (change.action, change.place) == ("rejected", "people!B2")
    assert change.why == "cannot be cleared"


def test_everything_of_a_person_is_read():
    LocationFactory(name="Lisbon")
    boss = PersonFactory(name="The Boss", email="boss@example.com")
    draft = upload(
        "people",
        "name email location manager capacity works_from works_to joined_on left_on"
        " confirmed_at success_rate slug",
        (
            *("Bo Li", "bo@example.com", "Lisbon", "boss@example.com", "80 %", "08:30"),
            *("16:00", "2020-03-01", "2030-03-01", "2026-03-09", "75%", "bo"),
        ),
    )
    apply_plan(draft, by=None)
    bo = Person.objects.get(slug="bo")
    assert (bo.manager, bo.capacity, bo.stated_success) == (boss, 80, 75)
    assert (bo.works_from, bo.works_to) == (time(8, 30), time(16))
    assert (bo.joined_on, bo.left_on) == (date(2020, 3, 1), date(2030, 3, 1))


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("capacity", "120 %", "no percentage"),
        ("works_from", "noon-ish", "no time of day"),
        ("joined_on", "long ago", "no date"),
        ("slug", "me", "taken by a page"),
        ("slug", "Bo Li!", "cannot be an address"),
        ("job_title", "x" * 201, "longer than 200"),
        ("success_rate", "high", "no percentage"),
    ],
)
def test_a_bad_cell_rejects_the_row_at_its_place(heading, value, why):
    plan = people(f"name email {heading}", ("Bo Li", "bo@example.com", value))
    assert (only(plan).action, only(plan).place) == ("rejected", "people!C2")
    assert why in only(plan).why


def test_several_bad_cells_are_told_at_once():
    plan = people(
        "name email capacity joined_on", ("Bo", "bo@example.com", "120 %", "then")
    )
    assert only(plan).place == "people!C2"
    assert "people!D2: “then” is no date" in only(plan).why


@pytest.mark.parametrize(
    ("headings", "row", "why"),
    [
        ("name email", ("Bo Li", "nonsense"), "no e-mail address"),
        ("name email", (None, "bo@example.com"), "needs a value for “Name”"),
        ("name email job_title", (None, None, "Analyst"), "neither a name nor"),
        (
            "name email works_from works_to",
            ("Bo", "bo@example.com", "17:00", "09:00"),
            "must end after it starts",
        ),
        (
            "name email joined_on left_on",
            ("Bo", "bo@example.com", "2026-03-09", "2026-03-08"),
            "nobody leaves before joining",
        ),
        (
            "name email manager",
            ("Bo", "bo@example.com", "bo@example.com"),
            "nobody manages themselves",
        ),
    ],
)
def test_what_the_directory_would_refuse_is_rejected(headings, row, why):
    plan = people(headings, row)
    assert only(plan).action == "rejected"
    assert why in only(plan).why


def test_rules_look_at_what_is_here_as_well(ana):
    Person.objects.update(joined_on=date(2026, 3, 9))
    plan = people("email left_on", ("ana@example.com", "2026-03-01"))
    assert only(plan).why == "nobody leaves before joining"


def test_managers_may_come_later_in_the_file():
    draft = upload(
        "people",
        "name email manager",
        ("Bo Li", "bo@example.com", "cy@example.com"),
        ("Cy Young", "cy@example.com", None),
    )
    apply_plan(draft, by=None)
    assert Person.objects.get(name="Bo Li").manager.name == "Cy Young"


def test_who_needs_somebody_rejected_is_rejected_too():
    plan = people(
        "name email manager capacity",
        ("Bo Li", "bo@example.com", "cy@example.com", None),
        ("Cy Young", "cy@example.com", None, "120 %"),
    )
    assert [one.action for one in plan.changes] == ["rejected", "rejected"]
    assert "needs “Cy Young”, which is rejected" in plan.changes[0].why


def test_an_address_that_is_taken_gets_a_number(ana):
    row = ("Bo", "bo@x.org", "ana-silva")
    names = {"person": create("bo@x.org")}
    apply_plan(upload("people", "name email slug", row, names=names), by=None)
    assert Person.objects.get(name="Bo").slug == "ana-silva-2"


def test_an_address_stays(ana):
    plan = people("email slug", ("ana@example.com", "somebody-else"))
    assert only(plan).action == "unchanged"


@pytest.mark.parametrize(
    "name", ["王小明", "محمد علي", "Zoe\u0308 A\u030angstro\u0308m"]
)
def test_names_of_any_script_get_in(name):
    draft = upload("people", "name email", (name, "x@example.com"))
    plan = apply_plan(draft, by=None)
    assert told(plan.changes) == [("added", Person.objects.get().name, "")]
    assert Person.objects.get().slug


def test_a_plan_costs_the_same_for_few_and_many(django_assert_num_queries):
    def rows(count):
        return [(f"P {n}", f"p{n}@example.com", "python") for n in range(count)]

    few, many = (
        table("people", "name email expertise", *rows(count)) for count in (3, 30)
    )
    with django_assert_num_queries(PLAN_QUERIES):
        planned(few)
    with django_assert_num_queries(PLAN_QUERIES):
        planned(many)


# Five tables of names, aliases, people twice; six of other rows and their lists; two
# to find what the skill may mean.
PLAN_QUERIES = 18
