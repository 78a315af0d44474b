"""Of two who write at once one is asked again; nobody sees the database complain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event, Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction

from people.database.compiled import CompiledQuery
from people.database.turns import DRY_RUNS, wait_for_imports, wait_turn
from people.models import LearningGoal, Person, Skill
from people.privacy.erasure import FORMER, erase, erased_ids
from people.skills.merging import merge_skills
from projects.bookings.leaving import erase_people, mark_as_left
from skillsdir.models import DryRun, SpreadsheetImport
from skillsdir.races import TRIES, ask_again, is_lost, persistent
from skillsdir.spreadsheet.drafts.drafts import Draft, make_dry_run, save_unless_erased
from skillsdir.spreadsheet.drafts.saved import expanded
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing import background
from skillsdir.spreadsheet.writing.applying import NotADraftError, apply_plan, claimed
from skillsdir.spreadsheet.writing.locks import lock_tables
from tests.conftest import sign_up
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
)
from tests.skillsdir.site.test_failures import database_error
from tests.skillsdir.spreadsheet.sent_files import upload
from tests.waiting import meanwhile, wait_for_thread, wait_until

TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("skillsdir.races.PAUSES", (0, 0))


# Asked again


@pytest.mark.parametrize(
    ("error", "is_raced"),
    [
        (database_error("40P01"), True),
        (database_error("40001"), True),
        (database_error("55P03"), True),
        (database_error("0A000"), True),
        (database_error("26000"), True),
        (database_error("23503", IntegrityError), True),
        (database_error("23505", IntegrityError), True),
        (database_error("23514", IntegrityError), False),
        (database_error("57P01"), False),
        (Person.DoesNotExist(), True),
        (ValueError(), False),
    ],
)
def test_a_race_is_lost_where_the_same_may_go_otherwise(error, is_raced):
    assert is_lost(error) is is_raced


def test_who_loses_again_and_again_is_told():
    def lose():
        asked.append(1)
        raise database_error("40P01")

    asked = []
    with pytest.raises(Exception, match="The database says so"):
        ask_again(lose, database_error("40P01"))
    assert len(asked) == TRIES


@pytest.mark.django_db
def test_what_is_part_of_a_transaction_is_not_asked_alone():
    @persistent
    def lose():
        asked.append(1)
        raise database_error("40P01")

    asked = []
    with pytest.raises(Exception, match="The database says so"):
        lose()
    assert asked == [1]


@pytest.mark.django_db(transaction=True)
def test_what_lost_its_prepared_statements_is_asked_again():
    found = CompiledQuery(lambda: Person.objects.all())
    assert found() == []
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert persistent(transaction.atomic(found))() == []


@pytest.mark.parametrize("state", ["40P01", "23505"])
def test_a_page_that_lost_is_called_anew(state, monkeypatch, member, member_client):
    SkillFactory(name="Python")
    errors, check = [database_error(state)], LearningGoal.clean_fields

    def clean(*args, **kwargs):
        if errors:
            raise errors.pop()
        return check(*args, **kwargs)

    monkeypatch.setattr(LearningGoal, "clean_fields", clean)
    sent = {"skill": "python", "target_level": 3, "priority": 2, "status": "open"}
    assert member_client.post("/people/me/goals/", sent).status_code == 302
    assert member.person.goals.count() == 1


END = {
    "closed": lambda user: type(user).objects.update(is_active=False),
    "signed out": lambda user: Session.objects.all().delete(),
    "left": lambda user: Person.objects.update(left_on="2026-01-05"),
}


@pytest.mark.parametrize("end", END)
def test_a_page_is_called_anew_for_nobody_whose_account_ended(
    end, monkeypatch, member, member_client
):
    SkillFactory(name="Python")

    def lose(*args, **kwargs):
        raise database_error("40P01")

    monkeypatch.setattr(LearningGoal, "clean_fields", lose)
    monkeypatch.setattr("skillsdir.races.time.sleep", lambda pause: END[end](member))
    sent = {"skill": "python", "target_level": 3, "priority": 2, "status": "open"}
    response = member_client.post("/people/me/goals/", sent)
    assert response["Location"] == "/accounts/login/?next=/people/me/goals/"


@pytest.mark.django_db(transaction=True)
def test_a_goal_whose_skill_is_merged_meanwhile_is_no_error(member, member_client):
    python, snake = SkillFactory(name="Python"), SkillFactory(name="Snake")
    admin = sign_up("dana", "Directory admins")

    def merge():
        merge_skills(keep=python, lose=snake, by=admin)
        connection.close()

    def wrapper(execute, sql, *rest):
        if sql.startswith('INSERT INTO "people_learninggoal"') and Skill.objects.filter(
            pk=snake.pk
        ):
            with ThreadPoolExecutor(1) as thread:
                thread.submit(merge).result()
        return execute(sql, *rest)

    sent = {"skill": "snake", "target_level": 3, "priority": 2, "status": "open"}
    with connection.execute_wrapper(wrapper):
        response = member_client.post("/people/me/goals/", sent)
    assert response.status_code in {200, 302}


# Imports


@pytest.mark.django_db(transaction=True)
def test_an_import_gives_way_to_who_has_tables_in_another_order():
    """Whoever writes waits for no deadlock, and the import comes after."""
    has_last, errors = Event(), []

    def write():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE projects_assignment IN ROW EXCLUSIVE MODE")
                cursor.execute("LOCK TABLE people_endorsement IN ROW EXCLUSIVE MODE")
                has_last.set()
                cursor.execute("SELECT pg_sleep(0.2)")
                cursor.execute("LOCK TABLE people_team IN ROW EXCLUSIVE MODE")
                cursor.execute("LOCK TABLE people_person IN ROW EXCLUSIVE MODE")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = Thread(target=write)
    thread.start()
    has_last.wait()
    with transaction.atomic():
        lock_tables()
    thread.join()
    assert errors == []


# Who waits long enough for PostgreSQL to end a vacuum that is in the way, and how many
# tables they have meanwhile.
WAITING_LONG = """
SELECT waiting.pid, (
    SELECT count(*) FROM pg_locks AS held
    WHERE held.pid = waiting.pid AND held.granted AND mode = 'ShareRowExclusiveLock'
)
FROM pg_locks AS waiting
WHERE NOT granted AND relation = 'projects_assignment'::regclass
    AND clock_timestamp() - waitstart > current_setting('deadlock_timeout')::interval
"""


@pytest.mark.django_db(transaction=True)
def test_an_import_ends_a_vacuum_and_keeps_nobody_waiting_for_it():
    def take():
        with transaction.atomic():
            lock_tables()
        connection.close()

    thread = Thread(target=take)
    with transaction.atomic(), connection.cursor() as cursor:
        # As a vacuum does; that of a person is not ended, though.
        cursor.execute("LOCK projects_assignment IN SHARE UPDATE EXCLUSIVE MODE")
        thread.start()
        waiting = []
        wait_until(lambda: waiting.extend(rows(cursor, WAITING_LONG)) or waiting)
        assert [tables for _, tables in waiting] == [0]
    thread.join(20)
    assert not thread.is_alive()


def rows(cursor, sql):
    cursor.execute(sql)
    return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_waiting_is_limited_for_the_tables_alone():
    with transaction.atomic(), connection.cursor() as cursor:
        lock_tables()
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


def test_people_of_one_name_get_addresses_of_their_own(db):
    slugs = [PersonFactory(name="Ana Silva", slug="").slug for _ in range(3)]
    assert slugs == ["ana-silva", "ana-silva-2", "ana-silva-3"]


@pytest.mark.django_db(transaction=True)
def test_a_merge_holds_no_skill_while_it_waits_for_an_import(admin):
    keep, lose = SkillFactory.create_batch(2)
    person = PersonFactory()
    meanwhile(
        lock_tables,
        lambda: merge_skills(keep=keep, lose=lose, by=admin),
        # As the last of the import.
        then=lambda: ExpertiseFactory(person=person, skill=lose),
    )
    assert person.expertise.get().skill == keep


@pytest.mark.django_db(transaction=True)
def test_who_is_erased_while_an_import_waits_does_not_come_back(admin):
    pia = PersonFactory(name="Pia Secret", email="pia@example.com")
    head = "name email job_title"
    draft = upload("people", head, ("Pia Secret", "pia@example.com", "Boss"))
    with pytest.raises(NotADraftError, match="removed"):
        meanwhile(
            wait_for_imports,
            lambda: apply_plan(draft, by=admin),
            then=lambda: erase_people(people=[pia], by=admin),
        )
    assert [str(person) for person in Person.objects.all()] == ["Former member"]
    assert not type(draft).objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_who_is_erased_keeps_no_skill_that_is_merged_meanwhile(admin, is_first):
    keep, lose = SkillFactory.create_batch(2)
    booking = AssignmentFactory(starts_on="2026-01-05")
    booking.skills.add(lose)
    both = [
        lambda: erase_people(people=[booking.person], by=admin),
        lambda: merge_skills(keep=keep, lose=lose, by=admin),
    ]
    meanwhile(*(both if is_first else both[::-1]))
    assert not booking.skills.exists()


@pytest.mark.django_db(transaction=True)
def test_who_leaves_is_not_held_while_an_import_is_waited_for(admin):
    person = PersonFactory()
    meanwhile(
        lock_tables,
        lambda: mark_as_left(people=[person], left_on=TODAY, by=admin),
        then=lambda: Person.objects.filter(pk=person.pk).update(job_title="Boss"),
    )
    person.refresh_from_db()
    assert (person.left_on, person.job_title) == (TODAY, "Boss")


@pytest.mark.django_db(transaction=True)
def test_reading_a_file_keeps_nobody_from_reading_another(admin):
    """Else who waits for a row here keeps waiting who has that row."""
    drafts = [upload("people", "name", (name,), by=admin) for name in ("Ann", "Bo")]
    first, second = (type(one).objects.get(pk=one.pk) for one in drafts)

    def read_first():
        with connection.cursor() as cursor:
            # For a test that fails instead of hanging.
            cursor.execute("SET lock_timeout = '5s'")
        return Draft(first).sheets

    def hold_first():
        type(first).objects.filter(pk=first.pk).update(size=1)

    read = meanwhile(hold_first, read_first, then=lambda: Draft(second).sheets)
    assert read[0].rows[1] == ("Ann",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "act",
    [
        lambda person, by: erase_people(people=[person], by=by),
        lambda person, by: erase(person=person, by=by),
    ],
)
@pytest.mark.parametrize(
    ("first", "then"),
    [
        # No import waits for who waits for a dry run, nor the other way round.
        (lambda: wait_turn(*DRY_RUNS, shared=True), lock_tables),
        (lock_tables, lambda: wait_turn(*DRY_RUNS, shared=True)),
    ],
)
def test_nobody_waits_for_who_waits_to_erase(first, then, act, admin):
    person = PersonFactory()
    meanwhile(first, lambda: act(person, by=admin), then=then)
    assert str(Person.objects.get()) == FORMER


@pytest.fixture
def pia():
    return PersonFactory(name="Pia Secretowa")


@pytest.fixture
def nearly_pia(db, admin, pia):
    """A draft in which somebody has nearly that name."""
    row = ("Pia Secretova", ProjectFactory(status="active").name, "2026-01-05")
    return upload("bookings", "person project starts_on", row, by=admin)


def names_pia():
    asked = [expanded(one.questions) for one in DryRun.objects.all()]
    return "Secretowa" in str(asked)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_no_dry_run_names_who_was_erased_meanwhile(admin, pia, nearly_pia, is_first):
    both = [
        lambda: erase_people(people=[pia], by=admin),
        lambda: make_dry_run(Draft(nearly_pia)),
    ]
    meanwhile(*(both if is_first else both[::-1]))
    assert type(nearly_pia).objects.exists()
    assert not names_pia()


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_that_lost_its_prepared_statements_is_made(pia, nearly_pia):
    make_dry_run(Draft(nearly_pia))
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    make_dry_run(Draft(nearly_pia))
    assert names_pia()


@pytest.mark.django_db(transaction=True)
def test_no_import_that_was_refused_names_who_was_erased_since(admin, pia, nearly_pia):
    draft = Draft(nearly_pia)
    erase_people(people=[former := PersonFactory()], by=admin)
    made, erased = plan(draft.sheets, draft.answers), erased_ids()
    assert save_unless_erased(draft, made, erased)
    assert names_pia()
    erase_people(people=[pia], by=admin)
    former.delete()
    assert not save_unless_erased(draft, made, erased)
    assert not names_pia()


@pytest.mark.django_db(transaction=True)
def test_why_an_import_failed_names_nobody_who_was_erased_meanwhile(
    admin, pia, nearly_pia
):
    def fail():
        with claimed(nearly_pia):
            raise ValueError(pia.name)

    with pytest.raises(ValueError, match="Secretowa"):
        meanwhile(lambda: erase_people(people=[pia], by=admin), fail)
    assert nearly_pia.status == "failed"
    assert nearly_pia.problem.startswith("Somebody was erased meanwhile.")


@pytest.fixture
def edited(admin, pia):
    """An import that cannot be undone: what it changed of Pia was changed since."""
    row = ("Pia Secretowa", pia.email, "Boss")
    done = upload("people", "name email job_title", row, by=admin)
    apply_plan(done, by=admin)
    Person.objects.update(job_title="Lead")
    return done


@pytest.mark.django_db(transaction=True)
def test_why_nothing_is_undone_names_nobody_who_was_erased_meanwhile(
    admin, pia, edited, monkeypatch
):
    def erase_pia():
        erase_people(people=[pia], by=admin)
        connection.close()

    def explain_late(obstacles):
        lines.extend(explain(obstacles))
        thread.start()
        wait_for_thread(thread)
        return lines

    explain, lines, thread = background.explain_obstacles, [], Thread(target=erase_pia)
    monkeypatch.setattr(background, "explain_obstacles", explain_late)
    assert background.undo_import(edited.pk, by=admin)
    thread.join(10)
    assert "Pia Secretowa" in lines[-1]
    assert SpreadsheetImport.objects.get().problem == ""
