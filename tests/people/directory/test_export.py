"""The list as a file: who is in it, and what it says of them."""

from datetime import date

import pytest

from people.directory import export as export_module
from people.directory.export import COLUMNS
from people.models import Person
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.people.directory.exports import body, export, exported, sheet_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def ann():
    return PersonFactory(
        name="Ann Ábel",
        email="ann@example.com",
        job_title="Analyst, senior",
        team=TeamFactory(name="Data"),
        location=LocationFactory(name="Lisbon", time_zone="Europe/Lisbon"),
        capacity=60,
    )


def closed(name, outcome, person, **dates):
    project = ProjectFactory(name=name, status="closed", outcome=outcome)
    AssignmentFactory(project=project, person=person, **dates)


# The contract


def test_csv_has_the_columns_that_outside_checks_read(manager_client):
    heading, *_ = export(manager_client).decode("utf-8-sig").splitlines()
    assert heading == (
        "link,slug,name,email,job_title,team,location,time_zone,capacity,expertise,"
        "learning_goals,current_projects,past_projects,successes,judged"
    )


def test_row_says_who_somebody_is(ann, manager_client):
    row = exported(manager_client)["ann-abel"]
    assert list(row.values()) == [
        *("http://testserver/people/ann-abel/", "ann-abel", "Ann Ábel"),
        *("ann@example.com", "Analyst, senior", "Data", "Lisbon", "Europe/Lisbon"),
        *("60", "", "", "", "", "0", "0"),
    ]


def test_what_is_not_known_is_empty(manager_client):
    row = exported(manager_client)["max-manager"]
    assert (row["team"], row["location"], row["time_zone"]) == ("", "", "")
    assert row["capacity"] == "100"


def test_skills_stand_in_one_cell_best_first(ann, manager_client):
    for name, level in (("SQL", 1), ("Python", 4), ("NLP", 2)):
        ExpertiseFactory(person=ann, skill=SkillFactory(name=name), level=level)
    assert exported(manager_client)["ann-abel"]["expertise"] == (
        "Python (4); NLP (2); SQL (1)"
    )


def test_goals_stand_in_one_cell_unless_they_are_over(ann, manager_client):
    for name, status in (("Go", "open"), ("R", "in_progress"), ("C", "achieved")):
        skill = SkillFactory(name=name)
        LearningGoalFactory(person=ann, skill=skill, status=status, target_level=3)
    assert exported(manager_client)["ann-abel"]["learning_goals"] == "Go (3); R (3)"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "current_projects"),
        ({"ends_on": date(2026, 3, 9)}, "current_projects"),
        ({"ends_on": date(2026, 3, 8)}, "past_projects"),
        ({"starts_on": date(2026, 3, 10)}, None),
        ({"status": "tentative"}, None),
        ({"project__status": "closed"}, "past_projects"),
        ({"project__status": "cancelled"}, "past_projects"),
    ],
)
def test_bookings_are_current_or_past_projects(fields, where, ann, manager_client):
    AssignmentFactory(person=ann, project__name="Churn", **fields)
    row = exported(manager_client)["ann-abel"]
    columns = ("current_projects", "past_projects")
    assert [name for name in columns if row[name] == "Churn"] == [where] * bool(where)


def test_project_with_many_bookings_stands_once(ann, manager_client):
    project = ProjectFactory(name="Churn")
    for start, end in ((1, 10), (11, 20), (21, None)):
        ends_on = end and date(2026, 1, end)
        first = date(2026, 1, start)
        AssignmentFactory(person=ann, project=project, starts_on=first, ends_on=ends_on)
    row = exported(manager_client)["ann-abel"]
    assert (row["current_projects"], row["past_projects"]) == ("Churn", "")


def test_projects_of_one_name_are_told_apart(ann, manager_client):
    for _ in range(2):
        AssignmentFactory(person=ann, project=ProjectFactory(name="Churn"))
    assert exported(manager_client)["ann-abel"]["current_projects"] == "Churn; Churn"


def test_past_projects_say_how_they_ended_latest_first(ann, manager_client):
    closed("Old", "not_met", ann, starts_on=date(2025, 1, 1))
    closed("New", "in_use", ann, starts_on=date(2025, 6, 1))
    closed("Unjudged", "", ann, starts_on=date(2024, 6, 1))
    row = exported(manager_client)["ann-abel"]
    assert row["past_projects"] == (
        "New (Delivered and in use); Old (Finished, criteria not met); Unjudged"
    )
    assert (row["successes"], row["judged"]) == ("1", "2")


# Who is exported


def test_export_follows_the_filter_in_the_order_of_the_list(ann, manager_client):
    for name in ("Ben", "Cid", "Dan"):
        person = PersonFactory(name=name, team=ann.team)
    ExpertiseFactory(person=person, skill=SkillFactory(name="Python"))
    assert [*exported(manager_client, "team=data&sort=-name")] == [
        *("dan", "cid", "ben", "ann-abel"),
    ]
    assert [*exported(manager_client, "skill=python")] == ["dan"]


@pytest.mark.parametrize("query", ["free=50", "sort=free", "tz=Europe/London"])
def test_what_no_query_answers_is_exported_too(query, ann, manager_client):
    AssignmentFactory(person=PersonFactory(name="Busy"), percent=100)
    people = [*exported(manager_client, query)]
    assert "ann-abel" in people
    assert ("busy" in people) == (query == "sort=free")


def test_export_has_all_pages_whichever_is_asked_for(manager_client):
    PersonFactory.create_batch(60)
    assert len(exported(manager_client, "page=2")) == 61


def test_export_leaves_out_people_who_left(ann, manager_client):
    Person.objects.filter(pk=ann.pk).update(left_on=date(2026, 3, 8))
    assert "ann-abel" not in exported(manager_client)


def test_export_understands_what_the_form_of_the_list_sends(manager_client):
    response = manager_client.get("/people/export.csv?add_skill=python&add_level=3")
    assert response["Location"] == "/people/export.csv?skill=python:3"


def test_people_come_in_batches_in_order(monkeypatch, manager_client):
    monkeypatch.setattr(export_module, "BATCH", 2)
    for number in range(6):
        PersonFactory(name=f"Person {number}")
    people = [*exported(manager_client, "q=person")]
    assert people == [f"person-{number}" for number in range(6)]


def test_who_is_erased_meanwhile_is_left_out(ann, monkeypatch, manager_client):
    gone = [ann.pk, 10**9, ann.pk]
    monkeypatch.setattr(export_module, "ids_found", lambda filterset: gone)
    assert [*exported(manager_client)] == ["ann-abel"]


# What is not understood


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["free=0", "skill=nothing", "page=x", "sort=height"])
def test_parameter_that_is_not_understood_exports_nothing(query, kind, manager_client):
    response = manager_client.get(f"/people/export.{kind}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_page_of_problems_leads_back_to_the_list(manager_client):
    html = manager_client.get("/people/export.csv?q=ann&free=0").content.decode()
    assert "<code>free</code> “0”" in html
    assert '<a href="/people/?q=ann">Go on without it</a>' in html


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_export_is_only_downloaded(method, manager_client):
    assert getattr(manager_client, method)("/people/export.csv").status_code == 405


# Success rates


@pytest.fixture
def judged(ann, member):
    """Ann, and Mia, the member, with a success each."""
    closed("Churn", "in_use", ann)
    closed("Own", "answered", member.person)


def test_member_sees_how_the_own_projects_ended_alone(judged, member_client):
    rows = exported(member_client)
    columns = ("past_projects", "successes", "judged")
    assert [rows["ann-abel"][name] for name in columns] == ["Churn", "", ""]
    assert [rows["mia-member"][name] for name in columns] == [
        *("Own (Question answered, decision informed)", "1", "1"),
    ]


def test_member_sees_all_where_the_organisation_says_so(
    judged, member_client, settings
):
    settings.DIRECTORY = settings.DIRECTORY | {"SUCCESS_RATE_VISIBLE_TO": "everyone"}
    row = exported(member_client)["ann-abel"]
    assert row["past_projects"] == "Churn (Delivered and in use)"
    assert row["judged"] == "1"


@pytest.mark.parametrize("query", ["success=0", "sort=success", "sort=-success"])
def test_member_may_not_export_by_success(query, judged, member_client, manager_client):
    assert member_client.get(f"/people/export.csv?{query}").status_code == 400
    assert manager_client.get(f"/people/export.csv?{query}").status_code == 200


# The files


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_file_is_downloaded_under_a_name_with_the_day(
    kind, content_type, manager_client
):
    response = manager_client.get(f"/people/export.{kind}")
    assert body(response)
    assert response["Content-Type"] == content_type
    name = f"people-2026-03-09.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_file_is_kept_by_no_cache(manager_client):
    response = manager_client.get("/people/export.csv")
    assert body(response)
    assert response["Cache-Control"] == "no-store"


def test_workbook_says_the_same_as_the_csv_file(judged, manager_client):
    headings, *rows = sheet_rows(export(manager_client, kind="xlsx"))
    assert headings == list(COLUMNS.values())
    expected = [list(row.values()) for row in exported(manager_client).values()]
    numbers = [[*row[:8], str(int(row[8])), *row[9:13]] for row in rows]
    assert numbers == [row[:13] for row in expected]


def test_workbook_holds_numbers_as_numbers(judged, manager_client):
    _, row, *_ = sheet_rows(export(manager_client, "q=abel", kind="xlsx"))
    assert (row[8], row[13], row[14]) == (60.0, 1.0, 1.0)


def test_neither_file_runs_a_formula(manager_client):
    formula = '=HYPERLINK("http://x.example")'
    PersonFactory(name=formula, job_title="@SUM(1)", email="-x@example.com")
    row = exported(manager_client, "q=hyperlink").popitem()[1]
    sheet = sheet_rows(export(manager_client, "q=hyperlink", kind="xlsx"))
    assert sheet[1][2:5] == [row["name"], row["email"], row["job_title"]]
    assert sheet[1][2:5] == [f"'{formula}", "'-x@example.com", "'@SUM(1)"]


# Queries


def crowd(count):
    skill = SkillFactory(name=f"Skill of {count}")
    for _ in range(count):
        person = PersonFactory()
        ExpertiseFactory(person=person, skill=skill)
        LearningGoalFactory(person=person, skill=skill)
        closed(f"Project of {person}", "in_use", person)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["", "sort=success&free=10&q=person&tz=Europe/Paris"])
def test_export_takes_as_many_queries_for_3_people_as_for_30(
    query,
    kind,
    manager_client,
    django_assert_max_num_queries,
    django_assert_num_queries,
):
    crowd(3)
    with django_assert_max_num_queries(15) as few:
        export(manager_client, query, kind)
    crowd(27)
    with django_assert_num_queries(len(few)):
        export(manager_client, query, kind)


@pytest.mark.parametrize(("batch", "queries"), [(4, 6), (2, 11), (1, 21)])
def test_each_batch_takes_5_queries(
    batch, queries, monkeypatch, manager_client, django_assert_num_queries
):
    monkeypatch.setattr(export_module, "BATCH", batch)
    crowd(3)
    # Two more tell who asks.
    with django_assert_num_queries(queries + 2):
        export(manager_client)


def test_who_has_no_e_mail_has_an_empty_cell(manager_client):
    PersonFactory(name="Ann", email=None)
    assert exported(manager_client)["ann"]["email"] == ""
    assert sheet_rows(export(manager_client, kind="xlsx"))[1][:4][3] == ""
