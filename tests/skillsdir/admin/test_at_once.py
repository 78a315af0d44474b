"""Two people who edit the same row in the admin site: nobody's change is lost."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from people.accounts.opening import open_account
from people.models import Expertise, Person
from projects.models import Assignment, Project
from tests.admin_pages import address, change, count_queries
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
    UserFactory,
)
from tests.people.accounts.promotions import get_the_mark
from tests.people.accounts.test_nobodys_accounts import LOSSES
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
WORDS = "Somebody saved other values since you opened this page. Saved now are"


def url_of(row):
    return address(type(row), f"{row.pk}/change/")


def opened(client, row):
    """The form of the page as it is shown now."""
    return sent_by(client.get(url_of(row)))


def sent_by(page):
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    shown = {bound.html_name: bound.value() for form in forms for bound in form}
    return {name: value for name, value in shown.items() if value is not None}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


UNCOUNTED = [
    (PersonFactory, "slug", "mine", "theirs", "Slug: theirs"),
    (PersonFactory, "stated_success", 20, 80, "Stated success: 80"),
    (PersonFactory, "wants_digest", True, False, "Weekly digest: "),
    (ProjectFactory, "slug", "mine", "theirs", "Slug: theirs"),
]
CASES = [
    *UNCOUNTED,
    (PersonFactory, "job_title", "Analyst", "Engineer", "Job title: Engineer"),
    (ProjectFactory, "sponsor", "Finance", "Legal", "Sponsor: Legal"),
    (AssignmentFactory, "role", "Lead", "Adviser", "Role: Adviser"),
    (AssignmentFactory, "percent", 20, 80, "Percent: 80"),
    (ExpertiseFactory, "level", 2, 4, "Level: Expert"),
    (LearningGoalFactory, "priority", 1, 3, "Priority: "),
]


@pytest.mark.parametrize(("factory", "name", "mine", "theirs", "saved"), CASES)
def test_a_stale_save_is_refused_and_says_what_is_saved(
    factory, name, mine, theirs, saved, admin_client
):
    row = factory()
    sent = opened(admin_client, row) | {name: mine}
    type(row).objects.filter(pk=row.pk).update(**{name: theirs})
    page = text_of(admin_client.post(url_of(row), sent))
    assert f"{WORDS} {saved}" in page
    assert getattr(fresh(row), name) == theirs


@pytest.mark.parametrize(("factory", "name", "mine", "theirs", "saved"), CASES)
def test_saved_again_it_replaces_on_purpose(
    factory, name, mine, theirs, saved, admin_client
):
    row = factory()
    sent = opened(admin_client, row) | {name: mine}
    type(row).objects.filter(pk=row.pk).update(**{name: theirs})
    refused = admin_client.post(url_of(row), sent)
    sent["seen_version"] = refused.context["adminform"].form["seen_version"].value()
    assert admin_client.post(url_of(row), sent).status_code == 302
    assert getattr(fresh(row), name) == mine


def test_what_was_typed_stays_in_the_refused_form(admin_client):
    ana = PersonFactory()
    sent = opened(admin_client, ana) | {"bio": "Mine"}
    Person.objects.update(bio="Theirs")
    form = admin_client.post(url_of(ana), sent).context["adminform"].form
    assert form["bio"].value() == "Mine"


def test_what_others_changed_elsewhere_on_the_row_is_not_put_back(admin_client):
    ana = PersonFactory(team=TeamFactory(name="Data"))
    sent = opened(admin_client, ana) | {"bio": "Mine"}
    Person.objects.update(team=TeamFactory(name="Risk"), joined_on=date(2026, 3, 2))
    page = text_of(admin_client.post(url_of(ana), sent))
    assert "Team: Risk; Joined on: 2 Mar 2026; Bio: nothing." in page
    assert fresh(ana).team.name == "Risk"


def test_saving_what_is_saved_already_is_no_conflict(admin_client):
    ana = PersonFactory()
    sent = opened(admin_client, ana) | {"bio": "Same"}
    Person.objects.update(bio="Same")
    assert admin_client.post(url_of(ana), sent).status_code == 302


def test_a_fresh_save_is_no_conflict(admin_client):
    churn = ProjectFactory()
    for sponsor in ("Finance", "Legal"):
        change(admin_client, url_of(churn), sponsor=sponsor)
    assert fresh(churn).sponsor == "Legal"


@pytest.mark.parametrize(
    ("make", "owner", "prefix", "name", "values"),
    [
        (ExpertiseFactory, "person", "expertise", "level", (2, 4)),
        (LearningGoalFactory, "person", "goals", "priority", (1, 3)),
        (AssignmentFactory, "person", "assignments", "percent", (20, 80)),
        (AssignmentFactory, "project", "assignments", "percent", (20, 80)),
    ],
)
def test_a_stale_row_of_an_inline_is_refused_too(
    make, owner, prefix, name, values, admin_client
):
    row = make()
    page = url_of(getattr(row, owner))
    mine, theirs = values
    sent = opened(admin_client, getattr(row, owner)) | {f"{prefix}-0-{name}": mine}
    type(row).objects.update(**{name: theirs})
    assert WORDS in text_of(admin_client.post(page, sent))
    assert getattr(fresh(row), name) == theirs


def test_an_inline_row_that_others_changed_alike_is_no_conflict(admin_client):
    row = ExpertiseFactory(level=2)
    sent = opened(admin_client, row.person) | {"expertise-0-level": 4}
    Expertise.objects.update(level=4)
    assert admin_client.post(url_of(row.person), sent).status_code == 302


def test_used_skills_that_are_saved_are_told_with_the_rest(admin_client):
    row = AssignmentFactory(role="Lead", skills=[SkillFactory(name="SQL")])
    sent = opened(admin_client, row) | {"skills": [], "role": "Mine"}
    Assignment.objects.update(role="Theirs")
    page = text_of(admin_client.post(url_of(row), sent))
    assert "Role: Theirs; Skills: SQL." in page


def test_a_first_day_that_others_moved_is_not_put_back(admin_client):
    """Django itself compares days with a default only with what was shown."""
    row = AssignmentFactory()
    sent = opened(admin_client, row) | {"initial-starts_on": row.starts_on}
    Assignment.objects.update(starts_on=date(2026, 2, 2))
    page = text_of(admin_client.post(url_of(row), sent))
    assert f"{WORDS} Starts on: 2 Feb 2026." in page
    assert fresh(row).starts_on == date(2026, 2, 2)


@pytest.mark.parametrize("factory", [PersonFactory, ProjectFactory, AssignmentFactory])
def test_a_page_with_its_version_costs_at_most_15(
    factory, admin_client, django_assert_max_num_queries
):
    url = url_of(factory())
    assert count_queries(admin_client, url, django_assert_max_num_queries) <= 15


def test_an_account_that_was_made_meanwhile_is_not_parted(
    directory_admin_client, django_assert_max_num_queries
):
    person = PersonFactory()
    sent = opened(directory_admin_client, person) | {"job_title": "Analyst"}
    account = open_account(person)
    with django_assert_max_num_queries(60):
        page = text_of(directory_admin_client.post(url_of(person), sent))
    assert WORDS in page
    assert (fresh(person).user, account.is_active) == (account, True)


NEXT_VERSION = """
SELECT pg_get_triggerdef(oid) FROM pg_trigger
WHERE tgrelid = %s::regclass AND tgname LIKE '%%next_version'
"""


@pytest.mark.parametrize("model", [Person, Project, Assignment])
def test_what_a_page_writes_is_counted_or_named(model, admin_client):
    """Else an old page would put it back in silence."""
    form = admin_client.get(address(model, "add/")).context["adminform"].form
    with connection.cursor() as cursor:
        cursor.execute(NEXT_VERSION, [model._meta.db_table])
        (counted,) = cursor.fetchone()
    columns = [one for one in model._meta.concrete_fields if one.name in form.fields]
    told = form.uncounted
    assert [
        one.column
        for one in columns
        if f"old.{one.column}" not in counted and one.attname not in told
    ] == []


# Fields that were to be read alone when the page was opened


def close(account):
    type(account).objects.filter(pk=account.pk).update(is_active=False)


def open_again(account):
    type(account).objects.filter(pk=account.pk).update(is_active=True)


def access_of(person):
    return Person.objects.values_list("email", "user", "left_on").get(pk=person.pk)


@pytest.fixture
def pat():
    person = PersonFactory(email="pat@example.com", left_on=timezone.localdate())
    open_account(person)
    person.refresh_from_db()
    return person


@pytest.mark.parametrize(("fix", "free"), [(close, open_again), *LOSSES])
def test_what_was_read_only_is_not_emptied(fix, free, pat, directory_admin_client):
    before = access_of(pat)
    fix(pat.user)
    sent = opened(directory_admin_client, pat) | {"job_title": "Analyst"}
    free(pat.user)
    connection.check_constraints()
    page = directory_admin_client.post(url_of(pat), sent)
    assert WORDS in text_of(page)
    assert access_of(pat) == before


def test_nor_when_the_page_is_sent_again(pat, directory_admin_client):
    before = access_of(pat)
    close(pat.user)
    sent = opened(directory_admin_client, pat) | {"job_title": "Analyst"}
    open_again(pat.user)
    again = sent_by(directory_admin_client.post(url_of(pat), sent))
    assert directory_admin_client.post(url_of(pat), again).status_code == 302
    assert (fresh(pat).job_title, access_of(pat)) == ("Analyst", before)


def test_nor_by_who_may_do_more_by_now(pat, directory_admin_client, admin_client):
    before = access_of(pat)
    get_the_mark(pat.user)
    sent = opened(directory_admin_client, pat) | {"job_title": "Analyst"}
    assert WORDS in text_of(admin_client.post(url_of(pat), sent))
    assert access_of(pat) == before


FACTORIES = [
    PersonFactory,
    ProjectFactory,
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    UserFactory,
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_page_with_other_fields_is_another_version(factory, admin_client):
    form = admin_client.get(url_of(factory())).context["adminform"].form
    version = form.read_version()
    assert version is not None
    del form.fields[next(iter(form.fields))]
    assert form.read_version() not in (version, None)
