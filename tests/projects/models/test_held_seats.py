"""Held seats and skills of projects are at all times what follows from their rows."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from itertools import permutations, product
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction

from people.models import Expertise, Person, Skill
from people.skills.merging import merge_skills
from projects.models import (
    AbleMentor,
    Assignment,
    HeldSeat,
    Project,
    ProjectSkill,
    SkillNeed,
)
from projects.models.need import filled_sql
from skillsdir.spreadsheet.writing.locks import lock_tables
from tests.factories import (
    AssignmentFactory,
    ExpertiseFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.thoroughness import how_many
from tests.waiting import WAITING, meanwhile, wait_for_lock, wait_until

pytestmark = pytest.mark.looks_again

TODAY = date(2026, 3, 9)
MODELS = [SkillNeed, Assignment, Expertise]
DAYS = [None, *(TODAY + timedelta(days=n) for n in (-9, -1, 0, 1, 9))]


class World:
    """Writes this and that, one thing at a time or many."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.any = self.random.choice
        self.people = PersonFactory.create_batch(4)
        self.skills = SkillFactory.create_batch(2)
        self.projects = ProjectFactory.create_batch(2, status="active")

    def write(self):
        adds = [self.add_need, self.add_booking, self.add_level]
        changes = [self.change, self.change_many, self.remove, self.remove_many]
        changes += [self.use, self.guide, self.guide, self.guide, self.move_need]
        self.any([*adds, *adds, *adds, *changes])()

    def days(self):
        first, last = self.any(DAYS), self.any(DAYS)
        if first and last:
            first, last = sorted((first, last))
        return {"starts_on": first, "ends_on": last}

    def values(self, model):
        level = {"level": self.random.randint(1, 4)}
        if model is Expertise:
            return level
        days = self.days() | {"project": self.any(self.projects)}
        if model is SkillNeed:
            return days | level
        days["starts_on"] = days["starts_on"] or min(DAYS[1:])
        return days | {"status": self.any(["confirmed", "tentative"])}

    def add_need(self):
        values = self.values(SkillNeed)
        SkillNeed.objects.get_or_create(skill=self.any(self.skills), **values)

    def add_booking(self):
        AssignmentFactory(person=self.any(self.people), **self.values(Assignment))

    def add_level(self):
        key = {"person": self.any(self.people), "skill": self.any(self.skills)}
        values = self.values(Expertise)
        Expertise.objects.update_or_create(**key, defaults=values)

    def rows(self, model, count=1):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        chosen = self.random.sample(keys, min(count, len(keys)))
        return model.objects.filter(pk__in=chosen)

    def change(self):
        model = self.any([Assignment, Expertise])
        for row in self.rows(model):
            for name, value in self.values(model).items():
                setattr(row, name, value)
            row.save()

    def change_many(self):
        model, name = self.any(
            [(Expertise, "level"), (Assignment, "status"), (Assignment, "project")]
        )
        self.rows(model, 3).update(**{name: self.values(model)[name]})

    def guide(self):
        """Somebody learns a skill there, with or without a mentor who is able to."""
        for booking in self.rows(Assignment, 3):
            others = [one for one in self.people if one.pk != booking.person_id]
            booking.learns = self.any([None, *self.skills])
            booking.mentor = booking.learns and self.any([None, *others])
            booking.save()
            if booking.mentor:
                key = {"person": booking.mentor, "skill": booking.learns}
                Expertise.objects.update_or_create(**key, defaults={"level": 3})

    def use(self):
        for booking in self.rows(Assignment):
            booking.skills.set(
                self.random.sample(self.skills, self.random.randint(0, 2))
            )

    def move_need(self):
        changes = {"project": self.any(self.projects), "skill": self.any(self.skills)}
        name = self.any([*changes])
        # There may be one like it.
        with suppress(IntegrityError), transaction.atomic():
            self.rows(SkillNeed).update(**{name: changes[name]})

    def remove(self):
        for row in self.rows(self.any(MODELS)):
            row.delete()

    def remove_many(self):
        self.rows(self.any(MODELS), 2).delete()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(how_many(40)))
def test_random_writes_keep_them_equal_to_the_rule(seed):
    world, models = World(seed), (HeldSeat, AbleMentor, ProjectSkill)
    counts = {model: set() for model in models}
    for _ in range(80):
        world.write()
        for model in models:
            counts[model].add(model.objects.count())
            assert model.objects.count_differences() == 0
    assert min(map(len, counts.values())) > 1


@pytest.fixture
def seat(db):
    """Ana, an expert, is booked where that is needed; the need, booking and level."""
    known = ExpertiseFactory(person__name="Ana", level=4)
    need = SkillNeedFactory(skill=known.skill, level=3)
    return need, AssignmentFactory(project=need.project, person=known.person), known


def test_a_holder_is_kept_with_what_they_know(seat):
    need, booking, known = seat
    held = HeldSeat.objects.get()
    assert (held.need, held.booking, held.person) == (need, booking, known.person)
    assert (held.level, held.status) == (4, booking.status)
    assert str(held) == f"Ana for {need}"


@pytest.mark.parametrize("place", range(3))
def test_it_goes_with_each_that_it_follows_from(seat, place):
    seat[place].delete()
    assert not HeldSeat.objects.exists()


def test_it_goes_with_the_project_and_the_person(seat):
    need, booking, _ = seat
    for rows in (Assignment, Expertise):
        rows.objects.filter(person=booking.person)._raw_delete("default")
    Person.objects.filter(pk=booking.person_id).delete()
    assert not HeldSeat.objects.exists()
    Project.objects.filter(pk=need.project_id).delete()


def test_merged_skills_bring_their_holders_along(seat, admin):
    need, *_ = seat
    other = SkillNeedFactory(project=need.project, level=2)
    merge_skills(keep=other.skill, lose=need.skill, by=admin)
    assert HeldSeat.objects.count() == 2
    assert HeldSeat.objects.count_differences() == 0


@pytest.mark.parametrize("filling", ["filling", "live_filling"])
def test_what_fills_seats_reads_nobodys_level(filling):
    """Else all that is kept of open seats would go with each edit of a level."""
    sql, _ = filled_sql(TODAY, filling)
    assert "projects_heldseat" in sql
    assert "people_expertise" not in sql


# Of two transactions neither sees what the other has not committed.


def add_level(need, person):
    ExpertiseFactory(person=person, skill=need.skill, level=4)


def add_booking(need, person):
    AssignmentFactory(project=need.project, person=person)


def add_need(need, person):
    SkillNeedFactory(project=need.project, skill=need.skill, level=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "writes",
    [(add_level, add_booking), (add_booking, add_need), (add_level, add_need)],
    ids=lambda pair: f"{pair[0].__name__}-{pair[1].__name__}",
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_who_write_at_once_hold_the_seat_together(writes, order):
    person, need = PersonFactory(), SkillNeedFactory(level=3)
    for write in {add_level, add_booking, add_need}.difference(writes):
        write(need, person)
    first, second = writes[::order]
    done = threading.Event()
    with transaction.atomic():
        first(need, person)
        thread = threading.Thread(
            target=partial(write_alone, second, need, person, done)
        )
        thread.start()
        done.wait(0.3)
    thread.join(10)
    assert HeldSeat.objects.exists()
    assert HeldSeat.objects.count_differences() == 0


def guide(need, person):
    learners = Assignment.objects.filter(project=need.project)
    learners.update(learns=need.skill, mentor=person)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second"), [(add_level, guide), (guide, add_level)])
def test_a_mentor_is_able_whoever_writes_first(first, second):
    need, person, done = SkillNeedFactory(level=4), PersonFactory(), threading.Event()
    add_booking(need, PersonFactory())
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        first(need, person)
        threads.submit(write_alone, second, need, person, done).result(10)
    assert AbleMentor.objects.get().mentor == person
    assert AbleMentor.objects.count_differences() == 0


def give_to_another(need, person):
    Assignment.objects.filter(person=person).update(person=PersonFactory())


def move_elsewhere(need, person):
    Assignment.objects.filter(person=person).update(project=ProjectFactory())


def raise_level(need, person):
    Expertise.objects.filter(person=person).update(level=4)


def lower_need(need, person):
    SkillNeed.objects.filter(pk=need.pk).update(level=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        *permutations([give_to_another, raise_level, lower_need], 2),
        *permutations([move_elsewhere, raise_level, lower_need], 2),
    ],
)
def test_nobody_waits_for_who_has_not_finished(first, second):
    need = SkillNeedFactory(level=3)
    person = ExpertiseFactory(skill=need.skill, level=2).person
    add_booking(need, person)
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        first(need, person)
        done = threading.Event()
        threads.submit(write_alone, second, need, person, done).result(10)
    assert HeldSeat.objects.count_differences() == 0


def add_two_needs(need, person):
    with transaction.atomic():
        SkillNeedFactory(project=need.project)
        add_need(need, person)


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_row_in_the_end_keeps_nobody_waiting():
    need, person = SkillNeedFactory(level=3), PersonFactory()
    add_booking(need, person)
    done = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Skill.objects.select_for_update().get(pk=need.skill_id)
            needs = threads.submit(write_alone, add_two_needs, need, person, done)
            wait_for_lock()
            add_level(need, person)
        needs.result(10)
    assert HeldSeat.objects.count_differences() == 0


def use_skill(need, person):
    booking = AssignmentFactory(project=need.project, person=person)
    booking.skills.add(need.skill)


def no_longer_use(need, person):
    Assignment.skills.through.objects.filter(skill=need.skill).delete()


def no_longer_confirm(need, person):
    Assignment.objects.filter(project=need.project).update(status="tentative")


def no_longer_need(need, person):
    need.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        *permutations([no_longer_use, no_longer_need], 2),
        *permutations([no_longer_confirm, no_longer_need], 2),
        (no_longer_need, use_skill),
        (use_skill, no_longer_need),
    ],
)
def test_two_who_write_at_once_see_the_skill_of_a_project_alike(first, second):
    need, person = SkillNeedFactory(), PersonFactory()
    if use_skill not in (first, second):
        use_skill(need, person)
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        first(need, person)
        done = threading.Event()
        threads.submit(write_alone, second, need, person, done).result(10)
    assert ProjectSkill.objects.count() == (use_skill in (first, second))
    assert ProjectSkill.objects.count_differences() == 0


def move_booking(booking, project):
    Assignment.objects.filter(pk=booking).update(project=project)


def use_in_booking(booking, skill):
    Assignment.objects.get(pk=booking).skills.add(skill)


def no_longer_use_in_booking(booking, skill):
    Assignment.objects.get(pk=booking).skills.remove(skill)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("use", [use_in_booking, no_longer_use_in_booking])
def test_a_booking_that_is_moved_meanwhile_takes_its_skills_along(use):
    """Both end while somebody else does, the one who moves it first."""
    booking, other, skill = AssignmentFactory(), ProjectFactory(), SkillFactory()
    if use is no_longer_use_in_booking:
        booking.skills.add(skill)
    done = threading.Event()
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(AT_THE_END)
            move = threads.submit(write_alone, move_booking, booking.pk, other.pk, done)
            wait_until(lambda: count_waiting() == 1)
            using = threads.submit(write_alone, use, booking.pk, skill.pk, done)
            wait_until(lambda: count_waiting() == 2)
        move.result(10), using.result(10)
    assert ProjectSkill.objects.count() == (use is use_in_booking)
    assert ProjectSkill.objects.count_differences() == 0


AT_THE_END = "SELECT pg_advisory_xact_lock(hashtextextended('projects_heldseat', 0))"


def count_waiting():
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.rowcount


def use_another(booking):
    booking.skills.add(SkillFactory())


def use_nothing(booking):
    booking.skills.clear()


def unconfirm(booking):
    Assignment.objects.filter(pk=booking.pk).update(status="tentative")


@pytest.mark.django_db
@pytest.mark.parametrize("write", [use_another, use_nothing, unconfirm])
def test_other_projects_are_not_looked_at(write):
    booking, *others = AssignmentFactory.create_batch(60)
    skills = SkillFactory.create_batch(20)
    uses = [(booking, skills[0]), *product(others, skills)]
    Use = Assignment.skills.through
    Use.objects.bulk_create(Use(assignment=one, skill=skill) for one, skill in uses)
    SkillNeed.objects.bulk_create(
        SkillNeed(project=one.project, skill=skill, level=3) for one, skill in uses
    )
    with connection.cursor() as cursor:
        # What tests before have left the planner to know does not matter.
        cursor.execute("ANALYZE; SET LOCAL enable_seqscan = off; DISCARD PLANS")
    before = rows_read()
    write(booking)
    assert rows_read() - before < 30


def rows_read():
    """So many rows of needs and of what bookings use this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
            " FROM pg_stat_xact_user_tables WHERE relname IN"
            " ('projects_skillneed', 'projects_assignment_skills')"
        )
        return cursor.fetchone()[0]


def write_alone(write, need, person, done):
    try:
        write(need, person)
        done.set()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_nobody_who_waits_for_it():
    person, need = PersonFactory(), SkillNeedFactory(level=3)

    @transaction.atomic
    def book():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        add_booking(need, person)

    meanwhile(lock_tables, book, then=lambda: add_level(need, person))
    assert HeldSeat.objects.get().person == person
