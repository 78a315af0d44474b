"""Erasing a person: nothing written about them is left, what they worked on is."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import connection

from people.models import FormerPersonSlug, Person
from people.privacy.erasure import mentions
from people.records.track_record import organisation_rate
from projects.bookings.leaving import erase_people
from projects.models import Project
from tests.admin_pages import address, choose
from tests.conftest import signed_in
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillFactory,
    TeamFactory,
)
from tests.filled_profile import NAME, WORD, make_profile
from tests.text import text_of

pytestmark = pytest.mark.django_db
PEOPLE = address(Person)
TEXTS = """
    SELECT table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
    AND data_type NOT IN ('integer', 'bigint', 'smallint', 'boolean', 'date')
"""


@pytest.fixture
def person():
    return make_profile()


def columns_with(word):
    """Every column of the database with the word in it, whatever its type."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS)
        columns = cursor.fetchall()
        found = set()
        for table, column in columns:
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s LIMIT 1',
                [f"%{word}%"],
            )
            found |= {(table, column)} if cursor.fetchone() else set()
    return found


def test_no_text_of_the_person_is_left_anywhere(person, admin, admin_client):
    admin_client.get(f"{PEOPLE}{person.pk}/change/")
    assert len(columns_with(WORD)) > 12
    erase_people(people=[person], by=admin)
    assert columns_with(WORD) == set()


@pytest.mark.parametrize("told", ["Conan O'Brien", "CONAN O‐BRIEN", "conan obrien"])
def test_a_name_written_otherwise_is_found(told):
    conan = PersonFactory(name="Conan O’Brien")
    project = ProjectFactory(summary=f"Ask {told}.")
    assert mentions(conan) == ([project], 1)


def test_the_row_stays_without_a_name(person, directory_admin):
    erase_people(people=[person], by=directory_admin)
    person.refresh_from_db()
    assert (person.name, person.slug) == ("Former member", f"former-member-{person.pk}")
    assert (person.team, person.manager, person.user) == (None, None, None)
    assert person.email is None
    assert person.has_left


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "rows",
    [
        *("expertise", "goals", "absences", "endorsements_given", "reports"),
        *("expertise_events", "goal_events", "assignment_events", "projects_led"),
    ],
)
def test_what_is_about_the_person_goes(rows, person, directory_admin):
    assert getattr(person, rows).exists()
    erase_people(people=[person], by=directory_admin)
    assert not getattr(person, rows).exists()


def test_the_account_goes(person, directory_admin):
    erase_people(people=[person], by=directory_admin)
    assert not get_user_model().objects.filter(username=WORD).exists()


def test_projects_keep_their_bookings_and_success(person, directory_admin):
    erase_people(people=[person], by=directory_admin)
    booking = person.assignments.get()
    assert (booking.project.outcome, booking.role, booking.percent) == (
        "in_use",
        "",
        50,
    )
    assert not booking.skills.exists()
    assert organisation_rate() == 1


def test_what_the_person_learned_and_from_whom_goes(person, directory_admin):
    erase_people(people=[person], by=directory_admin)
    booking = person.assignments.get()
    assert (booking.learns, booking.mentor) == (None, None)


def test_the_history_of_who_learned_from_the_person_stays_nameless(
    person, directory_admin, manager_client
):
    learner = person.assignments_mentored.get().person
    erase_people(people=[person], by=directory_admin)
    text = text_of(manager_client.get(f"/people/{learner.slug}/history/"))
    assert "with Former member as the mentor" in text
    assert "the mentor from Former member to nobody" in text


def test_who_learned_from_the_person_keeps_the_seat(person, directory_admin):
    seat = person.assignments_mentored.get()
    erase_people(people=[person], by=directory_admin)
    seat.refresh_from_db()
    assert (seat.mentor, seat.learns is None) == (None, False)


def test_bookings_that_go_on_end_and_later_ones_go(person, directory_admin):
    AssignmentFactory(person=person, starts_on=date(2100, 1, 1))
    erase_people(people=[person], by=directory_admin)
    booking = person.assignments.get()
    person.refresh_from_db()
    assert booking.ends_on == person.left_on


def test_the_project_shows_a_former_member(person, directory_admin, member_client):
    erase_people(people=[person], by=directory_admin)
    text = text_of(member_client.get("/projects/churn/"))
    assert "Former member left" in text
    assert "Zyxwva" not in text


def test_others_are_left_alone(person, directory_admin):
    before = Person.objects.exclude(pk=person.pk).count()
    erase_people(people=[person], by=directory_admin)
    colleague = Person.objects.get(name="A Colleague")
    assert colleague.expertise.exists()
    assert Person.objects.exclude(name="Former member").count() == before


@pytest.mark.parametrize("cast", ["member", "manager"])
def test_members_and_managers_erase_nobody(cast, person, request):
    with pytest.raises(PermissionDenied):
        erase_people(people=[person], by=request.getfixturevalue(cast))
    assert columns_with(WORD)


def test_nobody_erases_themselves(person, admin):
    person.user = admin
    person.save()
    with pytest.raises(PermissionDenied):
        erase_people(people=[person], by=admin)


def test_a_superuser_goes_by_a_superuser_only(admin, directory_admin_client):
    boss = PersonFactory(name="The Boss", user=admin)
    choose(directory_admin_client, PEOPLE, "erase", [boss], apply="1", is_sure="on")
    boss.refresh_from_db()
    assert boss.name == "The Boss"


def test_the_admin_site_asks_first(person, directory_admin_client):
    text = text_of(choose(directory_admin_client, PEOPLE, "erase", [person]))
    assert "What goes" in text
    assert "What stays" in text
    assert columns_with(WORD)


def test_texts_of_others_that_give_the_name_are_pointed_at(
    person, directory_admin_client
):
    ProjectFactory(name="Pricing", summary=f"An idea of {NAME}")
    text = text_of(choose(directory_admin_client, PEOPLE, "erase", [person]))
    assert "reread them Pricing" in text


def test_the_admin_site_erases(person, directory_admin_client):
    choose(directory_admin_client, PEOPLE, "erase", [person], apply="1", is_sure="on")
    assert Person.objects.filter(name="Former member").count() == 1
    assert columns_with(WORD) == set()


def test_without_the_tick_nobody_is_erased(person, directory_admin_client):
    choose(directory_admin_client, PEOPLE, "erase", [person], apply="1")
    assert columns_with(WORD)


@pytest.mark.looks_again
def test_two_people_can_be_erased_at_once(person, admin):
    erase_people(people=[person, PersonFactory()], by=admin)
    assert Person.objects.filter(name="Former member").count() == 2
    assert Project.objects.count() == 2


def test_nobody_is_deleted_in_the_admin_site(person, admin):
    client = signed_in(admin)
    assert client.post(f"{PEOPLE}{person.pk}/delete/").status_code == 403
    assert "delete_selected" not in client.get(PEOPLE).content.decode()


# Only that person's traces: whatever the person is called

NAMES = ("e", "Data", "Python", "Max Manager", "%", 'Ana "Annie" Silva', "Zoë")


@pytest.fixture(params=NAMES)
def named(request, admin, admin_client):
    """Somebody of that name, on a project, with entries of the log about others."""
    person = PersonFactory(name=request.param, email="erased@example.com")
    churn = ProjectFactory(name="Churn", lead=PersonFactory(name="Data Engineer"))
    AssignmentFactory(person=person, project=churn, ends_on=date(2026, 2, 27))
    ExpertiseFactory(skill=SkillFactory(name="Python"), person=churn.lead)
    for row in (churn, churn.lead, TeamFactory(name="Data"), person):
        log(admin, row, "Changed Python, Data and e, “Max Manager”.")
    log(admin, churn, [changed("need", "Python (3)"), changed("booking", "Data on X")])
    return person


def log(user, row, message):
    LogEntry.objects.log_actions(user.pk, [row], CHANGE, message, single_object=True)


def changed(noun, words):
    return {"changed": {"name": noun, "object": words, "fields": ["Percent"]}}


def test_entries_of_the_log_about_others_stay_as_they_are(named, directory_admin):
    entries = LogEntry.objects.exclude(object_repr=named.name)
    entries = entries.exclude(change_message__contains=f'"{named.name} on ')
    before = set(entries.values_list("pk", "object_repr", "change_message"))
    assert len(before) > 1
    erase_people(people=[named], by=directory_admin)
    now = LogEntry.objects.values_list("pk", "object_repr", "change_message")
    assert before <= set(now)


@pytest.mark.looks_again
def test_entries_about_the_person_go(named, directory_admin):
    erase_people(people=[named], by=directory_admin)
    assert not LogEntry.objects.filter(object_id=named.pk, object_repr=named.name)


@pytest.mark.looks_again
def test_in_entries_about_others_the_name_gives_way(named, admin):
    project = named.assignments.get().project
    log(admin, project, [changed("booking", f"{named.name} on Churn")])
    erase_people(people=[named], by=admin)
    entry = LogEntry.objects.first()
    assert "“Former member on Churn”" in entry.get_change_message()


@pytest.mark.looks_again
def test_entries_about_rows_that_are_gone_go(named, admin):
    booking = named.assignments.get()
    log(admin, booking, "Added.")
    key = booking.pk
    booking.delete()
    erase_people(people=[named], by=admin)
    assert not LogEntry.objects.filter(object_id=key, change_message="Added.").exists()


def test_a_booking_handed_on_keeps_its_entries(named, admin):
    booking = named.assignments.get()
    log(admin, booking, "Handed on.")
    booking.person = PersonFactory()
    booking.save()
    erase_people(people=[named], by=admin)
    entry = LogEntry.objects.get(change_message="Handed on.")
    assert entry.object_repr == "Former member on Churn"


def test_the_name_of_a_row_gone_without_history_gives_way(named, admin):
    entry = ShortlistEntryFactory(person=named, project__name="Pricing")
    log(admin, entry, "Added.")
    entry.delete()
    erase_people(people=[named], by=admin)
    assert LogEntry.objects.first().object_repr == "Former member for Pricing"


def test_what_the_log_says_of_a_namesake_stays(admin):
    ana, other = PersonFactory(name="Ana"), PersonFactory(name="Ana")
    booking = AssignmentFactory(person=other, project__name="Pricing")
    for row in (other, booking):
        log(admin, row, "Changed.")
    log(admin, booking.project, [changed("booking", "Ana on Pricing")])
    before = set(LogEntry.objects.values_list("pk", "object_repr", "change_message"))
    erase_people(people=[ana], by=admin)
    now = LogEntry.objects.values_list("pk", "object_repr", "change_message")
    assert set(now) == before


@pytest.mark.looks_again
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("e", "Needs everyone"),
        ("Data", "A database"),
        ("Ana Silva", "By Ana Silvana"),
        ("Ana Silva", "Ana, and Silva"),
    ],
)
def test_texts_that_do_not_give_the_whole_name_are_not_pointed_at(name, text):
    ProjectFactory(summary=text)
    assert mentions(PersonFactory(name=name)) == ([], 0)


def test_what_is_called_like_the_person_is_not_pointed_at():
    SkillFactory(name="Python")
    TeamFactory(name="Python")
    PersonFactory(name="Python")
    assert mentions(PersonFactory(name="Python")) == ([], 0)


@pytest.mark.parametrize("text", ["Ask ANA SILVA!", "(ana šilva)", "Ana-Silva: idea"])
def test_texts_with_the_name_in_any_spelling_are_pointed_at(text):
    project = ProjectFactory(summary=text)
    assert mentions(PersonFactory(name="Ana Silva")) == ([project], 1)


def test_where_the_nameless_name_is_taken_the_next_one_is(directory_admin):
    person = PersonFactory()
    stem = f"former-member-{person.pk}"
    PersonFactory(slug=stem)
    erase_people(people=[person], by=directory_admin)
    person.refresh_from_db()
    assert (person.name, person.slug) == ("Former member", f"{stem}-2")


def test_where_it_is_taken_meanwhile_the_next_one_is(directory_admin, monkeypatch):
    person = PersonFactory()
    save, stem = Person.save, f"former-member-{person.pk}"

    def faster(row, *args, **kwargs):
        if row.slug == stem:
            monkeypatch.setattr(Person, "save", save)
            PersonFactory(slug=stem)
        save(row, *args, **kwargs)

    monkeypatch.setattr(Person, "save", faster)
    erase_people(people=[person], by=directory_admin)
    assert Person.objects.get(pk=person.pk).slug == f"{stem}-2"


def test_the_old_addresses_go(person, directory_admin, member_client):
    erase_people(people=[person], by=directory_admin)
    assert not FormerPersonSlug.objects.exists()
    assert member_client.get("/people/zyxwva-ozil/").status_code == 404
