"""People without an e-mail in files: known by name and address of the profile."""

from dataclasses import replace
from datetime import date

import pytest

from people.accounts.opening import open_account
from people.models import Person
from projects.models import Project
from skillsdir.spreadsheet.nouns.entities import CellError
from skillsdir.spreadsheet.nouns.people import PEOPLE
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan
from tests.factories import PersonFactory, SkillFactory
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
    return PersonFactory(name="Ana Silva", email=None)


def people(headings, *rows, **answers):
    return planned(table("people", headings, *rows), **answers)


def linked(kind, headings, *rows):
    """A table whose rows are linked to the e-mails that stand in front of them."""
    sheet, answer = table(kind, headings, *[row for _, row in rows])
    links = {(n, 0): email for n, (email, _) in enumerate(rows, 1) if email}
    return replace(sheet, links=links), answer


def only(plan):
    (change,) = plan.changes
    return change


def applied(*args, **answers):
    draft = upload(*args, **answers)
    apply_plan(draft, by=None)
    return draft


# The sheet of people


def test_somebody_new_needs_no_email():
    draft = applied("people", "name slug", ("Ana Silva", "ana-silva"))
    assert Person.objects.get().email is None
    assert undo_plan(draft, by=None) == []
    assert not Person.objects.exists()


def test_two_new_ones_without_email_are_two_people():
    rows = ("Ana Silva", "ana-silva"), ("Ana Silva", "ana-silva-2")
    applied("people", "name slug", *rows)
    assert Person.objects.filter(email=None).count() == 2


def test_the_address_finds_who_is_here(ana):
    plan = people("name email slug job_title", ("Ana Silva", "", "ana-silva", "Chief"))
    assert (only(plan).pk, only(plan).action) == (ana.pk, "changed")
    assert plan.questions.of("person") == []


def test_the_address_finds_who_is_called_otherwise_by_now(ana):
    plan = people("name slug", ("Ana Souza", "ana-silva"))
    assert only(plan).after == {"name": "Ana Souza"}


def test_an_address_alone_finds_nobody(ana):
    plan = people("name slug job_title", ("", "ana-silva", "Chief"))
    assert "neither a name nor an e-mail" in only(plan).why


@pytest.mark.parametrize(
    ("left_on", "typed", "is_asked"),
    [
        (None, "Bo Li", True),
        (None, "Ana Costa", True),
        (None, "Ana Souza", False),
        (date(2020, 1, 1), "Ana Souza", True),
        (date(2020, 1, 1), "Ana Costa", True),
        (date(2020, 1, 1), "ANA SILVA", False),
    ],
)
def test_an_address_under_a_name_that_another_may_have_is_a_question(
    left_on, typed, is_asked, ana
):
    PersonFactory(name="Ana Costa", slug="ana-costa", email=None)
    Person.objects.filter(pk=ana.pk).update(left_on=left_on)
    plan = people("name slug", (typed, "ana-silva"))
    asked = plan.questions.of("person")
    assert [one.key for one in asked] == ["[ana-silva]"] * is_asked
    assert all(ana.pk in [each.target for each in one.suggestions] for one in asked)
    assert (only(plan).action == "rejected") is is_asked


@pytest.mark.parametrize(
    ("answer", "action"), [(skip, "left out"), (create, "added"), (use, "changed")]
)
def test_the_answer_says_whose_address_that_is(answer, action, ana):
    given = (ana,) if answer is use else ()
    names = {"person": answer("[ana-silva]", *given)}
    change = only(people("name slug", ("Bo Li", "ana-silva"), names=names))
    assert (change.action, change.pk == ana.pk) == (action, answer is use)


def test_somebody_new_at_the_address_of_another_gets_one_of_their_own(ana):
    names = {"person": create("[ana-silva]")}
    applied("people", "name slug", ("Bo Li", "ana-silva"), names=names)
    found = Person.objects.order_by("pk").values_list("name", "slug")
    assert [*found] == [("Ana Silva", "ana-silva"), ("Bo Li", "ana-silva-2")]


NEWCOMER = table("people", "name email slug", ("Ana Costa", "ac@x.org", "ana-silva"))


def test_a_new_e_mail_at_the_address_of_another_is_a_question(ana):
    plan = planned(NEWCOMER)
    (question,) = plan.questions.of("person")
    assert (question.key, only(plan).action) == ("ac@x.org", "rejected")
    assert [one.target for one in question.suggestions] == [ana.pk]


@pytest.mark.parametrize("names", [{}, {"person": create("ac@x.org")}])
def test_nobody_new_gets_what_the_file_says_of_who_has_the_address(names, ana):
    away = ("Ana Silva [ana-silva]", "2026-08-03", "2026-08-04")
    lead = ("Churn", "Ana Silva [ana-silva]")
    plan = planned(
        NEWCOMER,
        table("absences", "person starts_on ends_on", away),
        table("projects", "name lead", lead),
        names=names,
    )
    meant = [
        one.values.get("person") or one.values["lead"]
        for one in plan.changes
        if one.noun != "people"
    ]
    assert [one.pk for one in meant] == [ana.pk] * 2


def test_rows_of_who_has_the_address_and_of_somebody_new_stay_two(ana):
    rows = ("Ana Costa", "ac@x.org", "ana-silva"), ("Ana Silva", "", "ana-silva")
    names = {"person": create("ac@x.org")}
    plan = people("name email slug", *rows, names=names)
    assert [one.pk for one in plan.changes] == [None, ana.pk]


@pytest.mark.parametrize("slug", ["Lisbon", "12 Main Street", ""])
def test_what_is_no_address_of_ours_says_not_who_is_new(slug):
    plan = people("name slug", ("Ana Silva", slug))
    assert [one.key for one in plan.questions.of("person")] == ["ana silva"]


def test_a_name_that_is_here_under_another_address_is_a_question(ana):
    row = "Ana Silva", "ana-silva-9"
    (question,) = people("name slug", row).questions.of("person")
    assert (question.key, question.name) == ("[ana-silva-9]", "Ana Silva [ana-silva-9]")
    assert [one.target for one in question.suggestions] == [ana.pk]


@pytest.mark.parametrize(
    ("answer", "action"),
    [(skip, "left out"), (create, "added"), (use, "changed")],
)
def test_the_answer_says_who_it_is(answer, action, ana):
    given = (ana,) if answer is use else ()
    plan = people(
        "name slug job_title",
        ("Ana Silva", "ana-silva-9", "Chief"),
        names={"person": answer("[ana-silva-9]", *given)},
    )
    assert only(plan).action == action


def test_who_was_told_to_be_meant_is_meant_in_all_sheets(ana):
    away = "Ana Silva [ana-silva-9]", "2026-08-03", "2026-08-04"
    plan = planned(
        table("people", "name slug", ("Ana Silva", "ana-silva-9")),
        table("absences", "person starts_on ends_on", away),
        names={"person": use("[ana-silva-9]", ana)},
    )
    assert [one.values["person"].pk for one in plan.changes[1:]] == [ana.pk]


@pytest.mark.parametrize("slug", ["Ana-S", "as", "ana-silva"])
def test_any_address_of_the_directory_finds_its_own(slug):
    ana = PersonFactory(name="Ana Silva", email=None, slug=slug)
    assert only(people("name slug", ("Ana Silva", slug))).pk == ana.pk


def test_addresses_take_as_many_queries_for_3_people_as_for_30(
    django_assert_num_queries, django_assert_max_num_queries
):
    rows = [
        (person.name, person.slug)
        for person in PersonFactory.create_batch(30, email=None)
    ]
    with django_assert_max_num_queries(30) as few:
        people("name slug", *rows[:3])
    with django_assert_num_queries(len(few)):
        people("name slug", *rows)


# Other sheets


@pytest.mark.parametrize(
    "name", ["Ana Silva", "Silva, Ana", "Ana (Data); Bo / Cy", "@na", "-", "[x] [y]"]
)
def test_rows_name_people_by_name_and_address(name):
    ana = PersonFactory(name=name, email=None, slug="ana")
    row = (f"{name} [ana]", "2026-08-03", "2026-08-04")
    plan = planned(table("absences", "person starts_on ends_on", row))
    assert only(plan).values["person"].pk == ana.pk


@pytest.mark.parametrize("typed", ["Ana", "Ana Maria Silva", "silva, ana", "AnaSilva"])
def test_a_longer_or_shorter_name_at_the_address_is_meant(typed, ana):
    plan = planned(table("projects", "name lead", ("Churn", f"{typed} [ana-silva]")))
    assert only(plan).values["lead"].pk == ana.pk


def test_an_older_file_of_ours_means_who_is_called_otherwise_by_now(ana):
    Person.objects.update(name="Ana Souza")
    plan = planned(
        table("people", "name slug", ("Ana Silva", "ana-silva")),
        table("projects", "name lead", ("Churn", "Ana Silva [ana-silva]")),
        changes={},
    )
    assert plan.questions.of("person") == []
    assert [one.name for one in plan.questions.changes] == ["name"]
    assert plan.changes[1].values["lead"].pk == ana.pk


def test_a_lead_is_named_by_name_and_address(ana):
    applied("projects", "name lead", ("Churn", "Ana Silva [ana-silva]"))
    assert Project.objects.get().lead == ana


def test_somebody_of_the_same_file_is_named_by_name_and_address():
    manager = "Bo Li [bo-li]"
    rows = ("Ana Silva", "ana-silva", manager), ("Bo Li", "bo-li", "")
    applied("people", "name slug manager", *rows)
    assert Person.objects.get(slug="ana-silva").manager.slug == "bo-li"


@pytest.mark.parametrize(
    "typed",
    [
        *("Bo Li [ana-silva]", "Ana Silva [ana]", "Ana Silva"),
        *("Ana Costa [ana-silva]", "Ana Maria Costa [ana-silva]"),
    ],
)
def test_another_name_or_address_is_a_question(typed, ana):
    plan = planned(table("projects", "name lead", ("Churn", typed)))
    assert len(plan.questions.of("person")) == 1


# Giving one, and taking it


def test_an_email_for_who_had_none_is_given_with_ones_word(ana):
    row = "Ana Silva", "ana@example.com", "ana-silva"
    assert only(people("name email slug", row)).action == "rejected"
    names = {"person": use("ana@example.com", ana)}
    assert only(people("name email slug", row, names=names)).before == {"email": None}


@pytest.fixture
def given(ana):
    """An import that has given Ana an e-mail."""
    names = {"person": use("ana@example.com", ana)}
    return applied(
        "people", "name email", ("Ana Silva", "ana@example.com"), names=names
    )


def test_it_is_taken_back(given, ana):
    assert undo_plan(given, by=None) == []
    ana.refresh_from_db()
    assert ana.email is None


def test_it_stays_where_an_account_hangs_on_it(given, ana):
    open_account(ana)
    (obstacle,) = undo_plan(given, by=None)
    assert "Who has an account has an e-mail" in obstacle.why
    assert Person.objects.get().email == "ana@example.com"


@pytest.mark.parametrize("nothing", ["-", "n/a", "none"])
def test_words_for_none_take_no_email_away(nothing):
    PersonFactory(name="Ana Silva", email="ana@example.com", slug="ana-silva")
    plan = people("name email slug", ("Ana Silva", nothing, "ana-silva"))
    assert told(plan.changes) == [("unchanged", "Ana Silva", "")]


def test_a_file_clears_no_email():
    with pytest.raises(CellError, match="cannot be cleared"):
        PEOPLE.cleared(PEOPLE.column("email"))


def test_an_older_file_without_the_email_leaves_it(ana):
    Person.objects.update(email="ana@example.com")
    plan = people("name email slug", ("Ana Silva", "", "ana-silva"))
    assert only(plan).action == "unchanged"


# E-mails that names are linked to


def test_the_e_mail_that_a_name_is_linked_to_is_the_persons():
    rows = ("ana@x.example", ("Ana Silva",)), (None, ("Bo Li",))
    plan = planned(linked("people", "name", *rows))
    assert plan.changes[0].after["email"] == "ana@x.example"
    assert "email" not in plan.changes[1].values


def test_a_link_says_who_is_meant_in_other_sheets():
    ana = PersonFactory(name="Ana Silva", email="ana@x.example")
    SkillFactory(name="Python")
    row = "ANA@x.example", ("Ana Silva", "Python", "Expert")
    plan = planned(linked("expertise", "person skill level", row))
    assert only(plan).values["person"].pk == ana.pk


def test_a_column_of_e_mails_counts_and_no_link_does():
    row = "old@x.example", ("Ana Silva", "ana@x.example")
    assert (
        only(planned(linked("people", "name email", row))).after["email"] == row[1][1]
    )


@pytest.mark.parametrize("email", ["team@x.example", "no address"])
def test_one_address_of_several_names_is_nobodys(email):
    rows = (email, ("Ana Silva",)), (email, ("Bo Li",))
    plan = planned(linked("people", "name", *rows))
    assert not any("email" in change.values for change in plan.changes)
